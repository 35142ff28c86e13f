//! What stands in the house: the store's sums on both databases, and the page over real verdicts.

use kenpin::store::estate::{Kind, NewHolding};
use kenpin::store::standing::People;
use kenpin::store::submissions::{NewDecision, State};
use kenpin::store::verdicts::NewVerdict;

use super::portal::{Browser, delivery, json, named, portal};
use super::portal_store::{on_each, request, submission, verdict};

fn holding(kind: Kind, name: &str, components: u64) -> NewHolding {
    NewHolding { kind, name: name.to_owned(), components }
}

#[test]
fn what_was_accepted_counts_apart_from_what_is_open_and_what_was_rejected_not_at_all() {
    on_each(|ground| async move {
        let store = &ground.store;
        let mut sent = Vec::new();
        for (name, state, components) in [
            ("One", State::Accepted, 5),
            ("Two", State::Conditional, 7),
            ("Three", State::Submitted, 11),
            ("Four", State::Referred, 13),
            ("Five", State::Rejected, 1_000),
            ("Six", State::Draft, 1_000),
        ] {
            let request = request(store, name).await;
            let added = submission(store, &request, name.as_bytes()).await;
            let job = store.claim_job("worker").await.unwrap().unwrap();
            let holdings = vec![holding(Kind::Maker, "Tama \0 Optics", components), holding(Kind::Country, "JP", components)];
            let kept = store.record(&job, &NewVerdict { holdings, ..verdict(store, "accept", Vec::new()).await }).await.unwrap();
            if state != State::Draft {
                store.hand_in(&store.submission(&added.id).await.unwrap(), "link").await.unwrap();
            }
            if State::DECISIONS.contains(&state) {
                let new = NewDecision { submission: &added.id, verdict: &kept, state, reason: "read", actor: "buyer Sato" };
                store.decide(&new, People::One).await.unwrap();
            }
            sent.push(added.id);
        }
        let makers = store.estate(Kind::Maker).await.unwrap();
        assert_eq!(makers.len(), 1);
        assert_eq!(
            (makers[0].name.as_str(), makers[0].accepted, makers[0].open, makers[0].deliveries),
            ("Tama \u{fffd} Optics", 12, 24, 4)
        );
        assert_eq!(store.estate(Kind::Country).await.unwrap()[0].accepted, 12);
        assert!(store.estate(Kind::Owner).await.unwrap().is_empty());
        // Only the newest verdict counts.
        ground.sql(&format!("INSERT INTO job (tenant, id, kind, object, attempts, not_before, lease_until, worker, problem) VALUES ('main', 'j', 'judge', '{}', 0, 0, 0, '', '')", sent[0])).await;
        let job = store.claim_job("worker").await.unwrap().unwrap();
        let holdings = vec![holding(Kind::Maker, "Other", 1)];
        store.record(&job, &NewVerdict { holdings, ..verdict(store, "accept", Vec::new()).await }).await.unwrap();
        let makers = store.estate(Kind::Maker).await.unwrap();
        assert_eq!(
            makers.iter().map(|held| (held.name.as_str(), held.accepted)).collect::<Vec<_>>(),
            [("Tama \u{fffd} Optics", 7), ("Other", 1)]
        );
    });
}

#[test]
fn the_page_leads_from_a_maker_to_its_components_and_names_owners_lists_and_countries() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let buyer = portal.token("buyer");
    let browser = Browser::sign_in(&portal, &buyer, "/estate");
    assert!(browser.page("/estate").contains("Nothing here yet"));
    for case in ["hisilicon", "hisilicon-chinese", "camera"] {
        let page = portal.send(&portal.link(&buyer, case), &named(&delivery(case)));
        portal.judged(&page);
        assert_eq!(portal.client.post(portal.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303);
    }
    let answer = json(portal.client.get(portal.url("/api/v1/estate")).bearer_auth(&buyer).send().unwrap());
    let items = answer["items"].as_array().unwrap();
    let open = |kind: &str, name: &str| {
        let found = items.iter().find(|item| item["kind"] == kind && item["name"].as_str().unwrap().contains(name));
        found.map_or((0, 0), |item| (item["open"].as_u64().unwrap(), item["deliveries"].as_u64().unwrap()))
    };
    for (kind, name) in [("maker", "HiSilicon"), ("owner", "Huawei"), ("country", "CN"), ("list", "us-ndaa-889")] {
        assert_eq!(open(kind, name), (2, 2), "{kind} {name}: {answer}");
    }
    // Every component stands under exactly one maker and one country.
    let sum = |kind: &str| items.iter().filter(|item| item["kind"] == kind).map(|item| item["open"].as_u64().unwrap()).sum::<u64>();
    assert!(sum("maker") > 4);
    assert_eq!(sum("maker"), sum("country"), "{answer}");
    let page = browser.page("/estate");
    let link = page.split("href=\"/search?q=").find(|rest| rest.starts_with("HiSilicon")).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(browser.page(&format!("/search?q={link}")).matches("href=\"/submissions/").count() >= 2);
    assert!(page.contains("role=\"img\" aria-label=\"By maker: "), "{page}");
}
