//! The portal's store, the same suite on SQLite and, where `KENPIN_TEST_POSTGRES` names a server, on PostgreSQL.

use std::collections::BTreeSet;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use kenpin::intake::Digest;
use kenpin::store::audit::Chain;
use kenpin::store::certifications::{NewCertification, NewSignature};
use kenpin::store::passes::{NewPass, Role, Use, Whose};
use kenpin::store::requests::NewRequest;
use kenpin::store::standing::People;
use kenpin::store::submissions::{NewDecision, NewSubmission, Sent, State, Wanted};
use kenpin::store::verdicts::{NewComponent, NewFinding, NewVerdict};
use kenpin::store::webhooks::{Happening, NewWebhook, Reach};
use kenpin::store::{Store, StoreFault};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, Statement};

/// A store and the database below it, for tests that go behind the store's back.
pub struct Ground {
    pub store: Store,
    behind: DatabaseConnection,
    /// So that a second process can be played.
    folder: tempfile::TempDir,
    url: Option<String>,
}

impl Ground {
    async fn second(&self) -> Store {
        Store::open(self.folder.path(), self.url.as_deref(), None).await.unwrap()
    }

    pub async fn count(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.behind.get_database_backend(), sql);
        self.behind.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
    }

    pub async fn sql(&self, text: &str) {
        self.behind.execute_raw(Statement::from_string(self.behind.get_database_backend(), text)).await.unwrap();
    }
}

async fn sqlite() -> Ground {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), None, None).await.unwrap();
    let behind = Database::connect(format!("sqlite://{}", folder.path().join("kenpin.sqlite").display())).await.unwrap();
    Ground { store, behind, folder, url: None }
}

async fn postgres(server: &str) -> Ground {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("kenpin_{}", kenpin::store::id::new().unwrap().replace('-', ""));
    let admin = Database::connect(server).await.unwrap();
    admin.execute_raw(Statement::from_string(admin.get_database_backend(), format!("CREATE DATABASE {name}"))).await.unwrap();
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let store = Store::open(folder.path(), Some(&url), None).await.unwrap();
    let behind = Database::connect(&url).await.unwrap();
    Ground { store, behind, folder, url: Some(url) }
}

/// Runs on every database that is there; says aloud where one is not.
pub fn on_each<F: Future<Output = ()>>(test: impl Fn(Arc<Ground>) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        test(Arc::new(sqlite().await)).await;
        match std::env::var("KENPIN_TEST_POSTGRES") {
            Ok(server) => test(Arc::new(postgres(&server).await)).await,
            Err(_) => println!("SKIPPED on PostgreSQL: KENPIN_TEST_POSTGRES is not set (see tests/postgres.sh)"),
        }
    });
}

async fn kept(store: &Store, path: &str, bytes: &[u8]) -> Sent {
    Sent { path: path.to_owned(), kept: store.originals.keep(bytes).await.unwrap() }
}

pub async fn request(store: &Store, name: &str) -> kenpin::store::entity::request::Model {
    let supplier = match store.supplier_meant(name).await {
        Ok(known) => known.id,
        Err(_) => store.make_supplier(name, "buyer Sato").await.unwrap().id,
    };
    let new = NewRequest { supplier: &supplier, title: "cameras", order_toml: "", lifetime_seconds: 3_600, actor: "buyer Sato" };
    store.make_request(&new).await.unwrap().0
}

pub async fn submission(
    store: &Store,
    request: &kenpin::store::entity::request::Model,
    bytes: &[u8],
) -> kenpin::store::entity::submission::Model {
    let files = [kept(store, "camera.cdx.json", bytes).await];
    let new = NewSubmission {
        supplier: &request.supplier,
        request: Some(&request.id),
        direct: false,
        idempotency: None,
        files: &files,
        actor: "link",
    };
    store.add_submission(&new).await.unwrap()
}

pub async fn verdict(store: &Store, word: &'static str, components: Vec<NewComponent>) -> NewVerdict {
    NewVerdict {
        word,
        at: 0,
        program: "kenpin test".to_owned(),
        grounds: format!("lists of {word}"),
        waivers: String::new(),
        summary: "{}".to_owned(),
        signatures: "[]".to_owned(),
        findings: vec![finding()],
        components,
        holdings: Vec::new(),
        reports: vec![("json".to_owned(), store.originals.keep(word.as_bytes()).await.unwrap())],
    }
}

fn finding() -> NewFinding {
    NewFinding {
        rule: "KP-S01",
        name: "restricted_maker",
        effect: "reject",
        what: "a zero \0 and a quote '".to_owned(),
        places: "[]".to_owned(),
        place_count: 1,
        path: "[]".to_owned(),
        remedy: "replace it".to_owned(),
        authority: "law".to_owned(),
    }
}

fn component(name: &str, maker: &str, party: &[&str]) -> NewComponent {
    NewComponent {
        name: name.to_owned(),
        version: "1".to_owned(),
        maker: maker.to_owned(),
        party: party.iter().map(|&name| name.to_owned()).collect(),
        document: "camera.cdx.json".to_owned(),
        pointer: "/components/0".to_owned(),
        outcome: "clear",
    }
}

/// Judges what waits, as the worker does.
async fn judged(store: &Store, word: &'static str, components: Vec<NewComponent>) -> String {
    let job = store.claim_job("worker").await.unwrap().unwrap();
    store.record(&job, &verdict(store, word, components).await).await.unwrap()
}

