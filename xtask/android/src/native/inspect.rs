//! What a built library must be, whoever built it.

use crate::native::abi::Abi;
use crate::native::elf::Elf;
use crate::native::stubs;
use std::fs;
use std::path::Path;
use xtask::run::Outcome;

/// Phones with pages of 16 KiB load nothing that is aligned to less.
const PAGE: u64 = 16 * 1024;

/// All that Java looks for; a test native among them would be found here.
pub(crate) const EXPORTED: [&str; 5] = ["abiVersion", "call", "close", "interrupt", "open"];

/// What Android 6 lacks and the standard library knows to do without.
const WEAK: [&str; 1] = ["getrandom"];

/// Reads the library and names everything that is not as it should be.
pub(crate) fn library(path: &Path, abi: Abi) -> Outcome {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let elf = Elf::parse(&bytes).ok_or_else(|| format!("{}: not a shared library", path.display()))?;
    let faults = faults(&elf)?;
    if faults.is_empty() {
        println!("ok: {} is as it should be ({} system functions used)", abi.name(), elf.undefined.len());
        return Ok(());
    }
    Err(format!("{}: {}", abi.name(), faults.join("; ")))
}

/// The same for a library that is packed already.
pub(crate) fn bytes(library: &[u8]) -> Outcome {
    let faults = faults(&Elf::parse(library).ok_or("not a shared library")?)?;
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}

/// What every library must be, also one of others.
pub(crate) fn pages(library: &[u8]) -> Outcome {
    let elf = Elf::parse(library).ok_or("not a shared library")?;
    match elf.loads.iter().all(|load| load.alignment >= PAGE) {
        true => Ok(()),
        false => Err("not aligned to pages of 16 KiB".to_owned()),
    }
}

fn faults(elf: &Elf) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    let mut fault = |is: bool, words: String| {
        if is {
            faults.push(words);
        }
    };
    fault(elf.loads.iter().any(|load| load.alignment < PAGE), "not aligned to pages of 16 KiB".to_owned());
    fault(
        elf.loads.iter().any(|load| load.is_writable && load.is_executable),
        "memory is writable and executable".to_owned(),
    );
    fault(elf.has_text_relocations, "has text relocations".to_owned());
    fault(elf.has_run_path, "looks for libraries in folders of its own".to_owned());
    fault(elf.has_tls, "has linker's thread-local storage, which Android has since API 29".to_owned());
    let expected = EXPORTED.map(|name| format!("Java_org_dunlog_core_nativelib_NativeCore_{name}"));
    fault(!elf.exported.iter().eq(&expected), format!("exports {:?}", elf.exported));
    let allowed = stubs::LIBRARIES.map(|library| format!("lib{library}.so"));
    let foreign: Vec<&String> = elf.needed.iter().filter(|library| !allowed.contains(library)).collect();
    fault(!foreign.is_empty(), format!("needs {foreign:?}"));
    let known = stubs::exported()?;
    let missing: Vec<&String> = elf
        .undefined
        .iter()
        .chain(&elf.weak)
        .filter(|name| !known.contains(*name) && !WEAK.contains(&name.as_str()))
        .collect();
    fault(!missing.is_empty(), format!("Android 6 has no {missing:?}"));
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::elf::Load;

    fn good() -> Elf {
        Elf {
            loads: vec![Load { alignment: PAGE, is_writable: false, is_executable: true }],
            needed: ["libc.so", "liblog.so"].map(str::to_owned).into(),
            exported: EXPORTED.map(|name| format!("Java_org_dunlog_core_nativelib_NativeCore_{name}")).into(),
            undefined: ["memcpy", "__android_log_write"].map(str::to_owned).into(),
            weak: WEAK.map(str::to_owned).into(),
            ..Elf::default()
        }
    }

    #[test]
    fn a_good_library_has_no_faults() {
        assert_eq!(faults(&good()), Ok(Vec::new()));
    }

    #[test]
    fn each_fault_is_named() {
        type Spoil = fn(&mut Elf);
        let spoil: [(Spoil, &str); 8] = [
            (|elf| elf.loads[0].alignment = 4096, "16 KiB"),
            (|elf| elf.loads[0].is_writable = true, "writable and executable"),
            (|elf| elf.has_text_relocations = true, "text relocations"),
            (|elf| elf.has_run_path = true, "folders of its own"),
            (|elf| elf.has_tls = true, "thread-local"),
            (|elf| elf.exported.extend(["sqlite3_open".to_owned()]), "sqlite3_open"),
            (|elf| elf.needed.extend(["libc++_shared.so".to_owned()]), "libc++_shared.so"),
            (|elf| elf.undefined.extend(["aligned_alloc".to_owned()]), "aligned_alloc"),
        ];
        for (spoil, words) in spoil {
            let mut elf = good();
            spoil(&mut elf);
            let faults = faults(&elf).unwrap();
            assert!(faults.len() == 1 && faults[0].contains(words), "{faults:?}");
        }
    }

    #[test]
    fn a_test_native_is_found() {
        let mut elf = good();
        elf.exported.insert("Java_org_dunlog_core_nativelib_NativeCore_panicForTest".to_owned());
        assert_eq!(faults(&elf).unwrap().len(), 1);
    }
}
