//! RDF/XML as nodes and what is said of them.
//!
//! RDF 1.1 XML Syntax, sections 2 and 7. Read: typed nodes and `rdf:Description` with `rdf:type`, `rdf:about`, `rdf:ID`,
//! `rdf:nodeID`, `rdf:resource`, `parseType="Resource"`, and properties written as attributes of a node. Whatever else could
//! say something about a component is a defect, never skipped.

use std::borrow::Cow;

use super::super::markup::{Attribute, Node as Event, Space};
use super::graph::{Graph, NodeId, Property, Value};
use super::terms::{self, Class};
use crate::bill::contents::ROOT;
use crate::bill::{Contents, PlaceId, Step};
use crate::intake::outline::DEPTH_LIMIT;

/// Namespace of the classes and properties.
const SPDX: &str = "http://spdx.org/rdf/terms#";

/// SPDX's own writers take about 60 bytes an element, end and indentation included.
const BYTES_AN_ELEMENT: usize = 24;

/// A small file may be as terse as it likes.
const FREE_ELEMENTS: usize = 10_000;

/// What is open.
enum Level {
    /// `rdf:RDF`.
    Root,
    Node(NodeId),
    Property {
        subject: NodeId,
        says: Says,
        holds: Holds,
    },
    /// The node of `parseType="Resource"`: its property ends with it.
    Resource(NodeId),
    /// Not read: an XML literal.
    Skip,
}

/// What an open property says of its subject.
#[derive(Clone, Copy)]
enum Says {
    Term(&'static str),
    /// `rdf:type`.
    Type,
    /// Nothing of SPDX; nodes inside it are read all the same.
    Nothing,
}

/// What an open property has been given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Text,
    Node,
}

struct Frame {
    level: Level,
    place: PlaceId,
    parent: PlaceId,
    step: Step,
    offset: u32,
    /// Names of children with a place, and how many there were.
    counts: Vec<(&'static str, u32)>,
}

/// Fills a graph from what an XML reader meets.
pub(super) struct Builder<'c, 'a> {
    pub graph: Graph<'a>,
    contents: &'c mut Contents,
    open: Vec<Frame>,
    base: String,
    /// How many more elements are read: each takes more in memory than the shortest does in the file.
    elements: usize,
}

impl<'c, 'a> Builder<'c, 'a> {
    pub fn new(contents: &'c mut Contents, document: &'a str) -> Self {
        let elements = document.len().div_euclid(BYTES_AN_ELEMENT).saturating_add(FREE_ELEMENTS);
        Self { graph: Graph::new(document), contents, open: Vec::new(), base: String::new(), elements }
    }

    /// The innermost place, for a defect of the syntax.
    pub fn place(&self) -> PlaceId {
        self.open.last().map_or(ROOT, |frame| frame.place)
    }

    /// Takes the next event; `before` bytes stand before the text.
    ///
    /// # Errors
    /// `nested too deep`: nothing behind it is read.
    pub fn event(&mut self, event: Event<'a>, before: usize) -> Result<(), String> {
        let offset = |at: usize| u32::try_from(before.saturating_add(at)).unwrap_or(u32::MAX);
        match event {
            Event::Open { .. } if self.open.len() >= DEPTH_LIMIT => return Err("nested too deep".to_owned()),
            Event::Open { .. } if self.elements == 0 => return Err("over budget: more elements than a bill of this size has".to_owned()),
            Event::Open { space, name, attributes, at } => self.element(space, &name, attributes, offset(at)),
            Event::Text { at } => self.text(offset(at)),
            Event::Close { text, .. } => self.close(text),
        }
        Ok(())
    }

    fn defect(&mut self, what: impl Into<String>) {
        let place = self.place();
        self.contents.defect(place, what);
    }

    fn element(&mut self, space: Space, name: &str, attributes: Vec<Attribute>, offset: u32) {
        self.elements = self.elements.saturating_sub(1);
        match self.open.last().map(|frame| &frame.level) {
            None => {
                let place = self.contents.place(ROOT, Step::Member("RDF"), offset);
                self.push(Level::Root, place, ROOT, Step::Root, offset);
                let base = attributes.into_iter().find(|attribute| attribute.space == Space::Xml && attribute.name == "base");
                self.base = base.map(|base| base.value.split('#').next().unwrap_or_default().to_owned()).unwrap_or_default();
            }
            Some(Level::Skip) => self.push(Level::Skip, self.place(), ROOT, Step::Root, offset),
            Some(Level::Root | Level::Property { .. }) => self.node_element(space, name, attributes, offset),
            Some(Level::Node(subject) | Level::Resource(subject)) => {
                let subject = *subject;
                self.property_element(subject, space, name, attributes, offset);
            }
        }
    }

    fn push(&mut self, level: Level, place: PlaceId, parent: PlaceId, step: Step, offset: u32) {
        self.open.push(Frame { level, place, parent, step, offset, counts: Vec::new() });
    }