#[test]
fn bytes_are_kept_under_their_digest_and_a_changed_one_is_found() {
    on_each(|ground| async move {
        let store = &ground.store;
        let (one, again) = (store.originals.keep(b"bill").await.unwrap(), store.originals.keep(b"bill").await.unwrap());
        assert_eq!((one.digest, one.bytes), (Digest::of(b"bill"), 4));
        assert_eq!(one, again);
        assert_eq!(store.originals.read(one.digest).await.unwrap(), b"bill");
        let name = one.digest.to_string();
        let place = ground.folder.path().join("originals").join(&name[..2]).join(&name);
        std::fs::write(&place, b"BILL").unwrap();
        assert!(matches!(store.originals.read(one.digest).await, Err(StoreFault::Damaged(_))));
        std::fs::remove_file(place).unwrap();
        assert!(matches!(store.originals.read(one.digest).await, Err(StoreFault::Damaged(_))));
        assert_eq!(std::fs::read_dir(ground.folder.path().join("incoming")).unwrap().count(), 0);
    });
}

#[test]
fn a_long_original_goes_out_in_pieces_and_one_that_was_changed_never_whole() {
    on_each(|ground| async move {
        let store = &ground.store;
        for length in [0, 1, 256 << 10, (256 << 10) + 1, 1 << 20, 3_000_000] {
            let bytes: Vec<u8> = (0..length).map(|at: usize| (at % 251) as u8).collect();
            let kept = store.originals.keep(&bytes).await.unwrap();
            let (mut checked, mut read, mut longest) = (store.originals.checked(kept.digest).await.unwrap(), Vec::new(), 0);
            while let Some(piece) = checked.next().await.unwrap() {
                longest = longest.max(piece.len());
                read.extend(piece);
            }
            assert!(read == bytes && longest <= 512 << 10, "{length}");
            assert!(checked.next().await.unwrap().is_none());
            let name = kept.digest.to_string();
            let place = ground.folder.path().join("originals").join(&name[..2]).join(&name);
            let mut changed = bytes.clone();
            match changed.last_mut() {
                Some(last) => *last ^= 1,
                None => changed.push(0),
            }
            std::fs::write(&place, &changed).unwrap();
            let mut given = 0;
            let fault = match store.originals.checked(kept.digest).await {
                Err(fault) => fault,
                Ok(mut checked) => loop {
                    match checked.next().await {
                        Ok(Some(piece)) => given += piece.len(),
                        Ok(None) => panic!("{length} bytes were given as if nothing had happened"),
                        Err(fault) => break fault,
                    }
                },
            };
            assert!(matches!(fault, StoreFault::Damaged(_)) && given < length.max(1), "{length}: {given} were given");
            // What is short is known whole before anything of it is given.
            assert!(length > 256 << 10 || given == 0, "{length}");
        }
    });
}

#[test]
fn the_tables_are_made_once_however_many_processes_start() {
    on_each(|ground| async move {
        let opened = (0..6).map(|_| {
            let ground = Arc::clone(&ground);
            tokio::spawn(async move { ground.second().await.ping().await.unwrap() })
        });
        for opening in opened.collect::<Vec<_>>() {
            opening.await.unwrap();
        }
        ground.sql("INSERT INTO migration (id, at) VALUES ('9999 from the future', 0)").await;
        let newer = Store::open(ground.folder.path(), ground.url.as_deref(), None).await;
        assert!(newer.unwrap_err().to_string().contains("newer kenpin"));
    });
}

#[test]
fn a_delivery_goes_from_draft_to_decision_and_nothing_is_overwritten() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let first = submission(store, &request, b"one").await;
        assert_eq!((first.number, first.state.as_str()), (1, "checking"));
        assert!(store.inbox(Wanted::default(), None).await.unwrap().is_empty());
        let rejected = judged(store, "reject", Vec::new()).await;
        let draft = store.submission(&first.id).await.unwrap();
        assert_eq!((draft.state.as_str(), draft.risk, draft.verdict.as_deref()), ("draft", 3, Some(rejected.as_str())));
        assert!(store.inbox(Wanted::default(), None).await.unwrap().is_empty(), "a draft is its vendor's own");
        let early = NewDecision { submission: &first.id, verdict: &rejected, state: State::Accepted, reason: "no", actor: "buyer Sato" };
        assert!(matches!(store.decide(&early, People::One).await, Err(StoreFault::Conflict(_))));

        let second = submission(store, &request, b"two").await;
        assert_eq!((second.number, second.supersedes.as_deref()), (2, Some(first.id.as_str())));
        judged(store, "accept", Vec::new()).await;
        store.hand_in(&draft, "link").await.unwrap();
        store.hand_in(&store.submission(&second.id).await.unwrap(), "link").await.unwrap();
        assert!(matches!(store.hand_in(&second, "link").await, Err(StoreFault::Conflict(_))));
        assert_eq!(store.submission(&first.id).await.unwrap().state, "superseded");
        assert!(store.event_of("submission.superseded", &first.id).await.unwrap().is_some());
        let inbox = |state| async move {
            store.inbox(Wanted { state, ..Wanted::default() }, None).await.unwrap().into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(inbox(None).await, [second.id.as_str()], "what was superseded lies in nobody's way");
        assert_eq!(inbox(Some(State::Superseded)).await, [first.id.as_str()]);
        let (third, fourth) = (submission(store, &request, b"three").await, submission(store, &request, b"four").await);
        judged(store, "reject", Vec::new()).await;
        judged(store, "reject", Vec::new()).await;
        store.hand_in(&store.submission(&fourth.id).await.unwrap(), "link").await.unwrap();
        let late = store.hand_in(&store.submission(&third.id).await.unwrap(), "link").await;
        assert!(matches!(late, Err(StoreFault::Conflict(_))), "an older delivery takes no newer one's place");
        assert_eq!(store.submission(&third.id).await.unwrap().state, "draft");
        let (second, accepted) =
            (store.submission(&fourth.id).await.unwrap(), store.submission(&fourth.id).await.unwrap().verdict.unwrap());

        let wrong = NewDecision { submission: &second.id, verdict: &rejected, state: State::Accepted, reason: "r", actor: "buyer Sato" };
        assert!(
            matches!(store.decide(&wrong, People::One).await, Err(StoreFault::Conflict(_))),
            "a decision rests on the verdict that was read"
        );
        for state in [State::Referred, State::Accepted] {
            let decision = NewDecision { submission: &second.id, verdict: &accepted, state, reason: "r", actor: "buyer Sato" };
            store.decide(&decision, People::One).await.unwrap();
        }
        let words: Vec<String> = store.decisions(&second.id).await.unwrap().into_iter().map(|decision| decision.word).collect();
        assert_eq!(words, ["accepted", "referred"]);
        assert_eq!(store.verdicts(&first.id).await.unwrap().len(), 1);
        assert_eq!(store.report(&rejected, "json").await.unwrap(), b"reject");
        assert!(matches!(store.report(&rejected, "vsa").await, Err(StoreFault::Missing)));
        assert_eq!(store.findings(&rejected, 10).await.unwrap()[0].what, "a zero \u{fffd} and a quote '");
    });
}

