//! Policies over one another, a ministry's over an agency's: the lower one may narrow, and loosen only what the upper one leaves open.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::reading::{self, PolicyFault, nearest};
use super::{Counts, Insistence, Policy};
use crate::decision::rule::{RULES, Rule};

/// Points that a policy may leave open to the policies below it. `effects.` and a rule's id or name is one too.
pub const POINTS: &[&str] = &[
    "regimes",
    "signatures.bills",
    "signatures.required",
    "documents.unrecognised",
    "documents.required",
    "documents.set_aside",
    "components.kinds_without_parts",
    "makers.may_be_unknown",
    "makers.packages_without_namespace",
    "makers.minimum_coverage",
    "makers.roles",
    "waivers.signature",
    "waivers.approvers",
    "decisions.two_people",
];

/// A point that the lower policy loosens, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosening {
    pub point: String,
    pub how: String,
}

/// Reads a policy that stands below another: what it leaves out is as above.
///
/// # Errors
/// As [`reading::read`]; [`PolicyFault::Loosens`] where it is milder than the one above at a point that is not left open.
pub fn narrow(above: &Policy, text: &str) -> Result<Policy, PolicyFault> {
    // By itself first, so that a slip is named with its line.
    reading::read(text)?;
    let own: Table = reading::parse(text)?;
    let whole = Table::try_from(above).map_err(|error| PolicyFault::Unreadable { line: 1, message: error.to_string() })?;
    let whole = merged(whole, rules_by_id(own));
    let below = reading::read(&toml::to_string(&whole).map_err(|error| PolicyFault::Unreadable { line: 1, message: error.to_string() })?)?;
    let refused: Vec<Loosening> = loosenings(above, &below).into_iter().filter(|found| !leaves_open(above, &found.point)).collect();
    if refused.is_empty() { Ok(below) } else { Err(PolicyFault::Loosens(refused)) }
}

/// Effects under the rules' ids, as the policy above has them.
fn rules_by_id(mut own: Table) -> Table {
    if let Some(Value::Table(effects)) = own.get_mut("effects") {
        let named = std::mem::take(effects).into_iter();
        *effects = named.map(|(name, effect)| (rule(&name).map_or(name.clone(), |rule| rule.id.to_owned()), effect)).collect();
    }
    own
}

fn rule(named: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == named || rule.name == named)
}

/// What the lower one says, over what the upper one says; a list takes the place of a list.
fn merged(mut above: Table, below: Table) -> Table {
    for (key, value) in below {
        let value = match (above.remove(&key), value) {
            (Some(Value::Table(above)), Value::Table(below)) => Value::Table(merged(above, below)),
            (_, value) => value,
        };
        above.insert(key, value);
    }
    above
}

fn leaves_open(above: &Policy, point: &str) -> bool {
    above.may_loosen.iter().any(|open| open == point)
}

/// The points that a policy leaves open, effects under their rules' ids.
///
/// # Errors
/// [`PolicyFault::UnknownPoint`].
pub(super) fn points(named: Vec<String>) -> Result<Vec<String>, PolicyFault> {
    let point = |point: String| match point.strip_prefix("effects.").map(rule) {
        Some(Some(rule)) => Ok(format!("effects.{}", rule.id)),
        None if POINTS.contains(&point.as_str()) => Ok(point),
        Some(None) | None => {
            let effects: Vec<String> = RULES.iter().flat_map(|rule| [rule.id, rule.name]).map(|rule| format!("effects.{rule}")).collect();
            let meant = nearest(&point, POINTS.iter().copied().chain(effects.iter().map(String::as_str)));
            Err(PolicyFault::UnknownPoint { point, meant })
        }
    };
    named.into_iter().map(point).collect()
}

