//! Originals that no row names: of uploads that were refused or broke off, and of verdicts that came too late.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::entity::{document, report};
use super::papers::{certification, countersign};
use super::{Store, StoreFault, TENANT};

/// Digests of one question.
const ASKED: usize = 500;

impl Store {
    /// Takes away what lies on one shelf (of 256), is hours old, and is named by no row; gives how many.
    ///
    /// # Errors
    /// [`StoreFault::Database`] or [`StoreFault::Disk`].
    pub async fn sweep(&self, shelf: u8) -> Result<usize, StoreFault> {
        let old = self.originals.old(shelf).await?;
        let mut swept = 0_usize;
        for some in old.chunks(ASKED) {
            let asked: Vec<String> = some.iter().map(ToString::to_string).collect();
            let named = self.named(&asked).await?;
            for digest in some.iter().filter(|digest| !named.contains(&digest.to_string())) {
                self.originals.drop_old(*digest).await?;
                swept = swept.saturating_add(1);
            }
        }
        Ok(swept)
    }

    /// Those of these digests that a row names.
    async fn named(&self, asked: &[String]) -> Result<BTreeSet<String>, StoreFault> {
        let asked = || asked.iter().map(String::as_str);
        let documents = document::Entity::find()
            .filter(document::Column::Tenant.eq(TENANT))
            .filter(document::Column::Sha256.is_in(asked()))
            .select_only()
            .column(document::Column::Sha256);
        let reports = report::Entity::find()
            .filter(report::Column::Tenant.eq(TENANT))
            .filter(report::Column::Sha256.is_in(asked()))
            .select_only()
            .column(report::Column::Sha256);
        let certifications = certification::Entity::find()
            .filter(certification::Column::Tenant.eq(TENANT))
            .filter(certification::Column::Sha256.is_in(asked()))
            .select_only()
            .column(certification::Column::Sha256);
        let signatures = countersign::Entity::find()
            .filter(countersign::Column::Tenant.eq(TENANT))
            .filter(countersign::Column::Sha256.is_in(asked()))
            .select_only()
            .column(countersign::Column::Sha256);
        let mut named: BTreeSet<String> = documents.into_tuple().all(&self.read).await?.into_iter().collect();
        named.extend(reports.into_tuple::<String>().all(&self.read).await?);
        named.extend(certifications.into_tuple::<String>().all(&self.read).await?);
        named.extend(signatures.into_tuple::<String>().all(&self.read).await?);
        Ok(named)
    }
}
