//! The portal as its users meet it: the built program on loopback, spoken to over HTTP as browsers without script do.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, RequestBuilder, Response};
use serde_json::Value;

/// A running portal; stopped when dropped.
pub struct Portal {
    child: Child,
    pub address: String,
    /// The first administrator's link, where it was printed.
    pub first_link: Option<String>,
    pub folder: PathBuf,
    pub client: Client,
}

pub fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// The usual portal of a test: the golden cases' authority, the golden cases' day.
pub fn portal(folder: &Path) -> Portal {
    let ca = golden("camera").join("trusted-ca.pem");
    Portal::start(folder, &["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23"])
}

impl Portal {
    pub fn start(folder: &Path, more: &[&str]) -> Self {
        Self::started(Command::new(env!("CARGO_BIN_EXE_kenpin")).env_clear(), folder, more)
    }

    /// By a command that ends in the program, without its arguments.
    pub fn started(command: &mut Command, folder: &Path, more: &[&str]) -> Self {
        // Made at the first start, as the first administrator's link is.
        let is_new = !folder.join("signing-key.pem").exists();
        command.current_dir(std::env::temp_dir()).args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder).args(more);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.next().expect("the portal says where it listens").unwrap();
        let address = address.strip_prefix("kenpin portal: ").unwrap().to_owned();
        // At most one more line comes, together with the first.
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(120))
            .no_proxy()
            .build()
            .unwrap();
        let mut portal = Self { child, address, first_link: None, folder: folder.to_owned(), client };
        if is_new {
            portal.first_link = lines.next().and_then(Result::ok).and_then(|line| line.split(": ").nth(1).map(str::to_owned));
        }
        portal
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub fn get(&self, path: &str) -> Response {
        self.client.get(self.url(path)).send().unwrap()
    }

    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().unwrap()
    }

    /// A token of this role, made beside the running portal.
    pub fn token(&self, role: &str) -> String {
        let said = admin(&self.folder, &["token", "create", "--role", role]);
        said.split_whitespace().last().unwrap().to_owned()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn kill(mut self) -> PathBuf {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.folder.clone()
    }

    /// Makes a request with a golden case's order, and gives the path of its link.
    pub fn link(&self, buyer: &str, case: &str) -> String {
        let order: toml::Table = toml::from_str(&std::fs::read_to_string(golden(case).join("order.toml")).unwrap()).unwrap();
        let supplier = order.get("vendor").and_then(|vendor| vendor.as_str()).unwrap_or("Vendor").to_owned();
        let new = serde_json::json!({ "name": supplier }).to_string();
        let made = self.client.post(self.url("/api/v1/suppliers")).bearer_auth(buyer).body(new).send().unwrap();
        assert!(matches!(made.status().as_u16(), 201 | 409), "made now or before");
        let body = serde_json::json!({ "supplier": supplier, "title": format!("<b>{case}</b>"), "order": order });
        let answer = self.client.post(self.url("/api/v1/requests")).bearer_auth(buyer).body(body.to_string()).send().unwrap();
        assert_eq!(answer.status(), 201);
        json(answer)["links"]["upload"].as_str().unwrap().to_owned()
    }

    /// Sends files through a link, and gives the path of the page that a browser is led to.
    pub fn send(&self, link: &str, files: &[(&str, Vec<u8>)]) -> String {
        let answer = multipart(self.client.post(self.url(&format!("{link}/files"))), files).send().unwrap();
        assert_eq!(answer.status(), 303, "{}", answer.text().unwrap());
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    /// The page of a submission, once it is judged.
    pub fn judged(&self, page: &str) -> String {
        let start = Instant::now();
        loop {
            let text = self.page(page);
            if text.contains("/report/json") {
                return text;
            }
            assert!(start.elapsed() < Duration::from_secs(90), "not judged: {text}");
        }
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// What an administrator types beside the portal.
pub fn admin(folder: &Path, arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_kenpin")).env_clear().arg("admin").args(arguments).arg("--data").arg(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub fn json(answer: Response) -> Value {
    serde_json::from_str(&answer.text().unwrap()).unwrap()
}

/// As a browser sends a form with files.
pub fn multipart(request: RequestBuilder, files: &[(&str, Vec<u8>)]) -> RequestBuilder {
    let boundary = "----kenpin-test-boundary";
    let mut body = Vec::new();
    for (name, bytes) in files {
        let name = name.replace('"', "%22");
        body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    request.header("content-type", format!("multipart/form-data; boundary={boundary}")).body(body)
}

/// The files of a golden case's delivery.
pub fn delivery(case: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(golden(case).join("delivery"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

pub fn named(files: &[(String, Vec<u8>)]) -> Vec<(&str, Vec<u8>)> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect()
}

/// A browser that is signed in: its cookie and the word that its forms carry.
pub struct Browser<'a> {
    portal: &'a Portal,
    pub cookie: String,
    pub csrf: String,
}

impl<'a> Browser<'a> {
    pub fn sign_in(portal: &'a Portal, token: &str, start: &str) -> Self {
        let answer = portal.client.post(portal.url("/sign-in")).body(format!("token={token}")).send().unwrap();
        assert_eq!(answer.status(), 303);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut browser = Self { portal, cookie, csrf: String::new() };
        let page = browser.page(start);
        browser.csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        browser
    }

    pub fn get(&self, path: &str) -> Response {
        self.portal.client.get(self.portal.url(path)).header("cookie", &self.cookie).send().unwrap()
    }

    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().unwrap()
    }

    pub fn post(&self, path: &str, form: &str) -> Response {
        let body = format!("csrf={}&{form}", self.csrf);
        self.portal.client.post(self.portal.url(path)).header("cookie", &self.cookie).body(body).send().unwrap()
    }
}

#[test]
fn a_vendor_corrects_and_a_buyer_decides_without_script_or_account() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let buyer = portal.token("buyer");
    let link = portal.link(&buyer, "camera");
    let front = portal.page(&link);
    assert!(front.contains("&#60;b&#62;camera&#60;/b&#62;") && !front.contains("<b>camera"), "{front}");
    assert!(
        front.contains("enctype=\"multipart/form-data\"")
            && front.matches("<script").count() == front.matches("<script src=\"/script/").count()
    );
    assert_eq!(portal.page(&format!("{link}/order.toml")).parse::<toml::Table>().unwrap()["contract"].as_str(), Some("2026-0417"));

    // A listed maker first: the cause, the place, the path to the listed party, the fix, and the command for home.
    let bad = portal.judged(&portal.send(&link, &named(&delivery("hisilicon"))));
    for part in [
        "must not be accepted",
        "KP-S02",
        "HiSilicon",
        "listed as",
        "/components/",
        "How to put it right",
        "kenpin verify",
        "draft, seen by you only",
    ] {
        assert!(bad.contains(part), "{part}: {bad}");
    }
    let browser = Browser::sign_in(&portal, &buyer, "/inbox");
    assert!(browser.page("/inbox").contains("Nothing here yet"), "a draft is its vendor's own");

    // Then a good one: what changed, and hand it in.
    let good = portal.send(&link, &named(&delivery("camera")));
    let page = portal.judged(&good);
    assert!(page.contains("may be accepted") && page.contains("What changed") && page.contains("<li class=\"accept\">KP-S02"), "{page}");
    let early = portal.get(&format!("{good}/receipt"));
    assert_eq!(early.status(), 409);
    let answer = portal.client.post(portal.url(&format!("{good}/hand-in"))).send().unwrap();
    assert_eq!(answer.status(), 303);
    assert!(portal.page(answer.headers()["location"].to_str().unwrap()).contains("handed in"));
    the_receipt_names_every_file_and_is_checked_without_the_portal(&portal, &good);
    assert_eq!(portal.client.post(portal.url(&format!("{good}/hand-in"))).send().unwrap().status(), 409, "handed in once");

    // The buyer sees it, reads the evidence, decides; the chain tells of it.
    let id = good.rsplit('/').next().unwrap();
    let inbox = browser.page("/inbox");
    assert!(inbox.contains(id) && inbox.contains("may be accepted"), "{inbox}");
    let case = browser.page(&format!("/submissions/{id}"));
    for part in ["camera.cdx.json.p7s", "verified", "Tama Optics", "name=\"decision\""] {
        assert!(case.contains(part), "{part}: {case}");
    }
    let verdict = case.split("name=\"verdict\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(browser.post(&format!("/submissions/{id}/decision"), &format!("verdict={verdict}&decision=accepted&reason=")).status(), 400);
    let decided = browser.post(&format!("/submissions/{id}/decision"), &format!("verdict={verdict}&decision=accepted&reason=%3Cscript%3E"));
    assert_eq!(decided.status(), 303);
    let case = browser.page(&format!("/submissions/{id}"));
    assert!(case.contains("&#60;script&#62;") && !case.contains("<script"), "{case}");
    assert!(admin(folder.path(), &["verify-audit"]).contains("whole"));
}

fn the_receipt_names_every_file_and_is_checked_without_the_portal(portal: &Portal, page: &str) {
    let receipt = portal.page(&format!("{page}/receipt"));
    let read: Value = serde_json::from_str(&receipt).unwrap();
    let listed: Vec<(&str, &str)> =
        read["documents"].as_array().unwrap().iter().map(|one| (one["name"].as_str().unwrap(), one["sha256"].as_str().unwrap())).collect();
    let sent = delivery("camera");
    let digests: Vec<String> = sent.iter().map(|(_, bytes)| kenpin::intake::Digest::of(bytes).to_string()).collect();
    assert_eq!(listed, sent.iter().map(|(name, _)| name.as_str()).zip(digests.iter().map(String::as_str)).collect::<Vec<_>>());
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("receipt.json"), &receipt).unwrap();
    std::fs::write(file("key.pem"), portal.page("/key.pem")).unwrap();
    let signature = portal.get(&format!("{page}/receipt.sig"));
    std::fs::write(file("receipt.json.sig"), signature.bytes().unwrap()).unwrap();
    let good = || {
        let mut kenpin = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        kenpin.env_clear().args(["--offline", "signature", "verify"]).arg(file("receipt.json"));
        let kenpin = kenpin.arg("--signature").arg(file("receipt.json.sig")).arg("--key").arg(file("key.pem")).output().unwrap();
        let mut openssl = Command::new("openssl");
        openssl.args(["dgst", "-sha256", "-verify"]).arg(file("key.pem")).arg("-signature").arg(file("receipt.json.sig"));
        let openssl = openssl.arg(file("receipt.json")).output().unwrap();
        (kenpin.status.code(), openssl.status.code())
    };
    assert_eq!(good(), (Some(0), Some(0)));
    std::fs::write(file("receipt.json"), receipt.replace("camera", "camero")).unwrap();
    assert_eq!(good(), (Some(20), Some(1)));
}

/// Same engine, same findings, same bytes.
#[test]
fn the_report_is_the_one_that_the_command_line_gives() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let buyer = portal.token("buyer");
    for case in ["camera", "hisilicon", "altered", "second-bill-unreadable"] {
        let link = portal.link(&buyer, case);
        let page = portal.send(&link, &named(&delivery(case)));
        portal.judged(&page);
        let output = Command::new(env!("CARGO_BIN_EXE_kenpin"))
            .env_clear()
            .args(["verify", "--format", "json", "--at", "2026-11-23", "--trusted-ca"])
            .arg(golden("camera").join("trusted-ca.pem"))
            .arg("--order")
            .arg(golden(case).join("order.toml"))
            .arg(golden(case).join("delivery"))
            .output()
            .unwrap();
        let (mut here, mut there): (Value, Value) =
            (serde_json::from_str(&portal.page(&format!("{page}/report/json"))).unwrap(), serde_json::from_slice(&output.stdout).unwrap());
        assert_eq!(here["verdict"], there["verdict"], "{case}");
        assert_eq!(here["findings"], there["findings"], "{case}");
        // The order comes by another way, so that its own digest is all that may differ.
        here["inputs"]["order"].take();
        there["inputs"]["order"].take();
        assert_eq!(here, there, "{case}");
    }
}

#[test]
fn where_is_hisilicon_is_answered_over_every_delivery() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let buyer = portal.token("buyer");
    for case in ["hisilicon", "hisilicon-chinese", "camera"] {
        let link = portal.link(&buyer, case);
        let page = portal.send(&link, &named(&delivery(case)));
        portal.judged(&page);
        assert_eq!(portal.client.post(portal.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303);
    }
    let browser = Browser::sign_in(&portal, &buyer, "/search");
    let found = browser.page("/search?q=HiSilicon");
    assert!(found.matches("href=\"/submissions/").count() >= 2, "{found}");
    assert!(browser.page("/search?q=Huawei+Marine+Nothing").contains("Nothing here yet"));
    assert!(browser.page("/search?q=%22%3E%3Cscript%3E").contains("&#34;&#62;&#60;script&#62;"));
}

/// By the form or by a program, by name or by id: the order names the supplier, and nobody is made by a slip of the pen.
#[test]
fn an_order_names_its_supplier_whichever_way_it_was_asked() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let token = portal.token("buyer");
    let buyer = Browser::sign_in(&portal, &token, "/requests");
    let post = |path: &str, body: Value| portal.client.post(portal.url(path)).bearer_auth(&token).body(body.to_string()).send().unwrap();
    let vendor_of =
        |link: &str| portal.page(&format!("{link}/order.toml")).parse::<toml::Table>().unwrap()["vendor"].as_str().unwrap().to_owned();
    let link_of = |page: String| page.split("href=\"/r/").nth(1).map(|rest| format!("/r/{}", rest.split('"').next().unwrap())).unwrap();

    let unknown = buyer.post("/requests", "supplier=Tama&title=t&days=30");
    assert_eq!(unknown.status(), 400);
    assert!(unknown.text().unwrap().contains("make it first"));
    let by_form = buyer.post("/requests", "supplier=Tama&new=yes&title=t&days=30");
    assert_eq!(by_form.status(), 200);
    assert_eq!(vendor_of(&link_of(by_form.text().unwrap())), "Tama");
    assert_eq!(buyer.post("/requests", "supplier=Tama&new=yes&title=t&days=30").status(), 409, "made once");
    let known = json(portal.client.get(portal.url("/api/v1/suppliers")).bearer_auth(&token).send().unwrap());
    assert_eq!(known["items"].as_array().unwrap().len(), 1);
    let id = known["items"][0]["id"].as_str().unwrap();
    let by_id = buyer.post("/requests", &format!("supplier={id}&title=t&days=30")).text().unwrap();
    assert_eq!(vendor_of(&link_of(by_id)), "Tama");
    for supplier in ["Tama", id] {
        let asked = json(post("/api/v1/requests", serde_json::json!({ "supplier": supplier, "title": "t" })));
        assert_eq!(asked["supplier"], id);
        assert_eq!(vendor_of(asked["links"]["upload"].as_str().unwrap()), "Tama");
    }
    let other = post("/api/v1/requests", serde_json::json!({ "supplier": id, "title": "t", "order": { "vendor": "Kama" } }));
    assert_eq!(other.status(), 400);
    assert!(json(other)["detail"].as_str().unwrap().contains("leave it out"));
    assert_eq!(post("/api/v1/suppliers", serde_json::json!({ "name": " Tama " })).status(), 409);
    let more = admin(folder.path(), &["token", "create", "--role", "vendor", "--supplier", "Tama"]);
    assert!(more.contains(id), "{more}");
}

/// Accepted is accepted: another delivery takes its place only once the buyer lets it.
#[test]
fn after_a_decision_nothing_is_handed_in_until_the_buyer_reopens() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let token = portal.token("buyer");
    let link = portal.link(&token, "camera");
    let hand_in = |page: &str| portal.client.post(portal.url(&format!("{page}/hand-in"))).send().unwrap();
    let first = portal.send(&link, &named(&delivery("camera")));
    portal.judged(&first);
    assert_eq!(hand_in(&first).status(), 303);
    let page = format!("/submissions/{}", first.rsplit('/').next().unwrap());
    let buyer = Browser::sign_in(&portal, &token, "/inbox");
    assert!(!buyer.page(&page).contains("/reopen\""), "nothing was decided");
    assert_eq!(buyer.post(&format!("{page}/reopen"), "reason=r").status(), 409);
    let verdict = buyer.page(&page).split("name=\"verdict\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(buyer.post(&format!("{page}/decision"), &format!("verdict={verdict}&decision=accepted&reason=good")).status(), 303);
    let second = portal.send(&link, &named(&delivery("hisilicon")));
    portal.judged(&second);
    let refused = hand_in(&second);
    assert_eq!(refused.status(), 409);
    assert!(refused.text().unwrap().contains("ask the buyer to reopen"));
    assert!(buyer.page("/inbox").contains("accepted"));
    assert_eq!(buyer.post(&format!("{page}/reopen"), "reason=").status(), 400);
    assert_eq!(buyer.post(&format!("{page}/reopen"), "reason=another+batch").status(), 303);
    assert_eq!(hand_in(&second).status(), 303);
    let inbox = buyer.page("/inbox");
    assert!(inbox.contains(second.rsplit('/').next().unwrap()) && !inbox.contains(&page), "{inbox}");
    let auditor = Browser::sign_in(&portal, &portal.token("auditor"), "/audit");
    let chain = auditor.page("/audit");
    assert!(chain.contains("submission.reopened") && chain.contains("submission.superseded") && chain.contains("another batch"), "{chain}");
}

#[test]
fn the_first_administrator_comes_in_once() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let link = portal.first_link.clone().expect("the first start prints a link");
    let path = link.strip_prefix(&portal.address).unwrap();
    // A program that looks at the link before its owner does not use it up.
    assert!(portal.page(path).contains("method=\"post\""));
    let secret = path.rsplit('/').next().unwrap();
    let admin = Browser::sign_in(&portal, secret, "/passes");
    let again = portal.client.post(portal.url("/sign-in")).body(format!("token={secret}")).send().unwrap();
    assert_eq!(again.status(), 401);
    let made = admin.post("/passes", "name=Sato&role=buyer").text().unwrap();
    let token = made.split("<code>").nth(1).unwrap().split('<').next().unwrap();
    let buyer = Browser::sign_in(&portal, token, "/inbox");
    assert_eq!(buyer.get("/passes").status(), 403);
    assert_eq!(buyer.post("/sign-out", "").status(), 303);
    assert_eq!(buyer.get("/inbox").headers()["location"], "/sign-in");
}

