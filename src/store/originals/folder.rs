//! Originals in a folder: moved into their place under a lock, taken away under the same lock.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncReadExt as _;

use super::{PIECE, place};
use crate::intake::Digest;
use crate::store::StoreFault;

/// Held by whoever puts an original into its place, and alone by whoever takes one away.
const LOCK: &str = "originals.lock";

/// The folder in which `originals/` lies.
#[derive(Clone, Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes it where it is missing.
    pub(super) async fn open(folder: &Path) -> Result<Self, StoreFault> {
        let path = folder.join("originals");
        fs::create_dir_all(&path).await.map_err(|error| disk(&path, error))?;
        Ok(Self(folder.to_owned()))
    }

    /// Gives a file that is synced its name. After this it outlives a loss of power.
    pub(super) async fn put(&self, aside: &Path, digest: Digest) -> Result<(), StoreFault> {
        let place = place(&self.0, digest);
        let shelf = place.parent().unwrap_or(&self.0).to_owned();
        let failed = |error| disk(&place, error);
        if !fs::try_exists(&shelf).await.map_err(failed)? {
            fs::create_dir_all(&shelf).await.map_err(failed)?;
            sync(&self.0.join("originals")).await?;
        }
        put(&self.0.join(LOCK), aside, &place).await.map_err(failed)?;
        sync(&shelf).await
    }

    /// `None`: it is gone.
    pub(super) async fn get(&self, digest: Digest) -> Result<Option<Pieces>, StoreFault> {
        let path = place(&self.0, digest);
        match fs::File::open(&path).await {
            Ok(file) => Ok(Some(Pieces { file, path })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(disk(&path, error)),
        }
    }

    /// Digests on one shelf that nothing wrote for so many seconds.
    pub(super) async fn old(&self, shelf: u8, seconds: u64) -> Result<Vec<Digest>, StoreFault> {
        let shelf = self.0.join("originals").join(format!("{shelf:02x}"));
        let mut entries = match fs::read_dir(&shelf).await {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(disk(&shelf, error)),
        };
        let mut old = Vec::new();
        while let Some(entry) = entries.next_entry().await.map_err(|error| disk(&shelf, error))? {
            if entry.metadata().await.is_ok_and(|metadata| age(&metadata) >= seconds) {
                old.extend(entry.file_name().to_str().and_then(Digest::parse));
            }
        }
        Ok(old)
    }

    /// Takes an original away for good, unless it was written again since.
    pub(super) async fn take_away(&self, digest: Digest, seconds: u64) -> Result<(), StoreFault> {
        let (place, lock) = (place(&self.0, digest), self.0.join(LOCK));
        let gone = tokio::task::spawn_blocking(move || {
            // Nobody puts a file into its place between the look and the end.
            let lock = std::fs::File::create(&lock)?;
            lock.lock()?;
            match std::fs::metadata(&place) {
                Ok(metadata) if age(&metadata) >= seconds => std::fs::remove_file(&place),
                Ok(_) => Ok(()),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error),
            }
        });
        gone.await.unwrap_or(Ok(())).map_err(|error| disk(&self.0, error))
    }
}

/// A file that is being read.
pub(super) struct Pieces {
    file: fs::File,
    path: PathBuf,
}

impl Pieces {
    /// `None`: that was all.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreFault> {
        let mut piece = vec![0; PIECE];
        let read = self.file.read(&mut piece).await.map_err(|error| disk(&self.path, error))?;
        piece.truncate(read);
        Ok(Some(piece).filter(|piece| !piece.is_empty()))
    }
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
pub(super) fn age(metadata: &std::fs::Metadata) -> u64 {
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
