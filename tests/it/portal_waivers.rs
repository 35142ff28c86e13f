//! Waivers in the portal: who may ask, approve and withdraw, what is judged again for it and what is not, and what a vendor learns of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kenpin::decision::waiver::Waiver;
use kenpin::intake::Day;
use kenpin::store::audit::Chain;
use kenpin::store::entity::submission;
use kenpin::store::requests::NewRequest;
use kenpin::store::standing::People;
use kenpin::store::submissions::{NewDecision, State};
use kenpin::store::verdicts::{NewFinding, NewVerdict};
use kenpin::store::waivers::{Answer, NewWaiver, Person, resting_on};
use kenpin::store::{Store, StoreFault};
use serde_json::{Value, json};

use super::portal::{Browser, Portal, admin, delivery, golden, json as answered, named};
use super::portal_store::{on_each, submission as sent, verdict};
use super::portal_workers::{Place, count};
use crate::minting;

const SATO: Person<'static> = Person { name: "Sato", pass: "one", actor: "buyer Sato" };
const MORI: Person<'static> = Person { name: "Mori", pass: "two", actor: "buyer Mori" };

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn says(contract: Option<&str>, component: &str) -> Waiver {
    Waiver {
        id: String::new(),
        rule: "KP-S02".to_owned(),
        component: Some(component.to_owned()),
        maker: None,
        entries: vec!["us-ndaa-889-a1a/huawei".to_owned()],
        document: None,
        sha256: None,
        vendor: Some("Tama".to_owned()),
        contract: contract.map(str::to_owned),
        reason: "spare part".to_owned(),
        requested_by: "Sato".to_owned(),
        approved_by: String::new(),
        expires: day("2026-12-31"),
        signature: None,
    }
}

/// A delivery under a contract that is judged and handed in, and its verdict.
async fn handed_in(store: &Store, supplier: &str, contract: &str) -> (submission::Model, String) {
    let supplier = match store.supplier_meant(supplier).await {
        Ok(known) => known.id,
        Err(_) => store.make_supplier(supplier, "buyer Sato").await.unwrap().id,
    };
    let order_toml = format!("contract = \"{contract}\"\n");
    let new = NewRequest { supplier: &supplier, title: "cameras", order_toml: &order_toml, lifetime_seconds: 3_600, actor: "buyer Sato" };
    let request = store.make_request(&new).await.unwrap().0;
    let added = sent(store, &request, contract.as_bytes()).await;
    let verdict = judged(store, "reject", String::new()).await;
    store.hand_in(&store.submission(&added.id).await.unwrap(), "link").await.unwrap();
    (store.submission(&added.id).await.unwrap(), verdict)
}

/// Judges the one delivery that waits, resting on these waivers.
async fn judged(store: &Store, word: &'static str, waivers: String) -> String {
    let job = store.claim_job("worker").await.unwrap().unwrap();
    let mut new = NewVerdict { waivers, ..verdict(store, word, Vec::new()).await };
    let first = new.findings[0].clone();
    if !new.waivers.is_empty() {
        new.findings.push(NewFinding { rule: "KP-P02", effect: "note", what: "waiver \"portal-1\" allows KP-S02".to_owned(), ..first });
    }
    let kept = store.record(&job, &new).await.unwrap();
    assert!(store.claim_job("worker").await.unwrap().is_none(), "nothing else is judged");
    kept
}

fn conflict<T: std::fmt::Debug>(outcome: Result<T, StoreFault>, words: &str) {
    match outcome {
        Err(StoreFault::Conflict(why)) => assert!(why.contains(words), "{why}"),
        other => panic!("{words}: {other:?}"),
    }
}

