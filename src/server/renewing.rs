//! Making again what is searched in: the originals are read once more, and no verdict is given.

use std::sync::Arc;

use super::judging::Workshop;
use crate::store::StoreFault;

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewed {
    pub renewed: usize,
    /// Those whose newest verdict rests on other lists, makers, trust or policy than today's: they are judged again.
    pub queued: usize,
    /// Ids, and why they could not be read.
    pub failed: Vec<(String, String)>,
}

impl Workshop {
    /// One delivery after another, beside whatever else goes on.
    pub(super) async fn reindex(&self, actor: &str) -> Result<Renewed, StoreFault> {
        let (mut done, mut last) = (Renewed::default(), String::new());
        loop {
            let some = self.store.judged_after(&last).await?;
            let Some(newest) = some.last() else { break };
            last.clone_from(&newest.id);
            for submission in some {
                let Some(verdict) = &submission.verdict else { continue };
                let bench = match self.desk.bench().await {
                    Ok(bench) if self.rests_on(&submission, verdict, &bench, &["day"]).await.unwrap_or(false) => bench,
                    Ok(_) => {
                        self.store.judge_these_again(&[&submission.id]).await?;
                        done.queued = done.queued.saturating_add(1);
                        continue;
                    }
                    Err(why) => {
                        done.failed.push((submission.id, why));
                        return Ok(done);
                    }
                };
                match self.judged(&submission, Arc::clone(&bench)).await {
                    Ok((judged, _)) => {
                        self.store.renew_components(&submission, &judged).await?;
                        done.renewed = done.renewed.saturating_add(1);
                    }
                    Err(why) => done.failed.push((submission.id, why)),
                }
            }
        }
        self.store.say_reindexed(done.renewed, actor).await?;
        Ok(done)
    }
}
