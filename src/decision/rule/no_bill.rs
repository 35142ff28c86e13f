//! Nothing that was delivered is a bill of materials.

use super::facts::{Facts, document_site};
use super::{Phase, Rule};
use crate::bill::Standpoint;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-B08",
    name: "no_bill",
    title: "the delivery holds no bill of materials",
    authority: "docs/ARCHITECTURE, law 4: acceptance rests on at least one bill",
    effect: Effect::Refer,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "ask the vendor for a bill of materials, CycloneDX or SPDX, and its signature",
    explanation: "There are documents, but none of them says what the product is made of. Nothing was screened, so nothing can be accepted.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let promised = facts.case.bills.iter().any(|bill| bill.standpoint == Standpoint::Promised);
    let documents = &facts.delivery.shipment.documents;
    if promised || documents.is_empty() {
        return Vec::new();
    }
    vec![RULE.finding("no document of the delivery is a bill of materials", documents.iter().map(document_site).collect())]
}
