//! Files that come in pieces, over connections that break: on this machine's disk until a delivery is made of them.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tokio::fs;
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

use super::folder::age;
use super::{Kept, Originals, StoreFault, disk, id};

/// How long a file that nothing came for is kept.
const KEPT_SECONDS: u64 = 24 * 3_600;
/// How long, where its owner has no room for another one.
const LEFT_SECONDS: u64 = 600;
/// Files of one owner that are under way at once.
const AT_ONCE: usize = 100;
/// After how many bytes is made sure that they outlive a loss of power.
const SYNCED: u64 = 8 << 20;

/// What is known of a file under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// As its vendor named it.
    pub name: String,
    /// Bytes of the whole.
    pub length: u64,
    /// Bytes that are here and outlive a loss of power.
    pub offset: u64,
}

/// A file under way to which somebody is writing; nobody else can meanwhile.
pub struct Appending {
    begun: Begun,
    path: PathBuf,
    file: fs::File,
    /// Bytes that were written, those of before among them.
    written: u64,
}

impl Originals {
    /// Makes room for a file of this owner (an id of ours); gives its id. `most`: bytes that all files of the owner under way may have.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where too many are under way, or too much; [`StoreFault::Disk`], here and below.
    pub async fn begin(&self, owner: &str, name: &str, length: u64, most: u64) -> Result<String, StoreFault> {
        let folder = self.begun.join(owner);
        fs::create_dir_all(&folder).await.map_err(|error| disk(&folder, error))?;
        sweep(&folder, KEPT_SECONDS).await?;
        let is_too_much = |(count, bytes): (usize, u64)| count >= AT_ONCE || bytes.saturating_add(length) > most;
        if is_too_much(under_way(&folder).await?) {
            // What was left lying makes room first.
            sweep(&folder, LEFT_SECONDS).await?;
        }
        if is_too_much(under_way(&folder).await?) {
            return Err(StoreFault::Conflict(format!(
                "{AT_ONCE} files with {most} bytes together may be under way at once; send what is complete, or wait ten minutes until what was left lying is gone"
            )));
        }
        let (id, begun) = (id::new()?, Begun { name: name.to_owned(), length, offset: 0 });
        let path = folder.join(&id);
        fs::File::create_new(&path).await.map_err(|error| disk(&path, error))?;
        write(&path, &begun).await?;
        Ok(id)
    }

    /// What is known of this file of this owner.
    ///
    /// # Errors
    /// [`StoreFault::Missing`] where it is not there, or another's.
    pub async fn begun(&self, owner: &str, id: &str) -> Result<Begun, StoreFault> {
        read(&note(&self.path_of(owner, id)?)).await
    }

    /// Goes on writing where the file ends.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where it ends elsewhere, or somebody is writing to it.
    pub async fn append(&self, owner: &str, id: &str, offset: u64) -> Result<Appending, StoreFault> {
        let path = self.path_of(owner, id)?;
        let failed = |error| disk(&path, error);
        let file = locked(&path)?;
        let begun = read(&note(&path)).await?;
        if file.metadata().map_err(failed)?.len() < begun.offset {
            // The disk has lost some of it: it is begun anew.
            return Err(StoreFault::Missing);
        }
        if begun.offset != offset {
            return Err(StoreFault::Conflict(format!("{} bytes of this file are here; go on from there", begun.offset)));
        }
        let mut file = fs::File::from_std(file);
        // What was written and may be lost with the power comes again.
        file.set_len(offset).await.map_err(failed)?;
        file.seek(std::io::SeekFrom::Start(offset)).await.map_err(failed)?;
        Ok(Appending { begun, path, file, written: offset })
    }

    /// Keeps a file of which all is here, and leaves it under way too; gives the name that its vendor gave it.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where not all of it is here, or it is being written or kept.
    pub async fn complete(&self, owner: &str, id: &str) -> Result<(String, Kept), StoreFault> {
        let (path, begun) = (self.path_of(owner, id)?, self.begun(owner, id).await?);
        let _locked = locked(&path)?;
        if begun.offset != begun.length {
            return Err(StoreFault::Conflict(format!(
                "of a file {} of {} bytes are here; send the rest first",
                begun.offset, begun.length
            )));
        }
        let mut incoming = self.incoming().await?;
        let poured = incoming.pour(&path).await;
        if poured.is_err() || incoming.bytes() != begun.length {
            incoming.forget().await;
            // The disk has lost some of it: it is begun anew.
            return Err(poured.err().unwrap_or(StoreFault::Missing));
        }
        Ok((begun.name, incoming.keep().await?))
    }

