//! Every report of one run as the programs that read it do; the same bytes twice; no socket; only what is new.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kenpin::report::RENDERERS;
use serde_json::Value;

use crate::minting;

fn example(name: &str, file: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).join(file).display().to_string()
}

/// `kenpin verify` of an example, to be run as it is or under another program.
fn arguments(name: &str, more: &[&str]) -> Vec<String> {
    let fixed = ["verify", "--at", "2026-11-23", "--order", &example(name, "order.toml"), "--trusted-ca", &example(name, "vendor-ca.pem")];
    fixed.iter().chain(more).map(|word| (*word).to_owned()).chain([example(name, "delivery")]).collect()
}

fn verify(folder: &Path, name: &str, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments(name, more)).env_clear().current_dir(folder).output().unwrap()
}

/// One run that writes every report, the signed verdict too, each to a file of its format's name.
fn all_reports(folder: &Path, name: &str, more: &[&str]) -> i32 {
    std::fs::write(folder.join("private.pem"), minting::pki::Key::p256("agency").private_pem()).unwrap();
    let outputs: Vec<String> = RENDERERS.iter().map(|renderer| renderer.name).chain(["vsa"]).map(|name| format!("{name}={name}")).collect();
    let mut options = vec!["--quiet", "--signing-key", "private.pem"];
    for output in &outputs {
        options.extend(["--output", output]);
    }
    options.extend(more);
    let output = verify(folder, name, &options);
    assert!(output.stderr.is_empty(), "{output:?}");
    output.status.code().unwrap()
}

