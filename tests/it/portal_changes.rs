//! Lists change under verdicts that were given: only what the change touches is judged again.

use std::path::Path;
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait as _, Statement};

use super::portal::{Browser, Portal, json};
use super::portal_workers::Place;

/// An agency's list in one edition.
fn write_list(path: &Path, edition: &str, names: &[&str]) {
    put(path, &agency(edition, names));
}

fn agency(edition: &str, names: &[&str]) -> String {
    let mut text = format!(
        "schema_version = \"1\"\n[list]\nid = \"agency\"\ntitle = \"t\"\nauthority = \"a\"\ncitation = \"c\"\nedition = \"{edition}\"\nshelf_life_days = 180\nsource = \"s\"\nlicence = \"l\"\naffiliates = \"any\"\n"
    );
    for (number, name) in names.iter().enumerate() {
        text.push_str(&format!("[[entry]]\nid = \"e{number}\"\nname = \"{name}\"\nperiod = [{{ from = \"2020-01-01\" }}]\nconfidence = \"sourced\"\nauthority = \"a\"\nsource = \"s\"\n"));
    }
    text
}

/// Never read by halves.
fn put(path: &Path, text: &str) {
    std::fs::write(path.with_extension("new"), text).unwrap();
    std::fs::rename(path.with_extension("new"), path).unwrap();
}

struct Watched<'a> {
    portal: &'a Portal,
    token: String,
}

