//! `kenpin bom diff`: shows what differs between two bills.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Shows what differs between two bills
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom diff old.cdx.json new.cdx.json")]
pub(crate) struct Diff {
    /// The older bill
    #[arg(value_name = "OLD")]
    old: std::path::PathBuf,
    /// The newer bill
    #[arg(value_name = "NEW")]
    new: std::path::PathBuf,
}

impl Diff {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin bom diff is not in this build", "", ""))
    }
}
