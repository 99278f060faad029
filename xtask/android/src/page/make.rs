//! Puts style, words, program and WebAssembly into the one file.

use crate::page::{folder, sources};
use base64ct::{Base64, Encoding};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;

pub(crate) fn page(wasm: &[u8]) -> Result<String, String> {
    let style = read("page.css")?;
    let script = read("engine.js")? + &read("page.js")?;
    let words: toml::Table = read("words.toml")?.parse().map_err(|error| format!("words.toml: {error}"))?;
    let words = serde_json::to_string(&words).map_err(|error| error.to_string())?;
    if [&style, &script, &words].iter().any(|text| text.contains("</")) {
        return Err("style, program and words may not hold `</`, which could end them early".to_owned());
    }
    let page = read("page.html")?
        .replace("{{policy}}", &policy(&style, &script))
        .replace("{{sources}}", &sources::hash()?)
        .replace("{{style}}", &style)
        .replace("{{words}}", &words)
        .replace("{{script}}", &script)
        .replace("{{wasm}}", &packed(wasm)?);
    if page.contains("{{") { Err("the template has a place that nothing fills".to_owned()) } else { Ok(page) }
}

/// Nothing is loaded from anywhere; this one program and this one style run and no other that somebody slips in.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}' 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; \
         form-action 'none'",
        hash(style),
        hash(script)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", Base64::encode_string(&Sha256::digest(text)))
}

/// Plain Base64 would be larger than the page may be.
fn packed(wasm: &[u8]) -> Result<String, String> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(wasm).map_err(|error| error.to_string())?;
    Ok(Base64::encode_string(&packed.finish().map_err(|error| error.to_string())?))
}

fn read(name: &str) -> Result<String, String> {
    let path = folder().join("page").join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.replace('\r', "")) // as a checkout on Windows may have them
}
