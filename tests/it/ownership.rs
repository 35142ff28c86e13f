//! Ownership against the published vectors: OFAC FAQ 398 to 401, BIS, and the traps between them.

use std::collections::{BTreeMap, BTreeSet};

use kenpin::intake::Day;
use kenpin::maker::ownership::{Edge, Grade, Graph, Grounds, Profile, Share, Tie};
use proptest::prelude::*;

fn vectors() -> Option<serde_json::Value> {
    let Some(folder) = std::env::var_os("KENPIN_SHARED_DATA") else {
        eprintln!("SKIPPED: ownership vectors need KENPIN_SHARED_DATA");
        return None;
    };
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("makers/ownership_vectors.json")).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn percent(value: &serde_json::Value) -> Share {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Share::parse(&text).unwrap_or_else(|| panic!("{text} is no share"))
}

/// Who is owned for certain, and who is to be looked at, under OFAC's rule.
fn outcome(vector: &serde_json::Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut ids: BTreeMap<String, u32> = BTreeMap::new();
    let mut id = |name: &serde_json::Value| {
        let next = u32::try_from(ids.len()).unwrap();
        *ids.entry(name.as_str().unwrap().to_owned()).or_insert(next)
    };
    let listed: BTreeSet<u32> = vector["listed"].as_array().unwrap().iter().map(&mut id).collect();
    let mut edges = Vec::new();
    for edge in vector["edges"].as_array().unwrap() {
        let share = percent(&edge["pct"]);
        let (owner, owned) = (id(&edge["owner"]), id(&edge["owned"]));
        edges.push(Edge {
            owner,
            owned,
            tie: Tie::Shares,
            at_least: share,
            at_most: share,
            from: None,
            to: None,
            grounds: Grounds::Sourced,
        });
    }
    let names: BTreeMap<u32, String> = ids.into_iter().map(|(name, id)| (id, name)).collect();
    let (mut certain, mut looked_at) = (BTreeSet::new(), BTreeSet::new());
    for (party, reach) in Graph::new(edges).owned_by(&listed, Profile::FiftyPercent, Day::parse("2026-11-23").unwrap()) {
        let set = if reach.grade == Grade::Certain { &mut certain } else { &mut looked_at };
        set.insert(names[&party].clone());
    }
    (certain, looked_at)
}

