//! A waiver no longer counts.

use super::facts::{Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::waiver::Fate;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P03",
    name: "expired_waiver",
    title: "a waiver has expired",
    authority: "the waiver that it names",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Waivers,
    remedy: "replace what it allowed, or have a new waiver approved; then take the old one out of the file",
    explanation: "The last day of the waiver is past. It stays visible and allows nothing any more; where it would have fitted, the finding \
has its full effect again.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let expired = facts.uses.iter().filter_map(|used| match &used.fate {
        Fate::Expired(sites) => Some((&used.waiver, sites.clone())),
        Fate::Used(_) | Fate::Void(..) | Fate::Unused => None,
    });
    expired
        .map(|(waiver, sites)| {
            let places = if sites.is_empty() { vec![shipment_site()] } else { sites };
            RULE.finding(format!("waiver \"{}\" for {} expired after {}", waiver.id, waiver.rule, waiver.expires), places)
        })
        .collect()
}
