//! `kenpin config`: which configuration file set what.

use clap::{Args, Subcommand};

use super::exit::Exit;
use super::fault::Fault;
use super::paths::Ground;
use super::print;
use super::session::Session;
use super::settings::{Layer, Origin, Settings};

/// Shows the settings in effect
#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    Show(Show),
}

/// Prints what the configuration files set, and with --origin the file that set it
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin config show --origin")]
pub(crate) struct Show {
    /// Say which file set what
    #[arg(long)]
    origin: bool,
}

impl Config {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Show(show) => show.run(session),
        }
    }
}

impl Show {
    fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let settings = Settings::load(session, &Ground::of(&[])?)?;
        let mut text = String::new();
        let mut decided: Vec<String> = Vec::new();
        for layer in &settings.layers {
            for (key, value) in table(layer)? {
                let adds_up = value.is_array() || value.is_table();
                if !adds_up && decided.contains(&key) {
                    continue;
                }
                text.push_str(&format!("{key} = {value}"));
                if self.origin {
                    text.push_str(&format!("  # {}, {}", layer.path.display(), words(layer.origin)));
                }
                text.push('\n');
                decided.push(key);
            }
        }
        if settings.layers.is_empty() {
            text.push_str("# no configuration file has a say: everything is as built in\n");
        }
        print::result(&text)?;
        Ok(Exit::Accept)
    }
}

fn words(origin: Origin) -> &'static str {
    match origin {
        Origin::Option => "named by --config",
        Origin::Environment => "named by KENPIN_CONFIG",
        Origin::Discovered => "found here: may only narrow",
        Origin::User => "the user's",
        Origin::System => "the system's",
    }
}

/// The keys that a file sets.
fn table(layer: &Layer) -> Result<toml::Table, Fault> {
    let table = toml::Table::try_from(&layer.content).map_err(|error| Fault::ours(error, layer.path.display(), "report this as a bug"))?;
    let says = |value: &toml::Value| !value.as_array().is_some_and(Vec::is_empty) && !value.as_table().is_some_and(toml::Table::is_empty);
    Ok(table.into_iter().filter(|(key, value)| key != "schema_version" && says(value)).collect())
}
