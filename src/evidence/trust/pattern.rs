//! Names of signers: to the letter, or by a pattern that must fit from the first letter to the last.

use std::fmt;

use regex::Regex;

/// Bytes that a compiled pattern may take.
const LIMIT: usize = 1 << 20;

/// How a signer's name is matched.
#[derive(Clone, Debug)]
pub enum Pattern {
    Exact(String),
    /// A regular expression, anchored at both ends.
    Expression {
        text: String,
        whole: Regex,
    },
}

impl Pattern {
    /// `None` for an empty name: it would match a signer without one.
    pub fn exact(name: &str) -> Option<Self> {
        (!name.is_empty()).then(|| Self::Exact(name.to_owned()))
    }

    /// `None` for an empty or unreadable expression.
    pub fn expression(text: &str) -> Option<Self> {
        // Read alone first, so that "a)|(b" cannot climb out of the anchors.
        regex::RegexBuilder::new(text).size_limit(LIMIT).build().ok().filter(|_| !text.is_empty())?;
        let whole = regex::RegexBuilder::new(&format!(r"\A(?:{text})\z")).size_limit(LIMIT).build().ok()?;
        Some(Self::Expression { text: text.to_owned(), whole })
    }

    pub fn matches(&self, name: &str) -> bool {
        match self {
            Self::Exact(exact) => exact == name,
            Self::Expression { whole, .. } => whole.is_match(name),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(text) | Self::Expression { text, .. } => f.write_str(text),
        }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Exact(one), Self::Exact(two)) => one == two,
            (Self::Expression { text: one, .. }, Self::Expression { text: two, .. }) => one == two,
            (Self::Exact(_), Self::Expression { .. }) | (Self::Expression { .. }, Self::Exact(_)) => false,
        }
    }
}

impl Eq for Pattern {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_pattern_must_fit_the_whole_name() {
        let pattern = Pattern::expression("https://github\\.com/tama/.*").unwrap();
        assert!(pattern.matches("https://github.com/tama/camera"));
        assert!(!pattern.matches("evil https://github.com/tama/camera"));
        assert!(!pattern.matches("https://github.com/tama-evil/camera"));
        assert!(!pattern.matches("https://github.com/tama/camera\nhttps://other"));
    }

    #[test]
    fn a_pattern_cannot_climb_out_of_its_anchors() {
        assert_eq!(Pattern::expression("a)|(b"), None);
        assert!(!Pattern::expression("a|b").unwrap().matches("xb"));
        assert!(!Pattern::expression("(?m)^a$").unwrap().matches("a\nevil"));
    }

    #[test]
    fn an_empty_name_or_pattern_is_refused() {
        assert_eq!(Pattern::exact(""), None);
        assert_eq!(Pattern::expression(""), None);
    }

    #[test]
    fn two_are_one_by_kind_and_text_and_are_shown_as_written() {
        let (exact, expression) = (|text| Pattern::exact(text).unwrap(), |text| Pattern::expression(text).unwrap());
        assert_eq!(exact("a"), exact("a"));
        assert_ne!(exact("a"), exact("b"));
        assert_eq!(expression("a"), expression("a"));
        assert_ne!(expression("a"), expression("b"));
        assert_ne!(exact("a"), expression("a"));
        assert_eq!([exact("a").to_string(), expression("b.*").to_string()], ["a", "b.*"]);
    }
}
