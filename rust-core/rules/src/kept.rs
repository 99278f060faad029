//! A list that is filled anew for each text: its room stays, and whether an item is kept costs no branch. A processor would
//! guess wrong at every third one, and each wrong guess costs as much as five looks into the index.

/// Items that were kept, in order.
#[derive(Clone, Debug)]
pub(crate) struct Kept<T> {
    room: Vec<T>,
    count: usize,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { room: Vec::new(), count: 0 }
    }
}

impl<T: Copy + Default> Kept<T> {
    /// Empties the list and makes room for `most` items.
    pub(crate) fn begin(&mut self, most: usize) {
        self.count = 0;
        if self.room.len() < most {
            self.room.resize(most, T::default());
        }
    }

    /// Puts an item behind the others if it is to be kept and there is room.
    #[inline]
    pub(crate) fn put(&mut self, item: T, is_kept: bool) {
        if let Some(slot) = self.room.get_mut(self.count) {
            *slot = item;
            self.count += usize::from(is_kept);
        }
    }

    #[inline]
    pub(crate) fn items(&self) -> &[T] {
        self.room.get(..self.count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn only_what_is_kept_stays_and_every_beginning_is_empty() {
        let mut kept = Kept::default();
        kept.begin(3);
        for number in 1..=3 {
            kept.put(number, number != 2);
        }
        assert_eq!(kept.items(), [1, 3]);
        kept.begin(1);
        assert!(kept.items().is_empty());
        kept.put(7, true);
        assert_eq!(kept.items(), [7]);
    }
}
