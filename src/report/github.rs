//! The report for GitHub Actions: workflow commands that mark the place in the vendor's own file.

use super::escape::{visible, workflow_message, workflow_property};
use super::overview::{Word, next_step};
use super::{Reader, Renderer, Report};
use crate::decision::{Effect, Finding};

pub const RENDERER: Renderer = Renderer {
    name: "github",
    media_type: "text/plain; charset=utf-8",
    serves: "annotations in GitHub Actions",
    reader: Reader::Program,
    render,
};

fn render(report: &Report<'_>) -> String {
    let word = Word::of(&report.decision.verdict);
    let command = match word {
        Word::Accept => "notice",
        Word::Refer => "warning",
        Word::Reject => "error",
    };
    let last = format!("{}\n{} {}", report.say(word.sentence()), report.say("next:"), next_step(report));
    let findings = report.decision.findings.iter().map(|finding| annotation(report, finding));
    findings.chain([format!("::{command} title=kenpin%3A {}::{}\n", word.text(), workflow_message(&last))]).collect()
}

fn annotation(report: &Report<'_>, finding: &Finding) -> String {
    let command = match finding.effect {
        Effect::Reject => "error",
        Effect::Refer => "warning",
        Effect::Note => "notice",
    };
    let site = finding.places.first();
    let file = workflow_property(&report.typed.path_of(site));
    let line = site.and_then(|site| site.line).unwrap_or(1);
    let title = workflow_property(&format!("{} {}", finding.rule, finding.name));
    let mut message = visible(&report.say(&finding.what));
    if finding.path.len() > 1 {
        let names: Vec<String> = finding.path.iter().map(|link| visible(&link.name)).collect();
        message = format!("{message}\npath: {}", names.join(" -> "));
    }
    let more = finding.places.len().saturating_sub(1);
    if more > 0 {
        message = format!("{message}\nalso in {more} more places");
    }
    message = format!("{message}\nfix: {}\nby: {}", visible(&report.say(&finding.remedy)), visible(&report.say(&finding.authority)));
    format!("::{command} file={file},line={line},title={title}::{}\n", workflow_message(&message))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_report_reads_as_the_golden_one() {
        sample::assert_golden("github.txt", &render(&sample::rejected().report()));
    }

    #[test]
    fn a_vendor_cannot_start_a_command_of_its_own() {
        let sample = sample::hostile();
        let text = render(&sample.report());
        assert_eq!(text.lines().count(), sample.decision.findings.len() + 1);
        for line in text.lines() {
            assert!(line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice "), "{line}");
            assert!(!line.contains("::set-output") || line.find("::set-output") > line.find("title="), "{line}");
        }
    }
}
