//! For a reader abroad: how to read the marks, and what the levels of rules mean.

use super::{Dossier, part, plain};
use dunlog_typeset::{Block, Form, Press};
use std::io;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let title = say.word("explanations", "title");
    press.put(part("explanations", title, Form::Annex, false))?;
    press.put(Block::Title(title.to_owned()))?;
    for id in ["marks", "knowledge", "levels", "time", "log", "debt"] {
        press.put(Block::Note(plain(say.word("explanations", id))))?;
    }
    Ok(())
}
