//! The report to print: a first page that tells, and the list that carries it.

use crate::case::{Case, Events, Scope};
use crate::event_list;
use crate::html::Html;
use crate::logs_page;
use crate::style::{FOOT, HEAD};
use crate::summary::{NumberRow, Summary};
use crate::words::{Lang, words};
use dunlog_law::pack;
use std::io::{self, Write};

/// Rows of the number table on the first page; the rest stands in the annex.
const NUMBERS_ON_FIRST_PAGE: usize = 6;
/// Characters of a message on the first page; the list has all of them.
const QUOTE_CHARS: usize = 64;

/// Writes the whole document.
pub(crate) fn write(
    case: &Case,
    summary: &Summary,
    events: &dyn Events,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut html = Html::new(out);
    html.markup(HEAD)?;
    first_page(case, summary, &mut html)?;
    annex_numbers(summary, &mut html)?;
    basis(summary, &mut html)?;
    logs_page::write(case, &mut html)?;
    event_list::write(case, events, &mut html)?;
    html.markup(FOOT)
}

fn first_page(case: &Case, summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<section class=\"summary-page\">\n<h1>骚扰来电来信情况摘要</h1>\n")?;
    html.element("<p class=\"meta\">导出时间 ", &case.exported_at.china_text(), "（北京时间，+08:00）　")?;
    html.text(&case.program)?;
    html.markup("　本表各数均可由后附清单逐条复核；“疑似”为程序按规则所作标注，不是结论。</p>\n")?;
    html.markup("<table class=\"summary\"><tbody>\n")?;
    row_people(summary, html)?;
    row_span(summary, html)?;
    row_totals(summary, html)?;
    row_worst_day(summary, html)?;
    row_together(summary, html)?;
    row_stop(summary, html)?;
    row_conduct(summary, html)?;
    row_limits(summary, html)?;
    html.markup("</tbody></table>\n")?;
    numbers_table(
        "<h2>联系次数最多的号码</h2>\n",
        summary.numbers.get(..NUMBERS_ON_FIRST_PAGE).unwrap_or(&summary.numbers),
        html,
    )?;
    quotes(summary, html)?;
    not_captured(case, summary, html)?;
    html.markup("</section>\n")
}

fn row_people(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<tr><th>被联系的人</th><td>")?;
    for (index, person) in summary.persons.iter().enumerate() {
        if index > 0 {
            html.markup("；")?;
        }
        html.text(&person.name)?;
        html.element("（", words().role(person.role, Lang::Zh), "）")?;
        html.count("疑似骚扰 ", person.harassment, " 次")?;
        html.count("，催收提醒 ", person.reminders, " 次")?;
    }
    html.markup("</td></tr>\n")
}

fn row_span(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<tr><th>起止时间</th><td>")?;
    match (&summary.first, &summary.last) {
        (Some(first), Some(last)) => {
            html.text(first)?;
            html.element(" 至 ", last, "")?;
            html.count("，其中 ", summary.days as u64, " 天有联系")?;
        }
        _ => html.markup("没有标注为催收的来电来信")?,
    }
    if let Some(by) = &summary.report_by {
        html.element("<br><span class=\"small\">连续行为自终了之日起六个月：至 ", by, "")?;
        if let Some(rule) = summary.report_by_rule.as_deref().and_then(|id| pack().rule(id)) {
            html.element("（", &rule.title, "")?;
            html.element("", &rule.articles, "）")?;
        }
        html.markup("</span>")?;
    }
    html.markup("</td></tr>\n")
}

fn row_totals(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.count("<tr><th>数量</th><td>通话 ", summary.calls, " 次")?;
    html.count("（接听 ", summary.answered, " 次），")?;
    html.count("信息 ", summary.messages, " 条，")?;
    html.count("号码 ", summary.numbers_total as u64, " 个")?;
    if summary.withheld > 0 {
        html.count("，未显示号码 ", summary.withheld, " 次")?;
    }
    html.count("；22点至次日8点 ", summary.night, " 次")?;
    html.count("；联系非债务人 ", summary.third_parties as u64, " 人")?;
    html.count(" ", summary.third_party_contacts, " 次</td></tr>\n")
}

fn row_worst_day(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<tr><th>最多的一天</th><td>")?;
    match &summary.worst_day {
        Some(day) => {
            html.text(&day.date)?;
            html.count("：通话 ", day.calls, " 次，")?;
            html.count("信息 ", day.messages, " 条，")?;
            html.count("号码 ", day.numbers as u64, " 个，")?;
            html.count("涉及 ", day.persons as u64, " 人")?;
        }
        None => html.markup("—")?,
    }
    html.markup("</td></tr>\n")
}

