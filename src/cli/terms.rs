//! The buyer's policy and waivers, and the lists that the policy makes binding.

use std::path::{Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::paths::Ground;
use super::reference::text;
use super::settings::Settings;
use crate::decision::Terms;
use crate::decision::policy::{self, Policy, layering};
use crate::decision::waiver::{self, Waivers};
use crate::evidence::dsse::{self, Envelope};
use crate::intake::Moment;
use crate::screening::watchlist::Watchlists;

/// What the buyer insists on, and what somebody allowed.
#[derive(Clone, Debug, Args)]
pub(crate) struct Chosen {
    /// What the buyer insists on; the built-in policy unless given. Repeated, each stands below the one before and may only narrow it
    #[arg(long, value_name = "FILE")]
    policy: Vec<PathBuf>,
    /// Take only policies that one of these public keys signed; may be repeated
    #[arg(long, value_name = "FILE")]
    policy_key: Vec<PathBuf>,
    /// What somebody allowed, why and until when
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
}

impl Chosen {
    pub(crate) fn terms(&self, settings: &Settings, ground: &Ground) -> Result<Terms, Fault> {
        let configured = || settings.nearest(|file| file.policy.clone()).into_iter().collect();
        let policies = if self.policy.is_empty() { configured() } else { self.policy.clone() };
        let waivers = self.waivers.clone().or_else(|| settings.nearest(|file| file.waivers.clone()));
        Ok(Terms {
            policy: policy_of(&policies, &self.policy_key, Some(ground))?,
            waivers: waivers.map_or_else(|| Ok(Waivers::default()), |path| waivers_of(&path, ground))?,
        })
    }
}

/// Type of a signed policy's payload.
pub(super) const POLICY_TYPE: &str = "application/vnd.kenpin.policy+toml";

/// Reads policies, the uppermost first; none is the built-in one. `ground` is the delivery, in which no policy may lie.
pub(super) fn policy_of(paths: &[PathBuf], keys: &[PathBuf], ground: Option<&Ground>) -> Result<Policy, Fault> {
    let mut above: Option<Policy> = None;
    for path in paths {
        if let Some(ground) = ground {
            ground.keep_out("the policy", path)?;
        }
        let text = signed_text(path, keys)?;
        let read = above.as_ref().map_or_else(|| policy::reading::read(&text), |above| layering::narrow(above, &text));
        above = Some(read.map_err(|fault| {
            Fault::ours(format!("this policy cannot be used: {fault}"), path.display(), "see `kenpin policy new` for what may stand there")
        })?);
    }
    Ok(above.unwrap_or_default())
}

/// The policy's text, out of its envelope where it is signed. With keys, only what one of them signed; a signed one needs them.
fn signed_text(path: &Path, keys: &[PathBuf]) -> Result<String, Fault> {
    let text = text(path)?;
    let Ok(envelope) = Envelope::read(text.as_bytes()) else {
        if keys.is_empty() {
            return Ok(text);
        }
        let fix = "sign it with `kenpin policy sign`, or leave --policy-key out";
        return Err(Fault::ours("this policy is not signed, and --policy-key asks for it", path.display(), fix));
    };
    let keys = keys.iter().map(|key| super::reference::text(key).map(|pem| (key, pem))).collect::<Result<Vec<_>, _>>()?;
    let mut known = Vec::new();
    for (path, pem) in &keys {
        let wrong = || Fault::ours("this is no public key in PEM", path.display(), "write what `openssl pkey -pubout` prints");
        known.push(dsse::public_key(pem).ok_or_else(wrong)?);
    }
    let stranger = || {
        Fault::ours("no key that --policy-key names signed this policy", path.display(), "name its signer's public key with --policy-key")
    };
    let payload = envelope.signed_by(POLICY_TYPE, &known).ok_or_else(stranger)?;
    String::from_utf8(payload.to_vec())
        .map_err(|_| Fault::ours("this signed policy is no text", path.display(), "sign it again with `kenpin policy sign`"))
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
