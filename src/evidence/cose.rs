//! COSE_Sign1 (`.cose`, RFC 9052): detached, or around what it signs; the algorithm has to stand in the protected header.

use coset::iana::Algorithm;
use coset::{CborSerializable as _, CoseSign1, RegisteredLabelWithPrivate, TaggedCborSerializable as _};

use super::apart::{self, Loose};
use super::embedded;
use super::key::{Check, Curve, Hash, PublicKey, Scheme};
use super::said::{self, Said};
use super::{Cause, Form, Opened, Opening, Standing, subject};
use crate::intake::{Digest, Document, Outline};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "cose",
    title: "COSE_Sign1 (.cose), detached or around a document that is delivered too",
    proves: "that the holder of a trusted key signed exactly these bytes",
    not: "when it was signed, unless a timestamp shows it; a receipt of a transparency service (SCITT) in it is not read",
    recognises,
    open,
    say,
};

const AGAIN: &str = "a COSE_Sign1 with ES256 or EdDSA";
/// The tag of COSE_Sign1 (RFC 9052, 2).
const TAG: u64 = 18;
/// Octets of a message with what it signs inside.
const LONGEST: usize = 64 << 20;

fn recognises(document: &Document) -> bool {
    matches!(&document.outline, Outline::Cbor { tag: TAG, .. }) || subject::ends_with(&document.path, ".cose")
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    vec![apart::opened(FORM.name, document, read(&document.bytes), opening)]
}

/// The signature's own octets.
pub(super) fn value(document: &Document) -> Option<Vec<u8>> {
    read(&document.bytes).ok().map(|loose| loose.value)
}

fn say(document: &Document) -> Vec<Said> {
    let mut said = said::loose(read(&document.bytes));
    if let Ok(message) = message(&document.bytes) {
        let named = message.protected.header.alg.as_ref().and_then(scheme);
        said.algorithm = named.map(|scheme| scheme.to_string());
        said.subjects.extend(message.payload.as_deref().map(|payload| format!("sha256:{}", Digest::of(payload))));
        said.remark = Some(if message.payload.is_some() { "around its payload" } else { "detached" }.to_owned());
    }
    vec![said]
}

fn message(bytes: &[u8]) -> Result<CoseSign1, Standing> {
    let damaged = || apart::damaged("the file is no complete COSE_Sign1", AGAIN);
    if bytes.len() > LONGEST {
        return Err(damaged());
    }
    CoseSign1::from_tagged_slice(bytes).or_else(|_| CoseSign1::from_slice(bytes)).map_err(|_| damaged())
}

fn read(bytes: &[u8]) -> Result<Loose<'static>, Standing> {
    let message = message(bytes)?;
    let protected = &message.protected.header;
    if message.unprotected.alg.is_some() || protected.alg.is_none() {
        return Err(malformed("its algorithm does not stand in the protected header, and only there"));
    }
    if !protected.crit.is_empty() || !message.unprotected.crit.is_empty() {
        return Err(Standing::undetermined(
            Cause::NotSupported,
            "the COSE signature stands under a condition that is not understood (crit)",
            "ask the vendor for a COSE_Sign1 without critical headers",
        ));
    }
    let scheme = protected.alg.as_ref().and_then(scheme).ok_or_else(|| malformed("its algorithm is not one of ES, PS, RS or EdDSA"))?;
    let claimed = match std::str::from_utf8(&protected.key_id).ok().filter(|name| !name.is_empty()) {
        Some(name) => format!("the holder of key \"{name}\""),
        None => apart::NOBODY_NAMED.to_owned(),
    };
    let value = message.signature.clone();
    Ok(Loose { value, claimed, key: None, check: Box::new(move |key, bytes| check(&message, scheme, key, bytes)) })
}

/// What is signed holds the protected header as it came (RFC 9052, 4.4). One around another document is not about this one.
fn check(message: &CoseSign1, scheme: Scheme, key: &PublicKey, document: &[u8]) -> Check {
    if !goes_with(scheme, key) {
        return Check::Unfit;
    }
    let Some(signature) = embedded::der(&message.signature, scheme, key) else { return Check::Bad };
    match &message.payload {
        None => key.check(scheme, &message.tbs_detached_data(document, &[]), &signature),
        Some(payload) if payload == document => key.check(scheme, &message.tbs_data(&[]), &signature),
        Some(_) => Check::Bad,
    }
}

/// RFC 9053, 2.1 and 2.2; RFC 8230, 2; RFC 8812, 2. The curve is the one that the hash is commonly used with.
const ALGORITHMS: &[(Algorithm, Scheme)] = &[
    (Algorithm::ES256, Scheme::Ecdsa(Hash::Sha256)),
    (Algorithm::ES384, Scheme::Ecdsa(Hash::Sha384)),
    (Algorithm::ES512, Scheme::Ecdsa(Hash::Sha512)),
    (Algorithm::EdDSA, Scheme::Ed25519),
    (Algorithm::PS256, Scheme::RsaPss { hash: Hash::Sha256, salt: 32 }),
    (Algorithm::PS384, Scheme::RsaPss { hash: Hash::Sha384, salt: 48 }),
    (Algorithm::PS512, Scheme::RsaPss { hash: Hash::Sha512, salt: 64 }),
    (Algorithm::RS256, Scheme::RsaPkcs1(Hash::Sha256)),
    (Algorithm::RS384, Scheme::RsaPkcs1(Hash::Sha384)),
    (Algorithm::RS512, Scheme::RsaPkcs1(Hash::Sha512)),
];

fn scheme(algorithm: &RegisteredLabelWithPrivate<Algorithm>) -> Option<Scheme> {
    let RegisteredLabelWithPrivate::Assigned(algorithm) = algorithm else { return None };
    ALGORITHMS.iter().find(|(known, _)| known == algorithm).map(|(_, scheme)| *scheme)
}

fn goes_with(scheme: Scheme, key: &PublicKey) -> bool {
    match scheme {
        Scheme::Ecdsa(_) => matches!(key.curve(), Some(Curve::P256 | Curve::P384 | Curve::P521)),
        Scheme::Ed25519 => key.curve() == Some(Curve::Ed25519),
        Scheme::RsaPkcs1(_) | Scheme::RsaPss { .. } => key.curve().is_none(),
        Scheme::MlDsa(_) => false,
    }
}

fn malformed(what: &str) -> Standing {
    Standing::rejected(Cause::Malformed, format!("the COSE signature cannot be relied on: {what}"), format!("ask the vendor for {AGAIN}"))
}