/// One collector, several people within minutes: told only where it happened.
fn row_together(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    let Some(most) = summary.together.first() else { return Ok(()) };
    html.markup("<tr><th>短时间多人</th><td>")?;
    html.element("<span class=\"number\">", &most.number, "</span>")?;
    html.element(" 于 ", &most.from, "")?;
    html.count(" 起十分钟内联系 ", most.persons.len() as u64, " 人：")?;
    html.text(&most.persons.join("、"))?;
    html.count("；这样的情形共 ", summary.together_times, " 次</td></tr>\n")
}

fn row_stop(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<tr><th>要求停止</th><td>")?;
    if summary.stop_requests.is_empty() {
        html.markup("没有记录")?;
    } else {
        html.count("", summary.stop_requests.len() as u64, " 次：")?;
        html.text(&summary.stop_requests.join("，"))?;
        html.count("；其后仍联系该人 ", summary.after_stop, " 次")?;
    }
    html.markup("</td></tr>\n")
}

fn row_conduct(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<tr><th>疑似情形</th><td>")?;
    if summary.by_category.is_empty() {
        html.markup("没有")?;
    }
    let mut kinds: Vec<(&&str, &u64)> = summary.by_category.iter().collect();
    kinds.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
    for (index, (category, count)) in kinds.into_iter().enumerate() {
        if index > 0 {
            html.markup("，")?;
        }
        html.text(words().get("category", category, Lang::Zh))?;
        html.count(" ", *count, " 次")?;
    }
    html.markup("</td></tr>\n")
}

fn row_limits(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<tr><th>超出的限度<br><span class=\"small\">（疑似）</span></th><td>")?;
    if summary.limits.is_empty() {
        html.markup("没有")?;
    }
    for kind in [
        "forbidden_window",
        "max_answered_per_day",
        "max_unanswered_per_day",
        "third_party_demand",
        "after_refusal",
    ] {
        let hits: Vec<_> = summary.limits.iter().filter(|hit| hit.kind == kind).collect();
        let Some(most) = hits.iter().max_by_key(|hit| hit.contacts) else {
            continue;
        };
        html.element("", words().get("limit", kind, Lang::Zh), "：")?;
        html.count("", most.contacts, " 次")?;
        html.count("，", most.days as u64, " 天<br>\n")?;
    }
    html.markup("<span class=\"small\">依据及其效力级别见后页。</span></td></tr>\n")
}

fn numbers_table(head: &'static str, rows: &[NumberRow], html: &mut Html<'_>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    html.markup(head)?;
    html.markup(
        "<table class=\"list\"><colgroup><col style=\"width:27%\"><col style=\"width:7%\"><col style=\"width:7%\">\
         <col style=\"width:7%\"><col style=\"width:7%\"><col style=\"width:7%\"><col style=\"width:19%\">\
         <col style=\"width:19%\"></colgroup>\n<thead><tr><th>号码（原样）及自称</th><th>通话</th><th>接听</th><th>信息</th>\
         <th>夜间</th><th>人数</th><th>首次</th><th>最近</th></tr></thead><tbody>\n",
    )?;
    for row in rows {
        html.element("<tr><td><span class=\"number\">", &row.number, "</span>")?;
        if !row.claims.is_empty() {
            html.element(" <span class=\"small\">自称 ", &row.claims.join("、"), "</span>")?;
        }
        for count in [row.calls, row.answered, row.messages, row.night, row.persons as u64] {
            html.count("</td><td>", count, "")?;
        }
        html.element("</td><td>", &row.first, "</td>")?;
        html.element("<td>", &row.last, "</td></tr>\n")?;
    }
    html.markup("</tbody></table>\n")
}

fn quotes(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    if summary.quotes.is_empty() {
        return Ok(());
    }
    html.markup(
        "<h2>对方原话（疑似，节选；全文见清单）</h2>\n<table class=\"list\"><colgroup><col style=\"width:19%\">\
         <col style=\"width:22%\"><col></colgroup>\n<thead><tr><th>时间</th><th>收到的人／对方号码</th><th>原话</th></tr></thead><tbody>\n",
    )?;
    for quote in &summary.quotes {
        html.element("<tr><td>", &quote.time, "</td>")?;
        html.element("<td>", &quote.person, "　")?;
        html.element(
            "<span class=\"number\">",
            quote.number.as_deref().unwrap_or("未显示号码"),
            "</span></td>",
        )?;
        html.element("<td>“", &shortened(&quote.words), "”")?;
        let kinds = words().conduct(&quote.categories, Lang::Zh);
        html.element("<br><span class=\"small\">疑似：", &kinds, "</span></td></tr>\n")?;
    }
    html.markup("</tbody></table>\n")
}

