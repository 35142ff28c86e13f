//! JSON text, token by token (RFC 8259): borrowed where nothing is escaped, and every token with its place in the file.
//!
//! Not `serde_json`: its visitors do not say where in the file a value stands, and a report must. A property
//! test holds that both accept the same texts.

mod string;

use std::borrow::Cow;

use crate::intake::outline::DEPTH_LIMIT;

/// Why reading cannot go on, and the byte where it stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fatal {
    pub what: &'static str,
    pub at: usize,
}

/// What a value begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    Object,
    List,
    Text,
    Number,
    /// `true`, `false`.
    Truth,
    Null,
}

/// Takes one token after the other.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// The byte that comes next, white space stepped over.
    pub fn at(&mut self) -> usize {
        self.peek();
        self.at
    }

    /// The text from a byte to the end of the last token.
    pub fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub fn begins(&mut self) -> Result<Begins, Fatal> {
        match self.peek() {
            Some(b'{') => Ok(Begins::Object),
            Some(b'[') => Ok(Begins::List),
            Some(b'"') => Ok(Begins::Text),
            Some(b'-' | b'0'..=b'9') => Ok(Begins::Number),
            Some(b't' | b'f') => Ok(Begins::Truth),
            Some(b'n') => Ok(Begins::Null),
            Some(_) => Err(self.fatal("a value was expected")),
            None => Err(self.fatal("cut short")),
        }
    }

    /// Steps into an object or list.
    pub fn open(&mut self) -> Result<(), Fatal> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEPTH_LIMIT {
            return Err(self.fatal(TOO_DEEP));
        }
        self.step();
        Ok(())
    }

    /// The next member's name and where it stands; `None` at the end of the object, which is stepped over.
    pub fn member(&mut self, first: bool) -> Result<Option<(Cow<'a, str>, usize)>, Fatal> {
        if self.ends(b'}', first)? {
            return Ok(None);
        }
        let at = self.at();
        if self.peek() != Some(b'"') {
            return Err(self.expected("a member's name was expected"));
        }
        let name = self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.expected("a colon was expected"));
        }
        self.step();
        Ok(Some((name, at)))
    }

    /// Whether another item comes; at the end the list is stepped over.
    pub fn item(&mut self, first: bool) -> Result<bool, Fatal> {
        Ok(!self.ends(b']', first)?)
    }

    fn ends(&mut self, end: u8, first: bool) -> Result<bool, Fatal> {
        match self.peek() {
            Some(byte) if byte == end => {
                self.step();
                self.depth = self.depth.saturating_sub(1);
                Ok(true)
            }
            Some(b',') if !first => {
                self.step();
                match self.peek() {
                    Some(byte) if byte == end => Err(self.fatal("a comma before the end")),
                    _ => Ok(false),
                }
            }
            Some(_) if first => Ok(false),
            Some(_) => Err(self.fatal("a comma was expected")),
            None => Err(self.fatal("cut short")),
        }
    }

    /// A number as it stands (RFC 8259, section 6).
    pub fn number(&mut self) -> Result<&'a str, Fatal> {
        let start = self.at();
        if self.byte() == Some(b'-') {
            self.step();
        }
        match self.byte() {
            Some(b'0') => self.step(),
            Some(b'1'..=b'9') => self.digits()?,
            _ => return Err(self.expected("a digit was expected")),
        }
        if self.byte() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        Ok(self.since(start))
    }

    fn digits(&mut self) -> Result<(), Fatal> {
        if !self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.expected("a digit was expected"));
        }
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.step();
        }
        Ok(())
    }

    /// `true`, `false` or `null`, as it stands.
    pub fn word(&mut self) -> Result<&'a str, Fatal> {
        let start = self.at();
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(word) = ["true", "false", "null"].into_iter().find(|word| rest.starts_with(word)) else {
            return Err(self.fatal("a value was expected"));
        };
        self.at = start.saturating_add(word.len());
        Ok(self.since(start))
    }

    /// Nothing but white space may follow.
    pub fn end(&mut self) -> Result<(), Fatal> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fatal("text after the end")),
        }
    }

    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.step();
        }
        self.byte()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn expected(&self, what: &'static str) -> Fatal {
        if self.byte().is_none() { self.fatal("cut short") } else { self.fatal(what) }
    }

    fn fatal(&self, what: &'static str) -> Fatal {
        Fatal { what, at: self.at }
    }
}

