//! Rows of cells and their rules.

use super::super::faces::Role;
use super::super::page::{Area, BLACK, PALE, Page};
use super::atoms::{Atom, Break};
use super::form::{Setting, Type};
use super::text::{self, Place, Setter, Text};
use crate::block::{Align, Cell, Column, Line, Span, Style, Table};

/// A table that was begun.
pub(crate) struct Grid {
    columns: Vec<Edges>,
    pub(crate) kind: Type,
    row_heads: bool,
    /// Stands again on every page.
    pub(crate) head: Option<Row>,
    /// Whether a row or the head stands on a page already.
    pub(crate) begun: bool,
}

/// A column from left to right.
#[derive(Clone, Copy)]
struct Edges {
    x: f32,
    width: f32,
    align: Align,
}

/// A row with its cells in lines. Is set anew for each row, so that its room is asked for once.
#[derive(Default)]
pub(crate) struct Row {
    cells: Vec<Set>,
    used: usize,
}

#[derive(Default)]
struct Set {
    text: Text,
    x: f32,
    width: f32,
    align: Align,
    shaded: bool,
}

/// Room between a rule and the text, in parts of the type size.
const SIDE: f32 = 0.3;
const ABOVE: f32 = 0.22;

/// How much smaller a long number may be set.
const SMALLEST: f32 = 0.7;

impl Grid {
    /// Columns over the width of the text.
    pub(crate) fn new(setter: &mut Setter<'_, '_>, table: &Table, setting: &Setting) -> Self {
        // Rows of a table without columns are still printed.
        let one = [Column::default()];
        let columns = edges(if table.columns.is_empty() { &one } else { &table.columns }, setting);
        let narrowest = columns.iter().map(|column| column.width).fold(f32::INFINITY, f32::min);
        // A table of very many columns is set smaller, so that a character fits into the narrowest.
        let size = setting.table.size.min(narrowest / (1.05 + 2.0 * SIDE)).max(1.0);
        let kind = Type { size, leading: setting.table.leading / setting.table.size * size };
        let mut grid = Self { columns, kind, row_heads: table.row_heads, head: None, begun: false };
        if table.columns.iter().any(|column| !column.head.is_empty()) {
            let heads: Vec<Cell> = table.columns.iter().map(head).collect();
            let mut row = Row::default();
            grid.set(setter, &heads, &mut row);
            for cell in &mut row.cells {
                cell.shaded = true;
                cell.align = Align::Centre;
                // A head stands on one line, if that is possible; else it is broken between words.
                let width = cell.width - 2.0 * SIDE * kind.size;
                if text::width(&cell.text.row) * SMALLEST <= width {
                    cell.text
                        .row
                        .iter_mut()
                        .skip(1)
                        .filter(|atom| atom.before == Break::May)
                        .for_each(|atom| atom.before = Break::Never);
                    squeeze(&mut cell.text.row, width);
                    cell.text.fill(0.0, width);
                }
            }
            grid.head = Some(row);
        }
        grid
    }

    /// Sets the cells of a row. Columns without a cell stay empty; cells beyond the last column share it.
    pub(crate) fn set(&self, setter: &mut Setter<'_, '_>, cells: &[Cell], row: &mut Row) {
        row.used = 0;
        let mut column = 0;
        let empty = Cell::default();
        let mut rest = cells.iter();
        while column < self.columns.len() {
            let mut cell = rest.next().unwrap_or(&empty);
            let joined;
            let last_column = column + usize::from(cell.span.max(1)) >= self.columns.len();
            if last_column && !rest.as_slice().is_empty() {
                joined = join(cell, rest.as_slice());
                cell = &joined;
            }
            let end = (column + usize::from(cell.span.max(1))).min(self.columns.len());
            self.set_cell(setter, cell, column, end, row);
            column = end;
        }
    }

