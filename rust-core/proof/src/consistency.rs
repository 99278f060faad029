//! Consistency proofs: a later tree begins with everything that an earlier one held.

use crate::position::{Nodes, span_hash, split};
use crate::tree::{EMPTY_ROOT, Hash, node_hash};
use alloc::vec::Vec;

/// `PROOF(older, D[size])` of RFC 6962 §2.1.2. `older` is at most `size`; for 0 and for `size` the proof is empty.
pub fn consistency_proof<N: Nodes>(nodes: &mut N, older: u64, size: u64) -> Result<Vec<Hash>, N::Error> {
    if older == 0 || older == size {
        return Ok(Vec::new());
    }
    let (mut start, mut end) = (0, size);
    let mut is_whole = true; // the old tree is a complete part of the new one from here on
    let mut path = Vec::new();
    while older != end {
        let middle = start + split(end - start);
        if older <= middle {
            path.push(span_hash(nodes, middle, end)?);
            end = middle;
        } else {
            path.push(span_hash(nodes, start, middle)?);
            start = middle;
            is_whole = false;
        }
    }
    if !is_whole {
        path.push(span_hash(nodes, start, end)?);
    }
    path.reverse();
    Ok(path)
}

/// True when `proof` shows that the tree of `size` leaves begins with that of `older` leaves (RFC 9162 §2.1.4.2). Every
/// tree begins with the empty one.
pub fn verify_consistency(older: u64, old_root: &Hash, size: u64, root: &Hash, proof: &[Hash]) -> bool {
    if older > size {
        return false;
    }
    if older == size {
        return proof.is_empty() && old_root == root;
    }
    if older == 0 {
        return proof.is_empty() && *old_root == EMPTY_ROOT;
    }
    let mut steps = proof.iter();
    let first = if older.is_power_of_two() { Some(old_root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut fn_, mut sn) = (older - 1, size - 1);
    while fn_ & 1 == 1 {
        fn_ >>= 1;
        sn >>= 1;
    }
    let (mut old_hash, mut new_hash) = (*first, *first);
    for step in steps {
        if sn == 0 {
            return false;
        }
        if fn_ & 1 == 1 || fn_ == sn {
            old_hash = node_hash(step, &old_hash);
            new_hash = node_hash(step, &new_hash);
            while fn_ & 1 == 0 && fn_ != 0 {
                fn_ >>= 1;
                sn >>= 1;
            }
        } else {
            new_hash = node_hash(&new_hash, step);
        }
        fn_ >>= 1;
        sn >>= 1;
    }
    sn == 0 && old_hash == *old_root && new_hash == *root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{leaf_hash, root};

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    fn root_at(leaves: &[Hash], size: u64) -> Hash {
        root(leaves.iter().take(usize::try_from(size).unwrap()).copied())
    }

    /// SUBPROOF of RFC 6962 §2.1.2 word for word.
    fn naive(older: usize, leaves: &[Hash], is_whole: bool) -> Vec<Hash> {
        if older == leaves.len() {
            return if is_whole { Vec::new() } else { alloc::vec![root(leaves.iter().copied())] };
        }
        let middle = leaves.len().next_power_of_two() / 2;
        let (left, right) = leaves.split_at(middle);
        let (mut path, other) = if older <= middle {
            (naive(older, left, is_whole), right)
        } else {
            (naive(older - middle, right, false), left)
        };
        path.push(root(other.iter().copied()));
        path
    }

    #[test]
    fn every_pair_of_small_trees_is_proven_as_the_rfc_defines_it() {
        let leaves = leaves(34);
        for size in 0..=34 {
            for older in 0..=size {
                let all = leaves.get(..usize::try_from(size).unwrap()).unwrap();
                let proof = consistency_proof(&mut &*all, older, size).unwrap();
                if older > 0 {
                    assert_eq!(proof, naive(usize::try_from(older).unwrap(), all, true));
                }
                let (old, new) = (root_at(&leaves, older), root_at(&leaves, size));
                assert!(verify_consistency(older, &old, size, &new, &proof), "{older} {size}");
            }
        }
    }

    #[test]
    fn another_history_is_not_consistent() {
        let leaves = leaves(34);
        for size in 2..=34 {
            for older in 1..size {
                let all = leaves.get(..usize::try_from(size).unwrap()).unwrap();
                let proof = consistency_proof(&mut &*all, older, size).unwrap();
                let mut forked = leaves.clone();
                forked[usize::try_from(older).unwrap() - 1] = leaf_hash(b"another");
                let (old, new) = (root_at(&forked, older), root_at(&leaves, size));
                assert!(!verify_consistency(older, &old, size, &new, &proof), "{older} {size}");
                for at in 0..proof.len() {
                    let mut changed = proof.clone();
                    changed[at][7] ^= 1;
                    assert!(!verify_consistency(older, &root_at(&leaves, older), size, &new, &changed));
                }
            }
        }
    }
}
