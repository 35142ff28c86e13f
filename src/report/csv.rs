//! The report for spreadsheets: one row for each place of each finding, and no cell that a spreadsheet would run.

use super::escape::csv;
use super::overview::effect_word;
use super::{Reader, Renderer, Report};
use crate::decision::{Finding, LinkKind, Site};

pub const RENDERER: Renderer = Renderer {
    name: "csv",
    media_type: "text/csv; charset=utf-8",
    serves: "spreadsheets; every place of every finding",
    reader: Reader::Program,
    render,
};

const HEADER: &str = "effect,rule,name,what,document,sha256,pointer,line,component,maker,owners,entry,remedy,authority\r\n";

fn render(report: &Report<'_>) -> String {
    let mut out = HEADER.to_owned();
    for finding in &report.decision.findings {
        if finding.places.is_empty() {
            out.push_str(&row(report, finding, None));
        }
        for site in &finding.places {
            out.push_str(&row(report, finding, Some(site)));
        }
    }
    out
}

fn row(report: &Report<'_>, finding: &Finding, site: Option<&Site>) -> String {
    let names = |kind: LinkKind| {
        let links = finding.path.iter().filter(|link| link.kind == kind);
        links.map(|link| link.name.as_str()).collect::<Vec<_>>().join(" -> ")
    };
    let text = |of: fn(&Site) -> String| site.map(of).unwrap_or_default();
    let cells = [
        effect_word(finding.effect).to_owned(),
        finding.rule.to_owned(),
        finding.name.to_owned(),
        report.say(&finding.what).into_owned(),
        text(|site| site.document.clone()),
        text(|site| site.digest.map(|digest| digest.to_string()).unwrap_or_default()),
        text(|site| site.pointer.clone()),
        text(|site| site.line.map(|line| line.to_string()).unwrap_or_default()),
        text(|site| site.label.clone()),
        names(LinkKind::Maker),
        names(LinkKind::Owner),
        names(LinkKind::Entry),
        report.say(&finding.remedy).into_owned(),
        report.say(&finding.authority).into_owned(),
    ];
    format!("{}\r\n", cells.iter().map(|cell| csv(cell)).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn each_place_is_a_row() {
        assert_eq!(render(&sample::with_places(50).report()).lines().count(), 1 + 50 + 3);
    }

    #[test]
    fn a_formula_in_a_vendors_file_is_text() {
        let text = render(&sample::hostile().report());
        assert!(text.contains(",\"'=HYPERLINK(\"\"http://evil.example\"\")\u{5c}u{202e}\","), "{text}");
    }
}
