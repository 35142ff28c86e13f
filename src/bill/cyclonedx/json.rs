//! Reads CycloneDX JSON: every value is checked against the grammar while it passes, nothing is built up.

use std::collections::HashSet;

use super::super::{Contents, Step};
use super::grammar::{Grammar, List, Member, Scalar, Shape, TypeId, bit};
use super::meaning::{Meaning, Part};
use super::references::fingerprint;
use super::text::{Begins, Fatal, LONE_SURROGATE, TOO_DEEP, Tokens};
use super::value::{quoted, wrong_number, wrong_text};
use super::walker::{Syntax, Walker};

/// Reads `text`, which lies in the buffer of `contents`, `before` bytes after its start.
pub(super) fn read(contents: Contents, grammar: &'static Grammar, text: &str, before: usize) -> Contents {
    let walker = Walker::new(contents, grammar, Syntax::Json);
    let mut reader = Reader { tokens: Tokens::new(text), walker, before, items: Vec::new() };
    let outcome = reader.object(grammar.root, Part::Bom, Step::Root, 0).and_then(|_| reader.tokens.end());
    if let Err(fatal) = outcome {
        let what = match fatal.what {
            TOO_DEEP => TOO_DEEP.to_owned(),
            LONE_SURROGATE => format!("not UTF-8: {LONE_SURROGATE}"),
            what => format!("not JSON: {what}"),
        };
        let offset = reader.offset(fatal.at);
        reader.walker.defect_of(Step::Root, offset, what);
    }
    reader.walker.finish()
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    walker: Walker,
    before: usize,
    /// Fingerprints of the items of the lists that are being read, the innermost last.
    items: Vec<u64>,
}

/// Where a value stands: the member, the step to it, its first byte.
#[derive(Clone, Copy)]
struct Spot {
    meaning: Meaning,
    part: Part,
    name: &'static str,
    step: Step,
    offset: u32,
}

impl<'a> Reader<'a> {
    fn offset(&self, at: usize) -> u32 {
        u32::try_from(self.before.saturating_add(at)).unwrap_or(u32::MAX)
    }

    /// An object of a known type; the members that it has.
    fn object(&mut self, id: TypeId, part: Part, step: Step, offset: u32) -> Result<u64, Fatal> {
        self.walker.enter(part, step, offset);
        let members = self.members(id);
        self.walker.leave();
        members
    }

    fn members(&mut self, id: TypeId) -> Result<u64, Fatal> {
        let Some(kind) = self.walker.type_of(id) else { return self.anything().map(|()| 0) };
        let (mut seen, mut external, mut first) = (0_u64, false, true);
        let mut others = None;
        self.tokens.open()?;
        while let Some((name, at)) = self.tokens.member(first)? {
            first = false;
            let offset = self.offset(at);
            match kind.members.find(&name) {
                Some((number, member)) => {
                    if seen & bit(number) != 0 {
                        self.walker.defect_of(Step::Member(member.name), offset, duplicate(member.name));
                    }
                    seen |= bit(number);
                    let value = self.tokens.at();
                    self.member(member, offset)?;
                    external |= member.meaning == Meaning::IsExternal && self.tokens.since(value) == "true";
                }
                None => {
                    if !others.get_or_insert_with(HashSet::new).insert(fingerprint(name.as_bytes())) {
                        self.walker.defect(duplicate(&name));
                    } else if !kind.others.members {
                        self.walker.unknown(&name, offset);
                    }
                    self.anything()?;
                }
            }
        }
        self.walker.check_presence(kind, seen, external);
        Ok(seen)
    }

    fn member(&mut self, member: &'static Member, offset: u32) -> Result<(), Fatal> {
        let part = self.walker.part().of(member.meaning);
        let spot = Spot { meaning: member.meaning, part, name: member.name, step: Step::Member(member.name), offset };
        self.value(&member.shape, spot).map(|_| ())
    }

    /// A value; whether it is an object with a `bom-ref`, which makes it differ from all others.
    fn value(&mut self, shape: &'static Shape, spot: Spot) -> Result<bool, Fatal> {
        let grammar = self.walker.grammar;
        let begins = self.tokens.begins()?;
        for way in grammar.alternatives(shape) {
            match (way, begins) {
                (Shape::Object(id), Begins::Object) => {
                    let named = grammar.type_of(*id).map_or(0, |kind| kind.bom_ref);
                    let part = spot.part;
                    return self.object(*id, part, spot.step, spot.offset).map(|seen| seen & named != 0);
                }
                (Shape::List(id), Begins::List) => {
                    if let Some(list) = grammar.lists.get(usize::from(*id)) {
                        return self.list(list, spot).map(|()| false);
                    }
                }
                (Shape::Any, Begins::Text) => return self.text(&[], spot).map(|()| false),
                (Shape::Any, _) => return self.anything().map(|()| false),
                (Shape::Scalar(scalar), _) if takes(*scalar, begins) => {
                    return self.scalar(grammar.alternatives(shape), begins, spot).map(|()| false);
                }
                _ => {}
            }
        }
        let what = mismatch(grammar, shape, begins);
        self.walker.defect_of(spot.step, spot.offset, what);
        self.anything().map(|()| false)
    }

    fn scalar(&mut self, ways: &'static [Shape], begins: Begins, spot: Spot) -> Result<(), Fatal> {
        match begins {
            Begins::Text => self.text(ways, spot),
            Begins::Number => {
                let number = self.tokens.number()?;
                let mut wrong = None;
                for way in ways {
                    match way {
                        Shape::Scalar(scalar) => wrong = wrong_number(*scalar, number),
                        Shape::Any | Shape::Object(_) | Shape::List(_) | Shape::Union(_) => {}
                    }
                }
                if let Some(what) = wrong {
                    self.walker.defect_of(spot.step, spot.offset, what);
                }
                Ok(())
            }
            Begins::Truth | Begins::Object | Begins::List | Begins::Null => self.anything(),
        }
    }

