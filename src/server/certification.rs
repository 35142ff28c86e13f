//! What makes a certification: which answers stand, the document of them, and how programs hand one in.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use super::api;
use super::form::{is_plain, is_prose};
use super::gate::Caller;
use super::page::certify::{Entered, Given};
use super::page::{self, Attachment};
use super::problem::Problem;
use super::sent::named;
use super::statement::{Answer, PACKS, Pack, Question, pack};
use super::words::Language;
use super::{Portal, Shared, moment_of};
use crate::report::escape;
use crate::store::certifications::NewCertification;
use crate::store::entity::{finding, request, submission};
use crate::store::papers::certification;
use crate::store::submissions::State as Standing;
use crate::store::{id, now};

/// Longest answer in words, in characters.
pub(super) const WORDS: usize = 2_000;
/// Longest name, and longest position, of whoever certifies, in characters.
pub(super) const NAME: usize = 300;

/// What is asked about one delivery, and what the evidence says.
pub(super) struct Ask {
    pub(super) own: submission::Model,
    pub(super) packs: Vec<&'static Pack>,
    pub(super) findings: Vec<finding::Model>,
}

/// Whether somebody says to have looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inquiry {
    Stated,
    NotStated,
}

/// What a program certifies.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    name: String,
    title: String,
    inquiry: bool,
    /// By the id of the set of statements, a dot, and the id of the question.
    answers: BTreeMap<String, Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    answer: Answer,
    #[serde(default)]
    explanation: String,
}

pub(super) async fn read(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    portal.certification_of(&found).await
}

/// Certifies for a program, by the rules of the page.
pub(super) async fn make(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let own = portal.visible_to(&caller, &id).await?;
    let body: Body = api::read(&body)?;
    let packs = packs(&portal, &own, &body.answers).await?;
    let ask = portal.ask_of(own, packs).await?;
    let given = |pack: &Pack, question: &Question| {
        let said = body.answers.get(&question_id(pack, question));
        let words = said.map_or("", |said| said.explanation.trim()).to_owned();
        Given { answer: said.map(|said| said.answer), words }
    };
    let mut entered = Entered::of(&ask.packs, given);
    (entered.name, entered.title) = (body.name.trim().to_owned(), body.title.trim().to_owned());
    let inquiry = if body.inquiry { Inquiry::Stated } else { Inquiry::NotStated };
    if let Some(wrong) = wrong(Language::En, &ask, &entered, inquiry) {
        return Err(Problem::Bad(wrong));
    }
    portal.certify(&ask, &entered, &caller.actor()).await?;
    let location = format!("/api/v1/submissions/{id}/certification");
    let made = portal.certification_of(&ask.own).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], made).into_response())
}

/// As a program names a question.
pub(super) fn question_id(pack: &Pack, question: &Question) -> String {
    format!("{}.{}", pack.id, question.id)
}

/// The statements that were asked for; where none were, those of which something is answered.
async fn packs(portal: &Portal, own: &submission::Model, answers: &BTreeMap<String, Said>) -> Result<Vec<&'static Pack>, Problem> {
    let asked = match &own.request {
        Some(request) => portal.store.asked_for(request).await?,
        None => Vec::new(),
    };
    let is_answered = |pack: &Pack| pack.questions.iter().any(|question| answers.contains_key(&question_id(pack, question)));
    let packs: Vec<&'static Pack> = if asked.is_empty() {
        PACKS.iter().filter(|pack| is_answered(pack)).collect()
    } else {
        asked.iter().filter_map(|id| pack(id)).collect()
    };
    let known: Vec<String> = packs.iter().flat_map(|pack| pack.questions.iter().map(move |question| question_id(pack, question))).collect();
    if let Some(unknown) = answers.keys().find(|answer| !known.contains(answer)) {
        let all = || PACKS.iter().flat_map(|pack| pack.questions.iter().map(move |question| question_id(pack, question))).collect();
        let known = if known.is_empty() { all() } else { known };
        let (unknown, known) = (escape::visible(unknown), known.join(", "));
        return Err(Problem::Bad(format!("nobody asks the question \"{unknown}\"; \"answers\" is about {known}")));
    }
    if packs.is_empty() {
        return Err(Problem::Bad("\"answers\" answers no question; /api/openapi.json names them all".to_owned()));
    }
    Ok(packs)
}

/// What has to be put right before anything is certified; in English, said in the reader's language by the page.
pub(super) fn wrong(l: Language, ask: &Ask, entered: &Entered, inquiry: Inquiry) -> Option<String> {
    for (pack, question, given) in entered.all(&ask.packs) {
        let says = question.says(l);
        match given.answer {
            None => return Some(format!("answer \"{says}\" ({})", pack.citation)),
            Some(answer) if question.has_to_be_explained(answer, &ask.findings) && given.words.is_empty() => {
                let against = question.against(&ask.findings).first().map(|finding| finding.what.clone());
                return Some(match against.filter(|_| answer != Answer::Does) {
                    Some(_) => format!("the evidence speaks against the answer to \"{says}\": explain it in words, or answer \"does\""),
                    None => format!("the answer to \"{says}\" needs words of your own"),
                });
            }
            Some(_) if given.words.chars().count() > WORDS => {
                return Some(format!("the answer to \"{says}\" is longer than {WORDS} characters"));
            }
            Some(_) if !is_prose(&given.words, WORDS) => {
                return Some(format!("the answer to \"{says}\" holds a control character; take it out"));
            }
            Some(_) => {}
        }
    }
    if [&entered.name, &entered.title].into_iter().any(|text| text.is_empty() || !is_plain(text, NAME)) {
        return Some("give the name and the position of whoever certifies".to_owned());
    }
    (inquiry == Inquiry::NotStated)
        .then(|| "confirm that a reasonable inquiry was made and that you may certify for the supplier".to_owned())
}

