//! kenpin and the official JSON Schemas say the same of every published sample and of thousands of changed copies.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jsonschema::{Draft, Registry, Resource, Validator};
use kenpin::bill::inspect::inspect;
use kenpin::intake::Document;
use serde_json::{Value, json};

use crate::samples::shared_data;

/// What kenpin refuses beyond the schemas, FORMATS.md sections 6 and 7.
const STRICTER: &[&str] = &["used twice", "is nothing in this bill", "is empty; a reference needs at least one character"];

/// The schema of 1.4 forgets to say that these are objects; 1.5 says so.
const FORGOTTEN: &[&str] = &["/vulnerabilities/0/references/0", "/vulnerabilities/0/affects/0"];

/// Places of a sample that are changed; all of a small one, evenly spread over a large one.
const PLACES: usize = 60;

fn validators(folder: &Path) -> BTreeMap<String, Validator> {
    let load = |name: &str| -> Value { serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap() };
    let helpers = ["spdx.schema.json", "jsf-0.82.schema.json", "cryptography-defs.schema.json"];
    let mut registry = Registry::new().draft(Draft::Draft7);
    for name in helpers {
        registry = registry.add(format!("http://cyclonedx.org/schema/{name}"), Resource::from_contents(load(name))).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let versions = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];
    versions
        .into_iter()
        .map(|version| {
            let strict = if version < "1.4" { "-strict" } else { "" };
            let schema = load(&format!("bom-{version}{strict}.schema.json"));
            let validator = jsonschema::options().with_registry(&registry).should_validate_formats(true).build(&schema).unwrap();
            (version.to_owned(), validator)
        })
        .collect()
}

/// Pointers to every value of a sample.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                pointers(value, &format!("{here}/{}", name.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{here}/{index}"), all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Changed copies: what stands at one place is dropped, made something else, or added to.
fn mutants(sample: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    pointers(sample, "", &mut all);
    let stride = all.len().div_ceil(PLACES).max(1);
    let mut made = Vec::new();
    for pointer in all.iter().skip(1).step_by(stride).filter(|pointer| *pointer != "/specVersion" && !pointer.starts_with("/$schema")) {
        for other in [
            Value::Null,
            json!(7),
            json!(-1.5),
            json!("~ no such word"),
            json!(""),
            json!([]),
            json!({}),
            json!(true),
            json!([{}]),
            json!(["a"]),
        ] {
            let mut copy = sample.clone();
            *copy.pointer_mut(pointer).unwrap() = other.clone();
            made.push((format!("{pointer} = {other}"), copy));
        }
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let mut copy = sample.clone();
        match copy.pointer_mut(parent).unwrap() {
            Value::Object(members) => {
                members.remove(&name.replace("~1", "/").replace("~0", "~"));
                made.push((format!("{pointer} removed"), copy));
                let mut copy = sample.clone();
                copy.pointer_mut(parent).unwrap()["zzz"] = json!(1);
                made.push((format!("{parent}/zzz added"), copy));
            }
            Value::Array(items) => {
                let item = items[0].clone();
                items.push(item);
                made.push((format!("{parent} first item again"), copy));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    made
}

/// How kenpin and the schema disagree about this text; empty where they agree.
fn disagreement(validator: &Validator, value: &Value) -> String {
    let text = serde_json::to_vec(value).unwrap();
    let found = inspect(&Document::new("bill.json", text));
    let stricter = |what: &str| STRICTER.iter().any(|words| what.contains(words));
    match validator.iter_errors(value).next() {
        Some(error) if found.defects.is_empty() => format!("sound by kenpin, schema: {error}"),
        None if found.defects.iter().any(|defect| !stricter(&defect.what)) => format!("sound by the schema, {:?}", found.defects.first()),
        Some(_) | None => String::new(),
    }
}

/// Every JSON sample; those of 1.6 as 1.7 too, of which none is published here, and one of our own with what 1.7 brought.
fn samples(data: &Path) -> Vec<(String, Value)> {
    let lines = fs::read_to_string(data.join("bom-expected.jsonl")).unwrap();
    let mut samples = Vec::new();
    for line in lines.lines() {
        let expected: Value = serde_json::from_str(line).unwrap();
        let file = expected["file"].as_str().unwrap();
        if !file.starts_with("cyclonedx") || !file.ends_with(".json") {
            continue;
        }
        let sample: Value = serde_json::from_slice(&fs::read(data.join(file)).unwrap()).unwrap();
        if sample["specVersion"] == "1.6" {
            let mut next = sample.clone();
            next["specVersion"] = json!("1.7");
            samples.push((format!("{file} as 1.7"), next));
        }
        samples.push((file.to_owned(), sample));
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/cyclonedx/1.7/new-members.json");
    samples.push(("new-members.json".to_owned(), serde_json::from_slice(&fs::read(own).unwrap()).unwrap()));
    samples
}

fn compare(wanted: impl Fn(&str) -> bool, changed: bool) {
    let Some(data) = shared_data() else { return };
    let validators = validators(&data.join("schemas/cyclonedx"));
    let (mut problems, mut compared) = (Vec::new(), 0);
    for (file, sample) in samples(&data) {
        let version = sample["specVersion"].as_str().unwrap_or_default().to_owned();
        let Some(validator) = validators.get(&version).filter(|_| sample["bomFormat"] == "CycloneDX" && wanted(&version)) else { continue };
        let copies = if changed { mutants(&sample) } else { vec![(String::new(), sample)] };
        for (change, copy) in copies {
            compared += 1;
            let disagreement = disagreement(validator, &copy);
            let forgotten = version == "1.4" && FORGOTTEN.iter().any(|place| change.starts_with(&format!("{place} =")));
            if !disagreement.is_empty() && !forgotten {
                problems.push(format!("{file} {change}: {disagreement}"));
            }
        }
    }
    assert!(compared > 30, "{compared} compared");
    println!("{compared} compared");
    assert!(problems.is_empty(), "{} of {compared}\n{}", problems.len(), problems[..problems.len().min(60)].join("\n"));
}

#[test]
fn kenpin_and_the_json_schemas_agree_on_every_published_sample() {
    compare(|_| true, false);
}

#[test]
fn kenpin_and_the_json_schemas_agree_on_changed_samples_of_1_2_to_1_4() {
    compare(|version| version < "1.5", true);
}

#[test]
fn kenpin_and_the_json_schemas_agree_on_changed_samples_of_1_5() {
    compare(|version| version == "1.5", true);
}

#[test]
fn kenpin_and_the_json_schemas_agree_on_changed_samples_of_1_6() {
    compare(|version| version == "1.6", true);
}

#[test]
fn kenpin_and_the_json_schemas_agree_on_changed_samples_of_1_7() {
    compare(|version| version == "1.7", true);
}

#[test]
fn our_own_sample_of_1_7_is_sound_by_the_schema_and_by_kenpin() {
    let Some(data) = shared_data() else { return };
    let (_, own) = samples(&data).pop().unwrap();
    let errors: Vec<String> = validators(&data.join("schemas/cyclonedx"))["1.7"]
        .iter_errors(&own)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(inspect(&Document::new("bill.json", serde_json::to_vec(&own).unwrap())).defects, []);
}
