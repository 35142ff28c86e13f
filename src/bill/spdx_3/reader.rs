//! Reads the objects of an SPDX 3 document from the first byte to the last, at whatever depth they stand.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::element::{Element, Reference, Said, Target};
use super::graph::Graph;
use super::terms;
use crate::bill::{PlaceId, Step};
use crate::intake::outline::DEPTH_LIMIT;

const TOO_DEEP: &str = "nested too deep";

/// An object may have this many members that are none of SPDX's.
const FOREIGN_LIMIT: usize = 100;

/// A member of another vocabulary: its name is an address.
const FOREIGN: &str = "foreign";

pub(super) struct Reader<'a> {
    graph: Graph<'a>,
    /// Where the last text began that lies in the document.
    offset: u32,
}

/// In the words of FORMATS.md, section 7.
pub(super) fn complaint(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with(TOO_DEEP) {
        TOO_DEEP.to_owned()
    } else if text.contains("surrogate") || text.contains("unexpected end of hex escape") {
        format!("not UTF-8: lone surrogate at line {} column {}", error.line(), error.column())
    } else {
        format!("not JSON: {text}")
    }
}

impl<'a> Reader<'a> {
    pub fn new(graph: Graph<'a>) -> Self {
        Self { graph, offset: 0 }
    }

    pub fn into_graph(self) -> Graph<'a> {
        self.graph
    }

    /// The byte offset of a text, or that of the last one known where it was written with escapes.
    fn offset(&mut self, text: &str) -> u32 {
        let offset = self.graph.contents.offset_of(text);
        self.offset = if offset > 0 { offset } else { self.offset };
        self.offset
    }

    fn place(&mut self, parent: PlaceId, member: &'static str, index: Option<u32>, offset: u32) -> PlaceId {
        self.graph.contents.place(parent, index.map_or(Step::Member(member), |index| Step::Item(member, index)), offset)
    }

    /// The member that a name stands for; the defects of a name that stands for none, or stands twice.
    fn member(&mut self, element: &mut Element<'a>, name: &str) -> &'static str {
        let known = terms::member(name);
        let repeated = match known {
            Some((at, _)) => {
                let bit = 1_u64 << (at % 64);
                element.seen.get_mut(at / 64).is_some_and(|bits| {
                    let repeated = *bits & bit != 0;
                    *bits |= bit;
                    repeated
                })
            }
            None => element.foreign.iter().any(|known| **known == *name),
        };
        if repeated {
            self.graph.contents.defect(element.place, format!("duplicate member \"{name}\""));
        }
        if let Some((_, name)) = known {
            return name;
        }
        if !name.contains(':') || name.starts_with("https://spdx.org/") || name.starts_with("spdx:") {
            self.graph.contents.defect(element.place, format!("\"{name}\" is no member of 3.0.1"));
        }
        if element.foreign.len() < FOREIGN_LIMIT {
            element.foreign.push(name.into());
        } else if element.foreign.len() == FOREIGN_LIMIT {
            element.foreign.push("".into());
            self.graph.contents.defect(element.place, "too many members of other vocabularies");
        }
        FOREIGN
    }

    /// A single value may not stand where a list is due.
    fn expect_list(&mut self, parent: &Element<'a>, member: &'static str, index: Option<u32>) {
        if index.is_none() && LISTS.contains(&member) {
            let place = self.place(parent.place, member, None, self.offset);
            self.graph.contents.defect(place, format!("{member} is no list"));
        }
    }

    /// A text in a member of `parent`.
    fn text(&mut self, parent: &mut Element<'a>, member: &'static str, index: Option<u32>, text: Cow<'a, str>) {
        let offset = self.offset(&text);
        let within = parent.place;
        if let Some(references) = parent.references(member) {
            let target = Target::Address(self.graph.contents.keep_raw(&text));
            let place = self.place(within, member, index, offset);
            references.push(Reference { target, place });
            return;
        }
        match member {
            "spdxId" | "@id" => parent.id = Some(text),
            "software_packageVersion" => parent.version = Some(text),
            "externalIdentifierType" => parent.identifier_type = Some(text),
            "algorithm" => parent.algorithm = Some(text),
            "externalSpdxId" => parent.external_id = Some(self.graph.contents.keep_raw(&text)),
            _ => {
                let slot = match member {
                    "type" => &mut parent.class,
                    "name" => &mut parent.name,
                    "software_packageUrl" => &mut parent.purl,
                    "software_primaryPurpose" => &mut parent.purpose,
                    "relationshipType" => &mut parent.relationship,
                    "specVersion" => &mut parent.spec_version,
                    "@context" => &mut parent.context,
                    "identifier" => &mut parent.identifier,
                    "hashValue" => &mut parent.hash_value,
                    _ => return,
                };
                let place = self.graph.contents.place(parent.place, Step::Member(member), offset);
                *slot = Some(Said { text, place });
            }
        }
    }

    /// A number, a truth value or null where it may not stand.
    fn other(&mut self, parent: &Element<'a>, member: &'static str, index: Option<u32>, is: Scalar) {
        let wanted = match (TEXTS.contains(&member), is) {
            (true, _) => "not a text",
            (false, Scalar::Null) => "null; leave the member out instead",
            (false, Scalar::NumberOrFlag) => return,
        };
        let place = self.place(parent.place, member, index, self.offset);
        self.graph.contents.defect(place, wanted);
    }
}

