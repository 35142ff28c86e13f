//! SMBIOS tables as the firmware leaves them: bare, behind their entry point (`dmidecode --dump-bin`), or behind Windows' header.
//!
//! Source: DMTF DSP0134, System Management BIOS Reference Specification, 3.2.0 and later; sections are named at each step.

use std::collections::BTreeSet;

use super::{Family, Machine, PARTS, Part, Platform, Sees, Source};
use crate::intake::Document;

pub(super) const SOURCE: Source = Source { name: "smbios", recognises, read };

const SEEN: &[Family] =
    &[Family::Processor, Family::Container, Family::Board, Family::Memory, Family::Power, Family::Tpm, Family::Firmware];
/// Where `dmidecode --dump-bin` puts the table.
const DUMPED: usize = 0x20;
/// Octets of the header that Windows' GetSystemFirmwareTable puts before it.
const WINDOWS: usize = 8;
const END_OF_TABLE: u8 = 127;
/// DSP0134, 6.2: one structure of type 1 a table.
pub(super) const SYSTEMS: &str = "it describes two systems (two structures of type 1): nobody can tell which of them is this machine";

/// One structure: its formatted octets from the type on, and its strings.
struct Structure<'a> {
    octets: &'a [u8],
    strings: Vec<&'a [u8]>,
}

fn recognises(document: &Document) -> bool {
    let bytes = document.bytes.as_slice();
    bytes.starts_with(b"_SM_") || bytes.starts_with(b"_SM3_") || table(bytes).is_some_and(starts_as_table)
}

/// A first structure of a known small type whose strings end where they should.
fn starts_as_table(table: &[u8]) -> bool {
    matches!(table, [kind, length, _, _, ..] if *kind <= 47 && (4..=0x60).contains(length)) && structure(table).is_some()
}

/// The table itself.
fn table(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.starts_with(b"_SM_") || bytes.starts_with(b"_SM3_") {
        return bytes.get(DUMPED..);
    }
    let windows = match bytes {
        // Used20CallingMethod, major, minor, DMI revision, length
        [0 | 1, 2 | 3, _, _, length @ ..] => length.get(..4).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes),
        _ => None,
    };
    match windows.and_then(|length| usize::try_from(length).ok()) {
        Some(length) if bytes.len().checked_sub(WINDOWS) == Some(length) => bytes.get(WINDOWS..),
        Some(_) | None => Some(bytes),
    }
}

fn read(bytes: &[u8]) -> Result<Machine, String> {
    entry_point(bytes)?;
    let mut rest = table(bytes).ok_or("the table is cut short")?;
    let mut machine = Machine { sees: Sees::Only(SEEN.into()), ..Machine::default() };
    let (mut handles, mut ended, mut has_system) = (BTreeSet::new(), false, false);
    while !rest.is_empty() && !ended {
        let at = bytes.len().saturating_sub(rest.len());
        let (structure, behind) = structure(rest).ok_or_else(|| format!("the structure at octet {at} does not follow DSP0134, 6.1"))?;
        rest = behind;
        if !handles.insert(structure.word(2)) {
            return Err(format!("the handle of the structure at octet {at} stands twice"));
        }
        if machine.parts.len() == PARTS {
            return Err(format!("more than {PARTS} parts"));
        }
        match structure.byte(0) {
            END_OF_TABLE => ended = true,
            1 if has_system => return Err(SYSTEMS.to_owned()),
            1 => {
                has_system = true;
                machine.platform = structure.platform();
            }
            _ => machine.parts.extend(structure.part()),
        }
    }
    if ended { Ok(machine) } else { Err("the table does not end with a structure of type 127: it is cut short".to_owned()) }
}

/// The sum over an entry point is 0 (5.2.1, 5.2.2). dmidecode sets the table's address and the sum anew when it dumps.
fn entry_point(bytes: &[u8]) -> Result<(), String> {
    let length = match bytes {
        [b'_', b'S', b'M', b'_', _, length, ..] => usize::from(*length),
        [b'_', b'S', b'M', b'3', b'_', _, length, ..] => usize::from(*length),
        _ => return Ok(()),
    };
    let octets = bytes.get(..length).ok_or("the entry point is cut short")?;
    let sum = octets.iter().fold(0_u8, |sum, octet| sum.wrapping_add(*octet));
    if sum == 0 { Ok(()) } else { Err("the checksum of the entry point is wrong".to_owned()) }
}

