//! Papers as PDF: measured first, then drawn page by page.
//!
//! Text stands in the order in which it arrived, from left to right: no reordering for scripts that are written from right
//! to left, so that what is read is what was sent. A character for which no font has a glyph is printed as □ and its
//! number, and counted.

mod charts;
mod date;
mod draw;
mod error;
mod faces;
mod fonts;
mod layout;
mod numbers;
mod page;
mod qr;

pub use error::Error;
pub use fonts::{FontFile, Fonts};

use crate::block::{Document, Papers};
use draw::Drawer;
use faces::Faces;
use layout::flow::Flow;
use numbers::Numbers;
use std::collections::BTreeMap;
use std::io;

/// Page numbers can push a line to the next page, which changes page numbers. Four readings settle all but odd cases;
/// from then on every page number takes the same room.
const READINGS: u32 = 6;

/// From this reading on, a page number takes the room of four digits, so that it can move nothing.
const FIXED_FROM: u32 = 3;

/// What was printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// How many pages.
    pub pages: u32,
    /// The parts, in order.
    pub parts: Vec<PartPages>,
    /// Characters for which no font had a glyph, and how often they stand in the papers.
    pub missing: BTreeMap<char, u32>,
    /// The page of every named block.
    pub anchors: BTreeMap<String, u32>,
}

/// On which pages a part stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartPages {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its first page, from 1.
    pub first: u32,
    /// Its last page.
    pub last: u32,
}

/// Writes the papers as PDF/A-2u. Reads them twice, more often when page numbers in the text move pages.
pub fn write(
    document: &Document,
    papers: &dyn Papers,
    fonts: &Fonts,
    out: &mut dyn io::Write,
) -> Result<Printed, Error> {
    let mut faces = Faces::load(fonts)?;
    let mut assumed = Numbers::default();
    let mut flow = Flow::new(&mut faces, document, &assumed, None, false);
    papers.write(&mut flow)?;
    let (measured, _) = flow.finish();
    assumed = measured;
    for reading in 1..READINGS {
        let mut drawer = Drawer::new(document, &faces)?;
        faces.forget_missing();
        let fixed = reading >= FIXED_FROM;
        let mut flow = Flow::new(&mut faces, document, &assumed, Some(&mut drawer), fixed);
        papers.write(&mut flow)?;
        let (found, parts) = flow.finish();
        if found == assumed || reading + 1 == READINGS {
            out.write_all(&drawer.finish()?)?;
            return Ok(Printed {
                pages: found.pages,
                parts,
                missing: faces.missing(),
                anchors: found.anchors,
            });
        }
        assumed = found;
    }
    Err(Error::Pdf("page numbers never settle".to_owned()))
}
