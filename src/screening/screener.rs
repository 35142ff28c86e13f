//! The lists made ready: which parties they name, whom those own, and what every mention of a component hits.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::spelling::{Found, Spellings, Target};
use super::watchlist::{Covers, Entry, Watchlist, Watchlists};
use super::{Certainty, EditionId, Force, Hit, HitRelation, Outcome, OwnerStep, Screening, Unscreened};
use crate::intake::{Day, Moment};
use crate::maker::directory::{Directory, PartyId};
use crate::maker::name::{Name, is_mark};
use crate::maker::ownership::{Grade, Grounds, Profile, Reach, Sum};
use crate::maker::{Basis, Manner, Mention, Trace};

/// Lists and directory, made ready for any day: every name, and which parties every entry means.
pub struct Roll<'a> {
    directory: &'a Directory,
    lists: Vec<&'a Watchlist>,
    editions: Arc<[EditionId]>,
    spellings: Spellings,
    /// For each list, for each entry.
    parties: Vec<Vec<BTreeSet<PartyId>>>,
}

/// What stands against each party on one day: as itself, or through those who own it.
pub struct OnDay {
    at: Day,
    listed: BTreeMap<PartyId, Vec<Listed>>,
    /// Parties whose owners together hold more than all of them.
    oversold: BTreeMap<u32, Sum>,
}

/// Mentions that hit nothing, by text, party and whether it is a package's path: screened once each.
#[derive(Default)]
pub struct Clean<'t>(HashSet<(&'t str, Option<PartyId>, bool)>);

/// One entry that concerns a party.
struct Listed {
    list: usize,
    entry: usize,
    /// How the entry's party owns this one; `None`: it is the party itself.
    reach: Option<Reach>,
}

impl<'a> Roll<'a> {
    /// Reads every name once.
    pub fn new(directory: &'a Directory, watchlists: &'a Watchlists) -> Self {
        let lists: Vec<&Watchlist> = watchlists.iter().collect();
        let editions = lists.iter().map(|list| EditionId { list: list.id.clone(), edition: list.edition }).collect();
        let spellings = Spellings::new(directory, &lists);
        let parties = lists.iter().map(|list| list.entries.iter().map(|entry| parties_of(entry, directory)).collect()).collect();
        Self { directory, lists, editions, spellings, parties }
    }

    /// Follows ownership on one day, once for every list.
    pub fn on(&self, at: Moment) -> OnDay {
        let oversold = self.directory.ties().oversold(at.day()).into_iter().collect();
        let mut day = OnDay { at: at.day(), listed: BTreeMap::new(), oversold };
        (0..self.lists.len()).for_each(|list| self.link(list, &mut day));
        day
    }

