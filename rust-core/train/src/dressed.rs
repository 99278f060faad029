//! Texts once more, dressed in what says nothing about them: a greeting, a name, a laugh, a link, marks; or said twice.
//!
//! Who threatens may laugh, and who laughs need not. From texts as they were written a reader learns too much of such things: with
//! 哈哈 behind them one threat in ten was missed, and said twice twice as many ordinary texts were taken for one.

use crate::corpus::Text;
use crate::random::Random;
use serde::Deserialize;

/// One in so many dressed texts is said twice instead.
const TWICE: usize = 8;

/// Dresses one in `of` of the texts.
pub(crate) fn dressed(texts: &[Text], of: usize, random: &mut Random) -> Vec<Text> {
    let dress: Dress = toml::from_str(include_str!("../data/dress.toml")).expect("a test reads it");
    let mut dressed = Vec::new();
    for text in texts {
        if random.below(of) == 0 {
            dressed.push(Text { text: dress.on(&text.text, random), ..text.clone() });
        }
    }
    dressed
}

#[derive(Debug, Deserialize)]
struct Dress {
    front: Vec<String>,
    behind: Vec<String>,
}

impl Dress {
    /// A text with something before it, behind it, or both.
    fn on(&self, text: &str, random: &mut Random) -> String {
        if random.below(TWICE) == 0 {
            return format!("{text}\n{text}");
        }
        let (front, behind) = [(true, false), (false, true), (false, true), (true, true)][random.below(4)];
        let mut one = |all: &[String], wanted: bool| {
            if wanted { all[random.below(all.len())].clone() } else { String::new() }
        };
        let front = one(&self.front, front);
        format!("{front}{text}{}", one(&self.behind, behind))
    }
}

#[cfg(test)]
mod tests {
    use super::dressed;
    use crate::corpus::Text;
    use crate::random::Random;

    #[test]
    fn a_dressed_text_holds_the_text_and_its_label() {
        let line = r#"{"text":"周末去爬山吗","label":"normal","channel":"chat"}"#;
        let text: Text = serde_json::from_str(line).unwrap();
        let all = vec![text.clone(); 400];
        let some = dressed(&all, 4, &mut Random::new(1));
        assert!((60..140).contains(&some.len()), "{}", some.len());
        let is_dressed = |one: &Text| one.text.contains(&text.text) && one.text != text.text;
        assert!(
            some.iter().all(|one| is_dressed(one) && one.label == text.label && one.channel == text.channel)
        );
        assert!(some.iter().any(|one| one.text == "周末去爬山吗\n周末去爬山吗"));
        assert_eq!(some, dressed(&all, 4, &mut Random::new(1)), "the same each time");
    }
}
