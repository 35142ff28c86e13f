//! The box on the bench is not the box that was promised.

use super::facts::{Causes, Facts, bill_site};
use super::{Phase, Rule};
use crate::decision::comparison::{Difference, DifferenceKind, Field};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-H01",
    name: "hardware_changed",
    title: "the machine that was found is not the machine that was declared",
    authority: "TCG Platform Certificate Profile, verification of components; the buyer's inventory",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "keep the box apart, and ask the vendor about the part; a repair after the certificate was issued needs a delta certificate",
    explanation: "The buyer's inventory was compared, part by part, with what the platform certificate or the hardware bill declares. A part \
is missing, one is there that nobody declared and that can act unseen (processor, board, memory, storage, network, controller, TPM, firmware), \
or a part has another maker, model, serial number or hardware address than declared.\n\n\
A field that the declaration leaves out is no difference, nor are order, slots, spelling and placeholders.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    findings(facts, &RULE, |difference| difference.effect == Effect::Reject)
}

/// The differences that belong to a rule, as its findings: one a cause, at the inventory that shows it.
pub(super) fn findings(facts: &Facts<'_>, rule: &Rule, belongs: impl Fn(&Difference) -> bool) -> Vec<Finding> {
    let Some(compared) = facts.compared() else { return Vec::new() };
    let mut causes = Causes::default();
    for found in &compared.found {
        for difference in found.differences.iter().filter(|difference| belongs(difference)) {
            causes.add(difference.told(&compared.declared, &found.machine), bill_site(found.inventory));
        }
    }
    causes.into_iter().map(|(what, places)| rule.finding(what, places)).collect()
}

/// Whether only a revision or version differs.
pub(super) fn is_revision(difference: &Difference) -> bool {
    difference.kind == DifferenceKind::Changed && matches!(difference.field, Some(Field::Revision | Field::Version))
}
