//! Lays the table of traditional characters out as the arrays that `src/fold.rs` looks into.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

/// The basic Han block, in words of 64 characters.
const HAN: std::ops::Range<u32> = 0x4E00..0xA000;
const WORD: u32 = 64;

fn main() {
    dunlog_datafile::embed(&["data/traditional.toml"]);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for a build program"));
    let json = fs::read_to_string(out.join("traditional.json")).expect("it was just written");
    let table: serde_json::Value = serde_json::from_str(&json).expect("it was just written");
    let pairs = table.get("pairs").and_then(serde_json::Value::as_str).expect("traditional.toml has pairs");
    fs::write(out.join("traditional.rs"), arrays(&simplified(pairs))).expect("the output folder is ours");
}

/// What each traditional character becomes, by its place in the block.
fn simplified(pairs: &str) -> BTreeMap<u32, u32> {
    let pair = |pair: &str| {
        let letters: Vec<u32> = pair.chars().map(u32::from).collect();
        match *letters.as_slice() {
            [from, to] if HAN.contains(&from) => (from - HAN.start, to),
            _ => panic!("traditional.toml: {pair} is no pair of Han characters"),
        }
    };
    pairs.split_whitespace().map(pair).collect()
}

/// One bit for each character that changes, how many change before each word of bits, and what they become, in order.
fn arrays(simplified: &BTreeMap<u32, u32>) -> String {
    let words = (HAN.end - HAN.start) / WORD;
    let of_word = |word: u32| simplified.range(word * WORD..(word + 1) * WORD);
    let bits = (0..words).map(|word| of_word(word).fold(0_u64, |bits, (at, _)| bits | 1 << (at % WORD)));
    let before = (0..words).map(|word| simplified.range(..word * WORD).count());
    format!(
        "static CHANGES: [u64; {words}] = {:?};\nstatic BEFORE: [u16; {words}] = {:?};\nstatic SIMPLIFIED: [u16; {}] = {:?};\n",
        bits.collect::<Vec<_>>(),
        before.collect::<Vec<_>>(),
        simplified.len(),
        simplified.values().collect::<Vec<_>>(),
    )
}
