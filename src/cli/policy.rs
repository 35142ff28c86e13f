//! `kenpin policy`: what the buyer insists on, written out and checked.

use clap::{Args, Subcommand};

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::session::Session;
use super::terms::policy_of;
use crate::decision::policy::{DEFAULT_TEXT, advice};
use crate::screening::regime;
use crate::screening::watchlist::Watchlists;

/// Writes and checks policies
#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    New(New),
    Check(Check),
}

/// Prints the built-in policy with comments, to start one's own from
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin policy new > policy.toml")]
pub(crate) struct New {}

/// Checks a policy file and says what it changes
///
/// Exit 0 where it can be used, with its warnings, one a line; 1 where it cannot.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin policy check policy.toml")]
pub(crate) struct Check {
    /// The policy
    #[arg(value_name = "POLICY")]
    policy: std::path::PathBuf,
    #[command(flatten)]
    clock: Clock,
}

impl Policy {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::New(_) => print::result(DEFAULT_TEXT)?,
            Self::Check(check) => check.run()?,
        }
        Ok(Exit::Accept)
    }
}

impl Check {
    fn run(&self) -> Result<(), Fault> {
        let policy = policy_of(&self.policy, None)?;
        let regimes = regime::shipped().map_err(|fault| Fault::ours(fault, "", ""))?;
        let watchlists = Watchlists::shipped().map_err(|fault| Fault::ours(fault, "", ""))?;
        let warnings = advice::advise(&policy, &regimes, &watchlists, self.clock.at()?);
        let mut text = format!("{}: can be used\nregimes: {}\n", self.policy.display(), policy.regimes.join(", "));
        for warning in warnings {
            text.push_str(&format!("warning: {warning}\n"));
        }
        print::result(&text)
    }
}
