//! In-toto statements: which files they speak of, what they say, and whether we understand it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Cause, Opening, Proof, Standing, json};
use crate::intake::{Digest, Document};

/// Subjects of one statement. sigstore-go allows as many.
const SUBJECTS: usize = 1_024;

/// `_type` of the statements that are understood (in-toto attestation v0.1 and v1).
const TYPES: &[&str] = &["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];

/// A statement whose form is good. Who made it is for its envelope to show.
#[derive(Debug)]
pub(super) struct Statement {
    /// SHA-256 of each subject that names one, in order.
    pub subjects: Vec<Digest>,
    pub predicate_type: String,
    /// The predicate's own JSON, byte for byte; `None`: left out.
    predicate: Option<String>,
}

/// What a predicate type means for us.
pub struct Predicate {
    /// `predicateType`, to the letter.
    pub name: &'static str,
    /// For people.
    pub title: &'static str,
    pub reading: Reading,
}

/// What is done with a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is a bill of materials: read as one, attested by the statement's proof.
    Bill,
    /// It says how or by whom its subject was made: the signer vouches for the subject.
    Origin,
    /// A verifier's summary: it vouches for the subject where it says PASSED.
    Summary,
    /// Tests of its subject: what a trusted tester calls failed is not accepted, and what passed is covered by nobody yet.
    Test,
    /// It says something about its subject, and nobody vouches for that by it: it covers nothing.
    Remark,
}

/// Every predicate type that is understood. Any other is "verified, not understood" and covers nothing.
pub const PREDICATES: &[Predicate] = &[
    Predicate { name: "https://cyclonedx.org/bom", title: "CycloneDX", reading: Reading::Bill },
    Predicate { name: "https://cyclonedx.org/bom/v1.4", title: "CycloneDX 1.4", reading: Reading::Bill },
    Predicate { name: "https://spdx.dev/Document", title: "SPDX 2", reading: Reading::Bill },
    Predicate { name: "https://spdx.dev/Document/v2.2", title: "SPDX 2.2", reading: Reading::Bill },
    Predicate { name: "https://spdx.dev/Document/v2.3", title: "SPDX 2.3", reading: Reading::Bill },
    Predicate { name: "https://spdx.dev/Document/v3", title: "SPDX 3", reading: Reading::Bill },
    Predicate { name: "https://slsa.dev/provenance/v0.2", title: "SLSA provenance 0.2", reading: Reading::Origin },
    Predicate { name: "https://slsa.dev/provenance/v1", title: "SLSA provenance 1", reading: Reading::Origin },
    Predicate { name: "https://in-toto.io/attestation/release/v0.1", title: "in-toto release", reading: Reading::Origin },
    Predicate { name: "https://in-toto.io/attestation/release/v0.2", title: "in-toto release 0.2", reading: Reading::Origin },
    Predicate { name: "https://in-toto.io/attestation/link/v0.3", title: "in-toto link", reading: Reading::Origin },
    Predicate { name: "https://sigstore.dev/cosign/sign/v1", title: "cosign's signature of an image", reading: Reading::Origin },
    Predicate { name: "https://slsa.dev/verification_summary/v1", title: "SLSA verification summary 1", reading: Reading::Summary },
    Predicate { name: "https://slsa.dev/verification_summary/v0.2", title: "SLSA verification summary 0.2", reading: Reading::Summary },
    Predicate { name: "https://in-toto.io/attestation/scai/v0.3", title: "SCAI attribute report", reading: Reading::Remark },
    Predicate {
        name: "https://in-toto.io/attestation/scai/attribute-report/v0.2",
        title: "SCAI attribute report 0.2",
        reading: Reading::Remark,
    },
    Predicate { name: "https://in-toto.io/attestation/test-result/v0.1", title: "in-toto test result", reading: Reading::Test },
    Predicate { name: "https://in-toto.io/attestation/svr/v0.2", title: "simple verification result", reading: Reading::Remark },
    Predicate { name: "https://in-toto.io/attestation/reference/v0.1", title: "in-toto reference", reading: Reading::Remark },
    Predicate { name: "https://in-toto.io/attestation/vulns/v0.2", title: "in-toto vulnerabilities", reading: Reading::Remark },
    Predicate { name: "https://cosign.sigstore.dev/attestation/vuln/v1", title: "cosign vulnerabilities", reading: Reading::Remark },
    Predicate { name: "https://openvex.dev/ns", title: "OpenVEX", reading: Reading::Remark },
    Predicate { name: "https://openvex.dev/ns/v0.2.0", title: "OpenVEX 0.2", reading: Reading::Remark },
];

