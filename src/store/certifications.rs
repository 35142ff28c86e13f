//! What vendors certify: the statements that a request asks for, each certification as it was made, and signatures over it.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveModelTrait, ColumnTrait as _, DatabaseTransaction, EntityTrait, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};

use super::audit::{self, Event};
use super::originals::Kept;
use super::papers::{asked, certification, countersign};
use super::standing::held;
use super::submissions::State;
use super::{Store, StoreFault, TENANT, id, now, rounds};

/// Certifications of one submission, and signatures over one of them.
const MOST: u64 = 50;

/// A certification to be kept.
pub struct NewCertification<'a> {
    pub id: &'a str,
    pub submission: &'a str,
    /// The verdict that the vendor had before its eyes.
    pub verdict: &'a str,
    pub kept: &'a Kept,
    /// Who certifies, as they name themselves.
    pub certifier: &'a str,
    pub actor: &'a str,
}

/// A good signature over a certification.
pub struct NewSignature<'a> {
    pub certification: &'a str,
    pub kept: &'a Kept,
    /// The file's name.
    pub name: &'a str,
    pub signer: &'a str,
    pub actor: &'a str,
}

impl Store {
    /// Has the vendor of this request asked for these statements.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn ask_for(&self, request: &str, packs: &[String]) -> Result<(), StoreFault> {
        let packs: BTreeSet<&String> = packs.iter().collect();
        let rows = packs.into_iter().map(|pack| {
            asked::ActiveModel::from(asked::Model { tenant: TENANT.to_owned(), request: request.to_owned(), pack: pack.clone() })
        });
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            asked::Entity::insert_many(rows).on_conflict_do_nothing().exec_without_returning(&self.write).await?;
        }
        Ok(())
    }

    /// Ids of the statements that a request asks for.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn asked_for(&self, request: &str) -> Result<Vec<String>, StoreFault> {
        let found = asked::Entity::find().filter(asked::Column::Tenant.eq(TENANT)).filter(asked::Column::Request.eq(request));
        Ok(found.order_by_asc(asked::Column::Pack).all(&self.read).await?.into_iter().map(|asked| asked.pack).collect())
    }

    /// Keeps a certification beside those before it.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where there are too many, or the delivery is not as the vendor had it before its eyes.
    pub async fn certify(&self, new: &NewCertification<'_>) -> Result<(), StoreFault> {
        rounds(|| self.certify_once(new)).await
    }

    async fn certify_once(&self, new: &NewCertification<'_>) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let about = held(&transaction, new.submission).await?;
        let open = [State::Draft, State::Submitted].iter().any(|open| open.word() == about.state);
        if !open || about.verdict.as_deref() != Some(new.verdict) {
            return Err(StoreFault::Conflict(
                "the delivery has another verdict by now, or was decided; read it again, then certify".to_owned(),
            ));
        }
        let before = certifications(new.submission).filter(certification::Column::Verdict.eq(new.verdict)).one(&transaction).await?;
        if about.state == State::Submitted.word() && before.is_some() {
            return Err(StoreFault::Conflict(
                "this delivery lies with the buyer and is certified already; send it again to certify otherwise".to_owned(),
            ));
        }
        let row = certification::Model {
            tenant: TENANT.to_owned(),
            id: new.id.to_owned(),
            submission: new.submission.to_owned(),
            verdict: new.verdict.to_owned(),
            sha256: new.kept.digest.to_string(),
            certifier: new.certifier.to_owned(),
            made_at: now(),
        };
        let detail = format!("sha256:{} by {}", new.kept.digest, new.certifier);
        let event = Event { actor: new.actor, action: "submission.certified", object: new.submission, detail: &detail };
        if !one_more(&transaction, event, certifications(new.submission), certification::ActiveModel::from(row)).await? {
            return Err(StoreFault::Conflict(format!("{MOST} certifications were made for this delivery; send the delivery again")));
        }
        Ok(transaction.commit().await?)
    }

    /// The certifications of a submission, the newest first: that one counts.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn certifications(&self, submission: &str) -> Result<Vec<certification::Model>, StoreFault> {
        Ok(certifications(submission).order_by_desc(certification::Column::Id).limit(MOST).all(&self.read).await?)
    }

    /// Keeps a signature over a certification.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where there are too many.
    pub async fn countersign(&self, new: &NewSignature<'_>) -> Result<(), StoreFault> {
        rounds(|| self.countersign_once(new)).await
    }

    async fn countersign_once(&self, new: &NewSignature<'_>) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let row = countersign::Model {
            tenant: TENANT.to_owned(),
            id: id::new()?,
            certification: new.certification.to_owned(),
            sha256: new.kept.digest.to_string(),
            name: new.name.to_owned(),
            signer: new.signer.to_owned(),
            made_at: now(),
        };
        let detail = format!("sha256:{} by {}", new.kept.digest, new.signer);
        let event = Event { actor: new.actor, action: "certification.signed", object: new.certification, detail: &detail };
        if !one_more(&transaction, event, signatures(new.certification), countersign::ActiveModel::from(row)).await? {
            return Err(StoreFault::Conflict(format!("this certification has {MOST} signatures already")));
        }
        Ok(transaction.commit().await?)
    }

    /// The signatures over a certification, the oldest first.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn signatures_over(&self, certification: &str) -> Result<Vec<countersign::Model>, StoreFault> {
        Ok(signatures(certification).order_by_asc(countersign::Column::Id).limit(MOST).all(&self.read).await?)
    }
}

fn certifications(submission: &str) -> Select<certification::Entity> {
    let all = certification::Entity::find().filter(certification::Column::Tenant.eq(TENANT));
    all.filter(certification::Column::Submission.eq(submission))
}

fn signatures(certification: &str) -> Select<countersign::Entity> {
    let all = countersign::Entity::find().filter(countersign::Column::Tenant.eq(TENANT));
    all.filter(countersign::Column::Certification.eq(certification))
}

/// Adds a row beside those of its kind, with the event that tells of it; `false`: there are as many as there may be, and nothing is to
/// be committed.
async fn one_more<E, A>(transaction: &DatabaseTransaction, event: Event<'_>, others: Select<E>, row: A) -> Result<bool, StoreFault>
where
    E: EntityTrait<Model: Sync>,
    A: ActiveModelTrait<Entity = E>,
{
    // The event locks the head of the chain: whoever adds one too counts only when this has ended.
    audit::append(transaction, event).await?;
    if others.count(transaction).await? >= MOST {
        return Ok(false);
    }
    E::insert(row).exec_without_returning(transaction).await?;
    Ok(true)
}
