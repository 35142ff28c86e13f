//! Reads a `.grammar` file: one line a member, an attribute, a group or a rule, with the versions that have it.

use std::collections::HashMap;

use super::super::meaning::Meaning;
use super::super::model::{Model, Node, Occurs};
use super::{Enumeration, Grammar, List, Member, Members, Others, Rule, Scalar, Shape, Type, TypeId, VERSIONS, Words, bit};

/// The grammar of the version with this number; and the lines that were not understood: a test holds that there are none.
pub(super) fn grammar(text: &'static str, version: usize) -> (Grammar, Vec<String>) {
    let blocks = blocks(text, version);
    let mut types = HashMap::new();
    let mut enumerations =
        vec![Enumeration { name: "spdx-licence", words: Words::new(include_str!("../spdx-licences.txt").lines().collect()) }];
    for block in &blocks {
        if block.kind == "enum" {
            let words = Words::new(block.lines.iter().flatten().copied().collect());
            enumerations.push(Enumeration { name: block.name, words });
        } else {
            let id = u16::try_from(types.len()).unwrap_or(u16::MAX);
            types.insert(block.name, TypeId(id));
        }
    }
    let words = enumerations.iter().zip(0_u16..).map(|(enumeration, id)| (enumeration.name, id)).collect();
    let mut builder = Builder { types, words, lists: Vec::new(), unions: Vec::new(), faults: Vec::new() };
    let read = blocks.iter().filter(|block| block.kind != "enum").map(|block| builder.block(block)).collect();
    let root = builder.types.get("bom").copied().unwrap_or(TypeId(u16::MAX));
    let version = VERSIONS.get(version).copied().unwrap_or_default();
    let grammar = Grammar { version, types: read, enumerations, lists: builder.lists, unions: builder.unions, root };
    (grammar, builder.faults)
}

struct Block {
    kind: &'static str,
    name: &'static str,
    /// Words of each line that the version has.
    lines: Vec<Vec<&'static str>>,
}

fn blocks(text: &'static str, version: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut words = line.split_whitespace().peekable();
        if !line.starts_with(' ') {
            let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            blocks.push(Block { kind, name, lines: Vec::new() });
            continue;
        }
        let held = words.peek().copied().and_then(range);
        if held.is_some() {
            words.next();
        }
        let (first, last) = held.unwrap_or((0, usize::MAX));
        if let Some(block) = blocks.last_mut().filter(|_| (first..=last).contains(&version)) {
            block.lines.push(words.collect());
        }
    }
    blocks
}

/// `1.5`, `1.5-`, `-1.4`, `1.5-1.6` as numbers of versions.
fn range(word: &str) -> Option<(usize, usize)> {
    let number = |word: &str| VERSIONS.iter().position(|version| *version == word);
    match word.split_once('-') {
        None => number(word).map(|only| (only, only)),
        Some(("", last)) => Some((0, number(last)?)),
        Some((first, "")) => Some((number(first)?, usize::MAX)),
        Some((first, last)) => Some((number(first)?, number(last)?)),
    }
}

struct Builder {
    types: HashMap<&'static str, TypeId>,
    words: HashMap<&'static str, u16>,
    lists: Vec<List>,
    unions: Vec<Vec<Shape>>,
    faults: Vec<String>,
}

impl Builder {
    fn block(&mut self, block: &Block) -> Type {
        let mut kind = Type { name: block.name, ..Type::default() };
        let mut rules = Vec::new();
        // Open groups, the innermost last; the first is the whole content.
        let mut groups = vec![Node::sequence(Occurs::ONCE)];
        for line in &block.lines {
            match line.as_slice() {
                ["open"] => kind.others.members = true,
                ["mixed"] => kind.others.text = true,
                ["any-element"] => kind.others.elements = true,
                ["foreign-attribute"] => kind.others.foreign_attributes = true,
                ["any-attribute"] => kind.others = Others { attributes: true, foreign_attributes: true, ..kind.others },
                ["range-only-when-external"] => kind.rules.push(Rule::RangeOnlyWhenExternal),
                ["one" | "any" | "only", ..] => rules.push(line.clone()),
                [".", shape] => kind.body = Some(self.shape(shape)),
                ["end"] => close(&mut groups),
                [group] if open(group).is_some() => groups.extend(open(group)),
                [name, shape] if block.kind == "object" => self.member(&mut kind.members, name, shape),
                [name, shape] if name.starts_with('@') => self.member(&mut kind.attributes, name, shape),
                [name, shape] => self.child(&mut kind.members, &mut groups, name, shape),
                _ => self.faults.push(format!("{}: {}", block.name, line.join(" "))),
            }
        }
        kind.members.index();
        kind.attributes.index();
        kind.bom_ref = kind.members.bit("bom-ref");
        kind.model = Model::of(&groups.into_iter().next().unwrap_or(Node::sequence(Occurs::ONCE)));
        kind.members.required |= kind.model.required;
        for (number, member) in kind.members.list.iter_mut().enumerate() {
            member.repeats = kind.model.repeats & bit(number) != 0;
        }
        kind.rules.extend(rules.iter().map(|line| rule(&kind.members, line)));
        kind
    }

    /// A JSON member or an XML attribute: `name!` must be there.
    fn member(&mut self, members: &mut Members, word: &'static str, shape: &'static str) {
        let path = word.trim_end_matches('!');
        let name = path.trim_start_matches('@');
        let shape = self.shape(shape);
        let number = members.push(Member { name, path, shape, meaning: Meaning::of(name), repeats: false });
        if path != word {
            members.required |= bit(number);
        }
    }