#[test]
fn the_inbox_shows_the_riskiest_first_page_by_page() {
    on_each(|ground| async move {
        let store = &ground.store;
        let mut all = BTreeSet::new();
        for number in 0..60_u32 {
            let request = request(store, "Tama Optics").await;
            let sent = submission(store, &request, &number.to_be_bytes()).await;
            judged(store, if number % 3 == 0 { "reject" } else { "accept" }, Vec::new()).await;
            store.hand_in(&store.submission(&sent.id).await.unwrap(), "link").await.unwrap();
            all.insert(sent.id);
        }
        let first = store.inbox(Wanted::default(), None).await.unwrap();
        let last = first.last().unwrap();
        let second = store.inbox(Wanted::default(), Some((last.risk, &last.id))).await.unwrap();
        let order: Vec<(i64, String)> = first.iter().chain(&second).map(|one| (one.risk, one.id.clone())).collect();
        let mut sorted = order.clone();
        sorted.sort_by(|one, other| other.cmp(one));
        assert_eq!((first.len(), order.len()), (50, 60));
        assert_eq!(order, sorted);
        assert_eq!(order.into_iter().map(|(_, id)| id).collect::<BTreeSet<_>>(), all);
        assert!(
            store.inbox(Wanted { state: Some(State::Draft), ..Wanted::default() }, None).await.unwrap().is_empty(),
            "no state lets a buyer see drafts"
        );
    });
}

#[test]
fn a_job_is_done_by_exactly_one_worker() {
    on_each(|ground| async move {
        for number in 0..40_u32 {
            let request = request(&ground.store, "Tama Optics").await;
            submission(&ground.store, &request, &number.to_be_bytes()).await;
        }
        let workers = (0..6).map(|number| {
            let ground = Arc::clone(&ground);
            tokio::spawn(async move {
                let (store, worker, mut done) = (ground.second().await, format!("worker {number}"), Vec::new());
                while let Some(job) = store.claim_job(&worker).await.unwrap() {
                    store.record(&job, &verdict(&store, "accept", vec![component("a", "b", &[])]).await).await.unwrap();
                    done.push(job.object);
                }
                done
            })
        });
        let mut done = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            done.extend(worker.await.unwrap());
        }
        let distinct: BTreeSet<&String> = done.iter().collect();
        assert_eq!((done.len(), distinct.len()), (40, 40));
        for id in done {
            assert_eq!(ground.store.verdicts(&id).await.unwrap().len(), 1);
        }
        assert!(matches!(ground.store.verify_audit().await.unwrap(), Chain::Whole(_)));
    });
}

#[test]
fn a_worker_that_lost_its_lease_cannot_keep_a_verdict() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let slow = store.claim_job("slow").await.unwrap().unwrap();
        assert!(store.claim_job("other").await.unwrap().is_none(), "it is leased");
        ground.sql("UPDATE job SET lease_until = 1").await;
        let other = store.claim_job("other").await.unwrap().unwrap();
        let new = verdict(store, "accept", Vec::new()).await;
        assert!(matches!(store.record(&slow, &new).await, Err(StoreFault::Conflict(_))));
        assert!(matches!(store.renew_job(&slow.id, "slow").await, Err(StoreFault::Conflict(_))));
        assert!(store.verdicts(&sent.id).await.unwrap().is_empty());
        store.postpone_job(&other, "the lists are too old").await.unwrap();
        assert!(store.claim_job("other").await.unwrap().is_none(), "it waits before it is tried again");
        assert_eq!(store.job_of(&sent.id).await.unwrap().unwrap().problem, "the lists are too old");
        ground.sql("UPDATE job SET not_before = 0").await;
        assert_eq!(judged(store, "accept", Vec::new()).await, store.submission(&sent.id).await.unwrap().verdict.unwrap());
    });
}

/// Has what rests on other grounds judged again; gives how many.
async fn judge_again(store: &Store, grounds: &str) -> usize {
    let found = store.resting_on_others(grounds).await.unwrap();
    let submissions: Vec<&str> = found.iter().map(|one| one.submission.as_str()).collect();
    store.judge_these_again(&submissions).await.unwrap();
    found.len()
}

/// A list changes after a delivery was accepted: it is judged again once, the old verdict stays, and the buyer has it back.
#[test]
fn a_worse_verdict_on_new_grounds_reopens_what_was_decided() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let accepted = judged(store, "accept", Vec::new()).await;
        store.hand_in(&store.submission(&sent.id).await.unwrap(), "link").await.unwrap();
        let decision = NewDecision { submission: &sent.id, verdict: &accepted, state: State::Accepted, reason: "r", actor: "buyer Sato" };
        store.decide(&decision, People::One).await.unwrap();
        assert_eq!(judge_again(store, "lists of accept").await, 0);
        assert_eq!(judge_again(store, "lists of reject").await, 1);
        assert_eq!(judge_again(store, "lists of reject").await, 0, "it waits already");
        let rejected = judged(store, "reject", Vec::new()).await;
        let now = store.submission(&sent.id).await.unwrap();
        assert_eq!((now.state.as_str(), now.risk, now.verdict.as_deref()), ("submitted", 3, Some(rejected.as_str())));
        let words: Vec<String> = store.verdicts(&sent.id).await.unwrap().into_iter().map(|verdict| verdict.word).collect();
        assert_eq!(words, ["reject", "accept"]);
        assert!(store.event_of("submission.reopened", &sent.id).await.unwrap().is_some());
        // A milder one leaves a decision as it is.
        let rejection = NewDecision { submission: &sent.id, verdict: &rejected, state: State::Rejected, reason: "r", actor: "buyer Sato" };
        store.decide(&rejection, People::One).await.unwrap();
        assert_eq!(judge_again(store, "lists of accept").await, 1);
        judged(store, "accept", Vec::new()).await;
        assert_eq!(store.submission(&sent.id).await.unwrap().state, "rejected");
    });
}

