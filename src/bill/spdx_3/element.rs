//! One object of an SPDX 3 document while it is read: the members that say who made what.

use std::borrow::Cow;

use crate::bill::{PlaceId, Text};

/// A piece of text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Said<'a> {
    pub text: Cow<'a, str>,
    pub place: PlaceId,
}

/// A reference to another object, by its address or because it stands here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    /// The address; for an object without one, its place among the nameless.
    pub target: Target,
    pub place: PlaceId,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    Address(Text),
    /// An inline agent without an address: its name, and where that stands.
    Nameless(Option<(Text, PlaceId)>),
    /// An inline object without an address that is no agent.
    NoAgent,
}

/// An object while it is read, and after.
pub(super) struct Element<'a> {
    pub place: PlaceId,
    /// Byte offset of its brace, where it is known.
    pub start: Option<u32>,
    /// Members met, by their places in the list of terms.
    pub seen: [u64; 4],
    pub foreign: Vec<Box<str>>,
    pub class: Option<Said<'a>>,
    pub id: Option<Cow<'a, str>>,
    pub name: Option<Said<'a>>,
    pub version: Option<Cow<'a, str>>,
    pub purl: Option<Said<'a>>,
    pub purpose: Option<Said<'a>>,
    pub supplied_by: Vec<Reference>,
    pub originated_by: Vec<Reference>,
    pub created_by: Vec<Reference>,
    pub from: Vec<Reference>,
    pub to: Vec<Reference>,
    pub root: Vec<Reference>,
    pub relationship: Option<Said<'a>>,
    pub spec_version: Option<Said<'a>>,
    pub context: Option<Said<'a>>,
    /// `externalIdentifierType` and `identifier` of the identifiers that stand in it, or its own.
    pub identifiers: Vec<(Cow<'a, str>, Said<'a>)>,
    pub identifier_type: Option<Cow<'a, str>>,
    pub identifier: Option<Said<'a>>,
    /// SHA-256 digests that stand in it.
    pub sha256: Vec<Said<'a>>,
    pub algorithm: Option<Cow<'a, str>>,
    pub hash_value: Option<Said<'a>>,
    /// Other documents that it imports: address, digest, place.
    pub imports: Vec<(Text, Option<Text>, PlaceId)>,
    pub external_id: Option<Text>,
}

impl<'a> Element<'a> {
    pub fn new(place: PlaceId, start: Option<u32>) -> Self {
        Self {
            place,
            start,
            seen: [0; 4],
            foreign: Vec::new(),
            class: None,
            id: None,
            name: None,
            version: None,
            purl: None,
            purpose: None,
            supplied_by: Vec::new(),
            originated_by: Vec::new(),
            created_by: Vec::new(),
            from: Vec::new(),
            to: Vec::new(),
            root: Vec::new(),
            relationship: None,
            spec_version: None,
            context: None,
            identifiers: Vec::new(),
            identifier_type: None,
            identifier: None,
            sha256: Vec::new(),
            algorithm: None,
            hash_value: None,
            imports: Vec::new(),
            external_id: None,
        }
    }

    /// The references that a member holds; `None` for a member that refers to nothing we look up.
    pub fn references(&mut self, member: &str) -> Option<&mut Vec<Reference>> {
        Some(match member {
            "suppliedBy" => &mut self.supplied_by,
            "originatedBy" => &mut self.originated_by,
            "createdBy" => &mut self.created_by,
            "from" => &mut self.from,
            "to" => &mut self.to,
            "rootElement" => &mut self.root,
            _ => return None,
        })
    }
}
