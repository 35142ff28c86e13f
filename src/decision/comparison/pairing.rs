//! Pairs declared parts with found ones, one to one, by the surest sign first.

use std::collections::BTreeMap;

use super::reading::{Read, same};

/// Found parts by what they say in one field.
type Index<'a> = BTreeMap<&'a str, Vec<usize>>;

/// For each declared part the place of its partner among the found ones.
///
/// Stage by stage, in declared order; among several the one with fewest differing fields, then the lowest place:
/// (a) a hardware address; (b) the serial, and maker or model; (c) family, maker and model, serials not different;
/// (d) the same with different serials; (e) a known family and maker, or the model.
pub(super) fn pair(declared: &[Read], actual: &[Read]) -> Vec<Option<usize>> {
    let mut pairing = Pairing { actual, partners: vec![None; declared.len()], free: vec![true; actual.len()] };
    let addresses = index(actual, |part| part.addresses.iter().map(String::as_str).collect());
    let serials = index(actual, |part| pieces(part.serial.as_deref()));
    let models = index(actual, |part| pieces(part.model.as_deref()));
    let makers = index(actual, |part| pieces(part.manufacturer.as_deref()));
    let nameless: Vec<usize> = places(actual, |part| part.model.is_none());
    pairing.stage(declared, |part| near(&addresses, part.addresses.iter().map(String::as_str)), |_, _| true);
    pairing.stage(
        declared,
        |part| near(&serials, pieces(part.serial.as_deref())),
        |one, other| {
            serials_agree(one, other) && (both_agree(&one.manufacturer, &other.manufacturer) || both_agree(&one.model, &other.model))
        },
    );
    let alike = |part: &Read| match &part.model {
        Some(model) => {
            let mut found = near(&models, pieces(Some(model)));
            if part.manufacturer.is_some() {
                found.extend(&nameless);
            }
            found
        }
        None => near(&makers, pieces(part.manufacturer.as_deref())),
    };
    pairing.stage(declared, alike, |one, other| is_alike(one, other) && !serials_differ(one, other));
    pairing.stage(declared, alike, is_alike);
    pairing.stage(
        declared,
        |part| {
            let mut found = near(&makers, pieces(part.manufacturer.as_deref()));
            found.extend(near(&models, pieces(part.model.as_deref())));
            found
        },
        |one, other| {
            let same_kind = one.family.is_some() && one.family == other.family && both_agree(&one.manufacturer, &other.manufacturer);
            same_kind || (families_fit(one, other) && both_agree(&one.model, &other.model))
        },
    );
    pairing.partners
}

struct Pairing<'a> {
    actual: &'a [Read],
    partners: Vec<Option<usize>>,
    free: Vec<bool>,
}

impl Pairing<'_> {
    fn stage(&mut self, declared: &[Read], near: impl Fn(&Read) -> Vec<usize>, fits: impl Fn(&Read, &Read) -> bool) {
        for (index, part) in declared.iter().enumerate() {
            if self.partners.get(index) != Some(&None) {
                continue;
            }
            let mut best: Option<(usize, usize)> = None;
            let mut places = near(part);
            places.sort_unstable();
            places.dedup();
            for place in places {
                let Some(other) = self.actual.get(place).filter(|_| self.free.get(place) == Some(&true)) else { continue };
                if !fits(part, other) {
                    continue;
                }
                let differing = part.differing(other);
                if best.is_none_or(|(fewest, _)| differing < fewest) {
                    best = Some((differing, place));
                }
                if differing == 0 {
                    break;
                }
            }
            if let Some((_, place)) = best
                && let (Some(partner), Some(free)) = (self.partners.get_mut(index), self.free.get_mut(place))
            {
                (*partner, *free) = (Some(place), false);
            }
        }
    }
}

fn index<'a>(parts: &'a [Read], of: impl Fn(&'a Read) -> Vec<&'a str>) -> Index<'a> {
    let mut index = Index::new();
    for (place, part) in parts.iter().enumerate() {
        for word in of(part) {
            index.entry(word).or_default().push(place);
        }
    }
    index
}

fn near<'a>(index: &Index<'_>, words: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    words.into_iter().filter_map(|word| index.get(word)).flatten().copied().collect()
}

/// The whole text; of a compound one each known piece.
fn pieces(text: Option<&str>) -> Vec<&str> {
    match text {
        Some(text) if text.contains(':') => text.split(':').filter(|piece| !piece.is_empty()).collect(),
        Some(text) => vec![text],
        None => Vec::new(),
    }
}

fn places(parts: &[Read], is: impl Fn(&Read) -> bool) -> Vec<usize> {
    parts.iter().enumerate().filter(|(_, part)| is(part)).map(|(place, _)| place).collect()
}

fn both_agree(one: &Option<String>, other: &Option<String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if same(one, other))
}

fn differ(one: &Option<String>, other: &Option<String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if !same(one, other))
}

fn serials_agree(one: &Read, other: &Read) -> bool {
    both_agree(&one.serial, &other.serial)
}

fn serials_differ(one: &Read, other: &Read) -> bool {
    differ(&one.serial, &other.serial)
}

/// An unknown family fits any.
fn families_fit(one: &Read, other: &Read) -> bool {
    one.family.is_none() || other.family.is_none() || one.family == other.family
}

/// Family, maker and model: none differs, and maker or model is known on both sides.
fn is_alike(one: &Read, other: &Read) -> bool {
    let is_known = both_agree(&one.manufacturer, &other.manufacturer) || both_agree(&one.model, &other.model);
    families_fit(one, other) && is_known && !differ(&one.manufacturer, &other.manufacturer) && !differ(&one.model, &other.model)
}
