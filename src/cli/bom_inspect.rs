//! `kenpin bom inspect`: prints every component and claim of a bill.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Prints every component and claim of a bill
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom inspect camera.cdx.json --format json")]
pub(crate) struct Inspect {
    /// The bill of materials
    #[arg(value_name = "BILL")]
    bill: std::path::PathBuf,
}

impl Inspect {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin bom inspect is not in this build", "", ""))
    }
}
