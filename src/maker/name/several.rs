//! Several makers in one phrase: "Huawei/HiSilicon", "Huawei, ZTE"; and what looks so and is one.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Name;
use super::field::{any_of, is_placeholder, phrases, strip_word, without_label};

static BETWEEN: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| any_of(&["between-makers"]));

/// The makers of a phrase that may be a list.
pub(super) fn makers(text: &str) -> Vec<String> {
    let mut parts = vec![text.to_owned()];
    let parted = BETWEEN.as_ref().is_none_or(|any| any.is_match(&text.to_lowercase()));
    for between in phrases("between-makers").filter(|_| parted) {
        parts = parts.iter().flat_map(|part| split_any_case(part, between)).collect();
    }
    parts = parts.iter().flat_map(|part| at_slashes(part)).flat_map(|part| at_commas(&part)).collect();
    parts.iter().map(|part| trimmed_maker(part)).filter(|part| !is_placeholder(part) && !Name::of(part).key().is_empty()).collect()
}

/// The names by which one company is called in one phrase: "Acer Peripherals Inc. (now BenQ Corp.)" has two, and
/// "Acme Ltd. (UK)" is one. In the order of the phrase, never empty.
pub fn called(text: &str) -> Vec<String> {
    let bracket = |open: char, close: char| {
        let (before, rest) = text.split_once(open)?;
        let (inside, behind) = rest.split_once(close).unwrap_or((rest, ""));
        let whole = format!("{} {}", before.trim(), behind.trim());
        Some(vec![whole.trim().to_owned(), other_name(inside)?.to_owned()])
    };
    let names = [('(', ')'), ('[', ']'), ('（', '）')].into_iter().find_map(|(open, close)| bracket(open, close));
    let both = names.filter(|names| names.iter().all(|name| !Name::of(name).key().is_empty()));
    both.unwrap_or_else(|| vec![text.to_owned()])
}

/// Words behind which another company stands than the one that is called so: "(formerly owned by Nokia)".
const OTHERS: &[&str] = &[
    "a",
    "an",
    "affiliate",
    "branch",
    "by",
    "controlled",
    "division",
    "member",
    "of",
    "owned",
    "part",
    "subsidiary",
    "the",
    "under",
    "unit",
];

/// What stands behind "formerly known as" and the like.
fn other_name(inside: &str) -> Option<&str> {
    let without =
        |text: &'_ str, words: &str| if words.is_ascii() { strip_word(text, words) } else { text.strip_prefix(words) }.map(str::len);
    let mut other = inside.trim();
    while let Some(left) = phrases("other-name").find_map(|words| without(other, words)) {
        let at = other.len().checked_sub(left)?;
        other = other.get(at..)?.trim_matches([':', '：', ' ']);
    }
    let first = other.split_whitespace().next()?.to_lowercase();
    (other.len() < inside.trim().len() && !OTHERS.contains(&first.as_str())).then_some(other)
}

/// Outer brackets and commas off, the dot of "Ltd." kept.
fn trimmed_maker(text: &str) -> String {
    without_label(text.trim_matches([' ', ',', ';', ':', '-', '|', '/'])).1.trim().to_owned()
}

fn split_any_case(text: &str, between: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let original = if lower.len() == text.len() { text } else { lower.as_str() };
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, found) in lower.match_indices(between) {
        parts.push(original.get(from..at).unwrap_or_default().to_owned());
        from = at.saturating_add(found.len());
    }
    parts.push(original.get(from..).unwrap_or_default().to_owned());
    parts
}

/// "Huawei/HiSilicon" is two makers; "A/S", "Acme / Ltd", "Sino Metal (I/E) Limited" and "c/o" are one or none.
fn at_slashes(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split('/').collect();
    if parts.len() < 2 {
        return vec![text.to_owned()];
    }
    let foreign = |part: &str| part.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    let is_name = |part: &&str| {
        let named = !Name::of(part).key().is_empty() || is_placeholder(part);
        named && (part.trim().chars().count() >= 3 || foreign(part))
    };
    let words =
        |part: &'_ str| part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::len).collect::<Vec<_>>();
    // A single letter beside the stroke is half of an abbreviation.
    let letter = |(before, behind): (&&str, &&str)| words(before).last() == Some(&1) || words(behind).first() == Some(&1);
    let whole = parts.iter().all(is_name) && !parts.iter().zip(parts.iter().skip(1)).any(letter);
    if whole && !text.contains("://") { parts.into_iter().map(str::to_owned).collect() } else { vec![text.to_owned()] }
}

/// "Huawei, ZTE" is two makers; "Kaspersky Lab, Inc." and "SMIC, Americas" are one.
fn at_commas(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split([',', '，']) {
        // "Ltd. (MMC)" goes with what stands before it.
        let head = part.split(['(', '（']).next().filter(|head| !head.trim().is_empty()).unwrap_or(part);
        match parts.last_mut() {
            Some(last) if !Name::of(head).is_distinctive() || !Name::of(last).is_distinctive() => {
                last.push(',');
                last.push_str(part);
            }
            Some(_) | None => parts.push(part.to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_in_brackets_is_a_name_of_the_same_company() {
        for (text, names) in [
            ("Acer Peripherals Inc. (now BenQ Corp.)", ["Acer Peripherals Inc.", "BenQ Corp."]),
            ("Tama Optics [formerly: Sagami Camera] K.K.", ["Tama Optics K.K.", "Sagami Camera"]),
            ("Tama Optics (formerly known as Sagami Camera)", ["Tama Optics", "Sagami Camera"]),
            ("Tama Optics (d/b/a Sagami", ["Tama Optics", "Sagami"]),
            ("多摩光学株式会社（旧相模カメラ）", ["多摩光学株式会社", "相模カメラ"]),
        ] {
            assert_eq!(called(text), names, "{text}");
        }
        for text in ["Acme (formerly owned by Nokia)", "Acme (previously a division of Nokia)", "Acme (formerly part of Nokia)"] {
            assert_eq!(called(text), [text]);
        }
        for text in ["Acme Ltd. (UK)", "Acme (nowhere)", "Acme (now)", "(now Acme)", "Acme (now Ltd.)", "Formerly Known Ltd."] {
            assert_eq!(called(text), [text]);
        }
    }
}
