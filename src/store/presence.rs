//! Which workers live: on SQLite all of them are on one machine, and each holds a lock that ends with its process.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, sea_query::Expr};

use super::office::job;
use super::{Store, StoreFault, TENANT, id, now};

/// A worker's name, for as long as it lives.
#[derive(Debug)]
pub struct Presence {
    name: String,
    /// `None`: workers may be on other machines, so that only the end of a lease tells.
    lock: Option<(PathBuf, File)>,
}

impl Presence {
    /// As its jobs name it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        if let Some((path, _)) = &self.lock {
            // What stays is taken away by the next start: nobody holds it then.
            let _gone = std::fs::remove_file(path);
        }
    }
}

impl Store {
    /// Names a new worker, which lives until what this gives is dropped or the process ends, however it ends.
    ///
    /// # Errors
    /// [`StoreFault::Disk`], or no random numbers.
    pub fn appear(&self) -> Result<Presence, StoreFault> {
        let name = id::new()?;
        if !self.is_sqlite() {
            return Ok(Presence { name, lock: None });
        }
        let folder = self.folder.join(FOLDER);
        let path = folder.join(&name);
        let held = || {
            let _gate = gate(&folder)?;
            let file = File::create_new(&path)?;
            file.lock()?;
            Ok(file)
        };
        let file = held().map_err(|error| StoreFault::disk(&path, error))?;
        Ok(Presence { name, lock: Some((path, file)) })
    }

    /// Ends the leases of workers that are dead, so that their jobs need not wait: for a start on SQLite. Elsewhere a lease ends by itself.
    ///
    /// # Errors
    /// [`StoreFault::Database`] or [`StoreFault::Disk`].
    pub async fn release_jobs(&self) -> Result<(), StoreFault> {
        if !self.is_sqlite() {
            return Ok(());
        }
        let leased = job::Entity::find().filter(job::Column::Tenant.eq(TENANT)).filter(job::Column::LeaseUntil.gte(now()));
        let workers: Vec<String> = leased.select_only().column(job::Column::Worker).distinct().into_tuple().all(&self.read).await?;
        let folder = self.folder.join(FOLDER);
        let _gate = gate(&folder).map_err(|error| StoreFault::disk(&folder, error))?;
        for worker in workers {
            if is_dead(&folder.join(&worker))? {
                self.give_back_jobs(&worker).await?;
            }
        }
        bury(&folder)
    }

    /// Ends the leases of one worker.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn give_back_jobs(&self, worker: &str) -> Result<(), StoreFault> {
        let its = job::Entity::update_many().col_expr(job::Column::LeaseUntil, Expr::value(0));
        its.filter(job::Column::Tenant.eq(TENANT)).filter(job::Column::Worker.eq(worker)).exec(&self.write).await?;
        Ok(())
    }
}

/// Of the locks, in the data folder.
const FOLDER: &str = "workers";

/// While this is held, nobody makes a lock and has yet to take it, and nobody takes one for dead.
fn gate(folder: &Path) -> std::io::Result<File> {
    std::fs::create_dir_all(folder)?;
    let gate = File::create(folder.with_extension("lock"))?;
    gate.lock()?;
    Ok(gate)
}

/// Whether nobody holds this lock: a worker takes it before its first job, and its process gives it up by ending.
fn is_dead(lock: &Path) -> Result<bool, StoreFault> {
    let file = match File::options().read(true).open(lock) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(StoreFault::disk(lock, error)),
    };
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(StoreFault::disk(lock, error)),
    }
}

/// Takes away the locks that nobody holds.
fn bury(folder: &Path) -> Result<(), StoreFault> {
    let failed = |error| StoreFault::disk(folder, error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let lock = entry.map_err(failed)?.path();
        if is_dead(&lock)? {
            // Its own process may be taking it away at this moment.
            let _gone = std::fs::remove_file(&lock);
        }
    }
    Ok(())
}
