//! Firmware or an image that is not the one that a bill describes.

use std::collections::BTreeSet;

use super::facts::{Causes, Facts, Part};
use super::{Phase, Rule};
use crate::bill::{IdentifierKind, Standpoint};
use crate::decision::{Effect, Finding};
use crate::intake::Digest;

pub const RULE: Rule = Rule {
    id: "KP-H04",
    name: "artifact_altered",
    title: "delivered firmware or an image is not the one that the bill describes",
    authority: "the bill's own hash: CycloneDX component.hashes, SPDX checksums",
    effect: Effect::Reject,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "fetch the file again from the vendor; where it is the same, ask for a bill that describes it",
    explanation: "A file that was handed in with --artifact bears the name of a component whose SHA-256 the bill states, and has another \
SHA-256. Either the file or the bill was changed after the other was made. A file that any bill or signed statement names by its digest is \
in order, whatever it is called.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.delivery.artifacts.is_empty() {
        return Vec::new();
    }
    let declared = declared(facts);
    let mut causes = Causes::default();
    for artifact in facts.delivery.artifacts.iter().filter(|artifact| !declared.contains(&artifact.digest)) {
        for part in facts.parts().filter(|part| bears_name(part, &artifact.path)) {
            let Some(stated) = digests(&part).next() else { continue };
            causes
                .add(format!("\"{}\" has SHA-256 {}, and the bill says {stated}", base(&artifact.path), artifact.digest), facts.site(part));
        }
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}

/// Digests that a promised bill states of a component, or that a verified signature or statement covers.
pub(super) fn declared(facts: &Facts<'_>) -> BTreeSet<Digest> {
    let stated =
        facts.parts().filter(|part| part.bill.standpoint == Standpoint::Promised).flat_map(|part| digests(&part).collect::<Vec<_>>());
    let evidence = &facts.case.evidence;
    let covered =
        facts.delivery.artifacts.iter().map(|artifact| artifact.digest).filter(|digest| evidence.proofs_for(*digest).next().is_some());
    stated.chain(covered).collect()
}

/// Every SHA-256 that a component states.
fn digests<'a>(part: &Part<'a>) -> impl Iterator<Item = Digest> + use<'a> {
    let contents = &part.bill.contents;
    let hashes = contents.identifiers_of(part.component).iter().filter(|identifier| identifier.kind == IdentifierKind::Sha256);
    hashes.filter_map(|hash| Digest::parse(contents.text(hash.text)))
}

/// Whether the component is called as the file is, folders aside.
fn bears_name(part: &Part<'_>, path: &str) -> bool {
    part.bill.standpoint == Standpoint::Promised && base(part.bill.contents.text(part.component.name)) == base(path)
}

pub(super) fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