fn not_captured(case: &Case, summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    html.markup("<h2>没有记录到的</h2>\n<p class=\"small\">")?;
    html.markup(
        "通话内容没有录音或笔记的，本表不知道说了什么。被系统拦截、未送达手机的来电来信可能不在其中。",
    )?;
    html.count("所列联系中 ", summary.contacts - summary.seen_live, " 次只来自手机的记录或其备份，")?;
    html.count("", summary.seen_live, " 次另有当时的实时记录。")?;
    html.count("导入文件 ", case.batches.len() as u64, " 个，")?;
    html.count("其中无法读取的记录 ", summary.rejected, " 条，")?;
    html.count("不完整的文件 ", summary.torn_files as u64, " 个；")?;
    html.count("已知的记录空白 ", summary.gaps as u64, " 段。")?;
    for gap in case.gaps.iter().take(5) {
        let person =
            case.persons.iter().find(|person| person.id == gap.person).map_or("", |person| &person.name);
        html.element("<br>空白：", person, "　")?;
        html.text(&words().source(gap.gap.source, Lang::Zh))?;
        html.element("　", &gap.gap.from.china_text(), "")?;
        html.element(" 至 ", &gap.gap.to.china_text(), "　")?;
        html.text(words().get("gap", &gap.gap.why, Lang::Zh))?;
    }
    html.count("日志中另有 ", summary.events - summary.listed, " 条与本案无关的记录")?;
    html.markup(match case.options.scope {
        Scope::Relevant => "，没有列出。</p>\n",
        Scope::All => "，一并列出。</p>\n",
    })
}

fn annex_numbers(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    let Some(rest) = summary.numbers.get(NUMBERS_ON_FIRST_PAGE..).filter(|rest| !rest.is_empty()) else {
        return Ok(());
    };
    html.markup("<section class=\"page\">\n")?;
    numbers_table("<h2>其余号码</h2>\n", rest, html)?;
    html.markup("</section>\n")
}

/// What each limit rests on, with the level of the text: a standard and self-regulation are not law.
fn basis(summary: &Summary, html: &mut Html<'_>) -> io::Result<()> {
    if summary.limits.is_empty() {
        return Ok(());
    }
    html.markup(
        "<section>\n<h2>限度的依据（按事件当日有效的文本）</h2>\n<table class=\"list\"><colgroup><col style=\"width:24%\"><col>\
         <col style=\"width:13%\"><col style=\"width:20%\"></colgroup>\n<thead><tr><th>限度</th><th>依据及可用的表述</th>\
         <th>次数／天数</th><th>首次—最近</th></tr></thead><tbody>\n",
    )?;
    for hit in &summary.limits {
        html.element("<tr><td>", words().get("limit", hit.kind, Lang::Zh), "</td><td>")?;
        if let Some(rule) = pack().rule(&hit.rule) {
            html.element("", &rule.wording_zh(), "")?;
            html.element("<br><span class=\"small\">", rule.level.zh(), "")?;
            if !rule.scope.is_empty() {
                html.element("；适用于", &rule.scope, "")?;
            }
            html.markup(if rule.verbatim { "" } else { "；条文为摘要" })?;
            html.markup("</span>")?;
        }
        html.count("</td><td>", hit.contacts, " 次<br>")?;
        html.count("", hit.days as u64, " 天</td>")?;
        html.element("<td class=\"small\">", &hit.first, "<br>")?;
        html.element("", &hit.last, "</td></tr>\n")?;
    }
    html.markup(
        "</tbody></table>\n<p class=\"note\">是否另有约定、对方属于哪类机构，本工具不知道，所以一律写“疑似”。\
         次数按单个号码计，同一催收人换号拨打的不合并。</p>\n</section>\n",
    )
}

fn shortened(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(QUOTE_CHARS) {
        Some((end, _)) => format!("{}……", flat.get(..end).unwrap_or(&flat)),
        None => flat,
    }
}