    /// Takes a file under way away; what is not there is gone already.
    pub async fn forget_begun(&self, owner: &str, id: &str) {
        if let Ok(path) = self.path_of(owner, id) {
            // What stays is swept away in a day.
            let _gone = fs::remove_file(note(&path)).await;
            let _gone = fs::remove_file(&path).await;
        }
    }

    /// Takes away what nothing came for since a day, and folders in which nothing is left.
    pub(in crate::store) async fn sweep_begun(&self) -> Result<(), StoreFault> {
        let failed = |error| disk(&self.begun, error);
        let mut owners = fs::read_dir(&self.begun).await.map_err(failed)?;
        while let Some(owner) = owners.next_entry().await.map_err(failed)? {
            sweep(&owner.path(), KEPT_SECONDS).await?;
            // Only an empty one goes.
            let _kept = fs::remove_dir(owner.path()).await;
        }
        Ok(())
    }

    /// # Errors
    /// [`StoreFault::Missing`] where this is no id: nothing that came over the wire becomes part of a path.
    fn path_of(&self, owner: &str, id: &str) -> Result<PathBuf, StoreFault> {
        if id::is_id(owner) && id::is_id(id) { Ok(self.begun.join(owner).join(id)) } else { Err(StoreFault::Missing) }
    }
}

impl Appending {
    /// Bytes that are still to come.
    pub fn left(&self) -> u64 {
        self.begun.length.saturating_sub(self.written)
    }

    /// Writes the next piece, of at most [`Appending::left`] bytes.
    ///
    /// # Errors
    /// [`StoreFault::Disk`], here and below.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), StoreFault> {
        self.file.write_all(piece).await.map_err(|error| disk(&self.path, error))?;
        self.written = self.written.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if self.written.saturating_sub(self.begun.offset) >= SYNCED { self.sync().await } else { Ok(()) }
    }

    /// Makes sure that what was written stays; gives the bytes that are here.
    pub async fn sync(&mut self) -> Result<(), StoreFault> {
        let failed = |error| disk(&self.path, error);
        self.file.flush().await.map_err(failed)?;
        self.file.sync_data().await.map_err(failed)?;
        self.begun.offset = self.written;
        write(&self.path, &self.begun).await
    }

    /// Bytes that are here and stay.
    pub fn offset(&self) -> u64 {
        self.begun.offset
    }
}

/// What is known of a file stands beside it.
fn note(path: &Path) -> PathBuf {
    path.with_extension("json")
}

/// How many files are under way in a folder, and how many bytes they will have.
async fn under_way(folder: &Path) -> Result<(usize, u64), StoreFault> {
    let failed = |error| disk(folder, error);
    let (mut entries, mut count, mut bytes) = (fs::read_dir(folder).await.map_err(failed)?, 0_usize, 0_u64);
    while let Some(entry) = entries.next_entry().await.map_err(failed)? {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            count = count.saturating_add(1);
            bytes = bytes.saturating_add(read(&path).await.map_or(0, |begun| begun.length));
        }
    }
    Ok((count, bytes))
}

/// Takes away what nothing came for since so many seconds; another process may do the same.
async fn sweep(folder: &Path, seconds: u64) -> Result<(), StoreFault> {
    let failed = |error| disk(folder, error);
    let mut files = match fs::read_dir(folder).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        files => files.map_err(failed)?,
    };
    while let Some(file) = files.next_entry().await.map_err(failed)? {
        if file.metadata().await.is_ok_and(|metadata| age(&metadata) > seconds) {
            let _gone = fs::remove_file(file.path()).await;
        }
    }
    Ok(())
}

/// The file, for whoever holds it alone.
fn locked(path: &Path) -> Result<std::fs::File, StoreFault> {
    let file = match std::fs::OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(StoreFault::Missing),
        opened => opened.map_err(|error| disk(path, error))?,
    };
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => Err(StoreFault::Conflict("this file is coming in over another connection; try again in some seconds".to_owned())),
    }
}

async fn read(note: &Path) -> Result<Begun, StoreFault> {
    match fs::read(note).await {
        // A note that a loss of power damaged is none: the file is begun anew.
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| StoreFault::Missing),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(StoreFault::Missing),
        Err(error) => Err(disk(note, error)),
    }
}

/// The note is whole at every moment.
async fn write(path: &Path, begun: &Begun) -> Result<(), StoreFault> {
    let (aside, note) = (path.with_extension("new"), note(path));
    let failed = |error| disk(&note, error);
    let bytes = serde_json::to_vec(begun).map_err(|error| failed(error.into()))?;
    fs::write(&aside, bytes).await.map_err(failed)?;
    fs::rename(&aside, &note).await.map_err(failed)
}