    /// Screens everything that one trace mentions. `clean` remembers the mentions that hit nothing.
    pub fn screen<'t>(&self, trace: &'t Trace, day: &OnDay, clean: &mut Clean<'t>) -> Screening {
        self.screen_mentions(&trace.mentions, trace.is_named(), day, clean)
    }

    /// As [`Roll::screen`]; `named`: whether a maker is, truly or in dispute.
    pub fn screen_mentions<'t>(&self, mentions: &'t [Mention], named: bool, day: &OnDay, clean: &mut Clean<'t>) -> Screening {
        if self.lists.is_empty() {
            return Screening { outcome: Outcome::Unscreened(Unscreened::NoList) };
        }
        let mut hits = Vec::new();
        for (index, mention) in mentions.iter().enumerate() {
            let key = (mention.text.as_str(), mention.party, mention.basis == Basis::PackageNamespace);
            if clean.0.contains(&key) {
                continue;
            }
            let found = self.hits(index, mention, day);
            if found.is_empty() {
                clean.0.insert(key);
            }
            hits.extend(found);
        }
        Screening { outcome: self.outcome(hits, named) }
    }

    /// What the hits come to. A listing that has ended says nothing about today, and stands only beside others.
    pub fn outcome(&self, mut hits: Vec<Hit>, named: bool) -> Outcome {
        hits.sort_by(|one, other| order(one).cmp(&order(other)));
        let live = |hit: &&Hit| !matches!(hit.force, Force::Ended { .. });
        match hits.iter().filter(live).map(|hit| hit.certainty).min() {
            Some(Certainty::Certain) => Outcome::Listed(hits),
            Some(Certainty::NameUncertain | Certainty::Unsourced | Certainty::AboutOnly) => Outcome::Possible(hits),
            None if named => Outcome::Clear { editions: self.editions.clone() },
            None => Outcome::Unscreened(Unscreened::NoName),
        }
    }

    /// What one mention hits, one hit an entry.
    pub fn hits(&self, index: usize, mention: &Mention, day: &OnDay) -> Vec<Hit> {
        let mut best: BTreeMap<(usize, usize), Hit> = BTreeMap::new();
        for found in self.found(mention) {
            for (list, entry, hit) in self.hits_of(index, mention, &found, day) {
                match best.get(&(list, entry)) {
                    Some(other) if order(other) <= order(&hit) => {}
                    Some(_) | None => {
                        best.insert((list, entry), hit);
                    }
                }
            }
        }
        best.into_values().collect()
    }

    /// Parties and entries that a mention may mean.
    fn found(&self, mention: &Mention) -> Vec<Found> {
        let by_identifier = mention.party.map(|party| Found::certain(Target::Party(party), said(mention)));
        let by_name = match mention.basis {
            Basis::PackageNamespace => self.spellings.in_package(&mention.text),
            Basis::CpeVendor | Basis::Registry | Basis::Claim(_) | Basis::Signer | Basis::BillSupplier => {
                let name = Name::of(&mention.text);
                let is_known = mention.party.is_some_and(|party| self.directory.is_reviewed(party, &name));
                let mut found = self.spellings.find(&name, is_known);
                found.extend(self.spellings.find_meant(&mention.text, &name));
                found.splice(0..0, by_identifier);
                return if is_few_letters(&name) { found.into_iter().map(of_few_letters).collect() } else { found };
            }
        };
        by_identifier.into_iter().chain(by_name).collect()
    }

    fn hits_of(&self, index: usize, mention: &Mention, found: &Found, day: &OnDay) -> Vec<(usize, usize, Hit)> {
        let here;
        let listed = match found.target {
            Target::Entry { list, entry } => {
                here = [Listed { list, entry, reach: None }];
                here.as_slice()
            }
            Target::Party(party) => day.listed.get(&party).map_or(&[][..], Vec::as_slice),
        };
        let hit = |listed: &Listed| Some((listed.list, listed.entry, self.hit(index, mention, found, listed, day)?));
        listed.iter().filter_map(hit).collect()
    }

    fn hit(&self, index: usize, mention: &Mention, found: &Found, listed: &Listed, day: &OnDay) -> Option<Hit> {
        let list = self.lists.get(listed.list)?;
        let entry = list.entries.get(listed.entry)?;
        let mut certainty = found.certainty.max(weakest(mention));
        let mut reasons = found.reasons.clone();
        if entry.grounds == Grounds::GeneralKnowledge {
            certainty = certainty.max(Certainty::Unsourced);
            reasons.push("the listing was not read at a source".to_owned());
        }
        let relation = listed.reach.as_ref().map_or(HitRelation::Itself, |reach| {
            if reach.grade == Grade::ToLookAt || !entry.affiliates.reaches_owned() {
                certainty = certainty.max(Certainty::Unsourced);
            }
            reasons.extend(self.reasons(entry, reach, &day.oversold));
            HitRelation::Owner { path: self.path(reach) }
        });
        Some(Hit {
            edition: EditionId { list: list.id.clone(), edition: list.edition },
            entry: entry.id.clone(),
            party: entry.name.clone(),
            relation,
            certainty,
            likeness: found.likeness,
            reasons,
            mention: index,
            force: force(entry, day.at)?,
            scope: entry.scope.clone(),
            authority: entry.authority.clone(),
        })
    }

    fn path(&self, reach: &Reach) -> Vec<OwnerStep> {
        let steps = reach.path.iter().filter_map(|index| {
            let edge = self.directory.ties().edges().get(*index)?;
            Some(OwnerStep { owner: self.directory.party(PartyId(edge.owner))?.legal_name.clone(), by: edge.to_string() })
        });
        steps.collect()
    }

    /// Why an owner counts: every tie with its source, and what is not certain about it.
    fn reasons(&self, entry: &Entry, reach: &Reach, oversold: &BTreeMap<u32, Sum>) -> Vec<String> {
        let mut reasons = Vec::new();
        for index in &reach.path {
            let (Some(edge), Some((grounds, source))) = (self.directory.ties().edges().get(*index), self.directory.source_of(*index))
            else {
                continue;
            };
            let owner = self.directory.party(PartyId(edge.owner)).map_or("", |party| party.legal_name.as_str());
            let standing = match grounds {
                Grounds::Sourced => source,
                Grounds::GeneralKnowledge => "not read at a source",
            };
            reasons.push(format!("{owner} {edge}: {standing}"));
            if let Some((sum, owned)) = oversold.get(&edge.owned).zip(self.directory.party(PartyId(edge.owned))) {
                reasons.push(format!(
                    "the stated owners of {} together hold {sum} of it: the figures contradict each other",
                    owned.legal_name
                ));
            }
        }
        if !entry.affiliates.reaches_owned() {
            reasons.push("the list names this entry alone: an owned party is looked at, not listed".to_owned());
        }
        if !reach.why.is_empty() {
            reasons.push(reach.why.clone());
        }
        reasons
    }

    /// Links the entries of one list to parties, then follows those parties' holdings, entries of one rule together:
    /// holdings of several listed parties add up (OFAC FAQ 399).
    fn link(&self, list: usize, day: &mut OnDay) {
        let (Some(watchlist), Some(parties)) = (self.lists.get(list), self.parties.get(list)) else { return };
        // By those alone that were read at a source, so that no other hides or weakens what they come to; and by all of them.
        let mut groups: BTreeMap<(Profile, Standing, Grounds), BTreeMap<PartyId, usize>> = BTreeMap::new();
        for (index, (entry, parties)) in watchlist.entries.iter().zip(parties).enumerate() {
            for party in parties {
                day.listed.entry(*party).or_default().push(Listed { list, entry: index, reach: None });
            }
            let standing = match force(entry, day.at) {
                Some(Force::InForce { .. }) => Standing::InForce,
                Some(Force::NotYet { .. }) => Standing::NotYet,
                Some(Force::Ended { .. }) | None => continue,
            };
            let of_all = (entry.grounds == Grounds::Sourced).then_some(Grounds::Sourced).into_iter().chain([Grounds::GeneralKnowledge]);
            for grounds in of_all {
                let group = groups.entry((entry.affiliates.profile(), standing, grounds)).or_default();
                for party in parties {
                    group.entry(*party).or_insert(index);
                }
            }
        }
        for ((profile, standing, grounds), group) in &groups {
            let sourced = groups.get(&(*profile, *standing, Grounds::Sourced));
            if *grounds == Grounds::Sourced || sourced.is_none_or(|sourced| sourced.len() < group.len()) {
                self.follow(list, *profile, *grounds, group, day);
            }
        }
    }

    fn follow(&self, list: usize, profile: Profile, grounds: Grounds, group: &BTreeMap<PartyId, usize>, day: &mut OnDay) {
        let seeds: BTreeSet<u32> = group.keys().map(|party| party.0).collect();
        let graph = self.directory.ties();
        for (owned, mut reach) in graph.owned_by(&seeds, profile, day.at) {
            let owned = PartyId(owned);
            if grounds == Grounds::GeneralKnowledge && reach.grade == Grade::Certain {
                reach.grade = Grade::ToLookAt;
                reach.why = "half is reached only with a listing that was not read at a source".to_owned();
            }
            let top = reach.path.last().and_then(|index| graph.edges().get(*index)).map(|edge| PartyId(edge.owner));
            // Without a path the figures alone give rise to a look: any entry of the group stands for it.
            let entry = top.and_then(|top| group.get(&top)).or_else(|| group.values().next()).copied();
            if let (false, Some(entry)) = (group.contains_key(&owned), entry) {
                day.listed.entry(owned).or_default().push(Listed { list, entry, reach: Some(reach) });
            }
        }
    }
}

