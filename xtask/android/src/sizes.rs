//! How large the products are, and how large they may be: `tests/package/size.json`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use xtask::run::{self, Outcome};

#[derive(Serialize, Deserialize)]
struct Size {
    /// Bytes of the last recorded build.
    bytes: u64,
    /// The most that is allowed.
    budget: u64,
}

/// Compares with the budget, and writes the size down when it changed by more than one part in a hundred, so
/// that a rebuild alone changes no file of the checkout.
pub(crate) fn record(name: &str, product: &Path) -> Outcome {
    let bytes = fs::metadata(product).map_err(|error| format!("{}: {error}", product.display()))?.len();
    let mut sizes = read()?;
    let size = sizes.get_mut(name).ok_or_else(|| format!("size.json has no budget for {name}"))?;
    println!("{name}: {bytes} bytes of {} allowed", size.budget);
    let budget = size.budget;
    if bytes.abs_diff(size.bytes) > size.bytes / 100 {
        println!("size.json said {}: written anew", size.bytes);
        size.bytes = bytes;
        let text = serde_json::to_string_pretty(&sizes).map_err(|error| error.to_string())?;
        fs::write(place(), text + "\n").map_err(|error| error.to_string())?;
    }
    within(name, bytes, budget)
}

/// Compares with the budget alone.
pub(crate) fn check(name: &str, bytes: u64) -> Outcome {
    let sizes = read()?;
    let size = sizes.get(name).ok_or_else(|| format!("size.json has no budget for {name}"))?;
    within(name, bytes, size.budget)
}

fn within(name: &str, bytes: u64, budget: u64) -> Outcome {
    match bytes.checked_sub(budget) {
        None | Some(0) => Ok(()),
        Some(over) => Err(format!("{name} is {over} bytes over its budget of {budget}")),
    }
}

fn read() -> Result<BTreeMap<String, Size>, String> {
    let text = fs::read_to_string(place()).map_err(|error| format!("{}: {error}", place().display()))?;
    serde_json::from_str(&text).map_err(|error| format!("size.json: {error}"))
}

fn place() -> std::path::PathBuf {
    run::root().join("tests/package/size.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_the_last_size_that_is_allowed() {
        assert_eq!(within("x", 10, 10), Ok(()));
        assert_eq!(within("x", 0, 10), Ok(()));
        assert!(within("x", 11, 10).unwrap_err().contains("1 bytes over"));
    }

    /// Built together with a Rust library, the phone library was not optimised at link time and nobody noticed: these
    /// were its sizes. Whoever raises a budget above them must find another way to notice.
    #[test]
    fn a_library_without_link_time_optimisation_is_over_its_budget() {
        for (name, bytes) in [("arm64-v8a", 6_879_072), ("x86_64", 7_485_904)] {
            assert!(check(name, bytes).is_err(), "{name}");
        }
    }
}
