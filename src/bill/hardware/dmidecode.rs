//! The text that `dmidecode` prints: SMBIOS structures, a heading and indented fields each.

use super::{Family, Machine, PARTS, Part, Platform, Sees, Source, head};
use crate::intake::Document;

pub(super) const SOURCE: Source = Source { name: "dmidecode", recognises, read };

const SEEN: &[Family] = &[Family::Processor, Family::Board, Family::Memory, Family::Firmware];

fn recognises(document: &Document) -> bool {
    let text = head(document);
    text.starts_with("# dmidecode ") || text.lines().any(|line| structure(line).is_some())
}

/// The type in `Handle 0x0001, DMI type 1, 34 bytes`.
fn structure(line: &str) -> Option<u32> {
    let (_, rest) = line.strip_prefix("Handle 0x")?.split_once(", DMI type ")?;
    rest.split_once(',')?.0.parse().ok()
}

fn read(bytes: &[u8]) -> Result<Machine, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8; save the output of dmidecode as it is printed".to_owned())?;
    if !text.ends_with('\n') {
        return Err("its last line does not end: it is cut short".to_owned());
    }
    let mut machine = Machine { sees: Sees::Only(SEEN.into()), ..Machine::default() };
    if text.lines().filter_map(structure).filter(|kind| *kind == 1).count() > 1 {
        return Err(super::smbios::SYSTEMS.to_owned());
    }
    let mut blocks: Vec<(u32, Vec<(&str, &str)>)> = Vec::new();
    for line in text.lines() {
        if let Some(kind) = structure(line) {
            blocks.push((kind, Vec::new()));
        } else if let Some((_, fields)) = blocks.last_mut()
            && let Some((name, value)) =
                line.strip_prefix('\t').filter(|line| !line.starts_with('\t')).and_then(|line| line.split_once(':'))
        {
            fields.push((name.trim(), value.trim()));
        }
    }
    for (kind, fields) in &blocks {
        if machine.parts.len() == PARTS {
            return Err(format!("more than {PARTS} parts"));
        }
        let field = |wanted: &str| fields.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned());
        if *kind == 1 {
            machine.platform = Platform {
                manufacturer: field("Manufacturer"),
                model: field("Product Name"),
                version: field("Version"),
                serial: field("Serial Number"),
            };
        }
        machine.parts.extend(part(*kind, field));
    }
    Ok(machine)
}

/// Fields by the structure's type: HARDWARE notes, "Inventories".
fn part(kind: u32, field: impl Fn(&str) -> Option<String>) -> Option<Part> {
    let family = Some(Family::of_smbios(kind));
    let (manufacturer, serial, revision) = (field("Manufacturer"), field("Serial Number"), field("Version"));
    match kind {
        0 => Some(Part { family, manufacturer: field("Vendor"), revision, ..Part::default() }),
        2 => Some(Part { family, manufacturer, model: field("Product Name"), serial, revision, ..Part::default() }),
        4 if field("Status").is_some_and(|status| status.eq_ignore_ascii_case("Unpopulated")) => None,
        4 => Some(Part { family, manufacturer, model: field("Family"), serial, revision, ..Part::default() }),
        17 if is_empty_slot(field("Size").as_deref()) => None,
        17 => Some(Part { family, manufacturer, model: field("Part Number"), serial, ..Part::default() }),
        _ => None,
    }
}

/// A memory slot with nothing in it.
fn is_empty_slot(size: Option<&str>) -> bool {
    size.is_some_and(|size| size.eq_ignore_ascii_case("No Module Installed") || size.eq_ignore_ascii_case("NO DIMM"))
}
