//! The same for programs: JSON in and out, problems as RFC 9457, the report byte for byte that of `kenpin verify`.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Extension, Path, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::buyer::{Asked, next, place};
use super::form::{field, is_plain, query};
use super::gate::Caller;
use super::page::{self, Attachment};
use super::problem::Problem;
use super::words::Language;
use super::{Portal, Shared, moment_of, upload};
use crate::intake::Order;
use crate::report::escape;
use crate::store::entity::submission;
use crate::store::id::is_id;
use crate::store::passes::Role;
use crate::store::submissions::{NewSubmission, PAGE, State as Standing, Wanted};

/// How long an answer waits for a verdict before it goes without one.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longest question for a maker, in characters.
const MAKER: usize = 300;
/// Longest idempotency key, in bytes.
const KEY_BYTES: usize = 200;

pub(super) async fn send(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let supplier = caller.supplier.clone().ok_or(Problem::Forbidden)?;
    let key = request.headers().get("idempotency-key").map(|key| key.to_str().unwrap_or_default().to_owned());
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > KEY_BYTES || !key.bytes().all(|byte| byte.is_ascii_graphic())) {
        return Err(Problem::Bad(format!("Idempotency-Key has 1 to {KEY_BYTES} printable ASCII characters without spaces")));
    }
    let files = upload::receive(&portal, request, None).await?.files;
    let new = NewSubmission {
        supplier: &supplier,
        request: None,
        direct: true,
        idempotency: key.as_deref(),
        files: &files,
        actor: &caller.actor(),
    };
    let added = portal.store.add_submission(&new).await?;
    portal.ring();
    portal.wait_for_verdict(&added.id, PATIENCE).await;
    let added = portal.store.submission(&added.id).await?;
    let body = portal.shown(&added).await?;
    let location = format!("/api/v1/submissions/{}", added.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], written(&body)).into_response())
}

pub(super) async fn list(State(portal): State<Shared>, Extension(caller): Extension<Caller>, uri: Uri) -> Result<Response, Problem> {
    let asked = |name| query(uri.query(), name);
    let (after, maker) = (asked("after"), asked("maker"));
    if maker.as_ref().is_some_and(|maker| !is_plain(maker, MAKER)) {
        return Err(Problem::Bad(format!("\"maker\" is one line of at most {MAKER} characters")));
    }
    // A blank one is none of the words either.
    let state = match field(uri.query().unwrap_or_default().as_bytes(), "state") {
        Some(word) => Some(
            Standing::of(&word)
                .ok_or_else(|| Problem::Bad(format!("\"state\" is none of {}", Standing::ALL.map(Standing::word).join(", "))))?,
        ),
        None => None,
    };
    let wanted = Wanted { state, maker: maker.as_deref() };
    let (found, next) = match &caller.supplier {
        Some(supplier) => {
            let found = portal.store.submissions_by(supplier, wanted, after.as_deref().filter(|after| is_id(after))).await?;
            let next = found.last().filter(|_| u64::try_from(found.len()).is_ok_and(|count| count >= PAGE)).map(|last| last.id.clone());
            (found, next)
        }
        None => {
            let found = portal.store.inbox(wanted, after.as_deref().and_then(place)).await?;
            let next = next(&found);
            (found, next)
        }
    };
    let mut items = Vec::with_capacity(found.len());
    for one in &found {
        items.push(portal.shown_to(&caller, one).await?);
    }
    Ok(written(&json!({ "items": items, "next": next })))
}

pub(super) async fn one(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    Ok(written(&portal.shown_to(&caller, &found).await?))
}

pub(super) async fn report(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    let format = field(uri.query().unwrap_or_default().as_bytes(), "format").unwrap_or_else(|| "json".to_owned());
    portal.report_of(&found, &format, Language::En, caller.reads_as()).await
}

pub(super) async fn documents(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    let documents = portal.store.documents(&found.id).await?;
    let items: Vec<Value> = documents
        .iter()
        .map(|document| json!({ "number": document.ord, "path": document.path, "sha256": document.sha256, "bytes": document.bytes }))
        .collect();
    Ok(written(&json!({ "items": items, "next": null })))
}

