//! Which of the vendor's statements can be believed: signatures, verified against trust that the buyer chose.

mod apart;
mod asn1;
pub mod build;
pub mod certificate;
mod cms;
mod cose;
pub mod draft;
pub mod dsse;
mod embedded;
mod image;
mod json;
mod jsf;
pub mod key;
mod minisign;
mod openpgp;
mod pem;
pub mod platform;
mod raw;
pub mod said;
pub mod sigstore;
pub mod statement;
pub mod ssh;
mod subject;
mod timestamp;
mod xml_dsig;
pub mod trust;

use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

use crate::intake::budget::Budget;
use crate::intake::{Delivery, Digest, Document, Moment};
use build::Build;
use said::Said;
use trust::TrustStore;

/// What a DSSE signature is over (DSSE v1.0.2, protocol.md, PAE): type and payload, each with its length before it.
pub fn dsse_message(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let mut message = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len()).into_bytes();
    message.extend_from_slice(payload);
    message
}

/// The ending that binds a signature of this name to the document of the same name without it: `.p7s`, `.asc` ..
pub fn signature_ending(path: &str) -> Option<&'static str> {
    subject::ending(path)
}

/// Whether the text is one JSON value in which no member stands twice; the reason, with its line, otherwise.
pub(crate) fn unambiguous_json(bytes: &[u8]) -> Result<(), String> {
    json::is_unambiguous(bytes)
}

/// One form of signature: `recognises` decides from the outline alone, `open` verifies.
pub struct Form {
    /// As `--format json` prints it: `cms`, `sigstore-bundle`.
    pub name: &'static str,
    /// For people, with the endings of its files.
    pub title: &'static str,
    /// What it proves, in one line for `docs/signatures.md`.
    pub proves: &'static str,
    /// What it does not prove, in one line for `docs/signatures.md`.
    pub not: &'static str,
    pub recognises: fn(&Document) -> bool,
    pub open: fn(&Document, &Opening<'_>) -> Vec<Opened>,
    /// What each signature in the file says of itself, unchecked.
    pub say: fn(&Document) -> Vec<Said>,
}

/// Every form of signature that is understood.
#[rustfmt::skip]
pub const FORMS: &[Form] = &[
    self::timestamp::FORM,
    self::cms::FORM,
    self::sigstore::FORM,
    self::jsf::FORM,
    self::xml_dsig::FORM,
    self::platform::FORM,
    self::openpgp::FORM,
    self::dsse::FORM,
    self::minisign::FORM,
    self::ssh::FORM,
    self::cose::FORM,
    self::raw::FORM,
];

/// What a form may look at: the delivery (to find what was signed), the trust, the moment.
pub struct Opening<'a> {
    pub delivery: &'a Delivery,
    pub trust: &'a TrustStore,
    pub at: Moment,
    /// Signatures that may still be checked.
    checks: Cell<u32>,
    /// Bytes that may still be hashed for them.
    hashing: Cell<u64>,
    /// What is delivered, by path and by digest.
    held: subject::Held<'a>,
    /// The trust store's Sigstore roots, read when the first bundle asks for them.
    roots: OnceCell<self::sigstore::Roots>,
}

/// Bytes hashed for all signatures of one delivery. Four times the most that a delivery may hold.
const HASHING: u64 = 8 << 30;

impl<'a> Opening<'a> {
    fn new(delivery: &'a Delivery, trust: &'a TrustStore, at: Moment) -> Self {
        let checks = Cell::new(Budget::default().signatures);
        Self { delivery, trust, at, checks, hashing: Cell::new(HASHING), held: subject::Held::of(delivery), roots: OnceCell::new() }
    }

    /// Takes one signature from the budget.
    fn spend(&self) -> Result<(), Standing> {
        let left = self.checks.get().checked_sub(1).ok_or_else(|| {
            Standing::undetermined(
                Cause::NotSupported,
                format!("the delivery holds more than {} signatures; this one was not checked", Budget::default().signatures),
                "have the delivery split",
            )
        })?;
        self.checks.set(left);
        Ok(())
    }

    /// Takes bytes that a signature makes us hash from the budget.
    fn spend_bytes(&self, bytes: &[u8]) -> Result<(), Standing> {
        let wanted = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let left = self.hashing.get().checked_sub(wanted).ok_or_else(|| {
            Standing::undetermined(
                Cause::NotSupported,
                format!("the signatures of this delivery ask for more than {HASHING} bytes to be hashed; this one was not checked"),
                "have the delivery split, or signed with SHA-256 and signed attributes",
            )
        })?;
        self.hashing.set(left);
        Ok(())
    }
}

/// An attestation, and the payload it carried inside, if it is an envelope.
pub struct Opened {
    pub attestation: Attestation,
    pub payload: Option<Document>,
}

/// One signature, and what it is worth.
#[derive(Clone, Debug)]
pub struct Attestation {
    /// The document that carries the signature.
    pub document: Digest,
    pub path: String,
    /// [`Form::name`].
    pub form: &'static str,
    pub standing: Standing,
    /// Digests of the documents that it covers and that we hold. Sorted, none twice.
    /// Where it is not verified: of the document that it belongs to by its name, which it does *not* cover.
    pub subjects: Vec<Digest>,
    /// The predicate type of an in-toto statement; `None` for a signature over plain bytes.
    pub predicate: Option<String>,
    /// Who says to have signed, whatever it is worth: `signed by X under Y`.
    pub claimed_signer: Option<String>,
    /// Where the signature stands inside what it signs: empty for the whole document, a pointer for a part of it.
    /// `None`: it stands apart, so that its document is there for the signature only.
    pub within: Option<String>,
}

