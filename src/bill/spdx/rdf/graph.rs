//! The nodes of an RDF document with what is said of them: each node once, wherever its parts are written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::terms::Class;
use crate::bill::contents::ROOT;
use crate::bill::{PlaceId, Step};

/// Index of a node in [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(u32);

pub(super) struct Node {
    /// Its IRI, or `_:` and its name in the file; `None` for one that only its place names.
    pub name: Option<Rc<str>>,
    /// `None` where nothing says what it is.
    pub class: Option<Class>,
    /// Where it is first written; the document for one that is only referred to.
    pub place: PlaceId,
    pub properties: Vec<Property>,
}

/// What is said of a node with a property of SPDX.
pub(super) struct Property {
    pub term: &'static str,
    pub value: Value,
    pub parent: PlaceId,
    /// Among its like under the same element, from 1; 0 for an attribute.
    pub position: u32,
    pub offset: u32,
}

/// Small, because a document has more of these than of anything else.
#[derive(Clone, Copy)]
pub(super) enum Value {
    /// Text that stands in the document: its first byte and its length.
    Text(u32, u32),
    /// Text that was unescaped, by its index.
    Kept(u32),
    Node(NodeId),
}

impl Property {
    /// The step from its parent.
    pub fn step(&self) -> Step {
        if self.position == 0 { Step::Member(self.term) } else { Step::Element(self.term, self.position) }
    }
}

/// Everything that the document says.
pub(super) struct Graph<'a> {
    document: &'a str,
    kept: Vec<String>,
    nodes: Vec<Node>,
    named: HashMap<Rc<str>, NodeId>,
}

impl<'a> Graph<'a> {
    pub fn new(document: &'a str) -> Self {
        Self { document, kept: Vec::new(), nodes: Vec::new(), named: HashMap::new() }
    }

    /// Keeps a text, by its place in the document where it stands there.
    pub fn keep(&mut self, text: Cow<'a, str>) -> Value {
        let start = text.as_ptr().addr().checked_sub(self.document.as_ptr().addr());
        let end = start.and_then(|start| start.checked_add(text.len()));
        if let (Some(start), Some(end)) = (start, end)
            && self.document.get(start..end) == Some(&*text)
            && let (Ok(start), Ok(length)) = (u32::try_from(start), u32::try_from(text.len()))
        {
            return Value::Text(start, length);
        }
        self.kept.push(text.into_owned());
        Value::Kept(index_before(self.kept.len()))
    }

    /// A text that was kept; `None` for a node.
    pub fn text(&self, value: Value) -> Option<Cow<'a, str>> {
        match value {
            Value::Text(start, length) => {
                let start = usize::try_from(start).ok()?;
                let end = start.checked_add(usize::try_from(length).ok()?)?;
                self.document.get(start..end).map(Cow::Borrowed)
            }
            Value::Kept(index) => self.kept.get(usize::try_from(index).ok()?).cloned().map(Cow::Owned),
            Value::Node(_) => None,
        }
    }

    /// Whether two properties say the same.
    pub fn is_same(&self, one: Value, other: Value) -> bool {
        match (one, other) {
            (Value::Node(one), Value::Node(other)) => one == other,
            (Value::Node(_), Value::Text(..) | Value::Kept(_)) | (Value::Text(..) | Value::Kept(_), Value::Node(_)) => false,
            (Value::Text(..) | Value::Kept(_), Value::Text(..) | Value::Kept(_)) => self.text(one) == self.text(other),
        }
    }

    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(usize::try_from(id.0).ok()?)
    }

    /// Nodes of one class, in the order in which they are first written.
    pub fn of_class(&self, class: Class) -> Vec<&Node> {
        let mut found: Vec<&Node> = self.nodes.iter().filter(|node| node.class == Some(class)).collect();
        found.sort_by_key(|node| node.place);
        found
    }

    pub fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(id.0).ok()?)
    }

    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node of this name, made where it is new.
    pub fn named(&mut self, name: String) -> NodeId {
        if let Some(id) = self.named.get(name.as_str()) {
            return *id;
        }
        let name: Rc<str> = name.into();
        let id = self.add(Some(name.clone()));
        self.named.insert(name, id);
        id
    }

    /// A new node.
    pub fn add(&mut self, name: Option<Rc<str>>) -> NodeId {
        self.nodes.push(Node { name, class: None, place: ROOT, properties: Vec::new() });
        NodeId(index_before(self.nodes.len()))
    }
}

/// Index of the last of so many.
fn index_before(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX)
}
