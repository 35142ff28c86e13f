//! How a restricted-party list is written down, and everything that can be wrong with such a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::csv;
use super::watchlist::{Affiliates, Covers, Entry, Period, Scope, Watchlist};
use crate::intake::{Day, Digest};
use crate::maker::name::called;
use crate::maker::ownership::Grounds;

/// One list as text: a header and its entries, or one file with both.
#[derive(Clone, Debug)]
pub struct ListText {
    /// Where it lies; its extension says how it is written.
    pub path: String,
    pub text: String,
    /// The text of `ORIGIN.toml` beside it; `None`: the file has its own `[list]`.
    pub origin: Option<String>,
    /// The day on which the buyer hands it in: the edition of a plain table that names none.
    pub handed_in: Option<Day>,
}

/// What a list says about itself: `ORIGIN.toml` beside the entries, or `[list]` in the same file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListHeader {
    pub id: String,
    pub title: String,
    pub authority: String,
    /// The law behind it, to the clause.
    pub citation: String,
    /// The day that the publisher dated this edition, `YYYY-MM-DD`.
    #[schemars(with = "String")]
    pub edition: Day,
    /// Days it may be used, counted from `edition`: 400 for statutes, 180 for official notices, 30 for lists that
    /// are amended monthly.
    pub shelf_life_days: u16,
    /// Where the edition was read.
    pub source: String,
    pub licence: String,
    /// Which owned parties its entries reach, unless an entry says otherwise.
    pub affiliates: Affiliates,
    #[serde(default)]
    pub note: Option<String>,
}

/// A list in one file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListFile {
    /// Shape of this file; "1".
    pub schema_version: String,
    /// Absent where `ORIGIN.toml` lies beside the file.
    #[serde(default)]
    pub list: Option<ListHeader>,
    pub entry: Vec<EntryRow>,
}

/// One listing.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryRow {
    pub id: String,
    /// As the list names the party.
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The party's id in the directory of makers.
    #[serde(default)]
    pub party: Option<String>,
    #[serde(default)]
    pub country: Option<String>,
    /// When it is listed; at least one.
    pub period: Vec<PeriodRow>,
    /// Ids of categories that it is limited to; none: every category.
    #[serde(default)]
    pub categories: Vec<String>,
    #[serde(default)]
    pub purposes: Vec<String>,
    /// Covers everything of its categories produced outside this country, whoever made it.
    #[serde(default)]
    pub produced_outside: Option<String>,
    #[serde(default)]
    pub affiliates: Option<Affiliates>,
    pub confidence: Grounds,
    /// The clause or notice that lists it.
    pub authority: String,
    pub source: String,
}

/// Days on which a listing applies, both included.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodRow {
    #[schemars(with = "String")]
    pub from: Day,
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub to: Option<Day>,
}

/// Why there is nothing to screen with. Each is a fault of ours or of the buyer's file, and means no verdict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    #[error(
        "this list is too old to screen with\n  where: {path} ({list}), edition of {edition}, shelf life {shelf_life_days} days\n  fix:   give a newer edition with --watchlists: `kenpin lists update`, or a signed folder from whoever keeps the lists"
    )]
    Stale { list: String, path: String, edition: Day, shelf_life_days: u16 },
    #[error("there is no list to screen with\n  fix:   name at least one regime in the policy, or give a list with --watchlists")]
    NoList,
    #[error(
        "this list cannot be read\n  where: {path}\n  cause: {cause}\n  fix:   correct the file; its shape is schemas/watchlist.schema.json, or a CSV table with a column \"name\""
    )]
    Unreadable { path: String, cause: String },
    #[error("this list names nobody\n  where: {path}\n  fix:   add an entry, or leave the file out: an empty list would pass everything")]
    Empty { path: String },
    #[error("the shape of this list is not known\n  where: {path}, schema_version \"{found}\"\n  fix:   write schema_version = \"1\"")]
    Version { path: String, found: String },
    #[error("this list does not say who publishes it\n  where: {path}\n  fix:   add a [list] table, or an ORIGIN.toml beside the file")]
    NoHeader { path: String },
    #[error("two files hold the same list\n  where: {path} and {other}, list \"{list}\"\n  fix:   leave one out")]
    SameList { list: String, path: String, other: String },
    #[error("an entry of this list cannot be used\n  where: {path}, entry \"{entry}\"\n  cause: {cause}\n  fix:   correct the entry")]
    Entry { path: String, entry: String, cause: &'static str },
}

