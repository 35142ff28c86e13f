//! No rule complained, and yet not everything is accounted for.

use super::facts::{Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-X01",
    name: "unbalanced_books",
    title: "not everything delivered is accounted for",
    authority: "docs/ARCHITECTURE, law 4: acceptance is built, never defaulted",
    effect: Effect::Refer,
    floor: Effect::Refer,
    phase: Phase::Books,
    remedy: "look at what the finding names; if the policy lowered a rule, set the thing aside or waive it instead",
    explanation: "Two keys turn for an acceptance: no rule refers or rejects, and the books balance. Every document has to be a bill, a \
signature, an opened archive, a named artifact, or set aside by the policy; every component screened; every screening clear, advised, waived or \
set aside; and there has to be at least one document, one bill, one component and one list. Here no rule complained, usually because the \
policy lowered one, but something is left over. It cannot be accepted by leaving it out.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let told = facts.imbalances.iter().map(|imbalance| {
        let places = if imbalance.places.is_empty() { vec![shipment_site()] } else { imbalance.places.clone() };
        RULE.finding(imbalance.lack.words(), places)
    });
    told.collect()
}
