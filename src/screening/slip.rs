//! One slip of the pen in a name: which are believed, and what has to stand around them.

use super::alignment::{Agreement, Alignment, Pair};
use super::similarity::{Extras, Verdict, trade_agrees};
use crate::maker::name::{Class, Word, is_mark};

/// One slip of the pen between two words of ASCII letters.
pub fn slip(one: &str, other: &str) -> Option<Agreement> {
    let (short, long) = if one.len() <= other.len() { (one.as_bytes(), other.as_bytes()) } else { (other.as_bytes(), one.as_bytes()) };
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short_rest, long_rest) = (short.get(head..)?, long.get(head..)?);
    match (short_rest, long_rest) {
        ([], [_]) => Some(Agreement::Replaced),
        (rest, [_, more @ ..]) if rest == more => Some(Agreement::Gap),
        ([a, b, rest @ ..], [c, d, more @ ..]) if a == d && b == c && rest == more => Some(Agreement::Swapped),
        ([_, rest @ ..], [_, more @ ..]) if rest == more => Some(Agreement::Replaced),
        (_, _) => None,
    }
}

/// A proper word is one slip away.
pub(super) fn one_slip(alignment: &Alignment, proper: &[&Pair], extras: &Extras) -> Verdict {
    if extras.proper() > 0 || extras.number {
        return Verdict::Different;
    }
    let Some(slipped) = proper.iter().find(|pair| pair.how.is_slip()) else { return Verdict::Different };
    if !slipped.one.is_strong() || !slipped.other.is_strong() {
        return slip_of_a_plain_word(slipped, alignment, extras);
    }
    if proper.iter().any(|pair| pair.how == Agreement::Same && pair.one.is_strong()) {
        return Verdict::Review;
    }
    let length = slipped.one.text.len().min(slipped.other.text.len());
    let longer = slipped.one.text.len().max(slipped.other.text.len());
    let long = length > 7;
    let trade = trade_agrees(alignment);
    let mark = is_mark(&slipped.one.text) || is_mark(&slipped.other.text);
    let fits = !extras.elsewhere && !extras.trades_differ;
    match (slipped.how, long, trade) {
        (Agreement::Replaced, false, false) if mark && longer > 5 && fits && bare(alignment, extras) => Verdict::Review,
        (Agreement::Replaced, false, false) => Verdict::Different,
        (Agreement::Replaced, _, _) if !fits || length < 6 => Verdict::Different,
        (Agreement::Gap, _, _) if extras.elsewhere => Verdict::Different,
        // Between short words that nobody owns alone a slip is as likely another name.
        (_, false, false) if !mark => Verdict::Different,
        (_, true, false) if !mark && !fits => Verdict::Different,
        (_, true, true) if fits => Verdict::Match,
        (_, _, _) => Verdict::Review,
    }
}

/// One of the two is a plain Chinese word, so it is as likely another company: it has to sound like a mark and stand alone,
/// or everything around it agrees ("Zhejiang Dahwa Technology").
fn slip_of_a_plain_word(slipped: &Pair, alignment: &Alignment, extras: &Extras) -> Verdict {
    let (one, other) = (&slipped.one.text, &slipped.other.text);
    let mark = (is_mark(one) || is_mark(other)) && is_heard_as_one(one, other);
    let place_agrees = alignment.agreed.iter().any(|pair| pair.one.class == Class::Place);
    let around = place_agrees && trade_agrees(alignment) && !extras.technology && !extras.business;
    if (mark || around) && !extras.elsewhere && !extras.trades_differ && bare(alignment, extras) {
        Verdict::Review
    } else {
        Verdict::Different
    }
}

/// Whether nothing around the word speaks of another company: no business, and no legal form of another country, under
/// which a company registers the name that it means ("HITERA d.o.o.").
fn bare(alignment: &Alignment, extras: &Extras) -> bool {
    let usual = |word: &Word| word.class != Class::Form || word.is_usual_form();
    !extras.business && alignment.only_one.iter().chain(&alignment.only_other).all(usual)
}

/// Whether two words one letter apart are heard as one by those who do not speak the language: "huawai" and "huawei".
fn is_heard_as_one(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.chars().map(ear).eq(other.chars().map(ear))
}

fn ear(letter: char) -> char {
    match letter {
        'e' => 'a',
        'y' | 'j' => 'i',
        'v' => 'w',
        'c' | 'q' => 'k',
        'z' => 's',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::super::similarity::against;
    use super::*;
    use crate::maker::name::Name;

    #[test]
    fn one_slip_is_told_from_two() {
        assert_eq!(slip("hauwei", "huawei"), Some(Agreement::Swapped));
        assert_eq!(slip("hikvison", "hikvision"), Some(Agreement::Gap));
        assert_eq!(slip("hitera", "hytera"), Some(Agreement::Replaced));
        assert_eq!(slip("hytera", "hyteras"), Some(Agreement::Replaced));
        assert_eq!(slip("huaweld", "huawei"), None);
        assert_eq!(slip("hytera", "hytera"), None);
    }

    #[test]
    fn letters_that_foreigners_mix_up_are_told_from_others() {
        for word in ["huawai", "huavei", "huawej"] {
            assert!(is_heard_as_one(word, "huawei"), "{word}");
        }
        for word in ["huafei", "huamei", "huowei", "huiwei", "huawen", "huabei", "huwei", "huaneng"] {
            assert!(!is_heard_as_one(word, "huawei"), "{word}");
        }
    }

    fn all(listed: &str, verdict: Verdict, names: &[&str]) {
        for name in names {
            let found = against(&Name::of(name), &Name::of(listed));
            assert_eq!(found.verdict, verdict, "{name} against {listed}: {found:?}");
        }
    }

    #[test]
    fn a_slip_in_a_mark_alone_is_looked_at() {
        all("Huawei", Verdict::Review, &["Huavei", "Huawai", "Huawej", "Huqwei Ltd.", "Huavei Inc", "Huawe"]);
        all("Hytera", Verdict::Review, &["Hitera", "Hytara Corp."]);
    }

    #[test]
    fn a_slip_in_a_mark_is_another_company_in_another_business_or_country() {
        all("Hytera", Verdict::Different, &["HITERA d.o.o.", "Hitera Foods", "Hitera Trading", "Hitera 24", "Hitera Bolvex"]);
        all("Huawei", Verdict::Different, &["Huawen", "Huafei", "Huiwei Technology", "Huawai Media", "Huawai GmbH", "Huwei"]);
    }

    #[test]
    fn a_longer_word_is_another_word() {
        all("nubia", Verdict::Different, &["Nubian Mining", "Nubian"]);
    }

    #[test]
    fn a_slip_in_a_plain_word_needs_everything_around_it() {
        let listed = "Zhejiang Dahua Technology Co., Ltd.";
        all(listed, Verdict::Review, &["Zhejiang Dahwa Technology Co., Ltd.", "Zhejiang Dauha Technology"]);
        all(listed, Verdict::Different, &["Dahwa Technology", "Zhejiang Dahui Technology", "Zhejiang Dahwa Trading", "Zhejiang Dahwa"]);
    }
}