#[derive(Deserialize)]
struct Read {
    #[serde(rename = "_type")]
    kind: String,
    subject: Vec<Subject>,
    #[serde(rename = "predicateType")]
    predicate_type: String,
}

#[derive(Deserialize)]
struct Subject {
    digest: BTreeMap<String, String>,
}

impl Statement {
    /// Reads the payload of an envelope.
    pub fn read(payload: &[u8]) -> Result<Self, Standing> {
        json::is_unambiguous(payload).map_err(|error| malformed(&error))?;
        let read: Read = serde_json::from_slice(payload).map_err(|error| malformed(&error.to_string()))?;
        if !TYPES.contains(&read.kind.as_str()) {
            return Err(Standing::undetermined(
                Cause::NotSupported,
                format!("the signed statement is of type \"{}\", which is no in-toto Statement v0.1 or v1", read.kind),
                "ask the vendor for an in-toto Statement v1",
            ));
        }
        if read.subject.is_empty() || read.subject.len() > SUBJECTS {
            return Err(malformed(&format!("it names {} subjects; 1 to {SUBJECTS} are read", read.subject.len())));
        }
        let mut subjects = Vec::new();
        for (name, value) in read.subject.iter().flat_map(|subject| &subject.digest) {
            if !is_well_formed(name, value) {
                return Err(malformed(&format!("subject digest \"{name}\" is no lower-case hexadecimal of the right length")));
            }
            if name == "sha256" {
                subjects.extend(Digest::parse(value));
            }
        }
        Ok(Self { subjects, predicate_type: read.predicate_type, predicate: json::member(payload, "predicate").map(str::to_owned) })
    }

