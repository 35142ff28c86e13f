//! Beneficial Ownership Data Standard 0.4 (JSON): entities, and relationships whose shares are intervals.

use std::collections::HashMap;

use serde_json::Value;

use super::{Affiliates, Company, Gives, Importer, Open, Owned, Row, country, day, filled, json};
use crate::intake::Day;
use crate::maker::ownership::{Share, Tie};

pub(super) const STATEMENTS: Importer = Importer {
    name: "bods-json",
    title: "Beneficial Ownership Data Standard 0.4, JSON",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('[') && head.contains("\"statementId\""),
    read,
};

/// What the statements come to together: which of a record's counts, and which records are one company.
#[derive(Default)]
struct Records {
    /// For each relationship its last statement: its dates, and its place in the file. A confirmed one is stated again in full.
    last: HashMap<String, (Option<Day>, Option<Day>, u64)>,
    /// For each entity the identifier that it bears: each declaring company has records of its own of the same others.
    companies: HashMap<String, String>,
}

impl Records {
    fn note(&mut self, value: &Value, record: u64) {
        let id = json::text(value, "recordId").to_owned();
        match json::text(value, "recordType") {
            "relationship" => {
                let published = value.get("publicationDetails").map_or("", |details| json::text(details, "publicationDate"));
                let stated = (day(json::text(value, "statementDate")), day(published), record);
                let last = self.last.entry(id).or_insert(stated);
                *last = stated.max(*last);
            }
            "entity" => {
                let details = value.get("recordDetails").unwrap_or(&Value::Null);
                let number = |one: &Value| filled(json::text(one, "id")).zip(filled(json::text(one, "scheme")));
                if let Some((number, scheme)) = identifiers(details).find_map(number) {
                    self.companies.insert(id, format!("{scheme}-{number}"));
                }
            }
            _ => {}
        }
    }

    fn is_last(&self, value: &Value, record: u64) -> bool {
        let id = json::text(value, "recordId");
        id.is_empty() || self.last.get(id).is_some_and(|(.., last)| *last == record)
    }

    /// What the company of an entity's record is called by.
    fn company(&self, id: &str) -> String {
        self.companies.get(id).map_or(id, String::as_str).to_owned()
    }
}

fn read(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut records = Records::default();
    json::records(open, None, |record, value| records.note(value, record))?;
    json::records(open, None, |record, value| {
        let details = value.get("recordDetails").unwrap_or(&Value::Null);
        match (json::text(value, "recordType"), json::text(value, "recordStatus")) {
            ("relationship", _) if !records.is_last(value, record) => sink(Row::PassedOver("a statement that a later one replaces")),
            (_, "closed") => sink(Row::PassedOver("a closed record")),
            ("entity", _) => entity(value, details, &records, record, sink),
            ("relationship", _) => relationship(details, &records, record, sink),
            ("person", _) => sink(Row::PassedOver("individual")),
            (other, _) => sink(Row::Broken { record, what: format!("recordType \"{other}\" is not known") }),
        }
    })
}

fn identifiers(details: &Value) -> impl Iterator<Item = &Value> {
    details.get("identifiers").and_then(Value::as_array).into_iter().flatten()
}

fn entity(value: &Value, details: &Value, records: &Records, record: u64, sink: &mut dyn FnMut(Row)) {
    let Some((id, name)) = filled(json::text(value, "recordId")).zip(filled(json::text(details, "name"))) else {
        return sink(Row::Broken { record, what: "an entity without recordId or name".to_owned() });
    };
    let aliases = json::texts(details, "alternateNames");
    let seat = details.get("jurisdiction").map_or("", |jurisdiction| json::text(jurisdiction, "code"));
    let lei = identifiers(details).find(|identifier| json::text(identifier, "scheme") == "XI-LEI");
    let identifiers = lei.map(|identifier| ("lei", json::text(identifier, "id").to_owned())).into_iter().collect();
    sink(Row::Company(Company { id: records.company(&id), name, aliases, country: country(seat), identifiers }));
}

/// Each interest is a tie of its own: a share with its interval, or control, or one of which only that it is there is known. What is held
/// through others is looked at and not added up: the chain below states it as well.
fn relationship(details: &Value, records: &Records, record: u64, sink: &mut dyn FnMut(Row)) {
    let (owned, owner) = (json::text(details, "subject"), json::text(details, "interestedParty"));
    if owned.is_empty() {
        return sink(Row::Broken { record, what: "a relationship without subject".to_owned() });
    }
    if owner.is_empty() {
        return sink(Row::PassedOver("a relationship with an unknown owner"));
    }
    let unknown = Owned {
        owned: records.company(owned),
        owner: records.company(owner),
        tie: Tie::Shares,
        at_least: None,
        at_most: None,
        from: None,
        to: None,
    };
    let interests = details.get("interests").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if interests.is_empty() {
        // That there is a tie is known, and nothing else of it.
        return sink(Row::Owned(unknown));
    }
    for interest in interests {
        let kind = json::text(interest, "type");
        let at_least = figure(interest.get("share"), &[("exact", 0.0), ("minimum", 0.0), ("exclusiveMinimum", SMALLEST)]);
        let at_most = figure(interest.get("share"), &[("exact", 0.0), ("maximum", 0.0), ("exclusiveMaximum", -SMALLEST)]);
        let most_votes = || kind == "votingRights" && at_least.as_deref().and_then(Share::parse) > Some(Share::HALF);
        let is_direct = json::text(interest, "directOrIndirect") != "indirect";
        let (tie, at_least, at_most) = match kind {
            "shareholding" => (Tie::Shares, at_least.filter(|_| is_direct), at_most),
            _ if CONTROL.contains(&kind) || most_votes() => (Tie::Controls, None, None),
            _ => (Tie::Shares, None, None),
        };
        let (from, to) = (day(json::text(interest, "startDate")), day(json::text(interest, "endDate")));
        sink(Row::Owned(Owned { tie, at_least, at_most, from, to, ..unknown.clone() }));
    }
}

/// Interests that are control by their own definition (codelist interestType).
const CONTROL: &[&str] = &["appointmentOfBoard", "otherInfluenceOrControl", "controlViaCompanyRulesOrArticles", "controlByLegalFramework"];

/// A millionth of a percent: what lies between an end that counts and one that does not.
const SMALLEST: f64 = 0.000_001;

/// The first of these members that is there, moved by as much; `None` where it is no percentage.
fn figure(share: Option<&Value>, members: &[(&str, f64)]) -> Option<String> {
    let (percent, by) = members.iter().find_map(|(name, by)| Some((share?.get(name)?.as_f64()?, by)))?;
    Some(format!("{:.6}", percent + by)).filter(|text| Share::parse(text).is_some())
}
