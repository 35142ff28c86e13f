//! The report for GitLab merge requests: a code quality list, one issue a finding.

use serde::Serialize;

use super::escape::visible;
use super::sarif::fingerprint;
use super::{Reader, Renderer, Report, json};
use crate::decision::{Effect, Finding};

pub const RENDERER: Renderer = Renderer {
    name: "gitlab",
    media_type: "application/json",
    serves: "the code quality widget of GitLab",
    reader: Reader::Program,
    render,
};

/// <https://docs.gitlab.com/ci/testing/code_quality/>, "Code Quality report format".
#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

fn render(report: &Report<'_>) -> String {
    let issues: Vec<Issue> = report.decision.findings.iter().map(|finding| issue(report, finding)).collect();
    json::text(&issues, serde_json::to_string_pretty)
}

fn issue(report: &Report<'_>, finding: &Finding) -> Issue {
    let site = finding.places.first();
    Issue {
        description: format!("{} {}; fix: {}", finding.rule, visible(&report.say(&finding.what)), visible(&report.say(&finding.remedy))),
        check_name: finding.name.to_owned(),
        fingerprint: fingerprint(finding),
        severity: match finding.effect {
            Effect::Reject => "blocker",
            Effect::Refer => "major",
            Effect::Note => "info",
        },
        location: Location {
            path: visible(&report.typed.path_of(site)),
            lines: Lines { begin: site.and_then(|site| site.line).unwrap_or(1) },
        },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn each_finding_is_one_issue_with_a_fingerprint_of_its_own() {
        let sample = sample::rejected();
        let issues: Vec<serde_json::Value> = serde_json::from_str(&render(&sample.report())).unwrap();
        let prints: std::collections::BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!((issues.len(), prints.len()), (4, 4));
        assert_eq!(issues[0]["severity"], "blocker");
        assert_eq!(issues[0]["location"]["lines"]["begin"], 91);
    }
}
