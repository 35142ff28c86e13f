//! A software package stands in a namespace of a restricted party.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::{Doubt, Weight};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-S03",
    name: "restricted_namespace",
    title: "a package stands in a namespace of a restricted party",
    authority: "the clause under which the party is listed; the tie by namespace is kenpin's own",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "find out who wrote the package and whether the product needs it; replace it, or attach a waiver that names every entry of the path",
    explanation: "Most bills of software name no maker for a package. Its address (purl) often does: the namespace of \
pkg:golang/github.com/example/tool is \"github.com/example\". Where that namespace belongs to a listed party, somebody has to look: a \
namespace says who publishes a package, not surely who wrote it, and whether free software is \"equipment\" or a \"service\" of that party \
is a question of the regime. So the delivery is referred, not rejected.\n\n\
If the bill itself states the listed party as maker, supplier, publisher or author, KP-S01 or KP-S02 fires instead.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| (weighed.weight == Weight::Refers(Doubt::Namespace)).then(String::new),
        |told| format!("the namespace \"{}\" belongs to a restricted party: \"{}\"", told.maker, told.party),
    )
}
