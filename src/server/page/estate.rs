//! What stands in the house: for each kind a picture of the first names and a table of all.

use askama::Template;
use axum::response::Response;

use super::{Frame, html};
use crate::report::escape::visible;
use crate::server::form;
use crate::server::gate::Caller;
use crate::server::words::Language;
use crate::store::estate::{Held, Kind, NAMES};

/// Bars of one picture.
const BARS: usize = 10;
/// Width of the longest bar, in units of the picture.
const LONGEST: u64 = 440;
/// From one bar to the next.
const STEP: usize = 26;
/// Letters of a name that stand beside a bar; the table has all.
const LETTERS: usize = 26;

#[derive(Template)]
#[template(path = "estate.html")]
struct Estate {
    f: Frame,
    kinds: Vec<Part>,
}

struct Part {
    heading: &'static str,
    /// For whoever does not see the picture.
    says: String,
    height: usize,
    bars: Vec<Bar>,
    rows: Vec<Row>,
    cut: bool,
}

struct Bar {
    y: usize,
    name: String,
    accepted: u64,
    open: u64,
    total: i64,
}

struct Row {
    /// Empty: this name cannot be looked for.
    href: String,
    name: String,
    figures: [i64; 3],
}

pub(in crate::server) fn estate(l: Language, caller: &Caller, kinds: &[(Kind, Vec<Held>)]) -> Response {
    let kinds = kinds.iter().filter(|(_, all)| !all.is_empty()).map(|(kind, all)| part(l, *kind, all)).collect();
    html(&Estate { f: Frame::of(l, caller), kinds })
}

fn part(l: Language, kind: Kind, all: &[Held]) -> Part {
    let heading = l.say(match kind {
        Kind::Maker => "by-maker",
        Kind::Owner => "by-owner",
        Kind::List => "by-list",
        Kind::Country => "by-country",
    });
    let name = |held: &Held| if held.name.is_empty() { l.say("not-known").to_owned() } else { visible(&held.name) };
    let longest = all.iter().take(BARS).map(total).max().unwrap_or_default();
    let bar = |(place, held): (usize, &Held)| Bar {
        y: place.saturating_mul(STEP),
        name: name(held).chars().take(LETTERS).collect(),
        accepted: length(held.accepted, longest),
        open: length(held.open, longest),
        total: total(held),
    };
    let row = |held: &Held| Row {
        href: match kind {
            Kind::Maker if !held.name.is_empty() => format!("/search?q={}", form::encoded(&held.name)),
            Kind::Maker | Kind::Owner | Kind::List | Kind::Country => String::new(),
        },
        name: name(held),
        figures: [held.accepted, held.open, held.deliveries],
    };
    Part {
        heading,
        says: format!(
            "{heading}: {}",
            all.iter().take(BARS).map(|held| format!("{} {}", name(held), total(held))).collect::<Vec<_>>().join(", ")
        ),
        height: all.len().min(BARS).saturating_mul(STEP),
        bars: all.iter().take(BARS).enumerate().map(bar).collect(),
        rows: all.iter().map(row).collect(),
        cut: u64::try_from(all.len()).is_ok_and(|count| count >= NAMES),
    }
}

fn total(held: &Held) -> i64 {
    held.accepted.saturating_add(held.open)
}

/// Of a bar; what is there at all can be seen.
fn length(components: i64, longest: i64) -> u64 {
    let (components, longest) = (u64::try_from(components).unwrap_or_default(), u64::try_from(longest).unwrap_or_default());
    let exact = components.saturating_mul(LONGEST).checked_div(longest).unwrap_or_default();
    if components == 0 { 0 } else { exact.max(2) }
}
