//! Parties: their names, identifiers and owners. Immutable once loaded.

use std::collections::{BTreeMap, BTreeSet};

pub use super::directory_file::{CORPORATE_NUMBER, DirectoryFault, DirectoryFile, IdentifierRow, OwnerRow, PartyRow, SCHEMES};
use super::name::{Key, Name};
use super::ownership::{Edge, Graph, Grounds, Share};
use super::shipped;
use crate::intake::Digest;

/// Index of a party in its [`Directory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct PartyId(pub u32);

/// One company that the directory knows.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its name in the files: `huawei-technologies-co-ltd`.
    pub id: String,
    pub legal_name: String,
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2; `None`: not stated.
    pub country: Option<String>,
    /// Scheme and value, as written.
    pub identifiers: Vec<(String, String)>,
}

impl Party {
    /// The legal name, then every other spelling.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.legal_name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// Known parties.
#[derive(Clone, Debug)]
pub struct Directory {
    parties: Vec<Party>,
    by_id: BTreeMap<String, PartyId>,
    by_name: BTreeMap<Key, Vec<PartyId>>,
    /// The names that ship: each was told from those on the lists by review.
    reviewed: BTreeSet<(String, PartyId)>,
    by_identifier: BTreeMap<(String, String), PartyId>,
    ties: Graph,
    /// The source that each tie names, beside the edges of `ties`.
    sources: Vec<String>,
    digest: Digest,
}

impl Default for Directory {
    /// Knows nobody.
    fn default() -> Self {
        Self {
            parties: Vec::new(),
            by_id: BTreeMap::new(),
            by_name: BTreeMap::new(),
            reviewed: BTreeSet::new(),
            by_identifier: BTreeMap::new(),
            ties: Graph::default(),
            sources: Vec::new(),
            digest: Digest::of(&[]),
        }
    }
}

impl Directory {
    /// The directory that ships with the program.
    ///
    /// # Errors
    /// None in a released program: a test reads it.
    pub fn shipped() -> Result<Self, DirectoryFault> {
        Self::shipped_and(&[])
    }

    /// What ships, and the buyer's own files, as pairs of path and text. A party of the same id is one party: the
    /// buyer's file adds names, identifiers and owners to it and takes none away.
    ///
    /// # Errors
    /// Every variant of [`DirectoryFault`].
    pub fn shipped_and(files: &[(String, String)]) -> Result<Self, DirectoryFault> {
        let shipped = shipped::MAKERS.iter().map(|(path, text)| (*path, *text, true));
        Self::gathered(shipped.chain(files.iter().map(|(path, text)| (path.as_str(), text.as_str(), false))))
    }

    /// Reads files, as pairs of path and text.
    ///
    /// # Errors
    /// Every variant of [`DirectoryFault`].
    pub fn read<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self, DirectoryFault> {
        Self::gathered(files.map(|(path, text)| (path, text, false)))
    }

    /// As [`Directory::read`]; the third of each file: whether it ships.
    fn gathered<'a>(files: impl Iterator<Item = (&'a str, &'a str, bool)>) -> Result<Self, DirectoryFault> {
        let mut directory = Self::default();
        let mut owners = Vec::new();
        let mut digests = String::new();
        for (path, text, ships) in files {
            digests.push_str(&Digest::of(text.as_bytes()).to_string());
            for row in DirectoryFile::read(path, text)?.party {
                let party = directory.enter(&row, ships);
                owners.extend(row.owner.into_iter().map(|owner| (path.to_owned(), row.id.clone(), party, owner)));
            }
        }
        directory.tie(owners)?;
        directory.digest = Digest::of(digests.as_bytes());
        Ok(directory)
    }

    fn enter(&mut self, row: &PartyRow, ships: bool) -> PartyId {
        let next = PartyId(u32::try_from(self.parties.len()).unwrap_or(u32::MAX));
        let id = *self.by_id.entry(row.id.clone()).or_insert(next);
        if id == next {
            let legal_name = row.legal_name.clone();
            self.parties.push(Party { id: row.id.clone(), legal_name, aliases: Vec::new(), country: None, identifiers: Vec::new() });
        }
        for name in std::iter::once(&row.legal_name).chain(&row.aliases) {
            let name = Name::of(name);
            if ships {
                self.reviewed.insert((name.core().to_owned(), id));
            }
            for key in identity(&name) {
                let parties = self.by_name.entry(key).or_default();
                if !parties.contains(&id) {
                    parties.push(id);
                }
            }
        }
        for IdentifierRow { scheme, value } in &row.identifier {
            self.by_identifier.entry((scheme.clone(), plain(value))).or_insert(id);
        }
        if let Some(party) = self.parties.get_mut(id.0 as usize) {
            let more: Vec<_> = std::iter::once(&row.legal_name)
                .chain(&row.aliases)
                .filter(|name| !party.names().any(|known| known == *name))
                .cloned()
                .collect();
            party.aliases.extend(more);
            party.country = party.country.take().or_else(|| row.country.clone());
            party.identifiers.extend(row.identifier.iter().map(|row| (row.scheme.clone(), row.value.clone())));
        }
        id
    }

