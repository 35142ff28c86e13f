//! Every published and made platform certificate gives what an independent parser gave (shared data `hardware/expected.json`).

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// The shared folder, or `None` after saying aloud that the test is skipped.
fn hardware() -> Option<std::path::PathBuf> {
    match std::env::var_os("KENPIN_SHARED_DATA") {
        Some(folder) => Some(Path::new(&folder).join("hardware")),
        None => {
            eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
            None
        }
    }
}

fn kenpin(arguments: &[String]) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).output().unwrap();
    let json = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), json)
}

#[test]
fn every_platform_certificate_is_read_and_judged_as_an_independent_parser_did() {
    let Some(folder) = hardware() else { return };
    let expected: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let cases = expected["cases"].as_array().unwrap();
    assert!(cases.len() >= 78, "all cases are there");
    let path = |value: &Value| folder.join(value.as_str().unwrap()).display().to_string();
    let mut wrong = Vec::new();
    for case in cases {
        let mut arguments: Vec<String> = ["hardware", "show", "--format", "json", "--at"].map(str::to_owned).to_vec();
        arguments.push(case["at"].as_str().unwrap().to_owned());
        arguments.push(path(&case["certificate"]));
        for (option, member) in [("--ca", "ca"), ("--delta", "deltas")] {
            for file in case[member].as_array().into_iter().flatten() {
                arguments.extend([option.to_owned(), path(file)]);
            }
        }
        for (option, member) in [("--holder", "holder"), ("--base", "base")] {
            if case[member].is_string() {
                arguments.extend([option.to_owned(), path(&case[member])]);
            }
        }
        let (code, mut actual) = kenpin(&arguments);
        let mut want = case["expected"].clone();
        if want["component_count"].is_number() {
            actual["component_count"] = json!(actual["components"].as_array().unwrap().len());
            actual.as_object_mut().unwrap().remove("components");
        }
        // Free text, never compared.
        for value in [&mut actual, &mut want] {
            value.as_object_mut().unwrap().remove("detail");
        }
        let exit = match want["standing"].as_str() {
            Some("verified") => 0,
            Some("undetermined") => 10,
            _ => 20,
        };
        if actual != want || code != Some(exit) {
            wrong.push(format!("{} ({}), exit {code:?}\n want {want}\n got  {actual}", case["certificate"], case["shows"]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_tpm_certificate_is_found_under_its_header_and_padding() {
    let Some(folder) = hardware() else { return };
    let expected: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let cases = expected["endorsement_certificates"].as_array().unwrap();
    assert!(cases.len() >= 7, "all cases are there");
    for case in cases {
        let bytes = std::fs::read(folder.join(case["certificate"].as_str().unwrap())).unwrap();
        let names = kenpin::evidence::platform::Endorsement::read(&bytes).unwrap().names;
        let names = serde_json::to_value(&names).unwrap();
        assert_eq!(names["serial_number"], case["expected"]["serial_number"], "{}", case["certificate"]);
        assert_eq!(names["issuer"], case["expected"]["issuer"], "{}", case["certificate"]);
    }
}
