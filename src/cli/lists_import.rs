//! `kenpin lists import`: a publisher's own file becomes a list, or owners, that every run can use.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::lists_files::{ENTRIES, ORIGIN, not_older, put, put_makers, read_again, swap, unwritable};
use super::lists_update::One;
use super::paths::shown;
use super::print::{self, Format};
use super::session::Session;
use crate::intake::{Day, Digest, Moment};
use crate::maker::directory::DirectoryFile;
use crate::report::escape;
use crate::screening::import::collector::{Collector, Defect, Tally};
use crate::screening::import::{Gives, HEAD, IMPORTERS, Importer, recognised};
use crate::screening::list_file::ListHeader;
use crate::screening::watchlist::{Affiliates, is_shipped};

/// Reads lists and owners' registers as their publishers write them
///
/// The format is told by the file's beginning. Writes DIR/watchlists/ID/ for --watchlists, and DIR/makers/ID.toml for
/// --makers where the files say who owns whom. A broken record is named and left out; too many of them, and nothing is written.
#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub(crate) struct Import {
    /// Files of one publisher, that belong together
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What the list is to be called: lower-case words with hyphens
    #[arg(long, value_name = "ID")]
    id: String,
    /// Where to write
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
    /// This file is the whole of the list of that id that ships with the program
    #[arg(long)]
    replaces_shipped: bool,
    /// The day that the publisher dated it, where the file does not say
    #[arg(long, value_name = "DAY", value_parser = day)]
    edition: Option<Day>,
    /// Days that it may be used
    #[arg(long, value_name = "DAYS", default_value_t = SHELF_LIFE_DAYS)]
    shelf_life_days: u16,
    /// Which owned parties its entries reach; the publisher's own rule unless given
    #[arg(long, value_enum)]
    affiliates: Option<Reach>,
    /// The law behind it, to the clause; the publisher's name for the file unless given
    #[arg(long, value_name = "TEXT")]
    citation: Option<String>,
    /// Under which terms you may use the data
    #[arg(long, value_name = "TEXT", default_value = LICENCE)]
    licence: String,
    /// Refuse where more than this share of the records is broken
    #[arg(long, value_name = "PERCENT", default_value_t = MAX_BROKEN)]
    max_broken: u64,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

const SHELF_LIFE_DAYS: u16 = 30; // for lists that are amended monthly
const LICENCE: &str = "as agreed with the publisher";
const MAX_BROKEN: u64 = 1;

/// Which owned parties a listing reaches
#[derive(Clone, Copy, Debug, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reach {
    /// None; an owned one is still looked at
    Named,
    /// Half of the shares, added up
    FiftyPercent,
    /// Half of the shares, or control
    Control,
    /// Any subsidiary or affiliate
    Any,
}

fn after_help() -> String {
    let formats = IMPORTERS.iter().map(|importer| format!("  {:<24}{}", importer.name, importer.title)).collect::<Vec<_>>().join("\n");
    format!(
        "Examples:\n  kenpin lists import sdn.csv alt.csv --id ofac-sdn --edition 2026-11-23 --output lists\n  \
         kenpin verify delivery --watchlists lists/watchlists --makers lists/makers\n\nFormats:\n{formats}"
    )
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write it as 2026-11-23".to_owned())
}

#[derive(Serialize)]
struct Imported<'a> {
    schema_version: &'static str,
    id: &'a str,
    edition: String,
    formats: Vec<&'static str>,
    entries: u64,
    companies: u64,
    ties: u64,
    passed_over: &'a BTreeMap<&'static str, u64>,
    broken: u64,
    /// The first of the broken records.
    defects: &'a [Defect],
    written: Vec<String>,
}

/// One file, and what it is.
struct Input<'a> {
    path: &'a Path,
    importer: &'static Importer,
    digest: Digest,
}

