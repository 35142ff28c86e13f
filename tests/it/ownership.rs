//! Ownership against the published vectors: OFAC FAQ 398 to 401, BIS, and the traps between them.

use std::collections::{BTreeMap, BTreeSet};

use kenpin::intake::Day;
use kenpin::maker::ownership::{Edge, Grade, Graph, Grounds, Profile, Share, Tie};

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
