//! The report for scripts: one JSON value in the shape that is promised to them (`schemas/report.schema.json`).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::equipment::{Equipment, lines};
use super::escape;
use super::overview::{Signature, Summary, Word, signatures, unsigned};
use super::{Reader, Renderer, Report};
use crate::decision::{self, Effect, LinkKind};
use crate::intake::Digest;

pub const RENDERER: Renderer = Renderer {
    name: "json",
    media_type: "application/json",
    serves: "scripts; the shape is promised and has a schema",
    reader: Reader::Program,
    render,
};

/// The shape's version: fields may be added under it, none renamed or removed.
pub const SCHEMA_VERSION: &str = "1";

/// The verdict of `kenpin verify`, with everything that it rests on.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "kenpin report", rename = "Report")]
pub struct Output {
    /// "1"
    pub schema_version: String,
    pub verdict: Word,
    /// The moment as of which was judged, RFC 3339, UTC.
    pub at: String,
    pub summary: Summary,
    /// Worst first.
    pub findings: Vec<Finding>,
    pub signatures: Vec<Signature>,
    /// Paths of the documents that no verified signature covers.
    pub unsigned: Vec<String>,
    pub inputs: Inputs,
    /// What a ministry sends for advice (Japan, 機器等リスト); empty unless a chosen regime asks for it.
    #[serde(default)]
    pub equipment: Vec<Equipment>,
}

/// One rule and one cause, with every place where it stands.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// `KP-S01`
    pub rule: String,
    /// `restricted_maker`
    pub name: String,
    pub effect: Effect,
    pub what: String,
    /// Empty where the finding is about the delivery as a whole.
    pub places: Vec<Place>,
    /// Part, maker, owners, list entry.
    pub path: Vec<Link>,
    /// How to put it right.
    pub remedy: String,
    /// The clause of law, or the standard's clause, or the policy's line.
    pub authority: String,
}

/// A place in a delivered document.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub document: String,
    /// Of the document; null where it could not be read.
    pub sha256: Option<String>,
    /// JSON pointer, XML path or `line 12`; empty for the whole document.
    pub pointer: String,
    /// From 1; null where the place has none.
    pub line: Option<u32>,
    /// What stands there, such as a component's name; may be empty.
    pub label: String,
}

/// One link of the path from a part to a list entry.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    pub kind: Kind,
    pub name: String,
    /// Why this link holds.
    pub basis: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Component,
    Maker,
    Owner,
    Entry,
}

/// What would have to be the same for the same verdict. Digests are `sha256:` and 64 hexadecimal digits.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Inputs {
    pub policy: String,
    pub watchlists: Vec<Watchlist>,
    pub makers: String,
    pub trust: String,
    /// `kenpin 0.1.0`
    pub program: String,
    pub documents: Vec<Document>,
    /// The buyer's order.
    #[serde(default)]
    pub order: String,
    #[serde(default)]
    pub waivers: String,
    /// Images that were only hashed.
    #[serde(default)]
    pub artifacts: Vec<Document>,
}

/// A list, as it was used.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Watchlist {
    pub id: String,
    pub edition: String,
    pub sha256: String,
}

/// A delivered document.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    pub path: String,
    pub sha256: String,
}

/// The JSON Schema of this report.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Output)
}

fn render(report: &Report<'_>) -> String {
    text(&output(report), serde_json::to_string_pretty)
}

/// A JSON text in which nothing is hidden, with a line feed at its end.
pub fn text<T: Serialize>(value: &T, print: fn(&T) -> serde_json::Result<String>) -> String {
    // Maps with text keys, text and numbers only: printing them cannot fail.
    let mut text = escape::json(&print(value).unwrap_or_default());
    text.push('\n');
    text
}

/// The whole report as one value.
pub fn output(report: &Report<'_>) -> Output {
    Output {
        schema_version: SCHEMA_VERSION.to_owned(),
        verdict: Word::of(&report.decision.verdict),
        at: report.case.at.to_string(),
        summary: Summary::of(report),
        findings: report.decision.findings.iter().map(|one| finding(report, one)).collect(),
        signatures: signatures(report).into_iter().map(|signature| said(report, signature)).collect(),
        unsigned: unsigned(report),
        inputs: inputs(&report.decision.inputs),
        equipment: lines(report),
    }
}