impl Import {
    /// Of files that were fetched; what a feed does not say is as on the command line.
    pub(super) fn of(files: Vec<PathBuf>, feed: &One, output: &Path) -> Self {
        Self {
            files,
            id: feed.id.clone(),
            output: output.to_owned(),
            edition: None,
            replaces_shipped: false,
            shelf_life_days: feed.shelf_life_days.unwrap_or(SHELF_LIFE_DAYS),
            affiliates: feed.affiliates,
            citation: feed.citation.clone(),
            licence: feed.licence.clone().unwrap_or_else(|| LICENCE.to_owned()),
            max_broken: MAX_BROKEN,
            clock: Clock::default(),
            format: Format::Human,
        }
    }

    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        self.run_at(self.clock.at()?, session)
    }

    pub(super) fn run_at(&self, at: Moment, session: &Session) -> Result<Exit, Fault> {
        if self.id.is_empty() || !self.id.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-') {
            return Err(Fault::usage(format!("\"{}\" cannot name a list", self.id), "--id", "use lower-case words with hyphens: ofac-sdn"));
        }
        if is_shipped(&self.id) && !self.replaces_shipped {
            let what = format!("\"{}\" is a list that ships, and this one would take its place in every run", self.id);
            return Err(Fault::usage(
                what,
                "--id",
                "choose another id; or say that this file is the whole of that list: --replaces-shipped",
            ));
        }
        if self.edition.is_some_and(|edition| edition > at.day()) {
            let what = "the edition lies in the future, so that every real one that follows would be refused as older";
            return Err(Fault::usage(what, "--edition", "give the day that the publisher dated it"));
        }
        let mut inputs: Vec<Input<'_>> = self.files.iter().map(|path| input(path)).collect::<Result<_, Fault>>()?;
        // Further names before the entries that they belong to.
        inputs.sort_by_key(|input| input.importer.gives != Gives::Aliases);
        if inputs.iter().all(|input| input.importer.gives == Gives::Aliases) {
            let fix = "name the file with the entries too: kenpin lists import sdn.csv alt.csv";
            return Err(Fault::usage(
                "this file has only further names for another one",
                self.files.first().map(|path| shown(path)).unwrap_or_default(),
                fix,
            ));
        }
        let made = self.output.join(format!(".{}.import", self.id));
        let result = self.import(&inputs, &made, at.day(), session);
        // What is left of an import that failed is of no use to anybody.
        fs::remove_dir_all(&made).ok();
        result
    }

    fn import(&self, inputs: &[Input<'_>], made: &Path, today: Day, session: &Session) -> Result<Exit, Fault> {
        fs::create_dir_all(made).map_err(|error| unwritable(made, &error))?;
        let entries = made.join(ENTRIES);
        let (tally, makers) = self.gathered(inputs, &entries)?;
        if tally.is_too_broken(self.max_broken) {
            return Err(too_broken(&tally, self.max_broken));
        }
        if tally.entries == 0 && makers.is_none() {
            return Err(Fault::ours(
                "these files name nobody",
                self.output.display(),
                "check that they are whole; an empty list would pass everything",
            ));
        }
        let edition = self.edition.or(tally.dated).unwrap_or(today).min(today);
        if self.edition.is_none() && tally.dated.is_none() {
            print::remark(
                session,
                &format!("note: no file says its date; it is taken to be of {edition}. Give the publisher's date with --edition"),
            );
        }
        let mut written = Vec::new();
        if tally.entries > 0 {
            let origin = self.header(inputs, edition)?;
            // What is written has to be read again by every run: better to know now.
            read_again(&entries, &origin)?;
            not_older(&self.output.join("watchlists").join(&self.id), edition)?;
            put(&made.join(ORIGIN), origin.as_bytes())?;
            written.push(swap(made, &self.output.join("watchlists").join(&self.id))?);
        }
        if let Some(makers) = makers {
            fs::create_dir_all(made).map_err(|error| unwritable(made, &error))?;
            let path = self.output.join("makers").join(format!("{}.toml", self.id));
            written.push(put_makers(makers, made, &path)?);
        }
        let imported = Imported {
            schema_version: "1",
            id: &self.id,
            edition: edition.to_string(),
            formats: inputs.iter().map(|input| input.importer.name).collect(),
            entries: tally.entries,
            companies: tally.companies,
            ties: tally.ties,
            passed_over: &tally.passed_over,
            broken: tally.broken,
            defects: &tally.defects,
            written,
        };
        print::answer(self.format, &imported, || human(&imported))?;
        Ok(Exit::Accept)
    }

    #[allow(clippy::disallowed_methods, reason = "the edge reads the publisher's files")]
    fn gathered(&self, inputs: &[Input<'_>], entries: &Path) -> Result<(Tally, Option<DirectoryFile>), Fault> {
        let broken = |error: std::io::Error| unwritable(entries, &error);
        let file = fs::File::create(entries).map_err(broken)?;
        let mut collector = Collector::new(BufWriter::new(file)).map_err(broken)?;
        for input in inputs {
            let mut open = || Ok(Box::new(fs::File::open(input.path)?) as Box<dyn Read>);
            collector.read(input.importer, &shown(input.path), &mut open).map_err(|cause| {
                let fix = "fetch the file again from its publisher; nothing was written";
                Fault::ours(
                    format!("this cannot be read as {}: {}", input.importer.name, escape::visible(&cause)),
                    input.path.display(),
                    fix,
                )
            })?;
        }
        collector.finish(&source(inputs)).map_err(broken)
    }

    fn header(&self, inputs: &[Input<'_>], edition: Day) -> Result<String, Fault> {
        let first = inputs.iter().find(|input| input.importer.gives != Gives::Aliases);
        let title = first.map_or("", |input| input.importer.title);
        let header = ListHeader {
            id: self.id.clone(),
            title: title.to_owned(),
            authority: title.split(',').next().unwrap_or(title).to_owned(),
            citation: self.citation.clone().unwrap_or_else(|| title.to_owned()),
            edition,
            shelf_life_days: self.shelf_life_days,
            source: source(inputs),
            licence: self.licence.clone(),
            affiliates: self.affiliates.map_or(first.map_or(Affiliates::Named, |input| input.importer.affiliates), Reach::affiliates),
            note: None,
        };
        toml::to_string(&header).map_err(|error| Fault::ours(error, ORIGIN, "report this as a bug"))
    }
}

impl Reach {
    fn affiliates(self) -> Affiliates {
        match self {
            Self::Named => Affiliates::Named,
            Self::FiftyPercent => Affiliates::FiftyPercent,
            Self::Control => Affiliates::Control,
            Self::Any => Affiliates::Any,
        }
    }
}

/// `sdn.csv (sha256:...)`, for each file.
fn source(inputs: &[Input<'_>]) -> String {
    let named = |input: &Input<'_>| {
        let file = input.path.file_name().map(|name| shown(Path::new(name))).unwrap_or_default();
        format!("{file} (sha256:{})", input.digest)
    };
    inputs.iter().map(named).collect::<Vec<_>>().join(", ")
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the publisher's files")]
fn input(path: &Path) -> Result<Input<'_>, Fault> {
    let unreadable = |error: std::io::Error| Fault::unreadable(path, &error);
    let mut head = Vec::new();
    fs::File::open(path).map_err(unreadable)?.take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
    let importer = recognised(&head).ok_or_else(|| {
        let fix =
            "`kenpin lists import --help` names the formats; your own table with a column \"name\" needs no import: --watchlists FILE";
        Fault::ours("this is no list in a format that is known", path.display(), fix)
    })?;
    let digest = Digest::of_stream(fs::File::open(path).map_err(unreadable)?).map_err(unreadable)?;
    Ok(Input { path, importer, digest })
}

fn too_broken(tally: &Tally, percent: u64) -> Fault {
    let named: Vec<String> = tally
        .defects
        .iter()
        .map(|defect| escape::visible(&format!("{}, record {}: {}", defect.file, defect.record, defect.what)))
        .collect();
    let fix = "fetch the file again from its publisher, or allow more with --max-broken; nothing was written";
    Fault::ours(
        format!("{} records are broken, more than {percent} %: whoever they name would be missed", tally.broken),
        named.join("\n"),
        fix,
    )
}

fn human(imported: &Imported<'_>) -> String {
    let mut lines = vec![format!(
        "{}: {} entries, edition of {}, from {}",
        imported.id,
        imported.entries,
        imported.edition,
        imported.formats.join(", ")
    )];
    if imported.ties > 0 {
        lines.push(format!("  owners    {} companies, {} ties", imported.companies, imported.ties));
    }
    if !imported.passed_over.is_empty() {
        let kinds: Vec<String> = imported.passed_over.iter().map(|(kind, count)| format!("{kind}: {count}")).collect();
        lines.push(format!("  left out  {}", kinds.join(", ")));
    }
    if imported.broken > 0 {
        lines.push(format!("  broken    {} records, left out:", imported.broken));
    }
    lines.extend(imported.defects.iter().map(|defect| {
        format!("            {}, record {}: {}", escape::visible(&defect.file), defect.record, escape::visible(&defect.what))
    }));
    lines.extend(imported.written.iter().map(|path| format!("  written   {}", escape::visible(path))));
    lines.join("\n")
}
