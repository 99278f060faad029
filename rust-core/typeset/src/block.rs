//! What papers are made of. A renderer decides how a block looks; a paper decides what it says.

use std::io;

/// Takes the blocks of a paper, one after another.
pub trait Press {
    /// Prints one block. The first block of every paper is a [`Block::Part`].
    fn put(&mut self, block: Block) -> io::Result<()>;
}

/// Papers that can be written as often as a press needs them. To know page numbers before they are printed, a press
/// reads the papers more than once: each time they must put the same blocks.
pub trait Papers {
    /// Puts every block, in order.
    fn write(&self, press: &mut dyn Press) -> io::Result<()>;
}

/// What stands around the papers: in the properties of the file and at the foot of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The title of the file.
    pub title: String,
    /// Language tag of the papers, `zh-CN` or `en`.
    pub language: &'static str,
    /// The program that wrote it.
    pub program: String,
    /// Creation time, milliseconds since 1970; given, so that the same input gives the same bytes.
    pub created_ms: i64,
    /// What stands at the foot of every page beside the title of the part: the case and the time of the export.
    pub foot: String,
    /// The signature line at the foot of the pages of a part that is signed, such as 本页签名/捺印：＿＿＿.
    pub signature: String,
    /// The page number, with `{page}` and `{pages}` in it, such as 第{page}页 共{pages}页.
    pub page_number: String,
    /// How [`Span::Page`] reads, with `{page}` in it, such as 第{page}页.
    pub page_reference: String,
    /// What a link reads where there are no page numbers, such as 见此处.
    pub link: String,
}

/// One piece of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paper of its own: starts a page and gets a bookmark.
    Part(Part),
    /// The title of the paper, centred.
    Title(String),
    /// Whom it goes to, flush left under the title.
    Addressee(String),
    /// A heading: 1 一、 2 （一） 3 1. The number is part of the text.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Number and words.
        text: String,
    },
    /// A paragraph of body text, its first line indented by two characters.
    Paragraph(Line),
    /// Small print, not indented.
    Note(Line),
    /// A frame at the right edge that the office fills in by hand; one line each. Stands above the title.
    OfficeBox(Vec<String>),
    /// Flush right, such as a name or a date to sign.
    Right(String),
    /// Begins a table. Its head stands again on every page.
    Table(Table),
    /// A row of the table that was begun. Is never split over pages unless it is higher than a page.
    Row(Vec<Cell>),
    /// Ends the table.
    EndTable,
    /// Counts by two scales, such as days and hours, in shades of grey.
    Grid(Grid),
    /// Counts by one scale.
    Bars(Bars),
    /// A QR code with its caption beside it.
    Qr {
        /// What it holds.
        text: String,
        /// What it is.
        caption: Line,
    },
    /// Gives the next block a name that [`Span::Page`] refers to. Between the rows of a table, it names the next row.
    Anchor(String),
    /// So many lines of body text that follow stand on one page, so that nobody signs a page that says nothing. Between the
    /// rows of a table, the next rows do.
    Together(u8),
    /// The next page.
    PageBreak,
}

/// A paper among papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What [`Span::Pages`] refers to.
    pub id: String,
    /// Bookmark and foot of the page.
    pub title: String,
    /// How it is set.
    pub form: Form,
    /// Whether every page carries the signature line.
    pub signed: bool,
}

/// How a paper is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Form {
    /// A text to read: 16 pt, lines of 28 pt.
    Narrative,
    /// The same on at most three pages: in 15 or 14 pt where it is longer.
    Brief,
    /// Tables and lists: 10.5 pt.
    #[default]
    Annex,
    /// A form on exactly one page: as large as fits between 9 and 12 pt.
    Sheet,
}

/// Text in pieces.
pub type Line = Vec<Span>;

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text {
        /// Any text; a line feed begins a new line.
        text: String,
        /// How it looks.
        style: Style,
    },
    /// The page on which a named block stands, in the words of [`Document::page_reference`].
    Page(String),
    /// The number of that page alone, for a column of pages.
    Number(String),
    /// The first and the last page of a part, such as 12–15; one number if they are the same.
    Pages(String),
    /// How many pages there are.
    AllPages,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// As the body.
    #[default]
    Plain,
    /// Heavier: a number of evidence.
    Strong,
    /// Smaller: a remark.
    Small,
    /// Underlined: the words on which a mark rests.
    Underlined,
}

/// The frame of a table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Table {
    /// From left to right.
    pub columns: Vec<Column>,
    /// Whether the first column names the rows, as in a form, and is shaded.
    pub row_heads: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Column {
    /// Its head; a table whose heads are all empty has none.
    pub head: String,
    /// Its width in relation to the others.
    pub width: u16,
    /// Where its text stands.
    pub align: Align,
}

/// Where text stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right: counts.
    Right,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its text.
    pub line: Line,
    /// How many columns it fills; 0 counts as 1.
    pub span: u8,
}

/// Counts by two scales.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Grid {
    /// What is counted.
    pub caption: String,
    /// The names of the columns; an empty one is not printed.
    pub columns: Vec<String>,
    /// The names of the rows and their counts, one for each column.
    pub rows: Vec<(String, Vec<u32>)>,
}

/// Counts by one scale.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Bars {
    /// What is counted.
    pub caption: String,
    /// Name and count; an empty name is not printed.
    pub bars: Vec<(String, u32)>,
}

impl Span {
    /// Plain words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), style: Style::Plain }
    }

    /// Words in a style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self::Text { text: text.into(), style }
    }
}

impl Cell {
    /// A cell of one column.
    pub fn of(line: Line) -> Self {
        Self { line, span: 1 }
    }

    /// Plain words in one column.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(vec![Span::text(text)])
    }

    /// The same over several columns.
    #[must_use]
    pub fn over(mut self, columns: u8) -> Self {
        self.span = columns;
        self
    }
}

impl Column {
    /// A column with a head.
    pub fn new(head: impl Into<String>, width: u16) -> Self {
        Self { head: head.into(), width, align: Align::Left }
    }

    /// The same with its text elsewhere.
    #[must_use]
    pub fn aligned(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}
