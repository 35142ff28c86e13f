//! Several bidders' deliveries side by side, judged by one policy and the same lists. No score: a price stands beside this, not in it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::escape::{markdown, visible};
use super::json::{Watchlist, output, text};
use super::layout::{cut, padded, wrap};
use super::overview::{Summary, Word};
use super::{Language, Reader, Report, html_bids};
use crate::bill::{ComponentId, Standpoint};
use crate::decision::{Effect, Finding, LinkKind};
use crate::maker::Tracing;

/// A bidder and what came of the delivery.
pub struct Bid<'a> {
    pub bidder: String,
    pub report: Report<'a>,
}

/// One way to write the comparison.
pub struct Shape {
    /// As `--format` takes it.
    pub name: &'static str,
    /// Ends with a line feed.
    pub reader: Reader,
    pub render: fn(&Comparison, Language) -> String,
}

/// Every way.
pub const SHAPES: &[Shape] = &[
    Shape { name: "human", reader: Reader::Person, render: human },
    Shape { name: "json", reader: Reader::Program, render: |comparison, _| text(comparison, serde_json::to_string_pretty) },
    Shape { name: "markdown", reader: Reader::Person, render: markdown_page },
    Shape { name: "html", reader: Reader::Person, render: html_bids::page },
];

/// Bids side by side, in the order in which they were named.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "kenpin comparison of bids")]
pub struct Comparison {
    /// "1"
    pub schema_version: String,
    /// The moment as of which all were judged, RFC 3339, UTC.
    pub at: String,
    /// SHA-256 of the policy that all were judged by, with `sha256:` before it.
    pub policy: String,
    /// The lists that all were screened against.
    pub watchlists: Vec<Watchlist>,
    /// `kenpin 0.1.0`
    pub program: String,
    pub bids: Vec<Compared>,
}

/// One bidder's delivery.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Compared {
    pub bidder: String,
    pub verdict: Word,
    /// What refers or rejects, by rule.
    pub causes: Vec<Cause>,
    pub documents: usize,
    /// Components of all delivered bills.
    pub parts: usize,
    /// Parts whose maker is known.
    pub traced: Share,
    /// Parts that stand in a bill signed by somebody trusted.
    pub signed: Share,
    /// Restricted parties among makers and owners, found or possible.
    pub exposure: Vec<Exposure>,
    pub unknowns: Unknowns,
    /// Documents that the policy asks for and that were not delivered.
    pub missing: Vec<String>,
}

/// A rule that found something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cause {
    pub rule: String,
    pub name: String,
    pub effect: Effect,
    pub places: usize,
}

/// Some of all; `percent` is rounded down, so that 100 means all, and null where there are none.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Share {
    pub count: usize,
    pub of: usize,
    pub percent: Option<usize>,
}

/// A restricted party behind some parts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Exposure {
    /// As the list names it.
    pub party: String,
    /// The rule's name: `restricted_owner`, `possible_restricted_maker`.
    pub finding: String,
    /// What it does here: a note where a waiver allows it.
    pub effect: Effect,
    pub parts: usize,
}

/// What could not be told.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Unknowns {
    /// Parts whose maker could not be told.
    pub untraced: usize,
    /// Parts whose makers contradict each other.
    pub disputed: usize,
    /// Parts whose maker may be on a list.
    pub possible: usize,
    /// Parts that could not be screened.
    pub unscreened: usize,
    /// Signatures that could not be judged.
    pub signatures: usize,
}

/// The JSON Schema of a comparison.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Comparison)
}