pub(super) const TOO_DEEP: &str = "nested too deep";
pub(super) const LONE_SURROGATE: &str = "half of a surrogate pair";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    /// The whole text as JSON: its texts, or why it is none.
    fn texts(text: &str) -> Result<Vec<String>, Fatal> {
        fn value(tokens: &mut Tokens<'_>, texts: &mut Vec<String>) -> Result<(), Fatal> {
            match tokens.begins()? {
                Begins::Text => texts.push(tokens.string()?.into_owned()),
                Begins::Number => drop(tokens.number()?),
                Begins::Truth | Begins::Null => drop(tokens.word()?),
                Begins::List => {
                    tokens.open()?;
                    let mut first = true;
                    while tokens.item(first)? {
                        first = false;
                        value(tokens, texts)?;
                    }
                }
                Begins::Object => {
                    tokens.open()?;
                    let mut first = true;
                    while let Some((name, _)) = tokens.member(first)? {
                        first = false;
                        texts.push(name.into_owned());
                        value(tokens, texts)?;
                    }
                }
            }
            Ok(())
        }
        let (mut tokens, mut all) = (Tokens::new(text), Vec::new());
        value(&mut tokens, &mut all)?;
        tokens.end().map(|()| all)
    }

    /// The texts of a value in the order of the file.
    fn texts_of(value: &serde_json::Value, all: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => all.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| texts_of(item, all)),
            serde_json::Value::Object(members) => {
                for (name, value) in members {
                    all.push(name.clone());
                    texts_of(value, all);
                }
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }

    fn agrees_with_serde_json(text: &str) {
        let ours = texts(text);
        match serde_json::from_str::<serde_json::Value>(text) {
            Err(error) if error.to_string().contains("out of range") => {}
            Err(error) => assert!(ours.is_err(), "{text:?} is refused by serde_json: {error}"),
            Ok(value) => {
                let mut all = Vec::new();
                texts_of(&value, &mut all);
                let ours = ours.unwrap_or_else(|fatal| panic!("{text:?}: {fatal:?}"));
                // serde_json keeps one of two members of a name; the number of texts differs then.
                assert!(ours == all || ours.len() > all.len(), "{text:?}: {ours:?} {all:?}");
            }
        }
    }

    #[test]
    fn escapes_and_numbers_are_read_as_serde_json_reads_them() {
        for text in [
            r#""\u3042\ud83d\ude00\n""#,
            r#""\ud800""#,
            r#""\udc00\ud800""#,
            r#""\ud800\u0041""#,
            r#""\x""#,
            r#""\u12g4""#,
            "01",
            "-0",
            "1.",
            "1e5",
            "-",
            "1E+",
            ".5",
            "+1",
            "[1,]",
            "{\"a\":1,}",
            "[1 2]",
            "tru",
            "nul",
            "\"a\tb\"",
            "\"abcdefgh\\\"ijklmnop\"",
            "{\"a\" 1}",
            "{a:1}",
            "",
            " ",
            "[",
            "{\"a\":[{}]}x",
        ] {
            agrees_with_serde_json(text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_or_refused_as_serde_json_does(text in r#"[\[\]{}:, "a\\u0-9eE+.\-tfn\u{e9}]{0,24}"#) {
            agrees_with_serde_json(&text);
        }

        #[test]
        fn any_string_survives_being_written_and_read(text in any::<String>()) {
            let written = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(texts(&written).unwrap(), vec![text]);
        }
    }
}