/// A signature with why it is not believed in the report's language.
fn said(report: &Report<'_>, signature: Signature) -> Signature {
    let say = |text: Option<String>| text.map(|text| report.say(&text).into_owned());
    Signature { reason: say(signature.reason), remedy: say(signature.remedy), ..signature }
}

fn finding(report: &Report<'_>, finding: &decision::Finding) -> Finding {
    Finding {
        rule: finding.rule.to_owned(),
        name: finding.name.to_owned(),
        effect: finding.effect,
        what: report.say(&finding.what).into_owned(),
        places: finding.places.iter().filter(|site| !site.document.is_empty()).map(place).collect(),
        path: finding.path.iter().map(link).collect(),
        remedy: report.say(&finding.remedy).into_owned(),
        authority: report.say(&finding.authority).into_owned(),
    }
}

fn place(site: &decision::Site) -> Place {
    Place {
        document: site.document.clone(),
        sha256: site.digest.map(|digest| digest.to_string()),
        pointer: site.pointer.clone(),
        line: site.line,
        label: site.label.clone(),
    }
}

fn link(link: &decision::Link) -> Link {
    let kind = match link.kind {
        LinkKind::Component => Kind::Component,
        LinkKind::Maker => Kind::Maker,
        LinkKind::Owner => Kind::Owner,
        LinkKind::Entry => Kind::Entry,
    };
    Link { kind, name: link.name.clone(), basis: link.basis.clone() }
}

fn document((path, digest): &(String, Digest)) -> Document {
    Document { path: path.clone(), sha256: digest.to_string() }
}

fn inputs(inputs: &decision::Inputs) -> Inputs {
    let named = |digest: &Digest| format!("sha256:{digest}");
    let watchlist = |(id, edition, digest): &(String, String, Digest)| Watchlist {
        id: id.clone(),
        edition: edition.clone(),
        sha256: digest.to_string(),
    };
    Inputs {
        policy: named(&inputs.policy),
        watchlists: inputs.watchlists.iter().map(watchlist).collect(),
        makers: named(&inputs.makers),
        trust: named(&inputs.trust),
        program: inputs.program.clone(),
        documents: inputs.documents.iter().map(document).collect(),
        order: named(&inputs.order),
        waivers: named(&inputs.waivers),
        artifacts: inputs.artifacts.iter().map(document).collect(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_report_reads_as_the_golden_one() {
        sample::assert_golden("report.json", &render(&sample::rejected().report()));
    }

    #[test]
    fn the_report_agrees_with_its_schema() {
        let validator = jsonschema::validator_for(schema().as_value()).unwrap();
        for sample in [sample::rejected(), sample::hostile(), sample::with_places(50)] {
            let value = serde_json::from_str(&render(&sample.report())).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }

    #[test]
    fn every_promised_member_is_there() {
        let value: serde_json::Value = serde_json::from_str(&render(&sample::rejected().report())).unwrap();
        let members = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(members(&value)[..8], ["schema_version", "verdict", "at", "summary", "findings", "signatures", "unsigned", "inputs"]);
        assert_eq!(members(&value["summary"]), ["documents", "components", "screened", "listed", "possible", "unscreened", "signatures"]);
        assert_eq!(members(&value["summary"]["signatures"]), ["verified", "rejected", "undetermined"]);
        let finding = members(&value["findings"][0]);
        assert_eq!(finding, ["rule", "name", "effect", "what", "places", "path", "remedy", "authority"]);
        assert_eq!(members(&value["findings"][0]["places"][0])[..4], ["document", "sha256", "pointer", "line"]);
        assert_eq!(members(&value["findings"][0]["path"][0]), ["kind", "name", "basis"]);
        assert_eq!(members(&value["inputs"])[..5], ["policy", "watchlists", "makers", "trust", "program"]);
        for member in ["document", "form", "standing", "signer", "signed_at", "covers", "reason"] {
            assert!(value["signatures"][0].get(member).is_some(), "{member}");
        }
    }
}
