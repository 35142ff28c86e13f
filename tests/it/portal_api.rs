//! What programs rely on: the signed verdict, documents by digest, lists by maker, statements of what a program sends.

use std::path::Path;
use std::process::Command;

use kenpin::intake::Digest;
use serde_json::{Value, json};

use super::portal::{Browser, Portal, admin, delivery, golden, json as read, multipart, named, portal};

/// A vendor's token and its supplier of this name.
fn vendor(portal: &Portal, name: &str) -> String {
    let said = admin(&portal.folder, &["token", "create", "--role", "vendor", "--name", name]);
    said.split_whitespace().last().unwrap().to_owned()
}

fn sent(portal: &Portal, token: &str, case: &str) -> Value {
    let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(token);
    let answer = multipart(post, &named(&delivery(case))).send().unwrap();
    assert_eq!(answer.status(), 201);
    read(answer)
}

fn get(portal: &Portal, token: &str, path: &str) -> (u16, Vec<u8>) {
    let answer = portal.client.get(portal.url(path)).bearer_auth(token).send().unwrap();
    (answer.status().as_u16(), answer.bytes().unwrap().to_vec())
}

fn post(portal: &Portal, token: &str, path: &str, body: &Value) -> (u16, Vec<u8>) {
    let answer = portal.client.post(portal.url(path)).bearer_auth(token).body(body.to_string()).send().unwrap();
    (answer.status().as_u16(), answer.bytes().unwrap().to_vec())
}

/// How `kenpin verdict verify` ends, and what it says.
fn verify(folder: &Path, portal: &Portal, verdict: &[u8]) -> (i32, Value) {
    let (file, key) = (folder.join("verdict.json"), folder.join("key.pem"));
    std::fs::write(&file, verdict).unwrap();
    std::fs::write(&key, portal.page("/key.pem")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.args(["verdict", "verify", "--format", "json", "--key"]).arg(key).arg(file);
    let output = command.output().unwrap();
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_verdict_is_signed_by_the_portals_key_and_is_the_one_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let portal = portal(&data);
    let (one, other, buyer) = (vendor(&portal, "Tama Optics Co., Ltd."), portal.token("vendor"), portal.token("buyer"));
    for (case, code, word) in [("camera", 0, "accept"), ("hisilicon", 20, "reject")] {
        let own = sent(&portal, &one, case)["links"]["self"].as_str().unwrap().to_owned();
        let path = format!("{own}/verdict");
        // Whoever comes first, all get the same bytes.
        let all: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let asked: Vec<_> = (0..6).map(|_| scope.spawn(|| get(&portal, &one, &path))).collect();
            asked.into_iter().map(|one| one.join().unwrap()).map(|(status, bytes)| (status == 200).then_some(bytes).unwrap()).collect()
        });
        assert!(all.iter().all(|bytes| *bytes == all[0]));
        let signed = &all[0];
        assert_eq!(get(&portal, &buyer, &path), (200, signed.clone()));
        assert_eq!(get(&portal, &other, &path).0, 404);
        let (exit, said) = verify(folder.path(), &portal, signed);
        assert_eq!((exit, said["standing"].as_str(), said["verdict"].as_str()), (code, Some("verified"), Some(word)), "{said}");

        // One letter of the payload is another: no key vouches for that.
        let mut envelope: Value = serde_json::from_slice(signed).unwrap();
        let payload = envelope["payload"].as_str().unwrap().to_owned();
        let at = payload.len() / 2;
        let letter = if &payload[at..=at] == "A" { "B" } else { "A" };
        envelope["payload"] = format!("{}{letter}{}", &payload[..at], &payload[at + 1..]).into();
        let (exit, said) = verify(folder.path(), &portal, envelope.to_string().as_bytes());
        assert_eq!((exit, said["standing"].as_str()), (20, Some("rejected")), "{said}");

        // The statement is that of the same files, lists and order at home.
        let order = folder.path().join("order.toml");
        std::fs::write(&order, "vendor = \"Tama Optics Co., Ltd.\"\n").unwrap();
        let (home, key) = (folder.path().join("home.json"), data.join("signing-key.pem"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.arg("verify").arg(golden(case).join("delivery")).arg("--order").arg(&order).args(["--at", "2026-11-23"]);
        command.arg("--trusted-ca").arg(golden(case).join("trusted-ca.pem")).arg("--signing-key").arg(key);
        command.arg("--output").arg(format!("vsa={}", home.display()));
        assert_eq!(command.output().unwrap().status.code(), Some(code));
        let at_home: Value = serde_json::from_slice(&std::fs::read(home).unwrap()).unwrap();
        assert_eq!(at_home["payload"], payload.as_str());
    }
    // Every first asking is an event, and a second one is none.
    let rows = admin(&data, &["verify-audit"]);
    assert!(rows.contains("the audit chain is whole"));
    let page = String::from_utf8(get(&portal, &portal.token("auditor"), "/audit").1).unwrap();
    assert_eq!(page.matches("verdict.signed").count(), 2);
}

#[test]
fn the_signed_verdict_stays_the_same_after_a_restart_and_the_buyers_page_leads_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = portal(&data);
    let (vendor, buyer) = (first.token("vendor"), first.token("buyer"));
    let id = sent(&first, &vendor, "camera")["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/submissions/{id}/verdict");
    let page = Browser::sign_in(&first, &buyer, "/inbox").page(&format!("/submissions/{id}"));
    assert!(page.contains(&format!("href=\"{path}\"")), "{page}");
    assert_eq!(Browser::sign_in(&first, &buyer, "/inbox").get(&path).status(), 200);
    let before = get(&first, &vendor, &path);
    first.kill();
    assert_eq!(get(&portal(&data), &vendor, &path), before);
}

