//! `kenpin waiver add` and `kenpin waiver settle`: a permission or a review is written, signed where a key is given, and read back.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;

use super::clock::Clock;
use super::fault::Fault;
use super::output;
use super::paths::Ground;
use super::print;
use super::reference::{Lists, text};
use super::session::Session;
use super::settings::Settings;
use super::signer::Signer;
use super::terms::waivers_in;
use crate::decision::review::{Review, Reviewed};
use crate::decision::waiver::{Waiver, Waivers};
use crate::intake::Day;
use crate::intake::slip::nearest;
use crate::screening::watchlist::Watchlists;

/// Adds a waiver to a file; what it names has to be met exactly
///
/// A waiver hides nothing: what it allows stays in the report as a note that names it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  kenpin waiver add waivers.toml --id W-7 --rule restricted_maker --component \"IP dome\" --entry us-ndaa-889-a1a/huawei \\
    --contract 2026-0417 --reason \"spare part until March\" --requested-by a.sato --approved-by k.mori --expires 2027-03-31")]
pub(crate) struct Add {
    /// The file of waivers; made where it does not exist
    #[arg(value_name = "WAIVERS")]
    path: PathBuf,
    /// The buyer's own number for it
    #[arg(long)]
    id: String,
    /// Id or name of the rule
    #[arg(long)]
    rule: String,
    /// Name of the component, exactly as the bill writes it
    #[arg(long, value_name = "NAME")]
    component: Option<String>,
    /// The maker, exactly as the finding names it
    #[arg(long, value_name = "NAME")]
    maker: Option<String>,
    /// A list entry that the finding rests on, LIST/ENTRY; every one has to be named
    #[arg(long, value_name = "LIST/ENTRY")]
    entry: Vec<String>,
    /// Path of the document
    #[arg(long, value_name = "PATH")]
    document: Option<String>,
    /// SHA-256 of the document
    #[arg(long, value_name = "HEX")]
    sha256: Option<String>,
    /// Only for this vendor of the order
    #[arg(long, value_name = "NAME")]
    vendor: Option<String>,
    /// Only for this contract of the order
    #[arg(long, value_name = "NUMBER")]
    contract: Option<String>,
    /// Why it is allowed
    #[arg(long)]
    reason: String,
    /// Who asked for it
    #[arg(long, value_name = "NAME")]
    requested_by: String,
    /// Who approved it: somebody else
    #[arg(long, value_name = "NAME")]
    approved_by: String,
    /// The last day on which it counts
    #[arg(long, value_name = "DAY", value_parser = day)]
    expires: Day,
    /// Sign it with the approver's private key (PEM, or pkcs11:.. on a token)
    #[arg(long, value_name = "FILE|URI")]
    signing_key: Option<PathBuf>,
    #[command(flatten)]
    clock: Clock,
}

/// Settles a doubt: this maker was looked at, and is not the party of that entry
///
/// It counts in every delivery until an entry changes, and only where the name alone is in doubt.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  kenpin waiver settle waivers.toml --id R-3 --maker \"Hickvision\" --entry us-ndaa-889-a1a/hikvision \\
    --reason \"a lens maker of Osaka, corporate number 7120001234567\" --reviewed-by k.mori")]
pub(crate) struct Settle {
    /// The file of waivers; made where it does not exist
    #[arg(value_name = "WAIVERS")]
    path: PathBuf,
    /// The buyer's own number for it
    #[arg(long)]
    id: String,
    /// The maker, exactly as the finding names it
    #[arg(long, value_name = "NAME")]
    maker: String,
    /// A list entry that it is not, LIST/ENTRY; may be repeated
    #[arg(long, value_name = "LIST/ENTRY", required = true)]
    entry: Vec<String>,
    /// Why it is another party
    #[arg(long)]
    reason: String,
    /// Who looked at it
    #[arg(long, value_name = "NAME")]
    reviewed_by: String,
    /// Sign it with the reviewer's private key (PEM, or pkcs11:.. on a token)
    #[arg(long, value_name = "FILE|URI")]
    signing_key: Option<PathBuf>,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    clock: Clock,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write it as a day, 2026-11-23".to_owned())
}

