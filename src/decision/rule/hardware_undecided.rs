//! The inventory does not show whether a part is the declared one.

use super::facts::bill_site;
use super::hardware_changed::{findings, is_revision};
use super::{Facts, Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-H03",
    name: "hardware_undecided",
    title: "it cannot be told whether a part is the one that was declared",
    authority: "docs/ARCHITECTURE, law 3: unknown is a value",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "take the inventory again as root, or with a tool that sees this kind of part; look at the part itself",
    explanation: "A serial number or hardware address is declared and the inventory does not show it, the inventory cannot see parts of that \
kind at all, nothing was declared, a part was found that nobody declared and that can do little by itself (a keyboard, a power supply), or one \
of the two lists cannot be read.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut all = findings(facts, &RULE, |difference| difference.effect == Effect::Refer && !is_revision(difference));
    let unread = facts.compared().map(|compared| compared.unread.as_slice()).unwrap_or_default();
    all.extend(
        unread.iter().map(|(bill, why)| RULE.finding(format!("this list of parts cannot be compared: {why}"), vec![bill_site(bill)])),
    );
    all
}
