//! From a certificate to an authority that the buyer trusts, at a moment.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    CertRevocationList, EndEntityCert, Error, ExpirationPolicy, ExtendedKeyUsageValidator, KeyPurposeIdIter, RevocationCheckDepth,
    RevocationOptionsBuilder, UnknownStatusPolicy,
};

use super::super::key::PublicKey;
use super::super::trust::TrustStore;
use super::super::{Cause, Standing};
use super::reasons::{explain, out_of_time, weak};
use super::{Certificate, reach, revocation};
use crate::intake::Moment;

/// What the certificate at the foot of the path was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Purpose {
    SignDocuments,
    /// RFC 3161, 2.3.
    StampTime,
    /// RFC 6960, 4.2.2.2.
    AnswerForAuthority,
}

/// Two moments: at one the certificates have to be valid, at the other one asks whether they were revoked since.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct When {
    /// When it was signed, as far as that is proved; otherwise the moment of the check.
    pub signed: Moment,
    /// The moment of the check.
    pub checked: Moment,
}

/// A path that was found.
pub(super) struct Path<'a> {
    /// The anchor's place in [`TrustStore::anchors`].
    place: usize,
    /// From the signer's certificate to the anchor's.
    pub certificates: Vec<&'a Certificate>,
}

/// The anchor (its place in [`TrustStore::anchors`]) above this signer.
///
/// Checked by us because webpki does not: notBefore and notAfter of the anchor, keyUsage everywhere. The extended key usage is
/// demanded where it is present, on authorities too (RFC 5280, 4.2.1.12); an ordinary vendor CA has none.
pub(in super::super) fn path(
    signer: &Certificate,
    others: &[Certificate],
    trust: &TrustStore,
    when: When,
    purpose: Purpose,
) -> Result<usize, Standing> {
    if signer.key().is_some_and(PublicKey::is_weak) {
        return Err(weak(signer));
    }
    purpose.suits(signer)?;
    let authorities: Vec<(usize, &Certificate)> = trust.authorities().collect();
    if let Some((index, _)) = authorities.iter().find(|(_, authority)| authority.der == signer.der) {
        if !signer.is_valid_at(when.signed) {
            return Err(out_of_time("the certificate", signer, when.signed));
        }
        return revocation::pinned(signer, trust.revocations()).map(|()| *index);
    }
    let (valid, over): (Vec<_>, Vec<_>) = authorities.into_iter().partition(|(_, authority)| authority.is_valid_at(when.signed));
    let certificates: Vec<&Certificate> = std::iter::once(signer).chain(others).collect();
    let lists = trust.revocations().lists(&certificates);
    match build(signer, others, &valid, &lists, when.signed, purpose) {
        Ok(path) => revocation::standing(&path, trust.revocations(), when.checked).map(|()| path.place),
        Err(error) => Err(match build(signer, others, &over, &[], when.signed, purpose) {
            Ok(path) => out_of_time("the authority", path.certificates.last().copied().unwrap_or(signer), when.signed),
            Err(_) => explain(&error, signer, others, when.signed),
        }),
    }
}

/// Whether `issuer` itself let this certificate answer for it (RFC 6960, 4.2.2.2).
pub(super) fn answers_for(responder: &Certificate, issuer: &Certificate, at: Moment) -> bool {
    responder.may.sign_documents && build(responder, &[], &[(0, issuer)], &[], at, Purpose::AnswerForAuthority).is_ok()
}

impl Purpose {
    fn suits(self, signer: &Certificate) -> Result<(), Standing> {
        let (suits, why, remedy) = match self {
            Self::SignDocuments | Self::AnswerForAuthority => (
                signer.may.sign_documents,
                "may not sign documents: its keyUsage has neither digitalSignature nor contentCommitment",
                "ask the vendor to sign with a certificate that is meant for signing",
            ),
            Self::StampTime => (
                signer.may.sign_documents && signer.may.stamp_time,
                "may not stamp times: its extKeyUsage is not critical, or not timeStamping alone",
                "ask the vendor for a timestamp by a timestamp authority",
            ),
        };
        if suits {
            return Ok(());
        }
        Err(Standing::rejected(Cause::NotForThis, format!("the certificate of \"{}\" {why}", signer.subject), remedy))
    }
}

