//! What a member means to a buyer, and which part of a bill one stands in.
//!
//! The same member means nothing in another part: components of `metadata.tools`, `formulation`,
//! `declarations` or `vulnerabilities` are no components of the product.

use super::super::Relation;

/// Members that are more than checked, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Address,
    Aggregate,
    Algorithm,
    Ancestors,
    Author,
    Authors,
    /// The text of an XML element.
    Body,
    BomRef,
    Component,
    Components,
    Compositions,
    Contact,
    Content,
    Country,
    Cpe,
    Dependencies,
    Dependency,
    DependsOn,
    Descendants,
    Email,
    ExternalReferences,
    Group,
    Hashes,
    IsExternal,
    Manufacture,
    Manufacturer,
    Metadata,
    Name,
    OmniborId,
    Pedigree,
    Properties,
    Provider,
    Provides,
    Publisher,
    Purl,
    Reference,
    Services,
    Supplier,
    Swhid,
    Swid,
    TagId,
    Type,
    Url,
    Value,
    Variants,
    Version,
    Nothing,
}

impl Meaning {
    pub fn of(name: &str) -> Self {
        match name {
            "address" => Self::Address,
            "aggregate" => Self::Aggregate,
            "alg" => Self::Algorithm,
            "ancestors" => Self::Ancestors,
            "author" => Self::Author,
            "authors" => Self::Authors,
            "bom-ref" => Self::BomRef,
            "component" => Self::Component,
            "components" => Self::Components,
            "compositions" => Self::Compositions,
            "contact" => Self::Contact,
            "content" => Self::Content,
            "country" => Self::Country,
            "cpe" => Self::Cpe,
            "dependencies" => Self::Dependencies,
            "dependency" => Self::Dependency,
            "dependsOn" => Self::DependsOn,
            "descendants" => Self::Descendants,
            "email" => Self::Email,
            "externalReferences" => Self::ExternalReferences,
            "group" => Self::Group,
            "hashes" => Self::Hashes,
            "isExternal" => Self::IsExternal,
            "manufacture" => Self::Manufacture,
            "manufacturer" => Self::Manufacturer,
            "metadata" => Self::Metadata,
            "name" => Self::Name,
            "omniborId" => Self::OmniborId,
            "pedigree" => Self::Pedigree,
            "properties" => Self::Properties,
            "provider" => Self::Provider,
            "provides" => Self::Provides,
            "publisher" => Self::Publisher,
            "purl" => Self::Purl,
            "ref" => Self::Reference,
            "services" => Self::Services,
            "supplier" => Self::Supplier,
            "swhid" => Self::Swhid,
            "swid" => Self::Swid,
            "tagId" => Self::TagId,
            "type" => Self::Type,
            "url" => Self::Url,
            "value" => Self::Value,
            "variants" => Self::Variants,
            "version" => Self::Version,
            _ => Self::Nothing,
        }
    }
}

/// The part of a bill that an object or element is. A plural holds items of its singular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Bom,
    Metadata,
    /// `metadata.component`.
    Subject,
    Components(Relation),
    Component(Relation),
    Pedigree,
    Entity(Party),
    Contact,
    Address,
    Authors,
    Author,
    Hashes,
    Hash,
    Properties,
    Property,
    ExternalReferences,
    ExternalReference,
    Swid,
    Dependencies,
    Dependency,
    Compositions,
    Composition,
    /// Nothing in here says anything about the product.
    Outside,
}

/// An entity, by what it is said to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    /// `component.manufacturer`.
    Manufacturer,
    /// `component.supplier`.
    Supplier,
    /// `service.provider`.
    Provider,
    /// `metadata.manufacture`: made the described component.
    Manufacture,
    /// `metadata.manufacturer`, 1.6: created the BOM. Not `manufacture` renamed.
    BomAuthor,
    /// `metadata.supplier`: of the component by the text, of the BOM by its maintainers (specification #345); never the maker.
    BomSupplier,
}

