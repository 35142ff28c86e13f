//! A component was made by a party that a restricted party owns or controls.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::Weight;
use crate::decision::{Effect, Finding};
use crate::screening::HitRelation;

pub const RULE: Rule = Rule {
    id: "KP-S02",
    name: "restricted_owner",
    title: "an owner of a component's maker is on a restricted list",
    authority: "the clause under which the owner is listed; for section 889: Pub. L. 115-232, section 889(f)(3), \"any subsidiary or affiliate\"",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "replace the component, or attach a waiver that names every entry of the path",
    explanation: "The maker of the component is not listed by name, but a party that owns or controls it is, and the listing reaches \
subsidiaries and affiliates. The path of the finding shows each step from the component to its maker, from there to each owner with the tie \
between them, and to the list entry.\n\n\
A tie that was not read at a source only refers (KP-S04). The law says \"subsidiary or affiliate\" without a percentage; kenpin counts a \
share of at least half, or control, as a tie.\n\n\
To put it right, have the component replaced, or show by an official source that the tie has ended: the owner's shares or control, with the \
date.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| (weighed.weight == Weight::Rejects && weighed.hit.relation != HitRelation::Itself).then(String::new),
        |told| format!("\"{}\" belongs to a restricted party: \"{}\"", told.maker, told.party),
    )
}
