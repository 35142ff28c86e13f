//! What a vendor wrote where a maker's name belongs: one maker or several, a filler, or somebody who is only mentioned.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::aside::asides;
use super::script::is_invisible;
use super::several::makers;

/// A field that should name a maker, read for what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Makers, in the order of the field, never empty; and who else is mentioned, not as a maker.
    Makers { named: Vec<String>, mentioned: Vec<String> },
    /// Somebody is mentioned, but not as the maker: "compatible with Huawei", "not made by ZTE". May be empty.
    Mention(Vec<String>),
    /// A filler that stands for nothing: "To Be Filled By O.E.M.", "N/A", an empty field.
    Placeholder(String),
    /// The vendor says that it does not say: `NOASSERTION`, `NONE`.
    Withheld,
}

/// Most makers read from one field, and the longest name: nobody has more, and what is not looked at must not pass.
const LIMIT_MAKERS: usize = 16;
const LIMIT_CHARACTERS: usize = 200;
const LIMIT_WORDS: usize = 24;
/// Longest field that is read at all.
const LIMIT_FIELD: usize = 2_000;

/// Reads a field that should name a maker.
pub fn parse_field(text: &str) -> Field {
    if text.contains(turns_letters_round) {
        return Field::Placeholder(bare(text));
    }
    let text = bare(text);
    if text.chars().nth(LIMIT_FIELD).is_some() {
        return Field::Placeholder(text);
    }
    if matches!(text.as_str(), "NOASSERTION" | "NONE") || text.eq_ignore_ascii_case("noassertion") {
        return Field::Withheld;
    }
    let whole = text;
    let (label, text) = without_label(&whole);
    if matches!(text.as_str(), "NOASSERTION" | "NONE") {
        return Field::Withheld;
    }
    if label == "tool" || is_placeholder(&text) {
        return Field::Placeholder(text);
    }
    let (named, mentioned) = without_mentions(&text);
    let named: Vec<String> = named.iter().flat_map(|part| makers(part)).collect();
    let mentioned: Vec<String> = mentioned.iter().flat_map(|part| makers(part)).collect();
    let beside = if mentioned.is_empty() { asides(behind_label(&whole), &named) } else { Vec::new() };
    let mentioned: Vec<String> = mentioned.into_iter().chain(beside).collect();
    if named.len() > LIMIT_MAKERS || mentioned.len() > LIMIT_MAKERS || named.iter().chain(&mentioned).any(|name| is_no_name(name)) {
        return Field::Placeholder(text);
    }
    match (named.is_empty(), mentioned.is_empty()) {
        (false, _) => Field::Makers { named, mentioned },
        (true, false) => Field::Mention(mentioned),
        (true, true) => Field::Placeholder(text),
    }
}

/// More than any company is called: only a part of it would be looked at.
fn is_no_name(name: &str) -> bool {
    name.chars().nth(LIMIT_CHARACTERS).is_some() || name.split_whitespace().nth(LIMIT_WORDS).is_some()
}

/// Characters that show what follows in another order than it is written (UAX 9, 2.1 to 2.4): no name needs them.
fn turns_letters_round(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Without control and invisible characters, with single blanks.
fn bare(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_invisible(*c));
    let visible: String = seen.map(|c| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c }).collect();
    visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The text without "Organization:" and its like, its mail addresses and its marks of copyright.
pub(super) fn without_label(text: &str) -> (&'static str, String) {
    let rest = text.trim().trim_start_matches(['©', '℗']).trim();
    if strip_word(rest, "tool:").is_some() {
        return ("tool", rest.to_owned());
    }
    let rest = behind_label(rest);
    let rest = without_years(rest);
    let rest = without_mail(rest);
    let mut rest = rest.trim();
    let end = |text: &str| text.trim_end_matches([' ', ',', '.', ';', ':']).len();
    while let Some(shorter) = phrases("tail").find_map(|tail| strip_tail(rest.get(..end(rest)).unwrap_or(rest), tail)) {
        // A last dot belongs to the name: "Co., Ltd."
        rest = shorter.trim_end_matches([' ', ',', ';', ':']);
    }
    ("", rest.trim_matches(['"', '“', '”', ' ']).to_owned())
}

