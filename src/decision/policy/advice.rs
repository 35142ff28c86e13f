//! What a policy allows that its writer may not have meant: warnings, never faults.

use super::{Counts, Insistence, KindName, Policy};
use crate::decision::Effect;
use crate::decision::policy::reading::nearest;
use crate::decision::rule::RULES;
use crate::intake::Moment;
use crate::screening::regime::{Regime, RegimeKind};
use crate::screening::watchlist::Watchlists;

/// Warnings about a policy, each one line.
pub fn advise(policy: &Policy, regimes: &[Regime], watchlists: &Watchlists, at: Moment) -> Vec<String> {
    let mut advice = Vec::new();
    for chosen in &policy.regimes {
        let known = regimes.iter().any(|regime| regime.id == *chosen) || watchlists.list(chosen).is_some();
        if !known {
            let ids = regimes.iter().map(|regime| regime.id.as_str());
            let meant = nearest(chosen, ids).map(|meant| format!("; did you mean \"{meant}\"?")).unwrap_or_default();
            advice.push(format!("regimes: \"{chosen}\" is no regime and no list that is loaded{meant}; every delivery will be referred"));
        }
    }
    if never_rejects(policy, regimes) {
        advice.push(
            "this policy can never reject a restricted maker: it chooses no regime that names anybody, or lowers the rules that reject"
                .to_owned(),
        );
    }
    for ignored in regimes.iter().filter(|regime| binds(regime) && regime.in_force(at.day()) && !policy.chooses(&regime.id)) {
        advice.push(format!("regimes: \"{}\" is in force and not chosen ({}; binds: {})", ignored.id, ignored.title, ignored.binds));
    }
    let lowered = RULES.iter().filter(|rule| policy.effect_of(rule).is_some_and(|effect| effect < rule.effect));
    advice.extend(lowered.map(|rule| format!("effects: {} ({}) is lowered; each report will say so", rule.id, rule.name)));
    if policy.signatures.bills == Insistence::Optional {
        advice.push("signatures.bills: an unsigned bill is nobody's word; anybody on the way may have changed it".to_owned());
    }
    advice.extend(milder(policy));
    if policy.documents.unrecognised == Effect::Note {
        advice.push("documents.unrecognised: a noted document still keeps the books from balancing; set it aside to accept".to_owned());
    }
    advice
}

/// What lets parts pass whose maker nobody knows, or counts a party for less; and what asks for nothing.
fn milder(policy: &Policy) -> Vec<String> {
    let mut advice = Vec::new();
    let products = [KindName::Device, KindName::Firmware, KindName::Application, KindName::OperatingSystem, KindName::DeviceDriver];
    for kind in products {
        if policy.makers.may_be_unknown.contains(&kind) {
            advice.push(format!("makers.may_be_unknown: a {} whose maker nobody names is then screened against nothing", kind.word()));
        }
        if policy.components.kinds_without_parts.contains(&kind) {
            advice.push(format!("components.kinds_without_parts: a {} may then hide what is inside", kind.word()));
        }
    }
    for (kind, percent) in &policy.makers.minimum_coverage {
        if *percent == 0 {
            advice.push(format!("makers.minimum_coverage: {} = 0 asks for nothing", kind.word()));
        }
    }
    for (role, counts) in &policy.makers.roles {
        if *counts == Counts::About {
            advice.push(format!("makers.roles: a listed {} no longer rejects", format!("{role:?}").to_lowercase()));
        }
    }
    if policy.waivers.signature == Insistence::Required && policy.waivers.approvers.is_empty() {
        advice.push("waivers.approvers: no key is named, so that no waiver and no review can count".to_owned());
    }
    let own = RULES.iter().filter(|rule| policy.effect_of(rule) == Some(rule.effect));
    advice.extend(own.map(|rule| {
        format!("effects: {} ({}) is the rule's own effect; the line changes nothing but its milder causes", rule.id, rule.name)
    }));
    advice
}

/// Whether a regime stops anything, rather than being a signal.
fn binds(regime: &Regime) -> bool {
    match regime.kind {
        RegimeKind::Reject | RegimeKind::Consult => true,
        RegimeKind::Advise => false,
    }
}

/// Whether no restricted maker could ever be rejected: no chosen regime names anybody, or both rules are lowered.
fn never_rejects(policy: &Policy, regimes: &[Regime]) -> bool {
    let names_somebody = |chosen: &String| regimes.iter().find(|regime| regime.id == *chosen).is_none_or(|regime| !regime.lists.is_empty());
    let rejecting = RULES.iter().filter(|rule| matches!(rule.name, "restricted_maker" | "restricted_owner"));
    let lowered = rejecting.filter(|rule| policy.effect_of(rule).is_some_and(|effect| effect < Effect::Reject)).count();
    !policy.regimes.iter().any(names_somebody) || lowered == 2
}
