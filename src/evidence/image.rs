//! What cosign signs in the place of a container image: a payload that names the image by the digest of its manifest.
//!
//! Source: cosign, specs/SIGNATURE_SPEC.md, "Payload"; containers/image, docs/containers-signature.5.md.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::trust::Kind;
use super::{Attestation, Cause, Evidence, Standing, json, subject};
use crate::intake::{Delivery, Digest, Document, Outline};

const TYPE: &str = "cosign container image signature";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    critical: Critical,
    #[serde(default, rename = "optional")]
    _optional: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Critical {
    /// The name under which the image was signed: a copy elsewhere keeps its signature, so it is not asked for.
    #[serde(rename = "identity")]
    _identity: IgnoredAny,
    image: Image,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Image {
    #[serde(rename = "docker-manifest-digest")]
    digest: String,
}

/// The image that a payload names; `None`: it is no such payload.
fn named(document: &Document) -> Option<Digest> {
    if !document.outline.has_member("critical") || json::is_unambiguous(&document.bytes).is_err() {
        return None;
    }
    let payload: Payload = serde_json::from_slice(&document.bytes).ok()?;
    let hex = payload.critical.image.digest.strip_prefix("sha256:")?;
    Digest::parse(hex).filter(|digest| payload.critical.kind == TYPE && digest.to_string() == hex)
}

/// Whether a document is an image's manifest, or an index of some (OCI image-spec 1.1; Docker's of schema 2).
pub(super) fn is_manifest(outline: &Outline) -> bool {
    outline.has_member("schemaVersion") && (outline.has_member("layers") || outline.has_member("manifests"))
}

impl Evidence {
    /// Whoever signed a payload signed the image that it names. Where that image is not delivered, the signature covers nothing.
    pub(super) fn reach_images(&mut self, delivery: &Delivery) {
        let documents = &delivery.shipment.documents;
        // Who may vouch for images only vouches for no bill by calling it an image.
        let is_bill =
            |image: Digest| documents.iter().any(|document| document.digest == image && subject::kind_of(&document.outline) == Kind::Bill);
        let held = |image: Digest| {
            let mut held =
                delivery.artifacts.iter().map(|artifact| artifact.digest).chain(documents.iter().map(|document| document.digest));
            held.any(|digest| digest == image) && !is_bill(image)
        };
        for (payload, image) in documents.iter().filter_map(|document| Some((document.digest, named(document)?))) {
            let is_held = held(image);
            for attestation in self.attestations.iter_mut().filter(|attestation| is_proof_of(attestation, payload)) {
                if is_held {
                    self.image_payloads.insert(payload);
                    attestation.subjects.push(image);
                    attestation.subjects.sort_unstable();
                    attestation.subjects.dedup();
                } else if attestation.subjects.len() == 1 {
                    attestation.standing = of_another_image(image);
                }
            }
        }
    }
}

fn is_proof_of(attestation: &Attestation, payload: Digest) -> bool {
    match attestation.standing {
        Standing::Verified(_) => attestation.subjects.binary_search(&payload).is_ok(),
        Standing::Rejected(_) | Standing::Undetermined(_) => false,
    }
}

fn of_another_image(image: Digest) -> Standing {
    Standing::undetermined(
        Cause::CoversNothing,
        format!("what was signed names the image sha256:{image}, which is not delivered"),
        "ask the vendor to sign the image that it delivers",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Digest> {
        named(&Document::new("signature-1.json", text.as_bytes().to_vec()))
    }

    #[test]
    fn a_payload_names_one_image_and_nothing_else_does() {
        let hex = "ab".repeat(32);
        let payload = |kind: &str, digest: &str, more: &str| {
            format!(
                r#"{{"critical":{{"identity":{{"docker-reference":"a"}},"image":{{"docker-manifest-digest":"{digest}"}},"type":"{kind}"}}{more}}}"#
            )
        };
        let good = format!("sha256:{hex}");
        assert_eq!(of(&payload(TYPE, &good, r#","optional":null"#)), Digest::parse(&hex));
        assert_eq!(of(&payload(TYPE, &good, r#","optional":{"creator":"x"}"#)), Digest::parse(&hex));
        assert_eq!(of(&payload(TYPE, &good, "")), Digest::parse(&hex));
        let wrong = [
            payload("atomic container signature", &good, ""),
            payload(TYPE, &hex, ""),
            payload(TYPE, &good.to_uppercase(), ""),
            payload(TYPE, &format!("sha256:{}", hex.to_uppercase()), ""),
            payload(TYPE, &good, r#","components":[]"#),
            payload(TYPE, &good, r#","critical":{}"#),
            "{\"critical\":1}".to_owned(),
        ];
        for text in wrong {
            assert_eq!(of(&text), None, "{text}");
        }
    }
}
