//! A component was made from, or beside, something of a restricted party.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::{Doubt, Weight};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-S09",
    name: "restricted_ancestor",
    title: "a component descends from something made by a restricted party",
    authority: "the clause under which the party is listed; pedigree: CycloneDX 1.1 and later, component.pedigree",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "find out how much of the restricted party's work is in the component; replace it, or attach a waiver that names every entry",
    explanation: "The bill's pedigree says that a component was forked from, turned into, or exists beside something that a listed party \
made. The thing itself may be somebody else's by now, so the delivery is referred rather than rejected.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| (weighed.weight == Weight::Refers(Doubt::Pedigree)).then(String::new),
        |told| format!("descends from something by \"{}\", a restricted party: \"{}\"", told.maker, told.party),
    )
}
