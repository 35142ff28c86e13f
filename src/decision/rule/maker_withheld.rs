//! The vendor says that it does not say who made a component.

use super::facts::{Causes, Facts};
use super::unknown::{Missing, missing};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-M02",
    name: "maker_withheld",
    title: "the maker of a component is withheld",
    authority: "SPDX 2.3, section 7.5.4: NOASSERTION; policy, makers.may_be_unknown",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor state the maker instead of NOASSERTION or NONE, and sign the bill again",
    explanation: "The bill has a place for the maker and says there that it makes no assertion. That is an answer of its own: the vendor \
knows that something belongs there and does not give it. It is never a pass. Software packages with an address are traced to their namespace \
first, since generators write NOASSERTION for nearly all of them.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for part in facts.parts() {
        if missing(facts, part) == Some(Missing::Withheld) {
            causes.add("the maker of this component is withheld", facts.site(part));
        }
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}
