//! Skims a JSON object: the names of its top-level members and their short texts; deeper values are stepped over.

use super::{DEPTH_LIMIT, KEPT_LIMIT, Member, Outline, Scan, TEXT_LIMIT, Trouble};

/// What comes next at the top level.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Name,
    Colon,
    Value,
    Comma,
}

/// Skims an object that starts with `{`. Only brackets and quotes count; whether it is well formed is for its reader to say.
pub(super) fn object(bytes: &[u8]) -> Outline {
    let mut scan = Scan::new(bytes);
    let (members, trouble) = members(&mut scan);
    Outline::JsonObject { members, trouble }
}

pub(super) fn members(scan: &mut Scan<'_>) -> (Vec<Member>, Option<Trouble>) {
    let mut members = Vec::new();
    let mut depth = 0_usize;
    let mut trouble = None;
    let mut expect = Expect::Name;
    let stops = |depth, byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']') || depth == 1 && matches!(byte, b':' | b',');
    while let Some((_, byte)) = scan.until(|byte| stops(depth, byte)) {
        match byte {
            b'"' => {
                let Some(raw) = string(scan) else { break };
                if depth == 1 {
                    expect = keep(&mut members, raw, expect);
                }
            }
            b'{' | b'[' => {
                depth = depth.saturating_add(1);
                if depth > DEPTH_LIMIT {
                    trouble = Some(Trouble::TooDeep);
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (members, trouble);
                }
            }
            b':' if depth == 1 && expect == Expect::Colon => expect = Expect::Value,
            b',' if depth == 1 => expect = Expect::Name,
            _ => {}
        }
    }
    (members, trouble.or(Some(Trouble::CutShort)))
}

/// A string at the top level: a new member's name, or the last one's value.
fn keep(members: &mut Vec<Member>, raw: &[u8], expect: Expect) -> Expect {
    match expect {
        Expect::Name => {
            if members.len() < KEPT_LIMIT {
                members.push(Member { name: unescaped(raw).unwrap_or_default(), text: None });
            }
            Expect::Colon
        }
        Expect::Value => {
            if let Some(member) = members.last_mut().filter(|member| member.text.is_none()) {
                member.text = unescaped(raw);
            }
            Expect::Comma
        }
        Expect::Colon | Expect::Comma => expect,
    }
}

/// The raw inside of a string whose opening quote has been read; `None` where it does not end.
fn string<'a>(scan: &mut Scan<'a>) -> Option<&'a [u8]> {
    let from = scan.rest;
    loop {
        let at = memchr::memchr2(b'"', b'\\', scan.rest).unwrap_or(scan.rest.len());
        let stop = scan.rest.get(at).copied();
        scan.skip(at.saturating_add(usize::from(stop.is_some())));
        if stop? == b'"' {
            let end = from.len().saturating_sub(scan.rest.len()).saturating_sub(1);
            return from.get(..end);
        }
        scan.skip(1);
    }
}

/// With its escapes resolved (RFC 8259, section 7), where it is short enough to keep.
fn unescaped(raw: &[u8]) -> Option<String> {
    // Six bytes, `\u0041`, are the longest escape of one byte.
    if raw.len() > TEXT_LIMIT.saturating_mul(6) {
        return None;
    }
    let raw = String::from_utf8_lossy(raw);
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    while let Some(character) = rest.next() {
        if character == '\\' { text.push(escape(&mut rest)) } else { text.push(character) }
    }
    (text.len() <= TEXT_LIMIT).then_some(text)
}

fn escape(rest: &mut std::str::Chars<'_>) -> char {
    match rest.next() {
        Some('u') => {
            let first = unit(rest).unwrap_or(0xFFFD);
            let mut ahead = rest.clone();
            if (0xD800..0xDC00).contains(&first)
                && ahead.next() == Some('\\')
                && ahead.next() == Some('u')
                && let Some(second) = unit(&mut ahead).filter(|second| (0xDC00..0xE000).contains(second))
            {
                *rest = ahead;
                return paired(first, second);
            }
            char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        Some('n') => '\n',
        Some('t') => '\t',
        Some('r') => '\r',
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some(itself) => itself,
        None => char::REPLACEMENT_CHARACTER,
    }
}

/// Four hexadecimal digits.
fn unit(rest: &mut std::str::Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0_u32, |value, _| Some(value.checked_mul(16)?.saturating_add(rest.next()?.to_digit(16)?)))
}

/// The character that a pair of surrogates stands for (RFC 8259, section 7).
fn paired(high: u32, low: u32) -> char {
    let value = high.wrapping_sub(0xD800).wrapping_mul(0x400).wrapping_add(low.wrapping_sub(0xDC00)).wrapping_add(0x1_0000);
    char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)
}
