//! The buyer's trust store in a folder: one folder a root, each with its ORIGIN.toml.

use std::fs;
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::paths::{Ground, shown};
use crate::evidence::trust::{Root, TrustError, TrustStore};

/// Says what a root is; beside its files.
pub(super) const ORIGIN: &str = "ORIGIN.toml";
/// Bytes of one file: the largest honest one, a certificate revocation list, stays below.
const FILE_LIMIT: u64 = 64 << 20;
const FOLDER_DEPTH: usize = 8;

/// One root as it lies on disk, read once: what is hashed is what is used.
pub(super) struct Folder {
    /// Below the store, `/` between parts: `x509/tama`.
    pub name: String,
    pub path: PathBuf,
    pub origin: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Folder {
    pub(super) fn root(&self) -> Root<'_> {
        let files = self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        Root { folder: &self.name, origin: &self.origin, files }
    }
}

/// Every root of the store, by name.
///
/// # Errors
/// A folder that is missing, unreadable, empty, or lies in the delivery; a file that belongs to no root.
pub(super) fn folders(store: &Path, ground: &Ground) -> Result<Vec<Folder>, Fault> {
    ground.keep_out("the trust store", store)?;
    let mut found = Vec::new();
    walk(store, "", 0, ground, &mut found)?;
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// Adds every root of the store to the trust of a run.
///
/// # Errors
/// As [`folders`], and a root that does not hold.
pub(super) fn add(store: &Path, ground: &Ground, trust: &mut TrustStore) -> Result<(), Fault> {
    let found = folders(store, ground)?;
    if found.is_empty() {
        return Err(Fault::usage(
            "this folder holds no trust root",
            store.display(),
            "each root is a folder with an ORIGIN.toml; `kenpin trust add` writes one",
        ));
    }
    found.iter().try_for_each(|folder| trust.add_root(&folder.root()).map_err(|error| fault(&error, &folder.path)))
}

pub(super) fn fault(error: &TrustError, path: &Path) -> Fault {
    Fault::ours(error, path.display(), "see `kenpin trust verify`")
}

fn walk(folder: &Path, name: &str, depth: usize, ground: &Ground, found: &mut Vec<Folder>) -> Result<(), Fault> {
    let unreadable = |error: std::io::Error| Fault::unreadable(folder, &error);
    let entries: Vec<_> = fs::read_dir(folder).map_err(unreadable)?.collect::<Result<_, _>>().map_err(unreadable)?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).filter(|path| !is_hidden(path)).collect();
    paths.sort();
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_dir());
    if let Some(origin) = files.iter().find(|file| file.file_name().is_some_and(|name| name == ORIGIN)) {
        found.push(root(folder, name, origin, &files, ground)?);
        // What lies deeper is the root's own, such as the metadata of its updates.
        return Ok(());
    }
    if let Some(stray) = files.iter().find(|file| !is_for_people(file)) {
        let fix = "put it into a folder of its own with an ORIGIN.toml; `kenpin trust add` does both";
        return Err(Fault::ours("nothing says what this file may vouch for", stray.display(), fix));
    }
    if depth >= FOLDER_DEPTH {
        return Err(Fault::ours(
            "folders lie too deep in each other here",
            folder.display(),
            "keep the store as `trust-roots/README.md` shows",
        ));
    }
    for inner in folders {
        let last = inner.file_name().map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
        let below = if name.is_empty() { last } else { format!("{name}/{last}") };
        walk(&inner, &below, depth.saturating_add(1), ground, found)?;
    }
    Ok(())
}

fn root(folder: &Path, name: &str, origin: &Path, files: &[PathBuf], ground: &Ground) -> Result<Folder, Fault> {
    let mut read = Vec::new();
    for file in files.iter().filter(|file| file.as_path() != origin) {
        let own = file.file_name().map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
        read.push((own, bytes(file, ground)?));
    }
    let text = String::from_utf8(bytes(origin, ground)?)
        .map_err(|_| Fault::ours("this ORIGIN.toml is no UTF-8", origin.display(), "save it as UTF-8"))?;
    Ok(Folder { name: name.to_owned(), path: folder.to_owned(), origin: text, files: read })
}

/// A file of the buyer's, whole; a link out of the store may not lead into the delivery.
#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own files")]
pub(super) fn bytes(path: &Path, ground: &Ground) -> Result<Vec<u8>, Fault> {
    ground.keep_out("the trust root", path)?;
    let length = fs::metadata(path).map_err(|error| Fault::unreadable(path, &error))?.len();
    if length > FILE_LIMIT {
        let fix = format!("a root, list or response has at most {FILE_LIMIT} bytes");
        return Err(Fault::ours("this file is too large", shown(path), fix));
    }
    fs::read(path).map_err(|error| Fault::unreadable(path, &error))
}

pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Fault {
    Fault::ours(format!("cannot write here: {error}"), path.display(), "choose a store that you may write")
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_for_people(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md" || extension == "txt")
}