    fn set_cell(&self, setter: &mut Setter<'_, '_>, cell: &Cell, column: usize, end: usize, row: &mut Row) {
        let Some(covered) = self.columns.get(column..end) else { return };
        let (Some(first), Some(last)) = (covered.first(), covered.last()) else { return };
        if row.cells.len() <= row.used {
            row.cells.push(Set::default());
        }
        let Some(set) = row.cells.get_mut(row.used) else { return };
        row.used += 1;
        set.x = first.x;
        set.width = last.x + last.width - first.x;
        set.align = if covered.len() == 1 { first.align } else { Align::Left };
        set.shaded = self.row_heads && column == 0;
        setter.spans(Role::Body, self.kind.size, &cell.line, &mut set.text);
        let width = set.width - 2.0 * SIDE * self.kind.size;
        squeeze(&mut set.text.row, width);
        set.text.fill(0.0, width);
    }

    /// Whether a row is one cell over all of several columns.
    pub(crate) fn is_group(&self, cells: &[Cell]) -> bool {
        self.columns.len() > 1 && matches!(cells, [only] if usize::from(only.span) >= self.columns.len())
    }

    /// How high lines of a row are with the room around them.
    pub(crate) fn height(&self, lines: usize) -> f32 {
        let lines = u16::try_from(lines).map_or(f32::INFINITY, f32::from);
        lines * self.kind.leading + 2.0 * ABOVE * self.kind.size
    }

    /// Draws some lines of a row at a height, with the rules around them.
    pub(crate) fn draw(&self, row: &Row, which: std::ops::Range<usize>, y: f32, page: &mut Page) {
        let height = self.height(which.len());
        for cell in row.cells() {
            if cell.shaded {
                page.area(Area { x: cell.x, y, width: cell.width, height }, PALE);
            }
            let place = Place {
                x: cell.x + SIDE * self.kind.size,
                width: cell.width - 2.0 * SIDE * self.kind.size,
                kind: self.kind,
                align: cell.align,
                shade: BLACK,
                indent: 0.0,
                justified: false,
            };
            cell.text.draw(which.clone(), &place, y + ABOVE * self.kind.size, page);
            page.down(cell.x, y, height);
        }
        let (left, right) = (self.left(), self.right());
        page.down(right, y, height);
        page.across(left, y + height, right - left);
    }

    /// The rule above the first row of a page.
    pub(crate) fn draw_top(&self, y: f32, page: &mut Page) {
        page.across(self.left(), y, self.right() - self.left());
    }

    fn left(&self) -> f32 {
        self.columns.first().map_or(0.0, |column| column.x)
    }

    fn right(&self) -> f32 {
        self.columns.last().map_or(0.0, |column| column.x + column.width)
    }
}

impl Row {
    fn cells(&self) -> &[Set] {
        self.cells.get(..self.used).unwrap_or(&[])
    }

    /// The lines of its longest cell.
    pub(crate) fn lines(&self) -> usize {
        self.cells().iter().map(|cell| cell.text.lines.len()).max().unwrap_or(1)
    }
}

/// A number that is a little too long for its cell is set smaller; only a much longer one is broken.
fn squeeze(row: &mut [Atom], width: f32) {
    let longest = row
        .chunk_by(|_, next| next.before == Break::Never && next.c != ' ')
        .map(text::width)
        .fold(0.0, f32::max);
    if longest > width && longest * SMALLEST <= width {
        let factor = width / longest;
        for atom in row {
            atom.size *= factor;
            atom.advance *= factor;
            atom.back *= factor;
        }
    }
}

fn edges(columns: &[Column], setting: &Setting) -> Vec<Edges> {
    let all: f32 = columns.iter().map(|column| f32::from(column.width.max(1))).sum();
    let mut x = setting.left;
    columns
        .iter()
        .map(|column| {
            let width = setting.width() * f32::from(column.width.max(1)) / all;
            x += width;
            Edges { x: x - width, width, align: column.align }
        })
        .collect()
}

fn head(column: &Column) -> Cell {
    Cell::of(vec![Span::styled(column.head.clone(), Style::Strong)])
}

fn join(cell: &Cell, rest: &[Cell]) -> Cell {
    let line: Line = std::iter::once(cell)
        .chain(rest)
        .flat_map(|cell| cell.line.iter().cloned().chain([Span::text(" ")]))
        .collect();
    Cell { line, span: cell.span }
}
