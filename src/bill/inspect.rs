//! What `kenpin bom inspect` prints: one bill, every component and claim with its pointer, every defect.

use serde::Serialize;

use super::{Claim, ClaimState, Component, Contents, FORMATS, Kind, Relation, Role, Text, recognise};
use crate::intake::outline::Trouble;
use crate::intake::{Document, Outline};

/// One document as a bill of materials. Unstated is `null`.
#[derive(Clone, Debug, Serialize)]
pub struct Inspection {
    pub schema_version: &'static str,
    /// [`super::Format::name`]; `null` where no format or more than one is recognised.
    pub format: Option<&'static str>,
    pub spec_version: Option<String>,
    /// Pointers of components that the bill is about.
    pub subjects: Vec<String>,
    pub document_claims: Vec<InspectedClaim>,
    /// Every one, in the order of the file; services and pedigree too.
    pub components: Vec<InspectedComponent>,
    /// Empty exactly when the bill is sound: `bom inspect` ends with 0 then, else with 20.
    pub defects: Vec<InspectedDefect>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InspectedClaim {
    pub role: &'static str,
    pub state: &'static str,
    pub text: String,
    pub pointer: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct InspectedComponent {
    pub pointer: String,
    pub relation: &'static str,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    pub group: Option<String>,
    pub name: Option<String>,
    pub version: Option<String>,
    pub purl: Option<String>,
    pub cpe: Option<String>,
    pub claims: Vec<InspectedClaim>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InspectedDefect {
    pub pointer: String,
    pub what: String,
}

/// Reads a document as the format that its outline shows.
pub fn inspect(document: &Document) -> Inspection {
    match recognise(&document.outline) {
        Some(format) => inspection(Some(format.name), &(format.read)(document)),
        None => {
            let mut contents = Contents::new(document);
            contents.defect(super::contents::ROOT, unrecognised(&document.outline));
            inspection(None, &contents)
        }
    }
}

/// What was read of a bill, as `bom inspect` prints it.
pub fn inspection(format: Option<&'static str>, contents: &Contents) -> Inspection {
    let subjects = contents.subjects.iter().filter_map(|id| contents.components.get(usize::try_from(id.0).ok()?));
    Inspection {
        schema_version: "1",
        format,
        spec_version: contents.spec_version.clone(),
        subjects: subjects.map(|subject| contents.pointer(subject.place)).collect(),
        document_claims: contents.document_claims.iter().map(|claim| inspected(contents, claim)).collect(),
        components: contents.components.iter().map(|component| component_of(contents, component)).collect(),
        defects: contents
            .defects
            .iter()
            .map(|defect| InspectedDefect { pointer: contents.pointer(defect.place), what: defect.what.clone() })
            .collect(),
    }
}

/// Why no format is recognised, in the words of FORMATS.md, section 7.
pub fn unrecognised(outline: &Outline) -> &'static str {
    if FORMATS.iter().filter(|format| (format.recognises)(outline)).count() > 1 {
        return "two formats in one file";
    }
    match outline {
        Outline::Empty => "empty",
        Outline::Utf16 => "not UTF-8: it is UTF-16 or UTF-32",
        Outline::JsonObject { trouble: Some(Trouble::TooDeep), .. } | Outline::Xml { trouble: Some(Trouble::TooDeep), .. } => {
            "nested too deep"
        }
        Outline::JsonObject { trouble: Some(_), .. } => "not JSON: cut short",
        Outline::Xml { trouble: Some(Trouble::DocumentType), .. } => "document type declaration is not allowed",
        Outline::Xml { trouble: Some(Trouble::CutShort), .. } => "not well-formed XML: cut short",
        Outline::Archive { .. } => "not supported: an archive or spreadsheet; hand over the bill itself, as JSON, XML or tag-value",
        Outline::Binary | Outline::Cbor { .. } | Outline::Der { .. } | Outline::Protobuf { .. } => {
            "not supported: no marker of a known format; a binary bill is not read, ask for it as JSON or XML"
        }
        Outline::JsonObject { trouble: None, .. }
        | Outline::JsonOther
        | Outline::Xml { trouble: None, .. }
        | Outline::Text { .. }
        | Outline::Pem { .. } => "no marker of a known format",
    }
}

fn component_of(contents: &Contents, component: &Component) -> InspectedComponent {
    let text = |text: Option<Text>| text.map(|text| contents.text(text).to_owned());
    InspectedComponent {
        pointer: contents.pointer(component.place),
        relation: relation_name(component.relation),
        reference: text(component.reference),
        kind: kind_name(component.kind),
        group: text(component.group),
        name: text(Some(component.name)).filter(|name| !name.is_empty()),
        version: text(component.version),
        purl: text(component.purl),
        cpe: text(component.cpe),
        claims: contents.claims_of(component).iter().map(|claim| inspected(contents, claim)).collect(),
    }
}

fn inspected(contents: &Contents, claim: &Claim) -> InspectedClaim {
    InspectedClaim {
        role: role_name(claim.role),
        state: match claim.state {
            ClaimState::Stated => "stated",
            ClaimState::Withheld => "withheld",
        },
        text: contents.text(claim.text).to_owned(),
        pointer: contents.pointer(claim.place),
    }
}

/// As FORMATS.md, section 5, names it.
pub fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::Part => "part",
        Relation::Service => "service",
        Relation::Ancestor => "ancestor",
        Relation::Descendant => "descendant",
        Relation::Variant => "variant",
    }
}

/// As FORMATS.md, section 5, names it.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Manufacturer => "manufacturer",
        Role::Originator => "originator",
        Role::Supplier => "supplier",
        Role::Publisher => "publisher",
        Role::Author => "author",
    }
}

/// CycloneDX's name; `None` where no type is stated.
pub fn kind_name(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Application => "application",
        Kind::Framework => "framework",
        Kind::Library => "library",
        Kind::Container => "container",
        Kind::Platform => "platform",
        Kind::OperatingSystem => "operating-system",
        Kind::Device => "device",
        Kind::DeviceDriver => "device-driver",
        Kind::Firmware => "firmware",
        Kind::File => "file",
        Kind::MachineLearningModel => "machine-learning-model",
        Kind::Data => "data",
        Kind::CryptographicAsset => "cryptographic-asset",
        Kind::Source => "source",
        Kind::Archive => "archive",
        Kind::Install => "install",
        Kind::Service => "service",
        Kind::OtherStated => "other",
        Kind::Unstated => return None,
    })
}
