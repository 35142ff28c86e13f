//! A DSSE envelope that stands alone, such as a signed verdict: what is inside, and whether somebody who is trusted signed it.
//!
//! Source: DSSE v1.0.2, envelope.md and protocol.md. Stricter than it: a member that it does not know is refused, and a `keyid`
//! has to be the SHA-256 of the key, so that no byte of an envelope can be changed unseen.

mod form;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::certificate::Certificate;
use super::embedded::{self, Signer};
use super::key::{Check, Curve, Hash, PublicKey, Scheme};
use super::trust::{Kind, TrustStore};
use super::{Cause, Opening, Standing, dsse_message, json, pem};
use crate::intake::{Delivery, Moment};
pub(super) use form::FORM;

/// The public key in a PEM text that holds nothing else.
pub fn public_key(text: &str) -> Option<PublicKey> {
    let blocks = pem::blocks(text.as_bytes())?;
    let [block] = blocks.as_slice() else { return None };
    if block.label == "PUBLIC KEY" { PublicKey::from_info(&block.der).filter(|key| !key.is_weak()) } else { None }
}

/// Whether the signature is this key's: ECDSA in DER with SHA-256 (SHA-384 for P-384, SHA-512 for P-521), Ed25519, or RSA as PKCS#1 v1.5
/// with SHA-256.
pub fn fits(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    let scheme = match key.curve() {
        None => Scheme::RsaPkcs1(Hash::Sha256),
        Some(Curve::P256) => Scheme::Ecdsa(Hash::Sha256),
        Some(Curve::P384) => Scheme::Ecdsa(Hash::Sha384),
        Some(Curve::P521) => Scheme::Ecdsa(Hash::Sha512),
        Some(Curve::Ed25519) => Scheme::Ed25519,
    };
    key.check(scheme, message, signature) == Check::Good
}

/// Signatures of one envelope that are looked at.
const SIGNATURES: usize = 16;

/// A payload, its type, and who says to have signed it.
#[derive(Debug)]
pub struct Envelope {
    pub payload_type: String,
    pub payload: Vec<u8>,
    signatures: Vec<Signature>,
}

#[derive(Debug)]
struct Signature {
    value: Vec<u8>,
    /// SHA-256 of the signer's SubjectPublicKeyInfo, in hexadecimal; `None`: not stated.
    key: Option<String>,
    /// The signer's certificate first, then those above it.
    certificates: Vec<Certificate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Read {
    payload_type: String,
    payload: String,
    signatures: Vec<ReadSignature>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadSignature {
    #[serde(default)]
    keyid: Option<String>,
    sig: String,
    /// In PEM (in-toto enhancement 7).
    #[serde(default)]
    cert: Option<String>,
}

impl Envelope {
    /// Reads an envelope; nothing is believed by that.
    ///
    /// # Errors
    /// What makes it none, in words.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        json::is_unambiguous(bytes)?;
        let read: Read = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if read.signatures.is_empty() || read.signatures.len() > SIGNATURES {
            return Err(format!("it holds {} signatures; 1 to {SIGNATURES} are read", read.signatures.len()));
        }
        let payload = STANDARD.decode(&read.payload).map_err(|_| "its payload is no base64".to_owned())?;
        let signatures = read.signatures.into_iter().map(Signature::read).collect::<Result<_, _>>()?;
        Ok(Self { payload_type: read.payload_type, payload, signatures })
    }

    /// The payload, where it is of this type and one of these keys signed it.
    pub fn signed_by(&self, payload_type: &str, keys: &[PublicKey]) -> Option<&[u8]> {
        let message = dsse_message(&self.payload_type, &self.payload);
        let signed = self.signatures.iter().any(|signature| keys.iter().any(|key| fits(key, &message, &signature.value)));
        (self.payload_type == payload_type && signed).then_some(self.payload.as_slice())
    }

    /// Whether somebody who is trusted to make statements signed this payload: one good signature suffices, otherwise the gravest
    /// trouble of all counts.
    pub fn judge(&self, trust: &TrustStore, at: Moment) -> Standing {
        let delivery = Delivery::default();
        let opening = Opening::new(&delivery, trust, at);
        let message = dsse_message(&self.payload_type, &self.payload);
        let mut worst: Option<Standing> = None;
        for signature in &self.signatures {
            let standing = signature.judge(&message, &opening);
            match (&standing, &worst) {
                (Standing::Verified(_), _) => return standing,
                (Standing::Rejected(_), _) | (Standing::Undetermined(_), None) => worst = Some(standing),
                (Standing::Undetermined(_), Some(_)) => {}
            }
        }
        worst.unwrap_or_else(|| malformed("it holds no signature"))
    }
}

impl Signature {
    fn read(read: ReadSignature) -> Result<Self, String> {
        let value = STANDARD.decode(&read.sig).map_err(|_| "a signature of it is no base64".to_owned())?;
        let mut certificates = Vec::new();
        if let Some(text) = &read.cert {
            let blocks = pem::blocks(text.as_bytes()).filter(|blocks| !blocks.is_empty());
            for block in blocks.ok_or("its \"cert\" is no PEM")? {
                let certificate =
                    Some(&block).filter(|block| block.label == "CERTIFICATE").and_then(|block| Certificate::parse(&block.der));
                certificates.push(certificate.ok_or("its \"cert\" holds something else than certificates")?);
            }
        }
        Ok(Self { value, key: read.keyid, certificates })
    }

