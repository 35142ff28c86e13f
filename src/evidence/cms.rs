//! CMS signatures (`.p7s`, `.p7m`, RFC 5652): detached or around their content, under a vendor's certificate.

mod draft;
mod said;
mod signed_data;

use std::borrow::Cow;

use super::certificate::{self, Certificate, Purpose, When};
use super::key::{Check, Hash, PublicKey, Scheme};
use super::trust::Claims;
use super::{Attestation, Cause, Form, Opened, Opening, Proof, Reason, Standing, asn1, pem, subject, timestamp};
use crate::intake::{Digest, Document, Moment, Outline};
pub use draft::draft;
use said::say;
pub(super) use signed_data::{Algorithm, SignedData, Trouble, certificate_scheme, hash};
use signed_data::{Attributes, DATA, Name, Signer};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "cms",
    title: "CMS / PKCS #7, detached (.p7s) or enclosing (.p7m)",
    proves: "that the holder of a certificate under a trusted authority (or of a trusted key) signed exactly these bytes",
    not: "when it was signed, unless a timestamp shows it: the signer's own signingTime does not count, so the certificate is judged at the moment of the check",
    recognises,
    open,
    say,
};

/// Documents that a signature of any name without a digest in it is tried on.
const CANDIDATES: usize = 64;

fn recognises(document: &Document) -> bool {
    const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
    let by_content = match &document.outline {
        Outline::Der { oid } => oid.as_deref() == Some(SIGNED_DATA),
        Outline::Pem { label } => matches!(label.as_str(), "CMS" | "PKCS7" | "PKCS #7 SIGNED DATA"),
        Outline::Empty | Outline::JsonOther | Outline::Text { .. } | Outline::Binary | Outline::Protobuf { .. } | Outline::Utf16 => false,
        Outline::JsonObject { .. } | Outline::Xml { .. } | Outline::Cbor { .. } | Outline::Archive { .. } => false,
    };
    by_content || is_named(document)
}

fn is_named(document: &Document) -> bool {
    [".p7s", ".p7m"].iter().any(|ending| subject::ends_with(&document.path, ending))
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    let binary = binary(document);
    let der = asn1::normalise(&binary);
    let message = der.as_deref().ok_or(Trouble::Malformed).and_then(SignedData::read);
    match message {
        Ok(message) => judged(document, &message, opening),
        Err(trouble) => {
            vec![Opened { attestation: attestation(document, unreadable(trouble), opening.held.belongs_to(document), None), payload: None }]
        }
    }
}

/// The file without its armour.
fn binary(document: &Document) -> Cow<'_, [u8]> {
    let armoured = matches!(document.outline, Outline::Pem { .. }).then(|| pem::blocks(&document.bytes)).flatten();
    let armoured = armoured.and_then(|blocks| blocks.into_iter().next()).map(|block| block.der);
    armoured.map_or(Cow::Borrowed(document.bytes.as_slice()), Cow::Owned)
}

/// The signature values in the file, if it is one of this form.
pub(super) fn signature_values(document: &Document) -> Vec<Vec<u8>> {
    let binary = binary(document);
    let der = asn1::normalise(&binary);
    let message = der.as_deref().and_then(|der| SignedData::read(der).ok());
    message.iter().flat_map(|message| &message.signers).map(|signer| signer.signature.to_vec()).collect()
}

fn judged(document: &Document, message: &SignedData<'_>, opening: &Opening<'_>) -> Vec<Opened> {
    let mut payload = message.content.and_then(|content| payload(document, content, opening));
    let mut opened = Vec::new();
    for signer in &message.signers {
        let case = Case { document, message, signer, opening, certificate: signer_certificate(signer, message, opening) };
        let (standing, subjects) = match case.judge() {
            Ok((proof, subjects)) => (Standing::Verified(proof), subjects),
            Err(standing) => (standing, opening.held.belongs_to(document)),
        };
        opened.push(Opened { attestation: attestation(document, standing, subjects, Some(case.claimed())), payload: payload.take() });
    }
    if opened.is_empty() {
        let standing = Standing::undetermined(
            Cause::CoversNothing,
            "the file carries certificates and no signature",
            "ask the vendor for the signature (`openssl cms -sign`)",
        );
        opened.push(Opened { attestation: attestation(document, standing, opening.held.belongs_to(document), None), payload });
    }
    opened
}

