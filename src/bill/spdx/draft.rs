//! One SPDX 2 document as its five syntaxes fill it in, and the rules that hold in all of them.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::party::{Party, party, withheld};
use super::words;
use crate::bill::contents::ROOT;
use crate::bill::{Claim, ClaimState, ComponentId, Contents, Identifier, IdentifierKind, Kind, Link, PlaceId, Relation, Role, Step, Text};
use crate::intake::Moment;

/// The SPDXID that every SPDX 2 document has (2.3, clause 6.3).
const DOCUMENT: &str = "SPDXRef-DOCUMENT";

/// A piece of text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Said<'a> {
    pub text: Cow<'a, str>,
    pub place: PlaceId,
}

/// A package as far as its syntax has read it.
pub(super) struct Package<'a> {
    pub place: PlaceId,
    pub id: Option<Cow<'a, str>>,
    pub name: Option<Cow<'a, str>>,
    pub version: Option<Cow<'a, str>>,
    pub purpose: Option<Said<'a>>,
    /// One in a sound document; a defective one may give more, and each counts.
    pub suppliers: Vec<Said<'a>>,
    pub originators: Vec<Said<'a>>,
    pub references: Vec<Reference<'a>>,
    pub sha256: Vec<Said<'a>>,
}

/// An external reference of a package.
pub(super) struct Reference<'a> {
    /// `purl`, or an address that ends in it.
    pub kind: Cow<'a, str>,
    pub locator: Said<'a>,
}

/// What an SPDXID stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Document,
    Package(ComponentId),
    /// A file or a snippet.
    Element,
}

struct Relationship {
    from: Text,
    to: Text,
    kind: Kinship,
    parent: PlaceId,
    step: Step,
    offset: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kinship {
    Describes,
    DescribedBy,
    Contains,
    ContainedBy,
    Unused,
}

/// The document under construction.
pub(super) struct Draft<'a> {
    pub contents: Contents,
    named: HashMap<Cow<'a, str>, Named>,
    declared: HashSet<Cow<'a, str>>,
    relationships: Vec<Relationship>,
    has_id: bool,
    /// The reading ended before the document did: what is missing may stand in the part not read.
    stopped: bool,
}

impl<'a> Package<'a> {
    pub fn new(place: PlaceId) -> Self {
        Self {
            place,
            id: None,
            name: None,
            version: None,
            purpose: None,
            suppliers: Vec::new(),
            originators: Vec::new(),
            references: Vec::new(),
            sha256: Vec::new(),
        }
    }
}

impl<'a> Draft<'a> {
    pub fn new(contents: Contents) -> Self {
        Self { contents, named: HashMap::new(), declared: HashSet::new(), relationships: Vec::new(), has_id: false, stopped: false }
    }

    /// Notes that the document cannot be read further, and why.
    pub fn stop(&mut self, place: PlaceId, what: String) {
        self.contents.defect(place, what);
        self.stopped = true;
    }

    /// Whether the document could not be read to its end.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// `SPDX-2.3`; any other than 2.0 to 2.3 is a defect, and is never read as the nearest.
    pub fn version(&mut self, said: &Said<'a>) {
        let stated = said.text.trim();
        self.contents.spec_version = Some(stated.strip_prefix("SPDX-").unwrap_or(stated).to_owned());
        if !matches!(stated, "SPDX-2.0" | "SPDX-2.1" | "SPDX-2.2" | "SPDX-2.3") {
            self.contents.defect(said.place, format!("version not supported: {stated}"));
        }
    }

    pub fn document_id(&mut self, said: Said<'a>) {
        let (id, place) = (trimmed(said.text), said.place);
        if id != DOCUMENT {
            self.contents.defect(place, format!("the document's SPDXID is \"{id}\", not {DOCUMENT}"));
        }
        self.named.insert(id, Named::Document);
        self.has_id = true;
    }

    /// When the document was made: RFC 3339 with an offset, `2026-11-23T00:00:00Z` (SPDX 2.3, clause 6.9).
    pub fn created(&mut self, said: &Said<'a>) {
        let time = said.text.trim();
        if !time.contains('T') || Moment::parse(time).is_none() {
            self.contents.defect(said.place, format!("\"{time}\" is no time; write it as 2026-11-23T00:00:00Z"));
        }
    }

    /// A creator of the document: an author, unless it is a tool.
    pub fn creator(&mut self, said: &Said<'a>) {
        match party(&said.text) {
            Party::Named(name, state) => {
                let claim = self.claim(Role::Author, state, name, said.place);
                self.contents.document_claims.extend(claim);
            }
            Party::Tool => {}
            Party::Unprefixed => {
                self.contents.defect(said.place, "creator without \"Person: \", \"Organization: \" or \"Tool: \" before its name")
            }
        }
    }

