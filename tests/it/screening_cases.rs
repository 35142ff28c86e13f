//! Labelled names and identifiers: how many of the restricted are found, and how many of the others are left alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use kenpin::intake::Moment;
use kenpin::maker::directory::Directory;
use kenpin::screening::answer::Verdict;
use kenpin::screening::query::{Desk, Query};
use kenpin::screening::regime;
use kenpin::screening::watchlist::Watchlists;

/// What came of a file of cases.
#[derive(Default)]
struct Tally {
    cases: usize,
    /// Restricted, and not clear.
    found: usize,
    /// Restricted, and clear.
    overlooked: usize,
    /// Not restricted, and not clear.
    disturbed: usize,
    /// The outcome is the labelled one of the three.
    exact: usize,
    /// True names of a section 889 party that came out clear.
    cleared_889: Vec<String>,
    wrong: Vec<String>,
}

impl Tally {
    fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.disturbed).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / (self.found + self.overlooked).max(1) as f64
    }
}

pub fn query(case: &serde_json::Value) -> Query {
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let kind = match case["kind"].as_str().unwrap() {
        "usb_vid" => "usb",
        "pci_vid" => "pci",
        "pnp_id" => "pnp",
        "fcc_id" => "fcc",
        "smbios_manufacturer" => "smbios",
        other => other,
    };
    let context = &case["context"];
    let line = serde_json::json!({
        "kind": kind, "value": case["value"], "regime": text(&context["regime"]), "category": text(&context["category"]), "purpose": text(&context["purpose"]),
        "at": text(&context["date"]).map(|day| format!("{day}T00:00:00Z")),
    });
    let line: serde_json::Map<String, serde_json::Value> =
        line.as_object().unwrap().clone().into_iter().filter(|(_, value)| !value.is_null()).collect();
    Query::read(&serde_json::to_string(&line).unwrap()).unwrap()
}

fn tally(cases: &str) -> Tally {
    let (directory, lists, regimes) = (Directory::shipped().unwrap(), Watchlists::shipped().unwrap(), regime::shipped().unwrap());
    let desk = Desk::new(&directory, &lists, &regimes);
    let at = Moment::parse("2026-11-23T00:00:00Z").unwrap();
    let mut tally = Tally::default();
    for line in cases.lines().filter(|line| !line.trim().is_empty()) {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let answer = desk.answer(&query(&case), at);
        let expected = case["expected"].as_str().unwrap();
        let got = match answer.outcome {
            Verdict::Clear => "none",
            Verdict::Possible | Verdict::Unscreened => "needs-review",
            Verdict::Listed => "match",
        };
        tally.cases += 1;
        match (expected == "none", got == "none") {
            (false, false) => tally.found += 1,
            (false, true) => tally.overlooked += 1,
            (true, false) => tally.disturbed += 1,
            (true, true) => {}
        }
        let label = format!("{} {} {:?}: expected {expected}, got {got}: {}", case["id"], case["kind"], case["value"], answer.why);
        if expected == got {
            tally.exact += 1;
        } else {
            tally.wrong.push(label.clone());
        }
        let section_889 = case["regimes"].as_array().is_some_and(|regimes| regimes.iter().any(|regime| regime == "us-ndaa-889-a1a"));
        if expected == "match" && section_889 && got == "none" {
            tally.cleared_889.push(label);
        }
    }
    println!("{} cases, precision {:.3}, recall {:.3}, exact {}", tally.cases, tally.precision(), tally.recall(), tally.exact);
    tally.wrong.iter().for_each(|line| println!("  {line}"));
    tally
}

fn holds(tally: &Tally) {
    assert_eq!(tally.cleared_889, Vec::<String>::new(), "a section 889 name is clear");
    assert!(tally.precision() >= 0.97, "precision {:.3}", tally.precision());
    assert!(tally.recall() >= 0.95, "recall {:.3}", tally.recall());
    assert!(tally.exact * 100 >= tally.cases * 95, "{} of {} exact", tally.exact, tally.cases);
}

#[test]
fn the_shared_cases_are_told_apart() {
    let Ok(shared) = std::env::var("KENPIN_SHARED_DATA") else {
        println!("SKIPPED: KENPIN_SHARED_DATA is not set, the shared screening cases were not tried");
        return;
    };
    holds(&tally(&std::fs::read_to_string(format!("{shared}/makers/screening_cases.jsonl")).unwrap()));
}

#[test]
fn our_own_cases_are_told_apart() {
    holds(&tally(include_str!("../fixtures/screening/built-with.jsonl")));
}
