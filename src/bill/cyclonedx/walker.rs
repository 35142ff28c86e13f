//! Follows a reader through a bill: where it is, and which part of the bill that is; notes every defect with its place.

use super::super::{Component, ComponentId, Contents, Kind, PlaceId, Relation, Step, Text};
use super::capture::Capture;
use super::grammar::{Grammar, Rule, Type, TypeId};
use super::meaning::{Meaning, Part, Party};
use super::references::References;
use super::value::quoted;
use crate::bill::contents::ROOT;

/// How places are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Xml,
}

/// An object or element that is being read.
#[derive(Clone, Copy)]
struct Frame {
    step: Step,
    offset: u32,
    /// Made when first asked for: most places are never printed.
    place: Option<PlaceId>,
    part: Part,
}

/// The bill so far.
pub(super) struct Walker {
    pub contents: Contents,
    pub grammar: &'static Grammar,
    pub syntax: Syntax,
    frames: Vec<Frame>,
    pub(super) capture: Capture,
    pub(super) references: References,
}

impl Walker {
    pub fn new(contents: Contents, grammar: &'static Grammar, syntax: Syntax) -> Self {
        Self { contents, grammar, syntax, frames: Vec::new(), capture: Capture::default(), references: References::default() }
    }

    /// Everything read; what can only be told at the end is told now.
    pub fn finish(mut self) -> Contents {
        self.contents.completeness = self.capture.completeness();
        for (name, place) in self.references.dangling() {
            let what = format!("{} is nothing in this bill", quoted(self.contents.text(name)));
            if self.contents.takes_defects() {
                self.contents.defect(place, what);
            }
        }
        self.contents
    }

    /// The part that is being read.
    pub fn part(&self) -> Part {
        self.frames.last().map_or(Part::Outside, |frame| frame.part)
    }

    /// The `above`-th part round the present one, which is the 0th.
    pub fn part_above(&self, above: usize) -> Part {
        self.frames.iter().rev().nth(above).map_or(Part::Outside, |frame| frame.part)
    }

    pub fn step(&self) -> Step {
        self.frames.last().map_or(Step::Root, |frame| frame.step)
    }