#[test]
fn only_what_a_waiver_touches_is_judged_again_when_it_comes_goes_or_expires() {
    on_each(|ground| async move {
        let store = &ground.store;
        let (own, read) = handed_in(store, "Tama", "C-1").await;
        let (other_contract, _) = handed_in(store, "Tama", "C-2").await;
        let (other_vendor, other_read) = handed_in(store, "Kama", "C-1").await;
        let (today, later) = (day("2026-11-23"), day("2027-01-01"));
        let ask = async |says: Waiver| store.ask_waiver(&NewWaiver { submission: &own.id, verdict: &read, says, by: SATO }).await;
        let asked = ask(says(Some("C-1"), "chip")).await.unwrap();
        conflict(ask(says(Some("C-1"), "chip")).await, "portal-1");
        conflict(ask(Waiver { expires: later, reason: "another".to_owned(), ..says(Some("C-1"), "chip") }).await, "portal-1");
        let stale = NewWaiver { submission: &own.id, verdict: &other_read, says: says(Some("C-1"), "lens"), by: SATO };
        conflict(store.ask_waiver(&stale).await, "another verdict");
        assert_eq!(store.judge_again_by_waivers(today).await.unwrap(), 0, "what is only asked for counts nowhere");

        // By nobody who asked: not the same pass under another name, not another pass of the same name.
        let answer = async |answer: Answer<'_>, by: Person<'_>| store.answer_waiver(&asked.id, answer, "read", &by).await;
        for same in
            [SATO, Person { name: "Y. Sato", ..SATO }, Person { pass: "three", ..SATO }, Person { pass: "three", name: " sato ", ..SATO }]
        {
            conflict(answer(Answer::Approve(None), same).await, "somebody other");
            conflict(answer(Answer::Refuse, same).await, "somebody other");
        }
        conflict(answer(Answer::Withdraw, MORI).await, "only whoever asked");
        assert_eq!(answer(Answer::Approve(None), MORI).await.unwrap().waiver().unwrap().approved_by, "Mori");
        for again in [Answer::Approve(None), Answer::Refuse] {
            conflict(answer(again, MORI).await, "withdrawn by now");
        }
        assert_eq!(store.judge_again_by_waivers(today).await.unwrap(), 1);
        assert_eq!(store.job_of(&own.id).await.unwrap().unwrap().kind, "judge-again");
        for untouched in [&other_contract.id, &other_vendor.id] {
            assert!(store.job_of(untouched).await.unwrap().is_none());
        }
        let waivers = store.approved_waivers(&own.supplier, Some("C-1")).await.unwrap();
        assert_eq!(waivers.iter().map(|waiver| waiver.id.as_str()).collect::<Vec<_>>(), ["portal-1"]);
        assert!(store.approved_waivers(&other_vendor.supplier, Some("C-1")).await.unwrap().is_empty());
        assert!(store.approved_waivers(&own.supplier, None).await.unwrap().is_empty());
        assert_eq!(store.waiver(&asked.id).await.unwrap().used_at, None);
        let better = judged(store, "accept", resting_on(&waivers, today)).await;
        assert!(store.waiver(&asked.id).await.unwrap().used_at.is_some());
        assert_eq!(store.judge_again_by_waivers(today).await.unwrap(), 0, "it rests on what counts");
        let decision = NewDecision { submission: &own.id, verdict: &better, state: State::Accepted, reason: "read", actor: "buyer Mori" };
        store.decide(&decision, People::One).await.unwrap();

        // On the day after its last one, and only what rested on it.
        assert_eq!(store.judge_again_by_waivers(later).await.unwrap(), 1);
        judged(store, "accept", resting_on(&waivers, later)).await;
        assert_eq!(store.judge_again_by_waivers(later).await.unwrap(), 0);
        assert_eq!(store.submission(&own.id).await.unwrap().state, "accepted");
        conflict(answer(Answer::Withdraw, Person { name: "Abe", pass: "four", actor: "buyer Abe" }).await, "only whoever asked");
        answer(Answer::Withdraw, MORI).await.unwrap();
        conflict(answer(Answer::Withdraw, SATO).await, "withdrawn by now");
        assert_eq!(store.judge_again_by_waivers(today).await.unwrap(), 1);
        judged(store, "reject", String::new()).await;
        assert_eq!(store.submission(&own.id).await.unwrap().state, "submitted", "it lies in front of the buyer again");
        assert_eq!(store.judge_again_by_waivers(today).await.unwrap(), 0);

        // Under every contract of the vendor, where that was asked for: two deliveries, and not the other vendor's.
        let read = store.submission(&own.id).await.unwrap().verdict.unwrap();
        let every = NewWaiver { submission: &own.id, verdict: &read, says: says(None, "chip"), by: SATO };
        let every = store.ask_waiver(&every).await.unwrap();
        assert_eq!((every.number, every.waiver().unwrap().id.as_str()), (2, "portal-2"));
        store.answer_waiver(&every.id, Answer::Approve(None), "read", &MORI).await.unwrap();
        assert_eq!(store.judge_again_by_waivers(today).await.unwrap(), 2);
        assert!(store.job_of(&other_vendor.id).await.unwrap().is_none());
        for (action, count) in [("asked", 2), ("approved", 2), ("refused", 0), ("withdrawn", 1)] {
            let sql = format!("SELECT COUNT(*) AS n FROM audit WHERE action = 'waiver.{action}'");
            assert_eq!(ground.count(&sql).await, count, "{action}");
        }
        assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole(_)));
    });
}

