//! Writes SPDX 2.3 as JSON through the types of the crate `spdx-rs`, which refuses what it does not know.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use spdx_rs::models::SPDX;

use super::Writing;
use crate::bill::inspect::role_name;
use crate::bill::{Claim, ClaimState, Component, ComponentId, IdentifierKind, Kind, Role};
use crate::intake::Digest;

pub(super) fn json(writing: &mut Writing<'_>) -> Result<String, String> {
    let parts = writing.parts();
    let packages: Vec<Value> = parts.iter().map(|(id, component)| package(writing, *id, component)).collect();
    let subjects: BTreeSet<ComponentId> = writing.contents.subjects.iter().copied().collect();
    let describes: Vec<String> = parts.iter().filter(|(id, _)| subjects.contains(id)).map(|(id, _)| name_of(*id)).collect();
    let contains = parts.iter().filter_map(|(id, component)| {
        let parent = component.parent?;
        Some(json!({ "spdxElementId": name_of(parent), "relationshipType": "CONTAINS", "relatedSpdxElement": name_of(*id) }))
    });
    let relationships: Vec<Value> = contains.collect();
    let creators = creators(writing);
    // Unique for what is written, and the same for the same bill.
    let digest = Digest::of(serde_json::to_string(&packages).map_err(|error| error.to_string())?.as_bytes());
    let document = json!({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": writing.name,
        "documentNamespace": format!("urn:kenpin:bill:sha256:{digest}"),
        "creationInfo": { "created": writing.at.to_string(), "creators": creators },
        "documentDescribes": describes,
        "packages": packages,
        "relationships": relationships,
    });
    let document: SPDX = serde_json::from_value(document).map_err(|error| error.to_string())?;
    let mut text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

fn name_of(id: ComponentId) -> String {
    format!("SPDXRef-{}", id.0)
}

fn creators(writing: &mut Writing<'_>) -> Vec<String> {
    let mut creators = vec![format!("Tool: kenpin-{}", env!("CARGO_PKG_VERSION"))];
    for claim in writing.contents.document_claims.clone() {
        let name = writing.contents.text(claim.text).to_owned();
        match (claim.role, claim.state) {
            (Role::Author, ClaimState::Stated) => creators.push(format!("Organization: {name}")),
            (role, _) => writing.lose(claim.place, format!("{} \"{name}\" of the document is not written", role_name(role))),
        }
    }
    creators
}

fn package(writing: &mut Writing<'_>, id: ComponentId, component: &Component) -> Value {
    let contents = writing.contents;
    let name = match component.group {
        Some(group) => format!("{}/{}", contents.text(group), contents.text(component.name)),
        None => contents.text(component.name).to_owned(),
    };
    let mut package = Map::new();
    let mut put = |member: &str, value: Value| package.insert(member.to_owned(), value);
    put("name", json!(name));
    put("SPDXID", json!(name_of(id)));
    put("downloadLocation", json!("NOASSERTION"));
    put("filesAnalyzed", json!(false));
    if let Some(version) = component.version {
        put("versionInfo", json!(contents.text(version)));
    }
    if let Some(purpose) = purpose(writing, component) {
        put("primaryPackagePurpose", json!(purpose));
    }
    for claim in contents.claims_of(component) {
        claim_into(writing, &mut package, claim);
    }
    let mut references = Vec::new();
    let purl = component.purl.map(|purl| ("PACKAGE-MANAGER", "purl", purl));
    let cpe = component.cpe.map(|cpe| {
        let kind = if contents.text(cpe).starts_with("cpe:2.3:") { "cpe23Type" } else { "cpe22Type" };
        ("SECURITY", kind, cpe)
    });
    for (category, kind, text) in purl.into_iter().chain(cpe) {
        references.push(json!({ "referenceCategory": category, "referenceType": kind, "referenceLocator": contents.text(text) }));
    }
    if !references.is_empty() {
        package.insert("externalRefs".to_owned(), Value::Array(references));
    }
    for found in contents.identifiers_of(component) {
        let text = contents.text(found.text);
        if found.kind == IdentifierKind::Sha256 {
            package.insert("checksums".to_owned(), json!([{ "algorithm": "SHA256", "checksumValue": text }]));
        } else {
            writing.lose(found.place, format!("\"{text}\" is not written: SPDX 2 has no place for it"));
        }
    }
    Value::Object(package)
}

/// A manufacturer is the one originator; publisher and author have no place.
fn claim_into(writing: &mut Writing<'_>, package: &mut Map<String, Value>, claim: &Claim) {
    let (role, name) = (role_name(claim.role), writing.contents.text(claim.text).to_owned());
    let member = match claim.role {
        Role::Manufacturer | Role::Originator => "originator",
        Role::Supplier => "supplier",
        Role::Publisher | Role::Author => {
            return writing.lose(claim.place, format!("{role} \"{name}\" is not written: SPDX 2 has no {role}"));
        }
    };
    if package.contains_key(member) {
        return writing.lose(claim.place, format!("{role} \"{name}\" is not written: SPDX 2 has one {member}, which is taken"));
    }
    let party = match claim.state {
        ClaimState::Stated => format!("Organization: {name}"),
        ClaimState::Withheld => "NOASSERTION".to_owned(),
    };
    package.insert(member.to_owned(), json!(party));
    if claim.role == Role::Manufacturer && claim.state == ClaimState::Stated {
        writing.lose(claim.place, format!("manufacturer \"{name}\" is written as originator: SPDX 2 has no manufacturer"));
    }
}

fn purpose(writing: &mut Writing<'_>, component: &Component) -> Option<&'static str> {
    let (purpose, lost) = match component.kind {
        Kind::Application => (Some("APPLICATION"), ""),
        Kind::Framework => (Some("FRAMEWORK"), ""),
        Kind::Library => (Some("LIBRARY"), ""),
        Kind::Container => (Some("CONTAINER"), ""),
        Kind::OperatingSystem => (Some("OPERATING_SYSTEM"), ""),
        Kind::Device => (Some("DEVICE"), ""),
        Kind::Firmware => (Some("FIRMWARE"), ""),
        Kind::Source => (Some("SOURCE"), ""),
        Kind::Archive => (Some("ARCHIVE"), ""),
        Kind::File => (Some("FILE"), ""),
        Kind::Install => (Some("INSTALL"), ""),
        Kind::Unstated => (None, ""),
        Kind::OtherStated => (Some("OTHER"), ""),
        Kind::Platform | Kind::DeviceDriver | Kind::MachineLearningModel | Kind::Data | Kind::CryptographicAsset | Kind::Service => {
            (Some("OTHER"), "its kind is written as OTHER: SPDX 2 has no such purpose")
        }
    };
    if !lost.is_empty() {
        writing.lose(component.place, lost);
    }
    purpose
}
