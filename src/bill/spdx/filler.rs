//! Collects the texts of the objects that are open until one is complete, then hands it to the draft.

use std::borrow::Cow;

use super::draft::{Draft, Package, Reference, Said};
use super::shape::{Closes, Shape, Slot};
use super::words;
use crate::bill::contents::ROOT;
use crate::bill::{PlaceId, Step};

/// A place that is made only where it is needed: parent, step, byte offset.
pub(super) type Spot = (PlaceId, Step, u32);

/// The texts of what is open. Objects of one shape never nest in SPDX 2, so one of each is enough.
pub(super) struct Filler<'a> {
    package: Package<'a>,
    reference_kind: Option<Cow<'a, str>>,
    locator: Option<Said<'a>>,
    algorithm: Option<Cow<'a, str>>,
    digest: Option<(Cow<'a, str>, u32)>,
    external_id: Option<Cow<'a, str>>,
    external_address: Option<Cow<'a, str>>,
    external_sha256: Option<Cow<'a, str>>,
    element: Option<Cow<'a, str>>,
    from: Option<Cow<'a, str>>,
    kinship: Option<Cow<'a, str>>,
    to: Option<Cow<'a, str>>,
}

impl Shape {
    /// Whether the place of such an object is needed for sure.
    pub fn opens(&self) -> bool {
        self.closes == Closes::Package
    }
}

impl Slot {
    /// Whether the object that the text stands in needs a place for sure.
    pub fn is_placed(self) -> bool {
        matches!(
            self,
            Self::Creator
                | Self::Created
                | Self::Version
                | Self::DocumentId
                | Self::Described
                | Self::Locator
                | Self::Supplier
                | Self::Originator
                | Self::Purpose
        )
    }

    /// The words that the text is one of; `None` where any text will do.
    pub fn words(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Algorithm => Some(words::ALGORITHMS),
            Self::Category => Some(words::CATEGORIES),
            Self::AnnotationType => Some(words::ANNOTATION_TYPES),
            Self::Ignored | Self::Version | Self::DocumentId | Self::Created | Self::Creator | Self::Described | Self::ExternalId => None,
            Self::ExternalAddress | Self::Digest | Self::ElementId | Self::PackageId | Self::PackageName | Self::PackageVersion => None,
            Self::Purpose | Self::Supplier | Self::Originator | Self::ReferenceKind | Self::Locator => None,
            Self::From | Self::To | Self::Kinship => None,
        }
    }
}

impl<'a> Filler<'a> {
    pub fn new() -> Self {
        Self {
            package: Package::new(ROOT),
            reference_kind: None,
            locator: None,
            algorithm: None,
            digest: None,
            external_id: None,
            external_address: None,
            external_sha256: None,
            element: None,
            from: None,
            kinship: None,
            to: None,
        }
    }

    /// An object begins.
    pub fn open(&mut self, shape: &'static Shape, place: Option<PlaceId>) {
        if shape.closes == Closes::Package {
            self.package = Package::new(place.unwrap_or(ROOT));
        }
    }

    /// A text of the innermost object.
    pub fn fill(&mut self, draft: &mut Draft<'a>, slot: Slot, text: Cow<'a, str>, spot: Spot) {
        match slot {
            Slot::Ignored | Slot::Category | Slot::AnnotationType => {}
            Slot::Version | Slot::DocumentId | Slot::Created | Slot::Creator => {
                let said = said(draft, text, spot);
                if slot == Slot::Version {
                    draft.version(&said);
                } else if slot == Slot::DocumentId {
                    draft.document_id(said);
                } else if slot == Slot::Created {
                    draft.created(&said);
                } else {
                    draft.creator(&said);
                }
            }
            Slot::Described => draft.described(&text, spot),
            Slot::ExternalId => self.external_id = Some(text),
            Slot::ExternalAddress => self.external_address = Some(text),
            Slot::Algorithm => self.algorithm = Some(text),
            Slot::Digest => self.digest = Some((text, spot.2)),
            Slot::ElementId => self.element = Some(text),
            Slot::ReferenceKind => self.reference_kind = Some(text),
            Slot::Locator => self.locator = Some(said(draft, text, spot)),
            Slot::From => self.from = Some(text),
            Slot::To => self.to = Some(text),
            Slot::Kinship => self.kinship = Some(text),
            Slot::PackageId => self.package.id = Some(text),
            Slot::PackageName => self.package.name = Some(text),
            Slot::PackageVersion => self.package.version = Some(text),
            Slot::Purpose => self.package.purpose = Some(said(draft, text, spot)),
            Slot::Supplier => self.package.suppliers.push(said(draft, text, spot)),
            Slot::Originator => self.package.originators.push(said(draft, text, spot)),
        }
    }

    /// An object ends; `spot` is its own.
    pub fn close(&mut self, draft: &mut Draft<'a>, shape: &'static Shape, spot: Spot) {
        match shape.closes {
            Closes::Nothing => {}
            Closes::FileChecksum => {
                let _ = self.sha256();
            }
            Closes::Package => draft.package(std::mem::replace(&mut self.package, Package::new(ROOT))),
            Closes::Reference => {
                if let (Some(kind), Some(locator)) = (self.reference_kind.take(), self.locator.take()) {
                    self.package.references.push(Reference { kind, locator });
                }
            }
            Closes::PackageChecksum => {
                if let Some((text, offset)) = self.sha256() {
                    let parent = placed(draft, spot);
                    self.package.sha256.push(said(draft, text, (parent, Step::Member("checksumValue"), offset)));
                }
            }
            Closes::ExternalChecksum => self.external_sha256 = self.sha256().map(|(digest, _)| digest),
            Closes::ExternalDocument => self.close_external(draft, spot),
            Closes::Relationship => {
                let (from, kinship, to) = (self.from.take(), self.kinship.take(), self.to.take());
                if let (Some(from), Some(kinship), Some(to)) = (from, kinship, to) {
                    draft.relationship(&from, &kinship, &to, spot);
                }
            }
            Closes::Element => draft.element(self.element.take(), shape.name, |contents| contents.place(spot.0, spot.1, spot.2)),
        }
    }

    /// The digest of the checksum that ends, where it is a SHA-256, and its offset.
    fn sha256(&mut self) -> Option<(Cow<'a, str>, u32)> {
        let (algorithm, digest) = (self.algorithm.take(), self.digest.take());
        digest.filter(|_| algorithm.is_some_and(|algorithm| algorithm == "SHA256"))
    }

    fn close_external(&mut self, draft: &mut Draft<'a>, spot: Spot) {
        let (id, address, sha256) = (self.external_id.take(), self.external_address.take(), self.external_sha256.take());
        if let (Some(id), Some(address)) = (id, address) {
            let place = placed(draft, spot);
            draft.external_document(id, &address, sha256.as_deref(), place);
        }
    }
}

fn placed(draft: &mut Draft<'_>, (parent, step, offset): Spot) -> PlaceId {
    draft.contents.place(parent, step, offset)
}

fn said<'a>(draft: &mut Draft<'a>, text: Cow<'a, str>, spot: Spot) -> Said<'a> {
    Said { text, place: placed(draft, spot) }
}
