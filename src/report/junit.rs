//! The report for test dashboards: JUnit XML in which refer and reject are failures, and a quiet rule is a passed test.

use std::collections::BTreeSet;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::escape::visible;
use super::overview::{Word, effect_word, next_step};
use super::{Reader, Renderer, Report};
use crate::decision::rule::RULES;
use crate::decision::{Effect, Finding};

pub const RENDERER: Renderer = Renderer {
    name: "junit",
    media_type: "application/xml",
    serves: "Jenkins, GitLab and others that show test results",
    reader: Reader::Program,
    render,
};

fn render(report: &Report<'_>) -> String {
    let mut suite = TestSuite::new("kenpin verify");
    suite.add_test_case(verdict(report));
    suite.add_test_cases(report.decision.findings.iter().map(|finding| case(report, finding)));
    let found: BTreeSet<&str> = report.decision.findings.iter().map(|finding| finding.rule).collect();
    for rule in RULES.iter().filter(|rule| !found.contains(rule.id)) {
        suite.add_test_case(named(&report.say(rule.title), rule.name, rule.id, TestCaseStatus::success()));
    }
    let mut whole = quick_junit::Report::new("kenpin");
    whole.add_test_suite(suite);
    // Every text is free of what XML forbids, and a String is always writable.
    let mut text = whole.to_string().unwrap_or_default();
    text.push('\n');
    text
}

/// A report with no failing case would look like an acceptance, so the verdict is a case of its own.
fn verdict(report: &Report<'_>) -> TestCase {
    let word = Word::of(&report.decision.verdict);
    let status = match word {
        Word::Accept => TestCaseStatus::success(),
        Word::Refer | Word::Reject => failure(word.text(), &report.say(word.sentence()), &next_step(report)),
    };
    named(&report.say("the delivery may be accepted"), "verdict", "verdict", status)
}

fn case(report: &Report<'_>, finding: &Finding) -> TestCase {
    let place = finding.places.first().map_or_else(|| "delivery".to_owned(), |site| visible(&site.pointer));
    let detail = detail(report, finding);
    let status = match finding.effect {
        Effect::Refer | Effect::Reject => failure(effect_word(finding.effect), &visible(&report.say(&finding.what)), &detail),
        Effect::Note => TestCaseStatus::success(),
    };
    let mut case = named(&format!("{} {place}", visible(&report.say(&finding.what))), finding.name, finding.rule, status);
    if finding.effect == Effect::Note {
        case.set_system_out(detail);
    }
    case
}

fn detail(report: &Report<'_>, finding: &Finding) -> String {
    let mut lines = Vec::new();
    for site in finding.places.iter().take(20) {
        let line = site.line.map_or_else(String::new, |line| format!(":{line}"));
        lines.push(format!(
            "where: {}{line} {} {}",
            visible(&report.typed.path_of(Some(site))),
            visible(&site.pointer),
            visible(&site.label)
        ));
    }
    if finding.places.len() > 20 {
        lines.push(format!("       and {} more places", finding.places.len().saturating_sub(20)));
    }
    if !finding.path.is_empty() {
        lines.push(format!("path:  {}", finding.path.iter().map(|link| visible(&link.name)).collect::<Vec<_>>().join(" -> ")));
    }
    lines.push(format!("fix:   {}", visible(&report.say(&finding.remedy))));
    lines.push(format!("by:    {}", visible(&report.say(&finding.authority))));
    lines.join("\n")
}

fn failure(kind: &str, message: &str, detail: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(kind).set_message(message).set_description(detail);
    status
}

fn named(name: &str, class: &str, id: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(format!("{id} {name}"), status);
    case.set_classname(format!("kenpin.{class}"));
    case
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn it_reads_back_with_a_failure_for_each_refer_and_reject_and_one_for_the_verdict() {
        for sample in [sample::rejected(), sample::hostile()] {
            let text = render(&sample.report());
            let read = quick_junit::Report::deserialize_from_str(&text).unwrap();
            let severe = sample.decision.findings.iter().filter(|finding| finding.effect != Effect::Note).count();
            assert_eq!(read.failures, severe + 1);
            assert_eq!(read.errors, 0);
        }
    }
}
