//! EDGE: what the portal remembers: a database for what is looked up, a folder for the bytes as they came.

pub mod audit;
pub mod entity;
pub mod id;
pub mod jobs;
pub mod office;
pub mod originals;
pub mod passes;
pub mod requests;
mod schema;
pub mod search;
pub mod submissions;
pub mod verdicts;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqlErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use originals::Originals;

/// The one agency of this installation. Every key starts with it, so that more can follow.
const TENANT: &str = "main";
/// PostgreSQL's words for "somebody else was faster, do it again".
const TRY_AGAIN: [&str; 2] = ["40001", "40P01"];
/// Rounds of a transaction that others keep interrupting.
const ROUNDS: u32 = 8;

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    #[error(
        "the database does not answer as it should: {0}\n  where: {1}\n  fix:   see that it runs and that the disk is not full, then try again"
    )]
    Database(DbErr, String),
    #[error("the folder of originals does not work: {error}\n  where: {}\n  fix:   see that the disk is not full and that kenpin may write there", path.display())]
    Disk { path: PathBuf, error: std::io::Error },
    #[error(
        "a record is missing or damaged: {0}\n  fix:   run `kenpin admin verify-audit`, and restore the newest backup if it finds a break"
    )]
    Damaged(String),
    /// Somebody else did it, or it may not be done in this state.
    #[error("this cannot be done now: {0}")]
    Conflict(String),
    /// Not there, or another's.
    #[error("there is no such thing here")]
    Missing,
}

impl From<DbErr> for StoreFault {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(what)) => Self::Conflict(what),
            Some(SqlErr::ForeignKeyConstraintViolation(_) | _) | None => Self::Database(error, "the database".to_owned()),
        }
    }
}

impl StoreFault {
    fn is_worth_another_round(&self) -> bool {
        match self {
            Self::Database(error, _) => {
                TRY_AGAIN.iter().any(|code| error.to_string().contains(code)) || error.to_string().contains("database is locked")
            }
            Self::Disk { .. } | Self::Damaged(_) | Self::Conflict(_) | Self::Missing => false,
        }
    }
}

/// The database and the folder of originals.
#[derive(Clone, Debug)]
pub struct Store {
    /// SQLite takes one writer at a time: this pool has one connection there.
    write: DatabaseConnection,
    read: DatabaseConnection,
    pub originals: Originals,
}

impl Store {
    /// Opens what is there and makes what is not. `database` is empty for SQLite in `folder`.
    ///
    /// # Errors
    /// [`StoreFault::Database`] or [`StoreFault::Disk`].
    pub async fn open(folder: &Path, database: Option<&str>) -> Result<Self, StoreFault> {
        let originals = Originals::open(folder).await?;
        let store = match database {
            None => {
                let file = folder.join("kenpin.sqlite");
                Self { write: sqlite(&file, 1).await?, read: sqlite(&file, 4).await?, originals }
            }
            Some(url) => {
                let mut options = ConnectOptions::new(url);
                options.max_connections(8).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
                let pool = Database::connect(options).await.map_err(|error| StoreFault::Database(error, hidden(url)))?;
                Self { write: pool.clone(), read: pool, originals }
            }
        };
        schema::migrate(&store).await?;
        Ok(store)
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn ping(&self) -> Result<(), StoreFault> {
        Ok(self.read.ping().await?)
    }

    async fn begin(&self) -> Result<DatabaseTransaction, StoreFault> {
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
        Ok(self.write.begin_with_options(options).await?)
    }

    fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == sea_orm::DbBackend::Sqlite
    }
}

async fn sqlite(file: &Path, connections: u32) -> Result<DatabaseConnection, StoreFault> {
    let path = file.to_owned();
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(connections).acquire_timeout(Duration::from_secs(30)).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let pragmas = [("journal_mode", "WAL"), ("synchronous", "FULL"), ("foreign_keys", "ON")];
        let sqlite =
            sqlite.in_memory(false).shared_cache(false).filename(&path).create_if_missing(true).busy_timeout(Duration::from_secs(20));
        pragmas.into_iter().fold(sqlite, |sqlite, (key, value)| sqlite.pragma(key, value))
    });
    Database::connect(options).await.map_err(|error| StoreFault::Database(error, file.display().to_string()))
}

/// An address without what stands between `//` and `@`.
fn hidden(url: &str) -> String {
    match (url.split_once("//"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}//..@{host}"),
        (Some(_) | None, _) => url.to_owned(),
    }
}

/// Does a whole transaction again while another one keeps interrupting it.
async fn rounds<T, F: Future<Output = Result<T, StoreFault>>>(mut attempt: impl FnMut() -> F) -> Result<T, StoreFault> {
    let mut round = 0;
    loop {
        match attempt().await {
            Err(fault) if fault.is_worth_another_round() && round < ROUNDS => {
                round = round.saturating_add(1);
                tokio::time::sleep(Duration::from_millis(5_u64.saturating_mul(1 << round))).await;
            }
            outcome => return outcome,
        }
    }
}

/// Milliseconds since 1970, UTC.
#[allow(clippy::disallowed_methods, reason = "an edge reads the clock")]
fn milliseconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or_default()
}

/// Seconds since 1970, UTC.
pub fn now() -> i64 {
    i64::try_from(milliseconds() / 1000).unwrap_or_default()
}
