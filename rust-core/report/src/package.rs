//! All papers of one export, in a fixed order, hashed while they are written.

use crate::case::{Case, Events};
use crate::details::Details;
use crate::facts::Facts;
use crate::kept::Kept;
use crate::letters::{Desk, LetterDetails, LetterInput, letter_document, letter_kind};
use crate::manifest::{FileEntry, manifest, verification};
use crate::ndjson::hex;
use crate::papers::{Dossier, Edition};
use crate::summary::Summary;
use crate::{csv, ndjson};
use dunlog_channels::HandIn;
use dunlog_typeset::pdf::{self, Fonts, PartPages};
use dunlog_typeset::{html, text};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
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
    /// Letters to write as well, by their ids, in this order.
    pub letters: &'a [&'static str],
    /// What belongs to the letters.
    pub letter_details: Option<&'a LetterDetails>,
    /// Earlier steps, which a letter names.
    pub hand_ins: &'a [HandIn],
    /// The fonts of the PDF. Without, the papers are written as HTML alone.
    pub fonts: Option<&'a Fonts>,
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// The totals.
    pub summary: Summary,
    /// The files with their hashes. The list and how to check it come after what they list; then, in no list, the sheet for
    /// the person alone and the letters.
    pub files: Vec<FileEntry>,
    /// Pages of the papers that are handed in; 0 without a PDF.
    pub pages: u32,
    /// On which pages each paper stands; empty without a PDF.
    pub parts: Vec<PartPages>,
    /// Characters for which no font had a glyph. They are printed as □ and their number.
    pub missing: BTreeMap<char, u32>,
}

/// Writes the package: table, records, papers, manifest, and how to check them.
pub fn write_package(
    case: &Case,
    events: &dyn Events,
    wishes: &Wishes<'_>,
    files: &mut dyn PackageFiles,
) -> io::Result<Package> {
    let nothing = Details::default();
    let details = wishes.details.unwrap_or(&nothing);
    let kept = Kept::new(case, events);
    let facts = Facts::of(case, details, &kept)?;
    let data = vec![
        add(files, "明细.csv", "事件明细表", "CSV（UTF-8）", &mut |out| {
            csv::write(case, events, out)
        })?,
        add(files, "记录.ndjson", "全部字段的电子数据", "NDJSON（UTF-8）", &mut |out| {
            ndjson::write(case, events, out)
        })?,
    ];
    let mut package = Package { files: data.clone(), ..Package::default() };
    let dossier = |edition| Dossier::new(case, &facts, details, &kept, &data, edition);
    let complete = print(&dossier(Edition::Complete), "材料", "全套材料", wishes.fonts, files, &mut package)?;
    package.files.extend(complete);
    if wishes.english {
        let english =
            print(&dossier(Edition::English), "English", "英文版", wishes.fonts, files, &mut package)?;
        package.files.extend(english);
    }
    let own = "本人留存-询问准备单";
    let private =
        print(&dossier(Edition::Private), own, "只给自己看，不交", wishes.fonts, files, &mut package)?;
    let head = manifest(case, &facts.all, &package.files);
    let entry = add(files, "manifest.json", "文件清单（机器可读）", "JSON", &mut |out| {
        serde_json::to_writer_pretty(&mut *out, &head)?;
        out.write_all(b"\n")
    })?;
    let text = verification(case, &package.files, &entry);
    package.files.push(entry);
    package.files.push(add(files, "校验说明.txt", "校验说明", "TXT（UTF-8）", &mut |out| {
        // Notepad on older Windows takes a text without BOM for GBK.
        out.write_all("\u{feff}".as_bytes())?;
        out.write_all(text.replace('\n', "\r\n").as_bytes())
    })?);
    // Not handed in, so they stand in no list that is.
    package.files.extend(private);
    letters(case, events, details, wishes, files, &mut package)?;
    package.summary = facts.all;
    Ok(package)
}

