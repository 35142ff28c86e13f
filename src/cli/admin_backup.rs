//! `kenpin admin migrate|backup|restore`: new tables, a copy of everything beside a running portal, and a portal made from a copy.

use std::path::PathBuf;

use clap::Args;

use super::admin::OPERATOR;
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::serve::{Place, running};
use super::session::Session;
use crate::intake::Digest;
use crate::store::Store;
use crate::store::backup::BackupFault;

/// Brings the tables to the shape of this program: once, before its portals and workers start
///
/// Several at once are no harm: one does it, the others wait and find it done. On SQLite, and in a database that is empty, `kenpin serve`
/// does it by itself.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin migrate --database postgres://kenpin@db/kenpin")]
pub(crate) struct Migrate {
    #[command(flatten)]
    place: Place,
}

/// Writes a copy of everything into a new folder, while the portal serves
///
/// Every table as JSON lines, every original under its SHA-256, and a manifest that names the digest of all. What comes meanwhile is in the
/// next one. The same backup is restored into SQLite and into PostgreSQL, into a folder and into a bucket. Signing keys are not in it, and sessions are not.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  kenpin admin backup /backup/2026-11-30 --data /var/lib/kenpin\n\nExit codes: 0 all is in it, 1 fault, or originals are lost (they are named), 2 wrong usage"
)]
pub(crate) struct Backup {
    #[command(flatten)]
    place: Place,
    /// A folder that does not exist yet, or is empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Makes a portal from a backup, where nothing is
///
/// Every table, every original and the audit chain are checked before anything is written; what is damaged is named, and nothing is done.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  kenpin admin restore /backup/2026-11-30 --data /srv/kenpin --database postgres://kenpin@db/kenpin --storage s3://kenpin-originals\n\nExit codes: 0 restored, 1 fault, 2 wrong usage"
)]
pub(crate) struct Restore {
    #[command(flatten)]
    place: Place,
    /// As `kenpin admin backup` wrote it
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Only if its kenpin-backup.json has this SHA-256, which `kenpin admin backup` printed
    #[arg(long, value_name = "SHA256")]
    manifest: Option<String>,
}

impl Migrate {
    pub(super) fn run(&self) -> Result<Exit, Fault> {
        let folder = self.place.folder()?.to_owned();
        let (database, storage) = (self.place.database(), self.place.storage());
        let done = running(async { Store::migrate(&folder, database.as_deref(), storage.as_ref()).await.map_err(super::admin::ours) })?;
        let lines = done.iter().map(|id| format!("done: {id}\n")).collect::<String>();
        print::result(if lines.is_empty() { "the tables are of this program's shape already\n" } else { &lines })?;
        Ok(Exit::Accept)
    }
}

impl Backup {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        self.place.existing()?;
        let written = running(async {
            let store = self.place.store().await.map_err(super::admin::ours)?;
            store.backup(&self.folder, OPERATOR).await.map_err(ours)
        })?;
        print::result(&format!(
            "backup: {} rows, {} originals of {} bytes, the audit chain to #{}\nkenpin-backup.json has sha256:{}\n",
            written.rows, written.originals, written.bytes, written.mark.seq, written.manifest
        ))?;
        if written.missing.is_empty() {
            return Ok(Exit::Accept);
        }
        let lost: String = written.missing.iter().map(|digest| format!("\n  sha256:{digest}")).collect();
        print::error(session, &format!("error: these originals are gone or are not what they were, and are not in the backup:{lost}"));
        Ok(Exit::Fault)
    }
}

impl Restore {
    /// The manifest's digest. Whoever can write a backup can write another one, down to the chain: only a digest that was kept
    /// elsewhere tells.
    #[allow(clippy::disallowed_methods, reason = "the edge reads what the operator names")]
    fn whole(&self) -> Result<Digest, Fault> {
        let path = self.folder.join("kenpin-backup.json");
        let found = Digest::of(&std::fs::read(&path).map_err(|error| Fault::unreadable(&path, &error))?);
        let Some(wanted) = &self.manifest else { return Ok(found) };
        match Digest::parse(wanted.trim_start_matches("sha256:")) {
            Some(wanted) if wanted == found => Ok(found),
            Some(_) => Err(Fault::ours(
                format!("this is another backup, or it was changed: it has sha256:{found}"),
                path.display(),
                "take the backup whose digest was printed when it was made",
            )),
            None => {
                Err(Fault::usage("--manifest is no SHA-256", wanted, "write the 64 hexadecimal digits that `kenpin admin backup` printed"))
            }
        }
    }

    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let manifest = self.whole()?;
        self.place.folder()?;
        let restored = running(async {
            let store = self.place.store().await.map_err(super::admin::ours)?;
            store.restore(&self.folder, OPERATOR).await.map_err(ours)
        })?;
        print::result(&format!(
            "restored: {} rows and {} originals of {}, the audit chain whole to #{} {}\nkenpin-backup.json has sha256:{manifest}\n",
            restored.rows, restored.originals, restored.made_at, restored.mark.seq, restored.mark.hash
        ))?;
        for digest in &restored.missing {
            print::remark(session, &format!("missing: sha256:{digest} was lost before the backup was made"));
        }
        print::remark(
            session,
            "missing: the signing key, which no backup holds; put yours into the data folder or name it with --signing-key, else a new one is made",
        );
        Ok(Exit::Accept)
    }
}

fn ours(fault: BackupFault) -> Fault {
    match fault {
        BackupFault::Store(fault) => super::admin::ours(fault),
        BackupFault::Taken(_) | BackupFault::NoBackup { .. } | BackupFault::NotEmpty(_) => Fault::usage(fault, "", ""),
        BackupFault::Newer(_) | BackupFault::Damaged(_) | BackupFault::File { .. } => Fault::ours(fault, "", ""),
    }
}
