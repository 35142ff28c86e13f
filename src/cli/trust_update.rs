//! `kenpin trust update`: newer material for a root, by The Update Framework: nothing older, nothing frozen, nothing expired.

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use clap::Args;
use sigstore_tuf::{Error, FileStore, Updater};

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths::{Ground, shown};
use super::session::Session;
use super::trust::Stores;
use super::trust_repository::Source;
use super::trust_store::{self, Folder, ORIGIN};
use super::{folder, print};
use crate::evidence::trust::origin::{Origin, Tuf};
use crate::evidence::trust::{Root, TrustStore, roots};
use crate::intake::{Digest, Moment};

/// Fetches newer material for a root of your store, and checks it by The Update Framework
///
/// Starts from the TUF root that the root's ORIGIN.toml pins. Keeps in the store what it has seen, so that nobody can
/// bring it back to anything older, also after that has expired.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Update {
    /// Which root, by its folder
    #[arg(value_name = "ROOT", default_value = "sigstore/public-good")]
    root: String,
    #[command(flatten)]
    stores: Stores,
    /// A copy of the repository: a folder or an address; the address in ORIGIN.toml unless given
    #[arg(long, value_name = "DIR|URL")]
    from: Option<String>,
    #[command(flatten)]
    clock: Clock,
}

const EXAMPLES: &str = "\
Examples:
  kenpin trust update --trust trust/
  kenpin trust update sigstore/github --trust trust/ --from /media/stick/tuf-repo.github.com";

/// A root as it stands before the update.
struct Standing {
    origin: Origin,
    tuf: Tuf,
    material: Vec<u8>,
    start: Vec<u8>,
    /// In the store, whether it is there already or not.
    path: PathBuf,
}

impl Update {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let store = self.stores.one(session)?;
        let standing = self.standing(&store)?;
        let from = self.from.clone().unwrap_or_else(|| standing.tuf.address.clone());
        if session.offline && from.starts_with("http") {
            return Err(Fault::usage("--offline opens no socket", from, "give a copy of the repository: --from DIR"));
        }
        let source = Source::of(&from).ok_or_else(|| Fault::ours("the network cannot be used", &from, "give a copy: --from DIR"))?;
        if !standing.path.join(ORIGIN).exists() {
            // Before anything else lies in the folder, so that the store can be used whatever becomes of the update.
            self.write(&standing, &standing.origin, &standing.material)?;
        }
        let (bytes, end) = fetch(source, &standing, at).map_err(|error| refused(&error, &from))?;
        if bytes == standing.material && standing.origin.expires.as_deref() == Some(&end) {
            print::result(&format!("{}: nothing newer", self.root))?;
            return Ok(Exit::Accept);
        }
        let digest = Digest::of(&bytes);
        let origin = Origin {
            sha256: digest.to_string(),
            dated: at.to_string(),
            expires: Some(end.clone()),
            source: format!("{from}, target {}", standing.tuf.target),
            ..standing.origin.clone()
        };
        self.write(&standing, &origin, &bytes)?;
        print::result(&format!("{}: updated\nsha256 {digest}\nto be used until {end}", shown(&standing.path)))?;
        Ok(Exit::Accept)
    }

    /// The root in the store, or else the one that ships.
    fn standing(&self, store: &Path) -> Result<Standing, Fault> {
        let own = if store.is_dir() { trust_store::folders(store, &Ground::of(&[])?)? } else { Vec::new() };
        let own = own.iter().find(|folder| folder.name == self.root).map(Folder::root);
        let shipped = roots().into_iter().find(|root| root.folder == self.root);
        let root = own.or(shipped).ok_or_else(|| {
            Fault::usage("there is no such root", &self.root, "name one by its folder, such as sigstore/github; see `kenpin trust show`")
        })?;
        TrustStore::default().add_root(&root).map_err(|error| trust_store::fault(&error, store))?;
        let origin = Origin::parse(root.folder, root.origin).map_err(|error| trust_store::fault(&error, store))?;
        let file = |name: &str| root.files.iter().find(|(file, _)| *file == name).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default();
        let tuf = origin.tuf.clone().ok_or_else(|| {
            Fault::usage("this root says nothing of updates", &self.root, "its ORIGIN.toml needs a [tuf]: root, sha256, address, target")
        })?;
        let path = self.root.split('/').fold(store.to_owned(), |path, part| path.join(part));
        Ok(Standing { material: file(&origin.file), start: file(&tuf.root), tuf, origin, path })
    }

    /// Material and what is said of it, all at once, with what else lies there.
    fn write(&self, standing: &Standing, origin: &Origin, bytes: &[u8]) -> Result<(), Fault> {
        let text = toml::to_string(origin).map_err(|error| Fault::ours(error, "ORIGIN.toml", "report this as a bug"))?;
        let files: [(&str, &[u8]); 2] = [(&origin.file, bytes), (&standing.tuf.root, &standing.start)];
        let root = Root { folder: &self.root, origin: &text, files: files.to_vec() };
        TrustStore::default().add_root(&root).map_err(|error| trust_store::fault(&error, &standing.path))?;
        let mut all = others(&standing.path, Path::new(""))?;
        all.retain(|(name, _)| name != ORIGIN && files.iter().all(|(own, _)| own != name));
        all.extend(files.into_iter().chain([(ORIGIN, text.as_bytes())]).map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
        folder::put(&standing.path, &all).map_err(|error| trust_store::unwritable(&standing.path, &error))
    }
}

/// What else lies there, below what folder of it: the metadata that earlier updates kept, so that nobody can go back behind it, notes
/// for people, other roots.
///
/// # Errors
/// What cannot be read: left out, it would be gone.
#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own files")]
fn others(path: &Path, below: &Path) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let folder = path.join(below);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| Fault::unreadable(&folder, &error))? {
        let entry = entry.map_err(|error| Fault::unreadable(&folder, &error))?;
        let (own, name) = (entry.path(), below.join(entry.file_name()));
        if entry.file_type().map_err(|error| Fault::unreadable(&own, &error))?.is_dir() {
            found.extend(others(path, &name)?);
        } else {
            let bytes = fs::read(&own).map_err(|error| Fault::unreadable(&own, &error))?;
            found.push((name.to_string_lossy().into_owned(), bytes));
        }
    }
    Ok(found)
}

/// The target, and when the metadata that vouches for it ends.
fn fetch(source: Source, standing: &Standing, at: Moment) -> Result<(Vec<u8>, String), Error> {
    let now = at.to_string().parse().map_err(|_| Error::Malformed(format!("{at} is no time")))?;
    let mut updater = Updater::new(source, &standing.start)?.with_store(FileStore::new(standing.path.join("tuf")));
    finished(updater.refresh(now))?;
    let bytes = finished(updater.get_target(&standing.tuf.target, now))?;
    Ok((bytes, updater.trusted().root().expires.to_string()))
}

/// Every source here answers at once, so that no future ever waits.
fn finished<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

fn refused(error: &Error, from: &str) -> Fault {
    let fix = if matches!(error, Error::Expired { .. }) {
        "fetch a newer copy of the repository; the root in use stays as it is"
    } else if matches!(error, Error::Rollback { .. } | Error::BadRootVersion { .. }) {
        "somebody brings older metadata than was seen before: fetch it from the publisher; the root in use stays as it is"
    } else {
        "fetch the repository from its publisher; the root in use stays as it is"
    };
    let mut what = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        what.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    Fault::ours(format!("the update is refused: {what}"), from, fix)
}
