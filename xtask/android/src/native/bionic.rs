//! The shipped arm64 library on an emulated processor with pages of 16 KiB, under a real bionic libc: that of
//! Android 6.
//!
//! The libraries of Android come out of a jar that is on Maven Central, pinned by its hash and never committed. A
//! small loader of ours (`xtask/android/native/bionic`) maps them and the library, plays as much of a virtual machine as
//! the natives need, and reads a script. Where the jar cannot be had, the same script runs under Debian's glibc for
//! arm64: that proves the code, the unwinder and the mapping, and says that it proves nothing about bionic.
//! Not proved by either: Android's own linker, its virtual machine, and any newer bionic.

use crate::java;
use crate::lockfile;
use crate::native::toolchain;
use crate::registry;
use serde_json::{Value, json};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::run::{self, Outcome};

const PACKAGES: [(&str, &str); 3] = [
    ("qemu-user-static", "/usr/bin/qemu-aarch64-static"),
    ("clang", "/usr/bin/clang"),
    ("lld", "/usr/bin/ld.lld"),
];

const GLIBC: [(&str, &str); 1] = [("libc6-dev-arm64-cross", "/usr/aarch64-linux-gnu/lib/crt1.o")];

/// Has the library open a log, write, judge, export and catch a panic.
pub(crate) fn check(library: &Path) -> Outcome {
    toolchain::install(&PACKAGES)?;
    match system_libraries() {
        Ok(system) => {
            let runner = under_bionic()?;
            follow_script(&[text(&runner)?, text(&system)?, text(library)?])?;
            println!("ok: the arm64 library opens, writes, judges, exports and catches a panic under bionic");
        }
        Err(why) => {
            println!("NOT under bionic ({why}): under glibc instead, which is another libc");
            toolchain::install(&GLIBC)?;
            let runner = under_glibc()?;
            follow_script(&["-L", "/usr/aarch64-linux-gnu", text(&runner)?, text(library)?])?;
            println!("ok: the arm64 library opens, writes, judges, exports and catches a panic, under glibc");
        }
    }
    Ok(())
}

/// Runs the emulator with the script and compares its answers.
fn follow_script(emulated: &[&str]) -> Outcome {
    let work = tempfile::tempdir().map_err(|error| error.to_string())?;
    let script = work.path().join("script");
    let steps = steps(work.path());
    let lines: String = steps.iter().map(|step| format!("{}\n", step.line)).collect();
    fs::write(&script, lines).map_err(|error| error.to_string())?;
    let printed = printed(&[emulated, &[text(&script)?]].concat())?;
    let mut answers = printed.lines().filter(|line| !line.starts_with("LOG "));
    for step in &steps {
        let answer =
            answers.next().ok_or_else(|| format!("nothing came after {:?}:\n{printed}", step.line))?;
        // What is no JSON is compared as the text that it is.
        let answered = serde_json::from_str(answer).unwrap_or_else(|_| Value::from(answer));
        if answered.pointer(step.place) != Some(&step.expected) {
            return Err(format!("{}\n  was answered {answer}", step.line));
        }
    }
    if work.path().join("package").join("manifest.json").exists() {
        Ok(())
    } else {
        Err("the export wrote no manifest".to_owned())
    }
}

/// What the emulated program prints.
fn printed(args: &[&str]) -> Result<String, String> {
    let run = Command::new("qemu-aarch64-static").args(args).output();
    let run = run.map_err(|error| format!("qemu-aarch64-static: {error}"))?;
    let printed = String::from_utf8_lossy(&run.stdout).into_owned();
    if run.status.success() { Ok(printed) } else { Err(format!("on arm64: {}\n{printed}", run.status)) }
}

/// A line of the script, and what must stand at a place of its answer.
struct Step {
    line: String,
    place: &'static str,
    expected: Value,
}

