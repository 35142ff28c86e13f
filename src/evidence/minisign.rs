//! minisign signatures (`.minisig`): Ed25519 over BLAKE2b, prehashed only.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign_verify::Signature;

use super::apart::{self, Loose};
use super::key::{Check, Curve, PublicKey, Scheme};
use super::said::{self, Said};
use super::{Cause, Form, Opened, Opening, Standing, subject};
use crate::intake::{Document, Outline};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "minisign",
    title: "minisign (.minisig)",
    proves: "that the holder of a trusted minisign key signed exactly these bytes",
    not: "when it was signed: the time in the trusted comment is the signer's own claim",
    recognises,
    open,
    say,
};

const AGAIN: &str = "minisign -S -m FILE";
/// `ED`: the file's hash is signed; `Ed`: the file itself, as minisign did before 0.6.
const PREHASHED: &[u8] = b"ED";
const LEGACY: &[u8] = b"Ed";
/// Octets before the key or signature: the algorithm and the key's number.
const PREFIX: usize = 10;

fn recognises(document: &Document) -> bool {
    let by_content = matches!(document.outline, Outline::Text { .. }) && document.bytes.starts_with(b"untrusted comment:");
    by_content && !is_key(&document.bytes) || subject::ends_with(&document.path, ".minisig")
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    vec![apart::opened(FORM.name, document, read(&document.bytes), opening)]
}

/// The signature's own octets.
pub(super) fn value(document: &Document) -> Option<Vec<u8>> {
    read(&document.bytes).ok().map(|loose| loose.value)
}

fn say(document: &Document) -> Vec<Said> {
    let mut said = said::loose(read(&document.bytes));
    said.algorithm = Some(Scheme::Ed25519.to_string());
    let text = std::str::from_utf8(&document.bytes).unwrap_or_default();
    said.remark = text.lines().find(|line| line.starts_with("trusted comment:")).map(str::to_owned);
    vec![said]
}

fn read(bytes: &[u8]) -> Result<Loose<'static>, Standing> {
    let damaged = || apart::damaged("the file is no complete minisign signature", AGAIN);
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() < apart::LIMIT_BYTES).ok_or_else(damaged)?;
    // The comment goes under the signature to the octet, so that nothing may stand behind the four lines.
    if text.trim_end().lines().count() != 4 {
        return Err(damaged());
    }
    let signature = Signature::decode(text).map_err(|_| damaged())?;
    let value = text.lines().nth(1).and_then(|line| STANDARD.decode(line.trim()).ok()).ok_or_else(damaged)?;
    let (prefix, octets) = value.split_at_checked(PREFIX).ok_or_else(damaged)?;
    if !prefix.starts_with(PREHASHED) {
        return Err(Standing::undetermined(
            Cause::NotSupported,
            "the minisign signature is of the old kind, over the file itself",
            "ask the vendor to sign again with minisign 0.6 or newer",
        ));
    }
    let (number, value) = (prefix.get(2..).unwrap_or_default().to_vec(), octets.to_vec());
    let claimed = format!("the holder of minisign key {}", number.iter().rev().map(|octet| format!("{octet:02X}")).collect::<String>());
    let check = move |key: &PublicKey, message: &[u8]| {
        if key.curve() != Some(Curve::Ed25519) {
            return Check::Unfit;
        }
        // The number is a hint of the signer's, and decides nothing.
        let named = STANDARD.encode([LEGACY, &number, key.bits()].concat());
        let fits = minisign_verify::PublicKey::from_base64(&named).is_ok_and(|key| key.verify(message, &signature, false).is_ok());
        if fits { Check::Good } else { Check::Bad }
    };
    Ok(Loose { value, claimed, key: None, check: Box::new(check) })
}

/// The key of `minisign.pub`, or its second line alone; `None`: it is no such file.
pub(super) fn public_key(bytes: &[u8]) -> Option<PublicKey> {
    let line = std::str::from_utf8(bytes).ok()?.trim().lines().last()?;
    let octets = STANDARD.decode(line.trim()).ok().filter(|octets| octets.len() == PREFIX + 32 && octets.starts_with(LEGACY))?;
    PublicKey::from_point(Curve::Ed25519, octets.get(PREFIX..)?)
}

fn is_key(bytes: &[u8]) -> bool {
    public_key(bytes).is_some()
}
