//! The book of screening: what every labelled pair and every labelled case comes to, with score and reasons. A change of the matching shows
//! here whom it concerns, whether a label is met or not.
//!
//! `KENPIN_BLESS=1` writes `tests/fixtures/screening/book.txt` anew, for a person to review.

use std::fmt::Write;
use std::path::Path;

use kenpin::intake::Moment;
use kenpin::maker::directory::Directory;
use kenpin::maker::name::{Name, Word};
use kenpin::screening::answer::Line;
use kenpin::screening::index::Index;
use kenpin::screening::query::Desk;
use kenpin::screening::regime;
use kenpin::screening::similarity::{Verdict, against};
use kenpin::screening::watchlist::Watchlists;

use crate::screening_cases::query;

fn rows(text: &'static str) -> impl Iterator<Item = serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap())
}

/// The normal form of a name, and what is left without its legal form where that is its own.
fn forms(name: &Name) -> String {
    let own = if name.core_is_own() { "core" } else { "mere core" };
    format!("{} | {own} {} | sound {}", name.key(), name.core(), name.words().iter().map(Word::sound).collect::<String>())
}

/// Each pair by itself, both ways, and what the index of all the others finds.
fn pairs(text: &'static str) -> String {
    let of = |member: &str| -> Vec<String> { rows(text).map(|row| row[member].as_str().unwrap().to_owned()).collect() };
    let (ones, others) = (of("one"), of("other"));
    let index = Index::build((0..).zip(others.iter().map(String::as_str)));
    let mut book = String::new();
    for (one, other) in ones.iter().zip(&others) {
        let (name, listed) = (Name::of(one), Name::of(other));
        writeln!(book, "{one} / {other}\n  {}\n  {}", forms(&name), forms(&listed)).unwrap();
        let (there, back) = (against(&name, &listed), against(&listed, &name));
        if (there.verdict, back.verdict) == (Verdict::Different, Verdict::Different) {
            writeln!(book, "  {} {}", there.score, back.score).unwrap();
        } else {
            let reasons = if there.verdict == Verdict::Different { &back.reasons } else { &there.reasons };
            writeln!(book, "  {:?} {}, {:?} {}: {}", there.verdict, there.score, back.verdict, back.score, reasons.join("; ")).unwrap();
        }
        let found: Vec<String> =
            index.look_up(one).into_iter().map(|found| format!("{} {}", found.likeness, others[found.key as usize])).collect();
        if !found.is_empty() {
            writeln!(book, "  found: {}", found.join("; ")).unwrap();
        }
    }
    book
}

fn line(hit: &Line) -> String {
    let owners: Vec<String> = hit.owners.iter().map(|step| format!("{} {}", step.owner, step.by)).collect();
    let Line { list, entry, relation, certainty, likeness, force, day, .. } = hit;
    format!("{list}/{entry} {relation} {certainty} {likeness} {force} {day}: {}{}", hit.reasons.join("; "), owners.join(" < "))
}

/// Each case with its worst hit in full, and the entries of the others.
fn cases(text: &'static str) -> String {
    let (directory, lists, regimes) = (Directory::shipped().unwrap(), Watchlists::shipped().unwrap(), regime::shipped().unwrap());
    let desk = Desk::new(&directory, &lists, &regimes);
    let mut book = String::new();
    for case in rows(text) {
        let answer = desk.answer(&query(&case), Moment::parse("2026-11-23T00:00:00Z").unwrap());
        writeln!(book, "{} {}: {:?}, {}", case["kind"].as_str().unwrap(), case["value"].as_str().unwrap(), answer.outcome, answer.why)
            .unwrap();
        let mut hits = answer.hits.iter();
        if let Some(first) = hits.next() {
            let rest: Vec<String> = hits.map(|hit| format!("{}/{} {} {}", hit.list, hit.entry, hit.certainty, hit.likeness)).collect();
            writeln!(book, "  {}\n  {}", line(first), rest.join(", ")).unwrap();
        }
    }
    book
}

#[test]
fn every_labelled_name_comes_to_what_was_reviewed() {
    let mut book = String::new();
    for text in [include_str!("../fixtures/pairs/built-with.jsonl"), include_str!("../fixtures/pairs/held-back.jsonl")] {
        book.push_str(&pairs(text));
    }
    for text in [include_str!("../fixtures/screening/built-with.jsonl"), include_str!("../fixtures/screening/held-back.jsonl")] {
        book.push_str(&cases(text));
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/screening/book.txt");
    if std::env::var_os("KENPIN_BLESS").is_some() {
        std::fs::write(&kept, &book).unwrap();
    }
    let reviewed = std::fs::read_to_string(&kept).unwrap_or_default();
    let differ: Vec<String> = reviewed
        .lines()
        .zip(book.lines())
        .enumerate()
        .filter(|(_, (one, other))| one != other)
        .map(|(at, (was, is))| format!("line {}\n  was {was}\n  is  {is}", at + 1))
        .take(10)
        .collect();
    assert!(
        reviewed == book,
        "the book of screening is another; write it anew with KENPIN_BLESS=1 and read the difference:\n{}",
        differ.join("\n")
    );
}
