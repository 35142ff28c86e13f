//! Before and after every answer: who asks and whether they may, forged forms, rates, time limits, headers, the language.

use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::problem::{Problem, Reader};
use super::renderings::For;
use super::routes::{Route, Time, Who};
use super::words::Language;
use super::{Peer, Shared, form};
use crate::store::office::pass;
use crate::store::passes::Role;

/// The browser's cookie of a session.
pub(crate) const COOKIE: &str = "kenpin";
const LANGUAGE_COOKIE: &str = "kenpin-lang";
/// Largest form, in bytes.
const FORM_BYTES: usize = 64 << 10;
/// Longest time for an answer that is no upload.
const ANSWER_TIME: Duration = Duration::from_secs(30);
/// A policy, with what it says of scripts.
macro_rules! policy {
    ($scripts:literal) => {
        concat!(
            "default-src 'none'; ",
            $scripts,
            "style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
    };
}
/// Nothing is loaded from elsewhere, no script stands in a page, and no other page shows ours.
const POLICY: &str = policy!("");
/// The same for a page that runs a file of ours.
pub(super) const SCRIPTED: &str = policy!("script-src 'self'; ");

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// Of their pass: it stays, whatever they are called.
    pub(crate) pass: String,
    pub(crate) role: Role,
    pub(crate) name: String,
    /// A vendor's supplier.
    pub(crate) supplier: Option<String>,
    /// What a browser's forms have to carry; empty for a token, which no browser sends by itself.
    pub(crate) csrf: String,
    /// When they showed an identity provider who they are, in seconds since 1970; `None`: they came by a token.
    pub(crate) authenticated_at: Option<i64>,
}

impl Caller {
    fn of(pass: pass::Model, csrf: String) -> Option<Self> {
        Some(Self { role: Role::of(&pass.role)?, pass: pass.id, name: pass.name, supplier: pass.supplier, csrf, authenticated_at: None })
    }

    /// Which form of a report is theirs.
    pub(super) fn reads_as(&self) -> For {
        if self.role == Role::Vendor { For::Vendors } else { For::Buyers }
    }

    /// As the audit chain names them.
    pub(crate) fn actor(&self) -> String {
        format!("{} {}", self.role.word(), self.name)
    }
}

/// Around everything, what is not there included.
#[allow(clippy::disallowed_methods, reason = "an edge measures time")]
pub(crate) async fn around(State(portal): State<Shared>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let peer = request.extensions().get::<Peer>().copied();
    let reader = if request.uri().path().starts_with("/api/") { Reader::Program } else { Reader::Person };
    let chosen = request.uri().query().and_then(Language::chosen);
    let language =
        chosen.or_else(|| cookie(request.headers(), LANGUAGE_COOKIE).and_then(Language::of)).unwrap_or_else(|| accepted(request.headers()));
    request.extensions_mut().insert(language);
    let response =
        if peer.is_some_and(|peer| !portal.rates.may_ask(peer.0)) { Problem::TooMany.into_response() } else { next.run(request).await };
    let route = response.extensions().get::<&'static Route>().copied();
    let mut response = match response.extensions().get::<Problem>() {
        Some(problem) => {
            problem.tell();
            problem.answer(reader, language)
        }
        None if response.status().as_u16() == 404 => Problem::Missing.answer(reader, language),
        None if response.status().as_u16() == 405 => Problem::Method.answer(reader, language),
        None => response,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Only our own pages learn from where somebody comes: an address may hold a link's secret.
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Some(chosen) = chosen {
        let cookie = format!("{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", chosen.tag());
        headers.extend(HeaderValue::from_str(&cookie).ok().map(|value| (header::SET_COOKIE, value)));
    }
    portal.metrics.answered(route, response.status().as_u16(), begun.elapsed());
    response
}

/// Before one route.
pub(crate) async fn before(State((portal, route)): State<(Shared, &'static Route)>, request: Request, next: Next) -> Response {
    let mut response = answered(&portal, route, request, next).await;
    response.extensions_mut().insert(route);
    response
}

async fn answered(portal: &Shared, route: &'static Route, mut request: Request, next: Next) -> Response {
    let admitted = admit(portal, route, request).await;
    request = match admitted {
        Ok(request) => request,
        Err(problem) => {
            // A person who has not signed in is shown where to.
            let asks_page = matches!(route.open_to, Who::Roles(_)) && route.method == "GET" && !route.path.starts_with("/api/");
            return if problem == Problem::Unknown && asks_page {
                Redirect::to("/sign-in").into_response()
            } else {
                problem.into_response()
            };
        }
    };
    match route.time {
        Time::Short => match tokio::time::timeout(ANSWER_TIME, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Problem::Ours("an answer took too long".to_owned()).into_response(),
        },
        // An upload watches over its own time, piece by piece.
        Time::Upload => next.run(request).await,
    }
}

async fn admit(portal: &Shared, route: &Route, mut request: Request) -> Result<Request, Problem> {
    // Browsers say so where a form of another site is sent to us; programs say nothing.
    let elsewhere = request.headers().get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    if elsewhere && request.method() != Method::GET {
        return Err(Problem::Forbidden);
    }
    let peer = request.extensions().get::<Peer>().copied();
    let roles = match route.open_to {
        Who::Anyone | Who::Link => return Ok(request),
        Who::Near(_) if peer.is_some_and(|peer| peer.0.to_canonical().is_loopback()) && !is_forwarded(request.headers()) => {
            return Ok(request);
        }
        Who::Near(roles) | Who::Roles(roles) => roles,
    };
    let token = bearer(request.headers()).map(str::to_owned);
    let session = cookie(request.headers(), COOKIE).map(str::to_owned);
    let caller = match (&token, &session) {
        (Some(token), _) => portal.store.by_token(token).await?.and_then(|pass| Caller::of(pass, String::new())),
        (None, Some(session)) => portal.store.by_session(session).await?.and_then(|(pass, csrf)| Caller::of(pass, csrf)),
        (None, None) => None,
    };
    let Some(mut caller) = caller else {
        // A cookie that is over only leads to the way in.
        if token.is_some() {
            portal.rates.missed(peer)?;
        }
        return Err(Problem::Unknown);
    };
    if let (None, Some(session)) = (&token, &session) {
        caller.authenticated_at = portal.store.authenticated_at(session).await?;
    }
    if !roles.contains(&caller.role) {
        return Err(Problem::Forbidden);
    }
    if request.method() != Method::GET && token.is_none() {
        request = not_forged(request, &caller.csrf).await?;
    }
    request.extensions_mut().insert(caller);
    Ok(request)
}

/// A form that comes with a cookie has to carry the word that only our own pages hold.
async fn not_forged(request: Request, csrf: &str) -> Result<Request, Problem> {
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(ANSWER_TIME, to_bytes(body, FORM_BYTES)).await.map_err(|_| Problem::TooSlow)?;
    let body = read.map_err(|_| Problem::TooLarge(format!("a form has at most {FORM_BYTES} bytes")))?;
    let carried = form::field(&body, "csrf").unwrap_or_default();
    if csrf.is_empty() || carried != csrf {
        return Err(Problem::Forbidden);
    }
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// Whether a proxy says that it asks for somebody else.
fn is_forwarded(headers: &HeaderMap) -> bool {
    let said = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];
    said.iter().any(|name| headers.contains_key(*name))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn accepted(headers: &HeaderMap) -> Language {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = wanted.split(',').map(|part| part.split([';', '-']).next().unwrap_or_default().trim());
    first.into_iter().find_map(Language::of).unwrap_or(Language::En)
}
