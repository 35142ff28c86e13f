//! `kenpin verify`: the whole road from a delivery to a verdict.

use std::path::PathBuf;

use clap::Args;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::judge::{self, Judge};
use super::output::Reports;
use super::paths::Ground;
use super::session::Session;

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
}

const EXAMPLES: &str = "\
Examples:
  kenpin verify delivery/ --order order.toml --trusted-ca vendor-ca.pem
  kenpin verify camera.cdx.json camera.cdx.json.p7s --signer-of \"Example Optics\"=vendor.pem
  kenpin verify oci://registry.example/optics/camera:1.0 --trusted-key vendor.pem
  kenpin verify box.zip --output json=verdict.json --output sarif=verdict.sarif

Exit codes: 0 accept, 10 refer, 20 reject, 1 fault (no verdict), 2 wrong usage";

impl Verify {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let ground = Ground::of(&self.paths)?;
        let settings = judge::settings(session, &ground)?;
        let plan = self.reports.plan(settings.nearest(|file| file.format.as_deref()), &ground)?;
        let at = self.clock.at()?;
        let bench = self.judge.bench(session, &settings, &ground, at)?;
        let judged = self.judge.judge(session, &ground, &bench, &self.paths, at)?;
        let exit = if self.exit_zero { Exit::Accept } else { Exit::from(&judged.decision.verdict) };
        plan.write(session, judged)?;
        Ok(exit)
    }
}
