//! Strings of JSON: plain ones stay where they lie in the file, escaped ones are unescaped into a copy.

use std::borrow::Cow;

use super::{Fatal, LONE_SURROGATE, Tokens};

impl<'a> Tokens<'a> {
    /// A text, unescaped.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fatal> {
        self.step();
        let start = self.at;
        let bytes = self.text.as_bytes();
        let rest = bytes.get(start..).unwrap_or_default();
        let plain = plain_length(rest);
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
            let plain = plain_length(rest);
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
}

/// How many bytes stand before the first quote, backslash or control character; eight at a time.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let mut done = 0_usize;
    for chunk in bytes.chunks_exact(8) {
        let word = <[u8; 8]>::try_from(chunk).map_or(0, u64::from_le_bytes);
        let quote = word ^ (ONES.wrapping_mul(0x22));
        let slash = word ^ (ONES.wrapping_mul(0x5c));
        let control = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word;
        let stops = ((quote.wrapping_sub(ONES) & !quote) | (slash.wrapping_sub(ONES) & !slash) | control) & TOPS;
        if stops != 0 {
            // The lowest stop is exact; those above it may be a borrow.
            return done.saturating_add(usize::try_from(stops.trailing_zeros() / 8).unwrap_or(0));
        }
        done = done.saturating_add(8);
    }
    let rest = bytes.get(done..).unwrap_or_default();
    done.saturating_add(rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len()))
}