/// The lists name another owner: as bad as before, and yet nothing that the buyer has read.
#[test]
fn a_new_cause_reopens_what_was_decided_and_a_new_edition_does_not() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let rejected = judged(store, "reject", Vec::new()).await;
        store.hand_in(&store.submission(&sent.id).await.unwrap(), "link").await.unwrap();
        let decide = |verdict: String, id: String| async move {
            let new = NewDecision { submission: &id, verdict: &verdict, state: State::Conditional, reason: "r", actor: "buyer Sato" };
            store.decide(&new, People::One).await.unwrap();
        };
        decide(rejected, sent.id.clone()).await;
        let entry = |edition: &str, list: &str, effect| {
            let path =
                serde_json::json!([{ "kind": "entry", "name": "Huawei", "basis": format!("{list}, edition {edition}, likeness 1000") }]);
            NewFinding { path: path.to_string(), effect, ..finding() }
        };
        let again = |grounds: &'static str, findings: Vec<NewFinding>| {
            let id = sent.id.clone();
            async move {
                judge_again(store, grounds).await;
                let job = store.claim_job("worker").await.unwrap().unwrap();
                let new = NewVerdict { grounds: grounds.to_owned(), findings, ..verdict(store, "reject", Vec::new()).await };
                let kept = store.record(&job, &new).await.unwrap();
                (store.submission(&id).await.unwrap().state, kept)
            }
        };
        assert_eq!(again("a note more", vec![finding(), entry("1", "us/huawei", "note")]).await.0, "conditional");
        assert_eq!(again("fewer", Vec::new()).await.0, "conditional");
        let (state, worse) = again("another list", vec![finding(), entry("1", "us/huawei", "reject")]).await;
        assert_eq!(state, "submitted", "a cause that nobody decided on");
        decide(worse, sent.id.clone()).await;
        assert_eq!(again("a later edition", vec![finding(), entry("2", "us/huawei", "reject")]).await.0, "conditional");
        assert_eq!(again("a third list", vec![finding(), entry("2", "jp/huawei", "reject")]).await.0, "submitted");
    });
}

/// A buyer has accepted: nothing takes the place of that behind the buyer's back.
#[test]
fn what_was_decided_is_superseded_only_after_the_buyer_reopened_it() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let first = submission(store, &request, b"one").await;
        let verdict = judged(store, "accept", Vec::new()).await;
        assert!(matches!(store.reopen(&first.id, "r", "buyer Sato").await, Err(StoreFault::Conflict(_))), "nothing was decided");
        store.hand_in(&store.submission(&first.id).await.unwrap(), "link").await.unwrap();
        let decision = NewDecision { submission: &first.id, verdict: &verdict, state: State::Accepted, reason: "r", actor: "buyer Sato" };
        store.decide(&decision, People::One).await.unwrap();
        let second = submission(store, &request, b"two").await;
        judged(store, "reject", Vec::new()).await;
        let draft = store.submission(&second.id).await.unwrap();
        let refused = store.hand_in(&draft, "link").await.unwrap_err().to_string();
        assert!(refused.contains("delivery 1") && refused.contains("ask the buyer to reopen"), "{refused}");
        assert_eq!(store.submission(&first.id).await.unwrap().state, "accepted");
        assert_eq!(store.submission(&second.id).await.unwrap().state, "draft");
        store.reopen(&first.id, "another batch", "buyer Sato").await.unwrap();
        store.hand_in(&draft, "link").await.unwrap();
        assert_eq!(store.submission(&first.id).await.unwrap().state, "superseded");
        for action in ["submission.reopened", "submission.superseded"] {
            assert!(store.event_of(action, &first.id).await.unwrap().is_some(), "{action}");
        }
    });
}

/// Hands in and decides at one moment, again and again: never is there a decision beside a delivery that took its place.
#[test]
fn handing_in_and_deciding_at_one_moment_exclude_each_other() {
    on_each(|ground| async move {
        for round in 0..20_u32 {
            let store = &ground.store;
            let request = request(store, "Tama Optics").await;
            let mut sent = Vec::new();
            for number in 0..3_u32 {
                sent.push(submission(store, &request, format!("{round} {number}").as_bytes()).await.id);
                judged(store, "accept", Vec::new()).await;
            }
            let first = store.submission(&sent[0]).await.unwrap();
            store.hand_in(&first, "link").await.unwrap();
            let hands = sent[1..].iter().map(|id| {
                let (ground, id) = (Arc::clone(&ground), id.clone());
                tokio::spawn(async move { ground.store.hand_in(&ground.store.submission(&id).await.unwrap(), "link").await.is_ok() })
            });
            let hands: Vec<_> = hands.collect();
            let decision = NewDecision {
                submission: &first.id,
                verdict: first.verdict.as_deref().unwrap(),
                state: State::Accepted,
                reason: "r",
                actor: "buyer Sato",
            };
            let decided = store.decide(&decision, People::One).await.is_ok();
            let mut handed = 0;
            for hand in hands {
                handed += usize::from(hand.await.unwrap());
            }
            let states: Vec<String> =
                store.submissions_of(&request.id).await.unwrap().into_iter().map(|submission| submission.state).collect();
            let of = |word: &str| states.iter().filter(|state| *state == word).count();
            assert_eq!((of("accepted"), of("submitted")), if decided { (1, 0) } else { (0, 1) }, "{states:?}");
            assert_eq!(handed == 0, decided, "{states:?}");
        }
        assert!(matches!(ground.store.verify_audit().await.unwrap(), Chain::Whole(_)));
    });
}

