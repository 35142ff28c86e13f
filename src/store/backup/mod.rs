//! A backup: a folder of JSON lines and originals, consistent while the portal serves, that any database of ours can be made from.

mod restore;
mod tables;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sea_orm::{AccessMode, DatabaseTransaction, IsolationLevel, TransactionOptions, TransactionTrait as _};
use serde::{Deserialize, Serialize};

pub use restore::Restored;

use super::audit::{self, Event, Mark};
use super::originals::place;
use super::{Store, StoreFault, id, now, rounds, schema};
use crate::intake::{Digest, Moment};
use tables::{Checked, Sheet, dump, each_table};

/// Comes last: a folder without it is no backup.
const MANIFEST: &str = "kenpin-backup.json";
/// Damages that one message names.
const NAMED: usize = 20;

/// What a backup holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    schema_version: String,
    id: String,
    program: String,
    made_at: String,
    /// The shape of its tables.
    migrations: Vec<String>,
    tables: Vec<Sheet>,
    originals: u64,
    bytes: u64,
    /// Originals that the portal itself had lost, or that were not what they were.
    missing: Vec<String>,
    /// The newest event of the audit chain.
    audit_seq: i64,
    audit_hash: String,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub rows: u64,
    pub originals: u64,
    pub bytes: u64,
    /// Originals that are gone or are not what they were, and so are not in the backup.
    pub missing: Vec<Digest>,
    /// Of the manifest, which names the digest of everything else.
    pub manifest: Digest,
    pub mark: Mark,
}

/// Why there is no backup, or nothing was made from one.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    #[error(transparent)]
    Store(#[from] StoreFault),
    #[error("this folder is there already, and something lies in it\n  where: {}\n  fix:   name one that does not exist yet", .0.display())]
    Taken(PathBuf),
    #[error("this is no backup, or one that was not finished: {why}\n  where: {}\n  fix:   name the folder that `kenpin admin backup` wrote", path.display())]
    NoBackup { path: PathBuf, why: String },
    #[error("the backup was made by a newer kenpin (\"{0}\")\n  fix:   restore it with that one")]
    Newer(String),
    #[error("the backup is damaged, and nothing was restored:\n    {}\n  fix:   take an older backup, or fetch what is named from a copy of this one", .0.join("\n    "))]
    Damaged(Vec<String>),
    #[error(
        "there is something here already (table {0}), and a backup is restored into an empty place only\n  fix:   name a new folder with --data, and an empty database with --database"
    )]
    NotEmpty(String),
    #[error("a file of the backup does not work: {error}\n  where: {}\n  fix:   see that there is room and that kenpin may read and write there", path.display())]
    File { path: PathBuf, error: std::io::Error },
}

impl BackupFault {
    fn file(path: &Path, error: std::io::Error) -> Self {
        Self::File { path: path.to_owned(), error }
    }
}

impl Store {
    /// Writes a backup into a folder that is made for it, while everything goes on.
    ///
    /// # Errors
    /// [`BackupFault`]; originals that are lost are no fault, but are named.
    pub async fn backup(&self, folder: &Path, actor: &str) -> Result<Written, BackupFault> {
        make_empty(folder)?;
        let backup = id::new()?;
        rounds(|| self.say_backup(&backup, actor)).await?;
        let snapshot = self.snapshot().await?;
        let migrations = schema::done(&snapshot).await?;
        let tables = each_table!(dump(&snapshot, folder));
        snapshot.rollback().await.map_err(StoreFault::from)?;
        // What was written is read: a row that cannot be restored is found now and not then.
        let checked = restore::checked(folder, &tables).await?;
        let mark = restore::chain_of(folder)?;
        let (mut missing, mut bytes, mut originals) = (Vec::new(), 0_u64, 0_u64);
        for digest in named(checked)? {
            match self.originals.copy_out(digest, &place(folder, digest)).await {
                Ok(size) => {
                    originals = originals.saturating_add(1);
                    bytes = bytes.saturating_add(size);
                }
                Err(StoreFault::Damaged(_)) => missing.push(digest),
                Err(fault) => return Err(fault.into()),
            }
        }
        let manifest = Manifest {
            schema_version: "1".to_owned(),
            id: backup,
            program: concat!("kenpin ", env!("CARGO_PKG_VERSION")).to_owned(),
            made_at: Moment::from_unix(now()).map(|moment| moment.to_string()).unwrap_or_default(),
            migrations,
            originals,
            bytes,
            missing: missing.iter().map(ToString::to_string).collect(),
            audit_seq: mark.seq,
            audit_hash: mark.hash.clone(),
            tables,
        };
        let rows = manifest.tables.iter().map(|sheet| sheet.rows).sum();
        let manifest = write_manifest(folder, &manifest)?;
        Ok(Written { rows, originals, bytes, missing, manifest, mark })
    }

    /// Who took a copy of everything stands in the chain, and in the copy.
    async fn say_backup(&self, backup: &str, actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        audit::append(&transaction, Event { actor, action: "backup.made", object: backup, detail: "" }).await?;
        Ok(transaction.commit().await?)
    }

    /// Sees everything as it is at one moment, whatever is written meanwhile.
    async fn snapshot(&self) -> Result<DatabaseTransaction, StoreFault> {
        let options = if self.is_sqlite() {
            // In WAL mode a transaction that reads sees what was there at its first question.
            TransactionOptions::default()
        } else {
            TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            }
        };
        Ok(self.read.begin_with_options(options).await?)
    }
}

/// The originals that the rows name, each once.
fn named(checked: Vec<Checked>) -> Result<BTreeSet<Digest>, BackupFault> {
    let wrong: Vec<String> = checked.iter().flat_map(|table| table.wrong.iter().cloned()).take(NAMED).collect();
    if wrong.is_empty() { Ok(checked.into_iter().flat_map(|table| table.named).collect()) } else { Err(BackupFault::Damaged(wrong)) }
}

/// Makes the folder with its parts, for its owner only.
fn make_empty(folder: &Path) -> Result<(), BackupFault> {
    use std::os::unix::fs::DirBuilderExt as _;
    let failed = |error| BackupFault::file(folder, error);
    let make = |folder: &Path| fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed);
    make(folder)?;
    if fs::read_dir(folder).map_err(failed)?.next().is_some() {
        return Err(BackupFault::Taken(folder.to_owned()));
    }
    for part in ["tables", "originals"] {
        make(&folder.join(part))?;
    }
    Ok(())
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<Digest, BackupFault> {
    let (path, aside) = (folder.join(MANIFEST), folder.join("kenpin-backup.part"));
    let failed = |error| BackupFault::file(&path, error);
    let mut text = serde_json::to_string_pretty(manifest).map_err(|error| failed(error.into()))?;
    text.push('\n');
    let mut file = fs::File::create_new(&aside).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    fs::rename(&aside, &path).map_err(failed)?;
    fs::File::options().read(true).open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(Digest::of(text.as_bytes()))
}
