//! A good signature by somebody whom the buyer does not trust.

use super::facts::Facts;
use super::signatures::rejected;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::evidence::Cause;

pub const RULE: Rule = Rule {
    id: "KP-E03",
    name: "untrusted_signer",
    title: "a document is signed by somebody whom you do not trust",
    authority: "your trust store; RFC 5280, section 6.1",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "find out whether the signer is the vendor; if so, add its certificate authority or key to your trust store, else ask the vendor to sign",
    explanation: "The signature fits the document, but neither the signer's key nor any authority above it is in the buyer's trust store. \
Anybody can make such a signature, in any name: what a certificate says about itself proves nothing. The name that it carries is shown as a \
claim only.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    rejected(facts, &RULE, |cause| cause == Cause::Stranger)
}