fn behind_label(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = phrases("label").find_map(|label| strip_word(rest, label)) {
        rest = shorter.trim_start_matches(['©', ':', '：', ' ']);
    }
    rest
}

/// `text` without `label` at its start, in any case; the label ends at a letter's border.
pub(super) fn strip_word<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let rest = strip_any_case(text, label)?;
    let open = label.ends_with(|c: char| c.is_alphanumeric()) && rest.starts_with(|c: char| c.is_alphanumeric());
    (!open && !rest.trim().is_empty()).then_some(rest.trim_start())
}

fn strip_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in prefix.chars() {
        let found = rest.next()?;
        if !(found.to_lowercase().eq(wanted.to_lowercase()) || wanted == ':' && found == '：') {
            return None;
        }
    }
    Some(rest.as_str())
}

fn strip_tail<'a>(text: &'a str, tail: &str) -> Option<&'a str> {
    let length = tail.chars().count();
    let at = text.char_indices().rev().nth(length.checked_sub(1)?)?.0;
    let (head, end) = text.split_at_checked(at)?;
    (end.chars().flat_map(char::to_lowercase).eq(tail.chars()) && !head.trim().is_empty()).then_some(head)
}

/// Years behind a mark of copyright: "2019-2022 Huawei".
fn without_years(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' '));
    let years = text.len().saturating_sub(rest.len());
    if years >= 5 && (text.starts_with("19") || text.starts_with("20")) && !rest.is_empty() { rest } else { text }
}

/// Without "(security@example.com)" and "`<mail>`".
fn without_mail(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '<', '（']) {
        let (before, from) = rest.split_at(open);
        let close = from.find([')', '>', '）']).unwrap_or(from.len());
        let inside = from.get(..close).unwrap_or(from);
        let address = inside.contains('@') || inside.contains("://") || inside.contains("www.");
        let end = if address {
            (close.saturating_add(from.get(close..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8))).min(from.len())
        } else {
            close
        };
        out.push_str(before);
        if !address {
            out.push_str(inside);
        }
        rest = from.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// What is named, and what is only mentioned.
fn without_mentions(text: &str) -> (Vec<String>, Vec<String>) {
    let lower = text.to_lowercase();
    // Lower case may be of another length than the original; then the lower case serves for both.
    let original = if lower.len() == text.len() { text } else { lower.as_str() };
    if let Some(rest) = strip_word(original, "for ").or_else(|| strip_word(original, "non-")).or_else(|| strip_word(original, "no ")) {
        return (Vec::new(), vec![rest.to_owned()]);
    }
    if !MENTIONS.as_ref().is_none_or(|any| any.is_match(&lower)) {
        return (vec![text.to_owned()], Vec::new());
    }
    let first = phrases("before-mention").filter_map(|words| Some((bordered(&lower, words)?, words.len()))).min();
    if let Some((at, length)) = first {
        let before = original.get(..at).unwrap_or_default();
        let behind = original.get(at.saturating_add(length)..).unwrap_or_default();
        return (vec![trimmed(before)], vec![trimmed(behind)]);
    }
    // "Cyclone" is no clone.
    let is_word = |at: usize, words: &str| {
        let inside = lower.get(..at).unwrap_or_default().ends_with(char::is_alphanumeric);
        !(inside && words.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
    };
    let last =
        phrases("behind-mention").filter_map(|words| lower.rfind(words).filter(|at| is_word(*at, words)).map(|at| (at, words.len())));
    let last = last.filter(|(at, _)| *at > 0).min();
    if let Some((at, length)) = last {
        let behind = original.get(at.saturating_add(length)..).unwrap_or_default();
        let named = behind.to_lowercase().find("by ").and_then(|by| behind.get(by.saturating_add(3)..)).unwrap_or_default();
        return (vec![trimmed(named)], vec![trimmed(original.get(..at).unwrap_or_default())]);
    }
    (vec![text.to_owned()], Vec::new())
}

fn trimmed(text: &str) -> String {
    text.trim_matches([' ', ',', '(', ')', '-', '.', '"', ':', ';']).to_owned()
}

/// Where `words` stand in `text`, not inside a longer word.
fn bordered(text: &str, words: &str) -> Option<usize> {
    let latin = words.is_ascii();
    text.match_indices(words).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        let behind = text.get(at.saturating_add(words.len())..).and_then(|tail| tail.chars().next());
        if latin {
            !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
        } else {
            words.chars().count() > 1 || before.is_none()
        }
    })
}

