//! A maker may be a restricted party, or may belong to one.

use super::facts::Facts;
use super::listed::gather;
use super::{Phase, Rule};
use crate::decision::weight::{Doubt, Weight};
use crate::decision::{Effect, Finding};
use crate::screening::Certainty;

pub const RULE: Rule = Rule {
    id: "KP-S04",
    name: "possible_restricted_maker",
    title: "the maker of a component may be a restricted party",
    authority: "the clause under which the party is listed; that it may be the same party is kenpin's own judgement",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "find out whether it is the same party: ask the vendor for the maker's full legal name, address and registration number",
    explanation: "A name in the bill is like a listed one but not surely the same; or the listing or the tie of ownership was not read at an \
official source; or the party stands in a role that does not say who made the component. Neither an acceptance nor a rejection would be \
honest, so somebody has to look.\n\n\
The finding says which of these it is and which words agree. An official source for the listing, or a fuller name from the vendor, settles it.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    gather(
        facts,
        &RULE,
        |weighed| match weighed.weight {
            Weight::Refers(Doubt::Unsure) => Some(doubt(weighed.hit.certainty).to_owned()),
            Weight::Refers(Doubt::Scope) => Some("it is open whether the listing covers the order's category and purpose".to_owned()),
            Weight::Refers(Doubt::Namespace | Doubt::Pedigree)
            | Weight::Rejects
            | Weight::Advises(_)
            | Weight::Outside(_)
            | Weight::Settled(_) => None,
        },
        |told| match told.reasons {
            [] => format!("\"{}\" may be a restricted party, \"{}\": {}", told.maker, told.party, told.added),
            reasons => format!("\"{}\" may be a restricted party, \"{}\": {} ({})", told.maker, told.party, told.added, reasons.join("; ")),
        },
    )
}

fn doubt(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::NameUncertain => "the names are alike, not surely the same",
        Certainty::Unsourced => "the listing or the tie is not read at an official source",
        Certainty::AboutOnly => "the component is about that party, not surely made by it",
        Certainty::Certain => "the policy does not take that role for the maker's",
    }
}
