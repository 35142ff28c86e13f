//! What a bill says about the product, gathered while it is read: claims, identifiers, references, completeness.

use super::super::{Claim, ClaimState, Completeness, ComponentId, Identifier, IdentifierKind, Kind, Link, PlaceId, Role, Step, Text};
use super::meaning::{Meaning, Part};
use super::walker::{Syntax, Walker};

mod close;

/// A component that is being read, and where its claims and identifiers begin in the two stacks.
#[derive(Clone, Copy)]
pub(super) struct Open {
    id: ComponentId,
    claims: usize,
    identifiers: usize,
}

/// A text that may become a claim.
#[derive(Clone, Copy)]
pub(super) struct Found {
    text: Text,
    state: ClaimState,
    offset: u32,
    /// From the entity to its contact, where it is the contact's.
    between: Option<Step>,
    step: Step,
}

/// The entity or author that is being read.
#[derive(Default)]
pub(super) struct Entity {
    name: Option<Found>,
    address: Option<Found>,
    contact_name: Option<Found>,
    contact_email: Option<Found>,
    /// Contacts and addresses met so far: only the first of each counts.
    pub contacts: u32,
    addresses: u32,
    country: Option<(Text, PlaceId)>,
    website: Option<(Text, PlaceId)>,
}

#[derive(Default)]
pub(super) struct Hash {
    sha256: bool,
    content: Option<(Text, PlaceId)>,
}

#[derive(Default)]
pub(super) struct Property {
    kind: Option<IdentifierKind>,
    value: Option<(Text, u32)>,
}

#[derive(Default)]
pub(super) struct External {
    bom: bool,
    url: Option<(Text, u32)>,
    is_link: bool,
    sha256: Option<Text>,
}

/// Everything half read.
#[derive(Default)]
pub(super) struct Capture {
    open: Vec<Open>,
    claims: Vec<Claim>,
    identifiers: Vec<Identifier>,
    /// The subject, read but not closed: `metadata.manufacture` may follow it.
    subject: Option<Open>,
    manufacture: Vec<Claim>,
    manufacture_identifiers: Vec<Identifier>,
    pub entity: Entity,
    pub hash: Hash,
    pub property: Property,
    pub external: External,
    aggregate: Option<Completeness>,
    compositions: Option<Completeness>,
}

impl Capture {
    /// The component that is being read, if any.
    pub fn innermost(&self) -> Option<ComponentId> {
        self.open.last().map(|open| open.id)
    }

    pub fn open(&mut self, id: ComponentId) {
        self.open.push(Open { id, claims: self.claims.len(), identifiers: self.identifiers.len() });
    }

    /// A composition without an aggregate says nothing.
    pub fn close_composition(&mut self) {
        let stated = self.aggregate.take().unwrap_or(Completeness::Unknown);
        self.compositions = Some(match (self.compositions, stated) {
            (None, stated) => stated,
            (Some(Completeness::Incomplete), _) | (_, Completeness::Incomplete) => Completeness::Incomplete,
            (Some(Completeness::Complete), Completeness::Complete) => Completeness::Complete,
            (Some(Completeness::Unknown | Completeness::Complete), Completeness::Unknown | Completeness::Complete) => Completeness::Unknown,
        });
    }

    /// Of the whole bill.
    pub fn completeness(&self) -> Completeness {
        self.compositions.unwrap_or(Completeness::Unknown)
    }
}

