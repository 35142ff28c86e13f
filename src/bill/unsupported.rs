//! Formats of bills and tags that are known by sight and not read: each is named, none is overlooked.

use super::contents::ROOT;
use super::{Contents, Format};
use crate::intake::{Document, Outline};

/// In the place of versions.
pub const NOT_SUPPORTED: &str = "not supported";

/// SWID tags, ISO/IEC 19770-2.
pub const SWID: Format = Format { name: "swid", versions: NOT_SUPPORTED, recognises: is_swid, read };

/// Concise SWID tags, RFC 9393.
pub const COSWID: Format = Format { name: "coswid", versions: NOT_SUPPORTED, recognises: is_coswid, read };

/// Spreadsheets, one of SPDX 2's forms.
pub const XLSX: Format = Format { name: "spdx-xlsx", versions: NOT_SUPPORTED, recognises: is_spreadsheet, read };

fn is_swid(outline: &Outline) -> bool {
    let Outline::Xml { root, .. } = outline else { return false };
    root.local_name == "SoftwareIdentity" && root.namespace.starts_with("http://standards.iso.org/iso/19770/-2/")
}

fn is_coswid(outline: &Outline) -> bool {
    // RFC 9393, 2.1: the tag of a concise SWID tag.
    matches!(outline, Outline::Cbor { tag: 1_398_229_316 })
}

fn is_spreadsheet(outline: &Outline) -> bool {
    matches!(outline, Outline::Archive { kind: "xlsx" })
}

fn read(document: &Document) -> Contents {
    let mut contents = Contents::new(document);
    contents.defect(ROOT, NOT_SUPPORTED);
    contents
}
