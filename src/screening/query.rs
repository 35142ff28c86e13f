//! One question to the lists, outside any shipment: a name or an identifier, perhaps under one law, on one day.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Verdict};
use super::comparison;
use super::regime::{Regime, RegimeKind};
use super::screener::{OnDay, Roll};
use super::watchlist::{Coverage, Covers, Watchlist, Watchlists};
use super::{Certainty, Force, Hit, HitRelation, Outcome, Unscreened, screener};
use crate::bill::Role;
use crate::intake::{Day, Moment};
use crate::maker::directory::Directory;
use crate::maker::name::Field;
use crate::maker::registry::{self, Otherwise, Reading, Standing};
use crate::maker::{Basis, Manner, Mention, holder};

/// One line of `kenpin screen`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// A kind of [`registry::REGISTRIES`]: `name`, `mac`, `purl`.
    pub kind: String,
    pub value: String,
    /// ISO 3166-1 alpha-2: where the thing is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// RFC 3339, or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The id of a law, or of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Screen against these names and nothing else: is it the same company?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<Vec<String>>,
}

impl Query {
    /// A name, under every list.
    pub fn name(value: &str) -> Self {
        Self { kind: "name".to_owned(), value: value.to_owned(), ..Self::default() }
    }

    /// One input line: JSON where it begins with `{`, a name otherwise. Members that are not ours are not heeded.
    ///
    /// # Errors
    /// In words, what is wrong with the JSON.
    pub fn read(line: &str) -> Result<Self, String> {
        if !line.trim_start().starts_with('{') {
            return Ok(Self::name(line.trim()));
        }
        serde_json::from_str(line).map_err(|error| format!("not a question: {error}; give \"kind\" and \"value\""))
    }
}

/// Where questions are answered: directory, lists and laws, read once.
pub struct Desk<'a> {
    directory: &'a Directory,
    watchlists: &'a Watchlists,
    regimes: &'a [Regime],
    roll: Roll<'a>,
    /// Ownership on the days that were asked about lately.
    days: Mutex<BTreeMap<Day, Arc<OnDay>>>,
}

/// Days that are kept; a file may ask about as many as it likes.
const LIMIT_DAYS: usize = 64;

/// The lists that a question is about.
enum Reach {
    /// Under no law in particular: every list, in force or not yet.
    Everything,
    /// Under one law, or one list.
    Under(Law),
    /// Nothing can be screened; in words why.
    Nothing(String),
}

/// One law, or one list.
struct Law {
    lists: Vec<String>,
    from: Day,
    to: Option<Day>,
}

impl<'a> Desk<'a> {
    pub fn new(directory: &'a Directory, watchlists: &'a Watchlists, regimes: &'a [Regime]) -> Self {
        Self { directory, watchlists, regimes, roll: Roll::new(directory, watchlists), days: Mutex::default() }
    }

    /// Answers one question. Never fails: what cannot be read or told is said in the answer.
    pub fn answer(&self, query: &Query, at: Moment) -> Answer {
        let at = match query.at.as_deref().map(|text| Moment::parse(text).ok_or(text)) {
            None => at,
            Some(Ok(own)) => own,
            Some(Err(text)) => {
                return Answer::unscreened(query, format!("\"{text}\" is no moment; write it as 2026-11-23 or 2026-11-23T00:00:00Z"));
            }
        };
        let law = match self.reach(query.regime.as_deref()) {
            Reach::Nothing(why) => return Answer::unscreened(query, why),
            Reach::Everything => None,
            Reach::Under(law) => Some(law),
        };
        let (mentions, named) = match self.mentions(query) {
            Ok(found) => found,
            Err(why) => return Answer::unscreened(query, why),
        };
        if let Some(names) = &query.against {
            return comparison::compare(query, &mentions, names, self.directory, at);
        }
        let asked: Vec<&Watchlist> =
            self.watchlists.iter().filter(|list| law.as_ref().is_none_or(|law| law.lists.contains(&list.id))).collect();
        let (fresh, stale): (Vec<&Watchlist>, Vec<&Watchlist>) = asked.into_iter().partition(|list| list.usable_at(at).is_ok());
        let (mut hits, mut later) = (self.hits(&mentions, at), None);
        if let Some(law) = &law {
            hits = hits.into_iter().filter_map(|hit| in_scope(hit, query)).collect();
            hits.extend(by_category(query, &fresh, at));
            later = first_later(&hits, law);
            hits.retain(|hit| law.applies(at.day()) && matches!(hit.force, Force::InForce { .. }));
        }
        hits.retain(|hit| fresh.iter().any(|list| list.id == hit.edition.list));
        match self.roll.outcome(hits, named) {
            Outcome::Listed(hits) => Answer::hits(query, Verdict::Listed, &hits),
            Outcome::Possible(hits) => Answer::hits(query, Verdict::Possible, &hits),
            Outcome::Clear { .. } if stale.is_empty() => Answer::clear(query, fresh.len(), later),
            Outcome::Clear { .. } => {
                let old: Vec<&str> = stale.iter().map(|list| list.id.as_str()).collect();
                Answer::unscreened(query, format!("too old to screen with on {}: {}", at.day(), old.join(", ")))
            }
            Outcome::Unscreened(Unscreened::NoName) => Answer::unscreened(query, "no maker is named".to_owned()),
            Outcome::Unscreened(Unscreened::NoList) => Answer::unscreened(query, "there is no list to screen with".to_owned()),
        }
    }

