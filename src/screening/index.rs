//! Finds the listed names that a name may be, among hundreds of thousands, without comparing it with all.

use std::collections::BTreeMap;

use super::acronym;
use super::similarity::{Verdict, against};
use crate::maker::name::{Class, Name, Origin, Word, commonness};

/// A listed name that a looked-up name may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As handed to [`Index::build`].
    pub key: u32,
    /// 600 to 1000; see [`super::similarity::Likeness::score`].
    pub likeness: u16,
    /// [`Verdict::Review`] or [`Verdict::Match`].
    pub verdict: Verdict,
    /// In words.
    pub reasons: Vec<String>,
}

/// Listed names, found by their words, their sounds and their slips. Adding a name never changes what another one gets.
#[derive(Clone, Debug, Default)]
pub struct Index {
    names: Vec<(u32, Name)>,
    /// Hash of a way in, and the name that has it; sorted.
    ways: Vec<(u64, u32)>,
}

impl Index {
    /// Indexes names; one key may have several.
    pub fn build<'a>(names: impl Iterator<Item = (u32, &'a str)>) -> Index {
        Self::of_names(names.map(|(key, text)| (key, Name::of(text))))
    }

    /// As [`Index::build`], for names already read.
    pub fn of_names(names: impl Iterator<Item = (u32, Name)>) -> Index {
        let mut index = Index::default();
        for (key, name) in names {
            let Ok(at) = u32::try_from(index.names.len()) else { break };
            index.ways.extend(listed_ways(&name).into_iter().map(|way| (way, at)));
            index.names.push((key, name));
        }
        index.ways.sort_unstable();
        index.ways.dedup();
        index
    }

    /// The best candidate of each key, the likeliest first, then by key.
    pub fn look_up(&self, text: &str) -> Vec<Candidate> {
        self.look_up_name(&Name::of(text))
    }

    /// As [`Index::look_up`], for a name already read.
    pub fn look_up_name(&self, name: &Name) -> Vec<Candidate> {
        let mut ats: Vec<u32> = ways_of(name).into_iter().flat_map(|way| self.found(way)).collect();
        ats.sort_unstable();
        ats.dedup();
        let mut best: BTreeMap<u32, Candidate> = BTreeMap::new();
        for at in ats {
            let Some((key, listed)) = usize::try_from(at).ok().and_then(|at| self.names.get(at)) else { continue };
            let likeness = against(name, listed);
            if likeness.verdict == Verdict::Different || best.get(key).is_some_and(|known| known.likeness >= likeness.score) {
                continue;
            }
            best.insert(*key, Candidate { key: *key, likeness: likeness.score, verdict: likeness.verdict, reasons: likeness.reasons });
        }
        let mut candidates: Vec<Candidate> = best.into_values().collect();
        candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.likeness), candidate.key));
        candidates
    }

    fn found(&self, way: u64) -> impl Iterator<Item = u32> {
        let from = self.ways.partition_point(|(hash, _)| *hash < way);
        self.ways.get(from..).unwrap_or_default().iter().take_while(move |(hash, _)| *hash == way).map(|(_, at)| *at)
    }
}

/// Words of a name that lead anywhere, at most.
const LIMIT_WORDS: usize = 24;
/// Shortest word whose slips are looked for.
const SHORTEST_SLIP: usize = 5;
/// Shortest word that is looked for inside a longer one.
const SHORTEST_PART: usize = 5;

/// Ways in to a listed name.
fn listed_ways(name: &Name) -> Vec<u64> {
    let mut ways = whole(name);
    for word in proper(name) {
        word_ways(word, &mut ways);
        if word.origin == Origin::Han {
            ways.extend(ends(&word.text).map(|end| hash("end", &end)));
        }
    }
    ways.extend(joins(name).map(|raw| hash("join", &raw)));
    ways.extend(acronym::letters(name).iter().map(|letters| hash("letters", letters)));
    ways.extend(acronym::words(name).map(|word| hash("acronym", &word.text)));
    ways
}

/// Ways to look for a name: those of a listed one, the parts of its words, and what was written apart on one side and together
/// on the other. Words written apart on both sides meet by themselves.
fn ways_of(name: &Name) -> Vec<u64> {
    let mut ways = whole(name);
    for word in proper(name) {
        word_ways(word, &mut ways);
        parts(word, &mut ways);
        ways.push(hash("join", &word.raw));
        if word.origin != Origin::Latin {
            ways.push(hash("join", &word.sound()));
            ways.push(hash("end", &word.text));
        }
    }
    ways.extend(joins(name).flat_map(|raw| [hash("word", &raw), hash("sound", &raw)]));
    ways.extend(acronym::words(name).map(|word| hash("letters", &word.text)));
    ways.extend(acronym::letters(name).iter().map(|letters| hash("acronym", letters)));
    ways.sort_unstable();
    ways.dedup();
    ways
}

fn proper(name: &Name) -> impl Iterator<Item = &Word> {
    name.words().iter().filter(|word| word.class == Class::Proper).take(LIMIT_WORDS)
}

/// The key, and for a name of common words alone those words in any order, legal forms and plain ones off.
fn whole(name: &Name) -> Vec<u64> {
    if name.key().is_empty() {
        return Vec::new();
    }
    let mut ways = vec![hash("key", name.key())];
    if !name.is_distinctive() {
        let plain = |word: &&Word| word.class != Class::Form && word.class != Class::Trade(crate::maker::name::Trade::Plain);
        let mut words: Vec<&str> = name.words().iter().filter(plain).map(|word| word.text.as_str()).take(LIMIT_WORDS).collect();
        words.sort_unstable();
        ways.push(hash("common", &words.join(" ")));
    }
    ways
}

