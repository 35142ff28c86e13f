//! A bill refers to another bill that was not delivered, or not in the state that it names.

use super::facts::{Causes, Facts};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::intake::{Digest, Document, Outline};

pub const RULE: Rule = Rule {
    id: "KP-B06",
    name: "dangling_link",
    title: "a bill refers to another bill that was not delivered",
    authority: "CycloneDX BOM-Link, RFC 8141 urn:cdx; SPDX 2.3, section 6.6 (external document references); SPDX 3.0.1, ExternalMap",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor deliver the other bill, signed, in the state that the reference names",
    explanation: "Part of what the product is made of stands in another bill, and that bill is not among the documents, or its digest is not \
the one that the reference names. What stands in it was not screened.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    let delivered = || facts.delivery.shipment.documents.iter().chain(&facts.case.evidence.payloads);
    for (index, bill) in facts.case.bills.iter().enumerate() {
        for link in &bill.contents.links {
            let target = bill.contents.text(link.target);
            let wanted = link.sha256.map(|hex| Digest::parse(bill.contents.text(hex)));
            let meant = |document: &&Document| match wanted {
                Some(digest) => digest == Some(document.digest),
                None => document.digest != bill.document && answers_to(document, target),
            };
            let within = wanted.is_none() && delivered().any(|document| document.digest == bill.document && answers_to(document, target));
            if !within && !delivered().any(|document| meant(&document)) {
                let site = facts.place(index, bill, link.place, target.to_owned());
                causes.add("another bill that this one refers to was not delivered", site);
            }
        }
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}

/// Whether the document is the one that a reference names: by the serial number or namespace that it gives itself.
fn answers_to(document: &Document, target: &str) -> bool {
    let own = match &document.outline {
        Outline::JsonObject { members, .. } => {
            let named = members.iter().find(|member| matches!(member.name.as_str(), "serialNumber" | "documentNamespace"));
            named.and_then(|member| member.text.as_deref())
        }
        Outline::Text { tags } => tags.iter().find(|tag| tag.tag == "DocumentNamespace").map(|tag| tag.value.as_str()),
        Outline::Xml { .. } => return near_the_start(document, target),
        Outline::Empty
        | Outline::JsonOther
        | Outline::Pem { .. }
        | Outline::Der { .. }
        | Outline::Cbor { .. }
        | Outline::Protobuf { .. } => None,
        Outline::Archive { .. } | Outline::Utf16 | Outline::Binary => None,
    };
    own.map(bare).filter(|own| !own.is_empty()).is_some_and(|own| bare(target) == own || target.contains(own))
}

/// `urn:uuid:X` and `urn:cdx:X/1#ref` without what stands around X.
fn bare(name: &str) -> &str {
    let name = name.trim();
    let inner = name.strip_prefix("urn:uuid:").or_else(|| name.strip_prefix("urn:cdx:").and_then(|rest| rest.split(['/', '#']).next()));
    inner.unwrap_or(name)
}

/// An XML bill has its serial number in the root element's attributes, which the outline does not keep.
fn near_the_start(document: &Document, target: &str) -> bool {
    let wanted = bare(target).as_bytes();
    let start = document.bytes.get(..4096).unwrap_or(&document.bytes);
    !wanted.is_empty() && start.windows(wanted.len()).any(|window| window == wanted)
}
