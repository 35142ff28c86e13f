//! The rules: one file each, one line in [`RULES`].

use super::{Case, Effect, Finding, Terms};
use crate::intake::Delivery;

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
    /// The effect unless the policy says otherwise.
    pub effect: Effect,
    /// How to put it right.
    pub remedy: &'static str,
    /// A paragraph or two for `kenpin explain` and the rule's page.
    pub explanation: &'static str,
    pub check: fn(&Facts<'_>) -> Vec<Finding>,
}

/// What a rule may look at.
pub struct Facts<'a> {
    pub case: &'a Case,
    pub delivery: &'a Delivery,
    pub terms: &'a Terms,
}

/// Every rule.
pub const RULES: &[Rule] = &[];