    /// What the statement's predicate means; `None`: not understood.
    pub fn meaning(&self) -> Option<&'static Predicate> {
        PREDICATES.iter().find(|predicate| predicate.name == self.predicate_type)
    }

    /// Digests of what is delivered, or comes inside, and is a subject of it. Never empty.
    ///
    /// # Errors
    /// It speaks of other bytes than those of the document beside it, or of nothing that is delivered.
    pub fn covered(&self, carrier: &Document, payload: Option<&Document>, opening: &Opening<'_>) -> Result<Vec<Digest>, Standing> {
        let beside = opening.held.beside(carrier).map(|beside| beside.digest).or_else(|| opening.held.artifact_beside(carrier));
        if beside.is_some_and(|beside| !self.subjects.contains(&beside)) {
            let named = super::subject::stem(&carrier.path).unwrap_or_default();
            return Err(Standing::rejected(
                Cause::Altered,
                format!("the statement speaks of other bytes than those of \"{named}\" beside it"),
                "fetch both again from the vendor; where they still differ, ask the vendor which bytes it signed",
            ));
        }
        let mut covered: Vec<Digest> = self.subjects.iter().copied().filter(|digest| opening.held.holds(*digest)).collect();
        // A bill of another image than the one that is delivered says nothing about this one.
        if covered.is_empty() && opening.held.has_products() {
            return Err(super::apart::covers_nothing());
        }
        covered.extend(payload.map(|payload| payload.digest));
        covered.sort_unstable();
        covered.dedup();
        if covered.is_empty() { Err(super::apart::covers_nothing()) } else { Ok(covered) }
    }

    /// What a good statement proves: one that says something unknown, nothing about its subjects.
    ///
    /// # Errors
    /// "Verified, not understood"; or a verifier's summary that says that its subject did not pass.
    pub fn understood(&self, proof: Proof, covered: Vec<Digest>) -> Result<(Proof, Vec<Digest>), Standing> {
        match self.meaning().map(|predicate| predicate.reading) {
            Some(Reading::Bill | Reading::Origin) => Ok((proof, covered)),
            Some(Reading::Remark) => Ok((proof, Vec::new())),
            Some(Reading::Summary) => match self.result().as_deref() {
                Some("PASSED") => Ok((proof, covered)),
                result => Err(failed(&proof, result)),
            },
            // Without a result, as some testers write it, it is a remark.
            Some(Reading::Test) => match self.result().as_deref() {
                Some("FAILED") => Err(failed(&proof, Some("FAILED"))),
                Some(_) | None => Ok((proof, Vec::new())),
            },
            None => Err(Standing::undetermined(
                Cause::NotSupported,
                format!("verified, not understood: signed by \"{}\", with predicate \"{}\"", proof.signer(), self.predicate_type),
                "ask the vendor to sign the document itself too",
            )),
        }
    }

    /// `verificationResult` of a summary (SLSA 1.0, verification_summary), `result` of tests (in-toto attestation, test-result).
    fn result(&self) -> Option<String> {
        #[derive(Deserialize)]
        struct Summary {
            #[serde(alias = "verificationResult", alias = "verification_result")]
            result: String,
        }
        serde_json::from_str::<Summary>(self.predicate.as_deref()?).ok().map(|summary| summary.result)
    }

    /// The bill inside, as a document of its own, byte for byte as it was signed.
    pub fn bill(&self, envelope: &Document) -> Option<Document> {
        self.meaning().filter(|predicate| predicate.reading == Reading::Bill)?;
        let raw = self.predicate.as_deref()?;
        // cosign wraps what is no JSON object, such as SPDX tag-value, into a string, alone or as member "Data".
        #[derive(Deserialize)]
        struct Wrapped {
            #[serde(rename = "Data")]
            data: String,
        }
        let wrapped = serde_json::from_str::<Wrapped>(raw).map(|wrapped| wrapped.data);
        let text = serde_json::from_str::<String>(raw).or(wrapped).unwrap_or_else(|_| raw.to_owned());
        let mut bill = Document::new(format!("{}!/predicate", envelope.path), text.into_bytes());
        bill.envelope = Some(envelope.digest);
        Some(bill)
    }
}

