//! What one hit on a list weighs: rejects, refers, advises, or is outside what binds this buyer.

use super::policy::{Counts, Policy};
use crate::bill::Relation;
use crate::intake::{Day, Order};
use crate::maker::Basis;
use crate::screening::watchlist::Coverage;
use crate::screening::{Certainty, Force, Hit};

/// What a hit does to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Surely the listed party, in force and in scope.
    Rejects,
    Refers(Doubt),
    /// Listed, and in force only from that day.
    Advises(Day),
    Outside(Outside),
    /// A review found that it is another party: its place in the terms.
    Settled(usize),
}

/// Why a hit only refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The name is alike, or the listing or the tie is not read at a source, or the role does not say who made it.
    Unsure,
    /// The package stands in a namespace of the listed party.
    Namespace,
    /// The listed party made what this component was made from, or beside.
    Pedigree,
    /// The order's category or purpose is in words of which nobody can tell whether the listing covers them.
    Scope,
}

/// Why a hit decides nothing for this buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outside {
    /// The policy does not choose the regime.
    Regime,
    /// The listing has ended.
    Ended,
    /// The listing is limited to other purposes than the order's.
    Scope,
}

/// Where the hit was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standpoint {
    pub relation: Relation,
    pub basis: Basis,
}

/// Weighs one hit on a list that binds the buyer. Category and purpose that nobody stated count as covered: the listing names a party.
pub fn weigh(hit: &Hit, standpoint: Standpoint, order: &Order, policy: &Policy) -> Weight {
    match hit.force {
        Force::InForce { .. } => {}
        Force::NotYet { from } => return Weight::Advises(from),
        Force::Ended { .. } => return Weight::Outside(Outside::Ended),
    }
    let undecided = match hit.scope.covers(order.category.as_deref(), order.purpose.as_deref()) {
        Coverage::Covered => None,
        Coverage::Undecided => Some(Weight::Refers(Doubt::Scope)),
        Coverage::Outside => return Weight::Outside(Outside::Scope),
    };
    let pedigree = match standpoint.relation {
        Relation::Part | Relation::Service => None,
        Relation::Ancestor | Relation::Descendant | Relation::Variant => Some(Weight::Refers(Doubt::Pedigree)),
    };
    pedigree.unwrap_or_else(|| match (hit.certainty, standpoint.basis) {
        (_, Basis::PackageNamespace) => Weight::Refers(Doubt::Namespace),
        (Certainty::NameUncertain | Certainty::Unsourced | Certainty::AboutOnly, _) => Weight::Refers(Doubt::Unsure),
        (Certainty::Certain, Basis::Claim(role)) => match policy.counts(role) {
            Counts::Maker => undecided.unwrap_or(Weight::Rejects),
            Counts::About => Weight::Refers(Doubt::Unsure),
        },
        (Certainty::Certain, Basis::Registry | Basis::CpeVendor | Basis::Signer | Basis::BillSupplier) => {
            undecided.unwrap_or(Weight::Rejects)
        }
    })
}
