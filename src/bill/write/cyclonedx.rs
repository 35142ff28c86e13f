//! Writes CycloneDX 1.5 with the crate `cyclonedx-bom`.

use std::str::FromStr as _;

use cyclonedx_bom::external_models::normalized_string::NormalizedString;
use cyclonedx_bom::external_models::uri::Purl;
use cyclonedx_bom::models::bom::{Bom, BomReference, SpecVersion};
use cyclonedx_bom::models::component::{Classification, Component as Written, Components, Cpe};
use cyclonedx_bom::models::composition::{AggregateType, Composition, Compositions};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::metadata::Metadata;
use cyclonedx_bom::models::organization::{OrganizationalContact, OrganizationalEntity};
use cyclonedx_bom::models::property::{Properties, Property};

use super::Writing;
use crate::bill::inspect::role_name;
use crate::bill::{Claim, ClaimState, Completeness, Component, ComponentId, IdentifierKind, Kind, Role};

pub(super) fn json(writing: &mut Writing<'_>) -> Result<String, String> {
    let mut bytes = Vec::new();
    bom(writing).output_as_json_v1_5(&mut bytes).map_err(|error| error.to_string())?;
    text(bytes)
}

pub(super) fn xml(writing: &mut Writing<'_>) -> Result<String, String> {
    let mut bytes = Vec::new();
    bom(writing).output_as_xml_v1_5(&mut bytes).map_err(|error| error.to_string())?;
    text(bytes)
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(text.trim_end().to_owned() + "\n")
}

fn bom(writing: &mut Writing<'_>) -> Bom {
    let parts = writing.parts();
    let mut written: Vec<(ComponentId, Option<ComponentId>, Written)> =
        parts.iter().map(|(id, component)| (*id, component.parent, one(writing, *id, component))).collect();
    // Innermost first: whatever a component holds was written before it is put into its own holder.
    let (mut subject, mut top) = (None, Vec::new());
    while let Some((id, parent, mut component)) = written.pop() {
        component.components.iter_mut().for_each(|parts| parts.0.reverse());
        let holder = parent.and_then(|parent| written.binary_search_by_key(&parent, |(id, _, _)| *id).ok());
        match holder.and_then(|index| written.get_mut(index)) {
            Some((_, _, holder)) => holder.components.get_or_insert_with(|| Components(Vec::new())).0.push(component),
            None if subject.is_none() && writing.contents.subjects.first() == Some(&id) => subject = Some(component),
            None => top.push(component),
        }
    }
    top.reverse();
    let further: Vec<_> = writing.contents.subjects.iter().skip(1).filter_map(|id| component_place(writing, *id)).collect();
    for place in further {
        writing.lose(place, "that this is what the bill describes is not written: CycloneDX has one such component");
    }
    let metadata = metadata(writing, subject);
    let compositions = match writing.contents.completeness {
        Completeness::Unknown => None,
        Completeness::Complete => Some(AggregateType::Complete),
        Completeness::Incomplete => Some(AggregateType::Incomplete),
    };
    Bom {
        serial_number: None,
        metadata: Some(metadata),
        components: Some(Components(top)),
        compositions: compositions.map(|aggregate| Compositions(vec![whole(writing, aggregate)])),
        spec_version: SpecVersion::V1_5,
        ..Bom::default()
    }
}

fn component_place(writing: &Writing<'_>, id: ComponentId) -> Option<crate::bill::PlaceId> {
    writing.contents.components.get(usize::try_from(id.0).ok()?).map(|component| component.place)
}

fn whole(writing: &Writing<'_>, aggregate: AggregateType) -> Composition {
    let subjects = writing.contents.subjects.iter().map(|id| BomReference::new(reference(writing, *id)));
    Composition {
        bom_ref: None,
        aggregate,
        assemblies: Some(subjects.collect()),
        dependencies: None,
        vulnerabilities: None,
        signature: None,
    }
}

fn metadata(writing: &mut Writing<'_>, subject: Option<Written>) -> Metadata {
    let mut metadata = Metadata { component: subject, ..Metadata::default() };
    for claim in writing.contents.document_claims.clone() {
        let name = writing.contents.text(claim.text).to_owned();
        match (claim.role, claim.state) {
            (Role::Author, ClaimState::Stated) => metadata.authors.get_or_insert_with(Vec::new).push(contact(&name)),
            (Role::Supplier, ClaimState::Stated) if metadata.supplier.is_none() => metadata.supplier = Some(entity(&name)),
            (role, _) => writing.lose(claim.place, format!("{} \"{name}\" of the document is not written", role_name(role))),
        }
    }
    metadata
}

fn contact(name: &str) -> OrganizationalContact {
    OrganizationalContact { bom_ref: None, name: Some(NormalizedString::new(name)), email: None, phone: None }
}

fn entity(name: &str) -> OrganizationalEntity {
    OrganizationalEntity { bom_ref: None, name: Some(NormalizedString::new(name)), url: None, contact: None }
}

/// The component's own reference, or its place in the list.
fn reference(writing: &Writing<'_>, id: ComponentId) -> String {
    let component = usize::try_from(id.0).ok().and_then(|index| writing.contents.components.get(index));
    let own = component.and_then(|component| component.reference).map(|text| writing.contents.text(text).to_owned());
    own.unwrap_or_else(|| format!("component-{}", id.0))
}