/// Hexadecimal in lower case, as long as the algorithm's result. Algorithms that are not hashes of files are left alone.
fn is_well_formed(algorithm: &str, value: &str) -> bool {
    let digits = match algorithm {
        "sha1" => 40,
        "sha224" => 56,
        "sha256" | "sha3_256" | "sha512_256" => 64,
        "sha384" | "sha3_384" => 96,
        "sha512" | "sha3_512" => 128,
        _ => return true,
    };
    value.len() == digits && value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn failed(proof: &Proof, result: Option<&str>) -> Standing {
    Standing::rejected(
        Cause::NotForThis,
        format!("\"{}\" has verified this, and says {}", proof.signer(), result.unwrap_or("nothing of the result")),
        "ask the vendor why, and for what passes",
    )
}

fn malformed(what: &str) -> Standing {
    Standing::rejected(
        Cause::Malformed,
        format!("the signed payload is no in-toto statement that can be relied on: {what}"),
        "ask the vendor to make the attestation again with another tool",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;

    fn statement(kind: &str, subjects: &str, rest: &str) -> Result<Statement, Standing> {
        Statement::read(
            format!(r#"{{"_type":"{kind}","subject":[{subjects}],"predicateType":"https://spdx.dev/Document"{rest}}}"#).as_bytes(),
        )
    }

    fn subject(algorithm: &str, value: &str) -> String {
        format!(r#"{{"name":"a","digest":{{"{algorithm}":"{value}"}}}}"#)
    }

    fn cause<T>(result: Result<T, Standing>) -> Option<Cause> {
        match result {
            Ok(_) | Err(Standing::Verified(_)) => None,
            Err(Standing::Rejected(reason) | Standing::Undetermined(reason)) => Some(reason.cause),
        }
    }

    #[test]
    fn both_versions_are_read_and_no_other() {
        let good = subject("sha256", &"ab".repeat(32));
        for kind in TYPES {
            assert_eq!(statement(kind, &good, "").unwrap().subjects, [Digest([0xab; 32])]);
        }
        assert_eq!(cause(statement("https://in-toto.io/Statement/v2", &good, "")), Some(Cause::NotSupported));
        assert_eq!(cause(statement("https://in-toto.io/statement/v1", &good, "")), Some(Cause::NotSupported));
    }

    /// SIGNATURES, bad inputs 35 and 36.
    #[test]
    fn a_digest_in_upper_case_or_too_short_is_refused_and_so_is_a_statement_about_nothing() {
        for bad in [subject("sha256", &"AB".repeat(32)), subject("sha256", "ab"), subject("sha512", &"ab".repeat(32)), String::new()] {
            assert_eq!(cause(statement(TYPES[0], &bad, "")), Some(Cause::Malformed), "{bad}");
        }
        let weak = statement(TYPES[0], &subject("sha1", &"ab".repeat(20)), "").unwrap();
        assert!(weak.subjects.is_empty());
        assert!(statement(TYPES[0], &subject("gitCommit", "AB"), "").is_ok());
    }

    /// SIGNATURES, bad inputs 38 and 39.
    #[test]
    fn members_that_stand_twice_and_endless_subjects_are_refused() {
        let good = subject("sha256", &"ab".repeat(32));
        assert_eq!(cause(statement(TYPES[0], &good, r#","predicateType":"https://slsa.dev/provenance/v1""#)), Some(Cause::Malformed));
        assert_eq!(cause(statement(TYPES[0], &good, r#","predicate":{"a":1,"a":2}"#)), Some(Cause::Malformed));
        assert_eq!(cause(statement(TYPES[0], &vec![good; SUBJECTS + 1].join(","), "")), Some(Cause::Malformed));
    }

    #[test]
    fn a_bill_inside_is_handed_on_byte_for_byte() {
        let good = subject("sha256", &"ab".repeat(32));
        let envelope = Document::new("a.sigstore.json", b"x".to_vec());
        let bill = |predicate: &str| {
            let statement = statement(TYPES[0], &good, &format!(r#","predicate":{predicate}"#)).unwrap();
            String::from_utf8(statement.bill(&envelope).unwrap().bytes.to_vec()).unwrap()
        };
        assert_eq!(bill(r#"{ "spdxVersion" : 1.50 }"#), r#"{ "spdxVersion" : 1.50 }"#);
        assert_eq!(bill(r#""SPDXVersion: SPDX-2.3\n""#), "SPDXVersion: SPDX-2.3\n");
        assert_eq!(bill(r#"{"Data":"SPDXVersion: SPDX-2.3","Timestamp":"x"}"#), "SPDXVersion: SPDX-2.3");
        assert!(statement(TYPES[0], &good, "").unwrap().bill(&envelope).is_none());
    }

    #[test]
    fn a_digest_is_as_long_as_its_algorithm_says_and_one_letter_less_is_refused() {
        let lengths = [
            ("sha1", 40),
            ("sha224", 56),
            ("sha256", 64),
            ("sha3_256", 64),
            ("sha512_256", 64),
            ("sha384", 96),
            ("sha3_384", 96),
            ("sha512", 128),
            ("sha3_512", 128),
        ];
        for (algorithm, digits) in lengths {
            assert!(statement(TYPES[0], &subject(algorithm, &"a".repeat(digits)), "").is_ok(), "{algorithm}");
            assert_eq!(cause(statement(TYPES[0], &subject(algorithm, &"a".repeat(digits - 1)), "")), Some(Cause::Malformed), "{algorithm}");
        }
    }

    #[test]
    fn as_many_subjects_as_are_allowed_are_read() {
        let all = vec![subject("sha256", &"ab".repeat(32)); SUBJECTS].join(",");
        assert!(statement(TYPES[0], &all, "").is_ok());
    }
}
