//! Every byte as it came, named by its SHA-256: written aside, synced, then moved into its place, and never changed.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{StoreFault, id};
use crate::intake::{Digest, Hasher};

/// After how long what lies aside belongs to nobody.
const ASIDE_SECONDS: u64 = 3_600;
/// After how long an original that no row names belongs to nobody: an upload may take an hour, and its rows come last.
const UNNAMED_SECONDS: u64 = 2 * 3_600;
/// Bytes that are copied at once.
const PIECE: usize = 256 << 10;
/// Held by whoever puts an original into its place, and alone by whoever takes one away.
const LOCK: &str = "originals.lock";

/// The folder of originals.
#[derive(Clone, Debug)]
pub struct Originals {
    folder: PathBuf,
}

/// A file on its way in. Dropped before [`Incoming::keep`], it leaves only a file aside, which the next start sweeps away.
pub struct Incoming {
    folder: PathBuf,
    aside: PathBuf,
    file: fs::File,
    hasher: Hasher,
    bytes: u64,
}

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub digest: Digest,
    pub bytes: u64,
}

impl Originals {
    /// Makes the folder where it is missing, and takes away what an interrupted upload left aside an hour ago or longer.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub async fn open(folder: &Path) -> Result<Self, StoreFault> {
        let originals = Self { folder: folder.to_owned() };
        for part in ["originals", "incoming"] {
            let path = folder.join(part);
            fs::create_dir_all(&path).await.map_err(|error| disk(&path, error))?;
        }
        originals.sweep().await?;
        Ok(originals)
    }

    /// Digests on one shelf (of 256) that nothing wrote for hours.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub(super) async fn old(&self, shelf: u8) -> Result<Vec<Digest>, StoreFault> {
        let shelf = self.folder.join("originals").join(format!("{shelf:02x}"));
        let mut entries = match fs::read_dir(&shelf).await {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(disk(&shelf, error)),
        };
        let mut old = Vec::new();
        while let Some(entry) = entries.next_entry().await.map_err(|error| disk(&shelf, error))? {
            if entry.metadata().await.is_ok_and(|metadata| age(&metadata) > UNNAMED_SECONDS) {
                old.extend(entry.file_name().to_str().and_then(Digest::parse));
            }
        }
        Ok(old)
    }

    /// Takes an original away that no row names, unless it was written again since.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub(super) async fn drop_old(&self, digest: Digest) -> Result<(), StoreFault> {
        let (place, lock) = (place(&self.folder, digest), self.folder.join(LOCK));
        let gone = tokio::task::spawn_blocking(move || {
            // Nobody puts a file into its place between the look and the end.
            let lock = std::fs::File::create(&lock)?;
            lock.lock()?;
            match std::fs::metadata(&place) {
                Ok(metadata) if age(&metadata) > UNNAMED_SECONDS => std::fs::remove_file(&place),
                Ok(_) => Ok(()),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error),
            }
        });
        gone.await.unwrap_or(Ok(())).map_err(|error| disk(&self.folder, error))
    }

    /// Copies an original to a place outside, piece by piece; gives its bytes.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] where it is gone or is not what it was: nothing is left at that place then.
    pub(super) async fn copy_out(&self, digest: Digest, to: &Path) -> Result<u64, StoreFault> {
        let mut from = match fs::File::open(place(&self.folder, digest)).await {
            Ok(from) => from,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(StoreFault::Damaged(format!("original sha256:{digest} is gone")));
            }
            Err(error) => return Err(disk(&place(&self.folder, digest), error)),
        };
        let failed = |error| disk(to, error);
        fs::create_dir_all(to.parent().unwrap_or(Path::new(""))).await.map_err(failed)?;
        let mut file = fs::File::create_new(to).await.map_err(failed)?;
        let (mut hasher, mut piece, mut bytes) = (Hasher::default(), vec![0; PIECE], 0_u64);
        loop {
            let read = from.read(&mut piece).await.map_err(failed)?;
            let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { break };
            hasher.update(read);
            file.write_all(read).await.map_err(failed)?;
            bytes = bytes.saturating_add(u64::try_from(read.len()).unwrap_or_default());
        }
        file.flush().await.map_err(failed)?;
        file.sync_all().await.map_err(failed)?;
        if hasher.finish() != digest {
            fs::remove_file(to).await.map_err(failed)?;
            return Err(StoreFault::Damaged(format!("original sha256:{digest} is not what it was")));
        }
        Ok(bytes)
    }

    /// Keeps a file from outside, which has to be of this digest.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] where it is not.
    pub(super) async fn copy_in(&self, digest: Digest, from: &Path) -> Result<(), StoreFault> {
        let failed = |error| disk(from, error);
        let (mut file, mut piece) = (fs::File::open(from).await.map_err(failed)?, vec![0; PIECE]);
        let mut incoming = self.incoming().await?;
        loop {
            let read = file.read(&mut piece).await.map_err(failed)?;
            let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { break };
            incoming.write(read).await?;
        }
        if incoming.keep().await?.digest == digest {
            Ok(())
        } else {
            Err(StoreFault::Damaged(format!("original sha256:{digest} was changed while it was read")))
        }
    }

    /// The folder of all that is kept in files.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    async fn sweep(&self) -> Result<(), StoreFault> {
        let aside = self.folder.join("incoming");
        let mut entries = fs::read_dir(&aside).await.map_err(|error| disk(&aside, error))?;
        while let Some(entry) = entries.next_entry().await.map_err(|error| disk(&aside, error))? {
            if entry.metadata().await.is_ok_and(|metadata| age(&metadata) > ASIDE_SECONDS) {
                // Another process may have swept it already.
                let _gone = fs::remove_file(entry.path()).await;
            }
        }
        Ok(())
    }

    /// Starts to take a file in.
    ///
    /// # Errors
    /// [`StoreFault::Disk`], or no random numbers.
    pub async fn incoming(&self) -> Result<Incoming, StoreFault> {
        let aside = self.folder.join("incoming").join(id::new()?);
        let file = fs::File::create_new(&aside).await.map_err(|error| disk(&aside, error))?;
        Ok(Incoming { folder: self.folder.clone(), aside, file, hasher: Hasher::default(), bytes: 0 })
    }

    /// Keeps bytes that are already in memory.
    ///
    /// # Errors
    /// As [`Originals::incoming`].
    pub async fn keep(&self, bytes: &[u8]) -> Result<Kept, StoreFault> {
        let mut incoming = self.incoming().await?;
        incoming.write(bytes).await?;
        incoming.keep().await
    }

    /// The bytes of that name, checked against it.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] where they are gone or are not what they were.
    pub async fn read(&self, digest: Digest) -> Result<Vec<u8>, StoreFault> {
        let path = place(&self.folder, digest);
        let bytes = match fs::read(&path).await {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(StoreFault::Damaged(format!("original sha256:{digest} is gone")));
            }
            Err(error) => return Err(disk(&path, error)),
        };
        if Digest::of(&bytes) != digest {
            return Err(StoreFault::Damaged(format!("original sha256:{digest} is not what it was")));
        }
        Ok(bytes)
    }
}

