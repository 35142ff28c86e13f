//! What screening costs, one figure a run: called by benches/screening.py, which runs other people's program on the same names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "a bench")]

use std::collections::BTreeSet;
use std::time::Instant;

use kenpin::bill::contents::ROOT;
use kenpin::bill::{Bill, Claim, ClaimState, Contents, Relation, Role, Standpoint};
use kenpin::evidence::Evidence;
use kenpin::intake::{Day, Document, Moment};
use kenpin::maker::directory::Directory;
use kenpin::maker::name::{Field, Name, called, parse_field};
use kenpin::maker::ownership::{Edge, Graph, Grounds, Profile, Share, Tie};
use kenpin::screening::index::Index;
use kenpin::screening::similarity::{Verdict, compare};
use kenpin::screening::watchlist::Watchlists;

fn main() {
    // The tables of words are read before anything is measured.
    compare(&Name::of("Warm 華為 Ltd"), &Name::of("Up, Inc."));
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["pairs", file] => pairs(file),
        ["index", listed] => println!("{:.6}", built(&lines(listed)).1),
        ["names", listed, names] => look_ups(&lines(listed), &lines(names)),
        ["components", count, distinct] => components(count.parse().unwrap(), distinct.parse().unwrap()),
        ["ownership", edges] => ownership(edges.parse().unwrap()),
        // `cargo test --benches` and `cargo bench` without arguments: nothing to measure.
        _ => println!("pairs FILE | index LISTED | names LISTED NAMES | components COUNT DISTINCT | ownership EDGES"),
    }
}

fn lines(path: &str) -> Vec<String> {
    std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

/// Every name in a text, as a maker's field and a list's name are read.
fn names(text: &str) -> Vec<Name> {
    let named = match parse_field(text) {
        Field::Makers { named, .. } => named,
        Field::Mention(_) | Field::Placeholder(_) | Field::Withheld => Vec::new(),
    };
    named.into_iter().chain(called(text)).map(|name| Name::of(&name)).collect()
}

/// F1 over labelled pairs, and pairs a second, names read anew for each.
fn pairs(file: &str) {
    let pairs: Vec<serde_json::Value> = lines(file).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let hit = |pair: &serde_json::Value| {
        let (one, other) = (names(pair["one"].as_str().unwrap()), names(pair["other"].as_str().unwrap()));
        one.iter().any(|one| other.iter().any(|other| compare(one, other).verdict != Verdict::Different))
    };
    let (start, mut done) = (Instant::now(), 0_u32);
    while start.elapsed().as_secs_f64() < 2.0 {
        pairs.iter().for_each(|pair| _ = std::hint::black_box(hit(pair)));
        done += u32::try_from(pairs.len()).unwrap();
    }
    let speed = f64::from(done) / start.elapsed().as_secs_f64();
    let (mut right, mut wrong) = (0, 0);
    for pair in &pairs {
        let (same, hit) = (pair["same"].as_bool().unwrap(), hit(pair));
        right += i32::from(same && hit);
        wrong += i32::from(same != hit);
    }
    println!("{:.4} {speed:.1}", f64::from(2 * right) / f64::from(2 * right + wrong));
}

fn built(listed: &[String]) -> (Index, f64) {
    let start = Instant::now();
    let index = Index::build((0..).zip(listed.iter().map(String::as_str)));
    (index, start.elapsed().as_secs_f64())
}

/// Names a second on two threads.
fn look_ups(listed: &[String], names: &[String]) {
    let (index, _) = built(listed);
    let start = Instant::now();
    let hits: usize = std::thread::scope(|scope| {
        let of = |part: &[String]| part.iter().filter(|name| !index.look_up(name).is_empty()).count();
        let threads: Vec<_> = names.chunks(names.len().div_ceil(2)).map(|part| scope.spawn(move || of(part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    println!("{:.1} {hits}", names.len() as f64 / start.elapsed().as_secs_f64());
}

/// Seconds to trace and screen a bill against the lists that ship.
fn components(count: usize, distinct: usize) {
    let mut contents = Contents::new(&Document::new("bill.json", b"{}".to_vec()));
    for number in 0..count {
        let id = contents.open_component(ROOT, None, Relation::Part);
        let text = contents.keep_raw(&made_up(number % distinct));
        contents.close_component(id, &[Claim { role: Role::Manufacturer, state: ClaimState::Stated, text, place: ROOT }], &[]);
    }
    let document = Document::new("bill.json", b"{}".to_vec());
    let (digest, path) = (document.digest, document.path);
    let bill =
        Bill { document: digest, path, format: "cyclonedx-json", attested_by: Vec::new(), standpoint: Standpoint::Promised, contents };
    let (directory, lists) = (Directory::shipped().unwrap(), Watchlists::shipped().unwrap());
    let at = Moment::parse("2026-11-23").unwrap();
    let start = Instant::now();
    let traces = kenpin::maker::trace(std::slice::from_ref(&bill), &Evidence::default(), &directory, at);
    let traced = start.elapsed().as_secs_f64();
    let screenings = kenpin::screening::screen(&traces, &directory, &lists, at);
    println!("{traced:.4} {:.4} {}", start.elapsed().as_secs_f64() - traced, screenings.len());
}

fn made_up(number: usize) -> String {
    const SYLLABLES: [&str; 16] = ["ka", "ro", "mi", "ten", "su", "vel", "dor", "lin", "pa", "quo", "ser", "na", "bri", "tor", "wex", "ul"];
    let word: String = (0..4).map(|place| SYLLABLES[number / 16_usize.pow(place) % 16]).collect();
    format!("{word} {}", ["Systems Inc.", "Electronics GmbH", "Optics K.K.", "Networks Co., Ltd."][number % 4])
}

/// Seconds of each profile over a graph with circles, a fifth as many parties as ties, a hundredth of them listed.
fn ownership(ties: u32) {
    let mut state = 20_261_128_u64;
    let mut random = |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(below)).unwrap()
    };
    let parties = (ties / 5).max(2);
    let edges: Vec<Edge> = (0..ties)
        .map(|_| {
            let tie = [Tie::Shares, Tie::Shares, Tie::Shares, Tie::Controls][random(4) as usize];
            let (owner, owned) = (random(parties), random(parties));
            let at_least = Share::parse(&random(60).to_string()).unwrap();
            Edge { owner, owned, tie, at_least, at_most: at_least, from: None, to: None, grounds: Grounds::Sourced }
        })
        .collect();
    let listed: BTreeSet<u32> = (0..parties / 100).collect();
    let start = Instant::now();
    let graph = Graph::new(edges);
    let made = start.elapsed().as_secs_f64();
    print!("{made:.3}");
    for profile in [Profile::FiftyPercent, Profile::Control, Profile::Affiliate] {
        let start = Instant::now();
        let reached = graph.owned_by(&listed, profile, Day::parse("2026-11-23").unwrap()).len();
        print!(" {:.3} {reached}", start.elapsed().as_secs_f64() + made);
    }
    println!();
}
