//! A document is not the one that was signed.

use super::facts::Facts;
use super::signatures::rejected;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::evidence::Cause;

pub const RULE: Rule = Rule {
    id: "KP-E02",
    name: "altered_document",
    title: "a document is not the one that was signed",
    authority: "RFC 5652, section 5.4; DSSE v1.0.2, protocol.md, step 3; by form of signature",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "get the document and its signature again from the vendor, by another way; do not use what it describes until they agree",
    explanation: "The signature was made over other bytes than those of the document that lies beside it. Somebody changed the document after \
it was signed, or the two do not belong together. Either way the vendor's word does not stand for what was delivered.\n\n\
It rejects by its nature: a policy can lower it to refer at most.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    rejected(facts, &RULE, |cause| cause == Cause::Altered)
}
