//! What a bill says: components, claims of a maker, and every defect, each with its place in the file.
//!
//! Text is not copied: a [`Text`] is eight bytes that point into the document's own buffer, or into a
//! side store for what was escaped or had to be tidied. A bill of 100,000 components stays well under
//! the size of its file.

mod filling;

pub use self::filling::{COMPONENT_LIMIT, DEFECT_LIMIT};
use crate::intake::{Bytes, Document};

/// A piece of text of one [`Contents`]; read it with [`Contents::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    start: u32,
    length: u32,
}

/// A node in the bill's tree of places; print it with [`Contents::pointer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// The document itself.
pub const ROOT: PlaceId = PlaceId(0);

/// One step down from a place to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The document.
    Root,
    /// A member or members of fixed names, `/` between them: `metadata/component`, `supplier/name`.
    Member(&'static str),
    /// An item of a list member, counted from 0: `components`, 17.
    Item(&'static str, u32),
    /// An XML element with its position among siblings of that name, counted from 1: `component[17]`.
    Element(&'static str, u32),
    /// A member whose name the vendor chose.
    Named(Text),
    /// A line of a text format, counted from 1. It is the whole pointer: `line 12`.
    Line(u32),
}

#[derive(Clone, Copy, Debug)]
struct Place {
    parent: PlaceId,
    step: Step,
    /// Byte offset in the document, for the line number.
    offset: u32,
}

/// Index of a component in [`Contents::components`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentId(pub u32);

/// What a bill says.
#[derive(Clone, Debug)]
pub struct Contents {
    buffer: Bytes,
    side: String,
    places: Vec<Place>,
    /// As the file states it, `1.6`, `SPDX-2.3` without its prefix: `2.3`.
    pub spec_version: Option<String>,
    /// Every component, services and pedigree too; a parent stands before its parts.
    pub components: Vec<Component>,
    /// Claims of all components; a component's own are [`Contents::claims_of`].
    pub claims: Vec<Claim>,
    /// Identifiers of all components besides purl and CPE.
    pub identifiers: Vec<Identifier>,
    /// Claims about the document itself: its author, its supplier. Never the maker of a component.
    pub document_claims: Vec<Claim>,
    /// What the bill describes.
    pub subjects: Vec<ComponentId>,
    /// Other bills that this one refers to.
    pub links: Vec<Link>,
    pub completeness: Completeness,
    pub defects: Vec<Defect>,
}

/// One component.
#[derive(Clone, Copy, Debug)]
pub struct Component {
    pub place: PlaceId,
    pub parent: Option<ComponentId>,
    pub relation: Relation,
    pub kind: Kind,
    pub name: Text,
    pub group: Option<Text>,
    pub version: Option<Text>,
    /// `bom-ref`, `SPDXID`, `spdxId`.
    pub reference: Option<Text>,
    pub purl: Option<Text>,
    pub cpe: Option<Text>,
    claims: (u32, u32),
    identifiers: (u32, u32),
}

/// How a component stands to the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    Part,
    Service,
    /// Pedigree: the component was made from it.
    Ancestor,
    /// Pedigree: it was made from the component.
    Descendant,
    /// Pedigree: made beside the component from the same source.
    Variant,
}

/// What a component is, in CycloneDX's words; SPDX purposes are mapped to the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Application,
    Framework,
    Library,
    Container,
    Platform,
    OperatingSystem,
    Device,
    DeviceDriver,
    Firmware,
    File,
    MachineLearningModel,
    Data,
    CryptographicAsset,
    /// SPDX only.
    Source,
    /// SPDX only.
    Archive,
    /// SPDX only.
    Install,
    Service,
    /// Stated, but none of the above.
    OtherStated,
    Unstated,
}

/// The part that a claimed party plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Role {
    Manufacturer,
    Originator,
    Supplier,
    Publisher,
    Author,
}

/// Whether a claim says something. An absent claim is simply not in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimState {
    Stated,
    /// `NOASSERTION`, `NONE`: the vendor says that it does not say.
    Withheld,
}

/// Somebody is said to have made, supplied, published or written something.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    pub role: Role,
    pub state: ClaimState,
    /// Trimmed, white space collapsed.
    pub text: Text,
    pub place: PlaceId,
}

/// What else identifies a component.
#[derive(Clone, Copy, Debug)]
pub struct Identifier {
    pub kind: IdentifierKind,
    pub text: Text,
    pub place: PlaceId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentifierKind {
    /// A purl or CPE beyond the first.
    Purl,
    Cpe,
    Swid,
    Swhid,
    Omnibor,
    Gtin,
    Gln,
    MacAddress,
    /// Four hexadecimal digits, given out by PCI-SIG.
    PciVendor,
    /// Four hexadecimal digits, given out by the USB Implementers Forum.
    UsbVendor,
    SerialNumber,
    Sku,
    LotNumber,
    PartNumber,
    /// Certificates of approval: FCC id and the like; the authority stands in the property's name.
    Certification,
    Quantity,
    /// ISO 3166-1 alpha-2 or a country's name, where the entity of a claim sits.
    Country,
    /// A web address of the entity of a claim.
    Website,
    /// SHA-256 of the component itself.
    Sha256,
}

/// A reference to another bill.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// BOM-Link, `DocumentRef-x` with its namespace, or an SPDX 3 import.
    pub target: Text,
    /// The SHA-256 that the bill says the other document has.
    pub sha256: Option<Text>,
    pub place: PlaceId,
}

/// Whether the bill says that it lists everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Every composition that it states is complete, and there is at least one.
    Complete,
    /// It says that something is left out.
    Incomplete,
    /// It does not say, or says `unknown`.
    Unknown,
}

