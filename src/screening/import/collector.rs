//! Rows of published lists, gathered into our own shape: entries written as they come, companies and ties kept until the end.

use std::cell::Cell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::rc::Rc;

use super::{Company, Importer, Listed, Open, Owned, Row};
use crate::intake::{Day, Digest};
use crate::maker::directory::{DirectoryFile, IdentifierRow, OwnerRow, PartyRow};
use crate::maker::ownership::Grounds;

/// Defects that are named one by one; the rest are counted.
const NAMED: usize = 20;
/// Companies and ties, at most; more is a register, which has to be cut down first.
const FACTS: usize = 2_000_000;

/// Gathers what files say. Entries go to `entries` as CSV in the shape of a buyer's own table.
pub struct Collector<W> {
    entries: W,
    facts: usize,
    /// For each number its further names, a line each.
    aliases: BTreeMap<String, String>,
    companies: BTreeMap<String, Company>,
    ties: Vec<Owned>,
    /// Digests of the numbers: two that meet make a number longer, and lose nobody.
    seen: HashSet<u64>,
    file: String,
    tally: Tally,
    /// Whether the last record that was read cannot be used.
    is_last_broken: bool,
    failed: Option<String>,
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The newest day that a file gives for itself.
    pub dated: Option<Day>,
    pub entries: u64,
    /// Companies and ties that are written.
    pub companies: u64,
    pub ties: u64,
    /// What was left out on purpose, and how often.
    pub passed_over: BTreeMap<&'static str, u64>,
    pub broken: u64,
    /// The first of the broken records: file, number, what is wrong.
    pub defects: Vec<Defect>,
}

/// One broken record.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Defect {
    pub file: String,
    pub record: u64,
    pub what: String,
}

impl Tally {
    /// Whether more than this share, in percent, of the records is broken.
    pub fn is_too_broken(&self, percent: u64) -> bool {
        let good = self.entries.saturating_add(self.companies).saturating_add(self.ties);
        let all = good.saturating_add(self.broken).saturating_add(self.passed_over.values().sum());
        self.broken.saturating_mul(100) > all.saturating_mul(percent)
    }
}

impl<W: Write> Collector<W> {
    /// Writes the header row.
    ///
    /// # Errors
    /// What the writer says.
    pub fn new(entries: W) -> std::io::Result<Self> {
        Self::of_at_most(entries, FACTS)
    }

    /// As [`Collector::new`], for so many companies and ties.
    ///
    /// # Errors
    /// What the writer says.
    pub fn of_at_most(mut entries: W, facts: usize) -> std::io::Result<Self> {
        writeln!(entries, "id,name,aliases,country,from,to,authority")?;
        let (aliases, companies, seen) = (BTreeMap::new(), BTreeMap::new(), HashSet::new());
        Ok(Self {
            entries,
            facts,
            aliases,
            companies,
            ties: Vec::new(),
            seen,
            file: String::new(),
            tally: Tally::default(),
            is_last_broken: false,
            failed: None,
        })
    }

    /// Reads one file of a format; those with further names come first.
    ///
    /// # Errors
    /// In words, as [`Importer::read`]; or it was cut short in a record; or more facts than can be held; or the writer failed.
    pub fn read(&mut self, importer: &Importer, file: &str, open: &mut Open<'_>) -> Result<(), String> {
        file.clone_into(&mut self.file);
        let last = Rc::new(Cell::new(b'\n'));
        let mut noted = || Ok(Box::new(Noted { source: open()?, last: Rc::clone(&last) }) as Box<dyn Read>);
        self.is_last_broken = false;
        importer.read(&mut noted, &mut |row| self.take(row))?;
        if self.is_last_broken && last.get() != b'\n' {
            return Err("its last record is broken and its last line does not end: it was cut short".to_owned());
        }
        self.failed.take().map_or(Ok(()), Err)
    }

    fn take(&mut self, row: Row) {
        self.is_last_broken = matches!(row, Row::Broken { .. });
        match row {
            Row::Dated(day) => self.tally.dated = self.tally.dated.max(Some(day)),
            Row::Alias { id, name } => {
                let names = self.aliases.entry(id).or_default();
                names.extend(name.split_whitespace().flat_map(|word| [" ", word]).skip(1));
                names.push('\n');
            }
            Row::Listed(listed) => self.entry(listed),
            Row::Company(company) => match self.companies.entry(company.id.clone()) {
                Entry::Vacant(place) => drop(place.insert(company)),
                Entry::Occupied(mut known) => merge(known.get_mut(), company),
            },
            Row::Owned(tie) => self.ties.push(tie),
            Row::PassedOver(kind) => {
                let count = self.tally.passed_over.entry(kind).or_default();
                *count = count.saturating_add(1);
            }
            Row::Broken { record, what } => {
                self.tally.broken = self.tally.broken.saturating_add(1);
                if self.tally.defects.len() < NAMED {
                    self.tally.defects.push(Defect { file: self.file.clone(), record, what });
                }
            }
        }
        if self.companies.len() > self.facts || self.ties.len() > self.facts {
            self.failed = Some(format!("more than {} companies or ties; cut the register down to the part that you need", self.facts));
            self.companies.clear();
            self.ties.clear();
        }
    }

