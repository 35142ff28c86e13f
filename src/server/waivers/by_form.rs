//! Waivers by page and form.

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::{Asked, Contracts, Covers, Files, signature};
use crate::intake::Day;
use crate::server::Shared;
use crate::server::form::stated;
use crate::server::gate::Caller;
use crate::server::page::{self, Attachment, waivers as pages};
use crate::server::problem::Problem;
use crate::server::words::Language;
use crate::store::id::is_id;
use crate::store::waivers::{Answer, Stage, called};

pub(in crate::server) async fn list(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (shown, next) = portal.listed_waivers(&uri).await?;
    let bench = portal.known_bench().await;
    let permissions = bench.map(|bench| bench.terms.policy.waivers.clone()).unwrap_or_default();
    let proof = if portal.has_to_prove(&caller) { page::buyer::Proof::Due } else { page::buyer::Proof::Enough };
    Ok(pages::list(language, &caller, &shown, &permissions, proof, next.unwrap_or_default()))
}

/// What whoever asks for it would sign by approving.
pub(in crate::server) async fn message(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let asked = portal.store.waiver(if is_id(&id) { &id } else { "" }).await?;
    if !asked.is(Stage::Asked) {
        return Err(Problem::Conflict("this waiver was approved, refused or withdrawn by now; load the page again".to_owned()));
    }
    let body = asked.approved_by(&caller.name, None)?.message();
    let name = format!("{}.message", called(asked.number));
    Ok(page::attachment(Attachment { name: &name, media_type: "application/octet-stream", body: body.into() }))
}

pub(in crate::server) async fn ask(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let text = |name: &str| stated(&body, name);
    let asked = Asked {
        submission: id.clone(),
        verdict: text("verdict").unwrap_or_default(),
        finding: text("finding").and_then(|number| number.parse().ok()).unwrap_or(-1),
        covers: text("covers").and_then(|word| Covers::of(&word)),
        files: if text("any_file").is_some() { Files::Any } else { Files::This },
        contracts: if text("any_contract").is_some() { Contracts::Any } else { Contracts::This },
        reason: text("reason"),
        expires: text("expires").and_then(|day| Day::parse(&day)),
    };
    portal.ask_waiver(&caller, asked).await?;
    Ok(Redirect::to(&format!("/submissions/{id}#waivers")).into_response())
}

pub(in crate::server) async fn approve(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let signature = signature(stated(&body, "signature"))?;
    portal.answer_waiver(&caller, &id, Answer::Approve(signature.as_deref()), stated(&body, "reason")).await?;
    Ok(Redirect::to("/waivers").into_response())
}

pub(in crate::server) async fn refuse(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    portal.answer_waiver(&caller, &id, Answer::Refuse, stated(&body, "reason")).await?;
    Ok(Redirect::to("/waivers").into_response())
}

pub(in crate::server) async fn withdraw(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    portal.answer_waiver(&caller, &id, Answer::Withdraw, stated(&body, "reason")).await?;
    Ok(Redirect::to("/waivers").into_response())
}
