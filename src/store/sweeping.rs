//! Originals that no row names: of uploads that were refused or broke off, and of verdicts that came too late.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _};

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
        let mut named = BTreeSet::new();
        named.extend(self.named_in::<document::Entity>(document::Column::Tenant, document::Column::Sha256, asked).await?);
        named.extend(self.named_in::<report::Entity>(report::Column::Tenant, report::Column::Sha256, asked).await?);
        named.extend(self.named_in::<certification::Entity>(certification::Column::Tenant, certification::Column::Sha256, asked).await?);
        named.extend(self.named_in::<countersign::Entity>(countersign::Column::Tenant, countersign::Column::Sha256, asked).await?);
        Ok(named)
    }

    /// Those that a row of one table names.
    async fn named_in<E: EntityTrait>(&self, tenant: E::Column, sha256: E::Column, asked: &[String]) -> Result<Vec<String>, StoreFault> {
        let found = E::find().filter(tenant.eq(TENANT)).filter(sha256.is_in(asked.iter().map(String::as_str)));
        Ok(found.select_only().column(sha256).into_tuple().all(&self.read).await?)
    }
}
