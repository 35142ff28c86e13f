//! How alike two names are, and why: which words agree, which stand on one side only, how rare they are.
//!
//! Words are weighed by a table of company names that ships, never by the loaded lists: adding an entry to a list cannot
//! make another entry's verdict milder.

use super::acronym;
use super::alignment::{Agreement, Alignment, Pair, align};
use super::slip::one_slip;
use super::weight::{reasons, share};
use crate::maker::name::{Class, Name, Origin, Trade, Word, commonness, is_mark};

/// What the likeness of two names amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Another company, as far as names tell.
    Different,
    /// Somebody has to look.
    Review,
    /// The same company, or one that bears its name as subsidiaries do.
    Match,
}

/// How alike two names are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 1000; 1000 only for equal normal forms.
    pub score: u16,
    pub verdict: Verdict,
    /// In words; empty for [`Verdict::Different`].
    pub reasons: Vec<String>,
}

/// Scores of a match are from here to 999; 1000 for equal normal forms.
pub const MATCH_FROM: u16 = 850;
/// Scores for review are from here up to [`MATCH_FROM`].
pub const REVIEW_FROM: u16 = 600;

/// Of 399,203 company names, fewer than this hold a word by which one of them is called for short.
const BORNE_BY_FEW: u32 = 10;

/// How alike two names are, whichever comes first.
pub fn compare(one: &Name, other: &Name) -> Likeness {
    let (first, second) = if one.key() <= other.key() { (one, other) } else { (other, one) };
    let (there, back) = (against(first, second), against(second, first));
    if (back.verdict, back.score) > (there.verdict, there.score) { back } else { there }
}

/// How alike a name is to one on a list. Not symmetric in one point: a listed name stands or falls with its first proper
/// word ("Symantec" is not "Huawei Symantec"), while a subsidiary may put its own before it ("Prama Hikvision").
pub fn against(name: &Name, listed: &Name) -> Likeness {
    if !name.key().is_empty() && name.key() == listed.key() {
        let reasons = vec![format!("the name is \"{}\", letter for letter in its normal form", listed.key())];
        return Likeness { score: 1000, verdict: Verdict::Match, reasons };
    }
    let alignment = align(name, listed);
    let verdict = judge(name, listed, &alignment);
    let share = share(&alignment);
    let (low, high) = match verdict {
        Verdict::Match => (MATCH_FROM, 999),
        Verdict::Review => (REVIEW_FROM, MATCH_FROM.saturating_sub(1)),
        Verdict::Different => (0, REVIEW_FROM.saturating_sub(1)),
    };
    let width = u32::from(high.saturating_sub(low));
    let within = u16::try_from(width.saturating_mul(share).checked_div(1000).unwrap_or(0)).unwrap_or(0);
    let reasons = if verdict == Verdict::Different { Vec::new() } else { reasons(&alignment) };
    Likeness { score: low.saturating_add(within).min(high), verdict, reasons }
}

/// What the words that stand alone on either side say.
pub(super) struct Extras {
    proper_in_name: usize,
    proper_in_list: usize,
    pub technology: bool,
    pub business: bool,
    pub elsewhere: bool,
    /// Both sides keep a trade word: "Technology" here, "Trading" there.
    pub trades_differ: bool,
    /// Both sides keep a place.
    places_differ: bool,
    /// One side keeps a number.
    pub number: bool,
    /// Both sides keep a number.
    numbers_differ: bool,
}

impl Extras {
    fn of(alignment: &Alignment) -> Extras {
        let (one, other) = (&alignment.only_one, &alignment.only_other);
        let count = |words: &[Word], class: Class| words.iter().filter(|word| word.class == class).count();
        let trade = |words: &[Word], trade: Trade| words.iter().any(|word| word.class == Class::Trade(trade));
        let either = |kind: Trade| trade(one, kind) || trade(other, kind);
        let trades = |words: &[Word]| words.iter().any(|word| matches!(word.class, Class::Trade(kind) if kind != Trade::Plain));
        let both = |class: Class| count(one, class) > 0 && count(other, class) > 0;
        Extras {
            proper_in_name: count(one, Class::Proper),
            proper_in_list: count(other, Class::Proper),
            technology: either(Trade::Technology),
            business: either(Trade::Business),
            elsewhere: either(Trade::Elsewhere) || either(Trade::Common),
            trades_differ: trades(one) && trades(other),
            places_differ: both(Class::Place),
            number: count(one, Class::Number).saturating_add(count(other, Class::Number)) > 0,
            numbers_differ: both(Class::Number),
        }
    }

    pub fn proper(&self) -> usize {
        self.proper_in_name.saturating_add(self.proper_in_list)
    }
}

