//! `kenpin bom`: inspect, validate, convert, diff and merge, on the built program; what is written is read by the crates that others use.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use cyclonedx_bom::prelude::*;
use serde_json::{Value, json};

fn kenpin(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/camera/delivery/camera.cdx.json").display().to_string()
}

struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path: PathBuf = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }
}

/// A bill that loses nothing on its way.
fn plain() -> Value {
    json!({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
    "metadata": {"component": {"type": "device", "bom-ref": "box", "name": "box", "version": "1", "supplier": {"name": "Tama Optics"}}},
    "components": [
        {"type": "library", "bom-ref": "a", "name": "a", "version": "1.0", "publisher": "Aoi", "purl": "pkg:npm/a@1.0",
         "components": [{"type": "file", "bom-ref": "a/b", "name": "b", "author": "Bunta"}]},
        {"type": "firmware", "bom-ref": "c", "group": "g", "name": "c", "supplier": {"name": "Chiyo"}, "cpe": "cpe:2.3:o:chiyo:c:1:*:*:*:*:*:*:*",
         "properties": [{"name": "cdx:device:serialNumber", "value": "S1"}]},
    ]})
}

/// What a bill says, without where.
fn said(path: &str) -> Vec<Value> {
    let output = kenpin(&["bom", "inspect", path, "--format", "json"]);
    let inspection: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(inspection["defects"], json!([]), "{path}");
    let mut components: Vec<Value> = inspection["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|component| {
            let claims: Vec<Value> =
                component["claims"].as_array().unwrap().iter().map(|claim| json!([claim["role"], claim["text"]])).collect();
            json!({"type": component["type"], "name": component["name"], "version": component["version"], "purl": component["purl"],
                "cpe": component["cpe"], "claims": claims})
        })
        .collect();
    components.sort_by_key(ToString::to_string);
    components
}

