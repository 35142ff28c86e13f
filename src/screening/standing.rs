//! What a screening came to, in few bytes: whether another edition of the lists comes to the same is told without the delivery.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::screener::{Clean, OnDay, Roll, force};
use super::watchlist::{Covers, Watchlist, Watchlists};
use super::{Hit, Outcome, Screening, regime};
use crate::intake::{Day, Digest, Moment};
use crate::maker::directory::Directory;
use crate::maker::{Mention, Traces};

/// All that a decision read of the lists, but for their editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Of everything in the lists that is no listed party: a digest.
    besides: String,
    asked: Vec<Asked>,
}

/// What was asked for one distinct trace, and what it came to: a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    named: bool,
    mentions: Vec<Mention>,
    came_to: String,
}

impl Standing {
    /// Of these screenings, one for each distinct trace, on this day.
    pub fn of(traces: &Traces, screenings: &[Screening], watchlists: &Watchlists, at: Moment) -> Self {
        let asked = traces.distinct.iter().zip(screenings).map(|(trace, screening)| Asked {
            named: trace.is_named(),
            mentions: trace.mentions.clone(),
            came_to: came_to(&screening.outcome, watchlists),
        });
        Self { asked: asked.collect(), besides: besides(watchlists, at.day()) }
    }
}

/// The lists of now, made ready to be asked again what was asked before. The directory has to be the one of then.
pub struct Again<'a> {
    roll: Roll<'a>,
    day: OnDay,
    watchlists: &'a Watchlists,
    besides: String,
}

impl<'a> Again<'a> {
    /// Reads every name once.
    pub fn new(directory: &'a Directory, watchlists: &'a Watchlists, at: Moment) -> Self {
        let roll = Roll::new(directory, watchlists);
        Self { day: roll.on(at), roll, watchlists, besides: besides(watchlists, at.day()) }
    }

    /// For each of them, whether a decision would read the same of the lists of now. What several ask is asked once.
    pub fn hold(&self, all: &[Standing]) -> Vec<bool> {
        let (mut clean, mut known) = (Clean::default(), HashMap::new());
        let mut same = |asked| self.is_same(asked, &mut clean, &mut known);
        let holds = all.iter().map(|standing| standing.besides == self.besides && standing.asked.iter().all(&mut same));
        holds.collect()
    }

    fn is_same<'t>(&self, asked: &'t Asked, clean: &mut Clean<'t>, known: &mut HashMap<(bool, &'t [Mention]), String>) -> bool {
        let now = known.entry((asked.named, &asked.mentions)).or_insert_with(|| {
            came_to(&self.roll.screen_mentions(&asked.mentions, asked.named, &self.day, clean).outcome, self.watchlists)
        });
        *now == asked.came_to
    }
}

/// Changes with everything that a decision may read of an outcome, and of the entries behind it, but for the editions.
fn came_to(outcome: &Outcome, watchlists: &Watchlists) -> String {
    let (word, hits) = match outcome {
        Outcome::Clear { editions: _ } => ("clear".to_owned(), &[][..]),
        Outcome::Unscreened(why) => (format!("{why:?}"), &[][..]),
        Outcome::Listed(hits) => ("listed".to_owned(), hits.as_slice()),
        Outcome::Possible(hits) => ("possible".to_owned(), hits.as_slice()),
    };
    let lines = hits.iter().map(|hit| {
        let Hit { edition, entry, party, relation, certainty, likeness, reasons, mention, force, scope, authority } = hit;
        // A review of an entry counts until the entry changes.
        let reviewed = watchlists.list(&edition.list).and_then(|list| list.entry(entry)).map(super::watchlist::Entry::digest);
        format!("{:?}", (&edition.list, entry, party, relation, certainty, likeness, reasons, mention, force, scope, authority, reviewed))
    });
    let lines: Vec<String> = std::iter::once(word).chain(lines).collect();
    Digest::of(lines.join("\n").as_bytes()).to_string()
}

/// Changes with the lists that there are, with what they say of themselves, with what they cover besides parties on this day, and with the
/// regimes that bind on it.
fn besides(watchlists: &Watchlists, day: Day) -> String {
    let lines = watchlists.iter().map(|list| {
        let Watchlist { id, title, authority, citation, affiliates, entries, .. } = list;
        let categories = entries.iter().filter(|entry| entry.covers != Covers::Party);
        let categories: Vec<_> = categories.map(|entry| (entry, force(entry, day))).collect();
        format!("{:?}", (id, title, authority, citation, affiliates, categories))
    });
    let regimes = regime::shipped().unwrap_or_default();
    let binding = regimes.iter().map(|regime| format!("{:?}", (&regime.id, regime.in_force(day), regime.is_over(day))));
    Digest::of(lines.chain(binding).collect::<Vec<_>>().join("\n").as_bytes()).to_string()
}
