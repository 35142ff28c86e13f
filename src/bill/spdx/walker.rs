//! Follows the objects, lists and texts of an SPDX 2 document in JSON, YAML or XML and hands each to the draft.
//!
//! A syntax reports what it meets in the order of the file; which members there are and what their
//! values have to be stands in `shape.rs`. A place is made only where something is said or wrong.

use std::borrow::Cow;
use std::collections::HashSet;

use super::draft::Draft;
use super::filler::Filler;
use super::shape::{Closes, Is, Member, Presence, Shape};
use crate::bill::contents::ROOT;
use crate::bill::{Contents, PlaceId, Step};

/// An object of no known shape may have this many members.
const SKIPPED_NAMES: usize = 1_000;

/// A value that is no object and no list.
#[derive(Clone, Debug)]
pub(super) enum Scalar<'a> {
    Text(Cow<'a, str>),
    Flag,
    Number,
    /// A number that is not whole, which no member is.
    Fraction,
    Null,
    /// Text of a syntax without types: fits a text, and a flag or a number where it reads as one.
    Untyped(Cow<'a, str>),
}

/// What an XML element is to be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Object,
    Scalar,
    Skip,
}

/// Where the reader stands: an object, or a list of which each item is expected to be `is`.
#[derive(Debug)]
enum Level {
    Object { shape: &'static Shape, seen: u64, counts: Vec<(&'static str, u32)> },
    List { name: &'static str, is: Is, next: u32 },
}

#[derive(Debug)]
struct Frame {
    level: Level,
    step: Step,
    offset: u32,
    place: Option<PlaceId>,
}

/// Reads one document.
pub(super) struct Walker<'a> {
    draft: Draft<'a>,
    filler: Filler<'a>,
    root: &'static Shape,
    /// 2 or 3 for SPDX 2.2 and 2.3 where that is known beforehand.
    minor: Option<u8>,
    frames: Vec<Frame>,
    pending: Option<(Is, Step)>,
    /// Objects and lists open inside something that is not read, with the names met in each object.
    skipped: Vec<HashSet<Box<str>>>,
    started: bool,
}

impl<'a> Walker<'a> {
    /// `version` is `SPDX-2.3` as the outline shows it: it may stand last in the file.
    pub fn new(contents: Contents, root: &'static Shape, version: Option<&str>) -> Self {
        let minor = match version {
            Some("SPDX-2.2") => Some(2),
            Some("SPDX-2.3") => Some(3),
            Some(_) | None => None,
        };
        Self {
            draft: Draft::new(contents),
            filler: Filler::new(),
            root,
            minor,
            frames: Vec::new(),
            pending: None,
            skipped: Vec::new(),
            started: false,
        }
    }

    /// For byte offsets.
    pub fn contents(&self) -> &Contents {
        &self.draft.contents
    }

    /// The syntax is broken where the reader stands: nothing behind it can be read.
    pub fn stop(&mut self, what: String) {
        let place = self.place();
        self.draft.stop(place, what);
    }

    /// Something that belongs to no member, at this byte.
    pub fn stray(&mut self, what: String, offset: u32) {
        self.defect_at(Step::Member(""), offset, what);
    }

    /// The root element of an XML document begins: its name is part of every pointer.
    pub fn open_root(&mut self, name: &'static str, offset: u32) {
        self.started = true;
        let place = self.draft.contents.place(ROOT, Step::Member(name), offset);
        self.frames.push(Frame {
            level: Level::Object { shape: self.root, seen: 0, counts: Vec::new() },
            step: Step::Root,
            offset,
            place: Some(place),
        });
    }

    /// A defect where the reader stands.
    fn defect_here(&mut self, what: String) {
        let place = self.place();
        self.draft.contents.defect(place, what);
    }

    /// Ends the reading: everything that is still open counts as far as it was read.
    pub fn finish(mut self) -> Contents {
        while !self.frames.is_empty() {
            self.close();
        }
        self.draft.finish()
    }

    /// An object begins at this byte.
    pub fn open_object(&mut self, offset: u32) {
        if !self.skipped.is_empty() {
            self.skipped.push(HashSet::new());
            return;
        }
        if !self.started {
            self.started = true;
            return self.push_object(self.root, Step::Root, offset);
        }
        match self.expect() {
            Some((Is::One(shape), step)) => self.push_object(shape, step, offset),
            Some((Is::Anything, _)) | None => self.skipped.push(HashSet::new()),
            Some((is @ (Is::Text(_) | Is::Flag | Is::Number | Is::List(_)), step)) => {
                self.wrong(is, step, offset);
                self.skipped.push(HashSet::new());
            }
        }
    }

