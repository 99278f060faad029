//! "Check it yourself": three phones, one case, one bundle, and three tools that are not ours to look at it. Then one byte is
//! changed, and all of them must say no.

use crate::demo::PHONES;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use xtask::programs;
use xtask::run::{self, Outcome};

/// Runs everything and ends with a line in cargo's form.
pub(crate) fn run() -> Outcome {
    tools()?;
    let program = programs::build()?.join("dunlog");
    let folder = run::target().join("evidence");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(words)?;
    }
    fs::create_dir_all(&folder).map_err(words)?;
    let mut desk = Desk { program, folder, checker: PathBuf::new(), passed: 0, failed: 0 };
    desk.checker = desk.build_checker()?;
    desk.phones()?;
    desk.contacts()?;
    desk.bundle()?;
    desk.changed()?;
    let word = if desk.failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\n{}/case.dunlog\n{}/unpacked/dunlog/data/verify.html\n{}/unpacked/dunlog/data/report.html\n",
        desk.folder.display(),
        desk.folder.display(),
        desk.folder.display()
    );
    println!("test result: {word}. {} passed; {} failed;", desk.passed, desk.failed);
    if desk.failed == 0 {
        Ok(())
    } else {
        Err("a check did not say what it should; it is named above".to_owned())
    }
}

struct Desk {
    program: PathBuf,
    folder: PathBuf,
    checker: PathBuf,
    passed: u64,
    failed: u64,
}

impl Desk {
    /// Every person's own log, on their own phone.
    fn phones(&mut self) -> Outcome {
        for (number, (person, role, files)) in PHONES.iter().enumerate() {
            let log = format!("phone-{number}.db");
            let samples = run::root().join("tests").join("samples");
            let files: Vec<String> =
                files.iter().map(|file| samples.join(file).display().to_string()).collect();
            let mut args = vec!["--db", &log, "import", "--person", person, "--role", role];
            args.extend(files.iter().map(String::as_str));
            self.dunlog(&args)?;
        }
        Ok(())
    }

    /// The debtor invites, the others join and share, the debtor takes in.
    fn contacts(&mut self) -> Outcome {
        let invitation = self.dunlog(&["--db", "phone-0.db", "invite", "--name", "林晓"])?;
        for (number, (person, role, _)) in PHONES.iter().enumerate().skip(1) {
            let log = format!("phone-{number}.db");
            let share = format!("share-{number}.dunlog");
            self.dunlog(&["--db", &log, "join", &invitation, "--person", person, "--role", role])?;
            self.dunlog(&["--db", &log, "share", "--out", &share])?;
            let sealed = self.dunlog_says(&["verify", &share]) == Some(2);
            self.check(&format!("{share} opens for nobody but the owner"), sealed);
            let key = self.path("phone-0.db.key");
            let plain = format!("share-{number}.zip");
            let opened = self.says_yes(&self.checker, &["open", &share, &key, &plain]);
            self.check(&format!("{share} opens with another age program and the owner's key"), opened);
            self.dunlog(&["--db", "phone-0.db", "import", &share])?;
        }
        let again = self.dunlog(&["--db", "phone-0.db", "--json", "import", "share-1.dunlog"])?;
        self.check(
            "the same share a second time adds nothing",
            again.contains("\"events\":0,\"first_time\":false"),
        );
        self.dunlog(&["--db", "phone-0.db", "fsck"]).map(|_| ())
    }

    /// The case as one file, and what four tools say of it.
    fn bundle(&mut self) -> Outcome {
        self.dunlog(&["--db", "phone-0.db", "export", "--bundle", "case.dunlog"])?;
        self.unpack("case.dunlog", "unpacked")?;
        self.ask("case.dunlog", "unpacked", true);
        let proof = self.dunlog(&["--db", "phone-0.db", "--json", "prove", "1"])?;
        let (text, key, leaf) =
            (json_text(&proof, "proof"), json_text(&proof, "verifier_key"), json_text(&proof, "leaf"));
        fs::write(self.path("entry.tlog-proof"), text).map_err(words)?;
        let proven = self.says_yes(&self.checker, &["proof", "entry.tlog-proof", &key, &leaf]);
        self.check("Go proves one entry against the signed checkpoint", proven);
        fs::write(self.path("words"), "eight or more\n").map_err(words)?;
        self.dunlog(&["--db", "phone-0.db", "backup", "--out", "backup.age", "--passphrase-file", "words"])?;
        let opened = self.says_yes(&self.checker, &["backup", "backup.age", "eight or more", "backup.plain"]);
        self.check("the backup opens with another age program and the passphrase", opened);
        Ok(())
    }

