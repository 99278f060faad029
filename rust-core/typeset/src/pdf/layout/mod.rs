//! Where everything stands: characters on lines, lines in paragraphs and cells, those on pages.

pub(crate) mod atoms;
pub(crate) mod flow;
pub(crate) mod foot;
pub(crate) mod form;
pub(crate) mod lines;
pub(crate) mod table;
pub(crate) mod text;
