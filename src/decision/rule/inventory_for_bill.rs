//! A vendor's inventory stands where a bill should.

use super::facts::{Facts, bill_site};
use super::{Phase, Rule};
use crate::bill::Standpoint;
use crate::bill::hardware::{SOURCES, certified};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-B09",
    name: "inventory_for_bill",
    title: "an inventory of a machine was delivered as a bill of materials",
    authority: "docs/ARCHITECTURE, law 4: what a reader does not see is not thereby clear",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "ask the vendor for a bill of materials (CycloneDX, SPDX) or a platform certificate; take the inventory yourself and pass it with --actual",
    explanation: "The output of a tool such as lsusb, lspci or dmidecode shows what that tool sees of one machine: parts that it does not look at \
are missing from it without a word. As the buyer's own inventory it can contradict a bill; as the vendor's promise it leaves out too much to \
accept a machine by. Beside a bill or a certificate it does no harm.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let is_inventory = |format: &str| format != certified::NAME && SOURCES.iter().any(|source| source.name == format);
    let promised: Vec<_> = facts.case.bills.iter().filter(|bill| bill.standpoint == Standpoint::Promised).collect();
    // Beside a bill an inventory only adds.
    if !promised.iter().all(|bill| is_inventory(bill.format)) {
        return Vec::new();
    }
    let mut places: Vec<_> = promised.into_iter().map(bill_site).collect();
    places.sort();
    if places.is_empty() {
        Vec::new()
    } else {
        vec![RULE.finding("this is an inventory, which shows a part of what is in a machine", places)]
    }
}
