//! Findings that the baseline knows are left out of the report.

use std::collections::BTreeMap;

use super::facts::shipment_site;
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-P09",
    name: "known_findings",
    title: "findings that the baseline knows are left out of this report",
    authority: "the baseline that the run was given",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Books,
    remedy: "run without --baseline to see them all",
    explanation: "With --baseline a report shows what is new since an earlier one. That changes no verdict: what is left out still refers or \
rejects, and this finding is as grave as the gravest of it. A signed verdict leaves nothing out.",
    // Nothing in a delivery makes it: `decision::baseline` does, once a decision is there.
    check: |_| Vec::new(),
};

/// What was left out: places by rule, and the gravest effect among them.
pub fn finding(left_out: &BTreeMap<&'static str, usize>, gravest: Effect) -> Finding {
    let rules: Vec<String> = left_out.iter().map(|(rule, places)| format!("{rule} ({places})")).collect();
    let what = format!("the baseline knows these already, by rule and number of places: {}", rules.join(", "));
    Finding { effect: gravest, ..RULE.finding(what, vec![shipment_site()]) }
}