fn steps(folder: &Path) -> Vec<Step> {
    let step = |line: String, place, expected: Value| Step { line, place, expected };
    let call =
        |op: &str, request: Value, place, expected| step(format!("call {op} {request}"), place, expected);
    let words = "【速来贷】林晓，今天再不还钱就通知你的家人和单位，后果自负！😀";
    let message = json!({ "kind": "message", "channel": "sms", "box": "inbox", "text": words,
        "number": "106900001234", "time_ms": 1_790_859_791_000_i64, "source": "sms_broadcast" });
    let config = json!({ "path": folder.join("log.db"), "create": true });
    let export = json!({ "folder": folder.join("package"), "all": false, "show_bystanders": false });
    vec![
        step("abi".to_owned(), "", json!(1)),
        step(format!("open {config}"), "", json!("open")),
        call("ensure_person", json!({ "name": "林晓", "role": "debtor" }), "/ok/name", json!("林晓")),
        call("observe", json!({ "person": 1, "observations": [message] }), "/ok/results/0/is", json!("new")),
        call("verdict", json!({ "kind": "sms", "text": words }), "/ok/label", json!("harassment")),
        call("judge", json!({}), "/ok/judged", json!(1)),
        call("events", json!({ "limit": 5 }), "/ok/events/0/text", json!(words)),
        call("export", export, "/ok/listed", json!(1)),
        step("lie persons {}".to_owned(), "/err/where", json!("jni.panic")),
        call("fsck", json!({}), "/ok/clean", json!(true)),
        step("close".to_owned(), "", json!("close")),
        call("persons", json!({}), "/err/code", json!("closed")),
    ]
}

/// The loader that is a program without a libc.
fn under_bionic() -> Result<PathBuf, String> {
    compiled("bionic", &["-ffreestanding", "-nostdlib", "-static"], &[])
}

/// The loader as a program of Debian for arm64.
fn under_glibc() -> Result<PathBuf, String> {
    let start = ["crt1.o", "crti.o"].map(|file| format!("/usr/aarch64-linux-gnu/lib/{file}"));
    let [crt1, crti] = &start;
    let flags = [
        "-DHOSTED",
        "-nostdlib",
        "-no-pie",
        "-L/usr/aarch64-linux-gnu/lib",
        "-Wl,--no-as-needed",
        "-Wl,-dynamic-linker,/lib/ld-linux-aarch64.so.1",
        crt1,
        crti,
    ];
    compiled("glibc", &flags, &["-lc", "-lm", "/usr/aarch64-linux-gnu/lib/crtn.o"])
}

fn compiled(name: &str, flags: &[&str], last: &[&str]) -> Result<PathBuf, String> {
    let sources = run::root().join("xtask/android/native/bionic");
    let runner = run::target().join("android").join(format!("under-{name}"));
    let main = format!("{name}.c");
    let files = ["bare.c", "linker.c", "machine.c", "script.c", &main].map(|file| sources.join(file));
    let mut args = vec!["--target=aarch64-linux-gnu", "-O1", "-fno-builtin", "-fno-stack-protector"];
    args.extend(["-fuse-ld=lld", "-Wall", "-o", text(&runner)?]);
    args.extend(flags);
    for file in &files {
        args.push(text(file)?);
    }
    args.extend(last);
    run::program(Path::new("clang"), &args)?;
    Ok(runner)
}

/// libc and its companions of Android 6, unpacked out of the pinned jar.
fn system_libraries() -> Result<PathBuf, String> {
    let folder = run::target().join("android").join("bionic");
    let names = ["libc.so", "libm.so", "libdl.so", "liblog.so", "libc++.so"];
    if names.iter().all(|name| folder.join(name).exists()) {
        return Ok(folder);
    }
    registry::fetch(&lockfile::bundles(&["bionic"])?)?;
    let jar = java::file("bionic")?;
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let file = fs::File::open(&jar).map_err(|error| format!("{}: {error}", jar.display()))?;
    let mut archive = zip::ZipArchive::new(file).map_err(|error| error.to_string())?;
    for name in names {
        // On a file system that ignores case the jar's libc++ would meet its own capital letters.
        let packed = if name == "libc++.so" { "libcpp.so" } else { name };
        let entry = archive.by_name(&format!("android/sdk23/lib64/{packed}"));
        let mut bytes = Vec::new();
        entry
            .map_err(|error| format!("{packed}: {error}"))?
            .read_to_end(&mut bytes)
            .and_then(|_| fs::write(folder.join(name), bytes))
            .map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(folder)
}

fn text(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| "a folder has a name that is not UTF-8".to_owned())
}
