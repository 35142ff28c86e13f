//! A component's own statements name different makers.

use super::facts::{Causes, Facts};
use super::listed::basis_words;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::maker::Tracing;

pub const RULE: Rule = Rule {
    id: "KP-M04",
    name: "disputed_maker",
    title: "the statements about a component's maker contradict each other",
    authority: "docs/formats: two claims of one rank that resolve to different parties are disputed",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor say which of them made the component, and correct the bill",
    explanation: "Two statements of the same rank (two originators, or a claim and an identifier read from the part) name parties that are \
not the same. Each of them is screened; but which one made the component, nobody can tell from the bill.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for part in facts.parts() {
        let Some((_, trace)) = facts.trace(part) else { continue };
        let candidates = match &trace.tracing {
            Tracing::Disputed { candidates } => candidates,
            Tracing::Traced { .. } | Tracing::Untraced { .. } => continue,
        };
        let named = candidates.iter().filter_map(|index| trace.mentions.get(*index));
        let named: Vec<String> = named.map(|mention| format!("\"{}\" ({})", mention.text, basis_words(mention.basis))).collect();
        causes.add(format!("the bill names different makers: {}", named.join(", ")), facts.site(part));
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}
