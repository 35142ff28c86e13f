//! What buyers and auditors read: the inbox, one delivery, the search, the requests.

use askama::Template;
use axum::response::Response;

use super::outcome::{Outcome, Seen, outcome};
use super::{Frame, Line, html, lines, risk};
use crate::report::escape::visible;
use crate::server::gate::Caller;
use crate::server::moment_of;
use crate::server::words::Language;
use crate::store::entity::{decision, request, submission, supplier, verdict};
use crate::store::passes::Role;
use crate::store::search::Found;
use crate::store::submissions::State;

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox {
    f: Frame,
    lines: Vec<Line>,
    next: String,
}

/// A submission with the names of what it belongs to.
pub(in crate::server) struct Entry {
    pub(in crate::server) submission: submission::Model,
    pub(in crate::server) supplier: String,
    pub(in crate::server) title: String,
}

pub(in crate::server) fn inbox(l: Language, caller: &Caller, entries: &[Entry], next: Option<String>) -> Response {
    let line = |entry: &Entry| Line {
        href: format!("/submissions/{}", entry.submission.id),
        number: entry.submission.number,
        risk: risk(&entry.submission),
        state: l.word(&entry.submission.state),
        title: visible(&entry.title),
        supplier: visible(&entry.supplier),
        received: moment_of(entry.submission.submitted_at.unwrap_or(entry.submission.created_at)),
    };
    html(&Inbox { f: Frame::of(l, caller), lines: entries.iter().map(line).collect(), next: next.unwrap_or_default() })
}

struct Past {
    word: String,
    said: String,
    by: String,
    at: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "submission.html")]
struct Submission {
    f: Frame,
    id: String,
    verdict: String,
    title: String,
    supplier: String,
    order: String,
    o: Outcome,
    decides: bool,
    reopens: bool,
    choices: Vec<(&'static str, String)>,
    decisions: Vec<Past>,
    history: Vec<Past>,
}

/// What a buyer reads before a decision.
pub(in crate::server) struct Case<'a> {
    pub(in crate::server) entry: &'a Entry,
    pub(in crate::server) order: &'a str,
    pub(in crate::server) seen: Seen<'a>,
    pub(in crate::server) decisions: &'a [decision::Model],
    pub(in crate::server) history: &'a [verdict::Model],
}

pub(in crate::server) fn submission(l: Language, caller: &Caller, case: &Case<'_>) -> Response {
    let made = |made: &decision::Model| Past {
        word: made.word.clone(),
        said: l.word(&made.word),
        by: visible(&made.made_by),
        at: moment_of(made.made_at),
        reason: visible(&made.reason),
    };
    let given = |given: &verdict::Model| Past {
        word: given.word.clone(),
        said: l.word(&given.word),
        by: given.program.clone(),
        at: moment_of(given.made_at),
        reason: String::new(),
    };
    html(&Submission {
        f: Frame::of(l, caller),
        id: case.seen.submission.id.clone(),
        verdict: case.seen.verdict.id.clone(),
        title: visible(&case.entry.title),
        supplier: visible(&case.entry.supplier),
        order: lines(case.order),
        o: outcome(l, &case.seen),
        reopens: caller.role == Role::Buyer && State::DECISIONS.iter().any(|state| state.word() == case.seen.submission.state),
        decides: caller.role == Role::Buyer && case.seen.submission.state != State::Superseded.word(),
        choices: State::DECISIONS.iter().map(|state| (state.word(), l.word(state.word()))).collect(),
        decisions: case.decisions.iter().map(made).collect(),
        history: case.history.iter().map(given).collect(),
    })
}

struct Hit {
    href: String,
    said: String,
    outcome: String,
    cells: [String; 5],
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    f: Frame,
    question: String,
    asked: bool,
    hits: Vec<Hit>,
}

pub(in crate::server) fn search(l: Language, caller: &Caller, question: &str, found: &[(Found, String)]) -> Response {
    let hit = |(found, supplier): &(Found, String)| Hit {
        href: format!("/submissions/{}", found.submission),
        said: l.word(&found.outcome),
        outcome: found.outcome.clone(),
        cells: [
            visible(&format!("{} {}", found.name, found.version)),
            visible(&found.maker),
            visible(&found.party),
            visible(supplier),
            visible(&format!("{} {}", found.document, found.pointer)),
        ],
    };
    html(&Search {
        f: Frame::of(l, caller),
        question: visible(question),
        asked: !question.is_empty(),
        hits: found.iter().map(hit).collect(),
    })
}

struct Asked {
    id: String,
    title: String,
    supplier: String,
    expires: String,
    revoked: bool,
}

#[derive(Template)]
#[template(path = "requests.html")]
struct Requests {
    f: Frame,
    asks: bool,
    asked: Vec<Asked>,
    suppliers: Vec<String>,
    link: String,
}

pub(in crate::server) fn requests(
    l: Language,
    caller: &Caller,
    asked: &[(request::Model, String)],
    suppliers: &[supplier::Model],
    link: &str,
) -> Response {
    let row = |(request, supplier): &(request::Model, String)| Asked {
        id: request.id.clone(),
        title: visible(&request.title),
        supplier: visible(supplier),
        expires: moment_of(request.expires_at),
        revoked: request.revoked_at.is_some(),
    };
    html(&Requests {
        f: Frame::of(l, caller),
        asks: caller.role == Role::Buyer,
        asked: asked.iter().map(row).collect(),
        suppliers: suppliers.iter().map(|supplier| supplier.name.clone()).collect(),
        link: link.to_owned(),
    })
}
