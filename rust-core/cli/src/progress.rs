//! A bar on a terminal, silence everywhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar over a known number of bytes.
pub(crate) fn bytes(total: u64, json: bool) -> ProgressBar {
    bar(total, json, "{wide_bar} {bytes}/{total_bytes} {eta}")
}

/// A counter without a known end.
pub(crate) fn counter(json: bool) -> ProgressBar {
    bar(0, json, "{spinner} {pos}")
}

fn bar(total: u64, json: bool, template: &str) -> ProgressBar {
    let visible = !json && std::io::stderr().is_terminal();
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(total), target);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
