//! Which decisions of the buyer's people count only once two of them have made the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the buyer's people decide in the portal. No verdict depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Decisions {
    /// Decisions that count only once a second person has made the same one on the same verdict. Where `accepted` stands here,
    /// `conditional` counts as named too: it accepts.
    pub two_people: Vec<Decided>,
}

impl Decisions {
    pub(super) fn ask_nothing(&self) -> bool {
        self.two_people.is_empty()
    }
}

/// A decision on a delivery, as the portal names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decided {
    Accepted,
    Conditional,
    Referred,
    Rejected,
}

impl Decided {
    /// `accepted`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Conditional => "conditional",
            Self::Referred => "referred",
            Self::Rejected => "rejected",
        }
    }
}
