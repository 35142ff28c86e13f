//! The policy lowers what a rule does.

use super::facts::{Facts, shipment_site};
use super::{Phase, RULES, Rule};
use crate::decision::policy::Insistence;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P01",
    name: "lowered_rule",
    title: "the policy lowers what a rule does",
    authority: "policy, effects and signatures.bills",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "nothing to do, if it is meant; else take the line out of the policy",
    explanation: "A reader of the verdict has to know where the buyer chose to be milder than kenpin would be. Each such choice is told once a \
run, whether or not the rule found anything.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let policy = &facts.terms.policy;
    let lowered = RULES.iter().filter_map(|rule| {
        let effect = policy.effect_of(rule).filter(|effect| *effect < rule.effect)?;
        Some(format!("{} ({}) does {} instead of {}", rule.id, rule.name, effect.word(), rule.effect.word()))
    });
    let unsigned = (policy.signatures.bills == Insistence::Optional).then(|| "bills need not be signed".to_owned());
    lowered.chain(unsigned).map(|what| RULE.finding(what, vec![shipment_site()])).collect()
}
