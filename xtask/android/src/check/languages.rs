//! Whether both languages say everything: the same texts, with the same gaps to fill.

use crate::xml::Element;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The texts of a folder of resources, by kind and name, with the gaps of each.
type Texts = BTreeMap<String, BTreeSet<String>>;

/// What one of two folders such as `values` and `values-en` lacks, and texts whose gaps differ.
pub(crate) fn differences(chinese: &Path, english: &Path) -> Result<Vec<String>, String> {
    Ok(compare(&read(chinese)?, &read(english)?))
}

fn compare(chinese: &Texts, english: &Texts) -> Vec<String> {
    let mut faults = Vec::new();
    for name in chinese.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
        match (chinese.get(name), english.get(name)) {
            (Some(_), None) => faults.push(format!("{name} is not in English")),
            (None, Some(_)) => faults.push(format!("{name} is not in Chinese")),
            (one, other) if one != other => faults.push(format!("{name} has other gaps in English")),
            _ => {}
        }
    }
    faults
}

fn read(folder: &Path) -> Result<Texts, String> {
    let mut texts = Texts::new();
    for file in crate::steps::files_ending(folder, ".xml")? {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let resources = Element::parse(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        for element in resources.children.iter().filter(|element| is_translated(element)) {
            let name = element.attribute("name").unwrap_or_default();
            // English has one form more than Chinese, so the forms are taken together.
            texts.insert(format!("{} {name}", element.name), gaps(&element.text));
        }
    }
    Ok(texts)
}

fn is_translated(element: &Element) -> bool {
    matches!(element.name.as_str(), "string" | "plurals" | "string-array")
        && element.attribute("translatable") != Some("false")
}

/// `%1$s`, `%2$d`, `%s`, `%d` in the text.
fn gaps(text: &str) -> BTreeSet<String> {
    let without_percent_signs = text.replace("%%", "");
    let gap = |rest: &str| {
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
        rest.chars().take(end).collect()
    };
    without_percent_signs.split('%').skip(1).map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Texts {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("strings.xml"), format!("<resources>{xml}</resources>")).unwrap();
        read(folder.path()).unwrap()
    }

    #[test]
    fn what_is_missing_or_has_other_gaps_is_named() {
        let chinese = texts(
            "<string name=\"a\">一 %1$d 次，%2$s</string><string name=\"b\">二</string><color name=\"x\">#fff</color>
             <string name=\"n\" translatable=\"false\">n</string>
             <plurals name=\"p\"><item quantity=\"other\">%1$d 条</item></plurals>",
        );
        let english = texts(
            "<string name=\"a\">%1$d times</string><string name=\"c\">100%% three</string>
             <plurals name=\"p\"><item quantity=\"one\">%1$d row</item><item quantity=\"other\">%1$d rows</item>
             </plurals>",
        );
        assert_eq!(
            compare(&chinese, &english),
            [
                "string a has other gaps in English",
                "string b is not in English",
                "string c is not in Chinese"
            ]
        );
    }

    #[test]
    fn gaps_are_found() {
        assert_eq!(gaps("%1$d 次 %2$s，100%%").into_iter().collect::<Vec<_>>(), ["1$d", "2$s"]);
        assert!(gaps("无").is_empty());
    }
}
