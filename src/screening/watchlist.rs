//! Restricted-party lists: entries, editions, dates in force, scope, shelf life.

use std::collections::BTreeMap;

use super::list_file::{ListFault, ListText};
use super::shipped;
pub use super::shipped::is_shipped;
use super::vocabulary;
use crate::intake::{Day, Digest, Moment};
use crate::maker::ownership::{Grounds, Profile};

/// The lists of one run, by their id.
#[derive(Clone, Debug, Default)]
pub struct Watchlists {
    lists: Vec<Watchlist>,
}

/// One list, in one edition.
#[derive(Clone, Debug)]
pub struct Watchlist {
    /// `us-ndaa-889-a1a`.
    pub id: String,
    pub title: String,
    /// Who publishes it: `US Congress`.
    pub authority: String,
    /// The law behind it, to the clause.
    pub citation: String,
    /// The day that the publisher dated this edition.
    pub edition: Day,
    /// Days that it may be used, counted from `edition`.
    pub shelf_life_days: u16,
    /// Where this edition was read.
    pub source: String,
    pub licence: String,
    /// Whether owned parties count as listed.
    pub affiliates: Affiliates,
    pub entries: Vec<Entry>,
    /// The digest of the files that it was read from.
    pub digest: Digest,
    /// Where those files lie.
    pub path: String,
}

/// One listing.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id in the list: `huawei`.
    pub id: String,
    /// The party, as the list names it; for a category, its words.
    pub name: String,
    pub aliases: Vec<String>,
    /// The party's id in the directory of makers; `None`: found there by its names, if at all.
    pub party: Option<String>,
    /// ISO 3166-1 alpha-2; `None`: not stated.
    pub country: Option<String>,
    /// When it is listed, oldest first. Never empty.
    pub periods: Vec<Period>,
    pub scope: Scope,
    pub covers: Covers,
    pub affiliates: Affiliates,
    /// Whether the listing was read at its source; general knowledge refers and never rejects.
    pub grounds: Grounds,
    /// The clause or notice that lists it.
    pub authority: String,
    pub source: String,
}

/// What an entry covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The party that it names.
    Party,
    /// Everything of its categories produced outside this country, whoever made it (ISO 3166-1 alpha-2).
    ProducedOutside(String),
}

/// Days on which a listing applies, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub from: Day,
    /// `None`: no end is known.
    pub to: Option<Day>,
}

/// Which owned parties a listing reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Affiliates {
    /// Only the parties that it names. An owned one is still looked at.
    Named,
    /// Half of the shares, added up (OFAC, BIS).
    FiftyPercent,
    /// Half of the shares, or control.
    Control,
    /// "Any subsidiary or affiliate", no percentage.
    Any,
}

impl Affiliates {
    /// How ownership is followed under this rule.
    pub fn profile(self) -> Profile {
        match self {
            Self::Named | Self::FiftyPercent => Profile::FiftyPercent,
            Self::Control => Profile::Control,
            Self::Any => Profile::Affiliate,
        }
    }

    /// Whether an owned party is listed with its owner, or only to be looked at.
    pub fn reaches_owned(self) -> bool {
        match self {
            Self::Named => false,
            Self::FiftyPercent | Self::Control | Self::Any => true,
        }
    }
}

/// What a listing is limited to. Empty lists mean no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Ids of categories of equipment, `reference/regimes`.
    pub categories: Vec<String>,
    /// Ids of purposes.
    pub purposes: Vec<String>,
}

/// Whether something falls under a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    Covered,
    /// The words that describe it are not in the vocabulary.
    Undecided,
    Outside,
}

impl Scope {
    /// Whether equipment of this category, for this purpose, falls under the listing. What is unstated counts as
    /// covered. A stated category that is not among the limits leaves it undecided, never outside: a law reaches
    /// parts too, and an order's category is that of the whole. A purpose that is plainly another is outside.
    pub fn covers(&self, category: Option<&str>, purpose: Option<&str>) -> Coverage {
        self.covers_category(category).max(self.covers_purpose(purpose))
    }

    fn covers_category(&self, stated: Option<&str>) -> Coverage {
        let Some(stated) = stated.filter(|_| !self.categories.is_empty()) else { return Coverage::Covered };
        let known = vocabulary::categories(stated);
        let named = |limit: &String| limit == stated || known.contains(&limit.as_str());
        if self.categories.iter().any(named) { Coverage::Covered } else { Coverage::Undecided }
    }