/// A draft is its vendor's own, and nobody learns from a waiver that there is one.
#[test]
fn what_a_draft_rests_on_is_used_once_it_is_handed_in() {
    on_each(|ground| async move {
        let store = &ground.store;
        let (own, read) = handed_in(store, "Tama", "C-1").await;
        let new = NewWaiver { submission: &own.id, verdict: &read, says: says(Some("C-1"), "chip"), by: SATO };
        let asked = store.ask_waiver(&new).await.unwrap();
        store.answer_waiver(&asked.id, Answer::Approve(None), "read", &MORI).await.unwrap();
        let request = store.request(own.request.as_ref().unwrap()).await.unwrap();
        let draft = sent(store, &request, b"another").await;
        judged(store, "accept", "[]".to_owned()).await;
        assert_eq!(store.waiver(&asked.id).await.unwrap().used_at, None);
        store.hand_in(&store.submission(&draft.id).await.unwrap(), "link").await.unwrap();
        assert!(store.waiver(&asked.id).await.unwrap().used_at.is_some());
    });
}

/// Of two who answer at once one is too late, whoever it is.
#[test]
fn one_of_two_answers_at_the_same_moment_is_too_late() {
    on_each(|ground| async move {
        let store = ground.store.clone();
        let (own, read) = handed_in(&store, "Tama", "C-1").await;
        for round in 0..10 {
            let says = says(Some("C-1"), &format!("chip {round}"));
            let asked = store.ask_waiver(&NewWaiver { submission: &own.id, verdict: &read, says, by: SATO }).await.unwrap();
            let answers = [Answer::Approve(None), Answer::Refuse].map(|answer| {
                let (store, id) = (store.clone(), asked.id.clone());
                tokio::spawn(async move { store.answer_waiver(&id, answer, "read", &MORI).await })
            });
            let mut done = 0;
            for answer in answers {
                done += usize::from(answer.await.unwrap().is_ok());
            }
            assert_eq!(done, 1);
        }
    });
}

/// A portal with two buyers and the deliveries of a test.
struct House {
    portal: Portal,
    sato: String,
    mori: String,
}

impl House {
    fn of(place: &Place, more: &[&str]) -> Self {
        let portal = place.portal(&[&["--reload", "1"], more].concat());
        let [sato, mori] = ["Sato", "Mori"].map(|name| Self::pass(place, "buyer", name));
        Self { portal, sato, mori }
    }

    fn pass(place: &Place, role: &str, name: &str) -> String {
        let said = admin(place.folder.path(), &place.arguments(&["token", "create", "--role", role, "--name", name]));
        said.split_whitespace().last().unwrap().to_owned()
    }

    fn get(&self, path: &str) -> Value {
        answered(self.portal.client.get(self.portal.url(path)).bearer_auth(&self.mori).send().unwrap())
    }

