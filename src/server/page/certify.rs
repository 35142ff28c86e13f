//! What a vendor is asked to state: each question with what the evidence says, and the certification once it is made.

use askama::Template;
use axum::response::Response;

use super::{Asks, Frame, html, steps, when};
use crate::report::escape::visible;
use crate::server::statement::{Answer, Pack, Question};
use crate::server::words::Language;
use crate::store::entity::{finding, request, submission};
use crate::store::papers::{certification, countersign};

/// What was filled in, or is suggested.
pub(in crate::server) struct Entered {
    given: Vec<Given>,
    pub(in crate::server) name: String,
    pub(in crate::server) title: String,
    /// What has to be put right, in English.
    pub(in crate::server) wrong: Option<String>,
}

/// One answer.
pub(in crate::server) struct Given {
    pub(in crate::server) answer: Option<Answer>,
    pub(in crate::server) words: String,
}

impl Entered {
    pub(in crate::server) fn of(packs: &[&'static Pack], give: impl Fn(&Pack, &Question) -> Given) -> Self {
        let give = &give;
        let given = packs.iter().flat_map(|pack| pack.questions.iter().map(move |question| give(pack, question))).collect();
        Self { given, name: String::new(), title: String::new(), wrong: None }
    }

    /// Every question with its answer, pack by pack.
    pub(in crate::server) fn all<'a>(
        &'a self,
        packs: &'a [&'static Pack],
    ) -> impl Iterator<Item = (&'static Pack, &'static Question, &'a Given)> {
        let questions = packs.iter().flat_map(|pack| pack.questions.iter().map(move |question| (*pack, question)));
        questions.zip(&self.given).map(|((pack, question), given)| (pack, question, given))
    }
}

/// What the page is about.
pub(in crate::server) struct Asking<'a> {
    pub(in crate::server) secret: &'a str,
    pub(in crate::server) request: &'a request::Model,
    pub(in crate::server) submission: &'a submission::Model,
    pub(in crate::server) packs: &'a [&'static Pack],
    pub(in crate::server) findings: &'a [finding::Model],
    pub(in crate::server) made: Option<&'a certification::Model>,
    pub(in crate::server) signatures: &'a [countersign::Model],
}

struct Part {
    title: String,
    citation: String,
    edition: String,
    source: String,
    unread: bool,
    note: String,
    questions: Vec<Asked>,
}

struct Asked {
    key: String,
    says: String,
    choices: Vec<(&'static str, String, bool)>,
    words: String,
    /// What was found that speaks against "does not".
    against: Vec<String>,
    /// The evidence was looked through, and nothing speaks against it.
    is_clear: bool,
}

/// A certification that was made.
pub(super) struct Made {
    pub(super) certifier: String,
    pub(super) at: String,
    pub(super) sha256: String,
    /// Name of the file, who signed.
    pub(super) signatures: Vec<(String, String)>,
}

pub(super) fn made(made: &certification::Model, signatures: &[countersign::Model]) -> Made {
    Made {
        certifier: visible(&made.certifier),
        at: when(made.made_at),
        sha256: made.sha256.clone(),
        signatures: signatures.iter().map(|one| (visible(&one.name), visible(&one.signer))).collect(),
    }
}

#[derive(Template)]
#[template(path = "statements.html")]
struct Statements {
    f: Frame,
    secret: String,
    id: String,
    title: String,
    steps: Vec<(&'static str, bool)>,
    parts: Vec<Part>,
    name: String,
    position: String,
    wrong: String,
    made: Option<Made>,
}

pub(in crate::server) fn page(l: Language, asking: &Asking<'_>, entered: &Entered) -> Response {
    let mut parts: Vec<Part> = Vec::new();
    for (pack, question, given) in entered.all(asking.packs) {
        let asked = asked(l, pack, question, given, asking.findings);
        let title = pack.title(l);
        match parts.last_mut().filter(|part| part.title == title) {
            Some(part) => part.questions.push(asked),
            None => parts.push(Part {
                title: title.to_owned(),
                citation: pack.citation.clone(),
                edition: pack.edition.clone(),
                source: format!("{}; {}", pack.authority, pack.source),
                unread: pack.unread,
                note: pack.note.clone().unwrap_or_default(),
                questions: vec![asked],
            }),
        }
    }
    html(&Statements {
        f: Frame::bare(l),
        secret: asking.secret.to_owned(),
        id: asking.submission.id.clone(),
        title: visible(&asking.request.title),
        steps: steps(if asking.made.is_some() { "step-hand-in" } else { "step-certify" }, Asks::Statements),
        parts,
        name: visible(&entered.name),
        position: visible(&entered.title),
        wrong: entered.wrong.as_deref().map(|wrong| l.tell(wrong)).unwrap_or_default(),
        made: asking.made.map(|one| made(one, asking.signatures)),
    })
}

fn asked(l: Language, pack: &Pack, question: &Question, given: &Given, findings: &[finding::Model]) -> Asked {
    let against = question.against(findings);
    Asked {
        key: format!("{}.{}", pack.id, question.id),
        says: question.says(l).to_owned(),
        choices: Answer::ALL
            .iter()
            .map(|answer| (answer.word(), l.word(&format!("answer-{}", answer.word())), given.answer == Some(*answer)))
            .collect(),
        words: visible(&given.words),
        is_clear: question.suggested(findings) == Some(Answer::DoesNot),
        against: against.iter().map(|finding| format!("{} {}", finding.rule, l.tell(&finding.what))).collect(),
    }
}
