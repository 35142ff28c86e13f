//! Names of listed and known parties, by which what a vendor wrote is found again.

use std::collections::{BTreeMap, BTreeSet};

use super::Certainty;
use super::watchlist::{Covers, Watchlist};
use crate::maker::directory::{Directory, PartyId};
use crate::maker::name::{Key, Name};

/// Whom a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Party(PartyId),
    Entry { list: usize, entry: usize },
}

/// One party or entry that a name may mean, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub target: Target,
    pub certainty: Certainty,
    /// 0 to 1000.
    pub likeness: u16,
    pub reasons: Vec<String>,
}

impl Found {
    /// Surely this one.
    pub fn certain(target: Target, reason: String) -> Self {
        Self { target, certainty: Certainty::Certain, likeness: 1000, reasons: vec![reason] }
    }
}

/// Every name of every entry and party.
pub struct Spellings {
    exact: BTreeMap<Key, BTreeSet<Target>>,
}

/// Words of a package's name that are shorter are no names: "zte" is one, "ai" is not.
const SHORTEST_WORD: usize = 3;

impl Spellings {
    pub fn new(directory: &Directory, lists: &[&Watchlist]) -> Self {
        let mut exact: BTreeMap<Key, BTreeSet<Target>> = BTreeMap::new();
        let mut enter = |name: &str, target: Target| {
            for key in Name::of(name).keys() {
                exact.entry(key).or_default().insert(target);
            }
        };
        for (id, party) in directory.parties() {
            party.names().for_each(|name| enter(name, Target::Party(id)));
        }
        for (list, watchlist) in lists.iter().enumerate() {
            for (entry, row) in watchlist.entries.iter().enumerate().filter(|(_, row)| row.covers == Covers::Party) {
                std::iter::once(&row.name).chain(&row.aliases).for_each(|name| enter(name, Target::Entry { list, entry }));
            }
        }
        Self { exact }
    }

    /// Whom this name may mean, certain ones first. `known`: the name is a known party's own, so that likeness to
    /// others says nothing.
    pub fn find(&self, name: &Name, known: bool) -> Vec<Found> {
        let mut found: BTreeMap<Target, Found> = BTreeMap::new();
        for key in name.keys() {
            let (certainty, likeness, reason) = match &key {
                Key::Exact(text) | Key::Core(text) | Key::Compact(text) => {
                    (Certainty::Certain, 1000, format!("\"{text}\" is its name, legal form, case and punctuation aside"))
                }
                Key::LookAlike(text) => (Certainty::NameUncertain, 980, format!("\"{text}\" is its name in letters that look alike")),
                Key::Sound(text) => (Certainty::NameUncertain, 950, format!("\"{text}\" is how its name sounds")),
            };
            if known && certainty != Certainty::Certain {
                continue;
            }
            for target in self.exact.get(&key).into_iter().flatten() {
                found.entry(*target).or_insert_with(|| Found { target: *target, certainty, likeness, reasons: vec![reason.clone()] });
            }
        }
        found.into_values().collect()
    }

    /// Parties whose name stands in a package's path or name, whole or as a word of it.
    pub fn in_package(&self, path: &str) -> Vec<Found> {
        let mut found: BTreeMap<Target, Found> = BTreeMap::new();
        for segment in path.split('/').skip(1) {
            let words = segment.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= SHORTEST_WORD);
            for word in std::iter::once(segment).chain(words) {
                for target in self.whole(&Name::of(word)) {
                    let reason = format!("\"{word}\" in the package's name is a name of this party; the package may be about it");
                    found.entry(target).or_insert_with(|| Found { certainty: Certainty::AboutOnly, ..Found::certain(target, reason) });
                }
            }
        }
        found.into_values().collect()
    }

    fn whole(&self, name: &Name) -> Vec<Target> {
        let keys = [Key::Exact(name.key().to_owned()), Key::Core(name.core().to_owned())];
        keys.iter().filter_map(|key| self.exact.get(key)).flatten().copied().collect()
    }
}
