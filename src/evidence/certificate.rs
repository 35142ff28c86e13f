//! Certificates (X.509): from a signer to an authority that the buyer trusts, at a moment.

use std::time::Duration;

use const_oid::ObjectIdentifier;
use der::{Decode as _, Encode as _};
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, Error, ExpirationPolicy, ExtendedKeyUsageValidator, KeyPurposeIdIter,
    RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage, SubjectAltName, SubjectKeyIdentifier};
use x509_cert::name::Name;

use super::key::PublicKey;
use super::trust::TrustStore;
use super::{Cause, Standing, pem};
use crate::intake::Moment;

/// Certificates beside the signer's that are looked at; more are passed over.
const OTHERS: usize = 16;

const NAME_CONSTRAINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.30");

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

/// The anchor (its place in [`TrustStore::anchors`]) above this signer at this moment.
///
/// Checked by us because webpki does not: notBefore and notAfter of the anchor, keyUsage everywhere. The extended key usage is
/// demanded where it is present, on authorities too (RFC 5280, 4.2.1.12); an ordinary vendor CA has none.
pub(super) fn path(signer: &Certificate, others: &[Certificate], trust: &TrustStore, at: Moment) -> Result<usize, Standing> {
    if signer.key().is_some_and(PublicKey::is_weak) {
        return Err(weak(signer));
    }
    if !signer.may.sign_documents {
        return Err(Standing::rejected(
            Cause::NotForThis,
            format!(
                "the certificate of \"{}\" may not sign documents: its keyUsage has neither digitalSignature nor contentCommitment",
                signer.subject
            ),
            "ask the vendor to sign with a certificate that is meant for signing",
        ));
    }
    let authorities: Vec<(usize, &Certificate)> = trust.authorities().collect();
    if let Some((index, _)) = authorities.iter().find(|(_, authority)| authority.der == signer.der) {
        return pinned(signer, *index, trust, at);
    }
    let (valid, over): (Vec<_>, Vec<_>) = authorities.into_iter().partition(|(_, authority)| authority.is_valid_at(at));
    let crls = revocation_lists(trust);
    match build(signer, others, &valid, &crls, ExpirationPolicy::Ignore, at) {
        // RFC 5280, 6.3.3: a list past its nextUpdate no longer shows that a certificate is good.
        Ok(index) => match build(signer, others, &valid, &crls, ExpirationPolicy::Enforce, at) {
            Ok(_) => Ok(index),
            Err(_) => Err(stale_list(signer)),
        },
        Err(error) => Err(match build(signer, others, &over, &[], ExpirationPolicy::Ignore, at) {
            Ok(index) => {
                out_of_time("the authority", over.iter().find(|(at, _)| *at == index).map_or(signer, |(_, authority)| authority), at)
            }
            Err(_) => explain(&error, signer, others, at),
        }),
    }
}

/// The signer's own certificate was given as trusted: nothing stands above it.
fn pinned(signer: &Certificate, index: usize, trust: &TrustStore, at: Moment) -> Result<usize, Standing> {
    if !signer.is_valid_at(at) {
        return Err(out_of_time("the certificate", signer, at));
    }
    let lists = revocation_lists(trust);
    let named = |list: &CertRevocationList<'_>| matches!(list.find_serial(&signer.serial), Ok(Some(_)));
    // webpki gives the issuer without its outer tag and length.
    if lists.iter().any(|list| signer.issuer_der.ends_with(list.issuer()) && named(list)) {
        return Err(revoked(signer));
    }
    Ok(index)
}

fn revocation_lists(trust: &TrustStore) -> Vec<CertRevocationList<'_>> {
    trust.revocation_lists().filter_map(|der| BorrowedCertRevocationList::from_der(der).ok().map(CertRevocationList::from)).collect()
}

/// Whether these bytes are a certificate revocation list that can be used.
pub(super) fn is_revocation_list(der: &[u8]) -> bool {
    BorrowedCertRevocationList::from_der(der).is_ok()
}

fn build(
    signer: &Certificate,
    others: &[Certificate],
    authorities: &[(usize, &Certificate)],
    crls: &[CertRevocationList<'_>],
    expiration: ExpirationPolicy,
    at: Moment,
) -> Result<usize, Error> {
    let der: Vec<CertificateDer<'_>> = authorities.iter().map(|(_, authority)| CertificateDer::from(authority.der.as_slice())).collect();
    let mut anchors: Vec<TrustAnchor<'_>> = Vec::new();
    let mut places = Vec::new();
    for (der, (place, authority)) in der.iter().zip(authorities) {
        if let Some(anchor) = authority.is_authority().then(|| webpki::anchor_from_trusted_cert(der).ok()).flatten() {
            anchors.push(anchor);
            places.push(*place);
        }
    }
    let between: Vec<CertificateDer<'_>> = others
        .iter()
        .filter(|other| other.is_authority() && other.der != signer.der)
        .take(OTHERS)
        .map(|other| CertificateDer::from(other.der.as_slice()))
        .collect();
    let leaf = CertificateDer::from(signer.der.as_slice());
    let leaf = EndEntityCert::try_from(&leaf)?;
    let time = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at.unix()).unwrap_or_default()));
    let crls: Vec<&CertRevocationList<'_>> = crls.iter().collect();
    let revocation = RevocationOptionsBuilder::new(&crls).ok().map(|builder| {
        let builder = builder.with_depth(RevocationCheckDepth::Chain).with_status_policy(UnknownStatusPolicy::Allow);
        builder.with_expiration_policy(expiration).build()
    });
    let path = leaf.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &anchors, &between, time, Signing, revocation, None)?;
    let same = |anchor: &TrustAnchor<'_>| {
        anchor.subject == path.anchor().subject && anchor.subject_public_key_info == path.anchor().subject_public_key_info
    };
    let place = anchors.iter().position(same).and_then(|position| places.get(position)).copied().ok_or(Error::UnknownIssuer)?;
    let above = path.intermediate_certificates().filter_map(|between| others.iter().find(|other| other.der == between.der().as_ref()));
    let anchor = authorities.iter().find(|(index, _)| *index == place).map(|(_, authority)| *authority);
    // webpki compares DNS names and addresses only; a signer is named by neither.
    if above.chain(anchor).any(|certificate| certificate.may.only_some_names) {
        return Err(Error::NameConstraintViolation);
    }
    Ok(place)
}

