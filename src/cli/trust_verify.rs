//! `kenpin trust verify`: whether every root is what its ORIGIN.toml says, and may still be used.

use std::path::Path;

use clap::Args;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths::Ground;
use super::session::Session;
use super::trust::Stores;
use super::{print, trust_store};
use crate::evidence::trust::{Material, Root, TrustStore, roots};
use crate::intake::Moment;
use crate::report::escape;

/// Checks digests and dates of every root, of those that ship too
///
/// Exit 0 where all can be used, 10 where one has ended, 20 where one is not what its ORIGIN.toml says.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin trust verify --trust /etc/kenpin/trust")]
pub(crate) struct Verify {
    #[command(flatten)]
    stores: Stores,
    #[command(flatten)]
    clock: Clock,
}

impl Verify {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let ground = Ground::of(&[])?;
        let stores = self.stores.all(session)?;
        let own: Vec<_> = stores.iter().map(|store| Ok((store, trust_store::folders(store, &ground)?))).collect::<Result<_, Fault>>()?;
        // One that ships and that the buyer's own takes the place of is not used.
        let is_replaced = |root: &Root<'_>| own.iter().any(|(_, folders)| folders.iter().any(|folder| folder.name == root.folder));
        let mut found: Vec<Line> = roots().iter().filter(|root| !is_replaced(root)).map(|root| judged("", root, at)).collect();
        for (store, folders) in &own {
            found.extend(folders.iter().map(|folder| judged(&store.display().to_string(), &folder.root(), at)));
            together(store, &ground, &mut found);
        }
        let mut lines = String::new();
        for (name, outcome, _) in &found {
            let word = match outcome {
                Ok(()) => "can be used".to_owned(),
                Err(why) => why.clone(),
            };
            lines.push_str(&format!("{}: {}\n", escape::visible(name), escape::visible(&word)));
        }
        print::result(&lines)?;
        let worst = found.iter().map(|(_, _, exit)| exit);
        Ok(worst.fold(Exit::Accept, |worst, exit| match (worst, exit) {
            (Exit::Reject, _) | (_, Exit::Reject) => Exit::Reject,
            (Exit::Refer, _) | (_, Exit::Refer) => Exit::Refer,
            (other, _) => other,
        }))
    }
}

/// A root's place, what is wrong with it, and what that means.
type Line = (String, Result<(), String>, Exit);

fn judged(store: &str, root: &Root<'_>, at: Moment) -> Line {
    let name = if store.is_empty() { format!("shipped {}", root.folder) } else { format!("{store}/{}", root.folder) };
    let mut trust = TrustStore::default();
    if let Err(error) = trust.add_root(root) {
        return (name, Err(error.to_string()), Exit::Reject);
    }
    let ended = trust.anchors().iter().find_map(|anchor| {
        let own = match anchor.material() {
            Material::Authority(certificate) => Some(certificate.not_after),
            Material::Key(_) | Material::OpenPgp(_) | Material::Sigstore(_) => None,
        };
        [own, anchor.expires].into_iter().flatten().min().filter(|end| *end < at)
    });
    match ended {
        Some(end) => (name, Err(format!("ended at {end} and is not used; run `kenpin trust update`, or replace it")), Exit::Refer),
        None => (name, Ok(()), Exit::Accept),
    }
}

/// What only shows when all are loaded together: a root older than the one that ships.
fn together(store: &Path, ground: &Ground, found: &mut Vec<Line>) {
    if found.iter().any(|(_, outcome, exit)| outcome.is_err() && *exit == Exit::Reject) {
        return;
    }
    let loaded = TrustStore::shipped().map(|mut trust| trust_store::add(store, ground, &mut trust));
    if let Ok(Err(fault)) = loaded {
        found.push((store.display().to_string(), Err(fault.to_string()), Exit::Refer));
    }
}
