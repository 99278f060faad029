//! Sizes and margins, in points.

use crate::block::Form;

pub(crate) const WIDTH: f32 = 595.276;
pub(crate) const HEIGHT: f32 = 841.89;
const MM: f32 = 72.0 / 25.4;

/// How a paper is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    pub(crate) body: Type,
    pub(crate) title: Type,
    pub(crate) headings: [Type; 3],
    pub(crate) note: Type,
    /// Tables, frames and captions.
    pub(crate) table: Type,
    /// Between paragraphs.
    pub(crate) gap: f32,
    /// Whether lines are drawn out to the right edge.
    pub(crate) justified: bool,
}

/// Type size and height of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub(crate) size: f32,
    pub(crate) leading: f32,
}

/// A form that must fit on so many pages, and the ways to set it, largest first; the last is taken when none fits.
pub(crate) fn fitting(form: Form) -> Option<(u32, Vec<Setting>)> {
    match form {
        Form::Sheet => {
            let sizes = (0_u8..=10).map(|step| 12.0 - f32::from(step) * 0.5);
            Some((1, sizes.map(Setting::small).collect()))
        }
        Form::Brief => {
            let sizes = [(16.0, 28.0), (15.0, 26.0), (14.0, 24.0), (14.0, 21.0), (12.0, 18.0)];
            Some((3, sizes.map(|(size, leading)| Setting::narrative(size, leading)).to_vec()))
        }
        Form::Narrative | Form::Annex => None,
    }
}

impl Setting {
    /// As the form says.
    pub(crate) fn of(form: Form) -> Self {
        match form {
            Form::Narrative | Form::Brief => Self::narrative(16.0, 28.0),
            Form::Annex => Self::small(10.5),
            Form::Sheet => Self::small(12.0),
        }
    }

    /// The form of official papers, which have 16 pt and 28 pt from line to line.
    fn narrative(size: f32, leading: f32) -> Self {
        let body = Type { size, leading };
        Self {
            left: 28.0 * MM,
            right: WIDTH - 26.0 * MM,
            top: 37.0 * MM,
            bottom: HEIGHT - 35.0 * MM,
            body,
            title: Type { size: 22.0, leading: 36.0 },
            headings: [body; 3],
            note: Type { size: 12.0, leading: 19.0 },
            table: Type { size: size * 0.75, leading: size * 1.05 },
            gap: 0.0,
            justified: true,
        }
    }

    /// Tables and lists, and forms, in a size.
    pub(crate) fn small(size: f32) -> Self {
        let of = |part: f32| Type { size: size * part, leading: size * part * 1.35 };
        Self {
            left: 25.0 * MM,
            right: WIDTH - 18.0 * MM,
            top: 20.0 * MM,
            bottom: HEIGHT - 22.0 * MM,
            body: of(1.0),
            title: of(1.6),
            headings: [of(1.2), of(1.1), of(1.0)],
            note: of(0.85),
            table: of(1.0),
            gap: size * 0.35,
            justified: false,
        }
    }

    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f32 {
        self.bottom - self.top
    }
}
