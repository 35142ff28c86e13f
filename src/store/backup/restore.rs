//! From a backup to a portal: everything is looked at before anything is written, and the rows go in all or not at all.

use std::fs;
use std::path::Path;

use sea_orm::EntityTrait as _;
use sea_orm::sea_query::Expr;

use super::tables::{Checked, Sheet, check, each_line, each_table, file_of, load, occupied};
use super::{BackupFault, MANIFEST, Manifest, NAMED, named};
use crate::intake::Digest;
use crate::store::audit::{self, Chain, Event, Mark};
use crate::store::office::{audit as event, job};
use crate::store::originals::{hashed, place};
use crate::store::{Store, StoreFault, schema};

/// What was made from a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub made_at: String,
    pub rows: u64,
    pub originals: u64,
    /// Originals that were lost before the backup was made.
    pub missing: Vec<String>,
    /// Where the chain of the backup ended; one event that tells of this follows.
    pub mark: Mark,
}

impl Store {
    /// Makes what a backup holds, in a place where nothing is.
    ///
    /// # Errors
    /// [`BackupFault`]; nothing but originals, which no row names yet, is left behind then.
    pub async fn restore(&self, folder: &Path, actor: &str) -> Result<Restored, BackupFault> {
        let manifest = read_manifest(folder)?;
        self.is_empty().await?;
        let digests = named(checked(folder, &manifest.tables).await?)?;
        let mark = chain_of(folder)?;
        if (mark.seq, &mark.hash) != (manifest.audit_seq, &manifest.audit_hash) {
            return Err(BackupFault::Damaged(vec![format!("the audit chain ends at #{}, and not at #{}", mark.seq, manifest.audit_seq)]));
        }
        let here = digests.into_iter().filter(|digest| !manifest.missing.contains(&digest.to_string()));
        let here: Vec<Digest> = here.collect();
        originals_are_whole(folder, &here).await?;
        for digest in &here {
            self.originals.copy_in(*digest, &place(folder, *digest)).await?;
        }
        self.load_all(folder, &manifest, actor).await?;
        match self.verify_audit().await? {
            Chain::Whole(_) => {}
            Chain::Broken { seq, why } => return Err(StoreFault::Damaged(format!("the audit chain, at #{seq}: {why}")).into()),
        }
        Ok(Restored {
            made_at: manifest.made_at,
            rows: manifest.tables.iter().map(|sheet| sheet.rows).sum(),
            originals: u64::try_from(here.len()).unwrap_or(u64::MAX),
            missing: manifest.missing,
            mark,
        })
    }

    async fn is_empty(&self) -> Result<(), BackupFault> {
        let transaction = self.begin().await?;
        match each_table!(occupied(&transaction)).into_iter().flatten().next() {
            Some(table) => Err(BackupFault::NotEmpty(table)),
            None => Ok(()),
        }
    }

    /// All rows in one transaction.
    async fn load_all(&self, folder: &Path, manifest: &Manifest, actor: &str) -> Result<(), BackupFault> {
        let transaction = self.begin().await?;
        if let Some(table) = each_table!(occupied(&transaction)).into_iter().flatten().next() {
            return Err(BackupFault::NotEmpty(table));
        }
        each_table!(load(&transaction, folder, &manifest.tables));
        let nobodys = job::Entity::update_many().col_expr(job::Column::LeaseUntil, Expr::value(0));
        nobodys.exec(&transaction).await.map_err(StoreFault::from)?;
        let event = Event { actor, action: "backup.restored", object: &manifest.id, detail: &manifest.made_at };
        audit::append(&transaction, event).await?;
        Ok(transaction.commit().await.map_err(StoreFault::from)?)
    }
}

/// Every table of a backup, read and not written.
pub(super) async fn checked(folder: &Path, sheets: &[Sheet]) -> Result<Vec<Checked>, BackupFault> {
    Ok(each_table!(check(folder, sheets)))
}

/// Computes every hash of a backup's audit chain again.
pub(super) fn chain_of(folder: &Path) -> Result<Mark, BackupFault> {
    let path = file_of::<event::Entity>(folder);
    let (mut last, mut wrong) = (Mark { seq: 0, hash: String::new() }, Vec::new());
    let read = each_line(&path, |line| {
        let Ok(link) = serde_json::from_slice::<event::Model>(line) else { return };
        if let Some(why) = audit::misfit(&last, &link) {
            wrong.push(format!("{}: event #{}: {why}", path.display(), link.seq));
        }
        last = Mark { seq: link.seq, hash: link.hash };
    });
    read.map_err(|error| BackupFault::file(&path, error))?;
    wrong.truncate(NAMED);
    if wrong.is_empty() { Ok(last) } else { Err(BackupFault::Damaged(wrong)) }
}

/// Hashes every original of the backup.
async fn originals_are_whole(folder: &Path, digests: &[Digest]) -> Result<(), BackupFault> {
    let mut wrong = Vec::new();
    for digest in digests {
        let path = place(folder, *digest);
        match hashed(&path).await {
            Ok(found) if found == *digest => {}
            Ok(_) => wrong.push(format!("{}: it is not what its name says", path.display())),
            Err(error) => wrong.push(format!("{}: {error}", path.display())),
        }
        if wrong.len() >= NAMED {
            break;
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(BackupFault::Damaged(wrong)) }
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the operator's own backup")]
fn read_manifest(folder: &Path) -> Result<Manifest, BackupFault> {
    let path = folder.join(MANIFEST);
    let no_backup = |why: String| BackupFault::NoBackup { path: path.clone(), why };
    let text = fs::read_to_string(&path).map_err(|error| no_backup(error.to_string()))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| no_backup(error.to_string()))?;
    if manifest.schema_version != "1" {
        return Err(BackupFault::Newer(manifest.program));
    }
    match manifest.migrations.iter().find(|id| !schema::is_known(id)) {
        Some(newer) => Err(BackupFault::Newer(newer.clone())),
        None => Ok(manifest),
    }
}
