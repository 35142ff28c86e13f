//! What the report for people tells: of a decision that was made here, or of one that another program sent as JSON.

use std::borrow::Cow;

use crate::decision::rule::RULES;
use crate::decision::{Finding, Link, LinkKind, Site};
use crate::report::escape::visible;
use crate::report::json::{self, Kind, Output};
use crate::report::overview::{Signature, Summary, Word, signatures, unsigned};
use crate::report::{Language, Report, labelled, linked};

/// A rule of a newer program's, whose id may be any text.
const NOT_KNOWN_HERE: &str = "KP-??";

pub(super) struct Told<'a> {
    pub(super) language: Language,
    pub(super) word: Word,
    /// Label and text of what was ordered, where it was said.
    pub(super) ordered: Vec<(&'static str, String)>,
    pub(super) summary: Summary,
    pub(super) findings: Cow<'a, [Finding]>,
    pub(super) signatures: Vec<Signature>,
    pub(super) unsigned: Vec<String>,
    pub(super) at: String,
    pub(super) lists: String,
    /// Digest.
    pub(super) policy: String,
    pub(super) program: String,
}

impl<'a> Told<'a> {
    pub(super) fn of(report: &Report<'a>) -> Self {
        let (order, inputs) = (&report.delivery.order, &report.decision.inputs);
        let ordered = [("vendor:", &order.vendor), ("contract:", &order.contract), ("product:", &order.product)];
        Self {
            language: report.language,
            word: Word::of(&report.decision.verdict),
            ordered: ordered.into_iter().filter_map(|(label, value)| Some((label, value.clone()?))).collect(),
            summary: Summary::of(report),
            findings: Cow::Borrowed(&report.decision.findings),
            signatures: signatures(report),
            unsigned: unsigned(report),
            at: report.case.at.to_string(),
            lists: joined(inputs.watchlists.iter().map(|(list, edition, _)| (list, edition))),
            policy: inputs.policy.to_string(),
            program: inputs.program.clone(),
        }
    }

    pub(super) fn from_json(output: &Output, language: Language) -> Self {
        // Of a report of ours these are our own words, which are shown as they are.
        let signature = |signature: &Signature| Signature {
            form: visible(&signature.form),
            signed_at: signature.signed_at.as_deref().map(visible),
            ..signature.clone()
        };
        let inputs = &output.inputs;
        Self {
            language,
            word: output.verdict,
            ordered: Vec::new(),
            summary: output.summary.clone(),
            findings: Cow::Owned(output.findings.iter().map(finding).collect()),
            signatures: output.signatures.iter().map(signature).collect(),
            unsigned: output.unsigned.clone(),
            at: visible(&output.at),
            lists: visible(&joined(inputs.watchlists.iter().map(|list| (&list.id, &list.edition)))),
            policy: visible(inputs.policy.strip_prefix("sha256:").unwrap_or(&inputs.policy)),
            program: visible(&inputs.program),
        }
    }

    pub(super) fn say<'t>(&self, english: &'t str) -> Cow<'t, str> {
        self.language.say(english)
    }

    pub(super) fn link<'t>(&self, link: &'t Link) -> Cow<'t, str> {
        linked(self.language, link)
    }

    pub(super) fn label<'t>(&self, finding: &Finding, site: &'t Site) -> Cow<'t, str> {
        labelled(self.language, finding, site)
    }
}

/// `list (edition)`, one after the other.
fn joined<'t>(lists: impl Iterator<Item = (&'t String, &'t String)>) -> String {
    lists.map(|(list, edition)| format!("{list} ({edition})")).collect::<Vec<_>>().join(", ")
}

fn finding(sent: &json::Finding) -> Finding {
    let rule = RULES.iter().find(|rule| rule.id == sent.rule);
    let mut places: Vec<Site> = sent.places.iter().map(site).collect();
    if places.is_empty() {
        // JSON leaves out the delivery as a whole.
        places.push(Site { document: String::new(), digest: None, pointer: String::new(), line: None, label: String::new() });
    }
    Finding {
        rule: rule.map_or(NOT_KNOWN_HERE, |rule| rule.id),
        name: rule.map_or("", |rule| rule.name),
        effect: sent.effect,
        what: sent.what.clone(),
        places,
        path: sent.path.iter().map(link).collect(),
        remedy: sent.remedy.clone(),
        authority: sent.authority.clone(),
    }
}

fn site(sent: &json::Place) -> Site {
    Site { document: sent.document.clone(), digest: None, pointer: sent.pointer.clone(), line: sent.line, label: sent.label.clone() }
}

fn link(sent: &json::Link) -> Link {
    let kind = match sent.kind {
        Kind::Component => LinkKind::Component,
        Kind::Maker => LinkKind::Maker,
        Kind::Owner => LinkKind::Owner,
        Kind::Entry => LinkKind::Entry,
    };
    Link { kind, name: sent.name.clone(), basis: sent.basis.clone() }
}
