//! Signatures to be made inside CycloneDX JSON: one, over the whole bill, with the key or its certificates.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::super::asn1::{INTEGER, Reader, SEQUENCE};
use super::super::certificate::Certificate;
use super::super::draft::Draft;
use super::super::embedded::coordinate_octets;
use super::super::key::{Curve, Hash, PublicKey, Scheme};
use super::layout::{self, SIGNATURE};
use crate::intake::outline::without_byte_order_mark;

/// A signature in this bill, which is otherwise left byte for byte as it is.
///
/// # Errors
/// What is wrong with the bill, or that JSF has no name for such a key's signatures.
pub fn draft(bill: &[u8], key: &PublicKey, scheme: Scheme, certificates: &[Certificate]) -> Result<Draft, String> {
    let text = std::str::from_utf8(without_byte_order_mark(bill)).map_err(|error| error.to_string())?;
    super::super::json::is_unambiguous(text.as_bytes())?;
    if !layout::numbers_are_exact(text.as_bytes()) {
        return Err("it holds a number that not every program reads alike: 2^53 or beyond, or of more than 15 digits".to_owned());
    }
    let mut object: Map<String, Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if object.get("bomFormat").and_then(Value::as_str) != Some("CycloneDX") {
        return Err("it is no CycloneDX bill in JSON".to_owned());
    }
    if object.contains_key(SIGNATURE) {
        return Err("it carries a signature already".to_owned());
    }
    let core = core(key, scheme, certificates).ok_or("a signature of such a key has no name in JSF")?;
    object.insert(SIGNATURE.to_owned(), Value::Object(core.clone()));
    let message = layout::message(&mut object, 0, &[]).ok_or("it has no canonical form")?;
    // An object that holds "bomFormat" ends with a brace, and a member stands before it.
    let before = text.trim_end().strip_suffix('}').ok_or("it is no object")?.trim_end().to_owned();
    let octets = key.curve().map(coordinate_octets).filter(|_| matches!(scheme, Scheme::Ecdsa(_)));
    Ok(Draft::new(message, move |signature| {
        let value = octets.map_or_else(|| Some(signature.to_vec()), |octets| side_by_side(signature, octets))?;
        let mut core = core;
        core.insert("value".to_owned(), Value::String(URL_SAFE_NO_PAD.encode(value)));
        Some(format!("{before},\n  \"{SIGNATURE}\": {}\n}}\n", Value::Object(core)).into_bytes())
    }))
}

/// The signature object without its value.
fn core(key: &PublicKey, scheme: Scheme, certificates: &[Certificate]) -> Option<Map<String, Value>> {
    let algorithm = match (scheme, key.curve()) {
        (Scheme::Ecdsa(Hash::Sha256), Some(Curve::P256)) => "ES256",
        (Scheme::Ecdsa(Hash::Sha384), Some(Curve::P384)) => "ES384",
        (Scheme::Ecdsa(Hash::Sha512), Some(Curve::P521)) => "ES512",
        (Scheme::Ed25519, _) => "Ed25519",
        (Scheme::RsaPkcs1(Hash::Sha256), _) => "RS256",
        (Scheme::RsaPkcs1(Hash::Sha384), _) => "RS384",
        (Scheme::RsaPkcs1(Hash::Sha512), _) => "RS512",
        (Scheme::Ecdsa(_) | Scheme::RsaPss { .. } | Scheme::MlDsa(_), _) => return None,
    };
    let mut core = Map::new();
    core.insert("algorithm".to_owned(), Value::from(algorithm));
    if certificates.is_empty() {
        core.insert("publicKey".to_owned(), jwk(key)?);
    } else {
        let path: Vec<String> = certificates.iter().map(|certificate| URL_SAFE_NO_PAD.encode(certificate.der())).collect();
        core.insert("certificatePath".to_owned(), Value::from(path));
    }
    Some(core)
}

/// RFC 7518, 6.2 and 6.3; RFC 8037, 2.
fn jwk(key: &PublicKey) -> Option<Value> {
    let encoded = |octets: &[u8]| URL_SAFE_NO_PAD.encode(octets);
    let name = match key.curve() {
        Some(Curve::Ed25519) => return Some(json!({ "kty": "OKP", "crv": "Ed25519", "x": encoded(key.bits()) })),
        Some(Curve::P256) => "P-256",
        Some(Curve::P384) => "P-384",
        Some(Curve::P521) => "P-521",
        None => {
            let (n, e) = two_numbers(key.bits())?;
            return Some(json!({ "kty": "RSA", "n": encoded(n), "e": encoded(e) }));
        }
    };
    let point = key.bits().strip_prefix(&[4])?;
    let (x, y) = point.split_at_checked(point.len() / 2)?;
    Some(json!({ "kty": "EC", "crv": name, "x": encoded(x), "y": encoded(y) }))
}

/// A SEQUENCE of two numbers, each without the zeros before it.
fn two_numbers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut fields = Reader::new(der).expect(SEQUENCE)?.inside();
    let mut number = || {
        let body = fields.expect(INTEGER)?.body;
        body.get(body.iter().take_while(|octet| **octet == 0).count()..)
    };
    Some((number()?, number()?))
}

/// r and s, each as long as the curve's order (RFC 7518, 3.4).
fn side_by_side(der: &[u8], octets: usize) -> Option<Vec<u8>> {
    let (r, s) = two_numbers(der)?;
    let wide = |number: &[u8]| Some([vec![0; octets.checked_sub(number.len())?], number.to_vec()].concat());
    Some([wide(r)?, wide(s)?].concat())
}
