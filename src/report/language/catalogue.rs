//! Sentences by their English, read from the Fluent files in locales/.
//!
//! A finding or a fault is an English sentence with names in its gaps by the time a report is written. The sentence is
//! recognised by its fixed words, and the same message of the other language is filled with the same names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// A gap of this name holds a sentence of ours, which is said in the other language too. Any other is carried over as it is.
const SENTENCE: &str = "says";
/// Sentences within sentences.
const DEPTH: u32 = 4;

/// Every file of one language: findings, signatures, bills, makers, reports, faults.
macro_rules! locale {
    ($language:literal) => {
        &[
            include_str!(concat!("../../../locales/", $language, "/findings.ftl")),
            include_str!(concat!("../../../locales/", $language, "/signatures.ftl")),
            include_str!(concat!("../../../locales/", $language, "/bills.ftl")),
            include_str!(concat!("../../../locales/", $language, "/makers.ftl")),
            include_str!(concat!("../../../locales/", $language, "/reports.ftl")),
            include_str!(concat!("../../../locales/", $language, "/faults.ftl")),
        ]
    };
}

pub(super) static JAPANESE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(locale!("en"), locale!("ja")));

/// Sentences of one language by the English ones.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    /// Those without a gap.
    whole: BTreeMap<String, String>,
    /// English and the other, gaps in between.
    gapped: Vec<(Vec<Piece>, Vec<Piece>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Gap(String),
}

impl Catalogue {
    /// A message that is not in both languages, or is not well formed, is left out; tests/it/languages.rs finds it.
    fn of(english: &[&str], other: &[&str]) -> Self {
        let mut other = messages(other);
        let mut catalogue = Self::default();
        for (id, english) in messages(english) {
            let Some(other) = other.remove(&id) else { continue };
            match (english.as_slice(), other.as_slice()) {
                ([Piece::Words(english)], [Piece::Words(other)]) => {
                    catalogue.whole.insert(english.clone(), other.clone());
                }
                _ => catalogue.gapped.push((english, other)),
            }
        }
        // The most words first: "version {v} is not supported" before "{what} is not supported".
        catalogue.gapped.sort_by_key(|(english, _)| std::cmp::Reverse(words(english)));
        catalogue
    }

    /// `None` where no message, or no single one, fits.
    pub(super) fn say(&self, english: &str) -> Option<String> {
        self.said(english, DEPTH)
    }

    fn said(&self, english: &str, depth: u32) -> Option<String> {
        if let Some(said) = self.whole.get(english) {
            return Some(said.clone());
        }
        let mut fitting = self.gapped.iter().filter_map(|(pattern, other)| Some((words(pattern), fit(pattern, english)?, other)));
        let (most, gaps, other) = fitting.next()?;
        if fitting.next().is_some_and(|(words, ..)| words == most) {
            return None;
        }
        let gaps = gaps?;
        let fill = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Gap(name) => {
                let text = gaps.iter().find(|(gap, _)| gap == name).map(|(_, text)| *text).unwrap_or_default();
                let deeper = depth.checked_sub(1).filter(|_| name.starts_with(SENTENCE));
                deeper.and_then(|depth| self.said(text, depth)).unwrap_or_else(|| text.to_owned())
            }
        };
        Some(other.iter().map(fill).collect())
    }
}

/// Letters of the fixed words.
fn words(pattern: &[Piece]) -> usize {
    pattern.iter().map(|piece| if let Piece::Words(words) = piece { words.len() } else { 0 }).sum()
}

/// What stands in the gaps, if the text fits; inside, `None` where it can be divided in more than one way.
fn fit<'p, 't>(pattern: &'p [Piece], text: &'t str) -> Option<Option<Vec<(&'p str, &'t str)>>> {
    let (first, middle, last) = frame(pattern);
    let inner = text.strip_prefix(first)?.strip_suffix(last)?;
    // Every place where the words between the gaps can stand lies between the earliest and the latest.
    let (mut earliest, mut from) = (Vec::new(), 0_usize);
    for words in &middle {
        let at = from.checked_add(inner.get(from..)?.find(words)?)?;
        earliest.push(at);
        from = at.checked_add(words.len())?;
    }
    let (mut latest, mut to) = (Vec::new(), inner.len());
    for words in middle.iter().rev() {
        to = inner.get(..to)?.rfind(words)?;
        latest.push(to);
    }
    latest.reverse();
    if earliest != latest {
        return Some(None);
    }
    let names = pattern.iter().filter_map(|piece| if let Piece::Gap(name) = piece { Some(name.as_str()) } else { None });
    let starts = std::iter::once(0).chain(earliest.iter().zip(&middle).map(|(at, words)| at.saturating_add(words.len())));
    let ends = earliest.iter().copied().chain([inner.len()]);
    let texts = starts.zip(ends).map(|(start, end)| inner.get(start..end).unwrap_or_default());
    Some(Some(names.zip(texts).collect()))
}

/// The words before the first gap, those between gaps, those after the last.
fn frame(pattern: &[Piece]) -> (&str, Vec<&str>, &str) {
    let mut middle: Vec<&str> = Vec::new();
    let (mut first, mut last) = ("", "");
    for (index, piece) in pattern.iter().enumerate() {
        let Piece::Words(words) = piece else { continue };
        match index {
            0 => first = words,
            _ if index.checked_add(1) == Some(pattern.len()) => last = words,
            _ => middle.push(words),
        }
    }
    (first, middle, last)
}

/// Messages by id. Two gaps never touch, since nobody could tell where one ends.
fn messages(files: &[&str]) -> BTreeMap<String, Vec<Piece>> {
    let mut found = BTreeMap::new();
    for file in files {
        let resource = fluent_syntax::parser::parse(*file).unwrap_or_else(|(resource, _errors)| resource);
        for entry in resource.body {
            if let Entry::Message(message) = entry
                && let Some(pieces) = message.value.as_ref().and_then(pieces)
            {
                found.insert(message.id.name.to_owned(), pieces);
            }
        }
    }
    found
}

/// `None` where it holds more than words, names and quoted signs.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    for element in &pattern.elements {
        let words = match element {
            PatternElement::TextElement { value } => *value,
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => *value,
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
                pieces.push(Piece::Gap(id.name.to_owned()));
                continue;
            }
            PatternElement::Placeable { .. } => return None,
        };
        match pieces.last_mut() {
            Some(Piece::Words(before)) => before.push_str(words),
            Some(Piece::Gap(_)) | None => pieces.push(Piece::Words(words.to_owned())),
        }
    }
    Some(pieces)
}
