//! Two bills of one delivery name different makers for the same component.

use std::collections::BTreeMap;

use super::facts::{Causes, Facts, Part, label};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::maker::name::Name;
use crate::maker::{Basis, Maker, Tracing};

pub const RULE: Rule = Rule {
    id: "KP-B07",
    name: "contradicting_bills",
    title: "two bills name different makers for the same component",
    authority: "docs/ARCHITECTURE, law 3: what contradicts itself was not told",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor say which bill is right, and correct the other",
    explanation: "The delivery holds several bills, and they disagree on who made one and the same component (same kind, name and version). Each \
maker was screened; but one of the bills is wrong, and nobody can tell which.",
    check,
};

/// What makes two components the same: kind, name with group, version.
type Same = (crate::decision::policy::KindName, String, String);

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.case.bills.len() < 2 {
        return Vec::new();
    }
    let mut makers: BTreeMap<Same, Vec<(Part<'_>, String, String)>> = BTreeMap::new();
    for part in facts.parts() {
        let Some((key, words)) = stated_maker(facts, part) else { continue };
        let version = part.component.version.map(|version| part.bill.contents.text(version).to_owned()).unwrap_or_default();
        makers.entry((part.component.kind.into(), label(part), version)).or_default().push((part, key, words));
    }
    let mut causes = Causes::default();
    for ((_, name, _), stated) in makers {
        let differs = |(part, key, _): &(Part<'_>, String, String)| {
            stated.iter().any(|(other, other_key, _)| other.index != part.index && other_key != key)
        };
        let disputed: Vec<_> = stated.iter().filter(|one| differs(one)).collect();
        let mut words: Vec<String> = disputed.iter().map(|(_, _, words)| format!("\"{words}\"")).collect();
        words.sort();
        words.dedup();
        for (part, _, _) in disputed {
            causes.add(format!("the bills name different makers for \"{name}\": {}", words.join(", ")), facts.site(*part));
        }
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}

/// The maker that the bill itself states, as a key that spelling does not change, and in its own words.
fn stated_maker(facts: &Facts<'_>, part: Part<'_>) -> Option<(String, String)> {
    let (_, trace) = facts.trace(part)?;
    let Tracing::Traced { maker, basis: Basis::Claim(_) } = &trace.tracing else { return None };
    let words = trace.mentions.first().map(|mention| mention.text.clone()).unwrap_or_default();
    let key = match maker {
        Maker::Known(party) => format!("party {}", party.0),
        Maker::AsStated(name) => Name::of(name).key().to_owned(),
    };
    Some((key, words))
}
