//! Looks up every address of an SPDX 3 document: who supplied and made what, what it describes, what is missing.

use std::collections::HashSet;

use super::element::{Reference, Target};
use super::graph::{Graph, Kinship, Relationship, What};
use crate::bill::{Claim, ClaimState, ComponentId, Contents, Identifier, PlaceId, Role, Text};

/// Collections in collections are followed this far: a Bom in an SpdxDocument is one step.
const ROOT_STEPS: usize = 8;

/// What the document says, once nothing more comes.
pub(super) fn contents_of(mut graph: Graph<'_>) -> Contents {
    agree_on_version(&mut graph);
    let imported: HashSet<String> = graph.contents.links.iter().map(|link| graph.contents.text(link.target).to_owned()).collect();
    let relationships = std::mem::take(&mut graph.relationships);
    for relationship in &relationships {
        relate(&mut graph, relationship, &imported);
    }
    describe(&mut graph);
    for author in std::mem::take(&mut graph.authors) {
        let claim = claim(&mut graph, Role::Author, author, &imported);
        graph.contents.document_claims.extend(claim);
    }
    close_components(&mut graph, &imported);
    graph.contents
}

/// `CreationInfo.specVersion` says the same as the context (SPDX 3.0.1, Core/specVersion).
fn agree_on_version(graph: &mut Graph<'_>) {
    let Some(version) = graph.contents.spec_version.clone() else { return };
    for (stated, place) in std::mem::take(&mut graph.spec_versions) {
        if stated != version {
            graph.contents.defect(place, format!("version not supported: specVersion is {stated}, the context is {version}"));
        }
    }
}

/// The last words of an address of SPDX's own: `NoAssertionElement`.
fn individual(address: &str) -> Option<&str> {
    let core = address.strip_prefix("https://spdx.org/rdf/").and_then(|rest| rest.split_once("/terms/Core/")).map(|(_, name)| name);
    let name = core.or_else(|| address.strip_prefix("spdx:Core/")).unwrap_or(address);
    matches!(name, "NoAssertionElement" | "NoneElement" | "SpdxOrganization").then_some(name)
}

fn claim(graph: &mut Graph<'_>, role: Role, party: Reference, imported: &HashSet<String>) -> Option<Claim> {
    let stated = |text: Text, place: PlaceId| Some(Claim { role, state: ClaimState::Stated, text, place });
    let target = match party.target {
        Target::Nameless(name) => return name.and_then(|(text, place)| stated(text, place)),
        Target::NoAgent => {
            graph.contents.defect(party.place, "not an agent");
            return None;
        }
        Target::Address(target) => target,
    };
    let address = graph.contents.text(target).to_owned();
    match individual(&address) {
        Some("SpdxOrganization") => {
            let text = graph.contents.keep_raw("SPDX");
            return stated(text, party.place);
        }
        Some(_) => return Some(Claim { role, state: ClaimState::Withheld, text: target, place: party.place }),
        None => {}
    }
    match graph.known.get(address.as_str()).map(|known| known.what) {
        Some(What::Agent(name)) => name.and_then(|(text, place)| stated(text, place)),
        Some(What::Package(_) | What::Collection(_) | What::Else) => {
            graph.contents.defect(party.place, format!("\"{address}\" is no agent"));
            None
        }
        None if imported.contains(&address) || graph.stopped => None,
        None => {
            graph.contents.defect(party.place, format!("agent \"{address}\" is neither here nor imported"));
            None
        }
    }
}

/// What an end of a relationship stands for; a defect where it stands for nothing.
fn end(graph: &mut Graph<'_>, reference: Reference, imported: &HashSet<String>) -> Option<What> {
    let Target::Address(target) = reference.target else { return None };
    let address = graph.contents.text(target);
    if let Some(known) = graph.known.get(address) {
        return Some(known.what);
    }
    // SPDX's own individuals and listed licences are defined by SPDX, not by the document.
    let elsewhere = address.starts_with("https://spdx.org/") || individual(address).is_some() || imported.contains(address);
    if !elsewhere && !graph.stopped {
        let what = format!("\"{address}\" is nothing in this bill");
        graph.contents.defect(reference.place, what);
    }
    None
}

