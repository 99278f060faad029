//! A paper that must fit on so many pages.

use super::Flow;
use crate::block::{Block, Part};
use crate::pdf::layout::form::{Setting, fitting};
use crate::pdf::layout::text::Setter;

impl Flow<'_, '_> {
    /// Sets the paper in the largest size in which it fits on the pages that it may have.
    pub(super) fn end_sheet(&mut self) {
        let Some((part, blocks)) = self.sheet.take() else { return };
        let (most, settings) = fitting(part.form).unwrap_or_default();
        let fits = settings.iter().find(|setting| self.pages_of(&part, &blocks, **setting) <= most);
        let setting = fits.or(settings.last()).copied().unwrap_or_else(|| Setting::of(part.form));
        self.begin_part(&part, setting);
        blocks.iter().for_each(|block| self.set(block));
    }

    pub(super) fn pages_of(&mut self, part: &Part, blocks: &[Block], setting: Setting) -> u32 {
        let missing = self.setter.faces.missing();
        let Setter { faces, numbers, fixed, .. } = &mut self.setter;
        let mut trial = Flow::new(faces, self.document, numbers, None, *fixed);
        trial.begin_part(part, setting);
        blocks.iter().for_each(|block| trial.set(block));
        let (found, _) = trial.finish();
        self.setter.faces.restore_missing(missing);
        found.pages
    }
}