    /// The step to the `index`-th of several members or elements of a name, counted from 0.
    pub fn nth(&self, name: &'static str, index: usize) -> Step {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        match self.syntax {
            Syntax::Json => Step::Item(name, index),
            Syntax::Xml => Step::Element(name, index.saturating_add(1)),
        }
    }

    /// Steps into an object or element.
    pub fn enter(&mut self, part: Part, step: Step, offset: u32) {
        let place = if self.frames.is_empty() && self.syntax == Syntax::Json { Some(ROOT) } else { None };
        self.frames.push(Frame { step, offset, place, part });
        match part {
            Part::Component(relation) => self.open_component(relation),
            Part::Subject => self.open_component(Relation::Part),
            Part::Entity(_) | Part::Author => self.capture.entity = Default::default(),
            Part::Contact => self.capture.entity.contacts = self.capture.entity.contacts.saturating_add(1),
            Part::Hash => self.capture.hash = Default::default(),
            Part::Property => self.capture.property = Default::default(),
            Part::ExternalReference => self.capture.external = Default::default(),
            Part::Bom
            | Part::Metadata
            | Part::Components(_)
            | Part::Pedigree
            | Part::Address
            | Part::Authors
            | Part::Hashes
            | Part::Properties
            | Part::ExternalReferences
            | Part::Swid
            | Part::Dependencies
            | Part::Dependency
            | Part::Compositions
            | Part::Composition
            | Part::Outside => {}
        }
    }

    /// Steps out of it; what it said is kept now.
    pub fn leave(&mut self) {
        match self.part() {
            Part::Component(_) => self.close_component(),
            Part::Subject => self.hold_subject(),
            Part::Metadata => self.close_metadata(),
            Part::Entity(party) => self.close_entity(Some(party)),
            Part::Author => self.close_entity(None),
            Part::Hash => self.close_hash(),
            Part::Property => self.close_property(),
            Part::ExternalReference => self.close_external_reference(),
            Part::Composition => self.capture.close_composition(),
            Part::Bom
            | Part::Components(_)
            | Part::Pedigree
            | Part::Contact
            | Part::Address
            | Part::Authors
            | Part::Hashes
            | Part::Properties
            | Part::ExternalReferences
            | Part::Swid
            | Part::Dependencies
            | Part::Dependency
            | Part::Compositions
            | Part::Outside => {}
        }
        self.frames.pop();
    }

    fn open_component(&mut self, relation: Relation) {
        let place = self.place();
        let parent = self.capture.innermost();
        let id = self.contents.open_component(place, parent, relation);
        self.capture.open(id);
        if relation == Relation::Service {
            self.component(|component| component.kind = Kind::Service);
        }
        if self.part() == Part::Subject {
            self.contents.subjects.push(id);
        }
    }

    /// Fills in the innermost component that is being read.
    pub fn component(&mut self, fill: impl FnOnce(&mut Component)) {
        let id = self.capture.innermost();
        if let Some(component) = id.and_then(|ComponentId(id)| self.contents.components.get_mut(usize::try_from(id).ok()?)) {
            fill(component);
        }
    }

    /// The place of what is being read.
    pub fn place(&mut self) -> PlaceId {
        self.place_above(0)
    }

    /// The place of the `above`-th round it.
    pub fn place_above(&mut self, above: usize) -> PlaceId {
        let end = self.frames.len().saturating_sub(above);
        let made = self.frames.iter().take(end).rposition(|frame| frame.place.is_some());
        let mut place = made.and_then(|at| self.frames.get(at)?.place).unwrap_or(ROOT);
        for frame in self.frames.iter_mut().take(end).skip(made.map_or(0, |at| at.saturating_add(1))) {
            place = self.contents.place(place, frame.step, frame.offset);
            frame.place = Some(place);
        }
        place
    }

    /// A place one step below what is being read.
    pub fn place_of(&mut self, step: Step, offset: u32) -> PlaceId {
        let parent = self.place();
        self.contents.place(parent, step, offset)
    }

    /// Notes a defect of what is being read.
    pub fn defect(&mut self, what: impl Into<String>) {
        if self.contents.takes_defects() {
            let place = self.place();
            self.contents.defect(place, what);
        }
    }

    /// Notes a defect of a member or child.
    pub fn defect_of(&mut self, step: Step, offset: u32, what: impl Into<String>) {
        if self.contents.takes_defects() {
            let place = self.place_of(step, offset);
            self.contents.defect(place, what);
        }
    }

    /// A member that the version does not have. Its name is the vendor's own.
    pub fn unknown(&mut self, name: &str, offset: u32) {
        let text = self.contents.keep_raw(name);
        let what = format!("{} is no member of {}", quoted(name), self.grammar.version);
        self.defect_of(Step::Named(text), offset, what);
    }

    /// A type by its number.
    pub fn type_of(&self, id: TypeId) -> Option<&'static Type> {
        self.grammar.type_of(id)
    }

    /// Checks which members stand together once the last has been read. `external` is the value of `isExternal`.
    pub fn check_presence(&mut self, kind: &'static Type, seen: u64, external: bool) {
        let missing = kind.members.required & !seen;
        for (number, member) in kind.members.list.iter().enumerate().filter(|_| missing != 0) {
            if missing & super::grammar::bit(number) != 0 {
                self.missing(kind, member.name);
            }
        }
        for rule in &kind.rules {
            if let Some(what) = broken(kind, rule, seen, external) {
                self.defect(what);
            }
        }
    }

    /// Something that has to be there is not.
    pub fn missing(&mut self, kind: &Type, name: &str) {
        let what = match (kind.name, name) {
            ("component", "name" | "type") => format!("component without a {name}"),
            (owner, name) => format!("{} without {name}", owner.rsplit('.').next().unwrap_or(owner)),
        };
        self.defect(what);
    }

    /// Keeps a text as a claim's or identifier's; blank is nothing.
    pub fn keep(&mut self, text: &str) -> Option<Text> {
        self.contents.keep(text)
    }

    /// Whether a member with this meaning is read at all in this part; the reader may skip the text of others.
    pub fn wants(&self, meaning: Meaning) -> bool {
        meaning != Meaning::Nothing && (self.part() != Part::Outside || meaning == Meaning::BomRef)
    }
}

/// What is wrong by a rule; `None` where it is kept.
fn broken(kind: &Type, rule: &Rule, seen: u64, external: bool) -> Option<String> {
    let name = kind.name.rsplit('.').next().unwrap_or(kind.name);
    let holds = |mask: &u64| seen & mask == *mask;
    match rule {
        Rule::One(ways) => {
            (ways.iter().filter(|way| holds(way)).count() != 1).then(|| format!("{name} needs exactly one of {}", names(kind, ways)))
        }
        Rule::AtLeastOne(ways) => (!ways.iter().any(holds)).then(|| format!("{name} needs one of {}", names(kind, ways))),
        Rule::Fits(ways) => {
            let fitting = ways.iter().filter(|(needed, allowed)| holds(needed) && seen & !allowed == 0).count();
            let needed: Vec<u64> = ways.iter().map(|(needed, _)| *needed).collect();
            (fitting != 1).then(|| format!("members that do not belong together; {name} needs exactly one of {}", names(kind, &needed)))
        }
        Rule::RangeOnlyWhenExternal => {
            let range = kind.members.bit("versionRange");
            let both = seen & range != 0 && seen & kind.members.bit("version") != 0;
            if both {
                Some("versionRange beside version".to_owned())
            } else {
                (seen & range != 0 && !external).then(|| "versionRange in a component that is not external".to_owned())
            }
        }
    }
}

/// The members of masks, for a message.
fn names(kind: &Type, ways: &[u64]) -> String {
    let way = |mask: &u64| {
        let members = kind.members.list.iter().enumerate();
        members
            .filter(|(number, _)| mask & super::grammar::bit(*number) != 0)
            .map(|(_, member)| member.name)
            .collect::<Vec<_>>()
            .join(" and ")
    };
    ways.iter().map(way).filter(|names| !names.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The party of an entity as the role that its claim has.
pub(super) fn of_the_bill(party: Option<Party>, within: Part) -> bool {
    matches!(party, Some(Party::BomAuthor | Party::BomSupplier)) || (party.is_none() && within == Part::Metadata)
}
