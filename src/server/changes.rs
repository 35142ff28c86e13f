//! After lists changed, or makers, trust or policy: only what the change touches is judged again.

use std::sync::Arc;

use super::desk::Bench;
use super::judging::{Workshop, grounds};
use crate::screening::standing::{Again, Standing};
use crate::store::StoreFault;
use crate::store::stands::{Resting, SOME};

/// As what a verdict keeps all that it read of the lists.
pub(super) const SCREENED: &str = "screened";
/// What is read of that at once, in bytes; one more may come.
const AT_ONCE: usize = 64 << 20;
/// How long a verdict can stand: certificates, roots and lists have their days too.
const LONGEST: i64 = 30 * 24 * 3_600;

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
        let (mut asked, mut standings, mut touched, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0_usize);
        let resting = self.store.resting_on_others(&today).await?;
        let mut left = if resting.len() < SOME { Left::Nothing } else { Left::More };
        for one in resting {
            if bytes >= AT_ONCE {
                left = Left::More;
                break;
            }
            match self.kept(&one, &today, bench).await? {
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

    /// What a verdict read of the lists, and how large that is; `None`: it has to be judged again whatever the lists say.
    async fn kept(&self, one: &Resting, today: &str, bench: &Bench) -> Result<Option<(Standing, usize)>, StoreFault> {
        if bench.at.unix().saturating_sub(one.at).abs() > LONGEST || but_for_lists(&one.grounds) != but_for_lists(today) {
            return Ok(None);
        }
        match self.store.report(&one.verdict, SCREENED).await {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok().map(|standing| (standing, bytes.len()))),
            // An earlier version kept none, or what it kept is lost.
            Err(StoreFault::Missing | StoreFault::Damaged(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}

/// Grounds without the lists; `None`: they cannot be read.
fn but_for_lists(grounds: &str) -> Option<serde_json::Value> {
    let mut grounds: serde_json::Value = serde_json::from_str(grounds).ok()?;
    grounds.as_object_mut()?.remove("lists")?;
    Some(grounds)
}
