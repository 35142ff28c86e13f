//! `kenpin config`: which configuration file set what.

use clap::{Args, Subcommand};

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Shows the settings in effect
#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    Show(Show),
}

/// Prints every setting, and with --origin the file that set it
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin config show --origin")]
pub(crate) struct Show {
    /// Say which file set what
    #[arg(long)]
    origin: bool,
}

impl Config {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Show(_) => Err(Fault::ours("kenpin config show is not in this build", "", "")),
        }
    }
}
