//! Too few components of a kind have a traced maker.

use std::collections::BTreeMap;

use super::facts::{Facts, bill_site};
use super::{Phase, Rule};
use crate::decision::policy::KindName;
use crate::decision::{Effect, Finding};
use crate::maker::Tracing;

pub const RULE: Rule = Rule {
    id: "KP-M05",
    name: "low_coverage",
    title: "too few components of a kind have a traced maker",
    authority: "policy, makers.minimum_coverage",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor state more makers, or lower makers.minimum_coverage in the policy",
    explanation: "The policy asks that a least share of the components of a kind have a maker that could be traced, counted over all bills \
of the delivery. Fewer have one.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let least = &facts.terms.policy.makers.minimum_coverage;
    let mut counts: BTreeMap<KindName, (u64, u64)> = BTreeMap::new();
    for part in facts.parts().filter(|_| !least.is_empty()) {
        let (traced, all) = counts.entry(KindName::from(part.component.kind)).or_default();
        *all = all.saturating_add(1);
        if facts.trace(part).is_some_and(|(_, trace)| matches!(trace.tracing, Tracing::Traced { .. })) {
            *traced = traced.saturating_add(1);
        }
    }
    let short = least.iter().filter_map(|(kind, percent)| {
        let (traced, all) = counts.get(kind)?;
        let enough = traced.saturating_mul(100) >= all.saturating_mul(u64::from(*percent));
        (!enough)
            .then(|| format!("{traced} of {all} components of kind {} have a traced maker; the policy asks for {percent} %", kind.word()))
    });
    let places: Vec<_> = facts.case.bills.iter().map(bill_site).collect();
    short.map(|what| RULE.finding(what, places.clone())).collect()
}
