//! Which words of two names agree, and how; which stand on one side only.

use std::borrow::Cow;

use super::slip::slip;
use crate::maker::name::{Class, Name, Origin, Word, commonness, is_mark, known_class};

/// How two words agree, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    Same,
    /// The same letters to the eye: `0` for `o`.
    LookAlike,
    /// The same sound, written in two scripts.
    Sound,
    /// Two neighbouring letters changed places.
    Swapped,
    /// One letter more or less, not at the end.
    Gap,
    /// One letter for another, or one more or less at the end.
    Replaced,
}

impl Agreement {
    /// Whether it is one slip away from the same.
    pub fn is_slip(self) -> bool {
        match self {
            Self::Swapped | Self::Gap | Self::Replaced => true,
            Self::Same | Self::LookAlike | Self::Sound => false,
        }
    }
}

/// Two words that agree.
#[derive(Clone, Debug)]
pub struct Pair {
    pub one: Word,
    pub other: Word,
    pub how: Agreement,
}

/// Two names laid side by side.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    pub agreed: Vec<Pair>,
    /// Words of the first name that nothing agrees with, in its order.
    pub only_one: Vec<Word>,
    pub only_other: Vec<Word>,
    /// A word was found only inside a longer run of Han, where no border between words is written.
    pub inside_han: bool,
    /// Words were joined or cut to agree.
    pub recut: bool,
}

/// Most words of a name that are compared.
const LIMIT_WORDS: usize = 24;

/// Lays two names side by side. Words written together on one side and apart on the other are brought to one.
pub fn align(one: &Name, other: &Name) -> Alignment {
    let (left, right) = (said(one), said(other));
    let left_cut = cut(&left, &right);
    // Against what the left side became: "Keisokugiken" is not cut where "Keisoku Giken" was joined.
    let right_cut = cut(&right, &left_cut.iter().map(AsRef::as_ref).collect::<Vec<&Word>>());
    let is_cut_han = |word: &Cow<'_, Word>| matches!(word, Cow::Owned(word) if word.origin == Origin::Han);
    let inside_han = left_cut.iter().chain(&right_cut).any(is_cut_han);
    let recut = left_cut.iter().chain(&right_cut).any(|word| matches!(word, Cow::Owned(_)));
    let mut alignment = Alignment { inside_han, recut, ..Alignment::default() };
    let mut open: Vec<Option<&Word>> = right_cut.iter().map(|word| Some(word.as_ref())).collect();
    let mut rest: Vec<Option<&Word>> = left_cut.iter().map(|word| Some(word.as_ref())).collect();
    pair(&mut rest, &mut open, &mut alignment.agreed, |one, other| (one.text == other.text).then_some(Agreement::Same));
    pair(&mut rest, &mut open, &mut alignment.agreed, near);
    alignment.only_one = rest.into_iter().flatten().filter(|word| !is_said_before(word, &left)).cloned().collect();
    alignment.only_other = open.into_iter().flatten().filter(|word| !is_said_before(word, &right)).cloned().collect();
    alignment
}

/// Whether a proper word stands before already: "Weixin Optics (Weixin)".
fn is_said_before(word: &Word, said: &[&Word]) -> bool {
    let mut before = said.iter().take_while(|before| !std::ptr::eq(**before, word));
    word.class == Class::Proper && before.any(|before| before.text == word.text)
}

fn said(name: &Name) -> Vec<&Word> {
    name.words().iter().filter(|word| !word.is_filler()).take(LIMIT_WORDS).collect()
}

fn pair(
    rest: &mut [Option<&Word>],
    open: &mut [Option<&Word>],
    agreed: &mut Vec<Pair>,
    agrees: impl Fn(&Word, &Word) -> Option<Agreement>,
) {
    for slot in rest.iter_mut() {
        let Some(word) = *slot else { continue };
        let best = open.iter_mut().filter_map(|found| Some((agrees(word, (*found)?)?, found))).min_by_key(|(how, _)| *how);
        if let Some((how, found)) = best
            && let Some(other) = found.take()
        {
            agreed.push(Pair { one: word.clone(), other: other.clone(), how });
            *slot = None;
        }
    }
}

/// Proper words that are nearly the same.
fn near(one: &Word, other: &Word) -> Option<Agreement> {
    if one.class != Class::Proper || other.class != Class::Proper {
        return None;
    }
    if one.origin != Origin::Latin || other.origin != Origin::Latin {
        let scripts_differ = one.origin != other.origin;
        return (scripts_differ && one.sound() == other.sound()).then_some(Agreement::Sound);
    }
    let shorter = one.text.len().min(other.text.len());
    // A word that companies bear is itself, and no disguise of another: "unicorn" is not "unicom".
    let both_rare = commonness(&one.text) < 3 && commonness(&other.text) < 3;
    if shorter > 4 && both_rare && one.text.len().abs_diff(other.text.len()) <= 1 && one.look_alike() == other.look_alike() {
        return Some(Agreement::LookAlike);
    }
    // Two plain Chinese words one letter apart are two words.
    (shorter > 4 && both_rare && (one.is_strong() || other.is_strong())).then(|| slip(&one.text, &other.text)).flatten()
}

/// `words` with neighbours joined, and long words cut, where `others` has the whole or the part as a proper word.
fn cut<'a>(words: &[&'a Word], others: &[&Word]) -> Vec<Cow<'a, Word>> {
    let mut out: Vec<Cow<'a, Word>> = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some((first, behind)) = rest.split_first() {
        let same = others.iter().any(|other| other.text == first.text);
        if !same && let Some((joined, after)) = joined(rest, others) {
            out.push(Cow::Owned(joined));
            rest = after;
            continue;
        }
        match (!same && first.class == Class::Proper).then(|| parted(first, others)).flatten() {
            Some(parts) => out.extend(parts.into_iter().map(Cow::Owned)),
            None => out.push(Cow::Borrowed(first)),
        }
        rest = behind;
    }
    out
}

