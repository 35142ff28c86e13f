//! Which of the certificates that a signature brings along lie between its signer and an authority.
//!
//! A maze of authorities of one name that all certify each other would cost a path builder hours (SIGNATURES, bad input 29,
//! Go's CVE-2026-32280): here each pair is looked at once, and what does not lead from the signer to an anchor is left out.

use super::super::asn1::{BIT_STRING, Reader, SEQUENCE};
use super::super::cms::certificate_scheme;
use super::super::key::Check;
use super::Certificate;

/// Certificates beside the signer's that are looked at; more are passed over.
const OTHERS: usize = 16;

/// Those on some way from the signer to an anchor, each step with a good signature. Dates and purposes are not asked.
pub(super) fn between<'a>(signer: &Certificate, others: &'a [Certificate], anchors: &[(usize, &Certificate)]) -> Vec<&'a Certificate> {
    let usable: Vec<&Certificate> = others.iter().filter(|other| other.is_authority() && other.der != signer.der).take(OTHERS).collect();
    // Above the signer, step by step.
    let mut above: Vec<&Certificate> = Vec::new();
    let mut steps: Vec<(&Certificate, &Certificate)> = Vec::new();
    let mut pending = vec![signer];
    while let Some(below) = pending.pop() {
        for issuer in usable.iter().copied().filter(|issuer| issuer.der != below.der && below.is_signed_by(issuer)) {
            steps.push((below, issuer));
            if !above.contains(&issuer) {
                above.push(issuer);
                pending.push(issuer);
            }
        }
    }
    // Below an anchor, step by step.
    let mut kept: Vec<&Certificate> =
        above.into_iter().filter(|certificate| anchors.iter().any(|(_, anchor)| certificate.is_signed_by(anchor))).collect();
    loop {
        let next = steps.iter().find(|(below, issuer)| kept.contains(issuer) && !kept.contains(below) && below.der != signer.der);
        match next {
            Some((below, _)) => kept.push(below),
            None => return usable.into_iter().filter(|certificate| kept.contains(certificate)).collect(),
        }
    }
}

impl Certificate {
    /// Whether the other one's key made the signature under this one, and it is named as the issuer.
    fn is_signed_by(&self, issuer: &Self) -> bool {
        let Some((signed, Ok(scheme), signature)) = self.parts().filter(|_| issuer.is_named_as_issuer_of(self)) else { return false };
        issuer.key().is_some_and(|key| key.check(scheme, signed, signature) == Check::Good)
    }

    /// Whether the signature under it rests on MD5 or SHA-1.
    pub(super) fn is_weakly_signed(&self) -> bool {
        matches!(self.parts(), Some((_, Err(true), _)))
    }

    /// TBSCertificate, the signature's algorithm, its value (RFC 5280, 4.1).
    #[allow(clippy::type_complexity, reason = "three parts of one value, taken apart at once")]
    fn parts(&self) -> Option<(&[u8], Result<super::super::key::Scheme, bool>, &[u8])> {
        let mut fields = Reader::new(&self.der).expect(SEQUENCE)?.inside();
        let signed = fields.expect(SEQUENCE)?.whole;
        let scheme = certificate_scheme(fields.expect(SEQUENCE)?.inside());
        Some((signed, scheme, fields.expect(BIT_STRING)?.body.strip_prefix(&[0])?))
    }
}
