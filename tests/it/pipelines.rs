//! The files in `pipelines/`: each one's script is taken out and run, as far as a shell can stand in for the pipeline.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use saphyr_parser::{Event, Parser};

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str) -> String {
    let text = std::fs::read_to_string(top().join("pipelines").join(name)).unwrap();
    if !name.ends_with("Jenkinsfile") {
        assert!(scalars(&text).len() > 20, "{name} is YAML");
    }
    text
}

/// Every scalar of a YAML text, in order.
fn scalars(text: &str) -> Vec<String> {
    let events = Parser::new_from_str(text).map(|event| event.unwrap_or_else(|error| panic!("{error}")).0);
    events.filter_map(|event| if let Event::Scalar(value, ..) = event { Some(value.into_owned()) } else { None }).collect()
}

/// The block of text in the YAML under this key, as the pipeline would hand it to a shell.
fn script(text: &str, key: &str) -> String {
    let all = scalars(text);
    let at = all.iter().position(|scalar| scalar == key).unwrap_or_else(|| panic!("no {key}"));
    all[at + 1..].iter().find(|scalar| scalar.contains(" verify --offline")).unwrap().clone()
}

/// A folder as a pipeline finds it: the example's delivery, and the buyer's side with blanks in its names.
fn checkout(example: &str) -> tempfile::TempDir {
    let (folder, from) = (tempfile::tempdir().unwrap(), top().join("examples").join(example));
    std::fs::create_dir(folder.path().join("the delivery")).unwrap();
    for entry in std::fs::read_dir(from.join("delivery")).unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), folder.path().join("the delivery").join(entry.file_name())).unwrap();
    }
    std::fs::copy(from.join("order.toml"), folder.path().join("the order.toml")).unwrap();
    std::fs::copy(from.join("vendor-ca.pem"), folder.path().join("vendor ca.pem")).unwrap();
    folder
}

/// Runs the script with nothing in its environment but what the pipeline would put there.
fn shell(folder: &Path, shell: &[&str], script: &str, environment: &BTreeMap<String, String>) -> Output {
    std::fs::write(folder.join("script"), script).unwrap();
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg("script").current_dir(folder).env_clear().envs(environment);
    command.env("PATH", "/usr/local/bin:/usr/bin:/bin").output().unwrap()
}

fn environment(prefix: &str, pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let fixed = [
        ("DELIVERY", "the delivery"),
        ("ORDER", "the order.toml"),
        ("POLICY", ""),
        ("WAIVERS", ""),
        ("TRUSTED_CA", "vendor ca.pem"),
        ("OPTIONS", "--at 2026-11-23 --quiet"),
    ];
    let named = fixed.iter().chain(pairs).map(|(name, value)| (format!("{prefix}{name}"), (*value).to_owned()));
    named.chain([("KENPIN".to_owned(), env!("CARGO_BIN_EXE_kenpin").to_owned())]).collect()
}

/// Whether each of these reports is there and not empty.
fn assert_reports(folder: &Path, names: &[&str]) {
    for name in names {
        assert!(std::fs::metadata(folder.join(name)).is_ok_and(|file| file.len() > 0), "{name}");
    }
}

/// The deliveries, the buyer's authority, and the exit code that comes of it.
const CASES: &[(&str, &str, i32, &str)] =
    &[("camera", "vendor ca.pem", 0, "accept"), ("camera", "", 10, "refer"), ("camera-twin", "vendor ca.pem", 20, "reject")];

#[test]
fn the_github_action_annotates_summarises_and_fails_as_it_is_told() {
    let script = script(&file("github/action.yml"), "run");
    assert!(!script.contains("${{"), "an input in the script's text could be a command");
    for (example, authority, code, verdict) in CASES {
        let folder = checkout(example);
        let own = [
            ("FAIL_ON", "refer"),
            ("REPORTS", "out"),
            ("GITHUB_OUTPUT", "output"),
            ("GITHUB_STEP_SUMMARY", "summary"),
            ("TRUSTED_CA", authority),
        ];
        let output = shell(folder.path(), &["bash", "--noprofile", "--norc", "-eo", "pipefail"], &script, &environment("", &own));
        assert_eq!(output.status.code(), Some(*code), "{output:?}");
        let annotations = String::from_utf8(output.stdout).unwrap();
        assert!(annotations.lines().all(|line| line.starts_with("::")), "{annotations}");
        let outputs = std::fs::read_to_string(folder.path().join("output")).unwrap();
        assert_eq!(outputs, format!("verdict={verdict}\nsarif=out/kenpin.sarif\njson=out/kenpin.json\n"));
        assert!(std::fs::read_to_string(folder.path().join("summary")).unwrap().contains(&format!("kenpin: {verdict}")));
        assert_reports(folder.path(), &["out/kenpin.sarif", "out/kenpin.json", "out/kenpin.html"]);
    }
    let lenient = |example: &str, more: &[(&str, &str)]| {
        let folder = checkout(example);
        let own = [
            &[
                ("FAIL_ON", "reject"),
                ("REPORTS", "out"),
                ("GITHUB_OUTPUT", "output"),
                ("GITHUB_STEP_SUMMARY", "summary"),
                ("TRUSTED_CA", ""),
            ],
            more,
        ]
        .concat();
        shell(folder.path(), &["bash", "--noprofile", "--norc", "-eo", "pipefail"], &script, &environment("", &own)).status.code()
    };
    assert_eq!(lenient("camera", &[]), Some(0), "referred, and let pass");
    assert_eq!(lenient("camera-twin", &[]), Some(20), "rejected all the same");
    assert_eq!(lenient("camera", &[("ORDER", "nowhere.toml")]), Some(2), "no verdict never passes");
    assert_eq!(lenient("camera", &[("FAIL_ON", "never")]), Some(2));
    assert_eq!(lenient("camera", &[("DELIVERY", "$(touch owned)")]), Some(2), "an input is no command");
}

