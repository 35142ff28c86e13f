//! A waiver changed what a finding does.

use super::facts::Facts;
use super::{Phase, Rule};
use crate::decision::waiver::Fate;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P02",
    name: "waiver_used",
    title: "a waiver changed what a finding does",
    authority: "the waiver that it names",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Waivers,
    remedy: "nothing to do before its last day; replace what it allows by then",
    explanation: "Somebody allowed something, for a reason, until a day, with somebody else's approval. The finding stays in the report as a \
note, and this one says who allowed it.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let used = facts.uses.iter().filter_map(|used| match &used.fate {
        Fate::Used(sites) => Some((&used.waiver, sites.clone())),
        Fate::Expired(_) | Fate::Void(..) | Fate::Unused => None,
    });
    used.map(|(waiver, sites)| {
        let what = format!(
            "waiver \"{}\" allows {} until {}: {} (asked by {}, approved by {})",
            waiver.id, waiver.rule, waiver.expires, waiver.reason, waiver.requested_by, waiver.approved_by
        );
        RULE.finding(what, sites)
    })
    .collect()
}
