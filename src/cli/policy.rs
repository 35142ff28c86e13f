//! `kenpin policy`: what the buyer insists on, written out and checked.

use clap::{Args, Subcommand};

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Writes and checks policies
#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    New(New),
    Check(Check),
}

/// Prints the built-in policy with comments, to start one's own from
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin policy new > policy.toml")]
pub(crate) struct New {}

/// Checks a policy file and says what it changes
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin policy check policy.toml")]
pub(crate) struct Check {
    /// The policy
    #[arg(value_name = "POLICY")]
    policy: std::path::PathBuf,
}

impl Policy {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::New(_) | Self::Check(_) => Err(Fault::ours("kenpin policy is not in this build", "", "")),
        }
    }
}
