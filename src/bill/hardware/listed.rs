//! A machine as a bill: its platform is what the bill describes, each part a component with its maker.

use super::{Family, Machine, Part, known};
use crate::bill::contents::ROOT;
use crate::bill::{Claim, ClaimState, Contents, Identifier, IdentifierKind, Kind, PlaceId, Relation, Role, Step};
use crate::intake::Document;

/// The bill. Parts stand at `/parts/0`, `/parts/1` .., quantities expanded; the platform at `/platform`.
pub fn contents(document: &Document, machine: &Machine) -> Contents {
    let mut contents = Contents::new(document);
    let platform = &machine.platform;
    let place = contents.place(ROOT, Step::Member("platform"), 0);
    let whole = Part {
        family: None,
        manufacturer: platform.manufacturer.clone(),
        model: platform.model.clone(),
        serial: platform.serial.clone(),
        revision: platform.version.clone(),
        addresses: Vec::new(),
    };
    // A source that says nothing of the machine as a whole describes its parts only.
    if whole != Part::default() {
        let id = add(&mut contents, &whole, place, Kind::Device);
        contents.subjects.push(id);
    }
    for (index, part) in (0_u32..).zip(&machine.parts) {
        let place = contents.place(ROOT, Step::Item("parts", index), 0);
        let kind = if part.family == Some(Family::Firmware) { Kind::Firmware } else { Kind::Device };
        add(&mut contents, part, place, kind);
    }
    contents
}

/// What is wrong with the file, as a bill that says nothing else.
pub fn defective(document: &Document, what: &str) -> Contents {
    let mut contents = Contents::new(document);
    contents.defects.push(crate::bill::Defect { place: ROOT, what: what.to_owned() });
    contents
}

fn add(contents: &mut Contents, part: &Part, place: PlaceId, kind: Kind) -> crate::bill::ComponentId {
    let id = contents.open_component(place, None, Relation::Part);
    let name = known(part.model.as_deref()).or(part.family.map(Family::word)).unwrap_or("part");
    let name = contents.keep(name).unwrap_or_else(|| contents.keep_raw("part"));
    let version = known(part.revision.as_deref()).and_then(|revision| contents.keep(revision));
    let (mut claims, mut identifiers) = (Vec::new(), Vec::new());
    // A placeholder is claimed as it stands, so that the report can show it; a prefix stands for whoever holds it.
    let prefix = part.addresses.iter().find_map(|address| mac_prefix(address));
    if let Some(text) = part.manufacturer.as_deref().or(prefix.as_deref()) {
        let (words, kind, vendors) = match usb_vendor(part) {
            Some(vendor) => (Some(format!("USB vendor {}", vendor.to_lowercase())), IdentifierKind::UsbVendor, vec![vendor]),
            None => {
                let (words, vendors) = vendor_numbers(text);
                (words, IdentifierKind::PciVendor, vendors)
            }
        };
        if let Some(text) = contents.keep(words.as_deref().unwrap_or(text)) {
            claims.push(Claim { role: Role::Manufacturer, state: ClaimState::Stated, text, place });
        }
        for vendor in vendors {
            let text = contents.keep_raw(vendor);
            identifiers.push(Identifier { kind, text, place });
        }
    }
    let serial = known(part.serial.as_deref()).into_iter().map(|serial| (IdentifierKind::SerialNumber, serial));
    let addresses = part.addresses.iter().map(|address| (IdentifierKind::MacAddress, address.as_str()));
    for (kind, text) in serial.chain(addresses) {
        if let Some(text) = contents.keep(text) {
            identifiers.push(Identifier { kind, text, place });
        }
    }
    if let Some(component) = contents.components.get_mut(id.0 as usize) {
        (component.kind, component.name, component.version) = (kind, name, version);
    }
    contents.close_component(id, &claims, &identifiers);
    id
}

/// The number of a USB device's vendor: four hexadecimal digits where nothing tells what kind of part it is, as `lsusb` shows it.
fn usb_vendor(part: &Part) -> Option<&str> {
    let is_number = |text: &&str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    part.manufacturer.as_deref().filter(|text| part.family.is_none() && is_number(text))
}

/// For the compound form of the PCIe registry, `vendor:subvendor:..`: the maker in words, and both numbers.
fn vendor_numbers(text: &str) -> (Option<String>, Vec<&str>) {
    let is_number = |piece: &&str| piece.len() == 4 && piece.bytes().all(|byte| byte.is_ascii_hexdigit());
    let numbers: Vec<&str> = if text.contains(':') { text.split(':').take(2).filter(is_number).collect() } else { Vec::new() };
    let words = numbers.first().map(|vendor| format!("PCI vendor {}", vendor.to_lowercase()));
    (words, numbers)
}

/// The maker in words for a part that only shows its hardware address.
fn mac_prefix(address: &str) -> Option<String> {
    let digits: String = address.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_lowercase();
    (digits.len() == 12).then(|| digits.get(..6).map(|prefix| format!("MAC prefix {prefix}"))).flatten()
}