impl Attestation {
    /// Whether it signs only a part of its document. Verified or not, it proves nothing about the rest, so it has no subjects.
    pub fn is_of_a_part(&self) -> bool {
        self.within.as_ref().is_some_and(|pointer| !pointer.is_empty())
    }
}

/// Whether a signature can be believed.
#[derive(Clone, Debug)]
pub enum Standing {
    Verified(Proof),
    /// Checked and bad: altered, expired, a stranger's.
    Rejected(Reason),
    /// Could not tell: an unknown form, an unknown issuer, no trust given.
    Undetermined(Reason),
}

impl Standing {
    fn rejected(cause: Cause, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Rejected(Reason { cause, detail: detail.into(), remedy: remedy.into() })
    }

    fn undetermined(cause: Cause, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Undetermined(Reason { cause, detail: detail.into(), remedy: remedy.into() })
    }
}

/// Why a signature is not believed, in words: what was found and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub cause: Cause,
    pub detail: String,
    pub remedy: String,
}

/// What is wrong with a signature, one word for each thing a buyer would do differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The signed bytes are not the bytes we hold.
    Altered,
    /// A good signature by somebody whom the buyer's trust store does not know.
    Stranger,
    /// A signer that is known, but not for this vendor or this kind of document.
    NotForThis,
    /// Signer, or a certificate above it, not valid at the moment.
    OutOfTime,
    Revoked,
    /// Hash or key too weak.
    Weak,
    /// Not well formed.
    Malformed,
    /// Covers no document that we hold.
    CoversNothing,
    /// A form or feature that is recognised and not supported.
    NotSupported,
}

/// That a signature is good: made only in this module, after every check.
#[derive(Clone, Debug)]
pub struct Proof {
    signer: String,
    root: String,
    signed_at: Option<Moment>,
    vouches_for: Option<String>,
    build: Option<Box<Build>>,
}

impl Proof {
    /// The signer's name, from its certificate or key.
    pub fn signer(&self) -> &str {
        &self.signer
    }
    /// The anchor in the trust store, by its name there.
    pub fn root(&self) -> &str {
        &self.root
    }
    /// When it was signed, where a timestamp or log proves it; a signer's own claim does not count.
    pub fn signed_at(&self) -> Option<Moment> {
        self.signed_at
    }
    /// The party that the trust store binds this signer to; `None`: it vouches for the whole delivery.
    pub fn vouches_for(&self) -> Option<&str> {
        self.vouches_for.as_deref()
    }
    /// What a build service says of the build that signed. `None`: it was no build service's certificate.
    pub fn build(&self) -> Option<&Build> {
        self.build.as_deref()
    }
}

/// Everything that was said about who signed what.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// In the order of the documents that carry them.
    pub attestations: Vec<Attestation>,
    /// Documents found inside envelopes, each naming its envelope.
    pub payloads: Vec<Document>,
    /// Delivered payloads that name a delivered image, and that somebody trusted has signed: there for their signatures only.
    pub image_payloads: BTreeSet<Digest>,
}

/// Forms whose signature does not say whose key it is by: one that fits no trusted key is an altered file's, or a stranger's.
const NAMELESS: &[&str] = &["raw", "minisign", "dsse", "cose"];

impl Evidence {
    /// A document that another signature proves is not altered: what does not fit beside it is a stranger's, and no reproach.
    fn tell_strangers(&mut self) {
        let is_nameless = |attestation: &&Attestation| {
            NAMELESS.contains(&attestation.form)
                && matches!(&attestation.standing, Standing::Rejected(reason) if reason.cause == Cause::Altered)
        };
        let intact: Vec<bool> = self
            .attestations
            .iter()
            .map(|attestation| {
                is_nameless(&attestation)
                    && !attestation.subjects.is_empty()
                    && attestation.subjects.iter().all(|digest| self.proofs_for(*digest).next().is_some())
            })
            .collect();
        for (attestation, _) in self.attestations.iter_mut().zip(intact).filter(|(_, intact)| *intact) {
            attestation.standing = Standing::undetermined(
                Cause::Stranger,
                "the signature fits no key that is trusted here; another signature shows that its document was not altered",
                "if this signer is the vendor's too, obtain its key by another way than this delivery and pass it as --trusted-key",
            );
        }
    }

    /// Indices of the verified attestations that cover this document.
    pub fn proofs_for(&self, document: Digest) -> impl Iterator<Item = (usize, &Proof)> {
        self.attestations.iter().enumerate().filter_map(move |(index, attestation)| match &attestation.standing {
            Standing::Verified(proof) if attestation.subjects.binary_search(&document).is_ok() => Some((index, proof)),
            Standing::Verified(_) | Standing::Rejected(_) | Standing::Undetermined(_) => None,
        })
    }

    /// Delivered documents and payloads that nobody trusted has signed, signatures themselves left out; in the order of the delivery.
    pub fn unsigned<'a>(&'a self, delivery: &'a Delivery) -> impl Iterator<Item = &'a Document> {
        delivery.shipment.documents.iter().chain(&self.payloads).filter(|document| {
            self.proofs_for(document.digest).next().is_none()
                && !self.attestations.iter().any(|attestation| attestation.document == document.digest && attestation.within.is_none())
        })
    }
}

/// Opens every document that a form recognises.
pub fn verify(delivery: &Delivery, trust: &TrustStore, at: Moment) -> Evidence {
    let opening = Opening::new(delivery, trust, at);
    let mut evidence = Evidence::default();
    for document in &delivery.shipment.documents {
        let Some(form) = FORMS.iter().find(|form| (form.recognises)(document)) else { continue };
        for opened in (form.open)(document, &opening) {
            evidence.attestations.push(opened.attestation);
            evidence.payloads.extend(opened.payload);
        }
    }
    evidence.reach_images(delivery);
    evidence.tell_strangers();
    evidence
}
