//! Test keys, certificate authorities and vendors, all from fixed seeds: never trust any of them.

use aws_lc_rs::signature::KeyPair as _;
use p256::ecdsa::signature::{SignatureEncoding as _, Signer as _};
use p256::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _};
use rand_chacha::rand_core::SeedableRng as _;
use sha2::Digest as _;

use super::der;

/// Every subject starts with this.
pub const WARNING: &str = "kenpin test key, never trust";

/// A private key whose signatures repeat: RFC 6979 for P-256, PKCS#1 v1.5 for RSA.
#[derive(Clone)]
pub enum Key {
    P256(p256::ecdsa::SigningKey),
    Rsa(Box<rsa::RsaPrivateKey>),
    /// The seed.
    Ed25519([u8; 32]),
}

impl Key {
    pub fn p256(seed: &str) -> Self {
        Self::P256(p256::ecdsa::SigningKey::from_slice(&seed_octets(seed)).expect("a digest is a scalar"))
    }

    /// RSA of 2048 bits; takes a second or so.
    pub fn rsa(seed: &str) -> Self {
        let mut random = rand_chacha::ChaCha20Rng::from_seed(seed_octets(seed));
        Self::Rsa(Box::new(rsa::RsaPrivateKey::new(&mut random, 2048).expect("a key")))
    }

    pub fn ed25519(seed: &str) -> Self {
        Self::Ed25519(seed_octets(seed))
    }

    /// Signs with SHA-256; Ed25519 hashes by itself.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(key) => {
                let signature: p256::ecdsa::DerSignature = key.sign(message);
                signature.to_vec()
            }
            Self::Rsa(key) => rsa::pkcs1v15::SigningKey::<sha2::Sha256>::new((**key).clone()).sign(message).to_vec(),
            Self::Ed25519(seed) => ed25519_pair(seed).sign(message).as_ref().to_vec(),
        }
    }

    /// SubjectPublicKeyInfo in DER.
    pub fn public(&self) -> Vec<u8> {
        match self {
            Self::P256(key) => key.verifying_key().to_public_key_der().expect("encodes").into_vec(),
            Self::Rsa(key) => key.to_public_key().to_public_key_der().expect("encodes").into_vec(),
            Self::Ed25519(seed) => {
                let algorithm = der::sequence(&[&der::oid("1.3.101.112")]);
                der::sequence(&[&algorithm, &der::bits(ed25519_pair(seed).public_key().as_ref())])
            }
        }
    }

    pub fn public_pem(&self) -> String {
        der::pem("PUBLIC KEY", &self.public())
    }

    /// The private half in PEM (PKCS#8), for a program that signs; only of P-256.
    pub fn private_pem(&self) -> String {
        let Self::P256(key) = self else { panic!("only P-256 is written out") };
        der::pem("PRIVATE KEY", key.to_pkcs8_der().expect("encodes").as_bytes())
    }

    /// AlgorithmIdentifier of [`Key::sign`].
    pub fn algorithm(&self) -> Vec<u8> {
        match self {
            Self::P256(_) => der::sequence(&[&der::oid("1.2.840.10045.4.3.2")]),
            Self::Rsa(_) => der::sequence(&[&der::oid("1.2.840.113549.1.1.11"), &[5, 0]]),
            Self::Ed25519(_) => der::sequence(&[&der::oid("1.3.101.112")]),
        }
    }

    /// AlgorithmIdentifier and digest of content in CMS: SHA-256, for Ed25519 SHA-512 (RFC 8419, 3.1).
    pub fn content_digest(&self, content: &[u8]) -> (Vec<u8>, Vec<u8>) {
        match self {
            Self::P256(_) | Self::Rsa(_) => (der::sequence(&[&der::oid("2.16.840.1.101.3.4.2.1")]), sha2::Sha256::digest(content).to_vec()),
            Self::Ed25519(_) => (der::sequence(&[&der::oid("2.16.840.1.101.3.4.2.3")]), sha2::Sha512::digest(content).to_vec()),
        }
    }

    /// SHA-256 of the public key, cut to 20 octets: how certificates name a key here.
    pub fn identifier(&self) -> Vec<u8> {
        sha2::Sha256::digest(self.public())[..20].to_vec()
    }
}

