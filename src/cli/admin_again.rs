//! `kenpin admin rescreen|reindex`: judging again what was judged, and making again what is searched in.

use clap::Args;

use super::admin::OPERATOR;
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::serve::{Place, running};
use super::session::Session;
use super::worker::Grounds;
use crate::server::{self, WorkSetup};

/// Has deliveries judged again, by whatever worker comes first
///
/// After new lists, makers, trust or policy that happens by itself. After a new version of this program, or where a verdict is in doubt, it
/// is asked for here. The verdict before stays in the record.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  kenpin admin rescreen\n  kenpin admin rescreen 01a21fb3-586d-79c1-807d-9b9a93287344")]
pub(crate) struct Rescreen {
    #[command(flatten)]
    place: Place,
    /// One delivery; all that were judged and not superseded unless given
    #[arg(value_name = "SUBMISSION")]
    submission: Option<String>,
}

/// Makes components, claims and words of the search again from the originals
///
/// Only where lists, makers, trust and policy are those of the newest verdict; any other delivery is judged again, by a worker. Verdicts,
/// decisions and the audit chain stay as they are.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin reindex --data /var/lib/kenpin --trusted-ca vendors.pem")]
pub(crate) struct Reindex {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    grounds: Grounds,
}

impl Rescreen {
    pub(super) fn run(&self) -> Result<Exit, Fault> {
        self.place.existing()?;
        let asked = running(async {
            let store = self.place.store().await.map_err(super::admin::ours)?;
            store.rescreen(self.submission.as_deref(), OPERATOR).await.map_err(super::admin::ours)
        })?;
        print::result(&format!("deliveries that will be judged again: {asked}\n"))?;
        Ok(Exit::Accept)
    }
}

impl Reindex {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let folder = self.place.existing()?.to_owned();
        let desk = self.grounds.desk(session, self.place.ground()?)?;
        let (database, storage) = (self.place.database(), self.place.storage());
        let setup = WorkSetup { folder, database, storage, desk, budget: self.grounds.budget(), workers: 0 };
        let done = running(async { server::reindex(setup, OPERATOR).await.map_err(|fault| Fault::ours(fault, "", "")) })?;
        print::result(&format!("made again: {}\nof other lists, and judged again by a worker: {}\n", done.renewed, done.queued))?;
        if done.failed.is_empty() {
            return Ok(Exit::Accept);
        }
        let failed: String = done.failed.iter().map(|(id, why)| format!("\n  {id}: {why}")).collect();
        print::error(session, &format!("error: these deliveries could not be read again:{failed}"));
        Ok(Exit::Fault)
    }
}