#[test]
fn a_stale_list_makes_the_portal_not_ready_and_decides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::start(folder.path(), &["--at", "2036-01-01"]);
    assert_eq!(portal.get("/healthz").status(), 200);
    let ready = portal.get("/readyz");
    assert_eq!(ready.status(), 503);
    let text = ready.text().unwrap();
    assert!(text.contains("database: ready") && text.contains("lists: not ready"), "{text}");
    let link = portal.link(&portal.token("buyer"), "camera");
    let page = portal.send(&link, &named(&delivery("camera")));
    std::thread::sleep(Duration::from_secs(2));
    let text = portal.page(&page);
    assert!(text.contains("cannot judge them now"), "{text}");
    // Once the lists are young enough, what waits is judged.
    let folder = portal.kill();
    let portal = self::portal(&folder);
    assert_eq!(portal.get("/readyz").status(), 200);
    assert!(portal.judged(&page).contains("may be accepted"));
}

/// A maker comes onto a list after its delivery was accepted.
#[test]
fn a_new_list_reopens_what_was_accepted_and_keeps_the_old_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let first = portal(folder.path());
    let buyer = first.token("buyer");
    let link = first.link(&buyer, "camera");
    let page = first.send(&link, &named(&delivery("camera")));
    first.judged(&page);
    assert_eq!(first.client.post(first.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303);
    let address = format!("/api/v1/submissions/{}", page.rsplit('/').next().unwrap());
    let of = |portal: &Portal| json(portal.client.get(portal.url(&address)).bearer_auth(&buyer).send().unwrap());
    let body = serde_json::json!({ "decision": "accepted", "verdict": of(&first)["verdict_id"], "reason": "as promised" });
    let decided = first.client.post(first.url(&format!("{address}/decision"))).bearer_auth(&buyer).body(body.to_string()).send().unwrap();
    assert_eq!(json(decided)["state"], "accepted");

    let folder = first.kill();
    let lists = golden("agency-list").join("lists");
    let ca = golden("camera").join("trusted-ca.pem");
    let policy = golden("agency-list").join("policy.toml");
    let mut arguments = vec!["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23", "--watchlists", lists.to_str().unwrap()];
    if policy.exists() {
        arguments.extend(["--policy", policy.to_str().unwrap()]);
    }
    let second = Portal::start(&folder, &arguments);
    let start = Instant::now();
    let now = loop {
        let now = of(&second);
        if now["verdict"] != "accept" {
            break now;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "judged again: {now}");
        std::thread::sleep(Duration::from_millis(100));
    };
    assert_eq!(now["state"], "submitted");
    let browser = Browser::sign_in(&second, &buyer, "/inbox");
    let case = browser.page(&address.replace("/api/v1", ""));
    assert!(case.contains("as promised"), "the decision stays in the record: {case}");
    let history = case.split("Verdicts, the newest first").nth(1).unwrap();
    assert!(history.matches("<li>").count() == 2 && history.contains("may be accepted"), "{history}");
}