impl Watched<'_> {
    /// Sends a bill with one part of this maker; gives the address of the delivery.
    fn send(&self, maker: &str) -> String {
        self.send_bill(&serde_json::json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
            "components": [{ "type": "device", "name": "part", "manufacturer": { "name": maker } }] }))
    }

    fn send_bill(&self, bill: &serde_json::Value) -> String {
        let request = self.portal.client.post(self.portal.url("/api/v1/submissions")).bearer_auth(&self.token);
        let sent = request.header("content-disposition", "attachment; filename=\"b.cdx.json\"").body(bill.to_string()).send().unwrap();
        assert_eq!(sent.status(), 201);
        json(sent)["links"]["self"].as_str().unwrap().to_owned()
    }

    /// The word and id of the newest verdict.
    fn verdict(&self, address: &str) -> (String, String) {
        let found = json(self.portal.client.get(self.portal.url(address)).bearer_auth(&self.token).send().unwrap());
        let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
        (text("verdict"), text("verdict_id"))
    }

    fn until(&self, address: &str, is_so: impl Fn(&(String, String)) -> bool) -> (String, String) {
        let start = Instant::now();
        loop {
            let now = self.verdict(address);
            if is_so(&now) {
                return now;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{address}: {now:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

/// How many verdicts were found to stand on this edition.
fn standing(place: &Place, edition: &str) -> i64 {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let behind = place.behind().await;
        let sql = format!("SELECT COUNT(*) AS many FROM stand WHERE grounds LIKE '%{edition}%'");
        let row = behind.query_one_raw(Statement::from_string(behind.get_database_backend(), sql)).await.unwrap().unwrap();
        row.try_get::<i64>("", "many").unwrap()
    })
}

fn until_standing(place: &Place, edition: &str, many: i64) {
    let start = Instant::now();
    while standing(place, edition) != many {
        assert!(start.elapsed() < Duration::from_secs(60), "{edition}: {}", standing(place, edition));
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn only_what_a_list_touches_is_judged_again(place: &Place) {
    let folder = tempfile::tempdir().unwrap();
    let (list, policy) = (folder.path().join("agency.toml"), folder.path().join("policy.toml"));
    std::fs::write(&policy, "schema_version = \"1\"\n").unwrap();
    write_list(&list, "2026-10-01", &["Nobody Instruments"]);
    let more = ["--watchlists", list.to_str().unwrap(), "--policy", policy.to_str().unwrap(), "--reload", "1"];
    let portal = place.portal(&more);
    let vendor = Watched { portal: &portal, token: place.token("vendor") };
    let (one, other) = (vendor.send("Tama Optics"), vendor.send("Kiso Surveillance K.K."));
    let (first, second) = (vendor.until(&one, |now| !now.1.is_empty()), vendor.until(&other, |now| !now.1.is_empty()));
    assert_eq!((first.0.as_str(), second.0.as_str()), ("refer", "refer"), "nobody signed them");

    // A later edition names the maker of one of them.
    write_list(&list, "2026-10-02", &["Nobody Instruments", "Kiso Surveillance"]);
    let listed = vendor.until(&other, |now| now.1 != second.1);
    assert_eq!(listed.0, "reject");
    until_standing(place, "2026-10-02", 1);
    assert_eq!(vendor.verdict(&one), first, "it names nobody of whom the list says anything else than before");
    let buyer = place.token("buyer");
    let browser = Browser::sign_in(&portal, &buyer, "/inbox");
    let page = |address: &str| browser.page(&address.replace("/api/v1", ""));
    assert!(page(&one).contains("nothing of this delivery is touched") && !page(&other).contains("nothing of this delivery is touched"));

    // So it is while nothing runs, over two editions at once, and back.
    let token = vendor.token;
    portal.kill();
    write_list(&list, "2026-10-04", &["Kiso Surveillance", "Nobody Instruments", "Sagami Denshi"]);
    let portal = place.portal(&more);
    let vendor = Watched { portal: &portal, token };
    until_standing(place, "2026-10-04", 1);
    assert_eq!(vendor.verdict(&one), first);
    // Its entry is another one now: whoever was told of it is told anew.
    let moved = vendor.until(&other, |now| now.1 != listed.1);
    assert_eq!(moved.0, "reject");
    write_list(&list, "2026-10-05", &["Kiso Surveillance", "Nobody Instruments"]);
    until_standing(place, "2026-10-05", 2);
    assert_eq!((vendor.verdict(&one), vendor.verdict(&other)), (first.clone(), moved.clone()));

    // What is no list's is everybody's: the policy.
    std::fs::write(&policy, "schema_version = \"1\"\n[effects]\nmaker_unknown = \"reject\"\n").unwrap();
    vendor.until(&one, |now| now.1 != first.1);
    vendor.until(&other, |now| now.1 != moved.1);
}

#[test]
fn only_what_a_list_touches_is_judged_again_on_sqlite() {
    only_what_a_list_touches_is_judged_again(&Place::sqlite());
}

#[test]
fn only_what_a_list_touches_is_judged_again_on_postgresql() {
    if let Some(place) = Place::postgresql("changes") {
        only_what_a_list_touches_is_judged_again(&place);
    }
}

/// Listings begin on a day, with no edition of any list: who is named, and what kinds of things are.
#[test]
fn a_day_begins_and_what_begins_with_it_is_seen() {
    let (place, folder) = (Place::sqlite(), tempfile::tempdir().unwrap());
    let list = folder.path().join("agency.toml");
    let text = agency("2026-10-01", &["Kiso Surveillance"]).replace("2020-01-01", "2026-11-25");
    let kind = "[[entry]]\nid = \"k\"\nname = \"routers\"\nperiod = [{ from = \"2026-11-26\" }]\ncategories = [\"router\"]\nproduced_outside = \"JP\"\nconfidence = \"sourced\"\nauthority = \"a\"\nsource = \"s\"\n";
    put(&list, &format!("{text}{kind}"));
    let policy = folder.path().join("policy.toml");
    std::fs::write(&policy, "schema_version = \"1\"\nregimes = [\"agency\"]\n").unwrap();
    let at = |day: &str| {
        let more = ["--watchlists", list.to_str().unwrap(), "--policy", policy.to_str().unwrap(), "--reload", "1", "--at", day];
        Portal::start(place.folder.path(), &more)
    };
    let portal = at("2026-11-24");
    let vendor = Watched { portal: &portal, token: place.token("vendor") };
    let deliveries = ["Tama Optics", "Kiso Surveillance K.K."].map(|maker| vendor.send(maker));
    let router = vendor.send_bill(&serde_json::json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": { "type": "device", "name": "Edge-Router 5", "manufacturer": { "name": "Tama Optics" } } },
        "components": [{ "type": "device", "name": "part", "manufacturer": { "name": "Tama Optics" } }] }));
    let [plain, listed] = deliveries.map(|address| (vendor.until(&address, |now| !now.1.is_empty()), address));
    let before = vendor.until(&router, |now| !now.1.is_empty());
    let token = vendor.token;
    portal.kill();
    let portal = at("2026-11-25");
    let vendor = Watched { portal: &portal, token };
    assert_eq!(vendor.until(&listed.1, |now| now.1 != listed.0.1).0, "reject");
    until_standing(&place, "2026-11-25", 2);
    assert_eq!((vendor.verdict(&plain.1), vendor.verdict(&router)), (plain.0.clone(), before.clone()));
    // A kind of things is anybody's.
    let token = vendor.token;
    portal.kill();
    let portal = at("2026-11-26");
    let vendor = Watched { portal: &portal, token };
    vendor.until(&router, |now| now.1 != before.1);
    vendor.until(&plain.1, |now| now.1 != plain.0.1);
}

/// What one verdict kept cannot be read: that delivery is judged again, and so is every other that a change touches.
#[test]
fn an_original_that_cannot_be_read_holds_up_nobody_else() {
    let (place, folder) = (Place::sqlite(), tempfile::tempdir().unwrap());
    let list = folder.path().join("agency.toml");
    write_list(&list, "2026-10-01", &["Nobody Instruments"]);
    let portal = place.portal(&["--watchlists", list.to_str().unwrap(), "--reload", "1"]);
    let vendor = Watched { portal: &portal, token: place.token("vendor") };
    let (one, other) = (vendor.send("Tama Optics"), vendor.send("Kiso Surveillance K.K."));
    let (first, second) = (vendor.until(&one, |now| !now.1.is_empty()), vendor.until(&other, |now| !now.1.is_empty()));
    let sha256: String = tokio::runtime::Runtime::new().unwrap().block_on(async {
        let behind = place.behind().await;
        let sql = format!("SELECT sha256 FROM report WHERE verdict = '{}' AND format = 'screened'", first.1);
        let row = behind.query_one_raw(Statement::from_string(behind.get_database_backend(), sql)).await.unwrap().unwrap();
        row.try_get("", "sha256").unwrap()
    });
    let path = place.folder.path().join("originals").join(&sha256[..2]).join(&sha256);
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    write_list(&list, "2026-10-02", &["Nobody Instruments", "Kiso Surveillance"]);
    assert_eq!(vendor.until(&other, |now| now.1 != second.1).0, "reject");
    // Its own new verdict reads the same of the lists, which cannot be kept at that place: it is tried again, and said.
    assert_eq!(vendor.verdict(&one).0, "refer");
}
