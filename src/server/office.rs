//! Whether the portal lives and is ready, who did what, and who may come in.

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::form::{field, is_plain, stated};
use super::gate::Caller;
use super::page::office as pages;
use super::problem::Problem;
use super::words::Language;
use super::{Portal, Shared};
use crate::store::id::is_id;
use crate::store::passes::{NewPass, Role, Use, Whose};

/// How long a token lasts.
const TOKEN_SECONDS: i64 = 366 * 86_400;
/// Longest name, in characters.
const NAME: usize = 300;

pub(super) async fn health() -> &'static str {
    "ok\n"
}

pub(super) async fn key(State(portal): State<Shared>) -> Response {
    ([(header::CONTENT_TYPE, "application/x-pem-file")], portal.seal.public_key.clone()).into_response()
}

/// Ready only with a database, a storage that answers, and lists that are young enough to decide by.
pub(super) async fn ready(State(portal): State<Shared>) -> Response {
    let parts = readiness(&portal).await;
    let word = |good: bool| if good { "ready" } else { "not ready" };
    let text: String = parts.iter().map(|(name, good)| format!("{name}: {}\n", word(*good))).collect();
    let status = if parts.iter().all(|(_, good)| *good) { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, text).into_response()
}

/// What has to be ready, and whether it is. Why it is not is the operator's to read: it names files.
pub(super) async fn readiness(portal: &Portal) -> [(&'static str, bool); 3] {
    let (database, lists) = (portal.store.ping().await.is_ok(), portal.desk.bench().await.is_ok());
    [("database", database), ("storage", portal.store.originals.ready().await.is_ok()), ("lists", lists)]
}

pub(super) async fn audit(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Response, Problem> {
    let after = match field(uri.query().unwrap_or_default().as_bytes(), "after") {
        Some(text) => text.parse::<u64>().ok().and_then(|after| i64::try_from(after).ok()),
        None => Some(0),
    };
    let after = after.ok_or_else(|| Problem::Bad("\"after\" is the number of an event".to_owned()))?;
    let events = portal.store.events(after).await?;
    let next = events.last().filter(|_| events.len() >= 1_000).map_or(0, |last| last.seq);
    Ok(pages::audit(language, &caller, &events, next))
}

pub(super) async fn passes(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    Ok(pages::passes(language, &caller, &portal.store.passes().await?, &portal.store.suppliers().await?, ""))
}

pub(super) async fn make_pass(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Result<Response, Problem> {
    let role = stated(&body, "role").and_then(|word| Role::of(&word));
    let role = role.ok_or_else(|| Problem::Bad("\"role\" is vendor, buyer, auditor or admin".to_owned()))?;
    let name = stated(&body, "name").filter(|name| is_plain(name, NAME));
    let name = name.ok_or_else(|| Problem::Bad(format!("\"name\" has to be given, in one line of at most {NAME} characters")))?;
    let known = stated(&body, "supplier");
    let whose = match (role, &known) {
        (Role::Vendor, Some(known)) => Whose::Known(known),
        (Role::Vendor, None) => Whose::New(&name),
        (Role::Buyer | Role::Auditor | Role::Admin, _) => Whose::Nobodys,
    };
    let new = NewPass { role, name: &name, whose, usage: Use::Token, lifetime_seconds: TOKEN_SECONDS, actor: &caller.actor() };
    let (_, secret) = portal.store.make_pass(&new).await?;
    Ok(pages::passes(language, &caller, &portal.store.passes().await?, &portal.store.suppliers().await?, secret.text()))
}

pub(super) async fn revoke_pass(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    portal.store.revoke_pass(if is_id(&id) { &id } else { "" }, &caller.actor()).await?;
    Ok(Redirect::to("/passes").into_response())
}
