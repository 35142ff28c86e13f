//! Work that outlives a crash: a job is leased, done, and taken away in the very transaction that keeps what it made.

use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};

use super::office::job;
use super::{Store, StoreFault, TENANT, id, now, rounds};

/// Judges a submission for the first time.
pub const JUDGE: &str = "judge";
/// Judges one again because lists, makers, trust or policy changed; comes after all that wait for their first verdict, by its name.
pub const JUDGE_AGAIN: &str = "judge-again";
/// Judges one again because an operator asks for it, whatever it rests on; comes last.
pub const RESCREEN: &str = "rescreen";
/// All kinds.
pub const KINDS: [&str; 3] = [JUDGE, JUDGE_AGAIN, RESCREEN];
/// How long a worker may be silent before another takes its job.
pub const LEASE_SECONDS: i64 = 20;
/// The longest wait after a failed attempt.
const WAIT_SECONDS: i64 = 600;

pub(super) async fn add(connection: &impl ConnectionTrait, kind: &str, object: &str) -> Result<(), StoreFault> {
    job::Entity::insert(job(kind, object)?).exec_without_returning(connection).await?;
    Ok(())
}

/// A job that nobody has begun.
pub(super) fn job(kind: &str, object: &str) -> Result<job::ActiveModel, StoreFault> {
    Ok(job::ActiveModel::from(job::Model {
        tenant: TENANT.to_owned(),
        id: id::new()?,
        kind: kind.to_owned(),
        object: object.to_owned(),
        attempts: 0,
        not_before: 0,
        lease_until: 0,
        worker: String::new(),
        problem: String::new(),
    }))
}

/// Takes the job away, if the worker still has it.
pub(super) async fn done(transaction: &DatabaseTransaction, job: &str, worker: &str) -> Result<(), StoreFault> {
    let gone = job::Entity::delete_many().filter(held(job, worker)).exec(transaction).await?;
    if gone.rows_affected == 1 { Ok(()) } else { Err(StoreFault::Conflict("another worker has this job by now".to_owned())) }
}

impl Store {
    /// Leases the job that has waited longest, first verdicts before later ones; `None`: nothing is due.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn claim_job(&self, worker: &str) -> Result<Option<job::Model>, StoreFault> {
        rounds(|| self.claim_job_once(worker)).await
    }

    async fn claim_job_once(&self, worker: &str) -> Result<Option<job::Model>, StoreFault> {
        if self.skips_locked() {
            // Many at once: none waits for, or looks at, what another is about to take.
            let transaction = self.begin().await?;
            let first = first_due().lock_with_behavior(LockType::Update, LockBehavior::SkipLocked).one(&transaction).await?;
            let Some(job) = first else { return Ok(None) };
            lease(&transaction, &job, worker).await?;
            transaction.commit().await?;
            return Ok(Some(taken(job, worker)));
        }
        loop {
            let Some(job) = first_due().one(&self.read).await? else { return Ok(None) };
            if lease(&self.write, &job, worker).await? == 1 {
                return Ok(Some(taken(job, worker)));
            }
        }
    }

    /// Says that the worker is still at it.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where another worker has the job by now.
    pub async fn renew_job(&self, job: &str, worker: &str) -> Result<(), StoreFault> {
        let renewed = job::Entity::update_many()
            .col_expr(job::Column::LeaseUntil, Expr::value(now().saturating_add(LEASE_SECONDS)))
            .filter(held(job, worker))
            .exec(&self.write)
            .await?;
        if renewed.rows_affected == 1 { Ok(()) } else { Err(StoreFault::Conflict("another worker has this job by now".to_owned())) }
    }

    /// Gives a job back that could not be done; it waits twice as long each time.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn postpone_job(&self, job: &job::Model, problem: &str) -> Result<(), StoreFault> {
        let exponent = u32::try_from(job.attempts.clamp(0, 20)).unwrap_or_default();
        let wait = Ord::min(1_i64.checked_shl(exponent).unwrap_or(WAIT_SECONDS), WAIT_SECONDS);
        job::Entity::update_many()
            .col_expr(job::Column::LeaseUntil, Expr::value(0))
            .col_expr(job::Column::NotBefore, Expr::value(now().saturating_add(wait)))
            .col_expr(job::Column::Problem, Expr::value(problem))
            .filter(held(&job.id, &job.worker))
            .exec(&self.write)
            .await?;
        Ok(())
    }

    /// Takes a job away that turned out to need nothing.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where another worker has the job by now.
    pub async fn end_job(&self, job: &job::Model) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        done(&transaction, &job.id, &job.worker).await?;
        Ok(transaction.commit().await?)
    }

    /// The job that still has to judge this submission.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn job_of(&self, submission: &str) -> Result<Option<job::Model>, StoreFault> {
        let found = job::Entity::find()
            .filter(job::Column::Tenant.eq(TENANT))
            .filter(job::Column::Object.eq(submission))
            .order_by_asc(job::Column::Kind);
        Ok(found.one(&self.read).await?)
    }
}

/// Whether a worker is at it.
pub fn is_under_way(job: &job::Model) -> bool {
    job.lease_until >= now()
}

/// Whose time has come, and whom no worker has.
fn due() -> Condition {
    Condition::all().add(job::Column::Tenant.eq(TENANT)).add(job::Column::LeaseUntil.lt(now())).add(job::Column::NotBefore.lte(now()))
}

fn first_due() -> Select<job::Entity> {
    job::Entity::find().filter(due()).order_by_asc(job::Column::Kind).order_by_asc(job::Column::Id).limit(1)
}

/// Gives the job to this worker, if it is still due: 1, or else 0.
async fn lease(connection: &impl ConnectionTrait, job: &job::Model, worker: &str) -> Result<u64, StoreFault> {
    let taken = job::Entity::update_many()
        .col_expr(job::Column::LeaseUntil, Expr::value(now().saturating_add(LEASE_SECONDS)))
        .col_expr(job::Column::Worker, Expr::value(worker))
        .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
        .filter(due().add(job::Column::Id.eq(job.id.as_str())))
        .exec(connection)
        .await?;
    Ok(taken.rows_affected)
}

fn taken(job: job::Model, worker: &str) -> job::Model {
    job::Model { attempts: job.attempts.saturating_add(1), worker: worker.to_owned(), ..job }
}

fn held(job: &str, worker: &str) -> Condition {
    Condition::all().add(job::Column::Tenant.eq(TENANT)).add(job::Column::Id.eq(job)).add(job::Column::Worker.eq(worker))
}
