//! Killed (-9) at fifty moments while vendors send, a buyer decides and lists change: after each start nothing that was answered
//! is lost, nothing is there twice, every verdict has its evidence, and the audit chain is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use kenpin::intake::Digest;
use kenpin::store::Store;
use kenpin::store::audit::Chain;
use kenpin::store::requests::NewRequest;
use reqwest::blocking::Client;
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, QueryResult, Statement};
use serde_json::{Value, json};

use super::portal::{golden, multipart};

const ROUNDS: u64 = 50;
/// Deliveries that one sender sends between two kills at most, so that the whole stays small.
const SENT: u64 = 2;

/// SplitMix64: the moments are the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// Where a portal keeps what it keeps, and what it answered so far.
struct Ground {
    folder: PathBuf,
    url: Option<String>,
    client: Client,
    vendor: String,
    buyer: String,
    /// Path of the link of one request.
    link: String,
    /// Idempotency key and id of what was answered with 201.
    sent: BTreeMap<String, String>,
    /// Ids of what was sent through the link and answered.
    linked: BTreeSet<String>,
    /// Submission, verdict and reason of what was answered with 200.
    decided: BTreeSet<(String, String, String)>,
    /// Keys of which nobody knows whether they came through.
    unsure: BTreeSet<String>,
    /// Originals that were read and are what their name says.
    read: BTreeMap<String, std::time::SystemTime>,
}

struct Running {
    child: Child,
    address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

impl Ground {
    fn new(folder: &Path, url: Option<String>) -> Self {
        let token = |role: &str| {
            let mut admin = Command::new(env!("CARGO_BIN_EXE_kenpin"));
            admin.env_clear().args(["admin", "token", "create", "--role", role, "--data"]).arg(folder);
            let output = admin.args(url.iter().flat_map(|url| ["--database", url])).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap().split_whitespace().last().unwrap().to_owned()
        };
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(30))
            .no_proxy()
            .build()
            .unwrap();
        let (vendor, buyer) = (token("vendor"), token("buyer"));
        let link = tokio::runtime::Runtime::new().unwrap().block_on(async {
            let store = Store::open(folder, url.as_deref(), None).await.unwrap();
            let supplier = store.make_supplier("Tama Optics", "buyer Sato").await.unwrap().id;
            let new = NewRequest { supplier: &supplier, title: "t", order_toml: "", lifetime_seconds: 3_600, actor: "buyer Sato" };
            format!("/r/{}", store.make_request(&new).await.unwrap().1.text())
        });
        let (sent, linked, decided, unsure, read) = Default::default();
        Self { folder: folder.to_owned(), url, client, vendor, buyer, link, sent, linked, decided, unsure, read }
    }

