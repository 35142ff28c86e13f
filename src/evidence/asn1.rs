//! Reads DER, the binary notation of certificates and signatures; BER, its looser form, is turned into DER first.

use std::borrow::Cow;

/// Values inside values. The deepest honest SignedData stays below 12.
const DEPTH: u32 = 32;
/// Values in one document: a SignedData with 16 signers and their chains stays below 5,000.
const ELEMENTS: u32 = 200_000;

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
const PIECES_OF_OCTETS: u8 = 0x24;
const CONSTRUCTED: u8 = 0x20;

/// One value: its tag, what it holds, and both with the length between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element<'a> {
    pub tag: u8,
    pub body: &'a [u8],
    pub whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// The values inside.
    pub fn inside(&self) -> Reader<'a> {
        Reader { rest: self.body }
    }
}

/// Takes values one by one. `None` is what does not follow DER, or is not there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn next(&mut self) -> Option<Element<'a>> {
        let (header, after) = Header::read(self.rest)?;
        let length = header.length.filter(|_| header.shortest)?;
        let (body, rest) = after.split_at_checked(length)?;
        let whole = self.rest.get(..self.rest.len().checked_sub(rest.len())?)?;
        self.rest = rest;
        Some(Element { tag: header.tag, body, whole })
    }

    /// The next value, which has this tag.
    pub fn expect(&mut self, tag: u8) -> Option<Element<'a>> {
        self.next().filter(|element| element.tag == tag)
    }

    /// The next value if it has this tag; otherwise it stays.
    pub fn optional(&mut self, tag: u8) -> Option<Element<'a>> {
        let mut ahead = *self;
        let element = ahead.expect(tag)?;
        *self = ahead;
        Some(element)
    }

    /// All values to the end, `limit` at most.
    pub fn all(mut self, limit: usize) -> Option<Vec<Element<'a>>> {
        let mut elements = Vec::new();
        while !self.is_empty() {
            if elements.len() == limit {
                return None;
            }
            elements.push(self.next()?);
        }
        Some(elements)
    }
}

struct Header {
    tag: u8,
    /// `None`: indefinite.
    length: Option<usize>,
    /// Whether the length is written as short as it can be, as DER asks.
    shortest: bool,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (tag, rest) = bytes.split_first()?;
        let (first, rest) = rest.split_first()?;
        // Tag numbers above 30 occur in no structure that is read here.
        if tag & 0x1f == 0x1f {
            return None;
        }
        if *first < 0x80 {
            return Some((Self { tag: *tag, length: Some(usize::from(*first)), shortest: true }, rest));
        }
        if *first == 0x80 {
            let constructed = tag & CONSTRUCTED != 0;
            return constructed.then_some((Self { tag: *tag, length: None, shortest: false }, rest));
        }
        let (octets, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        let used = octets.iter().position(|octet| *octet != 0).and_then(|start| octets.get(start..)).unwrap_or_default();
        if used.len() > 4 {
            return None;
        }
        let length = used.iter().fold(0_u32, |sum, octet| sum << 8 | u32::from(*octet));
        let shortest = used.len() == octets.len() && length >= 0x80;
        Some((Self { tag: *tag, length: Some(usize::try_from(length).ok()?), shortest }, rest))
    }
}

/// The same value in DER: unchanged where it is DER already, apart from the order in sets. `None` for anything
/// that is no single value, is nested too deep, or holds too much.
pub(super) fn normalise(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    let mut steps = ELEMENTS;
    if is_definite(Reader::new(bytes), 0, &mut steps).is_some() {
        let mut reader = Reader::new(bytes);
        reader.next()?;
        return reader.is_empty().then_some(Cow::Borrowed(bytes));
    }
    let (mut rest, mut out, mut steps) = (bytes, Vec::new(), ELEMENTS);
    transcode(&mut rest, 0, &mut steps, &mut out)?;
    rest.is_empty().then_some(Cow::Owned(out))
}

