//! `kenpin explain`: explains a rule: what it means, its legal basis, how to put it right.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::session::Session;

/// Explains a rule: what it means, its legal basis, how to put it right
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin explain KP-S01")]
pub(crate) struct Explain {
    /// Id or name of the rule
    #[arg(value_name = "RULE")]
    rule: String,
}

impl Explain {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        Err(Fault::ours("kenpin explain is not in this build", "", ""))
    }
}
