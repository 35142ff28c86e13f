//! A trusted signer signed something that it may not vouch for.

use super::facts::{Causes, Facts, bill_site};
use super::signatures::rejected;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::evidence::{Cause, Standing};

pub const RULE: Rule = Rule {
    id: "KP-E06",
    name: "signer_not_for_vendor",
    title: "a signer may not vouch for this vendor or document",
    authority: "your trust store: what each signer may vouch for; the order's vendor",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor of the order sign, or correct the order's vendor or the signer's binding in the trust store",
    explanation: "The trust store says for whom each signer may speak. This signature is good, but its signer is bound to another vendor than \
the order's, or not allowed for this kind of document: a competitor's signature, however good, says nothing about this delivery.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    if let Some(vendor) = facts.delivery.order.vendor.as_deref() {
        for bill in &facts.case.bills {
            for attestation in bill.attested_by.iter().filter_map(|index| facts.case.evidence.attestations.get(*index)) {
                let Standing::Verified(proof) = &attestation.standing else { continue };
                if let Some(other) = proof.vouches_for().filter(|bound| *bound != vendor) {
                    let what = format!("\"{}\" vouches for \"{other}\", not for \"{vendor}\" of the order", proof.signer());
                    causes.add(what, bill_site(bill));
                }
            }
        }
    }
    let mut findings = rejected(facts, &RULE, |cause| cause == Cause::NotForThis);
    findings.extend(causes.into_iter().map(|(what, places)| RULE.finding(what, places)));
    findings
}
