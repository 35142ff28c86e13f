//! Verdicts that rest on other grounds than those of today, and those of them that were found to stand on these too.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, Statement, Value};

use super::office::{job, stand};
use super::{Store, StoreFault, TENANT, jobs, now};

/// Verdicts of one look.
pub const SOME: usize = 500;

/// A delivery whose newest verdict was not yet found to stand on these grounds.
#[derive(Clone, Debug)]
pub struct Resting {
    pub submission: String,
    pub verdict: String,
    /// What the verdict was given on.
    pub grounds: String,
    /// The moment for which was decided.
    pub at: i64,
}

impl Store {
    /// Deliveries whose newest verdict rests on other grounds than these, and that no job is for: [`SOME`] at most.
    ///
    /// # Errors
    /// [`StoreFault::Database`], as of all below.
    pub async fn resting_on_others(&self, grounds: &str) -> Result<Vec<Resting>, StoreFault> {
        let sql = format!(
            "SELECT submission.id AS submission, verdict.id AS verdict, verdict.grounds AS grounds, verdict.at AS at FROM submission \
                   JOIN verdict ON verdict.tenant = submission.tenant AND verdict.id = submission.verdict \
                   LEFT JOIN stand ON stand.tenant = verdict.tenant AND stand.verdict = verdict.id \
                   WHERE submission.tenant = $1 AND COALESCE(stand.grounds, verdict.grounds) <> $2 AND submission.state <> 'superseded' AND NOT EXISTS \
                   (SELECT 1 FROM job WHERE job.tenant = submission.tenant AND job.object = submission.id) LIMIT {SOME}"
        );
        let values = [Value::from(TENANT), Value::from(grounds)];
        let rows = self.read.query_all_raw(Statement::from_sql_and_values(self.read.get_database_backend(), sql, values)).await?;
        let read = rows.iter().map(|row| {
            Ok(Resting {
                submission: row.try_get("", "submission")?,
                verdict: row.try_get("", "verdict")?,
                grounds: row.try_get("", "grounds")?,
                at: row.try_get("", "at")?,
            })
        });
        read.collect()
    }

    /// Has these deliveries judged again.
    pub async fn judge_these_again(&self, submissions: &[&str]) -> Result<(), StoreFault> {
        if submissions.is_empty() {
            return Ok(());
        }
        let jobs = submissions.iter().map(|id| jobs::job(jobs::JUDGE_AGAIN, id)).collect::<Result<Vec<_>, StoreFault>>()?;
        // Another process may have seen it too.
        job::Entity::insert_many(jobs).on_conflict_do_nothing().exec_without_returning(&self.write).await?;
        Ok(())
    }

    /// Keeps that these verdicts stand on these grounds too. The verdicts themselves are never changed.
    pub async fn let_stand(&self, verdicts: &[&str], grounds: &str) -> Result<(), StoreFault> {
        if verdicts.is_empty() {
            return Ok(());
        }
        let rows = verdicts.iter().map(|verdict| {
            let (tenant, verdict, grounds) = (TENANT.to_owned(), (*verdict).to_owned(), grounds.to_owned());
            stand::ActiveModel::from(stand::Model { tenant, verdict, grounds, at: now() })
        });
        let known = OnConflict::columns([stand::Column::Tenant, stand::Column::Verdict])
            .update_columns([stand::Column::Grounds, stand::Column::At])
            .to_owned();
        stand::Entity::insert_many(rows).on_conflict(known).exec_without_returning(&self.write).await?;
        Ok(())
    }

    /// On what a verdict was found to stand last; `None`: only on its own grounds.
    pub async fn stands_on(&self, verdict: &str) -> Result<Option<stand::Model>, StoreFault> {
        let found = stand::Entity::find().filter(stand::Column::Tenant.eq(TENANT)).filter(stand::Column::Verdict.eq(verdict));
        Ok(found.one(&self.read).await?)
    }
}