impl Part {
    /// The part that a member with parts of its own is.
    pub fn of(self, meaning: Meaning) -> Self {
        match (self, meaning) {
            (Self::Bom, Meaning::Metadata) => Self::Metadata,
            (Self::Bom, Meaning::Components) => Self::Components(Relation::Part),
            (Self::Bom | Self::Component(Relation::Service), Meaning::Services) => Self::Components(Relation::Service),
            (Self::Bom, Meaning::Dependencies) => Self::Dependencies,
            (Self::Bom, Meaning::Compositions) => Self::Compositions,
            (Self::Metadata, Meaning::Component) => Self::Subject,
            (Self::Metadata, Meaning::Manufacture) => Self::Entity(Party::Manufacture),
            (Self::Metadata, Meaning::Manufacturer) => Self::Entity(Party::BomAuthor),
            (Self::Metadata, Meaning::Supplier) => Self::Entity(Party::BomSupplier),
            (Self::Component(_) | Self::Subject, Meaning::Supplier) => Self::Entity(Party::Supplier),
            (Self::Component(_) | Self::Subject, Meaning::Manufacturer) => Self::Entity(Party::Manufacturer),
            (Self::Component(_), Meaning::Provider) => Self::Entity(Party::Provider),
            (Self::Metadata | Self::Component(_) | Self::Subject, Meaning::Authors) => Self::Authors,
            (Self::Component(_) | Self::Subject, Meaning::Components) => Self::Components(Relation::Part),
            (Self::Component(_) | Self::Subject, Meaning::Pedigree) => Self::Pedigree,
            (Self::Component(_) | Self::Subject, Meaning::Swid) => Self::Swid,
            (Self::Component(_) | Self::Subject | Self::ExternalReference, Meaning::Hashes) => Self::Hashes,
            (Self::Component(_) | Self::Subject, Meaning::Properties) => Self::Properties,
            (Self::Bom | Self::Component(_) | Self::Subject, Meaning::ExternalReferences) => Self::ExternalReferences,
            (Self::Pedigree, Meaning::Ancestors) => Self::Components(Relation::Ancestor),
            (Self::Pedigree, Meaning::Descendants) => Self::Components(Relation::Descendant),
            (Self::Pedigree, Meaning::Variants) => Self::Components(Relation::Variant),
            (Self::Entity(_), Meaning::Contact) => Self::Contact,
            (Self::Entity(_), Meaning::Address) => Self::Address,
            (Self::Dependency, Meaning::Dependency | Meaning::Provides) => Self::Dependency,
            _ => self.plural_item(),
        }
    }

    /// The items of a list; an XML element round them is the list itself.
    pub fn item(self) -> Self {
        let item = self.plural_item();
        if item == Self::Outside { self } else { item }
    }

    fn plural_item(self) -> Self {
        match self {
            Self::Components(relation) => Self::Component(relation),
            Self::Authors => Self::Author,
            Self::Hashes => Self::Hash,
            Self::Properties => Self::Property,
            Self::ExternalReferences => Self::ExternalReference,
            Self::Dependencies => Self::Dependency,
            Self::Compositions => Self::Composition,
            Self::Bom
            | Self::Metadata
            | Self::Subject
            | Self::Component(_)
            | Self::Pedigree
            | Self::Entity(_)
            | Self::Contact
            | Self::Address
            | Self::Author
            | Self::Hash
            | Self::Property
            | Self::ExternalReference
            | Self::Swid
            | Self::Dependency
            | Self::Composition
            | Self::Outside => Self::Outside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_that_made_a_bill_are_no_components_of_it() {
        let tools = Part::Metadata.of(Meaning::of("tools"));
        assert_eq!(tools, Part::Outside);
        assert_eq!(tools.of(Meaning::Components).item(), Part::Outside);
        assert_eq!(Part::Bom.of(Meaning::of("formulation")).item().of(Meaning::Components).item(), Part::Outside);
        assert_eq!(Part::Bom.of(Meaning::Components).item(), Part::Component(Relation::Part));
    }

    #[test]
    fn the_manufacturer_of_the_bill_is_not_the_one_who_made_the_product() {
        assert_eq!(Part::Metadata.of(Meaning::Manufacturer), Part::Entity(Party::BomAuthor));
        assert_eq!(Part::Metadata.of(Meaning::Manufacture), Part::Entity(Party::Manufacture));
        assert_eq!(Part::Subject.of(Meaning::Manufacturer), Part::Entity(Party::Manufacturer));
    }
}
