//! Inclusion proofs: an entry stands at a position of the tree with this root.

use crate::position::{Nodes, span_hash, split};
use crate::tree::{Hash, node_hash};
use alloc::vec::Vec;

/// `PATH(index, D[size])` of RFC 6962 §2.1.1, lowest hash first. `index` is smaller than `size`.
pub fn inclusion_proof<N: Nodes>(nodes: &mut N, index: u64, size: u64) -> Result<Vec<Hash>, N::Error> {
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(span_hash(nodes, middle, end)?);
            end = middle;
        } else {
            path.push(span_hash(nodes, start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// True when `proof` shows that the leaf hash stands at `index` in the tree of `size` leaves with this root
/// (RFC 9162 §2.1.3.2).
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut fn_, mut sn) = (index, size - 1);
    let mut hash = *leaf;
    for step in proof {
        if sn == 0 {
            return false;
        }
        if fn_ & 1 == 1 || fn_ == sn {
            hash = node_hash(step, &hash);
            while fn_ & 1 == 0 && fn_ != 0 {
                fn_ >>= 1;
                sn >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        fn_ >>= 1;
        sn >>= 1;
    }
    sn == 0 && hash == *root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{leaf_hash, root};
    use proptest::prelude::*;

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    /// RFC 6962 §2.1.1 word for word.
    fn naive(index: usize, leaves: &[Hash]) -> Vec<Hash> {
        if leaves.len() < 2 {
            return Vec::new();
        }
        let middle = leaves.len().next_power_of_two() / 2;
        let (left, right) = leaves.split_at(middle);
        let (mut path, other) =
            if index < middle { (naive(index, left), right) } else { (naive(index - middle, right), left) };
        path.push(root(other.iter().copied()));
        path
    }

    #[test]
    fn every_position_of_every_small_tree_is_proven_and_nothing_else() {
        for size in 1..40 {
            let leaves = leaves(size);
            let root = root(leaves.iter().copied());
            for (index, leaf) in (0..).zip(&leaves) {
                let proof = inclusion_proof(&mut leaves.as_slice(), index, size).unwrap();
                assert_eq!(proof, naive(usize::try_from(index).unwrap(), &leaves));
                assert!(verify_inclusion(leaf, index, size, &proof, &root));
                // Another index may have an equal path shape, but never the same leaf.
                for other in (0..size + 2).filter(|other| *other != index) {
                    assert!(!verify_inclusion(leaf, other, size, &proof, &root), "{size} {index} {other}");
                }
                let mut longer = proof.clone();
                longer.push(*leaf);
                assert!(!verify_inclusion(leaf, index, size, &longer, &root));
            }
        }
    }

    proptest! {
        #[test]
        fn a_changed_proof_proves_nothing(size in 2u64..300, pick in any::<u64>(), bit in 0usize..256) {
            let leaves = leaves(size);
            let root = root(leaves.iter().copied());
            let index = pick % size;
            let mut proof = inclusion_proof(&mut leaves.as_slice(), index, size).unwrap();
            let at = usize::try_from(pick).unwrap_or(0) % proof.len();
            proof[at][bit / 8] ^= 1 << (bit % 8);
            let leaf = leaf_hash(&index.to_be_bytes());
            prop_assert!(!verify_inclusion(&leaf, index, size, &proof, &root));
        }
    }
}