    /// A text: right if any of the ways takes it.
    fn text(&mut self, ways: &'static [Shape], spot: Spot) -> Result<(), Fatal> {
        let grammar = self.walker.grammar;
        let text = self.tokens.string()?;
        let mut wrong = None;
        for way in ways {
            if let Shape::Scalar(scalar) = way {
                wrong = wrong_text(grammar, *scalar, &text);
                if wrong.is_none() {
                    break;
                }
            }
        }
        if let Some(what) = wrong {
            let what = if what.starts_with('"') { what } else { format!("{} {what}", spot.name) };
            self.walker.defect_of(spot.step, spot.offset, what);
        }
        if self.walker.wants(spot.meaning) {
            self.walker.text(spot.meaning, spot.step, &text, spot.offset);
        }
        Ok(())
    }

    fn list(&mut self, list: &'static List, spot: Spot) -> Result<(), Fatal> {
        self.tokens.open()?;
        let start = self.items.len();
        let (mut index, mut expressions, mut texts) = (0_usize, 0_usize, 0_usize);
        let lone = if let Shape::Object(id) = list.item { self.walker.type_of(id).filter(|_| list.lone) } else { None };
        let expression = lone.map_or(0, |kind| kind.members.bit("expression"));
        while self.tokens.item(index == 0)? {
            let at = self.tokens.at();
            let item = Spot { part: spot.part.item(), step: self.walker.nth(spot.name, index), offset: self.offset(at), ..spot };
            texts = texts.saturating_add(usize::from(self.tokens.begins()? == Begins::Text));
            let named = match (&list.item, self.tokens.begins()?) {
                (Shape::Object(id), Begins::Object) if list.lone => {
                    let seen = self.object(*id, item.part, item.step, item.offset)?;
                    expressions = expressions.saturating_add(usize::from(seen & expression != 0));
                    true
                }
                _ => self.value(&list.item, item)?,
            };
            // Components that are named differ by their names, which are checked; all others by what they say.
            if list.unique && !(named && matches!(item.part, Part::Component(_))) {
                self.items.push(fingerprint(self.tokens.since(at).as_bytes()));
            }
            index = index.saturating_add(1);
        }
        if list.some && index == 0 {
            self.walker.defect_of(spot.step, spot.offset, format!("{} is empty", spot.name));
        }
        if list.alike && texts > 0 && texts < index {
            self.walker.defect_of(spot.step, spot.offset, "texts among objects");
        }
        if expressions > 0 && index > 1 {
            self.walker.defect_of(spot.step, spot.offset, "an expression stands beside other licenses");
        }
        self.check_unique(start, spot);
        Ok(())
    }

    fn check_unique(&mut self, start: usize, spot: Spot) {
        let items = self.items.get_mut(start..).unwrap_or_default();
        items.sort_unstable();
        let twice = items.windows(2).any(|pair| matches!(pair, [one, other] if one == other));
        self.items.truncate(start);
        if twice {
            self.walker.defect_of(spot.step, spot.offset, format!("the same item twice in {}", spot.name));
        }
    }

    /// A value of which nothing is known; its syntax and the names of its members are checked all the same.
    fn anything(&mut self) -> Result<(), Fatal> {
        match self.tokens.begins()? {
            Begins::Text => self.tokens.string().map(|_| ()),
            Begins::Number => self.tokens.number().map(|_| ()),
            Begins::Truth | Begins::Null => self.tokens.word().map(|_| ()),
            Begins::List => {
                self.tokens.open()?;
                let mut first = true;
                while self.tokens.item(first)? {
                    first = false;
                    self.anything()?;
                }
                Ok(())
            }
            Begins::Object => {
                self.tokens.open()?;
                let mut names = HashSet::new();
                while let Some((name, _)) = self.tokens.member(names.is_empty())? {
                    if !names.insert(fingerprint(name.as_bytes())) {
                        self.walker.defect(duplicate(&name));
                    }
                    self.anything()?;
                }
                Ok(())
            }
        }
    }
}

fn duplicate(name: &str) -> String {
    format!("duplicate member {}", quoted(name))
}

/// Whether a scalar of JSON begins so.
fn takes(scalar: Scalar, begins: Begins) -> bool {
    let number = matches!(scalar, Scalar::Integer { .. } | Scalar::Number { .. });
    let truth = scalar == Scalar::Boolean;
    match begins {
        Begins::Number => number,
        Begins::Truth => truth,
        Begins::Text => !number && !truth,
        Begins::Object | Begins::List | Begins::Null => false,
    }
}

/// What a value should have been.
fn mismatch(grammar: &Grammar, shape: &Shape, begins: Begins) -> String {
    let wanted = match grammar.alternatives(shape).first() {
        Some(Shape::Object(id)) => match grammar.type_of(*id).map_or("", |kind| kind.name) {
            "organizationalEntity" => "an entity",
            _ => "an object",
        },
        Some(Shape::List(_)) => "a list",
        Some(Shape::Scalar(Scalar::Integer { .. } | Scalar::Number { .. })) => "a number",
        Some(Shape::Scalar(Scalar::Boolean)) => "true or false",
        Some(Shape::Scalar(_) | Shape::Any | Shape::Union(_)) | None => "a text",
    };
    let found = match begins {
        Begins::Object => "an object",
        Begins::List => "a list",
        Begins::Text => "a text",
        Begins::Number => "a number",
        Begins::Truth => "true or false",
        Begins::Null => "null",
    };
    format!("not {wanted} but {found}")
}
