//! OpenSanctions: `targets.simple.csv` and FollowTheMoney entities as JSON lines. Their data is under a licence of their own.

use std::collections::BTreeMap;

use serde_json::Value;

use super::table::{Columns, Fields};
use super::{Affiliates, Company, Gives, Importer, Listed, Open, Owned, Row, country, day, filled, give, json, several, table};
use crate::maker::ownership::{Share, Tie};

pub(super) const TARGETS: Importer = Importer {
    name: "opensanctions-targets",
    title: "OpenSanctions, targets.simple.csv",
    gives: Gives::List,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with("id,schema,name,aliases,") || head.starts_with("\"id\",\"schema\",\"name\",\"aliases\","),
    read: read_targets,
};

pub(super) const FTM: Importer = Importer {
    name: "opensanctions-ftm",
    title: "OpenSanctions, entities.ftm.json: entities, sanctions and owners",
    gives: Gives::ListAndMakers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('{') && head.contains("\"schema\"") && head.contains("\"properties\""),
    read: read_ftm,
};

/// Schemata of things that can make equipment or own who does.
const COMPANIES: &[&str] = &["Company", "Organization", "LegalEntity", "PublicBody"];

fn company(schema: &str) -> Result<(), &'static str> {
    match schema {
        _ if COMPANIES.contains(&schema) => Ok(()),
        "Person" => Err("individual"),
        "Vessel" => Err("vessel"),
        "Airplane" => Err("aircraft"),
        _ => Err("another kind of entity"),
    }
}

fn read_targets(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut columns: Option<Columns> = None;
    table::rows(open, |fields| match &columns {
        None => columns = Some(Columns::of(&fields)),
        Some(columns) => target(columns, &fields, sink),
    })
}

fn target(columns: &Columns, fields: &Fields, sink: &mut dyn FnMut(Row)) {
    if let Some(what) = columns.wrong(fields) {
        return sink(Row::Broken { record: fields.record, what });
    }
    let get = |column: &str| columns.get(fields, column);
    if let Err(kind) = company(get("schema")) {
        return sink(Row::PassedOver(kind));
    }
    let listed = Listed {
        id: get("id").to_owned(),
        name: get("name").to_owned(),
        aliases: several(get("aliases"), ";"),
        country: get("countries").split(';').next().and_then(country),
        // `first_seen` is the day on which the publisher's own program first saw it.
        from: None,
        to: None,
        authority: filled(get("program_ids")).or_else(|| filled(get("dataset"))).unwrap_or_default(),
    };
    give(listed, fields.record, sink);
}

/// What a sanction says of an entity.
struct Sanction {
    program: String,
    from: Option<crate::intake::Day>,
    to: Option<crate::intake::Day>,
}

impl Sanction {
    /// In the order in which one outweighs another.
    fn lasts(&self) -> impl Ord {
        (self.to.is_none(), self.to, std::cmp::Reverse(self.from))
    }
}

/// Two passes: sanctions first, since they name the entity and may stand before or behind it.
fn read_ftm(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut sanctions: BTreeMap<String, Sanction> = BTreeMap::new();
    json::lines(open, |_, line| {
        let Ok(value) = line else { return };
        if json::text(&value, "schema") != "Sanction" {
            return;
        }
        for entity in property(&value, "entity") {
            let program = property(&value, "programId").into_iter().chain(property(&value, "program")).next().unwrap_or_default();
            let at = |name: &str| property(&value, name).first().and_then(|text| day(text));
            let found = Sanction { program, from: at("startDate"), to: at("endDate") };
            // Of several the one that lasts longest, and of those the first: another that has ended does not end it.
            if sanctions.get(&entity).is_none_or(|known| found.lasts() > known.lasts()) {
                sanctions.insert(entity, found);
            }
        }
    })?;
    json::lines(open, |record, line| match line {
        Err(what) => sink(Row::Broken { record, what }),
        Ok(value) => match json::text(&value, "schema") {
            "Ownership" => tie(&value, record, sink),
            "Sanction" => {}
            schema => match company(schema) {
                Err(kind) => sink(Row::PassedOver(kind)),
                Ok(()) => entity(&value, &sanctions, record, sink),
            },
        },
    })
}

fn property(value: &Value, name: &str) -> Vec<String> {
    value.get("properties").map(|properties| json::texts(properties, name)).unwrap_or_default()
}

fn entity(value: &Value, sanctions: &BTreeMap<String, Sanction>, record: u64, sink: &mut dyn FnMut(Row)) {
    let id = json::text(value, "id").to_owned();
    let mut names = property(value, "name").into_iter();
    let name = names.next().unwrap_or_else(|| json::text(value, "caption").to_owned());
    let aliases: Vec<String> = names.chain(property(value, "alias")).chain(property(value, "previousName")).collect();
    property(value, "weakAlias").iter().for_each(|_| sink(Row::PassedOver("a name that the publisher itself calls weak")));
    let country = property(value, "country").first().and_then(|text| country(text));
    let identifiers = property(value, "leiCode").into_iter().map(|code| ("lei", code)).collect();
    sink(Row::Company(Company { id: id.clone(), name: name.clone(), aliases: aliases.clone(), country: country.clone(), identifiers }));
    let listing = ["sanction", "debarment", "export.control", "export.risk"];
    let topics = property(value, "topics");
    let sanction = sanctions.get(&id);
    let has_topic = topics.iter().any(|topic| listing.contains(&topic.as_str()));
    if sanction.is_none() && !has_topic {
        return;
    }
    let authority = sanction.and_then(|sanction| filled(&sanction.program)).unwrap_or_else(|| json::texts(value, "datasets").join(", "));
    let (from, to) = sanction.map_or((None, None), |sanction| (sanction.from, sanction.to));
    // Its crawlers set the topic while a sanction is in force: one that was seen with it after that end is not over.
    let seen = day(json::text(value, "last_seen"));
    let to = to.filter(|end| !(has_topic && seen.is_some_and(|seen| *end < seen)));
    give(Listed { id, name, aliases, country, from, to, authority }, record, sink);
}

/// Every owner of every asset that the record names.
fn tie(value: &Value, record: u64, sink: &mut dyn FnMut(Row)) {
    let (owners, assets) = (property(value, "owner"), property(value, "asset"));
    if owners.is_empty() || assets.is_empty() {
        return sink(Row::Broken { record, what: "an ownership without owner or asset".to_owned() });
    }
    let at = |name: &str| property(value, name).into_iter().next();
    let stated = at("percentage").map(|text| text.trim_end_matches('%').trim().to_owned());
    let share = stated.filter(|text| Share::parse(text).is_some());
    let (from, to) = (at("startDate").and_then(|text| day(&text)), at("endDate").and_then(|text| day(&text)));
    for owned in &assets {
        for owner in &owners {
            let (owned, owner) = (owned.clone(), owner.clone());
            sink(Row::Owned(Owned { owned, owner, tie: Tie::Shares, at_least: share.clone(), at_most: share.clone(), from, to }));
        }
    }
}
