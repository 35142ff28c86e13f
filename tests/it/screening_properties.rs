//! What must hold for any lists and any owners: more knowledge never makes an outcome milder.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use kenpin::decision::Terms;
use kenpin::evidence::trust::TrustStore;
use kenpin::intake::{Budget, Delivery, Item, Moment, Shipment};
use kenpin::maker::directory::Directory;
use kenpin::screening::Outcome;
use kenpin::screening::list_file::ListText;
use kenpin::screening::standing::{Again, Standing};
use kenpin::screening::watchlist::Watchlists;
use proptest::prelude::*;

use crate::tracing::{Part, bill};

const NAMES: [&str; 6] = ["Acme Optics", "Bolt Radio", "Corvid Silicon", "Delta Memory", "Ember Networks", "Fjord Sensors"];

#[derive(Clone, Debug)]
struct Owned {
    owner: usize,
    owned: usize,
    tie: &'static str,
    least: u32,
    sourced: bool,
}

#[derive(Clone, Debug)]
struct Listing {
    name: usize,
    affiliates: &'static str,
    period: &'static str,
    sourced: bool,
}

fn confidence(sourced: bool) -> &'static str {
    if sourced { "sourced" } else { "general-knowledge" }
}

fn directory(owners: &[Owned]) -> Directory {
    let mut text = "schema_version = \"1\"\n".to_owned();
    for (index, name) in NAMES.iter().enumerate() {
        write!(text, "[[party]]\nid = \"p{index}\"\nlegal_name = \"{name}\"\n").unwrap();
        for tie in owners.iter().filter(|tie| tie.owned == index) {
            let share = if tie.tie == "shares" { format!("at_least = \"{}\"\n", tie.least) } else { String::new() };
            write!(
                text,
                "[[party.owner]]\nparty = \"p{}\"\ntie = \"{}\"\n{share}confidence = \"{}\"\nsource = \"a register\"\n",
                tie.owner,
                tie.tie,
                confidence(tie.sourced)
            )
            .unwrap();
        }
    }
    Directory::read([("makers.toml", text.as_str())].into_iter()).unwrap()
}

fn list(id: &str, listings: &[Listing]) -> ListText {
    let mut text = format!(
        "schema_version = \"1\"\n[list]\nid = \"{id}\"\ntitle = \"t\"\nauthority = \"a\"\ncitation = \"c\"\nedition = \"2026-11-01\"\nshelf_life_days = 180\nsource = \"s\"\nlicence = \"l\"\naffiliates = \"any\"\n"
    );
    for (index, row) in listings.iter().enumerate() {
        let Listing { name, affiliates, period, sourced } = row;
        write!(text, "[[entry]]\nid = \"e{index}\"\nname = \"{}\"\nperiod = [{period}]\naffiliates = \"{affiliates}\"\nconfidence = \"{}\"\nauthority = \"a\"\nsource = \"s\"\n", NAMES[*name], confidence(*sourced)).unwrap();
    }
    ListText { path: format!("{id}.toml"), text, origin: None, handed_in: None }
}

/// How bad each maker comes out: 0 clear, 1 possible, 2 listed.
fn outcomes(owners: &[Owned], lists: &[ListText]) -> Vec<u8> {
    let (directory, lists) = (directory(owners), Watchlists::read(lists).unwrap());
    let claims: Vec<[(kenpin::bill::Role, &str); 1]> = NAMES.iter().map(|name| [(kenpin::bill::Role::Manufacturer, *name)]).collect();
    let parts: Vec<Part<'_>> = claims.iter().map(|claims| Part { claims, ..Part::default() }).collect();
    let at = Moment::parse("2026-11-23").unwrap();
    let traces = kenpin::maker::trace(&[bill(&parts)], &kenpin::evidence::Evidence::default(), &directory, at);
    let rank = |outcome: &Outcome| match outcome {
        Outcome::Clear { .. } => 0,
        Outcome::Possible(_) => 1,
        Outcome::Listed(_) => 2,
        Outcome::Unscreened(why) => panic!("{why:?}"),
    };
    kenpin::screening::screen(&traces, &directory, &lists, at).iter().map(|screening| rank(&screening.outcome)).collect()
}

fn owned() -> impl Strategy<Value = Owned> {
    let tie = prop_oneof![Just("shares"), Just("controls"), Just("affiliate"), Just("rebadges")];
    (0..NAMES.len(), 0..NAMES.len(), tie, 0_u32..=100, any::<bool>()).prop_map(|(owner, owned, tie, least, sourced)| Owned {
        owner,
        owned,
        tie,
        least,
        sourced,
    })
}

fn listing() -> impl Strategy<Value = Listing> {
    let affiliates = prop_oneof![Just("named"), Just("fifty-percent"), Just("control"), Just("any")];
    let period = prop_oneof![
        Just("{ from = \"2020-01-01\" }"),
        Just("{ from = \"2030-01-01\" }"),
        Just("{ from = \"2020-01-01\", to = \"2021-01-01\" }")
    ];
    (0..NAMES.len(), affiliates, period, any::<bool>()).prop_map(|(name, affiliates, period, sourced)| Listing {
        name,
        affiliates,
        period,
        sourced,
    })
}

