//! Between a format and the sink: counts what is handed over and names the place.

use crate::{Code, Format, Place, ReadError, Reject, Sink, Summary};
use dunlog_model::{Observation, limits::RECORD_BYTES};
use std::cell::Cell;
use std::rc::Rc;

/// How many bytes pass between two calls of [`Sink::progress`].
const STEP: u64 = 1024 * 1024;

/// The sink with the running summary.
pub(crate) struct Out<'a, S> {
    sink: &'a mut S,
    summary: Summary,
    entry: Option<String>,
    packed: Option<Rc<Cell<u64>>>,
    told: u64,
}

pub(crate) type Done<S> = Result<(), ReadError<<S as Sink>::Error>>;

impl<'a, S: Sink> Out<'a, S> {
    pub(crate) fn new(sink: &'a mut S, format: Format) -> Self {
        Self {
            sink,
            summary: Summary { format, read: 0, rejected: 0, torn: false, declared: None },
            entry: None,
            packed: None,
            told: 0,
        }
    }

    /// Everything that follows stands in this entry of the ZIP.
    pub(crate) fn enter(&mut self, entry: &str) {
        self.entry = Some(entry.to_owned());
    }

    /// Progress is counted in packed bytes, because those are what the file has.
    pub(crate) fn count_packed(&mut self, position: Rc<Cell<u64>>) {
        self.packed = Some(position);
    }

    /// The file claims to hold `count` records, or so many more.
    pub(crate) fn declare(&mut self, count: u64) {
        let before = self.summary.declared.unwrap_or_default();
        self.summary.declared = Some(before.saturating_add(count));
    }

    /// Hands over one record, read or refused.
    pub(crate) fn record(&mut self, place: Place, result: Result<Observation, Code>, raw: &[u8]) -> Done<S> {
        match result {
            Ok(observation) => {
                self.tick(place.byte);
                let place = self.within(place);
                self.summary.read += 1;
                self.sink.observation(place, observation).map_err(ReadError::Sink)
            }
            Err(code) => self.reject(place, code, raw),
        }
    }

    /// Hands over one reject.
    pub(crate) fn reject(&mut self, place: Place, code: Code, raw: &[u8]) -> Done<S> {
        self.tick(place.byte);
        let place = self.within(place);
        let raw = raw.get(..RECORD_BYTES).unwrap_or(raw);
        self.summary.rejected += 1;
        self.summary.torn |= code.is_torn();
        self.sink.reject(Reject { place, code, raw }).map_err(ReadError::Sink)
    }

    /// What came of it so far.
    pub(crate) fn summary(&self) -> Summary {
        self.summary
    }

    fn within(&self, place: Place) -> Place {
        Place { entry: self.entry.clone(), ..place }
    }

    fn tick(&mut self, byte: u64) {
        let position = self.packed.as_ref().map_or(byte, |packed| packed.get());
        if position >= self.told + STEP {
            self.told = position;
            self.sink.progress(position);
        }
    }
}
