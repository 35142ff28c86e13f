//! The way in: a token that is typed, or a link that works once; and the way out.

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::gate::{COOKIE, cookie};
use super::oidc::secure;
use super::problem::Problem;
use super::words::Language;
use super::{Peer, Shared, form as fields, page};
use crate::store::id::Secret;
use crate::store::passes::{Role, SESSION_SECONDS};

/// Longest token that is looked up, in bytes.
const TOKEN_BYTES: usize = 200;

pub(super) async fn front(Extension(language): Extension<Language>) -> Response {
    page::front(language)
}

pub(super) async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, page::STYLE).into_response()
}

pub(super) async fn script(Path(name): Path<String>) -> Result<Response, Problem> {
    let (_, text) = page::SCRIPTS.iter().find(|(known, _)| *known == name).ok_or(Problem::Missing)?;
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, *text).into_response())
}

pub(super) async fn form(State(portal): State<Shared>, Extension(language): Extension<Language>) -> Response {
    page::sign_in(language, page::Tried::Nothing, portal.ways())
}

/// Only shown: programs that look at links before people do must not use them up.
pub(super) async fn confirm(Extension(language): Extension<Language>, Path(secret): Path<String>) -> Response {
    page::confirm(language, &secret)
}

pub(super) async fn enter(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let token = fields::stated(&body, "token").filter(|token| token.len() <= TOKEN_BYTES).unwrap_or_default();
    let Some(signed_in) = portal.store.sign_in(&token).await? else {
        portal.rates.missed(peer.map(|peer| peer.0))?;
        let mut response = page::sign_in(language, page::Tried::Wrong, portal.ways());
        *response.status_mut() = axum::http::StatusCode::UNAUTHORIZED;
        return Ok(response);
    };
    let target = Role::of(&signed_in.pass.role).map_or("/", home);
    Ok(with_cookie(Redirect::to(target).into_response(), &session_cookie(&signed_in.secret, &headers)))
}

/// Where somebody of this role begins.
pub(super) fn home(role: Role) -> &'static str {
    match role {
        Role::Buyer | Role::Auditor => "/inbox",
        Role::Admin => "/passes",
        Role::Vendor => "/",
    }
}

pub(super) fn session_cookie(secret: &Secret, headers: &HeaderMap) -> String {
    format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={SESSION_SECONDS}{}", secret.text(), secure(headers))
}

pub(super) async fn leave(State(portal): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    let mut target = "/";
    if let Some(session) = cookie(&headers, COOKIE) {
        if portal.store.authenticated_at(session).await?.is_some() {
            target = "/oidc/left";
        }
        portal.store.sign_out(session).await?;
    }
    Ok(with_cookie(Redirect::to(target).into_response(), &format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")))
}

pub(super) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    response.headers_mut().extend(HeaderValue::from_str(cookie).ok().map(|value| (header::SET_COOKIE, value)));
    response
}
