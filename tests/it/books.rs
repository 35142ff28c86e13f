//! The second key of an acceptance by itself: what the books of each delivery say, whatever the rules say beside them.
//!
//! `KENPIN_BLESS=1` writes `tests/fixtures/books.txt` anew, for a person to review.

use std::path::Path;

use kenpin::decision::account::{Account, accounts};
use kenpin::decision::clearance::{Cleared, Lack};
use kenpin::decision::policy::reading;
use kenpin::decision::rule::{Facts, Phase, RULES};
use kenpin::decision::{Clearance, Finding, Grounds, Terms, Waivers, waiver};
use kenpin::evidence::trust::TrustStore;
use kenpin::intake::{Digest, Item, Moment, Order};

use crate::golden::folders;
use crate::inside::{self, Run};
use crate::minting;

const WAYS: [Cleared; 5] = [Cleared::Clear, Cleared::Advised, Cleared::Settled, Cleared::Waived, Cleared::SetAside];

/// Every document with what it turned out to be, and the balance: what was cleared, or what is lacking where.
fn books(run: &Run) -> Vec<String> {
    let accounts = accounts(&run.case, &run.delivery, &run.terms.policy);
    let grounds = Grounds { trust: &run.reference.trust, makers: &run.reference.makers, watchlists: &run.reference.watchlists };
    let mut facts = Facts::new(&run.case, &run.delivery, grounds, &run.terms, &accounts);
    let found: Vec<Finding> = RULES.iter().filter(|rule| rule.phase == Phase::Case).flat_map(|rule| (rule.check)(&facts)).collect();
    facts.uses = waiver::apply(found, &run.terms, &run.delivery.order, run.case.at).1;
    let mut lines: Vec<String> = accounts
        .iter()
        .map(|entry| match &entry.account {
            Account::SetAside(aside) => format!("{} SetAside because {}", entry.document.path, aside.reason),
            account => format!("{} {account:?}", entry.document.path),
        })
        .collect();
    match Clearance::grant(&facts) {
        Ok(clearance) => {
            let ways = WAYS.iter().map(|how| format!(" {how:?} {}", clearance.components(*how)));
            lines.push(format!("balanced: documents {}{}", clearance.documents(), ways.collect::<String>()));
        }
        Err(lacks) => lines.extend(lacks.iter().map(|lack| {
            let places: Vec<String> = lack.places.iter().map(|site| format!("{}{}", site.document, site.pointer)).collect();
            format!("lacks {:?}: {}", lack.lack, places.join(", "))
        })),
    }
    lines
}

#[test]
fn the_books_of_every_golden_delivery_are_as_they_were_reviewed() {
    let mut text = String::new();
    for case in folders() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        match inside::verify(&case) {
            Ok(run) => text.push_str(&format!("{name}\n  {}\n", books(&run).join("\n  "))),
            Err(fault) => text.push_str(&format!("{name}\n  no verdict: {}\n", fault.lines().next().unwrap_or_default())),
        }
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/books.txt");
    if std::env::var_os("KENPIN_BLESS").is_some() {
        std::fs::write(&kept, &text).unwrap();
    }
    let expected = std::fs::read_to_string(kept).unwrap();
    for (line, want) in text.lines().zip(expected.lines()) {
        assert_eq!(line, want);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}

const FIRMWARE: &[u8] = b"firmware";

/// A bill of one camera.
const CAMERA: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[{"type":"device","name":"c","manufacturer":{"name":"Tama Optics"}}]}"#;

fn file(path: &str, bytes: &[u8]) -> Item {
    Item::File { path: path.to_owned(), bytes: bytes.to_vec() }
}

/// One vendor's bill, signed by it or not, and the trust in that vendor.
fn delivered(bill: &[u8], signed: bool) -> (TrustStore, Vec<Item>) {
    let vendor = minting::vendor("books");
    let mut trust = TrustStore::default();
    trust.trust_authority("ca.pem", vendor.authority_pem().as_bytes()).unwrap();
    let mut items = vec![file("b.cdx.json", bill)];
    if signed {
        items.push(file("b.cdx.json.p7s", &vendor.sign_cms(bill)));
    }
    (trust, items)
}

/// A bill by one vendor, signed by it, that names the firmware's digest; and these files beside it.
fn beside(policy: &str, files: &[(&str, &[u8])], signed: bool) -> Vec<String> {
    let digest = |bytes: &[u8]| Digest::of(bytes).to_string();
    let bill = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[
        {{"type":"firmware","name":"f","manufacturer":{{"name":"Tama Optics"}},"hashes":[{{"alg":"SHA-256","content":"{}"}}]}},
        {{"type":"file","name":"e","manufacturer":{{"name":"Tama Optics"}},"hashes":[{{"alg":"SHA-256","content":"{}"}}]}}]}}"#,
        digest(FIRMWARE),
        digest(b""),
    );
    let (trust, mut items) = delivered(bill.as_bytes(), signed);
    items.extend(files.iter().map(|(path, bytes)| file(path, bytes)));
    let terms = Terms { policy: reading::read(policy).unwrap(), waivers: Waivers::default() };
    let run = inside::run(items, Order::default(), inside::reference(trust), &terms, Moment::parse("2026-11-24").unwrap());
    books(&run)
}

