//! A signature was checked and is bad.

use super::facts::Facts;
use super::signatures::rejected;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::evidence::Cause;

pub const RULE: Rule = Rule {
    id: "KP-E04",
    name: "rejected_signature",
    title: "a signature was checked and is bad",
    authority: "RFC 5652, section 5; RFC 5280, section 6.1; by form of signature",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "have the vendor sign again, with a certificate that is valid and an algorithm that still holds",
    explanation: "The signature, or a certificate above it, was revoked or out of its time at the moment of the decision, uses a hash or key \
that is too weak, or is not well formed. A time that only the signer claims does not help; a timestamp by a trusted authority does.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    rejected(facts, &RULE, |cause| match cause {
        Cause::OutOfTime | Cause::Revoked | Cause::Weak | Cause::Malformed => true,
        Cause::Altered | Cause::Stranger | Cause::NotForThis | Cause::CoversNothing | Cause::NotSupported => false,
    })
}
