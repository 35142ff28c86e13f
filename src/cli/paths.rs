//! Reads the named PATHs: files, folders, archives and standard input become the items of one shipment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::images::{self, Images};
use crate::intake::{Artifact, Budget, Item, Refusal, RefusalCause};

/// Folders inside folders.
const FOLDER_DEPTH_LIMIT: usize = 64;

/// What lies under the PATHs.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) items: Vec<Item>,
    /// Path of a document, to the same path as the operator would type it.
    pub(crate) typed: BTreeMap<String, String>,
    /// Images in registries, by the digests of their manifests.
    pub(crate) images: Vec<Artifact>,
}

/// Reads every PATH, within the budget. Files in `apart`, by their canonical paths, are left out: they are hashed elsewhere.
///
/// # Errors
/// Wrong usage where a PATH does not exist or `-` stands twice; our fault where we may not read a PATH. What lies
/// deeper and cannot be read is a refusal among the items. `images`: how images are fetched.
pub(crate) fn read(paths: &[PathBuf], apart: &BTreeSet<PathBuf>, budget: &Budget, images: &Images<'_>) -> Result<Found, Fault> {
    let mut walk = Walk::new(budget, images, apart);
    for path in paths {
        walk.named(path)?;
    }
    Ok(walk.finish())
}

/// Name and place of every file under the PATHs, as [`read`] would find them, with nothing read.
///
/// # Errors
/// As [`read`]; wrong usage for whatever is no file, or cannot be opened.
pub(crate) fn list(paths: &[PathBuf]) -> Result<Vec<(String, PathBuf)>, Fault> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Fault::usage("standard input cannot be sent again where the line breaks", "-", "keep it in a file, and name that"));
    }
    let mut walk = Walk::new(&Budget::default(), &Images::None, &NOTHING);
    walk.taking = Taking::Names;
    for path in paths {
        walk.named(path)?;
    }
    let found = walk.finish();
    let place = |path: String| found.typed.get(&path).map_or_else(PathBuf::new, PathBuf::from);
    let named = found.items.into_iter().map(|item| match item {
        Item::File { path, .. } => Ok((path.clone(), place(path))),
        Item::Refused(refusal) => {
            Err(Fault::usage(refusal.detail, place(refusal.path).display(), "take it out, or put a file in its place"))
        }
    });
    named.collect()
}

static NOTHING: BTreeSet<PathBuf> = BTreeSet::new();

/// The whole of a file of the operator's; `None`: it is larger than `limit` bytes.
///
/// # Errors
/// Wrong usage for a file that is missing; our fault for one that cannot be read.
#[allow(clippy::disallowed_methods, reason = "the edge reads the file, and hands the bytes in")]
pub(crate) fn within(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
    let file = fs::File::open(path).and_then(|file| stream_within(file, limit));
    file.map_err(|error| Fault::unreadable(path, &error))
}

/// Everything that the source gives; `None`: more than `limit` bytes.
pub(crate) fn stream_within(source: impl Read, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| u64::try_from(bytes.len()).is_ok_and(|length| length <= limit)))
}

const NO_FILE: &str = "it is a device, a pipe or a socket; a delivery may hold files and folders only";

/// One thing that was found.
struct Place {
    /// Relative to its PATH.
    relative: String,
    typed: String,
    content: Result<Vec<u8>, (RefusalCause, String)>,
}

/// What is wanted of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taking {
    Bytes,
    /// That it is there and can be opened.
    Names,
}

struct Walk<'a> {
    taking: Taking,
    images: &'a Images<'a>,
    fetched: Vec<Artifact>,
    budget: Budget,
    bytes_left: u64,
    files_left: u32,
    apart: &'a BTreeSet<PathBuf>,
    /// Canonical paths, so that a file under two PATHs is read once.
    seen: BTreeSet<PathBuf>,
    places: Vec<Place>,
    /// PATHs that were named before.
    repeated: BTreeSet<PathBuf>,
}

