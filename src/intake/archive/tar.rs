//! Tar (POSIX ustar, pax, GNU long names): regular files only.

use std::io::{Cursor, Read};

use tar::{Archive, Entry, EntryType};

use super::super::budget::Purse;
use super::bounded::{Limits, length};
use super::{Opened, Refused};

/// Bytes of one block.
const BLOCK: usize = 512;

/// Reads every entry to the end marker; what follows the marker must be zero bytes.
pub(super) fn open(bytes: &[u8], purse: &mut Purse) -> Result<Opened, Refused> {
    let mut opened = Opened::default();
    let mut archive = Archive::new(Cursor::new(bytes));
    let entries = archive.entries().map_err(damaged)?;
    for entry in entries {
        let mut entry = entry.map_err(damaged)?;
        if !purse.take_entry() {
            opened.refuse(String::new(), Refused::too_many());
            return Ok(opened);
        }
        let kind = entry.header().entry_type();
        if kind == EntryType::Directory || kind == EntryType::XGlobalHeader {
            continue;
        }
        let Some(name) = opened.admit(&entry.path_bytes()) else { continue };
        let read = content(&mut entry, kind, length(bytes), purse);
        opened.keep(name, read);
    }
    let position = archive.into_inner().position();
    ended(bytes, usize::try_from(position).unwrap_or(usize::MAX))?;
    Ok(opened)
}

fn content(entry: &mut Entry<'_, Cursor<&[u8]>>, kind: EntryType, whole: u64, purse: &mut Purse) -> Result<Vec<u8>, Refused> {
    if let Some((_, what)) = LINKS.iter().find(|(link, _)| *link == kind) {
        return Err(Refused::link(what));
    }
    if kind == EntryType::GNUSparse {
        return Err(sparse());
    }
    if !matches!(kind, EntryType::Regular | EntryType::Continuous) {
        return Err(Refused::unreadable("it is an entry of a kind that is no file"));
    }
    if let Some(extensions) = entry.pax_extensions().map_err(damaged)? {
        for extension in extensions {
            if extension.map_err(damaged)?.key_bytes().starts_with(b"GNU.sparse") {
                return Err(sparse());
            }
        }
    }
    let size = entry.size();
    if size > whole {
        return Err(Refused::unreadable("it is cut short"));
    }
    // Nothing is compressed here, so input and output are of one size.
    Limits::of(purse).check(size, size)?;
    let mut output = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    entry.read_to_end(&mut output).map_err(damaged)?;
    if length(&output) != size {
        return Err(Refused::unreadable("it is cut short"));
    }
    purse.hold(size);
    Ok(output)
}

/// Entries that are no files, and that may lead out of the archive.
const LINKS: &[(EntryType, &str)] = &[
    (EntryType::Symlink, "it is a symbolic link"),
    (EntryType::Link, "it is a hard link"),
    (EntryType::Char, "it is a device"),
    (EntryType::Block, "it is a device"),
    (EntryType::Fifo, "it is a pipe"),
];

fn sparse() -> Refused {
    Refused::unreadable("it is a sparse file; pack it again without --sparse")
}

fn damaged(error: impl std::fmt::Display) -> Refused {
    Refused::unreadable(format!("the tar archive is damaged: {error}"))
}

/// POSIX pax, "ustar Interchange Format": an archive ends with blocks of zero bytes. Anything behind them would be seen by some readers only.
fn ended(bytes: &[u8], position: usize) -> Result<(), Refused> {
    let marker = position.checked_sub(BLOCK).and_then(|start| bytes.get(start..position));
    if !marker.is_some_and(|block| block.iter().all(|byte| *byte == 0)) {
        return Err(Refused::unreadable("the tar archive is cut short: its end marker is missing"));
    }
    if bytes.get(position..).unwrap_or_default().iter().any(|byte| *byte != 0) {
        return Err(Refused::unreadable("more follows the end marker of the tar archive; pack it again as one archive"));
    }
    Ok(())
}
