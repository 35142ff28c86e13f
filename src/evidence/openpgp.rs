//! OpenPGP signatures beside a file (`.asc`, `.sig`, `.gpg`), under keys that the buyer was given by another way.

mod key;

use std::io::Read as _;

use pgp::armor::Dearmor;
use pgp::composed::{Deserializable as _, DetachedSignature};
use pgp::packet::{Signature, SignatureType, SignatureVersion, SubpacketData};
use pgp::types::{Duration, Timestamp};

use super::said::Said;
use super::trust::Claims;
use super::{Attestation, Cause, Form, Opened, Opening, Proof, Standing, subject, timestamp};
use crate::intake::{Digest, Document, Moment, Outline};
pub use key::Key;
use key::{Part, hex, is_strong};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "openpgp",
    title: "OpenPGP, detached (.asc, .sig, .gpg)",
    proves: "that the holder of a trusted OpenPGP key signed exactly these bytes",
    not: "when it was signed: the key has to have been valid at the time that the signature itself states, unless it was revoked as lost",
    recognises,
    open,
    say,
};

/// A signature file as large as that is none.
const LIMIT_BYTES: usize = 1 << 20;
const SIGNATURES: usize = 16;
/// Documents that a signature of any name is tried on.
const CANDIDATES: usize = 64;

fn recognises(document: &Document) -> bool {
    match &document.outline {
        Outline::Pem { label } => label.starts_with("PGP ") && !label.ends_with("KEY BLOCK"),
        Outline::Empty | Outline::Text { .. } | Outline::Utf16 => subject::ends_with(&document.path, ".asc"),
        Outline::Binary | Outline::Archive { .. } | Outline::Der { .. } | Outline::Cbor { .. } | Outline::Protobuf { .. } => {
            subject::ends_with(&document.path, ".asc") || is_binary_signature(&document.bytes)
        }
        Outline::JsonObject { .. } | Outline::JsonOther | Outline::Xml { .. } => false,
    }
}

/// Whether the bytes are signature packets (RFC 9580, 4.2 and 5.2) from the first to the last.
fn is_binary_signature(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some((body, after)) = signature_packet(rest) else { return false };
        if !matches!(body.first(), Some(3..=6)) {
            return false;
        }
        rest = after;
    }
    !bytes.is_empty() && bytes.len() <= LIMIT_BYTES
}

fn signature_packet(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let octets = |count: usize, rest: &[u8]| {
        rest.get(..count).map(|octets| octets.iter().fold(0_usize, |sum, octet| sum << 8 | usize::from(*octet)))
    };
    let (length, header) = match (*first, rest.first()?) {
        (0x88, _) => (octets(1, rest)?, 1),
        (0x89, _) => (octets(2, rest)?, 2),
        (0x8a, _) => (octets(4, rest)?, 4),
        (0xc2, 0..=191) => (octets(1, rest)?, 1),
        (0xc2, 192..=223) => (octets(2, rest)?.checked_sub(192 << 8)?.checked_add(192)?, 2),
        (0xc2, 255) => (octets(4, rest.get(1..)?)?, 5),
        (_, _) => return None,
    };
    rest.get(header..)?.split_at_checked(length)
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    let signatures = match read(document) {
        Ok(signatures) => signatures,
        Err(standing) => return vec![opened(document, standing, opening.held.belongs_to(document), None)],
    };
    let each = signatures.iter().map(|signature| {
        let case = Case { document, opening, signature };
        match case.judge() {
            Ok((proof, covered)) => opened(document, Standing::Verified(proof), vec![covered], Some(claimed(signature))),
            Err(standing) => opened(document, standing, opening.held.belongs_to(document), Some(claimed(signature))),
        }
    });
    each.collect()
}

fn say(document: &Document) -> Vec<Said> {
    match read(document) {
        Ok(signatures) => signatures.iter().map(said).collect(),
        Err(standing) => vec![Said::unreadable(&standing)],
    }
}

fn said(signature: &Signature) -> Said {
    let algorithm = signature.config().map(|config| format!("{:?} with {}", config.pub_alg, config.hash_alg));
    Said { algorithm, ..Said::by(claimed(signature)) }.at("signer", signature.created().and_then(moment))
}

fn opened(document: &Document, standing: Standing, subjects: Vec<Digest>, claimed_signer: Option<String>) -> Opened {
    let attestation = Attestation {
        document: document.digest,
        path: document.path.clone(),
        form: FORM.name,
        standing,
        subjects,
        predicate: None,
        claimed_signer,
        within: None,
    };
    Opened { attestation, payload: None }
}

