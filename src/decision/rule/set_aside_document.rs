//! Documents that the policy sets aside unread, each named with its digest.

use super::facts::{Causes, Facts, document_site};
use super::{Phase, Rule};
use crate::decision::account::Account;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-I05",
    name: "set_aside_document",
    title: "a document was set aside unread, as the policy says",
    authority: "policy, documents.set_aside",
    effect: Effect::Note,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "nothing to do; to have it looked at, narrow documents.set_aside in the policy",
    explanation: "The policy says that documents of this pattern need not be read. So that nobody hides anything behind the pattern, the report \
names each of them with its SHA-256.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for entry in facts.accounts {
        if let Account::SetAside(aside) = &entry.account {
            causes.add(format!("set aside unread by \"{}\": {}", aside.documents, aside.reason), document_site(entry.document));
        }
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}
