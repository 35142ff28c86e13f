//! A review no longer counts, because the entry that it looked at has changed.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::{Phase, Rule};
use crate::decision::review::Says;
use crate::decision::{Effect, Finding, Site};

pub const RULE: Rule = Rule {
    id: "KP-P08",
    name: "outdated_review",
    title: "an entry has changed since somebody reviewed it",
    authority: "the review that it names",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Waivers,
    remedy: "look at the maker and the entry again: `kenpin lists show`, then `kenpin waiver settle`; take the old review out of the file",
    explanation: "A review holds for an entry as it was then: its names, country, dates. The entry now says something else, so the doubt is \
open again and has its full effect.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut outdated: BTreeMap<String, BTreeSet<Site>> = BTreeMap::new();
    for (index, says, entry, site) in facts.reviewed() {
        let review = facts.terms.waivers.reviews.get(index).filter(|_| says == Says::Outdated);
        if let Some(review) = review {
            let what = format!("review \"{}\" of \"{}\" looked at another text of {entry} than is listed now", review.id, review.maker);
            outdated.entry(what).or_default().insert(site);
        }
    }
    outdated.into_iter().map(|(what, sites)| RULE.finding(what, sites.into_iter().collect())).collect()
}
