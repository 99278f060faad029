//! The format is frozen: a bundle of the first version, kept as a file, opens as it did, and one that is written today from
//! the same records holds the same files.

use dunlog_bundle::open;
use std::path::Path;

fn golden() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/bundle/v1.dunlog");
    std::fs::read(path).expect("the golden bundle is part of the repository")
}

#[test]
fn the_golden_bundle_of_the_first_version_is_intact() {
    let checked = open(&golden()).unwrap_or_else(|finding| panic!("{finding:?}"));
    assert!(checked.report.intact, "{:?}", checked.report.findings);
    let groups: Vec<(u64, u64, &str)> =
        checked.report.groups.iter().map(|group| (group.size, group.shown, group.root.as_str())).collect();
    // Computed once, by the version that made the file.
    let roots = [
        (8, 8, "84898be15e7c5a719f8e4da5faa82ba13534221ea838589f27b9353e56258590"),
        (3, 2, "db662ee7e512392eba16d7a0a65fbc49c9fe6871af198b8ff45733842c0300f1"),
    ];
    assert_eq!(groups, roots);
}

#[test]
fn what_is_written_today_holds_the_same_files() {
    let today = dunlog_testkit::bundles::samples::two_phones();
    let (today, golden) = (open(&today), open(&golden()));
    let files = |checked: Result<dunlog_bundle::Checked, _>| {
        checked
            .map(|checked| checked.report.files)
            .unwrap_or_else(|finding: dunlog_bundle::Finding| panic!("{finding:?}"))
    };
    assert_eq!(files(today), files(golden));
}
