//! What cosign and others store beside an image, as the files that it would be delivered in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sigstore::cosign::bundle::Bundle;

use super::manifest::Descriptor;
use crate::intake::Digest;

const SIGNATURE: &str = "dev.cosignproject.cosign/signature";
const CERTIFICATE: &str = "dev.sigstore.cosign/certificate";
const LOG_ENTRY: &str = "dev.sigstore.cosign/bundle";
const TIMESTAMP: &str = "dev.sigstore.cosign/rfc3161timestamp";

/// What a layer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What cosign signs in the place of the image; the signature is an annotation.
    Payload,
    /// A DSSE envelope; where a certificate signed it, that is an annotation.
    Envelope,
    /// A Sigstore bundle, whole.
    Bundle,
    /// A bill of materials, with the ending of its files.
    Bill(&'static str),
}

/// By its media type; `None`: nothing that is read.
pub(super) fn kind(media_type: &str) -> Option<Kind> {
    let is = |word: &str| media_type.contains(word);
    match media_type {
        "application/vnd.dev.cosign.simplesigning.v1+json" => Some(Kind::Payload),
        "application/vnd.dsse.envelope.v1+json" => Some(Kind::Envelope),
        _ if media_type.starts_with("application/vnd.dev.sigstore.bundle") => Some(Kind::Bundle),
        _ if !is("cyclonedx") && !is("spdx") => None,
        _ if is("json") => Some(Kind::Bill(".json")),
        _ if is("xml") => Some(Kind::Bill(".xml")),
        _ if is("spdx") => Some(Kind::Bill(".spdx")),
        _ => Some(Kind::Bill(".json")),
    }
}

/// The files so far, and the media types of what was not fetched.
#[derive(Debug, Default)]
pub(super) struct Stored {
    pub files: Vec<(String, Vec<u8>)>,
    pub left: Vec<String>,
    signatures: usize,
    attestations: usize,
    bills: usize,
}

impl Stored {
    /// Adds a layer. What lies under a tag may be listed among the referrers too, and stands once then.
    pub fn add(&mut self, kind: Kind, layer: &Descriptor, bytes: Vec<u8>) {
        if kind != Kind::Payload && self.files.iter().any(|(_, other)| *other == bytes) {
            return;
        }
        match kind {
            Kind::Payload => self.signature(layer, bytes),
            Kind::Envelope if is_keyless(layer) => {
                let envelope: Value = serde_json::from_slice(&bytes).unwrap_or_default();
                let name = numbered("attestation", &mut self.attestations);
                self.put(format!("{name}.sigstore.json"), bundle(layer, "dsseEnvelope", envelope));
            }
            Kind::Envelope | Kind::Bundle => {
                let name = numbered("attestation", &mut self.attestations);
                let ending = if kind == Kind::Bundle { ".sigstore.json" } else { ".dsse" };
                self.put(format!("{name}{ending}"), bytes);
            }
            Kind::Bill(ending) => {
                let name = numbered("sbom", &mut self.bills);
                self.put(format!("{name}{ending}"), bytes);
            }
        }
    }

    /// Payload and signature side by side, as `cosign sign-blob` would leave them.
    fn signature(&mut self, layer: &Descriptor, payload: Vec<u8>) {
        let name = format!("{}.json", numbered("signature", &mut self.signatures));
        let signature = layer.annotations.get(SIGNATURE).cloned().unwrap_or_default();
        if is_keyless(layer) {
            let digest = STANDARD.encode(Digest::of(&payload).0);
            let message = json!({"messageDigest": {"algorithm": "SHA2_256", "digest": digest}, "signature": signature});
            self.put(format!("{name}.sigstore.json"), bundle(layer, "messageSignature", message));
        } else {
            self.put(format!("{name}.sig"), signature.into_bytes());
        }
        self.put(name, payload);
    }

    fn put(&mut self, name: String, bytes: Vec<u8>) {
        self.files.push((name, bytes));
    }
}

/// By a certificate of some minutes, so that a log or a timestamp says when. Any other signature is by a key that the buyer may know.
fn is_keyless(layer: &Descriptor) -> bool {
    let has = |name: &str| layer.annotations.contains_key(name);
    has(CERTIFICATE) && (has(LOG_ENTRY) || has(TIMESTAMP))
}

fn numbered(name: &str, count: &mut usize) -> String {
    *count = count.saturating_add(1);
    format!("{name}-{count}")
}

/// A Sigstore bundle v0.1 of what cosign 2 spread over annotations. It says no more and no less: what it lacks, the verifier misses.
fn bundle(layer: &Descriptor, content_name: &str, content: Value) -> Vec<u8> {
    let annotation = |name: &str| layer.annotations.get(name).map(String::as_str);
    let certificate = annotation(CERTIFICATE).map(first_of_pem).unwrap_or_default();
    let stamped = annotation(TIMESTAMP).and_then(|text| serde_json::from_str::<Value>(text).ok());
    let stamp = stamped.as_ref().and_then(|stamp| stamp.get("SignedRFC3161Timestamp"));
    let stamps: Vec<Value> = stamp.iter().map(|stamp| json!({"signedTimestamp": stamp})).collect();
    let entries: Vec<Value> = annotation(LOG_ENTRY).and_then(log_entry).into_iter().collect();
    let mut bundle = json!({
        "mediaType": "application/vnd.dev.sigstore.bundle+json;version=0.1",
        "verificationMaterial": {
            "x509CertificateChain": {"certificates": [{"rawBytes": certificate}]},
            "tlogEntries": entries,
            "timestampVerificationData": {"rfc3161Timestamps": stamps},
        },
    });
    if let Some(members) = bundle.as_object_mut() {
        members.insert(content_name.to_owned(), content);
    }
    bundle.to_string().into_bytes()
}

/// The log's promise as cosign keeps it, in the words of a bundle.
fn log_entry(text: &str) -> Option<Value> {
    let Bundle { signed_entry_timestamp, payload } = serde_json::from_str(text).ok()?;
    let body: Value = serde_json::from_slice(&STANDARD.decode(&payload.body).ok()?).ok()?;
    let id: Vec<u8> = payload.log_id.as_bytes().chunks(2).map(octet).collect::<Option<_>>()?;
    Some(json!({
        "logIndex": payload.log_index.to_string(),
        "logId": {"keyId": STANDARD.encode(id)},
        "kindVersion": {"kind": body.get("kind")?, "version": body.get("apiVersion")?},
        "integratedTime": payload.integrated_time.to_string(),
        "inclusionPromise": {"signedEntryTimestamp": signed_entry_timestamp},
        "canonicalizedBody": payload.body,
    }))
}

fn octet(pair: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}

/// The base64 between the first pair of marks; empty where there is none.
fn first_of_pem(text: &str) -> String {
    let inside = text.split("-----").nth(2).unwrap_or_default();
    inside.split_whitespace().collect()
}