impl ListText {
    /// Reads the list.
    ///
    /// # Errors
    /// Every variant of [`ListFault`] that concerns one file.
    pub fn read(&self) -> Result<Watchlist, ListFault> {
        let path = self.path.clone();
        let table = path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("csv"));
        let origin = self.origin.as_deref().map(|text| toml::from_str(text).map_err(|error| unreadable(&path, &error))).transpose()?;
        let (header, rows) = if table { csv::read(self, origin)? } else { self.read_toml(origin)? };
        if rows.is_empty() {
            return Err(ListFault::Empty { path });
        }
        let mut seen = std::collections::BTreeSet::new();
        for row in &rows {
            let cause = if seen.insert(row.id.as_str()) { row.wrong() } else { Some("its id is used twice") };
            if let Some(cause) = cause {
                return Err(ListFault::Entry { path, entry: row.id.clone(), cause });
            }
        }
        let digest = Digest::of(format!("{}{}", self.origin.as_deref().unwrap_or_default(), self.text).as_bytes());
        Ok(assemble(header, rows, digest, path))
    }

    fn read_toml(&self, origin: Option<ListHeader>) -> Result<(ListHeader, Vec<EntryRow>), ListFault> {
        let file: ListFile = toml::from_str(&self.text).map_err(|error| unreadable(&self.path, &error))?;
        if file.schema_version != "1" {
            return Err(ListFault::Version { path: self.path.clone(), found: file.schema_version });
        }
        let header = file.list.or(origin).ok_or_else(|| ListFault::NoHeader { path: self.path.clone() })?;
        Ok((header, file.entry))
    }
}

fn unreadable(path: &str, error: &toml::de::Error) -> ListFault {
    ListFault::Unreadable { path: path.to_owned(), cause: error.to_string().split_whitespace().collect::<Vec<_>>().join(" ") }
}

fn assemble(header: ListHeader, rows: Vec<EntryRow>, digest: Digest, path: String) -> Watchlist {
    let affiliates = header.affiliates;
    let entries = rows.into_iter().map(|row| row.entry(affiliates)).collect();
    let ListHeader { id, title, authority, citation, edition, shelf_life_days, source, licence, affiliates, note: _ } = header;
    Watchlist { id, title, authority, citation, edition, shelf_life_days, source, licence, affiliates, entries, digest, path }
}

impl EntryRow {
    /// What makes the row unusable, in words; `None`: nothing.
    fn wrong(&self) -> Option<&'static str> {
        let nameless = |name: &String| !name.chars().any(char::is_alphanumeric);
        if self.id.trim().is_empty() {
            return Some("it has no id");
        }
        if std::iter::once(&self.name).chain(&self.aliases).any(nameless) {
            return Some("it has a name without letters");
        }
        if self.period.is_empty() {
            return Some("it has no period: nobody can tell when it applies");
        }
        if self.period.iter().any(|period| period.to.is_some_and(|to| to < period.from)) {
            return Some("a period ends before it begins");
        }
        if self.produced_outside.is_some() && self.categories.is_empty() {
            return Some("it covers what is produced outside a country and names no category");
        }
        if self.confidence == Grounds::Sourced && self.source.trim().is_empty() {
            return Some("it is called sourced and names no source");
        }
        None
    }

    fn entry(self, affiliates: Affiliates) -> Entry {
        let mut periods: Vec<Period> = self.period.iter().map(|row| Period { from: row.from, to: row.to }).collect();
        periods.sort_unstable();
        let more: Vec<String> =
            std::iter::once(&self.name).chain(&self.aliases).map(|name| called(name)).filter(|names| names.len() > 1).flatten().collect();
        Entry {
            id: self.id,
            name: self.name,
            aliases: self.aliases.into_iter().chain(more).collect(),
            party: self.party,
            country: self.country,
            periods,
            scope: Scope { categories: self.categories, purposes: self.purposes },
            covers: self.produced_outside.map_or(Covers::Party, Covers::ProducedOutside),
            affiliates: self.affiliates.unwrap_or(affiliates),
            grounds: self.confidence,
            authority: self.authority,
            source: self.source,
        }
    }
}
