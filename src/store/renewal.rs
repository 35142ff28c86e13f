//! What an operator has done again: judging, and the rows in which is searched.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::audit::{self, Event};
use super::entity::{component, submission};
use super::office::job;
use super::standing::held;
use super::submissions::State;
use super::verdicts::{NewVerdict, add_components};
use super::{Store, StoreFault, TENANT, estate, jobs, rounds};

/// Submissions of one transaction.
const SOME: u64 = 500;

impl Store {
    /// Has one submission judged again, or all that were judged and not superseded; gives how many.
    ///
    /// # Errors
    /// [`StoreFault::Missing`] where it is not there, or was never judged.
    pub async fn rescreen(&self, submission: Option<&str>, actor: &str) -> Result<usize, StoreFault> {
        if let Some(id) = submission {
            let found = self.submission(id).await?;
            if found.verdict.is_none() {
                return Err(StoreFault::Conflict("it was never judged, and will be; there is nothing to do again".to_owned()));
            }
            let this = [found.id];
            rounds(|| self.rescreen_these(&this, actor)).await?;
            return Ok(1);
        }
        let (mut last, mut all) = (String::new(), 0_usize);
        loop {
            let some = self.judged_after(&last).await?;
            let Some(newest) = some.last().map(|one| one.id.clone()) else { return Ok(all) };
            let ids: Vec<String> = some.into_iter().filter(|one| one.state != State::Superseded.word()).map(|one| one.id).collect();
            if !ids.is_empty() {
                rounds(|| self.rescreen_these(&ids, actor)).await?;
            }
            (last, all) = (newest, all.saturating_add(ids.len()));
        }
    }

    async fn rescreen_these(&self, ids: &[String], actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let jobs = ids.iter().map(|id| jobs::job(jobs::RESCREEN, id)).collect::<Result<Vec<_>, _>>()?;
        // Asked for twice and done once.
        job::Entity::insert_many(jobs).on_conflict_do_nothing().exec_without_returning(&transaction).await?;
        for id in ids {
            audit::append(&transaction, Event { actor, action: "submission.rescreened", object: id, detail: "" }).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Submissions with a verdict, by id, those after this one; a page at most.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn judged_after(&self, id: &str) -> Result<Vec<submission::Model>, StoreFault> {
        let found = submission::Entity::find()
            .filter(submission::Column::Tenant.eq(TENANT))
            .filter(submission::Column::Verdict.is_not_null())
            .filter(submission::Column::Id.gt(id));
        Ok(found.order_by_asc(submission::Column::Id).limit(SOME).all(&self.read).await?)
    }

    /// Makes the rows in which is searched again, unless another verdict has come since: that one brought its own.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn renew_components(&self, judged: &submission::Model, made: &NewVerdict) -> Result<(), StoreFault> {
        rounds(|| self.renew_components_once(judged, made)).await
    }

    async fn renew_components_once(&self, judged: &submission::Model, made: &NewVerdict) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let now = held(&transaction, &judged.id).await?;
        let Some(verdict) = now.verdict.filter(|verdict| Some(verdict) == judged.verdict.as_ref()) else { return Ok(()) };
        component::Entity::delete_many()
            .filter(component::Column::Tenant.eq(TENANT))
            .filter(component::Column::Verdict.eq(verdict.as_str()))
            .exec(&transaction)
            .await?;
        estate::forget(&transaction, &verdict).await?;
        add_components(&transaction, &verdict, &judged.id, made).await?;
        Ok(transaction.commit().await?)
    }

    /// Writes that the rows in which is searched were made again.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn say_reindexed(&self, renewed: usize, actor: &str) -> Result<(), StoreFault> {
        rounds(|| self.say_reindexed_once(renewed, actor)).await
    }

    async fn say_reindexed_once(&self, renewed: usize, actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let detail = format!("{renewed} deliveries");
        audit::append(&transaction, Event { actor, action: "search.renewed", object: TENANT, detail: &detail }).await?;
        Ok(transaction.commit().await?)
    }
}
