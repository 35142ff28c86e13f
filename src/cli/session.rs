//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
    /// Language of what people read
    #[arg(long, global = true, value_enum, default_value_t = Language::En)]
    pub(crate) lang: Language,
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
pub(crate) enum Language {
    En,
}
