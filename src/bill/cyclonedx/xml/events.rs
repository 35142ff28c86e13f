//! XML, event by event: namespaces resolved, references replaced, everything that is not well formed refused.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event as Raw};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;

use crate::intake::outline::DEPTH_LIMIT;

/// Namespace declarations that may hold at one place; honest bills have a handful.
const NAMESPACES_IN_SCOPE: usize = 1_000;

/// Why reading cannot go on, and the byte where it stopped.
#[derive(Debug)]
pub(super) struct Fatal {
    pub what: String,
    pub at: usize,
}

/// What comes next. Comments and processing instructions say nothing and are stepped over.
pub(super) enum Event<'a> {
    /// An element begins, at this byte.
    Start(BytesStart<'a>, usize),
    End,
    Text(Cow<'a, str>, usize),
    /// After the last element.
    Eof,
}

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// CycloneDX of the version that is being read.
    Ours,
    /// In no namespace.
    Nobody,
    Foreign,
}

/// Takes one event after the other.
pub(super) struct Events<'a> {
    reader: NsReader<&'a [u8]>,
    namespace: String,
    depth: usize,
    at: usize,
}

impl<'a> Events<'a> {
    /// `namespace` is CycloneDX's own, of the version that is being read.
    pub fn new(text: &'a str, namespace: String) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.resolver_mut().set_max_namespace_bindings(NAMESPACES_IN_SCOPE);
        Self { reader, namespace, depth: 0, at: 0 }
    }

    pub fn next(&mut self) -> Result<Event<'a>, Fatal> {
        loop {
            self.at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            let at = self.at;
            match self.reader.read_event().map_err(|error| self.fatal(not_well_formed(&error)))? {
                Raw::Start(element) => {
                    self.depth = self.depth.saturating_add(1);
                    if self.depth > DEPTH_LIMIT {
                        return Err(self.fatal("nested too deep"));
                    }
                    return Ok(Event::Start(element, at));
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Event::End);
                }
                Raw::Text(text) => {
                    let text = text.into_inner();
                    if text.contains("]]>") {
                        return Err(self.fatal("not well-formed XML: ]]> in a text"));
                    }
                    return Ok(Event::Text(text, at));
                }
                Raw::CData(text) => return Ok(Event::Text(text.into_inner(), at)),
                Raw::GeneralRef(reference) => return Ok(Event::Text(Cow::Owned(self.referred(&reference)?.to_string()), at)),
                Raw::Decl(declaration) => self.declared(&declaration)?,
                Raw::DocType(_) => return Err(self.fatal("document type declaration is not allowed")),
                Raw::Comment(_) | Raw::PI(_) => {}
                Raw::Empty(_) => return Err(self.fatal("not well-formed XML: an element that does not end")),
                Raw::Eof if self.depth > 0 => return Err(self.fatal("not well-formed XML: cut short")),
                Raw::Eof => return Ok(Event::Eof),
            }
        }
    }

    /// The text up to the end of an element that has no children of its own.
    /// A child in it is stepped over; whether there was one.
    pub fn text_to_end(&mut self) -> Result<(Cow<'a, str>, usize, bool), Fatal> {
        let (mut whole, mut start, mut children) = (Cow::Borrowed(""), self.at, false);
        loop {
            match self.next()? {
                Event::Text(text, at) => join(&mut whole, &mut start, text, at),
                Event::Start(..) => {
                    children = true;
                    self.skip()?;
                }
                Event::End | Event::Eof => return Ok((whole, start, children)),
            }
        }
    }

    /// Steps over the rest of the element that began last.
    pub fn skip(&mut self) -> Result<(), Fatal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Event::Start(element, _) = self.next()? {
                self.attributes(&element)?;
            }
        }
        Ok(())
    }

    /// An element's attributes; namespace declarations are none.
    pub fn attributes<'e>(&self, element: &'e BytesStart<'a>) -> Result<Vec<Attribute<'e>>, Fatal> {
        let mut found = Vec::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| self.fatal(format!("not well-formed XML: {error}")))?;
            if attribute.value.contains('<') {
                return Err(self.fatal("not well-formed XML: < in an attribute"));
            }
            if attribute.key.as_namespace_binding().is_none() {
                found.push(attribute);
            }
        }
        Ok(found)
    }

    /// An attribute's value, references replaced.
    pub fn value<'e>(&self, attribute: &Attribute<'e>) -> Result<Cow<'e, str>, Fatal> {
        attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| self.fatal(not_well_formed(&error)))
    }

    pub fn element_owner(&self, name: QName<'_>) -> Result<Owner, Fatal> {
        self.owner(&self.reader.resolver().resolve_element(name).0)
    }

    pub fn attribute_owner(&self, name: QName<'_>) -> Result<Owner, Fatal> {
        self.owner(&self.reader.resolver().resolve_attribute(name).0)
    }

    /// Whether it is one that XML Schema itself allows everywhere: `xsi:schemaLocation` and the like.
    pub fn of_schema_instance(&self, name: QName<'_>) -> bool {
        let (result, _) = self.reader.resolver().resolve_attribute(name);
        matches!(result, ResolveResult::Bound(Namespace("http://www.w3.org/2001/XMLSchema-instance")))
    }

    fn owner(&self, result: &ResolveResult<'_>) -> Result<Owner, Fatal> {
        match result {
            ResolveResult::Bound(Namespace(name)) if *name == self.namespace => Ok(Owner::Ours),
            ResolveResult::Bound(_) => Ok(Owner::Foreign),
            ResolveResult::Unbound => Ok(Owner::Nobody),
            ResolveResult::Unknown(prefix) => {
                Err(self.fatal(format!("not well-formed XML: nobody declared the prefix {}", super::super::value::quoted(prefix))))
            }
        }
    }

    /// `&amp;`, `&#x41;`; there are no other entities without a document type.
    fn referred(&self, reference: &BytesRef<'_>) -> Result<char, Fatal> {
        let code = reference.resolve_char_ref().map_err(|error| self.fatal(not_well_formed(&error)))?;
        let named = match reference.xml10_content().as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        };
        let allowed = |c: &char| *c >= ' ' || matches!(c, '\t' | '\n' | '\r');
        code.or(named).filter(allowed).ok_or_else(|| self.fatal("not well-formed XML: a reference to nothing"))
    }

    fn declared(&self, declaration: &BytesDecl<'_>) -> Result<(), Fatal> {
        if self.at != 0 {
            return Err(self.fatal("not well-formed XML: a declaration that does not stand first"));
        }
        let Some(encoding) = declaration.encoding() else { return Ok(()) };
        let encoding = encoding.map_err(|error| self.fatal(format!("not well-formed XML: {error}")))?;
        if ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
            return Ok(());
        }
        Err(self.fatal(format!("not UTF-8: it declares {}", super::super::value::quoted(&encoding))))
    }

    pub fn fatal(&self, what: impl Into<String>) -> Fatal {
        Fatal { what: what.into(), at: self.at }
    }
}

/// Puts pieces of text together; a single piece stays borrowed.
pub(super) fn join<'a>(whole: &mut Cow<'a, str>, start: &mut usize, piece: Cow<'a, str>, at: usize) {
    if whole.is_empty() {
        *whole = piece;
        *start = at;
    } else {
        whole.to_mut().push_str(&piece);
    }
}

fn not_well_formed(error: &quick_xml::Error) -> String {
    format!("not well-formed XML: {error}")
}
