//! Which texts are learnt from, which set the scale, and which only measure.
//!
//! The part is decided by the text itself: a hash of its skeleton, what is left when names in brackets, digits, Latin
//! letters and punctuation are gone. Variants of one text share a skeleton, so they never stand on both sides.

use crate::hash::number;
use dunlog_classify::normalise;

/// A part of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Learnt from: eight in ten.
    Train,
    /// Sets scale and thresholds: one in ten.
    Dev,
    /// Only measures: one in ten.
    Test,
}

/// The part of a text.
pub fn part(text: &str) -> Part {
    match number(&skeleton(text)) % 10 {
        8 => Part::Dev,
        9 => Part::Test,
        _ => Part::Train,
    }
}

/// What of a text does not change when another sender, person or amount is put in.
pub fn skeleton(text: &str) -> String {
    let normalised = normalise(text);
    let mut depth = 0_u32;
    let mut skeleton = String::new();
    for &c in normalised.chars() {
        match c {
            '【' | '[' => depth += 1,
            '】' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c.is_alphabetic() && !c.is_ascii() => skeleton.push(c),
            _ => {}
        }
    }
    if skeleton.is_empty() { normalised.to_string() } else { skeleton }
}

#[cfg(test)]
mod tests {
    use super::{part, skeleton};

    #[test]
    fn another_sender_amount_or_spelling_is_the_same_skeleton() {
        let first = "【禾润银行】您的借款1200元已逾期3天";
        assert_eq!(skeleton(first), skeleton("【稳捷分期】您的借款 98,000 元已逾期 30 天!"));
        assert_eq!(skeleton(first), skeleton("您的借款元已逾期天"));
        assert_eq!(part(first), part("您的借款￥1元已逾期9天"));
        assert_ne!(skeleton(first), skeleton("您的借款元已结清"));
        assert_eq!(skeleton("Pay up 100"), "pay up 100", "all Latin");
    }
}
