//! A copy of everything: taken while vendors send, restored into the other database, whole to the byte; a damaged one is refused.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kenpin::intake::Digest;
use serde_json::Value;

use super::portal::{Portal, delivery, json, multipart, named};
use super::portal_workers::{Place, count, send};

fn kenpin(place: &Place, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().args(place.arguments(arguments)).arg("--data").arg(place.folder.path()).output().unwrap()
}

fn done(place: &Place, arguments: &[&str]) -> String {
    let output = kenpin(place, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(place: &Place, arguments: &[&str]) -> String {
    let output = kenpin(place, arguments);
    assert!(!output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// What the interface says of every delivery: its state, its findings as reported, and each document's name and bytes' digest.
pub fn told(portal: &Portal, buyer: &str) -> BTreeMap<String, Vec<Value>> {
    let get = |path: &str| portal.client.get(portal.url(path)).bearer_auth(buyer).send().unwrap();
    let (mut told, mut next) = (BTreeMap::new(), String::new());
    loop {
        let page = json(get(&format!("/api/v1/submissions{next}")));
        for one in page["items"].as_array().unwrap() {
            let own = one["links"]["self"].as_str().unwrap();
            let documents = json(get(&format!("{own}/documents")));
            for document in documents["items"].as_array().unwrap() {
                let bytes = get(&format!("{}/documents/{}", one["links"]["page"].as_str().unwrap(), document["number"]));
                assert_eq!(Digest::of(&bytes.bytes().unwrap()).to_string(), document["sha256"].as_str().unwrap());
            }
            told.insert(one["id"].as_str().unwrap().to_owned(), vec![one.clone(), documents, json(get(&format!("{own}/report")))]);
        }
        match page["next"].as_str() {
            Some(after) => next = format!("?after={after}"),
            None => return told,
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files_below(&entry)) } else { found.push(entry) }
    }
    found.sort();
    found
}

/// No backup holds it; its operator keeps it apart.
pub fn carry_key(from: &Place, to: &Place) {
    std::fs::copy(from.folder.path().join("signing-key.pem"), to.folder.path().join("signing-key.pem")).unwrap();
}

/// From one database into the other, with uploads going on.
fn moved(from: &Place, to: &Place) {
    let (portal, copies) = (from.portal(&[]), tempfile::tempdir().unwrap());
    let (vendor, buyer) = (from.token("vendor"), from.token("buyer"));
    let folder = |name: &str| copies.path().join(name).to_str().unwrap().to_owned();
    let first = send(&portal, &vendor, 0..3);
    let link = portal.link(&buyer, "camera");
    let draft = portal.send(&link, &named(&delivery("hisilicon")));
    portal.judged(&draft);
    let get = |portal: &Portal, path: &str| json(portal.client.get(portal.url(path)).bearer_auth(&buyer).send().unwrap());
    let one = get(&portal, &format!("/api/v1/submissions/{}", first.first().unwrap()));
    let wanted = serde_json::json!({ "submission": one["id"], "verdict": one["verdict_id"], "finding": 0, "covers": "0", "reason": "spare", "expires": "2026-12-24" });
    let asked = portal.client.post(portal.url("/api/v1/waivers")).bearer_auth(&buyer).body(wanted.to_string()).send().unwrap();
    assert_eq!(asked.status(), 201, "{}", asked.text().unwrap());
    let waivers = get(&portal, "/api/v1/waivers");
    // While a vendor sends, and before and after it.
    let (busy, last) = std::thread::scope(|scope| {
        let sender = scope.spawn(|| send(&portal, &vendor, 3..15));
        let said = done(from, &["admin", "backup", &folder("busy")]);
        assert!(said.contains("originals of") && said.contains("sha256:"), "{said}");
        (folder("busy"), sender.join().unwrap())
    });
    assert!(refused(from, &["admin", "backup", &busy]).contains("something lies in it"));
    let digest = done(from, &["admin", "backup", &folder("whole")]).split("sha256:").nth(1).unwrap().trim().to_owned();
    let before = told(&portal, &buyer);
    assert!(first.iter().chain(&last).all(|id| before.contains_key(id)), "{}", before.len());
    drop(portal);

    let other = refused(to, &["admin", "restore", &folder("whole"), "--manifest", &"0".repeat(64)]);
    assert!(other.contains("this is another backup, or it was changed"), "{other}");
    let said = done(to, &["admin", "restore", &folder("whole"), "--manifest", &format!("sha256:{digest}")]);
    assert!(said.contains("the audit chain whole to #") && said.contains(&digest), "{said}");
    assert!(done(to, &["admin", "verify-audit"]).contains("whole"));
    carry_key(from, to);
    let portal = to.portal(&[]);
    assert_eq!(told(&portal, &buyer), before, "byte for byte, with the passes of before");
    assert_eq!(get(&portal, "/api/v1/waivers"), waivers);
    assert!(portal.judged(&draft).contains("draft, seen by you only"), "the vendor's link works as before");
    let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor);
    assert_eq!(json(multipart(post, &named(&delivery("camera"))).send().unwrap())["state"], "submitted", "and everything goes on");
    assert!(refused(to, &["admin", "restore", &busy]).contains("into an empty place only"));

    // The one that was taken in the middle holds a moment: every delivery in it has its documents, and what was unjudged is judged now.
    let third = Place::sqlite();
    done(&third, &["admin", "restore", &busy]);
    carry_key(from, &third);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let portal = third.portal(&[]);
    let behind = runtime.block_on(third.behind());
    let since = std::time::Instant::now();
    while runtime.block_on(count(&behind, "SELECT COUNT(*) AS n FROM job")) > 0 {
        assert!(since.elapsed().as_secs() < 90, "judged after the restore");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let middle = told(&portal, &buyer);
    assert!(middle.len() >= 3 && middle.keys().all(|id| before.contains_key(id)), "{}", middle.len());
    assert!(done(&third, &["admin", "verify-audit"]).contains("whole"));
}

#[test]
fn a_backup_moves_a_portal_from_sqlite_to_postgresql() {
    if let Some(to) = Place::postgresql("restored") {
        moved(&Place::sqlite(), &to);
    }
}

#[test]
fn a_backup_moves_a_portal_from_postgresql_to_sqlite() {
    if let Some(from) = Place::postgresql("backed_up") {
        moved(&from, &Place::sqlite());
    }
}

/// One bit of any file: an original, a table, the manifest. It is named, and nothing is restored.
#[test]
fn a_damaged_byte_in_a_backup_is_named_and_refused() {
    let (from, copies) = (Place::sqlite(), tempfile::tempdir().unwrap());
    let portal = from.portal(&[]);
    send(&portal, &from.token("vendor"), 0..2);
    drop(portal);
    let backup = copies.path().join("backup");
    done(&from, &["admin", "backup", backup.to_str().unwrap()]);
    let target = Place::sqlite();
    let restore = ["admin", "restore", backup.to_str().unwrap()];
    let (mut tried, all) = (0, files_below(&backup));
    let originals = all.iter().filter(|path| path.starts_with(backup.join("originals"))).take(4);
    let tables = all.iter().filter(|path| path.starts_with(backup.join("tables")));
    for path in originals.chain(tables).filter(|path| std::fs::metadata(path).unwrap().len() > 0) {
        let whole = std::fs::read(path).unwrap();
        let mut harmed = whole.clone();
        harmed[whole.len() / 2] ^= 1;
        for bytes in [harmed, whole[..whole.len() - 1].to_vec()] {
            std::fs::write(path, bytes).unwrap();
            let said = refused(&target, &restore);
            assert!(
                said.contains("damaged, and nothing was restored") && said.contains(path.to_str().unwrap()),
                "{}: {said}",
                path.display()
            );
            tried += 1;
        }
        std::fs::remove_file(path).unwrap();
        assert!(refused(&target, &restore).contains(path.to_str().unwrap()));
        std::fs::write(path, whole).unwrap();
    }
    assert!(tried >= 20, "{tried}");
    // A chain from which an event was taken, with a manifest that says so, is a broken chain all the same.
    let (manifest, audit) = (backup.join("kenpin-backup.json"), backup.join("tables/audit.ndjson"));
    let (said, events) = (std::fs::read_to_string(&manifest).unwrap(), std::fs::read_to_string(&audit).unwrap());
    let shorter: String = events.lines().enumerate().filter(|(number, _)| *number != 1).map(|(_, line)| format!("{line}\n")).collect();
    let mut forged: Value = serde_json::from_str(&said).unwrap();
    let sheet = forged["tables"].as_array_mut().unwrap().iter_mut().find(|sheet| sheet["name"] == "audit").unwrap();
    sheet["rows"] = (events.lines().count() - 1).into();
    sheet["sha256"] = Digest::of(shorter.as_bytes()).to_string().into();
    std::fs::write(&audit, &shorter).unwrap();
    std::fs::write(&manifest, forged.to_string()).unwrap();
    assert!(refused(&target, &restore).contains("the event before it is missing"));
    std::fs::write(&audit, &events).unwrap();
    std::fs::write(&manifest, &said[..said.len() / 2]).unwrap();
    assert!(refused(&target, &restore).contains("this is no backup"));
    std::fs::write(&manifest, &said).unwrap();
    done(&target, &restore);

    // What the portal itself has lost is named, and the rest is saved.
    let lost = files_below(&from.folder.path().join("originals"))
        .into_iter()
        .find(|path| std::fs::read(path).unwrap().starts_with(b"{\"bomFormat\""))
        .unwrap();
    std::fs::write(&lost, b"other").unwrap();
    let (second, digest) = (copies.path().join("second"), lost.file_name().unwrap().to_str().unwrap().to_owned());
    assert!(refused(&from, &["admin", "backup", second.to_str().unwrap()]).contains(&digest));
    let output = kenpin(&Place::sqlite(), &["admin", "restore", second.to_str().unwrap()]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains(&format!("missing: sha256:{digest}")));
}

/// A table that is new belongs into a backup, or here.
#[test]
fn every_table_is_in_a_backup_or_left_out_by_name() {
    let (place, copies) = (Place::sqlite(), tempfile::tempdir().unwrap());
    let backup = copies.path().join("backup");
    done(&place, &["admin", "migrate"]);
    done(&place, &["admin", "backup", backup.to_str().unwrap()]);
    let mut saved: Vec<String> =
        files_below(&backup.join("tables")).iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    // The shape stands in the manifest; whoever was signed in signs in anew.
    saved.extend(["migration", "session", "proof"].map(str::to_owned));
    saved.sort();
    let tables = tokio::runtime::Runtime::new().unwrap().block_on(async {
        use sea_orm::ConnectionTrait as _;
        let behind = place.behind().await;
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        let rows = behind.query_all_raw(sea_orm::Statement::from_string(behind.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| row.try_get::<String>("", "name").unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(saved, tables);
}

/// Components are lost behind the portal's back, and made again from the originals; a new verdict is given where one is asked for.
#[test]
fn what_is_searched_in_is_made_again_and_a_verdict_on_request() {
    let place = Place::sqlite();
    let portal = place.portal(&[]);
    let (vendor, buyer) = (place.token("vendor"), place.token("buyer"));
    let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor);
    let sent = json(multipart(post, &named(&delivery("hisilicon"))).send().unwrap());
    let id = sent["id"].as_str().unwrap();
    let search = || portal.client.get(portal.url("/search?q=HiSilicon")).bearer_auth(&buyer).send().unwrap().text().unwrap();
    assert!(search().contains(id));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let behind = runtime.block_on(place.behind());
    let all = |table: &str| runtime.block_on(count(&behind, &format!("SELECT COUNT(*) AS n FROM {table}")));
    let before = ["component", "claim", "claim_word"].map(all);
    runtime.block_on(async {
        use sea_orm::ConnectionTrait as _;
        for table in ["component", "claim", "claim_word"] {
            behind.execute_unprepared(&format!("DELETE FROM {table}")).await.unwrap();
        }
    });
    assert!(!search().contains(id));
    let ca = super::portal::golden("camera").join("trusted-ca.pem");
    let grounds = ["admin", "reindex", "--at", "2026-11-23", "--trusted-ca", ca.to_str().unwrap()];
    assert!(done(&place, &grounds).contains("made again: 1\n"));
    assert!(search().contains(id));
    assert_eq!(["component", "claim", "claim_word"].map(all), before);
    assert_eq!(all("verdict"), 1);
    // Other lists than those of the verdict: a worker judges it again.
    assert!(done(&place, &["admin", "reindex", "--at", "2026-11-23"]).contains("made again: 0\n"));

    assert!(refused(&place, &["admin", "rescreen", "01920000-0000-7000-8000-000000000000"]).contains("no such thing"));
    let verdicts = all("verdict");
    assert!(done(&place, &["admin", "rescreen"]).contains(": 1\n"));
    let since = std::time::Instant::now();
    while all("job") > 0 {
        assert!(since.elapsed().as_secs() < 60, "judged again");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(all("verdict") > verdicts, "on the same grounds too");
    assert!(done(&place, &["admin", "verify-audit"]).contains("whole"));
}

/// Tables of an older kenpin: nobody but `admin migrate` touches them, and two at once are no harm.
#[test]
fn old_tables_are_brought_up_to_date_by_admin_migrate_alone() {
    let Some(place) = Place::postgresql("migrate") else { return };
    assert!(done(&place, &["admin", "migrate"]).contains("done: 0001 first tables"));
    assert!(done(&place, &["admin", "migrate"]).contains("already"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        use sea_orm::ConnectionTrait as _;
        let behind = place.behind().await;
        behind.execute_unprepared("DROP INDEX verdict_word").await.unwrap();
        behind.execute_unprepared("DELETE FROM migration WHERE id LIKE '0005%'").await.unwrap();
    });
    for arguments in [["admin", "verify-audit"], ["serve", "--listen=127.0.0.1:0"], ["worker", "--workers=1"]] {
        assert!(refused(&place, &arguments).contains("kenpin admin migrate"), "{arguments:?}");
    }
    let outputs: Vec<String> = std::thread::scope(|scope| {
        let both: Vec<_> = (0..2).map(|_| scope.spawn(|| done(&place, &["admin", "migrate"]))).collect();
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(outputs.iter().filter(|said| said.contains("done: 0005")).count(), 1, "{outputs:?}");
    assert!(done(&place, &["admin", "verify-audit"]).contains("whole"));
}

/// In the wrong folder nothing is made, and nothing called whole.
#[test]
fn where_no_portal_is_nothing_is_looked_after() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["verify-audit"][..], &["backup", "copy"], &["rescreen"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        let output = command.env_clear().current_dir(folder.path()).arg("admin").args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains("there is no portal's folder") && said.contains("--data"), "{said}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{arguments:?}");
    }
}