    /// The step to a child of this name, counted among its like.
    fn step(&mut self, known: Option<&'static str>, name: &str) -> Step {
        let Some(known) = known else { return Step::Named(self.contents.keep_raw(name)) };
        let Some(frame) = self.open.last_mut() else { return Step::Member(known) };
        let position = match frame.counts.iter_mut().find(|(counted, _)| *counted == known) {
            Some((_, count)) => {
                *count = count.saturating_add(1);
                *count
            }
            None => {
                frame.counts.push((known, 1));
                1
            }
        };
        Step::Element(known, position)
    }

    fn node_element(&mut self, space: Space, name: &str, attributes: Vec<Attribute>, offset: u32) {
        let (known, class) = match space {
            Space::Rdf if name == "Description" => (Some("Description"), None),
            Space::Spdx => terms::class(name).map_or((None, None), |(known, class)| (Some(known), Some(class))),
            Space::Foreign | Space::Xml => (None, Some(Class::Other)),
            Space::Rdf | Space::Nobody => (None, None),
        };
        let parent = self.place_of_open();
        let step = self.step(known, name);
        let place = self.contents.place(parent, step, offset);
        if known.is_none() && class.is_none() {
            self.contents.defect(place, format!("\"{name}\" is no class of SPDX 2"));
        }
        let id = self.identity(&attributes, place);
        if let Some(node) = self.graph.node_mut(id).filter(|node| node.place == ROOT) {
            node.place = place;
        }
        if let Some(class) = class {
            self.is_a(id, class, place);
        }
        self.link(Value::Node(id));
        self.push(Level::Node(id), place, parent, step, offset);
        for attribute in attributes {
            self.node_attribute(id, attribute, offset);
        }
    }

    /// The place of the innermost element, made where it has none of its own yet.
    fn place_of_open(&mut self) -> PlaceId {
        let Some(frame) = self.open.last_mut() else { return ROOT };
        if matches!(frame.level, Level::Property { .. }) && frame.place == frame.parent {
            frame.place = self.contents.place(frame.parent, frame.step, frame.offset);
        }
        frame.place
    }

    /// The node that `rdf:about`, `rdf:ID` or `rdf:nodeID` names, or a new one.
    fn identity(&mut self, attributes: &[Attribute], place: PlaceId) -> NodeId {
        let mut names =
            attributes.iter().filter(|attribute| attribute.space == Space::Rdf).filter_map(|attribute| match attribute.name.as_str() {
                "about" => Some(self.resolved(&attribute.value)),
                "ID" => Some(self.resolved(&format!("#{}", attribute.value))),
                "nodeID" => Some(format!("_:{}", attribute.value)),
                _ => None,
            });
        let (first, second) = (names.next(), names.next());
        if second.is_some() {
            self.contents.defect(place, "more than one of rdf:about, rdf:ID and rdf:nodeID");
        }
        match first {
            Some(name) => self.graph.named(name),
            None => self.graph.add(None),
        }
    }

    /// An IRI of a fragment alone stands for one of this document's (RDF 1.1 XML Syntax, section 5.3).
    fn resolved(&self, iri: &str) -> String {
        let iri = iri.trim();
        if iri.starts_with('#') || iri.is_empty() { format!("{}{iri}", self.base) } else { iri.to_owned() }
    }

    fn is_a(&mut self, id: NodeId, class: Class, place: PlaceId) {
        let Some(node) = self.graph.node_mut(id) else { return };
        match node.class {
            None | Some(Class::Other) => node.class = Some(class),
            Some(before) if before == class || class == Class::Other => {}
            Some(before) => {
                // A package is read as one, whatever else it is said to be.
                node.class = Some(if class == Class::Package { class } else { before });
                self.contents.defect(place, format!("both a {} and a {}", before.name(), class.name()));
            }
        }
    }

    /// Gives the open property this value.
    fn link(&mut self, value: Value) {
        let Some(Frame { level: Level::Property { subject, says, holds }, parent, step, offset, .. }) = self.open.last_mut() else {
            return;
        };
        let twice = *holds != Holds::Nothing;
        *holds = if matches!(value, Value::Node(_)) { Holds::Node } else { Holds::Text };
        let (subject, says, parent, position, offset) = (*subject, *says, *parent, position_of(*step), *offset);
        match says {
            Says::Term(term) => {
                if let Some(node) = self.graph.node_mut(subject) {
                    node.properties.push(Property { term, value, parent, position, offset });
                }
            }
            Says::Type => self.typed(subject, value),
            Says::Nothing => {}
        }
        if twice {
            self.defect("more than one value in one element");
        }
    }

    /// `rdf:type`.
    fn typed(&mut self, subject: NodeId, value: Value) {
        let Value::Node(class) = value else { return self.defect("rdf:type without rdf:resource") };
        let name = self.graph.node(class).and_then(|node| node.name.clone()).unwrap_or_default();
        self.is_named(subject, &name);
    }

