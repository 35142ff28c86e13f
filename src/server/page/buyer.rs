//! What buyers and auditors read: the inbox, one delivery, the search, the requests.

use askama::Template;
use axum::response::Response;

use super::certify::{Made, made as made_of};
use super::outcome::{Change, Outcome, Seen, change, outcome, path};
use super::{Frame, html, lines, risk, waivers, when};
use crate::report::escape::visible;
use crate::server::gate::Caller;
use crate::server::past::AsOf;
use crate::server::statement::{PACKS, pack};
use crate::server::words::Language;
use crate::store::entity::{decision, finding, proposal, request, submission, supplier, verdict};
use crate::store::papers::{certification, countersign, waiver};
use crate::store::passes::Role;
use crate::store::search::Found;
use crate::store::submissions::State;

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox {
    f: Frame,
    lines: Vec<Row>,
    next: String,
}

struct Row {
    href: String,
    number: i64,
    risk: &'static str,
    state: String,
    title: String,
    supplier: String,
    received: String,
    /// The worst finding, where it stands in the way.
    why: String,
    /// From the component to the listed party, in one line.
    path: String,
    /// What was decided before the verdict became worse; empty: nothing was, or it still holds.
    reopened: String,
}

/// A submission with the names of what it belongs to.
pub(in crate::server) struct Entry {
    pub(in crate::server) submission: submission::Model,
    pub(in crate::server) supplier: String,
    pub(in crate::server) title: String,
    /// The worst of what was found.
    pub(in crate::server) worst: Option<finding::Model>,
    /// The newest decision.
    pub(in crate::server) decided: Option<decision::Model>,
}

impl Entry {
    /// The decision that a worse verdict has put in question.
    pub(in crate::server) fn reopened(&self) -> Option<&decision::Model> {
        self.decided.as_ref().filter(|_| self.submission.state == State::Submitted.word())
    }
}

fn made_before(l: Language, made: &decision::Model) -> String {
    format!("{}, {}, {}", l.word(&made.word), visible(&made.made_by), when(made.made_at))
}

pub(in crate::server) fn inbox(l: Language, caller: &Caller, entries: &[Entry], next: Option<String>) -> Response {
    let stands_in_the_way = |entry: &Entry| entry.worst.clone().filter(|worst| worst.effect != "note");
    let way = |worst: &finding::Model| path(l, worst).into_iter().map(|step| step.name).collect::<Vec<_>>().join(" \u{2192} ");
    let line = |entry: &Entry| Row {
        href: format!("/submissions/{}", entry.submission.id),
        number: entry.submission.number,
        risk: risk(&entry.submission),
        state: l.word(&entry.submission.state),
        title: visible(&entry.title),
        supplier: visible(&entry.supplier),
        received: when(entry.submission.submitted_at.unwrap_or(entry.submission.created_at)),
        why: stands_in_the_way(entry).map(|worst| l.tell(&worst.what)).unwrap_or_default(),
        path: stands_in_the_way(entry).as_ref().map(way).unwrap_or_default(),
        reopened: entry.reopened().map(|made| made_before(l, made)).unwrap_or_default(),
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
    /// The day whose verdict is shown; empty: the newest is.
    past: String,
    /// Query of what belongs to that day.
    query: String,
    /// Other deliveries of the request: address, and what is shown.
    others: Vec<(String, String)>,
    /// What a first person decided, where a second one has to.
    proposed: Option<Past>,
    /// Which decisions two people have to make, in words; empty: none.
    two_people: String,
    decides: bool,
    has_to_prove: bool,
    reopens: bool,
    choices: Vec<(&'static str, String)>,
    decisions: Vec<Past>,
    /// Asked for beside its findings: name, and how far it has come.
    waivers: Vec<(String, String)>,
    history: Vec<Past>,
    /// When it was seen that the newest verdict stands on other lists than its own too.
    stands: Option<String>,
    reopened: Option<String>,
    change: Option<Change>,
    certified: Option<Made>,
    stated: Vec<Stated>,
}

/// One statement of a certification.
struct Stated {
    says: String,
    by: String,
    answer: String,
    explanation: String,
    /// The evidence spoke against it.
    doubtful: bool,
}

fn stated(l: Language, text: &serde_json::Value) -> Vec<Stated> {
    let part = |one: &serde_json::Value, key: &str| visible(one.get(key).and_then(serde_json::Value::as_str).unwrap_or_default());
    let row = |one: &serde_json::Value| {
        let question =
            pack(&part(one, "pack")).and_then(|pack| pack.questions.iter().find(|question| question.id == part(one, "question")));
        Stated {
            says: question.map_or_else(|| part(one, "says"), |question| question.says(l).to_owned()),
            by: part(one, "citation"),
            answer: l.word(&format!("answer-{}", part(one, "answer"))),
            explanation: part(one, "explanation"),
            doubtful: one.get("evidence_against").and_then(serde_json::Value::as_array).is_some_and(|against| !against.is_empty()),
        }
    };
    text.get("statements").and_then(serde_json::Value::as_array).into_iter().flatten().map(row).collect()
}

/// Whether a buyer has to show anew who they are before a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Proof {
    Enough,
    Due,
}

/// What a buyer reads before a decision.
pub(in crate::server) struct Case<'a> {
    pub(in crate::server) entry: &'a Entry,
    pub(in crate::server) order: &'a str,
    pub(in crate::server) seen: Seen<'a>,
    pub(in crate::server) decisions: &'a [decision::Model],
    pub(in crate::server) history: &'a [verdict::Model],
    /// Seconds since 1970: when it was seen that the verdict stands on other lists than its own too.
    pub(in crate::server) stands: Option<i64>,
    /// What was found when it was decided, where the verdict is worse by now.
    pub(in crate::server) before: Option<&'a [finding::Model]>,
    /// The newest certification, the signatures over it, and what it says.
    pub(in crate::server) certified: Option<&'a (certification::Model, Vec<countersign::Model>, serde_json::Value)>,
    pub(in crate::server) proof: Proof,
    /// What one person decided and a second one still has to.
    pub(in crate::server) proposal: Option<proposal::Model>,
    /// Waivers that were asked for beside its findings.
    pub(in crate::server) waivers: Vec<waiver::Model>,
    /// Decisions that two people have to make.
    pub(in crate::server) two_people: Vec<State>,
    pub(in crate::server) as_of: AsOf,
    /// What else was handed in on the same request.
    pub(in crate::server) others: Vec<submission::Model>,
}