/// What is wrong with a bill, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    pub place: PlaceId,
    /// In the words of FORMATS.md, section 7: `component without a name`.
    pub what: String,
}

impl Contents {
    /// An empty bill of this document.
    pub fn new(document: &Document) -> Self {
        Self {
            buffer: document.bytes.clone(),
            side: String::new(),
            places: vec![Place { parent: ROOT, step: Step::Root, offset: 0 }],
            spec_version: None,
            components: Vec::new(),
            claims: Vec::new(),
            identifiers: Vec::new(),
            document_claims: Vec::new(),
            subjects: Vec::new(),
            links: Vec::new(),
            completeness: Completeness::Unknown,
            defects: Vec::new(),
        }
    }

    /// The text itself.
    pub fn text(&self, text: Text) -> &str {
        let (start, end) = (text.start as usize, text.start as usize + text.length as usize);
        match start.checked_sub(self.buffer.len()) {
            None => self.buffer.get(start..end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default(),
            Some(start) => self.side.get(start..start + text.length as usize).unwrap_or_default(),
        }
    }

    /// Keeps text as it stands: by its place in the document's buffer where it lies there, else by a copy.
    pub fn keep_raw(&mut self, text: &str) -> Text {
        let base = self.buffer.as_ptr().addr();
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let within = text.as_ptr().addr().checked_sub(base).filter(|start| start + text.len() <= self.buffer.len());
        if let Some(start) = within.and_then(|start| u32::try_from(start).ok()) {
            return Text { start, length };
        }
        let start = u32::try_from(self.buffer.len() + self.side.len()).unwrap_or(u32::MAX);
        self.side.push_str(text);
        Text { start, length }
    }

    /// Keeps text trimmed and with inner white space collapsed; `None` where nothing is left.
    pub fn keep(&mut self, text: &str) -> Option<Text> {
        if is_tidy(text) {
            return Some(self.keep_raw(text));
        }
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return None;
        }
        let tidy = !trimmed.contains("  ") && !trimmed.contains(|c: char| c.is_whitespace() && c != ' ');
        Some(if tidy { self.keep_raw(trimmed) } else { self.keep_raw(&trimmed.split_whitespace().collect::<Vec<_>>().join(" ")) })
    }

    /// Byte offset of text that lies in the document's buffer; 0 for any other.
    pub fn offset_of(&self, text: &str) -> u32 {
        let start = text.as_ptr().addr().checked_sub(self.buffer.as_ptr().addr()).filter(|start| *start <= self.buffer.len());
        start.and_then(|start| u32::try_from(start).ok()).unwrap_or(0)
    }

    /// A new place under `parent`; `offset` is its byte offset in the document.
    pub fn place(&mut self, parent: PlaceId, step: Step, offset: u32) -> PlaceId {
        let id = PlaceId(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
        self.places.push(Place { parent, step, offset });
        id
    }

    /// A component's claims, in the order of the file.
    pub fn claims_of(&self, component: &Component) -> &[Claim] {
        self.claims.get(component.claims.0 as usize..component.claims.1 as usize).unwrap_or_default()
    }

    /// A component's identifiers besides purl and CPE, in the order of the file.
    pub fn identifiers_of(&self, component: &Component) -> &[Identifier] {
        self.identifiers.get(component.identifiers.0 as usize..component.identifiers.1 as usize).unwrap_or_default()
    }

    /// The place as scripts know it: a JSON pointer (`/components/0/supplier/name`), an XML path
    /// (`/bom/components/component[1]`), or `line 12`. The empty string is the whole document.
    pub fn pointer(&self, place: PlaceId) -> String {
        let mut steps = Vec::new();
        let mut here = place;
        while let Some(node) = self.places.get(here.0 as usize) {
            match node.step {
                Step::Root => break,
                Step::Line(line) => return format!("line {line}"),
                Step::Member(names) => steps.push(format!("/{names}")),
                Step::Item(name, index) => steps.push(format!("/{name}/{index}")),
                Step::Element(name, position) => steps.push(format!("/{name}[{position}]")),
                Step::Named(text) => steps.push(format!("/{}", self.text(text).replace('~', "~0").replace('/', "~1"))),
            }
            here = node.parent;
        }
        steps.reverse();
        steps.concat()
    }

    /// The line, counted from 1, where the place begins. Reads the document up to it.
    pub fn line(&self, place: PlaceId) -> u32 {
        let Some(node) = self.places.get(place.0 as usize) else { return 1 };
        if let Step::Line(line) = node.step {
            return line;
        }
        let before = self.buffer.get(..node.offset as usize).unwrap_or_default();
        u32::try_from(before.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// Byte offsets at which the lines of the document start, for [`Contents::line_among`].
    pub fn line_starts(&self) -> Vec<u32> {
        let ends = self.buffer.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at.saturating_add(1));
        std::iter::once(0).chain(ends.filter_map(|start| u32::try_from(start).ok())).collect()
    }

    /// As [`Contents::line`], from lines found once.
    pub fn line_among(&self, place: PlaceId, starts: &[u32]) -> u32 {
        match self.places.get(place.0 as usize) {
            Some(Place { step: Step::Line(line), .. }) => *line,
            Some(node) => u32::try_from(starts.partition_point(|start| *start <= node.offset)).unwrap_or(u32::MAX),
            None => 1,
        }
    }
}

/// Whether nothing is to be done to a text of ASCII: not empty, no white space but single inner spaces.
fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        if byte >= 0x80 || matches!(byte, 0x09..=0x0d) || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' '
}