    /// A file or a snippet; `place` is asked for only where something is wrong.
    pub fn element(&mut self, id: Option<Cow<'a, str>>, what: &str, place: impl FnOnce(&mut Contents) -> PlaceId) {
        let Some(id) = id.map(trimmed).filter(|id| !id.is_empty()) else {
            let place = place(&mut self.contents);
            self.contents.defect(place, format!("{what} without an SPDXID"));
            return;
        };
        match self.named.entry(id) {
            Entry::Occupied(first) => {
                let place = place(&mut self.contents);
                self.contents.defect(place, format!("SPDXID \"{}\" used twice", first.key()));
            }
            Entry::Vacant(free) => {
                free.insert(Named::Element);
            }
        }
    }

    /// Another document that this one refers to as `DocumentRef-x`.
    pub fn external_document(&mut self, id: Cow<'a, str>, address: &str, sha256: Option<&str>, place: PlaceId) {
        let id = trimmed(id);
        let target = self.contents.keep_raw(&format!("{id} {}", address.trim()));
        let sha256 = sha256.and_then(|digest| self.contents.keep(digest));
        self.contents.links.push(Link { target, sha256, place });
        if !self.declared.insert(id) {
            self.contents.defect(place, "external document declared twice");
        }
    }

    /// A relationship; its ends are looked up once everything is read.
    pub fn relationship(&mut self, from: &str, kind: &str, to: &str, (parent, step, offset): (PlaceId, Step, u32)) {
        let kind = kind.trim();
        if !words::RELATIONSHIP_TYPES.contains(&kind) {
            self.contents.defect_at(parent, step, offset, format!("\"{kind}\" is no relationship type of SPDX 2"));
        }
        let kind = match kind {
            "DESCRIBES" => Kinship::Describes,
            "DESCRIBED_BY" => Kinship::DescribedBy,
            "CONTAINS" => Kinship::Contains,
            "CONTAINED_BY" => Kinship::ContainedBy,
            _ => Kinship::Unused,
        };
        let (from, to) = (self.contents.keep_raw(from.trim()), self.contents.keep_raw(to.trim()));
        self.relationships.push(Relationship { from, to, kind, parent, step, offset });
    }

    /// The short form of `SPDXRef-DOCUMENT DESCRIBES id`.
    pub fn described(&mut self, id: &str, (parent, step, offset): (PlaceId, Step, u32)) {
        self.relationship(DOCUMENT, "DESCRIBES", id, (parent, step, offset));
    }

    /// A finished package becomes a component.
    pub fn package(&mut self, package: Package<'a>) {
        let component = self.contents.open_component(package.place, None, Relation::Part);
        let name = package.name.as_deref().and_then(|name| self.contents.keep(name));
        if name.is_none() && !self.stopped {
            self.contents.defect(package.place, "package without a name");
        }
        let reference = package.id.as_deref().map(str::trim).filter(|id| !id.is_empty()).map(|id| self.contents.keep_raw(id));
        self.name_package(package.id, component, package.place);
        let version = package.version.as_deref().and_then(|version| self.contents.keep(version));
        let kind = package.purpose.map_or(Kind::Unstated, |said| self.purpose(&said));
        let mut claims = Vec::new();
        claims.extend(package.suppliers.iter().filter_map(|said| self.party_claim(Role::Supplier, "supplier", said)));
        claims.extend(package.originators.iter().filter_map(|said| self.party_claim(Role::Originator, "originator", said)));
        let mut identifiers = Vec::new();
        let (purl, cpe) = self.references(&package.references, &mut identifiers);
        for said in &package.sha256 {
            identifiers.extend(self.sha256(said));
        }
        if let Some(open) = self.contents.components.get_mut(component.0 as usize) {
            open.name = name.unwrap_or(open.name);
            (open.reference, open.version, open.kind, open.purl, open.cpe) = (reference, version, kind, purl, cpe);
        }
        self.contents.close_component(component, &claims, &identifiers);
    }

    fn name_package(&mut self, id: Option<Cow<'a, str>>, component: ComponentId, place: PlaceId) {
        match id.map(trimmed).filter(|id| !id.is_empty()) {
            None if self.stopped => {}
            None => self.contents.defect(place, "package without an SPDXID"),
            Some(id) if self.named.contains_key(&id) => self.contents.defect(place, format!("SPDXID \"{id}\" used twice")),
            Some(id) => {
                self.named.insert(id, Named::Package(component));
            }
        }
    }

    fn purpose(&mut self, said: &Said<'a>) -> Kind {
        words::purpose(said.text.trim()).unwrap_or_else(|| {
            self.contents.defect(said.place, format!("\"{}\" is no package purpose of SPDX 2.3", said.text));
            Kind::OtherStated
        })
    }

