//! Signatures inside CycloneDX JSON (JSF, JSON Signature Format): over the whole bill, or over a part of it.

mod draft;
mod jwk;
mod layout;

use serde_json::{Map, Value};

use super::embedded::{self, Signer};
use super::key::{Check, PublicKey};
use super::said::{Link, Said};
use super::trust::Kind;
use super::{Attestation, Cause, Form, Opened, Opening, Proof, Standing, json, timestamp};
use crate::intake::outline::without_byte_order_mark;
use crate::intake::{Digest, Document, Moment};
pub use draft::draft;
use jwk::Algorithm;
use layout::{Core, SIGNATURE};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "jsf",
    title: "JSF, inside CycloneDX JSON (member \"signature\")",
    proves: "that the holder of a trusted key, or of a certificate under a trusted authority, signed what the bill says",
    not: "when it was signed, unless a timestamp shows it; and a signature over one component says nothing about the rest of the bill",
    recognises,
    open,
    say,
};

/// Larger bills are not brought into canonical form, which takes some ten times their size in memory.
const LIMIT_BYTES: usize = 64 << 20;

/// Characters of a pointer that are kept.
const POINTER: usize = 256;

/// Members that a signature may leave out, because no verdict rests on them.
const DECIDES_NOTHING: &[&str] = &["$schema"];

fn recognises(document: &Document) -> bool {
    document.outline.member_text("bomFormat") == Some("CycloneDX") && (document.outline.has_member(SIGNATURE) || mentions(document))
}

/// Whether a part of the bill may be signed.
fn mentions(document: &Document) -> bool {
    document.bytes.len() <= LIMIT_BYTES && std::str::from_utf8(&document.bytes).is_ok_and(|text| text.contains("\"signature\""))
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    let mut found = Found { document, opening, exact: None, opened: Vec::new(), spent: false };
    match parsed(document) {
        Ok(mut bill) => found.walk(&mut bill, &mut String::new()),
        // Without a signature of its own the bill is judged by its reader, which says the same.
        Err(standing) if document.outline.has_member(SIGNATURE) => found.add("", standing, None),
        Err(_) => {}
    }
    found.opened
}

fn say(document: &Document) -> Vec<Said> {
    let mut found = Vec::new();
    match parsed(document) {
        Ok(bill) => say_of(&bill, &mut String::new(), &mut found),
        Err(standing) => found.push(Said::unreadable(&standing)),
    }
    found
}

/// `pointer`: as [`Found::walk`] has it.
fn say_of(value: &Value, pointer: &mut String, found: &mut Vec<Said>) {
    let own = pointer.len();
    let signature = value.get(SIGNATURE).filter(|signature| signature.is_object() || pointer.is_empty());
    for core in signature.map(layout::cores).unwrap_or_default() {
        let subjects = vec![if pointer.is_empty() { "the whole bill".to_owned() } else { pointer.clone() }];
        found.push(match core {
            Ok(core) => Said {
                algorithm: Some(core.algorithm.clone()),
                certificates: core.certificates.iter().map(Link::of).collect(),
                subjects,
                ..Said::by(claimed(&core))
            },
            Err(what) => Said { subjects, ..Said::unreadable(&malformed(what)) },
        });
    }
    let members = value.as_object().into_iter().flatten().filter(|(name, _)| *name != SIGNATURE);
    let members = members.map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value));
    let items = value.as_array().into_iter().flatten().enumerate().map(|(index, value)| (index.to_string(), value));
    for (step, value) in members.chain(items) {
        pointer.push('/');
        pointer.push_str(&step);
        say_of(value, pointer, found);
        pointer.truncate(own);
    }
}

fn parsed(document: &Document) -> Result<Value, Standing> {
    if document.bytes.len() > LIMIT_BYTES {
        return Err(Standing::undetermined(
            Cause::NotSupported,
            format!("the signed bill is larger than {LIMIT_BYTES} bytes, which is not brought into canonical form"),
            "ask the vendor for a signature beside the bill (CMS, OpenPGP, Sigstore)",
        ));
    }
    let bytes = without_byte_order_mark(&document.bytes);
    json::is_unambiguous(bytes)
        .and_then(|()| serde_json::from_slice(bytes).map_err(|error| error.to_string()))
        .map_err(|error| malformed(&error))
}

/// The signatures of one bill.
struct Found<'a> {
    document: &'a Document,
    opening: &'a Opening<'a>,
    /// Whether all numbers are exact, once somebody has asked.
    exact: Option<bool>,
    opened: Vec<Opened>,
    /// No more signatures are checked.
    spent: bool,
}

