//! The SDN list of the US Office of Foreign Assets Control: the legacy CSV files without header, and the XML.

use super::element::{self, Element};
use super::{Affiliates, Gives, Importer, Listed, Open, Row, filled, give, passed_over, table, us_day};

pub(super) const SDN_CSV: Importer = Importer {
    name: "ofac-sdn-csv",
    title: "OFAC SDN list, sdn.csv",
    gives: Gives::List,
    affiliates: Affiliates::FiftyPercent,
    recognises: |head| legacy(head).is_some_and(|fields| fields == 12),
    read: read_sdn,
};

pub(super) const ALT_CSV: Importer = Importer {
    name: "ofac-alt-csv",
    title: "OFAC SDN list, alt.csv: further names",
    gives: Gives::Aliases,
    affiliates: Affiliates::FiftyPercent,
    recognises: |head| legacy(head).is_some_and(|fields| fields == 5),
    read: read_alt,
};

pub(super) const XML: Importer = Importer {
    name: "ofac-sdn-xml",
    title: "OFAC SDN list, sdn.xml",
    gives: Gives::List,
    affiliates: Affiliates::FiftyPercent,
    recognises: |head| head.starts_with('<') && head.contains("<sdnList"),
    read: read_xml,
};

/// How many fields the first line has, where it begins with a number and a `-0-` stands for nothing.
fn legacy(head: &str) -> Option<usize> {
    let line = head.lines().next().filter(|line| line.contains("-0-"))?;
    line.split(',').next()?.trim().parse::<u64>().ok()?;
    // Commas inside quotes part no fields.
    Some(line.split('"').step_by(2).map(|outside| outside.matches(',').count()).sum::<usize>().saturating_add(1))
}

/// A field; `-0-` is nothing.
fn stated(field: &str) -> &str {
    if field == "-0-" { "" } else { field }
}

/// Files of DOS end with a Control-Z.
fn is_end(cells: &[String]) -> bool {
    cells.len() == 1 && cells.first().is_some_and(|cell| cell.trim() == "\u{1a}")
}

fn read_sdn(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    table::rows(open, |fields| {
        if is_end(&fields.cells) {
            return;
        }
        if fields.cells.len() != 12 {
            return sink(Row::Broken { record: fields.record, what: format!("it has {} fields instead of 12", fields.cells.len()) });
        }
        if let Some(kind) = passed_over(stated(fields.at(2))) {
            return sink(Row::PassedOver(kind));
        }
        let listed = Listed {
            id: stated(fields.at(0)).to_owned(),
            name: stated(fields.at(1)).to_owned(),
            authority: format!("OFAC, {}", stated(fields.at(3)).replace("] [", ", ")),
            ..Listed::default()
        };
        give(listed, fields.record, sink);
    })
}

fn read_alt(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    table::rows(open, |fields| match (filled(stated(fields.at(0))), filled(stated(fields.at(3)))) {
        _ if is_end(&fields.cells) => {}
        (Some(id), Some(name)) => sink(Row::Alias { id, name }),
        _ => sink(Row::Broken { record: fields.record, what: "it has no number or no name".to_owned() }),
    })
}

fn read_xml(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    element::records(
        open,
        &["sdnEntry", "publshInformation"],
        |_| {},
        |record, element| {
            if element.name == "publshInformation" {
                us_day(element.text(&["Publish_Date"])).map(Row::Dated).map(&mut *sink);
            } else if let Some(kind) = passed_over(element.text(&["sdnType"])) {
                sink(Row::PassedOver(kind));
            } else {
                let aliases = element.at(&["akaList", "aka"]).into_iter();
                aliases.filter(|aka| is_weak(aka)).for_each(|_| sink(Row::PassedOver("a name that OFAC itself calls weak")));
                give(entry(&element), record, sink);
            }
        },
    )
}

/// Likely to hit the wrong party, in OFAC's own words (FAQ 122).
fn is_weak(aka: &Element) -> bool {
    aka.text(&["category"]).eq_ignore_ascii_case("weak")
}

fn entry(element: &Element) -> Listed {
    let name = |element: &Element| [element.text(&["firstName"]), element.text(&["lastName"])].join(" ").trim().to_owned();
    let programs: Vec<&str> = element.at(&["programList", "program"]).iter().map(|program| program.own_text()).collect();
    Listed {
        id: element.text(&["uid"]).to_owned(),
        name: name(element),
        aliases: element
            .at(&["akaList", "aka"])
            .into_iter()
            .filter(|aka| !is_weak(aka))
            .map(name)
            .filter(|name| !name.is_empty())
            .collect(),
        authority: format!("OFAC, {}", programs.join(", ")),
        ..Listed::default()
    }
}
