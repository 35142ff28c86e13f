//! `kenpin lists update`: newer editions from their publishers, or from a signed folder on a stick; never an older one, never half of one.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::lists_bundle::{self, Signers, WATCHLISTS};
use super::lists_files;
use super::lists_import::{Import, Reach};
use super::paths::shown;
use super::print;
use super::reference;
use super::session::Session;
use crate::feed::{Feed, FeedFault, Fetched, Limits};
use crate::intake::{Digest, Moment};
use crate::report::escape;
use crate::screening::watchlist::{Watchlist, Watchlists};

/// Fetches newer editions of lists, or installs them from a signed folder
///
/// A feeds file names each list and the addresses of its files. With --from a folder that somebody you name has signed takes the
/// place of the network. Whatever goes wrong, the edition in use stays, and its age is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Update {
    /// Only these lists of the feeds file
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Which lists, from where
    #[arg(long, value_name = "FILE", required_unless_present = "from")]
    feeds: Option<PathBuf>,
    /// A folder with lists and a signed SHA256SUMS, instead of the network; needs --key or --ca
    #[arg(long, value_name = "DIR", conflicts_with = "feeds")]
    from: Option<PathBuf>,
    #[command(flatten)]
    signers: Signers,
    /// Where the lists are kept, as `kenpin lists import` writes them
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// Give up on a server that says nothing for so long
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    patience: u64,
    #[command(flatten)]
    clock: Clock,
}

const EXAMPLES: &str = "\
Examples:
  kenpin lists update --feeds feeds.toml --into lists
  kenpin lists update --from /media/stick --key agency.pem --into lists

A feeds file:
  schema_version = \"1\"
  [[feed]]
  id = \"ofac-sdn\"
  files = [\"https://publisher.example/sdn.csv\", \"https://publisher.example/alt.csv\"]
  sha256 = []              # their digests, where you want to pin them
  affiliates = \"fifty-percent\"";

/// Which lists, from where.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Feeds {
    schema_version: String,
    feed: Vec<One>,
}

/// One list of a feeds file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct One {
    pub id: String,
    /// Addresses: https, or http where the digest is pinned.
    files: Vec<String>,
    /// Digests of the files in their order; none: not pinned.
    #[serde(default)]
    sha256: Vec<String>,
    #[serde(default)]
    pub affiliates: Option<Reach>,
    #[serde(default)]
    pub citation: Option<String>,
    #[serde(default)]
    pub licence: Option<String>,
    #[serde(default)]
    pub shelf_life_days: Option<u16>,
}

/// What was fetched last, beside the files.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Tags {
    tags: Vec<String>,
}

