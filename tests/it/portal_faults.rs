//! What the machine does to the portal: no room on the disk, a database that is away. Clear answers, and back without a restart.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::blocking::Response;
use serde_json::json;

use super::portal::{Portal, admin, delivery, golden, json, multipart, named};

/// No file of the portal may grow beyond this, as on a disk that is full; lifted again without a restart.
fn limit(portal: &Portal, bytes: &str) {
    let set = Command::new("prlimit").args(["--pid", &portal.id().to_string(), &format!("--fsize={bytes}:")]).status().unwrap();
    assert!(set.success());
}

/// A problem of ours that says what to do, as RFC 9457 has it.
fn told(answer: Response, words: &str) -> u16 {
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert!(answer.headers().contains_key("retry-after"), "when to come again");
    let body = json(answer);
    assert_eq!(body["status"], status);
    assert!(body["detail"].as_str().unwrap().contains(words), "{body}");
    status
}

#[test]
fn a_full_disk_is_said_and_is_over_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let ca = golden("camera").join("trusted-ca.pem");
    let arguments = ["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23"];
    // The system would end the program by a signal where a real disk gives an error.
    let mut shell = Command::new("sh");
    shell.env_clear().args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_kenpin")]);
    let portal = Portal::started(&mut shell, folder.path(), &arguments);
    let (vendor, buyer) = (portal.token("vendor"), portal.token("buyer"));
    let link = portal.link(&buyer, "camera");
    let send = |key: &str, files: &[(&str, Vec<u8>)]| {
        let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor).header("idempotency-key", key);
        multipart(post, files).send().unwrap()
    };
    let before = json(send("before", &named(&delivery("camera"))));
    assert_eq!(before["state"], "submitted");

    // Large files find no room; what is small goes on.
    limit(&portal, &(1 << 20).to_string());
    assert_eq!(told(send("large", &[("large.bin", vec![7; 3 << 20])]), "no room left"), 507);
    let page = multipart(portal.client.post(portal.url(&format!("{link}/files"))), &[("large.bin", vec![7; 3 << 20])]).send().unwrap();
    assert_eq!(page.status(), 507);
    assert!(page.text().unwrap().contains("Tell the buyer"));
    assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0, "the half of a file is taken away");

    // Nothing at all finds room, the database's own files included: what is there is still read.
    limit(&portal, "1");
    assert!(matches!(told(send("none", &[("a.json", b"{}".to_vec())]), "room"), 503 | 507));
    let supplier = portal.client.post(portal.url("/api/v1/suppliers")).bearer_auth(&buyer).body(json!({ "name": "Kama" }).to_string());
    assert!(matches!(told(supplier.send().unwrap(), "was answered before is kept"), 503 | 507));
    let ready = portal.get("/readyz");
    assert_eq!(ready.status(), 503);
    assert!(ready.text().unwrap().contains("storage: not ready"));
    let own = |token: &str| {
        let get = portal.client.get(portal.url(before["links"]["self"].as_str().unwrap())).bearer_auth(token);
        get.send().unwrap()
    };
    assert_eq!(json(own(&vendor)), before);

    limit(&portal, "unlimited");
    assert_eq!(portal.get("/readyz").status(), 200);
    for key in ["large", "none"] {
        let sent = send(key, &[("large.bin", vec![7; 3 << 20])]);
        assert_eq!(sent.status(), 201, "{key}");
        assert!(json(sent)["verdict"].is_string(), "{key}");
    }
    assert_eq!(json(own(&vendor)), before);
    assert!(admin(folder.path(), &["verify-audit"]).contains("whole"));
}

/// A PostgreSQL of this test's own, that can be stopped and started.
struct Postgres {
    child: std::process::Child,
    url: String,
    control: String,
}

impl Postgres {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres.sh");
        let say = "printf '%s\\n' \"$KENPIN_TEST_POSTGRES\" \"$KENPIN_TEST_POSTGRES_CONTROL\"; read -r _ || true";
        let mut command = Command::new("bash");
        let mut child = command.args([script, "bash", "-c", say]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut line = || lines.next().expect("PostgreSQL starts").unwrap();
        Self { url: line(), control: line(), child }
    }

    fn tell(&self, what: &str) {
        let told = Command::new("bash").args(["-c", &format!("{} {what}", self.control)]).stdout(Stdio::null()).status().unwrap();
        assert!(told.success(), "{what}");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The end of its input ends the script, which takes everything away.
        if let Some(mut input) = self.child.stdin.take() {
            let _gone = input.write_all(b"\n");
        }
        let _gone = self.child.wait();
    }
}

#[test]
fn a_database_that_is_away_is_said_and_is_used_again_once_it_is_back() {
    if std::env::var("KENPIN_TEST_POSTGRES").is_err() {
        println!("SKIPPED: KENPIN_TEST_POSTGRES is not set (see tests/postgres.sh)");
        return;
    }
    let (folder, postgres) = (tempfile::tempdir().unwrap(), Postgres::start());
    let ca = golden("camera").join("trusted-ca.pem");
    let portal = Portal::start(folder.path(), &["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23", "--database", &postgres.url]);
    let token = |role: &str| {
        let said = admin(folder.path(), &["token", "create", "--role", role, "--database", &postgres.url]);
        said.split_whitespace().last().unwrap().to_owned()
    };
    let (vendor, buyer) = (token("vendor"), token("buyer"));
    let link = portal.link(&buyer, "camera");
    let send = |key: &str| {
        let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor).header("idempotency-key", key);
        multipart(post, &named(&delivery("camera"))).send().unwrap()
    };
    let before = json(send("before"));
    assert_eq!(before["verdict"], "accept");

    postgres.tell("stop -m immediate");
    let start = Instant::now();
    assert_eq!(told(send("during"), "Try again in some minutes"), 503);
    assert!(start.elapsed() < Duration::from_secs(25), "{:?}", start.elapsed());
    let page = portal.get(&link);
    assert_eq!(page.status(), 503);
    assert!(page.text().unwrap().contains("what was answered before is kept"));
    let ready = portal.get("/readyz");
    assert_eq!(ready.status(), 503);
    assert!(ready.text().unwrap().contains("database: not ready"));
    assert_eq!(portal.get("/healthz").status(), 200);

    postgres.tell("start");
    let start = Instant::now();
    while portal.get("/readyz").status() != 200 {
        assert!(start.elapsed() < Duration::from_secs(30), "found again without a restart");
        std::thread::sleep(Duration::from_millis(200));
    }
    let after = json(send("during"));
    assert_eq!(after["verdict"], "accept", "judged again: {after}");
    assert_eq!(json(send("before"))["id"], before["id"], "what was answered is there");
    assert_eq!(portal.get(&link).status(), 200);
    assert!(admin(folder.path(), &["verify-audit", "--database", &postgres.url]).contains("whole"));
}
