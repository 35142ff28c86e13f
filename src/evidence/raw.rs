//! Bare signatures (`.sig`): the octets or their base64 and nothing else, as `openssl dgst -sign` and `cosign sign-blob` write them.

use base64::Engine as _;

use super::apart::{self, Loose};
use super::key::PublicKey;
use super::said::{self, Said};
use super::{Form, Opened, Opening, Standing, subject};
use crate::intake::Document;

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "raw",
    title: "bare signature (.sig), DER or base64: RSA, ECDSA, Ed25519",
    proves: "that the holder of a trusted key signed exactly these bytes",
    not: "when it was signed, unless a timestamp shows it; nor, where it fits no trusted key, whether the file was altered or somebody else signed",
    recognises,
    open,
    say,
};

const AGAIN: &str = "openssl dgst -sha256 -sign key.pem -out FILE.sig FILE";
/// Octets: an RSA key of 16384 bits makes as many.
const LONGEST: usize = 2_048;

/// Asked last: whatever another form knows is that form's.
fn recognises(document: &Document) -> bool {
    subject::ends_with(&document.path, ".sig")
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    vec![apart::opened(FORM.name, document, read(&document.bytes), opening)]
}

fn say(document: &Document) -> Vec<Said> {
    vec![said::loose(read(&document.bytes))]
}

fn read(bytes: &[u8]) -> Result<Loose<'static>, Standing> {
    let text = std::str::from_utf8(bytes).ok().map(str::trim).filter(|text| text.len() < LONGEST.saturating_mul(2));
    let decoded = text.and_then(|text| base64::engine::general_purpose::STANDARD.decode(text).ok());
    let value = decoded.unwrap_or_else(|| bytes.to_vec());
    if value.is_empty() || value.len() > LONGEST {
        return Err(apart::damaged("the file holds no signature that any form knows", AGAIN));
    }
    let octets = value.clone();
    let check = move |key: &PublicKey, message: &[u8]| key.check_any(message, &octets);
    Ok(Loose { value, claimed: apart::NOBODY_NAMED.to_owned(), key: None, check: Box::new(check) })
}
