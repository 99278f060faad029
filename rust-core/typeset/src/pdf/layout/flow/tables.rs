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
        if table.is_group(cells) && self.anchors.is_empty() {
            self.put_group(&mut table, None);
            self.group = Some(cells.to_vec());
            self.table = Some(table);
            return;
        }
        let mut row = std::mem::take(&mut self.row);
        table.set(&mut self.setter, cells, &mut row);
        self.put_group(&mut table, Some(&row));
        self.put_row(&mut table, &row);
        self.row = row;
        self.table = Some(table);
    }

    /// Puts the head of a group that waits, on the page of the row that follows it.
    fn put_group(&mut self, table: &mut Grid, next: Option<&Row>) {
        let Some(cells) = self.group.take() else { return };
        let mut group = Row::default();
        table.set(&mut self.setter, &cells, &mut group);
        let both = table.height(group.lines()) + next.map_or(0.0, |row| table.height(row.lines()));
        if table.begun && !self.fits(both) && both < self.setting.height() / 2.0 {
            self.next_page();
            self.begin_on_page(table);
        }
        let anchors = std::mem::take(&mut self.anchors);
        self.put_row(table, &group);
        self.anchors = anchors;
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
        self.put_group(&mut table, None);
        if !table.begun {
            let head = table.head.as_ref().map_or(0.0, |head| table.height(head.lines()));
            self.need(head);
            self.begin_on_page(&mut table);
            self.name_here();
        }
        self.y += table.kind.size * 0.8;
    }
}
