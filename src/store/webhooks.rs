//! Who is told what: addresses that an operator named, and an outbox that is written in the transaction of the event itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, ExprTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::Expr,
};
use serde_json::{Map, Value};

use super::audit::{self, Event, Mark};
use super::entity::submission;
use super::notices::{notice, webhook};
use super::{Store, StoreFault, TENANT, id, now, rounds};
use crate::intake::Moment;

/// Addresses of one portal.
const MOST: u64 = 20;
/// How long an attempt may take before another process makes one.
const LEASE_SECONDS: i64 = 30;
/// The longest wait between two attempts.
const WAIT_SECONDS: i64 = 3_600;
/// After how long an address is told of an event no more.
const GIVE_UP_SECONDS: i64 = 86_400;
/// As Standard Webhooks marks a secret.
const SECRET: &str = "whsec_";

/// What an address can be told of. A draft is its vendor's own: nothing of it is told before it is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// There is a verdict, the first one or another.
    Judged,
    HandedIn,
    Decided,
    /// It lies in front of the buyer again.
    Reopened,
    Superseded,
}

impl Happening {
    pub const ALL: [Self; 5] = [Self::Judged, Self::HandedIn, Self::Decided, Self::Reopened, Self::Superseded];

    /// `submission.handed-in`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Judged => "submission.judged",
            Self::HandedIn => "submission.handed-in",
            Self::Decided => "submission.decided",
            Self::Reopened => "submission.reopened",
            Self::Superseded => "submission.superseded",
        }
    }

    /// The happening of this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|happening| happening.word() == word)
    }
}

/// An address to be told.
pub struct NewWebhook<'a> {
    pub url: &'a str,
    /// The address without what may be a secret in it, for the audit chain.
    pub shown: &'a str,
    pub events: &'a [Happening],
    pub reach: Reach,
    pub actor: &'a str,
}

/// Where an address may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    PublicOnly,
    PrivateToo,
}

impl webhook::Model {
    /// Where it may lead.
    pub fn reach(&self) -> Reach {
        if self.private { Reach::PrivateToo } else { Reach::PublicOnly }
    }
}

impl Store {
    /// Adds an address; its secret is in what it gives.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where there are too many.
    pub async fn add_webhook(&self, new: &NewWebhook<'_>) -> Result<webhook::Model, StoreFault> {
        rounds(|| self.add_webhook_once(new)).await
    }

    async fn add_webhook_once(&self, new: &NewWebhook<'_>) -> Result<webhook::Model, StoreFault> {
        let events = new.events.iter().map(|event| event.word()).collect::<Vec<_>>().join(",");
        let row = webhook::Model {
            tenant: TENANT.to_owned(),
            id: id::new()?,
            url: new.url.to_owned(),
            events,
            secret: format!("{SECRET}{}", STANDARD.encode(id::random()?)),
            private: new.reach == Reach::PrivateToo,
            created_at: now(),
        };
        let transaction = self.begin().await?;
        let detail = format!("{} for {}", new.shown, row.events);
        audit::append(&transaction, Event { actor: new.actor, action: "webhook.added", object: &row.id, detail: &detail }).await?;
        if all().count(&transaction).await? >= MOST {
            return Err(StoreFault::Conflict(format!("there are {MOST} webhooks already; remove one")));
        }
        webhook::Entity::insert(webhook::ActiveModel::from(row.clone())).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Every address, the oldest first.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn webhooks(&self) -> Result<Vec<webhook::Model>, StoreFault> {
        Ok(all().order_by_asc(webhook::Column::Id).all(&self.read).await?)
    }

    /// Tells an address nothing any more, and forgets what it was still to be told.
    ///
    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn remove_webhook(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        rounds(|| self.remove_webhook_once(id, actor)).await
    }

    async fn remove_webhook_once(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let gone = webhook::Entity::delete_by_id((TENANT.to_owned(), id.to_owned())).exec(&transaction).await?;
        if gone.rows_affected != 1 {
            return Err(StoreFault::Missing);
        }
        notice::Entity::delete_many().filter(of(id)).exec(&transaction).await?;
        audit::append(&transaction, Event { actor, action: "webhook.removed", object: id, detail: "" }).await?;
        Ok(transaction.commit().await?)
    }

    /// How many events each address was not told of yet, by its id.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn untold(&self, webhook: &str) -> Result<u64, StoreFault> {
        Ok(notice::Entity::find().filter(of(webhook)).count(&self.read).await?)
    }

