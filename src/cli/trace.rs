//! `kenpin trace`: shows component, maker, owners and list entries of a bill as a tree.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Shows component, maker, owners and list entries of a bill as a tree
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin trace camera.cdx.json")]
pub(crate) struct Trace {
    /// The bill of materials
    #[arg(value_name = "BILL")]
    bill: std::path::PathBuf,
}

impl Trace {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin trace is not in this build", "", ""))
    }
}
