//! A bill says that it leaves something out.

use super::facts::{Facts, bill_site};
use super::{Phase, Rule};
use crate::bill::Completeness;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-B04",
    name: "incomplete_bill",
    title: "a bill says that it is not complete",
    authority: "CycloneDX 1.3 and later, compositions[].aggregate; SPDX 3, element collections",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "ask the vendor what is left out and why; a policy may refer: effects.\"KP-B04\" = \"refer\"",
    explanation: "The bill itself says that something is left out. An honest statement should not be punished more than silence, so it is \
noted; a buyer who needs complete bills raises the effect in the policy.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut places: Vec<_> =
        facts.case.bills.iter().filter(|bill| bill.contents.completeness == Completeness::Incomplete).map(bill_site).collect();
    places.sort();
    if places.is_empty() { Vec::new() } else { vec![RULE.finding("the bill says that something is left out", places)] }
}