impl<'a> Walk<'a> {
    fn new(budget: &Budget, images: &'a Images<'a>, apart: &'a BTreeSet<PathBuf>) -> Self {
        Self {
            taking: Taking::Bytes,
            images,
            fetched: Vec::new(),
            budget: *budget,
            bytes_left: budget.bytes,
            files_left: budget.documents,
            apart,
            seen: BTreeSet::new(),
            places: Vec::new(),
            repeated: BTreeSet::new(),
        }
    }

    fn named(&mut self, path: &Path) -> Result<(), Fault> {
        let typed = shown(path);
        if !self.repeated.insert(path.to_owned()) {
            let fix = "name it once";
            return Err(Fault::usage("this PATH stands twice", typed, fix));
        }
        if typed == "-" {
            let content =
                self.stream(&mut std::io::stdin().lock()).map_err(|error| Fault::unreadable(Path::new("standard input"), &error))?;
            self.places.push(Place { relative: typed.clone(), typed, content });
            return Ok(());
        }
        if images::is_image(path) {
            return self.image(typed);
        }
        let metadata = fs::metadata(path).map_err(|error| Fault::unreadable(path, &error))?;
        if metadata.is_dir() {
            fs::read_dir(path).map_err(|error| Fault::unreadable(path, &error))?;
            self.folder(path, "", 0);
            return Ok(());
        }
        let relative = path.file_name().map_or_else(|| typed.clone(), |name| shown(Path::new(name)));
        if self.is_new(path) {
            let content = self.file(path, &metadata).map_err(|error| Fault::unreadable(path, &error))?;
            self.places.push(Place { relative, typed, content });
        }
        Ok(())
    }

    fn image(&mut self, typed: String) -> Result<(), Fault> {
        let image = self.images.fetch(&typed, self.limit())?;
        for (relative, bytes) in image.files {
            let content = self.stream(&mut bytes.as_slice()).map_err(|error| Fault::unreadable(Path::new(&typed), &error))?;
            self.places.push(Place { typed: format!("{typed}/{relative}"), relative, content });
        }
        self.fetched.push(Artifact { path: typed, digest: image.digest });
        Ok(())
    }

    fn folder(&mut self, folder: &Path, relative: &str, depth: usize) {
        if depth > FOLDER_DEPTH_LIMIT {
            let detail = format!("folders lie inside folders more than {FOLDER_DEPTH_LIMIT} deep");
            return self.refuse(relative, folder, RefusalCause::OverBudget, detail);
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.refuse(relative, folder, RefusalCause::Unreadable, format!("the folder cannot be read: {error}")),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = shown(Path::new(&entry.file_name()));
            let inner = if relative.is_empty() { name } else { format!("{relative}/{name}") };
            self.entry(&entry.path(), &inner, depth);
        }
    }

