//! Places are kept in 32 bits, because hundreds of them are written down for each text; slices ask for the machine's own size.

/// A place as slices want it.
#[inline]
pub fn wide(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// A place as it is kept. No text is so long that it does not fit.
#[inline]
pub fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
