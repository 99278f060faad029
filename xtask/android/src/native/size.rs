//! How large the libraries are, and how large they may be.

use crate::native::abi::Abi;
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
pub(crate) fn record(library: &Path, abi: Abi) -> Outcome {
    let place = run::root().join("tests/package/size.json");
    let text = fs::read_to_string(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    let mut sizes: BTreeMap<String, Size> = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let bytes = fs::metadata(library).map_err(|error| error.to_string())?.len();
    let size =
        sizes.get_mut(abi.name()).ok_or_else(|| format!("size.json has no budget for {}", abi.name()))?;
    println!("{}: {bytes} bytes of {} allowed", abi.name(), size.budget);
    let budget = size.budget;
    if bytes.abs_diff(size.bytes) > size.bytes / 100 {
        println!("size.json said {}: written anew", size.bytes);
        size.bytes = bytes;
        let text = serde_json::to_string_pretty(&sizes).map_err(|error| error.to_string())?;
        fs::write(&place, text + "\n").map_err(|error| error.to_string())?;
    }
    if bytes > budget {
        return Err(format!("{} is {} bytes over its budget", abi.name(), bytes - budget));
    }
    Ok(())
}
