//! Reads CycloneDX XML: every element and attribute is checked against the grammar while it passes.
//!
//! What belongs to another namespace is stepped over and never read as ours.

mod events;

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::super::{Contents, Step};
use super::NAMESPACE;
use super::grammar::{Grammar, Member, Shape, Type, TypeId, bit};
use super::meaning::{Meaning, Part};
use super::value::{quoted, wrong_text};
use super::walker::{Syntax, Walker};
use events::{Event, Events, Fatal, Owner, join};

/// Reads `text`, which lies in the buffer of `contents`, `before` bytes after its start.
pub(super) fn read(contents: Contents, grammar: &'static Grammar, text: &str, before: usize) -> Contents {
    let walker = Walker::new(contents, grammar, Syntax::Xml);
    let events = Events::new(text, format!("{NAMESPACE}{}", grammar.version));
    let mut reader = Reader { events, walker, before };
    let control = text.bytes().position(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'));
    let outcome = reader.document().and_then(|()| match control {
        Some(at) => Err(Fatal { what: "not well-formed XML: a control character".to_owned(), at }),
        None => Ok(()),
    });
    if let Err(fatal) = outcome {
        let offset = reader.offset(fatal.at);
        reader.walker.defect_of(Step::Root, offset, fatal.what);
    }
    reader.walker.finish()
}

struct Reader<'a> {
    events: Events<'a>,
    walker: Walker,
    before: usize,
}

/// What one element has shown so far.
struct Progress {
    /// Children met, by their bits.
    seen: u64,
    state: super::model::State,
    /// A child stood where it may not: what follows from that is not said again.
    out_of_order: bool,
    external: bool,
    /// How many of each child; empty where none repeats.
    counts: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn offset(&self, at: usize) -> u32 {
        u32::try_from(self.before.saturating_add(at)).unwrap_or(u32::MAX)
    }

    fn document(&mut self) -> Result<(), Fatal> {
        let mut root = false;
        loop {
            match self.events.next()? {
                Event::Start(element, at) if !root => {
                    root = true;
                    let owner = self.events.element_owner(element.name())?;
                    if owner != Owner::Ours || element.local_name().as_ref() != "bom" {
                        return Err(self.events.fatal("no marker of a known format"));
                    }
                    self.element(&element, self.walker.grammar.root, Part::Bom, Step::Member("bom"), at)?;
                }
                Event::Start(..) => return Err(self.events.fatal("not well-formed XML: a second root element")),
                Event::Text(text, _) if !blank(&text) => {
                    return Err(self.events.fatal("not well-formed XML: text outside the root element"));
                }
                Event::Text(..) | Event::End => {}
                Event::Eof if root => return Ok(()),
                Event::Eof => return Err(self.events.fatal("not well-formed XML: no root element")),
            }
        }
    }

    /// An element with attributes or children, to its end.
    fn element(&mut self, start: &BytesStart<'a>, id: TypeId, part: Part, step: Step, at: usize) -> Result<(), Fatal> {
        let offset = self.offset(at);
        self.walker.enter(part, step, offset);
        let outcome = match self.walker.type_of(id) {
            Some(kind) => self.inside(start, kind, offset),
            None => self.events.skip(),
        };
        self.walker.leave();
        outcome
    }

    fn inside(&mut self, start: &BytesStart<'a>, kind: &'static Type, offset: u32) -> Result<(), Fatal> {
        let mut progress = Progress { seen: 0, state: None, out_of_order: false, external: false, counts: Vec::new() };
        progress.external = self.attributes(start, kind, offset)?;
        let (mut body, mut body_at) = (Cow::Borrowed(""), 0);
        loop {
            match self.events.next()? {
                Event::Start(child, at) => self.child(&child, kind, &mut progress, at)?,
                Event::Text(text, at) if kind.body.is_some() => join(&mut body, &mut body_at, text, at),
                Event::Text(text, at) => {
                    if !kind.others.text && !blank(&text) {
                        let offset = self.offset(at);
                        self.walker.defect_of(Step::Member("text()"), offset, "text where only elements may stand");
                    }
                }
                Event::End | Event::Eof => break,
            }
        }
        if let Some(shape) = &kind.body {
            let offset = if body.is_empty() { offset } else { self.offset(body_at) };
            self.text(shape, Meaning::Body, Step::Member("text()"), kind.name, &body, offset);
        }
        let whole = kind.members.required & !progress.seen == 0;
        if whole && !progress.out_of_order && !kind.model.may_end(progress.state) {
            self.walker.defect(format!("{} ends before something that has to follow", short(kind.name)));
        }
        self.walker.check_presence(kind, progress.seen, progress.external);
        Ok(())
    }