/// Whether a group of listings applies today.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    InForce,
    NotYet,
}

/// The parties of the directory that an entry names: by id, and by every name. None for a mere category.
fn parties_of(entry: &Entry, directory: &Directory) -> BTreeSet<PartyId> {
    if entry.covers != Covers::Party {
        return BTreeSet::new();
    }
    let by_id = entry.party.as_deref().and_then(|id| directory.by_id(id));
    let by_name = std::iter::once(&entry.name).chain(&entry.aliases).flat_map(|name| directory.named(&Name::of(name)));
    by_id.into_iter().chain(by_name).collect()
}

/// Whether a listing applies on a day; `None` where it has no period.
pub fn force(entry: &Entry, at: Day) -> Option<Force> {
    let now = entry.periods.iter().find(|period| period.from <= at && period.to.is_none_or(|to| at <= to));
    if let Some(period) = now {
        return Some(Force::InForce { from: period.from });
    }
    let next = entry.periods.iter().map(|period| period.from).filter(|from| *from > at).min();
    let last = entry.periods.iter().filter_map(|period| period.to).max();
    next.map(|from| Force::NotYet { from }).or(last.map(|to| Force::Ended { to }))
}

/// How certain a mention can be at best.
fn weakest(mention: &Mention) -> Certainty {
    match (mention.manner, mention.basis) {
        (Manner::MentionedOnly, _) | (Manner::Named, Basis::PackageNamespace | Basis::BillSupplier) => Certainty::AboutOnly,
        (Manner::Named, Basis::Registry | Basis::Claim(_) | Basis::CpeVendor | Basis::Signer) => Certainty::Certain,
    }
}

