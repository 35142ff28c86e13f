//! `kenpin bom merge`: merges several bills into one.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::bom_convert::{Writing, target};
use super::bom_read;
use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;
use crate::bill::write::{self, Loss, TARGETS};

/// Merges several bills into one
///
/// Each bill's components stand below what that bill describes; nothing is taken for the same, so that nothing is lost by it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  kenpin bom merge board.cdx.json firmware.spdx.json --output whole.cdx.json\n\nExit codes: 0 written, 20 not written because something would be lost"
)]
pub(crate) struct Merge {
    /// The bills of materials
    #[arg(value_name = "BILL", required = true, num_args = 2..)]
    bills: Vec<PathBuf>,
    /// The format to write
    #[arg(long, value_name = "FORMAT", default_value = "cyclonedx-json", value_parser = PossibleValuesParser::new(TARGETS.iter().map(|target| target.name)))]
    to: String,
    #[command(flatten)]
    writing: Writing,
    #[command(flatten)]
    clock: Clock,
}

impl Merge {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let bills = self.bills.iter().map(|path| bom_read::sound(path)).collect::<Result<Vec<_>, _>>()?;
        let merged = crate::bill::merge::merge(&bills);
        let target = target(&self.to)?;
        let written = write::write(&merged, target, "merged", self.clock.at()?)
            .map_err(|error| Fault::ours(format!("the bills cannot be written as {}: {error}", target.title), "", ""))?;
        let losses: Vec<Loss> = written.losses;
        self.writing.finish(session, &written.text, &losses, target.title)
    }
}
