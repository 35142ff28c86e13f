//! The platform certificate was made for another machine's TPM.

use super::facts::{Facts, bill_site};
use super::{Phase, Rule};
use crate::bill::{Bill, Standpoint};
use crate::decision::{Effect, Finding};
use crate::evidence::platform::{Endorsement, PlatformCertificate};

pub const RULE: Rule = Rule {
    id: "KP-H07",
    name: "other_holder",
    title: "the platform certificate belongs to another TPM than the one in the box",
    authority: "TCG Platform Certificate Profile, holder; RFC 5755, section 4.2.2",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "keep the box apart, and ask the vendor for the papers of this box; a board that was replaced needs a new base certificate",
    explanation: "A platform certificate names, by issuer and number, the certificate of the TPM in its machine. The certificates of the TPM \
in the box, which an inventory brings along or --holder hands in, have other numbers: the papers are those of another machine, or the board \
with its TPM was replaced.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let endorsements: Vec<Endorsement> =
        facts.delivery.holders.iter().filter_map(|document| Endorsement::read(&document.bytes).ok()).collect();
    let is_foreign = |bill: &&Bill| {
        let document = facts.delivery.shipment.documents.iter().find(|document| document.digest == bill.document);
        let certificate = document.and_then(|document| PlatformCertificate::read(&document.bytes).ok());
        certificate.is_some_and(|certificate| certificate.is_of_another_tpm(&endorsements))
    };
    let promised = facts.case.bills.iter().filter(|bill| bill.standpoint == Standpoint::Promised);
    let places: Vec<_> = promised.filter(is_foreign).map(bill_site).collect();
    if places.is_empty() {
        Vec::new()
    } else {
        vec![RULE.finding("the TPM in the box is not the one that the certificate was made for", places)]
    }
}
