//! The other ways in which phrases are written to get past filters.

use crate::normalise::normalise;
use crate::rules::Spelling;
use std::collections::HashSet;

/// Words with the other ways to write them, normalised once.
pub(crate) struct Spellings<'a> {
    words: Vec<(&'a str, Vec<String>)>,
    /// The characters that the words begin with: a phrase without any of them has no other spelling.
    first: HashSet<char>,
}

impl<'a> Spellings<'a> {
    pub(crate) fn of(spellings: &'a [Spelling]) -> Self {
        let other = |spelled: &String| normalise(spelled).to_string();
        let words = spellings.iter().map(|one| (one.word.as_str(), one.spelled.iter().map(other).collect()));
        let first = spellings.iter().filter_map(|one| one.word.chars().next()).collect();
        Self { words: words.collect(), first }
    }

    /// Hands over a phrase as it is searched, and once for each other spelling of each word in it.
    pub(crate) fn spell_out(&self, phrase: &str, mut emit: impl FnMut(String)) {
        let plain = normalise(phrase).to_string();
        if plain.is_empty() {
            return;
        }
        if plain.chars().any(|c| self.first.contains(&c)) {
            for (word, others) in self.words.iter().filter(|(word, _)| plain.contains(word)) {
                others.iter().for_each(|other| emit(plain.replace(word, other)));
            }
        }
        emit(plain);
    }
}
