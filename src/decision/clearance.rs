//! Grounds for acceptance: made in one place, by balancing the books.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use super::account::Account;
use super::policy::Insistence;
use super::rule::{Facts, Missing, Part, bill_site, document_site, missing};
use super::weight::Weight;
use super::{Effect, RULES};
use crate::bill::Standpoint;
use crate::screening::{Outcome, Unscreened};

/// That everything delivered is accounted for and clear. Only this module makes one.
#[derive(Debug)]
pub struct Clearance {
    /// Documents of the shipment, all of them accounted for.
    documents: usize,
    /// Components of every bill, by how they came to be cleared.
    components: BTreeMap<Cleared, usize>,
}

/// How a component came to be cleared. There is no other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cleared {
    /// On none of the chosen lists.
    Clear,
    /// Listed, but not yet in force or outside what binds the order.
    Advised,
    /// Like a listed party by name, and found by a review to be another.
    Settled,
    /// Allowed by a waiver.
    Waived,
    /// Without a maker, and the policy needs none.
    SetAside,
}

/// Something that the books lack, with every place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imbalance {
    pub lack: Lack,
    /// Sorted; empty for the delivery as a whole.
    pub places: Vec<Site>,
}

/// What the books lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    Document,
    Bill,
    Component,
    Regime,
    List,
    Refused,
    Unaccounted,
    Defective,
    Unattested,
    Untraced,
    Unscreened,
    Open,
    Edition,
}

impl Lack {
    /// For the finding.
    pub fn words(self) -> &'static str {
        match self {
            Self::Document => "there is no document",
            Self::Bill => "there is no bill",
            Self::Component => "there is no component",
            Self::Regime => "the policy chooses no regime, so that nothing was screened for",
            Self::List => "a regime of the policy has no list",
            Self::Refused => "part of the delivery was refused and nobody allowed it",
            Self::Unaccounted => "this document is no bill, no signature, no artifact, and not set aside",
            Self::Defective => "this bill is defective and nobody allowed it",
            Self::Unattested => "this bill is signed by nobody whom you trust",
            Self::Untraced => "this component was not traced",
            Self::Unscreened => "this component has no maker that could be screened",
            Self::Open => "a hit at this component is neither advised nor waived",
            Self::Edition => "this component was not screened against every chosen list",
        }
    }
}

impl Clearance {
    /// Balances the books.
    ///
    /// # Errors
    /// What they lack, one [`Imbalance`] a kind, in the order of [`Lack`]; never empty.
    pub fn grant(facts: &Facts<'_>) -> Result<Self, Vec<Imbalance>> {
        let mut lacks: BTreeMap<Lack, BTreeSet<Site>> = BTreeMap::new();
        let waived = facts.waived();
        whole(facts, &mut lacks);
        documents(facts, &waived, &mut lacks);
        bills(facts, &waived, &mut lacks);
        let mut components: BTreeMap<Cleared, usize> = BTreeMap::new();
        for part in facts.parts() {
            match cleared(facts, part) {
                Ok(how) => count(&mut components, how),
                Err(lack) => {
                    let site = facts.site(part);
                    let allowed = waived.contains(&(site.document.clone(), site.pointer.clone()));
                    if allowed && lack != Lack::Edition && lack != Lack::Untraced {
                        count(&mut components, Cleared::Waived);
                    } else {
                        lacks.entry(lack).or_default().insert(site);
                    }
                }
            }
        }
        if components.is_empty() && !lacks.contains_key(&Lack::Bill) {
            lacks.entry(Lack::Component).or_default();
        }
        if lacks.is_empty() {
            return Ok(Self { documents: facts.delivery.shipment.documents.len(), components });
        }
        Err(lacks.into_iter().map(|(lack, places)| Imbalance { lack, places: places.into_iter().collect() }).collect())
    }

    /// Documents of the shipment, all of them accounted for.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// Components that were cleared in this way, over all bills.
    pub fn components(&self, how: Cleared) -> usize {
        self.components.get(&how).copied().unwrap_or(0)
    }
}

fn count(components: &mut BTreeMap<Cleared, usize>, how: Cleared) {
    let number = components.entry(how).or_default();
    *number = number.saturating_add(1);
}

