//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::report::{Language, Reader};

/// How this run speaks and what it may touch.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Session {
    /// Say nothing on standard error but errors
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    /// When to colour what people read
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Language of what people read; from KENPIN_LANG or the locale unless given
    #[arg(long, global = true, value_name = "LANGUAGE", value_enum)]
    pub(crate) lang: Option<Tongue>,
    /// Open no socket
    #[arg(long, global = true)]
    pub(crate) offline: bool,
    /// Read this configuration file and no other
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tongue {
    En,
    Ja,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::En => Self::En,
            Tongue::Ja => Self::Ja,
        }
    }
}

/// What names a language where `--lang` does not, the strongest first (the last three as POSIX.1-2017, 8.2, has them).
const NAMED_BY: &[&str] = &["KENPIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

impl Session {
    /// The language of what people read.
    pub(crate) fn language(&self) -> Language {
        self.lang.map_or_else(of_the_locale, Language::from)
    }

    /// The language of what this reader opens.
    pub(crate) fn language_for(&self, reader: Reader) -> Language {
        match reader {
            Reader::Person => self.language(),
            Reader::Program => self.lang.map(Language::from).unwrap_or_default(),
        }
    }
}

/// The first that is set decides; a language that kenpin does not speak is answered in English.
#[allow(clippy::disallowed_methods, reason = "the edge reads the locale once")]
pub(crate) fn of_the_locale() -> Language {
    let named = NAMED_BY.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    named.and_then(|name| Language::of_locale(&name)).unwrap_or_default()
}
