//! Names of issuers and holders (X.501), and the strings in them.

use serde::Serialize;

use super::super::asn1::{Element, OID, Reader, SEQUENCE, SET};
use super::{Defect, hex, oid};

/// Attributes in one name.
const ATTRIBUTES: usize = 64;

/// One attribute of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameValue {
    pub oid: String,
    /// As encoded. What is no string: `#` and its DER in hex (RFC 4514, 2.4).
    pub value: String,
}

/// A Name: SEQUENCE OF SET OF { type, value }.
pub(super) fn name(element: &Element<'_>) -> Result<Vec<NameValue>, Defect> {
    let damaged = || Defect::malformed("a name is not well formed");
    let mut values = Vec::new();
    for relative in element.inside().all(ATTRIBUTES).ok_or_else(damaged)? {
        if relative.tag != SET {
            return Err(damaged());
        }
        for attribute in relative.inside().all(ATTRIBUTES).ok_or_else(damaged)? {
            let mut fields = attribute.inside();
            let kind = fields.expect(OID).filter(|_| attribute.tag == SEQUENCE).ok_or_else(damaged)?;
            let value = fields.next().ok_or_else(damaged)?;
            values.push(NameValue { oid: oid(&kind)?, value: string(&value)?.unwrap_or_else(|| format!("#{}", hex(value.whole))) });
        }
    }
    Ok(values)
}

/// The directoryName among GeneralNames. Empty where there is none.
pub(super) fn directory_name(general_names: Reader<'_>) -> Result<Vec<NameValue>, Defect> {
    let all = general_names.all(ATTRIBUTES).ok_or_else(|| Defect::malformed("general names are not well formed"))?;
    match all.iter().find(|name| name.tag == 0xa4) {
        Some(directory) => {
            let inner = directory.inside().expect(SEQUENCE).ok_or_else(|| Defect::malformed("a directory name is not well formed"))?;
            name(&inner)
        }
        None => Ok(Vec::new()),
    }
}

/// The text of a string of any of ASN.1's types. `None`: not a string.
pub(super) fn string(element: &Element<'_>) -> Result<Option<String>, Defect> {
    let octets = element.body;
    let text = match element.tag {
        0x0c => std::str::from_utf8(octets).ok().map(str::to_owned),
        // NumericString, PrintableString, IA5String, VisibleString
        0x12 | 0x13 | 0x16 | 0x1a => octets.is_ascii().then(|| octets.iter().map(|octet| char::from(*octet)).collect()),
        // TeletexString, read as Latin-1 as everybody does
        0x14 => Some(octets.iter().map(|octet| char::from(*octet)).collect()),
        // BMPString
        0x1e => {
            let units: Vec<u16> = octets.chunks_exact(2).map(|pair| u16::from_be_bytes(pair.try_into().unwrap_or_default())).collect();
            String::from_utf16(&units).ok().filter(|_| octets.len().is_multiple_of(2))
        }
        _ => return Ok(None),
    };
    text.map(Some).ok_or_else(|| Defect::malformed(&format!("string of type {} with octets not allowed in it", element.tag)))
}

/// Whether two names are one (RFC 5280, 7.1): types and values in order, letters' case and runs of blanks aside.
pub(super) fn same(one: &[NameValue], other: &[NameValue]) -> bool {
    let plain = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.oid == other.oid && plain(&one.value) == plain(&other.value))
}