fn is_definite(mut reader: Reader<'_>, depth: u32, steps: &mut u32) -> Option<()> {
    if depth > DEPTH {
        return None;
    }
    while !reader.is_empty() {
        *steps = steps.checked_sub(1)?;
        let element = reader.next().filter(|element| element.tag != PIECES_OF_OCTETS)?;
        if element.tag & CONSTRUCTED != 0 {
            is_definite(element.inside(), depth.checked_add(1)?, steps)?;
        }
    }
    Some(())
}

fn transcode(rest: &mut &[u8], depth: u32, steps: &mut u32, out: &mut Vec<u8>) -> Option<()> {
    *steps = steps.checked_sub(1)?;
    let (header, after) = Header::read(rest).filter(|_| depth <= DEPTH)?;
    *rest = after;
    let deeper = depth.checked_add(1)?;
    if header.tag & CONSTRUCTED == 0 {
        let (body, after) = rest.split_at_checked(header.length?)?;
        *rest = after;
        push(header.tag, body, out);
        return Some(());
    }
    let mut inner = Vec::new();
    match header.length {
        Some(length) => {
            let (mut body, after) = rest.split_at_checked(length)?;
            *rest = after;
            while !body.is_empty() {
                transcode(&mut body, deeper, steps, &mut inner)?;
            }
        }
        None => loop {
            if let Some(after) = rest.strip_prefix(&[0, 0]) {
                *rest = after;
                break;
            }
            transcode(rest, deeper, steps, &mut inner)?;
        },
    }
    if header.tag == PIECES_OF_OCTETS {
        let mut pieces = Reader::new(&inner);
        let mut joined = Vec::new();
        while !pieces.is_empty() {
            joined.extend_from_slice(pieces.expect(OCTET_STRING)?.body);
        }
        push(OCTET_STRING, &joined, out);
    } else {
        push(header.tag, &inner, out);
    }
    Some(())
}

/// Writes one value in DER.
pub(super) fn push(tag: u8, body: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    let octets = u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes();
    let used = octets.iter().position(|octet| *octet != 0).and_then(|start| octets.get(start..)).unwrap_or_default();
    match used {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            out.push(0x80 | u8::try_from(long.len()).unwrap_or_default());
            out.extend_from_slice(long);
        }
    }
    out.extend_from_slice(body);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;

    #[test]
    fn der_is_left_as_it_is() {
        let der = [0x30, 0x05, 0x02, 0x01, 0x05, 0x05, 0x00];
        assert!(matches!(normalise(&der), Some(Cow::Borrowed(same)) if same == der));
    }

    #[test]
    fn indefinite_lengths_and_strings_in_pieces_become_der() {
        let ber = [0x30, 0x80, 0x24, 0x80, 0x04, 0x01, b'a', 0x04, 0x81, 0x01, b'b', 0, 0, 0, 0];
        assert_eq!(normalise(&ber).unwrap().as_ref(), [0x30, 0x04, 0x04, 0x02, b'a', b'b']);
    }

    #[test]
    fn what_follows_the_value_is_refused() {
        assert_eq!(normalise(&[0x05, 0x00, 0x00]), None);
        assert_eq!(normalise(&[0x30, 0x80, 0, 0, 7]), None);
    }

    #[test]
    fn a_value_cut_short_or_longer_than_its_holder_is_refused() {
        assert_eq!(normalise(&[0x30, 0x03, 0x02, 0x05, 0x01]), None);
        assert_eq!(normalise(&[0x30, 0x80, 0x02, 0x01, 0x01]), None);
        assert_eq!(normalise(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
        assert_eq!(normalise(&[]), None);
    }

    #[test]
    fn a_tower_of_values_is_refused_without_overflowing_the_stack() {
        assert_eq!(normalise(&[0x30, 0x80].repeat(100_000)), None);
    }

    #[test]
    fn every_short_input_is_read_without_panic() {
        for first in 0..=255_u8 {
            for second in 0..=255_u8 {
                let _ = normalise(&[first, second, 0x80, 0x04, 0x00]);
            }
        }
    }
}
