//! What may be deleted, and what must not: drafts that nobody handed in go after their time, unless a hold lies on them.

use sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, sea_query::Expr,
};

use super::audit::{self, Event};
use super::entity::{component, document, finding, report, request, submission, supplier, verdict};
use super::estate::holding;
use super::office::{job, stand};
use super::papers::{certification, countersign, hold};
use super::standing::held;
use super::submissions::{State, this};
use super::{Store, StoreFault, TENANT, id, now, rounds, taken_back};

/// Drafts that are looked at in one question.
const SOME: u64 = 500;

/// What became of the drafts that are old enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retained {
    pub deleted: Vec<String>,
    /// Those on which, or on whose request or supplier, a hold lies.
    pub held: Vec<String>,
}

/// Whether anything is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Delete,
    /// Only says what would be deleted.
    Tell,
}

impl Store {
    /// Keeps a supplier's, a request's or one delivery's documents from being deleted, until the hold is lifted.
    ///
    /// # Errors
    /// [`StoreFault::Missing`] where nothing has this id.
    pub async fn hold(&self, object: &str, reason: &str, actor: &str) -> Result<hold::Model, StoreFault> {
        rounds(|| self.hold_once(object, reason, actor)).await
    }

    async fn hold_once(&self, object: &str, reason: &str, actor: &str) -> Result<hold::Model, StoreFault> {
        let transaction = self.begin().await?;
        // Whoever deletes waits at the head of the chain, and then sees this hold.
        audit::append(&transaction, Event { actor, action: "hold.laid", object, detail: reason }).await?;
        let key = || (TENANT.to_owned(), object.to_owned());
        let is_known = submission::Entity::find_by_id(key()).one(&transaction).await?.is_some()
            || request::Entity::find_by_id(key()).one(&transaction).await?.is_some()
            || supplier::Entity::find_by_id(key()).one(&transaction).await?.is_some();
        if !is_known {
            return Err(StoreFault::Missing);
        }
        let laid = hold::Model {
            tenant: TENANT.to_owned(),
            id: id::new()?,
            object: object.to_owned(),
            reason: reason.to_owned(),
            made_by: actor.to_owned(),
            made_at: now(),
            lifted_at: None,
        };
        hold::Entity::insert(hold::ActiveModel::from(laid.clone())).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(laid)
    }

    /// Lifts a hold.
    ///
    /// # Errors
    /// [`StoreFault::Missing`] where there is none, or it was lifted before.
    pub async fn lift_hold(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        rounds(|| self.lift_hold_once(id, actor)).await
    }

    async fn lift_hold_once(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let columns = [hold::Column::Tenant, hold::Column::Id, hold::Column::LiftedAt];
        taken_back::<hold::Entity>(&transaction, columns, Event { actor, action: "hold.lifted", object: id, detail: "" }).await?;
        Ok(transaction.commit().await?)
    }