    fn push_object(&mut self, shape: &'static Shape, step: Step, offset: u32) {
        let place = matches!(step, Step::Root).then_some(ROOT);
        self.frames.push(Frame { level: Level::Object { shape, seen: 0, counts: Vec::new() }, step, offset, place });
        let place = shape.opens().then(|| self.place());
        self.filler.open(shape, place);
    }

    /// A list begins at this byte.
    pub fn open_list(&mut self, offset: u32) {
        if !self.skipped.is_empty() {
            self.skipped.push(HashSet::new());
            return;
        }
        match self.expect() {
            Some((Is::List(item), step @ Step::Member(name))) => {
                self.frames.push(Frame { level: Level::List { name, is: *item, next: 0 }, step, offset, place: None });
            }
            Some((Is::Anything, _)) | None => self.skipped.push(HashSet::new()),
            Some((is @ (Is::Text(_) | Is::Flag | Is::Number | Is::List(_) | Is::One(_)), step)) => {
                self.wrong(is, step, offset);
                self.skipped.push(HashSet::new());
            }
        }
    }

    /// A member's name; its value comes next.
    pub fn key(&mut self, name: &str, offset: u32) {
        if let Some(names) = self.skipped.last_mut() {
            if names.len() > SKIPPED_NAMES {
                return;
            }
            let what = if names.len() == SKIPPED_NAMES { "too many members".to_owned() } else { format!("duplicate member \"{name}\"") };
            if !names.insert(name.into()) || names.len() > SKIPPED_NAMES {
                self.defect_here(what);
            }
            return;
        }
        self.pending =
            self.member(name, offset).filter(|(_, repeated)| !repeated).map(|(member, _)| (member.is, Step::Member(member.name)));
    }

    /// An XML element inside an object: lists are repeated elements.
    pub fn element(&mut self, name: &str, offset: u32) -> Reading {
        if !self.skipped.is_empty() {
            return Reading::Skip;
        }
        let known = self.member_of(name);
        let is_list = known.is_some_and(|(_, member)| matches!(member.is, Is::List(_)));
        let member =
            if is_list { self.count(name) } else { self.member(name, offset).filter(|(_, repeated)| !repeated).map(|(m, _)| (m, None)) };
        let Some((member, position)) = member else { return Reading::Skip };
        let step = position.map_or(Step::Member(member.name), |position| Step::Element(member.name, position));
        let is = if let Is::List(item) = member.is { *item } else { member.is };
        self.pending = Some((is, step));
        match is {
            Is::One(_) => Reading::Object,
            Is::Text(_) | Is::Flag | Is::Number => Reading::Scalar,
            Is::Anything | Is::List(_) => Reading::Skip,
        }
    }

    /// Counts an item of a repeated element, from 1.
    fn count(&mut self, name: &str) -> Option<(&'static Member, Option<u32>)> {
        let (index, member) = self.member_of(name)?;
        let Some(Frame { level: Level::Object { seen, counts, .. }, .. }) = self.frames.last_mut() else { return None };
        *seen |= 1_u64.checked_shl(index).unwrap_or(0);
        let position = match counts.iter_mut().find(|(counted, _)| *counted == member.name) {
            Some((_, count)) => {
                *count = count.saturating_add(1);
                *count
            }
            None => {
                counts.push((member.name, 1));
                1
            }
        };
        Some((member, Some(position)))
    }

    /// The member of this name and whether it was there before; `None`, and a defect, where there is none.
    fn member(&mut self, name: &str, offset: u32) -> Option<(&'static Member, bool)> {
        let Some((index, member)) = self.member_of(name) else {
            let Some(Frame { level: Level::Object { shape, .. }, .. }) = self.frames.last() else { return None };
            let what = format!("\"{name}\" is no member of a {} in SPDX {}", shape.name, self.version());
            self.defect_at(Step::Member(""), offset, what);
            return None;
        };
        if member.presence == Presence::Since23 && self.minor == Some(2) {
            self.defect_at(Step::Member(member.name), offset, format!("\"{name}\" is no member of 2.2"));
        }
        let bit = 1_u64.checked_shl(index).unwrap_or(0);
        let Some(Frame { level: Level::Object { seen, .. }, .. }) = self.frames.last_mut() else { return None };
        let repeated = *seen & bit != 0;
        *seen |= bit;
        if repeated {
            self.defect_at(Step::Member(member.name), offset, format!("duplicate member \"{name}\""));
        }
        Some((member, repeated))
    }

    fn member_of(&self, name: &str) -> Option<(u32, &'static Member)> {
        let Some(Frame { level: Level::Object { shape, .. }, .. }) = self.frames.last() else { return None };
        (0_u32..).zip(shape.members).find(|(_, member)| member.name == name)
    }

