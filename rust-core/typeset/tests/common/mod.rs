//! Fonts of this machine, and papers to print.
#![allow(dead_code, reason = "each test uses some of it")]

use dunlog_typeset::pdf::{FontFile, Fonts, Printed, write};
use dunlog_typeset::{Block, Document, Form, Papers, Part, Press};
use std::io;
use std::path::{Path, PathBuf};

/// Song, Hei and Kai, as far as they are there. Without any Chinese font a test fails.
pub fn fonts() -> Fonts {
    let body = font(&["NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"]).unwrap_or_else(|| {
        panic!(
            "no Chinese font in DUNLOG_FONT_DIR, target/tools/fonts or /usr/share/fonts: `cargo xtask test` installs one"
        )
    });
    let heading = font(&["NotoSansCJK-Regular.ttc"]);
    let sub = font(&["LXGWWenKai-Regular.ttf"]);
    Fonts { body, heading, sub, fallbacks: Vec::new() }
}

fn font(names: &[&str]) -> Option<FontFile> {
    let path = names.iter().find_map(|name| folders().into_iter().map(|folder| folder.join(name)).find(|path| path.exists()))?;
    let bytes = std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    Some(FontFile::read_best(bytes).unwrap_or_else(|why| panic!("{}: {why}", path.display())))
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::env::var_os("DUNLOG_FONT_DIR")
        .map(PathBuf::from)
        .into_iter()
        .chain([
            root.join("target/tools/fonts"),
            PathBuf::from("/usr/share/fonts/opentype/noto"),
            PathBuf::from("/usr/share/fonts/truetype/lxgw-wenkai"),
        ])
        .collect()
}

pub fn document() -> Document {
    Document {
        title: "催收骚扰证据包".to_owned(),
        language: "zh-CN",
        program: "dunlog 0.1.0".to_owned(),
        created_ms: 1_772_344_800_000,
        foot: "案件 7K2M · 导出于 2026-03-01 14:00".to_owned(),
        signature: "本页签名/捺印：＿＿＿＿＿＿".to_owned(),
        page_number: "第{page}页 共{pages}页".to_owned(),
    }
}

pub fn part(id: &str, title: &str, form: Form) -> Block {
    Block::Part(Part { id: id.to_owned(), title: title.to_owned(), form, signed: true })
}

/// Papers that put the same blocks each time.
pub struct Fixed(pub Vec<Block>);

impl Papers for Fixed {
    fn write(&self, press: &mut dyn Press) -> io::Result<()> {
        self.0.iter().try_for_each(|block| press.put(block.clone()))
    }
}

pub fn printed(blocks: Vec<Block>) -> (Vec<u8>, Printed) {
    let mut bytes = Vec::new();
    let printed = write(&document(), &Fixed(blocks), &fonts(), &mut bytes).unwrap();
    (bytes, printed)
}
