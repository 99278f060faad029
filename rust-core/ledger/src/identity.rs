//! When are two observations one event?
//!
//! Three rules, in this order:
//! 1. The same source, the same party, the same moment and the same words: it is the same record, read again.
//! 2. Another source, the same party and words, and times that differ by no more than the two clocks may
//!    ([`tolerance_ms`]): it is the same event with one more witness. Each source speaks once of an event.
//! 3. Otherwise it is a new event.
//!
//! A flood of equal messages is real, so equal rows of one source are told apart by their row identity, as
//! long as they stand near each other ([`RecentRows`]). Where in doubt we count one event less: a number in a
//! report must never be larger than what happened.

use dunlog_model::{Body, Observation, Source};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::{HashMap, VecDeque};

/// A keyed hash under which one record of a source is found again. Keyed, because a bare hash of an
/// eleven-digit number is guessed in minutes.
pub(crate) type DedupeKey = [u8; 16];

/// The key of an observation; `ordinal` tells equal rows apart.
pub(crate) fn dedupe_key(secret: &[u8; 32], observation: &Observation, ordinal: u32) -> DedupeKey {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    let number = observation.number.as_ref().map(dunlog_model::PhoneNumber::key);
    let party = number.as_ref().map_or("", |key| key.as_str());
    let direction = crate::entry_fields::word(&observation.body.direction());
    let text = observation.body.text().unwrap_or("");
    for part in [observation.body.kind_id(), &direction, party, text] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.update(&observation.time.ms().to_be_bytes());
    mac.update(&ordinal.to_be_bytes());
    let full = mac.finalize().into_bytes();
    let mut key = [0; 16];
    key.iter_mut().zip(full).for_each(|(to, from)| *to = from);
    key
}

/// How far two sources' times of one event may lie apart, in milliseconds. Broadcast and inbox differ by about
/// a second, exports round to seconds; a notification may be read much later. A note is never matched.
pub(crate) fn tolerance_ms(body: &Body, one: Source, other: Source) -> Option<i64> {
    match body {
        Body::Note(_) => None,
        Body::Message(_) if one == Source::Notification || other == Source::Notification => Some(120_000),
        Body::Call(_) | Body::Message(_) => Some(3_000),
    }
}

/// True when two texts differ in white space only: exporters fold line breaks.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    one == other
        || one.chars().filter(|c| !c.is_whitespace()).eq(other.chars().filter(|c| !c.is_whitespace()))
}

/// The last few thousand rows of the running import, to count equal rows with different identities.
/// Bounded, so that a file of any length is read in constant memory; exports keep equal rows together.
#[derive(Default)]
pub(crate) struct RecentRows {
    order: VecDeque<DedupeKey>,
    rows: HashMap<DedupeKey, Vec<String>>,
}

impl RecentRows {
    const KEPT: usize = 4096;

    /// How many different rows equal to this one came before it.
    pub(crate) fn ordinal(&mut self, base: DedupeKey, provider_id: Option<&str>) -> u32 {
        let Some(id) = provider_id else { return 0 };
        let rows = self.rows.entry(base).or_default();
        if let Some(at) = rows.iter().position(|known| known == id) {
            return u32::try_from(at).unwrap_or(u32::MAX);
        }
        rows.push(id.to_owned());
        let ordinal = u32::try_from(rows.len() - 1).unwrap_or(u32::MAX);
        if ordinal == 0 {
            self.order.push_back(base);
        }
        if self.order.len() > Self::KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.rows.remove(&oldest);
        }
        ordinal
    }
}
