//! What a vendor reads: what was found, how to put it right, the same check at home, and what changed since the last time.

use askama::Template;
use axum::response::Response;

use super::outcome::{Change, Outcome, Seen, change, outcome};
use super::{Asks, Frame, html, steps};
use crate::report::escape::visible;
use crate::server::moment_of;
use crate::server::words::Language;
use crate::store::entity::{finding, request};
use crate::store::submissions::State;

#[derive(Template)]
#[template(path = "fix_list.html")]
struct FixList {
    f: Frame,
    secret: String,
    id: String,
    title: String,
    o: Outcome,
    is_draft: bool,
    has_to_certify: bool,
    is_certified: bool,
    is_handed_in: bool,
    change: Option<Change>,
    command: String,
    steps: Vec<(&'static str, bool)>,
}

/// Whether the statements that a request asks for are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Certified {
    NotAsked,
    NotYet,
    Done,
}

pub(in crate::server) fn page(
    l: Language,
    secret: &str,
    request: &request::Model,
    seen: &Seen<'_>,
    before: Option<&[finding::Model]>,
    certified: Certified,
) -> Response {
    let asks = if certified == Certified::NotAsked { Asks::FilesOnly } else { Asks::Statements };
    html(&FixList {
        f: Frame::bare(l),
        secret: secret.to_owned(),
        id: seen.submission.id.clone(),
        title: visible(&request.title),
        o: outcome(l, seen),
        is_draft: seen.submission.state == State::Draft.word(),
        has_to_certify: certified == Certified::NotYet,
        is_certified: certified == Certified::Done,
        is_handed_in: seen.submission.submitted_at.is_some(),
        change: before.map(|before| change(l, seen.findings, before)),
        command: command(seen),
        steps: steps(
            match (seen.submission.submitted_at, seen.verdict.word.as_str(), certified) {
                (Some(_), _, _) => "step-receipt",
                (None, "accept", Certified::NotYet) => "step-certify",
                (None, "accept", Certified::NotAsked | Certified::Done) | (None, _, Certified::Done) => "step-hand-in",
                (None, _, Certified::NotAsked | Certified::NotYet) => "step-read",
            },
            asks,
        ),
    })
}

/// The command line that gives the same verdict: names are quoted, so that a shell takes them as they are.
fn command(seen: &Seen<'_>) -> String {
    let quoted = |name: &str| format!("'{}'", visible(name).replace('\'', "'\\''"));
    let mut files: Vec<String> = seen.documents.iter().take(20).map(|document| quoted(&format!("./{}", document.path))).collect();
    if seen.documents.len() > files.len() {
        files = vec![".".to_owned()];
    }
    format!("kenpin verify {} --order ../order.toml --at {}", files.join(" "), moment_of(seen.verdict.at))
}
