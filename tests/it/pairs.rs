//! Labelled pairs of company names: is it one company? By the names alone, without lists and without a directory.

use kenpin::maker::name::Name;
use kenpin::screening::similarity::{Verdict, compare};

/// The harmonic mean of precision and recall over a file of pairs; a hit is whatever somebody has to look at.
fn f1(pairs: &str) -> f64 {
    let (mut right, mut disturbed, mut overlooked) = (0, 0, 0);
    for line in pairs.lines() {
        let pair: serde_json::Value = serde_json::from_str(line).unwrap();
        let (one, other) = (pair["one"].as_str().unwrap(), pair["other"].as_str().unwrap());
        let hit = compare(&Name::of(one), &Name::of(other)).verdict != Verdict::Different;
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
