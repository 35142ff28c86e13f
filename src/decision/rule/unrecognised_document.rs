//! A document that is nothing kenpin knows.

use super::facts::{Causes, Facts, document_site};
use super::{Phase, Rule};
use crate::bill::FORMATS;
use crate::decision::account::Account;
use crate::decision::{Effect, Finding};
use crate::intake::{Outline, outline::Trouble};

pub const RULE: Rule = Rule {
    id: "KP-I04",
    name: "unrecognised_document",
    title: "a document is neither a bill nor a signature nor a named artifact",
    authority: "policy, documents.unrecognised and documents.set_aside",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "read it by hand and set it aside in the policy (documents.set_aside), hand an image in with --artifact, or have it left out",
    explanation: "A document lies in the delivery that no reader recognises by its content. It may be a manual; it may be a bill that was \
damaged so that it is overlooked. The name of a file proves nothing, so it is never skipped: the policy may set such documents aside by a \
pattern, and the report then names each with its digest.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for entry in facts.accounts.iter().filter(|entry| entry.account == Account::Unaccounted) {
        let outline = &entry.document.outline;
        if FORMATS.iter().filter(|format| (format.recognises)(outline)).count() < 2 {
            causes.add(format!("this document is not recognised: {}", look(outline)), document_site(entry.document));
        }
    }
    let effect = facts.terms.policy.documents.unrecognised;
    causes.into_iter().map(|(what, places)| Finding { effect, ..RULE.finding(what, places) }).collect()
}

/// What it looks like, so that a person knows where to start.
fn look(outline: &Outline) -> &'static str {
    match outline {
        Outline::Empty => "it is empty",
        Outline::JsonObject { trouble: Some(Trouble::CutShort), .. } => "JSON that is cut short, with no marker of a known format",
        Outline::JsonObject { trouble: Some(Trouble::TooDeep), .. } => "JSON that is nested too deep, with no marker of a known format",
        Outline::JsonObject { .. } | Outline::JsonOther => "JSON with no marker of a known format",
        Outline::Xml { .. } => "XML with no marker of a known format",
        Outline::Text { .. } => "text with no marker of a known format",
        Outline::Pem { .. } => "PEM that is no signature",
        Outline::Der { .. } => "DER that is no signature",
        Outline::Protobuf { .. } => "protocol buffers",
        Outline::Cbor { .. } => "CBOR with no marker of a known format",
        Outline::Archive { .. } => "an archive with nothing in it, or that could not be opened",
        Outline::Utf16 => "not UTF-8",
        Outline::Binary => "neither text nor a known signature",
    }
}
