//! Public keys and what can be checked with them: RSA, elliptic curves, Ed25519, with SHA-2 only.

use std::fmt;

use aws_lc_rs::digest;
use aws_lc_rs::signature::{self, RsaParameters, RsaPssSaltLength, UnparsedPublicKey, VerificationAlgorithm};

use super::asn1::{self, BIT_STRING, INTEGER, OID, Reader, SEQUENCE};
use crate::intake::Digest;

/// Shorter RSA keys are refused. NIST SP 800-131A rev. 2, table 2: less than 2048 bits is disallowed.
pub const RSA_BITS: usize = 2048;

/// A hash that may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        digest::digest(algorithm, bytes).as_ref().to_vec()
    }

    /// Octets of its result.
    pub fn length(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

/// How a signature is made from a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    RsaPkcs1(Hash),
    /// `salt` in octets.
    RsaPss {
        hash: Hash,
        salt: usize,
    },
    /// The signature is a DER SEQUENCE of r and s.
    Ecdsa(Hash),
    Ed25519,
    MlDsa(MlDsa),
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SHA-{}", self.length() * 8)
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RsaPkcs1(hash) => write!(f, "RSA PKCS #1 with {hash}"),
            Self::RsaPss { hash, salt } => write!(f, "RSA PSS with {hash}, salt of {salt} octets"),
            Self::Ecdsa(hash) => write!(f, "ECDSA with {hash}"),
            Self::Ed25519 => f.write_str("Ed25519"),
            Self::MlDsa(_) => f.write_str("ML-DSA"),
        }
    }
}

/// How `openssl dgst -sign`, cosign and DSSE's tools sign.
const COMMON: &[Scheme] = &[
    Scheme::Ed25519,
    Scheme::Ecdsa(Hash::Sha256),
    Scheme::Ecdsa(Hash::Sha384),
    Scheme::Ecdsa(Hash::Sha512),
    Scheme::RsaPkcs1(Hash::Sha256),
    Scheme::RsaPkcs1(Hash::Sha384),
    Scheme::RsaPkcs1(Hash::Sha512),
    Scheme::RsaPss { hash: Hash::Sha256, salt: 32 },
    Scheme::RsaPss { hash: Hash::Sha384, salt: 48 },
    Scheme::RsaPss { hash: Hash::Sha512, salt: 64 },
];

/// Parameter sets of ML-DSA (FIPS 204, table 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MlDsa {
    MlDsa44,
    MlDsa65,
    MlDsa87,
}

impl MlDsa {
    /// By the last number of its object identifier, 2.16.840.1.101.3.4.3.17 to .19.
    pub(super) fn numbered(last: u8) -> Option<Self> {
        match last {
            0x11 => Some(Self::MlDsa44),
            0x12 => Some(Self::MlDsa65),
            0x13 => Some(Self::MlDsa87),
            _ => None,
        }
    }

    fn algorithm(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Self::MlDsa44 => &signature::ML_DSA_44,
            Self::MlDsa65 => &signature::ML_DSA_65,
            Self::MlDsa87 => &signature::ML_DSA_87,
        }
    }
}

/// What became of checking a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Good,
    Bad,
    /// The key is of another kind than the scheme, or the scheme's parameters are not supported.
    Unfit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Rsa { bits: usize, padding: Padding },
    P256,
    P384,
    P521,
    Ed25519,
    MlDsa(MlDsa),
}

/// What an RSA key may be used with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Padding {
    Any,
    /// Its algorithm is RSASSA-PSS, and it makes no other signatures (RFC 4055, 1.2).
    Pss,
}

/// An elliptic curve that is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    P256,
    P384,
    P521,
    Ed25519,
}

/// A public key, parsed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    kind: Kind,
    /// SubjectPublicKeyInfo in DER: what names the key.
    info: Vec<u8>,
    /// RSAPublicKey, the point, or 32 octets: what the library takes.
    raw: Vec<u8>,
}

const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const RSASSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
const P521: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x23];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

impl PublicKey {
    /// From SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) in DER. `None` for a kind that is not supported.
    pub fn from_info(info: &[u8]) -> Option<Self> {
        let mut outer = Reader::new(info);
        let mut fields = outer.expect(SEQUENCE).filter(|_| outer.is_empty())?.inside();
        let mut algorithm = fields.expect(SEQUENCE)?.inside();
        let name = algorithm.expect(OID)?.body;
        let raw = fields.expect(BIT_STRING)?.body.strip_prefix(&[0])?.to_vec();
        let kind = match name {
            RSA_ENCRYPTION => Kind::Rsa { bits: modulus_bits(&raw)?, padding: Padding::Any },
            RSASSA_PSS => Kind::Rsa { bits: modulus_bits(&raw)?, padding: Padding::Pss },
            EC_PUBLIC_KEY => match algorithm.expect(OID)?.body {
                P256 => Kind::P256,
                P384 => Kind::P384,
                P521 => Kind::P521,
                _ => return None,
            },
            ED25519 => Kind::Ed25519,
            [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, last] => Kind::MlDsa(MlDsa::numbered(*last)?),
            _ => return None,
        };
        fields.is_empty().then(|| Self { kind, info: info.to_vec(), raw })
    }

