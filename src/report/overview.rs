//! What every report says in its own way: the verdict's word, the figures, who signed what, what to do next.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::escape::visible;
use super::{Language, Report};
use crate::bill::{self, ComponentId};
use crate::decision::{Effect, Finding, Verdict};
use crate::evidence::{self, Cause, Standing};
use crate::intake::{Digest, Document};
use crate::screening::Outcome;

/// The verdict as one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Word {
    Accept,
    Refer,
    Reject,
}

impl Word {
    /// The word for this verdict.
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Accept(_) => Self::Accept,
            Verdict::Refer => Self::Refer,
            Verdict::Reject => Self::Reject,
        }
    }

    /// `accept`, `refer`, `reject`.
    pub fn text(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Refer => "refer",
            Self::Reject => "reject",
        }
    }

    /// What it means for the delivery, as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Accept => "this delivery may be accepted",
            Self::Refer => "somebody has to look before this delivery is accepted",
            Self::Reject => "this delivery must not be accepted",
        }
    }
}

/// `note`, `refer`, `reject`.
pub fn effect_word(effect: Effect) -> &'static str {
    match effect {
        Effect::Note => "note",
        Effect::Refer => "refer",
        Effect::Reject => "reject",
    }
}

/// The figures of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Documents delivered.
    pub documents: usize,
    /// Components of every bill, the products themselves included.
    pub components: usize,
    /// Components whose maker was screened, whatever came of it.
    pub screened: usize,
    /// Components whose maker, or an owner of it, is on a list.
    pub listed: usize,
    /// Components whose maker may be on a list.
    pub possible: usize,
    /// Components whose maker could not be screened.
    pub unscreened: usize,
    pub signatures: SignatureCount,
}

/// Signatures by what they are worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignatureCount {
    pub verified: usize,
    pub rejected: usize,
    pub undetermined: usize,
}

impl Summary {
    /// Counts.
    pub fn of(report: &Report<'_>) -> Self {
        let mut summary = Self { documents: report.delivery.shipment.documents.len(), ..Self::default() };
        for attestation in &report.case.evidence.attestations {
            let count = match attestation.standing {
                Standing::Verified(_) => &mut summary.signatures.verified,
                Standing::Rejected(_) => &mut summary.signatures.rejected,
                Standing::Undetermined(_) => &mut summary.signatures.undetermined,
            };
            *count = count.saturating_add(1);
        }
        for (index, bill) in report.case.bills.iter().enumerate() {
            for component in 0..bill.contents.components.len() {
                summary.add(outcome_of(report, index, component));
            }
        }
        summary
    }

    fn add(&mut self, outcome: Option<&Outcome>) {
        self.components = self.components.saturating_add(1);
        let counts: &mut [&mut usize] = match outcome {
            Some(Outcome::Clear { .. }) => &mut [&mut self.screened],
            Some(Outcome::Listed(_)) => &mut [&mut self.screened, &mut self.listed],
            Some(Outcome::Possible(_)) => &mut [&mut self.screened, &mut self.possible],
            Some(Outcome::Unscreened(_)) | None => &mut [&mut self.unscreened],
        };
        for count in counts {
            **count = count.saturating_add(1);
        }
    }
}

fn outcome_of<'a>(report: &Report<'a>, bill: usize, component: usize) -> Option<&'a Outcome> {
    let id = ComponentId(u32::try_from(component).ok()?);
    let (index, _) = report.case.traces.of(bill, id)?;
    report.case.screenings.get(index).map(|screening| &screening.outcome)
}

/// What a signature is worth, as one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Worth {
    Verified,
    Rejected,
    Undetermined,
}

/// One signature, as reports show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// Path of the document that carries it.
    pub document: String,
    /// `cms`, `sigstore-bundle`.
    pub form: String,
    pub standing: Worth,
    /// Who signed; null unless the signature is verified.
    pub signer: Option<String>,
    /// Who says to have signed; proves nothing.
    pub claimed_signer: Option<String>,
    /// The trusted key or authority that the signer goes back to; null unless the signature is verified.
    pub trusted_by: Option<String>,
    /// RFC 3339; null where no timestamp or log proves it.
    pub signed_at: Option<String>,
    /// What a build service says of the build that signed; null unless the signature is verified and made by one.
    pub build: Option<Build>,
    /// Paths of the documents that it covers.
    pub covers: Vec<String>,
    /// One word for what is wrong; null for a verified one.
    pub cause: Option<String>,
    /// Why it is not believed; null for a verified one.
    pub reason: Option<String>,
    /// How to put it right; null for a verified one.
    pub remedy: Option<String>,
}

/// What a build service says of a build. Each null where it is not said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Build {
    pub repository: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The commit, in hexadecimal.
    pub digest: Option<String>,
    /// `github-hosted`, `self-hosted`.
    pub runner: Option<String>,
    pub workflow: Option<String>,
    pub trigger: Option<String>,
}

impl Build {
    fn of(build: &evidence::build::Build) -> Self {
        Self {
            repository: build.repository.clone(),
            reference: build.reference.clone(),
            digest: build.digest.clone(),
            runner: build.runner.clone(),
            workflow: build.workflow.clone(),
            trigger: build.trigger.clone(),
        }
    }
}

