//! `kenpin worker`: judges what waits, beside portals and other workers, on as many machines as wanted.

use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::judge::{self, Standing};
use super::paths::Ground;
use super::print;
use super::serve::{Place, running};
use super::session::Session;
use crate::intake::Budget;
use crate::server::{self, Bench, Desk, WorkSetup};

/// Judges deliveries that wait in the portal's table, beside `kenpin serve` and other workers
///
/// Give it the same database, the same storage, and the same lists, makers, trust and policy as all others: where they
/// differ, each judges again what the others judged. Told to stop (SIGTERM), it ends what it has begun; told twice, it gives it back.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Worker {
    #[command(flatten)]
    place: Place,
    /// Deliveries that are judged at once
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    workers: u16,
    #[command(flatten)]
    grounds: Grounds,
}

/// By what is judged, read again and again while the program runs.
#[derive(Debug, Args)]
pub(crate) struct Grounds {
    /// Seconds after which lists, makers, trust and policy are read again, and what rests on other ones is judged again
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    reload: u64,
    #[command(flatten)]
    standing: Standing,
    #[command(flatten)]
    clock: Clock,
}

const EXAMPLES: &str = "\
Examples:
  kenpin worker --data /var/lib/kenpin --trusted-ca vendors.pem
  kenpin worker --data /srv/kenpin --database postgres://kenpin@db/kenpin --workers 4
  kenpin worker --database postgres://kenpin@db/kenpin --storage s3://kenpin-originals

Exit codes: 0 stopped as told, 1 fault, 2 wrong usage";

impl Grounds {
    /// Loads them when they are asked for. Nothing of it may lie in `ground`.
    ///
    /// # Errors
    /// Of the configuration.
    pub(super) fn desk(&self, session: &Session, ground: Ground) -> Result<Desk, Fault> {
        let settings = Arc::new(judge::settings(session, &ground)?);
        let (standing, clock) = (self.standing.clone(), self.clock);
        let load: server::Load = Box::new(move || {
            let load = || {
                let at = clock.at()?;
                let (terms, reference) = standing.load(&settings, &ground, at)?;
                Ok(Bench { reference, terms, at })
            };
            load().map_err(|fault: Fault| fault.to_string())
        });
        Ok(Desk::new(load, Duration::from_secs(self.reload)))
    }

    pub(super) fn budget(&self) -> Budget {
        self.standing.budget()
    }
}

/// Loads the grounds for the first time.
pub(super) async fn say_if_not_ready(session: &Session, desk: &Desk) {
    if let Err(why) = desk.bench().await {
        print::error(session, &format!("not ready to judge\n{why}"));
    }
}

impl Worker {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let folder = self.place.folder()?.to_owned();
        let desk = self.grounds.desk(session, self.place.ground()?)?;
        let (database, budget) = (self.place.database(), self.grounds.budget());
        running(async {
            say_if_not_ready(session, &desk).await;
            let announce = || {
                let _closed = print::result("kenpin worker: ready\n");
            };
            let setup = WorkSetup { folder, database, storage: self.place.storage(), desk: desk.clone(), budget, workers: self.workers };
            server::work(setup, announce).await.map_err(|fault| Fault::ours(fault, "", ""))
        })?;
        Ok(Exit::Accept)
    }
}
