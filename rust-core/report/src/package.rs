//! All papers of one export, in a fixed order, hashed while they are written.

use crate::case::{Case, Events};
use crate::details::Details;
use crate::facts::Facts;
use crate::manifest::{FileEntry, manifest, verification};
use crate::ndjson::hex;
use crate::papers::{Dossier, Edition};
use crate::summary::Summary;
use crate::{csv, ndjson};
use dunlog_typeset::{html, text};
use sha2::{Digest, Sha256};
use std::io::{self, BufWriter, Write};

/// Where the files go. The caller decides on folders and on what happens to a half-written file.
pub trait PackageFiles {
    /// Calls `fill` with a writer for a file of this name; the file exists only if `fill` succeeded.
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;
}

/// What a person adds to an export.
#[derive(Clone, Copy, Default)]
pub struct Wishes<'a> {
    /// What only the person can say.
    pub details: Option<&'a Details>,
    /// Whether an English edition is written as well.
    pub english: bool,
}

/// Writes the package: papers, table, records, manifest, and how to check them. Returns the list of files, the
/// manifest and the text last, and the totals.
pub fn write_package(
    case: &Case,
    events: &dyn Events,
    wishes: &Wishes<'_>,
    files: &mut dyn PackageFiles,
) -> io::Result<(Summary, Vec<FileEntry>)> {
    let nothing = Details::default();
    let details = wishes.details.unwrap_or(&nothing);
    let facts = Facts::of(case, details, events)?;
    let mut list = vec![
        add(files, "明细.csv", "事件明细表", "CSV（UTF-8）", &mut |out| {
            csv::write(case, events, out)
        })?,
        add(files, "记录.ndjson", "全部字段的电子数据", "NDJSON（UTF-8）", &mut |out| {
            ndjson::write(case, events, out)
        })?,
    ];
    let data = list.clone();
    let mut print = |edition, name: &str, category: &str| {
        let dossier = Dossier { case, facts: &facts, details, events, files: &data, edition };
        add(files, name, category, "HTML（可打印A4）", &mut |out| {
            html::write(&dossier.document(), &dossier, out)
        })
    };
    list.push(print(Edition::Complete, "材料.html", "全套材料")?);
    if wishes.english {
        list.push(print(Edition::English, "English.html", "English edition")?);
    }
    let private = print(Edition::Private, "本人留存-询问准备单.html", "只给自己看，不交")?;
    let summary = facts.all;
    let head = manifest(case, &summary, &list);
    let entry = add(files, "manifest.json", "文件清单（机器可读）", "JSON", &mut |out| {
        serde_json::to_writer_pretty(&mut *out, &head)?;
        out.write_all(b"\n")
    })?;
    let text = verification(case, &list, &entry);
    list.push(entry);
    list.push(add(files, "校验说明.txt", "校验说明", "TXT（UTF-8）", &mut |out| {
        // Notepad on older Windows takes a text without BOM for GBK.
        out.write_all("\u{feff}".as_bytes())?;
        out.write_all(text.replace('\n', "\r\n").as_bytes())
    })?);
    // Not handed in, so it stands in no list that is.
    list.push(private);
    Ok((summary, list))
}

/// The papers of an edition as plain text, without page numbers.
pub fn write_text(
    case: &Case,
    events: &dyn Events,
    details: &Details,
    edition: Edition,
    out: &mut dyn Write,
) -> io::Result<()> {
    let facts = Facts::of(case, details, events)?;
    let dossier = Dossier { case, facts: &facts, details, events, files: &[], edition };
    text::write(&dossier.document(), &dossier, out)
}

/// What the log alone says, to read on a screen, as it stands in a bundle.
pub fn write_report(case: &Case, events: &dyn Events, out: &mut dyn Write) -> io::Result<()> {
    let details = Details::default();
    let facts = Facts::of(case, &details, events)?;
    let dossier =
        Dossier { case, facts: &facts, details: &details, events, files: &[], edition: Edition::Record };
    html::write(&dossier.document(), &dossier, out)
}

/// The table alone, as it stands in a bundle.
pub fn write_table(case: &Case, events: &dyn Events, out: &mut dyn Write) -> io::Result<()> {
    csv::write(case, events, out)
}

/// The list of files with category, format and integrity value (法发〔2016〕22号 第十四条), for a spreadsheet.
pub fn file_list(files: &[FileEntry], out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(["序号", "名称", "类别", "文件格式", "大小（字节）", "完整性校验值（SHA-256）"])?;
    for (number, file) in (1..).zip(files) {
        let number: u64 = number;
        let FileEntry { name, category, format, bytes, sha256 } = file;
        table.write_record([&number.to_string(), name, category, format, &bytes.to_string(), sha256])?;
    }
    table.flush()
}

fn add(
    files: &mut dyn PackageFiles,
    name: &str,
    category: &str,
    format: &str,
    fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<FileEntry> {
    let mut entry = FileEntry {
        name: name.to_owned(),
        category: category.to_owned(),
        format: format.to_owned(),
        bytes: 0,
        sha256: String::new(),
    };
    files.file(name, &mut |out| {
        let mut hashed = BufWriter::new(Hashed { out, digest: Sha256::new(), bytes: 0 });
        fill(&mut hashed)?;
        let hashed = hashed.into_inner().map_err(io::IntoInnerError::into_error)?;
        entry.bytes = hashed.bytes;
        entry.sha256 = hex(&hashed.digest.finalize());
        Ok(())
    })?;
    Ok(entry)
}

struct Hashed<'w> {
    out: &'w mut dyn Write,
    digest: Sha256,
    bytes: u64,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
