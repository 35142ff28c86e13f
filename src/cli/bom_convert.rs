//! `kenpin bom convert`: writes a bill in another format and names every loss.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Writes a bill in another format and names every loss
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom convert camera.cdx.json --to spdx-json")]
pub(crate) struct Convert {
    /// The bill of materials
    #[arg(value_name = "BILL")]
    bill: std::path::PathBuf,
}

impl Convert {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin bom convert is not in this build", "", ""))
    }
}