/// Everything in which `below` is milder than `above`.
pub fn loosenings(above: &Policy, below: &Policy) -> Vec<Loosening> {
    let mut found = Found(Vec::new());
    found.dropped("regimes", &above.regimes, &below.regimes);
    found.insistence("signatures.bills", above.signatures.bills, below.signatures.bills);
    found.dropped("signatures.required", &above.signatures.required, &below.signatures.required);
    found.lower("documents.unrecognised", above.documents.unrecognised, below.documents.unrecognised);
    found.dropped("documents.required", &above.documents.required, &below.documents.required);
    found.added("documents.set_aside", &above.documents.set_aside, &below.documents.set_aside);
    found.added("components.kinds_without_parts", &above.components.kinds_without_parts, &below.components.kinds_without_parts);
    found.added("makers.may_be_unknown", &above.makers.may_be_unknown, &below.makers.may_be_unknown);
    let packages = |policy: &Policy| policy.makers.packages_without_namespace;
    found.lower("makers.packages_without_namespace", packages(above), packages(below));
    for (kind, percent) in &above.makers.minimum_coverage {
        found.lower(
            &format!("makers.minimum_coverage of {}", kind.word()),
            *percent,
            below.makers.minimum_coverage.get(kind).copied().unwrap_or(0),
        );
    }
    for (role, counts) in &above.makers.roles {
        let about = *counts == Counts::Maker && below.makers.roles.get(role) == Some(&Counts::About);
        found.where_so(about, "makers.roles", || format!("{role:?} is no longer taken for the maker").to_lowercase());
    }
    found.insistence("waivers.signature", above.waivers.signature, below.waivers.signature);
    found.approvers(above, below);
    found.dropped("decisions.two_people", &above.decisions.two_people, &below.decisions.two_people);
    for rule in RULES {
        let effect = |policy: &Policy| policy.effect_of(rule).unwrap_or(rule.effect);
        found.lower(&format!("effects.{}", rule.id), effect(above), effect(below));
    }
    found.added("may_loosen", &above.may_loosen, &below.may_loosen);
    found.0
}

struct Found(Vec<Loosening>);

impl Found {
    fn where_so(&mut self, so: bool, point: &str, how: impl FnOnce() -> String) {
        if so {
            // A point may say of what: "makers.minimum_coverage of device".
            let point = point.split(' ').next().unwrap_or(point).to_owned();
            self.0.push(Loosening { point, how: how() });
        }
    }

    fn dropped<T: PartialEq + std::fmt::Debug>(&mut self, point: &str, above: &[T], below: &[T]) {
        for item in above.iter().filter(|item| !below.contains(item)) {
            self.where_so(true, point, || format!("{item:?} is left out"));
        }
    }

    fn added<T: PartialEq + std::fmt::Debug>(&mut self, point: &str, above: &[T], below: &[T]) {
        for item in below.iter().filter(|item| !above.contains(item)) {
            self.where_so(true, point, || format!("{item:?} is added"));
        }
    }

    fn lower<T: PartialOrd + std::fmt::Debug>(&mut self, point: &str, above: T, below: T) {
        self.where_so(below < above, point, || format!("{point} goes from {above:?} down to {below:?}").to_lowercase());
    }

    fn insistence(&mut self, point: &str, above: Insistence, below: Insistence) {
        self.where_so(above == Insistence::Required && below == Insistence::Optional, point, || "required becomes optional".to_owned());
    }

    /// Where signatures are asked for, nobody may be added; where they are not, nobody's may be forgotten.
    fn approvers(&mut self, above: &Policy, below: &Policy) {
        let missing = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| -> Vec<String> {
            one.iter().filter(|(name, key)| other.get(*name) != Some(key)).map(|(name, _)| name.clone()).collect()
        };
        let (one, other) = (&above.waivers.approvers, &below.waivers.approvers);
        let (names, how) = match (above.waivers.signature, below.waivers.signature) {
            (Insistence::Required, _) => (missing(other, one), "may approve, or by another key"),
            (Insistence::Optional, Insistence::Optional) => (missing(one, other), "is no longer held to the key"),
            (Insistence::Optional, Insistence::Required) => return,
        };
        for name in names {
            self.where_so(true, "waivers.approvers", || format!("\"{name}\" {how}"));
        }
    }
}