    fn judge(&self, message: &[u8], opening: &Opening<'_>) -> Standing {
        let brought = self.certificates.first().and_then(Certificate::key);
        let mut candidates = brought.into_iter().chain(embedded::keys(opening));
        let Some(key) = candidates.find(|key| !key.is_weak() && fits(key, message, &self.value)) else { return self.unfit(opening) };
        if self.key.as_ref().is_some_and(|stated| *stated != key.fingerprint().to_string()) {
            return malformed("its \"keyid\" names another key than the one that it fits");
        }
        let certificates = self.certificates.iter().filter(|_| brought == Some(key)).collect();
        let signer = Signer { key: key.clone(), certificates, stamped: None, kind: Kind::Statement };
        signer.proof(&self.claimed(), opening).map_or_else(|standing| standing, Standing::Verified)
    }

    /// No key fits: it was changed where its key is known, and a stranger's where it is not.
    fn unfit(&self, opening: &Opening<'_>) -> Standing {
        let known = self.key.as_ref().is_some_and(|stated| embedded::keys(opening).any(|key| key.fingerprint().to_string() == *stated));
        if known || !self.certificates.is_empty() {
            return Standing::rejected(
                Cause::Altered,
                "the signature does not fit: the signed bytes or the signature were changed after signing",
                "fetch it again from whoever keeps it; where it is the same, do not rely on it",
            );
        }
        embedded::nobody_known(&self.claimed(), false, opening)
    }

    /// Who says to have signed.
    fn claimed(&self) -> String {
        match (self.certificates.first(), &self.key) {
            (Some(certificate), _) => format!("\"{}\" under \"{}\"", certificate.subject, certificate.issuer),
            (None, Some(key)) => format!("the holder of key \"{key}\""),
            (None, None) => "somebody who gives no name and no key".to_owned(),
        }
    }
}

fn malformed(what: &str) -> Standing {
    Standing::rejected(Cause::Malformed, format!("it is no envelope that can be relied on: {what}"), "fetch it again from whoever keeps it")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use super::*;

    fn envelope(signatures: &str) -> String {
        format!(r#"{{"payloadType":"a","payload":"","signatures":[{signatures}]}}"#)
    }

    #[test]
    fn one_to_sixteen_signatures_are_read() {
        let read = |count: usize| Envelope::read(envelope(&vec![r#"{"sig":"AA=="}"#; count].join(",")).as_bytes()).is_ok();
        assert_eq!([0, 1, SIGNATURES, SIGNATURES + 1, SIGNATURES + 2].map(read), [false, true, true, false, false]);
    }

    /// Nobody here knows the key: nothing says that anything was changed.
    #[test]
    fn a_strangers_envelope_is_named_as_he_names_himself() {
        for (signature, named) in
            [(r#"{"sig":"AA=="}"#, "somebody who gives no name and no key"), (r#"{"sig":"AA==","keyid":"ab"}"#, "the holder of key \"ab\"")]
        {
            let judged = Envelope::read(envelope(signature).as_bytes()).unwrap();
            let judged = judged.judge(&TrustStore::default(), Moment::parse("2026-11-24").unwrap());
            let Standing::Undetermined(reason) = judged else { panic!("{judged:?}") };
            assert_eq!(reason.cause, Cause::Stranger);
            assert!(reason.detail.contains(named), "{}", reason.detail);
        }
    }
}
