//! Several bills as one: each keeps its own tree under what it describes.

use super::contents::ROOT;
use super::{Claim, Completeness, ComponentId, Contents, Identifier, PlaceId, Step, Text};
use crate::intake::Document;

/// One bill that says what all of them say. Complete only where each says that it is.
///
/// References are numbered by bill (`1:soc`), since two bills may use one for different things. Places become `/bills/0/..` with the
/// component's number behind; pointers into the old files are not kept.
pub fn merge(bills: &[Contents]) -> Contents {
    let mut merged = Contents::new(&Document::new("merged", Vec::new()));
    let mut all_complete = !bills.is_empty();
    for (number, bill) in (0_u32..).zip(bills) {
        let place = merged.place(ROOT, Step::Item("bills", number), 0);
        all_complete &= bill.completeness == Completeness::Complete;
        if bill.completeness == Completeness::Incomplete {
            merged.completeness = Completeness::Incomplete;
        }
        Copy { from: bill, number, place, first: u32::try_from(merged.components.len()).unwrap_or(u32::MAX) }.add_to(&mut merged);
    }
    if all_complete {
        merged.completeness = Completeness::Complete;
    }
    merged
}

/// One bill on its way into another.
struct Copy<'a> {
    from: &'a Contents,
    number: u32,
    place: PlaceId,
    /// What the bill's first component becomes.
    first: u32,
}

impl Copy<'_> {
    fn add_to(&self, merged: &mut Contents) {
        for (index, component) in (0_u32..).zip(&self.from.components) {
            let place = merged.place(self.place, Step::Item("components", index), 0);
            let parent = component.parent.map(|parent| self.id(parent));
            let id = merged.open_component(place, parent, component.relation);
            let text = |merged: &mut Contents, text: Option<Text>| text.map(|text| merged.keep_raw(self.from.text(text)));
            let name = merged.keep_raw(self.from.text(component.name));
            let (group, version) = (text(merged, component.group), text(merged, component.version));
            let (purl, cpe) = (text(merged, component.purl), text(merged, component.cpe));
            let reference = component.reference.map(|reference| merged.keep_raw(&format!("{}:{}", self.number, self.from.text(reference))));
            let claims: Vec<Claim> = self
                .from
                .claims_of(component)
                .iter()
                .map(|claim| Claim { text: merged.keep_raw(self.from.text(claim.text)), place, ..*claim })
                .collect();
            let identifiers: Vec<Identifier> = self
                .from
                .identifiers_of(component)
                .iter()
                .map(|found| Identifier { text: merged.keep_raw(self.from.text(found.text)), place, ..*found })
                .collect();
            if let Some(slot) = merged.components.get_mut(id.0 as usize) {
                (slot.kind, slot.name, slot.group, slot.version) = (component.kind, name, group, version);
                (slot.reference, slot.purl, slot.cpe) = (reference, purl, cpe);
            }
            merged.close_component(id, &claims, &identifiers);
        }
        merged.subjects.extend(self.from.subjects.iter().map(|id| self.id(*id)));
        for claim in &self.from.document_claims {
            let text = merged.keep_raw(self.from.text(claim.text));
            merged.document_claims.push(Claim { text, place: self.place, ..*claim });
        }
        for link in &self.from.links {
            let target = merged.keep_raw(self.from.text(link.target));
            let sha256 = link.sha256.map(|text| merged.keep_raw(self.from.text(text)));
            merged.links.push(super::Link { target, sha256, place: self.place });
        }
    }

    fn id(&self, own: ComponentId) -> ComponentId {
        ComponentId(self.first.saturating_add(own.0))
    }
}
