//! One verdict from everything found.

pub mod account;
pub mod baseline;
pub mod clearance;
pub mod comparison;
pub mod endorsement;
pub mod equipment;
pub mod policy;
pub mod review;
pub mod rule;
pub mod waiver;
pub mod weight;

use std::cmp::Reverse;

use crate::bill::Bill;
use crate::evidence::Evidence;
use crate::evidence::trust::TrustStore;
use crate::intake::{Delivery, Digest, Moment};
use crate::maker::Traces;
use crate::maker::directory::Directory;
use crate::screening::Screening;
use crate::screening::watchlist::Watchlists;
pub use clearance::Clearance;
pub use equipment::Equipment;
pub use policy::Policy;
use rule::{Facts, Phase, RULES, consult_equipment_list};
pub use waiver::Waivers;

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
pub struct Terms {
    pub policy: Policy,
    pub waivers: Waivers,
}

/// The reference data that a decision names and consults; screened with before, never changed here.
#[derive(Clone, Copy)]
pub struct Grounds<'a> {
    pub trust: &'a TrustStore,
    pub makers: &'a Directory,
    pub watchlists: &'a Watchlists,
}

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

impl Effect {
    /// As policies and reports write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Refer => "refer",
            Self::Reject => "reject",
        }
    }
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
    /// What a ministry sends for advice (Japan's 機器等リスト); empty unless a chosen regime asks for it.
    pub equipment: Vec<Equipment>,
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
    pub order: Digest,
    pub waivers: Digest,
    /// Path and digest of every image that was only hashed.
    pub artifacts: Vec<(String, Digest)>,
}

/// Decides: accepts only where no rule refers or rejects *and* the books balance.
///
/// The rules run in three phases: over the case; over what the waivers did; over what the books lack.
pub fn decide(case: &Case, delivery: &Delivery, grounds: Grounds<'_>, terms: &Terms) -> Decision {
    let accounts = account::accounts(case, delivery, &terms.policy);
    let mut facts = Facts::new(case, delivery, grounds, terms, &accounts);
    let found = run(Phase::Case, &facts);
    let (mut findings, uses) = waiver::apply(found, terms, &delivery.order, case.at);
    facts.uses = uses;
    findings.extend(run(Phase::Waivers, &facts));
    let worst = |findings: &[Finding]| findings.iter().map(|finding| finding.effect).max().unwrap_or(Effect::Note);
    let clearance = match worst(&findings) {
        Effect::Note => Clearance::grant(&facts),
        Effect::Refer | Effect::Reject => Err(Vec::new()),
    };
    let verdict = match clearance {
        Ok(clearance) => Verdict::Accept(clearance),
        Err(imbalances) => {
            facts.imbalances = imbalances;
            findings.extend(run(Phase::Books, &facts));
            if worst(&findings) == Effect::Reject { Verdict::Reject } else { Verdict::Refer }
        }
    };
    findings.sort_by(|a, b| (Reverse(a.effect), a.rule, &a.places, &a.what).cmp(&(Reverse(b.effect), b.rule, &b.places, &b.what)));
    let equipment = if consult_equipment_list::applies(&facts) { equipment::list(&facts) } else { Vec::new() };
    Decision { verdict, findings, equipment, inputs: inputs(delivery, grounds, terms) }
}

/// Runs the rules of one phase and gives their findings the effects that the policy chose.
fn run(phase: Phase, facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.phase == phase) {
        let chosen = facts.terms.policy.effect_of(rule);
        findings.extend((rule.check)(facts).into_iter().map(|finding| match chosen {
            Some(effect) => Finding { effect, ..finding },
            None => finding,
        }));
    }
    findings
}

/// What would have to be the same for the same decision.
fn inputs(delivery: &Delivery, grounds: Grounds<'_>, terms: &Terms) -> Inputs {
    let documents = delivery.shipment.documents.iter().chain(&delivery.actual).chain(&delivery.holders);
    Inputs {
        documents: documents.map(|document| (document.path.clone(), document.digest)).collect(),
        policy: terms.policy.digest(),
        watchlists: grounds.watchlists.inputs(),
        makers: grounds.makers.digest(),
        trust: grounds.trust.digest(),
        program: concat!("kenpin ", env!("CARGO_PKG_VERSION")).to_owned(),
        order: written(&delivery.order),
        waivers: written(&terms.waivers),
        artifacts: delivery.artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.digest)).collect(),
    }
}

/// SHA-256 of one of the buyer's files as it counts, however it was laid out.
fn written(file: &impl serde::Serialize) -> Digest {
    Digest::of(toml::to_string(file).unwrap_or_default().as_bytes())
}
