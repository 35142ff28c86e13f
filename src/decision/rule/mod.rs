//! The rules: one file each, one line in [`RULES`].

mod altered_document;
mod artifact_altered;
mod artifact_not_declared;
mod completeness_unstated;
pub mod consult_equipment_list;
mod contradicting_bills;
mod dangling_link;
mod defective_bill;
mod disputed_maker;
mod empty_bill;
mod empty_shipment;
mod expired_waiver;
mod facts;
mod hardware_changed;
mod hardware_revision_changed;
mod hardware_undecided;
mod holder_unchecked;
mod incomplete_bill;
mod inventory_for_bill;
pub mod known_findings;
mod listed;
mod listing_outside_terms;
mod low_coverage;
mod lowered_rule;
mod maker_set_aside;
mod maker_unknown;
mod maker_withheld;
mod missing_document;
mod no_bill;
mod not_as_ordered;
pub mod over_budget;
mod placeholder_maker;
mod possible_restricted_maker;
pub mod refused_entry;
mod regime_without_list;
mod other_holder;
mod outdated_review;
mod rejected_signature;
mod restricted_ancestor;
mod restricted_category;
mod restricted_maker;
mod restricted_namespace;
mod restricted_owner;
mod restriction_not_yet_in_force;
mod set_aside_document;
mod settled_maker;
mod signatures;
mod signer_not_for_vendor;
mod stray_signature;
mod unbalanced_books;
mod undetermined_signature;
mod unknown;
mod unrecognised_document;
mod unsigned_bill;
mod unsupported_format;
mod untrusted_signer;
mod unused_waiver;
mod void_waiver;
mod waiver_used;

use super::{Effect, Finding, Link, Site};
pub use facts::{Facts, Part, bill_site, document_site, label};
pub use unknown::{Missing, missing};

/// One rule, named for the wrong it finds.
pub struct Rule {
    /// `KP-S01`.
    pub id: &'static str,
    /// `restricted_maker`.
    pub name: &'static str,
    /// One line for people.
    pub title: &'static str,
    /// Where the rule comes from, to the clause.
    pub authority: &'static str,
    /// The effect unless the policy says otherwise. A rule with milder causes says so in its explanation.
    pub effect: Effect,
    /// The mildest effect that a policy may choose.
    pub floor: Effect,
    pub phase: Phase,
    /// How to put it right.
    pub remedy: &'static str,
    /// A paragraph or two for `kenpin explain` and the rule's page.
    pub explanation: &'static str,
    pub check: fn(&Facts<'_>) -> Vec<Finding>,
}

/// When a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Over the case.
    Case,
    /// Over what became of the waivers.
    Waivers,
    /// Over what the books lack.
    Books,
}

impl Rule {
    /// A finding of this rule with the rule's own effect, remedy and authority.
    fn finding(&self, what: impl Into<String>, places: Vec<Site>) -> Finding {
        Finding {
            rule: self.id,
            name: self.name,
            effect: self.effect,
            what: what.into(),
            places,
            path: Vec::<Link>::new(),
            remedy: self.remedy.to_owned(),
            authority: self.authority.to_owned(),
        }
    }
}

/// Every rule.
pub const RULES: &[Rule] = &[
    restricted_maker::RULE,
    restricted_owner::RULE,
    restricted_namespace::RULE,
    possible_restricted_maker::RULE,
    restriction_not_yet_in_force::RULE,
    restricted_category::RULE,
    consult_equipment_list::RULE,
    listing_outside_terms::RULE,
    restricted_ancestor::RULE,
    settled_maker::RULE,
    maker_unknown::RULE,
    maker_withheld::RULE,
    placeholder_maker::RULE,
    disputed_maker::RULE,
    low_coverage::RULE,
    maker_set_aside::RULE,
    unsigned_bill::RULE,
    altered_document::RULE,
    untrusted_signer::RULE,
    rejected_signature::RULE,
    undetermined_signature::RULE,
    signer_not_for_vendor::RULE,
    stray_signature::RULE,
    defective_bill::RULE,
    empty_bill::RULE,
    unsupported_format::RULE,
    incomplete_bill::RULE,
    completeness_unstated::RULE,
    dangling_link::RULE,
    contradicting_bills::RULE,
    hardware_changed::RULE,
    hardware_revision_changed::RULE,
    hardware_undecided::RULE,
    artifact_altered::RULE,
    artifact_not_declared::RULE,
    holder_unchecked::RULE,
    other_holder::RULE,
    no_bill::RULE,
    inventory_for_bill::RULE,
    empty_shipment::RULE,
    refused_entry::RULE,
    over_budget::RULE,
    unrecognised_document::RULE,
    set_aside_document::RULE,
    not_as_ordered::RULE,
    lowered_rule::RULE,
    waiver_used::RULE,
    expired_waiver::RULE,
    unused_waiver::RULE,
    void_waiver::RULE,
    outdated_review::RULE,
    known_findings::RULE,
    regime_without_list::RULE,
    missing_document::RULE,
    unbalanced_books::RULE,
];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use std::collections::BTreeSet;

    use super::RULES;

    #[test]
    fn ids_and_names_are_unique() {
        let ids: BTreeSet<&str> = RULES.iter().flat_map(|rule| [rule.id, rule.name]).collect();
        assert_eq!(ids.len(), RULES.len() * 2);
    }

    #[test]
    fn every_rule_says_what_why_and_how() {
        for rule in RULES {
            for text in [rule.title, rule.authority, rule.remedy, rule.explanation] {
                assert!(text.len() > 10, "{}: \"{text}\"", rule.id);
            }
            assert!(rule.floor <= rule.effect, "{}", rule.id);
            assert!(!rule.title.ends_with('.') && rule.title.chars().next().is_some_and(char::is_lowercase), "{}", rule.id);
        }
    }
}
