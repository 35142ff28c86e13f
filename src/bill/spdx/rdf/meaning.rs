//! What the nodes of an RDF document say in the terms of SPDX 2, with the rules that the other syntaxes are held to.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::draft::{Draft, Package, Reference, Said};
use super::graph::{Graph, Node, Property, Value};
use super::terms::{self, Class};
use crate::bill::PlaceId;

/// The element that is none, and the one that nobody tells (SPDX 2.3, clause 11.1).
const NONE: &str = "http://spdx.org/rdf/terms#none";
const NO_ASSERTION: &str = "http://spdx.org/rdf/terms#noassertion";

/// Properties of a package that 2.2 does not have.
const SINCE_23: &[&str] = &["builtDate", "primaryPackagePurpose", "releaseDate", "validUntilDate"];

/// Tells the draft everything that the graph says.
pub(super) fn tell<'a>(graph: &Graph<'a>, draft: &mut Draft<'a>) {
    let documents = graph.of_class(Class::Document);
    let document = documents.first().copied();
    for extra in documents.iter().skip(1) {
        draft.contents.defect(extra.place, "a second SpdxDocument in one file");
    }
    let names = Names::of(graph, document);
    let mut teller = Teller { graph, draft, names, is_22: false };
    teller.check_nodes();
    match document {
        Some(document) => teller.document(document),
        None if teller.draft.is_stopped() => {}
        None => teller.draft.contents.defect(crate::bill::contents::ROOT, "no SpdxDocument in it"),
    }
    for external in graph.of_class(Class::External) {
        teller.external(external);
    }
    for package in graph.of_class(Class::Package) {
        teller.package(package);
    }
    for (class, what) in [(Class::File, "file"), (Class::Snippet, "snippet")] {
        for element in graph.of_class(class) {
            let id = element.name.as_deref().map(|_| Cow::Owned(teller.names.id(element)));
            teller.draft.element(id, what, |_| element.place);
        }
    }
    teller.relationships();
}

/// Short names of elements: `SPDXRef-x`, or `DocumentRef-y:SPDXRef-x` for one of another document.
struct Names {
    /// What stands before the `#` of this document's elements.
    namespace: String,
    /// Of other documents, by theirs.
    others: HashMap<String, String>,
}

impl Names {
    fn of(graph: &Graph<'_>, document: Option<&Node>) -> Self {
        let name = document.and_then(|document| document.name.as_deref()).unwrap_or_default();
        let namespace = name.rsplit_once('#').map_or(name, |(namespace, _)| namespace).to_owned();
        let mut others = HashMap::new();
        for external in graph.of_class(Class::External) {
            let address = external.properties.iter().find(|property| property.term == "spdxDocument");
            let address = address.map(|property| text_of(graph, property.value)).unwrap_or_default();
            let address = address.split('#').next().unwrap_or_default().to_owned();
            others.insert(address, external_id(graph, external).into_owned());
        }
        Self { namespace, others }
    }

    /// What the other syntaxes would write for it.
    fn id(&self, node: &Node) -> String {
        let iri = node.name.as_deref().unwrap_or_default();
        if let Some(word) = withheld(iri) {
            return word.to_owned();
        }
        let Some((namespace, fragment)) = iri.rsplit_once('#') else { return iri.to_owned() };
        let fragment = fragment.replace("%3A", ":").replace("%3a", ":");
        if namespace.is_empty() || namespace == self.namespace {
            return fragment;
        }
        self.others.get(namespace).map_or_else(|| iri.to_owned(), |document| format!("{document}:{fragment}"))
    }
}

fn withheld(iri: &str) -> Option<&'static str> {
    match iri {
        NONE => Some("NONE"),
        NO_ASSERTION => Some("NOASSERTION"),
        _ => None,
    }
}

/// The value as the other syntaxes write it: its text, or the address that it points to.
fn text_of<'a>(graph: &Graph<'a>, value: Value) -> Cow<'a, str> {
    graph.text(value).unwrap_or_else(|| {
        let iri = if let Value::Node(id) = value { graph.node(id).and_then(|node| node.name.as_deref()) } else { None };
        let iri = iri.unwrap_or_default();
        withheld(iri).map_or_else(|| Cow::Owned(iri.to_owned()), Cow::Borrowed)
    })
}