/// As it came, byte for byte, and never as a page.
pub(super) async fn document(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path((id, sha256)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    let documents = portal.store.documents(&found.id).await?;
    let document = documents.into_iter().find(|document| document.sha256 == sha256).ok_or(Problem::Missing)?;
    let body = portal.original(&document.sha256).await?;
    Ok(page::attachment(Attachment { name: &document.path, media_type: "application/octet-stream", body }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionBody {
    decision: String,
    verdict: String,
    reason: String,
}

/// The delivery after what was done to it.
async fn as_it_stands(portal: &Portal, id: &str) -> Result<Response, Problem> {
    Ok(written(&portal.shown_to_buyers(&portal.store.submission(id).await?).await?))
}

pub(super) async fn decide(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let body: DecisionBody = read(&body)?;
    portal.decide(&caller, &id, Standing::of(&body.decision), &body.verdict, Some(body.reason)).await?;
    as_it_stands(&portal, &id).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReopenBody {
    reason: String,
}

pub(super) async fn reopen(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let body: ReopenBody = read(&body)?;
    portal.reopen(&caller, &id, Some(body.reason)).await?;
    as_it_stands(&portal, &id).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplierBody {
    name: String,
}

pub(super) async fn new_supplier(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Result<Response, Problem> {
    let body: SupplierBody = read(&body)?;
    let made = portal.new_supplier(&caller, &body.name).await?;
    Ok((StatusCode::CREATED, written(&json!({ "id": made.id, "name": made.name }))).into_response())
}

pub(super) async fn suppliers(State(portal): State<Shared>) -> Result<Response, Problem> {
    let items: Vec<Value> =
        portal.store.suppliers().await?.iter().map(|supplier| json!({ "id": supplier.id, "name": supplier.name })).collect();
    Ok(written(&json!({ "items": items, "next": null })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestBody {
    supplier: String,
    title: String,
    #[serde(default)]
    order: Order,
    #[serde(default)]
    days: Option<i64>,
    #[serde(default)]
    statements: Vec<String>,
}

pub(super) async fn ask(State(portal): State<Shared>, Extension(caller): Extension<Caller>, body: Bytes) -> Result<Response, Problem> {
    let RequestBody { supplier, title, order, days, statements } = read(&body)?;
    let (request, link) = portal.ask(&caller, Asked { supplier, title, order, days, statements }).await?;
    let answer =
        json!({ "id": request.id, "supplier": request.supplier, "expires_at": moment_of(request.expires_at), "links": { "upload": link } });
    Ok((StatusCode::CREATED, written(&answer)).into_response())
}

/// The body as the JSON that is asked for.
pub(super) fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::Bad(format!("the body is not the JSON that is asked for: {error}")))
}

pub(super) fn written(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], escape::json(&value.to_string())).into_response()
}

impl Portal {
    /// A vendor sees what is its own, anybody else what was handed in; the rest is not there.
    pub(super) async fn visible_to(&self, caller: &Caller, id: &str) -> Result<submission::Model, Problem> {
        match (caller.role, &caller.supplier) {
            (Role::Vendor, supplier) => {
                let found = self.store.submission(if is_id(id) { id } else { "" }).await?;
                if supplier.as_deref() == Some(&found.supplier) { Ok(found) } else { Err(Problem::Missing) }
            }
            (Role::Buyer | Role::Auditor | Role::Admin, _) => self.handed_in(id).await,
        }
    }

    async fn shown_to(&self, caller: &Caller, submission: &submission::Model) -> Result<Value, Problem> {
        if caller.role == Role::Vendor { self.shown(submission).await } else { self.shown_to_buyers(submission).await }
    }

    /// With the decision that a second person still has to make: no vendor learns of it.
    async fn shown_to_buyers(&self, submission: &submission::Model) -> Result<Value, Problem> {
        let (mut shown, proposal) = (self.shown(submission).await?, self.store.proposal(submission).await?);
        if let Some(fields) = shown.as_object_mut() {
            fields.insert("proposed".to_owned(), json!(proposal.map(|first| json!({ "decision": first.word, "by": first.made_by }))));
        }
        Ok(shown)
    }

    async fn shown(&self, submission: &submission::Model) -> Result<Value, Problem> {
        let verdict = match &submission.verdict {
            Some(verdict) => Some(self.store.verdict(verdict).await?),
            None => None,
        };
        let address = format!("/api/v1/submissions/{}", submission.id);
        Ok(json!({
            "id": submission.id,
            "state": submission.state,
            "verdict": verdict.as_ref().map(|verdict| verdict.word.clone()),
            "verdict_id": submission.verdict,
            "supplier": submission.supplier,
            "request": submission.request,
            "number": submission.number,
            "received_at": moment_of(submission.created_at),
            "proposed": null,
            "links": { "self": address, "report": format!("{address}/report"), "page": format!("/submissions/{}", submission.id) },
        }))
    }
}
