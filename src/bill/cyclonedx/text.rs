//! JSON text, token by token (RFC 8259): borrowed where nothing is escaped, and every token with its place in the file.
//!
//! Not `serde_json`: its visitors do not say where in the file a value stands, and a report must. A property
//! test holds that both accept the same texts.

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

    /// A text, unescaped.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fatal> {
        self.step();
        let start = self.at;
        let bytes = self.text.as_bytes();
        let rest = bytes.get(start..).unwrap_or_default();
        let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len());
        self.at = start.saturating_add(plain);
        match bytes.get(self.at) {
            Some(b'"') => {
                let text = self.text.get(start..self.at).unwrap_or_default();
                self.step();
                Ok(Cow::Borrowed(text))
            }
            Some(b'\\') => self.escaped(start).map(Cow::Owned),
            Some(_) => Err(self.fatal("a control character in a text")),
            None => Err(self.fatal("cut short")),
        }
    }

    /// The rest of a text in which something is escaped.
    fn escaped(&mut self, start: usize) -> Result<String, Fatal> {
        let bytes = self.text.as_bytes();
        let mut out = self.text.get(start..self.at).unwrap_or_default().to_owned();
        loop {
            let from = self.at;
            let rest = bytes.get(from..).unwrap_or_default();
            let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len());
            self.at = from.saturating_add(plain);
            out.push_str(self.text.get(from..self.at).unwrap_or_default());
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.step();
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.step();
                    out.push(self.escape()?);
                }
                Some(_) => return Err(self.fatal("a control character in a text")),
                None => return Err(self.fatal("cut short")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fatal> {
        let c = match self.text.as_bytes().get(self.at) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.step();
                return self.code();
            }
            Some(_) => return Err(self.fatal("an unknown escape")),
            None => return Err(self.fatal("cut short")),
        };
        self.step();
        Ok(c)
    }

    /// After `\u`: one character, of one unit or of a pair (RFC 8259, section 7).
    fn code(&mut self) -> Result<char, Fatal> {
        let first = self.unit()?;
        if let Some(c) = char::from_u32(first) {
            return Ok(c);
        }
        let pair = self.text.get(self.at..).is_some_and(|rest| rest.starts_with("\\u"));
        if !pair || first >= 0xDC00 {
            return Err(self.fatal(LONE_SURROGATE));
        }
        self.at = self.at.saturating_add(2);
        let second = self.unit()?;
        let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400);
        let high = first.saturating_sub(0xD800).wrapping_shl(10);
        low.and_then(|low| char::from_u32(0x10000_u32.saturating_add(high).saturating_add(low))).ok_or_else(|| self.fatal(LONE_SURROGATE))
    }

    fn unit(&mut self) -> Result<u32, Fatal> {
        let digits = self.text.get(self.at..self.at.saturating_add(4)).filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .ok_or_else(|| self.fatal("four hexadecimal digits were expected"))?;
        self.at = self.at.saturating_add(4);
        Ok(unit)
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