    /// From RSAPublicKey (PKCS#1) in DER, as `BEGIN RSA PUBLIC KEY` carries it.
    pub fn from_rsa(raw: &[u8]) -> Option<Self> {
        let (mut name, mut bits, mut fields, mut info) = (Vec::new(), vec![0], Vec::new(), Vec::new());
        asn1::push(OID, RSA_ENCRYPTION, &mut name);
        name.extend_from_slice(&[0x05, 0x00]);
        asn1::push(SEQUENCE, &name, &mut fields);
        bits.extend_from_slice(raw);
        asn1::push(BIT_STRING, &bits, &mut fields);
        asn1::push(SEQUENCE, &fields, &mut info);
        Self::from_info(&info)
    }

    /// From a point of a curve: uncompressed (SEC 1, 2.3.3), or the 32 octets of Ed25519 (RFC 8032).
    pub fn from_point(curve: Curve, point: &[u8]) -> Option<Self> {
        let names: &[&[u8]] = match curve {
            Curve::P256 => &[EC_PUBLIC_KEY, P256],
            Curve::P384 => &[EC_PUBLIC_KEY, P384],
            Curve::P521 => &[EC_PUBLIC_KEY, P521],
            Curve::Ed25519 => &[ED25519],
        };
        let (mut algorithm, mut fields, mut info) = (Vec::new(), Vec::new(), Vec::new());
        names.iter().for_each(|name| asn1::push(OID, name, &mut algorithm));
        asn1::push(SEQUENCE, &algorithm, &mut fields);
        asn1::push(BIT_STRING, &[&[0], point].concat(), &mut fields);
        asn1::push(SEQUENCE, &fields, &mut info);
        Self::from_info(&info)
    }

    /// Whether a signature of this shape can be by such a key: its length, or a DER SEQUENCE for the curves.
    pub fn fits(&self, signature: &[u8]) -> bool {
        match self.kind {
            Kind::Rsa { bits, .. } => signature.len() == bits.div_ceil(8),
            Kind::P256 | Kind::P384 | Kind::P521 => signature.first() == Some(&SEQUENCE),
            Kind::Ed25519 => signature.len() == 64,
            Kind::MlDsa(_) => signature.len() > 2048,
        }
    }

    /// SubjectPublicKeyInfo in DER.
    pub fn info(&self) -> &[u8] {
        &self.info
    }

    /// What subjectPublicKey holds.
    pub fn bits(&self) -> &[u8] {
        &self.raw
    }

    /// The SHA-256 of SubjectPublicKeyInfo: the key's name where it has no other.
    pub fn fingerprint(&self) -> Digest {
        Digest::of(&self.info)
    }

    /// An RSA key below [`RSA_BITS`].
    pub fn is_weak(&self) -> bool {
        match self.kind {
            Kind::Rsa { bits, .. } => bits < RSA_BITS,
            Kind::P256 | Kind::P384 | Kind::P521 | Kind::Ed25519 | Kind::MlDsa(_) => false,
        }
    }

    /// The key's curve; `None` for a key of another family.
    pub fn curve(&self) -> Option<Curve> {
        match self.kind {
            Kind::Rsa { .. } | Kind::MlDsa(_) => None,
            Kind::P256 => Some(Curve::P256),
            Kind::P384 => Some(Curve::P384),
            Kind::P521 => Some(Curve::P521),
            Kind::Ed25519 => Some(Curve::Ed25519),
        }
    }

    /// Whether `signature` is this key's over `message` in any of the ways in which tools sign that do not say how.
    pub fn check_any(&self, message: &[u8], signature: &[u8]) -> Check {
        if !self.fits(signature) {
            return Check::Unfit;
        }
        let good = COMMON.iter().any(|scheme| self.check(*scheme, message, signature) == Check::Good);
        if good { Check::Good } else { Check::Bad }
    }

    /// Whether `signature` is this key's over `message`.
    pub fn check(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> Check {
        let algorithm: Option<&'static dyn VerificationAlgorithm> = match (self.kind, scheme) {
            (Kind::Rsa { padding: Padding::Any, .. }, Scheme::RsaPkcs1(hash)) => Some(pkcs1(hash)),
            (Kind::Rsa { padding: Padding::Pss, .. }, Scheme::RsaPkcs1(_)) => None,
            (Kind::Rsa { bits, .. }, Scheme::RsaPss { hash, salt }) => pss(hash, salt, bits),
            (Kind::P256, Scheme::Ecdsa(hash)) => Some(p256(hash)),
            (Kind::P384, Scheme::Ecdsa(hash)) => Some(p384(hash)),
            (Kind::P521, Scheme::Ecdsa(hash)) => Some(p521(hash)),
            (Kind::Ed25519, Scheme::Ed25519) => Some(&signature::ED25519),
            (Kind::MlDsa(own), Scheme::MlDsa(asked)) => (own == asked).then(|| own.algorithm()),
            (Kind::Rsa { .. }, Scheme::Ecdsa(_) | Scheme::Ed25519 | Scheme::MlDsa(_))
            | (Kind::P256 | Kind::P384 | Kind::P521, Scheme::RsaPkcs1(_) | Scheme::RsaPss { .. } | Scheme::Ed25519 | Scheme::MlDsa(_))
            | (Kind::Ed25519, Scheme::RsaPkcs1(_) | Scheme::RsaPss { .. } | Scheme::Ecdsa(_) | Scheme::MlDsa(_))
            | (Kind::MlDsa(_), Scheme::RsaPkcs1(_) | Scheme::RsaPss { .. } | Scheme::Ecdsa(_) | Scheme::Ed25519) => None,
        };
        match algorithm.map(|algorithm| UnparsedPublicKey::new(algorithm, &self.raw).verify(message, signature)) {
            None => Check::Unfit,
            Some(Ok(())) => Check::Good,
            Some(Err(_)) => Check::Bad,
        }
    }
}