#[test]
fn every_published_vector_comes_out_right() {
    let Some(vectors) = vectors() else { return };
    let vectors = vectors.as_array().unwrap();
    assert!(vectors.len() >= 21, "{} vectors", vectors.len());
    for vector in vectors {
        let expected: BTreeSet<String> =
            vector["expect_blocked"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
        assert_eq!(outcome(vector).0, expected, "{}: {}", vector["id"], vector["note"]);
    }
}

/// The vectors whose note asks for a look: circles, treasury shares, a significant minority.
#[test]
fn what_the_vectors_call_needs_review_is_looked_at() {
    let Some(vectors) = vectors() else { return };
    for (id, party) in [("O12-cycle-amplify", "A"), ("O13-self-holding", "A"), ("O18-bis-minority", "A")] {
        let vector = vectors.as_array().unwrap().iter().find(|vector| vector["id"] == id).unwrap();
        assert!(outcome(vector).1.contains(party), "{id}");
    }
}

/// One tie between eight parties, perhaps to itself, perhaps over or not yet begun.
fn any_edge() -> impl Strategy<Value = Edge> {
    let tie = prop_oneof![5 => Just(Tie::Shares), 1 => Just(Tie::Controls), 1 => Just(Tie::Affiliate), 1 => Just(Tie::Rebadges)];
    let grounds = prop_oneof![4 => Just(Grounds::Sourced), 1 => Just(Grounds::GeneralKnowledge)];
    let days = prop_oneof![6 => Just((None, None)), 1 => Just((Some("2026-11-23"), None)), 1 => Just((None, Some("2026-11-23"))), 1 => Just((Some("2026-11-24"), None)), 1 => Just((None, Some("2026-11-22")))];
    let figures = prop_oneof![3 => (0_u32..=60).prop_map(|share| (share, share)), 1 => (0_u32..=100, 0_u32..=100).prop_map(|(a, b)| (a.min(b), a.max(b)))];
    (0_u32..8, 0_u32..8, tie, figures, grounds, days).prop_map(|(owner, owned, tie, (low, high), grounds, (from, to))| {
        let share = |percent: u32| Share::parse(&percent.to_string()).unwrap();
        let day = |text: Option<&str>| text.map(|text| Day::parse(text).unwrap());
        Edge { owner, owned, tie, at_least: share(low), at_most: share(high), from: day(from), to: day(to), grounds }
    })
}

/// Millionths of a percent, of a share.
fn millionths(share: Share) -> u64 {
    let text = share.to_string();
    let (whole, rest) = text.trim_end_matches(" %").split_once('.').map_or((text.trim_end_matches(" %"), ""), |parts| parts);
    format!("{whole}{rest:0<6}").parse().unwrap()
}

const HALF: u64 = 50_000_000;
const WHOLE: u64 = 100_000_000;

/// What a tie counts for when only what is sure counts, in the words of each profile.
fn surely(edge: &Edge, profile: Profile) -> u64 {
    let counts = match (edge.tie, profile) {
        (Tie::Shares, _) => return if edge.grounds == Grounds::Sourced { millionths(edge.at_least) } else { 0 },
        (Tie::Controls, Profile::Control | Profile::Affiliate) | (Tie::Affiliate, Profile::Affiliate) => edge.grounds == Grounds::Sourced,
        (Tie::Controls | Tie::Affiliate | Tie::Rebadges, _) => false,
    };
    if counts { WHOLE } else { 0 }
}

fn at_worst(edge: &Edge) -> u64 {
    if edge.tie == Tie::Shares { millionths(edge.at_most) } else { WHOLE }
}

/// Who is reached, by the definition and without regard to speed: whoever is held to `threshold` by those who are in.
/// Of several ties of one owner `of_one` makes one figure.
fn reached(
    edges: &[Edge],
    listed: &BTreeSet<u32>,
    threshold: u64,
    of_one: fn(Vec<u64>) -> u64,
    weight: impl Fn(&Edge) -> u64,
) -> BTreeSet<u32> {
    let mut members = listed.clone();
    loop {
        let held = |party: &u32| -> u64 {
            let from = |owner: u32| edges.iter().filter(move |edge| edge.owned == *party && edge.owner == owner).map(&weight).collect();
            members.iter().filter(|owner| *owner != party).map(|owner| of_one(from(*owner))).sum()
        };
        let Some(next) = (0..8).find(|party| !members.contains(party) && held(party) >= threshold) else { return members };
        members.insert(next);
    }
}

/// The grade of every party and how its reason begins, by the definitions in the module's words.
fn by_definition(edges: &[Edge], listed: &BTreeSet<u32>, profile: Profile, at: Day) -> BTreeMap<u32, (Grade, &'static str)> {
    let edges: Vec<Edge> = edges.iter().copied().filter(|edge| edge.holds_at(at)).collect();
    let sure = reached(&edges, listed, HALF, |ties| ties.into_iter().max().unwrap_or(0), |edge| surely(edge, profile));
    let worst = reached(&edges, listed, HALF, |ties| ties.into_iter().sum(), at_worst);
    let minority =
        reached(&edges, listed, if profile == Profile::Affiliate { 1 } else { HALF / 2 }, |ties| ties.into_iter().sum(), at_worst);
    let sum = |party: u32, of: &dyn Fn(&Edge) -> u64| -> u64 {
        edges.iter().filter(|edge| edge.owned == party && edge.owner != party).map(of).sum()
    };
    let direct: Vec<u64> = (0..8).map(|party| sum(party, &|edge| if worst.contains(&edge.owner) { at_worst(edge) } else { 0 })).collect();
    let mut figures = direct.clone();
    for _ in 0..64 {
        let through =
            |edge: &Edge| if worst.contains(&edge.owner) { 0 } else { at_worst(edge) * figures[edge.owner as usize].min(WHOLE) / WHOLE };
        figures = (0..8).map(|party| direct[party as usize] + sum(party, &through)).collect();
    }
    let mut all: BTreeMap<u32, (Grade, &str)> = BTreeMap::new();
    for party in 0..8 {
        let place = party as usize;
        let itself: Vec<&Edge> =
            edges.iter().filter(|edge| edge.owner == party && edge.owned == party && edge.tie == Tie::Shares).collect();
        let own = itself.iter().map(|edge| millionths(edge.at_most)).sum::<u64>().min(WHOLE);
        let found = if sure.contains(&party) {
            (Grade::Certain, "")
        } else if worst.contains(&party) {
            (Grade::ToLookAt, "half is reached only if every tie")
        } else if !itself.is_empty() && direct[place] > 0 && direct[place] * 2 >= WHOLE - own {
            (Grade::ToLookAt, "of its shares, of which it holds")
        } else if figures[place] + 1_000 >= HALF {
            (Grade::ToLookAt, "half is reached only by shares that come back")
        } else if minority.contains(&party) {
            (Grade::ToLookAt, "a minority holding")
        } else {
            continue;
        };
        all.insert(party, found);
    }
    all
}

const LISTED: [&[u32]; 3] = [&[0], &[0, 1], &[0, 3, 5]];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// The one pass over rows ends on any graph, circles too, and comes to what the definitions come to, with a path of ties that hold, up
    /// to a listed party.
    #[test]
    fn the_fixed_point_is_what_its_definition_says(edges in proptest::collection::vec(any_edge(), 0..24), listed in prop::sample::select(&LISTED[..])) {
        let (listed, at) = (BTreeSet::from_iter(listed.iter().copied()), Day::parse("2026-11-23").unwrap());
        let graph = Graph::new(edges.clone());
        for profile in [Profile::FiftyPercent, Profile::Control, Profile::Affiliate] {
            let expected = by_definition(&edges, &listed, profile, at);
            let found = graph.owned_by(&listed, profile, at);
            prop_assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
            for (party, reach) in &found {
                let (grade, why) = expected[party];
                prop_assert!(reach.grade == grade && reach.why.contains(why) && reach.why.is_empty() == why.is_empty(), "{party}: {reach:?}, not {grade:?} {why}");
                let mut here = *party;
                for index in &reach.path {
                    prop_assert!(edges[*index].owned == here && edges[*index].holds_at(at) && at_worst(&edges[*index]) > 0, "{party}: {reach:?}");
                    here = edges[*index].owner;
                }
                prop_assert!(listed.contains(&here) || reach.path.is_empty(), "{party}: {reach:?}");
            }
        }
        let oversold: BTreeMap<u32, u64> = (0..8)
            .map(|party| (party, edges.iter().filter(|edge| edge.owned == party && edge.holds_at(at)).map(|edge| millionths(edge.at_least)).sum()))
            .filter(|(_, sum)| *sum > WHOLE)
            .collect();
        prop_assert_eq!(graph.oversold(at).into_iter().map(|(party, _)| party).collect::<Vec<_>>(), oversold.into_keys().collect::<Vec<_>>());
    }
}