fn read(document: &Document) -> Result<Vec<Signature>, Standing> {
    if let Outline::Pem { label } = &document.outline
        && label != "PGP SIGNATURE"
    {
        return Err(Standing::undetermined(
            Cause::NotSupported,
            format!("the file is a \"{label}\": it holds what it signs, or is encrypted"),
            "ask the vendor for a signature beside the file (`gpg --armor --detach-sign`)",
        ));
    }
    let damaged = || {
        Standing::undetermined(
            Cause::Malformed,
            "the file is no complete OpenPGP signature, armoured or binary",
            "fetch the signature again from the vendor (`gpg --armor --detach-sign`)",
        )
    };
    if document.bytes.len() > LIMIT_BYTES {
        return Err(damaged());
    }
    let mut dearmoured = Vec::new();
    let is_armoured = matches!(document.outline, Outline::Pem { .. });
    if is_armoured {
        Dearmor::new(document.bytes.as_slice()).read_to_end(&mut dearmoured).map_err(|_| damaged())?;
    }
    let bytes = if is_armoured { &dearmoured } else { document.bytes.as_slice() };
    // rpgp steps over packets that it does not know.
    let packets = is_binary_signature(bytes).then(|| DetachedSignature::from_bytes_many(bytes).ok()).flatten().ok_or_else(damaged)?;
    let packets = packets.take(SIGNATURES).map(|packet| packet.map(|packet| packet.signature));
    let signatures: Vec<Signature> = packets.collect::<Result<_, _>>().map_err(|_| damaged())?;
    if signatures.is_empty() { Err(damaged()) } else { Ok(signatures) }
}

/// One signature with all that it is judged by.
struct Case<'a> {
    document: &'a Document,
    opening: &'a Opening<'a>,
    signature: &'a Signature,
}

impl<'a> Case<'a> {
    fn judge(&self) -> Result<(Proof, Digest), Standing> {
        self.opening.spend()?;
        let made = self.made()?;
        let trusted = self.opening.trust.openpgp_keys();
        let candidates: Vec<(usize, &Key, Part<'_>)> =
            trusted.flat_map(|(index, key)| key.parts_for(self.signature).into_iter().map(move |part| (index, key, part))).collect();
        if candidates.is_empty() {
            return Err(self.nobody_known());
        }
        let Some((document, (index, key, part))) = self.covered(&candidates)? else { return Err(self.altered(&candidates)) };
        let fingerprint = key.fingerprint();
        for (_, copy) in self.opening.trust.openpgp_keys().filter(|(_, copy)| copy.fingerprint() == fingerprint) {
            copy.heed_revocations(&part, made)?;
        }
        key.may_sign(part, made, self.opening.at)?;
        let mut names = key.names(self.opening.at);
        let signer =
            names.first().map_or_else(|| format!("OpenPGP key {fingerprint}"), |name| format!("{name} (OpenPGP key {fingerprint})"));
        names.push(fingerprint);
        let claims = Claims {
            names: &names,
            issuer: None,
            kinds: &[self.opening.held.kind(document.digest)],
            vendor: self.opening.delivery.order.vendor.as_deref(),
            at: self.opening.at,
        };
        let (root, vouches_for) = self.opening.trust.vouch(index, &claims)?;
        let signed_at = timestamp::beside(self.document, &self.document.bytes, self.opening);
        Ok((Proof { signer, root, signed_at, vouches_for, build: None }, document.digest))
    }

    /// When it says that it was made, if it is of a kind that is believed at all (RFC 9580, 5.2).
    fn made(&self) -> Result<Moment, Standing> {
        let unsupported = |what: &str| {
            Standing::undetermined(
                Cause::NotSupported,
                format!("the OpenPGP signature is {what}"),
                "ask the vendor for a plain signature beside the file (`gpg --armor --detach-sign`)",
            )
        };
        let config = self.signature.config().ok_or_else(|| unsupported("of a version that is not supported"))?;
        match self.signature.version() {
            SignatureVersion::V4 | SignatureVersion::V6 => {}
            SignatureVersion::V2 | SignatureVersion::V3 => return Err(weak("of version 3 or older, which leaves out who made it")),
            SignatureVersion::V5 | SignatureVersion::Other(_) => return Err(unsupported("of a version that is not supported")),
        }
        if config.typ() != SignatureType::Binary {
            return Err(unsupported("over a text whatever its line ends, or over no document"));
        }
        if !is_strong(self.signature) {
            return Err(weak("made with MD5, SHA-1 or another hash that no longer proves anything"));
        }
        let unknown =
            |data: &SubpacketData| matches!(data, SubpacketData::Other(..) | SubpacketData::Experimental(..) | SubpacketData::Notation(_));
        if config.hashed_subpackets().any(|packet| packet.is_critical && unknown(&packet.data)) {
            return Err(unsupported("under a condition that is not understood (critical subpacket)"));
        }
        let at = self.opening.at;
        let made = self.signature.created().and_then(moment).ok_or_else(|| unsupported("without the time at which it was made"))?;
        if made > at || expired(made, self.signature.signature_expiration_time(), at) {
            return Err(Standing::rejected(
                Cause::OutOfTime,
                format!("the OpenPGP signature says that it was made at {made}, and is not valid at {at}"),
                "check the moment of the decision (--at), or ask the vendor to sign again",
            ));
        }
        Ok(made)
    }

    /// The document that one of these parts signed: the one beside it by name, or any of the first 64.
    fn covered(&self, candidates: &[(usize, &'a Key, Part<'a>)]) -> Result<Option<Signed<'a>>, Standing> {
        let beside = self.opening.held.beside(self.document);
        let all = self.opening.delivery.shipment.documents.iter().filter(|other| other.digest != self.document.digest);
        let documents: Vec<&Document> = beside.map_or_else(|| all.take(CANDIDATES).collect(), |beside| vec![beside]);
        for document in documents {
            for (index, key, part) in candidates {
                self.opening.spend_bytes(&document.bytes)?;
                if part.made(self.signature, &document.bytes) {
                    return Ok(Some((document, (*index, key, *part))));
                }
            }
        }
        Ok(None)
    }

