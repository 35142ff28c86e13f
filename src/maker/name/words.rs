//! A company's name as words, each with its class: legal form, place, trade, number, or proper to the company.

use super::glue;
use super::script::{self, Kind};
use super::tables::{self, LONGEST_PHRASE, Trade};

/// What part a word plays in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Ltd, GmbH, 有限公司.
    Form,
    /// A country, region or city.
    Place,
    /// What the company does, or a common word.
    Trade(Trade),
    Number,
    /// What tells this company from others.
    Proper,
}

/// The script a word was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    Latin,
    Han,
    /// Romanised: Cyrillic, Greek, Arabic, kana, Hangul.
    Other,
}

/// One word of a name, or a phrase that the tables know as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// The short form of the tables, or the word in lower case; Han simplified, other scripts romanised.
    pub text: String,
    /// As written, normalised but not shortened, without blanks: "vision", "technologies".
    pub raw: String,
    pub class: Class,
    pub origin: Origin,
}

impl Word {
    /// Words that say nothing and join nothing: "the", "and", "of".
    pub fn is_filler(&self) -> bool {
        matches!(self.class, Class::Trade(Trade::Plain))
            && matches!(self.text.as_str(), "the" | "and" | "of" | "for" | "de" | "del" | "la" | "le" | "com" | "www")
    }

    /// Whether it is a legal form that is written of any company, in translation too.
    pub fn is_usual_form(&self) -> bool {
        self.class == Class::Form && matches!(self.text.as_str(), "co" | "ltd" | "co ltd" | "inc" | "corp" | "llc" | "plc" | "group co ltd")
    }

    /// Whether the word alone tells one company from others: proper, rare among company names, and neither short nor a
    /// plain Chinese word of two syllables, which many unrelated companies bear; or a mark by review.
    pub fn is_strong(&self) -> bool {
        if self.class != Class::Proper {
            return false;
        }
        if tables::is_mark(&self.text) || self.origin == Origin::Other && tables::is_mark(&self.sound()) {
            return true;
        }
        match self.origin {
            Origin::Han => self.text.chars().count() > 2,
            Origin::Latin => rare(&self.text),
            Origin::Other => rare(&self.sound()),
        }
    }

    /// The word with look-alike letters made one.
    pub fn look_alike(&self) -> String {
        script::look_alike(&self.text)
    }

    /// The word as it is heard: pinyin for Han, one spelling for the romanisations.
    pub fn sound(&self) -> String {
        match self.origin {
            Origin::Han if self.class == Class::Proper => script::pinyin(&self.text),
            Origin::Han | Origin::Latin => self.text.replace(' ', ""),
            Origin::Other => script::heard(&self.text),
        }
    }
}

fn rare(word: &str) -> bool {
    word.len() > 4 && tables::commonness(word) < 3 && !super::syllables::are_two(word)
}

/// A token before the tables were asked.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    origin: Origin,
}

/// The shape in which the tables hold a phrase: its tokens, joined by blanks.
pub fn shape(written: &str) -> String {
    tokens(written, whole).into_iter().map(|piece| piece.text).collect::<Vec<_>>().join(" ")
}

/// The words of a name.
pub fn read(text: &str) -> Vec<Word> {
    let pieces = taken_apart(tokens(text, parts_of_run));
    let mut words = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let (word, after) = phrase_at(rest).unwrap_or_else(|| (single(first), behind));
        words.push(word);
        rest = after;
    }
    words
}

/// The longest phrase of the tables at the start of `rest`, and what stands behind it.
fn phrase_at(rest: &[Piece]) -> Option<(Word, &[Piece])> {
    for length in (1..=LONGEST_PHRASE.min(rest.len())).rev() {
        let (head, behind) = rest.split_at(length);
        let raw: String = head.iter().map(|piece| piece.text.as_str()).collect();
        let joined = if length == 1 { raw.clone() } else { head.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ") };
        // "Hang Zhou" is a place as well.
        let split = || (length == 2).then(|| tables::phrase(&raw)).flatten().filter(|known| known.class == Class::Place && raw.len() > 5);
        if let Some(known) = tables::phrase(&joined).or_else(split) {
            let origin = head.first().map_or(Origin::Latin, |piece| piece.origin);
            return Some((Word { text: known.short.to_owned(), raw, class: known.class, origin }, behind));
        }
    }
    None
}

fn single(piece: &Piece) -> Word {
    let digits = piece.text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    let class = if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        Class::Number
    } else if tables::is_common(&piece.text) {
        Class::Trade(Trade::Common)
    } else {
        Class::Proper
    };
    let text = if class == Class::Number { number(digits) } else { piece.text.clone() };
    Word { text, raw: piece.text.clone(), class, origin: piece.origin }
}