fn attestation(document: &Document, standing: Standing, subjects: Vec<Digest>, claimed_signer: Option<String>) -> Attestation {
    Attestation {
        document: document.digest,
        path: document.path.clone(),
        form: FORM.name,
        standing,
        subjects,
        predicate: None,
        claimed_signer,
        within: None,
    }
}

fn unreadable(trouble: Trouble) -> Standing {
    match trouble {
        Trouble::OtherType => Standing::undetermined(
            Cause::NotSupported,
            "the file is CMS, but not SignedData: encrypted or compressed",
            "ask the vendor for a signature in the clear",
        ),
        Trouble::Malformed => Standing::undetermined(
            Cause::Malformed,
            "the file is no complete CMS SignedData in DER, BER or PEM",
            "fetch the signature again from the vendor, or ask for it in DER (`openssl cms -sign -outform DER`)",
        ),
    }
}

/// The enclosed content as a document of its own, unless it was delivered beside its envelope anyway.
fn payload(document: &Document, content: &[u8], opening: &Opening<'_>) -> Option<Document> {
    if opening.held.holds(Digest::of(content)) {
        return None;
    }
    let stem = subject::stem(&document.path).unwrap_or("content");
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let mut payload = Document::new(format!("{}!/{name}", document.path), content.to_vec());
    payload.envelope = Some(document.digest);
    Some(payload)
}

/// The certificate that the signer names: beside the signature, or in the buyer's trust store.
fn signer_certificate(signer: &Signer<'_>, message: &SignedData<'_>, opening: &Opening<'_>) -> Option<Certificate> {
    let known = opening.trust.authorities().map(|(_, certificate)| certificate);
    message.certificates.iter().chain(known).find(|certificate| is_named_by(certificate, &signer.name)).cloned()
}

pub(super) fn is_named_by(certificate: &Certificate, name: &Name<'_>) -> bool {
    match name {
        Name::IssuerAndSerial { issuer, serial } => certificate.is_issued_as(issuer, serial),
        Name::KeyIdentifier(identifier) => certificate.has_key_identifier(identifier),
    }
}

/// One signature with all that it is judged by.
struct Case<'a> {
    document: &'a Document,
    message: &'a SignedData<'a>,
    signer: &'a Signer<'a>,
    opening: &'a Opening<'a>,
    certificate: Option<Certificate>,
}

impl<'a> Case<'a> {
    fn judge(&self) -> Result<(Proof, Vec<Digest>), Standing> {
        self.opening.spend()?;
        let hash = known(self.signer.hash)?;
        let scheme = known(self.signer.scheme)?;
        let candidates = self.candidates(hash)?;
        let (key, anchor) = self.key(scheme, &candidates)?;
        let covered = self.signed(&key, scheme, &candidates)?;
        let inside = timestamp::inside(&self.signer.tokens, self.signer.signature, self.opening)?;
        let beside = timestamp::beside(self.document, self.signer.signature, self.opening);
        let stamped = [inside, beside].into_iter().flatten().min();
        let (index, certificate) = match (anchor, &self.certificate) {
            // Anybody can write another's key into a certificate: by a pinned key, the names in one count for nothing.
            (Some(index), _) => (index, None),
            (None, Some(certificate)) => (self.path(certificate, stamped)?, Some(certificate)),
            (None, None) => return Err(self.nobody_known()),
        };
        self.vouched(index, &key, certificate, covered, stamped)
    }

    fn path(&self, certificate: &Certificate, stamped: Option<Moment>) -> Result<usize, Standing> {
        if self.opening.trust.authorities().next().is_none() && self.opening.trust.keys().next().is_none() {
            return Err(self.nobody_known());
        }
        let when = When { signed: stamped.unwrap_or(self.opening.at), checked: self.opening.at };
        certificate::path(certificate, &self.message.certificates, self.opening.trust, when, Purpose::SignDocuments)
    }

