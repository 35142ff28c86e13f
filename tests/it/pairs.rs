//! Labelled pairs of company names: is it one company? By the names alone, without lists and without a directory.

use kenpin::maker::name::{Field, Name, called, parse_field};
use kenpin::screening::similarity::{Verdict, compare};

fn names(text: &str) -> Vec<Name> {
    let named = match parse_field(text) {
        Field::Makers { named, .. } => named,
        Field::Mention(_) | Field::Placeholder(_) | Field::Withheld => Vec::new(),
    };
    named.into_iter().chain(called(text)).map(|name| Name::of(&name)).collect()
}

/// The harmonic mean of precision and recall over a file of pairs; a hit is whatever somebody has to look at.
fn f1(pairs: &str) -> f64 {
    let (mut right, mut disturbed, mut overlooked) = (0, 0, 0);
    for line in pairs.lines() {
        let pair: serde_json::Value = serde_json::from_str(line).unwrap();
        let (one, other) = (pair["one"].as_str().unwrap(), pair["other"].as_str().unwrap());
        // A maker's field and a list's name are read for every name in them, and so is either of these.
        let alike = |one: &Name, other: &Name| compare(one, other).verdict != Verdict::Different;
        let hit = names(one).iter().any(|one| names(other).iter().any(|other| alike(one, other)));
        match (pair["same"].as_bool().unwrap(), hit) {
            (true, true) => right += 1,
            (false, true) => disturbed += 1,
            (true, false) => overlooked += 1,
            (false, false) => continue,
        }
        if pair["same"] != hit {
            println!("  {} | {other}: {}", one, if hit { "disturbed" } else { "overlooked" });
        }
    }
    let f1 = f64::from(2 * right) / f64::from(2 * right + disturbed + overlooked);
    println!("{} pairs, F1 {f1:.3}: {right} found, {disturbed} disturbed, {overlooked} overlooked", pairs.lines().count());
    f1
}

#[test]
fn names_of_one_company_are_told_from_those_of_two() {
    assert!(f1(include_str!("../fixtures/pairs/built-with.jsonl")) >= 0.90);
}

/// Labelled by a reader who had not seen the program: docs/performance.md has what the first run gave. No rule is made after its first half.
#[test]
fn names_that_nobody_had_seen_are_told_apart_no_worse_than_before() {
    let pairs = include_str!("../fixtures/pairs/unseen.jsonl");
    let (mut lines, half) = (pairs.lines(), pairs.lines().count() / 2);
    let first: Vec<&str> = lines.by_ref().take(half).collect();
    assert!(f1(&first.join("\n")) >= 0.84 && f1(&lines.collect::<Vec<_>>().join("\n")) >= 0.87);
}
