//! `kenpin admin retain|hold`: deletes drafts that nobody handed in, and says of what nothing may be deleted.

use clap::{Args, Subcommand};

use super::admin::{OPERATOR, ours};
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::serve::{Place, running};
use super::session::Session;
use crate::report::escape::visible;
use crate::server::moment_of;
use crate::store::StoreFault;
use crate::store::retention::Deed;

/// Deletes drafts that were never handed in, after so many days; what was handed in is never deleted
///
/// The rows go at once and the originals within some hours, unless another delivery holds the same. The audit chain keeps that there
/// was a draft, and that it was deleted. A hold on the delivery, its request or its supplier stops it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin retain --drafts 90 --dry-run")]
pub(crate) struct Retain {
    #[command(flatten)]
    place: Place,
    /// Days since it came
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(1..=36_600))]
    drafts: i64,
    /// Only say what would be deleted
    #[arg(long)]
    dry_run: bool,
}

/// Legal holds: of what nothing may be deleted
#[derive(Debug, Subcommand)]
pub(crate) enum Hold {
    Add(Add),
    List(List),
    Lift(Lift),
}

/// Lays a hold on a supplier, a request or one delivery
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin hold add 01a21fb3-586d-79c1-807d-9b9a93287344 --reason \"case 2026-17\"")]
pub(crate) struct Add {
    #[command(flatten)]
    place: Place,
    /// Id of the supplier, request or delivery
    #[arg(value_name = "ID")]
    object: String,
    /// Why, as the audit chain keeps it
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// Shows the holds that are not lifted
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin hold list")]
pub(crate) struct List {
    #[command(flatten)]
    place: Place,
}

/// Lifts a hold
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin hold lift 01a21fb3-586d-79c1-807d-9b9a93287344")]
pub(crate) struct Lift {
    #[command(flatten)]
    place: Place,
    /// As `kenpin admin hold list` shows it
    #[arg(value_name = "ID")]
    id: String,
}

impl Retain {
    pub(super) fn run(&self) -> Result<Exit, Fault> {
        self.place.existing()?;
        let (deed, word) = if self.dry_run { (Deed::Tell, "would be deleted") } else { (Deed::Delete, "deleted") };
        let seconds = self.drafts.saturating_mul(86_400);
        let done = running(async { self.place.store().await.map_err(ours)?.retain(seconds, deed, OPERATOR).await.map_err(ours) })?;
        let lines = |word: &str, ids: &[String]| ids.iter().map(|id| format!("{word}: {id}\n")).collect::<String>();
        let count = format!("{word}: {}, held: {}\n", done.deleted.len(), done.held.len());
        print::result(&format!("{}{}{count}", lines(word, &done.deleted), lines("held", &done.held)))?;
        Ok(Exit::Accept)
    }
}

impl Hold {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Lift(lift) => lift.run(),
        }
    }
}

impl Add {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.existing()?;
        let laid = running(async { Ok(self.place.store().await.map_err(ours)?.hold(&self.object, &self.reason, OPERATOR).await) })?;
        match laid {
            Ok(hold) => {
                print::result(&format!("hold {}\n", hold.id))?;
                Ok(Exit::Accept)
            }
            Err(StoreFault::Missing) => {
                Err(Fault::usage("no supplier, request or delivery has this id", &self.object, "take the id from the portal's own pages"))
            }
            Err(fault) => Err(ours(fault)),
        }
    }
}

impl List {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.existing()?;
        let holds = running(async { self.place.store().await.map_err(ours)?.holds().await.map_err(ours) })?;
        let line = |hold: &crate::store::papers::hold::Model| {
            format!("{}  on {}  since {}  {}\n", hold.id, hold.object, moment_of(hold.made_at), visible(&hold.reason))
        };
        print::result(&holds.iter().map(line).collect::<String>())?;
        Ok(Exit::Accept)
    }
}

impl Lift {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.existing()?;
        let lifted = running(async { Ok(self.place.store().await.map_err(ours)?.lift_hold(&self.id, OPERATOR).await) })?;
        match lifted {
            Ok(()) => Ok(Exit::Accept),
            Err(StoreFault::Missing) => {
                Err(Fault::usage("there is no such hold, or it was lifted before", &self.id, "see `kenpin admin hold list`"))
            }
            Err(fault) => Err(ours(fault)),
        }
    }
}
