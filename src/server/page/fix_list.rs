//! What a vendor reads: what was found, how to put it right, the same check at home, and what changed since the last time.

use askama::Template;
use axum::response::Response;

use super::outcome::{Change, Outcome, Seen, change, outcome};
use super::{Frame, html};
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
    is_handed_in: bool,
    change: Option<Change>,
    command: String,
}

pub(in crate::server) fn page(
    l: Language,
    secret: &str,
    request: &request::Model,
    seen: &Seen<'_>,
    before: Option<&[finding::Model]>,
) -> Response {
    html(&FixList {
        f: Frame::bare(l),
        secret: secret.to_owned(),
        id: seen.submission.id.clone(),
        title: visible(&request.title),
        o: outcome(l, seen),
        is_draft: seen.submission.state == State::Draft.word(),
        is_handed_in: seen.submission.submitted_at.is_some(),
        change: before.map(|before| change(seen.findings, before)),
        command: command(seen),
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
