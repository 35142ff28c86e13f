//! SPDX 2.0 to 2.3 in its five syntaxes: one model and one set of rules, five readers that fill it.

mod draft;
mod filler;
pub mod json;
mod markup;
mod party;
pub mod rdf;
mod shape;
pub mod tag_value;
mod tags;
mod walker;
mod words;
pub mod xml;
pub mod yaml;

use super::Contents;
use super::contents::ROOT;
use crate::intake::Document;
use crate::intake::outline::without_byte_order_mark;

/// Empty contents, the document's text, and how many bytes stand before it.
///
/// # Errors
/// The contents with the defect where the bytes are no UTF-8.
fn text_of(document: &Document) -> Result<(Contents, &str, usize), Box<Contents>> {
    let mut contents = Contents::new(document);
    let bytes = without_byte_order_mark(&document.bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((contents, text, document.bytes.len().saturating_sub(bytes.len()))),
        Err(error) => {
            contents.defect(ROOT, format!("not UTF-8: {error}"));
            Err(Box::new(contents))
        }
    }
}
