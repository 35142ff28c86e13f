//! A component was made by a restricted party.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::Weight;
use crate::decision::{Effect, Finding};
use crate::screening::HitRelation;

pub const RULE: Rule = Rule {
    id: "KP-S01",
    name: "restricted_maker",
    title: "the maker of a component is on a restricted list",
    authority: "the clause under which the party is listed; for section 889: Pub. L. 115-232, section 889(a)(1) and (f)(3)",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "replace the component, or attach a waiver that names every entry of the path",
    explanation: "The bill names a party that made, supplied, published or wrote the component, and that party itself stands on a list \
of a regime that the policy chooses. The listing is in force at the moment of the decision, it was read at its source, and it covers the \
order's category and purpose; where the order states neither, they count as covered, because the listing names a party.\n\n\
It does not matter whether somebody signed the bill: what an unsigned or damaged bill admits still counts. Every party that a component \
names is screened, not only its manufacturer; a policy may say that suppliers, publishers or authors count less.\n\n\
To put it right, have the vendor replace the component and deliver a new signed bill. If the part may stay for a time, write a waiver that \
names the component and every list entry, with a reason, somebody who approves and a last day.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| (weighed.weight == Weight::Rejects && weighed.hit.relation == HitRelation::Itself).then(String::new),
        |told| format!("\"{}\" is a restricted party: \"{}\"", told.maker, told.party),
    )
}
