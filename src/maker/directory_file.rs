//! How a directory of makers is written down: one TOML file of parties, their names, identifiers and owners.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ownership::{Grounds, Share, Tie};
use crate::intake::Day;

/// One file of the directory.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectoryFile {
    /// Shape of this file; "1".
    pub schema_version: String,
    /// The parties, in any order.
    pub party: Vec<PartyRow>,
}

/// One company.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyRow {
    /// Lower-case words with hyphens; the name by which owners and list entries refer to it.
    pub id: String,
    /// As its register or the notice writes it.
    pub legal_name: String,
    /// Other spellings, brands, other scripts. Matching evidence only: who noted them does not matter.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2 of its seat.
    #[serde(default)]
    pub country: Option<String>,
    /// Where the company itself is described; what an owner rests on stands with the owner.
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub owner: Vec<OwnerRow>,
    #[serde(default)]
    pub identifier: Vec<IdentifierRow>,
}

/// One owner, past or present.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerRow {
    /// Id of the owner.
    pub party: String,
    pub tie: Tie,
    /// Percent, as a decimal in quotes: "16.67". Only for shares; absent: 0.
    #[serde(default)]
    pub at_least: Option<String>,
    /// Percent; absent: 100.
    #[serde(default)]
    pub at_most: Option<String>,
    /// First day, `YYYY-MM-DD`; absent: always.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub from: Option<Day>,
    /// Last day; absent: still.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub to: Option<Day>,
    /// General knowledge may refer a delivery, never reject it.
    pub confidence: Grounds,
    /// The official notice, filing or judgment that says so.
    pub source: String,
}

/// One identifier that belongs to the party.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentifierRow {
    /// One of the schemes that the program knows: `pci`, `usb`, `domain` and so on.
    pub scheme: String,
    pub value: String,
}

/// Schemes of identifiers that a directory may name.
pub const SCHEMES: &[&str] =
    &["cpe-vendor", "domain", "fcc", "gtin", CORPORATE_NUMBER, "lei", "mac", "package-namespace", "pci", "pen", "pnp", "usb"];

/// Japan's corporate number (法人番号), which the equipment list for advice gives with each maker.
pub const CORPORATE_NUMBER: &str = "jp-corporate-number";

/// Why a directory cannot be used. Each is a fault of ours or of the buyer's file, never a finding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryFault {
    #[error(
        "this directory of makers cannot be read\n  where: {path}\n  cause: {cause}\n  fix:   correct the file; its shape is schemas/makers.schema.json"
    )]
    Unreadable { path: String, cause: String },
    #[error("this directory of makers names no party\n  where: {path}\n  fix:   add a [[party]], or leave the file out")]
    Empty { path: String },
    #[error("the shape of this directory is not known\n  where: {path}, schema_version \"{found}\"\n  fix:   write schema_version = \"1\"")]
    Version { path: String, found: String },
    #[error("two parties of one file have the same id\n  where: {path}, id \"{id}\"\n  fix:   merge them or rename one")]
    Twice { path: String, id: String },
    #[error(
        "the owner of a party is not in the directory\n  where: {path}, party \"{id}\", owner \"{owner}\"\n  fix:   add a [[party]] with that id"
    )]
    UnknownOwner { path: String, id: String, owner: String },
    #[error(
        "a share is no percentage from 0 to 100\n  where: {path}, party \"{id}\", \"{share}\"\n  fix:   write it as a decimal in quotes, at_least no more than at_most, and only for tie = \"shares\""
    )]
    Share { path: String, id: String, share: String },
    #[error(
        "a fact is called sourced and names no source\n  where: {path}, party \"{id}\"\n  fix:   name the source, or write confidence = \"general-knowledge\""
    )]
    NoSource { path: String, id: String },
    #[error("a party has no name or a name without letters\n  where: {path}, party \"{id}\", \"{name}\"\n  fix:   write its legal name")]
    NoName { path: String, id: String, name: String },
    #[error(
        "an identifier has an unknown scheme or no value\n  where: {path}, party \"{id}\", \"{scheme}\"\n  fix:   use one of cpe-vendor, domain, fcc, gtin, jp-corporate-number, lei, mac, package-namespace, pci, pen, pnp, usb"
    )]
    Scheme { path: String, id: String, scheme: String },
    #[error(
        "this is no corporate number of Japan\n  where: {path}, party \"{id}\", \"{value}\"\n  fix:   write its 13 digits; the first one checks the twelve behind it"
    )]
    CorporateNumber { path: String, id: String, value: String },
}

