//! The report for the file: one self-contained HTML page, no script, nothing loaded from elsewhere, prints well.

use askama::Template;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::escape::visible;
use super::overview::{Summary, Word, Worth, cause, count_of, effect_word, next_step, plural, signatures, thousands, unsigned};
use super::{Language, Reader, Renderer, Report};
use crate::decision::{Effect, Finding, LinkKind, Site};
use crate::intake::Digest;

pub const RENDERER: Renderer = Renderer {
    name: "html",
    media_type: "text/html; charset=utf-8",
    serves: "browsers, printers and files; one page without script",
    reader: Reader::Person,
    render,
};

/// Places of one finding that the page writes out; the JSON report has all.
const PLACES: usize = 50;
/// Findings that the page writes out.
const FINDINGS: usize = 500;

/// Every text in here is visible text; the template escapes it for HTML.
#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    style: &'static str,
    style_hash: String,
    language: Language,
    word: &'static str,
    sentence: &'static str,
    next: String,
    order: Vec<(&'static str, String)>,
    figures: Vec<(&'static str, String)>,
    sections: Vec<Section>,
    more_findings: String,
    signatures: Vec<Row>,
    inputs: Vec<(&'static str, String)>,
}

struct Section {
    cause: &'static str,
    effect: &'static str,
    rule: &'static str,
    what: String,
    places: Vec<String>,
    more: String,
    path: Vec<Step>,
    remedy: String,
    authority: String,
}

struct Step {
    says: &'static str,
    name: String,
    basis: String,
}

struct Row {
    worth: &'static str,
    document: String,
    form: String,
    who: String,
    covers: String,
    why: String,
}

fn render(report: &Report<'_>) -> String {
    let word = Word::of(&report.decision.verdict);
    let findings = &report.decision.findings;
    let page = Page {
        style: STYLE,
        style_hash: BASE64_STANDARD.encode(Digest::of(STYLE.as_bytes()).0),
        language: report.language,
        word: word.text(),
        sentence: word.sentence(),
        next: next_step(report),
        order: order(report),
        figures: figures(report),
        sections: findings.iter().take(FINDINGS).map(|finding| section(report, finding)).collect(),
        more_findings: rest(report, findings.len(), FINDINGS, "more finding"),
        signatures: rows(report),
        inputs: inputs(report),
    };
    // A template over text cannot fail to write into a String.
    let mut text = page.render().unwrap_or_default();
    text.push('\n');
    text
}

fn order(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let order = &report.delivery.order;
    let stated = [("Vendor", &order.vendor), ("Contract", &order.contract), ("Product", &order.product)];
    stated.into_iter().filter_map(|(label, value)| value.as_ref().map(|value| (label, visible(value)))).collect()
}

fn figures(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let summary = Summary::of(report);
    let findings = &report.decision.findings;
    vec![
        ("documents", thousands(summary.documents)),
        ("components", thousands(summary.components)),
        ("screened", thousands(summary.screened)),
        ("listed", thousands(summary.listed)),
        ("possible", thousands(summary.possible)),
        ("unscreened", thousands(summary.unscreened)),
        ("to reject", thousands(count_of(findings, Effect::Reject))),
        ("to refer", thousands(count_of(findings, Effect::Refer))),
        ("noted", thousands(count_of(findings, Effect::Note))),
    ]
}

fn section(report: &Report<'_>, finding: &Finding) -> Section {
    let steps = finding.path.iter().map(|link| Step {
        says: match link.kind {
            LinkKind::Component => "component",
            LinkKind::Maker => "made by",
            LinkKind::Owner => "owned by",
            LinkKind::Entry => "listed as",
        },
        name: visible(&report.link(link)),
        basis: visible(&report.say(&link.basis)),
    });
    Section {
        cause: cause(finding.rule),
        effect: effect_word(finding.effect),
        rule: finding.rule,
        what: visible(&report.say(&finding.what)),
        places: finding.places.iter().take(PLACES).map(|site| place(report, finding, site)).collect(),
        more: rest(report, finding.places.len(), PLACES, "more place"),
        path: steps.collect(),
        remedy: visible(&report.say(&finding.remedy)),
        authority: visible(&report.say(&finding.authority)),
    }
}

fn place(report: &Report<'_>, finding: &Finding, site: &Site) -> String {
    let line = site.line.map_or_else(String::new, |line| format!(":{line}"));
    let label = if site.label.is_empty() { String::new() } else { format!(" \"{}\"", visible(&report.label(finding, site))) };
    format!("{}{line} {}{label}", visible(&report.typed.path_of(Some(site))), visible(&site.pointer))
}

fn rest(report: &Report<'_>, all: usize, shown: usize, one: &str) -> String {
    let hidden = all.saturating_sub(shown);
    if hidden > 0 { report.say(&format!("and {}", plural(hidden, one))).into_owned() } else { String::new() }
}

fn rows(report: &Report<'_>) -> Vec<Row> {
    let signed = signatures(report).into_iter().map(|signature| Row {
        worth: match signature.standing {
            Worth::Verified => "verified",
            Worth::Rejected => "rejected",
            Worth::Undetermined => "undetermined",
        },
        who: match (&signature.signer, &signature.claimed_signer) {
            (Some(signer), _) => {
                let at = signature.signed_at.as_ref().map_or_else(String::new, |at| format!(", {} {at}", report.say("at")));
                let root = visible(signature.trusted_by.as_deref().unwrap_or_default());
                format!("{}, {} {root}{at}", visible(signer), report.say("trusted by"))
            }
            (None, Some(claimed)) => format!("{}, {}", visible(claimed), report.say("as it says itself")),
            (None, None) => String::new(),
        },
        document: visible(&signature.document),
        form: signature.form.clone(),
        covers: signature.covers.iter().take(PLACES).map(|path| visible(path)).collect::<Vec<_>>().join(", "),
        why: visible(&report.say(&signature.reason.unwrap_or_default())),
    });
    let bare = unsigned(report).into_iter().map(|path| Row {
        worth: "unsigned",
        document: visible(&path),
        form: String::new(),
        who: String::new(),
        covers: String::new(),
        why: String::new(),
    });
    signed.chain(bare).take(FINDINGS).collect()
}

fn inputs(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let inputs = &report.decision.inputs;
    let mut lines = vec![("As of", report.case.at.to_string()), ("Program", inputs.program.clone())];
    lines.extend(
        [("Policy", inputs.policy), ("Makers", inputs.makers), ("Trust", inputs.trust)]
            .map(|(name, digest)| (name, format!("sha256:{digest}"))),
    );
    lines.extend(
        inputs
            .watchlists
            .iter()
            .map(|(id, edition, digest)| ("List", format!("{id}, {} {edition}, sha256:{digest}", report.say("edition")))),
    );
    lines.extend(inputs.documents.iter().take(FINDINGS).map(|(path, digest)| ("Document", format!("{}, sha256:{digest}", visible(path)))));
    lines
}

/// Named by its hash in the page's own content security policy.
pub(super) const STYLE: &str = "\
:root{color-scheme:light dark;--bad:#b3261e;--doubt:#8a5a00;--good:#1b6e2d;--line:#8886;--soft:#8881}
@media (prefers-color-scheme:dark){:root{--bad:#ff8a80;--doubt:#ffc46b;--good:#7fd992}}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .6rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:0}
.word{text-transform:uppercase;letter-spacing:.04em}
.reject,.rejected{color:var(--bad)}.refer,.undetermined,.unsigned{color:var(--doubt)}.accept,.verified{color:var(--good)}
.next{font-weight:600;border-left:4px solid;padding-left:.8rem}
.figures{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;padding:0;list-style:none}.figures b{font-size:1.3rem;display:block}
article{border:1px solid var(--line);border-radius:6px;padding:.9rem 1.1rem;margin:0 0 1rem;break-inside:avoid}
dl{display:grid;grid-template-columns:6.5rem 1fr;gap:.25rem 1rem;margin:.6rem 0 0}dt{opacity:.75}dd{margin:0}
ul,ol{margin:0;padding-left:1.2rem}code{font:.9em ui-monospace,monospace}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line)}
footer{font-size:.85rem}
@media print{body{margin:0;max-width:none;font-size:10.5pt}}";

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_page_loads_nothing_and_runs_nothing() {
        let text = render(&sample::hostile().report());
        for forbidden in ["<script", "<img", "<link", "<iframe", "<a ", "<svg", "href=", "url(", "http-equiv=\"refresh\""] {
            assert!(!text.to_lowercase().contains(forbidden), "{forbidden}");
        }
        assert!(text.contains("default-src 'none'; style-src 'sha256-"));
    }

    #[test]
    fn the_page_is_well_formed() {
        let text = render(&sample::hostile().report());
        let body: String = text.lines().filter(|line| !line.starts_with("<meta ") && !line.starts_with("<!")).collect();
        let mut reader = quick_xml::Reader::from_str(&body);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{error} at {}", reader.error_position()),
            }
        }
    }

    #[test]
    fn the_verdict_the_path_and_the_law_are_on_the_page() {
        let text = render(&sample::rejected().report());
        for part in ["reject", "this delivery must not be accepted", "Huawei Technologies Co., Ltd.", "made by", "Pub. L. 115-232"] {
            assert!(text.contains(part), "{part}");
        }
    }
}
