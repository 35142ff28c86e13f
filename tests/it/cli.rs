//! The built program as its users meet it: exit codes, messages, standard input, closed pipes, help, several reports at once.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program in a scratch folder, with nothing of the surroundings that could change what it does.
fn kenpin() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().current_dir(std::env::temp_dir());
    command
}

fn run(arguments: &[&str]) -> Output {
    kenpin().args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn example(name: &str, file: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).join(file).display().to_string()
}

/// `kenpin verify` of an example, with its order and authority.
fn verify(name: &str, more: &[&str]) -> Output {
    let (order, ca) = (example(name, "order.toml"), example(name, "vendor-ca.pem"));
    let mut arguments = vec!["verify", "--at", "2026-11-23", "--order", &order, "--trusted-ca", &ca];
    arguments.extend(more);
    let delivery = example(name, "delivery");
    arguments.push(&delivery);
    run(&arguments)
}

#[test]
fn each_exit_code_has_one_meaning() {
    assert_eq!(verify("camera", &[]).status.code(), Some(0));
    assert_eq!(run(&["verify", "--at", "2026-11-23", &example("camera", "delivery")]).status.code(), Some(10));
    assert_eq!(verify("camera-twin", &[]).status.code(), Some(20));
    assert_eq!(verify("camera-twin", &["--exit-zero"]).status.code(), Some(0));
    assert_eq!(run(&["verify", "--at", "2036-01-01", &example("camera", "delivery")]).status.code(), Some(1));
    assert_eq!(run(&["verify", "--no-such-option"]).status.code(), Some(2));
}

/// What is wrong, where, how to put it right.
#[test]
fn every_fault_says_what_where_and_how_to_put_it_right() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    };
    let delivery = example("camera", "delivery");
    let (typo, broken) = (file("typo.toml", "regimez = []\n"), file("broken.toml", "regimes = [\n"));
    let cases: &[(&[&str], i32, &[&str])] = &[
        (&["verify", "nowhere"], 2, &["no such file", "nowhere", "spelling"]),
        (&["verify", &delivery, &delivery], 2, &["stands twice", "once"]),
        (&["verify", &delivery, "--order", "nowhere.toml"], 2, &["no such file", "nowhere.toml"]),
        (&["verify", &delivery, "--policy", &typo], 1, &["regimez", "typo.toml", "kenpin policy new"]),
        (&["verify", &delivery, "--policy", &broken], 1, &["broken.toml"]),
        (&["verify", &delivery, "--waivers", &typo], 1, &["regimez", "typo.toml"]),
        (&["verify", &delivery, "--trusted-ca", &typo], 1, &["typo.toml", "PEM or DER"]),
        (&["verify", &delivery, "--watchlists", &typo], 1, &["typo.toml"]),
        (&["verify", &delivery, "--format", "sariff"], 2, &["sariff", "sarif"]),
        (&["verify", &delivery, "--output", "json"], 2, &["names no format and path", "json=report.json"]),
        (&["verify", &delivery, "--format", "vsa"], 2, &["no key", "--signing-key"]),
        (&["verify", &delivery, "--at", "soon"], 2, &["soon", "2026-11-23"]),
        (&["verify", "--at", "2036-01-01", &delivery], 1, &["too old", "shelf life", "--watchlists"]),
        (&["explain", "KP-S99"], 2, &["KP-S99"]),
        (&["lists", "show", "us-ndaa-999"], 2, &["us-ndaa-999"]),
        (&["bom", "convert", &delivery, "--to", "pdf"], 2, &["pdf", "cyclonedx-json"]),
    ];
    for (arguments, code, words) in cases {
        let output = run(arguments);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {said}");
        assert!(said.starts_with("error: "), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?} prints no result");
        for word in *words {
            assert!(said.contains(word), "{arguments:?} does not say \"{word}\": {said}");
        }
    }
}

#[test]
fn a_delivery_is_read_from_standard_input() {
    let mut child = kenpin()
        .args(["verify", "-", "--format", "json", "--at", "2026-11-23"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&std::fs::read(example("camera", "delivery/camera.cdx.json")).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(10));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["components"], 25);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for arguments in [vec!["lists", "show", "us-bis-entity-list"], vec!["schema", "report"], vec!["man"], vec!["--help"]] {
        let mut child = kenpin().args(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 1];
        let mut pipe = child.stdout.take().unwrap();
        pipe.read_exact(&mut first).unwrap();
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", text(&output.stderr));
    }
}

/// Every command of the tree, by walking the "Commands:" of each help.
fn commands() -> Vec<Vec<String>> {
    let (mut all, mut open) = (Vec::new(), vec![Vec::<String>::new()]);
    while let Some(command) = open.pop() {
        let output = kenpin().args(&command).arg("--help").output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{command:?}");
        let help = text(&output.stdout);
        let names = help.split("Commands:\n").nth(1).unwrap_or_default().lines().take_while(|line| !line.is_empty());
        for name in names
            .filter_map(|line| {
                line.strip_prefix("  ").filter(|line| !line.starts_with(' ')).and_then(|line| line.split_whitespace().next())
            })
            .filter(|name| *name != "help")
        {
            open.push([command.clone(), vec![name.to_owned()]].concat());
        }
        all.push(command);
    }
    all
}

