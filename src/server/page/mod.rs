//! The pages: plain HTML that works without script. Every text of a vendor's is made visible first, then escaped by the template.

pub(super) mod buyer;
pub(super) mod certify;
pub(super) mod estate;
pub(super) mod fix_list;
pub(super) mod interface;
pub(super) mod office;
pub(super) mod outcome;
pub(super) mod past;
pub(super) mod waivers;

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::gate::{self, Caller};
use super::words::Language;
use super::{form, moment_of};
use crate::report::escape::visible;
use crate::store::entity::{request, submission};
use crate::store::passes::Role;

/// Findings that a page shows; the reports have all.
pub(in crate::server) const FINDINGS: u64 = 500;

/// What two of a vendor's pages run, by name: our own, and tus-js-client 4.3.1 (MIT) as npm has it.
pub(in crate::server) const SCRIPTS: [(&str, &str); 2] =
    [("portal.js", include_str!("../portal.js")), ("tus.js", include_str!("../tus.js"))];
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
        let reads = [("/inbox", "inbox"), ("/requests", "requests"), ("/waivers", "waivers"), ("/search", "search"), ("/estate", "estate")];
        let pages = match caller.role {
            Role::Buyer => reads.to_vec(),
            Role::Auditor => reads.into_iter().chain([("/audit", "audit")]).collect(),
            Role::Admin => vec![("/passes", "passes"), ("/audit", "audit")],
            Role::Vendor => Vec::new(),
        };
        Self { l, pages, csrf: caller.csrf.clone(), again: 0 }
    }
}

impl Frame {
    /// The first page of this reader.
    fn home(&self) -> &'static str {
        self.pages.first().map_or("/", |(address, _)| address)
    }
}

/// A moment for people: to the minute, UTC.
pub(in crate::server) fn when(seconds: i64) -> String {
    let text = moment_of(seconds);
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
        (Some(_) | None, _) => text,
    }
}

/// Where a vendor is on the way to the receipt.
const STEPS: [&str; 5] = ["step-send", "step-read", "step-certify", "step-hand-in", "step-receipt"];

/// The steps, and at which of them the vendor is; one is only there where statements are asked for.
fn steps(now: &str, asks: Asks) -> Vec<(&'static str, bool)> {
    let there = |key: &&str| asks == Asks::Statements || *key != "step-certify";
    STEPS.into_iter().filter(there).map(|key| (key, key == now)).collect()
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Asks {
    FilesOnly,
    Statements,
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
    pub(in crate::server) body: Body,
}

pub(in crate::server) fn attachment(file: Attachment<'_>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, file.media_type)], file.body).into_response();
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
    html(&ProblemPage { f: Frame::bare(l), title: l.tell(title), detail: l.tell(detail) })
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
    provider: bool,
    wrong: bool,
    secret: String,
}

/// How people may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Ways {
    TokenOnly,
    /// By an identity provider too.
    ProviderToo,
}

pub(in crate::server) fn sign_in(l: Language, tried: Tried, ways: Ways) -> Response {
    html(&SignIn { f: Frame::bare(l), provider: ways == Ways::ProviderToo, wrong: tried == Tried::Wrong, secret: String::new() })
}

pub(in crate::server) fn confirm(l: Language, secret: &str) -> Response {
    html(&SignIn { f: Frame::bare(l), provider: false, wrong: false, secret: secret.to_owned() })
}

#[derive(Template)]
#[template(path = "lead_on.html")]
struct LeadOn {
    f: Frame,
    next: String,
}

/// A page that leads to another one of ours.
pub(in crate::server) fn lead_on(l: Language, next: &str) -> Response {
    html(&LeadOn { f: Frame::bare(l), next: next.to_owned() })
}

#[derive(Template)]
#[template(path = "left.html")]
struct Left {
    f: Frame,
    provider: String,
}

/// After the end of a session; `provider`: where the identity provider ends its own.
pub(in crate::server) fn left(l: Language, provider: &str) -> Response {
    let safe = provider.starts_with("https://") || provider.starts_with("http://");
    html(&Left { f: Frame::bare(l), provider: if safe { provider.to_owned() } else { String::new() } })
}

/// One line of a list of submissions.
struct Line {
    href: String,
    number: i64,
    risk: &'static str,
    state: String,
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
    steps: Vec<(&'static str, bool)>,
}

pub(in crate::server) fn request(
    l: Language,
    secret: &str,
    request: &request::Model,
    supplier: &str,
    sent: &[submission::Model],
    asks: Asks,
) -> Response {
    let line = |submission: &submission::Model| Line {
        href: format!("/r/{secret}/{}", submission.id),
        number: submission.number,
        risk: risk(submission),
        state: l.word(&submission.state),
        received: when(submission.created_at),
    };
    scripted(html(&Request {
        f: Frame::bare(l),
        secret: secret.to_owned(),
        title: visible(&request.title),
        supplier: visible(supplier),
        expires: when(request.expires_at),
        order: lines(&request.order_toml),
        sent: sent.iter().map(line).collect(),
        steps: steps("step-send", asks),
    }))
}

/// A page that may run our own script: it shows nothing that a vendor wrote.
fn scripted(mut page: Response) -> Response {
    page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(gate::SCRIPTED));
    page
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
    /// Where it is told how far the judging is.
    events: String,
    says: &'static str,
}

pub(in crate::server) fn waiting(l: Language, secret: &str, submission: &str, wait: Wait) -> Response {
    let (again, says) = match wait {
        Wait::BeingChecked => (2, l.say("being-checked")),
        Wait::CannotJudge => (30, l.say("cannot-judge")),
    };
    let events = format!("/r/{secret}/{submission}/events");
    scripted(html(&Waiting { f: Frame { again, ..Frame::bare(l) }, secret: secret.to_owned(), events, says }))
}