    fn altered(&self, candidates: &[(usize, &Key, Part<'_>)]) -> Standing {
        let Some(beside) = self.opening.held.beside(self.document) else {
            return Standing::undetermined(
                Cause::CoversNothing,
                "the OpenPGP signature covers no document of this delivery",
                "have the document that it belongs to delivered with it",
            );
        };
        let keys: Vec<String> = candidates.iter().map(|(_, key, _)| key.fingerprint()).collect();
        Standing::rejected(
            Cause::Altered,
            format!(
                "the signature does not fit \"{}\" under OpenPGP key {}: one of the two was changed after signing",
                beside.path,
                keys.join(", ")
            ),
            "fetch both again from the vendor; where they still differ, ask the vendor which bytes it signed",
        )
    }

    fn nobody_known(&self) -> Standing {
        Standing::undetermined(
            Cause::Stranger,
            format!("signed by {}, and no such key is trusted here", claimed(self.signature)),
            "obtain the vendor's OpenPGP key by another way than this delivery, compare its fingerprint, and pass it as --trusted-key",
        )
    }
}

/// Who says to have signed.
fn claimed(signature: &Signature) -> String {
    match (signature.issuer_fingerprint().first(), signature.issuer_key_id().first()) {
        (Some(fingerprint), _) => format!("the holder of OpenPGP key {}", hex(fingerprint)),
        (None, Some(identifier)) => format!("the holder of OpenPGP key {}", identifier.to_string().to_uppercase()),
        (None, None) => "the holder of an OpenPGP key that it does not name".to_owned(),
    }
}

/// A document, and who signed it: the anchor's place, its key, the part of the key.
type Signed<'a> = (&'a Document, (usize, &'a Key, Part<'a>));

fn weak(what: &str) -> Standing {
    Standing::rejected(Cause::Weak, format!("the OpenPGP signature is {what}"), "ask the vendor to sign again with SHA-256 or better")
}

fn moment(timestamp: Timestamp) -> Option<Moment> {
    Moment::from_unix(i64::from(timestamp.as_secs()))
}

/// Whether so long after `since` lies before `at`. No duration, and one of zero, is for ever (RFC 9580, 5.2.3.13 and 5.2.3.18).
fn expired(since: Moment, duration: Option<Duration>, at: Moment) -> bool {
    let seconds = duration.map_or(0, Duration::as_secs);
    seconds != 0 && since.unix().checked_add(i64::from(seconds)).is_some_and(|end| end <= at.unix())
}
