//! Workers beside the portal: each delivery is judged exactly once, whoever dies in between, and whoever waits hears of it.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kenpin::store::Store;
use kenpin::store::audit::Chain;
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, Statement};
use serde_json::json;

use super::portal::{Portal, admin, golden, json, multipart};

/// Where a portal and its workers meet; a database of this test's own where it is PostgreSQL.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub url: Option<String>,
}

impl Place {
    pub fn sqlite() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), url: None }
    }

    /// `None`: there is none here, which is said aloud.
    pub fn postgresql(name: &str) -> Option<Self> {
        let Ok(server) = std::env::var("KENPIN_TEST_POSTGRES") else {
            println!("SKIPPED: KENPIN_TEST_POSTGRES is not set (see tests/postgres.sh)");
            return None;
        };
        let name = format!("kenpin_{name}_{}", std::process::id());
        let made = Command::new("psql").arg(&server).args(["-c", &format!("CREATE DATABASE {name}")]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
        Some(Self { folder: tempfile::tempdir().unwrap(), url: Some(url) })
    }

    /// These arguments, and the database's where there is one.
    pub fn arguments<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        more.iter().copied().chain(self.url.iter().flat_map(|url| ["--database", url])).collect()
    }

    pub fn portal(&self, more: &[&str]) -> Portal {
        let ca = golden("camera").join("trusted-ca.pem");
        let usual = self.arguments(&["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23"]);
        Portal::start(self.folder.path(), &usual.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
    }

    pub fn token(&self, role: &str) -> String {
        let said = admin(self.folder.path(), &self.arguments(&["token", "create", "--role", role]));
        said.split_whitespace().last().unwrap().to_owned()
    }

    fn worker(&self) -> Worker {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().args(["worker", "--at", "2026-11-23", "--trusted-ca"]).arg(golden("camera").join("trusted-ca.pem"));
        command.args(self.arguments(&["--workers", "2"])).arg("--data").arg(self.folder.path());
        Worker::started(command)
    }

    async fn store(&self) -> Store {
        Store::open(self.folder.path(), self.url.as_deref(), None).await.unwrap()
    }

    pub async fn behind(&self) -> DatabaseConnection {
        let file = format!("sqlite://{}", self.folder.path().join("kenpin.sqlite").display());
        Database::connect(self.url.clone().unwrap_or(file)).await.unwrap()
    }
}

/// A running `kenpin worker`; killed when dropped.
pub struct Worker(Child);

impl Worker {
    pub fn started(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().expect("it says that it is ready").unwrap();
        assert_eq!(line, "kenpin worker: ready");
        Self(child)
    }

    fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.0.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

pub async fn count(behind: &DatabaseConnection, sql: &str) -> i64 {
    let row = behind.query_one_raw(Statement::from_string(behind.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

/// A bill that says something of its own.
pub fn bill(number: usize) -> Vec<u8> {
    let components: Vec<_> = (0..40)
        .map(|part| json!({ "type": "device", "name": format!("part {number}-{part}"), "version": "1", "manufacturer": { "name": "Hakusan Semiconductor K.K." } }))
        .collect();
    json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components }).to_string().into_bytes()
}

/// Sends so many deliveries; each is answered, judged or not.
pub fn send(portal: &Portal, token: &str, numbers: std::ops::Range<usize>) -> BTreeSet<String> {
    let each = numbers.map(|number| {
        let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(token);
        let sent = multipart(post, &[("bill.cdx.json", bill(number))]).send().unwrap();
        assert_eq!(sent.status(), 201);
        json(sent)["id"].as_str().unwrap().to_owned()
    });
    each.collect()
}

/// Forty deliveries from four senders, a portal that judges too, and two workers of which one is killed.
fn judged_exactly_once(place: &Place) {
    let (portal, runtime) = (place.portal(&[]), tokio::runtime::Runtime::new().unwrap());
    let vendor = place.token("vendor");
    let behind = runtime.block_on(place.behind());
    let (doomed, other) = (place.worker(), place.worker());
    let sent: BTreeSet<String> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..4)
            .map(|sender| {
                scope.spawn({
                    let (portal, vendor) = (&portal, &vendor);
                    move || send(portal, vendor, sender * 10..sender * 10 + 10)
                })
            })
            .collect();
        let since = Instant::now();
        while runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM verdict")) < 8 {
            assert!(since.elapsed() < Duration::from_secs(120), "the first are judged");
            std::thread::sleep(Duration::from_millis(20));
        }
        doomed.signal("-9");
        senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect()
    });
    assert_eq!(sent.len(), 40);
    let since = Instant::now();
    // What the dead one had is another's as soon as its lease ends.
    while runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM job")) > 0 {
        assert!(since.elapsed() < Duration::from_secs(120), "all are judged in the end");
        std::thread::sleep(Duration::from_millis(100));
    }
    runtime.block_on(async {
        assert_eq!(count(&behind, "SELECT COUNT(*) AS n FROM verdict").await, 40);
        assert_eq!(count(&behind, "SELECT COUNT(DISTINCT submission) AS n FROM verdict").await, 40);
        assert_eq!(count(&behind, "SELECT COUNT(*) AS n FROM audit WHERE action = 'verdict.given'").await, 40);
        assert_eq!(count(&behind, "SELECT COUNT(*) AS n FROM submission WHERE state = 'submitted'").await, 40);
        assert!(matches!(place.store().await.verify_audit().await.unwrap(), Chain::Whole(_)));
    });
    drop(other);
}

