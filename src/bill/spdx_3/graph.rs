//! All objects of an SPDX 3 document by their addresses, each kept as far as makers are concerned.

use std::borrow::Cow;
use std::collections::HashMap;

use super::element::{Element, Reference, Said, Target};
use super::terms;
use crate::bill::contents::ROOT;
use crate::bill::{ComponentId, Contents, Identifier, IdentifierKind, Kind, Link, PlaceId, Relation, Role, Text};

/// What stands at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Package(ComponentId),
    /// Its name and where that stands.
    Agent(Option<(Text, PlaceId)>),
    /// An SpdxDocument, a Bom or another collection: its place in [`Graph::collections`].
    Collection(usize),
    Else,
}

#[derive(Clone, Copy)]
pub(super) struct Known {
    pub what: What,
    start: Option<u32>,
    /// Bytes from its brace to the end of it, once they were looked at.
    length: Option<usize>,
}

pub(super) struct Relationship {
    pub kind: Kinship,
    pub from: Option<Reference>,
    pub to: Vec<Reference>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinship {
    Describes,
    Contains,
    AvailableFrom,
    Unused,
}

/// What was read of the document.
pub(super) struct Graph<'a> {
    pub contents: Contents,
    bytes: &'a [u8],
    pub known: HashMap<Cow<'a, str>, Known>,
    /// Who is said to have supplied and made each component, in the order of components.
    pub parties: Vec<(ComponentId, Role, Reference)>,
    pub identifiers: Vec<(ComponentId, Identifier)>,
    pub authors: Vec<Reference>,
    pub relationships: Vec<Relationship>,
    /// The roots of each collection.
    pub collections: Vec<Vec<Reference>>,
    /// Which collections are SpdxDocuments.
    pub documents: Vec<usize>,
    pub spec_versions: Vec<(String, PlaceId)>,
    pub stopped: bool,
}

impl<'a> Graph<'a> {
    pub fn new(contents: Contents, bytes: &'a [u8]) -> Self {
        Self {
            contents,
            bytes,
            known: HashMap::new(),
            parties: Vec::new(),
            identifiers: Vec::new(),
            authors: Vec::new(),
            relationships: Vec::new(),
            collections: Vec::new(),
            documents: Vec::new(),
            spec_versions: Vec::new(),
            stopped: false,
        }
    }

    /// Nothing behind this could be read.
    pub fn stop(&mut self, what: String) {
        self.contents.defect(ROOT, what);
        self.stopped = true;
    }

    /// Where the object begins whose first name is at `offset`: only a quote and white space lie between.
    pub fn brace_before(&self, offset: u32) -> u32 {
        let before = usize::try_from(offset).ok().and_then(|end| self.bytes.get(..end)).unwrap_or_default();
        let brace = before.iter().rposition(|byte| *byte != b'"' && !byte.is_ascii_whitespace());
        brace.and_then(|at| u32::try_from(at).ok()).unwrap_or(offset)
    }

    /// An object is complete: it takes its place, and its parent learns of it.
    pub fn close(&mut self, element: Element<'a>, parent: &mut Element<'a>, member: &'static str) {
        if member.is_empty() && self.top(&element) {
            return;
        }
        let Some(class) = element.class.clone() else {
            self.contents.defect(element.place, "object without a type");
            return;
        };
        let foreign = class.text.contains(':') && !class.text.starts_with("https://spdx.org/") && !class.text.starts_with("spdx:");
        if !foreign && !terms::is_class(&class.text) {
            self.contents.defect(class.place, format!("\"{}\" is no class of 3.0.1", class.text));
        }
        let nameless = self.attach(&class.text, element, parent);
        if let Some((target, place)) = nameless
            && let Some(references) = parent.references(member)
        {
            references.push(Reference { target, place });
        }
    }

    /// The outermost object; whether it only holds the others.
    fn top(&mut self, element: &Element<'a>) -> bool {
        match &element.context {
            Some(context) => match version_of(&context.text) {
                Some(version) => self.contents.spec_version = Some(version.to_owned()),
                None => self.contents.defect(context.place, format!("version not supported: {}", context.text)),
            },
            None => self.contents.defect(ROOT, "version not supported: no @context"),
        }
        let has =
            |name| terms::member(name).is_some_and(|(at, _)| element.seen.get(at / 64).is_some_and(|bits| bits & (1 << (at % 64)) != 0));
        let graph = has("@graph");
        let members: u32 = element.seen.iter().map(|bits| bits.count_ones()).sum();
        if graph && (members > 2 || !element.foreign.is_empty()) {
            self.contents.defect(ROOT, "members beside @context and @graph");
        }
        graph
    }

