//! CycloneDX bills, JSON 1.2 to 1.7 and XML 1.0 to 1.7, hardware bills included.
//!
//! One walker gathers what a bill says (`walker`, `capture`); two readers drive it (`json`, `xml`), each along
//! a grammar that was made from the official schemas (`grammar`).

mod capture;
mod grammar;
mod json;
mod meaning;
mod model;
mod references;
mod text;
mod value;
mod walker;
mod xml;

use super::Contents;
use crate::bill::contents::{ROOT, Step};
use crate::intake::outline::without_byte_order_mark;
use crate::intake::{Document, Outline};

/// Namespace of CycloneDX XML without its version.
const NAMESPACE: &str = "http://cyclonedx.org/schema/bom/";

/// `bomFormat` may stand anywhere. `specVersion` without it is ours and defective; SPDX 3 has one too, beside its `@context`.
pub fn recognises_json(outline: &Outline) -> bool {
    let ours = outline.has_member("specVersion") && !outline.has_member("@context") && !outline.has_member("spdxVersion");
    outline.has_member("bomFormat") || ours
}

/// The root's namespace decides, whatever its prefix.
pub fn recognises_xml(outline: &Outline) -> bool {
    matches!(outline, Outline::Xml { root, .. } if root.local_name == "bom" && root.namespace.starts_with(NAMESPACE))
}

/// Reads CycloneDX JSON.
pub fn read_json(document: &Document) -> Contents {
    let mut contents = Contents::new(document);
    let (text, before) = text_of(document, &mut contents);
    if document.outline.member_text("bomFormat") != Some("CycloneDX") {
        contents.defect(ROOT, "bomFormat is not \"CycloneDX\"");
    }
    let version = document.outline.member_text("specVersion").unwrap_or_default();
    contents.spec_version = Some(version.to_owned()).filter(|version| !version.is_empty());
    match grammar::json(version) {
        Some(grammar) => json::read(contents, grammar, text, before),
        None => unsupported(contents, version),
    }
}

/// Reads CycloneDX XML.
pub fn read_xml(document: &Document) -> Contents {
    let mut contents = Contents::new(document);
    let (text, before) = text_of(document, &mut contents);
    let namespace = if let Outline::Xml { root, .. } = &document.outline { root.namespace.as_str() } else { "" };
    let version = namespace.strip_prefix(NAMESPACE).unwrap_or_default();
    contents.spec_version = Some(version.to_owned()).filter(|version| !version.is_empty());
    match grammar::xml(version) {
        Some(grammar) => xml::read(contents, grammar, text, before),
        None => unsupported(contents, version),
    }
}

/// Never read as the nearest version: what a member means may have changed.
fn unsupported(mut contents: Contents, version: &str) -> Contents {
    let version = if version.is_empty() { "none stated" } else { version };
    let shown: String = version.chars().take(20).collect();
    contents.defect(ROOT, format!("version not supported: {shown}"));
    contents
}

/// The document as text, up to the first byte that is none, and where it starts.
fn text_of<'a>(document: &'a Document, contents: &mut Contents) -> (&'a str, usize) {
    let bytes = without_byte_order_mark(&document.bytes);
    let before = document.bytes.len().saturating_sub(bytes.len());
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| {
        let end = error.valid_up_to();
        let place = contents.place(ROOT, Step::Root, u32::try_from(before.saturating_add(end)).unwrap_or(u32::MAX));
        contents.defect(place, format!("not UTF-8: byte {end} cannot be read"));
        bytes.get(..end).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default()
    });
    (text, before)
}
