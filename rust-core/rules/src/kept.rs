//! A list that is filled anew for each text: its room stays, and whether an item is kept costs no branch. A processor would
//! guess wrong at every third one, and each wrong guess costs as much as five looks into the index.

/// Items that were kept, in order.
#[derive(Clone, Debug)]
pub struct Kept<T> {
    room: Vec<T>,
    count: usize,
}

/// A list that is being filled. On its own, so that the count stays in a register.
pub struct Filling<'a, T> {
    room: &'a mut [T],
    count: usize,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { room: Vec::new(), count: 0 }
    }
}

impl<T: Copy + Default> Kept<T> {
    /// Fills the list anew, with room for `most` items.
    #[inline]
    pub fn fill(&mut self, most: usize, put_all: impl FnOnce(&mut Filling<'_, T>)) {
        self.clear();
        self.add(most, put_all);
    }

    /// Adds at most so many items.
    #[inline]
    pub fn add(&mut self, most: usize, put_all: impl FnOnce(&mut Filling<'_, T>)) {
        if self.room.len() < self.count + most {
            self.room.resize(self.count + most, T::default());
        }
        let mut filling = Filling { room: &mut self.room, count: self.count };
        put_all(&mut filling);
        self.count = filling.count;
    }

    /// Drops all items.
    #[inline]
    pub fn clear(&mut self) {
        self.count = 0;
    }

    /// What was kept, in order.
    #[inline]
    pub fn items(&self) -> &[T] {
        self.room.get(..self.count).unwrap_or_default()
    }
}

impl<T> Filling<'_, T> {
    /// Puts an item behind the others if it is to be kept and there is room.
    #[inline]
    pub fn put(&mut self, item: T, is_kept: bool) {
        if let Some(slot) = self.room.get_mut(self.count) {
            *slot = item;
            self.count = self.count.wrapping_add(usize::from(is_kept)); // at most the length of the room
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn only_what_is_kept_stays_and_every_beginning_is_empty() {
        let mut kept = Kept::default();
        kept.fill(3, |list| (1..=3).for_each(|number| list.put(number, number != 2)));
        assert_eq!(kept.items(), [1, 3]);
        kept.add(2, |list| list.put(5, true));
        assert_eq!(kept.items(), [1, 3, 5]);
        kept.fill(1, |_| ());
        assert!(kept.items().is_empty());
        kept.fill(1, |list| list.put(7, true));
        assert_eq!(kept.items(), [7]);
    }
}
