//! `kenpin lists`: the restricted-party lists that screening uses.

use clap::{Args, Subcommand};

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Shows the restricted-party lists that screening uses
#[derive(Debug, Subcommand)]
pub(crate) enum Lists {
    Show(Show),
}

/// Shows each list with its authority, edition, age and shelf life
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin lists show")]
pub(crate) struct Show {}

impl Lists {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Show(_) => Err(Fault::ours("kenpin lists show is not in this build", "", "")),
        }
    }
}