    /// With the one edition of the lists or the other: what was judged under the other is judged again.
    fn start(&self, listed: bool) -> Running {
        let case = golden("agency-list");
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().args(["serve", "--listen", "127.0.0.1:0", "--at", "2026-11-23", "--data"]).arg(&self.folder);
        command.args(self.url.iter().flat_map(|url| ["--database", url]));
        if listed {
            command.arg("--watchlists").arg(case.join("lists")).arg("--policy").arg(case.join("policy.toml"));
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().expect("it starts after every kill").unwrap();
        Running { child, address: line.strip_prefix("kenpin portal: ").unwrap().to_owned() }
    }

    /// Vendors send and a buyer decides until the portal is killed.
    fn round(&mut self, number: u64, running: Running, moment: Duration) {
        let (ground, address, decisions) = (&*self, running.address.as_str(), &AtomicU64::new(0));
        let (sent, linked, decided) = std::thread::scope(|scope| {
            let program = scope.spawn(move || ground.send_some(address, &number.to_string()));
            let person = scope.spawn(move || ground.send_by_link(address, &number.to_string()));
            let buyer = scope.spawn(move || ground.decide_some(address, number, decisions));
            std::thread::sleep(moment);
            let killed = Command::new("kill").args(["-9", &running.child.id().to_string()]).status().unwrap();
            assert!(killed.success());
            (program.join().unwrap(), person.join().unwrap(), buyer.join().unwrap())
        });
        self.linked.extend(linked);
        drop(running);
        for (key, id) in sent {
            match id {
                Some(id) => {
                    self.sent.insert(key, id);
                }
                None => {
                    self.unsure.insert(key);
                }
            }
        }
        self.decided.extend(decided);
    }

    fn files(key: &str) -> [(&'static str, Vec<u8>); 2] {
        let bill = json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
            { "type": "device", "name": "HKS7330A-BGA", "version": "1", "manufacturer": { "name": "Hakusan Semiconductor K.K." } } ] });
        [("bill.cdx.json", bill.to_string().into_bytes()), ("key.txt", key.as_bytes().to_vec())]
    }

    fn send(&self, address: &str, key: &str) -> Option<String> {
        let post = self.client.post(format!("{address}/api/v1/submissions")).bearer_auth(&self.vendor).header("idempotency-key", key);
        let answer = multipart(post, &Self::files(key)).send().ok()?;
        assert_eq!(answer.status(), 201, "{key}");
        let body: Value = serde_json::from_str(&answer.text().ok()?).unwrap();
        Some(body["id"].as_str().unwrap().to_owned())
    }

    /// A person's files are answered before they are judged.
    fn send_by_link(&self, address: &str, name: &str) -> Vec<String> {
        let mut sent = Vec::new();
        for number in 0..SENT {
            let post = self.client.post(format!("{address}{}/files", self.link));
            let Ok(answer) = multipart(post, &Self::files(&format!("link {name}-{number}"))).send() else { break };
            assert_eq!(answer.status(), 303, "{name}");
            sent.push(answer.headers()["location"].to_str().unwrap().rsplit('/').next().unwrap().to_owned());
        }
        sent
    }

    fn send_some(&self, address: &str, name: &str) -> Vec<(String, Option<String>)> {
        let mut sent = Vec::new();
        for number in 0..SENT {
            let key = format!("{name}-{number}");
            let id = self.send(address, &key);
            let is_over = id.is_none();
            sent.push((key, id));
            if is_over {
                break;
            }
        }
        sent
    }

    /// Decides on what lies there until nobody answers.
    fn decide_some(&self, address: &str, round: u64, count: &AtomicU64) -> Vec<(String, String, String)> {
        let mut decided = Vec::new();
        let get = || -> Option<Value> {
            let get = self.client.get(format!("{address}/api/v1/submissions?state=submitted")).bearer_auth(&self.buyer);
            serde_json::from_str(&get.send().ok()?.text().ok()?).ok()
        };
        while let Some(list) = get() {
            for one in list["items"].as_array().unwrap().iter().take(1) {
                let (id, verdict) = (one["id"].as_str().unwrap(), one["verdict_id"].as_str().unwrap());
                let reason = format!("{round}-{}", count.fetch_add(1, Ordering::Relaxed));
                let body = json!({ "decision": "accepted", "verdict": verdict, "reason": reason }).to_string();
                let post = self.client.post(format!("{address}/api/v1/submissions/{id}/decision")).bearer_auth(&self.buyer).body(body);
                match post.send().map(|answer| answer.status().as_u16()) {
                    Ok(200) => decided.push((id.to_owned(), verdict.to_owned(), reason)),
                    // Judged again since it was read.
                    Ok(409) => {}
                    Ok(other) => panic!("{other}"),
                    Err(_) => return decided,
                }
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        decided
    }

    async fn behind(&self) -> DatabaseConnection {
        let file = format!("sqlite://{}", self.folder.join("kenpin.sqlite").display());
        Database::connect(self.url.clone().unwrap_or(file)).await.unwrap()
    }

    /// Everything that has to be true whenever the portal starts.
    async fn check(&mut self, when: &str) {
        let store = Store::open(&self.folder, self.url.as_deref(), None).await.unwrap();
        assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole(_)), "{when}: the audit chain");
        let behind = self.behind().await;
        let submissions =
            rows(&behind, "SELECT id, state, verdict, idempotency FROM submission", &["id", "state", "verdict", "idempotency"]).await;
        let (mut keys, mut newest) = (BTreeMap::new(), BTreeMap::new());
        for row in &submissions {
            let is_twice = !row[3].is_empty() && keys.insert(row[3].clone(), row[0].clone()).is_some();
            assert!(!is_twice, "{when}: {} is there twice", row[3]);
            assert_eq!(row[1] == "checking", row[2].is_empty(), "{when}: {row:?}");
            newest.insert(row[0].clone(), row[2].clone());
        }
        for (key, id) in &self.sent {
            assert_eq!(keys.get(key), Some(id), "{when}: {key} was answered");
        }
        for id in &self.linked {
            assert!(newest.contains_key(id), "{when}: {id} was answered");
        }
        let waiting: BTreeSet<String> =
            rows(&behind, "SELECT object FROM job", &["object"]).await.into_iter().map(|row| row[0].clone()).collect();
        for (id, verdict) in &newest {
            assert!(!verdict.is_empty() || waiting.contains(id), "{when}: {id} is judged by nobody");
        }
        self.check_verdicts(when, &behind, &newest).await;
        self.check_documents(when, &behind, &newest).await;
        self.check_decisions(when, &behind).await;
        for (event, table) in [("submission.received", "submission"), ("verdict.given", "verdict"), ("submission.decided", "decision")] {
            let sql = format!("SELECT (SELECT COUNT(*) FROM audit WHERE action = '{event}') - (SELECT COUNT(*) FROM {table}) AS n");
            let row = behind.query_one_raw(Statement::from_string(behind.get_database_backend(), sql)).await.unwrap().unwrap();
            assert_eq!(row.try_get::<i64>("", "n").unwrap(), 0, "{when}: {event}");
        }
        behind.close().await.unwrap();
    }

    /// One line of verdicts for each delivery, each on other grounds than the one before, with all its reports.
    async fn check_verdicts(&mut self, when: &str, behind: &DatabaseConnection, newest: &BTreeMap<String, String>) {
        let columns = ["id", "submission", "supersedes", "grounds"];
        let mut last: BTreeMap<String, (String, String)> = BTreeMap::new();
        for row in rows(behind, "SELECT id, submission, supersedes, grounds FROM verdict ORDER BY id", &columns).await {
            let before = last.insert(row[1].clone(), (row[0].clone(), row[3].clone()));
            assert_eq!(before.as_ref().map_or("", |(id, _)| id), row[2], "{when}: a verdict follows the one before");
            assert!(before.is_none_or(|(_, grounds)| grounds != row[3]), "{when}: judged twice on the same grounds");
        }
        for (id, verdict) in newest.iter().filter(|(_, verdict)| !verdict.is_empty()) {
            assert_eq!(last.get(id).map(|(verdict, _)| verdict), Some(verdict), "{when}: the newest verdict counts");
        }
        let mut reports: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows(behind, "SELECT verdict, sha256 FROM report", &["verdict", "sha256"]).await {
            *reports.entry(row[0].clone()).or_default() += 1;
            self.is_there(when, &row[1]);
        }
        let bare =
            rows(behind, "SELECT id FROM verdict WHERE NOT EXISTS (SELECT 1 FROM component WHERE component.verdict = verdict.id)", &["id"])
                .await;
        assert!(bare.is_empty(), "{when}: a verdict without components: {bare:?}");
        let all = rows(behind, "SELECT id FROM verdict", &["id"]).await;
        // One program writes them all, so that each has as many as any.
        let most = reports.values().max().copied().unwrap_or_default();
        assert!(all.iter().all(|row| reports.get(&row[0]) == Some(&most) && most >= 5), "{when}: a verdict without its reports");
    }

    async fn check_documents(&mut self, when: &str, behind: &DatabaseConnection, newest: &BTreeMap<String, String>) {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows(behind, "SELECT submission, sha256 FROM document", &["submission", "sha256"]).await {
            *count.entry(row[0].clone()).or_default() += 1;
            self.is_there(when, &row[1]);
        }
        assert!(newest.keys().all(|id| count.get(id) == Some(&2)), "{when}: a delivery is half there");
    }

    async fn check_decisions(&self, when: &str, behind: &DatabaseConnection) {
        let sql = "SELECT decision.submission AS submission, decision.verdict AS verdict, reason, verdict.submission AS rests FROM decision \
                   LEFT JOIN verdict ON verdict.id = decision.verdict";
        let mut kept = BTreeSet::new();
        for row in rows(behind, sql, &["submission", "verdict", "reason", "rests"]).await {
            assert_eq!(row[0], row[3], "{when}: a decision rests on a verdict on that delivery");
            assert!(kept.insert((row[0].clone(), row[1].clone(), row[2].clone())), "{when}: decided twice: {row:?}");
        }
        assert!(self.decided.is_subset(&kept), "{when}: a decision is lost");
    }

    /// An original is there and is what its name says; read again only where it was written since.
    fn is_there(&mut self, when: &str, digest: &str) {
        let path = self.folder.join("originals").join(&digest[..2]).join(digest);
        let at = std::fs::metadata(&path).and_then(|metadata| metadata.modified());
        let at = at.unwrap_or_else(|error| panic!("{when}: original {digest}: {error}"));
        if self.read.get(digest) != Some(&at) {
            assert_eq!(Digest::of(&std::fs::read(&path).unwrap()).to_string(), digest, "{when}");
            self.read.insert(digest.to_owned(), at);
        }
    }
}

