//! The pages: plain HTML that works without script. Every text of a vendor's is made visible first, then escaped by the template.

pub(super) mod buyer;
pub(super) mod fix_list;
pub(super) mod office;
pub(super) mod outcome;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::gate::Caller;
use super::words::Language;
use super::{form, moment_of};
use crate::report::escape::visible;
use crate::store::entity::{request, submission};
use crate::store::passes::Role;

/// Findings that a page shows; the reports have all.
pub(in crate::server) const FINDINGS: u64 = 500;

/// What the pages look like.
pub(in crate::server) const STYLE: &str = include_str!("../style.css");

/// One page of the portal: what stands around its content is the same everywhere.
struct Frame {
    l: Language,
    /// Addresses and keys of the pages that this reader may open.
    pages: Vec<(&'static str, &'static str)>,
    /// For the form that signs out; empty: nobody is signed in.
    csrf: String,
    /// Seconds after which the page loads itself again; 0: never.
    again: u8,
}

impl Frame {
    fn bare(l: Language) -> Self {
        Self { l, pages: Vec::new(), csrf: String::new(), again: 0 }
    }

    fn of(l: Language, caller: &Caller) -> Self {
        let reads = [("/inbox", "inbox"), ("/requests", "requests"), ("/search", "search")];
        let pages = match caller.role {
            Role::Buyer => reads.to_vec(),
            Role::Auditor => reads.into_iter().chain([("/audit", "audit")]).collect(),
            Role::Admin => vec![("/passes", "passes"), ("/audit", "audit")],
            Role::Vendor => Vec::new(),
        };
        Self { l, pages, csrf: caller.csrf.clone(), again: 0 }
    }
}

fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => Html(text).into_response(),
        // A template over text cannot fail to write into a String.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A file to be kept, never shown in the page's own place.
pub(in crate::server) struct Attachment<'a> {
    pub(in crate::server) name: &'a str,
    pub(in crate::server) media_type: &'static str,
    pub(in crate::server) bytes: Vec<u8>,
}

pub(in crate::server) fn attachment(file: Attachment<'_>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, file.media_type)], file.bytes).into_response();
    let base = file.name.rsplit('/').next().unwrap_or_default();
    let disposition = format!("attachment; filename*=UTF-8''{}", form::encoded(base));
    response.headers_mut().extend(HeaderValue::from_str(&disposition).ok().map(|value| (header::CONTENT_DISPOSITION, value)));
    response
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    f: Frame,
    title: String,
    detail: String,
}

pub(in crate::server) fn problem(l: Language, title: &str, detail: &str) -> Response {
    html(&ProblemPage { f: Frame::bare(l), title: title.to_owned(), detail: visible(detail) })
}

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    f: Frame,
}

pub(in crate::server) fn front(l: Language) -> Response {
    html(&Front { f: Frame::bare(l) })
}

/// Whether a token was tried before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Tried {
    Nothing,
    Wrong,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    f: Frame,
    wrong: bool,
    secret: String,
}

pub(in crate::server) fn sign_in(l: Language, tried: Tried) -> Response {
    html(&SignIn { f: Frame::bare(l), wrong: tried == Tried::Wrong, secret: String::new() })
}

pub(in crate::server) fn confirm(l: Language, secret: &str) -> Response {
    html(&SignIn { f: Frame::bare(l), wrong: false, secret: secret.to_owned() })
}

/// One line of a list of submissions.
struct Line {
    href: String,
    number: i64,
    risk: &'static str,
    state: String,
    title: String,
    supplier: String,
    received: String,
}

fn risk(submission: &submission::Model) -> &'static str {
    match submission.risk {
        3 => "reject",
        2 => "refer",
        1 => "accept",
        _ => "checking",
    }
}

#[derive(Template)]
#[template(path = "request.html")]
struct Request {
    f: Frame,
    secret: String,
    title: String,
    supplier: String,
    expires: String,
    order: String,
    sent: Vec<Line>,
}

pub(in crate::server) fn request(
    l: Language,
    secret: &str,
    request: &request::Model,
    supplier: &str,
    sent: &[submission::Model],
) -> Response {
    let line = |submission: &submission::Model| Line {
        href: format!("/r/{secret}/{}", submission.id),
        number: submission.number,
        risk: risk(submission),
        state: l.word(&submission.state),
        title: String::new(),
        supplier: String::new(),
        received: moment_of(submission.created_at),
    };
    html(&Request {
        f: Frame::bare(l),
        secret: secret.to_owned(),
        title: visible(&request.title),
        supplier: visible(supplier),
        expires: moment_of(request.expires_at),
        order: lines(&request.order_toml),
        sent: sent.iter().map(line).collect(),
    })
}

/// Text of several lines, each made visible.
fn lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Why a vendor waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Wait {
    BeingChecked,
    CannotJudge,
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct Waiting {
    f: Frame,
    secret: String,
    says: &'static str,
}

pub(in crate::server) fn waiting(l: Language, secret: &str, wait: Wait) -> Response {
    let (again, says) = match wait {
        Wait::BeingChecked => (2, l.say("being-checked")),
        Wait::CannotJudge => (30, l.say("cannot-judge")),
    };
    html(&Waiting { f: Frame { again, ..Frame::bare(l) }, secret: secret.to_owned(), says })
}
