//! All papers of one export, in a fixed order, hashed while they are written.

use crate::case::{Case, Events};
use crate::manifest::{FileEntry, manifest, verification};
use crate::ndjson::hex;
use crate::summary::Summary;
use crate::{csv, ndjson, pages};
use sha2::{Digest, Sha256};
use std::io::{self, BufWriter, Write};

/// Where the files go. The caller decides on folders and on what happens to a half-written file.
pub trait PackageFiles {
    /// Calls `fill` with a writer for a file of this name; the file exists only if `fill` succeeded.
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;
}

/// Writes the package: report, table, records, manifest, and how to check them. Returns the list of files, the
/// manifest and the text last, and the totals.
pub fn write_package(
    case: &Case,
    events: &dyn Events,
    files: &mut dyn PackageFiles,
) -> io::Result<(Summary, Vec<FileEntry>)> {
    let summary = Summary::of(case, events)?;
    let mut list = vec![
        add(files, "报告.html", "情况摘要和事件明细", "HTML（可打印A4）", &mut |out| {
            pages::write(case, &summary, events, out)
        })?,
        add(files, "明细.csv", "事件明细表", "CSV（UTF-8）", &mut |out| {
            csv::write(case, events, out)
        })?,
        add(files, "记录.ndjson", "全部字段的电子数据", "NDJSON（UTF-8）", &mut |out| {
            ndjson::write(case, events, out)
        })?,
    ];
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
    Ok((summary, list))
}

/// The report alone, as it stands in a bundle.
pub fn write_report(
    case: &Case,
    summary: &Summary,
    events: &dyn Events,
    out: &mut dyn Write,
) -> io::Result<()> {
    pages::write(case, summary, events, out)
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
