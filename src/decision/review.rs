//! A reviewed doubt: somebody looked at a maker whose name is like a listed one, and found that it is another party.
//!
//! It stays settled across deliveries until the entry changes. It speaks of names only: a maker that surely is the listed party, or
//! belongs to it, is not touched by it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endorsement::{self, REVIEW_TYPE};
use super::policy::Permissions;
use super::policy::reading::PolicyFault;
use crate::intake::{Day, Digest};
use crate::maker::Mention;
use crate::screening::watchlist::Watchlists;
use crate::screening::{Certainty, Hit};

/// One review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The buyer's own number for it.
    pub id: String,
    /// The maker, exactly as the finding names it.
    pub maker: String,
    /// The entries that it is not.
    pub entries: Vec<Reviewed>,
    /// Why it is another party.
    pub reason: String,
    pub reviewed_by: String,
    /// The day of the review, UTC.
    #[schemars(with = "String")]
    pub on: Day,
    /// The reviewer's signature in base64, where the policy asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// An entry as it was at the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// `list/entry`.
    pub entry: String,
    /// The list's edition, for people; a new edition that leaves the entry as it was changes nothing.
    #[schemars(with = "String")]
    pub edition: Day,
    /// SHA-256 of what the entry says, as `kenpin waiver settle` writes it.
    pub sha256: String,
}

/// What a review says about a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Another party.
    Another,
    /// Nothing any more: the entry is no longer what was reviewed.
    Outdated,
}

impl Review {
    /// # Errors
    /// A review without words, or with a digest that is none.
    pub fn check(&self) -> Result<(), PolicyFault> {
        let fault = |problem| Err(PolicyFault::Review { id: self.id.clone(), problem });
        if [&self.id, &self.maker, &self.reason, &self.reviewed_by].into_iter().any(|text| text.trim().is_empty()) {
            return fault("id, maker, reason and reviewed_by may not be empty");
        }
        if self.entries.is_empty() {
            return fault("name the entries that the maker is not");
        }
        if self.entries.iter().any(|reviewed| Digest::parse(&reviewed.sha256).is_none()) {
            return fault("a sha256 is 64 hexadecimal digits; `kenpin waiver settle` writes it");
        }
        Ok(())
    }

    /// What it says about a hit by this mention; `None`: nothing.
    pub fn says(&self, hit: &Hit, mention: &Mention, lists: &Watchlists) -> Option<Says> {
        if hit.certainty != Certainty::NameUncertain || mention.text != self.maker {
            return None;
        }
        let named = format!("{}/{}", hit.edition.list, hit.entry);
        let reviewed = self.entries.iter().find(|reviewed| reviewed.entry == named)?;
        let entry = lists.list(&hit.edition.list)?.entry(&hit.entry)?;
        let same = entry.digest().to_string() == reviewed.sha256.to_lowercase();
        Some(if same { Says::Another } else { Says::Outdated })
    }

    /// Whether it counts under the policy.
    ///
    /// # Errors
    /// Why it does not, for a report.
    pub fn endorsed(&self, permissions: &Permissions) -> Result<(), String> {
        endorsement::check(&self.reviewed_by, &self.message(), self.signature.as_deref(), permissions)
    }

    /// What its reviewer signs.
    pub fn message(&self) -> Vec<u8> {
        endorsement::message(REVIEW_TYPE, &Self { signature: None, ..self.clone() })
    }
}