/// A maker named by three letters alone, which no group bears alone: CEC on a list, and any other CEC.
fn is_few_letters(name: &Name) -> bool {
    name.key().is_ascii() && name.key().len() < 4 && !is_mark(name.key())
}

fn of_few_letters(mut found: Found) -> Found {
    found.certainty = found.certainty.max(Certainty::NameUncertain);
    found.reasons.push("three letters without a legal form are the name of many companies".to_owned());
    found
}

fn said(mention: &Mention) -> String {
    match mention.basis {
        Basis::Registry => format!("\"{}\" belongs to this party by its registry", mention.text),
        Basis::CpeVendor => format!("\"{}\" in the identifier is a name of this party", mention.text),
        Basis::PackageNamespace => format!("the package namespace \"{}\" is this party's", mention.text),
        Basis::Claim(_) | Basis::Signer | Basis::BillSupplier => format!("\"{}\" is a name of this party", mention.text),
    }
}

/// Worst first: live before ended, certain before uncertain, itself before an owner, the likest, then by list and entry.
fn order(hit: &Hit) -> (u8, Certainty, usize, u16, &str, &str, usize) {
    let force = match hit.force {
        Force::InForce { .. } => 0,
        Force::NotYet { .. } => 1,
        Force::Ended { .. } => 2,
    };
    let distance = match &hit.relation {
        HitRelation::Itself => 0,
        HitRelation::Owner { path } => path.len().max(1),
    };
    (force, hit.certainty, distance, u16::MAX - hit.likeness, hit.edition.list.as_str(), hit.entry.as_str(), hit.mention)
}
