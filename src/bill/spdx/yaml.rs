//! SPDX 2 as YAML, event by event: scalars stay text, a key stands once, aliases are counted.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::shape;
use super::text_of;
use super::walker::{Scalar, Walker};
use crate::bill::{Contents, Format};
use crate::intake::outline::DEPTH_LIMIT;
use crate::intake::{Document, Outline};

/// SPDX 2 as YAML.
pub const FORMAT: Format = Format { name: "spdx-yaml", versions: "2.0 to 2.3", recognises, read };

/// Events that aliases may repeat, and that anchors may keep, in one document. The largest honest use seen is
/// a list of licences that a writer shares between packages.
const ALIAS_LIMIT: usize = 100_000;

fn recognises(outline: &Outline) -> bool {
    outline.tag_value("spdxVersion").is_some()
}

fn read(document: &Document) -> Contents {
    let (contents, text, before) = match text_of(document) {
        Ok(found) => found,
        Err(contents) => return *contents,
    };
    let version = document.outline.tag_value("spdxVersion").map(|version| version.trim_matches(['"', '\'']));
    let mut lines = vec![0_usize];
    lines.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at.saturating_add(1)));
    let mut reader = Reader {
        walker: Walker::new(contents, &shape::DOCUMENT, version),
        levels: Vec::new(),
        recording: Vec::new(),
        recorded: HashMap::new(),
        spent: 0,
        documents: 0,
        before,
        lines,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let result = next.map_err(|error| format!("not YAML: {error}")).and_then(|(event, span)| reader.event(event, span));
        if let Err(what) = result {
            reader.walker.stop(what);
            break;
        }
    }
    reader.walker.finish()
}

/// What is open: a list, or a mapping that waits for a key or for its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    List,
    Key,
    Value,
}

/// An anchored node whose end has not come yet.
struct Recording<'a> {
    anchor: usize,
    depth: usize,
    events: Vec<(Event<'a>, Span)>,
}

struct Reader<'a> {
    walker: Walker<'a>,
    levels: Vec<Level>,
    recording: Vec<Recording<'a>>,
    recorded: HashMap<usize, Vec<(Event<'a>, Span)>>,
    /// Of [`ALIAS_LIMIT`].
    spent: usize,
    documents: usize,
    before: usize,
    /// Byte at which each line begins.
    lines: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, span: Span) -> Result<(), String> {
        match event {
            Event::Alias(anchor) => {
                let Some(events) = self.recorded.get(&anchor).cloned() else {
                    return Err("not YAML: an alias of what is not complete, or over budget".to_owned());
                };
                self.spend(events.len())?;
                events.into_iter().try_for_each(|(event, span)| self.node(event, span))
            }
            Event::DocumentStart(_) => {
                self.documents = self.documents.saturating_add(1);
                if self.documents > 1 { Err("not YAML: text after the end, a second document".to_owned()) } else { Ok(()) }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            node @ (Event::Scalar(..) | Event::SequenceStart(..) | Event::SequenceEnd | Event::MappingStart(..) | Event::MappingEnd) => {
                self.node(node, span)
            }
        }
    }

    fn spend(&mut self, events: usize) -> Result<(), String> {
        self.spent = self.spent.saturating_add(events);
        if self.spent > ALIAS_LIMIT { Err("over budget: too much is anchored or repeated by aliases".to_owned()) } else { Ok(()) }
    }

    /// A scalar, or the beginning or end of a list or mapping.
    fn node(&mut self, event: Event<'a>, span: Span) -> Result<(), String> {
        self.record(&event, span)?;
        let offset = self.offset(span);
        match event {
            Event::Scalar(text, style, _, _) => self.scalar(text, style, offset)?,
            Event::SequenceStart(..) => {
                self.enter(Level::List)?;
                self.walker.open_list(offset);
            }
            Event::MappingStart(..) => {
                self.enter(Level::Key)?;
                self.walker.open_object(offset);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.levels.pop();
                self.walker.close();
                self.value_ended();
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd | Event::Alias(_) => {}
        }
        self.close_recordings();
        Ok(())
    }

    fn enter(&mut self, level: Level) -> Result<(), String> {
        if self.levels.last() == Some(&Level::Key) {
            return Err("not YAML: a key that is a list or a mapping; SPDX has names only".to_owned());
        }
        if self.levels.len() >= DEPTH_LIMIT {
            return Err("nested too deep".to_owned());
        }
        self.levels.push(level);
        Ok(())
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, offset: u32) -> Result<(), String> {
        if let Some(level @ Level::Key) = self.levels.last_mut() {
            *level = Level::Value;
            self.walker.key(&text, offset);
            return Ok(());
        }
        if self.levels.is_empty() {
            return Err("not YAML: no mapping at the top".to_owned());
        }
        let null = style == ScalarStyle::Plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
        let scalar = match style {
            ScalarStyle::Plain if null => Scalar::Null,
            ScalarStyle::Plain => Scalar::Untyped(text),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted | ScalarStyle::Literal | ScalarStyle::Folded => Scalar::Text(text),
        };
        self.walker.scalar(scalar, offset);
        self.value_ended();
        Ok(())
    }

    fn value_ended(&mut self) {
        if let Some(level @ Level::Value) = self.levels.last_mut() {
            *level = Level::Key;
        }
    }

    /// Keeps the event for every anchor that is open, and opens one where the node is anchored.
    fn record(&mut self, event: &Event<'a>, span: Span) -> Result<(), String> {
        let anchor = match event {
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => *anchor,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => 0,
            Event::Alias(_) | Event::SequenceEnd | Event::MappingEnd => 0,
        };
        if anchor > 0 && !self.recorded.contains_key(&anchor) {
            self.recording.push(Recording { anchor, depth: self.levels.len(), events: Vec::new() });
        }
        self.spend(self.recording.len())?;
        for recording in &mut self.recording {
            recording.events.push((event.clone(), span));
        }
        Ok(())
    }

    /// Ends the recordings whose node is complete.
    fn close_recordings(&mut self) {
        while self.recording.last().is_some_and(|recording| recording.depth >= self.levels.len()) {
            if let Some(Recording { anchor, events, .. }) = self.recording.pop() {
                self.recorded.insert(anchor, events);
            }
        }
    }

    /// The byte where the line of this event begins: the parser counts characters.
    fn offset(&self, span: Span) -> u32 {
        let line = self.lines.get(span.start.line().saturating_sub(1)).copied().unwrap_or(0);
        u32::try_from(self.before.saturating_add(line)).unwrap_or(u32::MAX)
    }
}
