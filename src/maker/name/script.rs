//! Letters of every script brought to one: width, case, accents, look-alikes, traditional Han, kana, romanisation.

use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii_char;
use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// How a character joins with its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A to Z with their accents, and digits.
    Latin,
    /// Letters of another alphabet: Cyrillic, Greek, Arabic, Hebrew, Thai.
    Alphabet,
    Han,
    Kana,
    Hangul,
    /// Joins nothing: blanks and punctuation.
    Break,
    /// Leaves no trace: apostrophes, marks of ownership, invisible characters.
    Nothing,
}

/// The kind of a character after [`normal`].
pub fn kind(letter: char) -> Kind {
    match letter {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => Kind::Latin,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '®' | '™' | '©' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => {
            Kind::Nothing
        }
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{0640}' | '\u{064b}'..='\u{065f}' => {
            Kind::Nothing
        }
        '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}'
            if letter.is_alphabetic() =>
        {
            Kind::Latin
        }
        '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | 'ー' => Kind::Kana,
        '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}' => {
            Kind::Han
        }
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Kind::Hangul,
        other if other.is_alphanumeric() => Kind::Alphabet,
        _ => Kind::Break,
    }
}

/// Characters that leave no mark on paper, and yet count as letters or stand between them: UAX 44, Default_Ignorable_Code_Point,
/// and the blank of Braille.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Compatibility forms resolved (UAX 15, NFKC): half-width kana, full-width Latin, circled and squared characters.
pub fn normal(text: &str) -> String {
    text.replace(['®', '™', '©', '℠'], " ").nfkc().collect()
}

/// A Latin token in lower-case ASCII.
pub fn plain(token: &str) -> String {
    token
        .chars()
        .flat_map(|letter| any_ascii_char(letter).chars())
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// A token of Latin letters with look-alikes of other alphabets between them (UTS 39, section 5.1: mixed-script) as the
/// Latin letters that a reader sees.
pub fn seen(token: &str) -> String {
    token.chars().map(seen_letter).collect::<String>()
}

fn seen_letter(letter: char) -> String {
    if kind(letter) == Kind::Latin {
        return plain(letter.encode_utf8(&mut [0; 4]));
    }
    let letter = bare_letter(letter);
    let shape: String = skeleton(letter.encode_utf8(&mut [0; 4])).collect();
    // UTS 39 makes capital I and small l one; a capital I of another script is meant as an I.
    if shape == "l" && letter.is_uppercase() {
        return "i".to_owned();
    }
    if !shape.is_empty() && shape.chars().all(|c| c.is_ascii_alphanumeric()) { shape.to_ascii_lowercase() } else { roman(letter) }
}

/// Without its accents; small Cherokee as capitals, which look Latin (Unicode 8.0 made the pairs); omega as the w that it looks like.
fn bare_letter(letter: char) -> char {
    let base = std::iter::once(letter).nfd().next().unwrap_or(letter);
    match base {
        'ω' => 'w',
        '\u{ab70}'..='\u{abbf}' => char::from_u32(u32::from(base).saturating_sub(0xab70).saturating_add(0x13a0)).unwrap_or(base),
        '\u{13f8}'..='\u{13fd}' => char::from_u32(u32::from(base).saturating_sub(8)).unwrap_or(base),
        other => other,
    }
}

/// One letter of another alphabet in Latin ones.
fn roman(letter: char) -> String {
    any_ascii_char(letter).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A token of another alphabet, of kana or of Hangul, in Latin letters.
pub fn romanised(token: &str) -> String {
    token.chars().map(roman).collect()
}

/// Han as simplified characters, kana without small letters and long marks: in the same script, spellings made one.
pub fn unified(letter: char) -> Option<char> {
    let big = match letter {
        'ー' => return None,
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' | 'ヴ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        other => other,
    };
    Some(SIMPLIFIED.get(&big).copied().unwrap_or(big))
}

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    include_str!("../../../reference/words/han.tsv")
        .lines()
        .filter_map(|line| {
            let (written, simplified) = line.split_once('\t')?;
            Some((single(written)?, single(simplified)?))
        })
        .collect()
});

fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let first = letters.next()?;
    letters.next().is_none().then_some(first)
}

