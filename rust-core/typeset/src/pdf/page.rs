//! What stands on one page, until it is drawn. While pages are only measured, nothing is kept.

use super::layout::atoms::Atom;

/// Greys, from black to white.
pub(crate) type Shade = u8;

pub(crate) const BLACK: Shade = 0;
pub(crate) const DARK: Shade = 70;
pub(crate) const GREY: Shade = 110;
pub(crate) const RULE: Shade = 150;
pub(crate) const PALE: Shade = 235;

/// The parts of a page: areas lie under rules, rules under text.
#[derive(Default)]
pub(crate) struct Page {
    drawn: bool,
    pub(crate) areas: Vec<(Shade, Area)>,
    pub(crate) rules: Vec<Area>,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) runs: Vec<Run>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// Atoms of one line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) x: f32,
    /// The line on which letters stand.
    pub(crate) baseline: f32,
    pub(crate) shade: Shade,
    /// Room added after each atom.
    pub(crate) spread: f32,
}

/// How thick a rule is.
pub(crate) const THIN: f32 = 0.5;

impl Page {
    /// A page that is drawn later, or one that only tells where it ends.
    pub(crate) fn new(drawn: bool) -> Self {
        Self { drawn, ..Self::default() }
    }

    /// Atoms from a place on.
    pub(crate) fn text(&mut self, atoms: &[Atom], x: f32, baseline: f32, shade: Shade, spread: f32) {
        if self.drawn && !atoms.is_empty() {
            let start = self.atoms.len();
            self.atoms.extend_from_slice(atoms);
            self.runs.push(Run { start, end: self.atoms.len(), x, baseline, shade, spread });
        }
    }

    /// A filled rectangle.
    pub(crate) fn area(&mut self, area: Area, shade: Shade) {
        if self.drawn {
            self.areas.push((shade, area));
        }
    }

    /// A thin line to the right.
    pub(crate) fn across(&mut self, x: f32, y: f32, width: f32) {
        if self.drawn {
            self.rules.push(Area { x, y: y - THIN / 2.0, width, height: THIN });
        }
    }

    /// A thin line downwards. One that goes on where another ended is drawn as one.
    pub(crate) fn down(&mut self, x: f32, y: f32, height: f32) {
        if !self.drawn {
            return;
        }
        let x = x - THIN / 2.0;
        let above = self
            .rules
            .iter_mut()
            .rev()
            .take(64)
            .find(|rule| rule.width == THIN && rule.x == x && (rule.y + rule.height - y).abs() < 0.01);
        match above {
            Some(rule) => rule.height = y + height - rule.y,
            None => self.rules.push(Area { x, y, width: THIN, height }),
        }
    }

    /// A thin frame.
    pub(crate) fn frame(&mut self, area: Area) {
        let Area { x, y, width, height } = area;
        self.across(x, y, width);
        self.across(x, y + height, width);
        self.down(x, y, height);
        self.down(x + width, y, height);
    }

    /// Everything of another page, moved.
    pub(crate) fn append(&mut self, other: &Self, dx: f32, dy: f32) {
        let moved = |area: &Area| Area { x: area.x + dx, y: area.y + dy, ..*area };
        self.areas.extend(other.areas.iter().map(|(shade, area)| (*shade, moved(area))));
        self.rules.extend(other.rules.iter().map(moved));
        let base = self.atoms.len();
        self.atoms.extend_from_slice(&other.atoms);
        self.runs.extend(other.runs.iter().map(|run| Run {
            start: run.start + base,
            end: run.end + base,
            x: run.x + dx,
            baseline: run.baseline + dy,
            ..*run
        }));
    }

    /// An empty page for something that is appended to this one.
    pub(crate) fn piece(&self) -> Self {
        Self::new(self.drawn)
    }

    /// An empty page that keeps its room.
    pub(crate) fn clear(&mut self) {
        self.areas.clear();
        self.rules.clear();
        self.atoms.clear();
        self.runs.clear();
    }
}