#[test]
fn pages_speak_english_and_japanese() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let ja = portal.client.get(portal.url("/sign-in")).header("accept-language", "ja-JP,ja;q=0.9,en;q=0.5").send().unwrap().text().unwrap();
    assert!(ja.contains("<html lang=\"ja\">") && ja.contains("サインイン"), "{ja}");
    let chosen = portal.client.get(portal.url("/sign-in?lang=ja")).send().unwrap();
    let cookie = chosen.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert!(chosen.text().unwrap().contains("サインイン"));
    let later = portal.client.get(portal.url("/")).header("cookie", cookie).header("accept-language", "en").send().unwrap().text().unwrap();
    assert!(later.contains("<html lang=\"ja\">"));
    assert!(portal.page("/").contains("<html lang=\"en\">"));
    let link = portal.link(&portal.token("buyer"), "hisilicon");
    let page = portal.send(&link, &named(&delivery("hisilicon")));
    portal.judged(&page);
    let fixes = portal.client.get(portal.url(&page)).header("accept-language", "ja").send().unwrap().text().unwrap();
    assert!(fixes.contains("受け入れ不可") && fixes.contains("対処方法"), "{fixes}");
}

#[test]
fn a_program_sends_reads_and_decides_through_the_interface() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (vendor, buyer) = (portal.token("vendor"), portal.token("buyer"));
    let post = || portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor);
    let files = delivery("hisilicon");
    let sent = multipart(post().header("idempotency-key", "k"), &named(&files)).send().unwrap();
    assert_eq!(sent.status(), 201);
    let sent = json(sent);
    assert_eq!((sent["verdict"].as_str(), sent["state"].as_str()), (Some("reject"), Some("submitted")));
    let again = json(multipart(post().header("idempotency-key", "k"), &named(&files)).send().unwrap());
    assert_eq!(again["id"], sent["id"]);
    let raw = post().header("content-disposition", "attachment; filename=\"camera.cdx.json\"").body(files[0].1.clone()).send().unwrap();
    assert_eq!(raw.status(), 201);
    let get = |token: &str, path: &str| portal.client.get(portal.url(path)).bearer_auth(token).send().unwrap();
    assert_eq!(json(get(&vendor, "/api/v1/submissions"))["items"].as_array().unwrap().len(), 2);
    let own = sent["links"]["self"].as_str().unwrap();
    assert_eq!(json(get(&buyer, &format!("{own}/report")))["verdict"], "reject");
    assert!(get(&buyer, &format!("{own}/report?format=sarif")).text().unwrap().contains("\"2.1.0\""));
    assert_eq!(get(&buyer, &format!("{own}/report?format=nonsense")).status(), 404);
    assert_eq!(json(get(&buyer, &format!("{own}/documents")))["items"].as_array().unwrap().len(), files.len());
    let decide =
        |body: &str| portal.client.post(portal.url(&format!("{own}/decision"))).bearer_auth(&buyer).body(body.to_owned()).send().unwrap();
    let unknown = decide("{\"decision\":\"maybe\",\"verdict\":\"x\",\"reason\":\"y\"}");
    assert_eq!(unknown.headers()["content-type"], "application/problem+json");
    assert_eq!(json(unknown)["status"], 400);
    let body = serde_json::json!({ "decision": "rejected", "verdict": sent["verdict_id"], "reason": "HiSilicon" });
    assert_eq!(json(decide(&body.to_string()))["state"], "rejected");
    assert_eq!(json(get(&buyer, "/api/v1/submissions?state=rejected"))["items"].as_array().unwrap().len(), 1);
    assert_eq!(get(&buyer, "/api/v1/submissions?state=lost").status(), 400);
    let description = json(portal.get("/api/openapi.json"));
    assert_eq!(description["openapi"], "3.1.0");
    assert!(description["paths"]["/api/v1/submissions"]["post"].is_object());
}

