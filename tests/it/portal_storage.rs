//! Originals in a bucket, over the S3 protocol as moto's server speaks it: the whole way of a delivery, objects that are altered or lost, a
//! bucket that is away, a move from a folder, sweeping without a lock, and kills while files are sent.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use kenpin::intake::Digest;
use kenpin::store::Store;
use kenpin::store::originals::Kept;
use kenpin::store::storage::Storage;
use kenpin::store::submissions::{NewSubmission, Sent};
use regex::Regex;
use reqwest::blocking::{Client, Response};

use super::portal::{Portal, delivery, golden, json, multipart, named};
use super::portal_backup::{carry_key, told};
use super::portal_workers::{Place, Worker, count, send};

const NAME: &str = "kenpin-test";
const URL: &str = "s3://kenpin-test/agency";

/// moto's server on a free port of this machine; it holds everything in memory, and ends with this.
struct Moto {
    child: Child,
    address: String,
    client: Client,
}

impl Moto {
    /// `None`: there is none here, which is said aloud.
    fn start() -> Option<Self> {
        let Ok(program) = std::env::var("KENPIN_TEST_MOTO") else {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "KENPIN_TEST_MOTO is not set: in CI nothing is skipped");
            println!("SKIPPED: KENPIN_TEST_MOTO names no moto_server (test.sh installs it)");
            return None;
        };
        let mut command = Command::new(program);
        let mut child = command.args(["-H", "127.0.0.1", "-p", "0"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.find_map(|line| line.unwrap().split_once("http://").map(|(_, address)| address.trim().to_owned()));
        // Its log is read to the end, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let client = Client::builder().no_proxy().timeout(Duration::from_secs(30)).build().unwrap();
        Some(Self { child, address: address.expect("it says where it listens"), client })
    }

    fn with_bucket() -> Option<Self> {
        let moto = Self::start()?;
        moto.make_bucket();
        Some(moto)
    }

    fn make_bucket(&self) {
        assert_eq!(self.ask(reqwest::Method::PUT, "", Vec::new()).status(), 200);
    }

    /// Behind kenpin's back: moto takes any signature.
    fn ask(&self, method: reqwest::Method, key: &str, body: Vec<u8>) -> Response {
        let request = self.client.request(method, format!("http://{}/{NAME}{key}", self.address)).body(body);
        request.header("authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request").send().unwrap()
    }

    fn keys(&self, part: &str) -> BTreeSet<String> {
        let ask = || self.ask(reqwest::Method::GET, &format!("?list-type=2&prefix=agency/{part}/"), Vec::new()).text().unwrap();
        // Also called from where a runtime runs.
        let list = std::thread::scope(|scope| scope.spawn(ask).join().unwrap());
        assert!(list.contains("<IsTruncated>false</IsTruncated>"), "{list}");
        Regex::new("<Key>([^<]*)</Key>").unwrap().captures_iter(&list).map(|key| key[1].to_owned()).collect()
    }

    fn bytes(&self, key: &str) -> Vec<u8> {
        let answer = self.ask(reqwest::Method::GET, &format!("/{key}"), Vec::new());
        assert_eq!(answer.status(), 200, "{key}");
        answer.bytes().unwrap().to_vec()
    }

    fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn key_of(bytes: &[u8]) -> String {
    let name = Digest::of(bytes).to_string();
    format!("agency/originals/{}/{name}", &name[..2])
}

/// The line to a server, which can be cut, led to another one, and made to hold a request back.
#[derive(Clone)]
struct Line {
    address: String,
    state: Arc<(Mutex<State>, Condvar)>,
}

struct State {
    /// `None`: it is cut.
    to: Option<String>,
    /// Method and part of the target of a request that is to be held back.
    wanted: Option<(&'static str, &'static str)>,
    /// It is being held back.
    has_come: bool,
}

impl Line {
    fn to(moto: &Moto) -> Self {
        Self::at("127.0.0.1:0", moto)
    }

    fn at(address: &str, moto: &Moto) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let state = State { to: Some(moto.address.clone()), wanted: None, has_come: false };
        let line = Self { address: listener.local_addr().unwrap().to_string(), state: Arc::new((Mutex::new(state), Condvar::new())) };
        let taking = line.clone();
        std::thread::spawn(move || {
            for caller in listener.incoming().map(Result::unwrap) {
                let line = taking.clone();
                std::thread::spawn(move || line.carry(&caller));
            }
        });
        line
    }

    /// One connection, both ways, until either end closes or the line is cut.
    fn carry(&self, caller: &TcpStream) {
        let to = self.state.0.lock().unwrap().to.clone();
        let Some(server) = to.and_then(|to| TcpStream::connect(to).ok()) else { return };
        let (mut back, mut caller_back) = (server.try_clone().unwrap(), caller.try_clone().unwrap());
        std::thread::spawn(move || {
            let _ended = std::io::copy(&mut back, &mut caller_back);
            let _ended = caller_back.shutdown(std::net::Shutdown::Both);
        });
        let (mut caller, mut server, mut piece) = (caller, &server, vec![0; 64 << 10]);
        while let Ok(read) = caller.read(&mut piece) {
            if read == 0 || !self.lets_through(&piece[..read]) || server.write_all(&piece[..read]).is_err() {
                break;
            }
        }
        let _ended = server.shutdown(std::net::Shutdown::Both);
    }

    /// Waits where this is the request that is to be held back.
    fn lets_through(&self, piece: &[u8]) -> bool {
        let head = String::from_utf8_lossy(piece).lines().next().unwrap_or_default().to_owned();
        let (state, changed) = &*self.state;
        let mut state = state.lock().unwrap();
        let is_wanted = state.wanted.is_some_and(|(method, part)| head.starts_with(method) && head.contains(part));
        if is_wanted && !state.has_come {
            state.has_come = true;
            changed.notify_all();
            state = changed.wait_while(state, |state| state.has_come).unwrap();
        }
        state.to.is_some()
    }

    /// Lets go what is held back, and holds the first request back that fits from now on.
    fn hold(&self, method: &'static str, part: &'static str) {
        self.want(Some((method, part)));
    }

    fn let_go(&self) {
        self.want(None);
    }

    fn want(&self, wanted: Option<(&'static str, &'static str)>) {
        let (state, changed) = &*self.state;
        let mut state = state.lock().unwrap();
        (state.wanted, state.has_come) = (wanted, false);
        changed.notify_all();
    }

    /// Until it has come.
    fn held(&self) {
        let (state, changed) = &*self.state;
        let (_state, wait) = changed.wait_timeout_while(state.lock().unwrap(), Duration::from_secs(60), |state| !state.has_come).unwrap();
        assert!(!wait.timed_out(), "the request that is to be held back comes");
    }

    fn lead_to(&self, address: Option<&str>) {
        self.state.0.lock().unwrap().to = address.map(str::to_owned);
    }
}

/// The program with the variables of a bucket behind this line, and nothing else in its environment.
fn kenpin(line: &Line) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().envs([
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "kenpin test key, never trust"),
        ("AWS_REGION", "eu-west-1"),
    ]);
    command.env("AWS_ENDPOINT_URL", format!("http://{}", line.address));
    command
}

