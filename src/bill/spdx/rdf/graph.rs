//! The nodes of an RDF document with what is said of them: each node once, wherever its parts are written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::terms::Class;
use crate::bill::contents::ROOT;
use crate::bill::{PlaceId, Step};

/// Index of a node in [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(usize);

pub(super) struct Node<'a> {
    /// Its IRI, or `_:` and its name in the file; `None` for one that only its place names.
    pub name: Option<Rc<str>>,
    /// `None` where nothing says what it is.
    pub class: Option<Class>,
    /// Where it is first written; the document for one that is only referred to.
    pub place: PlaceId,
    pub properties: Vec<Property<'a>>,
}

/// What is said of a node with a property of SPDX.
pub(super) struct Property<'a> {
    pub term: &'static str,
    pub value: Value<'a>,
    pub parent: PlaceId,
    pub step: Step,
    pub offset: u32,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Node(NodeId),
}

/// Everything that the document says.
#[derive(Default)]
pub(super) struct Graph<'a> {
    nodes: Vec<Node<'a>>,
    named: HashMap<Rc<str>, NodeId>,
}

impl<'a> Graph<'a> {
    pub fn node(&self, id: NodeId) -> Option<&Node<'a>> {
        self.nodes.get(id.0)
    }

    /// Nodes of one class, in the order in which they are first written.
    pub fn of_class(&self, class: Class) -> Vec<&Node<'a>> {
        let mut found: Vec<&Node<'a>> = self.nodes.iter().filter(|node| node.class == Some(class)).collect();
        found.sort_by_key(|node| node.place);
        found
    }

    pub fn node_mut(&mut self, id: NodeId) -> Option<&mut Node<'a>> {
        self.nodes.get_mut(id.0)
    }

    pub fn nodes(&self) -> &[Node<'a>] {
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
        NodeId(self.nodes.len().saturating_sub(1))
    }
}