#[test]
fn a_supplier_is_made_once_and_is_its_id_from_then_on() {
    on_each(|ground| async move {
        let store = &ground.store;
        let tama = store.make_supplier("Tama", "buyer Sato").await.unwrap();
        let again = store.make_supplier("Tama", "buyer Sato").await.unwrap_err();
        assert!(matches!(&again, StoreFault::Conflict(why) if why.contains(&tama.id) && why.contains("town")), "{again}");
        assert_eq!(store.supplier_meant("Tama").await.unwrap(), tama);
        assert_eq!(store.supplier_meant(&tama.id).await.unwrap(), tama);
        let unknown = store.supplier_meant("Kama").await.unwrap_err().to_string();
        assert!(unknown.contains("make it first"), "{unknown}");
        // As a portal of before could have it.
        ground.sql("INSERT INTO supplier (tenant, id, name, created_at) VALUES ('main', 'x', 'Tama', 0)").await;
        let two = store.supplier_meant("Tama").await.unwrap_err().to_string();
        assert!(two.contains(&tama.id) && two.contains("give the id"), "{two}");

        let pass = |whose| NewPass { role: Role::Vendor, name: "p", whose, usage: Use::Token, lifetime_seconds: 60, actor: "operator" };
        let of = |whose| async move { store.make_pass(&pass(whose)).await.map(|(pass, _)| pass.supplier.unwrap()) };
        assert_eq!(of(Whose::Known(&tama.id)).await.unwrap(), tama.id);
        let kama = of(Whose::New("Kama")).await.unwrap();
        assert_eq!(of(Whose::Known("Kama")).await.unwrap(), kama);
        assert!(matches!(of(Whose::New("Kama")).await, Err(StoreFault::Conflict(_))));
        assert!(matches!(of(Whose::Known("nobody")).await, Err(StoreFault::Unclear(_))));
        assert!(matches!(of(Whose::Nobodys).await, Err(StoreFault::Unclear(_))));
        let makers = (0..6).map(|_| {
            let ground = Arc::clone(&ground);
            tokio::spawn(async move { ground.store.make_supplier("Hama", "operator").await.is_ok() })
        });
        let mut made = 0;
        for maker in makers.collect::<Vec<_>>() {
            made += usize::from(maker.await.unwrap());
        }
        assert_eq!(made, 1, "six at one moment");
    });
}

/// Refused uploads leave bytes behind; what a row names, or somebody writes again, stays.
#[test]
fn originals_that_no_row_names_are_swept_after_hours() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"named").await;
        let given = judged(store, "accept", Vec::new()).await;
        let place = |bytes: &[u8]| {
            let name = Digest::of(bytes).to_string();
            ground.folder.path().join("originals").join(&name[..2]).join(name)
        };
        let hours_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3 * 3_600);
        for bytes in [b"nobody's", b"again   ", b"fresh   "] {
            store.originals.keep(bytes).await.unwrap();
        }
        let (nobodys, again, fresh, named, report) =
            (place(b"nobody's"), place(b"again   "), place(b"fresh   "), place(b"named"), place(b"accept"));
        let (papers, signature) = (store.originals.keep(b"papers").await.unwrap(), store.originals.keep(b"signed").await.unwrap());
        let id = kenpin::store::id::new().unwrap();
        let new = NewCertification { id: &id, submission: &sent.id, verdict: &given, kept: &papers, certifier: "Ito", actor: "link" };
        store.certify(&new).await.unwrap();
        let new = NewSignature { certification: &id, kept: &signature, name: "c.sig", signer: "Ito", actor: "link" };
        store.countersign(&new).await.unwrap();
        assert_eq!(store.certifications(&sent.id).await.unwrap()[0].sha256, papers.digest.to_string());
        let (papers, signature) = (place(b"papers"), place(b"signed"));
        for old in [&nobodys, &again, &named, &report, &papers, &signature] {
            std::fs::File::open(old).unwrap().set_modified(hours_ago).unwrap();
        }
        store.originals.keep(b"again   ").await.unwrap();
        let mut swept = 0;
        for shelf in 0..=u8::MAX {
            swept += store.sweep(shelf).await.unwrap();
        }
        assert_eq!(swept, 1);
        assert!(!nobodys.exists());
        for stays in [again, fresh, named, report, papers, signature] {
            assert!(stays.exists(), "{}", stays.display());
        }
    });
}

#[test]
fn the_same_idempotency_key_gives_the_same_submission() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let files = [kept(store, "a", b"a").await];
        let of = |key: &'static str| {
            let (supplier, files) = (request.supplier.clone(), files.clone());
            async move {
                let new = NewSubmission {
                    supplier: &supplier,
                    request: None,
                    direct: true,
                    idempotency: Some(key),
                    files: &files,
                    actor: "vendor",
                };
                store.add_submission(&new).await.unwrap().id
            }
        };
        let (one, same, other) = (of("k1").await, of("k1").await, of("k2").await);
        assert_eq!(one, same);
        assert_ne!(one, other);
        let sent = (0..6).map(|_| {
            let (ground, supplier, files) = (Arc::clone(&ground), request.supplier.clone(), files.clone());
            tokio::spawn(async move {
                let (supplier, files, idempotency) = (&supplier, &files, Some("at one moment"));
                let new = NewSubmission { supplier, request: None, direct: true, idempotency, files, actor: "vendor" };
                ground.store.add_submission(&new).await.unwrap().id
            })
        });
        let mut ids = BTreeSet::new();
        for sent in sent.collect::<Vec<_>>() {
            ids.insert(sent.await.unwrap());
        }
        assert_eq!(ids.len(), 1);
        judged(store, "accept", Vec::new()).await;
        assert_eq!(store.submission(&one).await.unwrap().state, "submitted", "what comes through the API needs no second step");
        assert_eq!(store.inbox(Wanted::default(), None).await.unwrap().len(), 1);
    });
}

