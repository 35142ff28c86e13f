//! The report for inventories of findings: CycloneDX 1.6, each finding told as CycloneDX tells vulnerabilities (VEX).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::escape::visible;
use super::overview::{Word, effect_word};
use super::sarif::fingerprint;
use super::{Reader, Renderer, Report};
use crate::decision::{Effect, Finding};

pub const RENDERER: Renderer = Renderer {
    name: "vex",
    media_type: "application/vnd.cyclonedx+json",
    serves: "inventories that read CycloneDX, such as Dependency-Track: each finding as CycloneDX tells vulnerabilities",
    reader: Reader::Program,
    render,
};

/// The delivery as a whole, for findings without a document.
const WHOLE: &str = "delivery";

fn render(report: &Report<'_>) -> String {
    let references: BTreeMap<&str, String> = report
        .decision
        .inputs
        .documents
        .iter()
        .map(|(path, digest)| (path.as_str(), format!("sha256:{digest} {}", visible(path))))
        .collect();
    let documents: Vec<Value> = report.decision.inputs.documents.iter().map(|(path, digest)| {
        json!({ "type": "file", "bom-ref": references.get(path.as_str()), "name": visible(path), "hashes": [{ "alg": "SHA-256", "content": digest.to_string() }] })
    }).collect();
    let findings: Vec<Value> = report.decision.findings.iter().map(|finding| vulnerability(report, finding, &references)).collect();
    let word = Word::of(&report.decision.verdict).text();
    let value = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": report.case.at.to_string(),
            "tools": { "components": [{ "type": "application", "name": "kenpin", "version": env!("CARGO_PKG_VERSION") }] },
            "component": { "type": "data", "bom-ref": WHOLE, "name": WHOLE },
            "properties": [{ "name": "kenpin:verdict", "value": word }],
        },
        "components": documents,
        "vulnerabilities": findings,
    });
    super::json::text(&value, serde_json::to_string_pretty)
}

fn vulnerability(report: &Report<'_>, finding: &Finding, references: &BTreeMap<&str, String>) -> Value {
    let mut affected: Vec<&str> =
        finding.places.iter().map(|site| references.get(site.document.as_str()).map_or(WHOLE, String::as_str)).collect();
    affected.sort_unstable();
    affected.dedup();
    let affects: Vec<Value> = affected.into_iter().map(|reference| json!({ "ref": reference })).collect();
    let mut properties = vec![json!({ "name": "kenpin:effect", "value": effect_word(finding.effect) })];
    properties.extend(finding.path.iter().map(|link| json!({ "name": "kenpin:path", "value": visible(&link.name) })));
    properties.extend(
        finding
            .places
            .iter()
            .filter(|site| !site.pointer.is_empty())
            .map(|site| json!({ "name": "kenpin:place", "value": format!("{} {}", visible(&site.document), visible(&site.pointer)) })),
    );
    let (severity, state) = match finding.effect {
        Effect::Reject => ("critical", Some("exploitable")),
        Effect::Refer => ("medium", Some("in_triage")),
        Effect::Note => ("info", None),
    };
    let mut value = json!({
        "bom-ref": format!("finding:{}", fingerprint(finding)),
        "id": finding.rule,
        "source": { "name": "kenpin" },
        "ratings": [{ "severity": severity, "method": "other" }],
        "description": visible(&report.say(&finding.what)),
        "detail": visible(&report.say(&finding.authority)),
        "recommendation": visible(&report.say(&finding.remedy)),
        "affects": affects,
        "properties": properties,
    });
    if let (Some(state), Some(members)) = (state, value.as_object_mut()) {
        members.insert("analysis".to_owned(), json!({ "state": state }));
    }
    value
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn each_finding_is_told_once_with_what_it_affects() {
        let value: Value = serde_json::from_str(&render(&sample::rejected().report())).unwrap();
        let told = value["vulnerabilities"].as_array().unwrap();
        assert_eq!(told.len(), 4);
        assert_eq!((&told[0]["analysis"]["state"], &told[3]["analysis"]), (&"exploitable".into(), &Value::Null));
        assert!(told[0]["affects"][0]["ref"].as_str().unwrap().ends_with(" camera.cdx.json"));
        assert_eq!(told[2]["affects"][0]["ref"], WHOLE);
    }
}
