//! What each change to a name makes of it: a table of names by changes, each cell with verdict and score against the name itself.
//!
//! `KENPIN_BLESS=1` writes `tests/fixtures/screening/changes.txt` anew, for a person to review.

use std::fmt::Write;
use std::path::Path;

use kenpin::maker::name::Name;
use kenpin::screening::index::Index;
use kenpin::screening::similarity::{Verdict, against};

/// Marks, plain words, common words, initials, places, numbers, scripts.
const NAMES: &[&str] = &[
    "Huawei Technologies Co., Ltd.",
    "Huawei",
    "ZTE Corporation",
    "ZTE",
    "Hytera Communications Corporation Limited",
    "Hangzhou Hikvision Digital Technology Co., Ltd.",
    "Hikvision",
    "Zhejiang Dahua Technology Co., Ltd.",
    "Dahua",
    "Da Hua Optics",
    "Semiconductor Manufacturing International (Tianjin) Corporation",
    "SMIC",
    "China State Construction Engineering Corp",
    "China Electronics Corporation",
    "CETC 54th Research Institute",
    "Quorvex",
    "Quorvex Tillamund Optics GmbH",
    "Quorvex Foods",
    "Lorex Technology",
    "Digital System Inc",
    "Digitalsystem",
    "Global Sun Technology",
    "Micro-Star International Co., Ltd. (MSI)",
    "Tencent Holdings Limited",
    "BOE Technology Group Co., Ltd.",
    "TP-Link Systems Inc.",
    "DJI",
    "Unicom",
    "Nubia Technology",
    "Kaspersky Lab",
    "Huawei Symantec",
    "Panda Electronics Group",
    "Anhui Unicorn Tool Optics (Tianjin)",
    "Quorvex Vantel Xylo Lumen Corp",
    "Ab Cd",
    "华为技术有限公司",
    "海康威视",
    "中兴通讯股份有限公司",
    "大华",
    "浙江大华技术股份有限公司",
    "ファーウェイ",
    "株式会社日立製作所",
    "Хуавэй",
    "화웨이",
    "هواوي",
];

/// One change, and how it is called in the table.
type Change = (&'static str, fn(&str) -> String);

fn words(name: &str) -> Vec<&str> {
    name.split(' ').collect()
}

/// The longest word, changed.
fn with_longest(name: &str, change: impl Fn(&[char]) -> String) -> String {
    let longest = words(name).into_iter().rev().max_by_key(|word| word.chars().count()).unwrap_or_default();
    name.replacen(longest, &change(&longest.chars().collect::<Vec<_>>()), 1)
}

/// The first letters of the words.
fn initials(name: &str, skipped: usize) -> String {
    let words = words(name);
    let kept = words.iter().take(words.len().saturating_sub(skipped));
    kept.filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric())).collect::<String>().to_uppercase()
}

