//! Poppler lists fonts and takes out text, as a viewer does.

use crate::app::tool::quiet;
use std::path::Path;
use std::process::Command;
use xtask::run::Outcome;

/// Every font is embedded, holds only the glyphs that are used, and says what they mean.
pub(crate) fn has_its_fonts(file: &Path) -> Outcome {
    fonts_are_whole(&quiet(Command::new("pdffonts").arg(file))?)
}

/// Something can be found and copied.
pub(crate) fn has_text(file: &Path) -> Outcome {
    let text = quiet(Command::new("pdftotext").arg(file).arg("-"))?;
    if text.contains('\u{fffd}') {
        return Err("it has characters that mean nothing".to_owned());
    }
    if text.trim().is_empty() { Err("it has none".to_owned()) } else { Ok(()) }
}

/// Reads lines such as `ABCDEF+Name   CID Type 0C   Identity-H   yes yes yes   12  0`, below two lines of head.
fn fonts_are_whole(list: &str) -> Outcome {
    let fonts: Vec<&str> = list.lines().skip(2).filter(|line| !line.trim().is_empty()).collect();
    if fonts.is_empty() {
        return Err("it has no font".to_owned());
    }
    let whole = |line: &&&str| line.split_whitespace().rev().skip(2).take(3).all(|word| word == "yes");
    match fonts.iter().find(|line| !whole(line)) {
        Some(line) => Err((*line).to_owned()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "name  type  encoding  emb sub uni object ID\n----- ----- ----- --- --- --- -----\n";

    #[test]
    fn every_font_must_be_there_in_part_and_readable() {
        let good = "ABCDEF+NotoSerifCJKsc-Regular-Identity-H CID Type 0C       Identity-H       yes yes yes    918  0\n";
        assert_eq!(fonts_are_whole(&format!("{HEAD}{good}{good}")), Ok(()));
        for bad in ["yes no yes", "no no yes", "yes yes no"] {
            let line = good.replace("yes yes yes", bad);
            assert!(fonts_are_whole(&format!("{HEAD}{good}{line}")).is_err(), "{bad}");
        }
        assert!(fonts_are_whole(HEAD).is_err());
    }
}
