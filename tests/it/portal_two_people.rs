//! Decisions that count only once a second person has made them: by page and interface, and the store on both databases.

use kenpin::store::audit::Chain;
use kenpin::store::standing::People;
use kenpin::store::submissions::{NewDecision, State};

use super::portal::{Browser, Portal, admin, delivery, golden, json, named};
use super::portal_store::{on_each, request, submission, verdict};

#[test]
fn a_second_person_has_to_make_the_same_decision_on_the_same_verdict() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let job = store.claim_job("worker").await.unwrap().unwrap();
        let first = store.record(&job, &verdict(store, "accept", Vec::new()).await).await.unwrap();
        store.hand_in(&store.submission(&sent.id).await.unwrap(), "link").await.unwrap();
        let decide = async |actor: &str, state: State, verdict: &str| {
            let pass = if actor.ends_with("Sato") { "one" } else { "two" };
            let new = NewDecision { submission: &sent.id, verdict, state, reason: &format!("{actor} read it"), actor };
            store.decide(&new, People::Two(pass)).await.unwrap();
            store.submission(&sent.id).await.unwrap()
        };
        // Twice the same person, and two people of two minds: nothing is decided.
        // Nor by one person under another name.
        for (actor, state) in [
            ("buyer Sato", State::Accepted),
            ("buyer Sato", State::Accepted),
            ("buyer Y. Sato", State::Accepted),
            ("buyer Mori", State::Rejected),
        ] {
            let stands = decide(actor, state, &first).await;
            assert_eq!(stands.state, "submitted", "{actor}");
            let proposal = store.proposal(&stands).await.unwrap().unwrap();
            assert_eq!((proposal.made_by.as_str(), proposal.word.as_str()), (actor, state.word()));
            assert!(store.decisions(&sent.id).await.unwrap().is_empty());
        }
        // Another verdict comes between: what was proposed on the old one counts no more.
        ground.sql("INSERT INTO job (tenant, id, kind, object, attempts, not_before, lease_until, worker, problem) SELECT 'main', 'j', 'judge', id, 0, 0, 0, '', '' FROM submission").await;
        let job = store.claim_job("worker").await.unwrap().unwrap();
        let second = store.record(&job, &verdict(store, "refer", Vec::new()).await).await.unwrap();
        assert_eq!(store.proposal(&store.submission(&sent.id).await.unwrap()).await.unwrap(), None);
        assert_eq!(decide("buyer Sato", State::Rejected, &second).await.state, "submitted");
        let decided = decide("buyer Mori", State::Rejected, &second).await;
        assert_eq!(decided.state, "rejected");
        assert_eq!(store.proposal(&decided).await.unwrap(), None);
        let decisions = store.decisions(&sent.id).await.unwrap();
        assert_eq!(decisions.len(), 1);
        assert_eq!((decisions[0].made_by.as_str(), decisions[0].seconded_by.as_str()), ("buyer Sato", "buyer Mori"));
        assert_eq!(decisions[0].reason, "buyer Sato read it");
        assert_eq!(ground.count("SELECT COUNT(*) AS n FROM audit WHERE action = 'submission.proposed'").await, 5);
        assert_eq!(ground.count("SELECT COUNT(*) AS n FROM audit WHERE action = 'submission.decided'").await, 1);
        assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole(_)));
    });
}

#[test]
fn the_policy_says_which_decisions_take_two_people() {
    let folder = tempfile::tempdir().unwrap();
    let policy = folder.path().join("policy.toml");
    std::fs::write(&policy, "[decisions]\ntwo_people = [\"accepted\"]\n").unwrap();
    let data = folder.path().join("data");
    let ca = golden("camera").join("trusted-ca.pem");
    let options = ["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23", "--policy", policy.to_str().unwrap()];
    let portal = Portal::start(&data, &options);
    let token =
        |name: &str| admin(&data, &["token", "create", "--role", "buyer", "--name", name]).split_whitespace().last().unwrap().to_owned();
    let (sato, mori) = (token("Sato"), token("Mori"));
    let link = portal.link(&sato, "camera");
    let page = portal.send(&link, &named(&delivery("camera")));
    portal.judged(&page);
    assert_eq!(portal.client.post(portal.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303);
    let get = |token: &str, path: &str| json(portal.client.get(portal.url(path)).bearer_auth(token).send().unwrap());
    let own = get(&sato, "/api/v1/submissions")["items"][0]["links"]["self"].as_str().unwrap().to_owned();
    let decide = |token: &str, word: &str| {
        let body = serde_json::json!({ "decision": word, "verdict": get(&sato, &own)["verdict_id"], "reason": "read" }).to_string();
        json(portal.client.post(portal.url(&format!("{own}/decision"))).bearer_auth(token).body(body).send().unwrap())
    };
    let proposed = decide(&sato, "accepted");
    assert_eq!((proposed["state"].as_str(), proposed["proposed"]["decision"].as_str()), (Some("submitted"), Some("accepted")));
    assert_eq!(proposed["proposed"]["by"], "buyer Sato");
    let browser = Browser::sign_in(&portal, &mori, "/inbox");
    let id = own.rsplit('/').next().unwrap();
    let read = browser.page(&format!("/submissions/{id}"));
    assert!(read.contains("a second person has to decide") && read.contains("buyer Sato"), "{read}");
    assert!(!portal.page(&page).contains("Sato"), "no vendor learns of a proposal");
    assert_eq!(decide(&sato, "accepted")["state"], "submitted", "one person is one, however often");
    let listed = get(&mori, "/api/v1/submissions")["items"][0]["proposed"]["by"].clone();
    assert_eq!(listed, "buyer Sato");
    let decided = decide(&mori, "accepted");
    assert_eq!((decided["state"].as_str(), decided["proposed"].is_null()), (Some("accepted"), true));
    assert!(browser.page(&format!("/submissions/{id}")).contains("buyer Sato, buyer Mori"));
    // With conditions it is an acceptance too.
    assert_eq!(decide(&mori, "conditional")["state"], "accepted");
    assert_eq!(decide(&sato, "conditional")["state"], "conditional");
    // What the policy does not name takes one.
    assert_eq!(decide(&sato, "rejected")["state"], "rejected");
}
