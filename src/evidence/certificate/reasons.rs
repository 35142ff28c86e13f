//! Why a certificate does not count, in words.

use webpki::Error;

use super::super::key::PublicKey;
use super::super::{Cause, Standing};
use super::Certificate;
use crate::intake::Moment;

pub(super) fn explain(error: &Error, signer: &Certificate, others: &[Certificate], at: Moment) -> Standing {
    if let Some(over) = std::iter::once(signer).chain(others).find(|certificate| !certificate.is_valid_at(at))
        && matches!(error, Error::CertExpired { .. } | Error::CertNotValidYet { .. })
    {
        return out_of_time("the certificate", over, at);
    }
    let unsupported_algorithm =
        matches!(error, Error::UnsupportedSignatureAlgorithmContext(_) | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_));
    if let Some(weak_one) = others.iter().find(|other| other.key().is_some_and(PublicKey::is_weak) || other.is_weakly_signed()) {
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

pub(super) fn out_of_time(which: &str, certificate: &Certificate, at: Moment) -> Standing {
    Standing::rejected(
        Cause::OutOfTime,
        format!("{which} \"{}\" is valid from {} to {}, not at {at}", certificate.subject, certificate.not_before, certificate.not_after),
        "ask the vendor to sign again with a certificate that is valid",
    )
}

pub(super) fn weak(certificate: &Certificate) -> Standing {
    Standing::rejected(
        Cause::Weak,
        format!(
            "the certificate of \"{}\" rests on SHA-1, on RSA below 2048 bits, or on another algorithm that no longer proves anything",
            certificate.subject
        ),
        "ask the vendor to sign with SHA-256 or better and RSA of at least 2048 bits, or an elliptic curve",
    )
}

pub(super) fn revoked(certificate: &Certificate) -> Standing {
    Standing::rejected(
        Cause::Revoked,
        format!("the certificate of \"{}\", or one above it, was revoked by \"{}\"", certificate.subject, certificate.issuer),
        "ask the vendor why, and to sign again with another key",
    )
}

pub(super) fn stale(certificate: &Certificate) -> Standing {
    Standing::undetermined(
        Cause::OutOfTime,
        format!(
            "the revocation list or OCSP response for \"{}\" is past its next update, or not by the certificate's authority, so it cannot show that the certificate still stands",
            certificate.subject
        ),
        "fetch the authority's newest revocation list or OCSP response and pass it as --crl or --ocsp",
    )
}

pub(super) fn unknown(certificate: &Certificate) -> Standing {
    Standing::undetermined(
        Cause::Stranger,
        format!(
            "the OCSP response of \"{}\" says that it does not know the certificate of \"{}\"",
            certificate.issuer, certificate.subject
        ),
        "ask the vendor which authority issued its certificate, and fetch a response from there",
    )
}
