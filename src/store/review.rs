//! What a buyer reads first of many submissions at once: the worst finding of each, and what was decided last.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::entity::{decision, finding};
use super::{Store, StoreFault, TENANT};

/// Decisions that are looked through for the newest of each submission.
const DECISIONS: u64 = 2_000;

impl Store {
    /// The worst finding of each of these verdicts, by verdict; a verdict without findings is not there.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn worst_findings(&self, verdicts: impl IntoIterator<Item = &str>) -> Result<BTreeMap<String, finding::Model>, StoreFault> {
        let verdicts: BTreeSet<&str> = verdicts.into_iter().collect();
        let found = finding::Entity::find()
            .filter(finding::Column::Tenant.eq(TENANT))
            .filter(finding::Column::Verdict.is_in(verdicts))
            .filter(finding::Column::Ord.eq(0));
        Ok(found.all(&self.read).await?.into_iter().map(|finding| (finding.verdict.clone(), finding)).collect())
    }

    /// The newest decision on each of these submissions, by submission.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn newest_decisions(
        &self,
        submissions: impl IntoIterator<Item = &str>,
    ) -> Result<BTreeMap<String, decision::Model>, StoreFault> {
        let submissions: BTreeSet<&str> = submissions.into_iter().collect();
        let found = decision::Entity::find()
            .filter(decision::Column::Tenant.eq(TENANT))
            .filter(decision::Column::Submission.is_in(submissions))
            .order_by_desc(decision::Column::Id)
            .limit(DECISIONS);
        let mut newest = BTreeMap::new();
        for decision in found.all(&self.read).await? {
            newest.entry(decision.submission.clone()).or_insert(decision);
        }
        Ok(newest)
    }
}
