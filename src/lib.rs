//! kenpin decides whether delivered equipment may be accepted, and shows why.
//!
//! Data flows one way, in the order of the modules below. A module may use the modules above its
//! line and nothing below it; `tests/it/architecture.rs` holds that law.

pub mod intake;
pub mod evidence;
pub mod bill;
pub mod maker;
pub mod screening;
pub mod decision;
pub mod report;
#[cfg(feature = "portal")]
pub mod store;
#[cfg(feature = "cli")]
pub mod feed;
#[cfg(feature = "portal")]
pub mod server;
#[cfg(feature = "cli")]
pub mod cli;

use decision::{Case, Decision, Grounds, Terms};
use evidence::trust::TrustStore;
use intake::{Delivery, Moment};
use maker::directory::Directory;
use screening::watchlist::Watchlists;

/// Everything outside the shipment that a verdict rests on. Loaded by an edge, never changed in a run.
pub struct Reference {
    /// Who may vouch for what.
    pub trust: TrustStore,
    /// Makers, their names, identifiers and owners.
    pub makers: Directory,
    /// Restricted parties, by list and edition.
    pub watchlists: Watchlists,
}

/// One verdict on one delivery. Cannot fail: what a vendor sends is a finding, never an error.
///
/// Same delivery, same reference, same terms, same moment: the same decision, byte for byte.
pub fn verify(delivery: &Delivery, reference: &Reference, terms: &Terms, at: Moment) -> (Case, Decision) {
    let evidence = evidence::verify(delivery, &reference.trust, at);
    let bills = bill::read(delivery, &evidence);
    let traces = maker::trace(&bills, &evidence, &reference.makers, at);
    let screenings = screening::screen(&traces, &reference.makers, &reference.watchlists, at);
    let case = Case { at, evidence, bills, traces, screenings };
    let grounds = Grounds { trust: &reference.trust, makers: &reference.makers, watchlists: &reference.watchlists };
    let decision = decision::decide(&case, delivery, grounds, terms);
    (case, decision)
}
