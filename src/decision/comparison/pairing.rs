//! Pairs declared parts with found ones, one to one, by the surest sign first.
//!
//! A declared part does not look at every found one, but at one of each class: of parts that no stage can tell apart the lowest
//! free place is the only one that can be chosen. What an earlier stage has settled need not be told apart any more, so that ten
//! thousand parts of one model with as many serial numbers are one class where serial numbers have been used up as a sign.

mod pool;
#[cfg(test)]
mod reference;
mod sign;

use std::collections::BTreeMap;

use super::reading::Read;
use pool::Pool;
use sign::{Index, Sign, Text, Texts, both_agree, differ};

/// For each declared part the place of its partner among the found ones.
///
/// Stage by stage, in declared order; among several the one with fewest differing fields, then the lowest place:
/// (a) a hardware address; (b) the serial, and maker or model; else the serial and a known family, where neither maker nor model
/// differs; (c) family, maker and model, serials not different;
/// (d) the same with different serials; (e) a known family and maker, or the model.
pub(super) fn pair(declared: &[Read], actual: &[Read]) -> Vec<Option<usize>> {
    let mut texts = Texts::default();
    let declared: Vec<Sign> = declared.iter().map(|part| texts.sign(part)).collect();
    let actual: Vec<Sign> = actual.iter().map(|part| texts.sign(part)).collect();
    let mut pairing =
        Pairing { declared: &declared, actual: &actual, partners: vec![None; declared.len()], free: vec![true; actual.len()] };
    pairing.by_mark();
    pairing.by_kind();
    pairing.partners
}

struct Pairing<'a> {
    declared: &'a [Sign],
    actual: &'a [Sign],
    partners: Vec<Option<usize>>,
    free: Vec<bool>,
}

impl Pairing<'_> {
    /// Stages (a) and (b): what only one part should have.
    fn by_mark(&mut self) {
        let whole = |text: &Option<Text>| text.as_ref().map(|text| text.whole);
        let mut pool = Pool::by(self.actual, |part| {
            let texts = [&part.manufacturer, &part.model, &part.serial, &part.revision].map(whole);
            (part.family, texts, part.addresses.clone())
        });
        let classes = pool.classes(self.actual);
        let mut addresses: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (class, part) in &classes {
            for address in &part.addresses {
                addresses.entry(*address).or_default().push(*class);
            }
        }
        let serials = index(&classes, |part| part.serial.as_ref());
        self.stage(
            &mut pool,
            |part| part.addresses.iter().filter_map(|address| Some(addresses.get(address)?.as_slice())).collect(),
            |_, _| true,
        );
        let same_serial = |part: &Sign| serials.near(part.serial.as_ref()).to_vec();
        self.stage(&mut pool, same_serial, |one, other| both_agree(&one.serial, &other.serial) && shares_maker_or_model(one, other));
        self.stage(&mut pool, same_serial, |one, other| {
            both_agree(&one.serial, &other.serial) && one.family.is_some() && one.family == other.family && !differs_in_name(one, other)
        });
    }

    /// Stages (c) to (e): what kind of part it is. A part without a partner shares no address with any that is free, and where
    /// maker or model agrees no serial either: all that still counts is whether one is known.
    fn by_kind(&mut self) {
        let whole = |text: &Option<Text>| text.as_ref().map(|text| text.whole);
        let mut pool = Pool::by(self.actual, |part| {
            let texts = [&part.manufacturer, &part.model, &part.revision].map(whole);
            (part.family, texts, part.serial.is_some(), part.addresses.is_empty())
        });
        let classes = pool.classes(self.actual);
        let models = index(&classes, |part| part.model.as_ref());
        let makers = index(&classes, |part| part.manufacturer.as_ref());
        let makers_only = index(&classes, |part| part.manufacturer.as_ref().filter(|_| part.model.is_none()));
        let alike = |part: &Sign| {
            let of_maker = if part.model.is_some() { &makers_only } else { &makers };
            [models.near(part.model.as_ref()), of_maker.near(part.manufacturer.as_ref())].concat()
        };
        self.stage(&mut pool, alike, |one, other| is_alike(one, other) && !differ(&one.serial, &other.serial));
        self.stage(&mut pool, alike, is_alike);
        self.stage(
            &mut pool,
            |part| [models.near(part.model.as_ref()), makers.near(part.manufacturer.as_ref())].concat(),
            |one, other| {
                let same_kind = one.family.is_some() && one.family == other.family && both_agree(&one.manufacturer, &other.manufacturer);
                same_kind || (families_fit(one, other) && both_agree(&one.model, &other.model))
            },
        );
    }

    /// Gives every declared part that has no partner yet the best of the classes near it.
    fn stage<'l>(&mut self, pool: &mut Pool, near: impl Fn(&Sign) -> Vec<&'l [usize]>, fits: impl Fn(&Sign, &Sign) -> bool) {
        pool.begin();
        for (asking, part) in self.declared.iter().enumerate() {
            if self.partners.get(asking) != Some(&None) {
                continue;
            }
            let mut best: Option<(usize, usize)> = None;
            for class in near(part).into_iter().flatten() {
                let Some(place) = pool.lowest(*class, asking, &self.free) else { continue };
                let Some(other) = self.actual.get(place).filter(|other| fits(part, other)) else { continue };
                let worth = (part.differing(other), place);
                if best.is_none_or(|best| worth < best) {
                    best = Some(worth);
                }
            }
            if let Some((_, place)) = best
                && let (Some(partner), Some(free)) = (self.partners.get_mut(asking), self.free.get_mut(place))
            {
                (*partner, *free) = (Some(place), false);
            }
        }
    }
}

fn index(classes: &[(usize, &Sign)], of: impl Fn(&Sign) -> Option<&Text>) -> Index {
    Index::of(classes.iter().filter_map(|(class, part)| Some((*class, of(part)?))))
}

fn shares_maker_or_model(one: &Sign, other: &Sign) -> bool {
    both_agree(&one.manufacturer, &other.manufacturer) || both_agree(&one.model, &other.model)
}

fn differs_in_name(one: &Sign, other: &Sign) -> bool {
    differ(&one.manufacturer, &other.manufacturer) || differ(&one.model, &other.model)
}

/// An unknown family fits any.
fn families_fit(one: &Sign, other: &Sign) -> bool {
    one.family.is_none() || other.family.is_none() || one.family == other.family
}

/// Family, maker and model: none differs, and maker or model is known on both sides.
fn is_alike(one: &Sign, other: &Sign) -> bool {
    families_fit(one, other) && !differs_in_name(one, other) && shares_maker_or_model(one, other)
}
