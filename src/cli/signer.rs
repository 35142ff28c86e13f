//! A private key of the buyer's or the vendor's, in a file or on a token, and DSSE envelopes signed with it.

use std::path::Path;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::fault::Fault;
use super::reference::text;
use super::token::{self, Token};
use crate::evidence::certificate::Certificate;
use crate::evidence::draft::Draft;
use crate::evidence::key::{Curve, Hash, PublicKey, Scheme};

/// A private key, read once.
pub(crate) struct Signer {
    key: Key,
    public: PublicKey,
    /// SHA-256 of its public half (SubjectPublicKeyInfo), in hex.
    name: String,
    /// Its certificate and those above it, in PEM.
    certificates: Option<String>,
}

enum Key {
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Rsa(RsaKeyPair),
    Token(Box<Token>),
}

/// DSSE v1.0.2, envelope.md.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    payload_type: &'a str,
    payload: String,
    signatures: [Signature<'a>; 1],
}

#[derive(Serialize)]
struct Signature<'a> {
    keyid: &'a str,
    sig: String,
    /// In-toto enhancement 7.
    #[serde(skip_serializing_if = "Option::is_none")]
    cert: Option<&'a str>,
}

impl Signer {
    /// Opens the key of a token (`pkcs11:..`), or reads an unencrypted private key in PEM: PKCS#8 of ECDSA P-256 or P-384,
    /// Ed25519 or RSA; SEC 1 for ECDSA.
    ///
    /// # Errors
    /// Those of [`Token::open`].
    /// A missing file is wrong usage; a key of another kind, or an encrypted one, is our side's fault.
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        if let Some(uri) = token::is_named(path) {
            let token = Token::open(uri)?;
            let public = token.public().clone();
            return Ok(Self { key: Key::Token(Box::new(token)), name: public.fingerprint().to_string(), public, certificates: None });
        }
        #[allow(clippy::disallowed_methods, reason = "an edge reads the operator's key")]
        let bytes = std::fs::read(path).map_err(|error| Fault::unreadable(path, &error))?;
        let fix = "give an unencrypted private key in PEM: PKCS#8 of ECDSA P-256 or P-384, Ed25519 or RSA";
        let wrong = |what: &str| Fault::ours(what, path.display(), fix);
        let (label, der) = pem(&bytes).ok_or_else(|| wrong("this is no PEM file with one key"))?;
        if label.contains("ENCRYPTED") {
            return Err(Fault::ours(
                "this private key is encrypted",
                path.display(),
                "decrypt it for this run: openssl pkcs8 -in KEY -out PLAIN",
            ));
        }
        let key = Key::read(&der).ok_or_else(|| wrong("this is no private key of a kind that signs here"))?;
        let public = key.public().as_deref().and_then(PublicKey::from_info);
        let public = public.ok_or_else(|| wrong("the public half of this key cannot be written"))?;
        Ok(Self { key, name: public.fingerprint().to_string(), public, certificates: None })
    }

    /// The key of this file; where there is none, a new one (ECDSA P-256, PKCS#8) that only its owner may read.
    ///
    /// # Errors
    /// Those of [`Self::open`]; our side's fault where the file cannot be written.
    #[cfg(feature = "portal")]
    pub(crate) fn open_or_make(path: &Path) -> Result<Self, Fault> {
        use std::os::unix::fs::OpenOptionsExt as _;
        if token::is_named(path).is_none() && !path.exists() {
            let unmade = |error: &dyn std::fmt::Display| {
                Fault::ours(format!("no key can be made: {error}"), path.display(), "name one with --signing-key")
            };
            let made =
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new()).map_err(|error| unmade(&error))?;
            let text = written("PRIVATE KEY", made.as_ref());
            super::output::create(path, text.as_bytes(), std::fs::OpenOptions::new().mode(0o600)).map_err(|error| unmade(&error))?;
        }
        Self::open(path)
    }

    /// The public half in PEM.
    #[cfg(feature = "portal")]
    pub(crate) fn public_pem(&self) -> String {
        written("PUBLIC KEY", self.public.info())
    }

    /// The public half.
    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }

    /// As the public half is named: its SHA-256.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The signer's certificate and those above it; empty: none was given.
    pub(crate) fn chain(&self) -> Vec<Certificate> {
        self.certificates.as_deref().and_then(|text| Certificate::all_from_pem(text.as_bytes())).unwrap_or_default()
    }

    /// How [`Self::sign`] signs.
    pub(crate) fn scheme(&self) -> Scheme {
        match self.public.curve() {
            Some(Curve::P256) => Scheme::Ecdsa(Hash::Sha256),
            Some(Curve::P384) => Scheme::Ecdsa(Hash::Sha384),
            Some(Curve::P521) => Scheme::Ecdsa(Hash::Sha512),
            Some(Curve::Ed25519) => Scheme::Ed25519,
            None => Scheme::RsaPkcs1(Hash::Sha256),
        }
    }

    /// The signed file.
    pub(crate) fn finish(&self, draft: Draft) -> Result<Vec<u8>, Fault> {
        let signature = self.sign(&draft.message)?;
        draft.finish(&signature).ok_or_else(|| Fault::ours("the key made no signature of its kind", "", "report this as a bug"))
    }

    /// The same signer, who shows a certificate.
    ///
    /// # Errors
    /// A file without a certificate, or with another key's.
    pub(crate) fn certified_by(self, path: &Path) -> Result<Self, Fault> {
        let text = text(path)?;
        let first = Certificate::from_der_or_pem(text.as_bytes());
        let own = first.as_ref().and_then(Certificate::key).is_some_and(|key| *key == self.public);
        if !own {
            let fix = "name a PEM file whose first certificate is that of --signing-key";
            return Err(Fault::ours("this is no certificate of the signing key", path.display(), fix));
        }
        Ok(Self { certificates: Some(text), ..self })
    }

    /// The signature over the message: SHA-256 (SHA-384 for P-384), ECDSA in DER, RSA as PKCS#1 v1.5.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Fault> {
        let random = SystemRandom::new();
        let signature = match &self.key {
            Key::Ecdsa(pair) => pair.sign(&random, message).ok().map(|signature| signature.as_ref().to_vec()),
            Key::Ed25519(pair) => Some(pair.sign(message).as_ref().to_vec()),
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).ok().map(|()| signature)
            }
            Key::Token(token) => return token.sign(self.scheme(), message),
        };
        signature.ok_or_else(|| Fault::ours("the key could not sign", "", "try again; if it happens again, report it as a bug"))
    }

    /// A DSSE envelope around the payload, as JSON with a line feed at its end.
    pub(crate) fn envelope(&self, payload_type: &str, payload: &[u8]) -> Result<String, Fault> {
        let signature = self.sign(&crate::evidence::dsse_message(payload_type, payload))?;
        let signatures = [Signature { keyid: &self.name, sig: STANDARD.encode(signature), cert: self.certificates.as_deref() }];
        let envelope = Envelope { payload_type, payload: STANDARD.encode(payload), signatures };
        let text = serde_json::to_string(&envelope).map_err(|error| Fault::ours(error, "the envelope", "report this as a bug"))?;
        Ok(text + "\n")
    }
}

