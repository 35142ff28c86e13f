//! One decision from what the command line names: the buyer's side is loaded first, then the delivery is read and judged.

use std::path::PathBuf;

use clap::Args;

use super::buyer::Buyer;
use super::fault::Fault;
use super::images::Registries;
use super::limits::Limits;
use super::paths::{self, Ground};
use super::print;
use super::progress::Progress;
use super::reference::{Lists, Trust};
use super::session::Session;
use super::settings::Settings;
use super::terms::Chosen;
use crate::Reference;
use crate::decision::{Case, Decision, Terms};
use crate::intake::{Budget, Delivery, Moment, Order, Shipment};
use crate::report::{Language, Report, Typed};

/// Everything that a verdict rests on, but for the delivery itself.
#[derive(Debug, Args)]
pub(crate) struct Judge {
    #[command(flatten)]
    buyer: Buyer,
    #[command(flatten)]
    standing: Standing,
    #[command(flatten)]
    registries: Registries,
}

/// What holds for every delivery, whatever was ordered.
#[derive(Clone, Debug, Args)]
pub(crate) struct Standing {
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    trust: Trust,
    #[command(flatten)]
    limits: Limits,
}

impl Standing {
    /// All of our own side: a list that is too old is found before any shipment is read.
    pub(crate) fn load(&self, settings: &Settings, ground: &Ground, at: Moment) -> Result<(Terms, Reference), Fault> {
        let terms = self.chosen.terms(settings, ground)?;
        let watchlists = self.lists.watchlists(settings, ground, at)?;
        let watchlists = super::terms::in_use(&watchlists, &terms, at)?;
        let reference = Reference { trust: self.trust.store(settings, ground)?, makers: self.lists.makers(settings, ground)?, watchlists };
        Ok((terms, reference))
    }

    pub(crate) fn budget(&self) -> Budget {
        self.limits.budget()
    }
}

/// The buyer's side, found good.
pub(crate) struct Bench {
    pub(crate) terms: Terms,
    pub(crate) reference: Reference,
    order: Order,
    /// The order's own vendor.
    ordered_from: Option<String>,
}

impl Bench {
    /// The same order, with this vendor where one is named.
    pub(crate) fn order_with(&mut self, vendor: Option<String>) {
        self.order.vendor = vendor.or_else(|| self.ordered_from.clone());
    }
}

/// A decision and all that a report is made from.
pub(crate) struct Judged {
    pub(crate) delivery: Delivery,
    pub(crate) case: Case,
    pub(crate) decision: Decision,
    typed: Typed,
}

impl Judged {
    pub(crate) fn report(&self, language: Language) -> Report<'_> {
        Report { delivery: &self.delivery, case: &self.case, decision: &self.decision, typed: &self.typed, language }
    }
}

/// The settings in effect; says so where a file of settings was found in the delivery.
pub(crate) fn settings(session: &Session, ground: &Ground) -> Result<Settings, Fault> {
    let settings = Settings::load(session, ground)?;
    if let Some(path) = &settings.ignored {
        print::remark(session, &format!("note: {} lies inside the delivery and was not read", path.display()));
    }
    Ok(settings)
}

impl Judge {
    pub(crate) fn bench(&self, session: &Session, settings: &Settings, ground: &Ground, at: Moment) -> Result<Bench, Fault> {
        let (terms, reference) = self.standing.load(settings, ground, at)?;
        let order = self.buyer.order(session, ground)?;
        Ok(Bench { terms, reference, ordered_from: order.vendor.clone(), order })
    }

    /// Reads what the PATHs hold as one delivery, and judges it.
    pub(crate) fn judge(&self, session: &Session, ground: &Ground, bench: &Bench, paths: &[PathBuf], at: Moment) -> Result<Judged, Fault> {
        let budget = self.standing.budget();
        let progress = Progress::start(session, "reading the delivery");
        let found = paths::read(paths, &self.buyer.apart(), &budget, &self.registries.images(session))?;
        let actual = self.buyer.actual(ground, &budget)?;
        let delivery = Delivery {
            shipment: Shipment::gather(found.items, &budget),
            order: bench.order.clone(),
            holders: self.buyer.holders(ground, &actual)?,
            actual,
            artifacts: self.buyer.artifacts(found.images)?,
        };
        progress.step("verifying");
        let (case, decision) = crate::verify(&delivery, &bench.reference, &bench.terms, at);
        drop(progress);
        let typed = Typed { shipment: paths.iter().map(|path| paths::shown(path)).collect(), documents: found.typed };
        Ok(Judged { delivery, case, decision, typed })
    }
}
