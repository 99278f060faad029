//! Where hashes stand in the tree, and the hash of a span of leaves.

use crate::tree::{EMPTY_ROOT, Hash, node_hash};

/// A complete subtree: the leaves from `index << level` up to, not including, `(index + 1) << level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// 0 is a leaf.
    pub level: u8,
    /// Counted from the left, on its level.
    pub index: u64,
}

/// Who knows the hashes of complete subtrees.
pub trait Nodes {
    /// Why a hash cannot be had.
    type Error;

    /// The hash of a complete subtree.
    fn node(&mut self, at: Position) -> Result<Hash, Self::Error>;
}

/// Hashes of all leaves, in memory.
impl Nodes for &[Hash] {
    type Error = Position;

    fn node(&mut self, at: Position) -> Result<Hash, Position> {
        let Some(below) = at.level.checked_sub(1) else {
            let index = usize::try_from(at.index).map_err(|_| at)?;
            return self.get(index).copied().ok_or(at);
        };
        let left = self.node(Position { level: below, index: at.index * 2 })?;
        let right = self.node(Position { level: below, index: at.index * 2 + 1 })?;
        Ok(node_hash(&left, &right))
    }
}

/// `MTH(D[start:end])` of RFC 6962 §2.1, for a span that stands in the tree: its start is a multiple of the largest power
/// of two that is not larger than its length.
pub fn span_hash<N: Nodes>(nodes: &mut N, start: u64, end: u64) -> Result<Hash, N::Error> {
    let length = end.saturating_sub(start);
    if length == 0 {
        return Ok(EMPTY_ROOT);
    }
    if length.is_power_of_two() {
        return nodes.node(complete(start, length));
    }
    let middle = start + split(length);
    Ok(node_hash(&span_hash(nodes, start, middle)?, &span_hash(nodes, middle, end)?))
}

/// The largest power of two smaller than `length`, which is at least 2 (RFC 6962 §2.1).
pub(crate) fn split(length: u64) -> u64 {
    1 << (u64::BITS - 1 - (length - 1).leading_zeros())
}

/// The subtree over a span whose length is a power of two.
pub(crate) fn complete(start: u64, length: u64) -> Position {
    let level = length.trailing_zeros();
    Position { level: u8::try_from(level).unwrap_or(u8::MAX), index: start >> level }
}
