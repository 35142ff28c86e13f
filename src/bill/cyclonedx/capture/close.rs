//! Turns what was gathered in a part of a bill into claims, identifiers and links once the part ends.

use super::super::super::{Claim, Identifier, IdentifierKind, Link, Role, Step};
use super::super::meaning::{Part, Party};
use super::super::walker::{Walker, of_the_bill};
use super::{Found, Open};

impl Walker {
    pub fn close_component(&mut self) {
        if let Some(open) = self.capture.open.pop() {
            self.hand_over(open);
        }
    }

    /// The subject waits for the end of `metadata`, where its manufacturer may still be named.
    pub fn hold_subject(&mut self) {
        if let Some(earlier) = self.capture.subject.take() {
            self.hand_over(earlier);
        }
        self.capture.subject = self.capture.open.pop();
    }

    /// `metadata.manufacture` made the described component; where none is described it stands as a claim of the bill.
    pub fn close_metadata(&mut self) {
        let claims = std::mem::take(&mut self.capture.manufacture);
        let identifiers = std::mem::take(&mut self.capture.manufacture_identifiers);
        match self.capture.subject.take() {
            Some(subject) => {
                self.capture.claims.extend(claims);
                self.capture.identifiers.extend(identifiers);
                self.hand_over(subject);
            }
            None => self.contents.document_claims.extend(claims),
        }
    }

    fn hand_over(&mut self, open: Open) {
        let claims = self.capture.claims.split_off(open.claims.min(self.capture.claims.len()));
        let identifiers = self.capture.identifiers.split_off(open.identifiers.min(self.capture.identifiers.len()));
        self.contents.close_component(open.id, &claims, &identifiers);
    }

    /// An entity is one claim: the first that is not blank of its name, address, first contact's name and e-mail.
    pub fn close_entity(&mut self, party: Option<Party>) {
        let entity = std::mem::take(&mut self.capture.entity);
        let found = entity.name.or(entity.address).or(entity.contact_name).or(entity.contact_email);
        let role = role_of(party);
        let within = self.part_above(1);
        let outer = if within == Part::Authors { self.part_above(2) } else { within };
        if let Some(found) = found {
            let claim = self.entity_claim(role, found);
            if of_the_bill(party, outer) {
                self.contents.document_claims.push(claim);
            } else if party == Some(Party::Manufacture) {
                self.capture.manufacture.push(claim);
            } else {
                self.capture.claims.push(claim);
            }
        }
        if of_the_bill(party, outer) {
            return;
        }
        let pairs = [(IdentifierKind::Country, entity.country), (IdentifierKind::Website, entity.website)];
        let new = pairs.into_iter().filter_map(|(kind, found)| found.map(|(text, place)| Identifier { kind, text, place }));
        if party == Some(Party::Manufacture) {
            self.capture.manufacture_identifiers.extend(new)
        } else {
            self.capture.identifiers.extend(new)
        }
    }

    fn entity_claim(&mut self, role: Role, found: Found) -> Claim {
        let short = joined(self.step(), found.step).filter(|_| found.between.is_none());
        let place = match (short, found.between) {
            (Some(step), _) => {
                let parent = self.place_above(1);
                self.contents.place(parent, step, found.offset)
            }
            (None, Some(contact)) => {
                let contact = self.place_of(contact, found.offset);
                self.contents.place(contact, found.step, found.offset)
            }
            (None, None) => self.place_of(found.step, found.offset),
        };
        Claim { role, state: found.state, text: found.text, place }
    }

    /// SHA-256 of a component, or of the other bill that an external reference names.
    pub fn close_hash(&mut self) {
        let hash = std::mem::take(&mut self.capture.hash);
        let Some((text, place)) = hash.content.filter(|_| hash.sha256) else { return };
        let within = self.part_above(1);
        let owner = if within == Part::Hashes { self.part_above(2) } else { within };
        if owner == Part::ExternalReference {
            self.capture.external.sha256 = Some(text);
        } else {
            self.capture.identifiers.push(Identifier { kind: IdentifierKind::Sha256, text, place });
        }
    }

    pub fn close_property(&mut self) {
        let property = std::mem::take(&mut self.capture.property);
        let (Some(kind), Some((text, _))) = (property.kind, property.value) else { return };
        let place = self.place();
        self.capture.identifiers.push(Identifier { kind, text, place });
    }

    /// References of type `bom` and BOM-Links lead to other bills.
    pub fn close_external_reference(&mut self) {
        let external = std::mem::take(&mut self.capture.external);
        let Some((target, offset)) = external.url.filter(|_| external.bom || external.is_link) else { return };
        let place = self.place_of(Step::Member("url"), offset);
        self.contents.links.push(Link { target, sha256: external.sha256, place });
    }
}

fn role_of(party: Option<Party>) -> Role {
    match party {
        None | Some(Party::BomAuthor) => Role::Author,
        Some(Party::Manufacturer | Party::Manufacture) => Role::Manufacturer,
        Some(Party::Supplier | Party::Provider | Party::BomSupplier) => Role::Supplier,
    }
}

/// The entity and its name as one step: a bill has many of these.
fn joined(step: Step, last: Step) -> Option<Step> {
    let (Step::Member(entity), Step::Member("name")) = (step, last) else { return None };
    Some(Step::Member(match entity {
        "supplier" => "supplier/name",
        "manufacturer" => "manufacturer/name",
        "manufacture" => "manufacture/name",
        "provider" => "provider/name",
        _ => return None,
    }))
}
