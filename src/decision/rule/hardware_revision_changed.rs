//! A part has another revision or firmware version than declared.

use super::hardware_changed::{findings, is_revision};
use super::{Facts, Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-H02",
    name: "hardware_revision_changed",
    title: "a part has another revision than was declared",
    authority: "TCG Platform Certificate Profile, verification of components; the buyer's inventory",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "ask the vendor whether the revision was changed on purpose; a policy that expects updates may lower this rule to a note",
    explanation: "Maker, model and serial number of the part are as declared; its revision or firmware version, or the machine's version, is \
not. Firmware is often updated between the certificate and the delivery, so that this refers and does not reject.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    findings(facts, &RULE, is_revision)
}
