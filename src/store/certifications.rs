//! What vendors certify: the statements that a request asks for, each certification as it was made, and signatures over it.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::audit::{self, Event};
use super::originals::Kept;
use super::papers::{asked, certification, countersign};
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
    /// [`StoreFault::Conflict`] where there are too many.
    pub async fn certify(&self, new: &NewCertification<'_>) -> Result<(), StoreFault> {
        rounds(|| self.certify_once(new)).await
    }

    async fn certify_once(&self, new: &NewCertification<'_>) -> Result<(), StoreFault> {
        if u64::try_from(self.certifications(new.submission).await?.len()).is_ok_and(|count| count >= MOST) {
            return Err(StoreFault::Conflict(format!("{MOST} certifications were made for this delivery; send the delivery again")));
        }
        let transaction = self.begin().await?;
        let row = certification::Model {
            tenant: TENANT.to_owned(),
            id: new.id.to_owned(),
            submission: new.submission.to_owned(),
            verdict: new.verdict.to_owned(),
            sha256: new.kept.digest.to_string(),
            certifier: new.certifier.to_owned(),
            made_at: now(),
        };
        certification::Entity::insert(certification::ActiveModel::from(row)).exec_without_returning(&transaction).await?;
        let detail = format!("sha256:{} by {}", new.kept.digest, new.certifier);
        audit::append(&transaction, Event { actor: new.actor, action: "submission.certified", object: new.submission, detail: &detail })
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The certifications of a submission, the newest first: that one counts.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn certifications(&self, submission: &str) -> Result<Vec<certification::Model>, StoreFault> {
        let found = certification::Entity::find()
            .filter(certification::Column::Tenant.eq(TENANT))
            .filter(certification::Column::Submission.eq(submission))
            .order_by_desc(certification::Column::Id);
        Ok(found.limit(MOST).all(&self.read).await?)
    }

    /// Keeps a signature over a certification.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where there are too many.
    pub async fn countersign(&self, new: &NewSignature<'_>) -> Result<(), StoreFault> {
        rounds(|| self.countersign_once(new)).await
    }

    async fn countersign_once(&self, new: &NewSignature<'_>) -> Result<(), StoreFault> {
        if u64::try_from(self.signatures_over(new.certification).await?.len()).is_ok_and(|count| count >= MOST) {
            return Err(StoreFault::Conflict(format!("this certification has {MOST} signatures already")));
        }
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
        countersign::Entity::insert(countersign::ActiveModel::from(row)).exec_without_returning(&transaction).await?;
        let detail = format!("sha256:{} by {}", new.kept.digest, new.signer);
        audit::append(&transaction, Event { actor: new.actor, action: "certification.signed", object: new.certification, detail: &detail })
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The signatures over a certification, the oldest first.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn signatures_over(&self, certification: &str) -> Result<Vec<countersign::Model>, StoreFault> {
        let found = countersign::Entity::find()
            .filter(countersign::Column::Tenant.eq(TENANT))
            .filter(countersign::Column::Certification.eq(certification))
            .order_by_asc(countersign::Column::Id);
        Ok(found.limit(MOST).all(&self.read).await?)
    }
}
