//! Whether a platform certificate can be believed: by whom it was issued, when, and for which TPM.

use super::super::asn1::Reader;
use super::super::certificate::Certificate;
use super::super::cms::certificate_scheme;
use super::super::key::{Check, PublicKey};
use super::name::{NameValue, same};
use super::{Endorsement, Fault, Kind, PlatformCertificate};
use crate::intake::Moment;

/// Critical extensions whose meaning is heeded, or that only narrow what is not used here: alternative name, policies, key
/// identifiers, targets, no revocation information, key usage, constraints, purposes, directory attributes.
const KNOWN_EXTENSIONS: &[&str] =
    &["2.5.29.17", "2.5.29.32", "2.5.29.35", "2.5.29.14", "2.5.29.55", "2.5.29.56", "2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.9"];

/// What a certificate is judged against.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Anchors: platform authorities that the buyer chose.
    pub authorities: &'a [Certificate],
    /// The certificate of the TPM in the machine. `None`: not given, and not checked.
    pub holder: Option<&'a Endorsement>,
    /// The base certificate, for a delta or a rebase. `None`: not given.
    pub base: Option<&'a PlatformCertificate>,
    pub at: Moment,
}

/// What a certificate is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// `None`: verified.
    pub fault: Option<Fault>,
    /// Which of the authorities is above it, where its signature is good.
    pub authority: Option<usize>,
}

impl PlatformCertificate {
    /// Judges it in the order: critical extensions, issuer, algorithm, signature, time, holder, base. The first fault counts.
    pub fn judge(&self, around: &Surroundings<'_>) -> Judged {
        match self.issued(around) {
            Err(fault) => Judged { fault: Some(fault), authority: None },
            Ok((place, authority)) => {
                let fault = self.in_time(authority, around.at).and_then(|()| self.held(around)).and_then(|()| self.based(around)).err();
                Judged { fault, authority: Some(place) }
            }
        }
    }

    fn issued<'a>(&self, around: &Surroundings<'a>) -> Result<(usize, &'a Certificate), Fault> {
        if self.critical_extensions.iter().any(|extension| !KNOWN_EXTENSIONS.contains(&extension.as_str())) {
            return Err(Fault::CriticalExtension);
        }
        if around.authorities.is_empty() {
            return Err(Fault::NoIssuer);
        }
        let all = around.authorities.iter().enumerate();
        let named: Vec<(usize, &Certificate)> = all.filter(|(_, authority)| self.names_as_issuer(authority)).collect();
        if named.is_empty() {
            return Err(Fault::UnknownIssuer);
        }
        let scheme = certificate_scheme(Reader::new(&self.signed.algorithm));
        let scheme = scheme.map_err(|weak| if weak { Fault::WeakAlgorithm } else { Fault::UnsupportedAlgorithm })?;
        let signs = |key: &PublicKey| key.check(scheme, &self.signed.message, &self.signed.signature) == Check::Good;
        let (place, signer) = named.into_iter().find(|(_, authority)| authority.key().is_some_and(signs)).ok_or(Fault::Signature)?;
        if signer.key().is_some_and(PublicKey::is_weak) {
            return Err(Fault::WeakAlgorithm);
        }
        Ok((place, signer))
    }

    fn names_as_issuer(&self, authority: &Certificate) -> bool {
        authority.is_authority() && subject(authority).is_some_and(|subject| same(&subject, &self.issuer))
    }

    fn in_time(&self, authority: &Certificate, at: Moment) -> Result<(), Fault> {
        if at < self.not_before {
            return Err(Fault::NotYetValid);
        }
        if at > self.not_after {
            return Err(Fault::Expired);
        }
        if authority.is_valid_at(at) { Ok(()) } else { Err(Fault::IssuerNotValid) }
    }

    /// The holder of a base, and of a delta of profile 2.x, is the TPM's certificate.
    fn held(&self, around: &Surroundings<'_>) -> Result<(), Fault> {
        let Some(endorsement) = around.holder else { return Ok(()) };
        if self.kind == Kind::Delta && self.holder_is_base() {
            return Ok(());
        }
        match &self.holder {
            Some(holder) if holder.serial_number == endorsement.names.serial_number => {
                if same(&holder.issuer, &endorsement.names.issuer) {
                    Ok(())
                } else {
                    Err(Fault::HolderIssuerDiffers)
                }
            }
            Some(_) | None => Err(Fault::OtherHolder),
        }
    }

    /// Whether it names that certificate's number as its holder's.
    pub fn names_as_holder(&self, endorsement: &Endorsement) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.serial_number == endorsement.names.serial_number)
    }

    /// Whether none of a TPM's certificates is its holder; never where there are none, and for a delta whose holder is its base.
    pub fn is_of_another_tpm(&self, endorsements: &[Endorsement]) -> bool {
        let names_a_tpm = self.kind != Kind::Delta || !self.holder_is_base();
        names_a_tpm && !endorsements.is_empty() && !endorsements.iter().any(|endorsement| self.names_as_holder(endorsement))
    }

    /// Profile 1.1: a delta's holder is the base. 2.x: it lists what it builds on.
    pub(super) fn holder_is_base(&self) -> bool {
        self.previous_certificates.is_empty()
    }

    fn based(&self, around: &Surroundings<'_>) -> Result<(), Fault> {
        let (Some(base), Kind::Delta | Kind::Rebase) = (around.base, self.kind) else { return Ok(()) };
        if self.builds_on(base) { Ok(()) } else { Err(Fault::OtherBase) }
    }

    /// Whether this delta or rebase belongs to that base: names it, and speaks of the same platform.
    pub(super) fn builds_on(&self, base: &Self) -> bool {
        self.platform.manufacturer == base.platform.manufacturer
            && self.platform.model == base.platform.model
            && self.platform.serial == base.platform.serial
            && self.refers_to(base)
    }

    /// Whether this certificate names that one, by what it gives of issuer, number and digest of the signature.
    fn refers_to(&self, other: &Self) -> bool {
        if self.holder_is_base() {
            return self
                .holder
                .as_ref()
                .is_some_and(|holder| holder.serial_number == other.serial_number && same(&holder.issuer, &other.issuer));
        }
        self.previous_certificates.iter().any(|reference| {
            let named = reference.serial_number.as_ref().map(|serial| {
                *serial == other.serial_number && reference.issuer.as_ref().is_some_and(|issuer| same(issuer, &other.issuer))
            });
            let digested = reference
                .signature_digest_algorithm
                .as_deref()
                .map(|algorithm| other.signature_digest(algorithm).is_some_and(|digest| Some(digest) == reference.signature_digest));
            match (named, digested) {
                (None, None) => false,
                (named, digested) => named.unwrap_or(true) && digested.unwrap_or(true),
            }
        })
    }

    /// The digest of the signature's value in hex. `None`: a hash that is not known or no longer proves anything.
    fn signature_digest(&self, algorithm: &str) -> Option<String> {
        let hash = match algorithm {
            "2.16.840.1.101.3.4.2.1" => super::super::key::Hash::Sha256,
            "2.16.840.1.101.3.4.2.2" => super::super::key::Hash::Sha384,
            "2.16.840.1.101.3.4.2.3" => super::super::key::Hash::Sha512,
            _ => return None,
        };
        Some(super::hex(&hash.of(&self.signed.signature)))
    }
}

fn subject(authority: &Certificate) -> Option<Vec<NameValue>> {
    Reader::new(authority.subject_der()).next().and_then(|element| super::name::name(&element).ok())
}
