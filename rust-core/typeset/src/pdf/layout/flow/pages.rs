//! Where a page ends and the next begins, and what has to stand together.

use super::prose::Bookmark;
use super::{Flow, SLACK};
use crate::pdf::draw::Mark;

impl Flow<'_, '_> {
    pub(super) fn open_page(&mut self) {
        if !self.open {
            self.found.pages += 1;
            (self.open, self.fresh, self.y) = (true, true, self.setting.top);
            if let Some(part) = self.parts.last_mut() {
                part.last = self.found.pages;
            }
        }
    }

    pub(super) fn close_page(&mut self) {
        if self.open {
            if let Some(drawer) = &mut self.drawer {
                let number = &self.document.page_number;
                self.foot.draw(&mut self.setter, number, self.found.pages, &self.setting, &mut self.page);
                drawer.page(&self.page);
                self.page.clear();
            }
            self.open = false;
        }
    }

    pub(super) fn next_page(&mut self) {
        self.close_page();
        self.open_page();
    }

    pub(super) fn fits(&self, height: f32) -> bool {
        self.y + height <= self.setting.bottom + SLACK
    }

    /// Makes sure that something of this height stands together with the headings above it.
    pub(super) fn need(&mut self, height: f32) {
        if height > 0.0 || !self.held.is_empty() {
            self.open_page();
        }
        let held: f32 = self.held.iter().map(|laid| laid.height()).sum();
        if !self.fresh && self.open && !self.fits(held + height) {
            self.next_page();
        }
        for laid in std::mem::take(&mut self.held) {
            self.lay(&laid);
        }
        if !self.fresh && self.open && !self.fits(height) && height <= self.setting.height() {
            self.next_page();
        }
    }

    /// Makes sure that so many lines of body text fit on this page.
    pub(super) fn together(&mut self, lines: u8) {
        let height = (f32::from(lines) * self.setting.body.leading).min(self.setting.height() / 2.0);
        if self.table.is_none() {
            self.need(height);
        } else if self.open && !self.fresh && !self.fits(height) {
            self.close_page();
            if let Some(table) = &mut self.table {
                table.begun = false;
            }
        }
    }

    /// Names that wait get this page.
    pub(super) fn name_here(&mut self) {
        for name in self.anchors.drain(..) {
            self.found.anchors.entry(name).or_insert(self.found.pages);
        }
    }

    pub(super) fn bookmark(&mut self, bookmark: Bookmark) {
        if let Some(drawer) = &mut self.drawer {
            let page = usize::try_from(self.found.pages.saturating_sub(1)).unwrap_or(0);
            drawer.mark(Mark {
                inner: bookmark.inner,
                title: bookmark.title,
                page,
                y: (self.y - 4.0).max(0.0),
            });
        }
    }
}