/// Members that hold texts or references, as far as we read them.
const TEXTS: &[&str] = &[
    "@context",
    "@graph",
    "@id",
    "algorithm",
    "createdBy",
    "externalIdentifierType",
    "externalSpdxId",
    "from",
    "hashValue",
    "identifier",
    "import",
    "name",
    "originatedBy",
    "relationshipType",
    "rootElement",
    "software_packageUrl",
    "software_packageVersion",
    "software_primaryPurpose",
    "spdxId",
    "specVersion",
    "suppliedBy",
    "to",
    "type",
];

/// Members that hold a list, as far as we read them: the JSON schema of 3.0.1 allows no single value.
const LISTS: &[&str] =
    &["@graph", "createdBy", "element", "externalIdentifier", "import", "originatedBy", "rootElement", "to", "verifiedUsing"];

/// Members that hold one value, as far as we read them.
const SINGLE: &[&str] = &[
    "@context",
    "@id",
    "algorithm",
    "externalIdentifierType",
    "externalSpdxId",
    "from",
    "hashValue",
    "identifier",
    "name",
    "relationshipType",
    "software_packageUrl",
    "software_packageVersion",
    "software_primaryPurpose",
    "spdxId",
    "specVersion",
    "suppliedBy",
    "type",
];

#[derive(Clone, Copy)]
enum Scalar {
    Null,
    NumberOrFlag,
}

/// Reads one value of a member.
pub(super) struct Value<'r, 'a> {
    pub reader: &'r mut Reader<'a>,
    pub parent: &'r mut Element<'a>,
    pub member: &'static str,
    /// Its place in a list.
    pub index: Option<u32>,
    pub depth: usize,
}

impl<'a> DeserializeSeed<'a> for Value<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Value<'_, 'a> {
    fn deeper<E: Error>(&self) -> Result<usize, E> {
        let depth = self.depth.saturating_add(1);
        if depth > DEPTH_LIMIT { Err(E::custom(TOO_DEEP)) } else { Ok(depth) }
    }

    fn text<E>(self, text: Cow<'a, str>) -> Result<(), E> {
        self.reader.expect_list(self.parent, self.member, self.index);
        self.reader.text(self.parent, self.member, self.index, text);
        Ok(())
    }

    fn scalar<E>(self, is: Scalar) -> Result<(), E> {
        self.reader.other(self.parent, self.member, self.index, is);
        Ok(())
    }
}

impl<'a> Visitor<'a> for Value<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let Value { reader, parent, member, index, .. } = self;
        let mut name = map.next_key_seed(Name)?;
        reader.expect_list(parent, member, index);
        let start = match &name {
            Some(text @ Cow::Borrowed(_)) => {
                let offset = reader.offset(text);
                Some(reader.graph.brace_before(offset))
            }
            Some(Cow::Owned(_)) | None => None,
        };
        let place =
            if member.is_empty() { parent.place } else { reader.place(parent.place, member, index, start.unwrap_or(reader.offset)) };
        let mut element = Element::new(place, start);
        while let Some(found) = name {
            let member = reader.member(&mut element, &found);
            map.next_value_seed(Value { reader, parent: &mut element, member, index: None, depth })?;
            name = map.next_key_seed(Name)?;
        }
        reader.graph.close(element, parent, member);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let Value { reader, parent, member, index, .. } = self;
        if member == "suppliedBy" {
            reader.graph.contents.defect(parent.place, "suppliedBy is a list; a package has one supplier");
        } else if SINGLE.contains(&member) || index.is_some() || member.is_empty() {
            let what = if member == "@context" { "version not supported: @context is no single address" } else { "not a text" };
            let place = reader.place(parent.place, member, index, reader.offset);
            reader.graph.contents.defect(place, what);
        }
        let mut at = 0_u32;
        while list.next_element_seed(Value { reader, parent, member, index: Some(at), depth })?.is_some() {
            at = at.saturating_add(1);
        }
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<(), E> {
        self.text(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.text(Cow::Owned(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.scalar(Scalar::NumberOrFlag)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.scalar(Scalar::NumberOrFlag)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.scalar(Scalar::NumberOrFlag)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.scalar(Scalar::NumberOrFlag)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.scalar(Scalar::Null)
    }
}

/// A member's name, borrowed where it is written without escapes.
struct Name;

impl<'a> DeserializeSeed<'a> for Name {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'a> for Name {
    type Value = Cow<'a, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