/// The first structure and what follows it: formatted octets, then strings that end in 0, then one more 0 (6.1.3).
fn structure(bytes: &[u8]) -> Option<(Structure<'_>, &[u8])> {
    let length = usize::from(*bytes.get(1)?);
    let (octets, mut rest) = bytes.split_at_checked(length).filter(|_| length >= 4)?;
    let mut strings = Vec::new();
    if let Some(behind) = rest.strip_prefix(&[0, 0]) {
        return Some((Structure { octets, strings }, behind));
    }
    loop {
        let end = rest.iter().position(|octet| *octet == 0)?;
        let (text, behind) = rest.split_at_checked(end)?;
        rest = behind.get(1..)?;
        if text.is_empty() {
            return (!strings.is_empty()).then_some((Structure { octets, strings }, rest));
        }
        strings.push(text);
    }
}

impl Structure<'_> {
    /// 0 where the structure is too short to have it.
    fn byte(&self, offset: usize) -> u8 {
        self.octets.get(offset).copied().unwrap_or_default()
    }

    fn word(&self, offset: usize) -> u16 {
        u16::from_le_bytes([self.byte(offset), self.byte(offset.saturating_add(1))])
    }

    /// The string whose number stands there; `<BAD INDEX>`, as dmidecode prints it, for one that is not in the set.
    fn text(&self, offset: usize) -> Option<String> {
        let number = usize::from(self.byte(offset)).checked_sub(1)?;
        Some(self.strings.get(number).map_or_else(|| "<BAD INDEX>".to_owned(), |text| String::from_utf8_lossy(text).trim().to_owned()))
    }

    fn platform(&self) -> Platform {
        Platform { manufacturer: self.text(0x04), model: self.text(0x05), version: self.text(0x06), serial: self.text(0x07) }
    }

    fn part(&self) -> Option<Part> {
        let kind = self.byte(0);
        let part = Part { family: Some(Family::of_smbios(u32::from(kind))), ..Part::default() };
        match kind {
            // 7.1: vendor, version
            0 => Some(Part { manufacturer: self.text(0x04), revision: self.text(0x05), ..part }),
            // 7.3
            2 => Some(Part {
                manufacturer: self.text(0x04),
                model: self.text(0x05),
                revision: self.text(0x06),
                serial: self.text(0x07),
                ..part
            }),
            // 7.4
            3 => Some(Part { manufacturer: self.text(0x04), revision: self.text(0x06), serial: self.text(0x07), ..part }),
            // 7.5: a socket with nothing in it has bit 6 of the status off
            4 if self.byte(0x18) & 0x40 == 0 => None,
            4 => Some(Part {
                manufacturer: self.text(0x07),
                model: self.processor_family(),
                revision: self.text(0x10),
                serial: self.text(0x20),
                ..part
            }),
            // 7.18: size 0 is an empty slot
            17 if self.word(0x0c) == 0 => None,
            17 => Some(Part { manufacturer: self.text(0x17), model: self.text(0x1a), serial: self.text(0x18), ..part }),
            // 7.40
            39 => Some(Part {
                manufacturer: self.text(0x07),
                model: self.text(0x0a),
                revision: self.text(0x0b),
                serial: self.text(0x08),
                ..part
            }),
            // 7.44: the vendor in four letters
            43 => {
                let vendor = self.octets.get(0x04..0x08).map(|octets| String::from_utf8_lossy(octets).trim_matches(['\0', ' ']).to_owned());
                let revision = format!("{}.{}", self.word(0x0c), self.word(0x0a));
                Some(Part { manufacturer: vendor, model: self.text(0x12), revision: Some(revision), ..part })
            }
            _ => None,
        }
    }

    /// 7.5.2; 0xFE sends to the word at 0x28.
    fn processor_family(&self) -> Option<String> {
        let number = if self.byte(0x06) == 0xfe { self.word(0x28) } else { u16::from(self.byte(0x06)) };
        super::processor_family(number).map(str::to_owned)
    }
}
