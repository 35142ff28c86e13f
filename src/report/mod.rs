//! The decision, written for whoever reads it.

pub mod bids;
mod csv;
pub mod equipment;
pub mod escape;
mod github;
mod gitlab;
mod gitlab_dependency;
mod html;
mod html_bids;
pub mod human;
pub mod json;
mod jsonl;
mod junit;
mod label;
pub mod language;
pub mod layout;
mod markdown;
pub mod overview;
mod sarif;
mod vex;
pub mod vsa;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::decision::rule::{over_budget, refused_entry};
use crate::decision::{Case, Decision, Finding, Link, LinkKind, Site};
use crate::intake::Delivery;
pub use language::Language;

/// One report format.
pub struct Renderer {
    /// As `--format` takes it.
    pub name: &'static str,
    pub media_type: &'static str,
    /// Who reads it, in one line for `docs/reports.md`.
    pub serves: &'static str,
    pub reader: Reader,
    /// Ends with a line feed. Only `human` carries colours (ANSI SGR), which an edge takes out where they cannot be shown.
    pub render: fn(&Report<'_>) -> String,
}

/// Who opens a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// It speaks the language of whoever runs kenpin.
    Person,
    /// It speaks English unless a language is asked for, so that two machines say the same.
    Program,
}

/// What a report is made from.
pub struct Report<'a> {
    pub delivery: &'a Delivery,
    pub case: &'a Case,
    pub decision: &'a Decision,
    pub typed: &'a Typed,
    pub language: Language,
}

impl Report<'_> {
    /// A sentence of ours in the report's language; never for what a vendor wrote.
    pub fn say<'t>(&self, english: &'t str) -> Cow<'t, str> {
        self.language.say(english)
    }

    /// The name of a link of a finding's path: a name stays as it is, but for the count behind a component's.
    pub(crate) fn link<'t>(&self, link: &'t Link) -> Cow<'t, str> {
        linked(self.language, link)
    }

    /// What stands at a place: a name as it is, or why an entry was refused.
    pub(crate) fn label<'t>(&self, finding: &Finding, site: &'t Site) -> Cow<'t, str> {
        labelled(self.language, finding, site)
    }
}

fn linked(language: Language, link: &Link) -> Cow<'_, str> {
    if link.kind == LinkKind::Component { counted(language, &link.name) } else { Cow::Borrowed(&link.name) }
}

fn labelled<'t>(language: Language, finding: &Finding, site: &'t Site) -> Cow<'t, str> {
    if label_says_why(finding.rule) { language.say(&site.label) } else { Cow::Borrowed(&site.label) }
}

/// The name of a component, in which `and 3 more` is said in this language.
pub(crate) fn counted(language: Language, name: &str) -> Cow<'_, str> {
    let split = name.rsplit_once(" and ").and_then(|(name, more)| Some((name, more.strip_suffix(" more")?)));
    match split.filter(|(_, count)| count.bytes().all(|digit| digit.is_ascii_digit())) {
        Some((name, count)) => Cow::Owned(format!("{name} {}", language.say(&format!("and {count} more")))),
        None => Cow::Borrowed(name),
    }
}

/// Whether a place of this rule is labelled with a reason and not with a name.
pub(crate) fn label_says_why(rule: &str) -> bool {
    [refused_entry::RULE.id, over_budget::RULE.id].contains(&rule)
}

/// How the operator named the shipment on the command line: reports that other programs open point there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The PATHs, as typed.
    pub shipment: Vec<String>,
    /// Path of a document, to that document's path as typed: `camera.cdx.json` to `delivery/camera.cdx.json`.
    /// A document that is missing here goes by its own path.
    pub documents: BTreeMap<String, String>,
}

impl Typed {
    /// Where another program finds this place: never empty, also for the shipment as a whole.
    pub fn path_of(&self, site: Option<&Site>) -> String {
        let document = site.map_or("", |site| site.document.as_str());
        if document.is_empty() {
            return self.shipment.first().map_or_else(|| ".".to_owned(), String::clone);
        }
        // What lies in an archive goes by the archive's path: `box.zip!/camera.cdx.json`.
        let (outer, inner) = document.find("!/").and_then(|at| document.split_at_checked(at)).unwrap_or((document, ""));
        match (self.documents.get(document), self.documents.get(outer)) {
            (Some(typed), _) => typed.clone(),
            (None, Some(typed)) => format!("{typed}{inner}"),
            (None, None) => document.to_owned(),
        }
    }
}

/// Every report format.
pub const RENDERERS: &[Renderer] = &[
    human::RENDERER,
    json::RENDERER,
    jsonl::RENDERER,
    sarif::RENDERER,
    junit::RENDERER,
    github::RENDERER,
    gitlab::RENDERER,
    gitlab_dependency::RENDERER,
    markdown::RENDERER,
    html::RENDERER,
    label::RENDERER,
    csv::RENDERER,
    vex::RENDERER,
    equipment::RENDERER,
];

pub use json::schema;

#[cfg(test)]
#[path = "../../tests/fixtures/reports/sample.rs"]
mod sample;