    fn vouched(
        &self,
        index: usize,
        key: &PublicKey,
        certificate: Option<&Certificate>,
        covered: Vec<Digest>,
        signed_at: Option<Moment>,
    ) -> Result<(Proof, Vec<Digest>), Standing> {
        let names = certificate.map_or_else(|| vec![format!("key sha256:{}", key.fingerprint())], |signer| signer.names.clone());
        let kinds: Vec<_> = match self.message.content {
            Some(content) => vec![subject::kind_of(&Outline::of(content))],
            None => covered.iter().map(|digest| self.opening.held.kind(*digest)).collect(),
        };
        let claims = Claims {
            names: &names,
            issuer: certificate.map(|certificate| certificate.issuer.as_str()),
            kinds: &kinds,
            vendor: self.opening.delivery.order.vendor.as_deref(),
            at: self.opening.at,
        };
        let (root, vouches_for) = self.opening.trust.vouch(index, &claims)?;
        let signer = certificate.map_or_else(|| names.join(", "), |certificate| certificate.subject.clone());
        Ok((Proof { signer, root, signed_at, vouches_for, build: None }, covered))
    }

    /// Documents that the signature may be over: those whose digest it names, or all that come into question.
    fn candidates(&self, hash: Hash) -> Result<Vec<Candidate<'a>>, Standing> {
        let beside = self.opening.held.beside(self.document);
        if let Some(attributes) = &self.signer.attributes
            && attributes.content_type != self.message.content_type
        {
            return Err(malformed("the signed content type is not that of the content (RFC 5652, 11.1)"));
        }
        if self.signer.attributes.is_none() && self.message.content_type != DATA {
            return Err(malformed("content of another type than plain data has no signed attributes (RFC 5652, 5.3)"));
        }
        let wanted = self.signer.attributes.as_ref().map(|attributes| attributes.message_digest);
        let fits = |candidate: &Candidate<'_>| match wanted {
            Some(wanted) => candidate.hashes_to(hash, wanted, self.opening),
            None => Ok(true),
        };
        let fixed = match self.message.content {
            Some(content) => Some(Candidate { bytes: Some(content), digest: Digest::of(content) }),
            None => beside.map(Candidate::document),
        };
        if let Some(fixed) = fixed {
            let enclosed_is_not_beside = beside.is_some_and(|beside| beside.digest != fixed.digest);
            return if fits(&fixed)? && !enclosed_is_not_beside { Ok(vec![fixed]) } else { Err(self.altered()) };
        }
        let all = self.opening.delivery.shipment.documents.iter().filter(|other| other.digest != self.document.digest);
        let artifacts = self.opening.delivery.artifacts.iter().map(|artifact| Candidate { bytes: None, digest: artifact.digest });
        // Their SHA-256 is known; any other hash costs.
        let limit = if wanted.is_some() && hash == Hash::Sha256 { usize::MAX } else { CANDIDATES };
        let mut fitting = Vec::new();
        for candidate in all.map(Candidate::document).chain(artifacts).take(limit) {
            if fits(&candidate)? {
                fitting.push(candidate);
            }
        }
        if fitting.is_empty() {
            return Err(covers_nothing());
        }
        Ok(fitting)
    }

    /// The signer's key: its certificate's, or a trusted key that the signature fits (then with the anchor's place).
    fn key(&self, scheme: Scheme, candidates: &[Candidate<'a>]) -> Result<(PublicKey, Option<usize>), Standing> {
        let trusted = self.opening.trust.keys();
        let Some(certificate) = &self.certificate else {
            let fitting = trusted.map(|(index, key)| (key, index)).find(|(key, _)| self.signed(key, scheme, candidates).is_ok());
            let (key, index) = fitting.ok_or_else(|| self.nobody_known())?;
            return Ok((key.clone(), Some(index)));
        };
        let Some(key) = certificate.key() else {
            return Err(Standing::undetermined(
                Cause::NotSupported,
                format!("the key of \"{}\" is of a kind that is not supported", certificate.subject),
                "ask the vendor to sign with RSA, P-256, P-384, P-521 or Ed25519",
            ));
        };
        let anchor = trusted.into_iter().find(|(_, trusted)| trusted.info() == key.info()).map(|(index, _)| index);
        if key.is_weak() {
            return Err(weak());
        }
        Ok((key.clone(), anchor))
    }

    /// The digests that this key signed, once the signature has been checked.
    fn signed(&self, key: &PublicKey, scheme: Scheme, candidates: &[Candidate<'a>]) -> Result<Vec<Digest>, Standing> {
        let check = |message: &[u8]| key.check(scheme, message, self.signer.signature);
        let (result, covered) = match &self.signer.attributes {
            Some(attributes) => {
                let sent = check(&attributes.sent);
                let result = if sent == Check::Bad && attributes.sorted != attributes.sent { check(&attributes.sorted) } else { sent };
                (result, candidates.iter().map(|candidate| candidate.digest).collect())
            }
            None => {
                let (mut result, mut covered) = (Check::Bad, Vec::new());
                for candidate in candidates {
                    let Some(bytes) = candidate.bytes.filter(|bytes| !looks_like_attributes(bytes)) else { continue };
                    self.opening.spend_bytes(bytes)?;
                    result = check(bytes);
                    if result == Check::Good {
                        covered.push(candidate.digest);
                        break;
                    }
                }
                (result, covered)
            }
        };
        match result {
            Check::Good => Ok(distinct(covered)),
            Check::Bad => Err(self.altered()),
            Check::Unfit => Err(unsupported()),
        }
    }

    fn altered(&self) -> Standing {
        let of = self.opening.held.beside(self.document).map_or("its content", |beside| beside.path.as_str());
        Standing::rejected(
            Cause::Altered,
            format!("the signature does not fit \"{of}\": one of the two was changed after signing"),
            "fetch both again from the vendor; where they still differ, ask the vendor which bytes it signed",
        )
    }

    fn nobody_known(&self) -> Standing {
        Standing::undetermined(
            Cause::Stranger,
            format!("signed by {}, and nothing that is trusted here says whose signature that is", self.claimed()),
            "obtain the vendor's authority certificate by another way than this delivery and pass it as --trusted-ca",
        )
    }

    fn claimed(&self) -> String {
        said::claimed(self.certificate.as_ref(), &self.signer.name)
    }
}

/// Something that may have been signed. `bytes` are absent where an edge has only hashed it.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    bytes: Option<&'a [u8]>,
    digest: Digest,
}