#[test]
fn a_component_is_found_by_its_name_its_maker_and_every_name_of_the_party() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let party = ["HiSilicon Technologies Co., Ltd.", "海思半导体"];
        let parts =
            vec![component("camera SoC", "海思", &party), component("Ambarella CV25", "Ambarella", &[]), component("lens", "Tama", &[])];
        judged(store, "reject", parts).await;
        assert!(store.search("HiSilicon").await.unwrap().is_empty(), "a draft is its vendor's own");
        store.hand_in(&store.submission(&sent.id).await.unwrap(), "link").await.unwrap();
        for question in ["HiSilicon", "hisilicon technologies", "海思半导体", "海思", "camera SoC", "ＨｉＳｉｌｉｃｏｎ"] {
            let found = store.search(question).await.unwrap();
            assert_eq!(found.len(), 1, "{question}");
            assert_eq!((found[0].name.as_str(), found[0].party.as_str()), ("camera SoC", party[0]), "{question}");
        }
        assert_eq!(store.search("ambarella").await.unwrap()[0].maker, "Ambarella");
        // The lists of deliveries find by the same words, for the buyer and for the vendor alone whose it is.
        let other = submission(store, &request, b"y").await;
        judged(store, "accept", vec![component("lens", "Tama", &[])]).await;
        let ids = |found: Vec<kenpin::store::entity::submission::Model>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
        for (maker, inbox, own) in
            [("HiSilicon", vec![&sent.id], vec![&sent.id]), ("Tama", vec![&sent.id], vec![&other.id, &sent.id]), ("Huawei", vec![], vec![])]
        {
            let wanted = Wanted { maker: Some(maker), ..Wanted::default() };
            assert_eq!(ids(store.inbox(wanted, None).await.unwrap()).iter().collect::<Vec<_>>(), inbox, "{maker}");
            assert_eq!(
                ids(store.submissions_by(&request.supplier, wanted, None).await.unwrap()).iter().collect::<Vec<_>>(),
                own,
                "{maker}"
            );
            assert!(store.submissions_by("somebody else", wanted, None).await.unwrap().is_empty());
            let wanted = Wanted { state: Some(State::Draft), ..wanted };
            let drafts: Vec<_> = own.iter().filter(|id| **id == &other.id).copied().collect();
            assert_eq!(ids(store.submissions_by(&request.supplier, wanted, None).await.unwrap()).iter().collect::<Vec<_>>(), drafts);
        }
        for question in ["Huawei", "HiSilicon Ambarella", "", "%", "' OR 1=1"] {
            assert!(store.search(question).await.unwrap().is_empty(), "{question}");
        }
        // Only the newest verdict counts.
        ground.sql("INSERT INTO job (tenant, id, kind, object, attempts, not_before, lease_until, worker, problem) SELECT 'main', 'j', 'judge', id, 0, 0, 0, '', '' FROM submission WHERE number = 1").await;
        let later = judged(store, "accept", vec![component("lens", "Tama", &[])]).await;
        assert!(store.search("HiSilicon").await.unwrap().is_empty());
        let verdicts = store.verdicts(&sent.id).await.unwrap();
        assert_eq!(verdicts[0].supersedes.as_deref(), Some(verdicts[1].id.as_str()));
        assert_eq!(store.submission(&sent.id).await.unwrap().verdict, Some(later));
        assert_eq!(store.submission(&sent.id).await.unwrap().state, "submitted");
    });
}

#[test]
fn a_pass_opens_what_it_is_for_until_it_is_taken_back() {
    on_each(|ground| async move {
        let store = &ground.store;
        let new = |role, usage, lifetime_seconds| NewPass {
            role,
            name: "Sato",
            whose: Whose::Nobodys,
            usage,
            lifetime_seconds,
            actor: "operator",
        };
        let (pass, token) = store.make_pass(&new(Role::Buyer, Use::Token, 60)).await.unwrap();
        assert_eq!(store.by_token(token.text()).await.unwrap().unwrap().id, pass.id);
        assert!(store.by_token("no such token").await.unwrap().is_none());
        let session = store.sign_in(token.text()).await.unwrap().unwrap().secret;
        assert_eq!(store.by_session(session.text()).await.unwrap().unwrap().0.id, pass.id);
        store.revoke_pass(&pass.id, "operator").await.unwrap();
        assert!(store.by_token(token.text()).await.unwrap().is_none());
        assert!(store.by_session(session.text()).await.unwrap().is_none());
        assert_eq!(ground.count("SELECT COUNT(*) AS n FROM session").await, 0, "a pass takes its sessions with it");
        assert!(matches!(store.revoke_pass(&pass.id, "operator").await, Err(StoreFault::Missing)));

        let (_, link) = store.make_pass(&new(Role::Admin, Use::Link, 60)).await.unwrap();
        assert!(store.by_token(link.text()).await.unwrap().is_none(), "a link is no token");
        let tries = (0..8).map(|_| {
            let (ground, link) = (Arc::clone(&ground), link.text().to_owned());
            tokio::spawn(async move { ground.store.sign_in(&link).await.unwrap().is_some() })
        });
        let mut opened = 0;
        for one in tries.collect::<Vec<_>>() {
            opened += usize::from(one.await.unwrap());
        }
        assert_eq!(opened, 1, "a link works once");

        let (_, late) = store.make_pass(&new(Role::Buyer, Use::Token, -1)).await.unwrap();
        assert!(store.by_token(late.text()).await.unwrap().is_none());
        let short = new(Role::Buyer, Use::Token, 2);
        let (_, token) = store.make_pass(&short).await.unwrap();
        let session = store.sign_in(token.text()).await.unwrap().unwrap().secret;
        assert!(store.by_session(session.text()).await.unwrap().is_some());
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        assert!(store.by_session(session.text()).await.unwrap().is_none(), "no session outlives its token");
    });
}

