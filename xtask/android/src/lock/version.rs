//! Which of two versions is the higher one, as Gradle sees it.

use std::cmp::Ordering;

/// A version of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version(pub(crate) String);

/// The order of these variants is the rule: `1.0-rc1` < `1.0` < `1.0.1`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part<'v> {
    Word(&'v str),
    End,
    Number(u64),
}

impl Version {
    /// The lowest version that a rule such as `[1.2.0]` or `[1.2, 2)` allows; `None` when it names none.
    pub(crate) fn lowest_of(rule: &str) -> Option<Self> {
        let version = rule.trim_matches(['[', ']', '(', ')']).split(',').next().unwrap_or_default().trim();
        // 9999.0-empty-to-avoid-conflict-with-guava: a file without classes that stands for "none".
        let is_a_version = version.starts_with(|first: char| first.is_ascii_digit());
        (is_a_version && !version.starts_with("9999")).then(|| Self(version.to_owned()))
    }

    fn parts(&self) -> Vec<Part<'_>> {
        let part = |part| str::parse(part).map_or(Part::Word(part), Part::Number);
        self.0.split(['.', '-']).map(part).chain([Part::End]).collect()
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_in_their_order() {
        let ascending =
            ["1.0-alpha02", "1.0-beta01", "1.0-rc1", "1.0", "1.0.0", "1.0.1", "1.2", "1.10-rc1", "1.10", "2"];
        let versions = ascending.map(|text| Version(text.to_owned()));
        assert!(versions.is_sorted());
        assert!(versions.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_lowest_version_of_a_rule() {
        for (rule, lowest) in [
            ("1.2.0", Some("1.2.0")),
            ("[1.2.0]", Some("1.2.0")),
            ("[1.2, 2)", Some("1.2")),
            ("9999.0-empty-to-avoid-conflict-with-guava", None),
            ("", None),
            ("${version}", None),
        ] {
            assert_eq!(Version::lowest_of(rule).map(|version| version.0).as_deref(), lowest, "{rule}");
        }
    }
}
