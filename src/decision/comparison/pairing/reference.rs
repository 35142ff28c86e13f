//! Pairing as its rule says it, every declared part against every found one: what the fast way has to give too.
#![allow(clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;

use super::super::reading::{Read, same};
use super::pair;
use crate::bill::hardware::{Family, Part};

fn both_agree(one: &Option<String>, other: &Option<String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if same(one, other))
}

fn differ(one: &Option<String>, other: &Option<String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if !same(one, other))
}

fn differing(one: &Read, other: &Read) -> usize {
    one.against(other).into_iter().filter(|(_, agreement)| *agreement == super::super::reading::Agreement::Differs).count()
}

fn families_fit(one: &Read, other: &Read) -> bool {
    one.family.is_none() || other.family.is_none() || one.family == other.family
}

fn share_a_name(one: &Read, other: &Read) -> bool {
    both_agree(&one.manufacturer, &other.manufacturer) || both_agree(&one.model, &other.model)
}

fn is_alike(one: &Read, other: &Read) -> bool {
    families_fit(one, other)
        && share_a_name(one, other)
        && !differ(&one.manufacturer, &other.manufacturer)
        && !differ(&one.model, &other.model)
}

fn slowly(declared: &[Read], actual: &[Read]) -> Vec<Option<usize>> {
    let stages: [fn(&Read, &Read) -> bool; 6] = [
        |one, other| one.addresses.iter().any(|address| other.addresses.contains(address)),
        |one, other| both_agree(&one.serial, &other.serial) && share_a_name(one, other),
        |one, other| {
            both_agree(&one.serial, &other.serial)
                && one.family.is_some()
                && one.family == other.family
                && !differ(&one.manufacturer, &other.manufacturer)
                && !differ(&one.model, &other.model)
        },
        |one, other| is_alike(one, other) && !differ(&one.serial, &other.serial),
        is_alike,
        |one, other| {
            let same_kind = one.family.is_some() && one.family == other.family && both_agree(&one.manufacturer, &other.manufacturer);
            same_kind || (families_fit(one, other) && both_agree(&one.model, &other.model))
        },
    ];
    let (mut partners, mut free) = (vec![None; declared.len()], vec![true; actual.len()]);
    for fits in stages {
        for (index, part) in declared.iter().enumerate() {
            if partners[index].is_some() {
                continue;
            }
            let places = (0..actual.len()).filter(|place| free[*place] && fits(part, &actual[*place]));
            if let Some(best) = places.min_by_key(|place| (differing(part, &actual[*place]), *place)) {
                (partners[index], free[best]) = (Some(best), false);
            }
        }
    }
    partners
}

/// Few words, so that ties, duplicates and pieces that fit several are the rule.
fn text(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.8, prop::sample::select(words).prop_map(str::to_owned))
}

fn parts() -> impl Strategy<Value = Vec<Read>> {
    const NAMES: &[&str] = &["a", "b", "A ", "a:b", "a:", ":b", "b:a", "a:b:c", "::c", "a::c", ":", "::", "n/a"];
    const SERIALS: &[&str] = &["s", "t", "u", "v", "s:", "s:t", ":t", "t:t", "s:t:n", "u:t:n", "::n", ":", "0"];
    const ADDRESSES: &[&str] = &["00:00:00:00:00:01", "000000000002", "00-00-00-00-00-03", "020000000001", "nowhere"];
    let family = prop::option::of(prop::sample::select(vec![Family::Memory, Family::Network]));
    let addresses =
        prop_oneof![3 => Just(Vec::new()), 2 => prop::collection::vec(prop::sample::select(ADDRESSES).prop_map(str::to_owned), 1..3)];
    let part = (family, text(NAMES), text(NAMES), text(SERIALS), text(&["1", "2", "1:", "1:2"]), addresses);
    let part = part.prop_map(|(family, manufacturer, model, serial, revision, addresses)| {
        Read::of(&Part { family, manufacturer, model, serial, revision, addresses })
    });
    prop::collection::vec(part, 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_fast_way_finds_the_very_partners_of_the_slow_one(declared in parts(), actual in parts()) {
        prop_assert_eq!(pair(&declared, &actual), slowly(&declared, &actual));
    }
}

/// The same machine twice, in another order, with every kind of mishap in some part.
#[test]
fn a_thousand_parts_and_their_shuffled_twins_are_paired_as_slowly() {
    let part = |number: usize, serial: usize| {
        Read::of(&Part {
            family: Some(if number.is_multiple_of(3) { Family::Memory } else { Family::Storage }),
            manufacturer: Some(["Samsung", "SK hynix", "8086:1028:", "8086::vpd"][number % 4].to_owned()),
            model: (!number.is_multiple_of(11)).then(|| format!("model {}", number % 7)),
            serial: (!number.is_multiple_of(5)).then(|| format!("eui{serial}:sn{serial}:nqn.2014-08.org.nvmexpress")),
            revision: Some((number % 2).to_string()),
            addresses: if number.is_multiple_of(13) {
                vec![format!("00:00:00:00:{:02x}:{:02x}", serial / 256, serial % 256)]
            } else {
                Vec::new()
            },
        })
    };
    let declared: Vec<Read> = (0..1_000).map(|number| part(number, number)).collect();
    let actual: Vec<Read> = (0..1_000).map(|number| number * 389 % 1_000).map(|number| part(number, number + number / 500)).collect();
    assert_eq!(pair(&declared, &actual), slowly(&declared, &actual));
}

#[test]
fn a_number_of_which_no_piece_is_known_is_not_known() {
    let read = |serial: &str| Read::of(&Part { serial: Some(serial.to_owned()), ..Part::default() }).serial;
    assert_eq!((read("::"), read(" : "), read(":s"), read(": :").as_deref()), (None, None, Some(":s".to_owned()), Some(": :")));
}
