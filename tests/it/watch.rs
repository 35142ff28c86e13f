//! `kenpin verify --watch` as a vendor's engineer runs it: a real process, files that change under it, Ctrl-C.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Far longer than a look and a run take, for machines that are busy.
const PATIENCE: Duration = Duration::from_secs(120);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(delivery: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().args(["verify", "--watch", "--at", "2026-11-23T00:00:00Z"]).arg(delivery).args(arguments);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// Every line up to the one that begins so.
    fn until(&self, start: &str) -> Vec<String> {
        let mut lines = Vec::new();
        while !lines.last().is_some_and(|line: &String| line.starts_with(start)) {
            lines.push(self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no line begins with {start:?}: {lines:#?}")));
        }
        lines
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _gone = self.child.kill();
    }
}

#[test]
fn a_change_is_judged_and_told_until_ctrl_c() {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/unsigned/delivery");
    let delivery = folder.path().join("delivery");
    std::fs::create_dir(&delivery).unwrap();
    for entry in std::fs::read_dir(&from).unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), delivery.join(entry.file_name())).unwrap();
    }
    let report = folder.path().join("report.json");
    let mut watching = Watching::start(&delivery, &["--output", &format!("json={}", report.display())]);
    watching.until("next: ");

    // A document that nobody knows comes: worse.
    std::fs::write(delivery.join("notes.txt"), "what is this").unwrap();
    let told = watching.until("next: ");
    assert!(told.iter().any(|line| line.starts_with("came: ") && line.ends_with("delivery/notes.txt")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("worse   KP-I04 refer")), "{told:#?}");
    assert!(std::fs::read_to_string(&report).unwrap().contains("KP-I04"), "the files are written anew");

    // It goes: better.
    std::fs::remove_file(delivery.join("notes.txt")).unwrap();
    let told = watching.until("next: ");
    assert!(told.iter().any(|line| line.starts_with("went: ")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("better  KP-I04 refer")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("REFER  ")), "{told:#?}");

    assert!(Command::new("kill").args(["-INT", &watching.child.id().to_string()]).status().unwrap().success());
    assert_eq!(watching.child.wait().unwrap().signal(), Some(2));
}

#[test]
fn what_cannot_be_watched_is_wrong_usage() {
    for arguments in [&["-", "--watch"][..], &["a", "--watch", "--format", "json"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        let output = command.env_clear().arg("verify").args(arguments).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}