/// At least one document, bill, regime and list.
fn whole(facts: &Facts<'_>, lacks: &mut BTreeMap<Lack, BTreeSet<Site>>) {
    let mut lack = |missing: bool, lack: Lack| {
        if missing {
            lacks.entry(lack).or_default();
        }
    };
    lack(facts.delivery.shipment.documents.is_empty(), Lack::Document);
    lack(!facts.case.bills.iter().any(|bill| bill.standpoint == Standpoint::Promised), Lack::Bill);
    lack(facts.terms.policy.regimes.is_empty(), Lack::Regime);
    lack(facts.grounds.watchlists.iter().next().is_none() || !facts.regimes_without_list().is_empty(), Lack::List);
}

/// Every document turned out to be something, and none was refused, but for what somebody allowed.
fn documents(facts: &Facts<'_>, waived: &BTreeSet<(String, String)>, lacks: &mut BTreeMap<Lack, BTreeSet<Site>>) {
    let allowed = |site: &Site| waived.contains(&(site.document.clone(), site.pointer.clone()));
    for entry in facts.accounts {
        let site = document_site(entry.document);
        match &entry.account {
            Account::Bill | Account::Evidence | Account::OpenedArchive | Account::Artifact | Account::SetAside(_) => {}
            Account::Unaccounted if allowed(&site) => {}
            Account::Unaccounted => _ = lacks.entry(Lack::Unaccounted).or_default().insert(site),
        }
    }
    for refusal in &facts.delivery.shipment.refusals {
        let site = Site { document: refusal.path.clone(), digest: None, pointer: String::new(), line: None, label: String::new() };
        if !allowed(&site) {
            lacks.entry(Lack::Refused).or_default().insert(site);
        }
    }
}

/// Every bill is sound, and signed where the policy asks for it, but for what somebody allowed.
fn bills(facts: &Facts<'_>, waived: &BTreeSet<(String, String)>, lacks: &mut BTreeMap<Lack, BTreeSet<Site>>) {
    let lowered = |id: &str| {
        let rule = RULES.iter().find(|rule| rule.id == id);
        rule.and_then(|rule| facts.terms.policy.effect_of(rule)) == Some(Effect::Note)
    };
    let must_be_signed = facts.terms.policy.signatures.bills == Insistence::Required && !lowered("KP-E01");
    for (index, bill) in facts.case.bills.iter().enumerate() {
        let site = bill_site(bill);
        let allowed = |site: &Site| waived.contains(&(site.document.clone(), site.pointer.clone()));
        let promised = bill.standpoint == Standpoint::Promised;
        if must_be_signed && promised && bill.attested_by.is_empty() && !allowed(&site) {
            lacks.entry(Lack::Unattested).or_default().insert(site);
        }
        for defect in &bill.contents.defects {
            let site = facts.place(index, bill, defect.place, String::new());
            if !allowed(&site) {
                lacks.entry(Lack::Defective).or_default().insert(site);
            }
        }
    }
}

/// How a component came to be cleared, or what it lacks.
fn cleared(facts: &Facts<'_>, part: Part<'_>) -> Result<Cleared, Lack> {
    let (index, trace) = facts.trace(part).ok_or(Lack::Untraced)?;
    let screening = facts.case.screenings.get(index).ok_or(Lack::Unscreened)?;
    match &screening.outcome {
        Outcome::Clear { editions } => {
            let screened = |list: &String| editions.iter().any(|edition| edition.list == *list);
            let all = !editions.is_empty() && facts.chosen().iter().all(screened);
            if all { Ok(Cleared::Clear) } else { Err(Lack::Edition) }
        }
        Outcome::Listed(hits) | Outcome::Possible(hits) => {
            let weights: Vec<Weight> = hits.iter().map(|hit| facts.weigh(part, trace, hit)).collect();
            let open = weights.iter().any(|weight| match weight {
                Weight::Rejects | Weight::Refers(_) => true,
                Weight::Advises(_) | Weight::Outside(_) | Weight::Settled(_) => false,
            });
            let settled = weights.iter().any(|weight| matches!(weight, Weight::Settled(_)));
            match (open || hits.is_empty(), settled) {
                (true, _) => Err(Lack::Open),
                (false, true) => Ok(Cleared::Settled),
                (false, false) => Ok(Cleared::Advised),
            }
        }
        Outcome::Unscreened(Unscreened::NoList) => Err(Lack::Edition),
        Outcome::Unscreened(Unscreened::NoName) => match missing(facts, part) {
            Some(Missing::SetAside(_)) => Ok(Cleared::SetAside),
            Some(_) | None => Err(Lack::Unscreened),
        },
    }
}
