//! `kenpin verify`: the whole road from a delivery to a verdict.

use std::path::PathBuf;

use clap::Args;

use super::buyer::Buyer;
use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::limits::Limits;
use super::output::Reports;
use super::paths::{self, Ground};
use super::print;
use super::progress::Progress;
use super::reference::{Lists, Trust};
use super::session::Session;
use super::settings::Settings;
use super::terms::Chosen;
use crate::Reference;
use crate::intake::{Delivery, Moment, Shipment};
use crate::report::{Report, Typed};

/// Verifies a delivery: signatures, makers, screening, verdict
///
/// Reads what a vendor handed over, checks who signed it, traces each component to its maker and owners, screens them
/// against restricted-supplier lists, and says accept, refer or reject, with the evidence.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Verify {
    /// Files, folders, archives, or - for standard input; together they are one shipment
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    buyer: Buyer,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    trust: Trust,
    #[command(flatten)]
    clock: Clock,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    reports: Reports,
    /// Exit 0 whatever the verdict; faults and wrong usage keep their codes
    #[arg(long)]
    exit_zero: bool,
}

const EXAMPLES: &str = "\
Examples:
  kenpin verify delivery/ --order order.toml --trusted-ca vendor-ca.pem
  kenpin verify camera.cdx.json camera.cdx.json.p7s --signer-of \"Example Optics\"=vendor.pem
  kenpin verify box.zip --output json=verdict.json --output sarif=verdict.sarif

Exit codes: 0 accept, 10 refer, 20 reject, 1 fault (no verdict), 2 wrong usage";

impl Verify {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let ground = Ground::of(&self.paths)?;
        let settings = Settings::load(session, &ground)?;
        if let Some(path) = &settings.ignored {
            print::remark(session, &format!("note: {} lies inside the delivery and was not read", path.display()));
        }
        let plan = self.reports.plan(settings.nearest(|file| file.format.as_deref()), &ground)?;
        let at = self.clock.at()?;
        // All of our own side first: a list that is too old is found before any shipment is read.
        let terms = self.chosen.terms(&settings, &ground)?;
        let reference = self.reference(&settings, &ground, &terms, at)?;
        let order = self.buyer.order(session, &ground)?;
        let budget = self.limits.budget();
        let progress = Progress::start(session, "reading the delivery");
        let found = paths::read(&self.paths, &self.buyer.apart(), &budget)?;
        let delivery = Delivery {
            shipment: Shipment::gather(found.items, &budget),
            order,
            actual: self.buyer.actual(&ground, &budget)?,
            artifacts: self.buyer.artifacts()?,
        };
        progress.step("verifying");
        let (case, decision) = crate::verify(&delivery, &reference, &terms, at);
        drop(progress);
        let typed = Typed { shipment: self.paths.iter().map(|path| paths::shown(path)).collect(), documents: found.typed };
        plan.write(session, &Report { delivery: &delivery, case: &case, decision: &decision, typed: &typed })?;
        Ok(if self.exit_zero { Exit::Accept } else { Exit::from(&decision.verdict) })
    }

    fn reference(&self, settings: &Settings, ground: &Ground, terms: &crate::decision::Terms, at: Moment) -> Result<Reference, Fault> {
        let watchlists = self.lists.watchlists(settings, ground, at)?;
        let watchlists = super::terms::in_use(&watchlists, terms, at)?;
        Ok(Reference { trust: self.trust.store(settings, ground)?, makers: self.lists.makers(settings, ground)?, watchlists })
    }
}
