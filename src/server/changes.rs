//! After lists changed, or makers, trust or policy: only what the change touches is judged again.

use std::sync::Arc;

use super::desk::Bench;
use super::judging::{Workshop, grounds};
use crate::screening::standing::{Again, Standing};
use crate::store::StoreFault;
use crate::store::stands::{Resting, SOME};

/// As what a verdict keeps all that it read of the lists.
pub(super) const SCREENED: &str = "screened";
/// Most bytes of that which are kept: a delivery that asks for more is judged again at each change.
pub(super) const KEPT: usize = 8 << 20;
/// What is read of that at once, in bytes; one more may come.
const AT_ONCE: usize = 16 << 20;
/// How long a verdict can stand: certificates and roots have their days too.
const LONGEST: i64 = 30 * 24 * 3_600;
/// Parts of the grounds that are asked again of what was kept.
const LISTS: [&str; 2] = ["lists", "day"];

/// Whether more may rest on other grounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    Nothing,
    More,
}

impl Workshop {
    /// Looks at some of the verdicts that rest on other grounds than today's. Those to which the lists of today come to the same stand;
    /// the deliveries of the others are judged again.
    pub(super) async fn look_at_changes(&self, bench: &Arc<Bench>) -> Result<Left, StoreFault> {
        let today = grounds(bench);
        let lasting = but_for(&today, &LISTS);
        let (mut asked, mut standings, mut touched, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0_usize);
        let resting = self.store.resting_on_others(&today).await?;
        let mut left = if resting.len() < SOME { Left::Nothing } else { Left::More };
        for one in resting {
            if bytes >= AT_ONCE {
                left = Left::More;
                break;
            }
            match self.kept(&one, &lasting, bench).await? {
                Some((standing, size)) => {
                    bytes = bytes.saturating_add(size);
                    standings.push(standing);
                    asked.push(one);
                }
                None => touched.push(one.submission),
            }
        }
        let shared = Arc::clone(bench);
        let again = move || {
            if standings.is_empty() {
                return Vec::new();
            }
            Again::new(&shared.reference.makers, &shared.reference.watchlists, shared.at).hold(&standings)
        };
        // What cannot be told is judged again.
        let holds = tokio::task::spawn_blocking(again).await.unwrap_or_default();
        let mut standing = Vec::new();
        for (number, one) in asked.into_iter().enumerate() {
            if holds.get(number) == Some(&true) { standing.push(one.verdict) } else { touched.push(one.submission) }
        }
        self.store.let_stand(&standing.iter().map(String::as_str).collect::<Vec<_>>(), &today).await?;
        self.store.judge_these_again(&touched.iter().map(String::as_str).collect::<Vec<_>>()).await?;
        Ok(left)
    }

    /// What a verdict read of the lists, and how large that is; `None`: it has to be judged again whatever the lists say. `lasting`: what it has to
    /// rest on besides them.
    async fn kept(&self, one: &Resting, lasting: &serde_json::Value, bench: &Bench) -> Result<Option<(Standing, usize)>, StoreFault> {
        if bench.at.unix().saturating_sub(one.at).abs() > LONGEST || but_for(&one.grounds, &LISTS) != *lasting {
            return Ok(None);
        }
        match self.store.report(&one.verdict, SCREENED).await {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok().map(|standing| (standing, bytes.len()))),
            Err(fault @ StoreFault::Database(..)) => Err(fault),
            // An earlier version kept none, or it cannot be read now: nothing of others' waits for that.
            Err(_) => Ok(None),
        }
    }
}

/// Grounds without these parts; as they are where they cannot be read.
pub(super) fn but_for(grounds: &str, parts: &[&str]) -> serde_json::Value {
    let mut read: serde_json::Value = serde_json::from_str(grounds).unwrap_or_else(|_| grounds.into());
    if let Some(fields) = read.as_object_mut() {
        fields.retain(|part, _| !parts.contains(&part.as_str()));
    }
    read
}