impl DirectoryFile {
    /// Reads one file and checks everything that one file can say wrong.
    ///
    /// # Errors
    /// Every variant of [`DirectoryFault`] but `UnknownOwner`, which needs the other files.
    pub fn read(path: &str, text: &str) -> Result<Self, DirectoryFault> {
        let file: Self = toml::from_str(text).map_err(|error| DirectoryFault::Unreadable {
            path: path.to_owned(),
            cause: error.to_string().replace('\n', " ").trim().to_owned(),
        })?;
        if file.schema_version != "1" {
            return Err(DirectoryFault::Version { path: path.to_owned(), found: file.schema_version });
        }
        if file.party.is_empty() {
            return Err(DirectoryFault::Empty { path: path.to_owned() });
        }
        let mut seen = std::collections::BTreeSet::new();
        for party in &file.party {
            if !seen.insert(party.id.as_str()) {
                return Err(DirectoryFault::Twice { path: path.to_owned(), id: party.id.clone() });
            }
            party.check(path)?;
        }
        Ok(file)
    }
}

impl PartyRow {
    fn check(&self, path: &str) -> Result<(), DirectoryFault> {
        let (path, id) = (path.to_owned(), self.id.clone());
        if let Some(name) = std::iter::once(&self.legal_name).chain(&self.aliases).find(|name| !name.chars().any(char::is_alphanumeric)) {
            return Err(DirectoryFault::NoName { path, id, name: name.clone() });
        }
        if let Some(wrong) = self.identifier.iter().find(|row| !SCHEMES.contains(&row.scheme.as_str()) || row.value.trim().is_empty()) {
            return Err(DirectoryFault::Scheme { path, id, scheme: wrong.scheme.clone() });
        }
        let mut numbers = self.identifier.iter().filter(|row| row.scheme == CORPORATE_NUMBER);
        if let Some(wrong) = numbers.find(|row| !is_corporate_number(&row.value)) {
            return Err(DirectoryFault::CorporateNumber { path, id, value: wrong.value.clone() });
        }
        for owner in &self.owner {
            if owner.confidence == Grounds::Sourced && owner.source.trim().is_empty() {
                return Err(DirectoryFault::NoSource { path, id });
            }
            if owner.shares().is_none() {
                let share = owner.at_least.clone().or_else(|| owner.at_most.clone()).unwrap_or_default();
                return Err(DirectoryFault::Share { path, id, share });
            }
        }
        Ok(())
    }
}

impl OwnerRow {
    /// The interval of its share; `None` where it is no interval of 0 to 100 percent, or the tie has none.
    pub fn shares(&self) -> Option<(Share, Share)> {
        let end = |text: &Option<String>, absent| text.as_deref().map_or(Some(absent), Share::parse);
        let (low, high) = (end(&self.at_least, Share::NONE)?, end(&self.at_most, Share::WHOLE)?);
        let stated = self.at_least.is_some() || self.at_most.is_some();
        (low <= high && (self.tie == Tie::Shares || !stated)).then_some((low, high))
    }
}

/// Thirteen digits of which the first is 9 less the sum of the others, counted from the right and every second one twice, modulo 9.
/// Source: 法人番号の指定等に関する省令 (平成26年財務省令第70号), 第2条, from general knowledge.
fn is_corporate_number(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some([check, base @ ..]) = digits.as_deref() else { return false };
    let sum: u32 = base.iter().rev().zip([1, 2].iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    base.len() == 12 && *check == 9 - sum % 9
}
