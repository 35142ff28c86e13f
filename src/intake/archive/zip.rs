//! Zip (APPNOTE 6.3.10), read strictly: both directories must tell one story, and every byte must belong to an entry.
//!
//! Programs that open zip archives disagree where the format leaves room: which end record counts, whether the local or
//! the central header is right, what lies between entries. An archive that uses this room is refused as a whole, since
//! the person who unpacks it might see another delivery than the one we read.

mod directory;
mod layout;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::super::budget::Purse;
use super::bounded::{Limits, length};
use super::{Opened, Refused};
use directory::Record;

/// Reads every entry that is a file.
pub(super) fn open(bytes: &[u8], purse: &mut Purse) -> Result<Opened, Refused> {
    let directory = directory::read(bytes)?;
    let contents = layout::contents(bytes, &directory)?;
    let mut opened = Opened::default();
    for (record, packed) in directory.records.iter().zip(contents) {
        if !purse.take_entry() {
            opened.refuse(String::new(), Refused::too_many());
            break;
        }
        if record.is_folder() {
            continue;
        }
        let Some(name) = opened.admit(record.name()) else { continue };
        let read = content(record, packed, purse);
        opened.keep(name, read);
    }
    Ok(opened)
}

fn content(record: &Record<'_>, packed: &[u8], purse: &mut Purse) -> Result<Vec<u8>, Refused> {
    match record.file_type() {
        0 | S_IFREG => {}
        S_IFLNK => return Err(Refused::link("it is a symbolic link")),
        _ => return Err(Refused::link("it is a device or a pipe")),
    }
    if record.is_encrypted() {
        return Err(Refused::unreadable("it is encrypted; deliver it without a password"));
    }
    let limits = Limits::of(purse);
    limits.check(length(packed), record.size)?;
    let output = match record.method {
        STORED => packed.to_vec(),
        DEFLATED => inflated(packed, record, limits)?,
        method => return Err(Refused::unreadable(format!("it is packed by method {method}; pack it with \"deflate\" or \"store\""))),
    };
    let mut crc = Crc::new();
    crc.update(&output);
    if length(&output) != record.size || crc.sum() != record.crc {
        return Err(Refused::unreadable("it is damaged: its length or checksum does not match"));
    }
    purse.hold(record.size);
    Ok(output)
}

fn inflated(packed: &[u8], record: &Record<'_>, limits: Limits) -> Result<Vec<u8>, Refused> {
    let mut output = Vec::with_capacity(usize::try_from(record.size).unwrap_or_default());
    let mut decoder = DeflateDecoder::new(packed);
    limits.drain(&mut decoder, DeflateDecoder::total_in, &mut output)?;
    if decoder.total_in() != length(packed) {
        return Err(Refused::unreadable("it is damaged: bytes follow the end of its content"));
    }
    Ok(output)
}

/// APPNOTE 4.4.5.
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// POSIX `st_mode`: the type of a file, and the two types told apart here.
const S_IFREG: u32 = 0o100_000;
const S_IFLNK: u32 = 0o120_000;