fn ed25519_pair(seed: &[u8; 32]) -> aws_lc_rs::signature::Ed25519KeyPair {
    aws_lc_rs::signature::Ed25519KeyPair::from_seed_unchecked(seed).expect("a seed of 32 octets")
}

fn seed_octets(seed: &str) -> [u8; 32] {
    sha2::Sha256::digest(format!("{WARNING}: {seed}")).into()
}

/// The day on which a certificate begins and the one on which it ends, `YYMMDD`.
#[derive(Clone, Copy)]
pub struct Window(pub &'static str, pub &'static str);

/// 2024 to 2044: authorities.
pub const LONG: Window = Window("240101", "440101");
/// 2025 to 2030: signers.
pub const USUAL: Window = Window("250101", "300101");
/// 2020 to 2022: over.
pub const EXPIRED: Window = Window("200101", "220101");
/// 2040 to 2043: not begun.
pub const FUTURE: Window = Window("400101", "430101");

/// What a certificate is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Authority,
    /// Called an authority, but its keyUsage does not let it sign certificates.
    PowerlessAuthority,
    /// Signs documents: digitalSignature, with codeSigning and emailProtection.
    Signer,
    /// May only be used for TLS servers.
    TlsServer,
    /// keyEncipherment only: may not sign.
    Encipherment,
    /// Stamps times: extKeyUsage critical, timeStamping alone.
    TimeStamper,
    /// The same with extKeyUsage not critical.
    LaxTimeStamper,
}

/// A key with its certificate.
#[derive(Clone)]
pub struct Holder {
    pub name: String,
    pub key: Key,
    pub certificate: Vec<u8>,
    pub serial: Vec<u8>,
    /// The issuer's Name, in DER.
    pub issuer: Vec<u8>,
}

impl Holder {
    /// Issues itself a certificate.
    pub fn root(name: &str, key: Key, window: Window) -> Self {
        let subject = distinguished_name(name);
        issue(name, key.clone(), &subject, &key, window, Use::Authority)
    }

    /// Issues a certificate for another key.
    pub fn issue(&self, name: &str, key: Key, window: Window, purpose: Use) -> Self {
        issue(name, key, &self.subject(), &self.key, window, purpose)
    }

    /// A list of revoked certificates (CRL), good within the window.
    pub fn revoke(&self, revoked: &[&Holder], window: Window) -> Vec<u8> {
        let entries: Vec<Vec<u8>> =
            revoked.iter().map(|holder| der::sequence(&[&der::integer(&holder.serial), &der::day(window.0)])).collect();
        let entries = if entries.is_empty() { Vec::new() } else { der::sequence(&entries.iter().map(Vec::as_slice).collect::<Vec<_>>()) };
        let number = der::sequence(&[&der::oid("2.5.29.20"), &der::octets(&der::integer(&[1]))]);
        let extensions = der::wrap(0xa0, &[&der::sequence(&[&number])]);
        let body = der::sequence(&[
            &der::integer(&[1]),
            &self.key.algorithm(),
            &self.subject(),
            &der::day(window.0),
            &der::day(window.1),
            &entries,
            &extensions,
        ]);
        der::sequence(&[&body, &self.key.algorithm(), &der::bits(&self.key.sign(&body))])
    }

    pub fn subject(&self) -> Vec<u8> {
        distinguished_name(&self.name)
    }

    pub fn pem(&self) -> String {
        der::pem("CERTIFICATE", &self.certificate)
    }
}

fn distinguished_name(name: &str) -> Vec<u8> {
    let common_name = der::sequence(&[&der::oid("2.5.4.3"), &der::utf8(&format!("{WARNING}: {name}"))]);
    der::sequence(&[&der::set(&[&common_name])])
}