    fn covers_purpose(&self, stated: Option<&str>) -> Coverage {
        let Some(stated) = stated.filter(|_| !self.purposes.is_empty()) else { return Coverage::Covered };
        match vocabulary::purpose(stated) {
            vocabulary::Purpose::Limited(id) if self.purposes.iter().any(|limit| limit == id) => Coverage::Covered,
            vocabulary::Purpose::Limited(_) | vocabulary::Purpose::Civil => Coverage::Outside,
            vocabulary::Purpose::Unknown if self.purposes.iter().any(|limit| limit == stated) => Coverage::Covered,
            vocabulary::Purpose::Unknown => Coverage::Undecided,
        }
    }
}

impl Entry {
    /// Changes with what the entry says about whom it lists, and when: a review of it is then to be made again.
    pub fn digest(&self) -> Digest {
        let periods =
            self.periods.iter().map(|period| format!("{}..{}", period.from, period.to.map_or_else(String::new, |to| to.to_string())));
        let mut lines =
            vec![self.id.clone(), self.name.clone(), self.party.clone().unwrap_or_default(), self.country.clone().unwrap_or_default()];
        lines.extend(self.aliases.iter().cloned());
        lines.extend(periods);
        Digest::of(lines.join("\n").as_bytes())
    }
}

impl Watchlist {
    /// The last day on which this edition may be used.
    pub fn usable_until(&self) -> Day {
        self.edition.plus(u32::from(self.shelf_life_days))
    }

    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Whether it may be used at this moment.
    ///
    /// # Errors
    /// [`ListFault::Stale`] past its shelf life.
    pub fn usable_at(&self, at: Moment) -> Result<(), ListFault> {
        if at.day() <= self.usable_until() {
            return Ok(());
        }
        Err(ListFault::Stale {
            list: self.id.clone(),
            path: self.path.clone(),
            edition: self.edition,
            shelf_life_days: self.shelf_life_days,
        })
    }
}

impl Watchlists {
    /// The lists that ship with the program.
    ///
    /// # Errors
    /// None in a released program: a test reads them.
    pub fn shipped() -> Result<Self, ListFault> {
        Self::shipped_and(&[])
    }

    /// What ships, and lists of the buyer's own: one with the id of a shipped list takes its place, any other comes
    /// beside it.
    ///
    /// # Errors
    /// Every variant of [`ListFault`] but `Stale`.
    pub fn shipped_and(files: &[ListText]) -> Result<Self, ListFault> {
        let mut lists: BTreeMap<String, Watchlist> = BTreeMap::new();
        for text in shipped::watchlists() {
            let list = text.read()?;
            lists.insert(list.id.clone(), list);
        }
        for list in Self::read(files)?.lists {
            lists.insert(list.id.clone(), list);
        }
        Ok(Self { lists: lists.into_values().collect() })
    }

    /// Only these lists.
    ///
    /// # Errors
    /// Every variant of [`ListFault`] but `Stale`.
    pub fn read(files: &[ListText]) -> Result<Self, ListFault> {
        let mut lists: BTreeMap<String, Watchlist> = BTreeMap::new();
        for text in files {
            let list = text.read()?;
            if let Some(other) = lists.get(&list.id) {
                return Err(ListFault::SameList { list: list.id, path: list.path, other: other.path.clone() });
            }
            lists.insert(list.id.clone(), list);
        }
        Ok(Self { lists: lists.into_values().collect() })
    }

    /// Every list, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Watchlist> {
        self.lists.iter()
    }

    pub fn list(&self, id: &str) -> Option<&Watchlist> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// Only the lists of these ids; those of the buyer's own go along whatever their id, because nobody hands in a
    /// list in order not to use it.
    pub fn limited_to(&self, ids: &[String]) -> Self {
        let kept = |list: &&Watchlist| ids.contains(&list.id) || !shipped::is_shipped(&list.id);
        Self { lists: self.lists.iter().filter(kept).cloned().collect() }
    }

    /// Whether every list may be used at this moment. Asked before any shipment is read.
    ///
    /// # Errors
    /// [`ListFault::NoList`] where there is none, [`ListFault::Stale`] for the first that is too old.
    pub fn usable_at(&self, at: Moment) -> Result<(), ListFault> {
        if self.lists.is_empty() {
            return Err(ListFault::NoList);
        }
        self.lists.iter().try_for_each(|list| list.usable_at(at))
    }

    /// Id, edition and digest of every list: what has to be the same for the same decision.
    pub fn inputs(&self) -> Vec<(String, String, Digest)> {
        self.lists.iter().map(|list| (list.id.clone(), list.edition.to_string(), list.digest)).collect()
    }
}
