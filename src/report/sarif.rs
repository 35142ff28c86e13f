//! The report for code scanning: SARIF 2.1.0, one result a finding, each with a location and a fingerprint that lasts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, LogicalLocation, Message, MultiformatMessageString, PhysicalLocation, PropertyBag, Region,
    ReportingConfiguration, ReportingDescriptor, Result, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use super::escape::{uri, visible};
use super::json;
use super::overview::{Word, effect_word};
use super::{Reader, Renderer, Report};
use crate::decision::baseline::names;
use crate::decision::rule::{RULES, Rule};
use crate::decision::{Effect, Finding, Site};
use crate::intake::Digest;

pub const RENDERER: Renderer = Renderer {
    name: "sarif",
    media_type: "application/sarif+json",
    serves: "code scanning on GitHub, GitLab, Azure DevOps",
    reader: Reader::Program,
    render,
};

/// GitHub refuses a run of more; the findings are sorted, so that the mildest are left out. The JSON report has all.
const RESULTS: usize = 25_000;
/// GitHub reads no more than 1,000 locations of a result; the JSON report has all.
const RELATED: usize = 100;

fn render(report: &Report<'_>) -> String {
    let driver = ToolComponent::builder()
        .name("kenpin")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules(report, &report.decision.findings))
        .build();
    let word = Word::of(&report.decision.verdict);
    // The run itself went well whatever the verdict; a fault prints no report at all.
    let invocation = Invocation::builder().execution_successful(true).end_time_utc(report.case.at.to_string()).build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .invocations(vec![invocation])
        .column_kind(json!("unicodeCodePoints"))
        .results(report.decision.findings.iter().take(RESULTS).map(|finding| result(report, finding)).collect::<Vec<_>>())
        .properties(properties([("verdict", json!(word.text())), ("findings", json!(report.decision.findings.len()))]))
        .build();
    let sarif = Sarif::builder()
        .schema("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
        .version(json!("2.1.0"))
        .runs(vec![run])
        .build();
    json::text(&sarif, serde_json::to_string_pretty)
}

/// The rules that found something, in the order of their ids.
fn rules(report: &Report<'_>, findings: &[Finding]) -> Vec<ReportingDescriptor> {
    let used: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    RULES.iter().filter(|rule| used.contains(rule.id)).map(|rule| descriptor(report, rule)).collect()
}

fn descriptor(report: &Report<'_>, rule: &Rule) -> ReportingDescriptor {
    ReportingDescriptor::builder()
        .id(rule.id)
        .name(rule.name)
        .short_description(words(&report.say(rule.title)))
        .full_description(words(&report.language.say_paragraphs(rule.explanation)))
        .help(words(&format!("{}\n\nBy: {}", report.say(rule.remedy), report.say(rule.authority))))
        .default_configuration(ReportingConfiguration::builder().level(level(rule.effect)).build())
        .properties(properties([("precision", json!("high")), ("tags", json!(["supply-chain", "procurement"]))]))
        .build()
}

fn result(report: &Report<'_>, finding: &Finding) -> Result {
    let first = finding.places.first();
    let others = finding.places.iter().skip(1).take(RELATED);
    let related: Vec<Location> = others.map(|site| location(report, Some(site))).collect();
    Result::builder()
        .rule_id(finding.rule)
        .level(result_level(finding.effect))
        .message(Message::builder().text(message(report, finding)).build())
        .locations(vec![location(report, first)])
        .related_locations(related)
        .partial_fingerprints(BTreeMap::from([("kenpin/v1".to_owned(), fingerprint(finding))]))
        .properties(properties([
            ("effect", json!(effect_word(finding.effect))),
            ("places", json!(finding.places.len())),
            ("authority", json!(visible(&finding.authority))),
        ]))
        .build()
}

fn message(report: &Report<'_>, finding: &Finding) -> String {
    let path = finding.path.iter().map(|link| visible(&link.name)).collect::<Vec<_>>().join(" -> ");
    let path = if path.is_empty() { path } else { format!("\nPath: {path}") };
    let more = finding.places.len().saturating_sub(1);
    let more = if more > 0 { format!("\nAlso in {more} more places") } else { String::new() };
    let [what, fix, by] = [&finding.what, &finding.remedy, &finding.authority].map(|text| visible(&report.say(text)));
    format!("{what}{path}{more}\nFix: {fix}\nBy: {by}")
}

