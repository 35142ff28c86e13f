//! XML as a run of nodes: elements with their namespaces, their text put together, and nothing expanded.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::reader::NsReader;

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// In no namespace.
    Nobody,
    Rdf,
    Spdx,
    /// `xml:base`, `xml:lang`.
    Xml,
    Foreign,
}

/// An attribute of an element.
pub(super) struct Attribute {
    pub space: Space,
    pub name: String,
    pub value: String,
}

/// What comes next in the document.
pub(super) enum Node<'a> {
    /// An element begins at this byte of the text.
    Open { space: Space, name: String, attributes: Vec<Attribute>, at: usize },
    /// Text that is not blank, directly inside the element that is open, at this byte.
    Text { at: usize },
    /// The innermost element ends: its text since its last child, or since its beginning.
    Close { text: Cow<'a, str>, at: usize },
}

/// Reads nodes to the end of the document. A document type declaration is refused before anything is expanded.
pub(super) struct Markup<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
    rooted: bool,
    text: Cow<'a, str>,
    text_at: usize,
    /// The element before was written as `<a/>`: its end comes next.
    closes: bool,
}

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const SPDX: &str = "http://spdx.org/rdf/terms#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

impl<'a> Markup<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { reader: NsReader::from_str(text), depth: 0, rooted: false, text: Cow::Borrowed(""), text_at: 0, closes: false }
    }

    /// The next node; `None` at the end.
    ///
    /// # Errors
    /// What is wrong with the document, in the words of FORMATS.md, section 7. Nothing behind it can be read.
    pub fn next(&mut self) -> Result<Option<Node<'a>>, String> {
        loop {
            let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            if std::mem::take(&mut self.closes) {
                return self.close(at).map(Some);
            }
            let event = self.reader.read_event().map_err(ill_formed)?;
            match event {
                Event::Start(tag) => return self.open(&tag, at).map(Some),
                Event::Empty(tag) => {
                    self.closes = true;
                    return self.open(&tag, at).map(Some);
                }
                Event::End(_) => return self.close(at).map(Some),
                Event::Text(text) => {
                    if self.piece(text.xml10_content(), at)? {
                        return Ok(Some(Node::Text { at }));
                    }
                }
                Event::CData(text) => {
                    if self.piece(text.xml10_content(), at)? {
                        return Ok(Some(Node::Text { at }));
                    }
                }
                Event::GeneralRef(reference) => {
                    self.piece(character(&reference)?, at)?;
                    return Ok(Some(Node::Text { at }));
                }
                Event::Decl(declaration) => encoding(&declaration)?,
                Event::Comment(_) | Event::PI(_) => {}
                Event::DocType(_) => return Err("document type declaration is not allowed".to_owned()),
                Event::Eof if !self.rooted => return Err("not well-formed XML: no root element".to_owned()),
                Event::Eof if self.depth > 0 => return Err("not well-formed XML: it ends inside an element".to_owned()),
                Event::Eof => return Ok(None),
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'a>, at: usize) -> Result<Node<'a>, String> {
        if self.rooted && self.depth == 0 {
            return Err("not well-formed XML: a second root element".to_owned());
        }
        self.rooted = true;
        self.depth = self.depth.saturating_add(1);
        self.text = Cow::Borrowed("");
        let (space, name) = self.reader.resolver().resolve_element(tag.name());
        let (space, name) = (space_of(&space)?, name.as_ref().to_owned());
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(ill_formed)?;
            if declares_namespace(attribute.key) {
                continue;
            }
            let (space, name) = self.reader.resolver().resolve_attribute(attribute.key);
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(ill_formed)?;
            attributes.push(Attribute { space: space_of(&space)?, name: name.as_ref().to_owned(), value: value.into_owned() });
        }
        Ok(Node::Open { space, name, attributes, at })
    }

    fn close(&mut self, at: usize) -> Result<Node<'a>, String> {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| ill_formed("an end without a beginning"))?;
        let at = if self.text.trim().is_empty() { at } else { self.text_at };
        Ok(Node::Close { text: std::mem::take(&mut self.text), at })
    }

    /// Adds to the text of the element that is open; whether it is more than white space.
    fn piece(&mut self, piece: Cow<'a, str>, at: usize) -> Result<bool, String> {
        if piece.bytes().any(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) {
            return Err(ill_formed("a control character"));
        }
        let blank = piece.trim().is_empty();
        if self.depth == 0 {
            return if blank { Ok(false) } else { Err(ill_formed("text outside the root element")) };
        }
        if self.text.is_empty() {
            (self.text, self.text_at) = (piece, at);
        } else {
            self.text.to_mut().push_str(&piece);
        }
        Ok(!blank)
    }
}

fn ill_formed(error: impl std::fmt::Display) -> String {
    format!("not well-formed XML: {error}")
}

fn declares_namespace(key: QName<'_>) -> bool {
    let name = key.into_inner();
    name == "xmlns" || name.starts_with("xmlns:")
}

fn space_of(resolved: &ResolveResult<'_>) -> Result<Space, String> {
    match resolved {
        ResolveResult::Unbound => Ok(Space::Nobody),
        ResolveResult::Bound(namespace) => Ok(match namespace.into_inner() {
            RDF => Space::Rdf,
            SPDX => Space::Spdx,
            XML => Space::Xml,
            "" => Space::Nobody,
            _ => Space::Foreign,
        }),
        ResolveResult::Unknown(prefix) => Err(ill_formed(format!("the prefix \"{prefix}\" stands for no namespace"))),
    }
}

/// `&amp;` and `&#x20;`; without a document type declaration there are no other entities.
fn character(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, String> {
    if let Some(character) = reference.resolve_char_ref().map_err(ill_formed)? {
        return Ok(Cow::Owned(character.to_string()));
    }
    let name: &str = reference;
    resolve_xml_entity(name).map(Cow::Borrowed).ok_or_else(|| ill_formed(format!("the entity \"{name}\" is not declared")))
}

fn encoding(declaration: &BytesDecl<'_>) -> Result<(), String> {
    let Some(encoding) = declaration.encoding() else { return Ok(()) };
    let encoding = encoding.map_err(ill_formed)?;
    if encoding.eq_ignore_ascii_case("utf-8") || encoding.eq_ignore_ascii_case("us-ascii") {
        return Ok(());
    }
    Err(format!("not UTF-8: the declaration says \"{encoding}\""))
}
