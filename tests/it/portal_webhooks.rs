//! Webhooks: who is told of what, how it is signed, and what happens where nobody listens.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use kenpin::server::routes::ROUTES;
use serde_json::{Value, json};

use super::portal::{Portal, admin, delivery, json as read, multipart, named, portal};

/// What came to a receiver.
#[derive(Clone, Debug)]
struct Told {
    id: String,
    timestamp: String,
    signature: String,
    body: String,
}

impl Told {
    fn event(&self) -> (String, String) {
        let body: Value = serde_json::from_str(&self.body).unwrap();
        (body["type"].as_str().unwrap().to_owned(), body["data"]["submission"].as_str().unwrap().to_owned())
    }
}

struct Receiver {
    address: String,
    told: Arc<Mutex<Vec<Told>>>,
}

/// A server that hands each request in with its number, from 0, and answers as it is told; empty: it says nothing and goes away.
fn receiver(answer: impl Fn(usize, &mut TcpStream) -> String + Send + Sync + 'static) -> Receiver {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook?key=receivers-own", listener.local_addr().unwrap());
    let told: Arc<Mutex<Vec<Told>>> = Arc::default();
    let (kept, answer) = (Arc::clone(&told), Arc::new(answer));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (Ok(mut stream), kept, answer) = (stream, Arc::clone(&kept), Arc::clone(&answer)) else { continue };
            std::thread::spawn(move || {
                let Some(one) = taken(&mut stream) else { return };
                let number = {
                    let mut all = kept.lock().unwrap();
                    all.push(one);
                    all.len() - 1
                };
                let said = answer(number, &mut stream);
                let _gone = stream.write_all(said.as_bytes());
            });
        }
    });
    Receiver { address, told }
}

fn taken(stream: &mut TcpStream) -> Option<Told> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
            if body.len() >= header("content-length:").parse::<usize>().unwrap_or_default() {
                assert!(
                    head.starts_with("POST /hook?key=receivers-own HTTP/1.1") && header("content-type:") == "application/json",
                    "{head}"
                );
                return Some(Told {
                    id: header("webhook-id:"),
                    timestamp: header("webhook-timestamp:"),
                    signature: header("webhook-signature:"),
                    body: body.to_owned(),
                });
            }
        }
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => bytes.extend(&piece[..read]),
            _ => return None,
        }
    }
}

