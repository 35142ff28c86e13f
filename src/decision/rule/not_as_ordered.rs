//! The delivery describes another product, or another machine, than the order.

use super::facts::{Causes, Facts, Part, label};
use super::{Phase, Rule};
use crate::bill::{IdentifierKind, Standpoint};
use crate::decision::{Effect, Finding};
use crate::maker::name::normal;

pub const RULE: Rule = Rule {
    id: "KP-I06",
    name: "not_as_ordered",
    title: "the delivery is of another product or machine than was ordered",
    authority: "the buyer's order, product and serials",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "check that these papers belong to this order; where they do, correct the order or ask the vendor for papers that name the product",
    explanation: "The order names a product, and no bill of the delivery describes one of that name; or it names serial numbers, and a bill \
describes a machine with another. Papers of another product may be in perfect order and say nothing about this one. A serial number refers; \
a name is noted, since catalogues and bills call one product by many names. A bill that names no product, or no serial number, is not held \
against the vendor.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let order = &facts.delivery.order;
    let described: Vec<Part<'_>> =
        facts.parts().filter(|part| part.bill.standpoint == Standpoint::Promised && facts.is_subject(*part)).collect();
    let (mut causes, mut remarks) = (Causes::default(), Causes::default());
    if let Some(product) = &order.product {
        let named: Vec<&Part<'_>> = described.iter().filter(|part| !name(**part).trim().is_empty()).collect();
        if !named.is_empty() && !named.iter().any(|part| is_of(product, **part)) {
            for part in named {
                remarks.add(format!("\"{}\" is described, and \"{product}\" was ordered", label(*part)), facts.site(*part));
            }
        }
    }
    for part in described.iter().filter(|_| !order.serials.is_empty()) {
        let contents = &part.bill.contents;
        let serials = contents.identifiers_of(part.component).iter().filter(|identifier| identifier.kind == IdentifierKind::SerialNumber);
        for serial in serials.map(|serial| contents.text(serial.text)) {
            if !order.serials.iter().any(|ordered| plain(ordered) == plain(serial)) {
                causes.add(format!("the machine with serial number \"{serial}\" is described, and was not ordered"), facts.site(*part));
            }
        }
    }
    let findings = causes.into_iter().map(|(what, places)| RULE.finding(what, places));
    let remarks = remarks.into_iter().map(|(what, places)| Finding { effect: Effect::Note, ..RULE.finding(what, places) });
    findings.chain(remarks).collect()
}

fn name<'a>(part: Part<'a>) -> &'a str {
    part.bill.contents.text(part.component.name)
}

/// Whether one of the two names is in the other: "TC-200" and "Tama Camera TC-200".
fn is_of(product: &str, part: Part<'_>) -> bool {
    let (ordered, described) = (plain(product), plain(&label(part)));
    let own = plain(name(part));
    !own.is_empty() && (described.contains(&ordered) || ordered.contains(&own))
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    normal(text).chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
