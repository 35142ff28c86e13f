//! Beneficial Ownership Data Standard 0.4 (JSON): entities, and relationships whose shares are intervals.

use serde_json::Value;

use super::{Affiliates, Company, Gives, Importer, Open, Owned, Row, country, day, filled, json};
use crate::maker::ownership::{Share, Tie};

pub(super) const STATEMENTS: Importer = Importer {
    name: "bods-json",
    title: "Beneficial Ownership Data Standard 0.4, JSON",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('[') && head.contains("\"statementId\""),
    read,
};

fn read(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    json::records(open, None, |record, value| {
        let details = value.get("recordDetails").unwrap_or(&Value::Null);
        match (json::text(value, "recordType"), json::text(value, "recordStatus")) {
            (_, "closed") => sink(Row::PassedOver("a closed record")),
            ("entity", _) => entity(value, details, record, sink),
            ("relationship", _) => relationship(details, record, sink),
            ("person", _) => sink(Row::PassedOver("individual")),
            (other, _) => sink(Row::Broken { record, what: format!("recordType \"{other}\" is not known") }),
        }
    })
}

fn entity(value: &Value, details: &Value, record: u64, sink: &mut dyn FnMut(Row)) {
    let Some((id, name)) = filled(json::text(value, "recordId")).zip(filled(json::text(details, "name"))) else {
        return sink(Row::Broken { record, what: "an entity without recordId or name".to_owned() });
    };
    let alternates = json::texts(details, "alternateNames");
    let seat = details.get("jurisdiction").map_or("", |jurisdiction| json::text(jurisdiction, "code"));
    let stated = details.get("identifiers").and_then(Value::as_array);
    let lei = stated.into_iter().flatten().find(|identifier| json::text(identifier, "scheme") == "XI-LEI");
    let identifiers = lei.map(|identifier| ("lei", json::text(identifier, "id").to_owned())).into_iter().collect();
    sink(Row::Company(Company { id, name, aliases: alternates, country: country(seat), identifiers }));
}

/// Each interest is a tie of its own: a share with its interval, or else control.
fn relationship(details: &Value, record: u64, sink: &mut dyn FnMut(Row)) {
    let (owned, owner) = (json::text(details, "subject"), json::text(details, "interestedParty"));
    if owned.is_empty() {
        return sink(Row::Broken { record, what: "a relationship without subject".to_owned() });
    }
    if owner.is_empty() {
        return sink(Row::PassedOver("a relationship with an unknown owner"));
    }
    let interests = details.get("interests").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if interests.is_empty() {
        // That there is a tie is known, and nothing else of it.
        let (owned, owner) = (owned.to_owned(), owner.to_owned());
        sink(Row::Owned(Owned { owned, owner, tie: Tie::Shares, at_least: None, at_most: None, from: None, to: None }));
    }
    for interest in interests {
        let share = interest.get("share").filter(|_| json::text(interest, "type") == "shareholding");
        let at_least = figure(share, &[("exact", 0.0), ("minimum", 0.0), ("exclusiveMinimum", SMALLEST)]);
        let at_most = figure(share, &[("exact", 0.0), ("maximum", 0.0), ("exclusiveMaximum", -SMALLEST)]);
        let tie = match json::text(interest, "type") {
            "shareholding" => Tie::Shares,
            _ => Tie::Controls,
        };
        let (from, to) = (day(json::text(interest, "startDate")), day(json::text(interest, "endDate")));
        sink(Row::Owned(Owned { owned: owned.to_owned(), owner: owner.to_owned(), tie, at_least, at_most, from, to }));
    }
}

/// A millionth of a percent: what lies between an end that counts and one that does not.
const SMALLEST: f64 = 0.000_001;

/// The first of these members that is there, moved by as much; `None` where it is no percentage.
fn figure(share: Option<&Value>, members: &[(&str, f64)]) -> Option<String> {
    let (percent, by) = members.iter().find_map(|(name, by)| Some((share?.get(name)?.as_f64()?, by)))?;
    Some(format!("{:.6}", percent + by)).filter(|text| Share::parse(text).is_some())
}