    fn party_claim(&mut self, role: Role, field: &str, said: &Said<'a>) -> Option<Claim> {
        match party(&said.text) {
            Party::Named(name, state) => self.claim(role, state, name, said.place),
            Party::Tool | Party::Unprefixed if said.text.trim().is_empty() => None,
            Party::Tool | Party::Unprefixed => {
                self.contents.defect(said.place, format!("{field} without \"Organization: \" or \"Person: \" before its name"));
                // What a defective bill admits still counts.
                self.claim(role, ClaimState::Stated, &said.text, said.place)
            }
        }
    }

    fn claim(&mut self, role: Role, state: ClaimState, name: &str, place: PlaceId) -> Option<Claim> {
        let text = self.contents.keep(name)?;
        Some(Claim { role, state, text, place })
    }

    /// The purl and the CPE; what is beyond the first of each goes to `identifiers`.
    fn references(&mut self, references: &[Reference<'a>], identifiers: &mut Vec<Identifier>) -> (Option<Text>, Option<Text>) {
        let kind = |reference: &Reference<'a>| reference.kind.trim().rsplit('/').next().unwrap_or_default().to_owned();
        let of =
            |wanted: &str| references.iter().position(|reference| kind(reference) == wanted && !reference.locator.text.trim().is_empty());
        let (purl_at, cpe_at) = (of("purl"), of("cpe23Type").or_else(|| of("cpe22Type")));
        let (mut purl, mut cpe) = (None, None);
        for (index, reference) in references.iter().enumerate() {
            let identifier = match kind(reference).as_str() {
                "purl" => IdentifierKind::Purl,
                "cpe23Type" | "cpe22Type" => IdentifierKind::Cpe,
                "swh" => IdentifierKind::Swhid,
                "gitoid" => IdentifierKind::Omnibor,
                "swid" => IdentifierKind::Swid,
                _ => continue,
            };
            let Some(text) = self.contents.keep(&reference.locator.text) else { continue };
            if Some(index) == purl_at {
                purl = Some(text);
            } else if Some(index) == cpe_at {
                cpe = Some(text);
            } else {
                identifiers.push(Identifier { kind: identifier, text, place: reference.locator.place });
            }
        }
        (purl, cpe)
    }

    fn sha256(&mut self, said: &Said<'a>) -> Option<Identifier> {
        let hex = said.text.trim();
        if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            self.contents.defect(said.place, format!("SHA256 \"{hex}\" is not 64 hexadecimal digits"));
            return None;
        }
        Some(Identifier { kind: IdentifierKind::Sha256, text: self.contents.keep(hex)?, place: said.place })
    }

    /// Looks up the ends of all relationships and hands out the contents.
    pub fn finish(mut self) -> Contents {
        if !self.has_id && !self.stopped {
            self.contents.defect(ROOT, "document without an SPDXID");
        }
        for relationship in std::mem::take(&mut self.relationships) {
            let (from, to) = (self.end(relationship.from, &relationship), self.end(relationship.to, &relationship));
            match (relationship.kind, from, to) {
                (Kinship::Describes, Some(Named::Document), Some(Named::Package(subject)))
                | (Kinship::DescribedBy, Some(Named::Package(subject)), Some(Named::Document)) => self.contents.subjects.push(subject),
                (Kinship::Contains, Some(Named::Package(whole)), Some(Named::Package(part)))
                | (Kinship::ContainedBy, Some(Named::Package(part)), Some(Named::Package(whole))) => self.contain(whole, part),
                (Kinship::Describes | Kinship::DescribedBy | Kinship::Contains | Kinship::ContainedBy | Kinship::Unused, _, _) => {}
            }
        }
        self.contents.subjects.sort_unstable();
        self.contents.subjects.dedup();
        self.contents
    }

    /// A parent stands before its parts in [`Contents::components`]; the first one that does counts.
    fn contain(&mut self, whole: ComponentId, part: ComponentId) {
        let part = usize::try_from(part.0).ok().filter(|_| whole < part).and_then(|part| self.contents.components.get_mut(part));
        if let Some(part) = part.filter(|part| part.parent.is_none()) {
            part.parent = Some(whole);
        }
    }

    fn end(&mut self, end: Text, relationship: &Relationship) -> Option<Named> {
        let id = self.contents.text(end);
        if let Some(named) = self.named.get(id) {
            return Some(*named);
        }
        let what = match id.split_once(':').map_or(id, |(document, _)| document) {
            document if document.starts_with("DocumentRef-") => {
                if self.declared.contains(document) || self.stopped {
                    return None;
                }
                format!("\"{document}\" is not declared among the external documents")
            }
            id if withheld(id) || self.stopped => return None,
            _ => format!("\"{id}\" is nothing in this bill"),
        };
        self.contents.defect_at(relationship.parent, relationship.step, relationship.offset, what);
        None
    }
}

/// A place directly under the document.
pub(super) fn at_top(step: Step, offset: u32) -> (PlaceId, Step, u32) {
    (ROOT, step, offset)
}

/// Without white space around it, and still borrowed where it was.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
