//! Chinese fonts for papers, as a phone has them: without one no paper can be set.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where Debian and its relatives keep fonts.
const FOLDER: &str = "/usr/share/fonts";

/// Song and Hei, each with the package that brings it. Both are free (SIL OFL 1.1) and are never committed.
const NEEDED: [(&str, &str); 2] = [
    ("opentype/noto/NotoSerifCJK-Regular.ttc", "fonts-noto-cjk"),
    ("opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk"),
];

/// Kai, for headings of the second level. Papers can do without it.
const WANTED: [(&str, &str); 1] = [("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", "fonts-lxgw-wenkai")];

/// Song and Hei, which are installed when they are missing.
pub fn fonts() -> Result<[PathBuf; 2], String> {
    install(&missing(&NEEDED));
    let missing_still = missing(&NEEDED);
    if !missing_still.is_empty() {
        return Err(format!(
            "papers need Chinese fonts: install {} by hand, or name a folder with NotoSerifCJK-Regular.ttc in \
             DUNLOG_FONT_DIR",
            missing_still.join(" ")
        ));
    }
    install(&missing(&WANTED));
    Ok(NEEDED.map(|(file, _)| own(file).unwrap_or_else(|| Path::new(FOLDER).join(file))))
}

/// The packages of the files that are not there.
fn missing(files: &[(&str, &'static str)]) -> Vec<&'static str> {
    let is_there = |file: &str| Path::new(FOLDER).join(file).exists() || own(file).is_some();
    let mut packages: Vec<&str> =
        files.iter().filter(|(file, _)| !is_there(file)).map(|(_, package)| *package).collect();
    packages.dedup();
    packages
}

/// The same file in the folder that DUNLOG_FONT_DIR names, if it is there.
fn own(file: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("DUNLOG_FONT_DIR")?);
    Some(folder.join(Path::new(file).file_name()?)).filter(|path| path.exists())
}

/// By apt-get, with new lists when the old ones do not know the package. Whether it worked is seen by the files.
fn install(packages: &[&str]) {
    if packages.is_empty() {
        return;
    }
    println!("missing here, installing with apt-get: {}", packages.join(" "));
    let apt = |args: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let args = [&["install", "--yes", "--quiet", "--no-install-recommends"], packages].concat();
    if !apt(&args) && apt(&["update", "-qq"]) {
        apt(&args);
    }
}