    /// Checks the attributes; whether `isExternal` is true.
    fn attributes(&mut self, start: &BytesStart<'a>, kind: &'static Type, offset: u32) -> Result<bool, Fatal> {
        let (mut seen, mut external) = (0, false);
        for attribute in self.events.attributes(start)? {
            let value = self.events.value(&attribute)?;
            let name = attribute.key.local_name();
            let name: &str = name.as_ref();
            match self.events.attribute_owner(attribute.key)? {
                Owner::Nobody => match kind.attributes.find(name) {
                    Some((number, member)) => {
                        seen |= bit(number);
                        external |= member.meaning == Meaning::IsExternal && matches!(value.trim(), "true" | "1");
                        let at = self.place_in_tag(offset, &value);
                        self.text(&member.shape, member.meaning, Step::Member(member.path), member.name, &value, at);
                    }
                    None if kind.others.attributes => {}
                    None => self.walker.unknown(name, offset),
                },
                Owner::Foreign if kind.others.foreign_attributes || self.events.of_schema_instance(attribute.key) => {}
                Owner::Ours if kind.others.attributes => {}
                Owner::Foreign | Owner::Ours => self.walker.unknown(name, offset),
            }
        }
        let missing = kind.attributes.required & !seen;
        for (number, member) in kind.attributes.list.iter().enumerate() {
            if missing & bit(number) != 0 {
                self.walker.missing(kind, member.name);
            }
        }
        Ok(external)
    }

    /// The byte of an attribute's value, where it stands unchanged in the file; else of its tag.
    fn place_in_tag(&self, offset: u32, value: &str) -> u32 {
        match self.walker.contents.offset_of(value) {
            0 => offset,
            found => found,
        }
    }

    fn child(&mut self, child: &BytesStart<'a>, kind: &'static Type, progress: &mut Progress, at: usize) -> Result<(), Fatal> {
        let offset = self.offset(at);
        let name = child.local_name();
        let name: &str = name.as_ref();
        match self.events.element_owner(child.name())? {
            Owner::Foreign => {
                if !kind.others.elements {
                    self.walker.defect(format!("an element of another namespace, {}, may not stand here", quoted(name)));
                }
                return self.skipped(child);
            }
            Owner::Nobody => {
                self.walker.unknown(name, offset);
                return self.skipped(child);
            }
            Owner::Ours => {}
        }
        let Some((number, member)) = kind.members.find(name) else {
            self.walker.unknown(name, offset);
            return self.skipped(child);
        };
        let step = self.step(kind, number, member, progress);
        match kind.model.after(progress.state, number) {
            Some(place) => progress.state = Some(place),
            None => {
                progress.out_of_order = true;
                let twice = progress.seen & bit(number) != 0;
                let what = if twice && !member.repeats { "given twice" } else { "may not stand here: the schema sets the order" };
                self.walker.defect_of(step, offset, format!("element {} {what}", quoted(name)));
            }
        }
        progress.seen |= bit(number);
        let part = self.walker.part().of(member.meaning);
        match member.shape {
            Shape::Object(id) => self.element(child, id, part, step, at),
            Shape::Any => self.skipped(child),
            Shape::Scalar(_) | Shape::Union(_) | Shape::List(_) => self.plain(child, member, step, offset),
        }
    }

    fn step(&self, kind: &'static Type, number: usize, member: &'static Member, progress: &mut Progress) -> Step {
        if !member.repeats {
            return Step::Member(member.name);
        }
        if progress.counts.is_empty() {
            progress.counts = vec![0; kind.members.list.len()];
        }
        let index = progress.counts.get(number).copied().unwrap_or(0);
        if let Some(count) = progress.counts.get_mut(number) {
            *count = index.saturating_add(1);
        }
        self.walker.nth(member.name, index)
    }

    /// An element that is a text and nothing else.
    fn plain(&mut self, child: &BytesStart<'a>, member: &'static Member, step: Step, offset: u32) -> Result<(), Fatal> {
        for attribute in self.events.attributes(child)? {
            self.events.value(&attribute)?;
            self.events.attribute_owner(attribute.key)?;
            if !self.events.of_schema_instance(attribute.key) {
                let name = attribute.key.local_name();
                self.walker.defect_of(step, offset, format!("{} is no member of {}", quoted(name.as_ref()), self.walker.grammar.version));
            }
        }
        let (text, _, children) = self.events.text_to_end()?;
        if children {
            self.walker.defect_of(step, offset, "an element where only text may stand");
        }
        self.text(&member.shape, member.meaning, step, member.name, &text, offset);
        Ok(())
    }

    /// Steps over an element, its attributes checked for being well formed.
    fn skipped(&mut self, element: &BytesStart<'a>) -> Result<(), Fatal> {
        self.events.attributes(element)?;
        self.events.skip()
    }

    /// A text: right if any of the ways takes it.
    fn text(&mut self, shape: &'static Shape, meaning: Meaning, step: Step, name: &str, text: &str, offset: u32) {
        let grammar = self.walker.grammar;
        let scalars =
            grammar.alternatives(shape).iter().filter_map(|way| if let Shape::Scalar(scalar) = way { Some(*scalar) } else { None });
        let mut wrong = None;
        for scalar in scalars {
            wrong = wrong_text(grammar, scalar, text);
            if wrong.is_none() {
                break;
            }
        }
        if let Some(what) = wrong {
            let what = if what.starts_with('"') { what } else { format!("{name} {what}") };
            self.walker.defect_of(step, offset, what);
        }
        if self.walker.wants(meaning) {
            self.walker.text(meaning, step, text, offset);
        }
    }
}

fn blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}

fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
