//! Every byte as it came, named by its SHA-256: written aside on this machine's disk, then put into its place whole, and never changed.

pub mod begun;
mod bucket;
mod folder;

use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::storage::Storage;
use super::{StoreFault, id};
use crate::intake::{Digest, Hasher};
use bucket::{Bucket, Dropped};
use folder::{Folder, age};

/// After how long what lies aside belongs to nobody.
const ASIDE_SECONDS: u64 = 3_600;
/// Bytes that are copied at once.
const PIECE: usize = 256 << 10;

/// The originals, and a folder on this machine for those on their way in.
#[derive(Clone, Debug)]
pub struct Originals {
    aside: PathBuf,
    /// Files that come in pieces.
    begun: PathBuf,
    place: Place,
}

/// Where originals lie.
#[derive(Clone, Debug)]
enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

/// A file on its way in. Dropped before [`Incoming::keep`], it leaves only a file aside, which the next start sweeps away.
pub struct Incoming {
    place: Place,
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
    /// Makes the folders where they are missing, and takes away what an interrupted upload left aside an hour ago or longer. A bucket is not
    /// asked yet.
    ///
    /// # Errors
    /// [`StoreFault::Disk`]; [`StoreFault::Bucket`] or [`StoreFault::Unclear`] where the environment does not say how to reach it.
    pub(super) async fn open(data: &Path, storage: Option<&Storage>) -> Result<Self, StoreFault> {
        // A file is moved within its file system: beside a folder of originals lies the one of what comes in.
        let (place, beside) = match storage {
            None => (Place::Folder(Folder::open(data).await?), data),
            Some(Storage::Folder(folder)) => (Place::Folder(Folder::open(folder).await?), folder.as_path()),
            Some(Storage::Bucket { name, prefix }) => (Place::Bucket(Bucket::open(name, prefix)?), data),
        };
        let originals = Self { aside: beside.join("incoming"), begun: beside.join("begun"), place };
        for folder in [&originals.aside, &originals.begun] {
            fs::create_dir_all(folder).await.map_err(|error| disk(folder, error))?;
        }
        originals.sweep_aside().await?;
        originals.sweep_begun().await?;
        Ok(originals)
    }

    /// Asks for a sign of life: whether files can be taken in, and the bucket answers.
    ///
    /// # Errors
    /// [`StoreFault::Disk`], [`StoreFault::Full`] or [`StoreFault::Bucket`], within some seconds.
    pub async fn ready(&self) -> Result<(), StoreFault> {
        let Place::Bucket(bucket) = &self.place else { return self.keep(b"kenpin").await.map(|_| ()) };
        let mut incoming = self.incoming().await?;
        let written = incoming.write(b"kenpin").await.and(incoming.flush().await);
        incoming.forget().await;
        written.and(bucket.answers().await)
    }

    /// Digests on one shelf (of 256) that nothing wrote for so many seconds.
    ///
    /// # Errors
    /// [`StoreFault::Disk`] or [`StoreFault::Bucket`], as of all below.
    pub(super) async fn old(&self, shelf: u8, seconds: u64) -> Result<Vec<Digest>, StoreFault> {
        match &self.place {
            Place::Folder(folder) => folder.old(shelf, seconds).await,
            Place::Bucket(bucket) => bucket.old(shelf, seconds).await,
        }
    }

    /// Takes an original away that no row names: from a folder for good unless it was written again since, and then gives `None`.
    pub(super) async fn take_away(&self, digest: Digest, seconds: u64) -> Result<Option<Dropped>, StoreFault> {
        match &self.place {
            Place::Folder(folder) => folder.take_away(digest, seconds).await.map(|()| None),
            Place::Bucket(bucket) => bucket.drop(digest).await,
        }
    }

    /// What was taken away from one shelf so many seconds ago and is not gone yet.
    pub(super) async fn dropped(&self, shelf: u8, seconds: u64) -> Result<Vec<Dropped>, StoreFault> {
        match &self.place {
            Place::Folder(_) => Ok(Vec::new()),
            Place::Bucket(bucket) => bucket.dropped(shelf, seconds).await,
        }
    }

    /// Copies an original to a place outside, piece by piece; gives its bytes.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] where it is gone or is not what it was: nothing is left at that place then.
    pub(super) async fn copy_out(&self, digest: Digest, to: &Path) -> Result<u64, StoreFault> {
        let mut checked = self.checked(digest).await?;
        let failed = |error| disk(to, error);
        fs::create_dir_all(to.parent().unwrap_or(Path::new(""))).await.map_err(failed)?;
        let mut file = fs::File::create_new(to).await.map_err(failed)?;
        let copied = async {
            let mut bytes = 0_u64;
            while let Some(piece) = checked.next().await? {
                file.write_all(&piece).await.map_err(failed)?;
                bytes = bytes.saturating_add(u64::try_from(piece.len()).unwrap_or_default());
            }
            file.flush().await.map_err(failed)?;
            file.sync_all().await.map_err(failed)?;
            Ok(bytes)
        };
        let copied = copied.await;
        if copied.is_err() {
            // The fault that is told is the first one.
            let _left = fs::remove_file(to).await;
        }
        copied
    }

    /// Keeps a file from outside, which has to be of this digest.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] where it is not.
    pub(super) async fn copy_in(&self, digest: Digest, from: &Path) -> Result<(), StoreFault> {
        let mut incoming = self.incoming().await?;
        incoming.pour(from).await?;
        if incoming.keep().await?.digest == digest {
            Ok(())
        } else {
            Err(StoreFault::Damaged(format!("original sha256:{digest} was changed while it was read")))
        }
    }

