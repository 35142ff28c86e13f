//! What stands in the house, by maker, owner, list and country: counted when a verdict is kept, shown as tables and pictures.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Extension, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::desk::Bench;
use super::gate::Caller;
use super::judging::short;
use super::page::estate as pages;
use super::problem::Problem;
use super::words::Language;
use super::{Portal, Shared, api};
use crate::bill::ComponentId;
use crate::decision::Case;
use crate::maker::Trace;
use crate::maker::directory::{Directory, PartyId};
use crate::screening::{Outcome, Screening};
use crate::store::estate::{Held, Kind, NewHolding};

pub(super) async fn estate(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    Ok(pages::estate(language, &caller, &portal.holdings().await?))
}

pub(super) async fn for_programs(State(portal): State<Shared>) -> Result<Response, Problem> {
    let row = |kind: Kind, held: &Held| json!({ "kind": kind.word(), "name": held.name, "accepted": held.accepted, "open": held.open, "deliveries": held.deliveries });
    let kinds = portal.holdings().await?;
    let items: Vec<Value> = kinds.iter().flat_map(|(kind, all)| all.iter().map(|held| row(*kind, held))).collect();
    Ok(api::written(&json!({ "items": items, "next": null })))
}

impl Portal {
    async fn holdings(&self) -> Result<Vec<(Kind, Vec<Held>)>, Problem> {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            found.push((kind, self.store.estate(kind).await?));
        }
        Ok(found)
    }
}

/// How many components of the bills stand under each maker, owner, list and country.
pub(super) fn counted(case: &Case, bench: &Bench) -> Vec<NewHolding> {
    let mut each: BTreeMap<usize, (u64, &Trace)> = BTreeMap::new();
    for (index, bill) in case.bills.iter().enumerate() {
        for (number, _) in (0_u32..).zip(&bill.contents.components) {
            if let Some((trace, traced)) = case.traces.of(index, ComponentId(number)) {
                let count = &mut each.entry(trace).or_insert((0, traced)).0;
                *count = count.saturating_add(1);
            }
        }
    }
    let (directory, above) = (&bench.reference.makers, owners(&bench.reference.makers, bench));
    let mut counts: BTreeMap<(Kind, String), u64> = BTreeMap::new();
    for (trace, (components, traced)) in each {
        for name in names(traced, case.screenings.get(trace), directory, &above) {
            let count = counts.entry(name).or_default();
            *count = count.saturating_add(components);
        }
    }
    counts.into_iter().map(|((kind, name), components)| NewHolding { kind, name, components }).collect()
}

/// Who owns whom on the day of the verdict.
fn owners(directory: &Directory, bench: &Bench) -> BTreeMap<PartyId, Vec<PartyId>> {
    let mut above: BTreeMap<PartyId, Vec<PartyId>> = BTreeMap::new();
    for edge in directory.ties().edges().iter().filter(|edge| edge.owner != edge.owned && edge.holds_at(bench.at.day())) {
        above.entry(PartyId(edge.owned)).or_default().push(PartyId(edge.owner));
    }
    above
}

/// Under which names the components of one maker stand; each once.
fn names(
    traced: &Trace,
    screening: Option<&Screening>,
    directory: &Directory,
    above: &BTreeMap<PartyId, Vec<PartyId>>,
) -> BTreeSet<(Kind, String)> {
    let mut names = BTreeSet::new();
    let party = traced.tracing.known();
    let stated = || traced.mentions.first().map_or_else(String::new, |mention| short(&mention.text));
    let known = party.and_then(|party| directory.party(party));
    names.insert((Kind::Maker, known.map_or_else(stated, |party| short(&party.legal_name))));
    names.insert((Kind::Country, known.and_then(|party| party.country.clone()).unwrap_or_default()));
    let (mut seen, mut next): (BTreeSet<PartyId>, Vec<PartyId>) = (party.into_iter().collect(), party.into_iter().collect());
    while let Some(owned) = next.pop() {
        for owner in above.get(&owned).into_iter().flatten() {
            if seen.insert(*owner) {
                next.push(*owner);
                names.extend(directory.party(*owner).map(|owner| (Kind::Owner, short(&owner.legal_name))));
            }
        }
    }
    match screening.map(|screening| &screening.outcome) {
        Some(Outcome::Listed(hits) | Outcome::Possible(hits)) => {
            names.extend(hits.iter().map(|hit| (Kind::List, short(&hit.edition.list))))
        }
        Some(Outcome::Clear { .. } | Outcome::Unscreened(_)) | None => {}
    }
    names
}
