//! The buyer's policy and waivers, and the lists that the policy makes binding.

use std::path::{Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::paths::Ground;
use super::reference::text;
use super::settings::Settings;
use crate::decision::Terms;
use crate::decision::policy::{self, Policy};
use crate::decision::waiver::{self, Waivers};
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
        let policy = self.policy.clone().or_else(|| settings.nearest(|file| file.policy.clone()));
        let waivers = self.waivers.clone().or_else(|| settings.nearest(|file| file.waivers.clone()));
        Ok(Terms {
            policy: policy.map_or_else(|| Ok(Policy::default()), |path| policy_of(&path, Some(ground)))?,
            waivers: waivers.map_or_else(|| Ok(Waivers::default()), |path| waivers_of(&path, ground))?,
        })
    }
}

/// Reads a policy; `ground` is the delivery, in which no policy may lie.
pub(super) fn policy_of(path: &Path, ground: Option<&Ground>) -> Result<Policy, Fault> {
    if let Some(ground) = ground {
        ground.keep_out("the policy", path)?;
    }
    policy::reading::read(&text(path)?).map_err(|fault| {
        Fault::ours(format!("this policy cannot be used: {fault}"), path.display(), "see `kenpin policy new` for what may stand there")
    })
}

fn waivers_of(path: &Path, ground: &Ground) -> Result<Waivers, Fault> {
    ground.keep_out("the list of waivers", path)?;
    waivers_in(&text(path)?, path)
}

/// Reads the text of a file of waivers.
pub(super) fn waivers_in(text: &str, path: &Path) -> Result<Waivers, Fault> {
    waiver::read(text).map_err(|fault| {
        Fault::ours(
            format!("these waivers cannot be used: {fault}"),
            path.display(),
            "see `kenpin schema waivers` for what may stand there",
        )
    })
}

/// The lists of one run. Those that decide something have to be within their shelf life, or there is no verdict; of the
/// others, which are only noted, those that are not are left out.
pub(crate) fn in_use(lists: &Watchlists, terms: &Terms, at: Moment) -> Result<Watchlists, Fault> {
    let mut kept = terms.policy.lists();
    lists.limited_to(&kept).usable_at(at).map_err(|error| Fault::ours(error, "", ""))?;
    kept.extend(lists.iter().filter(|list| list.usable_at(at).is_ok()).map(|list| list.id.clone()));
    Ok(lists.limited_to(&kept))
}
