//! `kenpin verify`: the whole road from a delivery to a verdict.

use std::path::PathBuf;

use clap::Args;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::judge::{self, Judge, Judged};
use super::output::{Plan, Reports};
use super::paths::Ground;
use super::session::Session;
use super::watch::{self, Outcome};

/// Verifies a delivery: signatures, makers, screening, verdict
///
/// Reads what a vendor handed over, checks who signed it, traces each component to its maker and owners, screens them
/// against restricted-supplier lists, and says accept, refer or reject, with the evidence.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Verify {
    /// Files, folders, archives, images as oci://REGISTRY/REPOSITORY:TAG, or - for standard input; together they are one shipment
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    judge: Judge,
    #[command(flatten)]
    clock: Clock,
    #[command(flatten)]
    reports: Reports,
    /// Exit 0 whatever the verdict; faults and wrong usage keep their codes
    #[arg(long)]
    exit_zero: bool,
    /// Judge again whenever a file of the delivery changes, and say what became better and worse, until Ctrl-C
    #[arg(long, conflicts_with_all = ["format", "baseline"])]
    watch: bool,
}

const EXAMPLES: &str = "\
Examples:
  kenpin verify delivery/ --order order.toml --trusted-ca vendor-ca.pem
  kenpin verify camera.cdx.json camera.cdx.json.p7s --signer-of \"Example Optics\"=vendor.pem
  kenpin verify oci://registry.example/optics/camera:1.0 --trusted-key vendor.pem
  kenpin verify box.zip --output json=verdict.json --output sarif=verdict.sarif
  kenpin verify delivery/ --watch

Exit codes: 0 accept, 10 refer, 20 reject, 1 fault (no verdict), 2 wrong usage";

impl Verify {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        // The look comes first, so that a change while the first run reads is not missed.
        let watched = self.watch.then(|| watch::start(&self.paths)).transpose()?;
        let (plan, judged) = self.judged(session)?;
        let Some(watched) = watched else {
            let exit = if self.exit_zero { Exit::Accept } else { Exit::from(&judged.decision.verdict) };
            plan.write(session, judged)?;
            return Ok(exit);
        };
        let first = Outcome::of(session, &judged);
        plan.write(session, judged)?;
        Ok(watched.on(session, first, || {
            let (plan, judged) = self.judged(session)?;
            plan.write_files(session, &judged)?;
            Ok(Outcome::of(session, &judged))
        }))
    }

    fn judged(&self, session: &Session) -> Result<(Plan, Judged), Fault> {
        let ground = Ground::of(&self.paths)?;
        let settings = judge::settings(session, &ground)?;
        // While a delivery is watched, people read what comes.
        let format = settings.nearest(|file| file.format.as_deref()).filter(|_| !self.watch);
        let plan = self.reports.plan(format, &ground)?;
        let at = self.clock.at()?;
        let bench = self.judge.bench(session, &settings, &ground, at)?;
        Ok((plan, self.judge.judge(session, &ground, &bench, &self.paths, at)?))
    }
}
