//! A machine by its parts: what a certificate or bill declares, or what an inventory found, in one shape that can be compared.

pub mod certified;
mod csv;
mod dmidecode;
pub mod inventory;
pub mod listed;
mod network;
mod paccor;
mod pci;
mod smbios;
pub mod stated;
mod tree;
mod usb;

use std::borrow::Cow;

use super::{Bill, Contents};
pub use crate::evidence::platform::Platform;
use crate::intake::Document;

/// Parts in one machine; more is refused as hostile.
pub const PARTS: usize = 10_000;

/// A machine and its parts. Texts are as written, placeholders too: [`known`] tells them from facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    pub platform: Platform,
    pub parts: Vec<Part>,
    /// What the source can see at all; a declared part of any other family cannot be called missing.
    pub sees: Sees,
    /// The list of parts stands at an address, which is never fetched: what is not in it is not known.
    pub elsewhere: bool,
}

/// One part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub family: Option<Family>,
    pub manufacturer: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub revision: Option<String>,
    pub addresses: Vec<String>,
}

/// What kind of part, across the registries of TCG, SMBIOS, PCIe and storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    Processor,
    Container,
    Board,
    Tpm,
    Module,
    Controller,
    Memory,
    Storage,
    Network,
    Power,
    Input,
    Firmware,
    /// A class that is known, and is none of these.
    Unusual,
}

/// Which families a source can see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sees {
    #[default]
    Everything,
    Only(Cow<'static, [Family]>),
}

impl Sees {
    /// Whether a part of this family would surely have been seen. One of an unknown family may be of a kind that is not.
    pub fn covers(&self, family: Option<Family>) -> bool {
        match (self, family) {
            (Self::Everything, _) => true,
            (Self::Only(_), None) => false,
            (Self::Only(families), Some(family)) => families.contains(&family),
        }
    }
}

/// One kind of inventory.
pub struct Source {
    /// As messages name it.
    pub name: &'static str,
    pub recognises: fn(&Document) -> bool,
    pub read: fn(&[u8]) -> Result<Machine, String>,
}

/// Every kind of inventory that is read.
pub const SOURCES: &[Source] = &[
    paccor::SOURCE,
    dmidecode::SOURCE,
    smbios::SOURCE,
    pci::SOURCE,
    usb::SOURCE,
    tree::LSHW,
    tree::IP_LINK,
    tree::REDFISH,
    network::ENTITY_MIB,
    network::SHOW_INVENTORY,
    csv::SOURCE,
    certified::SOURCE,
    inventory::SOURCE,
];

/// The start of the file as text: where every kind that is text has its marks.
fn head(document: &Document) -> Cow<'_, str> {
    String::from_utf8_lossy(document.bytes.get(..4_096).unwrap_or(&document.bytes))
}

/// The kind whose marks the document shows; `None` where none or more than one does.
pub fn recognise(document: &Document) -> Option<&'static Source> {
    let mut fitting = SOURCES.iter().filter(|source| (source.recognises)(document));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        (Some(_) | None, _) => None,
    }
}

/// Whether the document is an inventory or a certificate of a machine's parts, and the bill that it makes.
pub fn bill(document: &Document) -> Option<(&'static str, Contents)> {
    let source = recognise(document)?;
    let contents = match (source.read)(&document.bytes) {
        Ok(machine) => listed::contents(document, &machine),
        Err(why) => listed::defective(document, &why),
    };
    Some((source.name, contents))
}

/// The machine that a bill describes; `None` for one without any hardware, the reason for one that cannot be read.
pub fn machine(bill: &Bill, document: &Document) -> Option<Result<Machine, String>> {
    if let Some(source) = SOURCES.iter().find(|source| source.name == bill.format) {
        return Some((source.read)(&document.bytes));
    }
    match stated::machine(&bill.contents) {
        Ok(machine) if machine.parts.is_empty() => None,
        read => Some(read),
    }
}

/// The text where it states something: trimmed, `None` for placeholders.
///
/// Source: HARDWARE notes, "Unknown", from SMBIOS tables in the field.
pub fn known(text: Option<&str>) -> Option<&str> {
    const PLACEHOLDERS: &[&str] = &[
        "not specified",
        "unspecified",
        "unknown",
        "undefined",
        "none",
        "n/a",
        "na",
        "not available",
        "not applicable",
        "empty",
        "oem",
        "o.e.m.",
        "to be filled by o.e.m.",
        "to be filled by o.e.m",
        "default string",
        "system manufacturer",
        "system product name",
        "system version",
        "system serial number",
        "base board serial number",
        "chassis serial number",
        "(blank)",
        "out of spec",
        "<out of spec>",
        "<bad index>",
        "invalid",
        "tbd",
        "0123456789",
        "123456789",
        "sernum0",
        "partnum0",
    ];
    let text = text?.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    let folded = text.to_lowercase();
    let filler = folded.chars().next().is_none_or(|first| "0fx.-_".contains(first) && folded.chars().all(|c| c == first));
    (!filler && !PLACEHOLDERS.contains(&folded.as_str())).then_some(text)
}

