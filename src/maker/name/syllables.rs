//! Syllables of pinyin: a word of two of them is a plain Chinese word that many companies may bear.

const INITIALS: &[&str] =
    &["zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w", ""];

const FINALS: &[&str] = &[
    "iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan", "ai", "an", "ao", "ei", "en", "er", "ia", "ie", "in",
    "iu", "ou", "ua", "ue", "ui", "un", "uo", "a", "e", "i", "o", "u", "v",
];

/// Whether a word is two syllables of pinyin: "dahua", "haikang", "huawei".
pub fn are_two(word: &str) -> bool {
    word.len() <= 12 && ends(word).into_iter().any(|rest| ends(rest).contains(&""))
}

/// What is left of a word behind each syllable that it may begin with.
fn ends(word: &str) -> Vec<&str> {
    INITIALS
        .iter()
        .filter_map(|initial| word.strip_prefix(initial))
        .flat_map(|rest| FINALS.iter().filter_map(|last| rest.strip_prefix(last)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_chinese_words_are_told_from_made_up_ones() {
        for word in ["dahua", "haikang", "huawei", "zhongxing", "xiaomi", "huaneng"] {
            assert!(are_two(word), "{word}");
        }
        for word in ["hikvision", "hytera", "quectel", "kaspersky", "hisilicon", "ezviz", "haikangweishi", "futurewei"] {
            assert!(!are_two(word), "{word}");
        }
    }
}