impl Key {
    fn read(der: &[u8]) -> Option<Self> {
        let ecdsa = |algorithm| EcdsaKeyPair::from_private_key_der(algorithm, der).ok().map(Self::Ecdsa);
        ecdsa(&ECDSA_P256_SHA256_ASN1_SIGNING)
            .or_else(|| ecdsa(&ECDSA_P384_SHA384_ASN1_SIGNING))
            .or_else(|| Ed25519KeyPair::from_pkcs8(der).ok().map(Self::Ed25519))
            .or_else(|| RsaKeyPair::from_pkcs8(der).ok().map(Self::Rsa))
    }

    fn public(&self) -> Option<Vec<u8>> {
        fn der(key: &impl AsDer<PublicKeyX509Der<'static>>) -> Option<Vec<u8>> {
            key.as_der().ok().map(|der| der.as_ref().to_vec())
        }
        match self {
            Self::Ecdsa(pair) => der(pair.public_key()),
            Self::Ed25519(pair) => der(pair.public_key()),
            Self::Rsa(pair) => der(pair.public_key()),
            Self::Token(token) => Some(token.public().info().to_vec()),
        }
    }
}

/// A block of PEM (RFC 7468).
#[cfg(feature = "portal")]
fn written(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n");
    format!("-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n")
}

/// Label and content of the last block: openssl writes the curve's parameters before the key.
fn pem(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, rest) = text.rsplit_once("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let (body, _) = rest.split_once("-----END ")?;
    Some((label.to_owned(), STANDARD.decode(body.split_whitespace().collect::<String>()).ok()?))
}