fn number(digits: &str) -> String {
    let short = digits.trim_start_matches('0');
    if short.is_empty() { "0".to_owned() } else { short.to_owned() }
}

/// Takes apart what was written together.
fn taken_apart(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.origin == Origin::Latin && piece.text.len() > 6 {
            out.extend(glue::unglued(&piece.text).into_iter().map(|part| Piece { text: part.to_owned(), origin: Origin::Latin }));
        } else {
            out.push(piece);
        }
    }
    out
}

/// A run of Han, kana or Hangul as one piece, as the tables hold it.
fn whole(run: &[char]) -> Vec<Piece> {
    vec![Piece { text: run.iter().collect(), origin: Origin::Han }]
}

/// A run of Han, kana or Hangul as the words of the tables, and what stands between them: Han as it is, others romanised.
fn parts_of_run(run: &[char]) -> Vec<Piece> {
    let han = |part: &str| part.chars().all(|letter| script::kind(letter) == Kind::Han);
    let piece = |part: String| {
        if han(&part) || tables::phrase(&part).is_some() {
            Piece { text: part, origin: Origin::Han }
        } else {
            Piece { text: script::romanised(&part), origin: Origin::Other }
        }
    };
    glue::segmented(run).into_iter().map(piece).collect()
}

/// Tokens of a text: runs of one kind of letter, single letters joined ("Z.T.E."), runs without blanks cut by `cut`.
fn tokens(text: &str, cut: fn(&[char]) -> Vec<Piece>) -> Vec<Piece> {
    let normal = if text.is_ascii() { text.to_owned() } else { script::normal(text) };
    let mut out = Vec::new();
    let mut run = String::new();
    let mut running = Kind::Break;
    for letter in normal.chars() {
        let kind = script::kind(letter);
        match kind {
            Kind::Nothing => continue,
            _ if joins(running, kind) => {}
            Kind::Break | Kind::Latin | Kind::Alphabet | Kind::Han | Kind::Kana | Kind::Hangul => finish(&mut run, &mut out, cut),
        }
        running = if kind == Kind::Alphabet && running == Kind::Latin && !run.is_empty() { Kind::Latin } else { kind };
        if kind != Kind::Break {
            run.push(letter);
        }
    }
    finish(&mut run, &mut out, cut);
    joined_letters(out)
}

/// Latin and other alphabets mix in one token (look-alikes do), as do Han and kana only in segmenting.
fn joins(running: Kind, next: Kind) -> bool {
    let alphabetic = |kind: Kind| matches!(kind, Kind::Latin | Kind::Alphabet);
    running == next && next != Kind::Break || alphabetic(running) && alphabetic(next)
}

fn finish(run: &mut String, out: &mut Vec<Piece>, cut: fn(&[char]) -> Vec<Piece>) {
    let token = std::mem::take(run);
    let Some(first) = token.chars().next() else { return };
    let kinds: Vec<Kind> = token.chars().map(script::kind).collect();
    let latin_letters = token.chars().any(|c| script::kind(c) == Kind::Latin && !c.is_ascii_digit());
    let piece = |text: String, origin| Piece { text, origin };
    match script::kind(first) {
        Kind::Latin | Kind::Alphabet if kinds.iter().all(|kind| *kind == Kind::Latin) => {
            out.push(piece(script::plain(&token), Origin::Latin))
        }
        Kind::Latin | Kind::Alphabet if latin_letters => out.push(piece(script::seen(&token), Origin::Latin)),
        Kind::Latin | Kind::Alphabet => out.push(piece(script::romanised(&token), Origin::Other)),
        Kind::Han | Kind::Kana | Kind::Hangul => {
            let letters: Vec<char> = token.chars().filter_map(script::unified).collect();
            out.extend(cut(&letters));
        }
        Kind::Break | Kind::Nothing => {}
    }
    out.retain(|piece| !piece.text.is_empty());
}

/// Runs of single Latin letters are one word: "Z T E", "S.A.".
fn joined_letters(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut growing = false;
    for piece in pieces {
        let letter = piece.origin == Origin::Latin && piece.text.len() == 1 && !piece.text.starts_with(|c: char| c.is_ascii_digit());
        match out.last_mut() {
            Some(last) if letter && growing => last.text.push_str(&piece.text),
            Some(_) | None => out.push(piece),
        }
        growing = letter;
    }
    out
}
