//! Times of one kind of contact within the last seven days, counted back from any moment.

use crate::Counts;
use dunlog_model::Timestamp;
use std::collections::VecDeque;

pub(crate) const TEN_MINUTES_MS: i64 = 600_000;
pub(crate) const HOUR_MS: i64 = 3_600_000;
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;
pub(crate) const WEEK_MS: i64 = 7 * DAY_MS;

/// Ascending times. Counting is a binary search, forgetting is amortised constant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window(VecDeque<i64>);

impl Window {
    /// Counts before and up to `now`. A contact exactly one window ago no longer counts.
    pub(crate) fn counts(&self, now: Timestamp) -> Counts {
        Counts {
            ten_minutes: self.since(now.ms() - TEN_MINUTES_MS),
            hour: self.since(now.ms() - HOUR_MS),
            day: self.since(now.ms() - DAY_MS),
            week: self.since(now.ms() - WEEK_MS),
        }
    }

    /// Adds a time; one that is earlier than the last is taken as equal to it, so that the order holds.
    pub(crate) fn push(&mut self, now: Timestamp) {
        let last = self.0.back().copied().unwrap_or(i64::MIN);
        self.0.push_back(now.ms().max(last));
    }

    /// Drops what is a week old.
    pub(crate) fn forget(&mut self, now: Timestamp) {
        while self.0.front().is_some_and(|time| *time <= now.ms() - WEEK_MS) {
            self.0.pop_front();
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn since(&self, border: i64) -> u32 {
        let old = self.0.partition_point(|time| *time <= border);
        u32::try_from(self.0.len() - old).unwrap_or(u32::MAX)
    }
}

impl Counts {
    /// The same counts with one more contact, now.
    pub(crate) fn plus_one(self) -> Self {
        Self {
            ten_minutes: self.ten_minutes.saturating_add(1),
            hour: self.hour.saturating_add(1),
            day: self.day.saturating_add(1),
            week: self.week.saturating_add(1),
        }
    }
}
