//! Who holds the phone.

use crate::PersonId;
use serde::{Deserialize, Serialize};

/// A person's part in the matter. It decides which conduct limits apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The person whose debt is being collected.
    Debtor,
    /// Anybody else who is called: relative, colleague, wrong number.
    #[serde(alias = "contact")]
    ThirdParty,
}

/// A person of the case, as the user named them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity within this database.
    pub id: PersonId,
    /// The name the user gave; printed in the report.
    pub name: String,
    /// Debtor or third party.
    pub role: Role,
}

impl Role {
    /// The word used in files: `debtor` or `third_party`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Debtor => "debtor",
            Self::ThirdParty => "third_party",
        }
    }

    /// Reads [`Role::id`], and `contact` as another word for a third party.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "debtor" => Some(Self::Debtor),
            "third_party" | "contact" => Some(Self::ThirdParty),
            _ => None,
        }
    }
}
