//! What a vendor sees through a link: one request, and nothing of anybody else's.

use std::time::Duration;

use axum::extract::{Extension, Path, Request, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::page::fix_list::{self, Certified};
use super::page::outcome::Seen;
use super::page::{self, Attachment};
use super::problem::Problem;
use super::renderings::{self, For};
use super::words::Language;
use super::{Portal, Shared, moment_of, upload};
use crate::intake::Digest;
use crate::store::StoreFault;
use crate::store::entity::{finding, request, submission};
use crate::store::id::is_id;
use crate::store::submissions::{NewSubmission, State as Standing};

/// How long a page waits for a verdict before it says that it is still being made.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Deliveries that one link takes, so that nobody fills the disk with it.
const DELIVERIES: usize = 200;

pub(super) async fn front(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let request = open(&portal, &secret).await?;
    let supplier = portal.store.supplier(&request.supplier).await?;
    let sent = portal.store.submissions_of(&request.id).await?;
    let asked = portal.store.asked_for(&request.id).await?;
    let asks = if asked.is_empty() { page::Asks::FilesOnly } else { page::Asks::Statements };
    Ok(page::request(language, &secret, &request, &supplier.name, &sent, asks))
}

pub(super) async fn order(State(portal): State<Shared>, Path(secret): Path<String>) -> Result<Response, Problem> {
    let request = open(&portal, &secret).await?;
    Ok(page::attachment(Attachment { name: "order.toml", media_type: "application/toml", body: request.order_toml.into() }))
}

pub(super) async fn files(State(portal): State<Shared>, Path(secret): Path<String>, body: Request) -> Result<Response, Problem> {
    let request = open(&portal, &secret).await?;
    if portal.store.submissions_of(&request.id).await?.len() >= DELIVERIES {
        return Err(Problem::Conflict(format!("{DELIVERIES} deliveries came through this link; ask the buyer for a new one")));
    }
    let received = upload::receive(&portal, body, Some(&request.id)).await?;
    let new = NewSubmission {
        supplier: &request.supplier,
        request: Some(&request.id),
        direct: false,
        idempotency: None,
        files: &received.files,
        actor: &actor(&request),
    };
    let added = portal.store.add_submission(&new).await?;
    portal.ring();
    for begun in &received.begun {
        portal.store.originals.forget_begun(&request.id, begun).await;
    }
    Ok(Redirect::to(&format!("/r/{secret}/{}", added.id)).into_response())
}

pub(super) async fn submission(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((secret, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (request, own) = own(&portal, &secret, &id).await?;
    if own.verdict.is_none() {
        portal.wait_for_verdict(&own.id, PATIENCE).await;
    }
    let own = portal.store.submission(&own.id).await?;
    let Some(verdict) = &own.verdict else {
        let job = portal.store.job_of(&own.id).await?;
        let stuck = job.is_some_and(|job| !job.problem.is_empty());
        return Ok(page::waiting(language, &secret, &own.id, if stuck { page::Wait::CannotJudge } else { page::Wait::BeingChecked }));
    };
    let findings = portal.told_to_vendors(verdict).await?;
    let before = match &own.supersedes {
        Some(earlier) => match portal.store.submission(earlier).await?.verdict {
            Some(verdict) => Some(portal.told_to_vendors(&verdict).await?),
            None => None,
        },
        None => None,
    };
    let documents = portal.store.documents(&own.id).await?;
    let verdict = portal.store.verdict(verdict).await?;
    let seen = Seen { submission: &own, verdict: &verdict, findings: &findings, documents: &documents };
    let certified = match (portal.has_to_certify(&request, &own).await?, portal.certified(&own).await?) {
        (true, _) => Certified::NotYet,
        (false, None) => Certified::NotAsked,
        (false, Some(_)) => Certified::Done,
    };
    Ok(fix_list::page(language, &secret, &request, &seen, before.as_deref(), certified))
}

pub(super) async fn report(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((secret, id, format)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (_, own) = own(&portal, &secret, &id).await?;
    portal.report_of(&own, &format, language, For::Vendors).await
}

pub(super) async fn hand_in(State(portal): State<Shared>, Path((secret, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (request, own) = own(&portal, &secret, &id).await?;
    if portal.has_to_certify(&request, &own).await? {
        return Err(Problem::Conflict("this request asks for statements: answer them, then hand in".to_owned()));
    }
    portal.store.hand_in(&own, &actor(&request)).await?;
    Ok(Redirect::to(&format!("/r/{secret}/{id}")).into_response())
}

pub(super) async fn receipt(State(portal): State<Shared>, Path((secret, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let bytes = written_receipt(&portal, &secret, &id).await?;
    Ok(page::attachment(Attachment { name: "receipt.json", media_type: "application/json", body: bytes.into() }))
}

pub(super) async fn receipt_signature(
    State(portal): State<Shared>,
    Path((secret, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let receipt = written_receipt(&portal, &secret, &id).await?;
    let bytes = (portal.seal.sign)(&receipt).map_err(Problem::Ours)?;
    Ok(page::attachment(Attachment { name: "receipt.json.sig", media_type: "application/octet-stream", body: bytes.into() }))
}

/// What was handed in and when: the same bytes each time, so that one signature fits them all.
async fn written_receipt(portal: &Portal, secret: &str, id: &str) -> Result<Vec<u8>, Problem> {
    let (request, own) = own(portal, secret, id).await?;
    let Some(at) = own.submitted_at else { return Err(Problem::Conflict("this was not handed in yet".to_owned())) };
    let mark = portal.store.event_of("submission.handed-in", &own.id).await?.ok_or(StoreFault::Missing)?;
    let documents = portal.store.documents(&own.id).await?;
    let files: Vec<_> = documents
        .iter()
        .map(|document| serde_json::json!({ "name": document.path, "sha256": document.sha256, "bytes": document.bytes }))
        .collect();
    let receipt = serde_json::json!({
        "schema_version": "1",
        "request": request.id,
        "submission": own.id,
        "handed_in_at": moment_of(at),
        "documents": files,
        "audit": { "seq": mark.seq, "hash": mark.hash },
    });
    let text = crate::report::escape::json(&serde_json::to_string_pretty(&receipt).unwrap_or_default());
    Ok(format!("{text}\n").into_bytes())
}

/// The request behind a link; whatever is wrong with the link, there is nothing.
pub(super) async fn open(portal: &Portal, secret: &str) -> Result<request::Model, Problem> {
    Ok(portal.store.by_link(secret).await?)
}

/// A submission of this link's request; another's is not there.
pub(super) async fn own(portal: &Portal, secret: &str, id: &str) -> Result<(request::Model, submission::Model), Problem> {
    let request = open(portal, secret).await?;
    // Asked of the database whatever it is, so that what is another's takes as long as what is nobody's.
    let found = portal.store.submission(if is_id(id) { id } else { "" }).await?;
    if found.request.as_deref() != Some(&request.id) {
        return Err(Problem::Missing);
    }
    Ok((request, found))
}

pub(super) fn actor(request: &request::Model) -> String {
    format!("link {}", request.id)
}

impl Portal {
    /// The findings of a verdict that are a vendor's to read.
    pub(super) async fn told_to_vendors(&self, verdict: &str) -> Result<Vec<finding::Model>, Problem> {
        let mut findings = self.store.findings(verdict, page::FINDINGS).await?;
        findings.retain(|finding| !renderings::is_for_buyers(&finding.rule));
        for finding in &mut findings {
            finding.what = renderings::without_number(&finding.what);
        }
        Ok(findings)
    }

    /// A stored report as a file to be kept.
    ///
    /// What people read is there in each language, what programs read in one.
    pub(super) async fn report_of(
        &self,
        submission: &submission::Model,
        format: &str,
        language: Language,
        whose: For,
    ) -> Result<Response, Problem> {
        let verdict = submission.verdict.as_deref().ok_or(Problem::Missing)?;
        let kind = crate::report::RENDERERS.iter().find(|renderer| renderer.name == format).ok_or(Problem::Missing)?;
        let (kept, digest) = self.kept_report(verdict, format, language, whose).await?;
        let ending = match format {
            "sarif" => "sarif.json",
            "markdown" => "md",
            other => other,
        };
        let name = format!("report.{ending}");
        let mut response = page::attachment(Attachment { name: &name, media_type: kind.media_type, body: self.sent(digest).await? });
        response.headers_mut().insert(
            header::ETAG,
            header::HeaderValue::from_str(&format!("\"{verdict}-{kept}\"")).unwrap_or(header::HeaderValue::from_static("\"\"")),
        );
        Ok(response)
    }

    /// The first that was made: a vendor's own form is there only where it says less, and a language only since it is spoken.
    async fn kept_report(&self, verdict: &str, format: &str, language: Language, whose: For) -> Result<(String, Digest), Problem> {
        let said = renderings::SAID.iter().find(|said| said.format == format && said.language == language);
        let plain = [said.map_or(format, |said| said.kept), format].map(str::to_owned);
        let theirs = plain.clone().map(|kept| renderings::for_vendors(&kept));
        for kept in theirs.into_iter().filter(|_| whose == For::Vendors).chain(plain) {
            match self.store.report_digest(verdict, &kept).await {
                Err(StoreFault::Missing) => {}
                found => return Ok((kept, found?)),
            }
        }
        Err(Problem::Missing)
    }

    /// Whether a submission is one that buyers may see.
    pub(super) fn is_handed_in(submission: &submission::Model) -> bool {
        Standing::of(&submission.state).is_some_and(|state| Standing::HANDED_IN.contains(&state))
    }
}
