//! What the page must show for sound bundles and for changed ones, opened from a file in Chromium.

use crate::page::browser::Browser;
use crate::page::tab::{Tab, word};
use crate::page::{folder, form, looks};
use crate::steps::fresh;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use xtask::programs;
use xtask::run::{self, Outcome};

/// Sample, verdict, and the codes of the findings in their order.
const SAMPLES: [(&str, &str, &[&str]); 15] = [
    ("good", "intact", &[]),
    ("repacked", "repacked", &["container_changed"]),
    ("unsealed", "repacked", &["container_changed"]),
    ("flipped", "refused", &["file_damaged"]),
    ("word", "changed", &["file_changed", "container_changed", "record_changed", "proof_failed"]),
    ("row", "changed", &["signature_bad", "container_changed", "proof_incomplete"]),
    ("swapped", "changed", &["file_changed", "file_changed", "container_changed"]),
    ("wrong-key", "changed", &["signature_bad", "container_changed"]),
    ("old-checkpoint", "changed", &["proof_incomplete"]),
    ("nothing-shown", "intact", &[]),
    ("foreign", "refused", &["unexpected_file"]),
    ("cut", "refused", &["torn"]),
    ("text", "refused", &["not_a_bundle"]),
    ("encrypted", "refused", &["encrypted"]),
    ("newer", "refused", &["version_newer"]),
];

/// Name, what runs before the page's own program, and the case.
const OTHERS: [(&str, &str, Case); 12] = [
    ("nothing chosen yet", "", looks::empty),
    ("what a sound bundle shows", "", looks::content),
    ("English", "", looks::english),
    ("without a worker", "delete window.Worker;", looks::without_a_worker),
    ("one bundle after another, and one that is dropped", "", looks::one_after_another),
    ("keyboard", "", looks::keyboard),
    ("dark", "", looks::dark),
    ("narrow, and large letters", "", looks::narrow),
    ("print", "", looks::print),
    ("no connection is possible", "", looks::no_connection),
    ("a browser that is too old", "delete window.Worker; delete window.DecompressionStream;", looks::too_old),
    ("100,000 records", "", looks::huge),
];

/// Runs all cases and ends with a line of cargo's form.
pub(crate) fn run(page: &Path) -> Outcome {
    let start = Instant::now();
    let setup = Setup::prepare()?;
    let profile = run::target().join("verify-browser");
    fresh(&profile)?;
    let browser = Browser::start(&profile)?;
    let mut tally = Tally { setup: &setup, browser, page, passed: 0, failed: 0 };
    for (name, verdict, codes) in SAMPLES {
        tally.case(name, "", |setup, tab| sample(setup, tab, name, verdict, codes));
    }
    for (name, before, test) in OTHERS {
        tally.case(name, before, test);
    }
    let form = run::root().join("rust-core").join("engine").join("data").join("form.html");
    tally.page = &form;
    tally.case("the form, filled in", "", form::filled_in);
    tally.case("the form, left empty", "", form::left_empty);
    let (passed, failed) = (tally.passed, tally.failed);
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("pictures: {}", setup.shots.display());
    println!(
        "test result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out; finished in {:.2}s",
        start.elapsed().as_secs_f64()
    );
    if failed == 0 { Ok(()) } else { Err(format!("{failed} cases of the page failed")) }
}

/// What every case needs.
pub(crate) struct Setup {
    bundles: PathBuf,
    shots: PathBuf,
    words: toml::Table,
}

impl Setup {
    fn prepare() -> Result<Self, String> {
        let bundles = run::target().join("verify-bundles");
        run::program(&programs::build()?.join("write-bundles"), &[&bundles])?;
        let shots = run::target().join("verify-shots");
        fresh(&shots)?;
        let words =
            fs::read_to_string(folder().join("page/words.toml")).map_err(|error| error.to_string())?;
        let words = words.parse().map_err(|error| format!("words.toml: {error}"))?;
        Ok(Self { bundles, shots, words })
    }

    pub(crate) fn bundle(&self, name: &str) -> PathBuf {
        self.bundles.join(name).with_extension("dunlog")
    }

    pub(crate) fn shot(&self, name: &str) -> PathBuf {
        self.shots.join(name).with_extension("png")
    }

    /// The words of the page in Chinese.
    pub(crate) fn zh(&self, section: &str, id: &str) -> String {
        let entry = self.words.get(section).and_then(|section| section.get(id)?.get("zh"));
        entry.and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    }
}

type Case = fn(&Setup, &mut Tab<'_>) -> Outcome;

struct Tally<'a> {
    setup: &'a Setup,
    browser: Browser,
    page: &'a Path,
    passed: u32,
    failed: u32,
}

impl Tally<'_> {
    fn case(&mut self, name: &str, before: &str, test: impl FnOnce(&Setup, &mut Tab<'_>) -> Outcome) {
        let outcome = Tab::open(&mut self.browser, self.page, before).and_then(|mut tab| {
            test(self.setup, &mut tab)?;
            quiet(&tab.events())
        });
        match outcome {
            Ok(()) => {
                self.passed += 1;
                println!("ok: {name}");
            }
            Err(why) => {
                self.failed += 1;
                println!("FAILED: {name}: {why}");
            }
        }
    }
}

/// Nothing was fetched but the page itself, and no error was reported.
fn quiet(events: &[Value]) -> Outcome {
    for event in events {
        let address = word(event, "/params/request/url");
        let is_local = ["file:", "blob:", "data:"].iter().any(|scheme| address.starts_with(scheme));
        let is_error = match word(event, "/method").as_str() {
            "Network.requestWillBeSent" => !is_local,
            "Runtime.exceptionThrown" => true,
            "Log.entryAdded" => word(event, "/params/entry/level") == "error",
            _ => false,
        };
        if is_error {
            return Err(event.to_string());
        }
    }
    Ok(())
}

fn sample(setup: &Setup, tab: &mut Tab<'_>, name: &str, verdict: &str, codes: &[&str]) -> Outcome {
    tab.choose(&setup.bundle(name))?;
    let seen = tab.value(
        "[document.getElementById('verdict').dataset.verdict, document.getElementById('verdict-word').innerText,
          [...document.querySelectorAll('#finding-list .what')].map(line => line.innerText)]",
    )?;
    let findings: Vec<String> = codes.iter().map(|code| setup.zh("code", code)).collect();
    let expected = json!([verdict, setup.zh("verdict", verdict), findings]);
    if !matches!(name, "repacked" | "word" | "encrypted" | "wrong-key") {
        return equal(&seen, &expected);
    }
    tab.picture(&setup.shot(&format!("zh-{name}")))?;
    equal(&seen, &expected)
}

pub(crate) fn equal(seen: &Value, expected: &Value) -> Outcome {
    if seen == expected { Ok(()) } else { Err(format!("\n  shown:    {seen}\n  expected: {expected}")) }
}
