//! The US Consolidated Screening List (Department of Commerce, trade.gov), as CSV and as JSON.

use serde_json::Value;

use super::table::{Columns, Fields};
use super::{Affiliates, Gives, Importer, Listed, Open, Row, country, day, filled, give, json, passed_over, several, table};
use crate::maker::name::Name;

pub(super) const CSV: Importer = Importer {
    name: "us-csl-csv",
    title: "US Consolidated Screening List, CSV",
    gives: Gives::List,
    affiliates: Affiliates::Named,
    recognises: |head| {
        let header = head.lines().next().unwrap_or_default();
        !head.starts_with('{')
            && ["source", "entity_number", "alt_names", "federal_register_notice"].iter().all(|column| header.contains(column))
    },
    read: read_csv,
};

pub(super) const JSON: Importer = Importer {
    name: "us-csl-json",
    title: "US Consolidated Screening List, JSON",
    gives: Gives::List,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('{') && head.contains("\"results\"") && !head.contains("\"schema\""),
    read: read_json,
};

fn read_csv(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut columns: Option<Columns> = None;
    table::rows(open, |fields| match &columns {
        None => columns = Some(Columns::of(&fields)),
        Some(columns) => row(columns, &fields, sink),
    })
}

fn row(columns: &Columns, fields: &Fields, sink: &mut dyn FnMut(Row)) {
    if let Some(what) = columns.wrong(fields) {
        return sink(Row::Broken { record: fields.record, what });
    }
    let get = |column: &str| columns.get(fields, column);
    if let Some(kind) = passed_over(get("type")) {
        return sink(Row::PassedOver(kind));
    }
    let id = filled(get("_id")).or_else(|| filled(get("entity_number"))).unwrap_or_else(|| format!("row-{}", fields.record));
    let (name, mut aliases) = cleaned(get("name"));
    aliases.extend(several(get("alt_names"), "; "));
    let listed = Listed {
        id,
        name,
        aliases,
        country: get("addresses").rsplit(',').next().and_then(country),
        from: day(get("start_date")),
        to: day(get("end_date")),
        authority: authority(&[get("source"), get("programs"), get("federal_register_notice")]),
    };
    give(listed, fields.record, sink);
}

fn read_json(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    json::records(open, Some("results"), |record, value| {
        if let Some(kind) = passed_over(json::text(value, "type")) {
            return sink(Row::PassedOver(kind));
        }
        let (name, mut aliases) = cleaned(json::text(value, "name"));
        aliases.extend(json::texts(value, "alt_names"));
        let seat = value.get("addresses").and_then(Value::as_array).and_then(|addresses| addresses.first());
        let programs = json::texts(value, "programs").join(", ");
        let listed = Listed {
            id: json::text(value, "id").to_owned(),
            name,
            aliases,
            country: seat.and_then(|seat| country(json::text(seat, "country"))),
            from: day(json::text(value, "start_date")),
            to: day(json::text(value, "end_date")),
            authority: authority(&[json::text(value, "source"), &programs, json::text(value, "federal_register_notice")]),
        };
        give(listed, record, sink);
    })
}

/// Source, programme and notice, as far as they are stated.
fn authority(parts: &[&str]) -> String {
    parts.iter().filter_map(|part| filled(part)).collect::<Vec<_>>().join("; ")
}

/// What the Bureau of Industry and Security writes around a name: a short name in brackets, affiliates behind it, and "any successor".
fn cleaned(text: &str) -> (String, Vec<String>) {
    let cut = |text: &str, mark: &str| match text.to_ascii_lowercase().find(mark) {
        Some(at) => (text.get(..at).unwrap_or(text).to_owned(), text.get(at.saturating_add(mark.len())..).unwrap_or_default().to_owned()),
        None => (text.to_owned(), String::new()),
    };
    let mut parts = vec![text.to_owned()];
    for mark in ["affiliated entities:", "affiliated entity:"] {
        parts = parts.iter().flat_map(|part| parted(part, mark)).collect();
    }
    let mut parts = parts.into_iter().map(|part| cut(&part, "and any successor").0);
    let text = parts.next().unwrap_or_default();
    let mut aliases: Vec<String> = parts.flat_map(|affiliates| several(&affiliates, ";")).map(|name| tidy(&name)).collect();
    let mut name = tidy(&text);
    let bare = name.trim_end_matches('.').to_owned();
    let bracket = bare.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    if let Some((before, short)) = bracket.filter(|(_, short)| Name::of(short).is_distinctive()) {
        aliases.extend(called(short));
        name = before.trim().to_owned();
    }
    (name, aliases)
}

/// The text before a mark, and what stands behind each, in any case.
fn parted(text: &str, mark: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    let mut parts: Vec<String> = Vec::new();
    for (at, found) in lower.match_indices(mark) {
        parts.push(text.get(from..at).unwrap_or_default().to_owned());
        from = at.saturating_add(found.len());
    }
    parts.push(text.get(from..).unwrap_or_default().to_owned());
    parts
}

fn tidy(name: &str) -> String {
    name.trim().trim_start_matches(['-', '–']).trim_end_matches([',', ';']).trim().to_owned()
}

/// The names in a bracket: one short name, or "a.k.a., the following two aliases: -One; and -Other".
fn called(bracket: &str) -> Vec<String> {
    let lower = bracket.to_ascii_lowercase();
    let behind = ["a.k.a.", "a/k/a", "aka "].iter().find_map(|mark| lower.starts_with(mark).then(|| bracket.get(mark.len()..)).flatten());
    let Some(names) = behind else { return filled(bracket).into_iter().collect() };
    let names = if lower.contains("alias") { names.split_once(':').map_or(names, |(_, names)| names) } else { names };
    let names = several(names.trim_start_matches([',', ' ']), ";");
    names.iter().map(|name| tidy(name.strip_prefix("and ").unwrap_or(name))).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_name_around_a_name_is_kept_and_no_place_becomes_one() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "Gamma Works, and any successor, sub-unit, or subsidiary thereof.  Affiliated entities: Zolbrand Optics; Trefix Radar",
                "Gamma Works",
                &["Zolbrand Optics", "Trefix Radar"],
            ),
            ("Gamma Affiliated Entity: Zolbrand Affiliated Entity: Trefix", "Gamma", &["Zolbrand", "Trefix"]),
            (
                "Plexor Co. (a.k.a., the following two aliases: -Vandrel Instruments; and -Quaxil Photonics)",
                "Plexor Co.",
                &["Vandrel Instruments", "Quaxil Photonics"],
            ),
            ("Plexor Co. (a.k.a. Vandrel)", "Plexor Co.", &["Vandrel"]),
            ("Norvik Systems (Iran)", "Norvik Systems (Iran)", &[]),
        ];
        for (text, name, aliases) in cases {
            assert_eq!(cleaned(text), ((*name).to_owned(), aliases.iter().map(|alias| (*alias).to_owned()).collect()), "{text}");
        }
    }

    #[test]
    fn what_surrounds_a_name_is_taken_off() {
        let (name, aliases) = cleaned("Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity: Huawei Beijing Research");
        assert_eq!(
            (name.as_str(), aliases),
            ("Huawei Technologies Co., Ltd.", vec!["Huawei Beijing Research".to_owned(), "Huawei".to_owned()])
        );
        let (name, aliases) = cleaned("Sample Works, and any successor, sub-unit, or subsidiary thereof");
        assert_eq!((name.as_str(), aliases.len()), ("Sample Works", 0));
        assert_eq!(cleaned("Sample (Shenzhen) Co., Ltd.").0, "Sample (Shenzhen) Co., Ltd.");
    }
}
