//! SPDX 3.0 as JSON-LD: one pass over the elements, then every address is looked up.

mod element;
mod graph;
mod reader;
mod rules;
mod terms;

use serde::de::DeserializeSeed;

use super::contents::ROOT;
use super::{Contents, Format};
use crate::intake::outline::without_byte_order_mark;
use crate::intake::{Document, Outline};
use element::Element;
use graph::Graph;
use reader::{Reader, Value};

/// SPDX 3.0 as JSON-LD.
pub const FORMAT: Format = Format { name: "spdx3-json", versions: "3.0", recognises, read };

/// The context is the marker. A foreign one over a `@graph`, or over an element with an `spdxId`, is ours and defective.
fn recognises(outline: &Outline) -> bool {
    let ours = outline.member_text("@context").is_some_and(|context| context.starts_with("https://spdx.org/"));
    ours || outline.has_member("@context") && (outline.has_member("@graph") || outline.has_member("spdxId"))
}

fn read(document: &Document) -> Contents {
    let mut contents = Contents::new(document);
    let text = match std::str::from_utf8(without_byte_order_mark(&document.bytes)) {
        Ok(text) => text,
        Err(error) => {
            contents.defect(ROOT, format!("not UTF-8: {error}"));
            return contents;
        }
    };
    let mut reader = Reader::new(Graph::new(contents, &document.bytes));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    let mut outside = Element::new(ROOT, None);
    let top = Value { reader: &mut reader, parent: &mut outside, member: "", index: None, depth: 0 };
    let result = top.deserialize(&mut deserializer).map_err(|error| reader::complaint(&error));
    let whole = result.and_then(|()| deserializer.end().map_err(|error| format!("not JSON: text after the end at line {}", error.line())));
    let mut graph = reader.into_graph();
    if let Err(what) = whole {
        graph.stop(what);
    }
    rules::contents_of(graph)
}
