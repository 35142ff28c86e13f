//! Refuses JSON in which a member stands twice: two readers could see two different statements in it.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Whether the text is one JSON value, no deeper than serde_json reads (128), with no member of one name twice in one object.
///
/// The reason, with its line, otherwise.
pub(super) fn is_unambiguous(bytes: &[u8]) -> Result<(), String> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    Unambiguous.deserialize(&mut reader).and_then(|()| reader.end()).map_err(|error| error.to_string())
}

/// One value, or one a line, as `gh attestation download` and in-toto write them.
pub(super) fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).collect();
    let one_a_line = lines.len() > 1 && lines.iter().all(|line| line.starts_with(b"{") && line.ends_with(b"}"));
    if one_a_line { lines } else { vec![bytes] }
}

/// The JSON of a member of the top object, byte for byte. Only for text that [`is_unambiguous`].
pub(super) fn member<'a>(bytes: &'a [u8], wanted: &str) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut rest = text.trim_start().strip_prefix('{')?;
    loop {
        let name = value(rest.trim_start())?;
        let after = rest.trim_start().get(name.len()..)?.trim_start().strip_prefix(':')?.trim_start();
        let found = value(after)?;
        if serde_json::from_str::<String>(name).ok()? == wanted {
            return Some(found);
        }
        rest = after.get(found.len()..)?.trim_start().strip_prefix(',')?;
    }
}

/// The JSON value that the text starts with.
fn value(text: &str) -> Option<&str> {
    let (mut depth, mut in_string, mut escaped) = (0_u32, false, false);
    for (index, byte) in text.bytes().enumerate() {
        let next = index.checked_add(1)?;
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => {
                in_string = !in_string;
                if !in_string && depth == 0 {
                    return text.get(..next);
                }
            }
            _ if in_string => {}
            b'{' | b'[' => depth = depth.checked_add(1)?,
            b'}' | b']' | b',' if depth == 0 => return text.get(..index).map(str::trim_end),
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return text.get(..next);
                }
            }
            _ => {}
        }
    }
    None
}

#[derive(Clone, Copy)]
struct Unambiguous;

impl<'de> DeserializeSeed<'de> for Unambiguous {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unambiguous {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut names: HashSet<String> = HashSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if names.contains(&name) {
                return Err(A::Error::custom(format_args!("member \"{name}\" stands twice in one object")));
            }
            names.insert(name);
            members.next_value_seed(self)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_member_that_stands_twice_is_found_at_any_depth_and_in_any_spelling() {
        assert!(is_unambiguous(br#"{"a":[1,{"b":null,"c":-1.5e3}],"b":"x"}"#).is_ok());
        assert!(is_unambiguous(br#"{"a":1,"a":1}"#).unwrap_err().contains("\"a\" stands twice"));
        assert!(is_unambiguous(br#"[{"x":{"a":1,"\u0061":2}}]"#).is_err());
    }

    #[test]
    fn a_member_is_cut_out_as_it_stands() {
        let text = r#" { "a\"}" : [1, "]"] , "predicate" :  {"x":"}\\","y":[{}, 1.50 ]} , "n": -1e3 , "s":"t\"u" }"#.as_bytes();
        assert!(is_unambiguous(text).is_ok());
        assert_eq!(member(text, "predicate"), Some(r#"{"x":"}\\","y":[{}, 1.50 ]}"#));
        assert_eq!(member(text, "n"), Some("-1e3"));
        assert_eq!(member(text, "s"), Some(r#""t\"u""#));
        assert_eq!(member(text, "a\"}"), Some(r#"[1, "]"]"#));
        assert_eq!(member(text, "x"), None);
        assert_eq!(member(b"{}", "x"), None);
    }

    #[test]
    fn what_is_no_single_json_value_is_refused() {
        for text in ["", "{", "{} {}", "{}x", "\u{feff}{}"] {
            assert!(is_unambiguous(text.as_bytes()).is_err(), "{text:?}");
        }
        assert!(is_unambiguous("[".repeat(100_000).as_bytes()).is_err());
    }
}
