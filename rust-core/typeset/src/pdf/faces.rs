//! Which glyph of which face a character gets, looked up once for each character.

use super::{Error, FontFile, Fonts};
use krilla::text::{Font, Tag};
use skrifa::charmap::Charmap;
use skrifa::instance::{Location, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;

/// What a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Body,
    Heading,
    Sub,
}

/// A glyph of a face and its width, in parts of the type size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) face: u8,
    pub(crate) id: u16,
    pub(crate) advance: f32,
}

/// The faces and what is known of their glyphs.
pub(crate) struct Faces<'f> {
    faces: Vec<Face<'f>>,
    order: [Vec<u8>; 3],
    known: [Known; 3],
    missing: BTreeMap<char, u32>,
}

struct Face<'f> {
    font: Font,
    face: FontRef<'f>,
    map: Charmap<'f>,
    location: Location,
    units: f32,
}

/// Glyphs by character, in blocks of 256 that are made when the first of theirs is asked for.
struct Known(Vec<Option<Box<[Entry; 256]>>>);

#[derive(Clone, Copy)]
enum Entry {
    Unasked,
    Missing,
    Found(Glyph),
}

/// What is printed for a character without a glyph.
const NEEDED: &str = "[]U+0123456789ABCDEF";

impl<'f> Faces<'f> {
    /// Reads the fonts.
    pub(crate) fn load(fonts: &'f Fonts) -> Result<Self, Error> {
        let mut files: Vec<&FontFile> = vec![&fonts.body];
        let mut add = |file: &'f Option<FontFile>| match file {
            Some(file) => {
                files.push(file);
                u8::try_from(files.len() - 1).unwrap_or(0)
            }
            None => 0,
        };
        let (heading, sub) = (add(&fonts.heading), add(&fonts.sub));
        files.extend(&fonts.fallbacks);
        files.truncate(usize::from(u8::MAX));
        let faces = files.into_iter().map(Face::load).collect::<Result<Vec<_>, _>>()?;
        let all = || (0..faces.len()).filter_map(|face| u8::try_from(face).ok());
        let order = [0, heading, sub].map(|first| std::iter::once(first).chain(all()).collect());
        let known = [0; 3].map(|_| Known(Vec::new()));
        let mut faces = Self { faces, order, known, missing: BTreeMap::new() };
        match NEEDED.chars().find(|c| faces.glyph(Role::Body, *c).is_none()) {
            Some(lacking) => Err(Error::Font(format!("no font has the character {lacking}"))),
            None => Ok(faces),
        }
    }

    /// The glyph of the first face that has one.
    pub(crate) fn glyph(&mut self, role: Role, c: char) -> Option<Glyph> {
        let place = match role {
            Role::Body => 0,
            Role::Heading => 1,
            Role::Sub => 2,
        };
        let Self { faces, order, known, .. } = self;
        let (order, known) = (order.get(place)?, known.get_mut(place)?);
        let entry = known.entry(c)?;
        if let Entry::Unasked = entry {
            *entry = order
                .iter()
                .find_map(|face| faces.get(usize::from(*face))?.glyph(*face, c))
                .map_or(Entry::Missing, Entry::Found);
        }
        match entry {
            Entry::Found(glyph) => Some(*glyph),
            _ => None,
        }
    }

    /// The middle of what a glyph draws, in parts of the type size.
    pub(crate) fn middle(&self, glyph: Glyph) -> f32 {
        self.faces.get(usize::from(glyph.face)).map_or(0.0, |face| face.middle(glyph.id))
    }

    /// A character that had to be printed as its number.
    pub(crate) fn count_missing(&mut self, c: char) {
        *self.missing.entry(c).or_insert(0) += 1;
    }

    /// What was missing so far; also given back after a trial.
    pub(crate) fn missing(&self) -> BTreeMap<char, u32> {
        self.missing.clone()
    }

    pub(crate) fn restore_missing(&mut self, missing: BTreeMap<char, u32>) {
        self.missing = missing;
    }

    pub(crate) fn forget_missing(&mut self) {
        self.missing.clear();
    }

    /// The fonts as they are embedded, by number of the face.
    pub(crate) fn fonts(&self) -> Vec<Font> {
        self.faces.iter().map(|face| face.font.clone()).collect()
    }
}

impl<'f> Face<'f> {
    fn load(file: &'f FontFile) -> Result<Self, Error> {
        let face = file.face()?;
        // A font with a scale of weights begins at its thinnest: the fonts of newer phones would be hard to read.
        let regular = face.axes().iter().any(|axis| axis.tag() == skrifa::Tag::new(b"wght"));
        let weight = if regular { vec![(Tag::new(b"wght"), 400.0)] } else { Vec::new() };
        let font = Font::new_variable(file.bytes().into(), file.index(), &weight)
            .ok_or_else(|| Error::Font("it cannot be read".to_owned()))?;
        let location = face.axes().location(weight.iter().map(|(_, value)| ("wght", *value)));
        let units = font.units_per_em();
        Ok(Self { font, map: face.charmap(), face, location, units })
    }

    fn glyph(&self, face: u8, c: char) -> Option<Glyph> {
        let id = self.map.map(c)?;
        let advance =
            self.face.glyph_metrics(Size::unscaled(), &self.location).advance_width(id).unwrap_or(self.units);
        let id = u16::try_from(id.to_u32()).ok().filter(|id| *id != 0)?;
        Some(Glyph { face, id, advance: advance / self.units })
    }

    fn middle(&self, id: u16) -> f32 {
        let metrics = self.face.glyph_metrics(Size::unscaled(), &self.location);
        metrics.bounds(id.into()).map_or(0.0, |bounds| (bounds.x_min + bounds.x_max) / 2.0 / self.units)
    }
}

impl Known {
    fn entry(&mut self, c: char) -> Option<&mut Entry> {
        let number = usize::try_from(u32::from(c)).ok()?;
        let (block, place) = (number >> 8, number & 0xff);
        if self.0.len() <= block {
            self.0.resize_with(block + 1, || None);
        }
        let block = self.0.get_mut(block)?;
        block.get_or_insert_with(|| Box::new([Entry::Unasked; 256])).get_mut(place)
    }
}
