//! The delivery is larger than what is read.

use super::facts::{Causes, Facts};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding, Site};
use crate::intake::RefusalCause;

pub const RULE: Rule = Rule {
    id: "KP-I03",
    name: "over_budget",
    title: "the delivery is larger than what is read",
    authority: "docs/threat-model: how much of a delivery is read",
    effect: Effect::Refer,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "hand in large images with --artifact, split the delivery, or raise the limits with --max-document and --max-delivery",
    explanation: "The delivery holds more bytes, documents or nested archives than kenpin reads in one run. What is beyond was not looked at, \
so nothing can be accepted.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for refusal in facts.delivery.shipment.refusals.iter().filter(|refusal| refusal.cause == RefusalCause::OverBudget) {
        let site = Site { document: refusal.path.clone(), digest: None, pointer: String::new(), line: None, label: refusal.detail.clone() };
        causes.add("the delivery is larger than what is read", site);
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}
