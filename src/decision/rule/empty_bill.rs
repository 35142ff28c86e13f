//! A bill says nothing about what is inside the product.

use super::facts::{Facts, bill_site};
use super::{Phase, Rule};
use crate::bill::{Bill, Standpoint};
use crate::decision::policy::KindName;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-B02",
    name: "empty_bill",
    title: "a bill lists no part of the product",
    authority: "policy, components.kinds_without_parts; docs/formats, section 7",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor list the parts; for a kind of product that has none, name the kind in components.kinds_without_parts of the policy",
    explanation: "The bill names nothing, or nothing but the product itself. That is legal in every format and says nothing about what is \
inside: an empty list has nothing restricted on it, and proves nothing.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let exempt = &facts.terms.policy.components.kinds_without_parts;
    let excused = |bill: &Bill| {
        let mut kinds = bill.contents.components.iter().map(|component| KindName::from(component.kind));
        !bill.contents.components.is_empty() && kinds.all(|kind| exempt.contains(&kind))
    };
    let bare = |bill: &&Bill| {
        let contents = &bill.contents;
        bill.standpoint == Standpoint::Promised && contents.defects.is_empty() && contents.components.len() <= contents.subjects.len()
    };
    let mut places: Vec<_> = facts.case.bills.iter().filter(bare).filter(|bill| !excused(bill)).map(bill_site).collect();
    places.sort();
    if places.is_empty() { Vec::new() } else { vec![RULE.finding("the bill lists nothing but the product itself", places)] }
}