fn location(report: &Report<'_>, site: Option<&Site>) -> Location {
    let path = report.typed.path_of(site);
    // GitHub shows no result without a line; a whole document is shown at its first.
    let line = site.and_then(|site| site.line).unwrap_or(1);
    let physical = PhysicalLocation::builder()
        .artifact_location(ArtifactLocation::builder().uri(uri(&path)).build())
        .region(Region::builder().start_line(i64::from(line)).build())
        .build();
    let logical = site.filter(|site| !site.pointer.is_empty()).map(|site| {
        let name = if site.label.is_empty() { &site.pointer } else { &site.label };
        vec![LogicalLocation::builder().name(visible(name)).fully_qualified_name(visible(&site.pointer)).build()]
    });
    match logical {
        Some(logical) => Location::builder().physical_location(physical).logical_locations(logical).build(),
        None => Location::builder().physical_location(physical).build(),
    }
}

/// The same for the same cause at the same place in another delivery: no line, no digest, no count.
pub fn fingerprint(finding: &Finding) -> String {
    let place = finding.places.first().map_or(("", ""), |site| (site.document.as_str(), site.label.as_str()));
    let mut parts = vec![finding.rule, finding.what.as_str(), place.0, place.1];
    parts.extend(names(finding));
    Digest::of(parts.join("\u{0}").as_bytes()).to_string()
}

fn level(effect: Effect) -> serde_json::Value {
    match effect {
        Effect::Reject => json!("error"),
        Effect::Refer => json!("warning"),
        Effect::Note => json!("note"),
    }
}

fn result_level(effect: Effect) -> ResultLevel {
    match effect {
        Effect::Reject => ResultLevel::Error,
        Effect::Refer => ResultLevel::Warning,
        Effect::Note => ResultLevel::Note,
    }
}

fn words(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

fn properties<const N: usize>(pairs: [(&str, serde_json::Value); N]) -> PropertyBag {
    PropertyBag::builder()
        .additional_properties(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>())
        .build()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    fn rendered(sample: &sample::Sample) -> serde_json::Value {
        serde_json::from_str(&render(&sample.report())).unwrap()
    }

    #[test]
    fn every_result_has_one_location_with_a_line_and_a_fingerprint() {
        let value = rendered(&sample::rejected());
        for result in value["runs"][0]["results"].as_array().unwrap() {
            let locations = result["locations"].as_array().unwrap();
            assert_eq!(locations.len(), 1);
            assert!(!locations[0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().is_empty());
            assert!(locations[0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap() >= 1);
            assert_eq!(result["partialFingerprints"]["kenpin/v1"].as_str().unwrap().len(), 64);
        }
    }

    #[test]
    fn levels_follow_effects_and_the_uri_is_the_path_as_typed() {
        let value = rendered(&sample::rejected());
        let results = value["runs"][0]["results"].as_array().unwrap();
        let levels: Vec<&str> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["error", "warning", "warning", "note"]);
        let uri = |at: usize| results[at]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert_eq!(uri(0), "in/delivery/camera.cdx.json");
        assert_eq!(uri(2), "in/delivery");
    }

    #[test]
    fn a_fingerprint_outlives_a_moved_line() {
        let mut sample = sample::rejected();
        let before = fingerprint(&sample.decision.findings[0]);
        sample.decision.findings[0].places[0].line = Some(4000);
        sample.decision.findings[0].places[0].pointer = "/components/77".to_owned();
        assert_eq!(fingerprint(&sample.decision.findings[0]), before);
    }

    #[test]
    fn the_report_agrees_with_the_published_schema() {
        let Some(data) = sample::shared_data() else { return };
        let schema = std::fs::read_to_string(data.join("schemas/sarif/sarif-schema-2.1.0.json")).unwrap();
        let schema = serde_json::from_str(&schema).unwrap();
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        for sample in [sample::rejected(), sample::hostile(), sample::with_places(300)] {
            let errors: Vec<String> = validator.iter_errors(&rendered(&sample)).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }
}
