//! Why the store did not do what was asked, and what its databases mean by their codes.

use std::path::PathBuf;

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Somebody else was faster, do it again: SQLSTATE 40001 and 40P01, SQLITE_BUSY and its kin.
const TRY_AGAIN: [&str; 5] = ["40001", "40P01", "5", "261", "517"];
/// No room: SQLSTATE 53100, SQLITE_FULL.
const FULL: [&str; 2] = ["53100", "13"];
/// There is no such table: SQLSTATE 42P01.
const NO_TABLE: &str = "42P01";
/// A text that the database cannot keep: SQLSTATE 22021.
const NOT_TEXT: &str = "22021";

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    #[error(
        "the database does not answer as it should: {0}\n  where: {1}\n  fix:   see that it runs and that the disk is not full, then try again"
    )]
    Database(DbErr, String),
    #[error("the folder of originals does not work: {error}\n  where: {}\n  fix:   see that the disk is not full and that kenpin may write there", path.display())]
    Disk { path: PathBuf, error: std::io::Error },
    /// It is away, refuses us, or is not there.
    #[error(
        "the bucket of originals does not answer as it should: {why}\n  where: {place}\n  fix:   see that it is there and can be reached, and that the credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY may list, read, write and delete in it; nothing has to be started again"
    )]
    Bucket { place: String, why: String },
    /// The disk of the database or of the originals.
    #[error("there is no room left: {error}\n  where: {place}\n  fix:   make room on that disk; nothing has to be started again")]
    Full { place: String, error: String },
    #[error(
        "a record is missing or damaged: {0}\n  fix:   run `kenpin admin verify-audit`, and restore the newest backup if it finds a break"
    )]
    Damaged(String),
    /// The first migration that is missing.
    #[error(
        "the tables are older than this kenpin (\"{0}\" is missing)\n  fix:   stop what works with them, then run `kenpin admin migrate` with the same --data and --database"
    )]
    Older(&'static str),
    /// Somebody else did it, or it may not be done in this state.
    #[error("this cannot be done now: {0}")]
    Conflict(String),
    /// It cannot be told what is meant; the text says how to say it.
    #[error("{0}")]
    Unclear(String),
    /// Not there, or another's.
    #[error("there is no such thing here")]
    Missing,
}

impl From<DbErr> for StoreFault {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
            return Self::Conflict(what);
        }
        match code(&error) {
            Some(code) if FULL.contains(&code.as_str()) => Self::Full { place: "the database".to_owned(), error: error.to_string() },
            Some(code) if code == NOT_TEXT => Self::Unclear("a text holds a character that cannot be kept; take it out".to_owned()),
            Some(_) | None => Self::Database(error, "the database".to_owned()),
        }
    }
}

impl StoreFault {
    /// Of the folder of originals.
    pub(super) fn disk(path: &std::path::Path, error: std::io::Error) -> Self {
        use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        if [StorageFull, QuotaExceeded, FileTooLarge].contains(&error.kind()) {
            Self::Full { place: path.display().to_string(), error: error.to_string() }
        } else {
            Self::Disk { path: path.to_owned(), error }
        }
    }

    /// Whether there is no such table.
    pub(super) fn is_without_table(&self) -> bool {
        matches!(self, Self::Database(error, _) if code(error).as_deref() == Some(NO_TABLE))
    }

    /// Whether another transaction was only faster.
    pub(super) fn is_worth_another_round(&self) -> bool {
        match self {
            Self::Database(error, _) => code(error).is_some_and(|code| TRY_AGAIN.contains(&code.as_str())),
            Self::Disk { .. }
            | Self::Bucket { .. }
            | Self::Full { .. }
            | Self::Damaged(_)
            | Self::Older(_)
            | Self::Conflict(_)
            | Self::Unclear(_)
            | Self::Missing => false,
        }
    }
}

/// The database's own code: a SQLSTATE, or SQLite's number.
fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Conn(runtime) | DbErr::Exec(runtime) | DbErr::Query(runtime)) = error else { return None };
    let RuntimeErr::SqlxError(error) = runtime else { return None };
    error.as_database_error()?.code().map(std::borrow::Cow::into_owned)
}
