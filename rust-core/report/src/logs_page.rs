//! The logs behind the report: how large each is, under which root, what happened to it, and who else has seen it.

use crate::case::Case;
use crate::html::Html;
use crate::ndjson::hex;
use crate::words::{Lang, words};
use dunlog_model::{PersonId, Timestamp};
use std::io;

pub(crate) fn write(case: &Case, html: &mut Html<'_>) -> io::Result<()> {
    html.markup(
        "<section>\n<h2>日志</h2>\n<table class=\"list\"><colgroup><col style=\"width:16%\"><col style=\"width:10%\"><col>\
         </colgroup>\n<thead><tr><th>谁的手机</th><th>条数</th><th>日志编号及树根（RFC 6962）</th></tr></thead><tbody>\n",
    )?;
    for head in &case.heads {
        html.element("<tr><td>", &head.person.name, "<br>")?;
        let whose = if head.is_local { "own" } else { "other" };
        html.element("<span class=\"small\">", words().get("log", whose, Lang::Zh), "</span></td>")?;
        html.count("<td>", head.size, "</td>")?;
        html.element("<td class=\"small\"><span class=\"number\">", &head.log.to_string(), "</span><br>")?;
        html.element("<span class=\"number\">", &hex(&head.root), "</span></td></tr>\n")?;
    }
    html.markup("</tbody></table>\n")?;
    anchors(case, html)?;
    incidents(case, html)?;
    html.markup("</section>\n")
}

fn anchors(case: &Case, html: &mut Html<'_>) -> io::Result<()> {
    if case.anchors.is_empty() {
        return Ok(());
    }
    html.markup("<p class=\"small\">本机日志记下的他人日志检查点（互为见证）：")?;
    for anchor in &case.anchors {
        html.element("<br>", name(case, anchor.person), "：")?;
        html.count("共 ", anchor.size, " 条，")?;
        html.count("记于本机日志第 ", anchor.seq, " 条，")?;
        html.text(&moment(anchor.recorded_ms))?;
    }
    html.markup("</p>\n")
}

fn incidents(case: &Case, html: &mut Html<'_>) -> io::Result<()> {
    if case.incidents.is_empty() {
        return Ok(());
    }
    html.markup("<p class=\"small\">日志本身发生的事：")?;
    for incident in &case.incidents {
        html.element("<br>", name(case, incident.person), "　")?;
        html.element("", &moment(incident.recorded_ms), "　")?;
        html.text(words().get("incident", &incident.what, Lang::Zh))?;
    }
    html.markup("</p>\n")
}

fn name(case: &Case, id: PersonId) -> &str {
    case.persons.iter().find(|person| person.id == id).map_or("", |person| &person.name)
}

fn moment(ms: i64) -> String {
    Timestamp::from_ms(ms).map_or_else(|_| String::new(), |time| time.china_text())
}
