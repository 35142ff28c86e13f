//! A folder of lists that somebody signed as a whole: SHA256SUMS over its files, and a signature over that.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::paths::{self, shown};
use super::reference;
use crate::evidence::trust::TrustStore;
use crate::evidence::{self, Standing};
use crate::intake::{Delivery, Digest, Document, Moment};
use crate::screening::watchlist::Watchlists;

/// The sums, as `sha256sum` writes them.
const SUMS: &str = "SHA256SUMS";
/// Where the lists lie in a folder that `kenpin lists import` wrote.
pub(super) const WATCHLISTS: &str = "watchlists";
/// Where the lists of a folder lie: below [`WATCHLISTS`], or in the folder itself.
pub(super) fn root(folder: &Path) -> PathBuf {
    let below = folder.join(WATCHLISTS);
    if below.is_dir() { below } else { folder.to_owned() }
}

/// The lists of a folder, or of a file; a directory of makers beside them is left to `--makers`.
///
/// # Errors
/// A file that cannot be read as a list.
pub(super) fn lists(path: &Path, at: Moment) -> Result<Watchlists, Fault> {
    Watchlists::read(&reference::list_texts(&root(path), at)?).map_err(|error| Fault::ours(error, "", ""))
}

/// Bytes of the sums and of a signature.
const LIMIT: u64 = 16 << 20;

/// Who must have signed
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Signers {
    /// The signer's public key; may be repeated
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// An authority above the signer's certificate; may be repeated
    #[arg(long, value_name = "FILE")]
    ca: Vec<PathBuf>,
}

impl Signers {
    pub(super) fn are_named(&self) -> bool {
        !self.key.is_empty() || !self.ca.is_empty()
    }

    fn store(&self) -> Result<TrustStore, Fault> {
        let mut store = TrustStore::default();
        let fault = |error: evidence::trust::TrustError| Fault::ours(error, "", "");
        for path in &self.key {
            store.trust_key(&shown(path), &within(path)?).map_err(fault)?;
        }
        for path in &self.ca {
            store.trust_authority(&shown(path), &within(path)?).map_err(fault)?;
        }
        Ok(store)
    }
}

fn within(path: &Path) -> Result<Vec<u8>, Fault> {
    let too_large = || Fault::usage(format!("it is larger than {LIMIT} bytes"), path.display(), "check which file was handed in");
    paths::within(path, LIMIT)?.ok_or_else(too_large)
}

/// Who signed the folder, where the sums fit every file in it and one signature over them holds; `Err`: why not, in words.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn signer(folder: &Path, signers: &Signers, at: Moment) -> Result<Result<String, String>, Fault> {
    if !folder.join(SUMS).is_file() {
        return Ok(Err(format!("there is no {SUMS} in {}; make one with: sha256sum $(find * -type f) > {SUMS}", shown(folder))));
    }
    let document = Document::new(SUMS, within(&folder.join(SUMS))?);
    let wanted = document.digest;
    if let Err(why) = sums_fit(folder, &document.bytes)? {
        return Ok(Err(why));
    }
    let mut delivery = Delivery::default();
    for path in files(folder)?.iter().filter(|path| is_signature(folder, path)) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        delivery.shipment.documents.push(Document::new(name, within(path)?));
    }
    delivery.shipment.documents.push(document);
    delivery.shipment.documents.sort_by(|one, other| one.path.cmp(&other.path));
    let evidence = evidence::verify(&delivery, &signers.store()?, at);
    let mut why = format!("nobody signed {SUMS}: its signature has to lie beside it, such as {SUMS}.sig");
    for attestation in &evidence.attestations {
        match &attestation.standing {
            Standing::Verified(proof) if attestation.subjects.contains(&wanted) => return Ok(Ok(proof.signer().to_owned())),
            Standing::Verified(_) => {}
            Standing::Rejected(reason) => why = reason.detail.clone(),
            Standing::Undetermined(reason) => why = reason.detail.clone(),
        }
    }
    Ok(Err(why))
}

fn is_signature(folder: &Path, path: &Path) -> bool {
    path.parent() == Some(folder)
        && path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.len() > SUMS.len() && name.starts_with(SUMS))
}

/// Every file of the folder has its line, every line its file, and the digests are the same.
fn sums_fit(folder: &Path, sums: &[u8]) -> Result<Result<(), String>, Fault> {
    let text = String::from_utf8_lossy(sums);
    let mut stated: BTreeMap<String, Digest> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let parsed =
            line.split_once([' ', '\t']).and_then(|(hex, name)| Some((name.trim_start().trim_start_matches('*'), Digest::parse(hex)?)));
        let Some((name, digest)) = parsed else { return Ok(Err(format!("a line of {SUMS} is no sum: {line}"))) };
        stated.insert(name.trim_start_matches("./").to_owned(), digest);
    }
    for path in files(folder)?.iter().filter(|path| !is_signature(folder, path) && *path != &folder.join(SUMS)) {
        let name = shown(path.strip_prefix(folder).unwrap_or(path));
        match stated.remove(&name) {
            None => return Ok(Err(format!("{name} stands in no line of {SUMS}: it was added"))),
            Some(digest) if digest != digest_of(path)? => return Ok(Err(format!("{name} is not what {SUMS} says: it was altered"))),
            Some(_) => {}
        }
    }
    Ok(stated.keys().next().map_or(Ok(()), |name| Err(format!("{name} is missing"))))
}

/// Bytes and files of a folder that is copied.
const FOLDER_BYTES: u64 = 4 << 30;
const FOLDER_FILES: usize = 10_000;

/// Copies a folder with everything in it to a place where nobody else writes.
///
/// # Errors
/// A file that cannot be read or written, a link, or more than is sensible.
pub(super) fn copy(folder: &Path, to: &Path) -> Result<(), Fault> {
    fs::remove_dir_all(to).ok();
    let found = files(folder)?;
    let bytes: u64 = found.iter().filter_map(|path| fs::metadata(path).ok()).map(|file| file.len()).sum();
    if found.len() > FOLDER_FILES || bytes > FOLDER_BYTES {
        let fix = "name the folder that holds the lists and nothing else";
        return Err(Fault::usage(format!("it holds {} files of {bytes} bytes", found.len()), folder.display(), fix));
    }
    for path in &found {
        let place = to.join(path.strip_prefix(folder).unwrap_or(path));
        let made = fs::create_dir_all(place.parent().unwrap_or(to)).and_then(|()| fs::copy(path, &place));
        made.map_err(|error| Fault::ours(format!("cannot copy this: {error}"), path.display(), "make room where --into points"))?;
    }
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own lists")]
fn digest_of(path: &Path) -> Result<Digest, Fault> {
    fs::File::open(path).and_then(Digest::of_stream).map_err(|error| Fault::unreadable(path, &error))
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| Fault::unreadable(&folder, &error))? {
            let entry = entry.map_err(|error| Fault::unreadable(&folder, &error))?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(|error| Fault::unreadable(&folder, &error))?);
            if kind.is_symlink() {
                return Err(Fault::ours("this is a link; a signed folder holds files only", path.display(), "put the file itself there"));
            }
            if kind.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