    /// An XML child: `name!`, `name?`, `name*`, `name+`.
    fn child(&mut self, members: &mut Members, groups: &mut [Node], word: &'static str, shape: &'static str) {
        let name = word.trim_end_matches(['!', '?', '*', '+']);
        let shape = self.shape(shape);
        let number = members.push(Member { name, path: name, shape, meaning: Meaning::of(name), repeats: false });
        match (Occurs::of(word), groups.last_mut()) {
            (Some(occurs), Some(group)) => group.push(Node::Child { number, occurs }),
            (None, _) | (_, None) => self.faults.push(format!("how often: {word}")),
        }
    }

    fn shape(&mut self, word: &'static str) -> Shape {
        let mut ways: Vec<Shape> = ways(word).into_iter().map(|way| self.way(way)).collect();
        match (ways.pop(), ways.is_empty()) {
            (Some(only), true) => only,
            (Some(last), false) => {
                ways.push(last);
                self.unions.push(ways);
                Shape::Union(u16::try_from(self.unions.len().saturating_sub(1)).unwrap_or(u16::MAX))
            }
            (None, _) => Shape::Any,
        }
    }

    fn way(&mut self, word: &'static str) -> Shape {
        if let Some((item, marks)) = word.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
            let item = self.shape(item);
            self.lists.push(List {
                item,
                unique: marks == "unique",
                some: marks == "some",
                lone: marks == "lone",
                alike: marks == "alike",
            });
            return Shape::List(u16::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u16::MAX));
        }
        if let Some(id) = self.types.get(word) {
            return Shape::Object(*id);
        }
        if let Some(id) = self.words.get(word) {
            return Shape::Scalar(Scalar::Enumeration(*id));
        }
        if word == "any" {
            return Shape::Any;
        }
        scalar(word).map_or_else(
            || {
                self.faults.push(format!("no such value: {word}"));
                Shape::Any
            },
            Shape::Scalar,
        )
    }
}

/// Split at each `|` outside brackets.
fn ways(word: &'static str) -> Vec<&'static str> {
    let mut depth = 0_i32;
    word.split(|c: char| {
        depth = match c {
            '[' => depth.saturating_add(1),
            ']' => depth.saturating_sub(1),
            _ => depth,
        };
        c == '|' && depth == 0
    })
    .collect()
}

/// `seq*` and the like open a group.
fn open(word: &str) -> Option<Node> {
    let occurs = Occurs::of(word)?;
    match word.trim_end_matches(['!', '?', '*', '+']) {
        "seq" => Some(Node::sequence(occurs)),
        "choice" => Some(Node::choice(occurs)),
        _ => None,
    }
}

/// `end` closes the innermost group into the one round it.
fn close(groups: &mut Vec<Node>) {
    if groups.len() > 1
        && let Some(inner) = groups.pop()
        && let Some(outer) = groups.last_mut()
    {
        outer.push(inner);
    }
}

/// `one a | b`, `any a | b`, `only a b? | c`.
fn rule(members: &Members, line: &[&str]) -> Rule {
    let (kind, words) = line.split_first().map_or(("", line), |(kind, words)| (*kind, words));
    let ways = words.split(|word| *word == "|");
    let all = |way: &[&str]| way.iter().fold(0, |mask, word| mask | members.bit(word.trim_end_matches('?')));
    let needed = |way: &[&str]| way.iter().filter(|word| !word.ends_with('?')).fold(0, |mask, word| mask | members.bit(word));
    match kind {
        "one" => Rule::One(ways.map(all).collect()),
        "any" => Rule::AtLeastOne(ways.map(all).collect()),
        _ => Rule::Fits(ways.map(|way| (needed(way), all(way))).collect()),
    }
}

fn scalar(word: &str) -> Option<Scalar> {
    let (name, limits) = word.strip_suffix(')').and_then(|word| word.split_once('(')).unwrap_or((word, ".."));
    let (least, most) = limits.split_once("..")?;
    let whole = |text: &str, otherwise: i64| text.parse::<i64>().unwrap_or(otherwise);
    let decimal = |text: &str, otherwise: f64| text.parse::<f64>().unwrap_or(otherwise);
    let count = |text: &str, otherwise: usize| text.parse::<usize>().unwrap_or(otherwise);
    let (low, high) = (decimal(least, f64::NEG_INFINITY), decimal(most, f64::INFINITY));
    Some(match name {
        "text" => Scalar::Text { least: count(least, 0), most: count(most, usize::MAX) },
        "ref" => Scalar::Reference,
        "uuid" => Scalar::SerialNumber,
        "xml-uuid" => Scalar::XmlSerialNumber,
        "bom-link-document" => Scalar::BomLinkDocument,
        "bom-link-element" => Scalar::BomLinkElement,
        "hash-content" => Scalar::HashContent,
        "mime-type" => Scalar::MimeType,
        "locale" => Scalar::Locale,
        "cre" => Scalar::Cre,
        "patent-number" => Scalar::PatentNumber,
        "two-capitals" => Scalar::TwoCapitals,
        "timestamp" => Scalar::Timestamp,
        "date" => Scalar::Date,
        "iri" => Scalar::Iri,
        "uri" => Scalar::Uri,
        "cpe" => Scalar::Cpe,
        "date-time" => Scalar::XmlDateTime,
        "xml-date" => Scalar::XmlDate,
        "xml-boolean" => Scalar::XmlBoolean,
        "xml-integer" => Scalar::XmlInteger { least: whole(least, i64::MIN), most: whole(most, i64::MAX) },
        "decimal" => Scalar::Decimal { least: low, most: high },
        "integer" => Scalar::Integer { least: low, most: high },
        "number" => Scalar::Number { least: low, most: high },
        "boolean" => Scalar::Boolean,
        _ => return None,
    })
}
