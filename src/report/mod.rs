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
mod human;
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
        let counted = |(name, more): (&'t str, &'t str)| {
            let count = more.strip_suffix(" more").filter(|count| count.bytes().all(|digit| digit.is_ascii_digit()))?;
            Some(Cow::Owned(format!("{name} {}", self.say(&format!("and {count} more")))))
        };
        let component = (link.kind == LinkKind::Component).then(|| link.name.rsplit_once(" and ").and_then(counted)).flatten();
        component.unwrap_or(Cow::Borrowed(&link.name))
    }

    /// What stands at a place: a name as it is, or why an entry was refused.
    pub(crate) fn label<'t>(&self, finding: &Finding, site: &'t Site) -> Cow<'t, str> {
        let says_why = [refused_entry::RULE.id, over_budget::RULE.id].contains(&finding.rule);
        if says_why { self.say(&site.label) } else { Cow::Borrowed(&site.label) }
    }
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
