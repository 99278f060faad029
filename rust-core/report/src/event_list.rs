//! The list that carries the first page: every event of the matter, one row each, in the order of time.

use crate::case::{Case, Events, Scope};
use crate::html::Html;
use crate::relevance::is_relevant;
use crate::words::{Lang, words};
use dunlog_model::{Body, Direction, Evidence, Role, StoredEvent, Verdict, own_csv};
use std::io;

/// Writes the list with its signature line.
pub(crate) fn write(case: &Case, events: &dyn Events, html: &mut Html<'_>) -> io::Result<()> {
    html.markup(
        "<section class=\"page\">\n<h2>事件明细</h2>\n<p class=\"note\">时间为北京时间（+08:00），精确到秒；号码与原文照录，\
         下划线为标注所依据的原话；[U+…] 为原文中看不见的字符。振铃秒数不是通话时长。</p>\n<div class=\"wide\">\
         <table class=\"list\"><colgroup><col style=\"width:6%\"><col style=\"width:13%\"><col style=\"width:9%\">\
         <col style=\"width:16%\"><col><col style=\"width:15%\"><col style=\"width:13%\"></colgroup>\n<thead><tr>\
         <th>序号</th><th>时间</th><th>记录人</th><th>方式／号码</th><th>内容</th><th>疑似</th><th>来源</th></tr></thead><tbody>\n",
    )?;
    let mut number = 0;
    events.for_each(&mut |event| {
        if case.options.scope == Scope::All || is_relevant(event) {
            number += 1;
            list_row(case, number, event, html)?;
        }
        Ok(())
    })?;
    if number == 0 {
        html.markup("<tr><td colspan=\"7\">没有标注为催收的记录。</td></tr>\n")?;
    }
    html.markup(
        "</tbody></table></div>\n<p class=\"note\">以上由本人设备的记录导出，原始记录仍在手机中。</p>\n\
         <p class=\"sign\"><span>签名（捺印）：＿＿＿＿＿＿＿＿</span><span>日期：＿＿＿＿年＿＿月＿＿日</span></p>\n</section>\n",
    )
}

fn list_row(case: &Case, number: u64, event: &StoredEvent, html: &mut Html<'_>) -> io::Result<()> {
    html.count("<tr><td>", number, "</td>")?;
    html.element("<td>", &event.time.china_text(), "</td>")?;
    html.element("<td>", &event.person.name, "")?;
    html.markup(if event.person.role == Role::ThirdParty {
        "<br><span class=\"small\">第三人</span></td>"
    } else {
        "</td>"
    })?;
    html.element("<td>", own_csv::kind_word(&event.body), "　")?;
    html.text(&own_csv::result_word(&event.body))?;
    if event.direction == Direction::Out {
        html.markup("（发出）")?;
    }
    html.element("<br><span class=\"number\">", &crate::csv::number_of(case, event), "</span></td><td>")?;
    content(event, html)?;
    html.markup("</td><td>")?;
    opinion(event.verdict.as_ref(), html)?;
    html.markup("</td><td class=\"sources\">")?;
    for (index, seen) in event.sightings.iter().enumerate() {
        html.markup(if index > 0 { "<br>" } else { "" })?;
        html.text(&words().source(seen.source, Lang::Zh))?;
    }
    html.markup("</td></tr>\n")
}

fn content(event: &StoredEvent, html: &mut Html<'_>) -> io::Result<()> {
    if event.redacted {
        return html.markup("（内容已按本人要求移除，位置与校验值保留）");
    }
    match &event.body {
        Body::Call(call) => {
            if let Some(seconds) = call.talk_seconds() {
                html.count("通话 ", seconds.into(), " 秒")?;
            } else if let Some(seconds) = call.ring_seconds().filter(|seconds| *seconds > 0) {
                html.count("振铃 ", seconds.into(), " 秒")?;
            }
        }
        Body::Message(message) => marked(&message.text, event.verdict.as_ref(), html)?,
        Body::Note(note) => {
            html.markup("<span class=\"small\">（本人填写）</span>")?;
            marked(&note.text, event.verdict.as_ref(), html)?;
        }
    }
    for annotation in &event.annotations {
        html.element("<br><span class=\"small\">本人标注：", &annotation.text, "</span>")?;
    }
    Ok(())
}

/// The text with the quoted words of conduct underlined. Overlapping quotes are joined.
fn marked(text: &str, verdict: Option<&Verdict>, html: &mut Html<'_>) -> io::Result<()> {
    let mut spans: Vec<(u32, u32)> = verdict
        .into_iter()
        .flat_map(|verdict| &verdict.reasons)
        .filter(|reason| reason.category.is_conduct())
        .filter_map(|reason| match &reason.evidence {
            Evidence::Quote { start, end, .. } => Some((*start, *end)),
            Evidence::Fact { .. } => None,
        })
        .collect();
    spans.sort_unstable();
    let mut chars = text.chars();
    let mut at = 0;
    for (start, end) in spans {
        let (start, end) = (start.max(at), end.max(at));
        let before: String = chars.by_ref().take((start - at) as usize).collect();
        let quoted: String = chars.by_ref().take((end - start) as usize).collect();
        html.text(&before)?;
        if !quoted.is_empty() {
            html.element("<mark>", &quoted, "</mark>")?;
        }
        at = end;
    }
    html.text(&chars.collect::<String>())
}

fn opinion(verdict: Option<&Verdict>, html: &mut Html<'_>) -> io::Result<()> {
    let Some(verdict) = verdict else {
        return html.markup("—");
    };
    html.text(words().label(verdict.label, Lang::Zh))?;
    let kinds = words().conduct(&verdict.categories, Lang::Zh);
    if !kinds.is_empty() {
        html.element("<br><span class=\"small\">", &kinds, "</span>")?;
    }
    Ok(())
}
