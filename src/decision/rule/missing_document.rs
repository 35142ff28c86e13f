//! A document that the policy asks for was not delivered.

use super::facts::{Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::policy::pattern;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P06",
    name: "missing_document",
    title: "a document that the policy asks for is missing",
    authority: "policy, documents.required",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "ask the vendor for the document, or correct documents.required in the policy",
    explanation: "The policy names documents that every delivery has to hold, by patterns of their paths. None fits this one.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let fits = |wanted: &str| facts.delivery.shipment.documents.iter().any(|document| pattern::fits(wanted, &document.path));
    let missing = facts.terms.policy.documents.required.iter().filter(|wanted| !fits(wanted));
    missing.map(|wanted| RULE.finding(format!("no document fits \"{wanted}\""), vec![shipment_site()])).collect()
}