const CHANGES: &[Change] = &[
    ("itself", str::to_owned),
    ("capitals", |name| name.to_uppercase()),
    ("first word", |name| words(name)[0].to_owned()),
    ("two words", |name| words(name).into_iter().take(2).collect::<Vec<_>>().join(" ")),
    ("no first", |name| words(name)[1..].join(" ")),
    ("no last", |name| words(name)[..words(name).len() - 1].join(" ")),
    ("no last two", |name| words(name)[..words(name).len().saturating_sub(2)].join(" ")),
    ("turned", |name| words(name).into_iter().rev().collect::<Vec<_>>().join(" ")),
    ("together", |name| name.replace(' ', "")),
    ("two together", |name| name.replacen(' ', "", 1)),
    ("parted", |name| {
        with_longest(name, |word| {
            format!("{} {}", word[..word.len() / 2].iter().collect::<String>(), word[word.len() / 2..].iter().collect::<String>())
        })
    }),
    ("parted at 3", |name| {
        with_longest(name, |word| {
            format!("{} {}", word[..word.len().min(3)].iter().collect::<String>(), word[word.len().min(3)..].iter().collect::<String>())
        })
    }),
    ("swapped", |name| {
        with_longest(name, |word| {
            let mut word = word.to_vec();
            let last = word.len() - 1;
            word.swap(1.min(last), 2.min(last));
            word.iter().collect()
        })
    }),
    ("left out", |name| with_longest(name, |word| word.iter().enumerate().filter(|(at, _)| *at != 3).map(|(_, letter)| letter).collect())),
    ("doubled", |name| {
        with_longest(name, |word| word.iter().enumerate().flat_map(|(at, letter)| vec![*letter; if at == 2 { 2 } else { 1 }]).collect())
    }),
    ("replaced", |name| {
        with_longest(name, |word| word.iter().enumerate().map(|(at, letter)| if at == 3 { 'x' } else { *letter }).collect())
    }),
    ("two replaced", |name| {
        with_longest(name, |word| word.iter().enumerate().map(|(at, letter)| if at == 2 || at == 3 { 'x' } else { *letter }).collect())
    }),
    ("ei to ai", |name| name.replace('e', "a")),
    ("shorter", |name| with_longest(name, |word| word[..word.len() - 1].iter().collect())),
    ("longer", |name| with_longest(name, |word| format!("{}s", word.iter().collect::<String>()))),
    ("digits", |name| name.replace('o', "0").replace(['i', 'l'], "1")),
    ("signs", |name| name.replacen('a', "@", 1).replacen('e', "€", 1)),
    ("prefixed", |name| with_longest(name, |word| format!("my{}", word.iter().collect::<String>()))),
    ("europe", |name| with_longest(name, |word| format!("{}europe", word.iter().collect::<String>()))),
    ("foods", |name| with_longest(name, |word| format!("{}foods", word.iter().collect::<String>()))),
    ("zz", |name| with_longest(name, |word| format!("{}zz", word.iter().collect::<String>()))),
    ("initials", |name| initials(name, 0)),
    ("initials -1", |name| initials(name, 1)),
    ("initials -2", |name| initials(name, 2)),
    ("initials Tianjin", |name| format!("{} Tianjin", initials(name, 2))),
    ("+ Ltd", |name| format!("{name} Ltd")),
    ("+ GmbH", |name| format!("{name} GmbH")),
    ("+ d.o.o.", |name| format!("{name} d.o.o.")),
    ("+ Technology", |name| format!("{name} Technology")),
    ("+ Electronics", |name| format!("{name} Electronics")),
    ("+ Trading", |name| format!("{name} Trading")),
    ("+ Foods", |name| format!("{name} Foods")),
    ("+ Group", |name| format!("{name} Group")),
    ("+ Brastel", |name| format!("{name} Brastel")),
    ("+ Xu", |name| format!("{name} Xu")),
    ("+ 24", |name| format!("{name} 24")),
    ("+ (UK)", |name| format!("{name} (UK)")),
    ("+ itself", |name| format!("{name} ({})", words(name)[0])),
    ("Prama +", |name| format!("Prama {name}")),
    ("Shanghai +", |name| format!("Shanghai {name}")),
    ("National +", |name| format!("National {name}")),
    ("no tech", |name| name.replace("Technology", "").replace("Technologies", "").replace("技术", "")),
    ("trading", |name| {
        name.replace("Technology", "Trading").replace("Technologies", "Trading").replace("Electronics", "Trading").replace("技术", "贸易")
    }),
    ("foods for", |name| {
        name.replace("Technology", "Foods").replace("Technologies", "Foods").replace("Electronics", "Foods").replace("技术", "食品")
    }),
    ("Beijing", |name| {
        name.replace("Hangzhou", "Beijing")
            .replace("Zhejiang", "Beijing")
            .replace("Tianjin", "Beijing")
            .replace("China", "Beijing")
            .replace("浙江", "北京")
    }),
    ("55th", |name| name.replace("54th", "55th")),
    ("上海 +", |name| format!("上海{name}")),
    ("+ 日本株式会社", |name| format!("{name}日本株式会社")),
    ("+ 照明", |name| format!("{name}照明")),
    ("+ 电子", |name| format!("{name}电子")),
    ("+ 康讯", |name| format!("{name}康讯")),
    ("two letters", |name| name.chars().take(2).collect()),
    ("slip, + Foods", |name| {
        format!(
            "{} Foods",
            with_longest(name, |word| word.iter().enumerate().filter(|(at, _)| *at != 3).map(|(_, letter)| letter).collect())
        )
    }),
    ("slip, + Trading", |name| {
        format!(
            "{} Trading",
            with_longest(name, |word| word.iter().enumerate().map(|(at, letter)| if at == 3 { 'x' } else { *letter }).collect())
        )
    }),
    ("slip, + Technology", |name| {
        format!(
            "{} Technology",
            with_longest(name, |word| word.iter().enumerate().map(|(at, letter)| if at == 3 { 'x' } else { *letter }).collect())
        )
    }),
    ("slip alone", |name| {
        with_longest(words(name).into_iter().max_by_key(|word| word.chars().count()).unwrap_or_default(), |word| {
            word.iter().enumerate().map(|(at, letter)| if at == 2 { 'o' } else { *letter }).collect()
        })
    }),
];

