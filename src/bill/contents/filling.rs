//! How a reader fills in what a bill says, within bounds that no file can stretch.

use super::{Claim, Component, ComponentId, Contents, Defect, Identifier, Kind, PlaceId, ROOT, Relation, Step, Text};

/// Components of one bill. The smallest is a few bytes in a file and about a hundred in memory, so a file of nothing else would fill the machine.
pub const COMPONENT_LIMIT: usize = 4_000_000;

const TOO_MANY: &str = "over budget: more than 4,000,000 components; have the bill split";

/// Defects that are kept: the first is enough to refuse a bill, more help its vendor.
pub const DEFECT_LIMIT: usize = 1_000;

impl Contents {
    /// A component to be filled in: takes its index now, so that it stands before its parts.
    ///
    /// Beyond [`COMPONENT_LIMIT`] it is a defect of the bill, and an index that no component has.
    pub fn open_component(&mut self, place: PlaceId, parent: Option<ComponentId>, relation: Relation) -> ComponentId {
        if self.components.len() >= COMPONENT_LIMIT {
            if self.defects.first().is_none_or(|first| first.what != TOO_MANY) {
                self.defects.insert(0, Defect { place: ROOT, what: TOO_MANY.to_owned() });
            }
            return ComponentId(u32::MAX);
        }
        let id = ComponentId(u32::try_from(self.components.len()).unwrap_or(u32::MAX));
        let name = Text { start: 0, length: 0 };
        self.components.push(Component {
            place,
            parent,
            relation,
            kind: Kind::Unstated,
            name,
            group: None,
            version: None,
            reference: None,
            purl: None,
            cpe: None,
            claims: (0, 0),
            identifiers: (0, 0),
        });
        id
    }

    /// Fills in what belongs to a component once all of it is known.
    pub fn close_component(&mut self, id: ComponentId, claims: &[Claim], identifiers: &[Identifier]) {
        if self.components.get(id.0 as usize).is_none() {
            return;
        }
        let claims_start = u32::try_from(self.claims.len()).unwrap_or(u32::MAX);
        let identifiers_start = u32::try_from(self.identifiers.len()).unwrap_or(u32::MAX);
        self.claims.extend_from_slice(claims);
        self.identifiers.extend_from_slice(identifiers);
        let ends = (u32::try_from(self.claims.len()).unwrap_or(u32::MAX), u32::try_from(self.identifiers.len()).unwrap_or(u32::MAX));
        if let Some(component) = self.components.get_mut(id.0 as usize) {
            component.claims = (claims_start, ends.0);
            component.identifiers = (identifiers_start, ends.1);
        }
    }

    /// Notes a defect; the first [`DEFECT_LIMIT`] are kept.
    pub fn defect(&mut self, place: PlaceId, what: impl Into<String>) {
        if self.takes_defects() {
            self.defects.push(Defect { place, what: what.into() });
        }
    }

    /// Notes a defect of a place that is made for it.
    pub fn defect_at(&mut self, parent: PlaceId, step: Step, offset: u32, what: impl Into<String>) {
        if self.takes_defects() {
            let place = self.place(parent, step, offset);
            self.defect(place, what);
        }
    }

    /// Whether one more defect would be kept: what is wrong beyond that need not be described.
    pub fn takes_defects(&self) -> bool {
        self.defects.len() < DEFECT_LIMIT
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::intake::Document;

    #[test]
    fn components_beyond_the_limit_are_a_defect_and_take_nothing_from_those_before() {
        let mut contents = Contents::new(&Document::new("bill", b"Acme".to_vec()));
        let mut last = ComponentId(0);
        for _ in 0..=COMPONENT_LIMIT {
            last = contents.open_component(ROOT, None, Relation::Part);
        }
        let name = contents.keep_raw("Acme");
        contents.close_component(
            last,
            &[Claim { role: crate::bill::Role::Supplier, state: crate::bill::ClaimState::Stated, text: name, place: ROOT }],
            &[],
        );
        contents.open_component(ROOT, None, Relation::Part);
        assert_eq!((contents.components.len(), contents.claims.len(), contents.defects.len()), (COMPONENT_LIMIT, 0, 1));
        assert!(contents.defects[0].what.starts_with("over budget: more than 4,000,000 components"));
    }

    #[test]
    fn a_flood_of_defects_is_cut_and_makes_no_more_places() {
        let mut contents = Contents::new(&Document::new("bill", Vec::new()));
        for line in 0..2_000 {
            contents.defect_at(ROOT, Step::Line(line), 0, "wrong");
        }
        assert_eq!((contents.defects.len(), contents.places.len()), (DEFECT_LIMIT, DEFECT_LIMIT + 1));
        assert!(!contents.takes_defects());
    }
}
