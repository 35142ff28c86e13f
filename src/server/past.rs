//! A delivery as it stood on a day, and two deliveries side by side.

use axum::extract::{Extension, Path, State};
use axum::response::Response;

use super::form::query;
use super::gate::Caller;
use super::page;
use super::page::outcome::Seen;
use super::page::past as pages;
use super::problem::Problem;
use super::words::Language;
use super::{Portal, Shared};
use crate::intake::Day;
use crate::store::StoreFault;
use crate::store::entity::{submission, verdict};

/// Seconds of a day.
const DAY_SECONDS: i64 = 86_400;

/// Which verdict is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AsOf {
    Now,
    /// The newest one that was given by the end of this day (UTC).
    Day(Day),
}

impl AsOf {
    /// What an address's query asks for: `as_of=2026-11-30`.
    ///
    /// # Errors
    /// A problem where it names no day.
    pub(super) fn asked(query_text: Option<&str>) -> Result<Self, Problem> {
        match query(query_text, "as_of") {
            None => Ok(Self::Now),
            Some(text) => Day::parse(&text).map(Self::Day).ok_or_else(|| Problem::Bad("\"as_of\" is a day: 2026-11-30".to_owned())),
        }
    }
}

impl Portal {
    /// The delivery with the verdict of that day in the place of the newest.
    ///
    /// # Errors
    /// A problem where it was not judged by then.
    pub(super) async fn as_of(&self, handed: submission::Model, as_of: &AsOf) -> Result<submission::Model, Problem> {
        let day = match as_of {
            AsOf::Now => return Ok(handed),
            AsOf::Day(day) => day,
        };
        let end = day.midnight().unix().saturating_add(DAY_SECONDS);
        match self.store.verdict_before(&handed.id, end).await? {
            Some(then) => Ok(submission::Model { verdict: Some(then.id), ..handed }),
            None => Err(Problem::Bad(format!("this delivery had no verdict on {day}; its page lists when it was judged"))),
        }
    }

    async fn side(&self, id: &str) -> Result<Side, Problem> {
        let handed = self.handed_in(id).await?;
        let verdict = self.store.verdict(handed.verdict.as_deref().unwrap_or_default()).await?;
        let findings = self.store.findings(&verdict.id, page::FINDINGS).await?;
        let documents = self.store.documents(&handed.id).await?;
        let entry = self.entries(vec![handed.clone()]).await?.pop().ok_or(StoreFault::Missing)?;
        Ok(Side { handed, verdict, findings, documents, entry })
    }
}

/// All that is compared of one delivery.
pub(super) struct Side {
    handed: submission::Model,
    verdict: verdict::Model,
    findings: Vec<crate::store::entity::finding::Model>,
    documents: Vec<crate::store::entity::document::Model>,
    pub(super) entry: page::buyer::Entry,
}

impl Side {
    pub(super) fn seen(&self) -> Seen<'_> {
        Seen { submission: &self.handed, verdict: &self.verdict, findings: &self.findings, documents: &self.documents }
    }
}

pub(super) async fn beside(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    Path((id, other)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let sides = [portal.side(&id).await?, portal.side(&other).await?];
    Ok(pages::beside(language, &caller, &sides))
}