/// `M987` a match, `R` to be looked at, `-` another company.
fn cell(changed: &str, listed: &str) -> String {
    let likeness = against(&Name::of(changed), &Name::of(listed));
    match likeness.verdict {
        Verdict::Match => format!("M{}", likeness.score),
        Verdict::Review => format!("R{}", likeness.score),
        Verdict::Different => format!("-{}", likeness.score),
    }
}

/// The table, a name a paragraph; a name that is changed more than others needs more lines.
fn table() -> String {
    let mut table = String::new();
    for name in NAMES {
        writeln!(table, "{name}").unwrap();
        for row in CHANGES.chunks(6) {
            let cells: Vec<String> = row.iter().map(|(what, change)| format!("{what} {}", cell(&change(name), name))).collect();
            writeln!(table, "  {}", cells.join(" | ")).unwrap();
        }
    }
    table
}

#[test]
fn what_each_change_makes_of_a_name_is_as_it_was_reviewed() {
    let table = table();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/screening/changes.txt");
    if std::env::var_os("KENPIN_BLESS").is_some() {
        std::fs::write(&kept, &table).unwrap();
    }
    let reviewed = std::fs::read_to_string(&kept).unwrap_or_default();
    let differ: Vec<String> = reviewed
        .lines()
        .zip(table.lines())
        .filter(|(was, is)| was != is)
        .map(|(was, is)| format!("  was {was}\n  is  {is}"))
        .take(10)
        .collect();
    assert!(
        reviewed == table,
        "the table of changes is another; write it anew with KENPIN_BLESS=1 and read the difference:\n{}",
        differ.join("\n")
    );
}

/// Whatever is alike is found among all the others, with the same score.
#[test]
fn the_index_finds_whatever_is_alike() {
    let index = Index::build((0..).zip(NAMES.iter().copied()));
    let listed: Vec<Name> = NAMES.iter().map(|name| Name::of(name)).collect();
    for name in NAMES {
        for (what, change) in CHANGES {
            let changed = change(name);
            let read = Name::of(&changed);
            let likely = (0..).zip(&listed).map(|(key, listed)| (key, against(&read, listed)));
            let alike: Vec<(u32, u16)> = likely
                .filter(|(_, likeness)| likeness.verdict != Verdict::Different)
                .map(|(key, likeness)| (key, likeness.score))
                .collect();
            let mut found: Vec<(u32, u16)> = index.look_up_name(&read).into_iter().map(|found| (found.key, found.likeness)).collect();
            found.sort_unstable();
            assert_eq!(found, alike, "{name}, {what}: {changed}");
        }
    }
}
