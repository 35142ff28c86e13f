//! The report for GitLab's vulnerability pages: a dependency scanning report, one entry a finding.

use serde_json::{Value, json};

use super::escape::visible;
use super::overview::cause;
use super::sarif::fingerprint;
use super::{Reader, Renderer, Report, json};
use crate::decision::{Effect, Finding};

pub const RENDERER: Renderer = Renderer {
    name: "gitlab-dependency",
    media_type: "application/json",
    serves: "the vulnerability report and merge requests of GitLab, as a dependency scanning report",
    reader: Reader::Program,
    render,
};

/// <https://gitlab.com/gitlab-org/security-products/security-report-schemas>, dependency-scanning-report-format.json.
const VERSION: &str = "15.2.1";

fn render(report: &Report<'_>) -> String {
    // GitLab takes times without a zone.
    let at = report.case.at.to_string().trim_end_matches('Z').to_owned();
    let tool = json!({ "id": "kenpin", "name": "kenpin", "version": env!("CARGO_PKG_VERSION"), "vendor": { "name": "kenpin" } });
    let vulnerabilities: Vec<Value> = report.decision.findings.iter().map(|finding| vulnerability(report, finding)).collect();
    let value = json!({
        "version": VERSION,
        "scan": {
            "analyzer": tool,
            "scanner": tool,
            "type": "dependency_scanning",
            "start_time": at,
            "end_time": at,
            "status": "success",
        },
        "vulnerabilities": vulnerabilities,
        "dependency_files": [],
    });
    json::text(&value, serde_json::to_string_pretty)
}

fn vulnerability(report: &Report<'_>, finding: &Finding) -> Value {
    let site = finding.places.first();
    let label = site.map(|site| visible(&site.label)).filter(|label| !label.is_empty());
    let path = finding.path.iter().map(|link| visible(&link.name)).collect::<Vec<_>>().join(" -> ");
    let path = if path.is_empty() { path } else { format!("\n\nPath: {path}") };
    json!({
        "id": fingerprint(finding),
        "name": format!("{} {}", finding.rule, finding.name),
        "description": format!("{}{path}\n\nBy: {}", visible(&report.say(&finding.what)), visible(&report.say(&finding.authority))),
        "severity": match finding.effect {
            Effect::Reject => "Critical",
            Effect::Refer => "Medium",
            Effect::Note => "Info",
        },
        "solution": visible(&report.say(&finding.remedy)),
        "identifiers": [{ "type": "kenpin_rule", "name": format!("{} {}", finding.rule, cause(finding.rule)), "value": finding.rule }],
        "location": {
            "file": visible(&report.typed.path_of(site)),
            "dependency": { "package": { "name": label.unwrap_or_else(|| "the delivery".to_owned()) }, "version": "as delivered" },
        },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn each_finding_has_what_the_format_asks_for() {
        let value: Value = serde_json::from_str(&render(&sample::rejected().report())).unwrap();
        assert_eq!(value["scan"]["start_time"], "2026-11-24T00:00:00");
        let told = value["vulnerabilities"].as_array().unwrap();
        assert_eq!((told.len(), &told[0]["severity"]), (4, &"Critical".into()));
        for entry in told {
            assert!(!entry["id"].as_str().unwrap().is_empty() && entry["identifiers"].as_array().unwrap().len() == 1);
            assert!(!entry["location"]["file"].as_str().unwrap().is_empty());
            assert!(!entry["location"]["dependency"]["package"]["name"].as_str().unwrap().is_empty());
        }
    }
}
