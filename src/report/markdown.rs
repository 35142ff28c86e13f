//! The report for the summary page of a pipeline: Markdown as GitHub and GitLab show it.

use super::escape::{markdown, markdown_code};
use super::overview::{Summary, Word, Worth, cause, effect_word, next_step, plural, signatures, thousands, unsigned};
use super::{Renderer, Report};
use crate::decision::{Finding, LinkKind, Site};

pub const RENDERER: Renderer = Renderer {
    name: "markdown",
    media_type: "text/markdown; charset=utf-8",
    serves: "the step summary of a pipeline, comments, mail",
    render,
};

/// GitHub cuts a step summary at 1 MiB; the JSON report has all.
const FINDINGS: usize = 50;
const PLACES: usize = 10;

fn render(report: &Report<'_>) -> String {
    let word = Word::of(&report.decision.verdict);
    let mut out = format!("## kenpin: {}\n\n**{}.** {}\n\n", word.text(), sentence_case(word.sentence()), markdown(&next_step(report)));
    out.push_str(&figures(&Summary::of(report)));
    let findings = &report.decision.findings;
    for finding in findings.iter().take(FINDINGS) {
        out.push_str(&section(report, finding));
    }
    if findings.len() > FINDINGS {
        out.push_str(&format!(
            "\nAnd {}; the JSON report lists them all.\n",
            plural(findings.len().saturating_sub(FINDINGS), "more finding")
        ));
    }
    out.push_str(&signed(report));
    let lists = report.decision.inputs.watchlists.iter().map(|(id, edition, _)| markdown(&format!("{id} ({edition})"))).collect::<Vec<_>>();
    out.push_str(&format!(
        "\n<sub>As of {}, by {}; lists: {}.</sub>\n",
        markdown(&report.case.at.to_string()),
        markdown(&report.decision.inputs.program),
        if lists.is_empty() { "none".to_owned() } else { lists.join(", ") }
    ));
    out
}

fn figures(summary: &Summary) -> String {
    let cells = [
        ("documents", summary.documents),
        ("components", summary.components),
        ("screened", summary.screened),
        ("listed", summary.listed),
        ("possible", summary.possible),
        ("unscreened", summary.unscreened),
        ("signatures verified", summary.signatures.verified),
        ("rejected", summary.signatures.rejected),
        ("undetermined", summary.signatures.undetermined),
    ];
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    [
        row(cells.iter().map(|(name, _)| (*name).to_owned()).collect()),
        row(cells.iter().map(|_| "--:".to_owned()).collect()),
        row(cells.iter().map(|(_, count)| thousands(*count)).collect()),
    ]
    .concat()
}

fn section(report: &Report<'_>, finding: &Finding) -> String {
    let mut out = format!("\n### {} {}: {}\n\n", finding.rule, effect_word(finding.effect), markdown(&finding.what));
    out.push_str(&format!("*{}*\n\n", cause(finding.rule)));
    for site in finding.places.iter().take(PLACES) {
        out.push_str(&format!("- where: {}\n", place(report, site)));
    }
    if finding.places.len() > PLACES {
        out.push_str(&format!("- and {}\n", plural(finding.places.len().saturating_sub(PLACES), "more place")));
    }
    if !finding.path.is_empty() {
        let links = finding.path.iter().map(|link| {
            let says = match link.kind {
                LinkKind::Component => "",
                LinkKind::Maker => "made by ",
                LinkKind::Owner => "owned by ",
                LinkKind::Entry => "listed as ",
            };
            let basis = if link.basis.is_empty() { String::new() } else { format!(" ({})", markdown(&link.basis)) };
            format!("{says}**{}**{basis}", markdown(&link.name))
        });
        out.push_str(&format!("- path: {}\n", links.collect::<Vec<_>>().join(" → ")));
    }
    out.push_str(&format!("- fix: {}\n- by: {}\n", markdown(&finding.remedy), markdown(&finding.authority)));
    out
}

fn place(report: &Report<'_>, site: &Site) -> String {
    let line = site.line.map_or_else(String::new, |line| format!(":{line}"));
    let mut text = markdown_code(&format!("{}{line}", report.typed.path_of(Some(site))));
    if !site.pointer.is_empty() {
        text = format!("{text} {}", markdown_code(&site.pointer));
    }
    if !site.label.is_empty() {
        text = format!("{text} \"{}\"", markdown(&site.label));
    }
    text
}

fn signed(report: &Report<'_>) -> String {
    let mut out = "\n### Who signed what\n\n".to_owned();
    for signature in signatures(report).iter().take(PLACES) {
        let worth = match signature.standing {
            Worth::Verified => "verified",
            Worth::Rejected => "rejected",
            Worth::Undetermined => "undetermined",
        };
        let by = match (&signature.signer, &signature.claimed_signer) {
            (Some(signer), _) => format!(" by **{}**", markdown(signer)),
            (None, Some(claimed)) => format!(" by {}, as it says itself", markdown(claimed)),
            (None, None) => String::new(),
        };
        let why = signature.reason.as_ref().map_or_else(String::new, |reason| format!(": {}", markdown(reason)));
        out.push_str(&format!("- {worth}: {} ({}){by}{why}\n", markdown_code(&signature.document), signature.form));
    }
    for path in unsigned(report).iter().take(PLACES) {
        out.push_str(&format!("- unsigned: {}\n", markdown_code(path)));
    }
    out
}

fn sentence_case(text: &str) -> String {
    let mut characters = text.chars().collect::<Vec<_>>();
    if let Some(first) = characters.first_mut() {
        *first = first.to_ascii_uppercase();
    }
    characters.into_iter().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_report_reads_as_the_golden_one() {
        sample::assert_golden("report.md", &render(&sample::rejected().report()));
    }

    #[test]
    fn a_vendor_can_place_no_html_image_or_mention() {
        let text = render(&sample::hostile().report());
        // Code spans may hold anything; escape.rs tests them.
        let text: String = text.lines().filter(|line| !line.starts_with("- where:") && !line.starts_with("- rejected:")).collect();
        assert_eq!(text.matches("<script").count(), text.matches("\\<script").count(), "{text}");
        assert!(!text.contains("![x]("), "{text}");
        assert!(!text.contains("@octocat"), "{text}");
    }
}