#[test]
fn a_file_counts_as_an_artifact_only_where_a_signed_bill_names_its_digest() {
    let named = beside("schema_version = \"1\"", &[("f.bin", FIRMWARE)], true);
    assert!(named.contains(&"f.bin Artifact".to_owned()), "{named:?}");
    assert!(named.last().unwrap().starts_with("balanced: documents 3 Clear 2 "), "{named:?}");
    for (files, signed) in [([("f.bin", b"other".as_slice())], true), ([("f.bin", FIRMWARE)], false)] {
        let unnamed = beside("schema_version = \"1\"", &files, signed);
        assert!(unnamed.contains(&"f.bin Unaccounted".to_owned()), "{unnamed:?}");
        assert!(unnamed.contains(&"lacks Unaccounted: f.bin".to_owned()), "{unnamed:?}");
    }
    // Nothing can be said of an empty file, also where its digest is named.
    let empty = beside("schema_version = \"1\"", &[("e.bin", b"")], true);
    assert!(empty.contains(&"e.bin Unaccounted".to_owned()), "{empty:?}");
}

#[test]
fn a_file_is_set_aside_by_its_name_and_where_it_is_given_by_its_digest() {
    let policy = |digest: &[u8]| {
        format!(
            "schema_version = \"1\"\n[documents]\nset_aside = [{{ documents = \"manual.txt\", sha256 = \"{}\", reason = \"for people\" }}]",
            Digest::of(digest)
        )
    };
    let files: [(&str, &[u8]); 1] = [("manual.txt", b"read me")];
    let aside = beside(&policy(b"read me"), &files, true);
    assert!(aside.contains(&"manual.txt SetAside because for people".to_owned()), "{aside:?}");
    assert!(aside.last().unwrap().starts_with("balanced: "), "{aside:?}");
    let other = beside(&policy(b"something else"), &files, true);
    assert!(other.contains(&"lacks Unaccounted: manual.txt".to_owned()), "{other:?}");
}

#[test]
fn an_unsigned_bill_is_lacking_unless_the_policy_makes_a_note_of_it() {
    let lacks = |policy: &str| beside(policy, &[], false).iter().any(|line| line.starts_with("lacks Unattested: b.cdx.json"));
    assert!(lacks("schema_version = \"1\""));
    assert!(lacks("[effects]\nKP-B04 = \"refer\""));
    assert!(!lacks("[effects]\nKP-E01 = \"note\""));
    assert!(!lacks("[signatures]\nbills = \"optional\""));
}

#[test]
fn what_is_set_aside_is_so_also_where_nothing_else_came() {
    let policy = reading::read("[documents]\nset_aside = [{ documents = \"manual.txt\", reason = \"for people\" }]").unwrap();
    let items = vec![Item::File { path: "manual.txt".to_owned(), bytes: b"read me".to_vec() }];
    let terms = Terms { policy, waivers: Waivers::default() };
    let run = inside::run(items, Order::default(), inside::reference(TrustStore::default()), &terms, Moment::parse("2026-11-24").unwrap());
    let books = books(&run);
    assert!(books.contains(&"manual.txt SetAside because for people".to_owned()), "{books:?}");
    assert!(books.contains(&"lacks Bill: ".to_owned()), "{books:?}");
}

/// For the day on which the books lack what no rule has said.
#[test]
fn every_lack_has_words_of_its_own() {
    let all = [
        Lack::Document,
        Lack::Bill,
        Lack::Component,
        Lack::Regime,
        Lack::List,
        Lack::Refused,
        Lack::Unaccounted,
        Lack::Defective,
        Lack::Unattested,
        Lack::Untraced,
        Lack::Unscreened,
        Lack::Open,
        Lack::Edition,
    ];
    let words: std::collections::BTreeSet<&str> = all.iter().map(|lack| lack.words()).filter(|words| words.len() > 10).collect();
    assert_eq!(words.len(), all.len());
}

/// The books do not rest on what screening hands them: every list that the policy chose has to have been looked at.
#[test]
fn a_component_is_clear_by_every_chosen_list_or_not_at_all() {
    use kenpin::screening::Outcome;
    let policy = reading::read("regimes = [\"us-ndaa-889-a1a\", \"us-fcc-covered-list\"]").unwrap();
    let terms = Terms { policy, waivers: Waivers::default() };
    let at = Moment::parse("2026-11-24").unwrap();
    let run = || {
        let (trust, items) = delivered(CAMERA.as_bytes(), true);
        inside::run(items, Order::default(), inside::reference(trust), &terms, at)
    };
    assert!(books(&run()).last().unwrap().starts_with("balanced: "), "{:?}", books(&run()));
    for keep in [0, 1] {
        let mut short = run();
        for screening in &mut short.case.screenings {
            let Outcome::Clear { editions } = &mut screening.outcome else { panic!("not clear") };
            assert!(editions.len() > 1);
            *editions = editions.iter().take(keep).cloned().collect();
        }
        assert!(books(&short).iter().any(|line| line.starts_with("lacks Edition: b.cdx.json")), "{keep}: {:?}", books(&short));
    }
}

#[test]
fn a_document_that_somebody_allowed_lacks_nothing_and_its_neighbour_does() {
    let (trust, mut items) = delivered(CAMERA.as_bytes(), true);
    items.extend([file("notes.xyz", b"notes"), file("other.xyz", b"other")]);
    let waivers = waiver::read(
        "[[waiver]]\nid = \"w\"\nrule = \"KP-I04\"\ndocument = \"notes.xyz\"\nvendor = \"V\"\ncontract = \"C\"\nreason = \"read by hand\"\nrequested_by = \"a\"\napproved_by = \"b\"\nexpires = \"2026-12-01\"\n",
    )
    .unwrap();
    let terms = Terms { policy: reading::read("").unwrap(), waivers };
    let order = Order::read("vendor = \"V\"\ncontract = \"C\"").unwrap();
    let run = inside::run(items, order, inside::reference(trust), &terms, Moment::parse("2026-11-24").unwrap());
    let books = books(&run);
    assert!(books.contains(&"lacks Unaccounted: other.xyz".to_owned()), "{books:?}");
}
