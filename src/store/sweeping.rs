//! Originals that no row names: of uploads that were refused or broke off, and of verdicts that came too late.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _};

use super::entity::{document, report};
use super::papers::{certification, countersign};
use super::{Store, StoreFault, TENANT};
use crate::intake::Digest;

/// After how long an original that no row names belongs to nobody: an upload may take an hour, and its rows come last.
const UNNAMED_SECONDS: u64 = 2 * 3_600;
/// Digests of one question.
const ASKED: usize = 500;

impl Store {
    /// Takes away what lies on one shelf (of 256), is hours old, and is named by no row; gives how many are gone for good.
    ///
    /// From a bucket it goes in two rounds, hours apart; why stands in `originals/bucket.rs`.
    ///
    /// # Errors
    /// [`StoreFault::Database`], [`StoreFault::Disk`] or [`StoreFault::Bucket`].
    pub async fn sweep(&self, shelf: u8) -> Result<usize, StoreFault> {
        self.sweep_older(shelf, UNNAMED_SECONDS).await
    }

    /// As [`Store::sweep`], of what is so many seconds old; fewer than an upload takes, and a file that is on its way is lost.
    ///
    /// # Errors
    /// As [`Store::sweep`].
    pub async fn sweep_older(&self, shelf: u8, seconds: u64) -> Result<usize, StoreFault> {
        if shelf == 0 {
            self.originals.sweep_begun().await?;
        }
        let mut swept = 0_usize;
        let before = self.originals.dropped(shelf, seconds).await?;
        let named = self.named(before.iter().map(|one| one.digest)).await?;
        for dropped in before {
            if named.contains(&dropped.digest.to_string()) {
                dropped.bring_back().await?;
            } else {
                dropped.delete().await?;
                swept = swept.saturating_add(1);
            }
        }
        let old = self.originals.old(shelf, seconds).await?;
        let named = self.named(old.iter().copied()).await?;
        let mut aside = Vec::new();
        for digest in old.into_iter().filter(|digest| !named.contains(&digest.to_string())) {
            match self.originals.take_away(digest, seconds).await? {
                Some(dropped) => aside.push(dropped),
                None => swept = swept.saturating_add(1),
            }
        }
        // A row may have come since.
        let named = self.named(aside.iter().map(|one| one.digest)).await?;
        for dropped in aside.iter().filter(|one| named.contains(&one.digest.to_string())) {
            dropped.bring_back().await?;
        }
        Ok(swept)
    }

    /// Those of these digests that a row names.
    async fn named(&self, digests: impl Iterator<Item = Digest>) -> Result<BTreeSet<String>, StoreFault> {
        let (mut named, digests) = (BTreeSet::new(), digests.map(|digest| digest.to_string()).collect::<Vec<_>>());
        for asked in digests.chunks(ASKED) {
            named.extend(self.named_in::<document::Entity>(document::Column::Tenant, document::Column::Sha256, asked).await?);
            named.extend(self.named_in::<report::Entity>(report::Column::Tenant, report::Column::Sha256, asked).await?);
            named
                .extend(self.named_in::<certification::Entity>(certification::Column::Tenant, certification::Column::Sha256, asked).await?);
            named.extend(self.named_in::<countersign::Entity>(countersign::Column::Tenant, countersign::Column::Sha256, asked).await?);
        }
        Ok(named)
    }

    /// Those that a row of one table names.
    async fn named_in<E: EntityTrait>(&self, tenant: E::Column, sha256: E::Column, asked: &[String]) -> Result<Vec<String>, StoreFault> {
        let found = E::find().filter(tenant.eq(TENANT)).filter(sha256.is_in(asked.iter().map(String::as_str)));
        Ok(found.select_only().column(sha256).into_tuple().all(&self.read).await?)
    }
}
