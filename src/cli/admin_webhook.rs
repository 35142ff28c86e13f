//! `kenpin admin webhook`: which other systems are told of what happens.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::admin::{OPERATOR, ours};
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::serve::{Place, running};
use crate::report::escape::visible;
use crate::server::webhooks::Target;
use crate::store::StoreFault;
use crate::store::webhooks::{Happening, NewWebhook, Reach};

/// Addresses that are told of what happens
#[derive(Debug, Subcommand)]
pub(crate) enum Webhook {
    Add(Add),
    List(List),
    Remove(Remove),
}

/// Has an address told, and prints the secret that signs: the last word, and only now
///
/// What is sent is signed as Standard Webhooks says: HMAC-SHA-256 over webhook-id, webhook-timestamp and body.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  kenpin admin webhook add https://procurement.agency.example/kenpin --events submission.handed-in,submission.decided"
)]
pub(crate) struct Add {
    #[command(flatten)]
    place: Place,
    /// Where to: https, or http on this machine itself
    #[arg(value_name = "URL")]
    url: String,
    /// Of what, a comma between; of everything unless given
    #[arg(long, value_name = "EVENT", value_delimiter = ',', value_parser = PossibleValuesParser::new(Happening::ALL.map(Happening::word)))]
    events: Vec<String>,
    /// It may lead into a private network
    #[arg(long)]
    allow_private: bool,
}

/// Shows the addresses, the oldest first, with what they were not told of yet
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin webhook list --data /var/lib/kenpin")]
pub(crate) struct List {
    #[command(flatten)]
    place: Place,
}

/// Has an address told nothing any more
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin webhook remove 01a21fb3-586d-79c1-807d-9b9a93287344")]
pub(crate) struct Remove {
    #[command(flatten)]
    place: Place,
    /// As `kenpin admin webhook list` shows it
    #[arg(value_name = "ID")]
    id: String,
}

impl Webhook {
    pub(super) fn run(&self) -> Result<Exit, Fault> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Remove(remove) => remove.run(),
        }
    }
}

impl Add {
    fn run(&self) -> Result<Exit, Fault> {
        let reach = if self.allow_private { Reach::PrivateToo } else { Reach::PublicOnly };
        let target = Target::parse(&self.url, reach).map_err(|unfit| {
            let fix =
                "name an address such as https://procurement.agency.example/kenpin; --allow-private lets it lead into a private network";
            Fault::usage(unfit, visible(&self.url), fix)
        })?;
        self.place.folder()?;
        let mut events: Vec<Happening> = self.events.iter().filter_map(|word| Happening::of(word)).collect();
        if events.is_empty() {
            events.extend(Happening::ALL);
        }
        let new = NewWebhook { url: &self.url, shown: &target.shown(), events: &events, reach, actor: OPERATOR };
        let made = running(async { self.place.store().await.map_err(ours)?.add_webhook(&new).await.map_err(ours) })?;
        print::result(&format!("webhook {} secret {}", made.id, made.secret))?;
        Ok(Exit::Accept)
    }
}

impl List {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.folder()?;
        let lines = running(async {
            let store = self.place.store().await.map_err(ours)?;
            let mut lines = String::new();
            for webhook in store.webhooks().await.map_err(ours)? {
                let waiting = store.untold(&webhook.id).await.map_err(ours)?;
                let private = if webhook.private { "  private too" } else { "" };
                lines.push_str(&format!("{}  {waiting} waiting  {}  {}{private}\n", webhook.id, webhook.events, visible(&webhook.url)));
            }
            Ok(lines)
        })?;
        print::result(&lines)?;
        Ok(Exit::Accept)
    }
}

impl Remove {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.folder()?;
        let done = running(async { Ok(self.place.store().await.map_err(ours)?.remove_webhook(&self.id, OPERATOR).await) })?;
        match done {
            Ok(()) => Ok(Exit::Accept),
            Err(StoreFault::Missing) => Err(Fault::usage(
                "there is no such webhook, or it was removed before",
                visible(&self.id),
                "see `kenpin admin webhook list`",
            )),
            Err(fault) => Err(ours(fault)),
        }
    }
}
