//! A company called by its first letters: "SMIC Tianjin" for Semiconductor Manufacturing International (Tianjin) Corporation.

use crate::maker::name::{Class, Name, Origin, Word};

/// Fewer letters are the first letters of too many.
const SHORTEST: usize = 4;
/// So many are enough where no other word agrees: on a long list there is somebody for many a word of four letters.
const ENOUGH: usize = 5;
const LIMIT_WORDS: usize = 24;

/// The words that may be first letters of another name.
pub fn words(name: &Name) -> impl Iterator<Item = &Word> {
    said(name).filter(|word| word.class == Class::Proper && word.origin == Origin::Latin && word.text.len() >= SHORTEST)
}

/// The first letters of a name by which it may be called: with its legal form and without, with its places and without.
pub fn letters(name: &Name) -> Vec<String> {
    spelt(said(name)).into_iter().filter(|letters| letters.len() >= SHORTEST).collect()
}

/// Whether a word of the one is made of the first letters of the other, and every other word of the one stands in the other too.
pub fn stands_for(one: &Name, other: &Name) -> bool {
    spells(one, other, true)
}

/// As [`stands_for`], where another word agrees as well: of a listed "CSSC" the first letters of any four words would be one.
pub fn with_more_stands_for(one: &Name, other: &Name) -> bool {
    spells(one, other, false)
}

fn spells(one: &Name, other: &Name, alone: bool) -> bool {
    words(one).any(|word| {
        let beside = said(one).filter(|beside| *beside != word && beside.class != Class::Form);
        let beside: Vec<&str> = beside.map(|word| word.text.as_str()).collect();
        let there = |text: &&str| said(other).any(|word| word.text == **text);
        let open = said(other).filter(|word| !beside.contains(&word.text.as_str()));
        let enough = !beside.is_empty() || alone && word.text.len() >= ENOUGH;
        enough && beside.iter().all(there) && spelt(open).contains(&word.text)
    })
}

fn spelt<'a>(words: impl Iterator<Item = &'a Word> + Clone) -> Vec<String> {
    let of = |skipped: &[Class]| -> String {
        let kept = words.clone().filter(|word| !skipped.contains(&word.class) && word.origin == Origin::Latin);
        kept.filter_map(|word| word.raw.chars().next()).collect()
    };
    let mut spelt = vec![of(&[]), of(&[Class::Form]), of(&[Class::Place]), of(&[Class::Form, Class::Place])];
    spelt.dedup();
    spelt
}

fn said(name: &Name) -> impl Iterator<Item = &Word> + Clone {
    name.words().iter().filter(|word| !word.is_filler()).take(LIMIT_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(short: &str, whole: &str) -> bool {
        stands_for(&Name::of(short), &Name::of(whole))
    }

    #[test]
    fn first_letters_stand_for_a_name_with_form_and_place_or_without() {
        assert!(calls("SMIC Tianjin", "Semiconductor Manufacturing International (Tianjin) Corporation"));
        assert!(calls("CSCEC Ltd.", "China State Construction Engineering Corp"));
        assert!(calls("CSSC Optics", "China State Shipbuilding Corporation Optics"));
    }

    #[test]
    fn others_do_not() {
        assert!(!calls("SMIC", "Semiconductor Manufacturing International (Shanghai) Corporation"));
        assert!(!calls("SMIC Beijing", "Semiconductor Manufacturing International (Tianjin) Corporation"));
        assert!(!calls("SMIC Foods", "Semiconductor Manufacturing International Corporation"));
        assert!(!calls("SMI", "Semiconductor Manufacturing International"));
        assert!(!calls("SMID", "Semiconductor Manufacturing International Corporation"));
        assert!(!calls("Semiconductor Manufacturing International Corporation", "SMIC"));
        // A word of a trade is no initials.
        assert!(!calls("Power Tianjin", "Panda Optics Walker Elmer Rosewood (Tianjin)"));
    }
}
