//! What may stand where in a CycloneDX file, read from the two `.grammar` files that were made from the official schemas.
//!
//! A grammar is built for one version on first use and kept; it holds that version's lines alone, so that
//! no reader ever asks for a version again.

mod parse;

use std::sync::OnceLock;

use super::meaning::Meaning;
use super::model::Model;

/// Versions in the order of the statics below.
pub(super) const VERSIONS: [&str; 8] = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];

const JSON_LINES: &str = include_str!("json.grammar");
const XML_LINES: &str = include_str!("xml.grammar");

static JSON: [OnceLock<Grammar>; 8] = [const { OnceLock::new() }; 8];
static XML: [OnceLock<Grammar>; 8] = [const { OnceLock::new() }; 8];

/// The grammar of JSON of this version; `None` for a version that is not read.
pub(super) fn json(version: &str) -> Option<&'static Grammar> {
    let number = VERSIONS.iter().position(|known| *known == version).filter(|number| *number >= 2)?;
    Some(JSON.get(number)?.get_or_init(|| parse::grammar(JSON_LINES, number).0))
}

/// The grammar of XML of this version; `None` for a version that is not read.
pub(super) fn xml(version: &str) -> Option<&'static Grammar> {
    let number = VERSIONS.iter().position(|known| *known == version)?;
    Some(XML.get(number)?.get_or_init(|| parse::grammar(XML_LINES, number).0))
}

/// All of one version, in one syntax.
#[derive(Debug)]
pub(super) struct Grammar {
    pub version: &'static str,
    pub types: Vec<Type>,
    pub enumerations: Vec<Enumeration>,
    pub lists: Vec<List>,
    pub unions: Vec<Vec<Shape>>,
    /// Where reading starts: `bom`.
    pub root: TypeId,
}

/// Index into [`Grammar::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeId(pub u16);

/// A JSON object or an XML element with children or attributes.
#[derive(Debug, Default)]
pub(super) struct Type {
    pub name: &'static str,
    /// JSON members, or XML child elements.
    pub members: Members,
    /// XML attributes; empty in JSON.
    pub attributes: Members,
    pub rules: Vec<Rule>,
    /// The text of an XML element.
    pub body: Option<Shape>,
    /// Order and number of XML children.
    pub model: Model,
    pub others: Others,
    /// The bit of `bom-ref` among the members.
    pub bom_ref: u64,
}

/// What may stand in a type besides what it names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Others {
    /// JSON: members of any name.
    pub members: bool,
    /// XML: elements of other namespaces.
    pub elements: bool,
    /// XML: attributes of other namespaces.
    pub foreign_attributes: bool,
    /// XML: attributes of any name.
    pub attributes: bool,
    /// XML: text between the children.
    pub text: bool,
}

/// A rule on which members stand together; masks over [`Members`].
#[derive(Debug)]
pub(super) enum Rule {
    /// Exactly one of these is there.
    One(Vec<u64>),
    /// At least one of these is there.
    AtLeastOne(Vec<u64>),
    /// What is there fits exactly one of these: what it requires, and what it allows.
    Fits(Vec<(u64, u64)>),
    /// CycloneDX 1.7: `versionRange` only in an external component, never beside `version`.
    RangeOnlyWhenExternal,
}

/// Members of a type, found by name.
#[derive(Debug, Default)]
pub(super) struct Members {
    pub list: Vec<Member>,
    /// Bit n: member n must be there.
    pub required: u64,
    names: Words,
}

/// Words that are looked up by what they are; open addressing.
#[derive(Debug, Default)]
pub(super) struct Words {
    list: Vec<&'static str>,
    /// Number of the word + 1; 0 is empty.
    slots: Vec<u16>,
}

/// A member, an attribute or a child element.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub name: &'static str,
    /// As a place names it: `@type` for an attribute.
    pub path: &'static str,
    pub shape: Shape,
    pub meaning: Meaning,
    /// XML: it may stand more than once.
    pub repeats: bool,
}

/// What a value has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    Any,
    Scalar(Scalar),
    Object(TypeId),
    /// Index into [`Grammar::lists`].
    List(u16),
    /// Index into [`Grammar::unions`].
    Union(u16),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub item: Shape,
    /// No item twice.
    pub unique: bool,
    /// At least one item.
    pub some: bool,
    /// Licences of 1.5 and 1.6: an expression stands alone.
    pub lone: bool,
    /// No texts among objects.
    pub alike: bool,
}

/// A value without parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scalar {
    /// Length in characters.
    Text {
        least: usize,
        most: usize,
    },
    /// Index into [`Grammar::enumerations`].
    Enumeration(u16),
    Reference,
    SerialNumber,
    XmlSerialNumber,
    BomLinkDocument,
    BomLinkElement,
    HashContent,
    MimeType,
    Locale,
    Cre,
    PatentNumber,
    TwoCapitals,
    Timestamp,
    Date,
    Iri,
    Uri,
    Cpe,
    XmlDateTime,
    XmlDate,
    XmlBoolean,
    XmlInteger {
        least: i64,
        most: i64,
    },
    Decimal {
        least: f64,
        most: f64,
    },
    Integer {
        least: f64,
        most: f64,
    },
    Number {
        least: f64,
        most: f64,
    },
    Boolean,
}