impl Found<'_> {
    /// `pointer`: where the value stands (RFC 6901); as before afterwards. What is inside a signature is no part of the bill.
    fn walk(&mut self, value: &mut Value, pointer: &mut String) {
        let own = pointer.len();
        match value {
            Value::Object(object) => {
                if object.get(SIGNATURE).is_some_and(|signature| signature.is_object() || pointer.is_empty()) {
                    self.signatures(object, pointer);
                }
                for (name, value) in object.iter_mut().filter(|(name, _)| *name != SIGNATURE) {
                    pointer.push('/');
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                    self.walk(value, pointer);
                    pointer.truncate(own);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    pointer.push_str(&format!("/{index}"));
                    self.walk(item, pointer);
                    pointer.truncate(own);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn signatures(&mut self, object: &mut Map<String, Value>, pointer: &str) {
        let cores = object.get(SIGNATURE).map(layout::cores).unwrap_or_default();
        for (index, core) in cores.into_iter().enumerate() {
            if self.spent {
                return;
            }
            if let Err(over) = self.opening.spend() {
                self.spent = true;
                return self.add(pointer, over, None);
            }
            let core = match core {
                Ok(core) => core,
                Err(what) => {
                    self.add(pointer, malformed(what), None);
                    continue;
                }
            };
            let standing = match self.judge(object, index, &core) {
                Ok(proof) => Standing::Verified(proof),
                Err(standing) => standing,
            };
            self.add(pointer, standing, Some(claimed(&core)));
        }
    }

    fn judge(&mut self, object: &mut Map<String, Value>, index: usize, core: &Core) -> Result<Proof, Standing> {
        let exact = *self.exact.get_or_insert_with(|| layout::numbers_are_exact(&self.document.bytes));
        if !exact {
            return Err(Standing::undetermined(
                Cause::NotSupported,
                "the signed bill holds a number that not every program reads alike (RFC 7493, 2.2): 2^53 or beyond, or of more than 15 digits",
                "ask the vendor to write such a number as a string, or to sign the bill in a file beside it",
            ));
        }
        let message = layout::message(object, index, &core.excludes).ok_or_else(|| malformed("it has no canonical form (RFC 8785)"))?;
        self.opening.spend_bytes(&message)?;
        let stamped = timestamp::beside(self.document, &core.value, self.opening);
        Case { core, message: &message, opening: self.opening, stamped }.judge()
    }

    fn add(&mut self, pointer: &str, standing: Standing, claimed_signer: Option<String>) {
        let subjects: Vec<Digest> = if pointer.is_empty() { vec![self.document.digest] } else { Vec::new() };
        let attestation = Attestation {
            document: self.document.digest,
            path: self.document.path.clone(),
            form: FORM.name,
            standing,
            subjects,
            predicate: None,
            claimed_signer,
            within: Some(pointer.chars().take(POINTER).collect()),
        };
        self.opened.push(Opened { attestation, payload: None });
    }
}

/// One signature with all that it is judged by.
struct Case<'a> {
    core: &'a Core,
    message: &'a [u8],
    opening: &'a Opening<'a>,
    /// When it stood at the latest, by a timestamp beside the bill.
    stamped: Option<Moment>,
}

impl Case<'_> {
    fn judge(&self) -> Result<Proof, Standing> {
        let algorithm = match Algorithm::named(&self.core.algorithm) {
            known @ (Algorithm::Rsa(_) | Algorithm::Curve(..)) => known,
            Algorithm::Shared => return Err(shared_secret()),
            Algorithm::Unknown => return Err(unsupported(&self.core.algorithm)),
        };
        let claimed = claimed(self.core);
        let key = match self.embedded()? {
            Some(key) => self.check(algorithm, &key).map(|()| key)?,
            None => {
                let fitting = embedded::keys(self.opening).find(|key| self.check(algorithm, key).is_ok());
                fitting.cloned().ok_or_else(|| embedded::nobody_known(&claimed, false, self.opening))?
            }
        };
        let signer = Signer { key, certificates: self.core.certificates.iter().collect(), stamped: self.stamped, kind: Kind::Bill };
        let proof = signer.proof(&claimed, self.opening)?;
        match self.core.excludes.iter().find(|name| !DECIDES_NOTHING.contains(&name.as_str())) {
            None => Ok(proof),
            Some(left_out) => Err(Standing::undetermined(
                Cause::NotSupported,
                format!("the signature leaves \"{left_out}\" out (\"excludes\"), so that anybody may have written it"),
                "ask the vendor to sign the whole bill",
            )),
        }
    }

    /// The key that the signature brings along: it tells whether the bill was altered, and nothing about whom to trust.
    fn embedded(&self) -> Result<Option<PublicKey>, Standing> {
        let certified = match self.core.certificates.first() {
            None => None,
            Some(certificate) => Some(certificate.key().cloned().ok_or_else(|| unsupported("the certificate's kind of key"))?),
        };
        match (&self.core.key, certified) {
            (Some(key), Some(certified)) if *key != certified => {
                Err(malformed("\"publicKey\" and \"certificatePath\" hold different keys"))
            }
            (Some(key), Some(_) | None) => Ok(Some(key.clone())),
            (None, certified) => Ok(certified),
        }
    }

    fn check(&self, algorithm: Algorithm, key: &PublicKey) -> Result<(), Standing> {
        if key.is_weak() {
            return Err(weak());
        }
        let scheme = algorithm.with(key).ok_or_else(|| malformed("its algorithm does not go with its key"))?;
        let signature = embedded::der(&self.core.value, scheme, key).ok_or_else(|| malformed("its value is too long or too short"))?;
        match key.check(scheme, self.message, &signature) {
            Check::Good => Ok(()),
            Check::Bad => Err(altered()),
            Check::Unfit => Err(malformed("its algorithm does not go with its key")),
        }
    }
}

/// Who says to have signed.
fn claimed(core: &Core) -> String {
    match (core.certificates.first(), &core.key_id, &core.key) {
        (Some(certificate), _, _) => format!("\"{}\" under \"{}\"", certificate.subject, certificate.issuer),
        (None, Some(name), _) => format!("the holder of key \"{name}\""),
        (None, None, Some(key)) => format!("the holder of key sha256:{}", key.fingerprint()),
        (None, None, None) => "somebody who gives no name and no key".to_owned(),
    }
}

fn altered() -> Standing {
    Standing::rejected(
        Cause::Altered,
        "the signature inside does not fit what it stands in: one of the two was changed after signing",
        "fetch the bill again from the vendor; where it is the same, ask the vendor to sign again",
    )
}

fn malformed(what: &str) -> Standing {
    Standing::rejected(
        Cause::Malformed,
        format!("the signature inside is no JSF signature that can be relied on: {what}"),
        "ask the vendor to sign again with another tool",
    )
}

fn weak() -> Standing {
    Standing::rejected(
        Cause::Weak,
        "the signature inside was made with an RSA key below 2048 bits, which no longer proves anything",
        "ask the vendor to sign again with RSA of at least 2048 bits, or an elliptic curve",
    )
}

fn shared_secret() -> Standing {
    Standing::undetermined(
        Cause::NotSupported,
        "the signature inside is an HMAC: whoever can check it can make it, so it proves nothing to anybody else",
        "ask the vendor to sign with RSA, an elliptic curve or Ed25519",
    )
}

fn unsupported(what: &str) -> Standing {
    Standing::undetermined(
        Cause::NotSupported,
        format!("the signature inside uses what is not supported: {what}"),
        "ask the vendor to sign with RS256 or PS256 and longer, ES256, ES384, ES512 or Ed25519",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::super::trust::TrustStore;
    use super::*;
    use crate::intake::{Delivery, Moment};

    /// The author's own vectors, which are no bills. Nobody is trusted: a stranger's is one that fits.
    #[test]
    fn the_authors_vectors_fit_and_a_changed_one_does_not() {
        macro_rules! vector {
            ($name:literal) => {
                include_str!(concat!("../../tests/fixtures/signatures/jsf/openkeystore/", $name))
            };
        }
        let (delivery, trust) = (Delivery::default(), TrustStore::default());
        let opening = Opening::new(&delivery, &trust, Moment::parse("2026-11-24").unwrap());
        let causes = |text: &str| -> Vec<Cause> {
            let opened = open(&Document::new("a.json", text.as_bytes().to_vec()), &opening);
            let standings = opened.into_iter().map(|opened| opened.attestation.standing);
            let cause = |standing| match standing {
                Standing::Verified(_) => None,
                Standing::Rejected(reason) | Standing::Undetermined(reason) => Some(reason.cause),
            };
            standings.filter_map(cause).collect()
        };
        for (text, signatures) in [
            (vector!("chain.json"), 2),
            (vector!("signers.json"), 2),
            (vector!("chai-excl.json"), 2),
            (vector!("mult-excl.json"), 2),
            (vector!("es512.json"), 1),
            (vector!("ed25519.json"), 1),
        ] {
            assert_eq!(causes(text), vec![Cause::Stranger; signatures], "{text}");
            let changed = text.replacen("Joe", "Jo", 1).replacen("something\"", "nothing\"", 1);
            assert_eq!(causes(&changed), vec![Cause::Altered; signatures], "{changed}");
        }
    }
}
