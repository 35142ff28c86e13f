//! Formats of bills and tags that are known by sight and not read: each is named, none is overlooked.

use super::contents::ROOT;
use super::{Contents, Format};
use crate::intake::{Document, Outline};

/// In the place of versions.
pub const NOT_SUPPORTED: &str = "not supported";

/// SWID tags, ISO/IEC 19770-2.
pub const SWID: Format = Format { name: "swid", versions: NOT_SUPPORTED, recognises: is_swid, read: read_tag };

/// Concise SWID tags, RFC 9393, bare or signed with COSE.
pub const COSWID: Format = Format { name: "coswid", versions: NOT_SUPPORTED, recognises: is_coswid, read: read_tag };

/// Spreadsheets, one of SPDX 2's forms.
pub const XLSX: Format = Format { name: "spdx-xlsx", versions: NOT_SUPPORTED, recognises: is_spreadsheet, read: read_form };

/// CycloneDX as protocol buffers, 1.3 and later.
pub const PROTOBUF: Format = Format { name: "cyclonedx-protobuf", versions: NOT_SUPPORTED, recognises: is_protobuf, read: read_form };

fn is_swid(outline: &Outline) -> bool {
    let Outline::Xml { root, .. } = outline else { return false };
    root.local_name == "SoftwareIdentity" && root.namespace.starts_with("http://standards.iso.org/iso/19770/-2/")
}

fn is_coswid(outline: &Outline) -> bool {
    // RFC 9393, 2.1: the tag of a concise SWID tag; 7: signed, its media type.
    matches!(outline, Outline::Cbor { tag: 1_398_229_316, .. })
        || matches!(outline, Outline::Cbor { tag: 18, content: Some(content) } if content == "application/swid+cbor")
}

fn is_protobuf(outline: &Outline) -> bool {
    matches!(outline, Outline::Protobuf { .. })
}

fn is_spreadsheet(outline: &Outline) -> bool {
    matches!(outline, Outline::Archive { kind: "xlsx" })
}

fn read_tag(document: &Document) -> Contents {
    named(document, "not supported: a SWID tag; ask for the bill as CycloneDX (JSON or XML) or SPDX (JSON, YAML, XML, RDF or tag-value)")
}

fn read_form(document: &Document) -> Contents {
    named(document, "not supported in this form; ask for the same bill as JSON or XML")
}

fn named(document: &Document, what: &str) -> Contents {
    let mut contents = Contents::new(document);
    contents.defect(ROOT, what);
    contents
}
