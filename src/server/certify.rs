//! What a vendor certifies before it hands in: answers against the evidence, one document of them, signatures over it.

use axum::body::Bytes;
use axum::extract::{Extension, Path, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::json;

use super::form::stated;
use super::page::certify::{self as pages, Entered, Given};
use super::page::{self, Attachment};
use super::problem::Problem;
use super::statement::{Answer, Pack, Question, pack};
use super::vendor::{actor, own};
use super::words::Language;
use super::{Portal, Shared, moment_of, upload};
use crate::evidence::{self, Standing};
use crate::intake::{Delivery, Digest, Document};
use crate::report::escape;
use crate::store::certifications::{NewCertification, NewSignature};
use crate::store::entity::{finding, request, submission};
use crate::store::papers::certification;
use crate::store::submissions::State as Standings;
use crate::store::{StoreFault, id, now};

/// Longest answer in words, in characters.
const WORDS: usize = 2_000;
/// Largest signature, in bytes.
const SIGNATURE_BYTES: u64 = 1 << 20;

/// What is asked of one draft, and what the evidence says.
struct Ask {
    request: request::Model,
    own: submission::Model,
    packs: Vec<&'static Pack>,
    findings: Vec<finding::Model>,
}

pub(super) async fn form(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((secret, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ask = asked(&portal, &secret, &id).await?;
    let made = portal.certified(&ask.own).await?;
    let suggested = |question: &Question| Given { answer: question.suggested(&ask.findings), words: String::new() };
    let entered = Entered::of(&ask.packs, |_, question| suggested(question));
    shown(&portal, language, &secret, &ask, &entered, made.as_ref()).await
}

pub(super) async fn answer(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((secret, id)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Problem> {
    let ask = asked(&portal, &secret, &id).await?;
    let given = |pack: &Pack, question: &Question| Given {
        answer: stated(&body, &format!("a.{}.{}", pack.id, question.id)).and_then(|word| Answer::of(&word)),
        words: stated(&body, &format!("e.{}.{}", pack.id, question.id)).unwrap_or_default(),
    };
    let mut entered = Entered::of(&ask.packs, given);
    entered.name = stated(&body, "name").unwrap_or_default();
    entered.title = stated(&body, "title").unwrap_or_default();
    entered.wrong = wrong(language, &ask, &entered, stated(&body, "inquiry").is_some());
    if entered.wrong.is_some() {
        let mut response = shown(&portal, language, &secret, &ask, &entered, None).await?;
        *response.status_mut() = Problem::Bad(String::new()).status();
        return Ok(response);
    }
    let bytes = written(&portal, &ask, &entered).await?;
    let kept = portal.store.originals.keep(&bytes).await?;
    let certifier = format!("{}, {}", entered.name, entered.title);
    let new = NewCertification {
        id: &id::new()?,
        submission: &ask.own.id,
        verdict: ask.own.verdict.as_deref().unwrap_or_default(),
        kept: &kept,
        certifier: &certifier,
        actor: &actor(&ask.request),
    };
    portal.store.certify(&new).await?;
    Ok(Redirect::to(&format!("/r/{secret}/{id}/statements")).into_response())
}

/// What has to be put right before anything is certified; in English, said in the reader's language by the page.
fn wrong(l: Language, ask: &Ask, entered: &Entered, inquiry: bool) -> Option<String> {
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
            Some(_) => {}
        }
    }
    if entered.name.is_empty() || entered.title.is_empty() || entered.name.len().saturating_add(entered.title.len()) > WORDS {
        return Some("give the name and the position of whoever certifies".to_owned());
    }
    (!inquiry).then(|| "confirm that a reasonable inquiry was made and that you may certify for the supplier".to_owned())
}

/// The certification: the same bytes for whoever reads it, with everything it is about named by digest.
async fn written(portal: &Portal, ask: &Ask, entered: &Entered) -> Result<Vec<u8>, Problem> {
    let verdict = portal.store.verdict(ask.own.verdict.as_deref().unwrap_or_default()).await?;
    let documents = portal.store.documents(&ask.own.id).await?;
    let supplier = portal.store.supplier(&ask.request.supplier).await?;
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
        "request": ask.request.id,
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

pub(super) async fn read(State(portal): State<Shared>, Path((secret, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (_, own) = own(&portal, &secret, &id).await?;
    portal.certification_of(&own).await
}

pub(super) async fn read_by_buyer(State(portal): State<Shared>, Path(id): Path<String>) -> Result<Response, Problem> {
    let handed = portal.handed_in(&id).await?;
    portal.certification_of(&handed).await
}

pub(super) async fn signature(State(portal): State<Shared>, Path((id, number)): Path<(String, String)>) -> Result<Response, Problem> {
    let number: usize = number.parse().map_err(|_| Problem::Missing)?;
    let handed = portal.handed_in(&id).await?;
    let made = portal.store.certifications(&handed.id).await?.into_iter().next().ok_or(Problem::Missing)?;
    let signature = portal.store.signatures_over(&made.id).await?.into_iter().nth(number).ok_or(Problem::Missing)?;
    let bytes = portal.original(&signature.sha256).await?;
    Ok(page::attachment(Attachment { name: &signature.name, media_type: "application/octet-stream", bytes }))
}

/// Takes a detached signature over the newest certification, if it is one that can be believed.
pub(super) async fn sign(
    State(portal): State<Shared>,
    Path((secret, id)): Path<(String, String)>,
    body: Request,
) -> Result<Response, Problem> {
    let ask = asked(&portal, &secret, &id).await?;
    let made = portal.certified(&ask.own).await?.ok_or_else(|| Problem::Conflict("certify first, then sign".to_owned()))?;
    let bytes = portal.original(&made.sha256).await?;
    for sent in upload::receive(&portal, body).await? {
        if sent.kept.bytes > SIGNATURE_BYTES {
            return Err(Problem::TooLarge(format!("a signature has at most {SIGNATURE_BYTES} bytes")));
        }
        let signature = portal.store.originals.read(sent.kept.digest).await?;
        let bench = portal.desk.bench().await.map_err(Problem::Ours)?;
        let (name, over) = (sent.path.clone(), bytes.clone());
        let found = tokio::task::spawn_blocking(move || signer(over, &name, signature, &bench)).await;
        let signer = found.map_err(|_| Problem::Ours("verifying came to an unexpected end".to_owned()))?;
        let signer = signer.map_err(|why| Problem::Bad(format!("this signature is not taken: {why}")))?;
        let actor = actor(&ask.request);
        let new = NewSignature { certification: &made.id, kept: &sent.kept, name: &sent.path, signer: &signer, actor: &actor };
        portal.store.countersign(&new).await?;
    }
    Ok(Redirect::to(&format!("/r/{secret}/{id}/statements")).into_response())
}

/// Who signed the certification, by kenpin's own verification and the buyer's trust.
///
/// # Errors
/// Why it is nobody whom the buyer trusts.
fn signer(certification: Vec<u8>, name: &str, signature: Vec<u8>, bench: &super::Bench) -> Result<String, String> {
    let ending = evidence::signature_ending(name).unwrap_or(".sig");
    let mut delivery = Delivery::default();
    let signed = Document::new("certification.json", certification);
    let carrier = Document::new(format!("certification.json{ending}"), signature);
    let (wanted, carried) = (signed.digest, carrier.digest);
    delivery.shipment.documents.extend([signed, carrier]);
    let found = evidence::verify(&delivery, &bench.reference.trust, bench.at);
    let mut why = "no form of signature is recognised in the file".to_owned();
    for attestation in found.attestations.iter().filter(|attestation| attestation.document == carried) {
        match &attestation.standing {
            Standing::Verified(proof) if attestation.subjects.contains(&wanted) => return Ok(proof.signer().to_owned()),
            Standing::Verified(_) => "a good signature, over something else than this artifact".clone_into(&mut why),
            Standing::Rejected(reason) | Standing::Undetermined(reason) => reason.detail.clone_into(&mut why),
        }
    }
    Err(why)
}

/// The statements of a draft that is judged.
async fn asked(portal: &Portal, secret: &str, id: &str) -> Result<Ask, Problem> {
    let (request, own) = own(portal, secret, id).await?;
    if own.state != Standings::Draft.word() {
        return Err(Problem::Conflict("statements belong to a draft that is judged; this is none".to_owned()));
    }
    let packs = portal.store.asked_for(&request.id).await?.iter().filter_map(|id| pack(id)).collect();
    let findings = portal.store.findings(own.verdict.as_deref().unwrap_or_default(), page::FINDINGS).await?;
    Ok(Ask { request, own, packs, findings })
}

async fn shown(
    portal: &Portal,
    language: Language,
    secret: &str,
    ask: &Ask,
    entered: &Entered,
    made: Option<&certification::Model>,
) -> Result<Response, Problem> {
    let signatures = match made {
        Some(made) => portal.store.signatures_over(&made.id).await?,
        None => Vec::new(),
    };
    let asking = pages::Asking {
        secret,
        request: &ask.request,
        submission: &ask.own,
        packs: &ask.packs,
        findings: &ask.findings,
        made,
        signatures: &signatures,
    };
    Ok(pages::page(language, &asking, entered))
}

impl Portal {
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
    async fn certification_of(&self, submission: &submission::Model) -> Result<Response, Problem> {
        let made = self.store.certifications(&submission.id).await?.into_iter().next().ok_or(Problem::Missing)?;
        let bytes = self.original(&made.sha256).await?;
        Ok(page::attachment(Attachment { name: "certification.json", media_type: "application/json", bytes }))
    }

    pub(super) async fn original(&self, sha256: &str) -> Result<Vec<u8>, Problem> {
        let digest = Digest::parse(sha256).ok_or_else(|| StoreFault::Damaged("digest of a certification".to_owned()))?;
        Ok(self.store.originals.read(digest).await?)
    }
}
