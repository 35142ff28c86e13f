//! Part of the delivery was refused because of how it was packed.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding, Site};
use crate::intake::RefusalCause;

pub const RULE: Rule = Rule {
    id: "KP-I02",
    name: "refused_entry",
    title: "part of the delivery was refused because of how it is packed",
    authority: "docs/threat-model: what an archive may not do",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "have the vendor pack the delivery again as plain files, without links, with each name once",
    explanation: "An entry points outside its archive, grows beyond any honest ratio, or stands twice under one name: packed so that two \
programs see two different deliveries, or to do harm. Such a delivery is rejected. A link, a device or an entry that cannot be read is \
referred: it may be a slip, but what it stands for was not looked at.\n\n\
Nothing of this is skipped silently.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes: BTreeMap<RefusalCause, BTreeSet<Site>> = BTreeMap::new();
    for refusal in &facts.delivery.shipment.refusals {
        let site = Site { document: refusal.path.clone(), digest: None, pointer: String::new(), line: None, label: refusal.detail.clone() };
        causes.entry(refusal.cause).or_default().insert(site);
    }
    let finding = |(cause, places): (RefusalCause, BTreeSet<Site>)| {
        let (effect, what) = match cause {
            RefusalCause::Traversal => (Effect::Reject, "an archive entry points outside its archive"),
            RefusalCause::Bomb => (Effect::Reject, "an archive entry grows beyond any honest ratio"),
            RefusalCause::Duplicate => (Effect::Reject, "two entries have one name"),
            RefusalCause::Link => (Effect::Refer, "a link, device or pipe was delivered instead of a file"),
            RefusalCause::Unreadable => (Effect::Refer, "part of the delivery could not be read"),
            RefusalCause::OverBudget => return None,
        };
        Some(Finding { effect, ..RULE.finding(what, places.into_iter().collect()) })
    };
    causes.into_iter().filter_map(finding).collect()
}