/// Puts bids side by side; `None`: there is none.
pub fn compare(bids: &[Bid<'_>]) -> Option<Comparison> {
    let common = output(&bids.first()?.report);
    Some(Comparison {
        schema_version: "1".to_owned(),
        at: common.at,
        policy: common.inputs.policy,
        watchlists: common.inputs.watchlists,
        program: common.inputs.program,
        bids: bids.iter().map(compared).collect(),
    })
}

fn compared(bid: &Bid<'_>) -> Compared {
    let report = &bid.report;
    let summary = Summary::of(report);
    let findings = &report.decision.findings;
    let (mut parts, mut traced, mut signed) = (0_usize, 0_usize, 0_usize);
    let mut unknowns = Unknowns {
        possible: summary.possible,
        unscreened: summary.unscreened,
        signatures: summary.signatures.undetermined,
        ..Unknowns::default()
    };
    for (index, bill) in report.case.bills.iter().enumerate().filter(|(_, bill)| bill.standpoint == Standpoint::Promised) {
        let count = bill.contents.components.len();
        parts = parts.saturating_add(count);
        signed = signed.saturating_add(if bill.attested_by.is_empty() { 0 } else { count });
        for id in (0_u32..).take(count) {
            let tracing = report.case.traces.of(index, ComponentId(id)).map(|(_, trace)| &trace.tracing);
            let counted = match tracing {
                Some(Tracing::Traced { .. }) => &mut traced,
                Some(Tracing::Disputed { .. }) => &mut unknowns.disputed,
                Some(Tracing::Untraced { .. }) | None => &mut unknowns.untraced,
            };
            *counted = counted.saturating_add(1);
        }
    }
    Compared {
        bidder: bid.bidder.clone(),
        verdict: Word::of(&report.decision.verdict),
        causes: causes(findings),
        documents: summary.documents,
        parts,
        traced: Share::of(traced, parts),
        signed: Share::of(signed, parts),
        exposure: exposure(findings),
        unknowns,
        missing: findings.iter().filter(|finding| MISSING.contains(&finding.name)).map(|finding| finding.what.clone()).collect(),
    }
}

/// Rules that find a document missing.
const MISSING: &[&str] = &["missing_document", "no_bill", "empty_shipment"];

impl Share {
    fn of(count: usize, of: usize) -> Self {
        Self { count, of, percent: count.saturating_mul(100).checked_div(of) }
    }

    fn words(&self) -> String {
        let percent = self.percent.map_or_else(|| "nothing to count".to_owned(), |percent| format!("{percent} %"));
        format!("{percent} ({} of {})", self.count, self.of)
    }
}

/// The rules that refer or reject, gravest first.
fn causes(findings: &[Finding]) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.effect != Effect::Note) {
        let same = causes.iter_mut().find(|cause| cause.rule == finding.rule && cause.effect == finding.effect);
        match same {
            Some(cause) => cause.places = cause.places.saturating_add(finding.places.len()),
            None => causes.push(Cause {
                rule: finding.rule.to_owned(),
                name: finding.name.to_owned(),
                effect: finding.effect,
                places: finding.places.len(),
            }),
        }
    }
    causes
}

/// Listed parties behind parts, gravest first; what a waiver allows is exposure all the same.
fn exposure(findings: &[Finding]) -> Vec<Exposure> {
    let mut found: BTreeMap<(std::cmp::Reverse<Effect>, String, &str), usize> = BTreeMap::new();
    let listed = |finding: &&Finding| finding.name.starts_with("restricted_") || finding.name == "possible_restricted_maker";
    for finding in findings.iter().filter(listed) {
        let entry = finding.path.iter().find(|link| link.kind == LinkKind::Entry);
        let party = entry.map_or_else(|| finding.what.clone(), |link| link.name.clone());
        let parts = found.entry((std::cmp::Reverse(finding.effect), party, finding.name)).or_default();
        *parts = parts.saturating_add(finding.places.len());
    }
    let row = |((effect, party, name), parts): ((std::cmp::Reverse<Effect>, String, &str), usize)| Exposure {
        party,
        finding: name.to_owned(),
        effect: effect.0,
        parts,
    };
    found.into_iter().map(row).collect()
}

/// One line of the table: what is compared, and each bid's answer, in lines.
pub(super) struct Line {
    pub label: String,
    pub cells: Vec<Vec<String>>,
}

