//! How far the judging of a delivery is, as server-sent events: for pages that wait.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Extension, Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;

use super::problem::Problem;
use super::words::Language;
use super::{Shared, vendor};
use crate::store::jobs;

/// How often is looked; what this process judges is told at once.
const LOOK: Duration = Duration::from_secs(1);
/// How many looks one answer has: a browser asks again by itself.
const LOOKS: usize = 60;

/// Where a delivery is on the way to its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Behind how many is nobody's to know: they are others'.
    Waiting,
    BeingJudged,
    CannotJudge,
    Judged,
}

pub(super) async fn events(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((secret, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, own) = vendor::own(&portal, &secret, &id).await?;
    let start = (portal, own.id, None, LOOKS);
    let told = stream::unfold(start, move |(portal, id, last, looks)| async move {
        let (stage, looks) = next(&portal, &id, last, looks).await?;
        let name = if stage == Stage::Judged { "judged" } else { "stage" };
        let event = Event::default().event(name).data(language.say(said(stage)));
        let looks = if stage == Stage::Judged { 0 } else { looks };
        Some((Ok::<_, Infallible>(event), (portal, id, Some(stage), looks)))
    });
    Ok(Sse::new(told).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))).into_response())
}

/// Waits until the stage is another one; `None`: this answer is over.
async fn next(portal: &Shared, id: &str, last: Option<Stage>, mut looks: usize) -> Option<(Stage, usize)> {
    let mut verdicts = portal.shop.verdicts.subscribe();
    while looks > 0 {
        looks = looks.saturating_sub(1);
        // A database that is away ends the answer; the browser asks again.
        let now = stage(portal, id).await.ok()?;
        if Some(now) != last {
            return Some((now, looks));
        }
        let _here = tokio::time::timeout(LOOK, verdicts.changed()).await;
    }
    None
}

async fn stage(portal: &Shared, id: &str) -> Result<Stage, Problem> {
    let Some(job) = portal.store.job_of(id).await? else { return Ok(Stage::Judged) };
    Ok(match (jobs::is_under_way(&job), job.problem.is_empty()) {
        (true, _) => Stage::BeingJudged,
        (false, true) => Stage::Waiting,
        (false, false) => Stage::CannotJudge,
    })
}

fn said(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "waits-its-turn",
        Stage::BeingJudged => "being-judged",
        Stage::CannotJudge => "cannot-judge",
        Stage::Judged => "go-on",
    }
}