/// Who signed what, in the order of the documents that carry the signatures.
pub fn signatures(report: &Report<'_>) -> Vec<Signature> {
    let paths = paths(report);
    let path_of = |digest: &Digest| paths.get(digest).map_or_else(|| format!("sha256:{digest}"), |path| (*path).to_owned());
    let attestations = report.case.evidence.attestations.iter();
    attestations
        .map(|attestation| {
            let (worth, proof, reason) = match &attestation.standing {
                Standing::Verified(proof) => (Worth::Verified, Some(proof), None),
                Standing::Rejected(reason) => (Worth::Rejected, None, Some(reason)),
                Standing::Undetermined(reason) => (Worth::Undetermined, None, Some(reason)),
            };
            Signature {
                document: attestation.path.clone(),
                form: attestation.form.to_owned(),
                standing: worth,
                signer: proof.map(|proof| proof.signer().to_owned()),
                claimed_signer: attestation.claimed_signer.clone(),
                trusted_by: proof.map(|proof| proof.root().to_owned()),
                signed_at: proof.and_then(|proof| proof.signed_at()).map(|moment| moment.to_string()),
                build: proof.and_then(|proof| proof.build()).map(Build::of),
                covers: attestation.subjects.iter().map(path_of).collect(),
                cause: reason.map(|reason| cause_word(reason.cause).to_owned()),
                reason: reason.map(|reason| reason.detail.clone()),
                remedy: reason.map(|reason| reason.remedy.clone()),
            }
        })
        .collect()
}

fn cause_word(cause: Cause) -> &'static str {
    match cause {
        Cause::Altered => "altered",
        Cause::Stranger => "stranger",
        Cause::NotForThis => "not for this",
        Cause::OutOfTime => "out of time",
        Cause::Revoked => "revoked",
        Cause::Weak => "weak",
        Cause::Malformed => "malformed",
        Cause::CoversNothing => "covers nothing",
        Cause::NotSupported => "not supported",
    }
}

/// Paths of the delivered documents that no verified signature covers. A file that only carries a signature needs none.
pub fn unsigned(report: &Report<'_>) -> Vec<String> {
    let evidence = &report.case.evidence;
    let carriers: BTreeSet<Digest> = evidence.attestations.iter().map(|attestation| attestation.document).collect();
    let documents = report.delivery.shipment.documents.iter().chain(&evidence.payloads);
    let bare = documents.filter(|document| {
        let only_carries = carriers.contains(&document.digest) && bill::recognise(&document.outline).is_none();
        !only_carries && evidence.proofs_for(document.digest).next().is_none()
    });
    bare.map(|document| document.path.clone()).collect()
}

fn paths<'a>(report: &Report<'a>) -> BTreeMap<Digest, &'a str> {
    let of = |document: &'a Document| (document.digest, document.path.as_str());
    let artifacts = report.delivery.artifacts.iter().map(|artifact| (artifact.digest, artifact.path.as_str()));
    let payloads = report.case.evidence.payloads.iter().map(of);
    let delivered = report.delivery.shipment.documents.iter().map(of);
    // The last one counts: a delivered file's own path comes before that of an equal payload.
    artifacts.chain(payloads).chain(delivered).collect()
}

/// What kind of thing went wrong: CLI.md asks that refer and reject name it.
pub fn cause(rule: &str) -> &'static str {
    let letter = rule.strip_prefix("KP-").and_then(|rest| rest.chars().next());
    CAUSES.iter().find(|(known, _)| Some(*known) == letter).map_or("other", |(_, cause)| cause)
}

/// By the letter of a rule's id.
const CAUSES: &[(char, &str)] = &[
    ('S', "restricted maker or owner"),
    ('E', "signature, identity or integrity"),
    ('M', "undecided maker"),
    ('B', "malformed input"),
    ('I', "malformed input"),
    ('P', "policy"),
    ('H', "hardware"),
    ('X', "something is not accounted for"),
];

/// The one thing to do now, as visible text.
pub fn next_step(report: &Report<'_>) -> String {
    next_step_of(report.language, Word::of(&report.decision.verdict), &report.decision.findings)
}

pub(super) fn next_step_of(language: Language, word: Word, findings: &[Finding]) -> String {
    let worst = match word {
        Word::Accept => return language.say("file this report with the order; nothing else is asked for").into_owned(),
        Word::Refer => Effect::Refer,
        Word::Reject => Effect::Reject,
    };
    let mut open = findings.iter().filter(|finding| finding.effect == worst);
    let Some(first) = open.next() else { return language.say("read the findings above").into_owned() };
    let remedy = visible(&language.say(&first.remedy));
    match open.count() {
        0 => remedy,
        more => {
            let then = format!("then {} more to {}", thousands(more), word.text());
            format!("{remedy} ({}; {})", first.rule, language.say(&then))
        }
    }
}

/// How many findings have this effect.
pub fn count_of(findings: &[Finding], effect: Effect) -> usize {
    findings.iter().filter(|finding| finding.effect == effect).count()
}

/// `9,983`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len().saturating_mul(2));
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 document`, `9,983 documents`.
pub fn plural(number: usize, one: &str) -> String {
    format!("{} {one}{}", thousands(number), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(["0", "999", "1,000", "9,983", "1,000,000"], [0, 999, 1000, 9983, 1_000_000].map(thousands)[..]);
    }

    #[test]
    fn a_signature_that_is_not_verified_has_no_signer() {
        let sample = sample::rejected();
        let shown = signatures(&sample.report());
        assert_eq!((shown[0].signer.as_deref(), shown[0].claimed_signer.as_deref()), (None, Some("Example Camera KK")));
        assert_eq!((shown[0].standing, shown[0].cause.as_deref()), (Worth::Rejected, Some("altered")));
    }

    #[test]
    fn a_file_that_only_carries_a_signature_is_not_called_unsigned() {
        let sample = sample::rejected();
        assert_eq!(unsigned(&sample.report()), ["camera.cdx.json", "notes.txt"]);
    }

    #[test]
    fn the_next_step_is_the_remedy_of_the_worst_finding() {
        let sample = sample::rejected();
        assert!(next_step(&sample.report()).starts_with("replace the component"));
    }
}
