//! Where a delivery stands: handed in, decided, reopened. Deliveries of one request are changed one after another.

use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use super::audit::{self, Event, Mark};
use super::entity::{decision, proposal, request, submission};
use super::submissions::{NewDecision, State, of_request, one_of, this};
use super::webhooks::{Happening, tell};
use super::{Store, StoreFault, TENANT, id, now, rounds, waivers};

impl Store {
    /// Hands a draft in to the buyer; what lay there of the same request is superseded.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where it is no draft any more, a later one was handed in, or the buyer has decided.
    pub async fn hand_in(&self, submission: &submission::Model, actor: &str) -> Result<Mark, StoreFault> {
        rounds(|| self.hand_in_once(submission, actor)).await
    }

    async fn hand_in_once(&self, handed: &submission::Model, actor: &str) -> Result<Mark, StoreFault> {
        let transaction = self.begin().await?;
        let handed = held(&transaction, &handed.id).await?;
        if handed.state != State::Draft.word() {
            return Err(StoreFault::Conflict("only a draft that is judged can be handed in".to_owned()));
        }
        let others = match &handed.request {
            Some(request) => of_request(request).filter(one_of(&State::OPEN)).all(&transaction).await?,
            None => Vec::new(),
        };
        if let Some(decided) = others.iter().find(|other| is_decided(other)) {
            let number = decided.number;
            return Err(StoreFault::Conflict(format!(
                "the buyer has decided on delivery {number} of this request; ask the buyer to reopen it, then hand this one in"
            )));
        }
        if others.iter().any(|other| other.number > handed.number) {
            return Err(StoreFault::Conflict("a later delivery was handed in; send this one again if it is the one to count".to_owned()));
        }
        submission::Entity::update_many()
            .col_expr(submission::Column::State, Expr::value(State::Submitted.word()))
            .col_expr(submission::Column::SubmittedAt, Expr::value(now()))
            .filter(this(&handed.id))
            .exec(&transaction)
            .await?;
        for earlier in &others {
            become_state(&transaction, &earlier.id, State::Superseded).await?;
            let event = Event { actor, action: "submission.superseded", object: &earlier.id, detail: &handed.id };
            let mark = audit::append(&transaction, event).await?;
            tell(&transaction, Happening::Superseded, earlier, &mark, &[("superseded_by", handed.id.as_str())]).await?;
        }
        let mark = handed_in(&transaction, &handed, actor).await?;
        transaction.commit().await?;
        Ok(mark)
    }

    /// Lays what was decided in front of the buyer again, so that its vendor may hand in another one.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where nothing was decided.
    pub async fn reopen(&self, submission: &str, reason: &str, actor: &str) -> Result<(), StoreFault> {
        rounds(|| self.reopen_once(submission, reason, actor)).await
    }

    async fn reopen_once(&self, submission: &str, reason: &str, actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let decided = held(&transaction, submission).await?;
        if !is_decided(&decided) {
            return Err(StoreFault::Conflict("only what was decided can be reopened".to_owned()));
        }
        become_state(&transaction, submission, State::Submitted).await?;
        let detail = format!("{}: {reason}", decided.state);
        let mark = audit::append(&transaction, Event { actor, action: "submission.reopened", object: submission, detail: &detail }).await?;
        tell(&transaction, Happening::Reopened, &decided, &mark, &[]).await?;
        Ok(transaction.commit().await?)
    }

    /// Keeps a buyer's decision beside those before it; where two people have to make it, the first one's is a proposal.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where another verdict has come since, or the submission is not with the buyer.
    pub async fn decide(&self, new: &NewDecision<'_>, people: People<'_>) -> Result<(), StoreFault> {
        rounds(|| self.decide_once(new, people)).await
    }

    async fn decide_once(&self, new: &NewDecision<'_>, people: People<'_>) -> Result<(), StoreFault> {
        if !State::DECISIONS.contains(&new.state) {
            return Err(StoreFault::Conflict("a decision is accepted, conditional, referred or rejected".to_owned()));
        }
        let transaction = self.begin().await?;
        let before = held(&transaction, new.submission).await?;
        if before.verdict.as_deref() != Some(new.verdict) || !State::OPEN.iter().any(|open| open.word() == before.state) {
            return Err(StoreFault::Conflict(
                "the submission has another verdict by now, or is not with the buyer; read it again".to_owned(),
            ));
        }
        let first = proposal::Entity::find_by_id((TENANT.to_owned(), new.submission.to_owned())).one(&transaction).await?;
        proposal::Entity::delete_by_id((TENANT.to_owned(), new.submission.to_owned())).exec(&transaction).await?;
        let same = |first: &proposal::Model| first.verdict == new.verdict && first.word == new.state.word();
        match (people, first.filter(same)) {
            (People::One, _) => made(&transaction, &before, new, None).await?,
            (People::Two(pass), Some(first)) if first.pass != pass && first.made_by != new.actor => {
                made(&transaction, &before, new, Some(first)).await?;
            }
            (People::Two(pass), _) => proposed(&transaction, new, pass).await?,
        }
        Ok(transaction.commit().await?)
    }