    /// Leases the oldest event that one address is due to be told of.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn claim_notice(&self, webhook: &str, worker: &str) -> Result<Option<notice::Model>, StoreFault> {
        rounds(|| self.claim_notice_once(webhook, worker)).await
    }

    async fn claim_notice_once(&self, webhook: &str, worker: &str) -> Result<Option<notice::Model>, StoreFault> {
        loop {
            // The oldest or none: whoever is told that a decision was taken back has been told of the decision.
            let oldest = notice::Entity::find().filter(of(webhook)).order_by_asc(notice::Column::Id).one(&self.read).await?;
            let Some(found) = oldest.filter(|oldest| oldest.lease_until < now() && oldest.not_before <= now()) else { return Ok(None) };
            let due = of(webhook).add(notice::Column::LeaseUntil.lt(now())).add(notice::Column::NotBefore.lte(now()));
            let taken = notice::Entity::update_many()
                .col_expr(notice::Column::LeaseUntil, Expr::value(now().saturating_add(LEASE_SECONDS)))
                .col_expr(notice::Column::Worker, Expr::value(worker))
                .col_expr(notice::Column::Attempts, Expr::col(notice::Column::Attempts).add(1))
                .filter(due.add(notice::Column::Id.eq(found.id.as_str())))
                .exec(&self.write)
                .await?;
            if taken.rows_affected == 1 {
                return Ok(Some(notice::Model { attempts: found.attempts.saturating_add(1), worker: worker.to_owned(), ..found }));
            }
        }
    }

    /// The address has answered: it knows.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn told(&self, notice: &notice::Model) -> Result<(), StoreFault> {
        notice::Entity::delete_many().filter(held(notice)).exec(&self.write).await?;
        Ok(())
    }

    /// The address did not answer as it should. It is tried again, after twice as long each time; after a day no more, which the audit
    /// chain says.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn not_told(&self, notice: &notice::Model, problem: &str) -> Result<(), StoreFault> {
        rounds(|| self.not_told_once(notice, problem)).await
    }

    async fn not_told_once(&self, notice: &notice::Model, problem: &str) -> Result<(), StoreFault> {
        if now().saturating_sub(notice.created_at) < GIVE_UP_SECONDS {
            let exponent = u32::try_from(notice.attempts.clamp(0, 20)).unwrap_or_default();
            let wait = Ord::min(1_i64.checked_shl(exponent).unwrap_or(WAIT_SECONDS), WAIT_SECONDS);
            notice::Entity::update_many()
                .col_expr(notice::Column::LeaseUntil, Expr::value(0))
                .col_expr(notice::Column::NotBefore, Expr::value(now().saturating_add(wait)))
                .col_expr(notice::Column::Problem, Expr::value(problem))
                .filter(held(notice))
                .exec(&self.write)
                .await?;
            return Ok(());
        }
        let transaction = self.begin().await?;
        if notice::Entity::delete_many().filter(held(notice)).exec(&transaction).await?.rows_affected == 1 {
            let detail = format!("{} of {} after {} attempts: {problem}", notice.event, notice.submission, notice.attempts);
            audit::append(&transaction, Event { actor: "kenpin", action: "webhook.given-up", object: &notice.webhook, detail: &detail })
                .await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// Puts an event into the outbox, in the transaction that does what it tells of. `more`: what the receiver could not ask for later.
pub(super) async fn tell(
    transaction: &DatabaseTransaction,
    happening: Happening,
    about: &submission::Model,
    mark: &Mark,
    more: &[(&str, &str)],
) -> Result<(), StoreFault> {
    let told: Vec<webhook::Model> = all().all(transaction).await?;
    let told = told.into_iter().filter(|webhook| webhook.events.split(',').any(|event| event == happening.word()));
    let at = now();
    let mut rows = Vec::new();
    for webhook in told {
        rows.push(notice::ActiveModel::from(notice::Model {
            tenant: TENANT.to_owned(),
            id: id::new()?,
            webhook: webhook.id,
            event: happening.word().to_owned(),
            submission: about.id.clone(),
            body: body(happening, about, mark, more, at),
            created_at: at,
            attempts: 0,
            not_before: 0,
            lease_until: 0,
            worker: String::new(),
            problem: String::new(),
        }));
    }
    if !rows.is_empty() {
        notice::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Standard Webhooks, "Payload structure": type, timestamp, data.
fn body(happening: Happening, about: &submission::Model, mark: &Mark, more: &[(&str, &str)], at: i64) -> String {
    let mut data = Map::new();
    data.insert("submission".to_owned(), about.id.clone().into());
    data.insert("supplier".to_owned(), about.supplier.clone().into());
    data.insert("request".to_owned(), about.request.clone().into());
    data.extend(more.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))));
    data.insert("audit".to_owned(), serde_json::json!({ "seq": mark.seq, "hash": mark.hash }));
    let timestamp = Moment::from_unix(at).map(|moment| moment.to_string()).unwrap_or_default();
    serde_json::json!({ "type": happening.word(), "timestamp": timestamp, "data": data }).to_string()
}

fn all() -> sea_orm::Select<webhook::Entity> {
    webhook::Entity::find().filter(webhook::Column::Tenant.eq(TENANT))
}

fn of(webhook: &str) -> Condition {
    Condition::all().add(notice::Column::Tenant.eq(TENANT)).add(notice::Column::Webhook.eq(webhook))
}

fn held(notice: &notice::Model) -> Condition {
    of(&notice.webhook).add(notice::Column::Id.eq(notice.id.as_str())).add(notice::Column::Worker.eq(notice.worker.as_str()))
}
