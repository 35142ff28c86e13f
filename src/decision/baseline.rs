//! Findings that an earlier report knows are left out of a later one; the verdict stays what it is, and says so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::rule::known_findings;
use super::{Effect, Finding, LinkKind, Site};

/// Places of an earlier report's findings, each as often as it was reported.
#[derive(Debug, Default)]
pub struct Baseline(BTreeMap<Known, usize>);

/// A cause at a place, as it is told again in another delivery of the same product: by no line, pointer or digest.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    rule: String,
    effect: Effect,
    what: String,
    /// Maker, owners, entries.
    path: Vec<String>,
    document: String,
    label: String,
}

impl Baseline {
    /// Adds one place of one finding; `path` without the component.
    pub fn add(&mut self, rule: &str, effect: Effect, what: &str, path: Vec<String>, place: (&str, &str)) {
        let (document, label) = (place.0.to_owned(), place.1.to_owned());
        let known = Known { rule: rule.to_owned(), effect, what: what.to_owned(), path, document, label };
        let count = self.0.entry(known).or_default();
        *count = count.saturating_add(1);
    }

    /// What is new among these findings, and where anything was left out, a finding as grave as the gravest of it that says so.
    pub fn leave_out(mut self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut left_out: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut gravest = Effect::Note;
        let mut new = Vec::new();
        for mut finding in findings {
            let places = std::mem::take(&mut finding.places);
            let all = places.len();
            finding.places = places.into_iter().filter(|site| !self.take(&finding, site)).collect();
            let known = all.saturating_sub(finding.places.len());
            if known > 0 {
                gravest = gravest.max(finding.effect);
                let count = left_out.entry(finding.rule).or_default();
                *count = count.saturating_add(known);
            }
            if !finding.places.is_empty() {
                new.push(finding);
            }
        }
        if !left_out.is_empty() {
            new.push(known_findings::finding(&left_out, gravest));
            new.sort_by_key(|finding| Reverse(finding.effect));
        }
        new
    }

    /// Takes one of what is known; `false`: it is new.
    fn take(&mut self, finding: &Finding, site: &Site) -> bool {
        let known = Known {
            rule: finding.rule.to_owned(),
            effect: finding.effect,
            what: finding.what.clone(),
            path: names(finding).map(str::to_owned).collect(),
            document: site.document.clone(),
            label: site.label.clone(),
        };
        self.0.get_mut(&known).filter(|count| **count > 0).map(|count| *count = count.saturating_sub(1)).is_some()
    }
}

/// Maker, owners and entries. The component is left out: its name tells how many others there are.
pub fn names(finding: &Finding) -> impl Iterator<Item = &str> {
    finding.path.iter().filter(|link| link.kind != LinkKind::Component).map(|link| link.name.as_str())
}
