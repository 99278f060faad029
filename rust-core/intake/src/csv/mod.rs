//! Rows of comma-separated values: call logs of other apps, and this product's own export.

mod call;
mod cells;
mod file;
mod own;
mod rows;
mod words;

pub(crate) use call::Layout as CallLayout;
pub(crate) use cells::{cells, delimiter};
pub(crate) use file::{Columns, read};
pub(crate) use own::Layout as OwnLayout;