fn decided(l: Language, made: &decision::Model) -> Past {
    let people = [&made.made_by, &made.seconded_by].into_iter().filter(|name| !name.is_empty());
    Past {
        word: made.word.clone(),
        said: l.word(&made.word),
        by: people.map(|name| visible(name)).collect::<Vec<_>>().join(", "),
        at: when(made.made_at),
        reason: visible(&made.reason),
    }
}

fn proposed(l: Language, first: &proposal::Model) -> Past {
    Past {
        word: first.word.clone(),
        said: l.word(&first.word),
        by: visible(&first.made_by),
        at: when(first.made_at),
        reason: visible(&first.reason),
    }
}

pub(in crate::server) fn submission(l: Language, caller: &Caller, case: &Case<'_>) -> Response {
    let given = |given: &verdict::Model| Past {
        word: given.word.clone(),
        said: l.word(&given.word),
        by: given.program.clone(),
        at: when(given.made_at),
        reason: String::new(),
    };
    let past = match &case.as_of {
        AsOf::Now => String::new(),
        AsOf::Day(day) => day.to_string(),
    };
    let other = |other: &submission::Model| {
        (format!("/submissions/{}/beside/{}", other.id, case.seen.submission.id), format!("#{} {}", other.number, l.word(&other.state)))
    };
    let decides = caller.role == Role::Buyer && past.is_empty() && case.seen.submission.state != State::Superseded.word();
    let mut o = outcome(l, &case.seen);
    if decides {
        waivers::offer(l, &mut o, &case.seen, case.order);
    }
    html(&Submission {
        f: Frame::of(l, caller),
        id: case.seen.submission.id.clone(),
        verdict: case.seen.verdict.id.clone(),
        title: visible(&case.entry.title),
        supplier: visible(&case.entry.supplier),
        order: lines(case.order),
        o,
        query: if past.is_empty() { String::new() } else { format!("?as_of={past}") },
        others: case.others.iter().map(other).collect(),
        proposed: case.proposal.as_ref().map(|first| proposed(l, first)),
        two_people: case.two_people.iter().map(|decided| l.word(decided.word())).collect::<Vec<_>>().join(", "),
        reopens: caller.role == Role::Buyer
            && past.is_empty()
            && State::DECISIONS.iter().any(|state| state.word() == case.seen.submission.state),
        decides,
        has_to_prove: case.proof == Proof::Due,
        choices: State::DECISIONS.iter().map(|state| (state.word(), l.word(state.word()))).collect(),
        decisions: case.decisions.iter().map(|made| decided(l, made)).collect(),
        waivers: waivers::asked(l, &case.waivers),
        history: case.history.iter().map(given).collect(),
        stands: case.stands.filter(|_| past.is_empty()).map(when),
        reopened: case.entry.reopened().map(|made| made_before(l, made)),
        certified: case.certified.map(|(one, signatures, _)| made_of(one, signatures)),
        stated: case.certified.map(|(_, _, text)| stated(l, text)).unwrap_or_default(),
        change: case.before.map(|before| change(l, case.seen.findings, before)),
        past,
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
    packs: Vec<(String, String, String)>,
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
        expires: when(request.expires_at),
        revoked: request.revoked_at.is_some(),
    };
    html(&Requests {
        f: Frame::of(l, caller),
        asks: caller.role == Role::Buyer,
        asked: asked.iter().map(row).collect(),
        suppliers: suppliers.iter().map(|supplier| supplier.name.clone()).collect(),
        link: link.to_owned(),
        packs: PACKS.iter().map(|pack| (pack.id.clone(), pack.title(l).to_owned(), pack.citation.clone())).collect(),
    })
}
