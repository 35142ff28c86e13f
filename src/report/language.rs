//! The languages that kenpin speaks: every sentence stands in English where it is made, and in the others in locales/.

mod catalogue;

use std::borrow::Cow;

use catalogue::{Catalogue, JAPANESE};

use super::layout::{padded, width};

/// A language that every message exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    En,
    Ja,
}

impl Language {
    pub const ALL: &[Self] = &[Self::En, Self::Ja];

    /// ISO 639-1, as HTML and `--lang` write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// Of a locale's name: `ja`, `ja_JP.UTF-8`, `ja-JP`.
    pub fn of_locale(name: &str) -> Option<Self> {
        let language = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|known| known.code().eq_ignore_ascii_case(language))
    }

    /// The sentence in this language. One that is not known, or that can be read in two ways, stays as it is.
    pub fn say(self, english: &str) -> Cow<'_, str> {
        self.catalogue().and_then(|catalogue| catalogue.say(english)).map_or_else(|| Cow::Borrowed(english), Cow::Owned)
    }

    /// Paragraphs with an empty line between them.
    pub fn say_paragraphs(self, english: &str) -> String {
        let said: Vec<Cow<'_, str>> = english.split("\n\n").map(|paragraph| self.say(paragraph)).collect();
        said.join("\n\n")
    }

    /// A message of several lines, some of which begin with a label: `  fix:   run ..`.
    pub fn say_lines(self, english: &str) -> String {
        let said: Vec<String> = english.lines().map(|line| self.line(line)).collect();
        said.join("\n")
    }

    fn line(self, english: &str) -> String {
        let text = english.trim_start();
        let indent = english.get(..english.len().saturating_sub(text.len())).unwrap_or_default();
        let Some((label, rest)) = LABELS.iter().find_map(|label| Some((*label, text.strip_prefix(label)?))) else {
            return format!("{indent}{}", self.say(text));
        };
        let sentence = rest.trim_start();
        // The sentences of labels of different lengths begin in one column.
        let room = text.len().saturating_sub(sentence.len());
        let label = padded(&self.say(label), room);
        let gap = if width(&label) > room || !label.ends_with(' ') { " " } else { "" };
        format!("{indent}{label}{gap}{}", self.say(sentence))
    }

    fn catalogue(self) -> Option<&'static Catalogue> {
        match self {
            Self::En => None,
            Self::Ja => Some(&JAPANESE),
        }
    }
}

/// What a line of a message may begin with.
const LABELS: &[&str] = &["error:", "where:", "cause:", "fix:", "note:", "warning:"];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        let named = ["ja", "ja_JP.UTF-8", "ja-JP", "JA", "en_GB", "C", "", "de_DE", "jam"].map(Language::of_locale);
        let (en, ja) = (Some(Language::En), Some(Language::Ja));
        assert_eq!(named, [ja, ja, ja, ja, en, None, None, None, None]);
    }

    #[test]
    fn english_is_left_as_it_is() {
        assert!(matches!(Language::En.say("the delivery holds no document"), Cow::Borrowed("the delivery holds no document")));
    }

    #[test]
    fn names_are_carried_over_letter_for_letter() {
        let said = Language::Ja.say("\"海思\" is a restricted party: \"HiSilicon Technologies Co., Ltd.\"");
        assert_eq!(said, "「海思」は規制対象者「HiSilicon Technologies Co., Ltd.」です");
    }

    /// A vendor that names itself like one of our sentences must not change what is said.
    #[test]
    fn a_name_that_reads_like_a_sentence_is_not_translated() {
        let said = Language::Ja.say("\"it is empty\" is a restricted party: \"Example\"");
        assert_eq!(said, "「it is empty」は規制対象者「Example」です");
        let twice = "\"A\" is a restricted party: \"B\" is a restricted party: \"C\"";
        assert_eq!(Language::Ja.say(twice), twice);
    }

    #[test]
    fn a_message_keeps_its_lines() {
        let said = Language::Ja.say_lines("error: no such file or folder\n  where: a/b\n  fix:   check the spelling of the path");
        assert_eq!(said, "エラー: ファイルまたはフォルダーがありません\n  箇所:  a/b\n  対処:  パスの綴りを確かめてください");
    }
}