#[test]
fn inspect_prints_every_component_and_claim_with_its_pointer() {
    let output = kenpin(&["bom", "inspect", &example(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let inspection: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(inspection["format"], "cyclonedx-json");
    assert_eq!(inspection["spec_version"], "1.6");
    assert_eq!(inspection["subjects"], json!(["/metadata/component"]));
    assert_eq!(inspection["components"].as_array().unwrap().len(), 25);
    assert_eq!(inspection["components"][0]["claims"][0]["pointer"], "/metadata/component/manufacturer/name");
    let human = stdout(&kenpin(&["bom", "inspect", &example()]));
    assert!(human.starts_with("cyclonedx-json 1.6: 25 components, 0 defects"), "{human}");
    assert!(human.contains("manufacturer Hakusan Semiconductor K.K."), "{human}");
}

#[test]
fn validate_says_what_where_and_on_which_line() {
    let scratch = Scratch::new();
    let bad = scratch
        .file("bad.cdx.json", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\",\n \"components\": [\n  {\"type\": \"library\"}]}");
    let output = kenpin(&["bom", "validate", &bad]);
    assert_eq!(output.status.code(), Some(20));
    assert!(stdout(&output).contains("bad.cdx.json:3: component without a name /components/0"), "{}", stdout(&output));
    let found: Value = serde_json::from_slice(&kenpin(&["bom", "validate", &bad, "--format", "json"]).stdout).unwrap();
    assert_eq!((&found["valid"], &found["defects"][0]["line"]), (&json!(false), &json!(3)));
    assert_eq!(kenpin(&["bom", "validate", &example()]).status.code(), Some(0));
    let text = scratch.file("notes.txt", "no bill");
    let output = kenpin(&["bom", "validate", &text]);
    assert_eq!(output.status.code(), Some(20));
    assert!(stdout(&output).contains("no marker of a known format"));
}

#[test]
fn a_bill_is_read_from_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .args(["bom", "validate", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(plain().to_string().as_bytes()).unwrap();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn a_missing_file_is_wrong_usage() {
    for command in ["inspect", "validate"] {
        let output = kenpin(&["bom", command, "nowhere.cdx.json"]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(stderr(&output).contains("no such file"), "{command}: {}", stderr(&output));
    }
}

#[test]
fn what_loses_nothing_is_written_and_reads_the_same() {
    let scratch = Scratch::new();
    let bill = scratch.file("plain.cdx.json", plain().to_string());
    for target in ["cyclonedx-json", "cyclonedx-xml"] {
        let output = kenpin(&["bom", "convert", &bill, "--to", target]);
        assert_eq!(output.status.code(), Some(0), "{target}: {}", stderr(&output));
        let written = scratch.file(&format!("written.{target}"), &output.stdout);
        assert_eq!(said(&written), said(&bill), "{target}");
    }
}

/// The crate that other tools read with finds what we write sound, and finds the same components.
#[test]
fn others_read_what_is_written() {
    let scratch = Scratch::new();
    let bill = scratch.file("plain.cdx.json", plain().to_string());
    let json = kenpin(&["bom", "convert", &bill, "--to", "cyclonedx-json"]);
    let xml = kenpin(&["bom", "convert", &bill, "--to", "cyclonedx-xml"]);
    for bom in [Bom::parse_from_json_v1_5(&json.stdout[..]).unwrap(), Bom::parse_from_xml_v1_5(&xml.stdout[..]).unwrap()] {
        assert!(bom.validate_version(SpecVersion::V1_5).passed(), "{:?}", bom.validate_version(SpecVersion::V1_5));
        let names: Vec<String> = bom.components.unwrap().0.iter().map(|component| component.name.to_string()).collect();
        assert_eq!(names, ["a", "c"]);
        assert_eq!(bom.metadata.unwrap().component.unwrap().supplier.unwrap().name.unwrap().to_string(), "Tama Optics");
    }
    let spdx = kenpin(&["bom", "convert", &bill, "--to", "spdx-json", "--allow-loss", "--at", "2026-11-23"]);
    let document: spdx_rs::models::SPDX = serde_json::from_slice(&spdx.stdout).unwrap();
    assert_eq!(document.package_information.len(), 4);
    assert_eq!(document.document_creation_information.document_describes, ["SPDXRef-0"]);
    let written = scratch.file("written.spdx.json", &spdx.stdout);
    assert_eq!(said(&written).len(), 4);
}

#[test]
fn what_is_written_follows_the_published_schemas() {
    let Some(shared) = std::env::var_os("KENPIN_SHARED_DATA") else {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
        return;
    };
    let schemas = Path::new(&shared).join("schemas");
    let scratch = Scratch::new();
    let bill = scratch.file("plain.cdx.json", plain().to_string());
    let output = kenpin(&["bom", "convert", &bill, "--to", "spdx-json", "--allow-loss"]);
    let schema = schemas.join("spdx/spdx-2.3.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    let written: Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors: Vec<String> = jsonschema::validator_for(&schema).unwrap().iter_errors(&written).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_loss_is_named_and_the_bill_not_written_unless_that_is_allowed() {
    let scratch = Scratch::new();
    let output = kenpin(&["bom", "convert", &example(), "--to", "cyclonedx-json"]);
    assert_eq!(output.status.code(), Some(20));
    assert!(output.stdout.is_empty());
    let lost = stderr(&output);
    assert!(lost.contains("manufacturer \"Hakusan Semiconductor K.K.\" is written as supplier"), "{lost}");
    assert!(lost.contains("/components/0/components/1/manufacturer/name"), "{lost}");
    assert!(lost.contains("--allow-loss"));
    let output = kenpin(&["bom", "convert", &example(), "--to", "cyclonedx-json", "--allow-loss"]);
    assert_eq!(output.status.code(), Some(0));
    let written = scratch.file("written.cdx.json", &output.stdout);
    assert!(said(&written).iter().any(|component| component["claims"] == json!([["supplier", "Hakusan Semiconductor K.K."]])));
}

#[test]
fn a_defective_bill_is_not_converted() {
    let scratch = Scratch::new();
    let bad =
        scratch.file("bad.cdx.json", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"library\"}]}");
    let output = kenpin(&["bom", "convert", &bad, "--to", "spdx-json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("component without a name"), "{}", stderr(&output));
}

#[test]
fn diff_tells_what_came_went_and_changed_across_formats() {
    let scratch = Scratch::new();
    let old = scratch.file("old.cdx.json", plain().to_string());
    let mut newer = plain();
    newer["components"][0]["publisher"] = json!("Huawei");
    newer["components"].as_array_mut().unwrap().push(json!({"type": "library", "name": "d"}));
    newer["components"][1]["name"] = json!("e");
    let new = scratch.file("new.cdx.json", newer.to_string());
    assert_eq!(kenpin(&["bom", "diff", &old, &old]).status.code(), Some(0));
    let output = kenpin(&["bom", "diff", &old, &new, "--format", "json"]);
    assert_eq!(output.status.code(), Some(10));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names =
        |list: &Value| -> Vec<String> { list.as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect() };
    assert_eq!((names(&found["added"]), names(&found["removed"])), (vec!["g/e".to_owned(), "d".to_owned()], vec!["g/c".to_owned()]));
    assert_eq!(found["changed"], json!([{"name": "a", "field": "makers", "old": ["publisher Aoi"], "new": ["publisher Huawei"]}]));
    let xml = kenpin(&["bom", "convert", &old, "--to", "cyclonedx-xml"]);
    let xml = scratch.file("old.cdx.xml", &xml.stdout);
    assert_eq!(kenpin(&["bom", "diff", &old, &xml]).status.code(), Some(0));
}

#[test]
fn merge_keeps_every_component_of_every_bill() {
    let scratch = Scratch::new();
    let one = scratch.file("one.cdx.json", plain().to_string());
    let other = scratch.file("other.cdx.json", plain().to_string());
    let output = kenpin(&["bom", "merge", &one, &other]);
    assert_eq!(output.status.code(), Some(20), "a second subject has no place in CycloneDX, and that is said");
    let output = kenpin(&["bom", "merge", &one, &other, "--allow-loss"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let merged = scratch.file("merged.cdx.json", &output.stdout);
    assert_eq!(said(&merged).len(), 2 * said(&one).len());
    assert_eq!(kenpin(&["bom", "merge", &one]).status.code(), Some(2));
}

#[test]
fn hostile_text_cannot_steer_the_terminal() {
    let scratch = Scratch::new();
    let bill = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
        {"type": "library", "name": "\u{1b}[2J\u{202e}x", "publisher": "a\nACCEPT"}]});
    let path = scratch.file("hostile.cdx.json", bill.to_string());
    for command in [
        vec!["bom", "inspect", &path],
        vec!["bom", "diff", &path, &path],
        vec!["trace", &path],
        vec!["bom", "convert", &path, "--to", "spdx-json"],
    ] {
        let output = kenpin(&command);
        for text in [stdout(&output), stderr(&output)] {
            assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}') && !text.contains("\nACCEPT"), "{command:?}: {text:?}");
        }
    }
}
