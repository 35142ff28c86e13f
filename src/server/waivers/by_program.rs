//! Waivers for programs: JSON in and out.

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Asked, Contracts, Covers, Files, Shown, Standing, signature};
use crate::intake::Day;
use crate::server::api::{read, written};
use crate::server::gate::Caller;
use crate::server::problem::Problem;
use crate::server::{Portal, Shared, moment_of};
use crate::store::papers::waiver;
use crate::store::waivers::Answer;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskBody {
    submission: String,
    verdict: String,
    finding: i64,
    covers: String,
    #[serde(default)]
    any_file: bool,
    #[serde(default)]
    any_contract: bool,
    reason: String,
    expires: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApprovalBody {
    reason: String,
    #[serde(default)]
    signature: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    reason: String,
}

pub(in crate::server) async fn list(State(portal): State<Shared>, uri: Uri) -> Result<Response, Problem> {
    let (shown, next) = portal.listed_waivers(&uri).await?;
    Ok(written(&json!({ "items": shown.iter().map(as_json).collect::<Vec<_>>(), "next": next })))
}

pub(in crate::server) async fn ask(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Result<Response, Problem> {
    let body: AskBody = read(&body)?;
    let asked = Asked {
        submission: body.submission,
        verdict: body.verdict,
        finding: body.finding,
        covers: Covers::of(&body.covers),
        files: if body.any_file { Files::Any } else { Files::This },
        contracts: if body.any_contract { Contracts::Any } else { Contracts::This },
        reason: Some(body.reason),
        expires: Day::parse(&body.expires),
    };
    let row = portal.ask_waiver(&caller, asked).await?;
    Ok((StatusCode::CREATED, as_it_stands(&portal, row).await?).into_response())
}

pub(in crate::server) async fn approve(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let ApprovalBody { reason, signature: text } = read(&body)?;
    let signature = signature(text)?;
    let row = portal.answer_waiver(&caller, &id, Answer::Approve(signature.as_deref()), Some(reason)).await?;
    as_it_stands(&portal, row).await
}

pub(in crate::server) async fn refuse(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let ReasonBody { reason } = read(&body)?;
    let row = portal.answer_waiver(&caller, &id, Answer::Refuse, Some(reason)).await?;
    as_it_stands(&portal, row).await
}

pub(in crate::server) async fn withdraw(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let ReasonBody { reason } = read(&body)?;
    let row = portal.answer_waiver(&caller, &id, Answer::Withdraw, Some(reason)).await?;
    as_it_stands(&portal, row).await
}

async fn as_it_stands(portal: &Portal, row: waiver::Model) -> Result<Response, Problem> {
    let shown = portal.shown_waivers(vec![row]).await?;
    Ok(written(&shown.iter().map(as_json).next().unwrap_or_default()))
}

fn as_json(shown: &Shown) -> Value {
    let Shown { row, says, standing } = shown;
    let at = |seconds: Option<i64>| seconds.map(moment_of);
    let by = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    json!({
        "id": row.id,
        "number": row.number,
        "state": standing.word(),
        "why": standing.why(),
        "supplier": row.supplier,
        "submission": row.submission,
        "waiver": says,
        "asked_at": moment_of(row.asked_at),
        "decided_by": by(&row.decided_by), "decided_at": at(row.decided_at), "decided_reason": by(&row.decided_reason),
        "withdrawn_by": by(&row.withdrawn_by), "withdrawn_at": at(row.withdrawn_at), "withdrawn_reason": by(&row.withdrawn_reason),
        "used_at": at(row.used_at),
    })
}

/// What these addresses take and give, for the description.
pub(in crate::server) fn schemas(id: &Value, reason: &Value) -> Vec<(&'static str, Value)> {
    let (text, maybe) = (json!({ "type": "string" }), json!({ "type": ["string", "null"] }));
    let shown = json!({
        "id": id, "number": { "type": "integer", "minimum": 1 }, "state": { "enum": Standing::WORDS }, "why": maybe,
        "supplier": id, "submission": id,
        "waiver": { "type": "object", "description": "as `kenpin verify --waivers` reads it" },
        "asked_at": text, "decided_by": maybe, "decided_at": maybe, "decided_reason": maybe,
        "withdrawn_by": maybe, "withdrawn_at": maybe, "withdrawn_reason": maybe, "used_at": maybe,
    });
    let names: Vec<&String> = shown.as_object().into_iter().flat_map(serde_json::Map::keys).collect();
    let closed = |required: &[&str], fields: Value| json!({ "type": "object", "required": required, "additionalProperties": false, "properties": fields });
    let day = json!({ "type": "string", "format": "date", "description": "the last day on which it counts, UTC" });
    let asked = json!({
        "submission": id, "verdict": id, "reason": reason, "expires": day,
        "finding": { "type": "integer", "minimum": 0, "maximum": 4_999, "description": "its place in the report, from 0" },
        "covers": { "type": "string", "pattern": "^(maker|[0-9]|[1-4][0-9])$", "description": "the number of one of its places, from 0; or maker: every part in this file that the rule meets and that is by its maker" },
        "any_file": { "type": "boolean", "description": "also in other files than this one" },
        "any_contract": { "type": "boolean", "description": "under every contract of this supplier" },
    });
    let list = json!({ "items": { "type": "array", "items": { "$ref": "#/components/schemas/Waiver" } }, "next": maybe });
    let approval = json!({ "reason": reason, "signature": { "type": ["string", "null"], "maxLength": super::SIGNATURE,
        "description": "base64, over the bytes of /waivers/{id}/message" } });
    vec![
        ("Waiver", json!({ "type": "object", "required": names, "additionalProperties": false, "properties": shown })),
        ("Waivers", closed(&["items", "next"], list)),
        ("NewWaiver", closed(&["submission", "verdict", "finding", "covers", "reason", "expires"], asked)),
        ("Approval", closed(&["reason"], approval)),
    ]
}
