//! `kenpin hardware collect`: what is in this machine, in one file that can be compared and signed.

use std::path::{Path, PathBuf};

use clap::Args;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::output;
use super::paths::shown;
use super::print;
use super::session::Session;
use super::sysfs::Sysfs;
use crate::bill::hardware::inventory::{FORM, Inventory};
use crate::report::escape;

/// Takes an inventory of this Linux machine
///
/// Reads /sys and runs nothing. As root it sees serial numbers, processors and memory modules; otherwise it says what it could
/// not see, and nothing that it did not see counts as agreeing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Collect {
    /// Where to write the inventory; standard output unless given
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The root of the machine's file system, for a copy of it
    #[arg(long, value_name = "DIR", default_value = "/")]
    root: PathBuf,
    #[command(flatten)]
    clock: Clock,
}

const EXAMPLES: &str = "\
Examples:
  sudo kenpin hardware collect --output /media/stick/box-0001.json
  kenpin hardware compare --declared platform.cer --actual /media/stick/box-0001.json
  kenpin verify delivery --actual /media/stick/box-0001.json";

impl Collect {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        if !self.root.join("sys").is_dir() {
            let fix = "run it on the delivered Linux machine, or name a copy of its file system with --root";
            return Err(Fault::usage("there is no /sys here, which shows a machine's parts", self.root.display(), fix));
        }
        let found = Sysfs { root: self.root.clone() }.collect();
        let inventory = Inventory {
            schema_version: "1".to_owned(),
            form: FORM.to_owned(),
            program: format!("kenpin {}", env!("CARGO_PKG_VERSION")),
            at: self.clock.at()?.to_string(),
            platform: found.platform,
            parts: found.parts,
            sees: found.sees,
            not_seen: found.not_seen,
            endorsement_certificates: found.endorsement_certificates,
        };
        let json = serde_json::to_string_pretty(&inventory).map_err(|error| Fault::ours(error, "the inventory", "report this as a bug"))?;
        let json = escape::json(&json);
        match &self.output {
            Some(path) => {
                output::replace(path, format!("{json}\n").as_bytes())?;
                print::result(&human(&inventory, path))?;
            }
            None => {
                print::result(&json)?;
                inventory.not_seen.iter().for_each(|unseen| print::remark(session, &format!("not seen: {}: {}", unseen.what, unseen.why)));
            }
        }
        Ok(Exit::Accept)
    }
}

/// Fits a terminal of 80 by 24, with the next thing to do on the last line.
fn human(inventory: &Inventory, path: &Path) -> String {
    let platform = &inventory.platform;
    let said = |text: &Option<String>| text.as_deref().map_or_else(|| "not stated".to_owned(), escape::visible);
    let mut lines = vec![
        format!("{} {}, serial {}", said(&platform.manufacturer), said(&platform.model), said(&platform.serial)),
        format!("  {} parts", inventory.parts.len()),
    ];
    lines.extend(
        inventory
            .not_seen
            .iter()
            .take(8)
            .map(|unseen| format!("  not seen: {}\n            {}", escape::visible(&unseen.what), escape::visible(&unseen.why))),
    );
    if inventory.not_seen.len() > 8 {
        lines.push(format!("  and {} things more, in the file", inventory.not_seen.len().saturating_sub(8)));
    }
    lines.push(format!("written: {}", escape::visible(&shown(path))));
    lines.push(format!("next: kenpin hardware compare --declared CERTIFICATE --actual {}", escape::visible(&shown(path))));
    lines.join("\n")
}
