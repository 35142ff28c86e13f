//! The reports that are kept with a verdict, and those that a vendor gets in their place where not all is a vendor's to read.

use super::words::Language;
use crate::decision::rule::{Phase, RULES};
use crate::decision::{Case, Decision};
use crate::intake::Delivery;
use crate::report::{self, RENDERERS, Report, Typed, vsa};
use crate::store::verdicts::STATEMENT;

/// Formats that are kept with each verdict.
pub(super) const FORMATS: [&str; 5] = ["json", "sarif", "html", "markdown", "csv"];
/// A report for people in another language than English.
pub(super) struct Said {
    pub(super) language: Language,
    /// As it is asked for.
    pub(super) format: &'static str,
    /// As it is kept.
    pub(super) kept: &'static str,
}

/// What is kept besides [`FORMATS`].
pub(super) const SAID: [Said; 2] = [
    Said { language: Language::Ja, format: "html", kept: "html.ja" },
    Said { language: Language::Ja, format: "markdown", kept: "markdown.ja" },
];

/// Who reads a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    Buyers,
    /// Without what buyers allowed among themselves, and why.
    Vendors,
}

/// Reports by the names under which they are kept.
pub(super) type Reports = Vec<(String, Vec<u8>)>;

/// As a vendor's own form of a report is kept.
pub(super) fn for_vendors(kept: &str) -> String {
    format!("{kept}.vendor")
}

/// Whether a rule speaks of what buyers allowed or settled: who asked, who approved, why.
pub(super) fn is_for_buyers(rule: &str) -> bool {
    // Settled by a review.
    rule == "KP-S10" || RULES.iter().any(|known| known.id == rule && known.phase == Phase::Waivers)
}

/// Waivers are numbered over all vendors: whom one belongs to learns of no other by its number.
pub(super) fn without_number(what: &str) -> String {
    let mut parts = what.split(NUMBERED);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + UNNUMBERED + part.trim_start_matches(|sign: char| sign.is_ascii_digit()))
}

/// As a finding names a waiver of the portal, up to its number; and without it.
const NUMBERED: &str = "waiver \"portal-";
const UNNUMBERED: &str = "waiver \"portal";

/// Every report of a verdict; twice where vendors are not to read all of it.
pub(super) fn every(delivery: &Delivery, case: &Case, mut decision: Decision) -> Reports {
    let typed = Typed::default();
    let of = |decision: &Decision| once(&Report { delivery, case, decision, typed: &typed, language: report::Language::En });
    let mut all = of(&decision);
    let before = decision.findings.len();
    decision.findings.retain(|finding| !is_for_buyers(finding.rule));
    if decision.findings.len() < before {
        for finding in &mut decision.findings {
            finding.what = without_number(&finding.what);
        }
        all.extend(of(&decision).into_iter().map(|(kept, bytes)| (for_vendors(&kept), bytes)));
    }
    all
}

fn once(report: &Report<'_>) -> Reports {
    let render = |format: &str, language: report::Language| {
        let kind = RENDERERS.iter().find(|renderer| renderer.name == format)?;
        Some((kind.render)(&Report { language, ..*report }).into_bytes())
    };
    let plain = FORMATS.iter().map(|format| (*format, *format, Language::En));
    let said = SAID.iter().map(|said| (said.kept, said.format, said.language));
    let mut all: Reports =
        plain.chain(said).filter_map(|(kept, format, language)| Some((kept.to_owned(), render(format, language.report())?))).collect();
    // Signed when somebody asks for it: whoever judges needs no key.
    all.push((STATEMENT.to_owned(), vsa::payload(report)));
    all
}
