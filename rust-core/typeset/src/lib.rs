//! Papers as blocks, and the three ways to print them: PDF, HTML, plain text.
//!
//! Knows headings, paragraphs, tables, charts and pages; knows no call, no law and no person. A paper is written to a
//! [`Press`] block by block, so that a table of a hundred thousand rows is never in memory as a whole. Pure: the same
//! blocks and the same fonts give the same bytes.

mod block;
pub mod html;
pub mod pdf;
pub mod text;
pub mod visible;

pub use block::{
    Align, Bars, Block, Cell, Column, Document, Form, Grid, Line, Papers, Part, Press, Span, Style, Table,
};
