//! ZIP archives with the same bytes for the same content: names in order, no clock.

use crate::steps::files_below;
use std::fs;
use std::io::Write;
use std::path::Path;
use xtask::run::Outcome;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// How an entry lies in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Deflated,
    /// As it is, beginning at a multiple of this many bytes, so that it can be mapped into memory.
    Stored(u16),
}

/// An archive that is being written.
pub(crate) struct Archive {
    writer: ZipWriter<fs::File>,
    name: String,
}

impl Archive {
    pub(crate) fn create(path: &Path) -> Result<Self, String> {
        let name = path.display().to_string();
        let file = fs::File::create(path).map_err(|error| format!("{name}: {error}"))?;
        Ok(Self { writer: ZipWriter::new(file), name })
    }

    pub(crate) fn put(&mut self, entry: &str, bytes: &[u8], packing: Packing) -> Outcome {
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        let options = match packing {
            Packing::Deflated => options.compression_method(CompressionMethod::Deflated),
            Packing::Stored(alignment) => {
                options.compression_method(CompressionMethod::Stored).with_alignment(alignment)
            }
        };
        self.writer
            .start_file(entry, options)
            .map_err(|error| error.to_string())
            .and_then(|()| self.writer.write_all(bytes).map_err(|error| error.to_string()))
            .map_err(|error| format!("{}: {entry}: {error}", self.name))
    }

    pub(crate) fn finish(self) -> Outcome {
        self.writer.finish().map(drop).map_err(|error| format!("{}: {error}", self.name))
    }
}

/// All files below a folder as a jar.
pub(crate) fn jar(folder: &Path, to: &Path) -> Outcome {
    let mut archive = Archive::create(to)?;
    for file in files_below(folder)? {
        let name = file.strip_prefix(folder).map_err(|error| error.to_string())?;
        let name = name.to_str().ok_or("a class has a name that is not UTF-8")?;
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        archive.put(name, &bytes, Packing::Deflated)?;
    }
    archive.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(path: &Path) -> Vec<u8> {
        let mut archive = Archive::create(path).unwrap();
        archive.put("a.txt", b"some words", Packing::Deflated).unwrap();
        archive.put("lib/b.so", &[7; 100], Packing::Stored(16384)).unwrap();
        archive.put("c.arsc", &[8; 3], Packing::Stored(4)).unwrap();
        archive.finish().unwrap();
        fs::read(path).unwrap()
    }

    #[test]
    fn stored_entries_begin_where_they_must() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.zip");
        written(&path);
        let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        for (name, alignment) in [("lib/b.so", 16384), ("c.arsc", 4)] {
            assert_eq!(zip.by_name(name).unwrap().data_start().unwrap() % alignment, 0, "{name}");
        }
    }

    #[test]
    fn the_same_content_makes_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(written(&folder.path().join("x")), written(&folder.path().join("y")));
    }
}
