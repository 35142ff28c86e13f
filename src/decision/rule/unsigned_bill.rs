//! A bill that nobody whom the buyer trusts has signed.

use super::facts::{Facts, bill_site, document_site};
use super::{Phase, Rule};
use crate::bill::Standpoint;
use crate::decision::policy::{Insistence, RequiredBuild, RequiredSignature, pattern};
use crate::decision::{Effect, Finding};
use crate::evidence::build::Build;
use crate::intake::Document;

pub const RULE: Rule = Rule {
    id: "KP-E01",
    name: "unsigned_bill",
    title: "nobody whom you trust has signed a document that must be signed",
    authority: "policy, signatures",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor sign the document; or add the signer's certificate authority or key to your trust store if you know it",
    explanation: "A bill of materials is the vendor's word. Without a signature of somebody whom the buyer chose to trust, nobody can be held \
to it, and anybody on the way may have changed it. What such a bill admits still counts against the delivery; what it claims in the vendor's \
favour counts for nothing.\n\n\
A signature that is there but cannot be believed has a finding of its own, which says why.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if facts.terms.policy.signatures.bills == Insistence::Required {
        let promised = facts.case.bills.iter().filter(|bill| bill.standpoint == Standpoint::Promised);
        let mut unsigned: Vec<_> = promised.filter(|bill| bill.attested_by.is_empty()).map(bill_site).collect();
        unsigned.sort();
        if !unsigned.is_empty() {
            findings.push(RULE.finding("nobody whom you trust has signed this bill", unsigned));
        }
    }
    findings.extend(facts.terms.policy.signatures.required.iter().filter_map(|required| unmet(facts, required)));
    findings
}

/// A requirement of the policy that some document does not meet.
fn unmet(facts: &Facts<'_>, required: &RequiredSignature) -> Option<Finding> {
    if required.vendor.is_some() && required.vendor != facts.delivery.order.vendor {
        return None;
    }
    let fitting = facts.delivery.shipment.documents.iter().filter(|document| pattern::fits(&required.documents, &document.path));
    let places: Vec<_> = fitting.filter(|document| !is_signed(facts, document, required)).map(document_site).collect();
    let by = required.signer.as_deref().map_or_else(|| "somebody trusted".to_owned(), |signer| format!("\"{signer}\""));
    let from = required.build.as_ref().map_or_else(String::new, |build| format!(", in a build {}", asked(build)));
    (!places.is_empty()).then(|| RULE.finding(format!("the policy wants \"{}\" to be signed by {by}{from}", required.documents), places))
}

fn is_signed(facts: &Facts<'_>, document: &Document, required: &RequiredSignature) -> bool {
    let mut proofs = facts.case.evidence.proofs_for(document.digest);
    proofs.any(|(_, proof)| {
        required.signer.as_deref().is_none_or(|signer| proof.signer() == signer || proof.root() == signer)
            && required.build.as_ref().is_none_or(|wanted| proof.build().is_some_and(|build| meets(build, wanted)))
    })
}

fn meets(build: &Build, wanted: &RequiredBuild) -> bool {
    let same = |wanted: &Option<String>, said: &Option<String>| wanted.is_none() || wanted == said;
    let reference =
        wanted.reference.as_deref().is_none_or(|wanted| build.reference.as_deref().is_some_and(|said| pattern::fits(wanted, said)));
    same(&wanted.repository, &build.repository) && same(&wanted.runner, &build.runner) && same(&wanted.digest, &build.digest) && reference
}

fn asked(wanted: &RequiredBuild) -> String {
    let all = [("of", &wanted.repository), ("at", &wanted.reference), ("on", &wanted.runner), ("of commit", &wanted.digest)];
    let parts: Vec<String> = all.iter().filter_map(|(word, value)| Some(format!("{word} \"{}\"", value.as_ref()?))).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_meets_what_is_asked_of_each_of_its_sides() {
        let text = |text: &str| Some(text.to_owned());
        let build = Build {
            repository: text("R"),
            reference: text("refs/tags/v1"),
            digest: text("D"),
            runner: text("github-hosted"),
            workflow: None,
            trigger: None,
        };
        let wanted = || RequiredBuild { repository: None, reference: None, runner: None, digest: None };
        assert!(meets(&build, &wanted()));
        let whole =
            RequiredBuild { repository: text("R"), reference: text("refs/tags/*"), runner: text("github-hosted"), digest: text("D") };
        assert!(meets(&build, &whole));
        assert!(!meets(&build, &RequiredBuild { repository: text("other"), ..whole.clone() }));
        assert!(!meets(&build, &RequiredBuild { reference: text("refs/heads/*"), ..whole.clone() }));
        assert!(!meets(&build, &RequiredBuild { runner: text("self-hosted"), ..whole.clone() }));
        assert!(!meets(&build, &RequiredBuild { digest: text("other"), ..whole.clone() }));
        assert!(!meets(&Build { digest: None, ..build.clone() }, &whole) && !meets(&Build { reference: None, ..build }, &whole));
    }
}
