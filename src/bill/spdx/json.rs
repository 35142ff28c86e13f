//! SPDX 2 as JSON, read from the first byte to the last without a tree in between.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::shape;
use super::text_of;
use super::walker::{Scalar, Walker};
use crate::bill::{Contents, Format};
use crate::intake::outline::DEPTH_LIMIT;
use crate::intake::{Document, Outline};

/// SPDX 2 as JSON.
pub const FORMAT: Format = Format { name: "spdx-json", versions: "2.0 to 2.3", recognises, read };

const TOO_DEEP: &str = "nested too deep";

fn recognises(outline: &Outline) -> bool {
    outline.has_member("spdxVersion")
}

fn read(document: &Document) -> Contents {
    let (contents, text, _) = match text_of(document) {
        Ok(found) => found,
        Err(contents) => return *contents,
    };
    let mut walker = Walker::new(contents, &shape::DOCUMENT, document.outline.member_text("spdxVersion"));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    let mut reader = Reader { walker: &mut walker, bytes: &document.bytes, offset: 0 };
    let result = Node { reader: &mut reader, depth: 0 }.deserialize(&mut deserializer);
    if let Err(what) = result
        .map_err(|error| complaint(&error))
        .and_then(|()| deserializer.end().map_err(|error| format!("not JSON: text after the end at line {}", error.line())))
    {
        walker.stop(what);
    }
    walker.finish()
}

/// In the words of FORMATS.md, section 7.
fn complaint(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with(TOO_DEEP) {
        TOO_DEEP.to_owned()
    } else if text.contains("surrogate") || text.contains("unexpected end of hex escape") {
        // serde_json's words for a surrogate that is not one of a pair.
        format!("not UTF-8: lone surrogate at line {} column {}", error.line(), error.column())
    } else {
        format!("not JSON: {text}")
    }
}

struct Reader<'w, 'a> {
    walker: &'w mut Walker<'a>,
    bytes: &'a [u8],
    /// Where the last text began that lies in the document.
    offset: u32,
}

impl<'a> Reader<'_, 'a> {
    /// The byte offset of a text, or that of the last one known where it was written with escapes.
    fn offset(&mut self, text: &str) -> u32 {
        let offset = self.walker.contents().offset_of(text);
        self.offset = if offset > 0 { offset } else { self.offset };
        self.offset
    }

    /// Where the object begins whose first name is at `offset`: only a quote and white space lie between.
    fn brace_before(&self, offset: u32) -> u32 {
        let before = usize::try_from(offset).ok().and_then(|end| self.bytes.get(..end)).unwrap_or_default();
        let brace = before.iter().rposition(|byte| *byte != b'"' && !byte.is_ascii_whitespace());
        brace.and_then(|at| u32::try_from(at).ok()).unwrap_or(offset)
    }
}

/// Reads one value, whatever it is.
struct Node<'r, 'w, 'a> {
    reader: &'r mut Reader<'w, 'a>,
    depth: usize,
}

impl<'a> DeserializeSeed<'a> for Node<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Node<'_, '_, 'a> {
    fn deeper<E: Error>(&self) -> Result<usize, E> {
        let depth = self.depth.saturating_add(1);
        if depth > DEPTH_LIMIT { Err(E::custom(TOO_DEEP)) } else { Ok(depth) }
    }

    fn scalar<E>(self, scalar: Scalar<'a>) -> Result<(), E> {
        let offset = match &scalar {
            Scalar::Text(text) | Scalar::Untyped(text) => self.reader.offset(text),
            Scalar::Flag | Scalar::Number | Scalar::Fraction | Scalar::Null => self.reader.offset,
        };
        self.reader.walker.scalar(scalar, offset);
        Ok(())
    }
}

impl<'a> Visitor<'a> for Node<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let reader = self.reader;
        let mut name = map.next_key_seed(Name)?;
        let offset = name.as_ref().map_or(reader.offset, |name| reader.offset(name));
        let start = if let Some(Cow::Borrowed(_)) = name { reader.brace_before(offset) } else { offset };
        reader.walker.open_object(start);
        while let Some(found) = name {
            let offset = reader.offset(&found);
            reader.walker.key(&found, offset);
            map.next_value_seed(Node { reader, depth })?;
            name = map.next_key_seed(Name)?;
        }
        reader.walker.close();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let reader = self.reader;
        reader.walker.open_list(reader.offset);
        while list.next_element_seed(Node { reader, depth })?.is_some() {}
        reader.walker.close();
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<(), E> {
        self.scalar(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.scalar(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.scalar(Scalar::Flag)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.scalar(Scalar::Number)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.scalar(Scalar::Number)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.scalar(Scalar::Fraction)
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
