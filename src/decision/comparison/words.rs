//! A difference in words, for whoever has the box before them.

use super::{Difference, DifferenceKind, Field, Side};
use crate::bill::hardware::{Machine, Part, known};

impl Difference {
    /// One sentence without its effect: `the serial number of "Samsung M393" differs: declared "1", found "2"`.
    pub fn told(&self, declared: &Machine, actual: &Machine) -> String {
        let promised = self.declared.and_then(|index| declared.parts.get(index));
        let found = self.actual.and_then(|index| actual.parts.get(index));
        let (field, subject) = (word(self.field), subject(self.part, promised));
        match (self.kind, self.part, self.field) {
            (DifferenceKind::Missing, _, _) => format!("{} is declared and not there", named(promised)),
            (DifferenceKind::Extra, _, _) => format!("{} is there and not declared", named(found)),
            (DifferenceKind::Undecided, Side::Declaration, _) if declared.elsewhere => {
                "the parts are declared at an address, which is never fetched, so nothing can be confirmed".to_owned()
            }
            (DifferenceKind::Undecided, Side::Declaration, _) => "no part is declared, so nothing can be confirmed".to_owned(),
            (DifferenceKind::Undecided, Side::Component | Side::Platform, None) => {
                format!("{} cannot be seen in this kind of inventory", named(promised))
            }
            (DifferenceKind::Undecided, Side::Component | Side::Platform, Some(_)) => {
                format!("the {field} of {subject} cannot be seen in this inventory")
            }
            (DifferenceKind::Changed, _, _) => {
                let (one, other) = (value(self.field, promised, declared), value(self.field, found, actual));
                format!("the {field} of {subject} differs: declared \"{one}\", found \"{other}\"")
            }
        }
    }
}

fn subject(side: Side, part: Option<&Part>) -> String {
    match side {
        Side::Component => named(part),
        Side::Platform | Side::Declaration => "the machine".to_owned(),
    }
}

/// Maker, model and serial, as far as they are known.
fn named(part: Option<&Part>) -> String {
    let Some(part) = part else { return "a part".to_owned() };
    let words = [part.manufacturer.as_deref(), part.model.as_deref(), part.serial.as_deref()];
    let stated: Vec<&str> = words.into_iter().filter_map(known).collect();
    let kind = part.family.map_or("part", |family| family.word());
    if stated.is_empty() { format!("a {kind} without a name") } else { format!("{kind} \"{}\"", stated.join(" ")) }
}

fn word(field: Option<Field>) -> &'static str {
    match field {
        Some(Field::Manufacturer) => "maker",
        Some(Field::Model) => "model",
        Some(Field::Version) => "version",
        Some(Field::Serial) => "serial number",
        Some(Field::Revision) => "revision",
        Some(Field::Address) => "hardware address",
        None => "presence",
    }
}

/// The field's text at the part, or at the platform where there is no part.
fn value(field: Option<Field>, part: Option<&Part>, machine: &Machine) -> String {
    let platform = &machine.platform;
    let text = match (field, part) {
        (Some(Field::Manufacturer), Some(part)) => part.manufacturer.clone(),
        (Some(Field::Manufacturer), None) => platform.manufacturer.clone(),
        (Some(Field::Model), Some(part)) => part.model.clone(),
        (Some(Field::Model), None) => platform.model.clone(),
        (Some(Field::Serial), Some(part)) => part.serial.clone(),
        (Some(Field::Serial), None) => platform.serial.clone(),
        (Some(Field::Revision | Field::Version), Some(part)) => part.revision.clone(),
        (Some(Field::Revision | Field::Version), None) => platform.version.clone(),
        (Some(Field::Address), Some(part)) => Some(part.addresses.join(", ")),
        (Some(Field::Address), None) | (None, _) => None,
    };
    text.unwrap_or_default()
}
