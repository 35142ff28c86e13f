//! Tells archives, DER, CBOR and UTF-16 apart by their first bytes.

use super::Outline;

/// First bytes and what they start.
const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\x1F\x8B", "gzip"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!\x1A\x07", "rar"),
    (b"\xFD7zXZ\x00", "xz"),
    (b"BZh", "bzip2"),
    (b"MSCF\x00\x00\x00\x00", "cab"),
];

/// An entry that every Office workbook has.
const WORKBOOK: &[u8] = b"xl/workbook.xml";

/// The tag of COSE_Sign1, and the bytes of it in which its protected header stands.
const COSE_SIGN1: u64 = 18;
const COSE_HEAD: usize = 256;
const APPLICATION: &[u8] = b"application/";

/// Header 3, content type, with CoAP's number 258: `application/swid+cbor`.
const SWID_FORMAT: &[u8] = &[3, 0x19, 1, 2];

/// Bytes of one block of a tar archive.
const TAR_BLOCK: usize = 512;

/// Archives and wide encodings, which are told by magic bytes before anything else is looked at.
pub(super) fn by_magic(bytes: &[u8]) -> Option<Outline> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let kind = if *kind == "zip" && bytes.windows(WORKBOOK.len()).any(|window| window == WORKBOOK) { "xlsx" } else { kind };
        return (*kind != *"bzip2" || bytes.get(4..7) == Some(b"1AY")).then_some(Outline::Archive { kind });
    }
    if is_skippable_zstd_frame(bytes) {
        return Some(Outline::Archive { kind: "zstd" });
    }
    if is_tar(bytes) {
        return Some(Outline::Archive { kind: "tar" });
    }
    is_wide(bytes).then_some(Outline::Utf16)
}

/// RFC 8878, section 3.1.2: magic 0x184D2A50 to 0x184D2A5F, little endian.
fn is_skippable_zstd_frame(bytes: &[u8]) -> bool {
    matches!(bytes, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// POSIX.1-1988 ustar, or an older header whose checksum is right.
fn is_tar(bytes: &[u8]) -> bool {
    if bytes.get(257..262) == Some(b"ustar") {
        return true;
    }
    let Some(header) = bytes.get(..TAR_BLOCK).filter(|header| header.first() != Some(&0)) else { return false };
    let (Some(before), Some(field), Some(after)) = (header.get(..148), header.get(148..156), header.get(156..)) else { return false };
    let sum = before.iter().chain(after).fold(u32::from(b' ') * 8, |sum, byte| sum.saturating_add(u32::from(*byte)));
    let digits = field.trim_ascii_start().split(|byte| !byte.is_ascii_digit()).next().unwrap_or_default();
    std::str::from_utf8(digits).ok().and_then(|digits| u32::from_str_radix(digits, 8).ok()) == Some(sum)
}

/// UTF-16 and UTF-32: a byte order mark, or ASCII with its zero bytes.
fn is_wide(bytes: &[u8]) -> bool {
    let ascii = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..] => true,
        [0, 0, 0, a, ..] | [a, 0, 0, 0, ..] => ascii(a),
        [0, a, 0, b, ..] | [a, 0, b, 0, ..] => ascii(a) && ascii(b),
        [0, a] | [a, 0] => ascii(a),
        _ => false,
    }
}

/// DER and CBOR, told by their first tag; asked only of bytes that are no text.
pub(super) fn by_first_tag(bytes: &[u8]) -> Option<Outline> {
    match bytes {
        [0x30, rest @ ..] => sequence(rest),
        [0xC0..=0xDB, ..] => leading_tag(bytes).map(|tag| Outline::Cbor { tag, content: content_type(tag, bytes) }),
        _ => None,
    }
}

/// CycloneDX's `Bom` as protocol buffers: field 1, a version of three characters, then a field from 2 to 15 (bom-1.3.proto and later).
pub(super) fn protobuf(bytes: &[u8]) -> Option<Outline> {
    let [b'\n', 3, b'1', b'.', minor @ b'0'..=b'9', rest @ ..] = bytes else { return None };
    let follows = rest.first().is_none_or(|key| matches!(key & 7, 0 | 2) && (0x10..0x80).contains(key));
    follows.then(|| Outline::Protobuf { version: format!("1.{}", char::from(*minor)) })
}

/// What a COSE message says that it carries, in words or as a CoAP content format (RFC 9052, section 3.1; RFC 9393, section 8.5).
fn content_type(tag: u64, bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(COSE_HEAD)).filter(|_| tag == COSE_SIGN1)?;
    if head.windows(SWID_FORMAT.len()).any(|window| window == SWID_FORMAT) {
        return Some("application/swid+cbor".to_owned());
    }
    let start = head.windows(APPLICATION.len()).position(|window| window == APPLICATION)?;
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'-' | b'.');
    Some(head.get(start..)?.iter().take_while(is_name).map(|byte| char::from(*byte)).collect())
}

/// A SEQUENCE after its tag byte (X.690, clause 8.1.3): definite short and long lengths, and the indefinite one.
fn sequence(rest: &[u8]) -> Option<Outline> {
    let (first, after) = rest.split_first()?;
    let content = match first {
        0..=0x7F => after,
        0x80..=0x88 => after.get(usize::from(first & 0x7F)..)?,
        0x89.. => return None,
    };
    let oid = match content {
        [0x06, length @ 1..=0x40, rest @ ..] => rest.get(..usize::from(*length)).and_then(dotted),
        _ => None,
    };
    Some(Outline::Der { oid })
}

/// The dotted form of an object identifier's content octets (X.690, clause 8.19).
fn dotted(octets: &[u8]) -> Option<String> {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc = 0_u64;
    for octet in octets {
        arc = arc.checked_mul(128)?.checked_add(u64::from(octet & 0x7F))?;
        if octet & 0x80 == 0 {
            if arcs.is_empty() {
                let first = (arc / 40).min(2);
                arcs.extend([first, arc.saturating_sub(first.saturating_mul(40))]);
            } else {
                arcs.push(arc);
            }
            arc = 0;
        }
    }
    let whole = octets.last().is_some_and(|octet| octet & 0x80 == 0);
    whole.then(|| arcs.iter().map(u64::to_string).collect::<Vec<_>>().join("."))
}

/// The number of a tag, major type 6 (RFC 8949, section 3.1).
fn leading_tag(bytes: &[u8]) -> Option<u64> {
    let (first, rest) = bytes.split_first()?;
    let width = match first & 0x1F {
        small @ 0..=0x17 => return Some(u64::from(small)),
        0x18 => 1,
        0x19 => 2,
        0x1A => 4,
        _ => 8,
    };
    Some(rest.get(..width)?.iter().fold(0, |value, octet| (value << 8) | u64::from(*octet)))
}