/// The certification: the same bytes for whoever reads it, with everything it is about named by digest.
async fn written(portal: &Portal, ask: &Ask, entered: &Entered) -> Result<Vec<u8>, Problem> {
    let verdict = portal.store.verdict(ask.own.verdict.as_deref().unwrap_or_default()).await?;
    let documents = portal.store.documents(&ask.own.id).await?;
    let supplier = portal.store.supplier(&ask.own.supplier).await?;
    let documents: Vec<_> =
        documents.iter().map(|document| json!({ "name": document.path, "sha256": document.sha256, "bytes": document.bytes })).collect();
    let statements: Vec<_> = entered
        .all(&ask.packs)
        .map(|(pack, question, given)| {
            let against: Vec<_> =
                question.against(&ask.findings).iter().map(|finding| json!({ "rule": finding.rule, "what": finding.what })).collect();
            json!({
                "pack": pack.id, "citation": pack.citation, "edition": pack.edition, "source_read": !pack.unread,
                "question": question.id, "says": question.original(),
                "answer": given.answer.map(Answer::word), "explanation": given.words, "evidence_against": against,
            })
        })
        .collect();
    let text = json!({
        "schema_version": "1",
        "request": ask.own.request,
        "submission": ask.own.id,
        "documents": documents,
        "verdict": { "id": verdict.id, "word": verdict.word, "at": moment_of(verdict.at) },
        "supplier": supplier.name,
        "certifier": { "name": entered.name, "position": entered.title },
        "inquiry": "a reasonable inquiry was made; the certifier may certify for the supplier",
        "statements": statements,
        "certified_at": moment_of(now()),
    });
    let text = serde_json::to_string_pretty(&text).map_err(|error| Problem::Ours(error.to_string()))?;
    Ok(format!("{}\n", escape::json(&text)).into_bytes())
}

impl Portal {
    /// What may be certified now, and what the evidence says to it.
    ///
    /// # Errors
    /// [`Problem::Conflict`] where it is too early or too late.
    pub(super) async fn ask_of(&self, own: submission::Model, packs: Vec<&'static Pack>) -> Result<Ask, Problem> {
        match (&own.request, Standing::of(&own.state)) {
            // What came through a link is certified before it is handed in; what a program sends is handed in at once.
            (Some(_), Some(Standing::Draft)) | (None, Some(Standing::Submitted)) => {}
            (Some(_), _) => return Err(Problem::Conflict("statements belong to a draft that is judged; this is none".to_owned())),
            (None, _) => {
                return Err(Problem::Conflict(
                    "statements belong to a delivery that is judged and not yet decided on; this is none".to_owned(),
                ));
            }
        }
        let findings = self.told_to_vendors(own.verdict.as_deref().unwrap_or_default()).await?;
        Ok(Ask { own, packs, findings })
    }

    /// Keeps what was entered and found good.
    pub(super) async fn certify(&self, ask: &Ask, entered: &Entered, actor: &str) -> Result<(), Problem> {
        let bytes = written(self, ask, entered).await?;
        let kept = self.store.originals.keep(&bytes).await?;
        let new = NewCertification {
            id: &id::new()?,
            submission: &ask.own.id,
            verdict: ask.own.verdict.as_deref().unwrap_or_default(),
            kept: &kept,
            certifier: &format!("{}, {}", entered.name, entered.title),
            actor,
        };
        Ok(self.store.certify(&new).await?)
    }

    /// The newest certification, where it is about the verdict that counts now.
    pub(super) async fn certified(&self, submission: &submission::Model) -> Result<Option<certification::Model>, Problem> {
        let newest = self.store.certifications(&submission.id).await?.into_iter().next();
        Ok(newest.filter(|made| submission.verdict.as_deref() == Some(&made.verdict)))
    }

    /// Whether statements are still to be answered before this can be handed in.
    pub(super) async fn has_to_certify(&self, request: &request::Model, submission: &submission::Model) -> Result<bool, Problem> {
        Ok(!self.store.asked_for(&request.id).await?.is_empty() && self.certified(submission).await?.is_none())
    }

    /// As it was made, byte for byte.
    pub(super) async fn certification_of(&self, submission: &submission::Model) -> Result<Response, Problem> {
        let made = self.store.certifications(&submission.id).await?.into_iter().next().ok_or(Problem::Missing)?;
        let body = self.original(&made.sha256).await?;
        Ok(page::attachment(Attachment { name: "certification.json", media_type: "application/json", body }))
    }

    /// The answers of a certification, as they were kept.
    pub(super) async fn answers_of(&self, made: &certification::Model) -> Result<Vec<u8>, Problem> {
        Ok(self.store.originals.read(named(&made.sha256)?).await?)
    }
}