/// Of several who together hold half, the largest is named, and of two alike the first.
#[test]
fn the_path_names_the_largest_holding() {
    let share = |owner: u32, percent: &str| {
        let share = Share::parse(percent).unwrap();
        Edge { owner, owned: 9, tie: Tie::Shares, at_least: share, at_most: share, from: None, to: None, grounds: Grounds::Sourced }
    };
    let path = |edges: Vec<Edge>| {
        let all = Graph::new(edges).owned_by(&BTreeSet::from([0, 1, 2]), Profile::FiftyPercent, Day::parse("2026-11-23").unwrap());
        all[&9].path.clone()
    };
    assert_eq!(path(vec![share(0, "10"), share(1, "30"), share(2, "10")]), [1]);
    assert_eq!(path(vec![share(0, "20"), share(1, "20"), share(2, "20")]), [0]);
}

/// Two registers that report one holding of 30 percent do not make it 60: it is looked at, and no more.
#[test]
fn one_holding_that_is_stated_twice_is_certain_once() {
    let share = |percent: &str| {
        let share = Share::parse(percent).unwrap();
        Edge { owner: 0, owned: 1, tie: Tie::Shares, at_least: share, at_most: share, from: None, to: None, grounds: Grounds::Sourced }
    };
    let grade = |edges: Vec<Edge>| {
        Graph::new(edges).owned_by(&BTreeSet::from([0]), Profile::FiftyPercent, Day::parse("2026-11-23").unwrap())[&1].grade
    };
    assert_eq!(grade(vec![share("30"), share("30")]), Grade::ToLookAt);
    assert_eq!(grade(vec![share("30"), share("50")]), Grade::Certain);
}