#[test]
fn told_to_stop_it_stops_and_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = portal(folder.path());
    let vendor = first.token("vendor");
    let sent =
        multipart(first.client.post(first.url("/api/v1/submissions")).bearer_auth(&vendor), &named(&delivery("camera"))).send().unwrap();
    let sent = json(sent);
    assert!(Command::new("kill").arg(first.id().to_string()).status().unwrap().success());
    let start = Instant::now();
    assert_eq!(first.child.wait().unwrap().code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(15));
    let key = std::fs::read(folder.path().join("signing-key.pem")).unwrap();
    let second = portal(folder.path());
    let again = json(second.client.get(second.url(sent["links"]["self"].as_str().unwrap())).bearer_auth(&vendor).send().unwrap());
    assert_eq!(again, sent);
    assert_eq!(std::fs::read(folder.path().join("signing-key.pem")).unwrap(), key, "the key is made once");
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("signing-key.pem"), 0o600);
}

/// The same program on PostgreSQL, with the passes made by a second process.
#[test]
fn it_serves_from_postgresql() {
    let Ok(server) = std::env::var("KENPIN_TEST_POSTGRES") else {
        println!("SKIPPED: KENPIN_TEST_POSTGRES is not set (see tests/postgres.sh)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let name = format!("kenpin_serve_{}", std::process::id());
    let made = Command::new("psql").arg(&server).args(["-c", &format!("CREATE DATABASE {name}")]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let ca = golden("camera").join("trusted-ca.pem");
    let portal = Portal::start(folder.path(), &["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23", "--database", &url]);
    let said = admin(folder.path(), &["token", "create", "--role", "vendor", "--database", &url]);
    let token = said.split_whitespace().last().unwrap();
    let sent =
        multipart(portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(token), &named(&delivery("hisilicon"))).send().unwrap();
    assert_eq!(json(sent)["verdict"], "reject");
    assert!(admin(folder.path(), &["verify-audit", "--database", &url]).contains("whole"));
    let away = Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .env_clear()
        .args(["admin", "token", "list", "--database", "postgres://kenpin:secret@127.0.0.1:1/x", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&away.stderr);
    assert_eq!(away.status.code(), Some(1));
    assert!(said.contains("127.0.0.1:1") && !said.contains("secret"), "{said}");
}
