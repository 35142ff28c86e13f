//! Certificates (X.509), and what became of them: the path above one, and whether it was revoked.

mod ocsp;
mod path;
mod reach;
mod reasons;
mod revocation;

use std::time::Duration;

use const_oid::ObjectIdentifier;
use der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectAltName, SubjectKeyIdentifier};
use x509_cert::name::Name;

use super::key::PublicKey;
use super::pem;
use crate::intake::Moment;
pub(super) use path::{Purpose, When, path};
pub use revocation::Revocations;

const NAME_CONSTRAINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.30");
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// A certificate, parsed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    /// Common name, or the whole name where it has none.
    pub subject: String,
    pub issuer: String,
    /// E-mail addresses and URIs (subjectAltName), and the common name: what an identity rule may match.
    pub names: Vec<String>,
    pub not_before: Moment,
    /// Still valid in this second.
    pub not_after: Moment,
    key: Option<PublicKey>,
    key_identifier: Option<Vec<u8>>,
    subject_der: Vec<u8>,
    issuer_der: Vec<u8>,
    serial: Vec<u8>,
    may: May,
}

/// What keyUsage and basicConstraints allow (RFC 5280, 4.2.1.3 and 4.2.1.9). Without keyUsage everything is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct May {
    sign_documents: bool,
    /// extKeyUsage is critical and timeStamping alone (RFC 3161, 2.3).
    stamp_time: bool,
    sign_certificates: bool,
    /// nameConstraints: certifies only names of a kind that webpki does not hold against a signer's.
    only_some_names: bool,
}

impl Certificate {
    /// `None` for anything that is no certificate in DER, or whose fields do not parse.
    pub fn parse(der: &[u8]) -> Option<Self> {
        let body = x509_cert::Certificate::from_der(der).ok()?.tbs_certificate;
        let key_usage = body.get::<KeyUsage>().ok()?.map(|(_, usage)| usage);
        let is_authority = body.get::<BasicConstraints>().ok()?.map(|(_, constraints)| constraints.ca);
        let key_identifier = body.get::<SubjectKeyIdentifier>().ok()?.map(|(_, identifier)| identifier.0.as_bytes().to_vec());
        let alternatives = body.get::<SubjectAltName>().ok()?.map(|(_, names)| names.0).unwrap_or_default();
        let purposes = body.get::<ExtendedKeyUsage>().ok()?;
        let mut names: Vec<String> = alternatives.iter().filter_map(identity).collect();
        names.extend(common_name(&body.subject));
        Some(Self {
            der: der.to_vec(),
            subject: common_name(&body.subject).unwrap_or_else(|| body.subject.to_string()),
            issuer: common_name(&body.issuer).unwrap_or_else(|| body.issuer.to_string()),
            names,
            not_before: moment(body.validity.not_before.to_unix_duration())?,
            not_after: moment(body.validity.not_after.to_unix_duration())?,
            key: PublicKey::from_info(&body.subject_public_key_info.to_der().ok()?),
            key_identifier,
            subject_der: body.subject.to_der().ok()?,
            issuer_der: body.issuer.to_der().ok()?,
            serial: body.serial_number.as_bytes().to_vec(),
            may: May {
                sign_documents: key_usage.is_none_or(|usage| usage.digital_signature() || usage.non_repudiation()),
                stamp_time: purposes.is_some_and(|(is_critical, purposes)| is_critical && purposes.0 == [TIME_STAMPING]),
                // A version 1 root has no extensions and is an authority by the buyer's word.
                sign_certificates: key_usage.is_none_or(|usage| usage.key_cert_sign()) && is_authority != Some(false),
                only_some_names: body.extensions.iter().flatten().any(|extension| extension.extn_id == NAME_CONSTRAINTS),
            },
        })
    }

    /// In DER, or as the first block of PEM, whatever its label.
    pub fn from_der_or_pem(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(b"-----BEGIN ") {
            return Self::parse(bytes);
        }
        pem::blocks(bytes)?.first().and_then(|block| Self::parse(&block.der))
    }

    /// Every certificate of a PEM file, in its order. `None`: it is no PEM, or one of them does not parse.
    pub fn all_from_pem(bytes: &[u8]) -> Option<Vec<Self>> {
        let blocks = pem::blocks(bytes)?;
        blocks.iter().filter(|block| block.label == "CERTIFICATE").map(|block| Self::parse(&block.der)).collect()
    }

    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// `None`: a kind of key that is not supported.
    pub fn key(&self) -> Option<&PublicKey> {
        self.key.as_ref()
    }

    /// The subject's Name in DER.
    pub(super) fn subject_der(&self) -> &[u8] {
        &self.subject_der
    }

    /// Whether CMS names this certificate so: issuer in DER and serial number (RFC 5652, 10.2.4).
    pub fn is_issued_as(&self, issuer_der: &[u8], serial: &[u8]) -> bool {
        self.issuer_der == issuer_der && self.serial == serial
    }

    /// Whether the other certificate names this one's subject as its issuer.
    pub fn is_named_as_issuer_of(&self, other: &Self) -> bool {
        self.subject_der == other.issuer_der
    }

    /// Whether CMS names this certificate so: subjectKeyIdentifier.
    pub fn has_key_identifier(&self, identifier: &[u8]) -> bool {
        self.key_identifier.as_deref() == Some(identifier)
    }

    /// Whether the moment lies in notBefore ..= notAfter.
    pub fn is_valid_at(&self, at: Moment) -> bool {
        self.not_before <= at && at <= self.not_after
    }

    /// Whether it may stand above other certificates.
    pub fn is_authority(&self) -> bool {
        self.may.sign_certificates
    }
}

fn identity(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::Rfc822Name(address) => Some(address.to_string()),
        GeneralName::UniformResourceIdentifier(uri) => Some(uri.to_string()),
        GeneralName::OtherName(_)
        | GeneralName::DnsName(_)
        | GeneralName::DirectoryName(_)
        | GeneralName::EdiPartyName(_)
        | GeneralName::IpAddress(_)
        | GeneralName::RegisteredId(_) => None,
    }
}

fn common_name(name: &Name) -> Option<String> {
    const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
    let attribute = name.0.iter().flat_map(|relative| relative.0.iter()).find(|attribute| attribute.oid == COMMON_NAME)?;
    std::str::from_utf8(attribute.value.value()).ok().filter(|text| !text.contains('\0')).map(str::to_owned)
}

fn moment(since_1970: Duration) -> Option<Moment> {
    Moment::from_unix(i64::try_from(since_1970.as_secs()).ok()?)
}
