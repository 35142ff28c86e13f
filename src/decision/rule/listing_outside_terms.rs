//! A maker is listed, but not in a way that binds this buyer and this order.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::{Outside, Weight};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-S08",
    name: "listing_outside_terms",
    title: "the maker of a component is listed, outside what binds this order",
    authority: "the clause under which the party is listed; the policy's regimes; the order's category and purpose",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "nothing to do; to let it count, add the regime to the policy or correct the order's category or purpose",
    explanation: "A party that the bill names is listed, but under a regime that the policy does not choose, or the listing has ended, or it \
is limited to other purposes than the order states. It is noted so that nobody is surprised by it later.\n\n\
Only a purpose that the order states, and that is plainly another, takes it out of a listing's scope. A category never does: a law reaches \
parts too, and the order's category is that of the whole.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| match weighed.weight {
            Weight::Outside(outside) => Some(words(outside).to_owned()),
            Weight::Rejects | Weight::Refers(_) | Weight::Advises(_) | Weight::Settled(_) => None,
        },
        |told| format!("\"{}\" is or may be listed (\"{}\"), but {}", told.maker, told.party, told.added),
    )
}

fn words(outside: Outside) -> &'static str {
    match outside {
        Outside::Regime => "under a regime that the policy does not choose",
        Outside::Ended => "the listing has ended",
        Outside::Scope => "for other purposes than the order's",
    }
}
