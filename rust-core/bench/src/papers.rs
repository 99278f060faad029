//! The papers: a PDF of ten thousand events, and the whole package of a thousand.

use crate::table::{Table, median};
use crate::{Outcome, fresh, words};
use dunlog_engine::{BundleRequest, Engine, ExportRequest, FontPaths, Fonts, Options, Scope, Wishes};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Song and Hei, as they are installed for the tests.
const FONTS: [&str; 2] = [
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
];
const ROUNDS: usize = 3;

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Outcome {
    let folder = fresh(folder, "papers")?;
    for (events, what) in [(1_000, "package"), (10_000, "pdf")] {
        let mut engine = crate::evidence::filled(&folder.join(format!("{what}.db")), events)?;
        engine.judge(|_| ()).map_err(words)?;
    }
    let (whole, pages, _) = child("package", &folder)?;
    table.row("package_s", "whole package of 1,000 events, fonts read", whole, "s");
    table.row("package_pages", "  its pages", pages, "pages");
    let (pdf, pages, memory) = child("pdf", &folder)?;
    table.row("pdf_s", "PDF of 10,000 events: a bundle with it, less one without", pdf, "s");
    table.row("pdf_pages", "  pages of the whole package", pages, "pages");
    table.row("pdf_mib", "  memory of the whole package at its peak, fonts included", memory, "MiB");
    Ok(())
}

/// Seconds, pages and peak memory of a fresh process.
fn child(what: &str, folder: &Path) -> Result<(f64, f64, f64), String> {
    let program = std::env::current_exe().map_err(words)?;
    let answer = Command::new(program).arg(format!("papers-{what}")).arg(folder).output().map_err(words)?;
    let text = String::from_utf8(answer.stdout).map_err(words)?;
    let figures: Vec<f64> = text.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
    match figures[..] {
        [seconds, pages, memory] => Ok((seconds, pages, memory)),
        _ => Err(format!("papers {what}: {text}{}", String::from_utf8_lossy(&answer.stderr))),
    }
}

/// Writes the package and prints seconds, pages, peak memory. For the large one the seconds are those of one PDF: a bundle
/// with it, less the bundle without it.
pub(crate) fn run_child(what: &str, folder: &str) -> ExitCode {
    match package(what, Path::new(folder)) {
        Ok((seconds, pages)) => {
            println!("{seconds} {pages} {}", peak_mib());
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The most memory that this process ever held.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse::<f64>().unwrap_or_default() / 1024.0
}

fn package(what: &str, folder: &Path) -> Result<(f64, u32), String> {
    let mut engine = Engine::open(&folder.join(format!("{what}.db"))).map_err(words)?;
    let [body, heading] = FONTS.map(Into::into);
    let paths = FontPaths { body, heading: Some(heading), ..FontPaths::default() };
    let options = Options { scope: Scope::All, ..Options::default() };
    let out = folder.join(what);
    let (mut times, mut pages) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let fonts = paths.load().map_err(words)?;
        let wishes = Wishes { fonts: Some(&fonts), ..Wishes::default() };
        let package = engine.export(&out, &ExportRequest { options, wishes, ..ExportRequest::default() });
        pages = package.map_err(words)?.pages;
        times.push(start.elapsed().as_secs_f64());
    }
    if what == "pdf" {
        times = vec![one_pdf(&mut engine, &folder.join("case.dunlog"), &paths.load().map_err(words)?)?];
    }
    Ok((median(times), pages))
}

fn one_pdf(engine: &mut Engine, path: &Path, fonts: &Fonts) -> Result<f64, String> {
    let options = Options { scope: Scope::All, ..Options::default() };
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (fonts, times) in [(Some(fonts), &mut with), (None, &mut without)] {
            let request = BundleRequest { options, fonts, ..BundleRequest::default() };
            let start = Instant::now();
            engine.export_bundle(path, &request).map_err(words)?;
            times.push(start.elapsed().as_secs_f64());
        }
    }
    Ok(median(with) - median(without))
}
