//! Counts in greys, with the counts printed wherever they fit: a copy machine knows no colours.

use super::faces::Role;
use super::layout::atoms::Atom;
use super::layout::form::Setting;
use super::layout::text::{Setter, width};
use super::page::{Area, BLACK, DARK, Page, Shade};
use crate::block::{Bars, Grid};

/// From few to many; nothing is palest.
const SHADES: [Shade; 6] = [247, 222, 188, 150, 108, 64];
const WHITE: Shade = 255;
const LABEL: f32 = 7.0;
const COUNT: f32 = 6.5;
const SMALLEST_COUNT: f32 = 4.5;

/// Draws counts by two scales from a height of 0 on, and tells how high that is.
pub(crate) fn grid(setter: &mut Setter<'_, '_>, grid: &Grid, setting: &Setting, page: &mut Page) -> f32 {
    let mut y = 0.0;
    let most = grid.rows.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(0);
    let names: Vec<Vec<Atom>> =
        grid.rows.iter().map(|(name, _)| setter.words(Role::Body, LABEL, name)).collect();
    let left = setting.left + widest(&names).min(setting.width() * 0.3) + 4.0;
    let columns =
        grid.rows.iter().map(|(_, counts)| counts.len()).max().unwrap_or(0).max(grid.columns.len()).max(1);
    let across = (setting.right - left) / number(columns);
    let across = across.min(26.0);
    let down = ((setting.height() - y - 100.0) / number(grid.rows.len().max(1))).min(12.0);
    let gap = if across > 4.0 { 0.6 } else { 0.0 };
    let size = count_size(setter, most, across, down);
    y += labels(setter, grid.columns.iter().map(String::as_str), left, across, y, page);
    for ((_, counts), name) in grid.rows.iter().zip(&names) {
        if down > LABEL * 0.9 {
            page.text(name, left - 4.0 - width(name), y + down / 2.0 + LABEL * 0.36, DARK, 0.0);
        }
        for column in 0..columns {
            let count = counts.get(column).copied().unwrap_or(0);
            let shade = SHADES.get(level(count, most)).copied().unwrap_or(WHITE);
            let x = left + number(column) * across;
            page.area(Area { x, y, width: across - gap, height: down - gap.min(down / 4.0) }, shade);
            if count > 0 {
                let words =
                    size.map(|size| setter.words(Role::Body, size, &count.to_string())).unwrap_or_default();
                let x = x + (across - gap - width(&words)) / 2.0;
                let shade = if shade < 128 { WHITE } else { BLACK };
                page.text(&words, x, y + down / 2.0 + size.unwrap_or(0.0) * 0.34, shade, 0.0);
            }
        }
        y += down;
    }
    y + legend(setter, most, left, setting.right, y + 5.0, page)
}

/// Draws counts by one scale from a height of 0 on, and tells how high that is.
pub(crate) fn bars(setter: &mut Setter<'_, '_>, bars: &Bars, setting: &Setting, page: &mut Page) -> f32 {
    const PLOT: f32 = 80.0;
    let top = COUNT * 1.5;
    let most = bars.bars.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let highest = setter.words(Role::Body, LABEL, &most.to_string());
    let zero = setter.words(Role::Body, LABEL, "0");
    let left = setting.left + width(&highest).max(width(&zero)) + 4.0;
    let across = (setting.right - left) / number(bars.bars.len().max(1));
    let across = across.min(40.0);
    let gap = if across > 2.5 { across * 0.2 } else { 0.0 };
    for (words, y) in [(&highest, top), (&zero, top + PLOT)] {
        page.text(words, left - 4.0 - width(words), y + LABEL * 0.36, DARK, 0.0);
    }
    for (index, (_, count)) in bars.bars.iter().enumerate().filter(|(_, (_, count))| *count > 0) {
        let height = PLOT * share(*count, most);
        let x = left + number(index) * across;
        page.area(Area { x: x + gap / 2.0, y: top + PLOT - height, width: across - gap, height }, SHADES[4]);
        let words = setter.words(Role::Body, COUNT, &count.to_string());
        if width(&words) < across {
            page.text(&words, x + (across - width(&words)) / 2.0, top + PLOT - height - 2.0, BLACK, 0.0);
        }
    }
    page.across(left, top + PLOT, setting.right - left);
    page.down(left, top, PLOT);
    top + PLOT
        + labels(
            setter,
            bars.bars.iter().map(|(name, _)| name.as_str()),
            left,
            across,
            top + PLOT + 2.0,
            page,
        )
        + 2.0
}