    fn version(&self) -> &'static str {
        match self.minor {
            Some(2) => "2.2",
            Some(_) => "2.3",
            None => "2",
        }
    }

    /// A text, a number, a flag or null.
    pub fn scalar(&mut self, scalar: Scalar<'a>, offset: u32) {
        if !self.skipped.is_empty() {
            return;
        }
        let Some((is, step)) = self.expect() else { return };
        match (is, scalar) {
            (Is::Text(slot), Scalar::Text(text) | Scalar::Untyped(text)) => {
                if let Some(words) = slot.words().filter(|words| !words.contains(&text.trim())) {
                    self.defect_at(step, offset, format!("\"{text}\" is none of {}", words.join(", ")));
                }
                let parent = self.place_for(slot.is_placed());
                self.filler.fill(&mut self.draft, slot, text, (parent, step, offset));
            }
            (Is::Flag, Scalar::Flag) | (Is::Number, Scalar::Number) | (Is::Anything, _) => {}
            (Is::Flag, Scalar::Untyped(text)) if matches!(text.trim(), "true" | "false") => {}
            (Is::Number, Scalar::Untyped(text)) if text.trim().parse::<i64>().is_ok() => {}
            (is, Scalar::Text(_) | Scalar::Flag | Scalar::Number | Scalar::Fraction | Scalar::Null | Scalar::Untyped(_)) => {
                self.wrong(is, step, offset)
            }
        }
    }

    /// The parent's place where the slot needs one; making it for each ignored text would cost more than the file.
    fn place_for(&mut self, placed: bool) -> PlaceId {
        if placed { self.place() } else { ROOT }
    }

    /// The innermost object or list ends.
    pub fn close(&mut self) {
        if !self.skipped.is_empty() {
            self.skipped.pop();
            return;
        }
        self.pending = None;
        let Some(Frame { level: Level::Object { shape, seen, .. }, .. }) = self.frames.last() else {
            self.frames.pop();
            return;
        };
        let (shape, seen) = (*shape, *seen);
        for (index, member) in (0_u32..).zip(shape.members) {
            let required = match member.presence {
                Presence::Required => true,
                Presence::RequiredIn22 => self.minor == Some(2),
                Presence::Optional | Presence::Since23 => false,
            };
            if required && !self.draft.is_stopped() && seen & 1_u64.checked_shl(index).unwrap_or(0) == 0 {
                self.defect_here(format!("{} without \"{}\"", shape.name, member.name));
            }
        }
        if shape.closes != Closes::Nothing {
            let spot = if shape.closes == Closes::FileChecksum { (ROOT, Step::Root, 0) } else { self.spot() };
            self.filler.close(&mut self.draft, shape, spot);
        }
        self.frames.pop();
    }

    /// What the next value has to be, and the step to it.
    fn expect(&mut self) -> Option<(Is, Step)> {
        if let Some(Frame { level: Level::List { name, is, next }, .. }) = self.frames.last_mut() {
            let step = Step::Item(name, *next);
            *next = next.saturating_add(1);
            return Some((*is, step));
        }
        self.pending.take()
    }

    fn wrong(&mut self, is: Is, step: Step, offset: u32) {
        let wanted = match is {
            Is::Text(_) => "a text",
            Is::Flag => "true or false",
            Is::Number => "a whole number",
            Is::One(_) => "an object",
            Is::List(_) => "a list",
            Is::Anything => "a value",
        };
        self.defect_at(step, offset, format!("not {wanted}"));
    }

    fn defect_at(&mut self, step: Step, offset: u32, what: String) {
        if !self.draft.contents.takes_defects() {
            return;
        }
        let parent = self.place();
        let place = if matches!(step, Step::Member("")) { parent } else { self.draft.contents.place(parent, step, offset) };
        self.draft.contents.defect(place, what);
    }

    /// Parent, step and offset of the innermost object, for a place that may never be needed.
    fn spot(&mut self) -> (PlaceId, Step, u32) {
        let Some((last, outer)) = self.frames.split_last_mut() else { return (ROOT, Step::Root, 0) };
        if last.step == Step::Root {
            return (ROOT, Step::Root, 0);
        }
        (place_of(outer, &mut self.draft.contents), last.step, last.offset)
    }

    fn place(&mut self) -> PlaceId {
        place_of(&mut self.frames, &mut self.draft.contents)
    }
}

/// The place of the innermost object, made with its ancestors where it does not stand yet.
fn place_of(frames: &mut [Frame], contents: &mut Contents) -> PlaceId {
    let made = frames.iter().rposition(|frame| frame.place.is_some());
    let mut parent = made.and_then(|at| frames.get(at)?.place).unwrap_or(ROOT);
    for frame in frames.iter_mut().skip(made.map_or(0, |at| at.saturating_add(1))) {
        if matches!(frame.level, Level::Object { .. }) {
            parent = contents.place(parent, frame.step, frame.offset);
            frame.place = Some(parent);
        }
    }
    parent
}
