//! A maker's name is like a listed one, and a review found that it is another party.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::Weight;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-S10",
    name: "settled_maker",
    title: "a maker is like a restricted party by name, and a review found it to be another",
    authority: "the review that it names",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "nothing to do until the entry changes; the review then no longer counts",
    explanation: "Somebody looked at this maker and this entry and found two parties. The review says who, when and why, and against which \
edition; it stands in the file that --waivers names. It holds for exactly this name and these entries, in every delivery, until an entry says \
something else. A maker that surely is the listed party, or belongs to it, is never settled by a review.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| match weighed.weight {
            Weight::Settled(index) => facts.terms.waivers.reviews.get(index).map(|review| {
                format!("review \"{}\" of {} by {} found them to be two: {}", review.id, review.on, review.reviewed_by, review.reason)
            }),
            Weight::Rejects | Weight::Refers(_) | Weight::Advises(_) | Weight::Outside(_) => None,
        },
        |told| format!("\"{}\" is like \"{}\" by name; {}", told.maker, told.party, told.added),
    )
}
