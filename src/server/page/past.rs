//! Two deliveries side by side: what each is, and what was found in one of them only.

use askama::Template;
use axum::response::Response;

use super::outcome::{Change, Outcome, change, outcome};
use super::{Frame, html};
use crate::report::escape::visible;
use crate::server::gate::Caller;
use crate::server::past::Side;
use crate::server::words::Language;

#[derive(Template)]
#[template(path = "beside.html")]
struct Beside {
    f: Frame,
    sides: Vec<Column>,
    change: Change,
    /// Path and SHA-256 of documents, for each whether the first and the second delivery hold it.
    papers: Vec<(String, String, bool, bool)>,
}

struct Column {
    href: String,
    title: String,
    supplier: String,
    o: Outcome,
}

pub(in crate::server) fn beside(l: Language, caller: &Caller, sides: &[Side; 2]) -> Response {
    let column = |side: &Side| Column {
        href: format!("/submissions/{}", side.seen().submission.id),
        title: format!("{} #{}", visible(&side.entry.title), side.seen().submission.number),
        supplier: visible(&side.entry.supplier),
        o: outcome(l, &side.seen()),
    };
    let [one, other] = sides.each_ref().map(Side::seen);
    let mut papers = std::collections::BTreeMap::new();
    for (documents, place) in [(one.documents, 0_u8), (other.documents, 1)] {
        for document in documents {
            let held: &mut (bool, bool) = papers.entry((visible(&document.path), document.sha256.clone())).or_default();
            if place == 0 { held.0 = true } else { held.1 = true }
        }
    }
    html(&Beside {
        f: Frame::of(l, caller),
        sides: sides.iter().map(column).collect(),
        change: change(l, other.findings, one.findings),
        papers: papers.into_iter().map(|((path, sha256), (first, second))| (path, sha256, first, second)).collect(),
    })
}
