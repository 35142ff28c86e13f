//! What is deleted and what is not: drafts that nobody handed in go with all that hangs on them; a hold, and a buyer's eyes, keep them.

use kenpin::store::audit::Chain;
use kenpin::store::entity::{request, submission};
use kenpin::store::requests::NewRequest;
use kenpin::store::retention::Deed;
use kenpin::store::submissions::{NewSubmission, Sent};
use kenpin::store::verdicts::{NewComponent, NewFinding, NewVerdict};
use kenpin::store::{Store, StoreFault};
use sea_orm::{ConnectionTrait as _, DatabaseConnection};

use super::portal::admin;
use super::portal_workers::{Place, count};

const DAY: i64 = 86_400;

async fn asked(store: &Store, supplier: &str) -> request::Model {
    let new = NewRequest { supplier, title: "cameras", order_toml: "", lifetime_seconds: 3_600, actor: "buyer Sato" };
    store.make_request(&new).await.unwrap().0
}

/// A delivery with a verdict, a draft, with bytes of its own.
async fn draft(store: &Store, request: &request::Model, bytes: &str) -> submission::Model {
    let files = [Sent { path: "bill".to_owned(), kept: store.originals.keep(bytes.as_bytes()).await.unwrap() }];
    let (supplier, request) = (&request.supplier, Some(request.id.as_str()));
    let new = NewSubmission { supplier, request, direct: false, idempotency: None, files: &files, actor: "link" };
    let sent = store.add_submission(&new).await.unwrap();
    let job = store.claim_job("worker").await.unwrap().unwrap();
    let text = || "x".to_owned();
    let finding = NewFinding {
        rule: "KP-S01",
        name: "n",
        effect: "refer",
        what: text(),
        places: text(),
        place_count: 1,
        path: text(),
        remedy: text(),
        authority: text(),
    };
    let party = Vec::new();
    let component =
        NewComponent { name: text(), version: text(), maker: text(), party, document: text(), pointer: text(), outcome: "clear" };
    let reports = vec![("json".to_owned(), store.originals.keep(format!("report of {bytes}").as_bytes()).await.unwrap())];
    let new = NewVerdict {
        word: "refer",
        holdings: Vec::new(),
        at: 0,
        program: text(),
        grounds: text(),
        waivers: String::new(),
        summary: text(),
        signatures: text(),
        findings: vec![finding],
        components: vec![component],
        reports,
    };
    store.record(&job, &new).await.unwrap();
    store.submission(&sent.id).await.unwrap()
}

async fn rows_of(behind: &DatabaseConnection, id: &str) -> i64 {
    let mut rows = 0;
    for sql in [
        "submission WHERE id = $",
        "document WHERE submission = $",
        "verdict WHERE submission = $",
        "component WHERE submission = $",
        "finding WHERE verdict IN (SELECT id FROM verdict WHERE submission = $)",
        "report WHERE verdict IN (SELECT id FROM verdict WHERE submission = $)",
    ] {
        rows += count(behind, &format!("SELECT COUNT(*) AS n FROM {}", sql.replace('$', &format!("'{id}'")))).await;
    }
    rows
}

