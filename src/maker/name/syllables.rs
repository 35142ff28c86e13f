//! Syllables of pinyin: a word of two of them is a plain Chinese word that many companies may bear.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Whether a word is two syllables of pinyin: "dahua", "haikang", "huawei".
pub fn are_two(word: &str) -> bool {
    let split =
        |at: usize| word.split_at_checked(at).is_some_and(|(first, second)| SYLLABLES.contains(first) && SYLLABLES.contains(second));
    word.len() <= 12 && (1..word.len().min(7)).any(split)
}

static SYLLABLES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../reference/words/syllables.txt").lines().filter(|line| !line.starts_with('#')).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_chinese_words_are_told_from_made_up_ones() {
        for word in ["dahua", "haikang", "huawei", "zhongxing", "xiaomi", "huaneng"] {
            assert!(are_two(word), "{word}");
        }
        for word in ["hikvision", "hytera", "quectel", "kaspersky", "hisilicon", "ezviz", "haikangweishi", "futurewei", "huawie", "hauwei"]
        {
            assert!(!are_two(word), "{word}");
        }
    }
}
