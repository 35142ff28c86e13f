//! The verdict as a Verification Summary Attestation: an in-toto statement that an edge signs.
//!
//! Sources: in-toto Statement v1; SLSA specification 1.0, verification_summary; field names of our own begin with `kenpin_`,
//! as SLSA asks of extensions.

use serde::{Deserialize, Serialize};

use super::json::{Output, output};
use super::overview::Word;
use super::{Language, Report};
use crate::evidence::{Standing, unambiguous_json};
use crate::intake::Digest;

/// Of the DSSE envelope around the statement.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";
pub const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
pub const PREDICATE_TYPE: &str = "https://slsa.dev/verification_summary/v1";
const VERIFIER: &str = "pkg:cargo/kenpin";

/// What a signed verdict says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Statement {
    #[serde(rename = "_type")]
    kind: String,
    /// Every delivered document.
    pub subject: Vec<Subject>,
    #[serde(rename = "predicateType")]
    predicate_type: String,
    pub predicate: Predicate,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Subject {
    pub name: String,
    pub digest: Sha256,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Sha256 {
    pub sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Predicate {
    verifier: Verifier,
    pub time_verified: String,
    pub resource_uri: String,
    policy: Resource,
    input_attestations: Vec<Resource>,
    verification_result: String,
    /// No SLSA track is judged here.
    verified_levels: Vec<String>,
    slsa_version: String,
    #[serde(rename = "kenpin_verdict")]
    pub verdict: Word,
    /// The whole report: findings by rule, lists and roots by digest, the program.
    #[serde(rename = "kenpin_report")]
    pub report: Output,
}

#[derive(Debug, Serialize, Deserialize)]
struct Verifier {
    id: String,
    version: Version,
}

#[derive(Debug, Serialize, Deserialize)]
struct Version {
    kenpin: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Resource {
    uri: String,
    digest: Sha256,
}

/// The statement's bytes. Same run, same bytes, whatever language the run speaks.
pub fn payload(report: &Report<'_>) -> Vec<u8> {
    let report = &Report { language: Language::En, ..*report };
    let inputs = &report.decision.inputs;
    let delivery = delivery(&inputs.documents);
    let mut subject: Vec<Subject> =
        inputs.documents.iter().map(|(path, digest)| Subject { name: path.clone(), digest: sha256(digest) }).collect();
    if subject.is_empty() {
        // A statement needs a subject, and an empty delivery is one.
        subject.push(Subject { name: "empty delivery".to_owned(), digest: sha256(&delivery) });
    }
    let result = output(report);
    let statement = Statement {
        kind: STATEMENT_TYPE.to_owned(),
        subject,
        predicate_type: PREDICATE_TYPE.to_owned(),
        predicate: Predicate {
            verifier: Verifier { id: VERIFIER.to_owned(), version: Version { kenpin: env!("CARGO_PKG_VERSION").to_owned() } },
            time_verified: report.case.at.to_string(),
            resource_uri: format!("urn:kenpin:delivery:sha256:{delivery}"),
            policy: Resource { uri: "urn:kenpin:policy".to_owned(), digest: sha256(&inputs.policy) },
            input_attestations: attestations(report),
            verification_result: word_of(result.verdict).to_owned(),
            verified_levels: Vec::new(),
            slsa_version: "1.0".to_owned(),
            verdict: result.verdict,
            report: result,
        },
    };
    // Maps with text keys, text and numbers only: printing them cannot fail.
    serde_json::to_vec(&statement).unwrap_or_default()
}

/// Reads a statement that [`payload`] wrote. Whether to believe it is for its envelope to show.
///
/// # Errors
/// What makes it none, in words: another kind of statement, or one that contradicts itself.
pub fn read(payload: &[u8]) -> Result<Statement, String> {
    unambiguous_json(payload)?;
    let statement: Statement = serde_json::from_slice(payload).map_err(|error| error.to_string())?;
    let predicate = &statement.predicate;
    if statement.kind != STATEMENT_TYPE || statement.predicate_type != PREDICATE_TYPE || predicate.verifier.id != VERIFIER {
        return Err(format!("it is a \"{}\" by \"{}\", no verdict by kenpin", statement.predicate_type, predicate.verifier.id));
    }
    if predicate.verdict != predicate.report.verdict || predicate.verification_result != word_of(predicate.verdict) {
        return Err("it gives two verdicts that contradict each other".to_owned());
    }
    Ok(statement)
}

fn word_of(verdict: Word) -> &'static str {
    match verdict {
        Word::Accept => "PASSED",
        Word::Refer | Word::Reject => "FAILED",
    }
}

/// One digest for the whole delivery: over a line for each document, digest and path, in the order of the report.
pub fn delivery(documents: &[(String, Digest)]) -> Digest {
    let lines: String = documents.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect();
    Digest::of(lines.as_bytes())
}

/// The documents whose signatures were verified.
fn attestations(report: &Report<'_>) -> Vec<Resource> {
    let verified = report.case.evidence.attestations.iter().filter(|attestation| match attestation.standing {
        Standing::Verified(_) => true,
        Standing::Rejected(_) | Standing::Undetermined(_) => false,
    });
    verified.map(|attestation| Resource { uri: attestation.path.clone(), digest: sha256(&attestation.document) }).collect()
}

fn sha256(digest: &Digest) -> Sha256 {
    Sha256 { sha256: digest.to_string() }
}
