//! SPDX 2 as XML: JSON's names as elements, lists as repeated elements, no namespace.

use super::markup::{Attribute, Markup, Node, Space};
use super::shape;
use super::text_of;
use super::walker::{Reading, Scalar, Walker};
use crate::bill::{Contents, Format};
use crate::intake::outline::DEPTH_LIMIT;
use crate::intake::{Document, Outline};

/// SPDX 2 as XML.
pub const FORMAT: Format = Format { name: "spdx-xml", versions: "2.0 to 2.3", recognises, read };

fn recognises(outline: &Outline) -> bool {
    matches!(outline, Outline::Xml { root, .. } if root.namespace.is_empty() && root.local_name == "Document")
}

fn read(document: &Document) -> Contents {
    let (contents, text, before) = match text_of(document) {
        Ok(found) => found,
        Err(contents) => return *contents,
    };
    let walker = Walker::new(contents, &shape::DOCUMENT, version_hint(text));
    let mut reader = Reader { walker, open: Vec::new(), before };
    let mut markup = Markup::new(text);
    loop {
        match markup.next().and_then(|node| node.map(|node| reader.node(node)).transpose()) {
            Ok(Some(())) => {}
            Ok(None) => break,
            Err(what) => {
                reader.walker.stop(what);
                break;
            }
        }
    }
    reader.walker.finish()
}

struct Reader<'a> {
    walker: Walker<'a>,
    /// How each open element is read.
    open: Vec<Reading>,
    /// Bytes before the text: a byte order mark.
    before: usize,
}

impl<'a> Reader<'a> {
    fn node(&mut self, node: Node<'a>) -> Result<(), String> {
        match node {
            Node::Open { space, name, attributes, at } => {
                if self.open.len() >= DEPTH_LIMIT {
                    return Err("nested too deep".to_owned());
                }
                let reading = self.opened(space, &name, &attributes, self.offset(at));
                self.open.push(reading);
            }
            Node::Text { at } => {
                if self.open.last() == Some(&Reading::Object) {
                    self.walker.stray("text where only elements may stand".to_owned(), self.offset(at));
                }
            }
            Node::Close { text, at } => match self.open.pop() {
                Some(Reading::Object) => self.walker.close(),
                Some(Reading::Scalar) => self.walker.scalar(Scalar::Untyped(text), self.offset(at)),
                Some(Reading::Skip) | None => {}
            },
        }
        Ok(())
    }

    fn offset(&self, at: usize) -> u32 {
        u32::try_from(self.before.saturating_add(at)).unwrap_or(u32::MAX)
    }

    /// How the element that begins is to be read; foreign namespaces are legal, and never read as ours.
    fn opened(&mut self, space: Space, name: &str, attributes: &[Attribute], offset: u32) -> Reading {
        let reading = match self.open.last() {
            None => {
                self.walker.open_root("Document", offset);
                return Reading::Object;
            }
            Some(Reading::Object) if space == Space::Nobody => self.walker.element(name, offset),
            Some(Reading::Scalar) => {
                self.walker.stray(format!("\"{name}\" stands inside a text"), offset);
                Reading::Skip
            }
            Some(Reading::Object | Reading::Skip) => Reading::Skip,
        };
        if reading == Reading::Object {
            self.walker.open_object(offset);
        }
        for attribute in attributes.iter().filter(|attribute| reading != Reading::Skip && attribute.space == Space::Nobody) {
            self.walker.stray(format!("attribute \"{}\" is none of SPDX 2", attribute.name), offset);
        }
        reading
    }
}

/// The version, which may stand last in the file.
fn version_hint(text: &str) -> Option<&str> {
    let (_, after) = text.split_once("<spdxVersion>")?;
    after.split_once('<').map(|(version, _)| version.trim())
}
