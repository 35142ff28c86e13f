//! How much the words of a name tell, and the reasons for a hit in words.

use super::alignment::{Agreement, Alignment, Pair};
use crate::maker::name::{Class, Origin, Word, commonness, legal_names_counted};

/// The agreeing weight of the whole, 0 to 1000.
pub fn share(alignment: &Alignment) -> u32 {
    let alone = |words: &[Word]| words.iter().map(weight).fold(0, u32::saturating_add);
    let mut agreed = 0_u32;
    let mut whole = alone(&alignment.only_one).saturating_add(alone(&alignment.only_other));
    for pair in &alignment.agreed {
        let both = weight(&pair.one).saturating_add(weight(&pair.other));
        whole = whole.saturating_add(both);
        let tenths = match pair.how {
            Agreement::Same => 10,
            Agreement::LookAlike | Agreement::Sound => 9,
            Agreement::Swapped | Agreement::Gap => 8,
            Agreement::Replaced => 7,
        };
        agreed = agreed.saturating_add(both.saturating_mul(tenths).checked_div(10).unwrap_or(0));
    }
    agreed.saturating_mul(1000).checked_div(whole).unwrap_or(0)
}

/// How much a word tells: its rarity in bits among company names, more for a proper word, little for a legal form.
fn weight(word: &Word) -> u32 {
    let rarity = legal_names_counted().checked_div(commonness(&word.raw).saturating_add(1)).unwrap_or(1).max(1).ilog2();
    match word.class {
        Class::Form => 2,
        Class::Place => 4,
        Class::Number => 12,
        Class::Trade(_) => rarity.min(10).saturating_add(2),
        Class::Proper => rarity.saturating_mul(3).saturating_add(6),
    }
}

/// In words: which words agree and how, which stand on one side only, how rare they are.
pub fn reasons(alignment: &Alignment) -> Vec<String> {
    let telling = |pair: &&Pair| pair.one.class != Class::Form;
    let mut reasons: Vec<String> = alignment.agreed.iter().filter(telling).map(agreeing).collect();
    let alone = |words: &[Word], where_: &str| -> Vec<String> {
        let apart = words.iter().filter(|word| word.class != Class::Form);
        apart.map(|word| format!("\"{}\" stands only in {where_}; {}", word.raw, kind(word))).collect()
    };
    reasons.extend(alone(&alignment.only_one, "the name"));
    reasons.extend(alone(&alignment.only_other, "the listed name"));
    reasons
}

fn agreeing(pair: &Pair) -> String {
    let how = match pair.how {
        Agreement::Same if pair.one.raw == pair.other.raw => return format!("\"{}\" agrees; {}", pair.one.raw, kind(&pair.one)),
        Agreement::Same => "mean the same",
        Agreement::LookAlike => "look alike",
        Agreement::Sound => "sound alike in their scripts",
        Agreement::Swapped => "differ by two letters that changed places",
        Agreement::Gap => "differ by a letter left out",
        Agreement::Replaced => "differ by one letter",
    };
    format!("\"{}\" and \"{}\" {how}; {}", pair.one.raw, pair.other.raw, kind(&pair.other))
}

fn kind(word: &Word) -> String {
    match word.class {
        Class::Form => "a legal form".to_owned(),
        Class::Place => "a place".to_owned(),
        Class::Number => "a number".to_owned(),
        Class::Trade(_) => "a common word".to_owned(),
        Class::Proper if word.origin != Origin::Latin => "a proper word".to_owned(),
        Class::Proper => match commonness(&word.raw) {
            0 => format!("in fewer than 3 of {} company names", legal_names_counted()),
            count => format!("in {count} of {} company names", legal_names_counted()),
        },
    }
}
