//! The machine that a hardware bill states: CycloneDX devices and firmware, SPDX packages of that purpose.

use std::collections::BTreeSet;

use super::{Family, Machine, PARTS, Part, Platform, Sees};
use crate::bill::{ClaimState, Component, ComponentId, Contents, IdentifierKind, Kind, Relation, Role};

/// Its subject is the platform, every other piece of hardware a part; a quantity stands for as many parts.
///
/// # Errors
/// What is wrong with the bill, or that it lists more than [`PARTS`] parts.
pub fn machine(contents: &Contents) -> Result<Machine, String> {
    if let Some(defect) = contents.defects.first() {
        return Err(format!("{}: {}", contents.pointer(defect.place), defect.what));
    }
    let mut machine = Machine { sees: Sees::Everything, ..Machine::default() };
    let subjects: BTreeSet<ComponentId> = contents.subjects.iter().copied().collect();
    for (id, component) in (0..).map(ComponentId).zip(&contents.components) {
        if subjects.contains(&id) {
            machine.platform = platform(contents, component);
        } else if component.relation == Relation::Part && is_hardware(component.kind) {
            let part = part(contents, component);
            let many = quantity(contents, component);
            if machine.parts.len().saturating_add(many) > PARTS {
                return Err(format!("more than {PARTS} parts"));
            }
            machine.parts.extend(std::iter::repeat_n(part, many));
        }
    }
    Ok(machine)
}

fn is_hardware(kind: Kind) -> bool {
    match kind {
        Kind::Device | Kind::Firmware | Kind::Platform => true,
        Kind::Application
        | Kind::Framework
        | Kind::Library
        | Kind::Container
        | Kind::OperatingSystem
        | Kind::DeviceDriver
        | Kind::File
        | Kind::MachineLearningModel
        | Kind::Data
        | Kind::CryptographicAsset
        | Kind::Source
        | Kind::Archive
        | Kind::Install
        | Kind::Service
        | Kind::OtherStated
        | Kind::Unstated => false,
    }
}

fn platform(contents: &Contents, component: &Component) -> Platform {
    let part = part(contents, component);
    Platform { manufacturer: part.manufacturer, model: part.model, version: part.revision, serial: part.serial }
}

fn part(contents: &Contents, component: &Component) -> Part {
    let claimed = |role: Role| {
        let mut claims = contents.claims_of(component).iter().filter(|claim| claim.role == role && claim.state == ClaimState::Stated);
        claims.next().map(|claim| contents.text(claim.text).to_owned())
    };
    let identified = |kind: IdentifierKind| {
        contents.identifiers_of(component).iter().filter(move |found| found.kind == kind).map(|found| contents.text(found.text).to_owned())
    };
    Part {
        family: (component.kind == Kind::Firmware).then_some(Family::Firmware),
        manufacturer: claimed(Role::Manufacturer).or_else(|| claimed(Role::Originator)).or_else(|| claimed(Role::Supplier)),
        model: Some(contents.text(component.name).to_owned()),
        serial: identified(IdentifierKind::SerialNumber).next(),
        revision: component.version.map(|version| contents.text(version).to_owned()),
        addresses: identified(IdentifierKind::MacAddress).collect(),
    }
}

/// `cdx:device:quantity`; 1 where it is absent or no number.
fn quantity(contents: &Contents, component: &Component) -> usize {
    let stated = contents.identifiers_of(component).iter().find(|found| found.kind == IdentifierKind::Quantity);
    stated.and_then(|found| contents.text(found.text).parse().ok()).unwrap_or(1)
}
