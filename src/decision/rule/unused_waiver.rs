//! A waiver that nothing of this delivery fits.

use super::facts::{Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::waiver::Fate;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P04",
    name: "unused_waiver",
    title: "a waiver fits nothing in this delivery",
    authority: "the waiver that it names",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Waivers,
    remedy: "check its rule, component, maker, entries, vendor and contract; they have to be met exactly. Take it out if it is no longer needed",
    explanation: "A waiver was handed in that no finding of this delivery fits. It may belong to another order; or it names an entry, a \
component or a contract slightly differently and was meant to fit. A waiver for a finding on list entries has to name every one of them.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let unused = facts.uses.iter().filter(|used| used.fate == Fate::Unused).map(|used| &used.waiver);
    let said = facts.reviewed();
    let idle = facts.terms.waivers.reviews.iter().enumerate().filter(|(index, _)| !said.iter().any(|(review, ..)| review == index));
    let unused = unused.map(|waiver| format!("waiver \"{}\" for {} fits nothing here", waiver.id, waiver.rule));
    let idle = idle.map(|(_, review)| format!("review \"{}\" of \"{}\" fits nothing here", review.id, review.maker));
    unused.chain(idle).map(|what| RULE.finding(what, vec![shipment_site()])).collect()
}
