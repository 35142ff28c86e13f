//! Signatures that are not believed, one finding a cause.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::facts::Facts;
use crate::decision::{Finding, Site};
use crate::evidence::{Attestation, Cause, Reason, Standing};

/// One finding for each cause among the rejected signatures that `picks` takes.
pub fn rejected(facts: &Facts<'_>, rule: &Rule, picks: impl Fn(Cause) -> bool) -> Vec<Finding> {
    by_cause(facts, rule, |standing| match standing {
        Standing::Rejected(reason) if picks(reason.cause) => Some(reason),
        Standing::Verified(_) | Standing::Rejected(_) | Standing::Undetermined(_) => None,
    })
}

/// One finding for each cause among the signatures of which nobody could tell, if `picks` takes it.
pub fn undetermined(facts: &Facts<'_>, rule: &Rule, picks: impl Fn(Cause) -> bool) -> Vec<Finding> {
    by_cause(facts, rule, |standing| match standing {
        Standing::Undetermined(reason) if picks(reason.cause) => Some(reason),
        Standing::Verified(_) | Standing::Rejected(_) | Standing::Undetermined(_) => None,
    })
}

fn by_cause<'a>(facts: &Facts<'a>, rule: &Rule, picks: impl Fn(&'a Standing) -> Option<&'a Reason>) -> Vec<Finding> {
    let mut causes: BTreeMap<(&str, &str), BTreeSet<Site>> = BTreeMap::new();
    for attestation in &facts.case.evidence.attestations {
        if let Some(reason) = picks(&attestation.standing).filter(|reason| matters(attestation, reason.cause)) {
            causes.entry((&reason.detail, &reason.remedy)).or_default().insert(site(attestation));
        }
    }
    let finding = |((detail, remedy), places): ((&str, &str), BTreeSet<Site>)| {
        let found = rule.finding(detail, places.into_iter().collect());
        if remedy.is_empty() { found } else { Finding { remedy: remedy.to_owned(), ..found } }
    };
    causes.into_iter().map(finding).collect()
}

/// A signature within a bill over a part of it is that part's maker's, whom the buyer need not know, and no verdict rests on it.
/// One that shows the part to be changed or garbled matters all the same.
fn matters(attestation: &Attestation, cause: Cause) -> bool {
    match cause {
        Cause::Altered | Cause::Malformed | Cause::Revoked => true,
        Cause::Stranger | Cause::NotForThis | Cause::OutOfTime | Cause::Weak | Cause::CoversNothing | Cause::NotSupported => {
            !attestation.is_of_a_part()
        }
    }
}

/// The document that carries the signature, with whom it claims as its signer.
fn site(attestation: &Attestation) -> Site {
    let label = attestation.claimed_signer.clone().unwrap_or_default();
    Site {
        document: attestation.path.clone(),
        digest: Some(attestation.document),
        pointer: attestation.within.clone().unwrap_or_default(),
        line: None,
        label,
    }
}