/// Purposes under which a document may be signed. Absent, or one of these.
struct Signing;

/// codeSigning, emailProtection, documentSigning (RFC 9336), anyExtendedKeyUsage, and the older document signing of Microsoft and Adobe.
const PURPOSES: &[&[usize]] = &[
    &[1, 3, 6, 1, 5, 5, 7, 3, 3],
    &[1, 3, 6, 1, 5, 5, 7, 3, 4],
    &[1, 3, 6, 1, 5, 5, 7, 3, 36],
    &[2, 5, 29, 37, 0],
    &[1, 3, 6, 1, 4, 1, 311, 10, 3, 12],
    &[1, 2, 840, 113_583, 1, 1, 5],
];

impl ExtendedKeyUsageValidator for Signing {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        let (mut stated, mut fits) = (0_u32, false);
        for purpose in purposes {
            let purpose = purpose?.to_decoded_oid();
            stated = stated.saturating_add(1);
            fits |= PURPOSES.contains(&purpose.as_slice());
        }
        // webpki's error for this case cannot be made outside it; this one is made nowhere else here.
        if stated == 0 || fits { Ok(()) } else { Err(Error::UnsupportedRevocationReason) }
    }
}

fn explain(error: &Error, signer: &Certificate, others: &[Certificate], at: Moment) -> Standing {
    if let Some(over) = std::iter::once(signer).chain(others).find(|certificate| !certificate.is_valid_at(at))
        && matches!(error, Error::CertExpired { .. } | Error::CertNotValidYet { .. })
    {
        return out_of_time("the certificate", over, at);
    }
    let unsupported_algorithm =
        matches!(error, Error::UnsupportedSignatureAlgorithmContext(_) | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_));
    if let Some(weak_one) = others.iter().find(|other| other.key().is_some_and(PublicKey::is_weak)) {
        return weak(weak_one);
    }
    if unsupported_algorithm {
        return weak(signer);
    }
    if matches!(error, Error::CertRevoked) {
        return revoked(signer);
    }
    if matches!(error, Error::UnsupportedRevocationReason | Error::CaUsedAsEndEntity) {
        return Standing::rejected(
            Cause::NotForThis,
            format!("the certificate of \"{}\" was issued for another purpose than signing documents", signer.subject),
            "ask the vendor to sign with a certificate for code, e-mail or document signing",
        );
    }
    if matches!(
        error,
        Error::UnknownIssuer | Error::InvalidSignatureForPublicKey | Error::PathLenConstraintViolated | Error::EndEntityUsedAsCa
    ) {
        return Standing::rejected(
            Cause::Stranger,
            format!("signed by \"{}\" under \"{}\", which leads to no authority that is trusted here", signer.subject, signer.issuer),
            "if this signer is the vendor's, obtain its authority's certificate from the vendor by another way and pass it as --trusted-ca",
        );
    }
    Standing::undetermined(
        Cause::NotSupported,
        format!("the certificates from \"{}\" upwards cannot be checked: {error}", signer.subject),
        "ask the vendor for a certificate chain that follows RFC 5280",
    )
}

fn out_of_time(which: &str, certificate: &Certificate, at: Moment) -> Standing {
    Standing::rejected(
        Cause::OutOfTime,
        format!("{which} \"{}\" is valid from {} to {}, not at {at}", certificate.subject, certificate.not_before, certificate.not_after),
        "ask the vendor to sign again with a certificate that is valid",
    )
}

fn weak(certificate: &Certificate) -> Standing {
    Standing::rejected(
        Cause::Weak,
        format!(
            "the certificate of \"{}\" rests on SHA-1, on RSA below 2048 bits, or on another algorithm that no longer proves anything",
            certificate.subject
        ),
        "ask the vendor to sign with SHA-256 or better and RSA of at least 2048 bits, or an elliptic curve",
    )
}

fn revoked(certificate: &Certificate) -> Standing {
    Standing::rejected(
        Cause::Revoked,
        format!("the certificate of \"{}\", or one above it, was revoked by \"{}\"", certificate.subject, certificate.issuer),
        "ask the vendor why, and to sign again with another key",
    )
}

fn stale_list(certificate: &Certificate) -> Standing {
    Standing::undetermined(
        Cause::OutOfTime,
        format!(
            "the revocation list that covers \"{}\" is past its next update, so it cannot show that the certificate still stands",
            certificate.subject
        ),
        "fetch the authority's newest revocation list and pass it as --crl",
    )
}