fn modulus_bits(rsa_public_key: &[u8]) -> Option<usize> {
    let modulus = Reader::new(rsa_public_key).expect(SEQUENCE)?.inside().expect(INTEGER)?.body;
    let used = modulus.iter().position(|octet| *octet != 0).and_then(|start| modulus.get(start..))?;
    let unused_bits = usize::try_from(used.first()?.leading_zeros()).ok()?;
    used.len().checked_mul(8)?.checked_sub(unused_bits)
}

fn pkcs1(hash: Hash) -> &'static RsaParameters {
    match hash {
        Hash::Sha256 => &signature::RSA_PKCS1_2048_8192_SHA256,
        Hash::Sha384 => &signature::RSA_PKCS1_2048_8192_SHA384,
        Hash::Sha512 => &signature::RSA_PKCS1_2048_8192_SHA512,
    }
}

/// Salts as they occur: as long as the hash (RFC 8017, 9.1), 20 (its default), as long as fits (OpenSSL 3.0), or some other hash's length.
fn pss(hash: Hash, salt: usize, bits: usize) -> Option<&'static dyn VerificationAlgorithm> {
    let longest = bits.checked_add(6)?.checked_div(8)?.checked_sub(hash.length())?.checked_sub(2)?;
    let table = match hash {
        Hash::Sha256 => &PSS_SHA256,
        Hash::Sha384 => &PSS_SHA384,
        Hash::Sha512 => &PSS_SHA512,
    };
    let [max, fixed @ ..] = table;
    if salt == longest {
        return Some(&max.1);
    }
    fixed.iter().find(|(length, _)| *length == salt).map(|(_, parameters)| {
        let parameters: &'static dyn VerificationAlgorithm = parameters;
        parameters
    })
}

type Salted = [(usize, RsaParameters); 6];
static PSS_SHA256: Salted = [
    (usize::MAX, signature::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Max)),
    (0, signature::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(0))),
    (20, signature::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(20))),
    (32, signature::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(32))),
    (48, signature::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(48))),
    (64, signature::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(64))),
];
static PSS_SHA384: Salted = [
    (usize::MAX, signature::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(RsaPssSaltLength::Max)),
    (0, signature::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(RsaPssSaltLength::Custom(0))),
    (20, signature::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(RsaPssSaltLength::Custom(20))),
    (32, signature::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(RsaPssSaltLength::Custom(32))),
    (48, signature::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(RsaPssSaltLength::Custom(48))),
    (64, signature::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(RsaPssSaltLength::Custom(64))),
];
static PSS_SHA512: Salted = [
    (usize::MAX, signature::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(RsaPssSaltLength::Max)),
    (0, signature::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(RsaPssSaltLength::Custom(0))),
    (20, signature::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(RsaPssSaltLength::Custom(20))),
    (32, signature::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(RsaPssSaltLength::Custom(32))),
    (48, signature::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(RsaPssSaltLength::Custom(48))),
    (64, signature::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(RsaPssSaltLength::Custom(64))),
];

fn p256(hash: Hash) -> &'static dyn VerificationAlgorithm {
    match hash {
        Hash::Sha256 => &signature::ECDSA_P256_SHA256_ASN1,
        Hash::Sha384 => &signature::ECDSA_P256_SHA384_ASN1,
        Hash::Sha512 => &signature::ECDSA_P256_SHA512_ASN1,
    }
}

fn p384(hash: Hash) -> &'static dyn VerificationAlgorithm {
    match hash {
        Hash::Sha256 => &signature::ECDSA_P384_SHA256_ASN1,
        Hash::Sha384 => &signature::ECDSA_P384_SHA384_ASN1,
        Hash::Sha512 => &signature::ECDSA_P384_SHA512_ASN1,
    }
}

fn p521(hash: Hash) -> &'static dyn VerificationAlgorithm {
    match hash {
        Hash::Sha256 => &signature::ECDSA_P521_SHA256_ASN1,
        Hash::Sha384 => &signature::ECDSA_P521_SHA384_ASN1,
        Hash::Sha512 => &signature::ECDSA_P521_SHA512_ASN1,
    }
}
