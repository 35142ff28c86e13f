//! The buyer's policy and waivers, and the lists that the policy makes binding.

use std::path::PathBuf;

use clap::Args;

use super::fault::Fault;
use super::paths::Ground;
use super::settings::Settings;
use crate::decision::Terms;
use crate::intake::Moment;
use crate::screening::watchlist::Watchlists;

/// What the buyer insists on, and what somebody allowed.
#[derive(Clone, Debug, Args)]
pub(crate) struct Chosen {
    /// What the buyer insists on; the built-in policy unless given
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// What somebody allowed, why and until when
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
}

impl Chosen {
    pub(crate) fn terms(&self, settings: &Settings, ground: &Ground) -> Result<Terms, Fault> {
        for (what, path) in [("the policy", &self.policy), ("the list of waivers", &self.waivers)] {
            if let Some(path) = path {
                ground.keep_out(what, path)?;
            }
        }
        let _ = settings;
        Ok(Terms::default())
    }
}

pub(crate) fn in_use(lists: &Watchlists, _terms: &Terms, at: Moment) -> Result<Watchlists, Fault> {
    lists.usable_at(at).map_err(|error| Fault::ours(error, "", ""))?;
    Ok(lists.clone())
}