async fn drafts_go_and_what_is_held_or_handed_in_stays(place: &Place) {
    let (store, behind) = (Store::open(place.folder.path(), place.url.as_deref(), None).await.unwrap(), place.behind().await);
    let mut suppliers = Vec::new();
    for name in ["Tama", "Kama"] {
        suppliers.push(store.make_supplier(name, "operator").await.unwrap().id);
    }
    let (own, held, theirs) = (asked(&store, &suppliers[0]).await, asked(&store, &suppliers[0]).await, asked(&store, &suppliers[1]).await);
    let (old, later) = (draft(&store, &own, "old").await, draft(&store, &own, "later").await);
    let handed = draft(&store, &held, "handed").await;
    store.hand_in(&handed, "link").await.unwrap();
    let (by_request, by_supplier) = (draft(&store, &held, "by request").await, draft(&store, &theirs, "by supplier").await);
    let young = draft(&store, &own, "young").await;
    let aged = [&old, &later, &handed, &by_request, &by_supplier].map(|one| format!("'{}'", one.id)).join(", ");
    behind.execute_unprepared(&format!("UPDATE submission SET created_at = created_at - {} WHERE id IN ({aged})", 40 * DAY)).await.unwrap();
    assert!(matches!(store.hold("nothing", "r", "operator").await, Err(StoreFault::Missing)));
    let of_request = store.hold(&held.id, "case 17", "operator").await.unwrap();
    store.hold(&suppliers[1], "case 18", "operator").await.unwrap();

    let seen = store.retain(30 * DAY, Deed::Tell, "operator").await.unwrap();
    assert_eq!(seen.deleted, [old.id.clone(), later.id.clone()]);
    assert!(rows_of(&behind, &old.id).await >= 6, "only told");
    assert_eq!(store.retain(30 * DAY, Deed::Delete, "operator").await.unwrap(), seen);
    assert_eq!(seen.held, [by_request.id.clone(), by_supplier.id.clone()]);
    for gone in [&old, &later] {
        assert_eq!(rows_of(&behind, &gone.id).await, 0);
        assert!(store.event_of("submission.received", &gone.id).await.unwrap().is_some(), "the chain keeps that it was there");
        assert!(store.event_of("submission.deleted", &gone.id).await.unwrap().is_some());
    }
    for stays in [&handed, &by_request, &by_supplier, &young] {
        assert_eq!(rows_of(&behind, &stays.id).await, 6, "{}", stays.id);
    }
    assert_eq!(store.submission(&young.id).await.unwrap().supersedes, None, "what it followed is gone");
    assert_eq!(count(&behind, "SELECT COUNT(*) AS n FROM finding WHERE verdict NOT IN (SELECT id FROM verdict)").await, 0);
    assert_eq!(count(&behind, "SELECT COUNT(*) AS n FROM report WHERE verdict NOT IN (SELECT id FROM verdict)").await, 0);

    store.lift_hold(&of_request.id, "operator").await.unwrap();
    assert!(matches!(store.lift_hold(&of_request.id, "operator").await, Err(StoreFault::Missing)));
    assert_eq!(store.retain(30 * DAY, Deed::Delete, "operator").await.unwrap().deleted, [by_request.id]);
    // Originals go once they are old, and only those that nothing names.
    let hours_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3 * 3_600);
    let place_of = |bytes: &str| {
        let name = kenpin::intake::Digest::of(bytes.as_bytes()).to_string();
        place.folder.path().join("originals").join(&name[..2]).join(name)
    };
    for bytes in ["old", "later", "handed", "by request", "by supplier", "young"] {
        std::fs::File::open(place_of(bytes)).unwrap().set_modified(hours_ago).unwrap();
    }
    for shelf in 0..=u8::MAX {
        store.sweep(shelf).await.unwrap();
    }
    for (bytes, stays) in
        [("old", false), ("later", false), ("by request", false), ("handed", true), ("by supplier", true), ("young", true)]
    {
        assert_eq!(place_of(bytes).exists(), stays, "{bytes}");
    }
    assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole(_)));
    // The same at the command line, where holds go by their ids.
    let listed = admin(place.folder.path(), &place.arguments(&["hold", "list"]));
    assert!(listed.contains("case 18") && !listed.contains("case 17"), "{listed}");
    admin(place.folder.path(), &place.arguments(&["hold", "lift", listed.split_whitespace().next().unwrap()]));
    let told = admin(place.folder.path(), &place.arguments(&["retain", "--drafts", "30", "--dry-run"]));
    assert!(
        told.contains(&format!("would be deleted: {}\n", by_supplier.id)) && told.ends_with("would be deleted: 1, held: 0\n"),
        "{told}"
    );
    assert!(admin(place.folder.path(), &place.arguments(&["retain", "--drafts", "30"])).ends_with("deleted: 1, held: 0\n"));
}

#[test]
fn drafts_that_nobody_handed_in_are_deleted_unless_held_on_sqlite() {
    tokio::runtime::Runtime::new().unwrap().block_on(drafts_go_and_what_is_held_or_handed_in_stays(&Place::sqlite()));
}

#[test]
fn drafts_that_nobody_handed_in_are_deleted_unless_held_on_postgresql() {
    if let Some(place) = Place::postgresql("retention") {
        tokio::runtime::Runtime::new().unwrap().block_on(drafts_go_and_what_is_held_or_handed_in_stays(&place));
    }
}
