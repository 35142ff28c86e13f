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
pub mod layout;
mod markdown;
pub mod overview;
mod sarif;
mod vex;
pub mod vsa;

use std::collections::BTreeMap;

use crate::decision::{Case, Decision, Site};
use crate::intake::Delivery;

/// One report format.
pub struct Renderer {
    /// As `--format` takes it.
    pub name: &'static str,
    pub media_type: &'static str,
    /// Who reads it, in one line for `docs/reports.md`.
    pub serves: &'static str,
    /// Ends with a line feed. Only `human` carries colours (ANSI SGR), which an edge takes out where they cannot be shown.
    pub render: fn(&Report<'_>) -> String,
}

/// What a report is made from.
pub struct Report<'a> {
    pub delivery: &'a Delivery,
    pub case: &'a Case,
    pub decision: &'a Decision,
    pub typed: &'a Typed,
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
