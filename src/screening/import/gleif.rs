//! GLEIF: who is who (level 1, LEI-CDF) and who owns whom (level 2, RR-CDF), XML.

use super::element::{self, Element};
use super::{Affiliates, Company, Gives, Importer, Open, Owned, Row, country, day, filled};
use crate::maker::ownership::Tie;

pub(super) const ENTITIES: Importer = Importer {
    name: "gleif-level-1",
    title: "GLEIF level 1: legal entities, XML",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('<') && head.contains("http://www.gleif.org/data/schema/leidata/2016"),
    read: read_entities,
};

pub(super) const RELATIONSHIPS: Importer = Importer {
    name: "gleif-level-2",
    title: "GLEIF level 2: relationships, XML",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('<') && head.contains("http://www.gleif.org/data/schema/rr/2016"),
    read: read_relationships,
};

fn read_entities(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    element::records(
        open,
        &["LEIRecord"],
        |_| {},
        |record, element| {
            let lei = element.text(&["LEI"]).to_owned();
            let Some((name, id)) = filled(element.text(&["Entity", "LegalName"])).zip(filled(&lei)) else {
                return sink(Row::Broken { record, what: "it has no LEI or no legal name".to_owned() });
            };
            let others = [
                &["Entity", "OtherEntityNames", "OtherEntityName"],
                &["Entity", "TransliteratedOtherEntityNames", "TransliteratedOtherEntityName"],
            ];
            sink(Row::Company(Company {
                id,
                name,
                aliases: others.iter().flat_map(|path| element.at(*path)).filter_map(|other| filled(other.own_text())).collect(),
                country: country(element.text(&["Entity", "LegalAddress", "Country"])),
                identifiers: vec![("lei", lei)],
            }));
        },
    )
}

fn read_relationships(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    element::records(
        open,
        &["RelationshipRecord"],
        |_| {},
        |record, element| match relationship(&element) {
            Ok(Some(owned)) => sink(Row::Owned(owned)),
            Ok(None) => sink(Row::PassedOver("a relationship that is no ownership")),
            Err(what) => sink(Row::Broken { record, what: what.to_owned() }),
        },
    )
}

/// A consolidation is control: the accounts of one are the other's, at more than half or otherwise, normally without a percentage.
fn relationship(element: &Element) -> Result<Option<Owned>, &'static str> {
    let text = |path: &[&str]| element.text(&[&["Relationship"], path].concat()).to_owned();
    let tie = match text(&["RelationshipType"]).as_str() {
        "IS_DIRECTLY_CONSOLIDATED_BY" | "IS_ULTIMATELY_CONSOLIDATED_BY" | "IS_INTERNATIONAL_BRANCH_OF" => Tie::Controls,
        "" => return Err("it has no type"),
        _ => return Ok(None),
    };
    if text(&["RelationshipStatus"]).eq_ignore_ascii_case("INACTIVE") {
        return Ok(None);
    }
    let (owned, owner) = (text(&["StartNode", "NodeID"]), text(&["EndNode", "NodeID"]));
    if owned.is_empty() || owner.is_empty() {
        return Err("it names no two nodes");
    }
    let period = element.at(&["Relationship", "RelationshipPeriods", "RelationshipPeriod"]);
    let period = period.into_iter().find(|period| period.text(&["PeriodType"]) == "RELATIONSHIP_PERIOD");
    let at = |name: &str| period.and_then(|period| day(period.text(&[name])));
    Ok(Some(Owned { owned, owner, tie, at_least: None, at_most: None, from: at("StartDate"), to: at("EndDate") }))
}