async fn rows(behind: &DatabaseConnection, sql: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let found = behind.query_all_raw(Statement::from_string(behind.get_database_backend(), sql)).await.unwrap();
    let text = |row: &QueryResult, column: &str| row.try_get::<Option<String>>("", column).unwrap().unwrap_or_default();
    found.iter().map(|row| columns.iter().map(|column| text(row, column)).collect()).collect()
}

fn killed_at_fifty_moments(url: Option<String>) {
    let seed = std::env::var("KENPIN_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_130);
    println!("KENPIN_TEST_SEED={seed}");
    let (folder, start) = (tempfile::tempdir().unwrap(), Instant::now());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (mut ground, mut dice) = (Ground::new(folder.path(), url), Dice(seed));
    for round in 0..ROUNDS {
        // Another edition of the lists every other time, so that some kills fall into judging again and others into the rest.
        let running = ground.start(round % 4 >= 2);
        ground.round(round, running, Duration::from_millis(dice.below(800)));
        runtime.block_on(ground.check(&format!("round {round}")));
    }
    let running = ground.start(false);
    // What nobody knows whether it came through is sent again under its key, and is there once.
    for key in ground.unsure.clone() {
        let id = ground.send(&running.address, &key).expect("nobody kills it now");
        ground.sent.insert(key, id);
    }
    let waits = "SELECT object FROM job UNION ALL SELECT submission.id AS object FROM submission JOIN verdict ON verdict.id = submission.verdict \
                 WHERE verdict.grounds <> (SELECT grounds FROM verdict ORDER BY id DESC LIMIT 1)";
    let since = Instant::now();
    while !runtime.block_on(async { rows(&ground.behind().await, waits, &["object"]).await }).is_empty() {
        assert!(since.elapsed() < Duration::from_secs(90), "all is judged in the end");
        std::thread::sleep(Duration::from_millis(300));
    }
    drop(running);
    runtime.block_on(ground.check("at the end"));
    let (sent, unsure, linked, decided) = (ground.sent.len(), ground.unsure.len(), ground.linked.len(), ground.decided.len());
    println!(
        "{ROUNDS} kills: {sent} deliveries of programs ({unsure} unsure at first), {linked} by link, {decided} decisions, {:?}",
        start.elapsed()
    );
    assert!(sent >= 50 && linked >= 20 && decided >= 3, "{sent} {linked} {decided}");
}

#[test]
fn nothing_that_was_answered_is_lost_by_kill_9_on_sqlite() {
    killed_at_fifty_moments(None);
}

#[test]
fn nothing_that_was_answered_is_lost_by_kill_9_on_postgresql() {
    let Ok(server) = std::env::var("KENPIN_TEST_POSTGRES") else {
        println!("SKIPPED: KENPIN_TEST_POSTGRES is not set (see tests/postgres.sh)");
        return;
    };
    let name = format!("kenpin_killed_{}", std::process::id());
    let made = Command::new("psql").arg(&server).args(["-c", &format!("CREATE DATABASE {name}")]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    killed_at_fifty_moments(Some(format!("{}/{name}", server.rsplit_once('/').unwrap().0)));
}
