//! SPDX 2 as RDF/XML: a graph, in which one element may be described in several places and nested in any other.

mod builder;
mod graph;
mod meaning;
mod terms;

use self::builder::Builder;
use super::draft::Draft;
use super::markup::Markup;
use super::text_of;
use crate::bill::{Contents, Format};
use crate::intake::{Document, Outline};

/// SPDX 2 as RDF/XML.
pub const FORMAT: Format = Format { name: "spdx-rdf", versions: "2.0 to 2.3", recognises, read };

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const SPDX: &str = "http://spdx.org/rdf/terms#";

/// Writers nest the document in other nodes at will, so any node of SPDX in the graph marks it.
fn recognises(outline: &Outline) -> bool {
    matches!(outline, Outline::Xml { root, .. } if root.namespace == RDF && root.local_name == "RDF"
        && (root.declares(SPDX) || root.children.iter().any(|(namespace, _)| namespace == SPDX)))
}

fn read(document: &Document) -> Contents {
    let (mut contents, text, before) = match text_of(document) {
        Ok(found) => found,
        Err(contents) => return *contents,
    };
    let mut builder = Builder::new(&mut contents, text);
    let mut markup = Markup::new(text);
    let broken = loop {
        match markup.next().and_then(|event| event.map(|event| builder.event(event, before)).transpose()) {
            Ok(Some(())) => {}
            Ok(None) => break None,
            Err(what) => break Some((builder.place(), what)),
        }
    };
    let graph = builder.graph;
    let mut draft = Draft::new(contents);
    if let Some((place, what)) = broken {
        draft.stop(place, what);
    }
    meaning::tell(&graph, &mut draft);
    draft.finish()
}
