//! The only place where the program looks at the clock of the machine and throws its dice.

use dunlog_ledger::Environment;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The machine's clock and randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    #[expect(clippy::disallowed_methods, reason = "this is the place that the lint protects")]
    fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn fill_random(&self, bytes: &mut [u8]) -> bool {
        getrandom::fill(bytes).is_ok()
    }
}

/// A clock that stands still and randomness that repeats: for tests that compare bytes. Never for real logs.
#[derive(Debug)]
pub struct FixedEnvironment {
    now_ms: i64,
    state: AtomicU64,
}

impl FixedEnvironment {
    /// Stands at this moment, in milliseconds since the epoch.
    pub fn at(now_ms: i64) -> Self {
        Self { now_ms, state: AtomicU64::new(1) }
    }
}

impl Environment for FixedEnvironment {
    fn now_ms(&self) -> i64 {
        self.now_ms
    }

    fn fill_random(&self, bytes: &mut [u8]) -> bool {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64: every step gives another, well-mixed number.
            let mut word = self.state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.iter_mut().zip((word ^ (word >> 31)).to_le_bytes()).for_each(|(to, from)| *to = from);
        }
        true
    }
}
