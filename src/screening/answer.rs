//! The answer to one question, in the shape that is promised to scripts.

use serde::Serialize;

use super::query::Query;
use super::{Certainty, Force, Hit, HitRelation};
use crate::intake::Day;

/// What a question comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Clear,
    Possible,
    Unscreened,
    Listed,
}

/// One line of output.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    pub input: Query,
    pub outcome: Verdict,
    /// In one sentence.
    pub why: String,
    pub hits: Vec<Line>,
}

/// One entry that the question hits.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub list: String,
    pub edition: String,
    pub entry: String,
    pub party: String,
    /// `itself`, `owner`.
    pub relation: &'static str,
    /// `certain`, `name-uncertain`, `unsourced`, `about-only`.
    pub certainty: &'static str,
    pub likeness: u16,
    pub reasons: Vec<String>,
    /// From the party in question up to the listed one; empty where it is the party itself.
    pub owners: Vec<Owner>,
    /// `in-force`, `not-yet`, `ended`.
    pub force: &'static str,
    /// The first day in force; for an ended listing the last.
    pub day: String,
    pub authority: String,
}

/// One step up.
#[derive(Clone, Debug, Serialize)]
pub struct Owner {
    pub owner: String,
    pub by: String,
}

impl Answer {
    /// Nothing could be told, and why.
    pub fn unscreened(query: &Query, why: String) -> Self {
        Self { input: query.clone(), outcome: Verdict::Unscreened, why, hits: Vec::new() }
    }

    /// On none of so many lists; `later`: the day from which it will be.
    pub fn clear(query: &Query, lists: usize, later: Option<Day>) -> Self {
        let lists = if lists == 1 { "the list".to_owned() } else { format!("any of {lists} lists") };
        let why = later.map_or_else(|| format!("not on {lists}"), |day| format!("not yet on {lists}: listed from {day} on"));
        Self { input: query.clone(), outcome: Verdict::Clear, why, hits: Vec::new() }
    }

    /// The worst hit gives the reason.
    pub fn hits(query: &Query, outcome: Verdict, hits: &[Hit]) -> Self {
        let why = hits.first().map_or_else(String::new, |hit| {
            let reason = hit.reasons.first().map_or("", String::as_str);
            match &hit.relation {
                HitRelation::Itself => format!("{} on {}: {reason}", hit.party, hit.edition.list),
                HitRelation::Owner { .. } => format!("owned by or affiliated to {} on {}: {reason}", hit.party, hit.edition.list),
            }
        });
        Self { input: query.clone(), outcome, why, hits: hits.iter().map(Line::from).collect() }
    }
}

impl From<&Hit> for Line {
    fn from(hit: &Hit) -> Self {
        let (relation, owners) = match &hit.relation {
            HitRelation::Itself => ("itself", Vec::new()),
            HitRelation::Owner { path } => {
                ("owner", path.iter().map(|step| Owner { owner: step.owner.clone(), by: step.by.clone() }).collect())
            }
        };
        let certainty = match hit.certainty {
            Certainty::Certain => "certain",
            Certainty::NameUncertain => "name-uncertain",
            Certainty::Unsourced => "unsourced",
            Certainty::AboutOnly => "about-only",
        };
        let (force, day) = match hit.force {
            Force::InForce { from } => ("in-force", from),
            Force::NotYet { from } => ("not-yet", from),
            Force::Ended { to } => ("ended", to),
        };
        Self {
            list: hit.edition.list.clone(),
            edition: hit.edition.edition.to_string(),
            entry: hit.entry.clone(),
            party: hit.party.clone(),
            relation,
            certainty,
            likeness: hit.likeness,
            reasons: hit.reasons.clone(),
            owners,
            force,
            day: day.to_string(),
            authority: hit.authority.clone(),
        }
    }
}