fn judge(name: &Name, listed: &Name, alignment: &Alignment) -> Verdict {
    let extras = Extras::of(alignment);
    let verdict = by_words(name, listed, alignment, &extras);
    let called = || acronym::stands_for(name, listed) || acronym::with_more_stands_for(listed, name);
    let short = || is_short_for(name, listed, alignment, &extras) || called();
    if verdict == Verdict::Different && short() { Verdict::Review } else { verdict }
}

/// The name is the beginning of the listed one and says nothing else: "Tencent" is what everybody calls Tencent Holdings Limited.
/// A legal form of its own says something else, and so does a word that many bear.
fn is_short_for(name: &Name, listed: &Name, alignment: &Alignment, extras: &Extras) -> bool {
    let first = |name: &Name| name.words().iter().find(|word| word.class != Class::Form).map(|word| word.text.clone());
    alignment.only_one.is_empty()
        && alignment.only_other.iter().all(|word| matches!(word.class, Class::Form | Class::Trade(_)))
        && alignment.agreed.iter().all(|pair| pair.how == Agreement::Same)
        && alignment.agreed.iter().any(is_proper)
        && !extras.elsewhere
        && first(name) == first(listed)
        && commonness(name.core()) < BORNE_BY_FEW
}

fn by_words(name: &Name, listed: &Name, alignment: &Alignment, extras: &Extras) -> Verdict {
    let proper: Vec<&Pair> = alignment.agreed.iter().filter(|pair| is_proper(pair)).collect();
    if extras.numbers_differ {
        return Verdict::Different;
    }
    if proper.is_empty() {
        return common_words_only(alignment, extras);
    }
    if !listed_head_agrees(listed, &proper) || extras.proper_in_name > 0 && extras.proper_in_list > 0 {
        return Verdict::Different;
    }
    if let Some(verdict) = but_for_the_form(name, listed, alignment) {
        return verdict;
    }
    if proper.iter().any(|pair| pair.how.is_slip()) {
        return one_slip(alignment, &proper, extras);
    }
    if alignment.inside_han && extras.elsewhere {
        return Verdict::Different;
    }
    if proper.iter().all(|pair| is_trade(&pair.one) || is_trade(&pair.other)) {
        return written_together(alignment);
    }
    let own = proper.len() > 1 || proper.iter().any(|pair| pair.one.is_strong() || pair.other.is_strong());
    let verdict = if own { by_own_word(name, alignment, &proper, extras) } else { by_plain_word(alignment, &proper, extras) };
    if proper.iter().all(|pair| pair.how == Agreement::Sound) { verdict.min(by_sound(&proper, extras)) } else { verdict }
}

/// The names are the same but for their legal forms: "SanDisk" and "SanDisk Corp.". Where one word is all that they have, and
/// many bear it, two forms may be two companies, and so may three letters.
fn but_for_the_form(name: &Name, listed: &Name, alignment: &Alignment) -> Option<Verdict> {
    if name.core() != listed.core() {
        return None;
    }
    let forms = |words: &[Word]| words.iter().all(|word| word.class == Class::Form && word.is_usual_form());
    let usual = forms(&alignment.only_one) && forms(&alignment.only_other);
    let own = name.core_is_own() || usual && commonness(name.core()) < 3;
    let letters = name.core().chars().filter(|letter| letter.is_alphabetic()).count();
    let short = name.words().iter().all(|word| word.origin == Origin::Latin) && letters < 4 && !is_mark(name.core());
    match (own, short) {
        (true, false) => Some(Verdict::Match),
        (false, false) => Some(Verdict::Review),
        // What else is known of short words decides.
        (true | false, true) => None,
    }
}

fn is_proper(pair: &Pair) -> bool {
    pair.one.class == Class::Proper || pair.other.class == Class::Proper
}

fn is_trade(word: &Word) -> bool {
    matches!(word.class, Class::Trade(_))
}

/// Whether the two agree in what they do.
pub(super) fn trade_agrees(alignment: &Alignment) -> bool {
    alignment.agreed.iter().any(|pair| matches!(pair.one.class, Class::Trade(kind) if !matches!(kind, Trade::Plain | Trade::Common)))
}

/// Common words on one side are one word on the other ("Digital System", Digitalsystem): a hit only where nothing else differs.
fn written_together(alignment: &Alignment) -> Verdict {
    let only_forms = alignment.only_one.iter().chain(&alignment.only_other).all(|word| word.class == Class::Form);
    if only_forms { Verdict::Review } else { Verdict::Different }
}

