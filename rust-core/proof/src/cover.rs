//! One proof for many entries: the hashes of the largest complete subtrees that hold none of them.
//!
//! From the leaves that are shown and the cover of all others the root follows, so each shown leaf is proven, and so is
//! how many are not shown. A path per entry would repeat most of its hashes; ten thousand entries of one log shown whole
//! need no hash at all here. Every set of shown leaves has exactly one cover: a proof cannot be written in two ways.

use crate::position::{Position, complete, split};
use crate::tree::{EMPTY_ROOT, Hash, node_hash};
use alloc::vec::Vec;

/// The positions of the cover, left to right. `shown` is sorted, without repetition, and below `size`.
pub fn cover(size: u64, shown: &[u64]) -> Vec<Position> {
    let mut positions = Vec::new();
    if size > 0 {
        cover_span(0, size, shown, &mut positions);
    }
    positions
}

fn cover_span(start: u64, end: u64, shown: &[u64], positions: &mut Vec<Position>) {
    let length = end - start;
    if shown.is_empty() && length.is_power_of_two() {
        positions.push(complete(start, length));
    } else if length > 1 {
        let middle = start + split(length);
        let (left, right) = shown.split_at(shown.partition_point(|index| *index < middle));
        cover_span(start, middle, left, positions);
        cover_span(middle, end, right, positions);
    }
}

/// A list of shown leaves and a list of hashes that are not the leaves and the cover of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverError;

/// The root of the tree of `size` leaves from the shown leaves and the cover of the others, both left to right.
///
/// An error when anything is missing, superfluous or out of order.
pub fn root_from_cover(
    size: u64,
    shown: &[(u64, Hash)],
    cover: &[(Position, Hash)],
) -> Result<Hash, CoverError> {
    if size == 0 {
        return if shown.is_empty() && cover.is_empty() { Ok(EMPTY_ROOT) } else { Err(CoverError) };
    }
    let mut walk = Walk { shown, cover };
    let root = walk.span(0, size)?;
    if walk.shown.is_empty() && walk.cover.is_empty() { Ok(root) } else { Err(CoverError) }
}

struct Walk<'a> {
    shown: &'a [(u64, Hash)],
    cover: &'a [(Position, Hash)],
}

impl Walk<'_> {
    fn span(&mut self, start: u64, end: u64) -> Result<Hash, CoverError> {
        let length = end - start;
        let is_shown = self.shown.first().is_some_and(|(index, _)| *index < end);
        if !is_shown && length.is_power_of_two() {
            let ((at, hash), rest) = self.cover.split_first().ok_or(CoverError)?;
            self.cover = rest;
            return if *at == complete(start, length) { Ok(*hash) } else { Err(CoverError) };
        }
        if length == 1 {
            let ((index, leaf), rest) = self.shown.split_first().ok_or(CoverError)?;
            self.shown = rest;
            return if *index == start { Ok(*leaf) } else { Err(CoverError) };
        }
        let middle = start + split(length);
        Ok(node_hash(&self.span(start, middle)?, &self.span(middle, end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::Nodes;
    use crate::tree::{leaf_hash, root};
    use proptest::prelude::*;

    type Parts = (Vec<(u64, Hash)>, Vec<(Position, Hash)>);

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    fn parts(leaves: &[Hash], shown: &[u64]) -> Parts {
        let mut nodes = leaves;
        let size = leaves.len() as u64;
        let hash = |index: &u64| (*index, leaves[usize::try_from(*index).unwrap()]);
        let cover = cover(size, shown).into_iter().map(|at| (at, nodes.node(at).unwrap())).collect();
        (shown.iter().map(hash).collect(), cover)
    }

    #[test]
    fn a_log_shown_whole_needs_no_hash_and_a_hidden_one_few() {
        let all: Vec<u64> = (0..1000).collect();
        assert_eq!(cover(1000, &all), []);
        assert_eq!(cover(1000, &[]).len(), 6); // 1000 = 512 + 256 + 128 + 64 + 32 + 8
        assert_eq!(cover(8, &[5]).len(), 3);
        assert_eq!(cover(0, &[]), []);
    }

    proptest! {
        #[test]
        fn any_choice_of_entries_gives_the_root(size in 0u64..200, choice in any::<u64>()) {
            let leaves = leaves(size);
            let chosen = |index: &u64| (choice.rotate_left(u32::try_from(*index).unwrap_or(0)) & 3) == 0;
            let shown: Vec<u64> = (0..size).filter(chosen).collect();
            let (shown, cover) = parts(&leaves, &shown);
            prop_assert_eq!(root_from_cover(size, &shown, &cover), Ok(root(leaves)));
        }

        #[test]
        fn nothing_can_be_left_out_moved_or_changed(size in 2u64..120, choice in any::<u64>(), pick in any::<u64>()) {
            let leaves = leaves(size);
            let shown: Vec<u64> = (0..size).filter(|index| (choice >> (index % 64)) & 1 == 0).collect();
            let (shown, cover) = parts(&leaves, &shown);
            let root = root(leaves);
            let pick = usize::try_from(pick % 1_000_000).unwrap_or(0);
            if !shown.is_empty() {
                let at = pick % shown.len();
                let mut fewer = shown.clone();
                fewer.remove(at);
                prop_assert_eq!(root_from_cover(size, &fewer, &cover), Err(CoverError));
                let mut changed = shown.clone();
                changed[at].1[3] ^= 1;
                prop_assert_ne!(root_from_cover(size, &changed, &cover), Ok(root));
                let mut moved = shown.clone();
                moved[at].0 += 1;
                prop_assert_ne!(root_from_cover(size, &moved, &cover), Ok(root));
                let mut twice = shown.clone();
                twice.insert(at, shown[at]);
                prop_assert_eq!(root_from_cover(size, &twice, &cover), Err(CoverError));
            }
            if !cover.is_empty() {
                let at = pick % cover.len();
                let mut fewer = cover.clone();
                fewer.remove(at);
                prop_assert_eq!(root_from_cover(size, &shown, &fewer), Err(CoverError));
                let mut changed = cover.clone();
                changed[at].1[3] ^= 1;
                prop_assert_ne!(root_from_cover(size, &shown, &changed), Ok(root));
            }
            prop_assert_ne!(root_from_cover(size + 1, &shown, &cover), Ok(root));
        }
    }
}
