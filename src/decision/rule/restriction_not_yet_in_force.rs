//! A maker is listed, and the listing takes effect only later.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::Weight;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-S05",
    name: "restriction_not_yet_in_force",
    title: "the maker of a component will be restricted from a later day",
    authority: "the clause under which the party is listed, and its day of effect",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "plan to replace the component before that day; a policy may already refer or reject: effects.\"KP-S05\" = \"refer\"",
    explanation: "The party is on a list of a regime that the policy chooses, but the law takes effect on a later day than the moment of the \
decision. It advises and does not stop the delivery: a rule that is not yet law cannot reject. The finding names the day.\n\n\
Equipment bought now will usually still be in use on that day. A buyer who wants to stop it already raises the effect in the policy.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| match weighed.weight {
            Weight::Advises(from) => Some(from.to_string()),
            Weight::Rejects | Weight::Refers(_) | Weight::Outside(_) | Weight::Settled(_) => None,
        },
        |told| format!("\"{}\" will be restricted from {}: \"{}\"", told.maker, told.added, told.party),
    )
}
