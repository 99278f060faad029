//! What the page says above the records, as data.

use crate::beijing;
use dunlog_bundle::{BundleHead, Checked, Code, FileEntry, Finding, GroupReport, MAX_FINDINGS};
use serde::Serialize;

/// Positions that are named in one finding; more of them would say nothing more.
const NAMED: usize = 12;

#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    verdict: Verdict,
    /// What is wrong, equal things together.
    findings: Vec<Fault<'a>>,
    /// True when there are more findings than the checker counts.
    uncounted: bool,
    files_intact: bool,
    records_proven: bool,
    head: Option<&'a BundleHead>,
    exported: Option<String>,
    groups: Vec<Group<'a>>,
    records: u64,
    files: &'a [FileEntry],
}

/// One of four, each with its own word and shape on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// As it was exported, to the last byte.
    Intact,
    /// The content is signed and proven; only the packing is another.
    Repacked,
    /// Something of the content is not as it was signed.
    Changed,
    /// Not a bundle, or one that cannot be taken apart.
    Refused,
}

/// Findings of one kind at one place.
#[derive(Serialize)]
struct Fault<'a> {
    code: Code,
    file: Option<&'a str>,
    group: Option<usize>,
    count: usize,
    seqs: Vec<u64>,
}

/// One log, with its times as text.
#[derive(Serialize)]
struct Group<'a> {
    #[serde(flatten)]
    report: &'a GroupReport,
    first: Option<String>,
    last: Option<String>,
    first_recorded: Option<String>,
    last_recorded: Option<String>,
    /// True when the bundle is signed with the key of this log.
    signs: bool,
    /// The signed checkpoint, word for word.
    note: &'a str,
    verifier_key: &'a str,
    /// Sizes and roots of earlier states that this log is proven to begin with.
    earlier: Vec<(u64, &'a str)>,
}

impl<'a> Answer<'a> {
    pub(crate) fn of(opened: &'a Result<Checked, Finding>) -> Self {
        match opened {
            Ok(checked) => Self::checked(checked),
            Err(finding) => Self {
                verdict: Verdict::Refused,
                findings: faults(std::slice::from_ref(finding)),
                uncounted: false,
                files_intact: false,
                records_proven: false,
                head: None,
                exported: None,
                groups: Vec::new(),
                records: 0,
                files: &[],
            },
        }
    }

    fn checked(checked: &'a Checked) -> Self {
        let report = &checked.report;
        let head = report.head.as_ref();
        let groups = report.groups.iter().zip(&checked.groups).map(|(report, group)| Group {
            report,
            first: report.first_ms.and_then(beijing::time),
            last: report.last_ms.and_then(beijing::time),
            first_recorded: report.first_recorded_ms.and_then(beijing::time),
            last_recorded: report.last_recorded_ms.and_then(beijing::time),
            signs: head.is_some_and(|head| head.log == report.log && head.key == report.key),
            note: &group.note,
            verifier_key: &group.head.verifier_key,
            earlier: group.head.earlier.iter().map(|then| (then.size, then.root.as_str())).collect(),
        });
        Self {
            verdict: verdict(checked),
            findings: faults(&report.findings),
            uncounted: report.findings.len() >= MAX_FINDINGS,
            files_intact: report.files_intact,
            records_proven: report.records_proven,
            head,
            exported: head.and_then(|head| beijing::time(head.exported_ms)),
            groups: groups.collect(),
            records: report.records,
            files: &report.files,
        }
    }
}

pub(crate) fn verdict(checked: &Checked) -> Verdict {
    let report = &checked.report;
    let is_packing = |finding: &Finding| finding.code == Code::ContainerChanged;
    if report.intact {
        Verdict::Intact
    } else if report.files_intact && report.records_proven && report.findings.iter().all(is_packing) {
        Verdict::Repacked
    } else {
        Verdict::Changed
    }
}

/// A hundred changed records are one fault with a count, in the order in which the first of each was found.
fn faults(findings: &[Finding]) -> Vec<Fault<'_>> {
    let mut faults: Vec<Fault<'_>> = Vec::new();
    for finding in findings {
        let place = (finding.code, finding.file.as_deref(), finding.group);
        let known = faults.iter_mut().find(|fault| (fault.code, fault.file, fault.group) == place);
        let fault = match known {
            Some(fault) => fault,
            None => {
                let (code, file, group) = place;
                faults.push_mut(Fault { code, file, group, count: 0, seqs: Vec::new() })
            }
        };
        fault.count += 1;
        if fault.seqs.len() < NAMED {
            fault.seqs.extend(finding.seq);
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_findings_are_one_fault_with_a_count() {
        let at = |seq| Finding { code: Code::RecordChanged, file: None, group: Some(0), seq: Some(seq) };
        let file = |name: &str| Finding {
            code: Code::FileChanged,
            file: Some(name.to_owned()),
            group: None,
            seq: None,
        };
        let findings: Vec<Finding> =
            [file("a")].into_iter().chain((0..40).map(at)).chain([file("b"), file("a")]).collect();
        let faults: Vec<_> =
            faults(&findings).into_iter().map(|fault| (fault.file, fault.count, fault.seqs.len())).collect();
        assert_eq!(faults, [(Some("a"), 2, 0), (None, 40, NAMED), (Some("b"), 1, 0)]);
    }
}
