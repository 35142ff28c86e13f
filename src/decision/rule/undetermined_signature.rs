//! A signature of which nobody could tell whether it is good.

use super::facts::Facts;
use super::signatures::{rejected, undetermined};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::evidence::Cause;

pub const RULE: Rule = Rule {
    id: "KP-E05",
    name: "undetermined_signature",
    title: "it could not be told whether a signature is good",
    authority: "by form of signature; docs/signatures",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "as the finding says: add trust for this signer, or have the vendor sign in a form that kenpin reads",
    explanation: "The document carries a signature, but it could not be checked to the end: a form or feature that is recognised and not \
supported, or no trust was given that could decide. That is neither good nor bad, so somebody has to look; it is never skipped silently.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = undetermined(facts, &RULE, |cause| cause != Cause::CoversNothing);
    findings.extend(rejected(facts, &RULE, |cause| cause == Cause::NotSupported));
    findings
}