/// The usual reading of Han in pinyin without tones; a character without one as any_ascii has it.
pub fn pinyin(token: &str) -> String {
    token.chars().map(|letter| letter.to_pinyin().map_or_else(|| roman(letter), |reading| reading.plain().replace('ü', "v"))).collect()
}

/// Latin letters with those that look alike made one: digits for letters, `I` and `l`, `rn` and `m`, `vv` or `uu` and `w`,
/// `cl` and `d`.
pub fn look_alike(ascii: &str) -> String {
    let mut out = String::with_capacity(ascii.len());
    let mut letters = ascii.chars().peekable();
    while let Some(letter) = letters.next() {
        let one = match (letter, letters.peek()) {
            ('r', Some('n')) => Some('m'),
            ('v', Some('v')) | ('u', Some('u')) => Some('w'),
            ('c', Some('l')) => Some('d'),
            (_, _) => None,
        };
        if one.is_some() {
            letters.next();
        }
        out.push(one.unwrap_or(match letter {
            '0' => 'o',
            '1' | 'i' => 'l',
            '2' => 'z',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '6' | '8' => 'b',
            '7' => 't',
            '9' => 'g',
            other => other,
        }));
    }
    out
}

/// A text in which signs between letters are the letters that they are drawn like: "Hu@wei", "H!kvision", "Huaw€i". `None`
/// where there is none: in a mail address, and where a new word begins behind the sign ("Yahoo!Japan"), it is a sign.
pub fn undisguised(text: &str) -> Option<String> {
    let text = normal(text);
    let words: Vec<String> = text.split(' ').map(meant).collect();
    let meant = words.join(" ");
    (meant != text).then_some(meant)
}

fn meant(word: &str) -> String {
    if word.split_once('@').is_some_and(|(_, host)| host.contains('.')) {
        return word.to_owned();
    }
    let letters: Vec<char> = word.chars().collect();
    let read = |at: usize, letter: char| {
        let behind = letters.get(at.saturating_add(1)).copied().filter(|letter| letter.is_alphabetic())?;
        let before = at.checked_sub(1).map(|at| letters.get(at).copied().filter(|letter| letter.is_alphabetic()));
        let meant = match (letter, before) {
            ('$', None | Some(Some(_))) => 's',
            ('@', Some(Some(_))) => 'a',
            ('!' | '¡' | '|', Some(Some(_))) => 'i',
            ('€', Some(Some(_))) => 'e',
            (_, _) => return None,
        };
        let new_word = before.flatten().is_some_and(char::is_lowercase) && behind.is_uppercase();
        (!new_word).then_some(meant)
    };
    letters.iter().enumerate().map(|(at, letter)| read(at, *letter).unwrap_or(*letter)).collect()
}

/// How romanised words are told apart by ear: one spelling for those that systems of romanisation write differently.
pub fn heard(roman: &str) -> String {
    let mut out = roman.replace("kh", "h").replace("hw", "hu").replace("tszy", "zi").replace("chzh", "zh");
    out = out.replace('y', "i").replace('v', "w").replace("ii", "i");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_are_one() {
        for (one, other) in
            [("huauuei", "huawei"), ("clahua", "dahua"), ("hikvisi0n", "hikvision"), ("2te", "zte"), ("seagate9", "seagateg")]
        {
            assert_eq!(look_alike(one), look_alike(other), "{one}");
        }
        assert_ne!(look_alike("huawen"), look_alike("huawei"));
    }

    #[test]
    fn signs_between_letters_are_letters() {
        for (written, meant) in [
            ("Hu@wei", "Huawei"),
            ("H!kvision Digital", "Hikvision Digital"),
            ("Huaw€i", "Huawei"),
            ("$MIC", "sMIC"),
            ("Hu＠wei", "Huawei"),
        ] {
            assert_eq!(undisguised(written).as_deref(), Some(meant), "{written}");
        }
        for sign in ["Huawei", "sales@huawei.com", "Yahoo!Japan", "SMIC! Events", "@huawei", "a | b", "US$ Fund", "Huawei@", "5$"] {
            assert_eq!(undisguised(sign), None, "{sign}");
        }
    }
}