    /// One digit of one record is another one.
    fn changed(&mut self) -> Outcome {
        self.unpack("case.dunlog", "changed")?;
        let records = self.folder.join("changed/dunlog/data/records.ndjson");
        let mut text = fs::read(&records).map_err(words)?;
        let at = text.windows(13).position(|window| window == b"\"recorded_ms\"").ok_or("no record")?;
        let digit = text.get_mut(at + 20).ok_or("no record")?;
        *digit = if *digit == b'1' { b'2' } else { b'1' };
        fs::write(&records, &text).map_err(words)?;
        let mut bundle = fs::read(self.path("case.dunlog")).map_err(words)?;
        let middle = bundle.len() / 2;
        if let Some(byte) = bundle.get_mut(middle) {
            *byte ^= 1;
        }
        fs::write(self.path("changed.dunlog"), bundle).map_err(words)?;
        self.ask("changed.dunlog", "changed", false);
        Ok(())
    }

    fn ask(&mut self, bundle: &str, unpacked: &str, intact: bool) {
        let should = if intact { "yes" } else { "no" };
        let bag = self.folder.join(unpacked).join("dunlog");
        let sums = ["manifest-sha256.txt", "tagmanifest-sha256.txt"].iter().all(|list| {
            quiet(Command::new("sha256sum").args(["--check", "--quiet", list]).current_dir(&bag))
        });
        self.check(&format!("sha256sum says {should}"), sums == intact);
        let bag = bag.display().to_string();
        let checker = self.says_yes(&self.checker, &["bundle", &bag]);
        self.check(&format!("Go says {should}"), checker == intact);
        let own = self.dunlog_says(&["verify", bundle]) == Some(0);
        self.check(&format!("dunlog verify says {should}"), own == intact);
    }

    fn unpack(&self, bundle: &str, folder: &str) -> Outcome {
        let unpacked =
            quiet(Command::new("unzip").args(["-q", bundle, "-d", folder]).current_dir(&self.folder));
        if unpacked { Ok(()) } else { Err(format!("unzip could not open {bundle}")) }
    }

    fn build_checker(&self) -> Result<PathBuf, String> {
        println!("$ go build tests/independent");
        let program = self.folder.join("independent");
        let built = Command::new("go")
            .args(["build", "-o"])
            .arg(&program)
            .arg(".")
            .env("GOFLAGS", "-mod=readonly -buildvcs=false")
            .current_dir(run::root().join("tests").join("independent"))
            .status();
        match built {
            Ok(status) if status.success() => Ok(program),
            _ => Err("the checker in Go could not be built".to_owned()),
        }
    }

    /// What a command prints; an error when it does not end well.
    fn dunlog(&self, args: &[&str]) -> Result<String, String> {
        let output =
            Command::new(&self.program).args(args).current_dir(&self.folder).output().map_err(words)?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        print!("{text}");
        if output.status.success() {
            Ok(text)
        } else {
            Err(format!("dunlog {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr)))
        }
    }

    fn dunlog_says(&self, args: &[&str]) -> Option<i32> {
        let mut command = Command::new(&self.program);
        command.args(args).current_dir(&self.folder).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().ok()?.code()
    }

    fn says_yes(&self, program: &Path, args: &[&str]) -> bool {
        quiet(Command::new(program).args(args).current_dir(&self.folder))
    }

    fn check(&mut self, what: &str, holds: bool) {
        println!("{}: {what}", if holds { "ok" } else { "FAILED" });
        *(if holds { &mut self.passed } else { &mut self.failed }) += 1;
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }
}

/// Go and unzip, installed where they are missing. Any Go from 1.18 on.
fn tools() -> Outcome {
    let has = |tool: &str, flag: &str| quiet(Command::new(tool).arg(flag));
    let mut missing = Vec::new();
    if !has("go", "version") {
        missing.push("golang-go");
    }
    if !has("unzip", "-v") {
        missing.push("unzip");
    }
    if missing.is_empty() {
        return Ok(());
    }
    println!("missing here, installing with apt-get: {}", missing.join(" "));
    let _ = quiet(Command::new("apt-get").args(["update", "-qq"])); // old lists may do
    let installed = quiet(Command::new("apt-get").args(["install", "--yes", "--quiet"]).args(&missing));
    if installed { Ok(()) } else { Err(format!("install these by hand: {}", missing.join(" "))) }
}

/// True when it ran and ended well; what it prints is left away.
fn quiet(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The text under a name in one line of JSON whose texts hold no quotes.
fn json_text(json: &str, name: &str) -> String {
    let rest = json.split_once(&format!("\"{name}\":\"")).map_or("", |(_, rest)| rest);
    rest.split('"').next().unwrap_or_default().replace("\\n", "\n")
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}