fn portal(line: &Line, folder: &Path, more: &[&str]) -> Portal {
    let ca = golden("camera").join("trusted-ca.pem");
    let usual = ["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23", "--storage", URL];
    Portal::started(&mut kenpin(line), folder, &usual.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
}

fn worker(line: &Line, folder: &Path) -> Worker {
    let mut command = kenpin(line);
    command.args(["worker", "--at", "2026-11-23", "--storage", URL, "--trusted-ca"]).arg(golden("camera").join("trusted-ca.pem"));
    command.arg("--data").arg(folder);
    Worker::started(command)
}

fn admin(line: &Line, folder: &Path, arguments: &[&str]) -> Output {
    kenpin(line).arg("admin").args(arguments).args(["--storage", URL, "--data"]).arg(folder).output().unwrap()
}

fn done(line: &Line, folder: &Path, arguments: &[&str]) -> String {
    let output = admin(line, folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(line: &Line, folder: &Path, arguments: &[&str]) -> String {
    let output = admin(line, folder, arguments);
    assert!(!output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

fn post(portal: &Portal, vendor: &str, files: &[(&str, Vec<u8>)]) -> Response {
    multipart(portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(vendor), files).send().unwrap()
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < Duration::from_secs(90), "{what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// What is there of an original in the folder of the portal: nothing.
fn assert_nothing_on_disk(folder: &Path) {
    assert!(!folder.join("originals").exists());
    assert_eq!(std::fs::read_dir(folder.join("incoming")).unwrap().count(), 0);
}

#[test]
fn a_delivery_goes_its_whole_way_and_what_is_altered_or_lost_gives_no_verdict() {
    let Some(moto) = Moto::with_bucket() else { return };
    let (line, place) = (Line::to(&moto), Place::sqlite());
    let folder = place.folder.path();
    let portal = portal(&line, folder, &["--workers", "0"]);
    let worker = worker(&line, folder);
    let token = |role: &str| done(&line, folder, &["token", "create", "--role", role]).split_whitespace().last().unwrap().to_owned();
    let (vendor, buyer) = (token("vendor"), token("buyer"));
    let files = delivery("camera");
    // More than one part, and not a whole number of them.
    let large: Vec<u8> = (0..(17_u32 << 20) + 5).map(|at| (at % 251) as u8).collect();
    let sent = json(post(&portal, &vendor, &[named(&files), vec![("firmware.bin", large.clone())]].concat()));
    let id = sent["id"].as_str().unwrap();
    assert!(sent["verdict"].is_string(), "{sent}");
    let get = |path: &str| portal.client.get(portal.url(&format!("/api/v1/submissions/{id}{path}"))).bearer_auth(&buyer).send().unwrap();
    assert_eq!(json(get("/report"))["verdict"], sent["verdict"]);
    for bytes in files.iter().map(|(_, bytes)| bytes).chain([&large]) {
        assert_eq!(get(&format!("/documents/{}", Digest::of(bytes))).bytes().unwrap(), *bytes);
        assert_eq!(moto.bytes(&key_of(bytes)), *bytes);
    }
    assert_nothing_on_disk(folder);
    assert_eq!(portal.page("/readyz"), "database: ready\nstorage: ready\nlists: ready\n");
    let ca = golden("camera").join("trusted-ca.pem");
    let grounds = ["reindex", "--at", "2026-11-23", "--trusted-ca", ca.to_str().unwrap()];
    assert!(done(&line, folder, &grounds).contains("made again: 1\n"));
    assert!(done(&line, folder, &["retain", "--drafts", "1"]).contains("deleted: 0"));

    // Another byte, and then none at all: the document is a fault, and judging again gives no verdict but the old one.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let behind = runtime.block_on(place.behind());
    let all = |sql: &str| runtime.block_on(count(&behind, sql));
    let (bytes, verdicts) = (&files[0].1, all("SELECT COUNT(*) AS n FROM verdict"));
    let document = format!("/documents/{}", Digest::of(bytes));
    let mut other = bytes.clone();
    other[0] ^= 1;
    assert_eq!(moto.ask(reqwest::Method::PUT, &format!("/{}", key_of(bytes)), other).status(), 200);
    assert!(done(&line, folder, &["rescreen", id]).contains(": 1\n"));
    for why in ["is not what it was", "is gone"] {
        let sql = format!("SELECT COUNT(*) AS n FROM job WHERE problem LIKE '%original sha256:{} {why}%'", Digest::of(bytes));
        until(why, || all(&sql) == 1);
        let answer = get(&document);
        assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (503, "application/problem+json"));
        assert_eq!(all("SELECT COUNT(*) AS n FROM verdict"), verdicts);
        assert_eq!(moto.ask(reqwest::Method::DELETE, &format!("/{}", key_of(bytes)), Vec::new()).status(), 204);
    }
    let copy = place.folder.path().join("copy");
    assert!(refused(&line, folder, &["backup", copy.to_str().unwrap()]).contains(&Digest::of(bytes).to_string()), "it is named");
    assert_eq!(moto.ask(reqwest::Method::PUT, &format!("/{}", key_of(bytes)), bytes.clone()).status(), 200);
    until("judged again", || all("SELECT COUNT(*) AS n FROM verdict") == verdicts + 1);
    assert_eq!(get(&document).bytes().unwrap(), *bytes);
    drop(worker);
}

/// A problem of ours that says when to come again.
fn assert_away(answer: Response, since: Instant) {
    assert_eq!((answer.status().as_u16(), answer.headers().contains_key("retry-after")), (503, true));
    assert!(answer.text().unwrap().contains("what was answered before is kept"));
    assert!(since.elapsed() < Duration::from_secs(60), "{:?}", since.elapsed());
}

#[test]
fn a_bucket_that_is_away_is_said_and_is_used_again_once_it_is_back() {
    let Some(mut moto) = Moto::with_bucket() else { return };
    let (line, place) = (Line::to(&moto), Place::sqlite());
    let folder = place.folder.path();
    let portal = portal(&line, folder, &[]);
    let (vendor, buyer) = (portal.token("vendor"), portal.token("buyer"));
    std::fs::remove_dir_all(folder.join("originals")).unwrap();
    let files = delivery("camera");
    let before = json(post(&portal, &vendor, &named(&files)));
    assert_eq!(before["verdict"], "accept");
    let path = format!("/api/v1/submissions/{}/documents/{}", before["id"].as_str().unwrap(), Digest::of(&files[0].1));
    let document = || portal.client.get(portal.url(&path)).bearer_auth(&buyer).send().unwrap();
    let copy = folder.join("copy");
    let lost = |words: &str| {
        let said = refused(&line, folder, &["backup", copy.to_str().unwrap()]);
        assert!(
            said.contains("the bucket of originals does not answer as it should") && said.contains(words) && said.contains(URL),
            "{said}"
        );
        assert!(said.contains("fix:") && !said.contains("are gone"), "{said}");
        std::fs::remove_dir_all(&copy).unwrap();
    };
    let assert_not_ready = || {
        let (since, ready) = (Instant::now(), portal.get("/readyz"));
        assert_eq!((ready.status().as_u16(), ready.text().unwrap().contains("storage: not ready")), (503, true));
        assert!(since.elapsed() < Duration::from_secs(15), "{:?}", since.elapsed());
    };

    // Nobody listens.
    line.lead_to(None);
    assert_not_ready();
    assert_away(post(&portal, &vendor, &[("a.json", b"{}".to_vec())]), Instant::now());
    assert_away(document(), Instant::now());
    assert_nothing_on_disk(folder);
    assert_eq!(portal.get("/healthz").status(), 200);
    lost("http://");
    line.lead_to(Some(&moto.address));
    until("found again", || portal.get("/readyz").status() == 200);
    assert_eq!(document().status(), 200);

    // Somebody listens and says nothing.
    moto.signal("-STOP");
    assert_not_ready();
    assert_away(post(&portal, &vendor, &[("a.json", b"{}".to_vec())]), Instant::now());
    moto.signal("-CONT");
    until("found again", || portal.get("/readyz").status() == 200);

    // Killed, and there again without the bucket: nothing is called lost for that.
    moto = Moto::start().unwrap();
    line.lead_to(Some(&moto.address));
    assert_not_ready();
    assert_away(document(), Instant::now());
    lost("there is no such bucket");
    moto.make_bucket();
    until("found again", || portal.get("/readyz").status() == 200);
    let after = json(post(&portal, &vendor, &named(&files)));
    assert_eq!(after["verdict"], "accept", "{after}");
    assert_eq!(document().status(), 200, "the same bytes, sent again");
}

#[test]
fn a_backup_moves_a_portal_from_a_folder_into_a_bucket_and_back() {
    let Some(moto) = Moto::with_bucket() else { return };
    let (line, from, copies) = (Line::to(&moto), Place::sqlite(), tempfile::tempdir().unwrap());
    let folder = |name: &str| copies.path().join(name).to_str().unwrap().to_owned();
    let first = from.portal(&[]);
    let (vendor, buyer) = (from.token("vendor"), from.token("buyer"));
    send(&first, &vendor, 0..3);
    assert_eq!(json(post(&first, &vendor, &named(&delivery("hisilicon"))))["verdict"], "reject");
    let before = told(&first, &buyer);
    drop(first);
    super::portal::admin(from.folder.path(), &["backup", &folder("from")]);

    let there = Place::sqlite();
    let said = done(&line, there.folder.path(), &["restore", &folder("from")]);
    assert!(said.contains("the audit chain whole to #"), "{said}");
    assert_nothing_on_disk(there.folder.path());
    carry_key(&from, &there);
    let second = portal(&line, there.folder.path(), &[]);
    assert_eq!(told(&second, &buyer), before, "byte for byte");
    assert_eq!(json(post(&second, &vendor, &named(&delivery("camera"))))["verdict"], "accept", "and everything goes on");
    let grown = told(&second, &buyer);
    drop(second);
    done(&line, there.folder.path(), &["backup", &folder("there")]);

    // Into a folder that is named as a storage, on another disk perhaps.
    let (back, originals) = (Place::sqlite(), tempfile::tempdir().unwrap());
    let storage = format!("file://{}", originals.path().display());
    super::portal::admin(back.folder.path(), &["restore", &folder("there"), "--storage", &storage]);
    carry_key(&from, &back);
    let third = back.portal(&["--storage", &storage]);
    assert_eq!(told(&third, &buyer), grown, "byte for byte");
    assert!(originals.path().join("originals").exists() && !back.folder.path().join("originals").exists());
}

/// A row that names these bytes.
async fn name(store: &Store, kept: Kept) {
    let supplier = store.make_supplier(&format!("Tama {}", kept.digest), "operator").await.unwrap().id;
    let files = [Sent { path: "bill".to_owned(), kept }];
    let new = NewSubmission { supplier: &supplier, request: None, direct: false, idempotency: None, files: &files, actor: "token" };
    store.add_submission(&new).await.unwrap();
}

/// The variables are those of a process: this test starts itself with them.
#[test]
fn what_no_row_names_is_swept_from_a_bucket_and_comes_back_where_one_names_it() {
    let Ok(endpoint) = std::env::var("AWS_ENDPOINT_URL") else {
        if std::env::var("KENPIN_TEST_MOTO").is_err() {
            assert!(Moto::start().is_none());
            return;
        }
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.args([
            "--exact",
            "--nocapture",
            "portal_storage::what_no_row_names_is_swept_from_a_bucket_and_comes_back_where_one_names_it",
        ]);
        again.envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "kenpin test key, never trust"), ("AWS_REGION", "eu-west-1")]);
        let output = again.env("AWS_ENDPOINT_URL", format!("http://{free}")).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
        return;
    };
    let moto = Moto::with_bucket().unwrap();
    let line = Line::at(endpoint.strip_prefix("http://").unwrap(), &moto);
    tokio::runtime::Runtime::new().unwrap().block_on(swept(&moto, &line));
}

async fn swept(moto: &Moto, line: &Line) {
    let (place, storage) = (Place::sqlite(), Storage::parse(URL).unwrap());
    let store = Store::open(place.folder.path(), None, Some(&storage)).await.unwrap();
    let shelf = |bytes: &[u8]| u8::from_str_radix(&Digest::of(bytes).to_string()[..2], 16).unwrap();
    let is_there = |bytes: &[u8]| moto.keys("originals").contains(&key_of(bytes));
    let aside = || moto.keys("dropped").len();
    let sweep = async |bytes: &[u8], seconds: u64| store.sweep_older(shelf(bytes), seconds).await.unwrap();

    // Young ones stay, and so does what a row names.
    let (nobodys, named): (&[u8], &[u8]) = (b"nobody's", b"named");
    store.originals.keep(nobodys).await.unwrap();
    name(&store, store.originals.keep(named).await.unwrap()).await;
    assert_eq!((sweep(nobodys, 3_600).await, sweep(named, 0).await), (0, 0));
    assert!(is_there(nobodys) && is_there(named) && aside() == 0);
    // It is laid aside, still read, and gone in the next round.
    assert_eq!(sweep(nobodys, 0).await, 0);
    assert!(!is_there(nobodys) && aside() == 1);
    assert_eq!(store.originals.read(Digest::of(nobodys)).await.unwrap(), nobodys);
    assert_eq!(sweep(nobodys, 3_600).await, 0, "laid aside just now");
    assert_eq!((sweep(nobodys, 0).await, aside()), (1, 0));
    assert!(store.originals.read(Digest::of(nobodys)).await.unwrap_err().to_string().contains("is gone"));

    // A row that comes after the sweep: the next one brings its original back.
    let late: &[u8] = b"late";
    let kept = store.originals.keep(late).await.unwrap();
    sweep(late, 0).await;
    name(&store, kept).await;
    assert!(!is_there(late) && store.originals.read(Digest::of(late)).await.unwrap() == late);
    assert_eq!(sweep(late, 0).await, 0);
    assert!(is_there(late) && aside() == 0);

    // The race: the same file is sent again between the look at the rows and the deletion, which takes the new object too.
    let race: &[u8] = b"race";
    store.originals.keep(race).await.unwrap();
    line.hold("DELETE", "/originals/");
    let (racing, own) = (store.clone(), shelf(race));
    let sweeping = tokio::spawn(async move { racing.sweep_older(own, 0).await });
    let waiting = line.clone();
    tokio::task::spawn_blocking(move || waiting.held()).await.unwrap();
    name(&store, store.originals.keep(race).await.unwrap()).await;
    // What brings it back is held up too, so that the moment in which only the copy is there can be looked at.
    line.hold("PUT", "/originals/");
    let waiting = line.clone();
    tokio::task::spawn_blocking(move || waiting.held()).await.unwrap();
    assert!(!is_there(race) && aside() == 1);
    assert_eq!(store.originals.read(Digest::of(race)).await.unwrap(), race);
    line.let_go();
    assert_eq!(sweeping.await.unwrap().unwrap(), 0);
    assert!(is_there(race) && aside() == 0);
    assert_eq!(store.originals.read(Digest::of(race)).await.unwrap(), race);
    // Two at once on one shelf: each its own copy, none of them lost.
    let both: &[u8] = b"both";
    let kept = store.originals.keep(both).await.unwrap();
    let (one, other) = tokio::join!(store.sweep_older(shelf(both), 0), store.sweep_older(shelf(both), 0));
    assert!(one.is_ok() && other.is_ok());
    name(&store, kept).await;
    assert_eq!(store.originals.read(Digest::of(both)).await.unwrap(), both);
    sweep(both, 0).await;
    assert!(is_there(both) && aside() == 0);
}

/// Every object is what its name says.
fn assert_whole(moto: &Moto) {
    for key in moto.keys("originals") {
        let bytes = moto.bytes(&key);
        assert_eq!(Digest::of(&bytes).to_string(), key.rsplit('/').next().unwrap(), "{} bytes", bytes.len());
    }
}

#[test]
fn killed_while_a_file_is_sent_it_leaves_nothing_half() {
    let Some(moto) = Moto::with_bucket() else { return };
    let (line, place) = (Line::to(&moto), Place::sqlite());
    let folder = place.folder.path();
    let vendor = portal(&line, folder, &[]).token("vendor");
    let file = |number: u8| -> Vec<u8> { (0..20_u32 << 20).map(|at| (at % 249) as u8 ^ number).collect() };
    // Between two parts, and before they are joined.
    for (number, (method, part)) in (0_u8..).zip([("PUT", "partNumber=2"), ("POST", "uploadId=")]) {
        let (running, bytes) = (portal(&line, folder, &[]), file(number));
        line.hold(method, part);
        std::thread::scope(|scope| {
            let (client, url) = (running.client.clone(), running.url("/api/v1/submissions"));
            let (vendor, files) = (&vendor, [("large.bin", bytes.clone())]);
            scope.spawn(move || {
                let sent = multipart(client.post(url).bearer_auth(vendor), &files).send();
                assert!(sent.is_err(), "nobody is left to answer");
            });
            line.held();
            running.kill();
        });
        line.let_go();
        assert_whole(&moto);
        assert!(number > 0 || !moto.keys("originals").contains(&key_of(&bytes)), "a part is no object");
        let again = portal(&line, folder, &[]);
        assert_eq!(post(&again, &vendor, &[("large.bin", bytes.clone())]).status(), 201);
        assert_eq!(moto.bytes(&key_of(&bytes)), bytes);
        assert_whole(&moto);
    }
    // And at whatever moment.
    for number in 2..8_u8 {
        let running = portal(&line, folder, &[]);
        std::thread::scope(|scope| {
            let (client, url) = (running.client.clone(), running.url("/api/v1/submissions"));
            let (vendor, files) = (&vendor, [("large.bin", file(number)), ("small.txt", vec![number; 100])]);
            scope.spawn(move || {
                let _cut = multipart(client.post(url).bearer_auth(vendor), &files).send();
            });
            std::thread::sleep(Duration::from_millis(300 * u64::from(number)));
            running.kill();
        });
        std::thread::sleep(Duration::from_millis(200));
        assert_whole(&moto);
    }
    assert!(done(&line, folder, &["verify-audit"]).contains("whole"));
}

/// What cannot be meant is said before anything is made.
#[test]
fn an_address_of_a_storage_that_cannot_be_meant_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    for (url, words) in [("gs://bucket", "s3://BUCKET"), ("file://here", "whole path"), ("s3://", "s3://BUCKET")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        let output = command.env_clear().current_dir(folder.path()).args(["serve", "--storage", url]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(words), "{said}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    // Plain http to another machine is asked for by name.
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().env("AWS_ENDPOINT_URL", "http://192.0.2.1:9000").current_dir(folder.path());
    let output = command.args(["admin", "token", "list", "--storage", URL]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("AWS_ALLOW_HTTP=true"), "{said}");
}
