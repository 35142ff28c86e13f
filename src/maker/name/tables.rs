//! What a word in a company's name is: a legal form, a place, a trade, or how common it is. Read from `reference/words`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{self, Class};

/// What a trade word says about what the company does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trade {
    /// Fits any maker of equipment.
    Technology,
    /// Says nothing.
    Plain,
    /// Dealing, owning, managing.
    Business,
    /// Another trade: food, property, insurance.
    Elsewhere,
    /// A common word that no table explains.
    Common,
}

/// A word or phrase of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub short: &'static str,
    pub class: Class,
}

/// Words of a phrase in the tables, at most.
pub const LONGEST_PHRASE: usize = 7;
/// Characters of a word in the tables that stands without blanks (Han, kana, Hangul), at most.
pub const LONGEST_RUN: usize = 12;

/// From this many of the counted company names on (250 in a million) a word that no table names is a common one.
const COMMON_FROM: u32 = 100;

/// A phrase in the shape of `words::pieces`, joined by blanks.
pub fn phrase(text: &str) -> Option<Known> {
    TABLES.get(text).copied()
}

/// The short form and class of a word or phrase that the tables name.
pub fn known_class(text: &str) -> Option<(&'static str, Class)> {
    phrase(text).map(|known| (known.short, known.class))
}

/// In how many of [`legal_names_counted`] company names a word stands; 0 where fewer than three.
pub fn commonness(word: &str) -> u32 {
    FREQUENCIES.get(word).copied().unwrap_or(0)
}

/// How many company names were counted for [`commonness`].
pub fn legal_names_counted() -> u32 {
    399_203
}

/// Whether a word is too common to tell one company from another.
pub fn is_common(word: &str) -> bool {
    commonness(word) >= COMMON_FROM
}

/// Whether one group bears a word alone, though it is short or plain, by review.
pub fn is_mark(word: &str) -> bool {
    MARKS.contains(&word)
}

/// The trade or place from which a long word in Latin letters is one slip away: "technology" for "tecnology", "shenzhen" for "shenzen".
pub fn misspelt(word: &str) -> Option<&'static str> {
    if word.len() < SHORTEST_MISSPELT || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let meant = || without_one_letter(word).find_map(|shorter| SLIPS.get(shorter.as_str()).copied().or_else(|| long_word(&shorter)));
    SLIPS.get(word).copied().or_else(meant)
}

/// Shorter words are one letter away from too many others.
const SHORTEST_MISSPELT: usize = 7;

fn without_one_letter(word: &str) -> impl Iterator<Item = String> {
    (0..word.len()).map(|at| word.char_indices().filter(|(index, _)| *index != at).map(|(_, letter)| letter).collect())
}

/// A word of the tables that may be meant.
fn long_word(word: &str) -> Option<&'static str> {
    let (known, what) = TABLES.get_key_value(word)?;
    let is_latin = known.len() >= SHORTEST_MISSPELT && known.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_latin && matches!(what.class, Class::Trade(_) | Class::Place)).then_some(known.as_str())
}

/// Long words of the tables by themselves without one letter. Where two come to the same, always the same one counts.
static SLIPS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = TABLES.keys().filter_map(|word| long_word(word)).collect();
    words.sort_unstable();
    words.into_iter().flat_map(|word| without_one_letter(word).map(move |shorter| (shorter, word))).collect()
});

static MARKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../reference/words/marks.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once('\t')?.0)).collect()
});

static FREQUENCIES: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    include_str!("../../../reference/words/frequencies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (word, count) = line.split_once('\t')?;
            Some((word, count.parse().ok()?))
        })
        .collect()
});

static TABLES: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut tables = HashMap::new();
    read(include_str!("../../../reference/words/trades.tsv"), &mut tables, |trade| Class::Trade(trade_named(trade)));
    read(include_str!("../../../reference/words/places.tsv"), &mut tables, |_| Class::Place);
    read(include_str!("../../../reference/words/forms.tsv"), &mut tables, |_| Class::Form);
    tables
});

fn trade_named(word: &str) -> Trade {
    match word {
        "technology" => Trade::Technology,
        "business" => Trade::Business,
        "elsewhere" => Trade::Elsewhere,
        _ => Trade::Plain,
    }
}

fn read(table: &'static str, into: &mut HashMap<String, Known>, class: fn(&str) -> Class) {
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(written), Some(short)) = (fields.next(), fields.next()) else { continue };
        into.insert(words::shape(written), Known { short, class: class(fields.next().unwrap_or_default()) });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        for (name, table, fields) in [
            ("forms", include_str!("../../../reference/words/forms.tsv"), 2),
            ("places", include_str!("../../../reference/words/places.tsv"), 3),
            ("trades", include_str!("../../../reference/words/trades.tsv"), 3),
        ] {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let parts: Vec<_> = line.split('\t').collect();
                assert_eq!(parts.len(), fields, "{name}: {line}");
                let shape = words::shape(parts[0]);
                assert!(phrase(&shape).is_some(), "{name}: {line} ({shape})");
                assert!(shape.split(' ').count() <= LONGEST_PHRASE && shape.chars().count() <= 80, "{name}: {line}");
                assert!(name != "trades" || ["technology", "plain", "business", "elsewhere"].contains(&parts[2]), "{line}");
            }
        }
    }

    #[test]
    fn a_common_word_is_told_from_a_rare_one() {
        assert!(is_common("limited") && is_common("solar"));
        assert!(!is_common("huawei") && commonness("hikvision") == 0);
    }
}