/// Whether a text stands for nothing.
pub(super) fn is_placeholder(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let repeated = letters.chars().next().is_some_and(|first| matches!(first, '0' | 'f' | 'x') && letters.chars().all(|c| c == first));
    repeated || letters.is_empty() || PLACEHOLDERS.contains(letters.as_str())
}

/// The words of one kind in `reference/words/fields.tsv`, in its order.
pub(super) fn phrases(kind: &str) -> impl Iterator<Item = &'static String> {
    PHRASES.get(kind).into_iter().flatten()
}

/// Finds any of the words of these kinds in one look, in a text of lower case; most texts have none.
pub(super) fn any_of(kinds: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::new(kinds.iter().flat_map(|kind| phrases(kind))).ok()
}

static MENTIONS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| any_of(&["before-mention", "behind-mention"]));

static PLACEHOLDERS: LazyLock<HashSet<&str>> = LazyLock::new(|| phrases("placeholder").map(String::as_str).collect());

static PHRASES: LazyLock<BTreeMap<&'static str, Vec<String>>> = LazyLock::new(|| {
    let mut phrases: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in include_str!("../../../reference/words/fields.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((kind, words)) = line.split_once('\t') {
            phrases.entry(kind).or_default().push(words.replace('␣', " ").replace('␤', "\n").replace('␉', "\t"));
        }
    }
    phrases
});

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;

    fn named(text: &str) -> Vec<String> {
        match parse_field(text) {
            Field::Makers { named, .. } => named,
            other @ (Field::Mention(_) | Field::Placeholder(_) | Field::Withheld) => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_wrapping_of_a_maker_is_taken_off() {
        for (text, maker) in [
            ("Organization: Huawei Technologies Co., Ltd. (security@huawei.com)", "Huawei Technologies Co., Ltd."),
            ("Organization: Acme ()", "Acme"),
            ("Person: Jane Doe <jane@example.com>", "Jane Doe"),
            ("Manufactured by Hikvision", "Hikvision"),
            ("Copyright (c) 2019-2022 Huawei Technologies Co., Ltd. All rights reserved.", "Huawei Technologies Co., Ltd."),
            ("製造元：ファーウェイ", "ファーウェイ"),
            ("Hikvision OEM", "Hikvision"),
            ("  Dell\u{0}Inc. ", "Dell Inc."),
            ("Huawei Technologies (UK) Co., Ltd.", "Huawei Technologies (UK) Co., Ltd."),
        ] {
            assert_eq!(named(text), [maker], "{text}");
        }
    }

    #[test]
    fn a_list_of_makers_is_read_as_several() {
        assert_eq!(named("Cisco / Huawei"), ["Cisco", "Huawei"]);
        assert_eq!(named("Huawei/HiSilicon"), ["Huawei", "HiSilicon"]);
        assert_eq!(named("Huawei, ZTE"), ["Huawei", "ZTE"]);
        assert_eq!(named("EZVIZ by Hikvision"), ["EZVIZ", "Hikvision"]);
        assert_eq!(named("Unknown / Dahua"), ["Dahua"]);
        assert_eq!(named("Durian Investment / LTD"), ["Durian Investment"]);
        assert_eq!(named("海康威视、大华股份"), ["海康威视", "大华股份"]);
    }

    #[test]
    fn commas_and_strokes_inside_a_name_do_not_part_it() {
        for name in [
            "Kaspersky Lab, Inc.",
            "SMIC, Americas",
            "Poissonnerie Arseneau LTÉE/LTD.",
            "SINO METAL I/E LIMITED",
            "Eksempel A/S",
            "Huawei Technologies Co.,Ltd",
            "Zhejiang Dahua Technology Co., Ltd.",
        ] {
            assert_eq!(named(name), [name], "{name}");
        }
    }

    #[test]
    fn fillers_are_no_makers() {
        for filler in [
            "",
            " ",
            "N/A",
            "n.a.",
            "To Be Filled By O.E.M.",
            "To be filled by O.E.M",
            "Default string",
            "System manufacturer",
            "<OUT OF SPEC>",
            "(blank)",
            "0000",
            "----",
            "FFFF",
            "OEM",
            "Unknown",
            "不明",
            "未知",
            "неизвестно",
            "Not Specified",
            "...",
            "Tool: syft-1.0",
            "Co., Ltd.",
            "株式会社",
        ] {
            assert!(matches!(parse_field(filler), Field::Placeholder(_)), "{filler}");
        }
        assert_eq!(parse_field("NOASSERTION"), Field::Withheld);
        assert_eq!(parse_field("NONE"), Field::Withheld);
        assert_eq!(parse_field("Organization: NOASSERTION"), Field::Withheld);
    }

    #[test]
    fn what_is_not_looked_at_whole_is_no_maker() {
        let many = (0..17).map(|number| format!("Maker{number} Optics")).collect::<Vec<_>>().join(" / ");
        for text in [
            format!("{} Huawei", "word ".repeat(24)),
            format!("{}Huawei", "x".repeat(200)),
            many,
            "(a)b".repeat(500_000),
            "a/".repeat(500_000),
            "\u{3164}".to_owned(),
            "\u{115f}\u{1160}".to_owned(),
            "\u{202e}noisivkih".to_owned(),
            "\u{2800}\u{200b}".to_owned(),
        ] {
            assert!(matches!(parse_field(&text), Field::Placeholder(_)), "{text:?}");
        }
        let padded = format!("{}HiSilicon", "\u{200b}".repeat(700));
        assert_eq!(named(&padded), ["HiSilicon"]);
        assert_eq!(named("Murata Manufacturing Co., Ltd. (MMC)").len(), 1);
    }

    #[test]
    fn who_is_only_mentioned_is_no_maker() {
        for (text, whom) in [
            ("compatible with Huawei", "Huawei"),
            ("Huawei compatible", "Huawei"),
            ("Huawei-compatible", "Huawei"),
            ("not made by Hikvision", "Hikvision"),
            ("for Cisco", "Cisco"),
            ("Non-Huawei", "Huawei"),
            ("Huawei?", "Huawei"),
            ("ファーウェイ互換", "ファーウェイ"),
        ] {
            assert_eq!(parse_field(text), Field::Mention(vec![whom.to_owned()]), "{text}");
        }
        assert_eq!(named("Cyclone Manufacturing Inc."), ["Cyclone Manufacturing Inc."]);
        assert_eq!(parse_field("Huawei clone"), Field::Mention(vec!["Huawei".to_owned()]));
        assert_eq!(
            parse_field("Acme Optics (compatible with Huawei)"),
            Field::Makers { named: vec!["Acme Optics".to_owned()], mentioned: vec!["Huawei".to_owned()] }
        );
    }

    #[test]
    fn any_text_is_read_without_panic() {
        for text in ["(((", "（）", "İ compatible with İ", "a(b@c", "/,/;", "©©", "by", "for ", "非", "\u{1F1FA}<"] {
            let _ = parse_field(text);
        }
    }
}