impl Walker {
    /// A text of the part that is being read; `step` leads to it.
    pub fn text(&mut self, meaning: Meaning, step: Step, text: &str, offset: u32) {
        if meaning == Meaning::BomRef {
            self.bom_ref(step, text, offset);
        }
        match self.part() {
            Part::Component(_) | Part::Subject => self.component_text(meaning, step, text, offset),
            Part::Entity(_) | Part::Author | Part::Contact | Part::Address => self.entity_text(meaning, step, text, offset),
            Part::Hash => self.hash_text(meaning, step, text, offset),
            Part::Property => self.property_text(meaning, text, offset),
            Part::ExternalReference => self.external_text(meaning, text, offset),
            Part::Swid if meaning == Meaning::TagId => self.identify(IdentifierKind::Swid, step, text, offset),
            Part::Dependency => self.dependency_text(meaning, step, text, offset),
            Part::Composition if meaning == Meaning::Aggregate => {
                self.capture.aggregate = Some(match text {
                    "complete" => Completeness::Complete,
                    _ if text.starts_with("incomplete") => Completeness::Incomplete,
                    _ => Completeness::Unknown,
                });
            }
            Part::Bom
            | Part::Metadata
            | Part::Components(_)
            | Part::Pedigree
            | Part::Authors
            | Part::Hashes
            | Part::Properties
            | Part::ExternalReferences
            | Part::Swid
            | Part::Dependencies
            | Part::Compositions
            | Part::Composition
            | Part::Outside => {}
        }
    }

    fn component_text(&mut self, meaning: Meaning, step: Step, text: &str, offset: u32) {
        match (self.part(), meaning) {
            (_, Meaning::Publisher) => self.claim_here(Role::Publisher, step, text, offset),
            (_, Meaning::Author) => self.claim_here(Role::Author, step, text, offset),
            (_, Meaning::Swhid) => self.identify(IdentifierKind::Swhid, step, text, offset),
            (_, Meaning::OmniborId) => self.identify(IdentifierKind::Omnibor, step, text, offset),
            (_, Meaning::Type) => {
                let kind = kind_of(text);
                self.component(|component| component.kind = kind);
            }
            _ => {
                let Some(kept) = self.keep(text) else { return };
                let part = self.part();
                self.component(|component| match (part, meaning) {
                    (_, Meaning::Name) => component.name = kept,
                    (_, Meaning::Group) => component.group = Some(kept),
                    (_, Meaning::Version) => component.version = Some(kept),
                    (_, Meaning::Purl) => component.purl = Some(kept),
                    (_, Meaning::Cpe) => component.cpe = Some(kept),
                    (_, Meaning::BomRef) => component.reference = Some(kept),
                    _ => {}
                });
            }
        }
    }

    fn entity_text(&mut self, meaning: Meaning, step: Step, text: &str, offset: u32) {
        let part = self.part();
        let first_address = self.capture.entity.addresses == 0;
        if meaning == Meaning::Url {
            self.capture.entity.addresses = self.capture.entity.addresses.saturating_add(1);
        }
        let Some(text) = self.keep(text) else { return };
        let state = state_of(self.contents.text(text));
        let between = (part == Part::Contact).then(|| self.step());
        let found = Some(Found { text, state, offset, between, step });
        let first_contact = self.capture.entity.contacts == 1;
        match (part, meaning) {
            (Part::Entity(_) | Part::Author, Meaning::Name) => self.capture.entity.name = found,
            (Part::Author, Meaning::Email) => self.capture.entity.contact_email = found,
            (Part::Contact, Meaning::Name) if first_contact => self.capture.entity.contact_name = found,
            (Part::Contact, Meaning::Email) if first_contact => self.capture.entity.contact_email = found,
            (Part::Entity(_), Meaning::Url) => {
                let place = self.place_of(step, offset);
                self.capture.entity.website.get_or_insert((text, place));
                if first_address {
                    self.capture.entity.address = found;
                }
            }
            (Part::Address, Meaning::Country) => {
                let place = self.place_of(step, offset);
                self.capture.entity.country = Some((text, place));
            }
            _ => {}
        }
    }

    fn hash_text(&mut self, meaning: Meaning, step: Step, text: &str, offset: u32) {
        match (self.part(), meaning) {
            (_, Meaning::Algorithm) => self.capture.hash.sha256 = text == "SHA-256",
            (_, Meaning::Content | Meaning::Body) => {
                let Some(kept) = self.keep(text) else { return };
                let place = if meaning == Meaning::Body { self.place() } else { self.place_of(step, offset) };
                self.capture.hash.content = Some((kept, place));
            }
            _ => {}
        }
    }

