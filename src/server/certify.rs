//! The pages on which a vendor certifies before it hands in: questions with the evidence, answers, signatures over them.

use axum::body::Bytes;
use axum::extract::{Extension, Path, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::certification::{Ask, Inquiry, wrong};
use super::form::stated;
use super::page::certify::{self as pages, Entered, Given};
use super::page::{self, Attachment};
use super::problem::Problem;
use super::statement::{Answer, Pack, Question, pack};
use super::vendor::{actor, own};
use super::words::Language;
use super::{Portal, Shared, upload};
use crate::evidence::{self, Standing};
use crate::intake::{Delivery, Document};
use crate::store::certifications::NewSignature;
use crate::store::entity::request;
use crate::store::papers::certification;

/// Largest signature, in bytes.
const SIGNATURE_BYTES: u64 = 1 << 20;

pub(super) async fn form(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((secret, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (request, ask) = asked(&portal, &secret, &id).await?;
    let made = portal.certified(&ask.own).await?;
    let suggested = |question: &Question| Given { answer: question.suggested(&ask.findings), words: String::new() };
    let entered = Entered::of(&ask.packs, |_, question| suggested(question));
    shown(&portal, language, (&secret, &request), &ask, &entered, made.as_ref()).await
}

pub(super) async fn answer(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((secret, id)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Problem> {
    let (request, ask) = asked(&portal, &secret, &id).await?;
    let given = |pack: &Pack, question: &Question| Given {
        answer: stated(&body, &format!("a.{}.{}", pack.id, question.id)).and_then(|word| Answer::of(&word)),
        words: stated(&body, &format!("e.{}.{}", pack.id, question.id)).unwrap_or_default(),
    };
    let mut entered = Entered::of(&ask.packs, given);
    entered.name = stated(&body, "name").unwrap_or_default();
    entered.title = stated(&body, "title").unwrap_or_default();
    entered.wrong = wrong(language, &ask, &entered, stated(&body, "inquiry").map_or(Inquiry::NotStated, |_| Inquiry::Stated));
    if entered.wrong.is_some() {
        let mut response = shown(&portal, language, (&secret, &request), &ask, &entered, None).await?;
        *response.status_mut() = Problem::Bad(String::new()).status();
        return Ok(response);
    }
    portal.certify(&ask, &entered, &actor(&request)).await?;
    Ok(Redirect::to(&format!("/r/{secret}/{id}/statements")).into_response())
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
    let body = portal.original(&signature.sha256).await?;
    Ok(page::attachment(Attachment { name: &signature.name, media_type: "application/octet-stream", body }))
}

/// Takes a detached signature over the newest certification, if it is one that can be believed.
pub(super) async fn sign(
    State(portal): State<Shared>,
    Path((secret, id)): Path<(String, String)>,
    body: Request,
) -> Result<Response, Problem> {
    let (request, ask) = asked(&portal, &secret, &id).await?;
    let made = portal.certified(&ask.own).await?.ok_or_else(|| Problem::Conflict("certify first, then sign".to_owned()))?;
    let bytes = portal.answers_of(&made).await?;
    for sent in upload::receive(&portal, body, None).await?.files {
        if sent.kept.bytes > SIGNATURE_BYTES {
            return Err(Problem::TooLarge(format!("a signature has at most {SIGNATURE_BYTES} bytes")));
        }
        let signature = portal.store.originals.read(sent.kept.digest).await?;
        let bench = portal.desk.bench().await.map_err(Problem::Ours)?;
        let (name, over) = (sent.path.clone(), bytes.clone());
        let found = tokio::task::spawn_blocking(move || signer(over, &name, signature, &bench)).await;
        let signer = found.map_err(|_| Problem::Ours("verifying came to an unexpected end".to_owned()))?;
        let signer = signer.map_err(|why| Problem::Bad(format!("this signature is not taken: {why}")))?;
        let actor = actor(&request);
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
async fn asked(portal: &Portal, secret: &str, id: &str) -> Result<(request::Model, Ask), Problem> {
    let (request, own) = own(portal, secret, id).await?;
    let packs = portal.store.asked_for(&request.id).await?.iter().filter_map(|id| pack(id)).collect();
    Ok((request, portal.ask_of(own, packs).await?))
}

async fn shown(
    portal: &Portal,
    language: Language,
    (secret, request): (&str, &request::Model),
    ask: &Ask,
    entered: &Entered,
    made: Option<&certification::Model>,
) -> Result<Response, Problem> {
    let signatures = match made {
        Some(made) => portal.store.signatures_over(&made.id).await?,
        None => Vec::new(),
    };
    let asking =
        pages::Asking { secret, request, submission: &ask.own, packs: &ask.packs, findings: &ask.findings, made, signatures: &signatures };
    Ok(pages::page(language, &asking, entered))
}
