//! Lines of at most so many columns: East Asian characters count two, and long runs without a space are cut.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Breaks text into lines of at most `columns` (at least 2): at spaces first, between any two characters where a run
/// is longer than a line. A closing mark never starts a line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let gap = usize::from(!line.is_empty());
        let room = columns.saturating_sub(width(&line)).saturating_sub(gap);
        if width(word) <= room {
            line.push_str(if gap == 1 { " " } else { "" });
            line.push_str(word);
        } else if width(word) <= columns && !breaks_anywhere(word) {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        } else {
            if room < 8 && gap == 1 {
                lines.push(std::mem::take(&mut line));
            } else if gap == 1 {
                line.push(' ');
            }
            fill(word, columns, &mut line, &mut lines);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Cuts a run that is longer than a line.
fn fill(word: &str, columns: usize, line: &mut String, lines: &mut Vec<String>) {
    for c in word.chars() {
        let needed = width(line).saturating_add(c.width().unwrap_or(0));
        if needed > columns && !(closes(c) && needed <= columns.saturating_add(2)) {
            lines.push(std::mem::take(line));
        }
        line.push(c);
    }
}

/// Han, kana and Hangul are set without spaces.
fn breaks_anywhere(word: &str) -> bool {
    word.chars().any(|c| c.width() == Some(2))
}

/// JIS X 4051: these may hang over the end of a line.
fn closes(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '．' | '」' | '』' | '）' | '】')
}

/// The text with blanks up to so many columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Cuts text to `columns` and marks the cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if width(&out).saturating_add(c.width().unwrap_or(0)).saturating_add(2) > columns {
            break;
        }
        out.push(c);
    }
    out.push_str("..");
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn east_asian_text_counts_two_columns_a_character() {
        assert_eq!(wrap("海思半导体有限公司", 10), ["海思半导体", "有限公司"]);
    }

    #[test]
    fn a_closing_mark_hangs_instead_of_starting_a_line() {
        assert_eq!(wrap("海思半导体、有限", 10), ["海思半导体、", "有限"]);
    }

    #[test]
    fn a_run_longer_than_a_line_is_cut() {
        assert_eq!(wrap("see aaaaaaaaaaaaaaaaaaaa", 10), ["see", "aaaaaaaaaa", "aaaaaaaaaa"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_character_is_lost(text in "[a-z海ー。 ]{0,200}", columns in 10_usize..80) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns + 2), "{lines:?}");
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }

        #[test]
        fn a_cut_text_fits(text in "[a-z海]{0,60}", columns in 4_usize..40) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
        }
    }
}
