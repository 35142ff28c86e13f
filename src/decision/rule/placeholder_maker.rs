//! A filler stands where the maker should.

use super::facts::{Causes, Facts};
use super::unknown::{Missing, missing};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-M03",
    name: "placeholder_maker",
    title: "a filler stands where the maker of a component should",
    authority: "policy, makers.may_be_unknown; DMTF DSP0134 (SMBIOS), whose fields firmware makers leave at such fillers",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor state the real maker instead of the filler, and sign the bill again",
    explanation: "\"To Be Filled By O.E.M.\", \"Default string\", \"unknown\", \"n/a\": tools and firmware write such words where nobody \
entered a maker. They are not the name of anybody, so there is nobody to screen.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for part in facts.parts() {
        if let Some(Missing::Placeholder(text)) = missing(facts, part) {
            causes.add(format!("\"{text}\" is a filler, not a maker"), facts.site(part));
        }
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}