    /// Holds that are not lifted, the oldest first.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn holds(&self) -> Result<Vec<hold::Model>, StoreFault> {
        let found = hold::Entity::find().filter(hold::Column::Tenant.eq(TENANT)).filter(hold::Column::LiftedAt.is_null());
        Ok(found.order_by_asc(hold::Column::Id).all(&self.read).await?)
    }

    /// Deletes drafts that came this long ago and were never handed in; of what was handed in, nothing ever.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn retain(&self, older_than_seconds: i64, deed: Deed, actor: &str) -> Result<Retained, StoreFault> {
        let (mut done, mut last) = (Retained::default(), String::new());
        let before = now().saturating_sub(older_than_seconds);
        loop {
            let drafts = submission::Entity::find().filter(old_draft(before)).filter(submission::Column::Id.gt(last.as_str()));
            let drafts = drafts.order_by_asc(submission::Column::Id).limit(SOME).all(&self.read).await?;
            let Some(newest) = drafts.last() else { return Ok(done) };
            last.clone_from(&newest.id);
            for draft in drafts {
                match rounds(|| self.delete_once(&draft.id, before, deed, actor)).await? {
                    Fate::Deleted => done.deleted.push(draft.id),
                    Fate::Held => done.held.push(draft.id),
                    Fate::NoDraft => {}
                }
            }
        }
    }

    async fn delete_once(&self, draft: &str, before: i64, deed: Deed, actor: &str) -> Result<Fate, StoreFault> {
        let transaction = self.begin().await?;
        let draft = match held(&transaction, draft).await {
            Err(StoreFault::Missing) => return Ok(Fate::NoDraft),
            found => found?,
        };
        // Handed in, or deleted, since it was seen.
        let still = submission::Entity::find().filter(old_draft(before)).filter(this(&draft.id)).one(&transaction).await?;
        if still.is_none() {
            return Ok(Fate::NoDraft);
        }
        // Whoever lays a hold has either done so by now, or waits at the head of the chain until this is over.
        audit::append(&transaction, Event { actor, action: "submission.deleted", object: &draft.id, detail: "never handed in" }).await?;
        let objects = [Some(draft.id.clone()), draft.request.clone(), Some(draft.supplier.clone())];
        let holds = hold::Entity::find()
            .filter(hold::Column::Tenant.eq(TENANT))
            .filter(hold::Column::LiftedAt.is_null())
            .filter(hold::Column::Object.is_in(objects.into_iter().flatten()));
        if holds.limit(1).one(&transaction).await?.is_some() {
            return Ok(Fate::Held);
        }
        if deed == Deed::Delete {
            delete_rows(&transaction, &draft).await?;
            transaction.commit().await?;
        }
        Ok(Fate::Deleted)
    }
}

/// What becomes of one draft.
enum Fate {
    Deleted,
    Held,
    NoDraft,
}

/// Judged, its vendor's own, never in front of a buyer, and received before this.
fn old_draft(before: i64) -> Condition {
    Condition::all()
        .add(submission::Column::Tenant.eq(TENANT))
        .add(submission::Column::State.eq(State::Draft.word()))
        .add(submission::Column::SubmittedAt.is_null())
        .add(submission::Column::CreatedAt.lt(before))
}

/// Everything that hangs on a submission. Its originals are swept once no row names them; claims are shared, and stay.
async fn delete_rows(transaction: &DatabaseTransaction, draft: &submission::Model) -> Result<(), StoreFault> {
    let id = draft.id.as_str();
    let verdicts = || {
        let its = verdict::Entity::find().filter(verdict::Column::Tenant.eq(TENANT)).filter(verdict::Column::Submission.eq(id));
        its.select_only().column(verdict::Column::Id).into_query()
    };
    let papers =
        certification::Entity::find().filter(certification::Column::Tenant.eq(TENANT)).filter(certification::Column::Submission.eq(id));
    let papers = papers.select_only().column(certification::Column::Id).into_query();
    let of = |tenant: Expr, which: Expr| Condition::all().add(tenant.eq(TENANT)).add(which);
    macro_rules! delete {
        ($table:ident, $which:expr) => {
            $table::Entity::delete_many().filter(of(Expr::col($table::Column::Tenant), $which)).exec(transaction).await?
        };
    }
    delete!(component, component::Column::Verdict.in_subquery(verdicts()));
    delete!(finding, finding::Column::Verdict.in_subquery(verdicts()));
    delete!(report, report::Column::Verdict.in_subquery(verdicts()));
    delete!(stand, stand::Column::Verdict.in_subquery(verdicts()));
    delete!(holding, holding::Column::Verdict.in_subquery(verdicts()));
    delete!(countersign, countersign::Column::Certification.in_subquery(papers));
    delete!(certification, certification::Column::Submission.eq(id));
    delete!(verdict, verdict::Column::Submission.eq(id));
    delete!(document, document::Column::Submission.eq(id));
    delete!(job, job::Column::Object.eq(id));
    delete!(submission, submission::Column::Id.eq(id));
    // The next one follows what this one followed.
    submission::Entity::update_many()
        .col_expr(submission::Column::Supersedes, Expr::value(draft.supersedes.clone()))
        .filter(submission::Column::Tenant.eq(TENANT))
        .filter(submission::Column::Supersedes.eq(id))
        .exec(transaction)
        .await?;
    Ok(())
}