impl<'a> Candidate<'a> {
    fn document(document: &'a Document) -> Self {
        Self { bytes: Some(document.bytes.as_slice()), digest: document.digest }
    }

    fn hashes_to(&self, hash: Hash, wanted: &[u8], opening: &Opening<'_>) -> Result<bool, Standing> {
        match (hash, self.bytes) {
            (Hash::Sha256, _) => Ok(self.digest.0 == wanted),
            (Hash::Sha384 | Hash::Sha512, None) => Ok(false),
            (Hash::Sha384 | Hash::Sha512, Some(bytes)) => opening.spend_bytes(bytes).map(|()| hash.of(bytes) == wanted),
        }
    }
}

/// A signature over attributes can be passed off as one over a document that consists of those attributes (RFC 8933, section 2).
fn looks_like_attributes(bytes: &[u8]) -> bool {
    let mut reader = asn1::Reader::new(bytes);
    reader.expect(asn1::SET).is_some_and(|set| reader.is_empty() && Attributes::read(set.body).is_some())
}

fn known<T>(algorithm: Algorithm<T>) -> Result<T, Standing> {
    match algorithm {
        Algorithm::Known(known) => Ok(known),
        Algorithm::Weak => Err(weak()),
        Algorithm::Unknown => Err(unsupported()),
    }
}

fn distinct(mut digests: Vec<Digest>) -> Vec<Digest> {
    digests.sort_unstable();
    digests.dedup();
    digests
}

fn weak() -> Standing {
    Standing::rejected(
        Cause::Weak,
        "the signature rests on MD5, SHA-1 or an RSA key below 2048 bits, which no longer prove anything",
        "ask the vendor to sign again with SHA-256 or better and RSA of at least 2048 bits, or an elliptic curve",
    )
}

fn unsupported() -> Standing {
    Standing::undetermined(
        Cause::NotSupported,
        "the signature's algorithm is not supported, or does not go with the signer's key",
        "ask the vendor to sign with RSA (PKCS #1 or PSS), ECDSA or Ed25519 and SHA-2",
    )
}

fn malformed(what: &str) -> Standing {
    Standing::Rejected(Reason {
        cause: Cause::Malformed,
        detail: what.to_owned(),
        remedy: "ask the vendor to sign again with another tool".to_owned(),
    })
}

fn covers_nothing() -> Standing {
    Standing::undetermined(
        Cause::CoversNothing,
        "the signature covers no document of this delivery",
        "have the document that it belongs to delivered with it",
    )
}