    /// Keeps the object, and gives back how its parent refers to it.
    fn attach(&mut self, class: &str, mut element: Element<'a>, parent: &mut Element<'a>) -> Option<(Target, PlaceId)> {
        let place = element.place;
        match class {
            "ExternalIdentifier" => {
                parent.identifiers.extend(element.identifier_type.zip(element.identifier));
                return None;
            }
            "Hash" => {
                if element.algorithm.is_some_and(|algorithm| algorithm == "sha256") {
                    parent.sha256.extend(element.hash_value);
                }
                return None;
            }
            "ExternalMap" => {
                let digest = element.sha256.first().map(|said| self.contents.keep_raw(said.text.trim()));
                parent.imports.extend(element.external_id.map(|target| (target, digest, place)));
                return None;
            }
            _ => {}
        }
        let id = element.id.take().filter(|id| !id.trim().is_empty());
        if id.as_ref().is_some_and(|id| self.is_repeated(id, &element)) {
            return id.map(|id| (Target::Address(self.contents.keep_raw(&id)), place));
        }
        let start = element.start;
        let what = self.register(class, id.as_deref(), element);
        match id {
            Some(id) => {
                let target = Target::Address(self.contents.keep_raw(&id));
                self.known.insert(id, Known { what, start, length: None });
                Some((target, place))
            }
            None => match what {
                What::Agent(name) => Some((Target::Nameless(name), place)),
                What::Package(_) | What::Collection(_) | What::Else => Some((Target::NoAgent, place)),
            },
        }
    }

    /// Whether the address was used before: word for word the same is one element, anything else a defect.
    fn is_repeated(&mut self, id: &str, element: &Element<'a>) -> bool {
        let Some(known) = self.known.get_mut(id) else { return false };
        let bytes = self.bytes;
        let first = known.start.and_then(|start| {
            let length = *known.length.get_or_insert_with(|| object_at(bytes, start).len());
            let start = usize::try_from(start).ok()?;
            bytes.get(start..start.checked_add(length)?)
        });
        let second = element.start.map(|start| object_at(bytes, start));
        if first.is_none() || first != second {
            self.contents.defect(element.place, format!("spdxId \"{id}\" used twice, for different elements"));
        }
        true
    }

    fn register(&mut self, class: &str, id: Option<&str>, element: Element<'a>) -> What {
        match class {
            "software_Package" => self.package(id, element, Kind::Unstated),
            "ai_AIPackage" => self.package(id, element, Kind::MachineLearningModel),
            "dataset_DatasetPackage" => self.package(id, element, Kind::Data),
            "Agent" | "Organization" | "Person" | "SoftwareAgent" => {
                if id.is_none() {
                    self.contents.defect(element.place, "agent without an spdxId");
                }
                What::Agent(element.name.and_then(|said| Some((self.contents.keep(&said.text)?, said.place))))
            }
            "CreationInfo" => {
                self.authors.extend(element.created_by);
                self.spec_versions.extend(element.spec_version.map(|said| (said.text.into_owned(), said.place)));
                What::Else
            }
            "SpdxDocument" | "Bom" | "Bundle" | "software_Sbom" => {
                let links = element.imports.iter().map(|(target, sha256, place)| Link { target: *target, sha256: *sha256, place: *place });
                self.contents.links.extend(links);
                let at = self.collections.len();
                self.collections.push(element.root);
                if class == "SpdxDocument" {
                    self.documents.push(at);
                }
                What::Collection(at)
            }
            _ => {
                if let Some(kind) = element.relationship {
                    let kind = kinship(&kind.text);
                    self.relationships.push(Relationship { kind, from: element.from.first().copied(), to: element.to });
                }
                What::Else
            }
        }
    }

    fn package(&mut self, id: Option<&str>, element: Element<'a>, by_class: Kind) -> What {
        let component = self.contents.open_component(element.place, None, Relation::Part);
        let name = element.name.as_ref().and_then(|said| self.contents.keep(&said.text));
        if name.is_none() {
            self.contents.defect(element.place, "package without a name");
        }
        if id.is_none() {
            self.contents.defect(element.place, "package without an spdxId");
        }
        let reference = id.map(|id| self.contents.keep_raw(id));
        let version = element.version.as_deref().and_then(|version| self.contents.keep(version));
        let kind = element.purpose.as_ref().map_or(by_class, |said| self.purpose(said));
        let (purl, cpe) = self.package_identifiers(component, &element);
        if let Some(open) = self.contents.components.get_mut(component.0 as usize) {
            open.name = name.unwrap_or(open.name);
            (open.reference, open.version, open.kind, open.purl, open.cpe) = (reference, version, kind, purl, cpe);
        }
        self.parties.extend(element.supplied_by.iter().map(|party| (component, Role::Supplier, *party)));
        self.parties.extend(element.originated_by.iter().map(|party| (component, Role::Originator, *party)));
        What::Package(component)
    }

