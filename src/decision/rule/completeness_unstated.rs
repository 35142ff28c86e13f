//! A bill does not say whether it lists everything.

use super::facts::{Facts, bill_site};
use super::unsupported_format::is_unsupported;
use super::{Phase, Rule};
use crate::bill::{Bill, Completeness, FORMATS};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-B05",
    name: "completeness_unstated",
    title: "a bill does not say whether it is complete",
    authority: "CycloneDX 1.3 and later, compositions[].aggregate",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "ask the vendor to state `compositions` with aggregate \"complete\"; a policy may refer: effects.\"KP-B05\" = \"refer\"",
    explanation: "The bill lists parts without saying that these are all. Most generators leave this out, so it is noted and does not stop \
the delivery.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let bills = facts.case.bills.iter().filter(|bill| bill.contents.completeness == Completeness::Unknown && can_state(bill));
    let mut places: Vec<_> = bills.map(bill_site).collect();
    places.sort();
    if places.is_empty() { Vec::new() } else { vec![RULE.finding("the bill does not say whether it lists everything", places)] }
}

/// Inventories and certificates have no place for it, nor has a format that is not read.
fn can_state(bill: &Bill) -> bool {
    FORMATS.iter().any(|format| format.name == bill.format) && !is_unsupported(bill)
}
