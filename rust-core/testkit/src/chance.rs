//! Chance that repeats itself: `SplitMix64`, seeded, the same on every machine.

/// A generator of numbers.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next().checked_rem(bound).unwrap_or_default()
    }

    /// A number from `low` up to, not including, `high`.
    pub(crate) fn between(&mut self, [low, high]: [u64; 2]) -> u64 {
        low + self.below(high.saturating_sub(low))
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let index = usize::try_from(self.below(items.len() as u64)).ok()?;
        items.get(index)
    }

    /// `count` digits.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| self.digit()).collect()
    }

    /// A pattern in which every `x` becomes a digit.
    pub(crate) fn fill(&mut self, pattern: &str) -> String {
        let digit = |c| if c == 'x' { self.digit() } else { c };
        pattern.chars().map(digit).collect()
    }

    /// A text with its placeholders filled: codes and amounts.
    pub(crate) fn write(&mut self, text: &str) -> String {
        let mut written = text.replace("{code}", &self.digits(6));
        for (placeholder, digits) in [("{tail}", 4), ("{pick}", 0), ("{yuan}", 0)] {
            if !written.contains(placeholder) {
                continue;
            }
            let value = match placeholder {
                "{pick}" => format!("{}-{}-{}", self.below(9), self.below(9), self.digits(4)),
                "{yuan}" => format!("{}.{:02}", self.between([300, 9000]), self.below(100)),
                _ => self.digits(digits),
            };
            written = written.replace(placeholder, &value);
        }
        written
    }

    fn digit(&mut self) -> char {
        char::from(b'0' + u8::try_from(self.below(10)).unwrap_or_default())
    }
}
