//! What network equipment says of itself: an SNMP walk of the ENTITY-MIB, and `show inventory`.

use std::collections::BTreeMap;

use super::{Family, Machine, PARTS, Part, Platform, Sees, Source, head};
use crate::intake::Document;

pub(super) const ENTITY_MIB: Source = Source { name: "entity-mib", recognises: is_walk, read: walk };
pub(super) const SHOW_INVENTORY: Source = Source { name: "show-inventory", recognises: is_show, read: show };

/// entPhysicalEntry (RFC 6933).
const ENTRY: &str = "1.3.6.1.2.1.47.1.1.1.1.";
const NAMES: &[(&str, u32)] = &[
    ("entPhysicalClass", 5),
    ("entPhysicalHardwareRev", 8),
    ("entPhysicalFirmwareRev", 9),
    ("entPhysicalSerialNum", 11),
    ("entPhysicalMfgName", 12),
    ("entPhysicalModelName", 13),
];

fn is_walk(document: &Document) -> bool {
    head(document).lines().any(|line| column(line).is_some())
}

/// Column, row and value of a line in the numeric or the named form of net-snmp.
fn column(line: &str) -> Option<(u32, u32, &str)> {
    let (name, value) = line.split_once(" = ")?;
    let (column, row) = match name.trim_start_matches("iso.").trim_start_matches('.').strip_prefix(ENTRY) {
        Some(rest) => rest.split_once('.').and_then(|(column, row)| Some((column.parse().ok()?, row)))?,
        None if name.starts_with("iso.3.6.1.2.1.47.1.1.1.1.") => {
            let (column, row) = name.get("iso.3.6.1.2.1.47.1.1.1.1.".len()..)?.split_once('.')?;
            (column.parse().ok()?, row)
        }
        None => {
            let (name, row) = name.strip_prefix("ENTITY-MIB::").unwrap_or(name).split_once('.')?;
            (NAMES.iter().find(|(known, _)| *known == name)?.1, row)
        }
    };
    let value = value.split_once(": ").map_or(value, |(_, value)| value);
    Some((column, row.parse().ok()?, value.trim().trim_matches('"')))
}

fn walk(bytes: &[u8]) -> Result<Machine, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
    for (column, row, value) in text.lines().filter_map(column) {
        if rows.len() == PARTS && !rows.contains_key(&row) {
            return Err(format!("more than {PARTS} entities"));
        }
        rows.entry(row).or_default().insert(column, value);
    }
    let mut machine = Machine { sees: Sees::Everything, ..Machine::default() };
    for row in rows.values() {
        let field = |column: u32| row.get(&column).filter(|value| !value.is_empty()).map(|value| (*value).to_owned());
        let (manufacturer, model, serial) = (field(12), field(13), field(11));
        if model.is_none() && serial.is_none() {
            continue;
        }
        let class = field(5).unwrap_or_default();
        let family = match class.split('(').next().unwrap_or_default() {
            "3" | "chassis" | "11" | "stack" | "5" | "container" => Some(Family::Container),
            "6" | "powerSupply" => Some(Family::Power),
            "9" | "module" => Some(Family::Module),
            "12" | "cpu" => Some(Family::Processor),
            "10" | "port" => Some(Family::Network),
            _ => None,
        };
        if family == Some(Family::Container) && machine.platform == Platform::default() {
            machine.platform = Platform { manufacturer, model, version: field(8), serial };
            continue;
        }
        machine.parts.push(Part { family, manufacturer, model, serial, revision: field(8).or_else(|| field(9)), ..Part::default() });
    }
    Ok(machine)
}

fn is_show(document: &Document) -> bool {
    let text = head(document);
    text.lines().any(|line| line.trim_start().starts_with("NAME: ")) && text.contains("PID:") && text.contains("SN:")
}

/// Two lines an entity: NAME and DESCR; PID (the model), VID (the revision), SN. The first chassis is the platform; no maker is stated.
fn show(bytes: &[u8]) -> Result<Machine, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let mut machine = Machine { sees: Sees::Everything, ..Machine::default() };
    let mut name = String::new();
    for line in text.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("NAME: ") {
            name = rest.to_lowercase();
        }
        let Some(rest) = line.strip_prefix("PID:") else { continue };
        if machine.parts.len() == PARTS {
            return Err(format!("more than {PARTS} entities"));
        }
        let (model, rest) = rest.split_once("VID:").ok_or("a line with PID and no VID")?;
        let (revision, serial) = rest.split_once("SN:").ok_or("a line with PID and no SN")?;
        let field = |text: &str| Some(text.trim().trim_end_matches(',').trim().to_owned()).filter(|text| !text.is_empty());
        let (model, revision, serial) = (field(model), field(revision), field(serial));
        if name.contains("chassis") && !name.contains("power supply") && machine.platform == Platform::default() {
            machine.platform = Platform { manufacturer: None, model, version: revision, serial };
        } else if model.is_some() || serial.is_some() {
            let family = name.contains("power supply").then_some(Family::Power);
            machine.parts.push(Part { family, model, serial, revision, ..Part::default() });
        }
    }
    Ok(machine)
}
