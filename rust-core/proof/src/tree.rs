//! The Merkle tree of RFC 6962 §2.1: append a leaf, ask for the root.
//!
//! Only the frontier is kept: the roots of the full subtrees on the right edge, at most 64 hashes for any log
//! that can exist. A stored tree of all nodes would make proofs faster and every append larger; proofs are
//! made rarely and from all leaves, appends happen at every ring of the phone.

use alloc::vec::Vec;
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// MTH of the empty tree: SHA-256 of nothing (RFC 6962 §2.1).
pub const EMPTY_ROOT: Hash = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
    0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// A growing tree, reduced to its right edge.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// Roots of the full subtrees, largest first; one for every 1-bit of `size`.
    edge: Vec<Hash>,
}

/// A stored frontier that cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontierError;

impl Frontier {
    /// The empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a leaf hash at position [`Frontier::size`].
    pub fn append(&mut self, leaf: Hash) {
        let mut merged = leaf;
        let mut position = self.size;
        while position & 1 == 1 {
            let left = self.edge.pop().expect("every 1-bit of the size has its subtree");
            merged = node_hash(&left, &merged);
            position >>= 1;
        }
        self.edge.push(merged);
        self.size += 1;
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The Merkle tree hash over all leaves.
    pub fn root(&self) -> Hash {
        let mut from_right = self.edge.iter().rev();
        let Some(last) = from_right.next() else {
            return EMPTY_ROOT;
        };
        from_right.fold(*last, |right, left| node_hash(left, &right))
    }

    /// The hashes of the right edge one after the other, for storing beside the size.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.edge.concat()
    }

    /// Reads back what [`Frontier::to_bytes`] wrote; an error when the number of hashes does not fit the size.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Result<Self, FrontierError> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && hashes.len() == size.count_ones() as usize;
        fits.then(|| Self { size, edge: hashes.to_vec() }).ok_or(FrontierError)
    }
}

/// The root over a list of leaf hashes.
pub fn root(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    let mut frontier = Frontier::new();
    leaves.into_iter().for_each(|leaf| frontier.append(leaf));
    frontier.root()
}

/// SHA-256(0x00 ‖ entry), RFC 6962 §2.1.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(entry).finalize().into()
}

/// SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hex(hash: &Hash) -> alloc::string::String {
        hash.iter().map(|byte| alloc::format!("{byte:02x}")).collect()
    }

    /// RFC 6962 §2.1 word for word: split at the largest power of two below the size.
    fn naive(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => EMPTY_ROOT,
            [one] => *one,
            more => {
                let split = more.len().next_power_of_two() / 2;
                node_hash(&naive(&more[..split]), &naive(&more[split..]))
            }
        }
    }

    #[test]
    fn the_known_vectors_of_certificate_transparency_hold() {
        // The eight inputs and roots that Certificate Transparency's reference implementations share.
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut frontier = Frontier::new();
        assert_eq!(frontier.root(), EMPTY_ROOT);
        for (input, root) in inputs.iter().zip(roots) {
            frontier.append(leaf_hash(input));
            assert_eq!(hex(&frontier.root()), root);
        }
    }

    proptest! {
        #[test]
        fn the_frontier_agrees_with_the_definition(count in 0usize..300, seed in any::<u64>()) {
            let leaves: Vec<Hash> = (0..count).map(|i| leaf_hash(&(seed ^ i as u64).to_be_bytes())).collect();
            let mut frontier = Frontier::new();
            leaves.iter().for_each(|leaf| frontier.append(*leaf));
            prop_assert_eq!(frontier.root(), naive(&leaves));
            let stored = Frontier::from_bytes(frontier.size(), &frontier.to_bytes());
            prop_assert_eq!(stored, Ok(frontier));
        }
    }

    #[test]
    fn a_stored_frontier_of_the_wrong_length_is_refused() {
        assert_eq!(Frontier::from_bytes(3, &[0; 32]), Err(FrontierError));
        assert_eq!(Frontier::from_bytes(1, &[0; 31]), Err(FrontierError));
        assert_eq!(Frontier::from_bytes(0, &[]), Ok(Frontier::new()));
    }
}