fn status(line: &str) -> String {
    format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

/// Id and secret.
fn add(folder: &Path, url: &str, more: &[&str]) -> (String, String) {
    let said = admin(folder, &[&["webhook", "add", url][..], more].concat());
    let words: Vec<&str> = said.split_whitespace().collect();
    (words[1].to_owned(), words[3].to_owned())
}

/// Until nobody has to be told of anything any more.
fn until_told(folder: &Path) {
    let start = Instant::now();
    loop {
        let listed = admin(folder, &["webhook", "list"]);
        if listed.lines().all(|line| line.contains("  0 waiting  ")) {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{listed}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// As an implementation that shares nothing with ours computes it.
fn by_python(secret: &str, one: &Told) -> String {
    let script = "import base64, hashlib, hmac, sys\nkey = base64.b64decode(sys.argv[1].removeprefix('whsec_'))\n\
                  print('v1,' + base64.b64encode(hmac.new(key, sys.stdin.buffer.read(), hashlib.sha256).digest()).decode())";
    let mut command = Command::new("python3");
    let mut child = command.args(["-c", script, secret]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{}.{}.{}", one.id, one.timestamp, one.body).as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
}

fn sent(portal: &Portal, token: &str, case: &str) -> Value {
    let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(token);
    read(multipart(post, &named(&delivery(case))).send().unwrap())
}

fn post(portal: &Portal, token: &str, path: &str, body: &Value) -> u16 {
    portal.client.post(portal.url(path)).bearer_auth(token).body(body.to_string()).send().unwrap().status().as_u16()
}

#[test]
fn every_event_is_told_once_and_signed_and_no_draft_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (all, some) = (receiver(|_, _| status("204 No Content")), receiver(|_, _| status("200 OK")));
    let (_, secret) = add(folder.path(), &all.address, &[]);
    let (_, other) = add(folder.path(), &some.address, &["--events", "submission.decided,submission.superseded"]);
    assert_ne!(secret, other);
    let (vendor, buyer) = (portal.token("vendor"), portal.token("buyer"));
    let direct = sent(&portal, &vendor, "hisilicon");
    let id = direct["id"].as_str().unwrap().to_owned();
    let decision = json!({ "decision": "rejected", "verdict": direct["verdict_id"], "reason": "a reason that stays in the portal" });
    assert_eq!(post(&portal, &buyer, &format!("/api/v1/submissions/{id}/decision"), &decision), 200);
    assert_eq!(post(&portal, &buyer, &format!("/api/v1/submissions/{id}/reopen"), &json!({ "reason": "another look" })), 200);
    // What is refused is no event.
    assert_eq!(post(&portal, &buyer, &format!("/api/v1/submissions/{id}/reopen"), &json!({ "reason": "twice" })), 409);
    let link = portal.link(&buyer, "camera");
    let pages: Vec<String> = (0..3)
        .map(|_| {
            let page = portal.send(&link, &named(&delivery("camera")));
            portal.judged(&page);
            page
        })
        .collect();
    let ids: Vec<&str> = pages.iter().map(|page| page.rsplit('/').next().unwrap()).collect();
    for page in &pages[..2] {
        assert_eq!(portal.client.post(portal.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303);
    }
    until_told(folder.path());

    let told = all.told.lock().unwrap().clone();
    let mut events: Vec<(String, String)> = told.iter().map(Told::event).collect();
    events.sort();
    let mut expected: Vec<(String, String)> = [
        ("submission.judged", id.as_str()),
        ("submission.handed-in", &id),
        ("submission.decided", &id),
        ("submission.reopened", &id),
        ("submission.handed-in", ids[0]),
        ("submission.superseded", ids[0]),
        ("submission.handed-in", ids[1]),
    ]
    .into_iter()
    .map(|(event, id)| (event.to_owned(), id.to_owned()))
    .collect();
    expected.sort();
    assert_eq!(events, expected, "each once, and of the drafts nothing");
    assert_eq!(told.iter().map(|one| &one.id).collect::<BTreeSet<_>>().len(), told.len());
    for one in &told {
        assert_eq!(one.signature, by_python(&secret, one));
        assert!(!one.body.contains("a reason that stays"), "{}", one.body);
    }
    let decided: Value = serde_json::from_str(&told.iter().find(|one| one.event().0 == "submission.decided").unwrap().body).unwrap();
    assert_eq!((decided["data"]["decision"].as_str(), &decided["data"]["verdict_id"]), (Some("rejected"), &direct["verdict_id"]));
    assert!(decided["data"]["audit"]["seq"].as_i64().unwrap() > 0 && decided["timestamp"].as_str().unwrap().ends_with('Z'));
    let judged: Value = serde_json::from_str(&told.iter().find(|one| one.event().0 == "submission.judged").unwrap().body).unwrap();
    assert_eq!((judged["data"]["verdict"].as_str(), &judged["data"]["verdict_id"]), (Some("reject"), &direct["verdict_id"]));

    let told = some.told.lock().unwrap().clone();
    let events: Vec<(String, String)> = told.iter().map(Told::event).collect();
    assert_eq!(
        events.iter().map(|(event, _)| event.as_str()).collect::<BTreeSet<_>>(),
        BTreeSet::from(["submission.decided", "submission.superseded"])
    );
    assert_eq!(events.len(), 2);
    assert!(told.iter().all(|one| one.signature == by_python(&other, one) && one.signature != by_python(&secret, one)));
}

/// It fails in every way, one after the other; the judging does not wait for it.
#[test]
fn an_address_that_fails_is_tried_again_until_it_answers() {
    let folder = tempfile::tempdir().unwrap();
    let first = portal(folder.path());
    let away = receiver(|_, _| status("200 OK"));
    let there = away.address.clone();
    let failing = receiver(move |number, stream| match number {
        0 => status("500 Internal Server Error"),
        1 => format!("HTTP/1.1 307 Temporary Redirect\r\nLocation: {there}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        2 => String::new(),
        3 => {
            // It stalls, until the other side gives up.
            let _ended = stream.read_to_end(&mut Vec::new());
            String::new()
        }
        _ => status("200 OK"),
    });
    let (id, secret) = add(folder.path(), &failing.address, &["--events", "submission.judged"]);
    let vendor = first.token("vendor");
    let one = sent(&first, &vendor, "camera");
    assert_eq!(one["verdict"].as_str(), Some("accept"));
    let start = Instant::now();
    while failing.told.lock().unwrap().len() < 2 {
        assert!(start.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(100));
    }
    // What is not told yet outlives the portal.
    first.kill();
    let portal = portal(folder.path());
    let start = Instant::now();
    while failing.told.lock().unwrap().len() < 4 {
        assert!(start.elapsed() < Duration::from_secs(120));
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(sent(&portal, &vendor, "hisilicon")["verdict"].as_str(), Some("reject"), "judged while a receiver stalls");
    until_told(folder.path());
    let told = failing.told.lock().unwrap().clone();
    let of_first: Vec<&Told> = told.iter().filter(|told| told.event().1 == one["id"].as_str().unwrap()).collect();
    assert!(of_first.len() >= 4, "{}", of_first.len());
    assert_eq!(of_first.iter().map(|told| (&told.id, &told.body)).collect::<BTreeSet<_>>().len(), 1, "the same each time");
    assert!(of_first.iter().all(|one| one.signature == by_python(&secret, one)));
    assert!(away.told.lock().unwrap().is_empty(), "no redirect is followed");
    admin(folder.path(), &["webhook", "remove", &id]);
    let before = failing.told.lock().unwrap().len();
    sent(&portal, &vendor, "altered");
    assert_eq!((admin(folder.path(), &["webhook", "list"]).trim(), failing.told.lock().unwrap().len()), ("", before));
    assert!(admin(folder.path(), &["verify-audit"]).contains("whole"));
}

#[test]
fn only_an_operator_names_an_address_and_none_that_leads_inside() {
    assert!(ROUTES.iter().all(|route| !route.path.contains("hook")), "no address of the portal takes one");
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        let output = command.env_clear().args(["admin", "webhook"]).args(arguments).arg("--data").arg(folder.path()).output().unwrap();
        (output.status.code().unwrap(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
    };
    for (url, says) in [
        ("http://hooks.agency.example/", "over https"),
        ("https://169.254.169.254/latest/meta-data", "private network"),
        ("https://10.0.0.1/", "private network"),
        ("https://[::ffff:192.168.0.1]/", "private network"),
        ("https://user:word@hooks.agency.example/", "no name or fragment"),
        ("ftp://hooks.agency.example/", "no address of a webhook"),
    ] {
        let (code, said) = run(&["add", url]);
        assert!(code == 2 && said.contains(says), "{url}: {code} {said}");
    }
    assert_eq!(run(&["add", "https://hooks.agency.example/", "--events", "submission.eaten"]).0, 2);
    let (code, said) = run(&["add", "https://10.0.0.1/hook?key=secret", "--allow-private", "--events", "submission.judged"]);
    assert_eq!(code, 0, "{said}");
    let secret = said.split_whitespace().last().unwrap().to_owned();
    assert!(secret.starts_with("whsec_"));
    let listed = run(&["list"]).1;
    assert!(listed.contains("submission.judged") && listed.contains("private too") && !listed.contains(&secret), "{listed}");
    let id = listed.split_whitespace().next().unwrap().to_owned();
    for _ in 0..19 {
        assert_eq!(run(&["add", "https://hooks.agency.example/"]).0, 0);
    }
    let (code, said) = run(&["add", "https://hooks.agency.example/"]);
    assert!(code == 2 && said.contains("20 webhooks"), "{code} {said}");
    assert_eq!(run(&["remove", &id]).0, 0);
    let (code, said) = run(&["remove", &id]);
    assert!(code == 2 && said.contains("no such webhook"), "{code} {said}");
}
