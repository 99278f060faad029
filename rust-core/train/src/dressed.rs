//! Texts once more, dressed in what says nothing about them: a greeting, a name, a laugh, a link, marks; or said twice.
//!
//! Who threatens may laugh, and who laughs need not. From texts as they were written a reader learns too much of such things: with
//! 哈哈 behind them one threat in ten was missed, and said twice twice as many ordinary texts were taken for one.

use crate::corpus::Text;
use crate::random::Random;
use serde::Deserialize;

/// One in so many dressed texts is said twice instead.
const TWICE: usize = 8;

/// One in `of` of the texts, dressed; none with nought.
pub(crate) fn dressed(texts: &[Text], of: usize, random: &mut Random) -> Vec<Text> {
    let dress: Dress = toml::from_str(include_str!("../data/dress.toml")).expect("a test reads it");
    let dressed = |text: &Text| {
        let chosen = of > 0 && random.below(of) == 0;
        chosen.then(|| Text { text: dress.on(&text.text, random), ..text.clone() })
    };
    texts.iter().filter_map(dressed).collect()
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
        let place = random.below(4);
        let front = if matches!(place, 0 | 3) { &self.front[random.below(self.front.len())] } else { "" };
        let behind = if place == 0 { "" } else { &self.behind[random.below(self.behind.len())] };
        format!("{front}{text}{behind}")
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
