//! `kenpin hardware`: what is in a machine, what its certificate says, and whether they agree.

use clap::Subcommand;

use super::exit::Exit;
use super::fault::Fault;
use super::hardware_batch::Batch;
use super::hardware_collect::Collect;
use super::hardware_compare::Compare;
use super::hardware_show::Show;
use super::session::Session;

/// Shows what is certified to be in a machine, and compares it with what was found
#[derive(Debug, Subcommand)]
pub(crate) enum Hardware {
    Collect(Collect),
    Show(Show),
    Compare(Compare),
    Batch(Batch),
}

impl Hardware {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Collect(collect) => collect.run(session),
            Self::Show(show) => show.run(session),
            Self::Compare(compare) => compare.run(session),
            Self::Batch(batch) => batch.run(session),
        }
    }
}
