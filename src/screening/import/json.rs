//! Arrays of JSON records, one record in memory at a time.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Measure, Open};

/// Hands every element of the array to `each`, with its number from 1. `member`: the array stands under this name of the outermost object.
///
/// # Errors
/// In words: not JSON, no such array, or a record of more than 4 MiB.
pub(super) fn records(open: &mut Open<'_>, member: Option<&str>, mut each: impl FnMut(u64, &Value)) -> Result<(), String> {
    let (source, measure) = super::bounded(open)?;
    let mut reader = serde_json::Deserializer::from_reader(source);
    let array = Array { each: &mut each, measure: &measure };
    match member {
        None => array.deserialize(&mut reader).map(|_| ()),
        Some(member) => Object { member, array }.deserialize(&mut reader),
    }
    .and_then(|()| reader.end())
    .map_err(|error| error.to_string())
}

/// Hands every line to `each`, with its number from 1; `Err`: the line is no JSON.
///
/// # Errors
/// In words: bytes that cannot be read, or a line of more than 4 MiB.
pub(super) fn lines(open: &mut Open<'_>, mut each: impl FnMut(u64, Result<Value, String>)) -> Result<(), String> {
    use std::io::BufRead as _;
    let (mut source, measure) = super::bounded(open)?;
    let (mut line, mut number) = (Vec::new(), 0_u64);
    while source.read_until(b'\n', &mut line).map_err(|error| error.to_string())? > 0 {
        measure.next();
        number = number.saturating_add(1);
        if !line.trim_ascii().is_empty() {
            each(number, serde_json::from_slice(&line).map_err(|error| error.to_string()));
        }
        line.clear();
    }
    Ok(())
}

/// A member's text; empty where it is absent or no text.
pub(super) fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value.get(member).and_then(Value::as_str).unwrap_or_default().trim()
}

/// A member's texts: of an array, or a lone one.
pub(super) fn texts(value: &Value, member: &str) -> Vec<String> {
    let of = |value: &Value| value.as_str().and_then(super::filled);
    match value.get(member) {
        Some(Value::Array(values)) => values.iter().filter_map(of).collect(),
        Some(value) => of(value).into_iter().collect(),
        None => Vec::new(),
    }
}

struct Array<'a, F> {
    each: &'a mut F,
    measure: &'a Measure,
}

impl<'de, F: FnMut(u64, &Value)> DeserializeSeed<'de> for Array<'_, F> {
    /// How many elements it has.
    type Value = u64;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<u64, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(u64, &Value)> Visitor<'de> for Array<'_, F> {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<u64, A::Error> {
        let mut number = 0_u64;
        while let Some(value) = array.next_element::<Value>()? {
            number = number.saturating_add(1);
            (self.each)(number, &value);
            self.measure.next();
        }
        Ok(number)
    }
}

struct Object<'a, F> {
    member: &'a str,
    array: Array<'a, F>,
}

impl<'de, F: FnMut(u64, &Value)> DeserializeSeed<'de> for Object<'_, F> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F: FnMut(u64, &Value)> Visitor<'de> for Object<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with an array \"{}\"", self.member)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let (mut array, mut found, mut total) = (Some(self.array), None, 0);
        while let Some(name) = object.next_key::<String>()? {
            match array.take_if(|_| name == self.member) {
                Some(array) => found = Some(object.next_value_seed(array)?),
                None if name == "total" => total = object.next_value::<Value>()?.as_u64().unwrap_or_default(),
                None => _ = object.next_value::<IgnoredAny>()?,
            }
        }
        match found {
            None => Err(serde::de::Error::custom(format!("there is no array \"{}\"", self.member))),
            Some(found) if found < total => {
                Err(serde::de::Error::custom(format!("it holds {found} of {total} records: a page of an answer, and not the whole list")))
            }
            Some(_) => Ok(()),
        }
    }
}
