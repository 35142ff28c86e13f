//! The report for pipelines that read line by line: the verdict on the first line, then a finding or signature a line.

use serde::Serialize;

use super::json::{self, Finding, Inputs, output};
use super::overview::{Signature, Summary, Word};
use super::{Reader, Renderer, Report};

pub const RENDERER: Renderer = Renderer {
    name: "jsonl",
    media_type: "application/jsonl",
    serves: "log collectors; one JSON value a line",
    reader: Reader::Program,
    render,
};

/// One line; `type` says which.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Verdict { schema_version: &'a str, verdict: Word, at: &'a str, summary: &'a Summary, inputs: &'a Inputs },
    Finding(&'a Finding),
    Signature(&'a Signature),
    Unsigned { document: &'a str },
}

fn render(report: &Report<'_>) -> String {
    let whole = output(report);
    let head = Line::Verdict {
        schema_version: json::SCHEMA_VERSION,
        verdict: whole.verdict,
        at: &whole.at,
        summary: &whole.summary,
        inputs: &whole.inputs,
    };
    let findings = whole.findings.iter().map(Line::Finding);
    let signatures = whole.signatures.iter().map(Line::Signature);
    let unsigned = whole.unsigned.iter().map(|document| Line::Unsigned { document });
    std::iter::once(head).chain(findings).chain(signatures).chain(unsigned).map(|line| json::text(&line, serde_json::to_string)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_line_is_one_value_and_the_first_is_the_verdict() {
        let text = render(&sample::hostile().report());
        let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&lines[0]["type"], &lines[0]["verdict"]), (&"verdict".into(), &"reject".into()));
        assert_eq!(lines.iter().filter(|line| line["type"] == "finding").count(), sample::hostile().decision.findings.len());
    }
}