#[test]
fn a_link_opens_one_request_until_it_is_taken_back() {
    on_each(|ground| async move {
        let store = &ground.store;
        let tama = store.make_supplier("Tama", "buyer Sato").await.unwrap().id;
        let of = |lifetime_seconds| NewRequest { supplier: &tama, title: "t", order_toml: "", lifetime_seconds, actor: "buyer Sato" };
        let (request, secret) = store.make_request(&of(60)).await.unwrap();
        let by_name = NewRequest { supplier: "Tama", ..of(60) };
        assert!(matches!(store.make_request(&by_name).await, Err(StoreFault::Missing)), "a name is looked up before");
        assert_eq!(store.by_link(secret.text()).await.unwrap().id, request.id);
        store.revoke_request(&request.id, "buyer Sato").await.unwrap();
        assert!(matches!(store.by_link(secret.text()).await, Err(StoreFault::Missing)));
        let (_, late) = store.make_request(&of(-1)).await.unwrap();
        assert!(matches!(store.by_link(late.text()).await, Err(StoreFault::Missing)));
    });
}

#[test]
fn no_event_can_be_changed_taken_out_or_cut_off_unseen() {
    for (harm, seq) in [
        ("UPDATE audit SET detail = 'other' WHERE seq = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 2", 3),
        ("DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)", 4),
        ("UPDATE audit_head SET hash = 'x'", 4),
        ("DELETE FROM audit_head", 4),
    ] {
        on_each(|ground| async move {
            let store = &ground.store;
            request(store, "a").await;
            request(store, "b").await;
            assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole(mark) if mark.seq == 4));
            ground.sql(harm).await;
            assert!(matches!(store.verify_audit().await.unwrap(), Chain::Broken { seq: broken, .. } if broken == seq), "{harm}");
        });
    }
}

/// The plans of a million components rest on these two; without them a question reads every row.
#[test]
fn a_search_reads_indexes_and_no_whole_table() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let ground = sqlite().await;
        let backend = ground.behind.get_database_backend();
        for sql in [
            "SELECT claim FROM claim_word WHERE tenant = 'main' AND word = 'x'",
            "SELECT component.ord FROM component JOIN submission ON submission.tenant = component.tenant AND submission.verdict = component.verdict \
             AND submission.id = component.submission WHERE component.tenant = 'main' AND component.claim = 'x'",
        ] {
            let rows = ground.behind.query_all_raw(Statement::from_string(backend, format!("EXPLAIN QUERY PLAN {sql}"))).await.unwrap();
            for row in rows {
                let step: String = row.try_get("", "detail").unwrap();
                assert!(!step.starts_with("SCAN"), "{sql}: {step}");
            }
        }
    });
}

#[test]
fn what_an_upload_left_aside_is_swept_away_after_an_hour() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let open = |folder: &Path| runtime.block_on(Store::open(folder, None, None)).unwrap();
    drop(open(folder.path()));
    let aside = folder.path().join("incoming");
    for (name, age) in [("old", 7_200), ("fresh", 60)] {
        let file = std::fs::File::create(aside.join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(age)).unwrap();
    }
    drop(open(folder.path()));
    let left: Vec<_> = std::fs::read_dir(aside).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["fresh"]);
}

/// Counted before its transaction, two at one moment would both have found room for one more.
#[test]
fn no_more_certifications_and_signatures_are_kept_than_there_may_be() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let verdict = judged(store, "accept", Vec::new()).await;
        let paper = store.originals.keep(b"paper").await.unwrap();
        let certify = |verdict: &str| {
            let (ground, submission, verdict, kept) = (Arc::clone(&ground), sent.id.clone(), verdict.to_owned(), paper.clone());
            tokio::spawn(async move {
                let id = kenpin::store::id::new().unwrap();
                let new =
                    NewCertification { id: &id, submission: &submission, verdict: &verdict, kept: &kept, certifier: "Ito", actor: "link" };
                (ground.store.certify(&new).await, id)
            })
        };
        let other = certify("another verdict").await.unwrap().0;
        assert!(matches!(other, Err(StoreFault::Conflict(why)) if why.contains("another verdict by now")));
        let mut made = Vec::new();
        for one in (0..58).map(|_| certify(&verdict)).collect::<Vec<_>>() {
            match one.await.unwrap() {
                (Ok(()), id) => made.push(id),
                (Err(StoreFault::Conflict(why)), _) => assert!(why.contains("50 certifications"), "{why}"),
                (Err(fault), _) => panic!("{fault}"),
            }
        }
        assert_eq!(made.len(), 50);
        assert_eq!(ground.count("SELECT COUNT(*) AS n FROM certification").await, 50);
        let signing = (0..58).map(|_| {
            let (ground, certification, kept) = (Arc::clone(&ground), made[0].clone(), paper.clone());
            tokio::spawn(async move {
                let new = NewSignature { certification: &certification, kept: &kept, name: "c.sig", signer: "Ito", actor: "link" };
                ground.store.countersign(&new).await.is_ok()
            })
        });
        let mut signed = 0;
        for one in signing.collect::<Vec<_>>() {
            signed += usize::from(one.await.unwrap());
        }
        assert_eq!((signed, ground.count("SELECT COUNT(*) AS n FROM countersign").await), (50, 50));
        // What was refused left no event either.
        assert_eq!(
            ground.count("SELECT COUNT(*) AS n FROM audit WHERE action IN ('submission.certified', 'certification.signed')").await,
            100
        );
        assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole(_)));
        let decided = NewDecision { submission: &sent.id, verdict: &verdict, state: State::Accepted, reason: "fits", actor: "buyer Sato" };
        store.hand_in(&store.submission(&sent.id).await.unwrap(), "link").await.unwrap();
        store.decide(&decided, People::One).await.unwrap();
        assert!(matches!(certify(&verdict).await.unwrap().0, Err(StoreFault::Conflict(why)) if why.contains("was decided")));
    });
}

