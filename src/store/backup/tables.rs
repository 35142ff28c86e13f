//! Every table of a backup: written row by row as JSON lines, read back strictly, the same whatever the database.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, IdenStatic as _, IntoActiveModel, Iterable as _, ModelTrait as _,
    PrimaryKeyToColumn as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Value,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::BackupFault;
use crate::intake::{Digest, Hasher};
use crate::store::StoreFault;

/// Rows that are read or written at once: no table has more than sixteen columns, and no database takes more than 32,766 values.
const ROWS: usize = 2_000;

/// A table as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) rows: u64,
    /// Of its file.
    pub(super) sha256: String,
}

/// Calls one of the functions below for each table; sessions are left out, so that everybody signs in anew after a restore.
macro_rules! each_table {
    ($call:ident($($argument:expr),*)) => {{
        use $crate::store::entity::{claim, claim_word, component, decision, document, finding, proposal, report, request, submission, supplier, verdict};
        use $crate::store::estate::holding;
        use $crate::store::office::{audit, audit_head, job, pass, stand};
        use $crate::store::notices::{notice, webhook};
        use $crate::store::papers::{asked, certification, countersign, hold, waiver};
        vec![
            $call::<supplier::Entity>($($argument),*).await?,
            $call::<request::Entity>($($argument),*).await?,
            $call::<asked::Entity>($($argument),*).await?,
            $call::<submission::Entity>($($argument),*).await?,
            $call::<document::Entity>($($argument),*).await?,
            $call::<verdict::Entity>($($argument),*).await?,
            $call::<stand::Entity>($($argument),*).await?,
            $call::<report::Entity>($($argument),*).await?,
            $call::<finding::Entity>($($argument),*).await?,
            $call::<claim::Entity>($($argument),*).await?,
            $call::<claim_word::Entity>($($argument),*).await?,
            $call::<component::Entity>($($argument),*).await?,
            $call::<holding::Entity>($($argument),*).await?,
            $call::<decision::Entity>($($argument),*).await?,
            $call::<proposal::Entity>($($argument),*).await?,
            $call::<waiver::Entity>($($argument),*).await?,
            $call::<certification::Entity>($($argument),*).await?,
            $call::<countersign::Entity>($($argument),*).await?,
            $call::<hold::Entity>($($argument),*).await?,
            $call::<audit::Entity>($($argument),*).await?,
            $call::<audit_head::Entity>($($argument),*).await?,
            $call::<job::Entity>($($argument),*).await?,
            $call::<pass::Entity>($($argument),*).await?,
            $call::<webhook::Entity>($($argument),*).await?,
            $call::<notice::Entity>($($argument),*).await?,
        ]
    }};
}
pub(super) use each_table;

/// `tables/audit.ndjson`.
pub(super) fn file_of<E: EntityTrait>(folder: &Path) -> PathBuf {
    folder.join("tables").join(E::default().table_name()).with_extension("ndjson")
}

/// Writes every row as a line, in the order of the key.
pub(super) async fn dump<E>(transaction: &DatabaseTransaction, folder: &Path) -> Result<Sheet, BackupFault>
where
    E: EntityTrait,
    E::Model: Serialize,
{
    let path = file_of::<E>(folder);
    let failed = |error| BackupFault::file(&path, error);
    let mut file = BufWriter::new(File::create_new(&path).map_err(failed)?);
    let keys: Vec<E::Column> = E::PrimaryKey::iter().map(|key| key.into_column()).collect();
    let (mut hasher, mut rows, mut last) = (Hasher::default(), 0_u64, None::<Vec<Value>>);
    loop {
        let mut page = keys.iter().fold(E::find(), |page, key| page.order_by_asc(*key));
        if let Some(last) = last.take() {
            let columns = Expr::tuple(keys.iter().map(|key| Expr::col(*key)));
            page = page.filter(columns.gt(Expr::tuple(last.into_iter().map(Expr::value))));
        }
        let page = page.limit(u64::try_from(ROWS).unwrap_or(u64::MAX)).all(transaction).await.map_err(StoreFault::from)?;
        for row in &page {
            let mut line = serde_json::to_string(row).map_err(|error| failed(error.into()))?;
            line.push('\n');
            hasher.update(line.as_bytes());
            file.write_all(line.as_bytes()).map_err(failed)?;
            rows = rows.saturating_add(1);
        }
        if page.len() < ROWS {
            break;
        }
        last = page.last().map(|row| keys.iter().map(|key| row.get(*key)).collect());
    }
    file.into_inner().map_err(|error| failed(error.into_error()))?.sync_all().map_err(failed)?;
    Ok(Sheet { name: E::default().table_name().to_owned(), rows, sha256: hasher.finish().to_string() })
}

