//! EDGE: what the portal remembers: a database for what is looked up, a folder or a bucket for the bytes as they came.

pub mod audit;
pub mod backup;
pub mod certifications;
pub mod counts;
pub mod entity;
pub mod estate;
mod fault;
pub mod id;
pub mod jobs;
pub mod notices;
pub mod office;
pub mod originals;
pub mod papers;
pub mod passes;
pub mod presence;
mod renewal;
pub mod requests;
pub mod retention;
pub mod review;
mod schema;
pub mod search;
pub mod standing;
pub mod stands;
pub mod sso;
pub mod storage;
pub mod submissions;
pub mod suppliers;
mod sweeping;
pub mod verdicts;
pub mod waivers;
pub mod webhooks;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sea_orm::{
    ColumnTrait as _, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter as _,
    SqliteTransactionMode, TransactionOptions, TransactionTrait, sea_query::Expr,
};

pub use fault::StoreFault;
use originals::Originals;
use storage::Storage;

/// The one agency of this installation. Every key starts with it, so that more can follow.
const TENANT: &str = "main";
/// Rounds of a transaction that others keep interrupting.
const ROUNDS: u32 = 8;

/// The database and the originals.
#[derive(Clone, Debug)]
pub struct Store {
    /// SQLite takes one writer at a time: this pool has one connection there.
    write: DatabaseConnection,
    read: DatabaseConnection,
    /// Of this machine: what several processes on it share besides.
    folder: PathBuf,
    pub originals: Originals,
}

impl Store {
    /// Opens what is there and makes what is not. Without `database` it is SQLite in `folder`, and without `storage` the originals lie there too.
    ///
    /// # Errors
    /// [`StoreFault::Database`] or [`StoreFault::Disk`]; [`StoreFault::Older`] where an operator has to migrate first; of a bucket as
    /// [`Originals::ready`] says, but for whether it answers.
    pub async fn open(folder: &Path, database: Option<&str>, storage: Option<&Storage>) -> Result<Self, StoreFault> {
        let store = Self::connected(folder, database, storage).await?;
        schema::prepare(&store).await?;
        Ok(store)
    }

    /// Brings the tables to the newest shape; gives what was done, in order.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn migrate(folder: &Path, database: Option<&str>, storage: Option<&Storage>) -> Result<Vec<&'static str>, StoreFault> {
        schema::migrate(&Self::connected(folder, database, storage).await?).await
    }

    async fn connected(data: &Path, database: Option<&str>, storage: Option<&Storage>) -> Result<Self, StoreFault> {
        let (originals, folder) = (Originals::open(data, storage).await?, data.to_owned());
        Ok(match database {
            None => {
                let file = folder.join("kenpin.sqlite");
                Self { write: sqlite(&file, 1).await?, read: sqlite(&file, 4).await?, folder, originals }
            }
            Some(url) => {
                let mut options = ConnectOptions::new(url);
                options.max_connections(8).acquire_timeout(Duration::from_secs(5)).sqlx_logging(false);
                let pool = Database::connect(options).await.map_err(|error| StoreFault::Database(error, hidden(url)))?;
                Self { write: pool.clone(), read: pool, folder, originals }
            }
        })
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

    /// `FOR UPDATE SKIP LOCKED`: what many workers take from one table without waiting for one another.
    fn skips_locked(&self) -> bool {
        !self.is_sqlite()
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

/// Takes back what is given out, a pass or a link, and says so in the audit chain.
async fn taken_back<E: EntityTrait>(
    transaction: &DatabaseTransaction,
    [tenant, id, revoked_at]: [E::Column; 3],
    event: audit::Event<'_>,
) -> Result<(), StoreFault> {
    let done = E::update_many()
        .col_expr(revoked_at, Expr::value(now()))
        .filter(tenant.eq(TENANT))
        .filter(id.eq(event.object))
        .filter(revoked_at.is_null())
        .exec(transaction)
        .await?;
    if done.rows_affected != 1 {
        return Err(StoreFault::Missing);
    }
    audit::append(transaction, event).await?;
    Ok(())
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
