//! The product is of a kind that is restricted by where it is made, whoever made it.

use std::collections::BTreeSet;

use super::facts::{Facts, Part, label, shipment_site};
use super::{Phase, Rule};
use crate::bill::Kind;
use crate::decision::{Effect, Finding, Link, LinkKind, Site};
use crate::screening::vocabulary;
use crate::screening::watchlist::{Covers, Entry, Watchlist};

pub const RULE: Rule = Rule {
    id: "KP-S06",
    name: "restricted_category",
    title: "the product is of a restricted kind, by where it is made",
    authority: "FCC Covered List, entries without a name: 47 CFR 1.50002; Secure and Trusted Communications Networks Act, section 2",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "state the product's category and country_of_production in the order; a product of that kind from abroad needs a conditional approval",
    explanation: "Some entries name no party: routers, drones, power inverters and advanced robotic devices produced in a foreign country, \
whoever made them. Whether one applies hangs on the order: with its category and a foreign country of production it rejects. Where the \
category is stated and the country is not, or the product is plainly of that kind by its name and the order does not say, it refers. A \
product made in the country itself is not covered.\n\n\
Conditional approvals are not in the list; a waiver records one: entries = [\"us-fcc-covered-list/..\"].",
    check,
};

/// Whether the order, or the product's own name, says that it is of the entry's kind.
enum Kinship {
    Stated,
    Plain,
}

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let lists = facts.grounds.watchlists.iter().filter(|list| facts.chooses(&list.id));
    let entries = lists.flat_map(|list| list.entries.iter().map(move |entry| (list, entry)));
    entries.filter_map(|(list, entry)| finding(facts, list, entry)).collect()
}

fn finding(facts: &Facts<'_>, list: &Watchlist, entry: &Entry) -> Option<Finding> {
    let Covers::ProducedOutside(home) = &entry.covers else { return None };
    let today = facts.case.at.day();
    if !entry.periods.iter().any(|period| period.from <= today && period.to.is_none_or(|to| today <= to)) {
        return None;
    }
    let products: Vec<Part<'_>> = facts.parts().filter(|part| facts.is_subject(*part)).collect();
    let kinship = kinship(facts, entry, &products)?;
    let country = facts.delivery.order.country_of_production.as_deref();
    let (effect, what) = match (kinship, country) {
        (_, Some(country)) if country.eq_ignore_ascii_case(home) => return None,
        (Kinship::Stated, Some(country)) => {
            (Effect::Reject, format!("the product is restricted because it is made in {country}: {}", entry.name))
        }
        (Kinship::Stated, None) => (Effect::Refer, format!("the order does not say where the product is made: {}", entry.name)),
        (Kinship::Plain, Some(country)) => {
            (Effect::Refer, format!("the product is made in {country} and seems to be of a restricted kind: {}", entry.name))
        }
        (Kinship::Plain, None) => {
            (Effect::Refer, format!("the product seems to be of a kind restricted by where it is made: {}", entry.name))
        }
    };
    let places: BTreeSet<Site> = products.iter().map(|part| facts.site(*part)).collect();
    let places = if places.is_empty() { vec![shipment_site()] } else { places.into_iter().collect() };
    let basis = format!("{}/{}, edition {}", list.id, entry.id, list.edition);
    let mut path: Vec<Link> = products.first().map(|part| facts.link(*part)).into_iter().collect();
    path.push(Link { kind: LinkKind::Entry, name: entry.name.clone(), basis });
    Some(Finding { effect, path, authority: entry.authority.clone(), ..RULE.finding(what, places) })
}

/// By the order's category; where it states none, by words of the name of a product that is hardware.
fn kinship(facts: &Facts<'_>, entry: &Entry, products: &[Part<'_>]) -> Option<Kinship> {
    let of_entry =
        |words: &str| vocabulary::categories(words).iter().any(|id| entry.scope.categories.iter().any(|category| category == id));
    if let Some(stated) = facts.delivery.order.category.as_deref() {
        let same = of_entry(stated) || entry.scope.categories.iter().any(|category| category == stated);
        return same.then_some(Kinship::Stated);
    }
    let plain = products.iter().filter(|part| is_hardware(part.component.kind)).any(|part| {
        let name = label(*part);
        name.split(|c: char| !c.is_alphanumeric()).any(of_entry) || EAST_ASIAN.iter().any(|(word, id)| name.contains(word) && of_entry(id))
    });
    plain.then_some(Kinship::Plain)
}

/// Words for these kinds in scripts without blanks between words.
const EAST_ASIAN: &[(&str, &str)] = &[
    ("ルーター", "router"),
    ("ルータ", "router"),
    ("路由器", "router"),
    ("ドローン", "drone"),
    ("无人机", "drone"),
    ("無人機", "drone"),
    ("インバータ", "inverter"),
    ("逆变器", "inverter"),
    ("ロボット", "robot"),
    ("机器人", "robot"),
];

/// A software library called "router" is none (DependencyTrack #2789).
fn is_hardware(kind: Kind) -> bool {
    match kind {
        Kind::Device | Kind::Firmware | Kind::Platform => true,
        Kind::Application | Kind::Framework | Kind::Library | Kind::Container | Kind::OperatingSystem | Kind::DeviceDriver => false,
        Kind::File | Kind::MachineLearningModel | Kind::Data | Kind::CryptographicAsset | Kind::Source | Kind::Archive => false,
        Kind::Install | Kind::Service | Kind::OtherStated | Kind::Unstated => false,
    }
}
