//! Tables, row by row, with their heads on every page.

use super::Flow;
use crate::block::{Cell, Line, Span, Table};
use crate::pdf::layout::table::{Grid, Row};

impl Flow<'_, '_> {
    pub(super) fn begin_table(&mut self, table: &Table) {
        let mut grid = Grid::new(&mut self.setter, table, &self.setting);
        let is_tall = |head: &Row| grid.height(head.lines()) > self.setting.height() / 2.0;
        // A head that would fill every page stands once, like a row.
        if grid.head.as_ref().is_some_and(is_tall)
            && let Some(head) = grid.head.take()
        {
            self.put_row(&mut grid, &head);
        }
        self.table = Some(grid);
    }

    pub(super) fn row(&mut self, cells: &[Cell]) {
        let Some(mut table) = self.table.take() else {
            // A row without a table is text.
            let line: Line =
                cells.iter().flat_map(|cell| cell.line.iter().cloned().chain([Span::text(" ")])).collect();
            return self.note(&line);
        };
        let mut row = std::mem::take(&mut self.row);
        table.set(&mut self.setter, cells, &mut row);
        self.put_row(&mut table, &row);
        self.row = row;
        self.table = Some(table);
    }

    pub(super) fn put_row(&mut self, table: &mut Grid, row: &Row) {
        let all = row.lines();
        let head = table.head.as_ref().map_or(0.0, |head| table.height(head.lines()));
        let room = self.setting.height() - head;
        let whole = table.height(all);
        // A row that is higher than a page begins where the one before it ended.
        let first = if whole <= room { whole } else { table.height(all.min(3)) };
        if !table.begun {
            self.need(head + first);
            self.begin_on_page(table);
        } else if !self.fits(first) {
            self.next_page();
            self.begin_on_page(table);
        }
        self.name_here();
        let mut done = 0;
        while done < all {
            let mut count = all - done;
            if !self.fits(table.height(count)) {
                count = (1..count).take_while(|count| self.fits(table.height(*count))).last().unwrap_or(1);
            }
            table.draw(row, done..done + count, self.y, &mut self.page);
            self.y += table.height(count);
            self.fresh = false;
            done += count;
            if done < all {
                self.next_page();
                self.begin_on_page(table);
            }
        }
    }

    /// The head at the top of what follows.
    pub(super) fn begin_on_page(&mut self, table: &mut Grid) {
        self.open_page();
        table.begun = true;
        table.draw_top(self.y, &mut self.page);
        if let Some(head) = &table.head {
            table.draw(head, 0..head.lines(), self.y, &mut self.page);
            self.y += table.height(head.lines());
            self.fresh = false;
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else { return };
        if !table.begun {
            let head = table.head.as_ref().map_or(0.0, |head| table.height(head.lines()));
            self.need(head);
            self.begin_on_page(&mut table);
            self.name_here();
        }
        self.y += table.kind.size * 0.8;
    }
}