#[test]
fn a_document_is_fetched_by_its_digest_and_only_by_whom_it_concerns() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (one, other, buyer) = (portal.token("vendor"), portal.token("vendor"), portal.token("buyer"));
    let own = sent(&portal, &one, "camera")["links"]["self"].as_str().unwrap().to_owned();
    let theirs = sent(&portal, &other, "hisilicon")["links"]["self"].as_str().unwrap().to_owned();
    for (name, bytes) in delivery("camera") {
        let path = format!("{own}/documents/{}", Digest::of(&bytes));
        assert_eq!(get(&portal, &one, &path), (200, bytes.clone()), "{name}");
        assert_eq!(get(&portal, &buyer, &path), (200, bytes.clone()), "{name}");
        assert_eq!(get(&portal, &other, &path).0, 404, "{name}");
        // A digest opens what belongs to that delivery and nothing else that is kept.
        if delivery("hisilicon").iter().all(|(_, other)| *other != bytes) {
            assert_eq!(get(&portal, &other, &format!("{theirs}/documents/{}", Digest::of(&bytes))).0, 404, "{name}");
        }
    }
    for wrong in ["0".repeat(64), "..%2F..%2Fsigning-key.pem".to_owned(), "x".to_owned()] {
        assert_eq!(get(&portal, &one, &format!("{own}/documents/{wrong}")).0, 404, "{wrong}");
    }
    let answer = portal.client.get(portal.url(&format!("{own}/documents/{}", Digest::of(&delivery("camera")[0].1)))).bearer_auth(&one);
    let answer = answer.send().unwrap();
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
}

#[test]
fn a_list_shows_the_deliveries_in_which_a_maker_is() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (one, other, buyer) = (portal.token("vendor"), portal.token("vendor"), portal.token("buyer"));
    let listed = sent(&portal, &one, "hisilicon")["id"].as_str().unwrap().to_owned();
    sent(&portal, &one, "camera");
    let found = |token: &str, query: &str| -> Vec<String> {
        let (status, body) = get(&portal, token, &format!("/api/v1/submissions?{query}"));
        assert_eq!(status, 200, "{query}");
        let list: Value = serde_json::from_slice(&body).unwrap();
        list["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    for token in [&one, &buyer] {
        assert_eq!(found(token, "maker=HiSilicon"), [listed.as_str()]);
        assert_eq!(found(token, "maker=%E6%B5%B7%E6%80%9D&state=submitted"), [listed.as_str()], "by every name of the party");
        assert_eq!(found(token, "maker=").len(), 2);
        assert!(found(token, "maker=HiSilicon&state=rejected").is_empty() && found(token, "maker=Nobody").is_empty());
    }
    assert!(found(&other, "maker=HiSilicon").is_empty());
    let (status, body) = get(&portal, &buyer, &format!("/api/v1/submissions?maker={}", "x".repeat(301)));
    assert!(status == 400 && String::from_utf8(body).unwrap().contains("300 characters"));
}

