//! `kenpin bom`: bills of materials on their own, without a verdict.

use clap::Subcommand;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;
use super::{bom_convert, bom_diff, bom_inspect, bom_merge, bom_validate};

/// Reads, checks and writes bills of materials
#[derive(Debug, Subcommand)]
pub(crate) enum Bom {
    Inspect(bom_inspect::Inspect),
    Validate(bom_validate::Validate),
    Convert(bom_convert::Convert),
    Diff(bom_diff::Diff),
    Merge(bom_merge::Merge),
}

impl Bom {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Inspect(inspect) => inspect.run(session),
            Self::Validate(validate) => validate.run(session),
            Self::Convert(convert) => convert.run(session),
            Self::Diff(diff) => diff.run(session),
            Self::Merge(merge) => merge.run(session),
        }
    }
}