    fn purpose(&mut self, said: &Said<'a>) -> Kind {
        purpose(said.text.trim()).unwrap_or_else(|| {
            self.contents.defect(said.place, format!("\"{}\" is no software purpose of 3.0.1", said.text));
            Kind::OtherStated
        })
    }

    /// The purl and the CPE; what is beyond the first of each, and the digests, are identifiers.
    fn package_identifiers(&mut self, component: ComponentId, element: &Element<'a>) -> (Option<Text>, Option<Text>) {
        let mut purl = element.purl.as_ref().and_then(|said| self.contents.keep(&said.text));
        let first = |wanted: &str| element.identifiers.iter().position(|(kind, said)| kind == wanted && !said.text.trim().is_empty());
        let cpe_at = first("cpe23").or_else(|| first("cpe22"));
        let mut cpe = None;
        for (index, (kind, said)) in element.identifiers.iter().enumerate() {
            let kind = match kind.as_ref() {
                "packageUrl" => IdentifierKind::Purl,
                "cpe23" | "cpe22" => IdentifierKind::Cpe,
                "swhid" => IdentifierKind::Swhid,
                "gitoid" => IdentifierKind::Omnibor,
                "swid" => IdentifierKind::Swid,
                _ => continue,
            };
            let Some(text) = self.contents.keep(&said.text) else { continue };
            if kind == IdentifierKind::Purl && purl.is_none_or(|purl| self.contents.text(purl) == said.text.trim()) {
                purl = purl.or(Some(text));
            } else if Some(index) == cpe_at {
                cpe = Some(text);
            } else {
                self.identifiers.push((component, Identifier { kind, text, place: said.place }));
            }
        }
        for said in &element.sha256 {
            let hex = said.text.trim();
            if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                self.contents.defect(said.place, format!("sha256 \"{hex}\" is not 64 hexadecimal digits"));
            } else if let Some(text) = self.contents.keep(hex) {
                self.identifiers.push((component, Identifier { kind: IdentifierKind::Sha256, text, place: said.place }));
            }
        }
        (purl, cpe)
    }
}

/// `3.0.1` of `https://spdx.org/rdf/3.0.1/spdx-context.jsonld`; `None` for any other address.
fn version_of(context: &str) -> Option<&str> {
    let version = context.strip_prefix("https://spdx.org/rdf/")?.strip_suffix("/spdx-context.jsonld")?;
    let patch = version.strip_prefix("3.0.")?;
    (!patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit())).then_some(version)
}

fn kinship(word: &str) -> Kinship {
    match word {
        "describes" => Kinship::Describes,
        "contains" => Kinship::Contains,
        "availableFrom" => Kinship::AvailableFrom,
        _ => Kinship::Unused,
    }
}

/// What a package is by its purpose (SPDX 3.0.1, Software/SoftwarePurpose); `None` for a word that is none.
fn purpose(word: &str) -> Option<Kind> {
    Some(match word {
        "application" | "executable" => Kind::Application,
        "archive" => Kind::Archive,
        "container" => Kind::Container,
        "data" => Kind::Data,
        "device" => Kind::Device,
        "deviceDriver" => Kind::DeviceDriver,
        "file" => Kind::File,
        "firmware" => Kind::Firmware,
        "framework" => Kind::Framework,
        "install" => Kind::Install,
        "library" | "module" => Kind::Library,
        "model" => Kind::MachineLearningModel,
        "operatingSystem" => Kind::OperatingSystem,
        "platform" => Kind::Platform,
        "source" => Kind::Source,
        "bom" | "configuration" | "diskImage" | "documentation" | "evidence" | "filesystemImage" | "manifest" | "other" | "patch"
        | "requirement" | "specification" | "test" => Kind::OtherStated,
        _ => return None,
    })
}

/// The bytes of the object that begins at `start`, to its last brace; to the end where there is none.
fn object_at(bytes: &[u8], start: u32) -> &[u8] {
    let rest = usize::try_from(start).ok().and_then(|start| bytes.get(start..)).unwrap_or_default();
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' if !in_text => depth = depth.saturating_add(1),
            b'}' if !in_text => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return rest.get(..=at).unwrap_or(rest);
                }
            }
            _ => {}
        }
    }
    rest
}
