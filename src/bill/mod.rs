//! Bills of materials of every format, in one shape.

pub mod contents;
mod cyclonedx;
pub mod hardware;
pub mod inspect;
pub mod merge;
pub mod spdx;
pub mod spdx_3;
pub mod unsupported;
pub mod write;

use crate::evidence::Evidence;
use crate::intake::{Delivery, Digest, Document, Outline};
pub use contents::{
    Claim, ClaimState, Completeness, Component, ComponentId, Contents, Defect, Identifier, IdentifierKind, Kind, Link, PlaceId, Relation,
    Role, Step, Text,
};

/// One format of bill: `recognises` decides from the outline alone, `read` never fails.
pub struct Format {
    /// As `bom inspect` prints it: `cyclonedx-json`.
    pub name: &'static str,
    /// Versions read, for `docs/formats.md`: `1.2 to 1.7`; `not supported` for one that is only named.
    pub versions: &'static str,
    pub recognises: fn(&Outline) -> bool,
    /// Everything wrong is a [`Defect`] in the contents; what was read before it stays.
    pub read: fn(&Document) -> Contents,
}

/// Every format that is recognised.
pub const FORMATS: &[Format] = &[
    Format { name: "cyclonedx-json", versions: "1.2 to 1.7", recognises: cyclonedx::recognises_json, read: cyclonedx::read_json },
    Format { name: "cyclonedx-xml", versions: "1.0 to 1.7", recognises: cyclonedx::recognises_xml, read: cyclonedx::read_xml },
    spdx::json::FORMAT,
    spdx::yaml::FORMAT,
    spdx::xml::FORMAT,
    spdx::tag_value::FORMAT,
    spdx::rdf::FORMAT,
    spdx_3::FORMAT,
    unsupported::SWID,
    unsupported::COSWID,
    unsupported::XLSX,
    unsupported::PROTOBUF,
];

/// A bill of materials, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Bill {
    pub document: Digest,
    pub path: String,
    /// [`Format::name`].
    pub format: &'static str,
    /// Indices into [`Evidence::attestations`] of the verified ones that cover it.
    pub attested_by: Vec<usize>,
    /// Whether it says what was promised or what was found at the dock.
    pub standpoint: Standpoint,
    pub contents: Contents,
}

/// Whose view of the box a bill gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standpoint {
    /// The vendor's documents.
    Promised,
    /// An inventory taken by the buyer.
    Found,
}

/// The format whose marker the outline shows; `None` where none or more than one does.
pub fn recognise(outline: &Outline) -> Option<&'static Format> {
    let mut fitting = FORMATS.iter().filter(|format| (format.recognises)(outline));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        (Some(_) | None, _) => None,
    }
}

/// Reads every bill in the shipment, in the payloads of its envelopes, and in the buyer's inventories.
pub fn read(delivery: &Delivery, evidence: &Evidence) -> Vec<Bill> {
    let promised = delivery.shipment.documents.iter().chain(&evidence.payloads).map(|document| (document, Standpoint::Promised));
    let found = delivery.actual.iter().map(|document| (document, Standpoint::Found));
    promised
        .chain(found)
        .filter_map(|(document, standpoint)| {
            let (format, contents) = match recognise(&document.outline) {
                Some(format) => (format.name, (format.read)(document)),
                None => hardware::bill(document)?,
            };
            Some(Bill {
                document: document.digest,
                path: document.path.clone(),
                format,
                attested_by: evidence.proofs_for(document.digest).map(|(index, _)| index).collect(),
                standpoint,
                contents,
            })
        })
        .collect()
}
