//! Laws and directions that restrict suppliers, as data: who, what, since when, what follows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shipped::REGIMES;
use crate::intake::Day;
use crate::maker::ownership::Grounds;

/// One law.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// `us-ndaa-889-a1a`.
    pub id: String,
    pub title: String,
    pub authority: String,
    /// To the clause.
    pub citation: String,
    /// First day in force, `YYYY-MM-DD`.
    #[schemars(with = "String")]
    pub from: Day,
    /// Last day; absent: still, or nobody knows.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub to: Option<Day>,
    pub kind: RegimeKind,
    /// Ids of the watchlists that it draws on; none where it names nobody.
    pub lists: Vec<String>,
    /// Whom it binds, and to what.
    pub binds: String,
    /// In words, which owned parties it reaches.
    pub affiliates: String,
    /// Ids of categories; none: every category, or as each entry says.
    #[serde(default)]
    pub categories: Vec<String>,
    #[serde(default)]
    pub purposes: Vec<String>,
    /// What has to be reported when something is found.
    #[serde(default)]
    pub reporting: Option<Reporting>,
    #[serde(default)]
    pub milestone: Vec<Milestone>,
    #[serde(default)]
    pub note: Option<String>,
    pub sources: Vec<String>,
    pub confidence: Grounds,
}

/// What follows from a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RegimeKind {
    /// Must not be bought.
    Reject,
    /// Names nobody: an authority is asked about the equipment list.
    Consult,
    /// A signal.
    Advise,
}

/// A duty to report.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// Business days to the first report.
    pub first_business_days: u16,
    /// Business days to the further one.
    pub further_business_days: u16,
    pub citation: String,
}

/// A day by which something has to be done.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    pub what: String,
    /// `YYYY-MM-DD`.
    #[schemars(with = "String")]
    pub by: Day,
}

/// A regime file that ships is damaged; only a test can see it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this regime cannot be read\n  where: {path}\n  cause: {cause}\n  fix:   install the program again")]
pub struct RegimeFault {
    pub path: String,
    pub cause: String,
}

/// Every law that ships, by id.
///
/// # Errors
/// None in a released program: a test reads them.
pub fn shipped() -> Result<Vec<Regime>, RegimeFault> {
    let read = |(path, text): &(&str, &str)| {
        toml::from_str(text).map_err(|error| RegimeFault { path: (*path).to_owned(), cause: error.to_string() })
    };
    REGIMES.iter().map(read).collect()
}

impl Regime {
    /// Whether it is in force on that day.
    pub fn in_force(&self, at: Day) -> bool {
        self.from <= at && !self.is_over(at)
    }

    /// Whether its last day has passed.
    pub fn is_over(&self, at: Day) -> bool {
        self.to.is_some_and(|to| to < at)
    }
}
