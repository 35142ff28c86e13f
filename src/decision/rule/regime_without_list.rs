//! The policy chooses a regime for which there is no list.

use super::facts::{Facts, shipment_site};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P05",
    name: "regime_without_list",
    title: "the policy chooses a regime for which no list was loaded",
    authority: "policy, regimes",
    effect: Effect::Refer,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "correct the regime's id in the policy (`kenpin lists show` names them), or load its list with --watchlists",
    explanation: "The policy says that a regime binds the buyer, but nothing was screened against it: its list is missing, or its id is \
misspelt. Nothing found on a list that was not there is no good news.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let missing = facts.regimes_without_list();
    missing
        .into_iter()
        .map(|regime| RULE.finding(format!("no list was loaded for the regime \"{regime}\""), vec![shipment_site()]))
        .collect()
}