/// Words that a value has to be one of.
#[derive(Debug)]
pub(super) struct Enumeration {
    pub name: &'static str,
    pub words: Words,
}

impl Grammar {
    /// A type of this grammar.
    pub fn type_of(&self, id: TypeId) -> Option<&Type> {
        self.types.get(usize::from(id.0))
    }

    /// What a value may be, each way by itself.
    pub fn alternatives<'a>(&'a self, shape: &'a Shape) -> &'a [Shape] {
        match shape {
            Shape::Union(index) => self.unions.get(usize::from(*index)).map_or(&[], Vec::as_slice),
            Shape::Any | Shape::Scalar(_) | Shape::Object(_) | Shape::List(_) => std::slice::from_ref(shape),
        }
    }
}

impl Members {
    /// Number and member of this name.
    pub fn find(&self, name: &str) -> Option<(usize, &Member)> {
        let number = self.names.number(name)?;
        Some((number, self.list.get(number)?))
    }

    /// The bit of a member; 0 for a name that is none.
    pub fn bit(&self, name: &str) -> u64 {
        self.find(name).map_or(0, |(number, _)| bit(number))
    }

    /// Adds a member; the caller calls [`Members::index`] after the last.
    fn push(&mut self, member: Member) -> usize {
        if let Some(number) = self.list.iter().position(|known| known.name == member.name) {
            if let Some(known) = self.list.get_mut(number) {
                known.repeats |= member.repeats;
            }
            return number;
        }
        self.list.push(member);
        self.list.len().saturating_sub(1)
    }

    fn index(&mut self) {
        self.names = Words::new(self.list.iter().map(|member| member.name).collect());
    }
}

impl Words {
    pub fn new(list: Vec<&'static str>) -> Self {
        let size = list.len().saturating_mul(2).next_power_of_two().max(2);
        let mask = size.saturating_sub(1);
        let mut slots = vec![0_u16; size];
        for (word, number) in list.iter().zip(1_u16..) {
            let mut slot = spread(word) & mask;
            while slots.get(slot).is_some_and(|taken| *taken != 0) {
                slot = slot.wrapping_add(1) & mask;
            }
            if let Some(place) = slots.get_mut(slot) {
                *place = number;
            }
        }
        Self { list, slots }
    }

    /// The place of a word in the list.
    pub fn number(&self, word: &str) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = spread(word) & mask;
        loop {
            let number = usize::from(*self.slots.get(slot)?).checked_sub(1)?;
            if *self.list.get(number)? == word {
                return Some(number);
            }
            slot = slot.wrapping_add(1) & mask;
        }
    }

    pub fn contains(&self, word: &str) -> bool {
        self.number(word).is_some()
    }
}

/// Bit of a number below 64; 0 above.
pub(super) fn bit(number: usize) -> u64 {
    u32::try_from(number).ok().and_then(|number| 1_u64.checked_shl(number)).unwrap_or(0)
}

/// Length, first, middle and last byte: enough to tell nearly all member names of a type apart.
fn spread(name: &str) -> usize {
    let bytes = name.as_bytes();
    let at = |index: usize| usize::from(bytes.get(index).copied().unwrap_or(0));
    let length = bytes.len();
    length
        .wrapping_add(at(0).wrapping_mul(5))
        .wrapping_add(at(length / 2).wrapping_mul(11))
        .wrapping_add(at(length.wrapping_sub(1)).wrapping_mul(23))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;

    #[test]
    fn every_line_of_both_grammars_is_understood_in_every_version() {
        for (lines, number) in [JSON_LINES, XML_LINES].into_iter().flat_map(|lines| (0..VERSIONS.len()).map(move |number| (lines, number)))
        {
            let (grammar, faults) = parse::grammar(lines, number);
            assert_eq!(faults, Vec::<String>::new(), "{}", grammar.version);
            assert!(grammar.types.iter().all(|kind| kind.members.list.len() <= 64 && kind.attributes.list.len() <= 64));
        }
    }

    #[test]
    fn a_member_is_found_in_the_versions_that_have_it_and_in_no_other() {
        let has = |version: &str, member: &str| {
            let grammar = json(version).unwrap();
            grammar.types.iter().find(|kind| kind.name == "component").unwrap().members.find(member).is_some()
        };
        assert!(has("1.6", "manufacturer") && has("1.7", "manufacturer") && !has("1.5", "manufacturer"));
        assert!(has("1.2", "name") && has("1.7", "name"));
        assert!(json("1.1").is_none() && xml("1.1").is_some() && xml("1.8").is_none());
    }
}
