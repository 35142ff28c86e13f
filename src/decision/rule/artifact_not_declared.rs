//! Firmware or an image that nobody declared.

use super::artifact_altered::{base, declared};
use super::facts::{Causes, Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-H05",
    name: "artifact_not_declared",
    title: "delivered firmware or an image is named by no bill and no signed statement",
    authority: "policy; the buyer's --artifact",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "ask the vendor for a bill that states the file's SHA-256, or for a signature over the file",
    explanation: "A file was handed in with --artifact, and its SHA-256 stands in no bill of the delivery and under no signature of somebody \
trusted. Nobody says what it is made of or who made it.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.delivery.artifacts.is_empty() {
        return Vec::new();
    }
    let declared = declared(facts);
    let mut causes = Causes::default();
    for artifact in facts.delivery.artifacts.iter().filter(|artifact| !declared.contains(&artifact.digest)) {
        causes.add(format!("\"{}\" (SHA-256 {}) is declared by nobody", base(&artifact.path), artifact.digest), shipment_site());
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}
