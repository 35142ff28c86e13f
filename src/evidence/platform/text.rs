//! Numbers of certificates as text. A certificate has several for each component, so they are written without a detour.

use std::fmt::Write as _;

use super::super::asn1::Element;
use super::Defect;

/// Octets in lower-case hex.
pub(super) fn hex(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len().saturating_mul(2));
    text.extend(octets.iter().flat_map(|octet| [octet >> 4, octet & 0x0f]).filter_map(|half| char::from_digit(u32::from(half), 16)));
    text
}

/// An object identifier in dotted decimals.
pub(super) fn oid(element: &Element<'_>) -> Result<String, Defect> {
    if let Some(text) = short_tcg(element.body) {
        return Ok(text);
    }
    const_oid::ObjectIdentifier::from_bytes(element.body)
        .map(|oid| oid.to_string())
        .map_err(|_| Defect::malformed("an object identifier is not well formed"))
}

/// A serial number in lower-case hex without its sign octet.
pub(super) fn serial(integer: &[u8]) -> String {
    match integer {
        [0, rest @ ..] if !rest.is_empty() => hex(rest),
        all => hex(all),
    }
}

/// An identifier below TCG's (2.23.133) of single octets: nearly all that stand beside a component.
fn short_tcg(body: &[u8]) -> Option<String> {
    let arcs = body.strip_prefix(&[0x67, 0x81, 0x05]).filter(|arcs| arcs.len() <= 8 && arcs.iter().all(|arc| *arc < 0x80))?;
    let mut text = String::with_capacity(32);
    text.push_str("2.23.133");
    for arc in arcs {
        write!(text, ".{arc}").ok()?;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn identifiers_are_written_as_the_library_writes_them() {
        let slowly = |body: &[u8]| const_oid::ObjectIdentifier::from_bytes(body).ok().map(|oid| oid.to_string());
        for first in 0..=255_u8 {
            for tail in [&[][..], &[0], &[9, 10], &[99, 100, 127], &[0x81, 0], &[0x80, 1], &[5, 0x81], &[1; 9]] {
                let body = [&[0x67, 0x81, 0x05, first], tail].concat();
                let element = Element { tag: 6, body: &body, whole: &body };
                assert_eq!(oid(&element).ok(), slowly(&body), "{body:?}");
            }
        }
        let (other, empty): (&[u8], &[u8]) = (&[0x55, 4, 3], &[]);
        assert_eq!(oid(&Element { tag: 6, body: other, whole: other }).unwrap(), "2.5.4.3");
        assert!(oid(&Element { tag: 6, body: empty, whole: empty }).is_err());
        assert_eq!(
            (hex(&[0, 0x0f, 0xa5, 0xff]), hex(empty), serial(&[0, 0x80]), serial(&[0])),
            ("000fa5ff".into(), "".into(), "80".into(), "00".into())
        );
    }
}
