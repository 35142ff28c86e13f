//! `kenpin lists verify`: whether lists can be read, are young enough, and are signed by whom you name.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::lists_bundle::{self, Signers};
use super::print::{self, Format};
use super::session::Session;
use crate::intake::Moment;
use crate::report::escape;
use crate::screening::watchlist::Watchlist;

/// Checks lists before they are used: their shape, their age, and who signed them
///
/// With --key or --ca the folder needs a SHA256SUMS over all its files, as `sha256sum` writes it, and a signature over that
/// beside it (SHA256SUMS.sig, .asc, .p7s ..).
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Verify {
    /// A file, or a folder with lists
    #[arg(value_name = "FILE|DIR")]
    path: PathBuf,
    #[command(flatten)]
    signers: Signers,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  kenpin lists verify lists/watchlists
  kenpin lists verify /media/stick --key agency.pem

Exit codes: 0 good, 20 not signed by that party or altered, 1 too old or unreadable";

#[derive(Serialize)]
struct Verified<'a> {
    schema_version: &'static str,
    at: String,
    /// Who signed the folder; absent where nobody was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<String>,
    lists: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    edition: String,
    entries: usize,
    usable_until: String,
    usable: bool,
    sha256: String,
}

impl Verify {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let signer = match self.signers.are_named() {
            true => match lists_bundle::signer(&self.path, &self.signers, at)? {
                Ok(signer) => Some(signer),
                Err(why) => {
                    let refused = BTreeMap::from([("schema_version", "1"), ("standing", "rejected"), ("reason", why.as_str())]);
                    print::answer(self.format, &refused, || format!("rejected: {}", escape::visible(&why)))?;
                    return Ok(Exit::Reject);
                }
            },
            false => None,
        };
        let lists = lists_bundle::lists(&self.path, at)?;
        let lines: Vec<Line<'_>> = lists.iter().map(|list| line(list, at)).collect();
        let good = lines.iter().all(|line| line.usable);
        let verified = Verified { schema_version: "1", at: at.to_string(), signer, lists: lines };
        print::answer(self.format, &verified, || human(&verified))?;
        Ok(if good { Exit::Accept } else { Exit::Fault })
    }
}

fn line(list: &Watchlist, at: Moment) -> Line<'_> {
    Line {
        id: &list.id,
        edition: list.edition.to_string(),
        entries: list.entries.len(),
        usable_until: list.usable_until().to_string(),
        usable: list.usable_at(at).is_ok(),
        sha256: list.digest.to_string(),
    }
}

fn human(verified: &Verified<'_>) -> String {
    let mut lines: Vec<String> = verified.signer.iter().map(|signer| format!("signed by {}", escape::visible(signer))).collect();
    for list in &verified.lists {
        let state = if list.usable { "usable until" } else { "TOO OLD since" };
        let (id, edition, entries, until) = (escape::visible(list.id), &list.edition, list.entries, &list.usable_until);
        lines.push(format!("{id}: edition of {edition}, {entries} entries, {state} {until}"));
    }
    lines.join("\n")
}
