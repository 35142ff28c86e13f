//! What ships as reference data: readable, complete in its citations, and nothing in it undated.

use std::path::{Path, PathBuf};

use kenpin::intake::{Day, Moment};
use kenpin::maker::directory::Directory;
use kenpin::maker::name::Name;
use kenpin::screening::list_file::{ListFault, ListText};
use kenpin::screening::regime::{self, RegimeKind};
use kenpin::screening::watchlist::{Coverage, Covers, Watchlists};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reference").join(name)
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn names_in(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_folder_of_lists_ships_and_every_list_has_its_folder() {
    let lists = Watchlists::shipped().unwrap();
    assert_eq!(lists.iter().map(|list| list.id.clone()).collect::<Vec<_>>(), names_in(&folder("watchlists")));
}

#[test]
fn every_law_ships_and_every_list_it_draws_on_is_there() {
    let (laws, lists) = (regime::shipped().unwrap(), Watchlists::shipped().unwrap());
    let files: Vec<String> = laws.iter().map(|law| format!("{}.toml", law.id)).collect();
    assert_eq!(files, names_in(&folder("regimes")));
    for law in &laws {
        assert!(law.lists.iter().all(|id| lists.list(id).is_some()), "{}", law.id);
        assert!(!law.sources.is_empty() && !law.citation.is_empty() && !law.authority.is_empty() && !law.binds.is_empty(), "{}", law.id);
        assert!(law.kind != RegimeKind::Reject || !law.lists.is_empty(), "{} rejects by no list", law.id);
    }
}

#[test]
fn every_list_has_authority_citation_edition_and_source_down_to_the_entry() {
    for list in Watchlists::shipped().unwrap().iter() {
        for text in [&list.title, &list.authority, &list.citation, &list.source, &list.licence] {
            assert!(!text.trim().is_empty(), "{}", list.id);
        }
        assert!(list.edition <= Day::parse("2026-11-24").unwrap() && [400, 180, 30].contains(&list.shelf_life_days), "{}", list.id);
        for entry in &list.entries {
            assert!(!entry.authority.trim().is_empty() && !entry.source.trim().is_empty(), "{} {}", list.id, entry.id);
        }
    }
}

#[test]
fn every_party_that_an_entry_names_is_in_the_directory() {
    let directory = Directory::shipped().unwrap();
    for list in Watchlists::shipped().unwrap().iter() {
        for party in list.entries.iter().filter_map(|entry| entry.party.as_deref()) {
            assert!(directory.by_id(party).is_some(), "{} {party}", list.id);
        }
    }
}

#[test]
fn hisilicon_is_huaweis_by_a_source() {
    let directory = Directory::shipped().unwrap();
    let (huawei, hisilicon) = (directory.resolve(&Name::of("华为")).unwrap(), directory.resolve(&Name::of("海思")).unwrap());
    let (edge, tie) = directory.owners_of(hisilicon).find(|(_, tie)| tie.owner == huawei.0).unwrap();
    assert_eq!(tie.grounds, kenpin::maker::ownership::Grounds::Sourced);
    assert!(directory.source_of(edge).unwrap().1.contains("84 FR 22961"));
}

#[test]
fn section_1260h_holds_every_edition_with_its_removals() {
    let lists = Watchlists::shipped().unwrap();
    let entry = |id: &str| lists.list("us-1260h").unwrap().entries.iter().find(|entry| entry.id == id).unwrap();
    let periods: Vec<String> = entry("changxin-memory-technologies-inc")
        .periods
        .iter()
        .map(|p| format!("{} {:?}", p.from, p.to.map(|to| to.to_string())))
        .collect();
    assert_eq!(periods, vec!["2025-01-07 Some(\"2026-02-17\")", "2026-06-08 None"]);
    assert_eq!(entry("fujian-torch-electron-technology-co-ltd").periods[0].to, Day::parse("2024-01-31"));
}

#[test]
fn the_covered_list_has_its_entries_without_a_name() {
    let lists = Watchlists::shipped().unwrap();
    let categories: Vec<&str> = lists
        .list("us-fcc-covered-list")
        .unwrap()
        .entries
        .iter()
        .filter(|entry| entry.covers != Covers::Party)
        .map(|entry| entry.scope.categories[0].as_str())
        .collect();
    assert_eq!(categories, vec!["uncrewed-aircraft-system", "router", "power-inverter", "advanced-robotic-device"]);
}

#[test]
fn a_list_past_its_shelf_life_is_a_fault_that_says_how_to_go_on() {
    let lists = Watchlists::shipped().unwrap();
    assert_eq!(lists.usable_at(at("2026-11-24")), Ok(()));
    let fault = lists.limited_to(&["us-1260h".to_owned()]).usable_at(at("2026-12-06")).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "this list is too old to screen with\n  where: reference/watchlists/us-1260h/entries.toml (us-1260h), edition of 2026-06-08, shelf life 180 days\n  fix:   give a newer edition with --watchlists: `kenpin lists update`, or a signed folder from whoever keeps the lists"
    );
    assert_eq!(lists.limited_to(&["us-1260h".to_owned()]).usable_at(at("2026-12-05T23:59:59Z")), Ok(()));
}

