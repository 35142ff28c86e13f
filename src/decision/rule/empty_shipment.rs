//! Nothing was delivered.

use super::facts::{Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-I01",
    name: "empty_shipment",
    title: "the delivery holds no document",
    authority: "docs/ARCHITECTURE, law 4: acceptance rests on at least one document",
    effect: Effect::Refer,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "check the path that was handed in, and ask the vendor for the bill of materials and its signature",
    explanation: "The folder or archive is empty. Nothing wrong was found because nothing was looked at.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let shipment = &facts.delivery.shipment;
    if !shipment.documents.is_empty() {
        return Vec::new();
    }
    vec![RULE.finding("the delivery holds no document", vec![shipment_site()])]
}
