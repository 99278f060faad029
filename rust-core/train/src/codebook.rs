//! From what each feature says, as a line of numbers, to a book of lines and the number of a line for each (vector
//! quantisation, Gray 1984).
//!
//! What a feature says in sixteen numbers fits twelve bits then, and many more features fit the weights. Which lines there are is
//! found by going back and forth: each feature takes the nearest, each line moves to the middle of those that took it (k-means,
//! Lloyd 1982).

use crate::random::Random;
use dunlog_classify::{LINE, LINES};

/// How often the lines move.
const MOVES: usize = 10;

/// What a feature says.
pub(crate) type Line = [f32; LINE];

/// A book for some features, each given with its weight, and the number of each one's line. The first line, of noughts, is nobody's.
pub(crate) fn codebook(features: &[(Line, f32)]) -> (Vec<Line>, Vec<u16>) {
    let nothing = [0.0; LINE];
    if features.is_empty() {
        return (vec![nothing], Vec::new());
    }
    let mut random = Random::new(1);
    let mut any = || features[random.below(features.len())].0;
    let mut lines: Vec<Line> = (1..LINES).map(|_| any()).collect();
    for _ in 0..MOVES {
        let (mut sums, mut weights) = (vec![nothing; lines.len()], vec![0.0_f32; lines.len()]);
        for ((line, weight), at) in features.iter().zip(nearest(&lines, features)) {
            weights[at] += weight;
            sums[at].iter_mut().zip(line).for_each(|(sum, number)| *sum += weight * number);
        }
        for ((line, sum), weight) in lines.iter_mut().zip(sums).zip(weights) {
            // What nobody took begins anew.
            *line = if weight > 0.0 { sum.map(|sum| sum / weight) } else { any() };
        }
    }
    let taken: Vec<usize> = nearest(&lines, features).collect();
    in_order(&lines, features, &taken)
}

/// The book with the lines that are asked for most at its beginning, so that what a processor keeps near is worth it.
fn in_order(lines: &[Line], features: &[(Line, f32)], taken: &[usize]) -> (Vec<Line>, Vec<u16>) {
    let mut asked = vec![0.0_f32; lines.len()];
    taken.iter().zip(features).for_each(|(at, (_, weight))| asked[*at] += weight);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| asked[*b].total_cmp(&asked[*a]));
    let mut numbers = vec![0_u16; lines.len()];
    (1..).zip(&order).for_each(|(number, at)| numbers[*at] = number);
    let book = std::iter::once([0.0; LINE]).chain(order.iter().map(|at| lines[*at])).collect();
    (book, taken.iter().map(|at| numbers[*at]).collect())
}

/// The nearest line of each feature. Number by number for all lines, as a processor does several lines at once.
fn nearest<'a>(lines: &[Line], features: &'a [(Line, f32)]) -> impl Iterator<Item = usize> + use<'a> {
    let columns: Vec<Vec<f32>> = (0..LINE).map(|at| lines.iter().map(|line| line[at]).collect()).collect();
    let mut far = vec![0.0_f32; lines.len()];
    features.iter().map(move |(feature, _)| {
        far.fill(0.0);
        for (column, number) in columns.iter().zip(feature) {
            for (far, other) in far.iter_mut().zip(column) {
                *far += (other - number) * (other - number);
            }
        }
        let nearest = far.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
        nearest.map_or(0, |(at, _)| at)
    })
}

#[cfg(test)]
mod tests {
    use super::{Line, codebook};
    use crate::random::Random;
    use dunlog_classify::{LINE, LINES};

    #[test]
    fn every_feature_has_a_line_that_says_nearly_the_same() {
        let mut random = Random::new(3);
        let mut line = || -> Line { std::array::from_fn(|_| random.around_zero(1.0)) };
        let said: Vec<Line> = (0..60).map(|_| line()).collect();
        let features: Vec<(Line, f32)> =
            (0..600).map(|n| (std::array::from_fn(|at| said[n % 60][at] + n as f32 / 1e6), 1.0)).collect();
        let (lines, numbers) = codebook(&features);
        assert_eq!((lines.len(), lines[0]), (LINES, [0.0; LINE]));
        for ((feature, _), number) in features.iter().zip(&numbers) {
            assert!(*number > 0, "the first line is nobody's");
            let line = &lines[usize::from(*number)];
            let far: f32 = line.iter().zip(feature).map(|(a, b)| (a - b).abs()).sum();
            assert!(far < 0.1, "{far}");
        }
        assert_eq!(codebook(&features).1, numbers, "the same each time");
    }

    #[test]
    fn nothing_has_one_line() {
        assert_eq!(codebook(&[]), (vec![[0.0; LINE]], Vec::new()));
    }
}