impl Add {
    pub(super) fn run(&self) -> Result<(), Fault> {
        let today = self.clock.at()?.day();
        if self.expires < today {
            let fix = format!("name a day from {today} on");
            return Err(Fault::usage(format!("this waiver would have expired already, after {}", self.expires), "--expires", fix));
        }
        let waiver = Waiver {
            id: self.id.clone(),
            rule: self.rule.clone(),
            component: self.component.clone(),
            maker: self.maker.clone(),
            entries: self.entry.clone(),
            document: self.document.clone(),
            sha256: self.sha256.clone(),
            vendor: self.vendor.clone(),
            contract: self.contract.clone(),
            reason: self.reason.clone(),
            requested_by: self.requested_by.clone(),
            approved_by: self.approved_by.clone(),
            expires: self.expires,
            signature: None,
        };
        // Read as it will be read: the rule goes by its id then, and so it is signed.
        let mut added = checked(&Waivers { all: vec![waiver], ..Waivers::default() }, &self.path)?;
        for waiver in &mut added.all {
            waiver.signature = signature(self.signing_key.as_deref(), &waiver.message())?;
        }
        append(&self.path, &added)?;
        print::result(&format!("waiver \"{}\" is written to {} and counts until {}", self.id, self.path.display(), self.expires))
    }
}

impl Settle {
    pub(super) fn run(&self, session: &Session) -> Result<(), Fault> {
        let ground = Ground::of(&[])?;
        let at = self.clock.at()?;
        let lists = self.lists.watchlists(&Settings::load(session, &ground)?, &ground, at)?;
        let mut review = Review {
            id: self.id.clone(),
            maker: self.maker.clone(),
            entries: self.entry.iter().map(|named| reviewed(named, &lists)).collect::<Result<_, _>>()?,
            reason: self.reason.clone(),
            reviewed_by: self.reviewed_by.clone(),
            on: at.day(),
            signature: None,
        };
        review.signature = signature(self.signing_key.as_deref(), &review.message())?;
        append(&self.path, &Waivers { reviews: vec![review], ..Waivers::default() })?;
        print::result(&format!("review \"{}\" is written to {} and counts until an entry changes", self.id, self.path.display()))
    }
}

/// The entry as the list has it now.
fn reviewed(named: &str, lists: &Watchlists) -> Result<Reviewed, Fault> {
    let (list, entry) = named.split_once('/').unwrap_or((named, ""));
    let known = || {
        let all = lists.iter().flat_map(|list| list.entries.iter().map(move |entry| format!("{}/{}", list.id, entry.id)));
        let all: Vec<String> = all.collect();
        nearest(named, all.iter().map(String::as_str)).map(|meant| format!("did you mean \"{meant}\"? ")).unwrap_or_default()
    };
    let found = lists.list(list).and_then(|list| Some((list.edition, list.entry(entry)?)));
    let (edition, entry) = found.ok_or_else(|| {
        Fault::usage(format!("there is no entry \"{named}\""), "--entry", format!("{}write it as the finding does, LIST/ENTRY", known()))
    })?;
    Ok(Reviewed { entry: named.to_owned(), edition, sha256: entry.digest().to_string() })
}

fn signature(key: Option<&Path>, message: &[u8]) -> Result<Option<String>, Fault> {
    key.map(|key| Signer::open(key)?.sign(message).map(|signature| STANDARD.encode(signature))).transpose()
}

/// As the program will read it.
fn checked(added: &Waivers, path: &Path) -> Result<Waivers, Fault> {
    waivers_in(&written(added)?, path)
}

fn written(waivers: &Waivers) -> Result<String, Fault> {
    toml::to_string(waivers).map_err(|error| Fault::ours(error, "the waiver", "report this as a bug"))
}

/// Puts it behind what the file holds, whose words and remarks stay as they are; nothing is written that could not be read back.
fn append(path: &Path, added: &Waivers) -> Result<(), Fault> {
    let mut whole = if path.exists() { text(path)? } else { String::new() };
    if !whole.is_empty() {
        whole.push_str(if whole.ends_with('\n') { "\n" } else { "\n\n" });
    }
    whole.push_str(&written(added)?);
    waivers_in(&whole, path)?;
    output::replace(path, whole.as_bytes())
}