#[test]
fn the_gitlab_job_writes_every_report_that_it_names() {
    let text = file("gitlab/kenpin.gitlab-ci.yml");
    let script = script(&text, "script");
    let reports: Vec<String> =
        scalars(&text).into_iter().filter(|scalar| scalar.starts_with("kenpin-reports/") && !scalar.ends_with('/')).collect();
    assert_eq!(reports.len(), 3, "{reports:?}");
    for (example, authority, code, _) in CASES {
        let folder = checkout(example);
        let output = shell(folder.path(), &["sh", "-e"], &script, &environment("KENPIN_", &[("TRUSTED_CA", authority)]));
        assert_eq!(output.status.code(), Some(*code), "{output:?}");
        assert_reports(folder.path(), &reports.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn the_jenkinsfile_writes_what_it_archives() {
    let text = file("jenkins/Jenkinsfile");
    // Between Groovy's single quotes a doubled backslash is one.
    let script = text.split("'''").nth(1).unwrap().replace("\\\\", "\\");
    assert!(!script.contains("${"), "Groovy puts nothing into the script's text");
    let balanced = |open: char, close: char| text.matches(open).count() == text.matches(close).count();
    assert!(balanced('{', '}') && balanced('(', ')') && text.matches("'''").count() == 2);
    for parameter in ["DELIVERY", "ORDER", "POLICY", "WAIVERS", "TRUSTED_CA", "OPTIONS"] {
        assert!(text.contains(&format!("string(name: '{parameter}'")) && script.contains(&format!("${parameter}")), "{parameter}");
    }
    for (example, authority, code, _) in CASES {
        let folder = checkout(example);
        let output = shell(folder.path(), &["sh", "-xe"], &script, &environment("", &[("TRUSTED_CA", authority)]));
        assert_eq!(output.status.code(), Some(*code), "{output:?}");
        assert_reports(folder.path(), &["kenpin-reports/junit.xml", "kenpin-reports/kenpin.json", "kenpin-reports/kenpin.html"]);
    }
}

#[test]
fn the_tekton_task_gives_its_verdict_as_a_result() {
    let text = file("tekton/task.yaml");
    let script = script(&text, "script");
    assert!(script.starts_with("#!/bin/sh\n") && !script.contains("$(params"), "a parameter in the script's text could be a command");
    for (example, authority, code, verdict) in CASES {
        for (fail_on, code) in [("refer", *code), ("reject", if *code == 10 { 0 } else { *code })] {
            let folder = checkout(example);
            let own = [("FAIL_ON", fail_on), ("VERDICT", "verdict"), ("TRUSTED_CA", *authority)];
            let output = shell(folder.path(), &["sh"], &script, &environment("", &own));
            assert_eq!(output.status.code(), Some(code), "{output:?}");
            assert_eq!(std::fs::read_to_string(folder.path().join("verdict")).unwrap(), *verdict);
            assert_reports(folder.path(), &["kenpin-reports/kenpin.json", "kenpin-reports/kenpin.html", "kenpin-reports/kenpin.sarif"]);
        }
    }
    // A fault is no verdict, and writes none.
    let folder = checkout("camera");
    let output = shell(
        folder.path(),
        &["sh"],
        &script,
        &environment("", &[("FAIL_ON", "reject"), ("VERDICT", "verdict"), ("POLICY", "nowhere.toml")]),
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("verdict").exists());
}

/// Eight lines, each input one that the action has.
#[test]
fn the_readme_shows_the_gate_in_eight_lines() {
    let readme = std::fs::read_to_string(top().join("README.md")).unwrap();
    let section = readme.split("## In a pipeline").nth(1).unwrap();
    let shown = section.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(shown.lines().count(), 8, "{shown}");
    let known = scalars(&file("github/action.yml"));
    let used = scalars(shown);
    let inputs = used.iter().skip_while(|scalar| *scalar != "with").skip(1).step_by(2);
    let unknown: Vec<&String> = inputs.filter(|input| !known.contains(input)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let action = used.iter().find(|scalar| scalar.contains("pipelines/github")).unwrap();
    let path: PathBuf =
        action.split('@').next().unwrap().split_once("pipelines/").map(|(_, rest)| Path::new("pipelines").join(rest)).unwrap();
    assert!(top().join(path).join("action.yml").is_file());
}