    /// The decision on this verdict that a second person still has to make.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn proposal(&self, submission: &submission::Model) -> Result<Option<proposal::Model>, StoreFault> {
        let found = proposal::Entity::find_by_id((TENANT.to_owned(), submission.id.clone())).one(&self.read).await?;
        Ok(found.filter(|found| submission.verdict.as_ref() == Some(&found.verdict)))
    }
}

/// How many people have to make a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People<'a> {
    One,
    /// With the pass of whoever decides now: a person may get another name, and one name may be several passes'.
    Two(&'a str),
}

/// The decision counts.
async fn made(
    transaction: &DatabaseTransaction,
    before: &submission::Model,
    new: &NewDecision<'_>,
    first: Option<proposal::Model>,
) -> Result<(), StoreFault> {
    become_state(transaction, new.submission, new.state).await?;
    let (reason, made_by, seconded_by) = match first {
        Some(first) => (first.reason, first.made_by, new.actor.to_owned()),
        None => (new.reason.to_owned(), new.actor.to_owned(), String::new()),
    };
    let decision = decision::Model {
        tenant: TENANT.to_owned(),
        id: id::new()?,
        submission: new.submission.to_owned(),
        verdict: new.verdict.to_owned(),
        word: new.state.word().to_owned(),
        reason,
        made_by,
        made_at: now(),
        seconded_by,
    };
    decision::Entity::insert(decision::ActiveModel::from(decision)).exec_without_returning(transaction).await?;
    let detail = format!("{}: {}", new.state.word(), new.reason);
    let event = Event { actor: new.actor, action: "submission.decided", object: new.submission, detail: &detail };
    let mark = audit::append(transaction, event).await?;
    // The reason is for whoever reads it in the portal.
    let more = [("decision", new.state.word()), ("verdict_id", new.verdict)];
    tell(transaction, Happening::Decided, before, &mark, &more).await
}

/// The delivery stands as before, until a second person makes the same decision.
async fn proposed(transaction: &DatabaseTransaction, new: &NewDecision<'_>, pass: &str) -> Result<(), StoreFault> {
    let proposal = proposal::Model {
        tenant: TENANT.to_owned(),
        submission: new.submission.to_owned(),
        verdict: new.verdict.to_owned(),
        word: new.state.word().to_owned(),
        reason: new.reason.to_owned(),
        made_by: new.actor.to_owned(),
        pass: pass.to_owned(),
        made_at: now(),
    };
    proposal::Entity::insert(proposal::ActiveModel::from(proposal)).exec_without_returning(transaction).await?;
    let detail = format!("{}: {}", new.state.word(), new.reason);
    audit::append(transaction, Event { actor: new.actor, action: "submission.proposed", object: new.submission, detail: &detail }).await?;
    Ok(())
}

/// Writes the event of handing in, and tells of it.
pub(super) async fn handed_in(transaction: &DatabaseTransaction, handed: &submission::Model, actor: &str) -> Result<Mark, StoreFault> {
    let detail = handed.verdict.clone().unwrap_or_default();
    let mark = audit::append(transaction, Event { actor, action: "submission.handed-in", object: &handed.id, detail: &detail }).await?;
    let handed = &submission::Model { submitted_at: handed.submitted_at.or(Some(now())), ..handed.clone() };
    waivers::used(transaction, handed, &detail).await?;
    tell(transaction, Happening::HandedIn, handed, &mark, &[("verdict_id", detail.as_str())]).await?;
    Ok(mark)
}

/// Waits for whoever changes deliveries of the same request now; none changes between this and the end of the transaction.
pub(super) async fn wait_for(transaction: &DatabaseTransaction, request: Option<&str>) -> Result<(), StoreFault> {
    if let Some(request) = request {
        request::Entity::update_many()
            .col_expr(request::Column::CreatedAt, Expr::col(request::Column::CreatedAt))
            .filter(request::Column::Tenant.eq(TENANT))
            .filter(request::Column::Id.eq(request))
            .exec(transaction)
            .await?;
    }
    Ok(())
}

/// A submission that nobody else changes before the transaction ends.
pub(super) async fn held(transaction: &DatabaseTransaction, id: &str) -> Result<submission::Model, StoreFault> {
    let found = || submission::Entity::find().filter(this(id)).one(transaction);
    let before = found().await?.ok_or(StoreFault::Missing)?;
    wait_for(transaction, before.request.as_deref()).await?;
    submission::Entity::update_many()
        .col_expr(submission::Column::Risk, Expr::col(submission::Column::Risk))
        .filter(this(id))
        .exec(transaction)
        .await?;
    found().await?.ok_or(StoreFault::Missing)
}

async fn become_state(transaction: &DatabaseTransaction, id: &str, state: State) -> Result<(), StoreFault> {
    let change = submission::Entity::update_many().col_expr(submission::Column::State, Expr::value(state.word()));
    change.filter(this(id)).exec(transaction).await?;
    Ok(())
}

pub(super) fn is_decided(submission: &submission::Model) -> bool {
    State::DECISIONS.iter().any(|decided| decided.word() == submission.state)
}
