//! Published list formats: each read record by record, in bounded memory, into rows of one shape.

mod bods;
pub mod collector;
mod element;
mod eu_fsf;
mod gleif;
mod json;
mod ofac;
mod ofsi;
mod opensanctions;
mod registries;
mod table;
mod un;
mod us_csl;

use std::io::{BufRead, BufReader, Read};

use crate::intake::Day;
use crate::maker::ownership::Tie;

use super::watchlist::Affiliates;

/// Every format that is read; a new one is a file and its line here.
pub const IMPORTERS: &[Importer] = &[
    us_csl::CSV,
    us_csl::JSON,
    ofac::SDN_CSV,
    ofac::ALT_CSV,
    ofac::XML,
    eu_fsf::XML,
    un::XML,
    ofsi::CSV,
    opensanctions::TARGETS,
    opensanctions::FTM,
    gleif::ENTITIES,
    gleif::RELATIONSHIPS,
    bods::STATEMENTS,
    registries::IEEE,
    registries::PCI,
    registries::USB,
    registries::PNP,
];

/// A published format.
#[derive(Debug)]
pub struct Importer {
    /// `us-csl-csv`.
    pub name: &'static str,
    /// Who publishes it, and what it is called there.
    pub title: &'static str,
    pub gives: Gives,
    /// Which owned parties its listings reach by the publisher's own rule.
    pub affiliates: Affiliates,
    /// Whether a file that begins so is of this format; asked in the order of [`IMPORTERS`].
    recognises: fn(head: &str) -> bool,
    read: Reader,
}

type Reader = fn(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String>;

/// What a file of a format is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Entries of a list.
    List,
    /// Further names for the entries of another file of the same publisher, which has to come with it.
    Aliases,
    /// Companies and their owners.
    Makers,
    /// Both.
    ListAndMakers,
}

/// Opens the file anew, for each pass over it.
pub type Open<'a> = dyn FnMut() -> std::io::Result<Box<dyn Read>> + 'a;

/// One thing that a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The day that the publisher dated the file.
    Dated(Day),
    Listed(Listed),
    /// A further name of the entry of this id.
    Alias {
        id: String,
        name: String,
    },
    Company(Company),
    Owned(Owned),
    /// Deliberately left out: `individual`, `vessel`.
    PassedOver(&'static str),
    /// A record that cannot be used, by its number from 1.
    Broken {
        record: u64,
        what: String,
    },
}

/// One listed party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// As the publisher numbers it; unique in the file.
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2, where the file gives that.
    pub country: Option<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// The programme, notice or regulation that lists it.
    pub authority: String,
}

/// One company of an owners' register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub country: Option<String>,
    /// Scheme and value, as a directory of makers names them: `lei`, `mac`, `pci` ..
    pub identifiers: Vec<(&'static str, String)>,
}

/// One tie between two companies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned {
    pub owned: String,
    pub owner: String,
    pub tie: Tie,
    /// Percent, as decimals.
    pub at_least: Option<String>,
    pub at_most: Option<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// Bytes of one record, at most.
const RECORD_BYTES: usize = 4 << 20;
/// Bytes at a file's beginning by which its format is known.
pub const HEAD: usize = 4096;

/// The format of a file that begins so; `None`: none that is known.
pub fn recognised(head: &[u8]) -> Option<&'static Importer> {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    IMPORTERS.iter().find(|importer| (importer.recognises)(text))
}

impl Importer {
    /// Reads the whole file, a record at a time. A record that cannot be used is a [`Row::Broken`] and the rest goes on.
    ///
    /// # Errors
    /// In words: the file cannot be read, is not well formed, or has a record of more than 4 MiB.
    pub fn read(&self, open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
        (self.read)(open, sink)
    }
}

/// A source that ends with an error where one record is longer than [`RECORD_BYTES`].
struct Bounded {
    source: Box<dyn Read>,
    left: std::rc::Rc<std::cell::Cell<usize>>,
}

/// Told at the end of every record, so that the next one has its full measure.
struct Measure(std::rc::Rc<std::cell::Cell<usize>>);

impl Measure {
    fn next(&self) {
        self.0.set(RECORD_BYTES);
    }
}

/// Opens the file with a bound on each record.
fn bounded(open: &mut Open<'_>) -> Result<(impl BufRead + use<>, Measure), String> {
    let left = std::rc::Rc::new(std::cell::Cell::new(RECORD_BYTES));
    let source = open().map_err(|error| error.to_string())?;
    Ok((BufReader::with_capacity(1 << 16, Bounded { source, left: std::rc::Rc::clone(&left) }), Measure(left)))
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(std::io::Error::other("one record is longer than 4 MiB"));
        }
        let length = buffer.len().min(left);
        let read = self.source.read(buffer.get_mut(..length).unwrap_or_default())?;
        self.left.set(left.saturating_sub(read));
        Ok(read)
    }
}

/// `2026-11-23`, alone or with a time behind it.
fn day(text: &str) -> Option<Day> {
    Day::parse(text.trim().get(..10)?)
}

/// `11/23/2026`, as the US writes it.
fn us_day(text: &str) -> Option<Day> {
    let mut parts = text.trim().split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Day::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

/// `23/11/2026`, as the UK writes it.
fn uk_day(text: &str) -> Option<Day> {
    let mut parts = text.trim().split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Day::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

/// A country's two letters; a name or anything else is not guessed at.
fn country(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_alphabetic())).then(|| text.to_ascii_uppercase())
}

/// Text with something in it, outer spaces off.
fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The parts of a list in one field.
fn several(text: &str, separator: &str) -> Vec<String> {
    text.split(separator).filter_map(filled).collect()
}

/// The kind of party that is left out, of those that make nothing.
fn passed_over(kind: &str) -> Option<&'static str> {
    match kind.trim().to_ascii_lowercase().as_str() {
        "individual" | "person" | "p" => Some("individual"),
        "vessel" | "ship" => Some("vessel"),
        "aircraft" | "airplane" => Some("aircraft"),
        _ => None,
    }
}

/// Hands on a listed party, or says why it cannot be used.
fn give(listed: Listed, record: u64, sink: &mut dyn FnMut(Row)) {
    let what = if !listed.name.chars().any(char::is_alphanumeric) {
        "it has no name"
    } else if listed.id.trim().is_empty() {
        "it has no number"
    } else if listed.to.zip(listed.from).is_some_and(|(to, from)| to < from) {
        "it ends before it begins"
    } else {
        return sink(Row::Listed(listed));
    };
    sink(Row::Broken { record, what: what.to_owned() });
}