    fn entry(&mut self, listed: Listed) {
        let mut id = listed.id.trim_start_matches('#').trim().to_owned();
        while !self.seen.insert(digest(&id)) {
            id.push_str("-again");
        }
        let further = self.aliases.remove(&listed.id).unwrap_or_default();
        let mut known = BTreeSet::from([listed.name.clone()]);
        let aliases: Vec<String> = listed
            .aliases
            .into_iter()
            .chain(further.lines().map(str::to_owned))
            .filter(|alias| alias.chars().any(char::is_alphanumeric) && known.insert(alias.clone()))
            // The table parts aliases at semicolons.
            .map(|alias| alias.replace(';', ","))
            .collect();
        let date = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let cells =
            [id, listed.name, aliases.join("; "), listed.country.unwrap_or_default(), date(listed.from), date(listed.to), listed.authority];
        let line = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
        if let Err(error) = writeln!(self.entries, "{line}") {
            self.failed = Some(error.to_string());
        }
        self.tally.entries = self.tally.entries.saturating_add(1);
    }

    /// The tally, and the companies that a tie concerns, as a directory of makers; `source` is what each tie rests on.
    ///
    /// # Errors
    /// The writer failed.
    pub fn finish(mut self, source: &str) -> std::io::Result<(Tally, Option<DirectoryFile>)> {
        self.entries.flush()?;
        // Those of persons and ships among them.
        for names in std::mem::take(&mut self.aliases).into_values() {
            names.lines().for_each(|_| self.take(Row::PassedOver("a further name of nobody that is listed here")));
        }
        let mut parties: BTreeMap<String, PartyRow> = BTreeMap::new();
        let tied: HashSet<&str> = self.ties.iter().flat_map(|tie| [tie.owned.as_str(), tie.owner.as_str()]).collect();
        let of_use =
            |company: &Company| company.identifiers.iter().any(|(scheme, _)| *scheme != "lei") || tied.contains(company.id.as_str());
        for (id, company) in std::mem::take(&mut self.companies).into_iter().filter(|(_, company)| of_use(company)) {
            match parties.entry(party_id(&id)) {
                Entry::Vacant(place) => drop(place.insert(party(&id, Some(company)))),
                // The same words with other marks between them.
                Entry::Occupied(mut known) => {
                    let known = known.get_mut();
                    known.identifier.extend(identifiers(company.identifiers));
                    known.aliases.push(company.name);
                }
            }
        }
        for tie in &self.ties {
            for id in [&tie.owned, &tie.owner] {
                parties.entry(party_id(id)).or_insert_with(|| party(id, None));
            }
            if let Some(owned) = parties.get_mut(&party_id(&tie.owned)) {
                owned.owner.push(owner(tie, source));
            }
        }
        self.tally.companies = u64::try_from(parties.len()).unwrap_or(u64::MAX);
        self.tally.ties = u64::try_from(self.ties.len()).unwrap_or(u64::MAX);
        let file = DirectoryFile { schema_version: "1".to_owned(), party: parties.into_values().collect() };
        Ok((self.tally, Some(file).filter(|file| !file.party.is_empty())))
    }
}

/// A source that remembers the last byte that was read of it.
struct Noted {
    source: Box<dyn Read>,
    last: Rc<Cell<u8>>,
}

impl Read for Noted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(buffer)?;
        if let Some(last) = buffer.get(..read).and_then(<[u8]>::last) {
            self.last.set(*last);
        }
        Ok(read)
    }
}

/// A registry has a row for each number of a company, and a register one for each name that it had.
fn merge(known: &mut Company, more: Company) {
    known.identifiers.extend(more.identifiers);
    known.aliases.extend(std::iter::once(more.name).chain(more.aliases).filter(|name| *name != known.name));
}

fn digest(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// In quotes, on one line.
fn quoted(cell: &str) -> String {
    let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { line } else { format!("\"{}\"", line.replace('"', "\"\"")) }
}

/// Lower-case words with hyphens; a digest where other letters would be lost.
fn party_id(id: &str) -> String {
    let words = id.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if id.is_ascii() && !words.is_empty() {
        return format!("imported-{words}");
    }
    format!("imported-{words}-{}", Digest::of(id.as_bytes()).to_string().chars().take(12).collect::<String>())
}

/// A company of the register; one that only its number is known of bears the number as its name.
fn party(id: &str, company: Option<Company>) -> PartyRow {
    let named = |name: &String| name.chars().any(char::is_alphanumeric);
    let (name, aliases, country, numbers) = match company {
        Some(Company { name, aliases, country, identifiers, .. }) => (Some(name), aliases, country, identifiers),
        None => (None, Vec::new(), None, Vec::new()),
    };
    let mut seen = HashSet::new();
    PartyRow {
        id: party_id(id),
        legal_name: name.filter(named).unwrap_or_else(|| id.to_owned()),
        aliases: aliases.into_iter().filter(named).filter(|alias| seen.insert(alias.clone())).collect(),
        country,
        sources: Vec::new(),
        note: None,
        owner: Vec::new(),
        identifier: identifiers(numbers).collect(),
    }
}

fn identifiers(numbers: Vec<(&'static str, String)>) -> impl Iterator<Item = IdentifierRow> {
    let mut seen = HashSet::new();
    numbers
        .into_iter()
        .filter(move |number| seen.insert(number.clone()))
        .map(|(scheme, value)| IdentifierRow { scheme: scheme.to_owned(), value })
}

fn owner(tie: &Owned, source: &str) -> OwnerRow {
    OwnerRow {
        party: party_id(&tie.owner),
        tie: tie.tie,
        at_least: tie.at_least.clone(),
        at_most: tie.at_most.clone(),
        from: tie.from,
        to: tie.to,
        confidence: Grounds::Sourced,
        source: source.to_owned(),
    }
}
