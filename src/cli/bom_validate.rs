//! `kenpin bom validate`: says what is wrong with a bill, and where.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Says what is wrong with a bill, and where
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom validate camera.cdx.json")]
pub(crate) struct Validate {
    /// The bill of materials
    #[arg(value_name = "BILL")]
    bill: std::path::PathBuf,
}

impl Validate {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin bom validate is not in this build", "", ""))
    }
}
