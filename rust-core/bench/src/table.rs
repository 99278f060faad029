//! Figures, printed as they come and kept for the file.

use crate::{Outcome, words};
use serde_json::{Map, Value, json};
use std::path::Path;

#[derive(Default)]
pub(crate) struct Table {
    rows: Map<String, Value>,
}

impl Table {
    /// Prints and keeps one figure.
    pub(crate) fn row(&mut self, id: &str, what: &str, figure: f64, unit: &str) {
        println!("{what:<58} {figure:>12.2} {unit}");
        self.rows.insert(id.to_owned(), json!({ "what": what, "figure": figure, "unit": unit }));
    }

    pub(crate) fn write(&self, path: &Path) -> Outcome {
        let text = serde_json::to_string_pretty(&self.rows).map_err(words)?;
        std::fs::write(path, text + "\n").map_err(words)
    }
}

/// The middle one of several figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
