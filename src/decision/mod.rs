//! One verdict from everything found.

pub mod clearance;
pub mod rule;

use crate::bill::Bill;
use crate::evidence::Evidence;
use crate::intake::{Delivery, Digest, Moment};
use crate::maker::Traces;
use crate::screening::Screening;
pub use clearance::Clearance;

/// The whole record of a run.
#[derive(Debug)]
pub struct Case {
    pub at: Moment,
    pub evidence: Evidence,
    pub bills: Vec<Bill>,
    pub traces: Traces,
    pub screenings: Vec<Screening>,
}

/// What the buyer insists on, and what somebody allowed.
#[derive(Clone, Debug, Default)]
pub struct Terms {}

/// May it be accepted?
#[derive(Debug)]
pub enum Verdict {
    Accept(Clearance),
    Refer,
    Reject,
}

/// What a finding does to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    Note,
    Refer,
    Reject,
}

/// One rule and one cause, with every place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `KP-S01`.
    pub rule: &'static str,
    /// `restricted_maker`.
    pub name: &'static str,
    pub effect: Effect,
    /// Without path, time or host, so that two runs say the same.
    pub what: String,
    /// Sorted; never empty: a whole-shipment finding names the shipment's documents or none but the shipment itself.
    pub places: Vec<Site>,
    /// Part, maker, owners, list entry.
    pub path: Vec<Link>,
    pub remedy: String,
    /// The clause of law, or the standard's clause, or the policy's line.
    pub authority: String,
}

/// A place in the shipment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// Path of the document; empty for the shipment as a whole.
    pub document: String,
    pub digest: Option<Digest>,
    /// JSON pointer, XML path or `line 12`; empty for the whole document.
    pub pointer: String,
    /// From 1, where the pointer has one.
    pub line: Option<u32>,
    /// What stands there, for people: a component's name.
    pub label: String,
}

/// One link of the path from a part to a list entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    pub name: String,
    /// Why this link holds: `manufacturer`, `100 % since 2004`, `likeness 1000`.
    pub basis: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    Component,
    Maker,
    Owner,
    Entry,
}

/// The verdict and everything behind it.
#[derive(Debug)]
pub struct Decision {
    pub verdict: Verdict,
    /// Worst first, then by rule and place.
    pub findings: Vec<Finding>,
    pub inputs: Inputs,
}

/// What would have to be the same for the same decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Path and digest of every document.
    pub documents: Vec<(String, Digest)>,
    pub policy: Digest,
    /// List id, edition, digest.
    pub watchlists: Vec<(String, String, Digest)>,
    pub makers: Digest,
    pub trust: Digest,
    /// `kenpin 0.1.0`.
    pub program: String,
}

/// Decides.
pub fn decide(_case: &Case, _delivery: &Delivery, _terms: &Terms) -> Decision {
    let none = Digest::of(&[]);
    let inputs = Inputs { documents: Vec::new(), policy: none, watchlists: Vec::new(), makers: none, trust: none, program: String::new() };
    Decision { verdict: Verdict::Refer, findings: Vec::new(), inputs }
}
