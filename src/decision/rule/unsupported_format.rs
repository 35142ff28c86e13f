//! A bill in a format that kenpin knows by sight and does not read.

use super::facts::{Causes, Facts, bill_site};
use super::{Phase, Rule};
use crate::bill::unsupported::NOT_SUPPORTED;
use crate::bill::{Bill, FORMATS};
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-B03",
    name: "unsupported_format",
    title: "a bill is in a format that is not read",
    authority: "docs/formats: what is read, and what is only named",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor deliver the bill as CycloneDX or SPDX, or read it by hand and set the document aside in the policy",
    explanation: "The document is a bill or a tag of a format that kenpin recognises and does not read, such as SWID. Whatever it says is not \
in the verdict, so somebody has to look at it.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut causes = Causes::default();
    for bill in facts.case.bills.iter().filter(|bill| is_unsupported(bill)) {
        causes.add(format!("{} is not supported", bill.format), bill_site(bill));
    }
    causes.into_iter().map(|(what, places)| RULE.finding(what, places)).collect()
}

/// Whether the bill's format is only named, not read.
pub fn is_unsupported(bill: &Bill) -> bool {
    FORMATS.iter().any(|format| format.name == bill.format && format.versions == NOT_SUPPORTED)
}
