//! The cells of one row, as RFC 4180 writes them.

use std::borrow::Cow;

/// The cells of a row without its line end. `None` when a quoted cell does not end. What follows a closing
/// quote is kept, because exporters that do not quote at all write names as they are.
pub(crate) fn cells(row: &str, delimiter: char) -> Option<Vec<Cow<'_, str>>> {
    let mut cells = Vec::new();
    let mut rest = Some(row);
    while let Some(text) = rest {
        let (cell, after) = match text.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted, delimiter)?,
            None => plain_cell(text, delimiter),
        };
        cells.push(cell);
        rest = after;
    }
    Some(cells)
}

/// The character that stands most often in a header row, of those that exporters use.
pub(crate) fn delimiter(header: &str) -> char {
    [',', ';', '\t']
        .into_iter()
        .rev()
        .max_by_key(|candidate| header.matches(*candidate).count())
        .unwrap_or(',')
}

fn plain_cell(text: &str, delimiter: char) -> (Cow<'_, str>, Option<&str>) {
    match text.split_once(delimiter) {
        Some((cell, rest)) => (Cow::Borrowed(cell), Some(rest)),
        None => (Cow::Borrowed(text), None),
    }
}

fn quoted_cell(quoted: &str, delimiter: char) -> Option<(Cow<'_, str>, Option<&str>)> {
    let mut cell = Cow::Borrowed("");
    let mut rest = quoted;
    loop {
        let (part, after) = rest.split_once('"')?;
        cell += part;
        match after.strip_prefix('"') {
            Some(next) => {
                cell += "\"";
                rest = next;
            }
            None => {
                let (tail, rest) = plain_cell(after, delimiter);
                return Some((cell + tail, rest));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_delimiters_and_line_feeds_inside_cells_are_kept() {
        let row = "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,5\" disk";
        let expected = ["plain", "a,b", "say \"hi\"", "two\nlines", "", "5\" disk"];
        assert_eq!(cells(row, ',').unwrap(), expected);
        assert_eq!(cells("", ',').unwrap(), [""]);
        assert_eq!(cells("a;b", ';').unwrap(), ["a", "b"]);
        assert_eq!(cells("a,\"open", ','), None);
        assert_eq!(delimiter("number;date,x;type"), ';');
        assert_eq!(delimiter("number"), ',');
    }
}
