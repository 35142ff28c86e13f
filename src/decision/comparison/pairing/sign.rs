//! A part as pairing sees it: every text, and every piece of a compound one, is a number, so that comparing two costs next to nothing.

use std::collections::{BTreeMap, HashMap};

use super::super::reading::{PIECES, Read, pieces, pieces_agree};
use crate::bill::hardware::Family;

/// A known text by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub whole: u32,
    /// `None` is a piece that is not known. Empty: the text is not compound.
    pub pieces: Vec<Option<u32>>,
}

/// A part by the numbers of its texts; `None`: not known.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    pub family: Option<Family>,
    pub manufacturer: Option<Text>,
    pub model: Option<Text>,
    pub serial: Option<Text>,
    pub revision: Option<Text>,
    /// In the order of their numbers, each once.
    pub addresses: Vec<u32>,
}

/// Gives numbers to texts. The order of the numbers is that of first sight, and nothing that is told depends on it.
#[derive(Default)]
pub(super) struct Texts {
    numbers: HashMap<String, u32>,
}

impl Texts {
    pub fn sign(&mut self, part: &Read) -> Sign {
        let mut addresses: Vec<u32> = part.addresses.iter().map(|address| self.number(address)).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let mut text = |text: &Option<String>| {
            text.as_deref()
                .map(|text| Text { whole: self.number(text), pieces: pieces(text).map(|piece| Some(self.number(piece?))).collect() })
        };
        Sign {
            family: part.family,
            manufacturer: text(&part.manufacturer),
            model: text(&part.model),
            serial: text(&part.serial),
            revision: text(&part.revision),
            addresses,
        }
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.to_owned(), next);
        next
    }
}

impl Sign {
    /// Fields on which both sides say something, and not the same.
    pub fn differing(&self, actual: &Self) -> usize {
        let texts = [
            differ(&self.manufacturer, &actual.manufacturer),
            differ(&self.model, &actual.model),
            differ(&self.serial, &actual.serial),
            differ(&self.revision, &actual.revision),
        ];
        let addresses = !self.addresses.is_empty() && !actual.addresses.is_empty() && !holds(&actual.addresses, &self.addresses);
        texts.into_iter().chain([addresses]).filter(|differs| *differs).count()
    }
}

/// Whether every one of the few is among the many; both in order.
fn holds(many: &[u32], few: &[u32]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|wanted| rest.any(|there| there == wanted))
}

fn same(one: &Text, other: &Text) -> bool {
    one.whole == other.whole || pieces_agree(one.pieces.iter().copied(), other.pieces.iter().copied())
}

pub(super) fn both_agree(one: &Option<Text>, other: &Option<Text>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if same(one, other))
}

pub(super) fn differ(one: &Option<Text>, other: &Option<Text>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if !same(one, other))
}

/// Where texts of one field stand that can be the same as a given one.
#[derive(Default)]
pub(super) struct Index {
    whole: BTreeMap<u32, Vec<usize>>,
    /// Compound texts by a piece and its position.
    piece: BTreeMap<(usize, u32), Vec<usize>>,
    /// Compound texts of which the piece at a position is not known: they fit any.
    blank: BTreeMap<usize, Vec<usize>>,
}

impl Index {
    pub fn of<'a>(texts: impl Iterator<Item = (usize, &'a Text)>) -> Self {
        let mut index = Self::default();
        for (class, text) in texts {
            if text.pieces.is_empty() {
                index.whole.entry(text.whole).or_default().push(class);
                continue;
            }
            for (position, piece) in text.pieces.iter().copied().chain(std::iter::repeat(None)).enumerate().take(PIECES) {
                match piece {
                    Some(piece) => index.piece.entry((position, piece)).or_default().push(class),
                    None => index.blank.entry(position).or_default().push(class),
                }
            }
        }
        index
    }

    /// All that can be the same as this text, and some that are not. Of a compound text's pieces the rarest is looked up:
    /// what is the same has that very piece, or does not know it.
    pub fn near(&self, text: Option<&Text>) -> [&[usize]; 2] {
        let Some(text) = text else { return [&[], &[]] };
        if text.pieces.is_empty() {
            return [self.whole.get(&text.whole).map_or(&[], Vec::as_slice), &[]];
        }
        let known = text.pieces.iter().enumerate().filter_map(|(position, piece)| Some((position, (*piece)?)));
        let lists = known.map(|(position, piece)| {
            let with = self.piece.get(&(position, piece)).map_or(&[][..], Vec::as_slice);
            [with, self.blank.get(&position).map_or(&[], Vec::as_slice)]
        });
        lists.min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>()).unwrap_or_default()
    }
}
