//! Names compared and looked up: properties that hold for any text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use kenpin::maker::name::{Name, parse_field};
use kenpin::maker::registry::{self, REGISTRIES};
use kenpin::screening::index::Index;
use kenpin::screening::similarity::{Verdict, compare};
use proptest::prelude::*;

/// Texts as they come: words of listed and of harmless names, other scripts, slips, look-alikes, and noise.
fn name() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Huawei",
        "huawie",
        "HUAWE1",
        "Hua",
        "Wei",
        "Hikvision",
        "Hik",
        "Vision",
        "Dahua",
        "ZTE",
        "Technologies",
        "Technology",
        "Digital",
        "Co., Ltd.",
        "GmbH",
        "S.A.",
        "Trading",
        "(UK)",
        "Shanghai",
        "54th",
        "Group",
        "华为",
        "華為技術",
        "有限公司",
        "ファーウェイ",
        "ﾌｧｰｳｪｲ",
        "화웨이",
        "Хуавэй",
        "هواوي",
        "中兴康讯",
        "&",
        "/",
        "the",
        "of",
    ]);
    prop_oneof![3 => prop::collection::vec(words, 0..6).prop_map(|words| words.join(" ")), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn likeness_is_the_same_both_ways(one in name(), other in name()) {
        let (one, other) = (Name::of(&one), Name::of(&other));
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
    }

    #[test]
    fn a_thousand_only_for_equal_normal_forms(one in name(), other in name()) {
        let (one, other) = (Name::of(&one), Name::of(&other));
        let equal = !one.key().is_empty() && one.key() == other.key();
        prop_assert_eq!(compare(&one, &other).score == 1000, equal);
    }

    #[test]
    fn a_name_is_its_own_match(one in name()) {
        let name = Name::of(&one);
        prop_assume!(!name.key().is_empty());
        prop_assert_eq!(compare(&name, &name).verdict, Verdict::Match);
    }

    #[test]
    fn what_compares_as_alike_is_found_by_the_index(one in name(), other in name()) {
        let likeness = kenpin::screening::similarity::against(&Name::of(&one), &Name::of(&other));
        let found = Index::build([(7, other.as_str())].into_iter()).look_up(&one);
        if likeness.verdict == Verdict::Different {
            prop_assert!(found.is_empty());
        } else {
            prop_assert_eq!(found.first().map(|candidate| candidate.likeness), Some(likeness.score));
        }
    }

    #[test]
    fn adding_an_entry_changes_no_other_candidate(listed in prop::collection::vec(name(), 1..8), added in name(), sought in name()) {
        let before: Vec<(u32, &str)> = (0..).zip(listed.iter().map(String::as_str)).collect();
        let with = before.iter().copied().chain([(u32::MAX, added.as_str())]);
        let found = Index::build(before.iter().copied()).look_up(&sought);
        let after: Vec<_> = Index::build(with).look_up(&sought).into_iter().filter(|candidate| candidate.key != u32::MAX).collect();
        prop_assert_eq!(found, after);
    }

    #[test]
    fn no_field_and_no_identifier_panics(text in any::<String>(), at in 0..REGISTRIES.len()) {
        let _ = parse_field(&text);
        let _ = registry::read(REGISTRIES[at].kind, &text);
    }
}
