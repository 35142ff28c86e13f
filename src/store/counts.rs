//! Numbers for whoever watches the portal: what waits, since when, and what was found so far.

use sea_orm::{ConnectionTrait as _, DbErr, Statement, Value};

use super::{Store, StoreFault, TENANT, id, jobs, milliseconds};

/// The words of a verdict.
const WORDS: [&str; 3] = ["accept", "refer", "reject"];

/// What the tables hold at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Every kind, also of which there is none.
    pub jobs: Vec<JobCount>,
    /// Since when the job that came first has been there; 0: there is none.
    pub oldest_job_seconds: u64,
    /// Verdicts by word, earlier ones of the same delivery included.
    pub verdicts: Vec<(&'static str, i64)>,
}

/// Jobs of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobCount {
    pub kind: &'static str,
    /// All of them.
    pub all: i64,
    /// Those that a worker has now.
    pub leased: i64,
    /// Those whose last attempt came to nothing.
    pub failing: i64,
}

impl Store {
    /// Counts what waits and what was found.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn counts(&self) -> Result<Counts, StoreFault> {
        let backend = self.read.get_database_backend();
        let sql = "SELECT kind, COUNT(*) AS jobs, SUM(CASE WHEN lease_until >= $2 THEN 1 ELSE 0 END) AS leased, \
                   SUM(CASE WHEN problem <> '' THEN 1 ELSE 0 END) AS failing, MIN(id) AS oldest FROM job WHERE tenant = $1 GROUP BY kind";
        let values = [Value::from(TENANT), Value::from(super::now())];
        let (mut counted, mut oldest) = (Vec::new(), None::<u64>);
        for row in self.read.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
            let number = |column| row.try_get::<i64>("", column);
            counted.push((row.try_get::<String>("", "kind")?, [number("jobs")?, number("leased")?, number("failing")?]));
            let at = id::made_at(&row.try_get::<String>("", "oldest")?);
            oldest = oldest.into_iter().chain(at).min();
        }
        let kinds = jobs::KINDS.iter().map(|kind| {
            let [all, leased, failing] = counted.iter().find(|(known, _)| known == kind).map_or([0; 3], |(_, counts)| *counts);
            JobCount { kind, all, leased, failing }
        });
        let sql = "SELECT word, COUNT(*) AS verdicts FROM verdict WHERE tenant = $1 GROUP BY word";
        let rows = self.read.query_all_raw(Statement::from_sql_and_values(backend, sql, [Value::from(TENANT)])).await?;
        let found = rows.iter().map(|row| Ok((row.try_get::<String>("", "word")?, row.try_get::<i64>("", "verdicts")?)));
        let found = found.collect::<Result<Vec<_>, DbErr>>()?;
        let verdicts = WORDS.map(|word| (word, found.iter().find(|(known, _)| known == word).map_or(0, |(_, count)| *count)));
        Ok(Counts {
            jobs: kinds.collect(),
            oldest_job_seconds: oldest.map_or(0, |at| milliseconds().saturating_sub(at) / 1000),
            verdicts: verdicts.to_vec(),
        })
    }
}
