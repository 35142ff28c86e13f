//! Records of XML, one in memory at a time: no document types, no entities of the file's own, bounded depth.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Open;

/// Depth inside one record.
const DEPTH: usize = 32;

/// One element, names without their prefixes.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// An attribute; empty where it is absent.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Its children of this name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Everything of this name at the end of a path of children.
    pub fn at(&self, path: &[&str]) -> Vec<&Element> {
        path.iter().fold(vec![self], |found, name| {
            found.into_iter().flat_map(|element| element.children.iter()).filter(|child| child.name == *name).collect()
        })
    }

    /// The text of the first at the end of a path; empty where there is none.
    pub fn text(&self, path: &[&str]) -> &str {
        self.at(path).into_iter().next().map_or("", Element::own_text)
    }

    pub fn own_text(&self) -> &str {
        self.text.trim()
    }
}

/// Hands every element of one of these names to `each`, with its number from 1; `root` gets the outermost one's attributes.
/// The elements of `names` must not stand inside one another.
///
/// # Errors
/// In words: not well-formed XML, a document type, or a record too long or too deep.
pub(super) fn records(
    open: &mut Open<'_>,
    names: &[&str],
    mut root: impl FnMut(&Element),
    mut each: impl FnMut(u64, Element),
) -> Result<(), String> {
    let (source, measure) = super::bounded(open)?;
    let mut reader = Reader::from_reader(source);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut stack, mut number, mut outer) = (Vec::new(), Vec::<Element>::new(), 0_u64, 0_usize);
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| format!("not well-formed XML: {error}"))?;
        match event {
            Event::Start(start) => {
                let element = started(&start)?;
                if outer == 0 {
                    root(&element);
                }
                if !stack.is_empty() || names.contains(&element.name.as_str()) {
                    stack.push(element);
                }
                outer = outer.saturating_add(1);
                if stack.len() > DEPTH || outer > DEPTH.saturating_mul(2) {
                    return Err("not a list: nested too deep".to_owned());
                }
            }
            Event::End(_) => {
                outer = outer.saturating_sub(1);
                if let Some(element) = stack.pop() {
                    match stack.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => {
                            number = number.saturating_add(1);
                            each(number, element);
                        }
                    }
                }
            }
            Event::Text(text) => push(&mut stack, &text.into_inner()),
            Event::CData(text) => push(&mut stack, &text.into_inner()),
            Event::GeneralRef(reference) => {
                let code = reference.resolve_char_ref().map_err(|error| error.to_string())?;
                let named = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
                let text = code.map(String::from).or(named.map(str::to_owned));
                push(&mut stack, &text.ok_or_else(|| "not well-formed XML: a reference to nothing".to_owned())?);
            }
            Event::DocType(_) => return Err("a document type declaration is not allowed".to_owned()),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            Event::Eof if outer > 0 => return Err("not well-formed XML: cut short".to_owned()),
            Event::Eof => return Ok(()),
        }
        buffer.clear();
        if stack.is_empty() {
            measure.next();
        }
    }
}

fn push(stack: &mut [Element], text: &str) {
    if let Some(element) = stack.last_mut() {
        element.text.push_str(text);
    }
}

fn started(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("not well-formed XML: {error}"))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| format!("not well-formed XML: {error}"))?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element { name: start.local_name().as_ref().to_owned(), attributes, ..Element::default() })
}