impl Incoming {
    /// # Errors
    /// [`StoreFault::Disk`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), StoreFault> {
        self.hasher.update(bytes);
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.file.write_all(bytes).await.map_err(|error| disk(&self.aside, error))
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Syncs the file and gives it its name. After this it outlives a loss of power.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub async fn keep(mut self) -> Result<Kept, StoreFault> {
        let failed = |error| disk(&self.aside, error);
        self.file.flush().await.map_err(failed)?;
        self.file.sync_all().await.map_err(failed)?;
        let digest = self.hasher.finish();
        let place = place(&self.folder, digest);
        let shelf = place.parent().unwrap_or(&self.folder).to_owned();
        let failed = |error| disk(&place, error);
        if !fs::try_exists(&shelf).await.map_err(failed)? {
            fs::create_dir_all(&shelf).await.map_err(failed)?;
            sync(&self.folder.join("originals")).await?;
        }
        put(&self.folder.join(LOCK), &self.aside, &place).await.map_err(failed)?;
        sync(&shelf).await?;
        Ok(Kept { digest, bytes: self.bytes })
    }

    /// Takes the file away again.
    pub async fn forget(self) {
        // What stays is swept away later.
        let _gone = fs::remove_file(&self.aside).await;
    }
}

/// The digest of a file anywhere.
pub(super) async fn hashed(path: &Path) -> std::io::Result<Digest> {
    let (mut file, mut hasher, mut piece) = (fs::File::open(path).await?, Hasher::default(), vec![0; PIECE]);
    loop {
        let read = file.read(&mut piece).await?;
        let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { return Ok(hasher.finish()) };
        hasher.update(read);
    }
}

/// `originals/ab/abcd..`, so that no folder grows beyond measure.
pub(super) fn place(folder: &Path, digest: Digest) -> PathBuf {
    let name = digest.to_string();
    folder.join("originals").join(name.get(..2).unwrap_or_default()).join(&name)
}

/// Gives a file its name while nothing is being taken away.
async fn put(lock: &Path, aside: &Path, place: &Path) -> std::io::Result<()> {
    let (lock, aside, place) = (lock.to_owned(), aside.to_owned(), place.to_owned());
    let moved = tokio::task::spawn_blocking(move || {
        let lock = std::fs::File::create(&lock)?;
        lock.lock_shared()?;
        std::fs::rename(&aside, &place)
    });
    moved.await.unwrap_or_else(|error| Err(std::io::Error::other(error)))
}

/// Seconds since a file was written; 0 where that lies ahead.
fn age(metadata: &std::fs::Metadata) -> u64 {
    metadata.modified().ok().and_then(|at| at.elapsed().ok()).map_or(0, |age| age.as_secs())
}

/// A folder's own entries reach the disk.
async fn sync(folder: &Path) -> Result<(), StoreFault> {
    let failed = |error| disk(folder, error);
    let handle = fs::File::open(folder).await.map_err(failed)?;
    handle.sync_all().await.map_err(failed)
}

fn disk(path: &Path, error: std::io::Error) -> StoreFault {
    StoreFault::disk(path, error)
}
