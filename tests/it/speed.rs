//! Speed: the budget of instructions that CI holds, and the one command that runs every bench.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

struct Budget(tempfile::TempDir);

impl Budget {
    /// A valgrind that counted so many, whatever ran.
    fn counting(count: &str) -> Self {
        let budget = Self(tempfile::tempdir().unwrap());
        budget.count(count);
        budget
    }

    fn count(&self, count: &str) {
        let path = self.0.path().join("valgrind");
        std::fs::write(&path, format!("#!/bin/sh\necho '==1== I   refs:      {count}' >&2\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, more: &[&str], ci: &str) -> Output {
        let path =
            std::env::join_paths([self.0.path().to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())));
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/budget.py");
        let mut command = Command::new("python3");
        command.arg(script).arg("--kept").arg(self.0.path().join("kept.json")).arg("--program").arg(env!("CARGO_BIN_EXE_kenpin"));
        command.args(more).env("PATH", path.unwrap()).env("CI", ci).output().unwrap()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

#[test]
fn five_percent_over_the_kept_number_fails_and_says_how_to_renew_it() {
    let budget = Budget::counting("1,000,000");
    let renewed = budget.run(&["--renew"], "true");
    assert_eq!(renewed.status.code(), Some(0), "{}", said(&renewed));
    for (count, code) in [("1,000,000", 0), ("1,049,999", 0), ("1,050,001", 1), ("500,000", 0)] {
        budget.count(count);
        let output = budget.run(&[], "true");
        assert_eq!(output.status.code(), Some(code), "{count}: {}", said(&output));
        assert_eq!(said(&output).contains("budget.py --renew"), code == 1 || count == "500,000", "{}", said(&output));
    }
    budget.count("2,000,000");
    budget.run(&["--renew"], "true");
    assert_eq!(budget.run(&[], "true").status.code(), Some(0));
}

#[test]
fn a_processor_for_which_nothing_is_kept_is_not_passed_over_in_ci() {
    let budget = Budget::counting("1");
    assert_eq!((budget.run(&[], "true").status.code(), budget.run(&[], "").status.code()), (Some(1), Some(0)));
    assert!(said(&budget.run(&[], "true")).contains("--renew"));
}

#[test]
fn a_run_that_gives_no_verdict_is_no_count() {
    let budget = Budget::counting("no number");
    assert_eq!(budget.run(&["--renew"], "true").status.code(), Some(1));
}

#[test]
fn the_kept_numbers_say_what_counted_them() {
    let kept = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/budget.json")).unwrap();
    let kept: Value = serde_json::from_slice(&kept).unwrap();
    let kinds = kept.as_object().unwrap();
    assert!(kinds.contains_key("x86_64 with AVX2"));
    assert!(
        kinds.values().all(|kind| kind["instructions"].as_u64().is_some_and(|count| count > 1_000_000_000) && kind["compiler"].is_string())
    );
}

#[test]
fn the_one_command_runs_every_bench_there_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let command = std::fs::read_to_string(folder.join("run.py")).unwrap();
    let mut benches = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // What it is itself, what all share, and what CI runs on every change.
        if name.ends_with(".py") && !["run.py", "figures.py", "budget.py"].contains(&name.as_str()) {
            assert!(command.contains(&format!("\"{name}\"")), "{name} is not run by benches/run.py");
            benches += 1;
        }
    }
    assert!(benches >= 6);
}

/// A bench that tells one figure that holds and one that is missed, in place of all others.
#[test]
fn the_table_of_a_run_is_put_between_its_marks() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.md");
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    std::fs::write(&page, "before\n<!-- figures: written by benches/run.py -->\nold\n<!-- end of figures -->\nafter\n").unwrap();
    let told = "from figures import Report\nreport = Report()\nreport.line('one | figure', '1.0', 'at most 2')\nreport.line('two', '3.0', 'at most 2', False)\nreport.end()\n";
    std::fs::create_dir(folder.path().join("benches")).unwrap();
    for name in ["run.py", "figures.py"] {
        std::fs::copy(benches.join(name), folder.path().join("benches").join(name)).unwrap();
    }
    std::fs::write(folder.path().join("benches/hardware.py"), told).unwrap();
    let run = |more: &[&str]| {
        Command::new("python3").arg(folder.path().join("benches/run.py")).arg("--page").arg(&page).args(more).output().unwrap()
    };
    let output = run(&["--only", "hardware", "--write"]);
    assert_eq!(output.status.code(), Some(1), "a figure is missed: {}", said(&output));
    let written = std::fs::read_to_string(&page).unwrap();
    assert!(written.starts_with("before\n") && written.ends_with("\nafter\n") && !written.contains("old"), "{written}");
    assert!(
        written.contains("| hardware | one \\| figure | 1.0 | at most 2 |  |") && written.contains("| 3.0 | at most 2 | missed |"),
        "{written}"
    );
    let output = run(&["--only", "peers"]);
    assert!(output.status.code() == Some(1) && said(&output).contains("not run"), "a bench that is not there is named: {}", said(&output));
    assert_eq!(std::fs::read_to_string(&page).unwrap(), written, "nothing is written without being asked for");
}
