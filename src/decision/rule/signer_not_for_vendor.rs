//! A trusted signer signed something that it may not vouch for.

use super::facts::{Causes, Facts, bill_site};
use super::signatures::rejected;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::evidence::{Cause, Standing};
use crate::maker::name::Name;
use crate::maker::{Basis, Mention};

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
    for (index, bill) in facts.case.bills.iter().enumerate() {
        let vendor = vendor(facts, index);
        for attestation in bill.attested_by.iter().filter_map(|index| facts.case.evidence.attestations.get(*index)) {
            let Standing::Verified(proof) = &attestation.standing else { continue };
            let Some(bound) = proof.vouches_for() else { continue };
            let (whose, speaks) = match &vendor {
                Vendor::Ordered(vendor) => (format!("\"{vendor}\" of the order"), bound == *vendor),
                Vendor::Stated(makers) => (
                    format!("\"{}\", which the bill names as the maker (no order names a vendor)", makers.join("\" or \"")),
                    makers.iter().any(|maker| Name::of(maker).core() == Name::of(bound).core()),
                ),
                Vendor::Unknown => continue,
            };
            if !speaks {
                causes.add(format!("\"{}\" vouches for \"{bound}\", not for {whose}", proof.signer()), bill_site(bill));
            }
        }
    }
    let mut findings = rejected(facts, &RULE, |cause| cause == Cause::NotForThis);
    findings.extend(causes.into_iter().map(|(what, places)| RULE.finding(what, places)));
    findings
}

/// Whose product a bill describes.
enum Vendor<'a> {
    /// The order says it.
    Ordered(&'a str),
    /// Only the bill does: everybody whom it names at its subject.
    Stated(Vec<&'a str>),
    Unknown,
}

fn vendor<'a>(facts: &Facts<'a>, bill: usize) -> Vendor<'a> {
    if let Some(vendor) = facts.delivery.order.vendor.as_deref() {
        return Vendor::Ordered(vendor);
    }
    let subjects = facts.parts().filter(|part| part.index == bill && facts.is_subject(*part));
    let stated = |mention: &&'a Mention| matches!(mention.basis, Basis::Claim(_));
    let makers: Vec<&str> = subjects
        .filter_map(|part| facts.trace(part))
        .flat_map(|(_, trace)| trace.mentions.iter().filter(stated).map(|mention| mention.text.as_str()))
        .collect();
    if makers.is_empty() { Vendor::Unknown } else { Vendor::Stated(makers) }
}