#[test]
fn every_command_shows_an_example_and_has_a_manual_page() {
    let commands = commands();
    assert!(commands.len() > 25, "{commands:?}");
    for command in commands {
        let help = text(&kenpin().args(&command).arg("--help").output().unwrap().stdout);
        let is_leaf = !help.contains("\nCommands:\n");
        assert!(!is_leaf || help.contains("Example"), "kenpin {} --help shows no example", command.join(" "));
        let page = kenpin().arg("man").args(&command).output().unwrap();
        assert_eq!(page.status.code(), Some(0), "kenpin man {}: {}", command.join(" "), text(&page.stderr));
        assert!(text(&page.stdout).contains(".TH"), "kenpin man {}", command.join(" "));
    }
    for shell in ["bash", "zsh", "fish"] {
        let completions = text(&run(&["completions", shell]).stdout);
        for word in ["verify", "screen", "trace", "hardware", "policy", "trust"] {
            assert!(completions.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn every_schema_that_is_named_is_printed() {
    let names = text(&run(&["schema"]).stdout);
    let names: Vec<&str> = names.split_whitespace().filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-')).collect();
    let mut printed = 0;
    for name in names {
        let output = run(&["schema", name]);
        if output.status.code() == Some(0) {
            let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
            jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
            printed += 1;
        }
    }
    assert!(printed >= 6, "only {printed} schemas");
}

#[test]
fn one_run_writes_every_report_and_each_follows_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let formats: Vec<&str> = kenpin::report::RENDERERS.iter().map(|renderer| renderer.name).collect();
    let outputs: Vec<String> = formats.iter().map(|format| format!("{format}={}", path(format))).collect();
    let mut arguments = vec!["--quiet"];
    for output in &outputs {
        arguments.extend(["--output", output]);
    }
    let output = verify("camera-twin", &arguments);
    assert_eq!(output.status.code(), Some(20), "{}", text(&output.stderr));
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    for format in &formats {
        assert!(!read(format).is_empty(), "{format}");
    }
    let follows = |schema: Value, value: &Value, what: &str| {
        let errors: Vec<String> = jsonschema::validator_for(&schema).unwrap().iter_errors(value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{what}: {errors:?}");
    };
    let own: Value = serde_json::from_slice(&run(&["schema", "report"]).stdout).unwrap();
    follows(own, &serde_json::from_str(&read("json")).unwrap(), "json");
    for line in read("jsonl").lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
    if let Some(shared) = std::env::var_os("KENPIN_SHARED_DATA") {
        let file = find(&Path::new(&shared).join("schemas/sarif"), "json");
        follows(serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap(), &serde_json::from_str(&read("sarif")).unwrap(), "sarif");
    } else {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
    }
    assert!(!read("human").contains('\u{1b}'), "a file has no colours");
}

fn find(folder: &Path, end: &str) -> PathBuf {
    let mut paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.find(|path| path.extension().is_some_and(|found| found == end)).unwrap()
}

/// Terminal control, commands of CI systems, HTML, formulas: shown, never obeyed.
#[test]
fn what_a_vendor_writes_steers_no_terminal_and_no_pipeline() {
    let folder = tempfile::tempdir().unwrap();
    let bill = serde_json::json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
        {"type": "device", "name": "\u{1b}]0;owned\u{7}x\n::error::ACCEPT", "manufacturer": {"name": "=HYPERLINK(\"http://x\")<script>alert(1)</script> Huawei"}},
        {"type": "device", "name": "y\u{202e}z", "version": "::set-output name=verdict::accept"}]});
    std::fs::write(folder.path().join("b.cdx.json"), bill.to_string()).unwrap();
    for format in kenpin::report::RENDERERS.iter().map(|renderer| renderer.name) {
        let output = run(&["verify", "--color", "never", "--at", "2026-11-23", "--format", format, folder.path().to_str().unwrap()]);
        let report = text(&output.stdout);
        assert!(!report.is_empty() && output.status.code() != Some(0), "{format}");
        assert!(!report.contains('\u{1b}') && !report.contains('\u{7}') && !report.contains('\u{202e}'), "{format}: {report:?}");
        assert!(!matches!(format, "html" | "markdown" | "junit") || !report.contains("<script>alert"), "{format}");
        let starts = |mark: &str| report.lines().any(|line| line.starts_with(mark));
        assert!(!starts("::set-output") && !starts("::error::ACCEPT"), "{format}: {report}");
        assert!(format != "csv" || !report.contains(",=") && !report.contains(",\"="), "{report}");
    }
}

#[test]
fn a_progress_bar_is_drawn_on_no_pipe() {
    let output = verify("camera", &[]);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_a_fault_where_it_is_named_and_a_finding_where_it_lies_deeper() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("delivery");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("b.cdx.json"), "{}").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", inner.join("link.json")).unwrap();
    let output = run(&["verify", "--at", "2026-11-23", "--format", "json", inner.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(10));
    assert!(text(&output.stdout).contains("symbolic link"));
    let secret = folder.path().join("secret.json");
    std::fs::write(&secret, "{}").unwrap();
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything.
    if std::fs::read(&secret).is_err() {
        assert_eq!(run(&["verify", secret.to_str().unwrap()]).status.code(), Some(1));
    }
}
