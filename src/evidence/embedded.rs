//! What stands behind a signature inside a bill or an envelope: a key or a certificate that it brings along, judged by the buyer's trust.

use super::asn1::{self, INTEGER, SEQUENCE};
use super::certificate::{self, Certificate, Purpose, When};
use super::key::{Curve, PublicKey, Scheme};
use super::trust::{Claims, Kind};
use super::{Cause, Opening, Proof, Standing};
use crate::intake::Moment;

/// The key that a signature was found to fit, and what it brought along.
pub(super) struct Signer<'a> {
    pub key: PublicKey,
    /// The signer's own first, then those above it. Never trust by themselves.
    pub certificates: Vec<&'a Certificate>,
    /// When the signature stood at the latest, by a timestamp beside the bill.
    pub stamped: Option<Moment>,
    /// What it signed.
    pub kind: Kind,
}

impl Signer<'_> {
    /// That the buyer trusts this signer for what it signed. `claimed`: who says to have signed, for a message.
    pub fn proof(&self, claimed: &str, opening: &Opening<'_>) -> Result<Proof, Standing> {
        let trust = opening.trust;
        let pinned = trust.keys().find(|(_, trusted)| trusted.info() == self.key.info()).map(|(index, _)| index);
        let known = trust.authorities().find(|(_, authority)| authority.key() == Some(&self.key)).map(|(_, authority)| authority);
        let brought = self.certificates.first().copied().or(known);
        let (index, certificate) = match (pinned, brought) {
            // Anybody can write another's key into a certificate: by a pinned key, its names count for nothing.
            (Some(index), _) => (index, known),
            (None, Some(certificate)) if !trust.anchors().is_empty() => {
                let others: Vec<Certificate> = self.certificates.iter().skip(1).map(|other| (*other).clone()).collect();
                let when = When { signed: self.stamped.unwrap_or(opening.at), checked: opening.at };
                (certificate::path(certificate, &others, trust, when, Purpose::SignDocuments)?, Some(certificate))
            }
            (None, Some(_) | None) => return Err(nobody_known(claimed, true, opening)),
        };
        let key_name = format!("key sha256:{}", self.key.fingerprint());
        let names = certificate.map_or_else(|| vec![key_name], |certificate| certificate.names.clone());
        let claims = Claims {
            names: &names,
            issuer: certificate.map(|certificate| certificate.issuer.as_str()),
            kinds: &[self.kind],
            vendor: opening.delivery.order.vendor.as_deref(),
            at: opening.at,
        };
        let (root, vouches_for) = trust.vouch(index, &claims)?;
        let signer = certificate.map_or_else(|| names.join(", "), |certificate| certificate.subject.clone());
        Ok(Proof { signer, root, signed_at: self.stamped, vouches_for, build: None })
    }
}

/// The buyer's keys, for a signature that brings none along: each is one that it may fit.
pub(super) fn keys<'a>(opening: &Opening<'a>) -> impl Iterator<Item = &'a PublicKey> {
    let trust = opening.trust;
    trust.keys().map(|(_, key)| key).chain(trust.authorities().filter_map(|(_, authority)| authority.key()))
}

/// `fits`: the signature is good by a key that it brings along, so that only trust is missing.
pub(super) fn nobody_known(claimed: &str, fits: bool, opening: &Opening<'_>) -> Standing {
    let detail = format!("signed by {claimed}, and nothing that is trusted here says whose signature that is");
    let remedy =
        "obtain the vendor's key or authority certificate by another way than this delivery and pass it as --trusted-key or --trusted-ca";
    if fits && !opening.trust.anchors().is_empty() {
        return Standing::rejected(Cause::Stranger, detail, remedy);
    }
    Standing::undetermined(Cause::Stranger, detail, remedy)
}

/// The signature as [`PublicKey::check`] takes it. JWA and XML write r and s side by side, each as long as the curve's order
/// (RFC 7518, 3.4; XML Signature 1.1, 6.4.3). `None`: it has another length.
pub fn der(value: &[u8], scheme: Scheme, key: &PublicKey) -> Option<Vec<u8>> {
    let octets = match (scheme, key.curve()) {
        (Scheme::Ecdsa(_), Some(curve)) => coordinate_octets(curve),
        (Scheme::Ecdsa(_), None) => return None,
        (Scheme::RsaPkcs1(_) | Scheme::RsaPss { .. } | Scheme::Ed25519 | Scheme::MlDsa(_), _) => return Some(value.to_vec()),
    };
    let (r, s) = value.split_at_checked(octets).filter(|(_, s)| s.len() == octets)?;
    let (mut both, mut der) = (Vec::new(), Vec::new());
    push_integer(r, &mut both);
    push_integer(s, &mut both);
    asn1::push(SEQUENCE, &both, &mut der);
    Some(der)
}

/// Octets of one coordinate of a point.
pub(super) fn coordinate_octets(curve: Curve) -> usize {
    match curve {
        Curve::P256 | Curve::Ed25519 => 32,
        Curve::P384 => 48,
        Curve::P521 => 66,
    }
}

/// An RSA key from its two numbers, as JWK and XML write them.
pub fn rsa(modulus: &[u8], exponent: &[u8]) -> Option<PublicKey> {
    let (mut numbers, mut key) = (Vec::new(), Vec::new());
    push_integer(modulus, &mut numbers);
    push_integer(exponent, &mut numbers);
    asn1::push(SEQUENCE, &numbers, &mut key);
    PublicKey::from_rsa(&key)
}

/// An unsigned number in DER.
fn push_integer(octets: &[u8], out: &mut Vec<u8>) {
    let used = octets.iter().position(|octet| *octet != 0).and_then(|start| octets.get(start..)).unwrap_or_default();
    match used.first() {
        Some(first) if *first < 0x80 => asn1::push(INTEGER, used, out),
        // The first bit is the sign.
        Some(_) | None => asn1::push(INTEGER, &[&[0], used].concat(), out),
    }
}