/// The reports on the rejected example.
fn twin() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(all_reports(folder.path(), "camera-twin", &[]), 20);
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn json(folder: &Path, name: &str) -> Value {
    serde_json::from_str(&read(folder, name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("KENPIN_SHARED_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
    }
    folder
}

fn errors(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn sarif_follows_its_schema_and_a_spoilt_one_does_not() {
    let Some(data) = shared() else { return };
    let schema = std::fs::read(data.join("schemas/sarif/sarif-schema-2.1.0.json")).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let folder = twin();
    let sarif = json(folder.path(), "sarif");
    assert_eq!(errors(&validator, &sarif), [""; 0]);
    let spoilt: [fn(&mut Value); 3] = [
        |sarif| sarif["version"] = "2.0.0".into(),
        |sarif| sarif["runs"][0]["results"][0]["level"] = "reject".into(),
        |sarif| sarif["runs"][0]["results"][0]["message"] = Value::Null,
    ];
    for spoil in spoilt {
        let mut other = sarif.clone();
        spoil(&mut other);
        assert!(!errors(&validator, &other).is_empty());
    }
}

/// docs.github.com, "SARIF support for code scanning": one location, a line, a fingerprint, a rule that is described, limits.
#[test]
fn sarif_is_what_github_takes() {
    let folder = twin();
    let sarif = json(folder.path(), "sarif");
    let run = &sarif["runs"][0];
    let rules: BTreeSet<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty() && results.len() <= 25_000);
    for result in results {
        assert_eq!(result["locations"].as_array().unwrap().len(), 1);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.is_empty() && !uri.contains(' '));
        assert!(rules.contains(result["ruleId"].as_str().unwrap()));
        assert_eq!(result["partialFingerprints"]["kenpin/v1"].as_str().unwrap().len(), 64);
        assert!(result["message"]["text"].as_str().unwrap().len() > 10);
    }
    // The next delivery of the same product: a line above moves everything down.
    let moved = folder.path().join("delivery");
    std::fs::create_dir(&moved).unwrap();
    let bill = std::fs::read_to_string(example("camera-twin", "delivery/camera.cdx.json")).unwrap();
    std::fs::write(moved.join("camera.cdx.json"), bill.replacen('{', "{\n\n\n", 1)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .args(["verify", "--at", "2026-11-23", "--format", "sarif"])
        .arg(&moved)
        .env_clear()
        .output()
        .unwrap();
    let again: Value = serde_json::from_slice(&output.stdout).unwrap();
    let print = |sarif: &Value| {
        let results = sarif["runs"][0]["results"].as_array().unwrap().clone();
        let found = results.into_iter().find(|result| result["ruleId"] == "KP-S02").unwrap();
        (
            found["partialFingerprints"]["kenpin/v1"].clone(),
            found["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap(),
        )
    };
    let ((one, line), (other, lower)) = (print(&sarif), print(&again));
    assert_eq!((one, line + 3), (other, lower));
}

#[test]
fn vex_follows_the_schema_of_cyclonedx_and_a_spoilt_one_does_not() {
    let Some(data) = shared() else { return };
    let schemas = data.join("schemas/cyclonedx");
    let schema = |name: &str| -> Value { serde_json::from_slice(&std::fs::read(schemas.join(name)).unwrap()).unwrap() };
    let mut registry = jsonschema::Registry::new();
    for name in ["spdx.schema.json", "jsf-0.82.schema.json"] {
        registry = registry.add(format!("http://cyclonedx.org/schema/{name}"), schema(name)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let validator = jsonschema::options().with_registry(&registry).build(&schema("bom-1.6.schema.json")).unwrap();
    let folder = twin();
    let mut vex = json(folder.path(), "vex");
    assert_eq!(errors(&validator, &vex), [""; 0]);
    let told: Vec<&str> = vex["vulnerabilities"].as_array().unwrap().iter().map(|told| told["id"].as_str().unwrap()).collect();
    let found = json(folder.path(), "json");
    assert_eq!(told, found["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect::<Vec<_>>());
    vex["vulnerabilities"][0]["analysis"]["state"] = "rejected".into();
    assert!(!errors(&validator, &vex).is_empty());
}

/// Python's own reader of XML, with counts that agree: Jenkins and GitLab take a failure for each refer and reject.
#[test]
fn junit_reads_with_a_failure_for_each_finding_that_refers_or_rejects() {
    let folder = twin();
    let script = "import sys,xml.etree.ElementTree as e\nr=e.parse('junit').getroot()\ns=r.find('testsuite')\n\
        c=s.findall('testcase')\nf=[x for x in c if x.find('failure') is not None]\n\
        assert r.tag=='testsuites' and int(s.get('tests'))==len(c) and int(s.get('failures'))==len(f)\n\
        assert all(x.get('name') and x.get('classname') for x in c)\nprint(len(f))";
    let output = Command::new("python3").args(["-c", script]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let findings = json(folder.path(), "json");
    let severe = findings["findings"].as_array().unwrap().iter().filter(|finding| finding["effect"] != "note").count();
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), (severe + 1).to_string(), "one for the verdict");
}

/// docs.gitlab.com, "Code Quality report format": these members, these severities, no two issues of one fingerprint.
#[test]
fn gitlab_takes_both_of_its_reports() {
    let folder = twin();
    let issues = json(folder.path(), "gitlab");
    let issues = issues.as_array().unwrap();
    let prints: BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in issues {
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
        for member in ["description", "check_name"] {
            assert!(!issue[member].as_str().unwrap().is_empty());
        }
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(!path.is_empty() && !path.starts_with("./"));
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
    }
    let scan = json(folder.path(), "gitlab-dependency");
    assert_eq!((&scan["scan"]["type"], scan["vulnerabilities"].as_array().unwrap().len()), (&"dependency_scanning".into(), issues.len()));
}

#[test]
fn every_line_for_github_is_one_command_that_github_knows() {
    let folder = twin();
    for line in read(folder.path(), "github").lines() {
        let (command, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).unwrap_or_else(|| panic!("{line}"));
        let (name, properties) = command.split_once(' ').unwrap_or((command, ""));
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').unwrap_or_else(|| panic!("{line}"));
            assert!(["file", "line", "title"].contains(&key) && !value.contains(':'), "{line}");
        }
        assert!(!message.is_empty() && !message.contains('\r'));
    }
}

#[test]
fn the_page_loads_nothing_from_elsewhere() {
    let folder = twin();
    let page = read(folder.path(), "html").to_lowercase();
    for forbidden in ["src=", "href=", "<script", "<link", "@import", "url(", "<iframe", "<object"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("content-security-policy") && page.contains("@media print") && page.contains("reject"));
}

#[test]
fn every_row_for_spreadsheets_has_every_column() {
    let folder = twin();
    let script = "import csv\nrows=list(csv.reader(open('csv',newline='',encoding='utf-8')))\n\
        assert len(rows)>1 and len({len(row) for row in rows})==1\nassert all(not cell.startswith(('=','+','@')) for row in rows for cell in row)";
    let output = Command::new("python3").args(["-c", script]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Japan's guidelines ask for the list: each maker and model once, with its number of places, in both shapes alike.
#[test]
fn the_equipment_list_holds_every_maker_and_model_where_a_regime_asks_for_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("policy.toml"), "regimes = [\"us-ndaa-889-a1a\", \"jp-2018-12-10\"]\n").unwrap();
    assert_eq!(all_reports(folder.path(), "camera-twin", &["--policy", "policy.toml"]), 20);
    let report = json(folder.path(), "json");
    let lines = report["equipment"].as_array().unwrap();
    let total: u64 = lines.iter().map(|line| line["quantity"].as_u64().unwrap()).sum();
    assert!(lines.len() > 10 && total >= 20, "{} lines, {total} places", lines.len());
    let chip = lines.iter().find(|line| line["model"] == "Hi3516CV610").unwrap();
    assert!(chip["maker"].as_str().unwrap().contains("HiSilicon") && chip["country"] == "CN", "{chip}");
    let table = read(folder.path(), "equipment");
    assert_eq!(table.lines().count(), lines.len() + 1);
    assert_eq!(table.lines().next(), Some("maker,corporate_number,country,model,version,quantity,candidates,places"));
    let row = table.lines().find(|row| row.contains("Hi3516CV610")).unwrap();
    assert!(row.contains("HiSilicon") && row.contains("camera.cdx.json /components/"), "{row}");
    // Where two makers are named, both stand there and neither is the maker.
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/maker-disputed/delivery");
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().current_dir(folder.path()).args(["verify", "--at", "2026-11-23", "--format", "json", "--policy", "policy.toml"]);
    let report: Value = serde_json::from_slice(&command.arg(golden).output().unwrap().stdout).unwrap();
    let lines = &report["equipment"];
    let both = lines.as_array().unwrap().iter().find(|line| line["candidates"].as_array().is_some_and(|names| names.len() > 1));
    assert!(both.is_some_and(|line| line["maker"].is_null()), "{lines}");
    // Nobody asks: the list is empty, and so is the member.
    let other = twin();
    assert_eq!((read(other.path(), "equipment").lines().count(), &json(other.path(), "json")["equipment"]), (1, &serde_json::json!([])));
}

/// Another process, another folder, another locale, one processor instead of all: only the signature may differ.
/// (The locales of the languages that kenpin speaks: languages.rs.)
#[test]
fn two_processes_write_the_same_bytes() {
    let (one, other) = (twin(), tempfile::tempdir().unwrap());
    std::fs::write(other.path().join("private.pem"), minting::pki::Key::p256("agency").private_pem()).unwrap();
    let outputs: Vec<String> = RENDERERS.iter().map(|renderer| renderer.name).chain(["vsa"]).map(|name| format!("{name}={name}")).collect();
    let mut options = vec!["--quiet", "--signing-key", "private.pem"];
    for output in &outputs {
        options.extend(["--output", output]);
    }
    let mut command = Command::new("taskset");
    command.args(["-c", "0", env!("CARGO_BIN_EXE_kenpin")]).args(arguments("camera-twin", &options));
    let output = command.current_dir(other.path()).env("TZ", "Asia/Tokyo").env("LANG", "de_DE.UTF-8").output().unwrap();
    assert_eq!(output.status.code(), Some(20), "{output:?}");
    for renderer in RENDERERS {
        assert!(read(one.path(), renderer.name) == read(other.path(), renderer.name), "{}", renderer.name);
    }
    assert_eq!(json(one.path(), "vsa")["payload"], json(other.path(), "vsa")["payload"]);
}

/// The system calls of a whole run, with every report: none makes a socket.
#[test]
fn offline_opens_no_socket() {
    let folder = tempfile::tempdir().unwrap();
    let traced = |program: &str, arguments: &[String]| {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", "trace=%network", "-o", "trace", program]).args(arguments);
        let output = command.current_dir(folder.path()).output().unwrap();
        (output.status.code(), read(folder.path(), "trace").contains("socket("))
    };
    let run = arguments("camera-twin", &["--offline", "--output", "json=report.json", "--output", "html=report.html"]);
    assert_eq!(traced(env!("CARGO_BIN_EXE_kenpin"), &run), (Some(20), false));
    for command in [["lists", "show"], ["trust", "show"], ["policy", "new"]] {
        let arguments: Vec<String> = command.iter().map(|word| (*word).to_owned()).chain(["--offline".to_owned()]).collect();
        assert_eq!(traced(env!("CARGO_BIN_EXE_kenpin"), &arguments), (Some(0), false), "{command:?}");
    }
    // The test can fail: a program that makes a socket is seen.
    let python = ["-c", "import socket; socket.socket()"].map(str::to_owned);
    assert_eq!(traced("python3", &python), (Some(0), true));
}

#[test]
fn a_baseline_leaves_out_what_is_known_and_no_verdict_becomes_milder() {
    let folder = twin();
    let rules = |output: &Output| -> Vec<String> {
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
        let findings = report["findings"].as_array().unwrap();
        findings.iter().map(|finding| format!("{} {}", finding["rule"].as_str().unwrap(), finding["effect"].as_str().unwrap())).collect()
    };
    let same = verify(folder.path(), "camera-twin", &["--baseline", "json", "--format", "json"]);
    assert_eq!(same.status.code(), Some(20));
    assert_eq!(rules(&same), ["KP-P09 reject"]);
    // Against the accepted delivery's report everything of the twin's is new.
    let good = tempfile::tempdir().unwrap();
    assert_eq!(all_reports(good.path(), "camera", &[]), 0);
    std::fs::copy(good.path().join("json"), folder.path().join("good.json")).unwrap();
    let new = verify(folder.path(), "camera-twin", &["--baseline", "good.json", "--format", "json"]);
    assert!(rules(&new).contains(&"KP-S02 reject".to_owned()), "{new:?}");
    // A signed verdict leaves nothing out.
    let signed = verify(folder.path(), "camera-twin", &["--baseline", "json", "--signing-key", "private.pem", "--output", "vsa=whole"]);
    assert_eq!(signed.status.code(), Some(20));
    assert_eq!(json(folder.path(), "whole")["payload"], json(folder.path(), "vsa")["payload"]);
    std::fs::write(folder.path().join("no.json"), "{}").unwrap();
    let wrong = verify(folder.path(), "camera-twin", &["--baseline", "no.json"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no report that can be read"), "{wrong:?}");
}

/// The same part twice where it was known once: one of the two is new.
#[test]
fn a_baseline_knows_each_place_only_as_often_as_it_was_reported() {
    use kenpin::decision::baseline::Baseline;
    use kenpin::decision::{Effect, Finding, Site};
    let site = |pointer: &str| Site {
        document: "a.json".to_owned(),
        digest: None,
        pointer: pointer.to_owned(),
        line: None,
        label: "chip".to_owned(),
    };
    let finding = |places: Vec<Site>| Finding {
        rule: "KP-M01",
        name: "maker_unknown",
        effect: Effect::Refer,
        what: "nobody is named".to_owned(),
        places,
        path: Vec::new(),
        remedy: String::new(),
        authority: String::new(),
    };
    let known = || {
        let mut baseline = Baseline::default();
        baseline.add("KP-M01", Effect::Refer, "nobody is named", Vec::new(), ("a.json", "chip"));
        baseline
    };
    let left = known().leave_out(vec![finding(vec![site("/1"), site("/2")])]);
    assert_eq!(left.iter().map(|finding| (finding.rule, finding.places.len())).collect::<Vec<_>>(), [("KP-M01", 1), ("KP-P09", 1)]);
    let graver = known().leave_out(vec![Finding { effect: Effect::Reject, ..finding(vec![site("/1")]) }]);
    assert_eq!(graver.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["KP-M01"]);
}