/// `DocumentRef-x`, stated or the end of its IRI.
fn external_id<'a>(graph: &Graph<'a>, external: &Node) -> Cow<'a, str> {
    if let Some(stated) = external.properties.iter().find(|property| property.term == "externalDocumentId") {
        return text_of(graph, stated.value);
    }
    let iri = external.name.as_deref().unwrap_or_default();
    Cow::Owned(iri.rsplit_once('#').map_or(iri, |(_, fragment)| fragment).to_owned())
}

struct Teller<'g, 'd, 'a> {
    graph: &'g Graph<'a>,
    draft: &'d mut Draft<'a>,
    names: Names,
    is_22: bool,
}

impl<'g, 'a> Teller<'g, '_, 'a> {
    /// Properties that their node cannot have, and nodes of which nobody says what they are.
    fn check_nodes(&mut self) {
        for node in self.graph.nodes() {
            let Some(class) = node.class else {
                if !node.properties.is_empty() && !self.draft.is_stopped() {
                    self.draft.contents.defect(node.place, "nothing says what this describes: its rdf:type is missing");
                }
                continue;
            };
            for property in node.properties.iter().filter(|property| !class.has(property.term)) {
                let place = self.place(property);
                self.draft.contents.defect(place, format!("\"{}\" is no property of a {}", property.term, class.name()));
            }
        }
    }

    fn place(&mut self, property: &Property) -> PlaceId {
        self.draft.contents.place(property.parent, property.step(), property.offset)
    }

    fn said(&mut self, property: &Property) -> Said<'a> {
        Said { text: text_of(self.graph, property.value), place: self.place(property) }
    }

    /// The property, which stands at most once; the same said again is one statement in RDF.
    fn one(&mut self, node: &'g Node, term: &str) -> Option<&'g Property> {
        let mut all = node.properties.iter().filter(|property| property.term == term);
        let first = all.next()?;
        if let Some(other) = all.find(|other| !self.graph.is_same(other.value, first.value)) {
            let place = self.place(other);
            self.draft.contents.defect(place, format!("{term} given twice"));
        }
        Some(first)
    }

    fn required(&mut self, node: &'g Node, term: &str) -> Option<&'g Property> {
        let found = self.one(node, term);
        if found.is_none() && !self.draft.is_stopped() {
            let class = node.class.map_or("node", Class::name);
            self.draft.contents.defect(node.place, format!("{class} without \"{term}\""));
        }
        found
    }

    /// The node that a property points to, where it is of this class.
    fn target(&mut self, property: &Property, class: Class) -> Option<&'g Node> {
        let node = if let Value::Node(id) = property.value { self.graph.node(id) } else { None };
        let found = node.filter(|node| node.class == Some(class));
        if found.is_none() && !self.draft.is_stopped() {
            let place = self.place(property);
            self.draft.contents.defect(place, format!("{} is not a {}", property.term, class.name()));
        }
        found
    }

    fn all(&self, node: &'g Node, term: &'static str) -> impl Iterator<Item = &'g Property> + use<'g, 'a> {
        node.properties.iter().filter(move |property| property.term == term)
    }

    fn document(&mut self, document: &'g Node) {
        if let Some(version) = self.required(document, "specVersion") {
            let said = self.said(version);
            self.is_22 = said.text.trim() == "SPDX-2.2";
            self.draft.version(&said);
        }
        if document.name.is_some() {
            self.draft.document_id(Said { text: Cow::Owned(self.names.id(document)), place: document.place });
        }
        self.required(document, "name");
        self.required(document, "dataLicense");
        if let Some(creation) = self.required(document, "creationInfo").and_then(|property| self.target(property, Class::Creation)) {
            if let Some(created) = self.required(creation, "created") {
                let said = self.said(created);
                self.draft.created(&said);
            }
            let mut creators = 0_usize;
            for creator in self.all(creation, "creator") {
                creators = creators.saturating_add(1);
                let said = self.said(creator);
                self.draft.creator(&said);
            }
            if creators == 0 {
                self.required(creation, "creator");
            }
        }
        for described in self.all(document, "describesPackage") {
            if let Some(package) = self.target(described, Class::Package) {
                self.draft.described(&self.names.id(package), (described.parent, described.step(), described.offset));
            }
        }
    }

    fn external(&mut self, external: &'g Node) {
        let Some(address) = self.required(external, "spdxDocument") else { return };
        let address = text_of(self.graph, address.value);
        let checksum = self.required(external, "checksum").and_then(|property| self.target(property, Class::Checksum));
        let sha256 = checksum.and_then(|checksum| self.sha256(checksum));
        let id = external_id(self.graph, external);
        self.draft.external_document(id, &address, sha256.map(|said| said.text).as_deref(), external.place);
    }

    /// The digest of a checksum, where it is a SHA-256.
    fn sha256(&mut self, checksum: &'g Node) -> Option<Said<'a>> {
        let (algorithm, value) = (self.required(checksum, "algorithm")?, self.required(checksum, "checksumValue")?);
        let named = text_of(self.graph, algorithm.value);
        let Some(word) = terms::algorithm(&named) else {
            let place = self.place(algorithm);
            self.draft.contents.defect(place, format!("\"{named}\" is no checksum algorithm of SPDX 2"));
            return None;
        };
        (word == "SHA256").then(|| self.said(value))
    }

    fn package(&mut self, node: &'g Node) {
        let mut package = Package::new(node.place);
        package.id = node.name.as_deref().filter(|name| !name.starts_with("_:")).map(|_| Cow::Owned(self.names.id(node)));
        package.name = self.one(node, "name").map(|property| text_of(self.graph, property.value));
        package.version = self.one(node, "versionInfo").map(|property| text_of(self.graph, property.value));
        package.purpose = self.one(node, "primaryPackagePurpose").map(|property| self.said(property));
        package.suppliers = self.parties(node, "supplier");
        package.originators = self.parties(node, "originator");
        self.required(node, "downloadLocation");
        let too_new = node.properties.iter().filter(|property| SINCE_23.contains(&property.term));
        for property in too_new.take(if self.is_22 { usize::MAX } else { 0 }) {
            let place = self.place(property);
            self.draft.contents.defect(place, format!("\"{}\" is no member of 2.2", property.term));
        }
        for property in self.all(node, "externalRef") {
            let reference = self.target(property, Class::Reference);
            package.references.extend(reference.and_then(|reference| self.reference(reference)));
        }
        for property in self.all(node, "checksum") {
            let checksum = self.target(property, Class::Checksum);
            package.sha256.extend(checksum.and_then(|checksum| self.sha256(checksum)));
        }
        self.draft.package(package);
    }

    /// Everyone whom a field names that should name one.
    fn parties(&mut self, node: &'g Node, term: &'static str) -> Vec<Said<'a>> {
        let Some(first) = self.one(node, term) else { return Vec::new() };
        let others = self.all(node, term).filter(|other| !self.graph.is_same(other.value, first.value));
        std::iter::once(first).chain(others).map(|property| self.said(property)).collect()
    }

    fn reference(&mut self, node: &'g Node) -> Option<Reference<'a>> {
        if let Some(category) = self.required(node, "referenceCategory") {
            let named = text_of(self.graph, category.value);
            if terms::category(&named).is_none() {
                let place = self.place(category);
                self.draft.contents.defect(place, format!("\"{named}\" is no category of SPDX 2"));
            }
        }
        let (kind, locator) = (self.required(node, "referenceType")?, self.required(node, "referenceLocator")?);
        Some(Reference { kind: text_of(self.graph, kind.value), locator: self.said(locator) })
    }

    /// Each relationship stands as a property of the element that it starts from.
    fn relationships(&mut self) {
        for from in self.graph.nodes() {
            for property in self.all(from, "relationship") {
                let Some(relationship) = self.target(property, Class::Relationship) else { continue };
                let (kind, to) = (self.required(relationship, "relationshipType"), self.required(relationship, "relatedSpdxElement"));
                let (Some(kind), Some(to)) = (kind, to) else { continue };
                let kind = terms::relationship_type(&text_of(self.graph, kind.value));
                let to = match to.value {
                    Value::Text(..) | Value::Kept(_) => text_of(self.graph, to.value).into_owned(),
                    Value::Node(id) => self.graph.node(id).map(|node| self.names.id(node)).unwrap_or_default(),
                };
                self.draft.relationship(&self.names.id(from), &kind, &to, (property.parent, property.step(), property.offset));
            }
        }
    }
}
