//! Nobody asked the machine's TPM whether the certificate is its own.

use super::facts::{Facts, bill_site};
use super::{Phase, Rule};
use crate::bill::Standpoint;
use crate::decision::{Effect, Finding};
use crate::evidence::platform::FORM;

pub const RULE: Rule = Rule {
    id: "KP-H06",
    name: "holder_unchecked",
    title: "a platform certificate that was copied from another machine cannot be excluded",
    authority: "TCG Platform Certificate Profile, holder; the buyer's --holder",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "take the inventory as root with `kenpin hardware collect`, which reads the TPM's certificate, or hand that in with --holder",
    explanation: "A platform certificate names the certificate of the TPM in its machine. The box was compared with the certificate, and \
nobody gave the TPM's: a machine with the same parts could bear a copy of the papers. With the TPM's certificate a platform certificate of \
another machine is rejected. That the TPM holds the key of its certificate is not proved by reading it.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.delivery.actual.is_empty() || !facts.delivery.holders.is_empty() {
        return Vec::new();
    }
    let promised = facts.case.bills.iter().filter(|bill| bill.standpoint == Standpoint::Promised && bill.format == FORM.name);
    let places: Vec<_> = promised.map(bill_site).collect();
    if places.is_empty() {
        Vec::new()
    } else {
        vec![RULE.finding("no certificate of the machine's TPM was compared with the holder", places)]
    }
}