    fn entry(&mut self, path: &Path, relative: &str, depth: usize) {
        // Not followed: a link may lead anywhere on the buyer's disk.
        let metadata = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.refuse(relative, path, RefusalCause::Unreadable, format!("it cannot be read: {error}")),
        };
        if metadata.is_symlink() {
            self.refuse(relative, path, RefusalCause::Link, "it is a symbolic link; a delivery may hold files and folders only".to_owned());
        } else if metadata.is_dir() {
            self.folder(path, relative, depth.saturating_add(1));
        } else if !metadata.is_file() {
            self.refuse(relative, path, RefusalCause::Link, NO_FILE.to_owned());
        } else if self.is_new(path) {
            match self.file(path, &metadata) {
                Ok(content) => self.places.push(Place { relative: relative.to_owned(), typed: shown(path), content }),
                Err(error) => self.refuse(relative, path, RefusalCause::Unreadable, format!("it cannot be read: {error}")),
            }
        }
    }

    /// Whether the file is not to be left out and was not found before.
    fn is_new(&mut self, path: &Path) -> bool {
        fs::canonicalize(path).map_or(true, |canonical| !self.apart.contains(&canonical) && self.seen.insert(canonical))
    }

    #[allow(clippy::disallowed_methods, reason = "the edge reads the shipment, and hands the bytes in")]
    fn file(&mut self, path: &Path, metadata: &Metadata) -> std::io::Result<Result<Vec<u8>, (RefusalCause, String)>> {
        if self.taking == Taking::Names {
            if !metadata.is_file() {
                return Ok(Err((RefusalCause::Link, NO_FILE.to_owned())));
            }
            fs::File::open(path)?;
            return Ok(self.one_more_file().map(|()| Vec::new()));
        }
        if metadata.is_file() && metadata.len() > self.limit() {
            return Ok(Err(self.too_large()));
        }
        let mut file = fs::File::open(path)?;
        self.stream(&mut file)
    }

    /// Reads to the end, or to the budget's.
    fn stream(&mut self, source: &mut impl Read) -> std::io::Result<Result<Vec<u8>, (RefusalCause, String)>> {
        if let Err(refused) = self.one_more_file() {
            return Ok(Err(refused));
        }
        let Some(bytes) = stream_within(source, self.limit())? else { return Ok(Err(self.too_large())) };
        self.bytes_left = self.bytes_left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(Ok(bytes))
    }

    fn one_more_file(&mut self) -> Result<(), (RefusalCause, String)> {
        let left = self.files_left.checked_sub(1);
        self.files_left = left.ok_or_else(|| (RefusalCause::OverBudget, "there are more documents than the budget allows".to_owned()))?;
        Ok(())
    }

    fn limit(&self) -> u64 {
        self.budget.document_bytes.min(self.bytes_left)
    }

    fn too_large(&self) -> (RefusalCause, String) {
        let detail =
            format!("it is larger than the {} bytes that the budget has left for one document; name it with --artifact", self.limit());
        (RefusalCause::OverBudget, detail)
    }

    fn refuse(&mut self, relative: &str, path: &Path, cause: RefusalCause, detail: String) {
        let relative = if relative.is_empty() { shown(path) } else { relative.to_owned() };
        self.places.push(Place { relative, typed: shown(path), content: Err((cause, detail)) });
    }

    /// Two things of one relative path, from two PATHs, go by the path as typed.
    fn finish(self) -> Found {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for place in &self.places {
            let count = counts.entry(place.relative.clone()).or_default();
            *count = count.saturating_add(1);
        }
        let mut found = Found { images: self.fetched, ..Found::default() };
        for place in self.places {
            let clashes = counts.get(&place.relative).is_some_and(|count| *count > 1);
            let path = if clashes { place.typed.clone() } else { place.relative };
            found.typed.insert(path.clone(), place.typed);
            found.items.push(match place.content {
                Ok(bytes) => Item::File { path, bytes },
                Err((cause, detail)) => Item::Refused(Refusal { path, cause, detail }),
            });
        }
        found
    }
}

/// With `/` between parts, whatever the system writes.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// The shipment's own ground: nothing that steers a run may be read from it, and nothing written into it.
#[derive(Debug)]
pub(crate) struct Ground(Vec<PathBuf>);

impl Ground {
    /// # Errors
    /// Wrong usage where a PATH does not exist; our fault where it cannot be looked at.
    pub(crate) fn of(paths: &[PathBuf]) -> Result<Self, Fault> {
        let named = paths.iter().filter(|path| path.as_os_str() != "-" && !images::is_image(path));
        named.map(|path| fs::canonicalize(path).map_err(|error| Fault::unreadable(path, &error))).collect::<Result<_, _>>().map(Self)
    }

    /// Whether the vendor could have put this file there.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        canonical(path).is_some_and(|canonical| self.0.iter().any(|ground| canonical.starts_with(ground)))
    }

    /// # Errors
    /// Wrong usage where `path` lies in the delivery; `what` names it: `the policy`.
    pub(crate) fn keep_out(&self, what: &str, path: &Path) -> Result<(), Fault> {
        if self.holds(path) {
            let message = format!("{what} lies inside the delivery, where the vendor could have written it");
            return Err(Fault::usage(message, path.display(), "keep it elsewhere, and name that path"));
        }
        Ok(())
    }
}

/// Also for a file that is not there yet: by its folder.
fn canonical(path: &Path) -> Option<PathBuf> {
    match fs::canonicalize(path) {
        Ok(canonical) => Some(canonical),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
        }
        Err(_) => None,
    }
}
