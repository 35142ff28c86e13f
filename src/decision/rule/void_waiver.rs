//! A waiver or review does not count: it lacks the signature that the policy asks for.

use super::facts::{Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::waiver::Fate;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P07",
    name: "void_waiver",
    title: "a waiver or review does not bear the signature that the policy asks for",
    authority: "the policy, [waivers]",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Waivers,
    remedy: "have it signed by whoever approved it, with the key that the policy names: `kenpin waiver add --signing-key`",
    explanation: "The policy says whose permission counts and by which key. This one is unsigned, was changed after it was signed, or is by \
somebody whose key the policy does not name. It allows nothing, and what it would have allowed has its full effect.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let waivers = facts.uses.iter().filter_map(|used| match &used.fate {
        Fate::Void(why, sites) => {
            Some((format!("waiver \"{}\" for {} does not count: {why}", used.waiver.id, used.waiver.rule), sites.clone()))
        }
        Fate::Used(_) | Fate::Expired(_) | Fate::Unused => None,
    });
    let reviews = facts.terms.waivers.reviews.iter().filter_map(|review| {
        let why = review.endorsed(&facts.terms.policy.waivers).err()?;
        Some((format!("review \"{}\" of \"{}\" does not count: {why}", review.id, review.maker), Vec::new()))
    });
    let placed = |sites: Vec<_>| if sites.is_empty() { vec![shipment_site()] } else { sites };
    waivers.chain(reviews).map(|(what, sites)| RULE.finding(what, placed(sites))).collect()
}
