//! OCSP responses (RFC 6960) that the buyer fetched: what they say of a certificate, and whether they may say it.

use aws_lc_rs::digest;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{ID_SHA_1, ID_SHA_256, ID_SHA_384, ID_SHA_512};
use der::{Decode as _, Encode as _};
use x509_ocsp::{BasicOcspResponse, CertStatus, OcspGeneralizedTime, OcspResponse, OcspResponseStatus, SingleResponse};

use super::super::asn1::{Reader, SEQUENCE};
use super::super::cms::certificate_scheme;
use super::super::key::{Check, PublicKey, Scheme};
use super::{Certificate, moment, path};
use crate::intake::{Digest, Moment};

/// Certificates that a response may bring along, and answers in it.
const CERTIFICATES: usize = 8;
const ANSWERS: usize = 1_000;
/// How long a response without nextUpdate is taken to hold. RFC 6960 leaves it open; public authorities renew theirs within ten days
/// (CA/Browser Forum Baseline Requirements, 4.9.10).
const DAYS_WITHOUT_NEXT_UPDATE: u32 = 7;

/// A response with an answer, parsed once.
#[derive(Clone, Debug)]
pub(super) struct Response {
    digest: Digest,
    /// ResponseData as it was signed.
    signed: Vec<u8>,
    scheme: Scheme,
    signature: Vec<u8>,
    certificates: Vec<Certificate>,
    statements: Vec<Statement>,
}

/// What is said of one certificate.
#[derive(Clone, Debug)]
struct Statement {
    hash: &'static digest::Algorithm,
    issuer_name: Vec<u8>,
    issuer_key: Vec<u8>,
    serial: Vec<u8>,
    status: Status,
    from: Moment,
    /// Still counts in this second.
    to: Moment,
}

#[derive(Clone, Copy, Debug)]
enum Status {
    Good,
    Revoked,
    Unknown,
}

/// What a response says of a certificate, to be relied on or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Good,
    Revoked,
    Unknown,
    /// Too old, from the future, or by somebody who may not say it.
    Void,
}

impl Response {
    /// `None` for what is no response, or has no answer in it, or is signed with something weak.
    pub fn parse(der: &[u8]) -> Option<Self> {
        let response = OcspResponse::from_der(der).ok()?;
        let bytes = response.response_bytes.filter(|_| response.response_status == OcspResponseStatus::Successful)?;
        let basic = bytes.response.as_bytes();
        let parsed = BasicOcspResponse::from_der(basic).ok()?;
        let data = parsed.tbs_response_data;
        let mut fields = Reader::new(basic).expect(SEQUENCE)?.inside();
        let signed = fields.expect(SEQUENCE)?.whole.to_vec();
        let scheme = certificate_scheme(fields.expect(SEQUENCE)?.inside()).ok()?;
        let certificates = parsed.certs.unwrap_or_default();
        if certificates.len() > CERTIFICATES || data.responses.len() > ANSWERS {
            return None;
        }
        Some(Self {
            digest: Digest::of(der),
            signed,
            scheme,
            signature: parsed.signature.raw_bytes().to_vec(),
            certificates: certificates.iter().filter_map(|certificate| Certificate::parse(&certificate.to_der().ok()?)).collect(),
            statements: data.responses.iter().filter_map(Statement::read).collect(),
        })
    }

    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// What it says of this certificate, if anything.
    pub fn about(&self, certificate: &Certificate, issuer: &Certificate, at: Moment) -> Option<Answer> {
        let mut found = self.statements.iter().filter(|statement| statement.is_about(certificate, issuer)).peekable();
        found.peek()?;
        if !self.is_authorised(issuer, at) {
            return Some(Answer::Void);
        }
        let answers: Vec<Answer> = found.map(|statement| statement.at(at)).collect();
        let order = [Answer::Revoked, Answer::Unknown, Answer::Void, Answer::Good];
        order.into_iter().find(|answer| answers.contains(answer))
    }

    /// Whether it says that this certificate was revoked, whoever says so.
    pub fn revokes_unproven(&self, certificate: &Certificate) -> bool {
        self.statements.iter().any(|statement| {
            matches!(statement.status, Status::Revoked)
                && statement.serial == certificate.serial
                && statement.issuer_name == hash(statement.hash, &certificate.issuer_der)
        })
    }

    /// RFC 6960, 4.2.2.2: signed by the issuer itself, or by one whom it told to answer.
    fn is_authorised(&self, issuer: &Certificate, at: Moment) -> bool {
        let delegated = self
            .certificates
            .iter()
            .filter(|responder| responder.der != issuer.der && responder.is_valid_at(at) && path::answers_for(responder, issuer, at));
        std::iter::once(issuer).chain(delegated).any(|responder| self.is_by(responder))
    }

    /// Whose name or key the response gives for its signer is no matter: the signature shows it.
    fn is_by(&self, responder: &Certificate) -> bool {
        responder.key().is_some_and(|key| !key.is_weak() && key.check(self.scheme, &self.signed, &self.signature) == Check::Good)
    }
}

impl Statement {
    fn read(response: &SingleResponse) -> Option<Self> {
        let from = time(response.this_update)?;
        let to = match response.next_update {
            Some(next) => time(next)?,
            None => Moment::from_unix(from.unix().checked_add(i64::from(DAYS_WITHOUT_NEXT_UPDATE).checked_mul(86_400)?)?)?,
        };
        Some(Self {
            hash: algorithm(response.cert_id.hash_algorithm.oid)?,
            issuer_name: response.cert_id.issuer_name_hash.as_bytes().to_vec(),
            issuer_key: response.cert_id.issuer_key_hash.as_bytes().to_vec(),
            serial: response.cert_id.serial_number.as_bytes().to_vec(),
            status: match response.cert_status {
                CertStatus::Good(_) => Status::Good,
                CertStatus::Revoked(_) => Status::Revoked,
                CertStatus::Unknown(_) => Status::Unknown,
            },
            from,
            to,
        })
    }

    fn is_about(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        self.serial == certificate.serial
            && self.issuer_name == hash(self.hash, &issuer.subject_der)
            && issuer.key().map(PublicKey::bits).is_some_and(|bits| self.issuer_key == hash(self.hash, bits))
    }

    fn at(&self, at: Moment) -> Answer {
        match self.status {
            Status::Revoked => Answer::Revoked,
            Status::Good | Status::Unknown if at < self.from || self.to < at => Answer::Void,
            Status::Good => Answer::Good,
            Status::Unknown => Answer::Unknown,
        }
    }
}

/// SHA-1 only names the issuer here; the signature decides.
fn algorithm(oid: ObjectIdentifier) -> Option<&'static digest::Algorithm> {
    let known = [
        (ID_SHA_1, &digest::SHA1_FOR_LEGACY_USE_ONLY),
        (ID_SHA_256, &digest::SHA256),
        (ID_SHA_384, &digest::SHA384),
        (ID_SHA_512, &digest::SHA512),
    ];
    known.into_iter().find(|(known, _)| *known == oid).map(|(_, algorithm)| algorithm)
}

fn hash(algorithm: &'static digest::Algorithm, bytes: &[u8]) -> Vec<u8> {
    digest::digest(algorithm, bytes).as_ref().to_vec()
}

fn time(time: OcspGeneralizedTime) -> Option<Moment> {
    moment(time.0.to_unix_duration())
}
