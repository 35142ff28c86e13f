//! Reads a TOML file that the buyer wrote; a slip of the pen is named, with its line and the word that was meant.

use serde::de::DeserializeOwned;

/// Why a file of the buyer's cannot be read. Always ours: no verdict is given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Slip {
    #[error("line {line}: \"{word}\" is not known here{}; known are {}", suggestion(.meant.as_deref()), .known.join(", "))]
    UnknownWord { line: usize, word: String, meant: Option<String>, known: Vec<String> },
    #[error("line {line}: {message}")]
    Unreadable { line: usize, message: String },
}

/// `; did you mean "regimes"?`, or nothing.
pub fn suggestion(meant: Option<&str>) -> String {
    meant.map(|meant| format!("; did you mean \"{meant}\"?")).unwrap_or_default()
}

/// Parses TOML into `T`.
///
/// # Errors
/// [`Slip::UnknownWord`] for a member or word that `T` does not know, [`Slip::Unreadable`] for anything else.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Slip> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count().saturating_add(1);
        let message = error.message();
        // serde: unknown field `x`, expected one of `a`, `b`
        let mut words = message.split('`').skip(1).step_by(2).map(str::to_owned);
        match words.next().filter(|_| message.starts_with("unknown ")) {
            Some(word) => {
                let known: Vec<String> = words.collect();
                Slip::UnknownWord { line, meant: nearest(&word, known.iter().map(String::as_str)), word, known }
            }
            None => Slip::Unreadable { line, message: message.to_owned() },
        }
    })
}

/// The known word that is fewest slips away, if that is at most a third of its length.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let word = word.to_lowercase();
    let (slips, best) = known.map(|other| (slips(&word, &other.to_lowercase()), other)).min()?;
    (slips <= best.chars().count().div_ceil(3)).then(|| best.to_owned())
}

/// Letters to insert, drop, replace or swap with their neighbour to make one word the other.
fn slips(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().take(64).collect();
    let to: Vec<char> = to.chars().take(64).collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i.saturating_add(1)];
        for (j, b) in to.iter().enumerate() {
            let at = |back: usize, column: usize| {
                let above = rows.len().checked_sub(back).and_then(|index| rows.get(index));
                above.and_then(|row| row.get(column)).copied().unwrap_or(usize::MAX)
            };
            let mut least = at(1, j).saturating_add(usize::from(a != b));
            least = least.min(at(1, j.saturating_add(1)).saturating_add(1)).min(row.last().copied().unwrap_or(0).saturating_add(1));
            let swapped = i > 0 && j > 0 && from.get(i.wrapping_sub(1)) == Some(b) && to.get(j.wrapping_sub(1)) == Some(a);
            if swapped {
                least = least.min(at(2, j.wrapping_sub(1)).saturating_add(1));
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_member_is_named_with_its_line_and_the_likely_word() {
        let slip = parse::<crate::intake::Order>("vendor = \"x\"\n\ncatgory = \"router\"\n").unwrap_err().to_string();
        assert!(slip.starts_with("line 3: \"catgory\" is not known here; did you mean \"category\"?"), "{slip}");
    }

    #[test]
    fn a_wrong_type_is_named_with_its_line() {
        let slip = parse::<crate::intake::Order>("vendor = 7\n").unwrap_err();
        assert!(matches!(slip, Slip::Unreadable { line: 1, .. }));
    }

    #[test]
    fn a_word_that_is_far_from_all_has_no_suggestion() {
        assert_eq!(nearest("vednor", ["vendor", "product"].into_iter()), Some("vendor".to_owned()));
        assert_eq!(nearest("zzzzzz", ["vendor", "product"].into_iter()), None);
        assert_eq!(nearest("x", std::iter::empty()), None);
    }

    #[test]
    fn slips_count_swaps_once() {
        assert_eq!(slips("regiems", "regimes"), 1);
        assert_eq!(slips("", "abc"), 3);
    }
}
