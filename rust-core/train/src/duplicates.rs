//! Texts that say nearly the same. A corpus in which they are many measures memory and not judgement.

use crate::split::skeleton;
use std::collections::{BTreeSet, HashMap};

/// From this share of common pairs of characters on, two texts are near-duplicates.
pub const ALIKE: f64 = 0.7;

/// The pairs of `texts` that are near-duplicates, by index, the lower first: Jaccard similarity of the pairs of
/// characters of their skeletons, at least [`ALIKE`].
pub fn near_duplicates(texts: &[&str]) -> Vec<(usize, usize)> {
    let sets: Vec<BTreeSet<(char, char)>> = texts.iter().map(|text| pairs(&skeleton(text))).collect();
    let mut holders: HashMap<(char, char), Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (index, set) in sets.iter().enumerate() {
        let mut common: HashMap<usize, usize> = HashMap::new();
        for pair in set {
            let before = holders.entry(*pair).or_default();
            for other in before.iter() {
                *common.entry(*other).or_default() += 1;
            }
            before.push(index);
        }
        let alike = |(other, common): &(&usize, &usize)| {
            let all = set.len() + sets[**other].len() - **common;
            **common as f64 >= ALIKE * all as f64
        };
        found.extend(common.iter().filter(alike).map(|(other, _)| (*other, index)));
    }
    found.sort_unstable();
    found
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let chars: Vec<char> = ['^'].into_iter().chain(text.chars()).chain(['$']).collect();
    chars.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::near_duplicates;

    #[test]
    fn another_name_is_a_duplicate_and_another_sentence_is_none() {
        let texts = ["请转告王某某尽快处理欠款事宜", "今晚一起吃饭吗", "请转告李某某尽快处理欠款事宜"];
        assert_eq!(near_duplicates(&texts), [(0, 2)]);
    }
}