    fn is_named(&mut self, subject: NodeId, iri: &str) {
        let place = self.place();
        match iri.strip_prefix(SPDX).map(terms::class) {
            Some(Some((_, class))) => self.is_a(subject, class, place),
            Some(None) => self.contents.defect(place, format!("<{iri}> is no class of SPDX 2")),
            None => self.is_a(subject, Class::Other, place),
        }
    }

    fn node_attribute(&mut self, subject: NodeId, attribute: Attribute, offset: u32) {
        let parent = self.place();
        match (attribute.space, attribute.name.as_str()) {
            (Space::Rdf, "about" | "ID" | "nodeID") | (Space::Foreign, _) => {}
            (Space::Xml, name) if name != "base" => {}
            (Space::Rdf, "type") => self.is_named(subject, &attribute.value),
            (Space::Spdx, name) => {
                let Some(term) = terms::property(name) else { return self.defect(format!("\"{name}\" is no property of SPDX 2")) };
                let value = self.graph.keep(Cow::Owned(attribute.value));
                if let Some(node) = self.graph.node_mut(subject) {
                    node.properties.push(Property { term, value, parent, position: 0, offset });
                }
            }
            (Space::Rdf | Space::Xml | Space::Nobody, name) => self.defect(format!("attribute \"{name}\" is not read here")),
        }
    }

    fn property_element(&mut self, subject: NodeId, space: Space, name: &str, attributes: Vec<Attribute>, offset: u32) {
        let parent = self.place();
        let known = if space == Space::Spdx { terms::property(name) } else { None };
        let says = match (space, known) {
            (Space::Spdx, Some(term)) => Says::Term(term),
            (Space::Rdf, _) if name == "type" => Says::Type,
            (Space::Foreign | Space::Xml, _) => Says::Nothing,
            (Space::Spdx | Space::Rdf | Space::Nobody, _) => {
                self.defect(format!("\"{name}\" is no property of SPDX 2"));
                Says::Nothing
            }
        };
        let step = self.step(known.or(matches!(says, Says::Type).then_some("type")), name);
        // Its own place is made only where it is needed: see `place_of_open`.
        self.push(Level::Property { subject, says, holds: Holds::Nothing }, parent, parent, step, offset);
        let mut parse = None;
        for attribute in attributes {
            match (attribute.space, attribute.name.as_str()) {
                (Space::Rdf, "resource") => {
                    let target = self.resolved(&attribute.value);
                    let target = self.graph.named(target);
                    self.link(Value::Node(target));
                }
                (Space::Rdf, "nodeID") => {
                    let target = self.graph.named(format!("_:{}", attribute.value));
                    self.link(Value::Node(target));
                }
                (Space::Rdf, "parseType") => parse = Some(attribute.value),
                (Space::Rdf, "datatype" | "ID") | (Space::Foreign, _) => {}
                (Space::Xml, name) if name != "base" => {}
                (Space::Rdf | Space::Spdx | Space::Xml | Space::Nobody, name) => {
                    self.defect(format!("attribute \"{name}\" is not read here"));
                }
            }
        }
        match parse.as_deref() {
            None => {}
            Some("Resource") => self.resource(offset),
            Some(kind) => {
                if !matches!(says, Says::Nothing) {
                    self.defect(format!("parseType=\"{kind}\" is not read here"));
                }
                if let Some(frame) = self.open.last_mut() {
                    frame.level = Level::Skip;
                }
            }
        }
    }

    /// The property's element is its node's too.
    fn resource(&mut self, offset: u32) {
        let place = self.place_of_open();
        let id = self.graph.add(None);
        if let Some(node) = self.graph.node_mut(id) {
            node.place = place;
        }
        self.link(Value::Node(id));
        if let Some(frame) = self.open.last_mut() {
            (frame.level, frame.offset) = (Level::Resource(id), offset);
        }
    }

    /// Text that is not blank.
    fn text(&mut self, offset: u32) {
        let Some(frame) = self.open.last_mut() else { return };
        match &mut frame.level {
            Level::Property { holds: Holds::Nothing, .. } => frame.offset = offset,
            Level::Property { holds: Holds::Text | Holds::Node, .. } | Level::Root | Level::Node(_) | Level::Resource(_) => {
                self.defect("text where only elements may stand");
            }
            Level::Skip => {}
        }
    }

    fn close(&mut self, text: Cow<'a, str>) {
        if let Some(Frame { level: Level::Property { holds, .. }, .. }) = self.open.last()
            && (*holds == Holds::Nothing || !text.trim().is_empty())
        {
            let value = self.graph.keep(text);
            self.link(value);
        }
        self.open.pop();
    }
}

/// Which of its like an element is.
fn position_of(step: Step) -> u32 {
    match step {
        Step::Element(_, position) => position,
        Step::Root | Step::Member(_) | Step::Item(..) | Step::Named(_) | Step::Line(_) => 0,
    }
}