/// Whether the first proper word of the listed name is among those that agree.
fn listed_head_agrees(listed: &Name, proper: &[&Pair]) -> bool {
    let head = listed.words().iter().find(|word| word.class == Class::Proper);
    head.is_none_or(|head| {
        // A word written together on the other side was cut or joined, so its beginning counts, and what it was joined into.
        proper.iter().any(|pair| head.text.starts_with(pair.other.text.as_str()) || pair.other.text.contains(head.raw.as_str()))
    })
}

/// No word of anybody's own agrees. Overlap of places and trades is never a hit; all of them is, where nothing else stands on either side.
fn common_words_only(alignment: &Alignment, extras: &Extras) -> Verdict {
    let words = alignment.agreed.iter().filter(|pair| pair.one.class != Class::Form).count();
    let only = |class: fn(&Word) -> bool| alignment.only_one.iter().chain(&alignment.only_other).all(class);
    let forms_differ = !alignment.only_one.is_empty() && !alignment.only_other.is_empty();
    if words > 1 && only(|word| word.class == Class::Form) {
        return if forms_differ { Verdict::Review } else { Verdict::Match };
    }
    let near = words > 2 && only(|word| matches!(word.class, Class::Form | Class::Trade(Trade::Plain))) && !extras.places_differ;
    if near { Verdict::Review } else { Verdict::Different }
}

/// A rare word agrees, or several do.
fn by_own_word(name: &Name, alignment: &Alignment, proper: &[&Pair], extras: &Extras) -> Verdict {
    let mark = proper.iter().any(|pair| is_mark(&pair.other.text) || is_mark(&pair.one.text));
    let disguised_short = proper.iter().all(|pair| pair.how == Agreement::LookAlike && pair.other.text.len() < 6);
    let other_business = extras.elsewhere || extras.trades_differ;
    let own_word_missing = alignment.only_other.iter().any(Word::is_strong);
    if !mark
        && (!name_head_agrees(name, proper)
            || extras.proper() > 0 && other_business
            || extras.elsewhere && extras.trades_differ
            || own_word_missing
            || alignment.recut && other_business)
    {
        return Verdict::Different;
    }
    if extras.proper() > 0 || extras.number || extras.elsewhere || extras.trades_differ || disguised_short {
        return Verdict::Review;
    }
    let unlike = !mark && !trade_agrees(alignment) && (extras.technology || extras.business);
    if unlike { Verdict::Review } else { Verdict::Match }
}

/// Whether the name begins, among its proper words, with one that agrees: "Jorex Lorex" does not begin with "Lorex".
fn name_head_agrees(name: &Name, proper: &[&Pair]) -> bool {
    let head = name.words().iter().find(|word| word.class == Class::Proper);
    head.is_none_or(|head| {
        proper.iter().any(|pair| head.text.starts_with(pair.one.text.as_str()) || pair.one.text.contains(head.raw.as_str()))
    })
}

/// One word agrees that unrelated companies may bear as well: what they do has to agree too.
fn by_plain_word(alignment: &Alignment, proper: &[&Pair], extras: &Extras) -> Verdict {
    // In Han the same characters are the same word: with makers of equipment on both sides somebody looks (中兴康讯电子).
    if alignment.inside_han && extras.technology && !extras.business && !extras.elsewhere {
        return Verdict::Review;
    }
    if extras.proper() > 0 || extras.elsewhere || extras.number {
        return Verdict::Different;
    }
    let rare = proper.iter().all(|pair| pair.one.origin != Origin::Latin || commonness(&pair.one.text) < 3);
    let long = proper.iter().all(|pair| pair.one.origin != Origin::Latin || pair.one.text.len() > 2);
    let all_same = alignment.agreed.iter().all(|pair| pair.how == Agreement::Same);
    let only_technology = alignment.agreed.iter().filter(|pair| is_trade(&pair.one)).all(|pair| pair.one.text == "technology");
    if trade_agrees(alignment) {
        return match (extras.business || extras.trades_differ || extras.places_differ || !all_same, rare || !only_technology) {
            (false, true) => Verdict::Match,
            (false, false) if extras.technology => Verdict::Different,
            (true, false) => Verdict::Different,
            (false, false) | (true, true) => Verdict::Review,
        };
    }
    if extras.business || extras.trades_differ || !rare || alignment.recut || extras.technology && !long {
        Verdict::Different
    } else {
        Verdict::Review
    }
}

/// The same sound in two scripts: sure only where the word is long.
fn by_sound(proper: &[&Pair], extras: &Extras) -> Verdict {
    let sure = |word: &Word| word.origin == Origin::Latin || word.is_strong();
    let all = proper.iter().all(|pair| sure(&pair.one) && sure(&pair.other));
    if all && !extras.technology { Verdict::Match } else { Verdict::Review }
}

#[cfg(test)]
mod tests;