/// A proper word itself, its sound, its look, and itself without each of its letters.
fn word_ways(word: &Word, ways: &mut Vec<u64>) {
    ways.push(hash("word", &word.text));
    ways.push(hash("sound", &word.sound()));
    if word.origin != Origin::Latin {
        return;
    }
    ways.push(hash("look", &word.look_alike()));
    // Only a word of its own may be a part of a longer one.
    if word.is_strong() {
        ways.push(hash("part", &word.text));
    }
    // A slip is believed between two rare words.
    if word.text.len() >= SHORTEST_SLIP && commonness(&word.text) < 3 {
        ways.push(hash("slip", &word.text));
        let without = |at: usize| word.text.char_indices().filter(|(index, _)| *index != at).map(|(_, c)| c).collect::<String>();
        ways.extend((0..word.text.len().min(40)).map(|at| hash("slip", &without(at))));
    }
}

/// Neighbours as one word, for names written apart on one side.
fn joins(name: &Name) -> impl Iterator<Item = String> {
    let words: Vec<&Word> = name.words().iter().filter(|word| !word.is_filler()).take(LIMIT_WORDS).collect();
    let fit = |words: &[&Word]| words.iter().all(|word| word.class != Class::Form);
    let joined = move |length: usize| {
        let together = words.windows(length).filter(|words| fit(words));
        together.map(|words| words.iter().map(|word| word.raw.as_str()).collect::<String>()).collect::<Vec<_>>()
    };
    [2, 3].into_iter().flat_map(joined).filter(|raw| raw.len() > 3 && raw.len() < 32)
}

/// Beginnings and ends of a run of Han, of two characters and more, itself left out.
fn ends(run: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = run.chars().take(12).collect();
    let lengths = 2..letters.len();
    lengths.flat_map(move |length| {
        [letters.iter().take(length).collect(), letters.iter().skip(letters.len().saturating_sub(length)).collect()]
    })
}

/// Beginnings and ends of a Latin word, and every piece of a run of Han.
fn parts(word: &Word, ways: &mut Vec<u64>) {
    let letters: Vec<char> = word.text.chars().take(40).collect();
    match word.origin {
        Origin::Latin => {
            for length in SHORTEST_PART..letters.len() {
                ways.push(hash("part", &letters.iter().take(length).collect::<String>()));
                ways.push(hash("part", &letters.iter().skip(letters.len().saturating_sub(length)).collect::<String>()));
            }
            // A mark of three or four letters before a known word: "zteusa".
            for length in [3, 4] {
                ways.push(hash("part", &letters.iter().take(length).collect::<String>()));
            }
        }
        Origin::Han => {
            for length in 2..letters.len().min(7) {
                ways.extend(letters.windows(length).map(|piece| hash("word", &piece.iter().collect::<String>())));
            }
        }
        Origin::Other => {}
    }
}

/// FNV-1a, 64 bits: the same in every run and on every machine. A false meeting costs one comparison and nothing else.
fn hash(kind: &str, text: &str) -> u64 {
    let bytes = kind.bytes().chain([0]).chain(text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;

    const LISTED: &[(u32, &str)] = &[
        (1, "Huawei Technologies Co., Ltd."),
        (1, "Huawei"),
        (1, "华为技术有限公司"),
        (2, "Hangzhou Hikvision Digital Technology Co., Ltd."),
        (2, "Hikvision"),
        (2, "海康威视"),
        (3, "Zhejiang Dahua Technology Co., Ltd."),
        (3, "Dahua"),
        (4, "China Electronics Corporation"),
        (5, "SMIC"),
    ];

    fn index() -> Index {
        Index::build(LISTED.iter().copied())
    }

    fn first(text: &str) -> Option<(u32, Verdict)> {
        index().look_up(text).first().map(|candidate| (candidate.key, candidate.verdict))
    }

    #[test]
    fn every_way_in_finds_its_name() {
        for text in [
            "HUAWEI TECHNOLOGIES CO.,LTD",
            "Hua Wei Technologies",
            "HUAWE1 Technologies",
            "Huаwei",
            "华为",
            "華為技術日本株式会社",
            "Huawei Technologies (UK) Co., Ltd.",
            "huaweicloud",
        ] {
            assert_eq!(first(text), Some((1, Verdict::Match)), "{text}");
        }
        for text in ["Hik Vision", "Hikvison Digital Technology", "杭州海康威视数字技术股份有限公司", "Haikang Weishi"] {
            assert_eq!(first(text).map(|found| found.0), Some(2), "{text}");
        }
        assert_eq!(first("China Electronics Corp"), Some((4, Verdict::Match)));
    }

    #[test]
    fn false_friends_find_nothing() {
        for text in [
            "Dahua Hawthorn Development Pty Ltd",
            "Huawen Media",
            "COSSMIC Products",
            "China Huaneng Group",
            "SMIC! Events & Marketing GmbH",
            "Digital Technology Co., Ltd.",
            "",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_key_has_one_candidate_its_best() {
        let found = index().look_up("Huawei");
        assert_eq!(found.iter().filter(|candidate| candidate.key == 1).count(), 1);
        assert_eq!(found[0].likeness, 1000);
    }
}