/// Two or three neighbours that make one proper word of the other name: "Hik Vision".
fn joined<'b, 'a>(rest: &'b [&'a Word], others: &[&Word]) -> Option<(Word, &'b [&'a Word])> {
    for length in [3, 2] {
        let Some((head, after)) = rest.split_at_checked(length) else { continue };
        let fit = head.iter().all(|word| word.origin != Origin::Han && word.class != Class::Form);
        let raw: String = head.iter().map(|word| word.raw.as_str()).collect();
        let is =
            |other: &&Word| other.class == Class::Proper && (other.raw == raw || other.origin != Origin::Latin && other.sound() == raw);
        if fit && raw.len() > 3 && others.iter().any(is) {
            // Two trade words make no name: "Digital System" is not Digitalsystem.
            let class = if head.iter().all(|word| matches!(word.class, Class::Trade(_))) { head.first()?.class } else { Class::Proper };
            return Some((Word { text: raw.clone(), raw, class, origin: head.first()?.origin }, after));
        }
    }
    None
}

/// A word that begins or ends with a proper word of the other name: "hikvisioneurope", 中兴康讯.
fn parted(word: &Word, others: &[&Word]) -> Option<Vec<Word>> {
    let part = others.iter().filter(|other| other.class == Class::Proper && may_part(word, other)).max_by_key(|other| other.text.len())?;
    let (before, behind) = word.text.split_once(part.text.as_str())?;
    let piece = |text: &str| {
        let (text, class) = known_class(text).map_or((text, Class::Proper), |(short, class)| (short, class));
        Word { text: text.to_owned(), raw: text.to_owned(), class, origin: word.origin }
    };
    // A single Latin letter is a word in some languages, and no part of another: "huawe" and "i".
    let known = |text: &str| text.is_empty() || text.len() > 1 && known_class(text).is_some();
    let before_more = is_mark(&part.text) && before.is_empty() && behind.len() > 3;
    let long_enough =
        word.origin == Origin::Han || part.text.len() > 5 || before_more || known(before) && known(behind) && part.is_strong();
    let rest_is_a_word = |text: &str| text.is_empty() || text.chars().count() > 2 || word.origin == Origin::Han || known(text);
    if !long_enough || !rest_is_a_word(before) || !rest_is_a_word(behind) {
        return None;
    }
    Some([before, part.text.as_str(), behind].into_iter().filter(|text| !text.is_empty()).map(piece).collect())
}

fn may_part(word: &Word, other: &Word) -> bool {
    word.origin == other.origin
        && word.text.len() > other.text.len()
        && match word.origin {
            Origin::Han => other.text.chars().count() > 1 && word.text.contains(&other.text),
            Origin::Latin => other.is_strong() && (word.text.starts_with(&other.text) || word.text.ends_with(&other.text)),
            Origin::Other => false,
        }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;

    fn shape(one: &str, other: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let found = align(&Name::of(one), &Name::of(other));
        let texts = |words: &[Word]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
        (found.agreed.iter().map(|pair| pair.other.text.clone()).collect(), texts(&found.only_one), texts(&found.only_other))
    }

    #[test]
    fn words_apart_and_together_agree() {
        assert_eq!(shape("Hik Vision Digital", "Hikvision Digital").0, ["hikvision", "digital"]);
        assert_eq!(shape("TPLINK", "TP-Link").0, ["tplink"]);
        assert_eq!(shape("hikvisioneurope", "Hikvision"), (vec!["hikvision".to_owned()], vec!["europe".to_owned()], vec![]));
        assert_eq!(
            shape("中兴康讯电子", "中兴通讯"),
            (vec!["中兴".to_owned()], vec!["康讯".to_owned(), "electronics".to_owned()], vec!["communication".to_owned()])
        );
    }

    /// Five letters need a known word beside them, a mark four letters of any kind.
    #[test]
    fn a_word_is_cut_where_what_is_left_is_one() {
        assert_eq!(shape("lorexeurope", "Lorex").0, ["lorex"]);
        assert!(shape("lorexzumba", "Lorex").0.is_empty());
        assert_eq!(shape("zteqqqq", "ZTE").0, ["zte"]);
        assert!(shape("zteqqq", "ZTE").0.is_empty());
        assert_eq!(shape("hikvisioneurope", "Hikvision Quorvexotillamund").0, ["hikvision"]);
        // Of another script, though romanised to the same letters.
        assert_eq!(Name::of("Кворвекс").words()[0].text, "kvorveks");
        assert!(shape("kvorvekseurope", "Кворвекс").0.is_empty());
    }

    /// "aberforth" stands in three of the counted names: a word that companies bear is no disguise of another.
    #[test]
    fn a_slip_is_believed_between_rare_words_alone() {
        assert!(shape("Aberfroth", "Aberforth").0.is_empty() && shape("Aberforth", "Aberfroth").0.is_empty());
        assert_eq!(shape("Quorvexil", "Quorvexli").0, ["quorvexli"]);
    }

    #[test]
    fn a_part_of_a_word_is_not_the_word() {
        assert!(shape("COSSMIC Products", "SMIC").0.is_empty());
        assert!(shape("Azteca", "ZTE").0.is_empty());
        assert!(shape("zteo", "ZTE").0.is_empty());
        assert!(shape("Dahuang Machinery", "Dahua").0.is_empty());
        assert!(!shape("Huawe", "Huawei").0.contains(&"huawe".to_owned()));
    }
}
