//! This product's own CSV export. Its words are those of `dunlog_model::own_csv`.

use super::file::Columns;
use crate::bounds::{checked, number};
use crate::{Code, columns};
use dunlog_model::own_csv::{HEADER, body, number_from_cell, unguard};
use dunlog_model::{Observation, Source};

/// The header, which has exactly one form.
pub(crate) struct Layout;

impl Layout {
    /// True for the header of an export.
    pub(crate) fn is<T: AsRef<str>>(header: &[T]) -> bool {
        header.iter().map(AsRef::as_ref).eq(HEADER)
    }

    /// Reads one row. The columns are kept as they stand in the file, guards included.
    pub(crate) fn row(columns: Columns) -> Result<Observation, Code> {
        let cell = |name: &str| columns::literal(&columns, name).unwrap_or_default();
        let filled = |name: &str| Some(unguard(&cell(name)).to_owned()).filter(|text| !text.is_empty());
        let seconds =
            columns::seconds(&columns, "通话秒数").or_else(|| columns::seconds(&columns, "振铃秒数"));
        let result = filled("通话结果").ok_or(Code::TypeMissing)?;
        let text = filled("内容").unwrap_or_default();
        let body = body(&cell("类型"), &result, seconds, &text).ok_or(Code::TypeUnknown)?;
        checked(Observation {
            body,
            time: columns::time(&columns, "毫秒", 1)?,
            sent: None,
            number: number(number_from_cell(&cell("对方号码(原样)")))?,
            name: filled("显示名"),
            sim: filled("SIM卡"),
            source: Source::DunlogCsv,
            provider_id: identity(filled("日志编号"), filled("日志序号")),
            raw: columns::raw(columns),
        })
    }
}

/// A row of a log is known by the log and its number in it.
fn identity(log: Option<String>, row: Option<String>) -> Option<String> {
    Some(format!("{}:{}", log?, row?))
}