#[test]
fn a_program_certifies_by_the_rules_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (one, other, buyer) = (vendor(&portal, "Tama Optics"), portal.token("vendor"), portal.token("buyer"));
    let sent = sent(&portal, &one, "hisilicon");
    let path = format!("{}/certification", sent["links"]["self"].as_str().unwrap());
    let answers = json!({
        "us-far-52-204.provides": { "answer": "does-not", "explanation": "removed since" },
        "us-far-52-204.uses": { "answer": "does-not" },
    });
    let whole = json!({ "name": "Ito", "title": "Director", "inquiry": true, "answers": answers });
    let but = |pointer: &str, value: Value| {
        let mut body = whole.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    assert_eq!(get(&portal, &one, &path).0, 404);
    for (body, says) in [
        (but("/answers/us-far-52-204.provides/explanation", "".into()), "the evidence speaks against the answer"),
        (but("/answers/us-far-52-204.provides/explanation", "x".repeat(2_001).into()), "longer than 2000 characters"),
        (but("/answers/us-far-52-204.provides/explanation", "a\u{7}b".into()), "control character"),
        (but("/answers/us-far-52-204.provides/answer", "perhaps".into()), "unknown variant"),
        (but("/answers", json!({ "us-far-52-204.uses": { "answer": "does-not" } })), "answer \\\""),
        (but("/answers", json!({ "us-far-52-204.owns": { "answer": "does" } })), "nobody asks the question"),
        (but("/answers", json!({})), "answers no question"),
        (but("/name", " ".into()), "the name and the position"),
        (but("/title", "x".repeat(301).into()), "the name and the position"),
        (but("/inquiry", false.into()), "reasonable inquiry"),
        (json!({ "name": "Ito" }), "missing field"),
    ] {
        let (status, text) = post(&portal, &one, &path, &body);
        let text = String::from_utf8(text).unwrap();
        assert!(status == 400 && text.contains(says), "{says}: {status} {text}");
    }
    assert_eq!(get(&portal, &one, &path).0, 404, "what was refused is not kept");
    assert_eq!(post(&portal, &other, &path, &whole).0, 404);
    assert_eq!(post(&portal, &buyer, &path, &whole).0, 403);

    let (status, made) = post(&portal, &one, &path, &whole);
    assert_eq!(status, 201, "{}", String::from_utf8_lossy(&made));
    for reader in [&one, &buyer] {
        assert_eq!(get(&portal, reader, &path), (200, made.clone()));
    }
    assert_eq!(get(&portal, &other, &path).0, 404);
    let made: Value = serde_json::from_slice(&made).unwrap();
    assert_eq!((&made["request"], made["supplier"].as_str()), (&Value::Null, Some("Tama Optics")));
    assert_eq!(made["verdict"]["id"], sent["verdict_id"]);
    let statement = &made["statements"][0];
    assert_eq!((statement["question"].as_str(), statement["explanation"].as_str()), (Some("provides"), Some("removed since")));
    assert!(!statement["evidence_against"].as_array().unwrap().is_empty());
    let page = Browser::sign_in(&portal, &buyer, "/inbox").page(&format!("/submissions/{}", sent["id"].as_str().unwrap()));
    assert!(page.contains("Ito, Director") && page.contains("removed since"));

    // Once the buyer has decided it is too late.
    let decision = json!({ "decision": "rejected", "verdict": sent["verdict_id"], "reason": "listed" });
    assert_eq!(post(&portal, &buyer, &path.replace("certification", "decision"), &decision).0, 200);
    let (status, text) = post(&portal, &one, &path, &whole);
    assert!(status == 409 && String::from_utf8(text).unwrap().contains("not yet decided on"));
}

/// A request that asks for statements gets those and no others, also from a program of the same supplier.
#[test]
fn what_a_request_asks_for_is_what_a_program_answers() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (one, buyer) = (vendor(&portal, "Tama Optics Co., Ltd."), portal.token("buyer"));
    let asked = json!({ "supplier": "Tama Optics Co., Ltd.", "title": "Cameras", "statements": ["us-far-52-204"] });
    let asked: Value = serde_json::from_slice(&post(&portal, &buyer, "/api/v1/requests", &asked).1).unwrap();
    let page = portal.send(asked["links"]["upload"].as_str().unwrap(), &named(&delivery("camera")));
    portal.judged(&page);
    let path = format!("/api/v1/submissions/{}/certification", page.rsplit('/').next().unwrap());
    let answers = json!({ "us-far-52-204.provides": { "answer": "does-not" }, "us-far-52-204.uses": { "answer": "does-not" } });
    let mut body = json!({ "name": "Ito", "title": "Director", "inquiry": true, "answers": answers });
    body["answers"]["eu-cra.bill"] = json!({ "answer": "does" });
    let (status, text) = post(&portal, &one, &path, &body);
    let text = String::from_utf8(text).unwrap();
    assert!(
        status == 400 && text.contains("eu-cra.bill") && text.contains("is about us-far-52-204.provides, us-far-52-204.uses"),
        "{text}"
    );
    body["answers"].as_object_mut().unwrap().remove("eu-cra.bill");
    assert_eq!(post(&portal, &one, &path, &body).0, 201);
    assert_eq!(portal.client.post(portal.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303, "the page takes it as certified");
    let (status, text) = post(&portal, &one, &path, &body);
    assert!(status == 409 && String::from_utf8(text).unwrap().contains("a draft that is judged"));
}

#[test]
fn the_portal_listens_where_scripts_expect_it_and_says_that_it_made_a_key() {
    let help = Command::new(env!("CARGO_BIN_EXE_kenpin")).args(["serve", "--help"]).output().unwrap();
    assert!(String::from_utf8(help.stdout).unwrap().contains("127.0.0.1:8080]"));
    let folder = tempfile::tempdir().unwrap();
    let said = |folder: &Path| {
        let file = folder.join("said");
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" 2>\"$SAID\"", env!("CARGO_BIN_EXE_kenpin")]).env("SAID", &file);
        let portal = Portal::started(&mut command, &folder.join("data"), &[]);
        assert_eq!(portal.get("/healthz").status(), 200);
        std::fs::read_to_string(file).unwrap()
    };
    assert!(said(folder.path()).contains("a key was made that signs receipts and verdicts"));
    assert!(!said(folder.path()).contains("a key was made"), "only when it is new");
}