/// The type size in which the greatest count fits into its square; none where it could not be read. Some counts without
/// the others would tell a wrong story.
fn count_size(setter: &mut Setter<'_, '_>, most: u32, across: f32, down: f32) -> Option<f32> {
    let longest = width(&setter.words(Role::Body, 1.0, &most.to_string()));
    let size = COUNT.min(down * 0.7).min((across - 2.0) / longest.max(0.1));
    (size >= SMALLEST_COUNT).then_some(size)
}

/// The names of columns, as many as fit beside each other.
fn labels<'t>(
    setter: &mut Setter<'_, '_>,
    names: impl Iterator<Item = &'t str>,
    left: f32,
    across: f32,
    y: f32,
    page: &mut Page,
) -> f32 {
    let names: Vec<(f32, Vec<Atom>)> = names
        .enumerate()
        .filter(|(_, name)| !name.is_empty())
        .map(|(index, name)| {
            let words = setter.words(Role::Body, LABEL, name);
            ((left + number(index) * across + (across - width(&words)) / 2.0).max(left), words)
        })
        .collect();
    let room = |step: &usize| {
        let mut free = f32::NEG_INFINITY;
        names.iter().step_by(*step).all(|(x, words)| {
            let fits = *x >= free;
            free = x + width(words) + 3.0;
            fits
        })
    };
    let step = (1..names.len()).find(room).unwrap_or(names.len().max(1));
    for (x, words) in names.iter().step_by(step) {
        page.text(words, *x, y + LABEL, DARK, 0.0);
    }
    LABEL * 1.5
}

/// Which shade means how many.
fn legend(setter: &mut Setter<'_, '_>, most: u32, left: f32, right: f32, y: f32, page: &mut Page) -> f32 {
    const BOX: f32 = 8.0;
    let mut x = left;
    for (index, shade) in SHADES.iter().enumerate() {
        let Some(range) = range(index, most) else { continue };
        let words = setter.words(Role::Body, LABEL, &range);
        if x + BOX + 3.0 + width(&words) > right {
            break;
        }
        page.area(Area { x, y, width: BOX, height: BOX }, *shade);
        page.text(&words, x + BOX + 3.0, y + BOX * 0.82, DARK, 0.0);
        x += BOX + 3.0 + width(&words) + 10.0;
    }
    BOX + 8.0
}

/// The shade of a count: 0 for nothing, otherwise 1 to 5.
fn level(count: u32, most: u32) -> usize {
    let level = (u64::from(count) * 5).div_ceil(u64::from(most.max(1)));
    usize::try_from(level.min(5)).unwrap_or(0)
}

/// The counts that get a shade; nothing if there are none.
fn range(level: usize, most: u32) -> Option<String> {
    let level = u64::try_from(level).ok()?;
    let to = level * u64::from(most) / 5;
    if level == 0 {
        return Some("0".to_owned());
    }
    let from = (level - 1) * u64::from(most) / 5 + 1;
    match from.cmp(&to) {
        std::cmp::Ordering::Less => Some(format!("{from}–{to}")),
        std::cmp::Ordering::Equal => Some(to.to_string()),
        std::cmp::Ordering::Greater => None,
    }
}

fn widest(names: &[Vec<Atom>]) -> f32 {
    names.iter().map(|name| width(name)).fold(0.0, f32::max)
}

/// A count as a measure; no chart has more than 65,535 of anything.
fn number(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// A count in relation to the greatest, in thousandths.
fn share(count: u32, most: u32) -> f32 {
    let thousandths = u64::from(count) * 1000 / u64::from(most.max(1));
    f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_has_the_shade_that_the_legend_gives_it() {
        for most in [1, 2, 3, 5, 7, 24, 1000] {
            for count in 0..=most {
                let range = range(level(count, most), most).unwrap();
                let mut ends = range.split('–').map(|end| end.parse::<u32>().unwrap());
                let from = ends.next().unwrap();
                assert!((from..=ends.next().unwrap_or(from)).contains(&count), "{count} of {most}: {range}");
            }
        }
    }

    #[test]
    fn shares_are_exact_enough_to_draw() {
        assert_eq!(share(0, 0), 0.0);
        assert_eq!(share(u32::MAX, u32::MAX), 1.0);
        assert_eq!(share(1, 4), 0.25);
    }
}