fn relate(graph: &mut Graph<'_>, relationship: &Relationship, imported: &HashSet<String>) {
    let from = relationship.from.and_then(|from| end(graph, from, imported));
    for to in &relationship.to {
        let what = end(graph, *to, imported);
        match (relationship.kind, from, what) {
            (Kinship::Describes, Some(What::Collection(from)), Some(What::Package(subject))) if graph.documents.contains(&from) => {
                graph.contents.subjects.push(subject);
            }
            (Kinship::Contains, Some(What::Package(whole)), Some(What::Package(part))) => contain(graph, whole, part),
            // A distributor, and never the maker: it ranks below a supplier.
            (Kinship::AvailableFrom, Some(What::Package(component)), _) => graph.parties.push((component, Role::Publisher, *to)),
            (Kinship::Describes | Kinship::Contains | Kinship::AvailableFrom | Kinship::Unused, _, _) => {}
        }
    }
}

/// A parent stands before its parts in [`Contents::components`]; the first one that does counts.
fn contain(graph: &mut Graph<'_>, whole: ComponentId, part: ComponentId) {
    let part = usize::try_from(part.0).ok().filter(|_| whole < part).and_then(|part| graph.contents.components.get_mut(part));
    if let Some(part) = part.filter(|part| part.parent.is_none()) {
        part.parent = Some(whole);
    }
}

/// The roots of the documents; of all other collections where there is no document.
fn describe(graph: &mut Graph<'_>) {
    let mut open: Vec<usize> = if graph.documents.is_empty() { (0..graph.collections.len()).collect() } else { graph.documents.clone() };
    let mut met: HashSet<usize> = open.iter().copied().collect();
    for _ in 0..ROOT_STEPS {
        let roots: Vec<Reference> = open.iter().filter_map(|at| graph.collections.get(*at)).flatten().copied().collect();
        open.clear();
        for root in roots {
            let Target::Address(target) = root.target else { continue };
            match graph.known.get(graph.contents.text(target)).map(|known| known.what) {
                Some(What::Package(subject)) => graph.contents.subjects.push(subject),
                Some(What::Collection(at)) if met.insert(at) => open.push(at),
                Some(What::Collection(_) | What::Agent(_) | What::Else) => {}
                None if graph.stopped || !graph.documents.is_empty() && is_elsewhere(graph, target) => {}
                None => {
                    let what = format!("\"{}\" is nothing in this bill", graph.contents.text(target));
                    graph.contents.defect(root.place, what);
                }
            }
        }
    }
    graph.contents.subjects.sort_unstable();
    graph.contents.subjects.dedup();
}

fn is_elsewhere(graph: &Graph<'_>, target: Text) -> bool {
    let address = graph.contents.text(target);
    graph.contents.links.iter().any(|link| graph.contents.text(link.target) == address)
}

fn close_components(graph: &mut Graph<'_>, imported: &HashSet<String>) {
    let mut parties = std::mem::take(&mut graph.parties);
    parties.sort_by_key(|(component, role, _)| (*component, *role == Role::Publisher));
    let mut identifiers = std::mem::take(&mut graph.identifiers);
    identifiers.sort_by_key(|(component, _)| *component);
    let (mut parties, mut identifiers) = (parties.into_iter().peekable(), identifiers.into_iter().peekable());
    let components = u32::try_from(graph.contents.components.len()).unwrap_or(u32::MAX);
    for component in (0..components).map(ComponentId) {
        let mut claims: Vec<Claim> = Vec::new();
        while let Some((_, role, party)) = parties.next_if(|(owner, _, _)| *owner == component) {
            claims.extend(claim(graph, role, party, imported));
        }
        let mut own: Vec<Identifier> = Vec::new();
        while let Some((_, identifier)) = identifiers.next_if(|(owner, _)| *owner == component) {
            own.push(identifier);
        }
        graph.contents.close_component(component, &claims, &own);
    }
}