impl Update {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        if let Some(folder) = &self.from {
            return self.install(folder, at);
        }
        if session.offline {
            return Err(Fault::usage("--offline opens no socket", "--feeds", "give a signed folder: --from DIR --key FILE"));
        }
        let chosen = self.chosen()?;
        let limits = Limits { silence: std::time::Duration::from_secs(self.patience.max(1)), ..Limits::default() };
        let feed = Feed::new(limits).map_err(|error| Fault::ours(error, "", "check the machine's certificates and proxy"))?;
        let mut worst = Exit::Accept;
        for one in &chosen {
            if let Err(fault) = self.update(one, &feed, at, session) {
                print::error(session, &fault.to_string());
                print::error(session, &self.what_stays(&one.id, at));
                worst = Exit::Fault;
            }
        }
        Ok(worst)
    }

    fn chosen(&self) -> Result<Vec<One>, Fault> {
        let path = self.feeds.as_deref().unwrap_or(Path::new(""));
        let wrong = |cause: String| {
            Fault::ours(
                format!("this feeds file cannot be used: {cause}"),
                path.display(),
                "see `kenpin lists update --help` for its shape",
            )
        };
        let feeds: Feeds = toml::from_str(&reference::text(path)?).map_err(|error| wrong(error.message().to_owned()))?;
        if feeds.schema_version != "1" {
            return Err(wrong(format!("schema_version \"{}\" is not known; write \"1\"", feeds.schema_version)));
        }
        for one in &feeds.feed {
            one.check().map_err(&wrong)?;
        }
        if let Some(unknown) = self.ids.iter().find(|id| !feeds.feed.iter().any(|one| one.id == **id)) {
            return Err(Fault::usage(format!("no feed is called \"{unknown}\""), path.display(), "name one of those in the feeds file"));
        }
        Ok(feeds.feed.into_iter().filter(|one| self.ids.is_empty() || self.ids.contains(&one.id)).collect())
    }

    fn update(&self, one: &One, feed: &Feed, at: Moment, session: &Session) -> Result<(), Fault> {
        let folder = self.into.join(".feeds").join(&one.id);
        fs::create_dir_all(&folder)
            .map_err(|error| Fault::ours(format!("cannot write here: {error}"), folder.display(), "choose another folder with --into"))?;
        let tags = folder.join("tags.toml");
        let known: Tags = fs::metadata(&tags)
            .ok()
            .and_then(|_| reference::text(&tags).ok())
            .and_then(|text| toml::from_str(&text).ok())
            .unwrap_or_default();
        let (mut now, mut changed, mut paths) = (Tags::default(), false, Vec::new());
        for (index, address) in one.files.iter().enumerate() {
            let place = folder.join(format!("{index}.file"));
            let tag = known.tags.get(index).filter(|tag| !tag.is_empty() && place.is_file());
            let fault = |error: FeedFault| {
                Fault::ours(error, escape::visible(address), "try again later, or install from a signed folder: --from DIR")
            };
            match feed.fetch(address, &place, tag.map(String::as_str)).map_err(fault)? {
                Fetched::Unchanged => now.tags.push(tag.cloned().unwrap_or_default()),
                Fetched::New { tag } => {
                    changed = true;
                    now.tags.push(tag.unwrap_or_default());
                }
            }
            one.pinned(index, &place)?;
            paths.push(place);
        }
        Import::of(paths, one, &self.into).run_at(at, session)?;
        let text = toml::to_string(&now).map_err(|error| Fault::ours(error, "", "report this as a bug"))?;
        lists_files::put(&tags, text.as_bytes())?;
        if !changed {
            print::result(&format!("{}: the publisher has nothing newer", one.id))?;
        }
        Ok(())
    }

    /// Installs every list of a signed folder.
    fn install(&self, folder: &Path, at: Moment) -> Result<Exit, Fault> {
        if !self.signers.are_named() {
            return Err(Fault::usage(
                "nobody is named who must have signed this folder",
                folder.display(),
                "name the signer with --key or --ca",
            ));
        }
        // A copy is checked and installed: what lies on a stick may change between the two.
        let copy = self.into.join(".incoming");
        let result = lists_bundle::copy(folder, &copy).and_then(|()| self.install_copy(&copy, at));
        fs::remove_dir_all(&copy).ok();
        result
    }

    fn install_copy(&self, folder: &Path, at: Moment) -> Result<Exit, Fault> {
        let signer = match lists_bundle::signer(folder, &self.signers, at)? {
            Ok(signer) => signer,
            Err(why) => {
                print::result(&format!("rejected: {}\nnothing was installed", escape::visible(&why)))?;
                return Ok(Exit::Reject);
            }
        };
        let lists = lists_bundle::lists(folder, at)?;
        for list in lists.iter() {
            let place = self.into.join(WATCHLISTS).join(&list.id);
            if !self.ids.is_empty() && !self.ids.contains(&list.id) {
                continue;
            }
            lists_files::not_older(&place, list.edition)?;
            let own = Path::new(&list.path).parent().filter(|own| *own != lists_bundle::root(folder).as_path());
            let fix = "put each list into a folder of its own, as `kenpin lists import` does";
            let own = own.ok_or_else(|| Fault::ours("this list has no folder of its own", &list.path, fix))?;
            lists_files::swap(own, &place)?;
            print::result(&format!(
                "{}: edition of {}, {} entries, signed by {}",
                list.id,
                list.edition,
                list.entries.len(),
                escape::visible(&signer)
            ))?;
        }
        Ok(Exit::Accept)
    }

    /// The edition that goes on being used, and how old it is.
    fn what_stays(&self, id: &str, at: Moment) -> String {
        let place = self.into.join(WATCHLISTS).join(id);
        let list = reference::list_texts(&place, at).ok().and_then(|texts| Watchlists::read(&texts).ok());
        match list.as_ref().and_then(|lists| lists.iter().next()) {
            Some(list) => stays(list, at),
            None => format!("{id}: there is no edition in {}", shown(&place)),
        }
    }
}

fn stays(list: &Watchlist, at: Moment) -> String {
    let state = if list.usable_at(at).is_ok() { "usable until" } else { "TOO OLD since" };
    format!("{}: the edition of {} stays, {state} {}", list.id, list.edition, list.usable_until())
}

impl One {
    fn check(&self) -> Result<(), String> {
        if self.files.is_empty() {
            return Err(format!("the feed \"{}\" names no files", self.id));
        }
        if !self.sha256.is_empty() && self.sha256.len() != self.files.len() {
            return Err(format!("the feed \"{}\" has {} digests for {} files", self.id, self.sha256.len(), self.files.len()));
        }
        if let Some(wrong) = self.sha256.iter().find(|digest| Digest::parse(digest).is_none()) {
            return Err(format!("the feed \"{}\" pins \"{wrong}\", which is no SHA-256", self.id));
        }
        let open = self
            .files
            .iter()
            .find(|address| !address.starts_with("https://") && (self.sha256.is_empty() || !address.starts_with("http://")));
        open.map_or(Ok(()), |address| {
            Err(format!("the feed \"{}\" is fetched from {address}: use https, or pin the digests of http files", self.id))
        })
    }

    #[allow(clippy::disallowed_methods, reason = "the edge reads what it fetched")]
    fn pinned(&self, index: usize, place: &Path) -> Result<(), Fault> {
        let Some(wanted) = self.sha256.get(index) else { return Ok(()) };
        let found = fs::File::open(place).and_then(Digest::of_stream).map_err(|error| Fault::unreadable(place, &error))?;
        if Digest::parse(wanted) == Some(found) {
            return Ok(());
        }
        fs::remove_file(place).ok();
        let address = self.files.get(index).map(String::as_str).unwrap_or_default();
        Err(Fault::ours(
            format!("this is not the file that you pinned: its digest is {found}"),
            address,
            "ask the publisher; pin the new digest only if that is right",
        ))
    }
}
