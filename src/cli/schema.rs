//! `kenpin schema`: the JSON Schemas of the files that kenpin reads and writes.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::session::Session;
use super::settings::ConfigurationFile;
use crate::bill::hardware::inventory::Inventory;
use crate::decision::{Policy, Waivers};
use crate::intake::Order;
use crate::maker::directory::DirectoryFile;
use crate::report;
use crate::screening::list_file::ListFile;
use crate::screening::regime::Regime;

/// The schemas by name; each is also a file in `schemas/`, and a test holds the two equal.
pub(crate) const SCHEMAS: &[(&str, Made)] = &[
    ("bids", report::bids::schema), // what `compare --format json` prints
    ("config", || schemars::schema_for!(ConfigurationFile)),
    ("inventory", || schemars::schema_for!(Inventory)), // what `hardware collect` writes
    ("makers", || schemars::schema_for!(DirectoryFile)),
    ("order", || schemars::schema_for!(Order)),
    ("policy", || schemars::schema_for!(Policy)),
    ("regime", || schemars::schema_for!(Regime)),
    ("report", report::schema), // what `verify --format json` prints
    ("waivers", || schemars::schema_for!(Waivers)),
    ("watchlist", || schemars::schema_for!(ListFile)),
];

/// Makes a schema from our types.
type Made = fn() -> schemars::Schema;

/// Prints the JSON Schema of a file that kenpin reads or writes, or the names of all
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin schema order > order.schema.json")]
pub(crate) struct Schema {
    /// Which one; none lists the names
    #[arg(value_name = "NAME", value_parser = names())]
    name: Option<String>,
}

fn names() -> clap::builder::PossibleValuesParser {
    SCHEMAS.iter().map(|(name, _)| *name).collect::<Vec<_>>().into()
}

impl Schema {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let chosen = SCHEMAS.iter().find(|(name, _)| Some(*name) == self.name.as_deref());
        let text = match chosen {
            Some((_, schema)) => {
                serde_json::to_string_pretty(&schema()).map_err(|error| Fault::ours(error, "schema", "report this as a bug"))?
            }
            None => SCHEMAS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("\n"),
        };
        print::result(&text)?;
        Ok(Exit::Accept)
    }
}