#[test]
fn two_workers_and_a_portal_judge_each_delivery_once_on_sqlite() {
    judged_exactly_once(&Place::sqlite());
}

#[test]
fn two_workers_and_a_portal_judge_each_delivery_once_on_postgresql() {
    if let Some(place) = Place::postgresql("workers") {
        judged_exactly_once(&place);
    }
}

/// The portal only answers: the verdict in its answer comes from another process, which ends as told.
fn another_process_judges(place: &Place) {
    let portal = place.portal(&["--workers", "0"]);
    let vendor = place.token("vendor");
    let mut worker = place.worker();
    let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor);
    let sent = json(multipart(post, &[("bill.cdx.json", bill(1))]).send().unwrap());
    assert!(sent["verdict"].is_string() && sent["state"] == "submitted", "{sent}");
    worker.signal("-TERM");
    let since = Instant::now();
    assert_eq!(worker.0.wait().unwrap().code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(15));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    // Nobody is there who judges: what comes waits, and nothing else suffers.
    let link = portal.link(&place.token("buyer"), "camera");
    portal.send(&link, &[("bill.cdx.json", bill(2))]);
    let behind = runtime.block_on(place.behind());
    assert_eq!(runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM job")), 1);
    let _worker = place.worker();
    let since = Instant::now();
    while runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM job")) > 0 {
        assert!(since.elapsed() < Duration::from_secs(60), "the next worker takes it");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_portal_that_only_answers_hears_of_another_process_verdict_on_sqlite() {
    another_process_judges(&Place::sqlite());
}

#[test]
fn a_portal_that_only_answers_hears_of_another_process_verdict_on_postgresql() {
    if let Some(place) = Place::postgresql("apart") {
        another_process_judges(&place);
    }
}

/// A delivery that takes its time: told to stop in the middle of it, the worker judges it before it goes.
fn what_was_begun_is_ended(place: &Place) {
    let (portal, runtime) = (place.portal(&["--workers", "0"]), tokio::runtime::Runtime::new().unwrap());
    let link = portal.link(&place.token("buyer"), "camera");
    let files: Vec<(String, Vec<u8>)> = (0..60).map(|number| (format!("{number}.cdx.json"), bill(number))).collect();
    portal.send(&link, &files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect::<Vec<_>>());
    let (behind, mut worker) = (runtime.block_on(place.behind()), place.worker());
    let since = Instant::now();
    while runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM job WHERE lease_until = 0")) > 0 {
        assert!(since.elapsed() < Duration::from_secs(60), "it is begun");
        std::thread::sleep(Duration::from_millis(5));
    }
    worker.signal("-TERM");
    assert_eq!(worker.0.wait().unwrap().code(), Some(0));
    assert_eq!(runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM verdict")), 1);
    assert_eq!(runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM job")), 0);
    assert!(!place.folder.path().join("workers").exists() || std::fs::read_dir(place.folder.path().join("workers")).unwrap().count() == 0);
}

#[test]
fn a_worker_that_is_told_to_stop_ends_what_it_has_begun_on_sqlite() {
    what_was_begun_is_ended(&Place::sqlite());
}

#[test]
fn a_worker_that_is_told_to_stop_ends_what_it_has_begun_on_postgresql() {
    if let Some(place) = Place::postgresql("stopped") {
        what_was_begun_is_ended(&place);
    }
}

/// On one machine a start takes from the dead what they had, and from the living nothing.
#[test]
fn a_start_releases_the_jobs_of_the_dead_alone() {
    let (place, runtime) = (Place::sqlite(), tokio::runtime::Runtime::new().unwrap());
    runtime.block_on(async {
        let store = place.store().await;
        let supplier = store.make_supplier("Tama", "operator").await.unwrap().id;
        let (living, dead) = (store.appear().unwrap(), store.appear().unwrap());
        let mut jobs = Vec::new();
        for (number, worker) in [living.name(), dead.name()].into_iter().enumerate() {
            let kept = store.originals.keep(&bill(number)).await.unwrap();
            let files = [kenpin::store::submissions::Sent { path: "bill".to_owned(), kept }];
            let new = kenpin::store::submissions::NewSubmission {
                supplier: &supplier,
                request: None,
                direct: true,
                idempotency: None,
                files: &files,
                actor: "vendor",
            };
            store.add_submission(&new).await.unwrap();
            jobs.push(store.claim_job(worker).await.unwrap().unwrap());
        }
        let second = place.store().await;
        second.release_jobs().await.unwrap();
        assert!(second.claim_job("second").await.unwrap().is_none(), "both live");
        let lock = |name: &str| place.folder.path().join("workers").join(name);
        let (gone, stays) = (lock(dead.name()), lock(living.name()));
        drop(dead);
        second.release_jobs().await.unwrap();
        assert!(!gone.exists() && stays.exists());
        assert_eq!(second.claim_job("second").await.unwrap().unwrap().id, jobs[1].id);
        assert!(second.claim_job("second").await.unwrap().is_none(), "the living one's is its own");
        store.renew_job(&jobs[0].id, living.name()).await.unwrap();
    });
}
