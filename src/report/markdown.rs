//! The report for the summary page of a pipeline: Markdown as GitHub and GitLab show it.

use super::escape::{markdown, markdown_code};
use super::overview::{Summary, Word, Worth, cause, effect_word, next_step, plural, signatures, thousands, unsigned};
use super::{Reader, Renderer, Report};
use crate::decision::{Finding, LinkKind, Site};

pub const RENDERER: Renderer = Renderer {
    name: "markdown",
    media_type: "text/markdown; charset=utf-8",
    serves: "the step summary of a pipeline, comments, mail",
    reader: Reader::Person,
    render,
};

/// GitHub cuts a step summary at 1 MiB; the JSON report has all.
const FINDINGS: usize = 50;
const PLACES: usize = 10;

fn render(report: &Report<'_>) -> String {
    let word = Word::of(&report.decision.verdict);
    let sentence = sentence_case(&report.say(word.sentence()));
    let mut out =
        format!("## kenpin: {}\n\n**{sentence}{}** {}\n\n", report.say(word.text()), report.say("."), markdown(&next_step(report)));
    out.push_str(&figures(report, &Summary::of(report)));
    let findings = &report.decision.findings;
    for finding in findings.iter().take(FINDINGS) {
        out.push_str(&section(report, finding));
    }
    if findings.len() > FINDINGS {
        let more = plural(findings.len().saturating_sub(FINDINGS), "more finding");
        out.push_str(&format!("\n{}\n", report.say(&format!("And {more}; the JSON report lists them all."))));
    }
    out.push_str(&signed(report));
    let lists = report.decision.inputs.watchlists.iter().map(|(id, edition, _)| markdown(&format!("{id} ({edition})"))).collect::<Vec<_>>();
    let lists = if lists.is_empty() { report.say("none").into_owned() } else { lists.join(", ") };
    let program = markdown(&report.decision.inputs.program);
    let at = markdown(&report.case.at.to_string());
    out.push_str(&format!("\n<sub>{}</sub>\n", report.say(&format!("As of {at}, by {program}; lists: {lists}."))));
    out
}

fn figures(report: &Report<'_>, summary: &Summary) -> String {
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
        row(cells.iter().map(|(name, _)| report.say(name).into_owned()).collect()),
        row(cells.iter().map(|_| "--:".to_owned()).collect()),
        row(cells.iter().map(|(_, count)| thousands(*count)).collect()),
    ]
    .concat()
}

fn section(report: &Report<'_>, finding: &Finding) -> String {
    let effect = report.say(effect_word(finding.effect));
    let mut out = format!("\n### {} {effect}: {}\n\n", finding.rule, markdown(&report.say(&finding.what)));
    out.push_str(&format!("*{}*\n\n", report.say(cause(finding.rule))));
    for site in finding.places.iter().take(PLACES) {
        out.push_str(&format!("- {} {}\n", report.say("where:"), place(report, finding, site)));
    }
    if finding.places.len() > PLACES {
        let more = plural(finding.places.len().saturating_sub(PLACES), "more place");
        out.push_str(&format!("- {}\n", report.say(&format!("and {more}"))));
    }
    if !finding.path.is_empty() {
        let links = finding.path.iter().map(|link| {
            let says = match link.kind {
                LinkKind::Component => "",
                LinkKind::Maker => "made by",
                LinkKind::Owner => "owned by",
                LinkKind::Entry => "listed as",
            };
            let says = if says.is_empty() { String::new() } else { format!("{} ", report.say(says)) };
            let basis = if link.basis.is_empty() { String::new() } else { format!(" ({})", markdown(&report.say(&link.basis))) };
            format!("{says}**{}**{basis}", markdown(&report.link(link)))
        });
        out.push_str(&format!("- {} {}\n", report.say("path:"), links.collect::<Vec<_>>().join(" → ")));
    }
    for (label, text) in [("fix:", &finding.remedy), ("by:", &finding.authority)] {
        out.push_str(&format!("- {} {}\n", report.say(label), markdown(&report.say(text))));
    }
    out
}

fn place(report: &Report<'_>, finding: &Finding, site: &Site) -> String {
    let line = site.line.map_or_else(String::new, |line| format!(":{line}"));
    let mut text = markdown_code(&format!("{}{line}", report.typed.path_of(Some(site))));
    if !site.pointer.is_empty() {
        text = format!("{text} {}", markdown_code(&site.pointer));
    }
    if !site.label.is_empty() {
        text = format!("{text} \"{}\"", markdown(&report.label(finding, site)));
    }
    text
}

fn signed(report: &Report<'_>) -> String {
    let mut out = format!("\n### {}\n\n", report.say("Who signed what"));
    for signature in signatures(report).iter().take(PLACES) {
        let worth = match signature.standing {
            Worth::Verified => "verified",
            Worth::Rejected => "rejected",
            Worth::Undetermined => "undetermined",
        };
        let by = match (&signature.signer, &signature.claimed_signer) {
            (Some(signer), _) => format!(" {} **{}**", report.say("by"), markdown(signer)),
            (None, Some(claimed)) => format!(" {} {}, {}", report.say("by"), markdown(claimed), report.say("as it says itself")),
            (None, None) => String::new(),
        };
        let why = signature.reason.as_ref().map_or_else(String::new, |reason| format!(": {}", markdown(&report.say(reason))));
        out.push_str(&format!("- {}: {} ({}){by}{why}\n", report.say(worth), markdown_code(&signature.document), signature.form));
    }
    for path in unsigned(report).iter().take(PLACES) {
        out.push_str(&format!("- {}: {}\n", report.say("unsigned"), markdown_code(path)));
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
