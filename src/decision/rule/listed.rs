//! Hits on lists, gathered into one finding for each maker and entry, with the path from part to entry.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::facts::{Facts, Weighed};
use crate::bill::Role;
use crate::decision::{Finding, Link, LinkKind, Site};
use crate::maker::{Basis, Mention};
use crate::screening::{Hit, HitRelation};

/// What tells one cause from another: the maker, its owners, the entry, and what the rule adds.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cause {
    /// Empty where the directory knows the maker.
    as_stated: String,
    party: Option<u32>,
    owners: Vec<String>,
    entry: String,
    added: String,
}

/// All hits of one cause.
struct Gathered<'a> {
    mention: Option<&'a Mention>,
    component: Link,
    /// By list; an entry stands under the same id in several.
    hits: BTreeMap<&'a str, &'a Hit>,
    places: BTreeSet<Site>,
}

/// One finding for each cause among the hits for which `picks` gives words; `words` tells them apart and may be empty.
pub fn gather(
    facts: &Facts<'_>,
    rule: &Rule,
    picks: impl Fn(&Weighed<'_>) -> Option<String>,
    what: impl Fn(&Told<'_>) -> String,
) -> Vec<Finding> {
    let mut causes: BTreeMap<Cause, Gathered<'_>> = BTreeMap::new();
    for weighed in facts.weighed() {
        let Some(added) = picks(&weighed) else { continue };
        let mention = weighed.trace.mentions.get(weighed.hit.mention);
        let party = mention.and_then(|mention| mention.party).map(|party| party.0);
        let as_stated = if party.is_some() { String::new() } else { mention.map(|mention| mention.text.clone()).unwrap_or_default() };
        let owners = steps(weighed.hit).iter().map(|step| step.0.to_owned()).collect();
        let cause = Cause { as_stated, party, owners, entry: weighed.hit.entry.clone(), added };
        let gathered = causes.entry(cause).or_insert_with(|| Gathered {
            mention,
            component: facts.link(weighed.part),
            hits: BTreeMap::new(),
            places: BTreeSet::new(),
        });
        gathered.hits.entry(&weighed.hit.edition.list).or_insert(weighed.hit);
        gathered.places.insert(facts.site(weighed.part));
    }
    causes.into_iter().filter_map(|(cause, gathered)| finding(rule, &cause, gathered, &what)).collect()
}

/// What a rule may say about a cause.
pub struct Told<'a> {
    /// The maker as the bill names it.
    pub maker: &'a str,
    /// The listed party as the list names it.
    pub party: &'a str,
    /// Why the hit is one, in words.
    pub reasons: &'a [String],
    /// What the rule added to tell causes apart.
    pub added: &'a str,
}

fn finding(rule: &Rule, cause: &Cause, gathered: Gathered<'_>, what: impl Fn(&Told<'_>) -> String) -> Option<Finding> {
    let first = *gathered.hits.values().next()?;
    let maker = gathered.mention.map_or("", |mention| mention.text.as_str());
    let told = Told { maker, party: &first.party, reasons: &first.reasons, added: &cause.added };
    let mut authorities: Vec<&str> = gathered.hits.values().map(|hit| hit.authority.as_str()).collect();
    authorities.dedup();
    let places: Vec<Site> = gathered.places.into_iter().collect();
    let mut component = gathered.component;
    if let Some(more) = places.len().checked_sub(1).filter(|more| *more > 0) {
        component.name = format!("{} and {more} more", component.name);
    }
    let basis = gathered.mention.map_or("", |mention| basis_words(mention.basis)).to_owned();
    let mut path = vec![component, Link { kind: LinkKind::Maker, name: maker.to_owned(), basis }];
    path.extend(steps(first).into_iter().map(|(owner, by)| Link { kind: LinkKind::Owner, name: owner.to_owned(), basis: by.to_owned() }));
    path.extend(gathered.hits.values().map(|hit| entry_link(hit)));
    Some(Finding { path, authority: authorities.join("; "), ..rule.finding(what(&told), places) })
}

/// A list entry: `us-ndaa-889-a1a/huawei, edition 2026-11-23, likeness 1000`.
fn entry_link(hit: &Hit) -> Link {
    let basis = format!("{}/{}, edition {}, likeness {}", hit.edition.list, hit.entry, hit.edition.edition, hit.likeness);
    Link { kind: LinkKind::Entry, name: hit.party.clone(), basis }
}

/// Owner and tie, from the maker up.
fn steps(hit: &Hit) -> Vec<(&str, &str)> {
    match &hit.relation {
        HitRelation::Itself => Vec::new(),
        HitRelation::Owner { path } => path.iter().map(|step| (step.owner.as_str(), step.by.as_str())).collect(),
    }
}

/// Why the maker is taken to be the maker.
pub fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Registry => "registry of an identifier",
        Basis::Claim(Role::Manufacturer) => "manufacturer",
        Basis::Claim(Role::Originator) => "originator",
        Basis::Claim(Role::Supplier) => "supplier",
        Basis::Claim(Role::Publisher) => "publisher",
        Basis::Claim(Role::Author) => "author",
        Basis::CpeVendor => "vendor in the CPE",
        Basis::PackageNamespace => "package namespace",
        Basis::Signer => "signer of the bill",
        Basis::BillSupplier => "supplier of the bill",
    }
}
