//! The same for programs: JSON in and out, problems as RFC 9457, the report byte for byte that of `kenpin verify`.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Extension, Path, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::buyer::{Asked, next, place};
use super::form::query;
use super::gate::Caller;
use super::problem::Problem;
use super::routes::{ROUTES, Time, Who};
use super::{Portal, Shared, moment_of, upload};
use crate::intake::Order;
use crate::report::escape;
use crate::store::entity::submission;
use crate::store::id::is_id;
use crate::store::passes::Role;
use crate::store::submissions::{NewSubmission, PAGE, State as Standing};

/// How long an answer waits for a verdict before it goes without one.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longest idempotency key, in bytes.
const KEY_BYTES: usize = 200;

pub(super) async fn send(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let supplier = caller.supplier.clone().ok_or(Problem::Forbidden)?;
    let key = request.headers().get("idempotency-key").map(|key| key.to_str().unwrap_or_default().to_owned());
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > KEY_BYTES) {
        return Err(Problem::Bad(format!("Idempotency-Key has 1 to {KEY_BYTES} printable characters")));
    }
    let files = upload::receive(&portal, request).await?;
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
    let (after, state) = (query(uri.query(), "after"), query(uri.query(), "state"));
    let state = match state {
        Some(word) => Some(
            Standing::of(&word)
                .ok_or_else(|| Problem::Bad(format!("\"state\" is none of {}", Standing::ALL.map(Standing::word).join(", "))))?,
        ),
        None => None,
    };
    let (found, next) = match &caller.supplier {
        Some(supplier) => {
            let found = portal.store.submissions_by(supplier, after.as_deref().filter(|after| is_id(after))).await?;
            let next = found.last().filter(|_| u64::try_from(found.len()).is_ok_and(|count| count >= PAGE)).map(|last| last.id.clone());
            (found.into_iter().filter(|one| state.is_none_or(|state| one.state == state.word())).collect(), next)
        }
        None => {
            let found = portal.store.inbox(state, after.as_deref().and_then(place)).await?;
            let next = next(&found);
            (found, next)
        }
    };
    let mut items = Vec::with_capacity(found.len());
    for one in &found {
        items.push(portal.shown(one).await?);
    }
    Ok(written(&json!({ "items": items, "next": next })))
}

pub(super) async fn one(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    Ok(written(&portal.shown(&found).await?))
}

pub(super) async fn report(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    portal.report_of(&found, &query(uri.query(), "format").unwrap_or_else(|| "json".to_owned())).await
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionBody {
    decision: String,
    verdict: String,
    reason: String,
}

pub(super) async fn decide(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let body: DecisionBody = read(&body)?;
    let reason = Some(body.reason).filter(|reason| !reason.trim().is_empty());
    portal.decide(&caller, &id, Standing::of(&body.decision), &body.verdict, reason).await?;
    Ok(written(&portal.shown(&portal.store.submission(&id).await?).await?))
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
}

pub(super) async fn ask(State(portal): State<Shared>, Extension(caller): Extension<Caller>, body: Bytes) -> Result<Response, Problem> {
    let body: RequestBody = read(&body)?;
    let (request, link) =
        portal.ask(&caller, &Asked { supplier: body.supplier, title: body.title, order: body.order, days: body.days }).await?;
    let answer =
        json!({ "id": request.id, "supplier": request.supplier, "expires_at": moment_of(request.expires_at), "links": { "upload": link } });
    Ok((StatusCode::CREATED, written(&answer)).into_response())
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::Bad(format!("the body is not the JSON that is asked for: {error}")))
}

fn written(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], escape::json(&value.to_string())).into_response()
}

impl Portal {
    /// A vendor sees what is its own, anybody else what was handed in; the rest is not there.
    async fn visible_to(&self, caller: &Caller, id: &str) -> Result<submission::Model, Problem> {
        match (caller.role, &caller.supplier) {
            (Role::Vendor, supplier) => {
                let found = self.store.submission(if is_id(id) { id } else { "" }).await?;
                if supplier.as_deref() == Some(&found.supplier) { Ok(found) } else { Err(Problem::Missing) }
            }
            (Role::Buyer | Role::Auditor | Role::Admin, _) => self.handed_in(id).await,
        }
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
            "links": { "self": address, "report": format!("{address}/report"), "page": format!("/submissions/{}", submission.id) },
        }))
    }
}

/// OpenAPI 3.1, made from the table of addresses.
pub(super) async fn description() -> Response {
    written(&openapi())
}

/// The description of every address, as OpenAPI 3.1 has it.
pub(super) fn openapi() -> Value {
    let mut paths = serde_json::Map::new();
    for route in ROUTES {
        let names = route.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let parameters: Vec<Value> =
            names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })).collect();
        let problem = json!({ "description": "a problem, RFC 9457", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
        let mut operation = json!({ "summary": route.says, "parameters": parameters, "responses": { "default": problem } });
        let security = match route.open_to {
            Who::Anyone | Who::Link => json!([]),
            Who::Roles(_) => json!([{ "token": [] }, { "session": [] }]),
        };
        if let Some(fields) = operation.as_object_mut() {
            fields.insert("security".to_owned(), security);
            if let Who::Roles(roles) = route.open_to {
                fields.insert("x-roles".to_owned(), roles.iter().map(|role| role.word()).collect());
            }
            if route.time == Time::Upload {
                fields.insert(
                    "requestBody".to_owned(),
                    json!({ "required": true, "content": { "multipart/form-data": {}, "application/octet-stream": {} } }),
                );
            }
        }
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(route.method.to_ascii_lowercase(), operation);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "kenpin portal", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": super::gate::COOKIE },
            },
            "schemas": { "Problem": { "type": "object", "required": ["type", "title", "status", "detail"], "properties": {
                "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" } } } },
        },
    })
}
