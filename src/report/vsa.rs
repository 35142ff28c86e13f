//! The verdict as a Verification Summary Attestation: an in-toto statement that an edge signs.
//!
//! Sources: in-toto Statement v1; SLSA specification 1.0, verification_summary; field names of our own begin with `kenpin_`,
//! as SLSA asks of extensions.

use serde::Serialize;

use super::Report;
use super::json::{Output, output};
use super::overview::Word;
use crate::evidence::Standing;
use crate::intake::Digest;

/// Of the DSSE envelope around the statement.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";
pub const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
pub const PREDICATE_TYPE: &str = "https://slsa.dev/verification_summary/v1";

#[derive(Serialize)]
struct Statement {
    #[serde(rename = "_type")]
    kind: &'static str,
    subject: Vec<Subject>,
    #[serde(rename = "predicateType")]
    predicate_type: &'static str,
    predicate: Predicate,
}

#[derive(Serialize)]
struct Subject {
    name: String,
    digest: Sha256,
}

#[derive(Serialize)]
struct Sha256 {
    sha256: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Predicate {
    verifier: Verifier,
    time_verified: String,
    resource_uri: String,
    policy: Resource,
    input_attestations: Vec<Resource>,
    verification_result: &'static str,
    /// No SLSA track is judged here.
    verified_levels: [&'static str; 0],
    slsa_version: &'static str,
    #[serde(rename = "kenpin_verdict")]
    verdict: Word,
    /// The whole report: findings by rule, lists and roots by digest, the program.
    #[serde(rename = "kenpin_report")]
    report: Output,
}

#[derive(Serialize)]
struct Verifier {
    id: &'static str,
    version: Version,
}

#[derive(Serialize)]
struct Version {
    kenpin: &'static str,
}

#[derive(Serialize)]
struct Resource {
    uri: String,
    digest: Sha256,
}

/// The statement's bytes. Same run, same bytes.
pub fn payload(report: &Report<'_>) -> Vec<u8> {
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
        kind: STATEMENT_TYPE,
        subject,
        predicate_type: PREDICATE_TYPE,
        predicate: Predicate {
            verifier: Verifier { id: "pkg:cargo/kenpin", version: Version { kenpin: env!("CARGO_PKG_VERSION") } },
            time_verified: report.case.at.to_string(),
            resource_uri: format!("urn:kenpin:delivery:sha256:{delivery}"),
            policy: Resource { uri: "urn:kenpin:policy".to_owned(), digest: sha256(&inputs.policy) },
            input_attestations: attestations(report),
            verification_result: if result.verdict == Word::Accept { "PASSED" } else { "FAILED" },
            verified_levels: [],
            slsa_version: "1.0",
            verdict: result.verdict,
            report: result,
        },
    };
    // Maps with text keys, text and numbers only: printing them cannot fail.
    serde_json::to_vec(&statement).unwrap_or_default()
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