    fn post(&self, token: &str, path: &str, body: &Value) -> (u16, Value) {
        let answer = self.portal.client.post(self.portal.url(path)).bearer_auth(token).body(body.to_string()).send().unwrap();
        (answer.status().as_u16(), serde_json::from_str(&answer.text().unwrap()).unwrap())
    }

    /// Sends and hands in a delivery; the vendor's page and its id.
    fn deliver(&self, link: &str, files: &[(&str, Vec<u8>)]) -> (String, String) {
        let page = self.portal.send(link, files);
        self.portal.judged(&page);
        assert_eq!(self.portal.client.post(self.portal.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303);
        let id = page.rsplit('/').next().unwrap().to_owned();
        (page, id)
    }

    fn link(&self, contract: &str) -> String {
        let order: toml::Table = toml::from_str(&std::fs::read_to_string(golden("waived").join("order.toml")).unwrap()).unwrap();
        let mut order = serde_json::to_value(order).unwrap();
        order["contract"] = contract.into();
        self.post(&self.sato, "/api/v1/suppliers", &json!({ "name": order["vendor"] }));
        let body = json!({ "supplier": order["vendor"], "title": "cameras", "order": order });
        self.post(&self.sato, "/api/v1/requests", &body).1["links"]["upload"].as_str().unwrap().to_owned()
    }

    /// What is asked for the finding that rejects.
    fn wanted(&self, id: &str) -> Value {
        let verdict = self.get(&format!("/api/v1/submissions/{id}"))["verdict_id"].clone();
        json!({ "submission": id, "verdict": verdict, "finding": 0, "covers": "0", "reason": "stock of spare parts", "expires": "2026-12-24" })
    }

    /// Waits until a delivery has this verdict.
    fn until(&self, id: &str, word: &str) -> Value {
        let start = std::time::Instant::now();
        loop {
            let now = self.get(&format!("/api/v1/submissions/{id}"));
            if now["verdict"] == word {
                return now;
            }
            assert!(start.elapsed().as_secs() < 90, "{now}");
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
    }
}

fn with(body: &Value, key: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[key] = value;
    body
}

/// From the form beside the finding to the day after the last one.
fn a_waiver_from_the_form_to_its_end(place: &Place) {
    let house = House::of(place, &[]);
    let portal = &house.portal;
    let files = delivery("waived");
    let (page, id) = house.deliver(&house.link("2026-0417"), &named(&files));
    let (_, other) = house.deliver(&house.link("2026-0499"), &named(&files));
    let before = house.get(&format!("/api/v1/submissions/{other}"))["verdict_id"].clone();
    assert_eq!(house.get(&format!("/api/v1/submissions/{id}"))["verdict"], "reject");

    let sato = Browser::sign_in(portal, &house.sato, "/inbox");
    let case = sato.page(&format!("/submissions/{id}"));
    assert_eq!(case.matches(&format!("action=\"/submissions/{id}/waivers\"")).count(), 1, "notes are not waived: {case}");
    assert!(case.contains("<span translate=\"no\">2026-0417</span>"), "{case}");
    let verdict = case.split("name=\"verdict\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = |reason: &str| format!("verdict={verdict}&finding=0&covers=0&expires=2026-11-24&reason={reason}");
    assert_eq!(sato.post(&format!("/submissions/{id}/waivers"), &form("")).status(), 400);
    assert_eq!(sato.post(&format!("/submissions/{id}/waivers"), &form("%3Cscript%3Esecret+reason")).status(), 303);
    let listed = house.get("/api/v1/waivers");
    let asked = &listed["items"][0];
    assert_eq!((asked["state"].as_str(), asked["waiver"]["requested_by"].as_str()), (Some("asked"), Some("Sato")));
    let named = &asked["waiver"];
    assert_eq!((named["component"].as_str(), named["contract"].as_str()), (Some("Hi3516CV610"), Some("2026-0417")));
    assert_eq!(named["vendor"], "Tama Optics Co., Ltd.");
    assert_eq!(named["sha256"], kenpin::intake::Digest::of(&files[0].1).to_string());
    assert_eq!(named["maker"], "海思半导体有限公司");
    assert_eq!(named["entries"], json!(["us-fcc-covered-list/huawei", "us-ndaa-889-a1a/huawei", "us-ndaa-889-a1b/huawei"]));
    let own = asked["id"].as_str().unwrap();
    let vendors = portal.page(&page);
    assert!(!vendors.contains("portal-1") && !vendors.contains("secret reason"), "a vendor sees nothing of requests");

    let list = sato.page("/waivers");
    assert!(list.contains("&#60;script&#62;secret reason") && !list.contains("<script"), "{list}");
    assert!(!list.contains("/approve\""), "nobody is offered their own");
    assert_eq!(sato.post(&format!("/waivers/{own}/approve"), "reason=fine").status(), 409);
    let again = House::pass(place, "buyer", "SATO");
    assert_eq!(house.post(&again, &format!("/api/v1/waivers/{own}/approve"), &json!({ "reason": "fine" })).0, 409, "a second pass");
    let mori = Browser::sign_in(portal, &house.mori, "/inbox");
    assert!(mori.page("/waivers").contains(&format!("formaction=\"/waivers/{own}/approve\"")));
    assert_eq!(mori.post(&format!("/waivers/{own}/approve"), "reason=").status(), 400);
    assert_eq!(mori.post(&format!("/waivers/{own}/approve"), "reason=until+spring").status(), 303);
    assert_eq!(mori.post(&format!("/waivers/{own}/refuse"), "reason=a+stale+page").status(), 409);

    let better = house.until(&id, "accept");
    let shown = &house.get("/api/v1/waivers")["items"][0];
    assert_eq!((shown["state"].as_str(), shown["decided_by"].as_str()), (Some("counts"), Some("Mori")));
    assert!(shown["used_at"].is_string(), "{shown}");
    what_a_vendor_reads_names_the_waiver_and_nobody(&house, &page, &id);
    let decide = json!({ "decision": "accepted", "verdict": better["verdict_id"], "reason": "spare parts" });
    assert_eq!(house.post(&house.mori, &format!("/api/v1/submissions/{id}/decision"), &decide).1["state"], "accepted");

    // Its last day is past: the verdict is worse, and the delivery lies in front of the buyer again.
    let House { portal, sato, mori } = house;
    portal.kill();
    let ca = golden("camera").join("trusted-ca.pem");
    let later = place.arguments(&["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-25", "--reload", "1"]);
    let house = House { portal: Portal::start(place.folder.path(), &later), sato, mori };
    assert_eq!(house.until(&id, "reject")["state"], "submitted");
    assert_eq!(house.get("/api/v1/waivers")["items"][0]["state"], "expired");
    let report = house.get(&format!("/api/v1/submissions/{id}/report"));
    assert!(report["findings"].to_string().contains("waiver \\\"portal-1\\\" for KP-S02 expired after 2026-11-24"), "{report}");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let behind = runtime.block_on(place.behind());
    while runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM job")) > 0 {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(house.get(&format!("/api/v1/submissions/{other}"))["verdict_id"], before, "another contract's is not judged again");
    assert!(admin(place.folder.path(), &place.arguments(&["verify-audit"])).contains("whole"));
}

/// The engine's finding, and neither who asked nor why: on the page, in every report, in the signed verdict.
fn what_a_vendor_reads_names_the_waiver_and_nobody(house: &House, page: &str, id: &str) {
    let portal = &house.portal;
    let buyers = Browser::sign_in(portal, &house.mori, "/inbox");
    let read = buyers.page(&format!("/submissions/{id}"));
    let inward = ["secret reason", "asked by Sato"];
    assert!(inward.iter().all(|words| read.contains(words)), "{read}");
    let theirs = portal.page(page);
    assert!(theirs.contains("allowed by waiver") && !theirs.contains("portal-1"), "{theirs}");
    assert!(!inward.iter().chain(&["Sato", "Mori"]).any(|words| theirs.contains(words)), "{theirs}");
    for format in ["json", "sarif", "html", "markdown", "csv"] {
        let ours = buyers.page(&format!("/submissions/{id}/report/{format}"));
        assert!(ours.contains("secret reason") && ours.contains("Sato"), "{format}");
        for language in ["en", "ja"] {
            let theirs = portal.page(&format!("{page}/report/{format}?lang={language}"));
            assert!(theirs.contains("portal") && !theirs.contains("portal-1"), "{format} {language}: {theirs}");
            assert!(!inward.iter().chain(&["Sato", "Mori"]).any(|words| theirs.contains(words)), "{format} {language}");
        }
    }
}

#[test]
fn a_waiver_counts_until_its_last_day_and_no_vendor_learns_who_asked() {
    a_waiver_from_the_form_to_its_end(&Place::sqlite());
    if let Some(place) = Place::postgresql("waivers") {
        a_waiver_from_the_form_to_its_end(&place);
    }
}

#[test]
fn nothing_wider_than_the_finding_is_asked_for_and_nobody_else_asks() {
    let place = Place::sqlite();
    let house = House::of(&place, &[]);
    let (_, id) = house.deliver(&house.link("2026-0417"), &named(&delivery("waived")));
    let good = house.wanted(&id);
    let ask = |body: &Value| house.post(&house.sato, "/api/v1/waivers", body);
    let findings = house.get(&format!("/api/v1/submissions/{id}/report"))["findings"].as_array().unwrap().len();
    assert!(findings > 1);
    for (key, value, status, words) in [
        ("finding", json!(1), 400, "nothing of this finding"),
        ("finding", json!(findings), 400, "number of a finding"),
        ("finding", json!(-1), 400, "number of a finding"),
        ("covers", json!("1"), 400, "nothing of this finding"),
        ("covers", json!("everything"), 400, "nothing of this finding"),
        ("expires", json!("2026-11-22"), 400, "is past"),
        ("expires", json!("soon"), 400, "last day"),
        ("reason", json!(" "), 400, "reason"),
        ("expires", json!("2028-01-01"), 400, "at most 400 days ahead"),
        ("verdict", json!("01920000-0000-7000-8000-000000000000"), 409, "another verdict"),
        ("submission", json!("01920000-0000-7000-8000-000000000000"), 404, "nothing here"),
        // What a waiver names is the finding's, and nobody's to write.
        ("entries", json!(["us-1260h/x"]), 400, "unknown field"),
        ("vendor", json!("Another"), 400, "unknown field"),
        ("rule", json!("KP-S01"), 400, "unknown field"),
    ] {
        let (got, problem) = ask(&with(&good, key, value.clone()));
        assert_eq!(got, status, "{key} {value}: {problem}");
        assert!(problem["detail"].as_str().unwrap().contains(words), "{key} {value}: {problem}");
    }
    // By the maker, in every file, under every contract: what was chosen and no more.
    let narrow = with(&good, "covers", json!("maker"));
    assert!(ask(&narrow).1["waiver"]["sha256"].is_string(), "in this file");
    let (status, by_maker) = ask(&with(&with(&narrow, "any_file", json!(true)), "any_contract", json!(true)));
    assert_eq!(status, 201, "{by_maker}");
    let says = by_maker["waiver"].as_object().unwrap();
    assert!(["component", "sha256", "contract"].iter().all(|wide| !says.contains_key(*wide)), "{by_maker}");
    assert!(says["maker"].is_string() && says["vendor"].is_string() && says["entries"].as_array().unwrap().len() == 3, "{by_maker}");
    assert_eq!(ask(&with(&good, "any_file", json!(true))).1["waiver"]["sha256"], Value::Null);

    // Nobody but buyers; and what a vendor holds opens nothing.
    let own = by_maker["id"].as_str().unwrap();
    for role in ["auditor", "admin", "vendor"] {
        let token = House::pass(&place, role, role);
        assert_eq!(house.post(&token, "/api/v1/waivers", &good).0, 403, "{role}");
        assert_eq!(house.post(&token, &format!("/api/v1/waivers/{own}/approve"), &json!({ "reason": "r" })).0, 403, "{role}");
        let read = house.portal.client.get(house.portal.url("/api/v1/waivers")).bearer_auth(&token).send().unwrap();
        assert_eq!(read.status() == 200, role == "auditor", "{role}");
    }
    let auditor = Browser::sign_in(&house.portal, &House::pass(&place, "auditor", "Abe"), "/audit");
    assert!(
        !auditor.page(&format!("/submissions/{id}")).contains("/waivers\" method")
            && !auditor.page("/waivers").contains("<form method=\"post\" action=\"/waivers")
    );
    assert!(auditor.page("/audit").contains("waiver.asked"));
    let link = house.link("2026-0417");
    assert_eq!(house.portal.get(&format!("{link}/waivers")).status(), 404);
    assert_eq!(house.portal.client.post(house.portal.url(&format!("{link}/waivers"))).send().unwrap().status(), 405);

    // Refused is refused.
    let (status, refused) = house.post(&house.mori, &format!("/api/v1/waivers/{own}/refuse"), &json!({ "reason": "replace it" }));
    assert_eq!((status, refused["state"].as_str(), refused["decided_reason"].as_str()), (200, Some("refused"), Some("replace it")));
    assert_eq!(house.post(&house.mori, &format!("/api/v1/waivers/{own}/approve"), &json!({ "reason": "r" })).0, 409);
    assert_eq!(house.post(&house.sato, &format!("/api/v1/waivers/{own}/withdraw"), &json!({ "reason": "r" })).0, 409);
    assert_eq!(house.get(&format!("/api/v1/submissions/{id}"))["verdict_id"], good["verdict"], "it is not judged again");
}

#[test]
fn where_the_policy_asks_for_a_signature_an_approval_without_one_does_not_count() {
    let place = Place::sqlite();
    let (folder, key) = (tempfile::tempdir().unwrap(), minting::pki::Key::p256("k.mori"));
    let policy = folder.path().join("policy.toml");
    std::fs::write(
        &policy,
        format!("[waivers]\nsignature = \"required\"\n[waivers.approvers]\n\"Mori\" = \"\"\"{}\"\"\"\n", key.public_pem()),
    )
    .unwrap();
    let house = House::of(&place, &["--policy", policy.to_str().unwrap()]);
    let (_, id) = house.deliver(&house.link("2026-0417"), &named(&delivery("waived")));
    let ask = || house.post(&house.sato, "/api/v1/waivers", &house.wanted(&id)).1["id"].as_str().unwrap().to_owned();
    let approve = |own: &str, body: Value| house.post(&house.mori, &format!("/api/v1/waivers/{own}/approve"), &body);
    let unsigned = ask();
    let (status, void) = approve(&unsigned, json!({ "reason": "fine" }));
    assert_eq!((status, void["state"].as_str()), (200, Some("void")));
    assert!(void["why"].as_str().unwrap().contains("not signed by \"Mori\""), "{void}");
    let mori = Browser::sign_in(&house.portal, &house.mori, "/inbox");
    assert!(mori.page("/waivers").contains("it is not signed by &#34;Mori&#34;, as the policy asks"));
    assert_eq!(house.post(&house.mori, &format!("/api/v1/waivers/{unsigned}/withdraw"), &json!({ "reason": "anew" })).0, 200);

    let own = ask();
    let message = |token: &str| {
        let answer = house.portal.client.get(house.portal.url(&format!("/waivers/{own}/message"))).bearer_auth(token).send().unwrap();
        assert_eq!(answer.status(), 200);
        answer.bytes().unwrap()
    };
    assert!(mori.page("/waivers").contains(&format!("href=\"/waivers/{own}/message\"")));
    let another = House::pass(&place, "buyer", "Abe");
    for wrong in [STANDARD.encode(key.sign(&message(&another))), STANDARD.encode(key.sign(b"")), "x".to_owned()] {
        let (status, problem) = approve(&own, json!({ "reason": "fine", "signature": wrong }));
        assert_eq!(status, 400, "{problem}");
        assert!(problem["detail"].as_str().unwrap().contains("not that of \"Mori\""), "{problem}");
    }
    assert_eq!(house.get(&format!("/api/v1/submissions/{id}"))["verdict"], "reject");
    let good = STANDARD.encode(key.sign(&message(&house.mori)));
    let (first, rest) = good.split_at(40);
    let (status, counts) = approve(&own, json!({ "reason": "fine", "signature": format!("{first}\n{rest}\n") }));
    assert_eq!((status, counts["state"].as_str()), (200, Some("counts")), "{counts}");
    house.until(&id, "accept");
}

/// The operator's file counts beside them, and a change of it is seen; a vendor reads no more of it than of the portal's own.
#[test]
fn the_file_of_waivers_counts_too_and_is_part_of_what_a_verdict_rests_on() {
    let place = Place::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("waivers.toml");
    let text = std::fs::read_to_string(golden("waived").join("waivers.toml")).unwrap();
    std::fs::write(&file, text.replace("2027-03-31", "2026-11-22")).unwrap();
    let house = House::of(&place, &["--waivers", file.to_str().unwrap()]);
    let (page, id) = house.deliver(&house.link("2026-0417"), &named(&delivery("waived")));
    assert_eq!(house.get(&format!("/api/v1/submissions/{id}"))["verdict"], "reject");
    std::fs::write(&file, text).unwrap();
    house.until(&id, "accept");
    let theirs = house.portal.page(&page);
    assert!(theirs.contains("W-1") && !theirs.contains("a.sato") && !theirs.contains("used up by spring"), "{theirs}");
    let signed = house.portal.client.get(house.portal.url(&format!("/api/v1/submissions/{id}/verdict"))).bearer_auth(&house.mori).send();
    let payload = answered(signed.unwrap())["payload"].as_str().unwrap().to_owned();
    assert!(String::from_utf8(STANDARD.decode(payload).unwrap()).unwrap().contains("used up by spring"), "a buyer reads all of it");
}

/// What a vendor's program fetches is its own form too, the signed verdict included.
#[test]
fn a_vendors_program_reads_no_names_either() {
    let place = Place::sqlite();
    let house = House::of(&place, &[]);
    let vendor = House::pass(&place, "vendor", "Tama Optics Co., Ltd.");
    let client = &house.portal.client;
    let post = client.post(house.portal.url("/api/v1/submissions")).bearer_auth(&vendor);
    let id = answered(super::portal::multipart(post, &named(&delivery("waived"))).send().unwrap())["id"].as_str().unwrap().to_owned();
    let (_, asked) = house.post(&house.sato, "/api/v1/waivers", &house.wanted(&id));
    assert!(asked["waiver"]["contract"].is_null(), "a delivery without an order has no contract: {asked}");
    let approve = format!("/api/v1/waivers/{}/approve", asked["id"].as_str().unwrap());
    assert_eq!(house.post(&house.mori, &approve, &json!({ "reason": "fine" })).0, 200);
    let reads = |token: &str, tail: &str| {
        let answer = client.get(house.portal.url(&format!("/api/v1/submissions/{id}/{tail}"))).bearer_auth(token).send().unwrap();
        assert_eq!(answer.status(), 200, "{tail}");
        answer.text().unwrap()
    };
    let start = std::time::Instant::now();
    while !reads(&house.mori, "report").contains("allowed by waiver") {
        assert!(start.elapsed().as_secs() < 90);
    }
    let unfolded = |text: String| {
        let payload = serde_json::from_str::<Value>(&text).unwrap()["payload"].as_str().unwrap().to_owned();
        String::from_utf8(STANDARD.decode(payload).unwrap()).unwrap()
    };
    for (token, names) in [(&house.mori, true), (&vendor, false), (&house.mori, true), (&vendor, false)] {
        for text in [reads(token, "report"), unfolded(reads(token, "verdict"))] {
            assert!(text.contains("allowed by waiver"));
            assert_eq!(text.contains("stock of spare parts") && text.contains("Sato"), names);
        }
    }
    assert_eq!(reads(&vendor, "verdict"), reads(&vendor, "verdict"), "the same bytes each time");
}