#[test]
fn no_list_at_all_is_a_fault() {
    assert_eq!(Watchlists::default().usable_at(at("2026-11-24")), Err(ListFault::NoList));
}

#[test]
fn a_list_that_cannot_be_used_is_a_fault() {
    let entry = |rest: &str| {
        format!(
            "schema_version = \"1\"\n[list]\nid = \"x\"\ntitle = \"x\"\nauthority = \"x\"\ncitation = \"x\"\nedition = \"2026-01-01\"\nshelf_life_days = 30\nsource = \"x\"\nlicence = \"x\"\naffiliates = \"named\"\n{rest}"
        )
    };
    let good = "[[entry]]\nid = \"a\"\nname = \"Acme\"\nperiod = [{ from = \"2026-01-01\" }]\nconfidence = \"sourced\"\nauthority = \"x\"\nsource = \"x\"\n";
    let read = |text: String| Watchlists::read(&[ListText { path: "x.toml".to_owned(), text, origin: None, handed_in: None }]);
    assert!(read(entry(good)).is_ok());
    for wrong in [
        String::new(),
        "schema_version = \"1\"\nentry = []\n".to_owned(),
        entry("entry = []"),
        entry(&good.replace("source = \"x\"", "source = \"\"")),
        entry(&good.replace("period = [{ from = \"2026-01-01\" }]", "period = []")),
        entry(&good.replace("2026-01-01", "soon")),
        entry(&good.replace("name = \"Acme\"", "name = \"...\"")),
        entry(&format!("{good}{good}")),
        entry(&good.replace("authority", "autority")),
        entry(good).replace("schema_version = \"1\"", "schema_version = \"2\""),
        entry(good).replace("edition = \"2026-01-01\"\n", ""),
    ] {
        assert!(read(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn a_purpose_outside_the_statutes_leaves_hikvision_out_and_huawei_in() {
    let lists = Watchlists::shipped().unwrap();
    let covers = |entry: &str, purpose| {
        lists
            .list("us-ndaa-889-a1a")
            .unwrap()
            .entries
            .iter()
            .find(|row| row.id == entry)
            .unwrap()
            .scope
            .covers(Some("video-surveillance"), purpose)
    };
    assert_eq!(covers("hikvision", Some("security of government facilities")), Coverage::Covered);
    assert_eq!(covers("hikvision", Some("retail")), Coverage::Outside);
    assert_eq!(covers("hikvision", Some("watching birds")), Coverage::Undecided);
    assert_eq!(covers("hikvision", None), Coverage::Covered);
    assert_eq!(covers("huawei", Some("retail")), Coverage::Covered);
}

#[test]
fn a_directory_that_cannot_be_used_is_a_fault() {
    let party = "schema_version = \"1\"\n[[party]]\nid = \"a\"\nlegal_name = \"Acme\"\n";
    let owner = "[[party.owner]]\nparty = \"zte-corporation\"\ntie = \"shares\"\nat_least = \"50\"\nconfidence = \"sourced\"\nsource = \"its register\"\n";
    let read = |text: String| Directory::shipped_and(&[("makers.toml".to_owned(), text)]);
    assert!(read(format!("{party}{owner}")).is_ok());
    for wrong in [
        String::new(),
        "schema_version = \"1\"\nparty = []\n".to_owned(),
        format!("{party}{owner}").replace("zte-corporation", "nobody"),
        format!("{party}{owner}").replace("\"50\"", "\"150\""),
        format!("{party}{owner}").replace("its register", ""),
        format!("{party}{owner}").replace("tie = \"shares\"", "tie = \"controls\""),
        format!("{party}{}", party.replace("schema_version = \"1\"\n", "")),
        party.replace("Acme", "-"),
        format!("{party}colour = \"red\"\n"),
        format!("{party}[[party.identifier]]\nscheme = \"phone\"\nvalue = \"1\"\n"),
    ] {
        assert!(read(wrong.clone()).is_err(), "{wrong}");
    }
}