    fn property_text(&mut self, meaning: Meaning, text: &str, offset: u32) {
        match (self.part(), meaning) {
            (_, Meaning::Name) => self.capture.property.kind = device_identifier(text),
            (_, Meaning::Value | Meaning::Body) => self.capture.property.value = self.keep(text).map(|kept| (kept, offset)),
            _ => {}
        }
    }

    fn external_text(&mut self, meaning: Meaning, text: &str, offset: u32) {
        match (self.part(), meaning) {
            (_, Meaning::Type) => self.capture.external.bom = text == "bom",
            (_, Meaning::Url) => {
                self.capture.external.is_link = text.trim_start().starts_with("urn:cdx:");
                self.capture.external.url = self.keep(text).map(|kept| (kept, offset));
            }
            _ => {}
        }
    }

    fn dependency_text(&mut self, meaning: Meaning, step: Step, text: &str, offset: u32) {
        if !matches!(meaning, Meaning::Reference | Meaning::DependsOn | Meaning::Provides) || self.references.knows(text) {
            return;
        }
        let place = self.place_of(step, offset);
        let kept = self.contents.keep_raw(text);
        if text.starts_with("urn:cdx:") {
            self.contents.links.push(Link { target: kept, sha256: None, place });
        } else {
            self.references.point(text, kept, place);
        }
    }

    /// In JSON components and services must differ by it; in XML everything must (`xs:unique` of the schema).
    fn bom_ref(&mut self, step: Step, text: &str, offset: u32) {
        let component = matches!(self.part(), Part::Component(_) | Part::Subject);
        if !component && self.syntax == Syntax::Json {
            self.references.name(text);
        } else if !text.is_empty() && !self.references.name_alone(text) {
            let what = format!("bom-ref {} used twice", super::value::quoted(text));
            self.defect_of(step, offset, what);
        }
    }

    /// A claim of the component that is being read.
    fn claim_here(&mut self, role: Role, step: Step, text: &str, offset: u32) {
        let Some(text) = self.keep(text) else { return };
        let place = self.place_of(step, offset);
        let state = state_of(self.contents.text(text));
        self.capture.claims.push(Claim { role, state, text, place });
    }

    fn identify(&mut self, kind: IdentifierKind, step: Step, text: &str, offset: u32) {
        let Some(text) = self.keep(text) else { return };
        let place = self.place_of(step, offset);
        self.capture.identifiers.push(Identifier { kind, text, place });
    }
}

fn state_of(text: &str) -> ClaimState {
    if matches!(text, "NOASSERTION" | "NONE") { ClaimState::Withheld } else { ClaimState::Stated }
}

/// The kind that a component's type names.
fn kind_of(name: &str) -> Kind {
    match name {
        "application" => Kind::Application,
        "framework" => Kind::Framework,
        "library" => Kind::Library,
        "container" => Kind::Container,
        "platform" => Kind::Platform,
        "operating-system" => Kind::OperatingSystem,
        "device" => Kind::Device,
        "device-driver" => Kind::DeviceDriver,
        "firmware" => Kind::Firmware,
        "file" => Kind::File,
        "machine-learning-model" => Kind::MachineLearningModel,
        "data" => Kind::Data,
        "cryptographic-asset" => Kind::CryptographicAsset,
        _ => Kind::OtherStated,
    }
}

/// Property taxonomy `cdx:device` (CycloneDX/cyclonedx-property-taxonomy d8ac6eb).
fn device_identifier(name: &str) -> Option<IdentifierKind> {
    let name = name.strip_prefix("cdx:device:")?;
    Some(match name {
        "quantity" => IdentifierKind::Quantity,
        "serialNumber" => IdentifierKind::SerialNumber,
        "sku" => IdentifierKind::Sku,
        "lotNumber" => IdentifierKind::LotNumber,
        "macAddress" => IdentifierKind::MacAddress,
        "gs1:gtin-8" | "gs1:gtin-12" | "gs1:gtin-13" | "gs1:gtin-14" => IdentifierKind::Gtin,
        "gs1:gln" => IdentifierKind::Gln,
        _ if name.starts_with("certifications:") && name.ends_with(":id") => IdentifierKind::Certification,
        _ => return None,
    })
}
