//! The fields of one part, made comparable: spelling aside, placeholders gone, compound numbers piece by piece.

use super::Field;
use crate::bill::hardware::{Family, Part, known, processor_family};
use crate::maker::name::normal;

/// Pieces of a compound text; one with more is compared as a whole, so that hostile ones cost no more than honest ones.
///
/// The longest honest ones are identifiers of 16 octets.
pub(super) const PIECES: usize = 16;

/// How one field of a declared part stands to the found part's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    Agrees,
    Differs,
    /// Declared, and unknown on the other side.
    Hidden,
    /// Not declared.
    Unstated,
}

/// One part, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub family: Option<Family>,
    pub manufacturer: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub revision: Option<String>,
    /// Twelve lower-case hex digits each; locally administered ones are no identity and left out.
    pub addresses: Vec<String>,
}

impl Read {
    pub fn of(part: &Part) -> Self {
        let text = |text: &Option<String>| known(text.as_deref()).map(plain).filter(|text| !says_nothing(text));
        Self {
            family: part.family,
            manufacturer: text(&part.manufacturer),
            model: text(&part.model).and_then(|model| processor_model(part.family, model)),
            serial: text(&part.serial),
            revision: text(&part.revision),
            addresses: part.addresses.iter().filter_map(|address| mac(address)).collect(),
        }
    }

    /// Every field, in the order in which differences are told.
    pub fn against(&self, actual: &Self) -> [(Field, Agreement); 5] {
        [
            (Field::Manufacturer, plain_agreement(self.manufacturer.as_deref(), actual.manufacturer.as_deref())),
            (Field::Model, plain_agreement(self.model.as_deref(), actual.model.as_deref())),
            (Field::Serial, plain_agreement(self.serial.as_deref(), actual.serial.as_deref())),
            (Field::Revision, plain_agreement(self.revision.as_deref(), actual.revision.as_deref())),
            (Field::Address, self.addresses_against(actual)),
        ]
    }

    /// Every declared address has to be there.
    fn addresses_against(&self, actual: &Self) -> Agreement {
        match (self.addresses.is_empty(), actual.addresses.is_empty()) {
            (true, _) => Agreement::Unstated,
            (false, true) => Agreement::Hidden,
            (false, false) if self.addresses.iter().all(|address| actual.addresses.contains(address)) => Agreement::Agrees,
            (false, false) => Agreement::Differs,
        }
    }
}

/// How two texts stand to each other, spelling aside.
pub(super) fn agreement(declared: Option<&str>, actual: Option<&str>) -> Agreement {
    plain_agreement(declared.map(plain).as_deref(), actual.map(plain).as_deref())
}

fn plain_agreement(declared: Option<&str>, actual: Option<&str>) -> Agreement {
    match (declared, actual) {
        (None, _) => Agreement::Unstated,
        (Some(_), None) => Agreement::Hidden,
        (Some(declared), Some(actual)) if same(declared, actual) => Agreement::Agrees,
        (Some(_), Some(_)) => Agreement::Differs,
    }
}

/// Whether two plain texts are one. Of compound ones (`8086:1028:`) no known piece may differ and one has to agree.
pub(super) fn same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    pieces_agree(pieces(one), pieces(other))
}

/// The pieces of a compound text, `None` for one that is not known; nothing for a text that is not compound.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Option<&str>> {
    let count = text.bytes().filter(|byte| *byte == b':').count().saturating_add(1);
    let is_compound = (2..=PIECES).contains(&count);
    text.split(':').take(if is_compound { count } else { 0 }).map(|piece| Some(piece).filter(|piece| !piece.is_empty()))
}

/// Whether no known piece differs and one agrees.
pub(super) fn pieces_agree<T: PartialEq>(mut ours: impl Iterator<Item = Option<T>>, mut theirs: impl Iterator<Item = Option<T>>) -> bool {
    let mut agreeing = false;
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return agreeing,
            (Some(Some(one)), Some(Some(other))) if one == other => agreeing = true,
            (Some(Some(_)), Some(Some(_))) => return false,
            (Some(None), _) | (_, Some(None)) | (None, Some(Some(_))) | (Some(Some(_)), None) => {}
        }
    }
}

/// NFKC, outer blanks and NUL off, runs of blanks to one, `(R)` and `(TM)` off, case folded.
pub(super) fn plain(text: &str) -> String {
    let folded = normal(&text.replace('\0', " ")).to_lowercase().replace("(r)", " ").replace("(tm)", " ");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A compound text of which no piece is known (`::`).
fn says_nothing(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte == b':')
}

/// Some lists give a processor's family as its number in SMBIOS; a number that is not known says nothing.
fn processor_model(family: Option<Family>, model: String) -> Option<String> {
    match model.parse().ok().filter(|_| family == Some(Family::Processor)) {
        Some(number) => processor_family(number).map(plain),
        None => Some(model),
    }
}

/// Twelve hex digits, however written; `None` for anything else, and for addresses that software chose (bit 0x02).
fn mac(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '-' | '.' | ' ')).collect::<String>().to_lowercase();
    let is_hex = digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let first = u8::from_str_radix(digits.get(..2).filter(|_| is_hex)?, 16).ok()?;
    (first & 0x02 == 0).then_some(digits)
}
