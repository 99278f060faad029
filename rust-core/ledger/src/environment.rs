//! Time and randomness come in from outside, so that a test can hold both still.

/// The clock and the dice of the program.
pub trait Environment: Send + Sync {
    /// Wall clock, milliseconds since the epoch.
    fn now_ms(&self) -> i64;
    /// Fills the bytes with cryptographic randomness; false when the system has none.
    fn fill_random(&self, bytes: &mut [u8]) -> bool;
}