fn one(writing: &mut Writing<'_>, id: ComponentId, component: &Component) -> Written {
    let contents = writing.contents;
    let own = |text| NormalizedString::new(contents.text(text));
    let mut written = Written::new(classification(writing, component), contents.text(component.name), "", Some(reference(writing, id)));
    written.version = component.version.map(own);
    written.group = component.group.map(own);
    written.cpe = component.cpe.map(|cpe| Cpe::new(contents.text(cpe)));
    if let Some(purl) = component.purl {
        match Purl::from_str(contents.text(purl)) {
            Ok(purl) => written.purl = Some(purl),
            Err(_) => writing.lose(component.place, format!("purl \"{}\" is not written: it is not well formed", contents.text(purl))),
        }
    }
    for claim in contents.claims_of(component) {
        claim_into(writing, &mut written, claim);
    }
    identifiers_into(writing, &mut written, component);
    written
}

/// Puts a claim where CycloneDX 1.5 has a place for it; the roles of 1.6 take the next best place if that is free.
fn claim_into(writing: &mut Writing<'_>, written: &mut Written, claim: &Claim) {
    let name = writing.contents.text(claim.text).to_owned();
    let role = role_name(claim.role);
    if claim.state == ClaimState::Withheld {
        return writing.lose(claim.place, format!("that the {role} is withheld is not written: CycloneDX has no word for it"));
    }
    let (slot, written_as) = match claim.role {
        Role::Supplier | Role::Manufacturer if written.supplier.is_none() => {
            written.supplier = Some(entity(&name));
            (true, "supplier")
        }
        Role::Publisher if written.publisher.is_none() => {
            written.publisher = Some(NormalizedString::new(&name));
            (true, "publisher")
        }
        Role::Author | Role::Originator if written.author.is_none() => {
            written.author = Some(NormalizedString::new(&name));
            (true, "author")
        }
        Role::Supplier | Role::Manufacturer | Role::Publisher | Role::Author | Role::Originator => (false, ""),
    };
    if !slot {
        writing.lose(claim.place, format!("{role} \"{name}\" is not written: CycloneDX 1.5 has one place for it, which is taken"));
    } else if written_as != role {
        writing.lose(claim.place, format!("{role} \"{name}\" is written as {written_as}: CycloneDX 1.5 has no {role}"));
    }
}

fn identifiers_into(writing: &mut Writing<'_>, written: &mut Written, component: &Component) {
    let mut properties = Vec::new();
    for found in writing.contents.identifiers_of(component) {
        let text = writing.contents.text(found.text).to_owned();
        let name = match found.kind {
            IdentifierKind::SerialNumber => "cdx:device:serialNumber",
            IdentifierKind::MacAddress => "cdx:device:macAddress",
            IdentifierKind::Sku => "cdx:device:sku",
            IdentifierKind::LotNumber => "cdx:device:lotNumber",
            IdentifierKind::Quantity => "cdx:device:quantity",
            IdentifierKind::Sha256 => {
                let hash = Hash { alg: HashAlgorithm::SHA_256, content: HashValue(text) };
                written.hashes.get_or_insert_with(|| Hashes(Vec::new())).0.push(hash);
                continue;
            }
            IdentifierKind::Purl
            | IdentifierKind::Cpe
            | IdentifierKind::Swid
            | IdentifierKind::Swhid
            | IdentifierKind::Omnibor
            | IdentifierKind::Gtin
            | IdentifierKind::Gln
            | IdentifierKind::PciVendor
            | IdentifierKind::UsbVendor
            | IdentifierKind::PartNumber
            | IdentifierKind::Certification
            | IdentifierKind::Country
            | IdentifierKind::Website => {
                writing.lose(found.place, format!("\"{text}\" is not written"));
                continue;
            }
        };
        properties.push(Property::new(name, &text));
    }
    if !properties.is_empty() {
        written.properties = Some(Properties(properties));
    }
}

fn classification(writing: &mut Writing<'_>, component: &Component) -> Classification {
    let (class, stated) = match component.kind {
        Kind::Application => (Classification::Application, ""),
        Kind::Framework => (Classification::Framework, ""),
        Kind::Library => (Classification::Library, ""),
        Kind::Container => (Classification::Container, ""),
        Kind::Platform => (Classification::Platform, ""),
        Kind::OperatingSystem => (Classification::OperatingSystem, ""),
        Kind::Device => (Classification::Device, ""),
        Kind::DeviceDriver => (Classification::DeviceDriver, ""),
        Kind::Firmware => (Classification::Firmware, ""),
        Kind::File => (Classification::File, ""),
        Kind::MachineLearningModel => (Classification::MachineLearningModel, ""),
        Kind::Data => (Classification::Data, ""),
        Kind::CryptographicAsset => (Classification::Data, "the kind cryptographic-asset is written as data"),
        Kind::Source | Kind::Archive | Kind::Install => (Classification::File, "its purpose is written as file"),
        Kind::Service => (Classification::Application, "its kind is written as application"),
        Kind::OtherStated | Kind::Unstated => (Classification::Library, "no kind is stated; it is written as library"),
    };
    if !stated.is_empty() {
        writing.lose(component.place, stated);
    }
    class
}