/// What a table of a backup comes to.
pub(super) struct Checked {
    pub(super) name: String,
    /// What is wrong with it; empty: nothing.
    pub(super) wrong: Vec<String>,
    /// The originals that its rows name.
    pub(super) named: Vec<Digest>,
}

/// Reads every row of a table and writes none. A table that the manifest does not have is of a later kenpin, and empty.
pub(super) async fn check<E>(folder: &Path, sheets: &[Sheet]) -> Result<Checked, BackupFault>
where
    E: EntityTrait,
    E::Model: DeserializeOwned,
{
    let mut checked = Checked { name: E::default().table_name().to_owned(), wrong: Vec::new(), named: Vec::new() };
    let Some(sheet) = sheets.iter().find(|sheet| sheet.name == checked.name) else { return Ok(checked) };
    let path = file_of::<E>(folder);
    let sha256 = E::Column::iter().find(|column| column.as_str() == "sha256");
    let (mut hasher, mut rows) = (Hasher::default(), 0_u64);
    let read = each_line(&path, |line| {
        hasher.update(line);
        rows = rows.saturating_add(1);
        let row: E::Model = match serde_json::from_slice(line) {
            Ok(row) => row,
            Err(error) => {
                checked.wrong.push(format!("{}, line {rows}: {error}", path.display()));
                return;
            }
        };
        if let Some(Value::String(Some(text))) = sha256.map(|column| row.get(column)) {
            match Digest::parse(&text) {
                Some(digest) => checked.named.push(digest),
                None => checked.wrong.push(format!("{}, line {rows}: no digest", path.display())),
            }
        }
    });
    if let Err(error) = read {
        checked.wrong.push(format!("{}: {error}", path.display()));
    } else if rows != sheet.rows || hasher.finish().to_string() != sheet.sha256 {
        checked.wrong.push(format!("{}: it is not what the manifest says ({} rows, sha256:{})", path.display(), sheet.rows, sheet.sha256));
    }
    Ok(checked)
}

/// Writes every row of a backup into its table.
pub(super) async fn load<E>(transaction: &DatabaseTransaction, folder: &Path, sheets: &[Sheet]) -> Result<(), BackupFault>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let path = file_of::<E>(folder);
    if sheets.iter().all(|sheet| sheet.name != E::default().table_name()) {
        return Ok(());
    }
    E::delete_many().exec(transaction).await.map_err(StoreFault::from)?;
    let failed = |error| BackupFault::file(&path, error);
    let mut lines = BufReader::new(File::options().read(true).open(&path).map_err(failed)?).lines();
    loop {
        let rows: Vec<E::ActiveModel> = lines
            .by_ref()
            .take(ROWS)
            .map(|line| Ok(serde_json::from_str::<E::Model>(&line?)?.into_active_model()))
            .collect::<std::io::Result<_>>()
            .map_err(failed)?;
        if rows.is_empty() {
            return Ok(());
        }
        E::insert_many(rows).exec_without_returning(transaction).await.map_err(StoreFault::from)?;
    }
}

/// The name of a table in which something stands.
pub(super) async fn occupied<E: EntityTrait>(transaction: &DatabaseTransaction) -> Result<Option<String>, BackupFault> {
    let name = E::default().table_name().to_owned();
    // The chain has a head from the start.
    let first = E::find().limit(1).one(transaction).await.map_err(StoreFault::from)?;
    Ok(first.filter(|_| name != "audit_head").map(|_| name))
}

/// Hands on one line after another, its end included.
pub(super) fn each_line(path: &Path, mut hand_on: impl FnMut(&[u8])) -> std::io::Result<()> {
    let mut reader = BufReader::new(File::options().read(true).open(path)?);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        hand_on(&line);
        line.clear();
    }
    Ok(())
}
