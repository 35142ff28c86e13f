//! `kenpin screen`: screens makers by name or identifier against the lists.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Screens makers by name or identifier against the lists
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin screen \"Hangzhou Hikvision\" --format jsonl")]
pub(crate) struct Screen {
    /// Names of makers
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

impl Screen {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin screen is not in this build", "", ""))
    }
}