    fn hits(&self, mentions: &[Mention], at: Moment) -> Vec<Hit> {
        let day = self.day(at);
        mentions.iter().enumerate().flat_map(|(index, mention)| self.roll.hits(index, mention, &day)).collect()
    }

    fn day(&self, at: Moment) -> Arc<OnDay> {
        // A thread that died while it held the lock leaves whole days behind: each is put in at once.
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        if days.len() >= LIMIT_DAYS && !days.contains_key(&at.day()) {
            days.clear();
        }
        days.entry(at.day()).or_insert_with(|| Arc::new(self.roll.on(at))).clone()
    }

    fn reach(&self, regime: Option<&str>) -> Reach {
        let Some(id) = regime else { return Reach::Everything };
        match self.regimes.iter().find(|regime| regime.id == id) {
            Some(regime) if regime.kind == RegimeKind::Consult || regime.lists.is_empty() => {
                Reach::Nothing(format!("{} ({}) names nobody: {}", regime.title, regime.citation, regime.binds))
            }
            Some(regime) => match regime.lists.iter().find(|list| self.watchlists.list(list).is_none()) {
                Some(missing) => Reach::Nothing(format!("the list \"{missing}\" of this regime is not loaded")),
                None => Reach::Under(Law { lists: regime.lists.clone(), from: regime.from, to: regime.to }),
            },
            None => match self.watchlists.list(id) {
                Some(list) => Reach::Under(Law { lists: vec![list.id.clone()], from: first_day(list), to: None }),
                None => Reach::Nothing(format!("no regime and no list is called \"{id}\"; `kenpin lists show` names them")),
            },
        }
    }

    /// Whom a question is about, and whether it names somebody at all; in words why not.
    fn mentions(&self, query: &Query) -> Result<(Vec<Mention>, bool), String> {
        let Some(reading) = registry::read(&query.kind, &query.value) else {
            let kinds: Vec<&str> = registry::REGISTRIES.iter().map(|registry| registry.kind).collect();
            return Err(format!("\"{}\" is no kind of identifier; the kinds are {}", query.kind, kinds.join(", ")));
        };
        match reading {
            Reading::Unread(why) => Err(why.to_owned()),
            Reading::Names(field) => self.names(field),
            Reading::Identifier { keys, otherwise } => self.identifier(query, &keys, otherwise),
        }
    }

    fn names(&self, field: Field) -> Result<(Vec<Mention>, bool), String> {
        let claim = Basis::Claim(Role::Manufacturer);
        match field {
            Field::Makers { named, mentioned } => {
                let named = named.into_iter().map(|name| self.mention(claim, name, Manner::Named));
                let mentioned = mentioned.into_iter().map(|name| self.mention(claim, name, Manner::MentionedOnly));
                Ok((named.chain(mentioned).collect(), true))
            }
            Field::Mention(mentioned) => {
                Ok((mentioned.into_iter().map(|name| self.mention(claim, name, Manner::MentionedOnly)).collect(), false))
            }
            Field::Placeholder(text) => Err(format!("\"{text}\" names no maker")),
            Field::Withheld => Err("the maker is withheld".to_owned()),
        }
    }

