//! `kenpin bom merge`: merges several bills into one.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Merges several bills into one
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom merge board.cdx.json firmware.cdx.json")]
pub(crate) struct Merge {
    /// The bills of materials
    #[arg(value_name = "BILL", required = true)]
    bills: Vec<std::path::PathBuf>,
}

impl Merge {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin bom merge is not in this build", "", ""))
    }
}
