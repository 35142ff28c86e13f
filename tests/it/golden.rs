//! Golden deliveries: every folder of tests/golden is verified as it stands, and the whole decision compared with `expect.json`.
//!
//! `KENPIN_BLESS=1` writes `expect.json` anew, for a person to review.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use kenpin::decision::rule::RULES;
use serde_json::{Value, json};

use crate::inside;

/// The moment of every case that names none.
const AT: &str = "2026-11-23T00:00:00Z";

pub fn folders() -> Vec<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(top).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(folders.len() >= 60, "all cases are there");
    folders
}

/// The command that verifies what stands in a case's folder: each file beside the delivery is an option of that name.
pub fn verify(case: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    let at = std::fs::read_to_string(case.join("at.txt")).unwrap_or_else(|_| AT.to_owned());
    let delivery = case.join("delivery");
    // Git keeps no empty folder.
    std::fs::create_dir_all(&delivery).unwrap();
    command.env_clear().args(["verify", "--format", "json", "--at", at.trim()]).arg(delivery);
    for (file, option) in [
        ("order.toml", "--order"),
        ("trusted-ca.pem", "--trusted-ca"),
        ("trusted-key.pem", "--trusted-key"),
        ("policy.toml", "--policy"),
        ("waivers.toml", "--waivers"),
        ("lists", "--watchlists"),
    ] {
        if case.join(file).exists() {
            command.arg(option).arg(case.join(file));
        }
    }
    for entry in std::fs::read_dir(case.join("signer-of")).into_iter().flatten() {
        let path = entry.unwrap().path();
        command.arg("--signer-of").arg(format!("{}={}", path.file_stem().unwrap().to_str().unwrap(), path.display()));
    }
    command
}

/// What the case gives: the exit code and every finding, or the message where there is no verdict.
fn outcome(case: &Path) -> Value {
    let output = verify(case).output().unwrap();
    let exit = output.status.code();
    let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
        let message = String::from_utf8_lossy(&output.stderr).replace(&case.display().to_string(), "CASE");
        return json!({ "exit": exit, "message": message.lines().collect::<Vec<_>>() });
    };
    let findings: Vec<Value> = report["findings"].as_array().unwrap().iter().map(finding).collect();
    json!({ "exit": exit, "verdict": report["verdict"], "findings": findings })
}

fn finding(finding: &Value) -> Value {
    let places: Vec<String> = finding["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| format!("{} {}", place["document"].as_str().unwrap(), place["pointer"].as_str().unwrap()).trim().to_owned())
        .collect();
    let path: Vec<String> = finding["path"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| format!("{} {}: {}", link["kind"].as_str().unwrap(), link["name"].as_str().unwrap(), link["basis"].as_str().unwrap()))
        .collect();
    json!({ "rule": finding["rule"], "effect": finding["effect"], "what": finding["what"], "places": places, "path": path })
}

fn all_outcomes() -> BTreeMap<PathBuf, Value> {
    let folders = folders();
    let chunks = folders.chunks(folders.len().div_ceil(4));
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            chunks.map(|chunk| scope.spawn(move || chunk.iter().map(|case| (case.clone(), outcome(case))).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn every_golden_delivery_gets_exactly_its_verdict_and_findings() {
    let bless = std::env::var_os("KENPIN_BLESS").is_some();
    let mut wrong = Vec::new();
    for (case, got) in all_outcomes() {
        let path = case.join("expect.json");
        if bless {
            std::fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&got).unwrap())).unwrap();
            continue;
        }
        let want: Value =
            serde_json::from_slice(&std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))).unwrap();
        if got != want {
            wrong.push(format!("{}\n want {want:#}\n got  {got:#}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

/// The sentence in ORIGIN.toml names the verdict, so that a blessed mistake contradicts it.
#[test]
fn every_golden_delivery_does_what_its_origin_says() {
    for case in folders() {
        let origin: toml::Table = toml::from_str(&std::fs::read_to_string(case.join("ORIGIN.toml")).unwrap()).unwrap();
        let shows = origin["shows"].as_str().unwrap();
        let expect: Value = serde_json::from_slice(&std::fs::read(case.join("expect.json")).unwrap()).unwrap();
        let exit = expect["exit"].as_i64().unwrap();
        let fits = match shows {
            _ if shows.contains(": accepted") => exit == 0,
            _ if shows.contains(": referred") => exit == 10,
            _ if shows.contains(": rejected") => exit == 20,
            _ if shows.contains(": not accepted") => exit == 10 || exit == 20,
            _ if shows.contains("exit 1") => exit == 1,
            _ => false,
        };
        assert!(fits, "{}: \"{shows}\", and exit {exit}", case.display());
    }
}

/// Rules that no delivery of files can fire, with the test that does.
const ELSEWHERE: &[(&str, &str)] = &[
    ("KP-I03", "intake.rs and over_budget.rs: a delivery over the budget takes gigabytes"),
    ("KP-X01", "clearance.rs: books that do not balance although no rule says why"),
    ("KP-P09", "reports.rs: only --baseline leaves findings out"),
    ("KP-H01", "hardware_verify.rs"),
    ("KP-H02", "hardware_verify.rs"),
    ("KP-H03", "hardware_verify.rs"),
    ("KP-H04", "artifacts.rs"),
    ("KP-H05", "artifacts.rs"),
    ("KP-H06", "hardware_verify.rs"),
    ("KP-H07", "hardware_verify.rs"),
    ("KP-B09", "hostile.rs"),
];

#[test]
fn every_rule_fires_in_some_golden_delivery_and_stays_quiet_in_another() {
    let (mut fired, mut accepted) = (BTreeSet::new(), Vec::new());
    for case in folders() {
        let expect: Value = serde_json::from_slice(&std::fs::read(case.join("expect.json")).unwrap()).unwrap();
        let rules: BTreeSet<String> =
            expect["findings"].as_array().into_iter().flatten().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect();
        if expect["exit"] == 0 {
            accepted.push(rules.clone());
        }
        fired.extend(rules);
    }
    assert!(accepted.iter().any(BTreeSet::is_empty), "some delivery is accepted without a word");
    let silent: Vec<&str> =
        RULES.iter().map(|rule| rule.id).filter(|id| !fired.contains(*id) && !ELSEWHERE.iter().any(|(other, _)| other == id)).collect();
    assert!(silent.is_empty(), "no golden delivery fires {silent:?}");
}

/// As the program says it, without what only the program does. `KENPIN_GOLDEN_RULE` names a rule: only the cases that expect it to speak
/// are judged then (tests/mutants/run.py asks them first).
#[test]
fn every_golden_delivery_gets_its_findings_in_this_process_too() {
    for case in folders() {
        let expected = std::fs::read_to_string(case.join("expect.json")).unwrap();
        if std::env::var("KENPIN_GOLDEN_RULE").is_ok_and(|rule| !expected.contains(&rule)) {
            continue;
        }
        let Ok(run) = inside::verify(&case) else { continue };
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let expected = expected["findings"].as_array().unwrap().iter().map(|finding| {
            let text = |member: &str| finding[member].as_str().unwrap();
            [text("rule"), text("effect"), text("what")]
        });
        let found = run.decision.findings.iter().map(|finding| [finding.rule, finding.effect.word(), finding.what.as_str()]);
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{}", case.display());
    }
}