fn build<'a>(
    signer: &'a Certificate,
    others: &'a [Certificate],
    authorities: &[(usize, &'a Certificate)],
    lists: &[CertRevocationList<'_>],
    at: Moment,
    purpose: Purpose,
) -> Result<Path<'a>, Error> {
    let der: Vec<CertificateDer<'_>> = authorities.iter().map(|(_, authority)| CertificateDer::from(authority.der.as_slice())).collect();
    let mut anchors: Vec<TrustAnchor<'_>> = Vec::new();
    let mut places = Vec::new();
    for (der, authority) in der.iter().zip(authorities) {
        if let Some(anchor) = authority.1.is_authority().then(|| webpki::anchor_from_trusted_cert(der).ok()).flatten() {
            anchors.push(anchor);
            places.push(*authority);
        }
    }
    let between = reach::between(signer, others, authorities);
    let between: Vec<CertificateDer<'_>> = between.iter().map(|other| CertificateDer::from(other.der.as_slice())).collect();
    let leaf = CertificateDer::from(signer.der.as_slice());
    let leaf = EndEntityCert::try_from(&leaf)?;
    let time = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at.unix()).unwrap_or_default()));
    let lists: Vec<&CertRevocationList<'_>> = lists.iter().collect();
    let revocation = RevocationOptionsBuilder::new(&lists).ok().map(|builder| {
        let builder = builder.with_depth(RevocationCheckDepth::Chain).with_status_policy(UnknownStatusPolicy::Allow);
        // Whether a list is too old is asked at the moment of the check, not at this one.
        builder.with_expiration_policy(ExpirationPolicy::Ignore).build()
    });
    let path = leaf.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &anchors, &between, time, purpose, revocation, None)?;
    let same = |anchor: &TrustAnchor<'_>| {
        anchor.subject == path.anchor().subject && anchor.subject_public_key_info == path.anchor().subject_public_key_info
    };
    let found = anchors.iter().position(same).and_then(|position| places.get(position)).copied();
    let (place, anchor) = found.ok_or(Error::UnknownIssuer)?;
    let above = path.intermediate_certificates().filter_map(|between| others.iter().find(|other| other.der == between.der().as_ref()));
    let certificates: Vec<&Certificate> = std::iter::once(signer).chain(above).chain([anchor]).collect();
    // webpki compares DNS names and addresses only; a signer is named by neither.
    if certificates.iter().skip(1).any(|certificate| certificate.may.only_some_names) {
        return Err(Error::NameConstraintViolation);
    }
    Ok(Path { place, certificates })
}

/// Purposes under which a document may be signed. Absent, or one of these:
/// codeSigning, emailProtection, documentSigning (RFC 9336), anyExtendedKeyUsage, and the older document signing of Microsoft and Adobe.
const SIGNING: &[&[usize]] = &[
    &[1, 3, 6, 1, 5, 5, 7, 3, 3],
    &[1, 3, 6, 1, 5, 5, 7, 3, 4],
    &[1, 3, 6, 1, 5, 5, 7, 3, 36],
    &[2, 5, 29, 37, 0],
    &[1, 3, 6, 1, 4, 1, 311, 10, 3, 12],
    &[1, 2, 840, 113_583, 1, 1, 5],
];
const STAMPING: &[&[usize]] = &[&[1, 3, 6, 1, 5, 5, 7, 3, 8]];
const ANSWERING: &[&[usize]] = &[&[1, 3, 6, 1, 5, 5, 7, 3, 9]];
const ANY: &[usize] = &[2, 5, 29, 37, 0];

impl ExtendedKeyUsageValidator for Purpose {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        // A responder has to be told so; otherwise whoever holds any certificate of the authority could answer for it.
        let (wanted, may_be_unstated) = match self {
            Self::SignDocuments => (SIGNING, true),
            Self::StampTime => (STAMPING, true),
            Self::AnswerForAuthority => (ANSWERING, false),
        };
        let (mut stated, mut fits) = (0_u32, false);
        for purpose in purposes {
            let purpose = purpose?.to_decoded_oid();
            stated = stated.saturating_add(1);
            fits |= wanted.contains(&purpose.as_slice()) || may_be_unstated && purpose == ANY;
        }
        // webpki's error for this case cannot be made outside it; this one is made nowhere else here.
        if fits || may_be_unstated && stated == 0 { Ok(()) } else { Err(Error::UnsupportedRevocationReason) }
    }
}
