//! A chosen regime names nobody and asks for advice on the list of equipment.

use super::facts::{Facts, bill_site, shipment_site};
use super::{Phase, Rule};
use crate::decision::{Effect, Finding};
use crate::screening::regime::{self, Regime, RegimeKind};

pub const RULE: Rule = Rule {
    id: "KP-S07",
    name: "consult_equipment_list",
    title: "advice on the equipment list has to be asked before acceptance",
    authority: "IT調達に係る国の物品等又は役務の調達方針及び調達手続に関する申合せ (平成30年12月10日関係省庁申合せ, 令和2年6月30日一部改正)",
    effect: Effect::Refer,
    floor: Effect::Refer,
    phase: Phase::Case,
    remedy: "send the equipment list (--output equipment=FILE, or `equipment` in the JSON report) for advice, and record the answer as a waiver with its number",
    explanation: "Japan's guidelines of 2018-12-10 name no company. The ministry sends the list of the bidder's equipment (機器等リスト: maker, \
the maker's corporate number where it is known, model) for advice and is told whether it holds equipment whose supply-chain risk cannot be \
dispelled; the bidder then replaces that. So a delivery under this regime is always referred, and the report carries the list to send. The \
guidelines bind from their day of effect; before it, kenpin advises only.\n\n\
When the answer has come, write a waiver for this rule that names the document, with the answer's number as its reason.",
    check,
};

fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let places: Vec<_> = facts.case.bills.iter().map(bill_site).collect();
    let places = if places.is_empty() { vec![shipment_site()] } else { places };
    let day = facts.case.at.day();
    let finding = |regime: Regime| {
        let (effect, what) = match day >= regime.from {
            true => (RULE.effect, format!("advice on the equipment list is needed: {}", regime.title)),
            false => (Effect::Note, format!("advice on the equipment list will be needed from {}: {}", regime.from, regime.title)),
        };
        Finding { effect, authority: regime.citation, ..RULE.finding(what, places.clone()) }
    };
    chosen(facts).map(finding).collect()
}

/// Whether a chosen regime asks for the list.
pub fn applies(facts: &Facts<'_>) -> bool {
    chosen(facts).next().is_some()
}

fn chosen(facts: &Facts<'_>) -> impl Iterator<Item = Regime> {
    let regimes = regime::shipped().unwrap_or_default();
    let day = facts.case.at.day();
    regimes
        .into_iter()
        .filter(move |regime| regime.kind == RegimeKind::Consult && facts.terms.policy.chooses(&regime.id) && !regime.is_over(day))
}
