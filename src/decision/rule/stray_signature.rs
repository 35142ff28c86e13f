//! A signature over nothing that was delivered.

use super::facts::Facts;
use super::signatures::{rejected, undetermined};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::evidence::Cause;

pub const RULE: Rule = Rule {
    id: "KP-E07",
    name: "stray_signature",
    title: "a signature covers no document of the delivery",
    authority: "in-toto Attestation Framework, v1, ResourceDescriptor: subjects are matched by digest alone",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "deliver what was signed beside its signature, under the name that the signature's file has, or leave the signature out",
    explanation: "A detached signature stands beside nothing, or a signed statement names digests that no delivered document has. What it was \
made for is missing, or was changed so that it is no longer the same document.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = rejected(facts, &RULE, |cause| cause == Cause::CoversNothing);
    findings.extend(undetermined(facts, &RULE, |cause| cause == Cause::CoversNothing));
    findings
}
