//! The files of lists: written whole, read again in parts however long they are, never an older edition in the place of a newer one.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use super::fault::Fault;
use super::paths::shown;
use super::reference;
use super::{folder, output};
use crate::intake::Day;
use crate::maker::directory::DirectoryFile;
use crate::screening::list_file::{ListHeader, ListText};
use crate::screening::watchlist::Watchlists;

pub(super) const ENTRIES: &str = "entries.csv";
pub(super) const ORIGIN: &str = "ORIGIN.toml";

/// Entries, and parties, that are read again at a time.
const PART: usize = 10_000;
const PARTIES: usize = 1_000;

/// What is written has to be read again by every run. Every entry is one line.
#[allow(clippy::disallowed_methods, reason = "the edge reads what it wrote")]
pub(super) fn read_again(entries: &Path, origin: &str) -> Result<(), Fault> {
    let unreadable = |error: std::io::Error| Fault::unreadable(entries, &error);
    let mut lines = BufReader::new(fs::File::open(entries).map_err(unreadable)?).lines();
    let header = lines.next().transpose().map_err(unreadable)?.unwrap_or_default();
    loop {
        let part: Vec<String> = lines.by_ref().take(PART).collect::<Result<_, _>>().map_err(unreadable)?;
        if part.is_empty() {
            return Ok(());
        }
        let text = format!("{header}\n{}\n", part.join("\n"));
        let list = ListText { path: ENTRIES.to_owned(), text, origin: Some(origin.to_owned()), handed_in: None };
        Watchlists::read(&[list]).map_err(|error| Fault::ours(error, "", ""))?;
    }
}

/// Writes a directory of makers, each part read again, and puts it in its place whole.
#[allow(clippy::disallowed_methods, reason = "the edge writes what it read")]
pub(super) fn put_makers(mut makers: DirectoryFile, made: &Path, path: &Path) -> Result<String, Fault> {
    let new = made.join("makers.toml");
    let failed = |error: std::io::Error| unwritable(path, &error);
    let mut file = BufWriter::new(fs::File::create(&new).map_err(failed)?);
    let mut rest = std::mem::take(&mut makers.party).into_iter().peekable();
    let mut head = "";
    while rest.peek().is_some() {
        let part = DirectoryFile { schema_version: makers.schema_version.clone(), party: rest.by_ref().take(PARTIES).collect() };
        let text = toml::to_string(&part).map_err(|error| Fault::ours(error, "the makers", "report this as a bug"))?;
        DirectoryFile::read(&shown(path), &text).map_err(|error| Fault::ours(error, "", ""))?;
        // The first part alone says the shape of the file.
        let body = text.strip_prefix(head).unwrap_or(&text);
        file.write_all(body.as_bytes()).map_err(failed)?;
        head = SHAPE;
    }
    file.into_inner().map_err(|error| failed(error.into_error())).and_then(|file| file.sync_all().map_err(failed))?;
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    fs::rename(&new, path).map_err(failed)?;
    Ok(shown(path))
}

/// How a directory of makers begins.
const SHAPE: &str = "schema_version = \"1\"\n";

/// An edition never gives way to an older one: what came since would be missed.
pub(super) fn not_older(place: &Path, edition: Day) -> Result<(), Fault> {
    let origin = place.join(ORIGIN);
    if !origin.is_file() {
        return Ok(());
    }
    let header: ListHeader = toml::from_str(&reference::text(&origin)?)
        .map_err(|error| Fault::ours(format!("this cannot be read: {}", error.message()), origin.display(), "move the folder away"))?;
    if header.edition <= edition {
        return Ok(());
    }
    let what = format!("the edition of {} lies there already, and this one is of {edition}", header.edition);
    Err(Fault::ours(what, place.display(), "fetch the newest edition; to go back to an older one, move that folder away"))
}

/// Puts a folder in the place of another, whole; its path.
pub(super) fn swap(made: &Path, place: &Path) -> Result<String, Fault> {
    folder::swap(made, place).map_err(|error| unwritable(place, &error))?;
    Ok(shown(place))
}

/// Writes a file whole, in a folder that is made if need be.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| unwritable(path, &error))?;
    }
    output::replace(path, bytes)
}

pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Fault {
    Fault::ours(format!("cannot write this: {error}"), path.display(), "make room there, or give another folder with --output")
}
