//! The sums of the second reader over runs of characters, of which only the largest stay.

#![allow(clippy::indexing_slicing, reason = "arrays of FILTERS and WIDTH numbers, counted up to these")]

use crate::convolution::{FILTERS, Products};

/// The runs of one width.
pub(crate) struct Runs<const WIDTH: usize> {
    /// The sums of those that have begun, by how many characters they have so far: one, two and so on.
    open: [[i8; FILTERS]; WIDTH],
    /// How many characters were read.
    read: usize,
    largest: Largest,
}

/// The largest sum of each filter, and where the run begins that it is of. One that begins behind the 65,535th character is laid
/// to that one: it only matters for what is quoted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Largest {
    pub(crate) sums: [i8; FILTERS],
    pub(crate) starts: [u16; FILTERS],
}

impl<const WIDTH: usize> Default for Runs<WIDTH> {
    fn default() -> Self {
        let largest = Largest { sums: [i8::MIN; FILTERS], starts: [0; FILTERS] };
        Self { open: [[0; FILTERS]; WIDTH], read: 0, largest }
    }
}

impl<const WIDTH: usize> Runs<WIDTH> {
    /// Where the places of this width begin in the products, behind those of narrower runs, of which the narrowest has two.
    const FIRST: usize = WIDTH * (WIDTH - 1) / 2 - 1;

    /// Reads the next character, of which these are the products when it is known.
    pub(crate) fn go_on(&mut self, products: Option<&Products>) {
        // The longest first, as each goes on from the one that was shorter.
        self.open.rotate_right(1);
        self.open[0] = [0; FILTERS];
        if let Some(products) = products {
            for (sums, products) in self.open.iter_mut().zip(&products[Self::FIRST..]) {
                for (sum, product) in sums.iter_mut().zip(products) {
                    *sum = sum.wrapping_add(*product); // never does: see LARGEST_SUM
                }
            }
        }
        self.read += 1;
        if let Some(start) = self.read.checked_sub(WIDTH) {
            self.largest.meet(&self.open[WIDTH - 1], start);
        }
    }

    /// Behind the end of a text that is shorter than a run comes nothing.
    pub(crate) fn end(mut self) -> Largest {
        if (1..WIDTH).contains(&self.read) {
            self.largest.meet(&self.open[self.read - 1], 0);
        }
        self.largest
    }
}

impl Largest {
    fn meet(&mut self, sums: &[i8; FILTERS], start: usize) {
        let start = u16::try_from(start).unwrap_or(u16::MAX);
        // All bits or none: a processor compares and picks eight at once, but only where nothing branches.
        for ((sum, own), own_start) in sums.iter().zip(&mut self.sums).zip(&mut self.starts) {
            let is_larger = u16::from(*sum > *own).wrapping_neg();
            *own_start = (start & is_larger) | (*own_start & !is_larger);
            *own = (*own).max(*sum);
        }
    }
}