fn never_milder(before: &[u8], after: &[u8]) -> Result<(), TestCaseError> {
    prop_assert!(before.iter().zip(after).all(|(before, after)| before <= after), "{before:?} became {after:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn one_more_entry_never_makes_an_outcome_milder(owners in proptest::collection::vec(owned(), 0..8), rows in proptest::collection::vec(listing(), 1..5), more in listing()) {
        let longer: Vec<Listing> = rows.iter().cloned().chain([more]).collect();
        never_milder(&outcomes(&owners, &[list("x", &rows)]), &outcomes(&owners, &[list("x", &longer)]))?;
    }

    #[test]
    fn one_more_list_never_makes_an_outcome_milder(owners in proptest::collection::vec(owned(), 0..8), rows in proptest::collection::vec(listing(), 1..5), other in proptest::collection::vec(listing(), 1..5)) {
        never_milder(&outcomes(&owners, &[list("x", &rows)]), &outcomes(&owners, &[list("x", &rows), list("y", &other)]))?;
    }

    #[test]
    fn one_more_owner_never_makes_an_outcome_milder(owners in proptest::collection::vec(owned(), 0..8), more in owned(), rows in proptest::collection::vec(listing(), 1..5)) {
        let longer: Vec<Owned> = owners.iter().cloned().chain([more]).collect();
        never_milder(&outcomes(&owners, &[list("x", &rows)]), &outcomes(&longer, &[list("x", &rows)]))?;
    }

    /// Whoever is told that a verdict stands on other lists would get the very same findings on them.
    #[test]
    fn what_stands_on_another_edition_is_what_that_edition_comes_to(owners in proptest::collection::vec(owned(), 0..6), rows in proptest::collection::vec(listing(), 1..4), later in proptest::collection::vec(listing(), 1..4), asked in 0..NAMES.len()) {
        let (first, second) = (list("x", &rows), edition("x", &later));
        let (standing, before) = judged(&owners, &first, asked);
        let (_, after) = judged(&owners, &second, asked);
        let (directory, lists) = (directory(&owners), Watchlists::read(&[second]).unwrap());
        let again = Again::new(&directory, &lists, Moment::parse("2026-11-23").unwrap());
        if again.hold(&[standing]) == [true] {
            STOOD.fetch_add(1, Ordering::Relaxed);
            prop_assert_eq!(before, after);
        } else {
            FELL.fetch_add(1, Ordering::Relaxed);
        }
    }
}

static STOOD: AtomicUsize = AtomicUsize::new(0);
static FELL: AtomicUsize = AtomicUsize::new(0);

#[test]
fn some_verdicts_stand_on_another_edition_and_some_do_not() {
    what_stands_on_another_edition_is_what_that_edition_comes_to();
    assert!(STOOD.load(Ordering::Relaxed) > 10 && FELL.load(Ordering::Relaxed) > 10, "{STOOD:?} {FELL:?}");
}

fn edition(id: &str, listings: &[Listing]) -> ListText {
    let mut text = list(id, listings);
    text.text = text.text.replace("2026-11-01", "2026-11-10");
    text
}

/// What a delivery of one part comes to on this list, without the editions' days, and what it read of the list.
fn judged(owners: &[Owned], list: &ListText, asked: usize) -> (Standing, Vec<String>) {
    let reference = kenpin::Reference {
        makers: directory(owners),
        watchlists: Watchlists::read(std::slice::from_ref(list)).unwrap(),
        ..crate::inside::reference(TrustStore::default())
    };
    let bill = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[{{"type":"device","name":"part","manufacturer":{{"name":"{}"}}}}]}}"#,
        NAMES[asked]
    );
    let file = Item::File { path: "b.json".to_owned(), bytes: bill.into_bytes() };
    let delivery = Delivery { shipment: Shipment::gather(vec![file], &Budget::default()), ..Delivery::default() };
    let (case, decision) = kenpin::verify(&delivery, &reference, &Terms::default(), Moment::parse("2026-11-23").unwrap());
    let told = decision.findings.iter().map(|finding| format!("{finding:?}").replace("2026-11-10", "2026-11-01"));
    (Standing::of(&case.traces, &case.screenings, &reference.watchlists, case.at), told.collect())
}

/// A regime of the shipped ones ends after 2025-11-09: what was decided on that day is asked again on the next.
#[test]
fn a_regime_that_begins_or_ends_is_anybodys() {
    let row = Listing { name: 0, affiliates: "any", period: "{ from = \"2020-01-01\" }", sourced: true };
    let (directory, lists) = (directory(&[]), Watchlists::read(&[list("x", &[row])]).unwrap());
    let at = |day: &str| Moment::parse(day).unwrap();
    let kept = Standing::of(&kenpin::maker::Traces::default(), &[], &lists, at("2025-11-09"));
    let holds = |day: &str| Again::new(&directory, &lists, at(day)).hold(std::slice::from_ref(&kept)) == [true];
    assert!(holds("2025-11-09") && holds("2025-11-08") && !holds("2025-11-10"));
}