    fn tie(&mut self, owners: Vec<(String, String, PartyId, OwnerRow)>) -> Result<(), DirectoryFault> {
        let mut edges = Vec::with_capacity(owners.len());
        for (path, id, owned, row) in owners {
            let Some(owner) = self.by_id.get(&row.party) else {
                return Err(DirectoryFault::UnknownOwner { path, id, owner: row.party });
            };
            let (at_least, at_most) = row.shares().unwrap_or((Share::NONE, Share::WHOLE));
            edges.push(Edge {
                owner: owner.0,
                owned: owned.0,
                tie: row.tie,
                at_least,
                at_most,
                from: row.from,
                to: row.to,
                grounds: row.confidence,
            });
            self.sources.push(row.source);
        }
        self.ties = Graph::new(edges);
        Ok(())
    }

    /// The parties that bear this name, exactly but for case, width, punctuation, legal form and the like; several
    /// where the name is not one party's alone.
    pub fn named(&self, name: &Name) -> Vec<PartyId> {
        let mut parties: Vec<PartyId> = identity(name).iter().filter_map(|key| self.by_name.get(key)).flatten().copied().collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// The party that bears this name, where it is one party's alone. A plain word with a foreign legal form may be another company's: 株式会社大華.
    pub fn resolve(&self, name: &Name) -> Option<PartyId> {
        let exact = || self.by_name.get(&Key::Exact(name.key().to_owned())).cloned().unwrap_or_default();
        match if name.stands_without_its_form() { self.named(name) } else { exact() }.as_slice() {
            [only] => Some(*only),
            [] | [_, ..] => None,
        }
    }

    /// Whether this name of the party ships, so that likeness to listed names says nothing of it. A register that somebody imported, or a
    /// buyer's own file, makes nobody another company than the lists mean.
    pub fn is_reviewed(&self, party: PartyId, name: &Name) -> bool {
        self.reviewed.contains(&(name.core().to_owned(), party))
    }

    /// The party to which an identifier belongs: scheme as in [`SCHEMES`], value in any case.
    pub fn by_identifier(&self, scheme: &str, value: &str) -> Option<PartyId> {
        self.by_identifier.get(&(scheme.to_owned(), plain(value))).copied()
    }

    /// The party of this id in the files.
    pub fn by_id(&self, id: &str) -> Option<PartyId> {
        self.by_id.get(id).copied()
    }

    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.parties.get(id.0 as usize)
    }

    /// Every party, in the order of the files.
    pub fn parties(&self) -> impl Iterator<Item = (PartyId, &Party)> {
        self.parties.iter().enumerate().filter_map(|(index, party)| Some((PartyId(u32::try_from(index).ok()?), party)))
    }

    /// Who owns whom; its nodes are the numbers of [`PartyId`].
    pub fn ties(&self) -> &Graph {
        &self.ties
    }

    /// What a tie of [`Directory::ties`] rests on, and where it was read.
    pub fn source_of(&self, edge: usize) -> Option<(Grounds, &str)> {
        Some((self.ties.edges().get(edge)?.grounds, self.sources.get(edge)?.as_str()))
    }

    /// The owners of a party, whatever the day, as indices of the edges.
    pub fn owners_of(&self, party: PartyId) -> impl Iterator<Item = (usize, &Edge)> {
        self.ties.edges().iter().enumerate().filter(move |(_, edge)| edge.owned == party.0)
    }

    /// The digest of every file that it was read from.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

/// The normal forms by which a name is a party's own: sound and look-alike letters only make it likely.
fn identity(name: &Name) -> Vec<Key> {
    if name.key().is_empty() {
        return Vec::new();
    }
    vec![Key::Exact(name.key().to_owned()), Key::Core(name.core().to_owned()), Key::Compact(name.compact())]
}

/// An identifier without case, blanks and a leading `0x`.
fn plain(value: &str) -> String {
    let lower = value.trim().to_lowercase();
    lower.strip_prefix("0x").map_or(lower.clone(), str::to_owned)
}
