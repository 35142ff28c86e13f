//! Nobody is named as the maker of a component that needs one.

use super::facts::{Causes, Facts};
use super::unknown::{Missing, missing};
use super::{Phase, Rule};
use crate::decision::policy::KindName;
use crate::decision::{Effect, Finding};

pub const RULE: Rule = Rule {
    id: "KP-M01",
    name: "maker_unknown",
    title: "a component names no maker",
    authority: "policy, makers.may_be_unknown; NTIA, The Minimum Elements For a Software Bill of Materials (2021), \"Supplier Name\"",
    effect: Effect::Refer,
    floor: Effect::Note,
    phase: Phase::Case,
    remedy: "have the vendor state the manufacturer of each of these components and sign the bill again",
    explanation: "What nobody is said to have made cannot be screened, and what was not screened is not clear. A device, a firmware image, a \
hardware part, a service, or a piece of software without a package address needs a maker: manufacturer, originator, supplier, publisher or \
author, or an identifier whose registry names one.\n\n\
A package with an address (purl) and no stated maker is traced to its namespace instead. Kinds that are no products of their own (files, data) \
are set aside by the policy, and KP-M06 names them.\n\n\
To put it right, ask the vendor for the makers. Leaving a maker out must never be the way to get a part accepted.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let (mut causes, mut bare) = (Causes::default(), Causes::default());
    let mut bare_effect = Effect::Note;
    for part in facts.parts() {
        let kind = KindName::from(part.component.kind).word();
        match missing(facts, part) {
            Some(Missing::NothingStated) => causes.add(format!("no maker is stated for this component (kind: {kind})"), facts.site(part)),
            Some(Missing::NotAMaker(text)) => causes.add(format!("\"{text}\" mentions a party, not a maker"), facts.site(part)),
            Some(Missing::BarePackage(effect)) => {
                bare_effect = effect;
                bare.add("the package's address names neither a maker nor a namespace", facts.site(part));
            }
            Some(Missing::Withheld | Missing::Placeholder(_) | Missing::SetAside(_)) | None => {}
        }
    }
    let stated = causes.into_iter().map(|(what, places)| RULE.finding(what, places));
    stated.chain(bare.into_iter().map(|(what, places)| Finding { effect: bare_effect, ..RULE.finding(what, places) })).collect()
}
