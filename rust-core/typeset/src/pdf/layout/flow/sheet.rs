//! A form on one page.

use super::Flow;
use crate::block::{Block, Part};
use crate::pdf::layout::form::{Setting, sheet_sizes};
use crate::pdf::layout::text::Setter;

impl Flow<'_, '_> {
    /// Sets a form in the largest size in which it fits on one page.
    pub(super) fn end_sheet(&mut self) {
        let Some((part, blocks)) = self.sheet.take() else { return };
        let fits =
            sheet_sizes().map(Setting::small).find(|setting| self.pages_of(&part, &blocks, *setting) == 1);
        let setting = fits
            .or_else(|| sheet_sizes().last().map(Setting::small))
            .unwrap_or_else(|| Setting::of(part.form));
        self.begin_part(&part, setting);
        blocks.iter().for_each(|block| self.set(block));
    }

    pub(super) fn pages_of(&mut self, part: &Part, blocks: &[Block], setting: Setting) -> u32 {
        let missing = self.setter.faces.missing();
        let Setter { faces, numbers, fixed } = &mut self.setter;
        let mut trial = Flow::new(faces, self.document, numbers, None, *fixed);
        trial.begin_part(part, setting);
        blocks.iter().for_each(|block| trial.set(block));
        let (found, _) = trial.finish();
        self.setter.faces.restore_missing(missing);
        found.pages
    }
}
