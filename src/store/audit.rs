//! What happened, by whom: a chain in which each event holds the hash of the one before, so that none can be taken out unseen.

use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::Expr,
};

use super::office::{audit, audit_head};
use super::{Store, StoreFault, TENANT, now};
use crate::intake::Digest;

/// Events that are read at once.
const PAGE: u64 = 1_000;

/// One thing that somebody did.
pub struct Event<'a> {
    /// `buyer Sato`, `link 0192..`, `kenpin`.
    pub actor: &'a str,
    /// `submission.decided`.
    pub action: &'a str,
    /// The id of what it was done to.
    pub object: &'a str,
    pub detail: &'a str,
}

/// A link of the chain, as a receipt names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub seq: i64,
    pub hash: String,
}

/// Whether the chain is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
    Whole(Mark),
    /// The first event that does not fit, and why.
    Broken {
        seq: i64,
        why: &'static str,
    },
}

/// Adds an event, in the transaction that does what it tells of.
pub(super) async fn append(transaction: &DatabaseTransaction, event: Event<'_>) -> Result<Mark, StoreFault> {
    // The head's row is the lock: whoever comes next waits until this transaction ends.
    audit_head::Entity::update_many()
        .col_expr(audit_head::Column::Seq, Expr::col(audit_head::Column::Seq).add(1))
        .filter(audit_head::Column::Tenant.eq(TENANT))
        .exec(transaction)
        .await?;
    let head = audit_head::Entity::find_by_id(TENANT).one(transaction).await?;
    let head = head.ok_or_else(|| StoreFault::Damaged("the audit chain has no head".to_owned()))?;
    let link = audit::Model {
        tenant: TENANT.to_owned(),
        seq: head.seq,
        at: now(),
        actor: event.actor.to_owned(),
        action: event.action.to_owned(),
        object: event.object.to_owned(),
        detail: event.detail.to_owned(),
        previous: head.hash,
        hash: String::new(),
    };
    let link = audit::Model { hash: hash(&link), ..link };
    let mark = Mark { seq: link.seq, hash: link.hash.clone() };
    audit::Entity::insert(audit::ActiveModel::from(link)).exec_without_returning(transaction).await?;
    audit_head::Entity::update_many()
        .col_expr(audit_head::Column::Hash, Expr::value(mark.hash.clone()))
        .filter(audit_head::Column::Tenant.eq(TENANT))
        .exec(transaction)
        .await?;
    Ok(mark)
}

/// SHA-256 of the event as a JSON array, the hash before it last: every field has one spelling and one end.
fn hash(link: &audit::Model) -> String {
    let fields = serde_json::json!([link.seq, link.at, link.actor, link.action, link.object, link.detail, link.previous]);
    Digest::of(fields.to_string().as_bytes()).to_string()
}

/// Why an event does not follow the one before it; `None`: it does.
pub(super) fn misfit(last: &Mark, link: &audit::Model) -> Option<&'static str> {
    if link.seq != last.seq.saturating_add(1) {
        Some("the event before it is missing")
    } else if link.previous != last.hash {
        Some("it does not hold the hash of the event before it")
    } else if link.hash != hash(link) {
        Some("it was changed")
    } else {
        None
    }
}

impl Store {
    /// Events after this one, oldest first, a page at most.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn events(&self, after: i64) -> Result<Vec<audit::Model>, StoreFault> {
        let events = audit::Entity::find().filter(audit::Column::Tenant.eq(TENANT)).filter(audit::Column::Seq.gt(after));
        Ok(events.order_by_asc(audit::Column::Seq).limit(PAGE).all(&self.read).await?)
    }

    /// The newest event of this action on this object.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn event_of(&self, action: &str, object: &str) -> Result<Option<Mark>, StoreFault> {
        let found = audit::Entity::find()
            .filter(audit::Column::Tenant.eq(TENANT))
            .filter(audit::Column::Object.eq(object))
            .filter(audit::Column::Action.eq(action))
            .order_by_desc(audit::Column::Seq);
        Ok(found.one(&self.read).await?.map(|link| Mark { seq: link.seq, hash: link.hash }))
    }

    /// Reads the whole chain and computes every hash again.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn verify_audit(&self) -> Result<Chain, StoreFault> {
        let mut last = Mark { seq: 0, hash: String::new() };
        loop {
            let page = self.events(last.seq).await?;
            if page.is_empty() {
                break;
            }
            for link in page {
                if let Some(why) = misfit(&last, &link) {
                    return Ok(Chain::Broken { seq: link.seq, why });
                }
                last = Mark { seq: link.seq, hash: link.hash };
            }
        }
        let head = audit_head::Entity::find_by_id(TENANT).one(&self.read).await?.map(|head| Mark { seq: head.seq, hash: head.hash });
        match head {
            Some(head) if head.seq > last.seq => {
                Ok(Chain::Broken { seq: last.seq.saturating_add(1), why: "the newest events are missing" })
            }
            Some(head) if head != last => Ok(Chain::Broken { seq: last.seq, why: "it is not what the head of the chain says" }),
            Some(_) => Ok(Chain::Whole(last)),
            None => Ok(Chain::Broken { seq: last.seq, why: "the head of the chain is missing" }),
        }
    }
}