/// The table, every text visible.
pub(super) fn table(comparison: &Comparison, language: Language) -> Vec<Line> {
    let line = |label: &str, cell: fn(&Compared, Language) -> Vec<String>| {
        let visible = |bid: &Compared| -> Vec<String> { cell(bid, language).iter().map(|text| visible(text)).collect() };
        Line { label: language.say(label).into_owned(), cells: comparison.bids.iter().map(visible).collect() }
    };
    vec![
        line("verdict", |bid, language| vec![language.say(bid.verdict.text()).to_uppercase()]),
        line("causes", |bid, language| {
            or_none(language, bid.causes.iter().map(|cause| format!("{} {} ({})", cause.rule, cause.name, cause.places)))
        }),
        line("parts", |bid, _| vec![bid.parts.to_string()]),
        line("maker traced", |bid, language| vec![language.say(&bid.traced.words()).into_owned()]),
        line("signed", |bid, language| vec![language.say(&bid.signed.words()).into_owned()]),
        line("restricted parties", |bid, language| {
            let told = |one: &Exposure| format!("{}: {} ({}, {})", one.party, one.parts, one.finding, language.say(one.effect.word()));
            or_none(language, bid.exposure.iter().map(told))
        }),
        line("unknown", |bid, language| {
            let told = [
                ("maker untraced", bid.unknowns.untraced),
                ("maker disputed", bid.unknowns.disputed),
                ("maker possibly listed", bid.unknowns.possible),
                ("not screened", bid.unknowns.unscreened),
                ("signatures undetermined", bid.unknowns.signatures),
            ];
            let counted = told.into_iter().filter(|(_, count)| *count > 0);
            or_none(language, counted.map(|(what, count)| format!("{}: {count}", language.say(what))))
        }),
        line("documents", |bid, _| vec![bid.documents.to_string()]),
        line("missing", |bid, language| or_none(language, bid.missing.iter().map(|what| language.say(what).into_owned()))),
    ]
}

fn or_none(language: Language, lines: impl Iterator<Item = String>) -> Vec<String> {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { vec![language.say("none").into_owned()] } else { lines }
}

/// By what all were judged, in a line.
pub(super) fn judged_by(comparison: &Comparison, language: Language) -> String {
    let lists: Vec<String> = comparison.watchlists.iter().map(|list| format!("{} ({})", list.id, list.edition)).collect();
    let judged = format!("as of {}, by {}, policy {}; lists: {}", comparison.at, comparison.program, comparison.policy, lists.join(", "));
    language.say(&judged).into_owned()
}

/// Columns of the label, and the least of a bid; more bids make the table wider than a terminal.
const LABEL: usize = 19;
const LEAST: usize = 26;
const TERMINAL: usize = 80;

fn human(comparison: &Comparison, language: Language) -> String {
    let column = TERMINAL.saturating_sub(LABEL).checked_div(comparison.bids.len()).unwrap_or(LEAST).max(LEAST);
    let room = column.saturating_sub(2);
    let names = comparison.bids.iter().map(|bid| padded(&cut(&visible(&bid.bidder), room), column)).collect::<String>();
    let mut out = format!("{}{}\n", " ".repeat(LABEL), names.trim_end());
    for line in table(comparison, language) {
        let cells: Vec<Vec<String>> = line.cells.iter().map(|cell| cell.iter().flat_map(|text| wrap(text, room)).collect()).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let label = if row == 0 { line.label.as_str() } else { "" };
            let mut text = padded(label, LABEL);
            for cell in &cells {
                text.push_str(&padded(cell.get(row).map_or("", String::as_str), column));
            }
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out.push('\n');
    for line in wrap(&visible(&judged_by(comparison, language)), TERMINAL) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn markdown_page(comparison: &Comparison, language: Language) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = std::iter::once(String::new()).chain(comparison.bids.iter().map(|bid| markdown(&bid.bidder)));
    let mut out = row(head.collect());
    out.push_str(&row(std::iter::repeat_n("---".to_owned(), comparison.bids.len().saturating_add(1)).collect()));
    for line in table(comparison, language) {
        let cell = |cell: &Vec<String>| cell.iter().map(|text| markdown(text)).collect::<Vec<_>>().join("<br>");
        out.push_str(&row(std::iter::once(line.label).chain(line.cells.iter().map(cell)).collect()));
    }
    out.push_str(&format!("\n<sub>{}</sub>\n", markdown(&judged_by(comparison, language))));
    out
}
