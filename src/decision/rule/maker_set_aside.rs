//! Components without a maker that the policy does not mind, named so that nobody overlooks them.

use super::facts::{Causes, Facts};
use super::unknown::{Excuse, Missing, missing};
use super::{Phase, Rule};
use crate::decision::policy::KindName;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-M06",
    name: "maker_set_aside",
    title: "components without a maker are set aside by the policy",
    authority: "policy, makers.may_be_unknown",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "nothing to do; to mind them, narrow makers.may_be_unknown",
    explanation: "Some components name no maker and need none: files and data are no products of their own, and a pedigree is no part of the \
product. The policy says which; this note says which components they were.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for part in facts.parts() {
        let Some(Missing::SetAside(excuse)) = missing(facts, part) else { continue };
        let what = match excuse {
            Excuse::Kind => format!("the policy asks for no maker of this kind: {}", KindName::from(part.component.kind).word()),
            Excuse::Pedigree => "it is named in a pedigree and is no part of the product".to_owned(),
        };
        causes.add(what, facts.site(part));
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}
