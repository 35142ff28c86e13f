//! Zip, tar, gzip and zstd to documents, nested up to the budget; refuses traversal, links, bombs and duplicates.

mod bounded;
mod compressed;
mod name;
mod tar;
mod zip;

use std::collections::BTreeMap;

use super::budget::Purse;
use super::{Refusal, RefusalCause};

/// What one archive held: each entry that could be read, and each that was refused.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// In the order of the archive.
    pub(super) entries: Vec<Entry>,
    /// Paths are relative to the archive.
    pub(super) refusals: Vec<Refusal>,
    /// Names taken so far, folded, with the spelling that took them.
    taken: BTreeMap<String, String>,
}

/// One file of an archive.
#[derive(Debug)]
pub(super) struct Entry {
    /// Relative, `/` between parts, no `.` or `..`.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Why an archive, or one entry of it, is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) cause: RefusalCause,
    pub(super) detail: String,
}

/// The safe relative path that a name stands for; else the name as it can be shown, and why it stands for none.
pub(super) fn relative(name: &str) -> Result<String, (String, Refused)> {
    name::path(name.as_bytes()).map_err(|refused| (name::shown(name.as_bytes()), refused))
}

/// Opens the archive at `path` by the kind that its outline shows; `None` for a kind that is not opened.
///
/// # Errors
/// [`Refused`] where the archive as a whole cannot be trusted to say what it holds.
pub(super) fn open(path: &str, kind: &str, bytes: &[u8], purse: &mut Purse) -> Option<Result<Opened, Refused>> {
    match kind {
        "zip" => Some(zip::open(bytes, purse)),
        "tar" => Some(tar::open(bytes, purse)),
        "gzip" => Some(compressed::gzip(bytes, purse).map(|inside| Opened::single(path, inside))),
        "zstd" => Some(compressed::zstd(bytes, purse).map(|inside| Opened::single(path, inside))),
        _ => None,
    }
}

impl Opened {
    /// The one content of a compressed file, named for the file without its ending.
    fn single(path: &str, bytes: Vec<u8>) -> Self {
        let base = path.rsplit('/').next().unwrap_or(path);
        let name = match base.rsplit_once('.') {
            Some((stem, "gz" | "gzip" | "zst" | "zstd")) if !stem.is_empty() => stem.to_owned(),
            Some((stem, "tgz" | "tzst")) if !stem.is_empty() => format!("{stem}.tar"),
            Some(_) | None => "content".to_owned(),
        };
        Self { entries: vec![Entry { name, bytes }], ..Self::default() }
    }

    /// Takes the name for an entry, or refuses it.
    fn admit(&mut self, raw: &[u8]) -> Option<String> {
        let name = match name::path(raw) {
            Ok(name) => name,
            Err(refused) => {
                self.refuse(name::shown(raw), refused);
                return None;
            }
        };
        match self.taken.insert(name::folded(&name), name.clone()) {
            None => Some(name),
            Some(first) => {
                let how = if first == name { "the same name" } else { "a name that differs only in case or in Unicode form" };
                let detail = format!("\"{first}\" came before with {how}; an archive may hold each name once, whatever system unpacks it");
                self.taken.insert(name::folded(&name), first);
                self.refuse(name, Refused { cause: RefusalCause::Duplicate, detail });
                None
            }
        }
    }

    fn refuse(&mut self, path: String, refused: Refused) {
        self.refusals.push(Refusal { path, cause: refused.cause, detail: refused.detail });
    }

    fn keep(&mut self, name: String, read: Result<Vec<u8>, Refused>) {
        match read {
            Ok(bytes) => self.entries.push(Entry { name, bytes }),
            Err(refused) => self.refuse(name, refused),
        }
    }
}

impl Refused {
    fn unreadable(detail: impl Into<String>) -> Self {
        Self { cause: RefusalCause::Unreadable, detail: detail.into() }
    }

    fn link(what: &str) -> Self {
        Self { cause: RefusalCause::Link, detail: format!("{what}; an archive may hold files and folders only") }
    }

    /// More entries than the budget has documents left.
    fn too_many() -> Self {
        Self {
            cause: RefusalCause::OverBudget,
            detail: "more entries than the budget allows; the rest of the archive is not read".to_owned(),
        }
    }
}
