//! Names of listed and known parties, by which what a vendor wrote is found again.

use std::collections::{BTreeMap, BTreeSet};

use super::Certainty;
use super::index::Index;
use super::similarity;
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
    /// By the place in `targets`.
    alike: Index,
    targets: Vec<Target>,
}

/// Words of a package's name that are shorter are no names: "zte" is one, "ai" is not.
const SHORTEST_WORD: usize = 3;

impl Spellings {
    pub fn new(directory: &Directory, lists: &[&Watchlist]) -> Self {
        let mut names: Vec<(Target, &str)> = Vec::new();
        for (id, party) in directory.parties() {
            names.extend(party.names().map(|name| (Target::Party(id), name)));
        }
        for (list, watchlist) in lists.iter().enumerate() {
            for (entry, row) in watchlist.entries.iter().enumerate().filter(|(_, row)| row.covers == Covers::Party) {
                let every = std::iter::once(&row.name).chain(&row.aliases);
                names.extend(every.map(|name| (Target::Entry { list, entry }, name.as_str())));
            }
        }
        let mut exact: BTreeMap<Key, BTreeSet<Target>> = BTreeMap::new();
        let mut targets: Vec<Target> = Vec::new();
        let mut numbered: Vec<(u32, Name)> = Vec::with_capacity(names.len());
        for (target, name) in &names {
            let name = Name::of(name);
            for key in whole(&name) {
                exact.entry(key).or_default().insert(*target);
            }
            // The names of one target stand together.
            if targets.last() != Some(target) {
                targets.push(*target);
            }
            numbered.push((u32::try_from(targets.len().saturating_sub(1)).unwrap_or(u32::MAX), name));
        }
        let alike = Index::of_names(numbered.into_iter());
        Self { exact, alike, targets }
    }

    /// Whom a name may mean whose signs stand for letters, or whose common words are misspelt. Never certain.
    pub fn find_meant(&self, text: &str, name: &Name) -> Vec<Found> {
        let mut all = Vec::new();
        if let Some(meant) = Name::undisguised(text) {
            all.extend(self.find_read_as(&meant, |key| format!("\"{text}\" is read as \"{key}\": signs in the place of letters")));
        }
        if let Some(meant) = name.respelt() {
            all.extend(self.find_read_as(&meant, |key| format!("\"{text}\" is read as \"{key}\": a common word is misspelt")));
        }
        all
    }

    fn find_read_as(&self, meant: &Name, reason: impl Fn(&str) -> String) -> Vec<Found> {
        let mut found = self.find(meant, false);
        for one in &mut found {
            one.certainty = one.certainty.max(Certainty::NameUncertain);
            one.reasons.insert(0, reason(meant.key()));
        }
        found
    }

    /// Whom this name may mean, the likeliest first. `known`: the name is a known party's own, so that mere likeness to
    /// others says nothing.
    pub fn find(&self, name: &Name, known: bool) -> Vec<Found> {
        let candidates = self.alike.look_up_name(name).into_iter();
        let found = candidates.filter_map(|candidate| {
            let target = *usize::try_from(candidate.key).ok().and_then(|at| self.targets.get(at))?;
            let certainty = match candidate.verdict {
                similarity::Verdict::Match => Certainty::Certain,
                similarity::Verdict::Review | similarity::Verdict::Different => Certainty::NameUncertain,
            };
            Some(Found { target, certainty, likeness: candidate.likeness, reasons: candidate.reasons })
        });
        found.filter(|found| !known || found.likeness == 1000).collect()
    }

    /// Parties whose name stands in a package's path or name, whole or as a word of it.
    pub fn in_package(&self, path: &str) -> Vec<Found> {
        let mut found: BTreeMap<Target, Found> = BTreeMap::new();
        for segment in path.split('/').skip(1) {
            let words = segment.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= SHORTEST_WORD);
            for word in std::iter::once(segment).chain(words) {
                let keys = whole(&Name::of(word));
                for target in keys.iter().filter_map(|key| self.exact.get(key)).flatten().copied() {
                    let reason = format!("\"{word}\" in the package's name is a name of this party; the package may be about it");
                    // A package is no more than about whom it names: the mention says so.
                    found.entry(target).or_insert_with(|| Found::certain(target, reason));
                }
            }
        }
        found.into_values().collect()
    }
}

/// The forms in which a whole name is looked up: with its legal form and without.
fn whole(name: &Name) -> Vec<Key> {
    if name.key().is_empty() {
        return Vec::new();
    }
    vec![Key::Exact(name.key().to_owned()), Key::Core(name.core().to_owned())]
}
