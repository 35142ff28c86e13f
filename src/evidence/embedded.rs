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

/// Wycheproof's vectors through our own readers of keys and signatures: what is invalid is refused, what is valid is good.
#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::wildcard_enum_match_arm, reason = "tests")]
    use wycheproof::{EllipticCurve, HashFunction, TestResult, ecdsa, eddsa, mldsa_verify, rsa_pkcs1_verify, rsa_pss_verify};

    use super::super::asn1::Reader;
    use super::super::cms::certificate_scheme;
    use super::super::key::{Check, Hash, MlDsa};
    use super::*;

    fn hash(function: HashFunction) -> Hash {
        match function {
            HashFunction::Sha2_256 => Hash::Sha256,
            HashFunction::Sha2_384 => Hash::Sha384,
            _ => Hash::Sha512,
        }
    }

    /// What went otherwise than the vectors say; `Acceptable` may go either way.
    #[derive(Default)]
    struct Tally {
        tried: usize,
        wrong: Vec<String>,
    }

    impl Tally {
        fn note(&mut self, set: &str, case: usize, comment: &str, expected: TestResult, is_good: bool) {
            self.tried += 1;
            let wanted = match expected {
                TestResult::Valid => true,
                TestResult::Invalid => false,
                TestResult::Acceptable => return,
            };
            if wanted != is_good {
                self.wrong.push(format!("{set} {case} ({comment}): good is {is_good}"));
            }
        }

        fn settle(self, at_least: usize) {
            assert!(self.tried >= at_least, "{} vectors only", self.tried);
            assert_eq!(self.wrong, Vec::<String>::new());
        }
    }

    #[test]
    fn ecdsa_in_der_and_side_by_side() {
        use ecdsa::{TestGroupTypeId, TestName, TestSet};
        let mut tally = Tally::default();
        for name in [
            TestName::EcdsaSecp256r1Sha256,
            TestName::EcdsaSecp256r1Sha256P1363,
            TestName::EcdsaSecp256r1Sha512,
            TestName::EcdsaSecp256r1Sha512P1363,
            TestName::EcdsaSecp384r1Sha256,
            TestName::EcdsaSecp384r1Sha384,
            TestName::EcdsaSecp384r1Sha384P1363,
            TestName::EcdsaSecp384r1Sha512,
            TestName::EcdsaSecp384r1Sha512P1363,
            TestName::EcdsaSecp521r1Sha512,
            TestName::EcdsaSecp521r1Sha512P1363,
        ] {
            for group in TestSet::load(name).unwrap().test_groups {
                let key = PublicKey::from_info(&group.der).unwrap();
                let curve = match group.key.curve {
                    EllipticCurve::Secp256r1 => Curve::P256,
                    EllipticCurve::Secp384r1 => Curve::P384,
                    _ => Curve::P521,
                };
                assert_eq!(PublicKey::from_point(curve, &group.key.key).unwrap(), key);
                let scheme = Scheme::Ecdsa(hash(group.hash));
                for test in &group.tests {
                    let signature = match group.test_type {
                        TestGroupTypeId::EcdsaP1363 => der(&test.sig, scheme, &key),
                        TestGroupTypeId::Ecdsa | TestGroupTypeId::EcdsaBitcoin => Some(test.sig.to_vec()),
                    };
                    let is_good = signature.is_some_and(|signature| key.check(scheme, &test.msg, &signature) == Check::Good);
                    tally.note(&format!("{name:?}"), test.tc_id, &test.comment, test.result, is_good);
                }
            }
        }
        tally.settle(3_000);
    }

    #[test]
    fn ed25519() {
        let mut tally = Tally::default();
        for group in eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap().test_groups {
            let key = PublicKey::from_info(&group.der).unwrap();
            assert_eq!(PublicKey::from_point(Curve::Ed25519, &group.key.pk).unwrap(), key);
            for test in &group.tests {
                let is_good = key.check(Scheme::Ed25519, &test.msg, &test.sig) == Check::Good;
                tally.note("Ed25519", test.tc_id, &test.comment, test.result, is_good);
            }
        }
        tally.settle(100);
    }

    #[test]
    fn ml_dsa() {
        use mldsa_verify::{TestName, TestSet};
        let mut tally = Tally::default();
        for (name, set) in [
            (TestName::MlDsa44Verify, MlDsa::MlDsa44),
            (TestName::MlDsa65Verify, MlDsa::MlDsa65),
            (TestName::MlDsa87Verify, MlDsa::MlDsa87),
        ] {
            for group in TestSet::load(name).unwrap().test_groups {
                // Some keys are of a wrong length on purpose, and some signatures have a context, which certificates do not.
                let key = PublicKey::from_info(&group.der);
                for test in group.tests.iter().filter(|test| test.ctx.as_ref().is_none_or(|context| context.is_empty())) {
                    let is_good = key.as_ref().is_some_and(|key| key.check(Scheme::MlDsa(set), &test.msg, &test.sig) == Check::Good);
                    tally.note(&format!("{name:?}"), test.tc_id, &test.comment, test.result, is_good);
                }
            }
        }
        tally.settle(100);
    }

    #[test]
    fn rsa_by_pkcs_1() {
        use rsa_pkcs1_verify::{TestName, TestSet};
        let mut tally = Tally::default();
        for name in [
            TestName::Rsa2048Sha256,
            TestName::Rsa2048Sha384,
            TestName::Rsa2048Sha512,
            TestName::Rsa3072Sha256,
            TestName::Rsa3072Sha384,
            TestName::Rsa3072Sha512,
            TestName::Rsa4096Sha256,
            TestName::Rsa4096Sha384,
            TestName::Rsa4096Sha512,
            TestName::Rsa8192Sha256,
            TestName::Rsa8192Sha384,
            TestName::Rsa8192Sha512,
        ] {
            for group in TestSet::load(name).unwrap().test_groups {
                let key = PublicKey::from_info(&group.der).unwrap();
                assert_eq!(PublicKey::from_rsa(&group.asn_key).unwrap(), key);
                assert_eq!(rsa(&group.key.n, &group.key.e).unwrap(), key);
                for test in &group.tests {
                    let is_good = !key.is_weak() && key.check(Scheme::RsaPkcs1(hash(group.hash)), &test.msg, &test.sig) == Check::Good;
                    tally.note(&format!("{name:?}"), test.tc_id, &test.comment, test.result, is_good);
                }
            }
        }
        tally.settle(2_000);
    }

    /// Why signatures of such a group are refused, though they may be good.
    fn unsupported(group: &rsa_pss_verify::TestGroup) -> Option<&'static str> {
        match group.hash {
            HashFunction::Sha1 => return Some("SHA-1 proves nothing any more"),
            HashFunction::Sha2_256 | HashFunction::Sha2_384 | HashFunction::Sha2_512 => {}
            _ => return Some("SHA-2 of 256, 384 and 512 bits is supported, and no other hash"),
        }
        if group.mgf_hash != Some(group.hash) {
            return Some("the mask is made with the same hash, as RFC 4055 recommends");
        }
        (![0, 20, 32, 48, 64].contains(&group.salt_size)).then_some("salts are as long as a hash, 20, 0, or as long as fits")
    }

    /// The scheme is read from the parameters where they stand in the key, as CMS and certificates carry them.
    #[test]
    fn rsa_by_pss() {
        use rsa_pss_verify::{TestGroupTypeId, TestName, TestSet};
        let mut tally = Tally::default();
        for name in [
            TestName::RsaPss2048Sha1Mgf1SaltLen20WithParams,
            TestName::RsaPss2048Sha256Mgf1SaltLen0,
            TestName::RsaPss2048Sha256Mgf1SaltLen0WithParams,
            TestName::RsaPss2048Sha256Mgf1SaltLen32,
            TestName::RsaPss2048Sha256Mgf1SaltLen32WithParams,
            TestName::RsaPss2048Sha384Mgf1SaltLen48,
            TestName::RsaPss2048Sha512Mgf1Sha256SaltLen32WithParams,
            TestName::RsaPss3072Sha256Mgf1SaltLen32,
            TestName::RsaPss3072Sha256Mgf1SaltLen32WithParams,
            TestName::RsaPss4096Sha256Mgf1SaltLen32,
            TestName::RsaPss4096Sha384Mgf1SaltLen48,
            TestName::RsaPss4096Sha512Mgf1SaltLen32,
            TestName::RsaPss4096Sha512Mgf1SaltLen32WithParams,
            TestName::RsaPss4096Sha512Mgf1SaltLen64,
            TestName::RsaPss4096Sha512Mgf1SaltLen64WithParams,
            TestName::RsaPssmiscWithParams,
        ] {
            for group in TestSet::load(name).unwrap().test_groups {
                let key = PublicKey::from_info(&group.der).unwrap();
                let scheme = match group.test_type {
                    TestGroupTypeId::RsaPssVerify => Ok(Scheme::RsaPss { hash: hash(group.hash), salt: group.salt_size }),
                    TestGroupTypeId::RsaPssVerifyWithParam => {
                        let mut info = Reader::new(&group.der).expect(SEQUENCE).unwrap().inside();
                        certificate_scheme(info.expect(SEQUENCE).unwrap().inside())
                    }
                };
                if let Some(reason) = unsupported(&group) {
                    let good = |scheme| group.tests.iter().any(|test| key.check(scheme, &test.msg, &test.sig) == Check::Good);
                    assert!(!scheme.is_ok_and(good), "{name:?}: {reason}");
                    continue;
                }
                for test in &group.tests {
                    let is_good = scheme.is_ok_and(|scheme| key.check(scheme, &test.msg, &test.sig) == Check::Good);
                    let case = format!("{name:?} {:?} {:?} {}", group.hash, group.mgf_hash, group.salt_size);
                    tally.note(&case, test.tc_id, &test.comment, test.result, is_good);
                }
            }
        }
        tally.settle(1_000);
    }
}