fn issue(name: &str, key: Key, issuer: &[u8], issuer_key: &Key, window: Window, purpose: Use) -> Holder {
    let extensions = extensions(&key, issuer_key, purpose);
    let body = body(name, &key, issuer, issuer_key, window, &extensions);
    seal(name, key, issuer, issuer_key, window, &body)
}

fn serial(name: &str, key: &Key, window: Window) -> Vec<u8> {
    let mut serial = sha2::Sha256::digest([name.as_bytes(), &key.public(), window.0.as_bytes()].concat())[..16].to_vec();
    serial[0] = serial[0] & 0x7f | 0x40;
    serial
}

/// TBSCertificate.
pub(super) fn body(name: &str, key: &Key, issuer: &[u8], issuer_key: &Key, window: Window, extensions: &[Vec<u8>]) -> Vec<u8> {
    let extensions: Vec<&[u8]> = extensions.iter().map(Vec::as_slice).collect();
    der::sequence(&[
        &der::wrap(0xa0, &[&der::integer(&[2])]),
        &der::integer(&serial(name, key, window)),
        &issuer_key.algorithm(),
        issuer,
        &der::sequence(&[&der::day(window.0), &der::day(window.1)]),
        &distinguished_name(name),
        &key.public(),
        &der::wrap(0xa3, &[&der::sequence(&extensions)]),
    ])
}

/// The certificate around its body.
pub(super) fn seal(name: &str, key: Key, issuer: &[u8], issuer_key: &Key, window: Window, body: &[u8]) -> Holder {
    let certificate = der::sequence(&[body, &issuer_key.algorithm(), &der::bits(&issuer_key.sign(body))]);
    Holder { name: name.to_owned(), serial: serial(name, &key, window), key, certificate, issuer: issuer.to_vec() }
}

pub(super) const CRITICAL: &[u8] = &[0x01, 0x01, 0xff];

pub(super) fn extension(oid: &str, critical: &[u8], value: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::oid(oid), critical, &der::octets(value)])
}

pub(super) fn extensions(key: &Key, issuer_key: &Key, purpose: Use) -> Vec<Vec<u8>> {
    let (usage, extended): (&[u8], &[&str]) = match purpose {
        Use::Authority => (&[0x03, 0x02, 0x01, 0x06], &[]),
        Use::PowerlessAuthority => (&[0x03, 0x02, 0x07, 0x80], &[]),
        Use::Signer => (&[0x03, 0x02, 0x07, 0x80], &["1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4"]),
        Use::TlsServer => (&[0x03, 0x02, 0x07, 0x80], &["1.3.6.1.5.5.7.3.1"]),
        Use::Encipherment => (&[0x03, 0x02, 0x05, 0x20], &[]),
        Use::TimeStamper | Use::LaxTimeStamper => (&[0x03, 0x02, 0x07, 0x80], &["1.3.6.1.5.5.7.3.8"]),
    };
    let constraints = if matches!(purpose, Use::Authority | Use::PowerlessAuthority) {
        der::sequence(&[&[0x01, 0x01, 0xff]])
    } else {
        der::sequence(&[])
    };
    let mut all = vec![
        extension("2.5.29.19", CRITICAL, &constraints),
        extension("2.5.29.15", CRITICAL, usage),
        extension("2.5.29.14", &[], &der::octets(&key.identifier())),
        extension("2.5.29.35", &[], &der::sequence(&[&der::wrap(0x80, &[&issuer_key.identifier()])])),
    ];
    if !extended.is_empty() {
        let oids: Vec<Vec<u8>> = extended.iter().map(|oid| der::oid(oid)).collect();
        let critical = if purpose == Use::TimeStamper { CRITICAL } else { &[] };
        all.push(extension("2.5.29.37", critical, &der::sequence(&oids.iter().map(Vec::as_slice).collect::<Vec<_>>())));
    }
    all
}
