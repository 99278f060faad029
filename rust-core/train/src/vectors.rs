//! What stands for a character before anything is learnt of it: characters that stand beside the same others get vectors that
//! are near each other, 妈 beside 爸, 抓 beside 拘.
//!
//! How much likelier two characters are beside each other than by chance is counted (positive pointwise mutual information,
//! the contexts smoothed), and the table of it is brought down to a few numbers for each character (Levy, Goldberg, Dagan,
//! "Improving Distributional Similarity with Lessons Learned from Word Embeddings", 2015).

use crate::random::Random;
use dunlog_classify::DIMENSIONS;

/// Characters behind a character that are its context, and as many before it.
const REACH: usize = 2;

/// The contexts of a character: who stands there, by distance and side.
const SIDES: usize = 2 * REACH;

/// Rare contexts count a little more than they are frequent.
const SMOOTHING: f32 = 0.75;

/// How often the search for the main directions is refined.
const ROUNDS: usize = 12;

/// How long each vector is.
const LENGTH: f32 = 1.36;

/// The vectors of `count` characters, from texts in which each is given by its number.
pub(crate) fn vectors(
    texts: &[Vec<Option<usize>>],
    count: usize,
    random: &mut Random,
) -> Vec<[f32; DIMENSIONS]> {
    let table = Table::of(texts, count);
    let mut right: Vec<Vec<f32>> =
        (0..DIMENSIONS).map(|_| (0..count * SIDES).map(|_| random.around_zero(1.0)).collect()).collect();
    // Orthogonal iteration: the strongest directions come first, and each grows as its singular value.
    for _ in 0..ROUNDS {
        straighten(&mut right);
        let mut left = table.times(&right);
        straighten(&mut left);
        right = table.back(&left);
    }
    straighten(&mut right);
    let left = table.times(&right);
    let roots: Vec<f32> =
        left.iter().map(|column| norm(column.iter()).sqrt().max(f32::MIN_POSITIVE)).collect();
    let vector = |character: usize| -> [f32; DIMENSIONS] {
        let vector: [f32; DIMENSIONS] = std::array::from_fn(|d| left[d][character] / roots[d]);
        let norm = norm(vector.iter()).max(f32::MIN_POSITIVE);
        vector.map(|number| number / norm * LENGTH)
    };
    (0..count).map(vector).collect()
}

/// What is not nought of a large table.
struct Table {
    entries: Vec<(usize, usize, f32)>,
    rows: usize,
}

impl Table {
    fn of(texts: &[Vec<Option<usize>>], count: usize) -> Self {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for text in texts {
            for (at, character) in text.iter().enumerate() {
                let Some(character) = *character else {
                    continue;
                };
                let beside = (1..=REACH).flat_map(|far| [at.checked_sub(far), at.checked_add(far)]);
                for (side, other) in beside.enumerate() {
                    if let Some(other) = other.and_then(|other| text.get(other).copied().flatten()) {
                        pairs.push((character, side * count + other));
                    }
                }
            }
        }
        pairs.sort_unstable();
        let (mut of_rows, mut of_columns) = (vec![0.0_f32; count], vec![0.0_f32; count * SIDES]);
        for (row, column) in &pairs {
            of_rows[*row] += 1.0;
            of_columns[*column] += 1.0;
        }
        let smoothed: f32 = of_columns.iter().map(|count| count.powf(SMOOTHING)).sum();
        let information = |(row, column): (usize, usize), times: usize| {
            let expected = of_rows[row] * of_columns[column].powf(SMOOTHING) / smoothed;
            (times as f32 / expected).ln()
        };
        let entries = pairs
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0].0, same[0].1, information(same[0], same.len())))
            .filter(|(_, _, information)| *information > 0.0);
        Self { entries: entries.collect(), rows: count }
    }

    fn times(&self, columns: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let one = |column: &Vec<f32>| {
            let mut product = vec![0.0; self.rows];
            self.entries.iter().for_each(|(row, at, value)| product[*row] += value * column[*at]);
            product
        };
        columns.iter().map(one).collect()
    }

    fn back(&self, columns: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let one = |column: &Vec<f32>| {
            let mut product = vec![0.0; self.rows * SIDES];
            self.entries.iter().for_each(|(row, at, value)| product[*at] += value * column[*row]);
            product
        };
        columns.iter().map(one).collect()
    }
}

/// Makes each column as long as one and at right angles to those before it (Gram and Schmidt).
fn straighten(columns: &mut [Vec<f32>]) {
    for at in 0..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        let Some(column) = rest.first_mut() else {
            return;
        };
        for other in before {
            let along: f32 = column.iter().zip(other.iter()).map(|(a, b)| a * b).sum();
            column.iter_mut().zip(other.iter()).for_each(|(a, b)| *a -= along * b);
        }
        let norm = norm(column.iter());
        if norm > 0.0 {
            column.iter_mut().for_each(|number| *number /= norm);
        }
    }
}

fn norm<'a>(numbers: impl Iterator<Item = &'a f32>) -> f32 {
    numbers.map(|number| number * number).sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::vectors;
    use crate::random::Random;

    #[test]
    fn characters_that_stand_beside_the_same_others_are_near_each_other() {
        // 0 and 1 stand between 2 and 3, 4 and 5 between 6 and 7.
        let of = [[2, 0, 3], [2, 1, 3], [6, 4, 7], [6, 5, 7]].repeat(20);
        let texts: Vec<Vec<Option<usize>>> = of.into_iter().map(|text| text.map(Some).to_vec()).collect();
        let vectors = vectors(&texts, 8, &mut Random::new(1));
        let near =
            |a: usize, b: usize| -> f32 { vectors[a].iter().zip(vectors[b]).map(|(a, b)| a * b).sum() };
        assert!(near(0, 1) > near(0, 4) + 0.5 && near(4, 5) > near(1, 5) + 0.5);
    }
}
