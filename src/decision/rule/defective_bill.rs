//! A bill breaks the rules of its own format.

use super::facts::{Causes, Facts, document_site};
use super::unsupported_format::is_unsupported;
use super::{Phase, Rule};
use crate::bill::FORMATS;
use crate::decision::account::Account;
use crate::decision::{Effect, Finding, Site};

pub const RULE: Rule = Rule {
    id: "KP-B01",
    name: "defective_bill",
    title: "a bill breaks the rules of its format",
    authority: "the published schema of the format: docs/formats",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "have the vendor correct the bill at these places, check it with `kenpin bom validate`, and sign it again",
    explanation: "The bill is cut short, says a thing twice, refers to what is not there, or breaks another rule of its format. Two readers \
could then take it for two different bills, and a part could hide in the difference. It is never repaired by guessing; what could be read of \
it still counts against the delivery.\n\n\
A damaged inventory, which the buyer took, only refers: take it again.",
    check,
};

/// Causes that get a finding of their own; what is beyond is told in one more.
const CAUSES: usize = 100;

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let (mut causes, mut further) = (Causes::default(), Causes::default());
    for (index, bill) in facts.case.bills.iter().enumerate().filter(|(_, bill)| !is_unsupported(bill)) {
        for defect in &bill.contents.defects {
            let site = facts.place(index, bill, defect.place, String::new());
            if causes.holds(&defect.what) || causes.count() < CAUSES {
                causes.add(&defect.what, site)
            } else {
                further.add("further defects", site)
            }
        }
    }
    for entry in facts.accounts.iter().filter(|entry| entry.account == Account::Unaccounted) {
        if FORMATS.iter().filter(|format| (format.recognises)(&entry.document.outline)).count() > 1 {
            causes.add("two formats in one file", document_site(entry.document));
        }
    }
    // A damaged inventory is the buyer's own file, and says nothing against the vendor.
    let inventory = |site: &Site| facts.delivery.actual.iter().any(|document| site.digest == Some(document.digest));
    let found = causes.into_iter().chain(further.into_iter()).map(|(what, places)| {
        let effect = if places.iter().all(inventory) { Effect::Refer } else { RULE.effect };
        Finding { effect, ..RULE.finding(what, places) }
    });
    found.collect()
}
