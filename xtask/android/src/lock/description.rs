//! What a library says of itself, in one form for both kinds of file in which it says it.

use crate::lock::version::Version;

/// A library without its version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Module {
    pub(crate) group: String,
    pub(crate) name: String,
}

/// A library that another one asks for. Without a version, somebody else decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) module: Module,
    pub(crate) version: Option<Version>,
}

/// What a library needs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Description {
    /// What it cannot do without.
    pub(crate) dependencies: Vec<Asked>,
    /// What must be at least this new if it is there at all.
    pub(crate) constraints: Vec<Asked>,
    /// Lists of further constraints.
    pub(crate) platforms: Vec<Asked>,
    /// `jar` or `aar`; `None` when it only points to others.
    pub(crate) file: Option<String>,
}

impl Module {
    pub(crate) fn new(group: &str, name: &str) -> Self {
        Self { group: group.to_owned(), name: name.to_owned() }
    }
}
