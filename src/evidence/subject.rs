//! Which delivered document a signature belongs to: by its name beside it, or by its digest.

use std::collections::BTreeMap;

use super::trust::Kind;
use crate::intake::{Delivery, Digest, Document, Outline};

/// Endings that bind a signature to the document of the same name without them.
const ENDINGS: &[&str] = &[
    ".p7s",
    ".p7m",
    ".sig",
    ".asc",
    ".minisig",
    ".sshsig",
    ".cose",
    ".sigstore.json",
    ".sigstore",
    ".bundle",
    ".intoto.jsonl",
    ".dsse",
    ".att",
];

/// Whether the path ends so, whatever the case of its letters.
pub(super) fn ends_with(path: &str, ending: &str) -> bool {
    without(path, ending).is_some()
}

pub(super) fn without<'a>(path: &'a str, ending: &str) -> Option<&'a str> {
    let (stem, end) = path.split_at_checked(path.len().checked_sub(ending.len())?)?;
    (end.eq_ignore_ascii_case(ending) && !stem.is_empty() && !stem.ends_with('/')).then_some(stem)
}

/// The path of the document that this signature's name speaks of.
pub(super) fn stem(path: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| without(path, ending))
}

/// The ending by which a file of this name would be bound to another, whatever the case of its letters.
pub(super) fn ending(path: &str) -> Option<&'static str> {
    ENDINGS.iter().copied().find(|ending| ends_with(path, ending))
}

/// What is delivered, to be found without reading through it.
pub(super) struct Held<'a> {
    paths: BTreeMap<&'a str, &'a Document>,
    artifacts: BTreeMap<&'a str, Digest>,
    has_products: bool,
    /// `None`: an artifact that an edge has hashed.
    digests: BTreeMap<Digest, Option<&'a Document>>,
}

impl<'a> Held<'a> {
    pub fn of(delivery: &'a Delivery) -> Self {
        let documents = &delivery.shipment.documents;
        let mut digests: BTreeMap<_, _> = delivery.artifacts.iter().map(|artifact| (artifact.digest, None)).collect();
        digests.extend(documents.iter().map(|document| (document.digest, Some(document))));
        let artifacts = delivery.artifacts.iter().map(|artifact| (artifact.path.as_str(), artifact.digest)).collect();
        let is_image = |document: &Document| super::image::is_manifest(&document.outline);
        let has_products = !delivery.artifacts.is_empty() || documents.iter().any(is_image);
        let paths = documents.iter().map(|document| (document.path.as_str(), document)).collect();
        Self { paths, artifacts, has_products, digests }
    }

    /// The document of this path.
    pub fn at(&self, path: &str) -> Option<&'a Document> {
        self.paths.get(path).copied()
    }

    /// The document that this signature belongs to by its name: `X` for `X.p7s`.
    pub fn beside(&self, carrier: &Document) -> Option<&'a Document> {
        self.paths.get(stem(&carrier.path)?).copied().filter(|document| document.digest != carrier.digest)
    }

    /// Whether what the documents are about is delivered too: an image by its manifest, or artifacts.
    pub fn has_products(&self) -> bool {
        self.has_products
    }

    /// The artifact that it belongs to by its name, where that is only hashed.
    pub fn artifact_beside(&self, carrier: &Document) -> Option<Digest> {
        self.artifacts.get(stem(&carrier.path)?).copied()
    }

    /// For a signature that proves nothing: what it would have to prove something about, by its name.
    pub fn belongs_to(&self, carrier: &Document) -> Vec<Digest> {
        self.beside(carrier).map(|document| document.digest).into_iter().collect()
    }

    /// Whether something of this digest is delivered.
    pub fn holds(&self, digest: Digest) -> bool {
        self.digests.contains_key(&digest)
    }

    /// What kind of document it is, for what an anchor may vouch for.
    pub fn kind(&self, digest: Digest) -> Kind {
        self.digests.get(&digest).copied().flatten().map_or(Kind::Artifact, |document| kind_of(&document.outline))
    }
}

/// By the members or the root element that every bill must have.
pub(super) fn kind_of(outline: &Outline) -> Kind {
    const MEMBERS: &[&str] = &["bomFormat", "spdxVersion", "SPDXID", "@graph"];
    let is_bill = match outline {
        Outline::JsonObject { members, .. } => members.iter().any(|member| MEMBERS.contains(&member.name.as_str())),
        Outline::Xml { root, .. } => matches!(root.local_name.as_str(), "bom" | "RDF" | "Document" | "SoftwareIdentity"),
        Outline::Text { tags } => tags.iter().any(|tag| tag.tag.eq_ignore_ascii_case("spdxversion")),
        Outline::Cbor { .. } | Outline::Protobuf { .. } => true,
        Outline::Empty | Outline::JsonOther | Outline::Pem { .. } | Outline::Der { .. } | Outline::Archive { .. } => false,
        Outline::Utf16 | Outline::Binary => false,
    };
    if is_bill { Kind::Bill } else { Kind::Artifact }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_signature_names_its_document_by_its_ending() {
        assert_eq!(stem("a/camera.cdx.json.p7s"), Some("a/camera.cdx.json"));
        assert_eq!(stem("camera.bin.SIGSTORE.JSON"), Some("camera.bin"));
        assert_eq!(stem("camera.json"), None);
        assert_eq!(stem("a/.p7s"), None);
        assert_eq!(stem("é.p7s"), Some("é"));
    }
}