impl Family {
    /// From a component class: four octets in hex, in the words of a registry. `None`: not listed there, or no registry.
    ///
    /// Sources: TCG Component Class Registry (2.23.133.18.3.1), SMBIOS (.3), PCIe (.4) and Storage (.5) registries.
    pub fn of_class(registry: Option<&str>, value: &str) -> Option<Self> {
        let number = u32::from_str_radix(value, 16).ok().filter(|_| value.len() == 8)?;
        let (high, low) = (number >> 16, number & 0xffff);
        match registry? {
            "2.23.133.18.3.1" => Self::of_tcg(high, low),
            "2.23.133.18.3.3" => Some(Self::of_smbios(high)),
            "2.23.133.18.3.4" => Some(Self::of_pci(number)),
            "2.23.133.18.3.5" => Some(Self::Storage),
            _ => None,
        }
    }

    fn of_tcg(category: u32, kind: u32) -> Option<Self> {
        Some(match category {
            0x0000 => return None,
            0x0001 => Self::Processor,
            0x0002 => Self::Container,
            0x0003 => Self::Board,
            0x0004 if kind == 9 => Self::Tpm,
            0x0004 => Self::Module,
            0x0005 => Self::Controller,
            0x0006 => Self::Memory,
            0x0007 => Self::Storage,
            0x0009 => Self::Network,
            0x000a => Self::Power,
            0x000e => Self::Input,
            0x0013 => Self::Firmware,
            _ => Self::Unusual,
        })
    }

    /// By the structure's type.
    pub(super) fn of_smbios(structure: u32) -> Self {
        match structure {
            0 => Self::Firmware,
            1 | 3 => Self::Container,
            2 => Self::Board,
            4 => Self::Processor,
            17 => Self::Memory,
            39 => Self::Power,
            43 => Self::Tpm,
            _ => Self::Unusual,
        }
    }

    /// By the class code: base class, subclass, interface.
    pub fn of_pci(code: u32) -> Self {
        match (code >> 16 & 0xff, code >> 8 & 0xff) {
            // non-volatile memory controller: the drive itself
            (0x01, 0x08) => Self::Storage,
            (0x02 | 0x0d, _) => Self::Network,
            (0x09, _) => Self::Input,
            (0x0b, _) => Self::Processor,
            _ => Self::Controller,
        }
    }

    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Processor => "processor",
            Self::Container => "chassis",
            Self::Board => "board",
            Self::Tpm => "TPM",
            Self::Module => "module",
            Self::Controller => "controller",
            Self::Memory => "memory",
            Self::Storage => "storage",
            Self::Network => "network adapter",
            Self::Power => "power supply",
            Self::Input => "input device",
            Self::Firmware => "firmware",
            Self::Unusual => "part",
        }
    }

    /// Whether one more of it than declared changes what the machine can do unseen.
    pub fn is_vital(self) -> bool {
        match self {
            Self::Processor
            | Self::Board
            | Self::Memory
            | Self::Storage
            | Self::Network
            | Self::Controller
            | Self::Tpm
            | Self::Firmware => true,
            Self::Container | Self::Module | Self::Power | Self::Input | Self::Unusual => false,
        }
    }
}

/// The name that dmidecode prints for a processor's family. `None`: not known here, or "other" and "unknown".
///
/// Source: DSP0134, 7.5.2, table 23.
pub fn processor_family(number: u16) -> Option<&'static str> {
    const FAMILIES: &[(u16, &str)] = &[
        (0x0b, "Pentium"),
        (0x11, "Pentium III"),
        (0x0f, "Celeron"),
        (0x2b, "Atom"),
        (0x2c, "Core M"),
        (0x2d, "Core m3"),
        (0x2e, "Core m5"),
        (0x2f, "Core m7"),
        (0x3f, "FX"),
        (0x48, "A-Series"),
        (0x66, "Athlon X4"),
        (0x69, "Opteron 4000"),
        (0x6a, "Opteron 3000"),
        (0x6b, "Zen"),
        (0x83, "Athlon 64"),
        (0x84, "Opteron"),
        (0xb2, "Pentium 4"),
        (0xb3, "Xeon"),
        (0xbf, "Core 2 Duo"),
        (0xc0, "Core 2 Solo"),
        (0xc1, "Core 2 Extreme"),
        (0xc2, "Core 2 Quad"),
        (0xc6, "Core i7"),
        (0xcd, "Core i5"),
        (0xce, "Core i3"),
        (0xcf, "Core i9"),
        (0xd6, "Multi-Core Xeon"),
        (0x100, "ARMv7"),
        (0x101, "ARMv8"),
        (0x102, "ARMv9"),
        (0x118, "ARM"),
        (0x119, "StrongARM"),
        (0x200, "RV32"),
        (0x201, "RV64"),
        (0x202, "RV128"),
    ];
    FAMILIES.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}
