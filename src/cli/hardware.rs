//! `kenpin hardware`: what is in a machine, what its certificate says, and whether they agree.

use clap::{Subcommand, ValueEnum};

use super::exit::Exit;
use super::fault::Fault;
use super::hardware_show::Show;
use super::session::Session;

/// Shows what a platform certificate says is in a machine
#[derive(Debug, Subcommand)]
pub(crate) enum Hardware {
    Show(Show),
}

/// How to write it
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Human,
    Json,
}

impl Hardware {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Show(show) => show.run(session),
        }
    }
}