#[test]
fn a_verdict_is_signed_once_whoever_is_first() {
    on_each(|ground| async move {
        let store = &ground.store;
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let verdict = judged(store, "accept", Vec::new()).await;
        let signing = (0..8_u8).map(|number| {
            let (ground, submission, verdict) = (Arc::clone(&ground), sent.id.clone(), verdict.clone());
            tokio::spawn(async move {
                let kept = ground.store.originals.keep(&[number]).await.unwrap();
                ground.store.keep_signed(&submission, &verdict, "vsa", &kept).await.unwrap();
                ground.store.report(&verdict, "vsa").await.unwrap()
            })
        });
        let mut read = BTreeSet::new();
        for one in signing.collect::<Vec<_>>() {
            read.insert(one.await.unwrap());
        }
        assert_eq!(read.len(), 1);
        assert_eq!(ground.count("SELECT COUNT(*) AS n FROM audit WHERE action = 'verdict.signed'").await, 1);
    });
}

/// The outbox is written with the event or not at all, and an address that never answers is given up after a day, aloud.
#[test]
fn what_is_to_be_told_is_kept_with_the_event_and_given_up_after_a_day() {
    on_each(|ground| async move {
        let store = &ground.store;
        let new = NewWebhook {
            url: "https://hooks.example/?key=1",
            shown: "https://hooks.example/",
            events: &[Happening::HandedIn, Happening::Decided],
            reach: Reach::PublicOnly,
            actor: "operator",
        };
        let webhook = store.add_webhook(&new).await.unwrap();
        let request = request(store, "Tama Optics").await;
        let sent = submission(store, &request, b"x").await;
        let verdict = judged(store, "accept", Vec::new()).await;
        let untold = || async { store.untold(&webhook.id).await.unwrap() };
        assert_eq!(untold().await, 0, "of a draft nobody is told");
        store.hand_in(&store.submission(&sent.id).await.unwrap(), "link").await.unwrap();
        let early =
            NewDecision { submission: &sent.id, verdict: "another", state: State::Accepted, reason: "a reason", actor: "buyer Sato" };
        assert!(store.decide(&early, People::One).await.is_err());
        assert_eq!(untold().await, 1, "what did not happen is not told");
        store.decide(&NewDecision { verdict: &verdict, ..early }, People::One).await.unwrap();
        assert_eq!(untold().await, 2);

        // Many processes, each event with one of them.
        let claiming = (0..6).map(|number| {
            let (ground, id) = (Arc::clone(&ground), webhook.id.clone());
            tokio::spawn(async move {
                let store = ground.second().await;
                let mut claimed = Vec::new();
                while let Some(notice) = store.claim_notice(&id, &format!("worker {number}")).await.unwrap() {
                    claimed.push(notice);
                }
                claimed
            })
        });
        let mut claimed = Vec::new();
        for one in claiming.collect::<Vec<_>>() {
            claimed.extend(one.await.unwrap());
        }
        claimed.sort_by(|one, other| one.id.cmp(&other.id));
        // By one of them, and the second event only once the first is told or given up.
        assert_eq!(claimed.iter().map(|one| one.event.as_str()).collect::<Vec<_>>(), ["submission.handed-in"]);
        assert!(claimed[0].body.contains(&sent.id), "{}", claimed[0].body);

        // It waits twice as long each time, and nobody else has it meanwhile.
        let mut notice = claimed[0].clone();
        for attempts in [4, 5, 40] {
            notice.attempts = attempts;
            store.not_told(&notice, "status 500").await.unwrap();
            let waits =
                ground.count(&format!("SELECT not_before - {} AS n FROM notice WHERE id = '{}'", kenpin::store::now(), notice.id)).await;
            let expected = if attempts == 40 { 3_600 } else { 1 << attempts };
            assert!((expected - 10..=expected).contains(&waits), "{attempts}: {waits}");
            assert!(store.claim_notice(&webhook.id, "worker").await.unwrap().is_none());
        }
        // A worker that lost its lease changes nothing.
        store.told(&kenpin::store::notices::notice::Model { worker: "somebody else".to_owned(), ..claimed[0].clone() }).await.unwrap();
        assert_eq!(untold().await, 2);

        notice.created_at -= 86_400;
        store.not_told(&notice, "status 500").await.unwrap();
        let second = store.claim_notice(&webhook.id, "worker").await.unwrap().unwrap();
        assert!(second.event == "submission.decided" && !second.body.contains("reason"), "{}", second.body);
        store.told(&second).await.unwrap();
        assert_eq!(untold().await, 0);
        let given_up = "SELECT COUNT(*) AS n FROM audit WHERE action = 'webhook.given-up' AND detail LIKE 'submission.handed-in of % after 40 attempts: status 500'";
        assert_eq!(ground.count(given_up).await, 1);
        store.reopen(&sent.id, "again", "buyer Sato").await.unwrap();
        store
            .decide(&NewDecision { submission: &sent.id, verdict: &verdict, state: State::Rejected, reason: "r", actor: "b" }, People::One)
            .await
            .unwrap();
        assert_eq!(untold().await, 1);
        store.remove_webhook(&webhook.id, "operator").await.unwrap();
        assert_eq!(ground.count("SELECT COUNT(*) AS n FROM notice").await, 0);
        assert!(matches!(store.remove_webhook(&webhook.id, "operator").await, Err(StoreFault::Missing)));
        assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole(_)));
    });
}