    fn identifier(&self, query: &Query, keys: &[registry::RegistryKey], otherwise: Otherwise) -> Result<(Vec<Mention>, bool), String> {
        if let Some((party, standing)) = holder::of_keys(keys, self.directory) {
            let manner = match standing {
                Standing::Holder => Manner::Named,
                Standing::About => Manner::MentionedOnly,
            };
            let mention = |text: String| Mention { basis: Basis::Registry, text, party: Some(party), manner };
            // Its name too: a register that somebody imported tells the holder, and the lists whether that is a listed one.
            let name = self.directory.party(party).map(|party| party.legal_name.clone());
            return Ok((std::iter::once(format!("{} {}", query.kind, query.value)).chain(name).map(mention).collect(), true));
        }
        let mentions = match otherwise {
            Otherwise::Nobody => Vec::new(),
            Otherwise::Unknown => {
                return Err(format!(
                    "whose {} \"{}\" is cannot be told: few of its registry's numbers are known here",
                    query.kind, query.value
                ));
            }
            Otherwise::Named(names) => names.into_iter().map(|name| self.mention(Basis::CpeVendor, name, Manner::Named)).collect(),
            Otherwise::About(names) => names.into_iter().map(|name| self.mention(Basis::CpeVendor, name, Manner::MentionedOnly)).collect(),
        };
        Ok((mentions, true))
    }

    fn mention(&self, basis: Basis, text: String, manner: Manner) -> Mention {
        let party = self.directory.resolve(&crate::maker::name::Name::of(&text));
        Mention { basis, text, party, manner }
    }
}

impl Law {
    fn applies(&self, at: Day) -> bool {
        self.from <= at && self.to.is_none_or(|to| at <= to)
    }
}

/// The first day on which a listing that is not yet in force will be, of the law's own lists.
fn first_later(hits: &[Hit], law: &Law) -> Option<Day> {
    let of_law = hits.iter().filter(|hit| law.lists.contains(&hit.edition.list));
    of_law.filter_map(|hit| if let Force::NotYet { from } = hit.force { Some(from) } else { None }).min()
}

/// The hit as the law's scope leaves it: gone where category or purpose is plainly outside, less certain where that
/// cannot be told.
fn in_scope(mut hit: Hit, query: &Query) -> Option<Hit> {
    match hit.scope.covers(query.category.as_deref(), query.purpose.as_deref()) {
        Coverage::Covered => Some(hit),
        Coverage::Outside => None,
        Coverage::Undecided => {
            hit.certainty = hit.certainty.max(Certainty::NameUncertain);
            hit.reasons.push("whether the stated category and purpose fall under the listing cannot be told from their words".to_owned());
            Some(hit)
        }
    }
}

/// Entries that cover a category produced abroad, whoever made it.
fn by_category(query: &Query, lists: &[&Watchlist], at: Moment) -> Vec<Hit> {
    let Some(category) = query.category.as_deref() else { return Vec::new() };
    let mut hits = Vec::new();
    for list in lists {
        for entry in &list.entries {
            let Covers::ProducedOutside(home) = &entry.covers else { continue };
            let abroad = query.country.as_deref().map(|country| !country.eq_ignore_ascii_case(home));
            if entry.scope.covers(Some(category), None) != Coverage::Covered || abroad == Some(false) {
                continue;
            }
            let (certainty, reason) = match (abroad, query.country.as_deref()) {
                (Some(true), Some(country)) => (Certainty::Certain, format!("\"{category}\" produced in {country}, outside {home}")),
                (Some(_) | None, _) => (Certainty::NameUncertain, format!("\"{category}\" whose country of production is not stated")),
            };
            let Some(force) = screener::force(entry, at.day()) else { continue };
            hits.push(Hit {
                edition: super::EditionId { list: list.id.clone(), edition: list.edition },
                entry: entry.id.clone(),
                party: entry.name.clone(),
                relation: HitRelation::Itself,
                certainty,
                likeness: 1000,
                reasons: vec![reason],
                mention: 0,
                force,
                scope: entry.scope.clone(),
                authority: entry.authority.clone(),
            });
        }
    }
    hits
}

fn first_day(list: &Watchlist) -> Day {
    list.entries.iter().flat_map(|entry| entry.periods.iter().map(|period| period.from)).min().unwrap_or(list.edition)
}
