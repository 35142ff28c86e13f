//! Whether the machine on the bench is the machine that was promised: declared parts paired one to one with found ones.

pub mod delivered;
pub mod lot;
mod pairing;
mod reading;
mod words;

use serde::Serialize;

use super::Effect;
use crate::bill::hardware::{Family, Machine, known};
use pairing::pair;
use reading::{Agreement, Read, agreement};

/// How the two machines compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Pairs without a difference.
    pub same: usize,
    /// The platform first, then the declaration, then parts by declared index and field; extra parts last.
    pub differences: Vec<Difference>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub kind: DifferenceKind,
    pub part: Side,
    /// What it asks for by itself: refer or reject.
    pub effect: Effect,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// Index among the declared parts, quantities expanded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<usize>,
    /// Index among the found parts, quantities expanded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceKind {
    /// Both sides say something, and not the same.
    Changed,
    /// Declared, and not there.
    Missing,
    /// There, and not declared.
    Extra,
    /// Declared, and the other side could not see it.
    Undecided,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Platform,
    Declaration,
    Component,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    Manufacturer,
    Model,
    Version,
    Serial,
    Revision,
    Address,
}

impl Field {
    /// Source: HARDWARE notes, "Compare declared with actual".
    fn effect_of_change(self) -> Effect {
        match self {
            Self::Revision | Self::Version => Effect::Refer,
            Self::Manufacturer | Self::Model | Self::Serial | Self::Address => Effect::Reject,
        }
    }
}

impl Comparison {
    /// The gravest effect; `None`: nothing differs.
    pub fn effect(&self) -> Option<Effect> {
        self.differences.iter().map(|difference| difference.effect).max()
    }
}

/// Compares what was declared with what was found.
pub fn compare(declared: &Machine, actual: &Machine) -> Comparison {
    let (promised, found) = (read(declared), read(actual));
    let partners = pair(&promised, &found);
    let mut comparison = Comparison { same: 0, differences: platforms(declared, actual) };
    if declared.parts.is_empty() {
        comparison.differences.push(Difference {
            kind: DifferenceKind::Undecided,
            part: Side::Declaration,
            effect: Effect::Refer,
            field: None,
            declared: None,
            actual: None,
        });
    }
    let mut taken = vec![false; found.len()];
    for (index, (part, partner)) in promised.iter().zip(&partners).enumerate() {
        let Some((place, other)) = partner.and_then(|place| found.get(place).map(|other| (place, other))) else {
            comparison.differences.push(absent(index, part, actual));
            continue;
        };
        if let Some(slot) = taken.get_mut(place) {
            *slot = true;
        }
        let before = comparison.differences.len();
        comparison.differences.extend(fields(part, other).map(|(kind, field, effect)| Difference {
            kind,
            part: Side::Component,
            effect,
            field: Some(field),
            declared: Some(index),
            actual: Some(place),
        }));
        if comparison.differences.len() == before {
            comparison.same = comparison.same.saturating_add(1);
        }
    }
    let extra = found.iter().enumerate().filter(|(place, _)| taken.get(*place) == Some(&false));
    comparison.differences.extend(extra.map(|(place, part)| Difference {
        kind: DifferenceKind::Extra,
        part: Side::Component,
        effect: if part.family.is_some_and(Family::is_vital) && !declared.elsewhere { Effect::Reject } else { Effect::Refer },
        field: None,
        declared: None,
        actual: Some(place),
    }));
    comparison
}

fn read(machine: &Machine) -> Vec<Read> {
    machine.parts.iter().map(Read::of).collect()
}

/// A declared part without a partner: missing, or of a kind that the source cannot see.
fn absent(index: usize, part: &Read, actual: &Machine) -> Difference {
    let (kind, effect) = if actual.sees.covers(part.family) {
        (DifferenceKind::Missing, Effect::Reject)
    } else {
        (DifferenceKind::Undecided, Effect::Refer)
    };
    Difference { kind, part: Side::Component, effect, field: None, declared: Some(index), actual: None }
}

/// Every field of a pair that is not in order.
fn fields<'a>(declared: &'a Read, actual: &'a Read) -> impl Iterator<Item = (DifferenceKind, Field, Effect)> + use<'a> {
    declared.against(actual).into_iter().filter_map(weighed)
}

/// What one field asks for. Of what is declared and cannot be seen, only what identifies the very part leaves a doubt.
fn weighed((field, agreement): (Field, Agreement)) -> Option<(DifferenceKind, Field, Effect)> {
    match (agreement, field) {
        (Agreement::Agrees | Agreement::Unstated, _) => None,
        (Agreement::Differs, _) => Some((DifferenceKind::Changed, field, field.effect_of_change())),
        (Agreement::Hidden, Field::Serial | Field::Address) => Some((DifferenceKind::Undecided, field, Effect::Refer)),
        (Agreement::Hidden, Field::Manufacturer | Field::Model | Field::Version | Field::Revision) => None,
    }
}

fn platforms(declared: &Machine, actual: &Machine) -> Vec<Difference> {
    let (promised, found) = (&declared.platform, &actual.platform);
    let judge = |field, one: &Option<String>, other: &Option<String>| (field, agreement(known(one.as_deref()), known(other.as_deref())));
    let judged = [
        judge(Field::Manufacturer, &promised.manufacturer, &found.manufacturer),
        judge(Field::Model, &promised.model, &found.model),
        judge(Field::Version, &promised.version, &found.version),
        (Field::Serial, platform_serial(declared, actual)),
    ];
    judged
        .into_iter()
        .filter_map(weighed)
        .map(|(kind, field, effect)| Difference { kind, part: Side::Platform, effect, field: Some(field), declared: None, actual: None })
        .collect()
}

/// A platform's serial may be several joined by `,`, `_` or `/`, and may be the board's whole serial.
fn platform_serial(declared: &Machine, actual: &Machine) -> Agreement {
    let Some(promised) = known(declared.platform.serial.as_deref()) else { return Agreement::Unstated };
    let found = known(actual.platform.serial.as_deref());
    let pieces = |text: &str| -> Vec<String> {
        let pieces = text.split([',', '_', '/']).chain([text]).map(str::to_owned);
        pieces.filter(|piece| known(Some(piece)).is_some()).collect()
    };
    let agrees = |one: &str, other: &str| agreement(Some(one), Some(other)) == Agreement::Agrees;
    let ours = pieces(promised);
    let shared = found.is_some_and(|found| pieces(found).iter().any(|piece| ours.iter().any(|own| agrees(own, piece))));
    let mut boards = actual.parts.iter().filter(|part| part.family == Some(Family::Board)).filter_map(|part| known(part.serial.as_deref()));
    match found {
        _ if shared || boards.any(|board| ours.iter().any(|own| agrees(own, board))) => Agreement::Agrees,
        None => Agreement::Hidden,
        Some(_) => Agreement::Differs,
    }
}
