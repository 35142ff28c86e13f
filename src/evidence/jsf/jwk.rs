//! Public keys in JSON (JWK, RFC 7517) and the signature algorithms of JWA (RFC 7518, RFC 8037).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::super::embedded::{self, coordinate_octets};
use super::super::key::{Curve, Hash, PublicKey, Scheme};

/// What the signer says to have signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rsa(Scheme),
    Curve(Scheme, Curve),
    /// HS256 and its kin: whoever can check it can make it.
    Shared,
    Unknown,
}

impl Algorithm {
    pub fn named(name: &str) -> Self {
        let pss = |hash: Hash| Self::Rsa(Scheme::RsaPss { hash, salt: hash.length() });
        match name {
            "RS256" => Self::Rsa(Scheme::RsaPkcs1(Hash::Sha256)),
            "RS384" => Self::Rsa(Scheme::RsaPkcs1(Hash::Sha384)),
            "RS512" => Self::Rsa(Scheme::RsaPkcs1(Hash::Sha512)),
            "PS256" => pss(Hash::Sha256),
            "PS384" => pss(Hash::Sha384),
            "PS512" => pss(Hash::Sha512),
            "ES256" => Self::Curve(Scheme::Ecdsa(Hash::Sha256), Curve::P256),
            "ES384" => Self::Curve(Scheme::Ecdsa(Hash::Sha384), Curve::P384),
            "ES512" => Self::Curve(Scheme::Ecdsa(Hash::Sha512), Curve::P521),
            // JSF names the curve, JWA the family.
            "Ed25519" | "EdDSA" => Self::Curve(Scheme::Ed25519, Curve::Ed25519),
            "HS256" | "HS384" | "HS512" => Self::Shared,
            _ => Self::Unknown,
        }
    }

    /// The scheme, where it goes with this key: RFC 7518, 3.4 ties each curve to its hash.
    pub fn with(self, key: &PublicKey) -> Option<Scheme> {
        match self {
            Self::Rsa(scheme) => key.curve().is_none().then_some(scheme),
            Self::Curve(scheme, curve) => (key.curve() == Some(curve)).then_some(scheme),
            Self::Shared | Self::Unknown => None,
        }
    }
}

/// Base64url without padding, in the one way that it can be written.
pub(super) fn octets(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// `None` for a kind of key that is not supported, or a member of the wrong form.
pub(super) fn public_key(jwk: &Map<String, Value>) -> Option<PublicKey> {
    let text = |name: &str| jwk.get(name)?.as_str();
    let member = |name: &str| octets(text(name)?);
    match (text("kty")?, text("crv")) {
        ("EC", Some("P-256")) => point(Curve::P256, &member("x")?, &member("y")?),
        ("EC", Some("P-384")) => point(Curve::P384, &member("x")?, &member("y")?),
        ("EC", Some("P-521")) => point(Curve::P521, &member("x")?, &member("y")?),
        ("OKP", Some("Ed25519")) => {
            let x = member("x").filter(|x| x.len() == coordinate_octets(Curve::Ed25519))?;
            PublicKey::from_point(Curve::Ed25519, &x)
        }
        ("RSA", None) => embedded::rsa(&member("n")?, &member("e")?),
        (_, _) => None,
    }
}

/// RFC 7518, 6.2.1.2: each coordinate is as long as the field.
fn point(curve: Curve, x: &[u8], y: &[u8]) -> Option<PublicKey> {
    let octets = coordinate_octets(curve);
    (x.len() == octets && y.len() == octets).then(|| PublicKey::from_point(curve, &[&[4], x, y].concat())).flatten()
}
