//! `kenpin verify`: verifies a delivery: signatures, makers, screening, verdict.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Verifies a delivery: signatures, makers, screening, verdict
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin verify delivery/ --order order.toml")]
pub(crate) struct Verify {
    /// Files, folders, archives, or - for standard input; together they are one shipment
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<std::path::PathBuf>,
}

impl Verify {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin verify is not in this build", "", ""))
    }
}
