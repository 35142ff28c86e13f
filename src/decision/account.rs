//! What each delivered document turned out to be, so that none is overlooked.

use std::collections::BTreeSet;

use super::Case;
use super::policy::{Policy, SetAside, pattern};
use crate::bill::{Bill, IdentifierKind, Standpoint};
use crate::intake::{Delivery, Digest, Document, Outline};

/// What a document turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    Bill,
    /// It carries signatures, whatever they are worth.
    Evidence,
    /// Its entries are documents of their own.
    OpenedArchive,
    /// The buyer named its digest, or a signed bill names it as a component's.
    Artifact,
    /// The policy says that nobody needs to read it.
    SetAside(SetAside),
    /// None of these.
    Unaccounted,
}

/// A document and what it turned out to be.
#[derive(Clone, Debug)]
pub struct Accounted<'a> {
    pub document: &'a Document,
    pub account: Account,
}

/// Accounts for every document of the shipment, every payload taken out of an envelope, and every inventory; in that order.
pub fn accounts<'a>(case: &'a Case, delivery: &'a Delivery, policy: &Policy) -> Vec<Accounted<'a>> {
    let documents = delivery.shipment.documents.iter().chain(&case.evidence.payloads).chain(&delivery.actual);
    let bills: BTreeSet<Digest> = case.bills.iter().map(|bill| bill.document).collect();
    let evidence: BTreeSet<Digest> = case.evidence.attestations.iter().map(|attestation| attestation.document).collect();
    let containers: BTreeSet<&str> = delivery.shipment.documents.iter().flat_map(|document| containers(&document.path)).collect();
    let mut accounted: Vec<Accounted<'a>> = documents
        .map(|document| {
            let account = if bills.contains(&document.digest) {
                Account::Bill
            } else if evidence.contains(&document.digest) || case.evidence.image_payloads.contains(&document.digest) {
                Account::Evidence
            } else if containers.contains(document.path.as_str()) {
                Account::OpenedArchive
            } else {
                Account::Unaccounted
            };
            Accounted { document, account }
        })
        .collect();
    if accounted.iter().any(|entry| entry.account == Account::Unaccounted) {
        let named = named_artifacts(case, delivery);
        for entry in accounted.iter_mut().filter(|entry| entry.account == Account::Unaccounted) {
            entry.account = otherwise(entry.document, &named, policy);
        }
    }
    accounted
}

/// The archives that a path leads through: `a.zip` and `a.zip!/b.tar` for `a.zip!/b.tar!/c`.
fn containers(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices("!/").filter_map(|(at, _)| path.get(..at))
}

/// A named artifact, or one that the policy sets aside.
fn otherwise(document: &Document, named: &BTreeSet<Digest>, policy: &Policy) -> Account {
    let unreadable = matches!(document.outline, Outline::Empty | Outline::Utf16);
    if named.contains(&document.digest) && !unreadable {
        return Account::Artifact;
    }
    let aside = policy.documents.set_aside.iter().find(|aside| {
        let digest = aside.sha256.as_deref().map(Digest::parse);
        pattern::fits(&aside.documents, &document.path) && digest.is_none_or(|digest| digest == Some(document.digest))
    });
    aside.map_or(Account::Unaccounted, |aside| Account::SetAside(aside.clone()))
}

/// Digests that the buyer named, and digests of components in bills that somebody trusted signed.
fn named_artifacts(case: &Case, delivery: &Delivery) -> BTreeSet<Digest> {
    let signed = |bill: &&Bill| bill.standpoint == Standpoint::Promised && !bill.attested_by.is_empty() && bill.contents.defects.is_empty();
    let promised = case.bills.iter().filter(signed).flat_map(|bill| {
        let hashes = bill.contents.identifiers.iter().filter(|identifier| identifier.kind == IdentifierKind::Sha256);
        hashes.filter_map(|hash| Digest::parse(bill.contents.text(hash.text)))
    });
    delivery.artifacts.iter().map(|artifact| artifact.digest).chain(promised).collect()
}