/// The letters, each a file of its own, because each goes to somebody else.
fn letters(
    case: &Case,
    events: &dyn Events,
    details: &Details,
    wishes: &Wishes<'_>,
    files: &mut dyn PackageFiles,
    package: &mut Package,
) -> io::Result<()> {
    let nothing = LetterDetails::default();
    let letter_details = wishes.letter_details.unwrap_or(&nothing);
    if wishes.letters.is_empty() {
        return Ok(());
    }
    let input = LetterInput { case, events, details, letter: letter_details, hand_ins: wishes.hand_ins };
    let desk = Desk::of(input)?;
    let kinds = wishes.letters.iter().filter_map(|id| letter_kind(id));
    for (place, kind) in (1..).zip(kinds) {
        let place: u32 = place;
        let Some(written) = desk.letter(kind) else { continue };
        let document = letter_document(kind, case);
        let name = format!("渠道-{place:02}-{}", kind.zh.replace(['/', ' '], ""));
        package.files.push(match wishes.fonts {
            Some(fonts) => add(files, &format!("{name}.pdf"), &kind.zh, "PDF/A-2u", &mut |out| {
                let printed = pdf::write(&document, &written, fonts, out).map_err(io::Error::other)?;
                add_missing(&mut package.missing, printed.missing);
                Ok(())
            })?,
            None => add(files, &format!("{name}.html"), &kind.zh, "HTML（可打印A4）", &mut |out| {
                html::write(&document, &written, out)
            })?,
        });
    }
    Ok(())
}

fn add_missing(known: &mut BTreeMap<char, u32>, more: BTreeMap<char, u32>) {
    for (character, count) in more {
        *known.entry(character).or_default() += count;
    }
}

/// One edition: as PDF if there are fonts, and as HTML.
fn print(
    dossier: &Dossier<'_>,
    name: &str,
    category: &str,
    fonts: Option<&Fonts>,
    files: &mut dyn PackageFiles,
    package: &mut Package,
) -> io::Result<Vec<FileEntry>> {
    let document = dossier.document();
    let mut written = Vec::new();
    if let Some(fonts) = fonts {
        written.push(add(files, &format!("{name}.pdf"), category, "PDF/A-2u", &mut |out| {
            let printed = pdf::write(&document, dossier, fonts, out).map_err(io::Error::other)?;
            if dossier.edition == Edition::Complete {
                package.pages = printed.pages;
                package.parts = printed.parts;
            }
            add_missing(&mut package.missing, printed.missing);
            Ok(())
        })?);
    }
    written.push(add(files, &format!("{name}.html"), category, "HTML（可打印A4）", &mut |out| {
        html::write(&document, dossier, out)
    })?);
    Ok(written)
}

/// The papers of an edition as plain text, without page numbers.
pub fn write_text(
    case: &Case,
    events: &dyn Events,
    details: &Details,
    edition: Edition,
    out: &mut dyn Write,
) -> io::Result<()> {
    let kept = Kept::new(case, events);
    let facts = Facts::of(case, details, &kept)?;
    let dossier = Dossier::new(case, &facts, details, &kept, &[], edition);
    text::write(&dossier.document(), &dossier, out)
}

/// What the log alone says, as it stands in a bundle: to read on a screen, and as PDF where there are fonts.
pub struct Record<'e> {
    case: &'e Case,
    events: &'e dyn Events,
    kept: Kept<'e>,
    facts: Facts,
    details: Details,
}

impl<'e> Record<'e> {
    /// Reads the events once.
    pub fn of(case: &'e Case, events: &'e dyn Events) -> io::Result<Self> {
        let (kept, details) = (Kept::new(case, events), Details::default());
        let facts = Facts::of(case, &details, &kept)?;
        Ok(Self { case, events, kept, facts, details })
    }

    /// The totals.
    pub fn summary(&self) -> &Summary {
        &self.facts.all
    }

    /// As HTML.
    pub fn write_html(&self, out: &mut dyn Write) -> io::Result<()> {
        let dossier = self.dossier();
        html::write(&dossier.document(), &dossier, out)
    }

    /// As PDF.
    pub fn write_pdf(&self, fonts: &Fonts, out: &mut dyn Write) -> io::Result<()> {
        let dossier = self.dossier();
        pdf::write(&dossier.document(), &dossier, fonts, out).map(|_| ()).map_err(io::Error::other)
    }

    /// The table for a spreadsheet.
    pub fn write_table(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::write(self.case, self.events, out)
    }

    fn dossier(&self) -> Dossier<'_> {
        Dossier::new(self.case, &self.facts, &self.details, &self.kept, &[], Edition::Record)
    }
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