    async fn sweep_aside(&self) -> Result<(), StoreFault> {
        let failed = |error| disk(&self.aside, error);
        let mut entries = fs::read_dir(&self.aside).await.map_err(failed)?;
        while let Some(entry) = entries.next_entry().await.map_err(failed)? {
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
        let aside = self.aside.join(id::new()?);
        let file = fs::File::create_new(&aside).await.map_err(|error| disk(&aside, error))?;
        Ok(Incoming { place: self.place.clone(), aside, file, hasher: Hasher::default(), bytes: 0 })
    }

    /// Keeps bytes that are already in memory.
    ///
    /// # Errors
    /// As [`Incoming::keep`].
    pub async fn keep(&self, bytes: &[u8]) -> Result<Kept, StoreFault> {
        let mut incoming = self.incoming().await?;
        incoming.write(bytes).await?;
        incoming.keep().await
    }

    /// The bytes of that name, checked against it.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] where they are gone or are not what they were; [`StoreFault::Bucket`] where that cannot be told.
    pub async fn read(&self, digest: Digest) -> Result<Vec<u8>, StoreFault> {
        let (mut checked, mut bytes) = (self.checked(digest).await?, Vec::new());
        while let Some(piece) = checked.next().await? {
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }

    /// Starts to read an original piece by piece, checked against its name. What is short is known whole before its first byte is given; of what
    /// is long the end is kept back until all is known to be what it was.
    ///
    /// # Errors
    /// As [`Originals::read`].
    pub async fn checked(&self, digest: Digest) -> Result<Checked, StoreFault> {
        let (pieces, hasher) = (self.pieces(digest).await?, Hasher::default());
        let mut checked = Checked { pieces, hasher, digest, held: Vec::new(), first: None, ended: false };
        checked.first = checked.next().await?;
        Ok(checked)
    }

    /// Starts to read an original.
    async fn pieces(&self, digest: Digest) -> Result<Pieces, StoreFault> {
        let found = match &self.place {
            Place::Folder(folder) => folder.get(digest).await?.map(Pieces::File),
            Place::Bucket(bucket) => bucket.get(digest).await?.map(Pieces::Object),
        };
        found.ok_or_else(|| StoreFault::Damaged(format!("original sha256:{digest} is gone")))
    }
}

/// An original that is being read, not yet checked.
enum Pieces {
    File(folder::Pieces),
    Object(bucket::Pieces),
}

impl Pieces {
    /// `None`: that was all.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreFault> {
        match self {
            Self::File(pieces) => pieces.next().await,
            Self::Object(pieces) => pieces.next().await,
        }
    }
}

/// An original that is being read and checked.
pub struct Checked {
    pieces: Pieces,
    hasher: Hasher,
    digest: Digest,
    /// Read, and not given yet.
    held: Vec<u8>,
    first: Option<Vec<u8>>,
    ended: bool,
}

impl Checked {
    /// `None`: that was all, and it is what it was.
    ///
    /// # Errors
    /// As [`Originals::read`]; whoever got the pieces before has no whole file.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreFault> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        while !self.ended {
            let Some(piece) = self.pieces.next().await? else {
                self.ended = true;
                let is_whole = self.hasher.finish() == self.digest;
                let last = std::mem::take(&mut self.held);
                return if is_whole { Ok(Some(last).filter(|last| !last.is_empty())) } else { Err(changed(self.digest)) };
            };
            self.hasher.update(&piece);
            if self.held.len() >= PIECE {
                return Ok(Some(std::mem::replace(&mut self.held, piece)));
            }
            self.held.extend_from_slice(&piece);
        }
        Ok(None)
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

    /// Writes what a file holds.
    async fn pour(&mut self, from: &Path) -> Result<(), StoreFault> {
        let failed = |error| disk(from, error);
        let (mut file, mut piece) = (fs::File::open(from).await.map_err(failed)?, vec![0; PIECE]);
        loop {
            let read = file.read(&mut piece).await.map_err(failed)?;
            let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { return Ok(()) };
            self.write(read).await?;
        }
    }

    async fn flush(&mut self) -> Result<(), StoreFault> {
        self.file.flush().await.map_err(|error| disk(&self.aside, error))
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Syncs the file and gives it its name, or puts it into the bucket. After this it outlives a loss of power.
    ///
    /// # Errors
    /// [`StoreFault::Disk`] or [`StoreFault::Bucket`].
    pub async fn keep(mut self) -> Result<Kept, StoreFault> {
        self.flush().await?;
        let digest = self.hasher.finish();
        match &self.place {
            Place::Folder(folder) => {
                self.file.sync_all().await.map_err(|error| disk(&self.aside, error))?;
                folder.put(&self.aside, digest).await?;
            }
            Place::Bucket(bucket) => {
                let put = bucket.put(&self.aside, digest).await;
                // Also where it failed: while a bucket is away, nothing piles up here.
                let _gone = fs::remove_file(&self.aside).await;
                put?;
            }
        }
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

fn changed(digest: Digest) -> StoreFault {
    StoreFault::Damaged(format!("original sha256:{digest} is not what it was"))
}

fn disk(path: &Path, error: std::io::Error) -> StoreFault {
    StoreFault::disk(path, error)
}
