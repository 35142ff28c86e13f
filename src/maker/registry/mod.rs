//! Registries of identifiers: which number, code or domain belongs to which maker.

mod cpe;
mod domain;
mod fcc;
mod gtin;
mod lei;
mod mac;
mod pci;
mod pen;
mod pnp;
pub mod purl;
mod smbios;
mod usb;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::name::Field;
pub use purl::decoded;

/// One kind of identifier that `kenpin screen` takes, and how it is read.
pub struct Registry {
    /// As in the JSON of `kenpin screen`: `mac`, `oui`, `purl`.
    pub kind: &'static str,
    /// What the number or code is, for a person.
    pub title: &'static str,
    /// Never fails: what cannot be read is [`Reading::Unread`].
    pub parse: fn(&str) -> Reading,
}

/// Every kind of identifier that is read.
pub const REGISTRIES: &[Registry] = &[
    Registry { kind: "name", title: "a maker's name", parse: smbios::parse },
    Registry { kind: "smbios", title: "a manufacturer string of SMBIOS", parse: smbios::parse },
    Registry { kind: "lei", title: "legal entity identifier (ISO 17442)", parse: lei::parse },
    Registry { kind: "purl", title: "package URL", parse: purl::parse },
    Registry { kind: "cpe", title: "Common Platform Enumeration name", parse: cpe::parse },
    Registry { kind: "mac", title: "MAC address", parse: mac::parse_address },
    Registry { kind: "oui", title: "IEEE prefix (MA-L, MA-M, MA-S)", parse: mac::parse_prefix },
    Registry { kind: "pci", title: "PCI vendor", parse: pci::parse },
    Registry { kind: "usb", title: "USB vendor", parse: usb::parse },
    Registry { kind: "pnp", title: "PNP vendor", parse: pnp::parse },
    Registry { kind: "pen", title: "IANA private enterprise number", parse: pen::parse },
    Registry { kind: "domain", title: "internet domain", parse: domain::parse },
    Registry { kind: "fcc", title: "FCC ID", parse: fcc::parse },
    Registry { kind: "gtin", title: "GTIN", parse: gtin::parse },
];

/// What an identifier says about the maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Keys to look up, the most exact first, and what holds where nobody has one of them.
    Identifier { keys: Vec<RegistryKey>, otherwise: Otherwise },
    /// A name, to be screened as one.
    Names(Field),
    /// Tells nothing of the maker; in words why.
    Unread(&'static str),
}

/// One value in one scheme, in the registry's own shape: lower case, without separators.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistryKey {
    /// As in `reference/makers`: `mac`, `pci`, `usb`, `pnp`, `pen`, `fcc`, `gtin`, `lei`, `domain`, `cpe-vendor`, `package-namespace`.
    pub scheme: &'static str,
    pub value: String,
}

/// What an identifier says where no party is known to have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The registry is complete for the parties known, so it is somebody else's.
    Nobody,
    /// Few of the registry's numbers are known here, so it may be anybody's.
    Unknown,
    /// A name of the maker, to be screened as one: the vendor of a CPE.
    Named(Vec<String>),
    /// Names that it may be about; the thing is not surely made by them: `pkg:pypi/huawei-lte-api`.
    About(Vec<String>),
}

/// How a party stands to an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The registry gives it to the party.
    Holder,
    /// Tied to the party, but not surely its own.
    About,
}

/// A line of the shipped registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Id of the party in `reference/makers`.
    pub party: &'static str,
    pub standing: Standing,
}

/// Reads an identifier; `None` where no registry of that kind is known.
pub fn read(kind: &str, value: &str) -> Option<Reading> {
    REGISTRIES.iter().find(|registry| registry.kind == kind).map(|registry| (registry.parse)(value))
}

/// Whom the shipped registers name for a key: MAC prefixes and the codes in `reference/makers/identifiers`.
pub fn who(key: &RegistryKey) -> Option<Assignment> {
    let scheme = ASSIGNED.get(key.scheme)?;
    let exact = scheme.get(key.value.as_str()).copied();
    exact.or_else(|| {
        // A prefix that is handed out in parts: whose part it was cannot be told from the prefix alone.
        let parts = scheme.range(key.value.as_str()..).next().filter(|(value, _)| key.scheme == "mac" && value.starts_with(&key.value));
        parts.map(|(_, part)| Assignment { party: part.party, standing: Standing::About })
    })
}

static ASSIGNED: LazyLock<BTreeMap<&'static str, BTreeMap<&'static str, Assignment>>> = LazyLock::new(|| {
    let mut assigned: BTreeMap<&str, BTreeMap<&str, Assignment>> = BTreeMap::new();
    for line in include_str!("../../../reference/makers/identifiers/assigned.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(scheme), Some(party), Some(standing), Some(values)) = (fields.next(), fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let standing = if standing == "holder" { Standing::Holder } else { Standing::About };
        let into = assigned.entry(scheme).or_default();
        into.extend(values.split(' ').map(|value| (value, Assignment { party, standing })));
    }
    assigned
});

/// An identifier of one scheme, with its keys from the most exact on.
fn identifier(scheme: &'static str, values: impl IntoIterator<Item = String>) -> Reading {
    Reading::Identifier { keys: keys(scheme, values), otherwise: Otherwise::Nobody }
}

/// As [`identifier`], of a registry of which few numbers ship.
fn of_few(scheme: &'static str, values: impl IntoIterator<Item = String>) -> Reading {
    Reading::Identifier { keys: keys(scheme, values), otherwise: Otherwise::Unknown }
}

fn keys(scheme: &'static str, values: impl IntoIterator<Item = String>) -> Vec<RegistryKey> {
    values.into_iter().map(|value| RegistryKey { scheme, value }).collect()
}

/// Four hexadecimal digits, as PCI and USB number their vendors; with or without `0x`.
fn vendor_number(scheme: &'static str, text: &str) -> Reading {
    let lower = text.trim().to_ascii_lowercase();
    let digits = lower.strip_prefix("0x").unwrap_or(&lower);
    // "12d1:1506" is a vendor and a device.
    let digits = digits.split(':').next().unwrap_or_default();
    if digits.len() == 4 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        identifier(scheme, [digits.to_owned()])
    } else {
        Reading::Unread("a vendor number has four hexadecimal digits, as in \"19e5\"")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;

    /// The party behind an identifier by the shipped registers alone.
    fn party(kind: &str, value: &str) -> Option<(&'static str, Standing)> {
        match read(kind, value).unwrap() {
            Reading::Identifier { keys, .. } => keys.iter().find_map(who).map(|found| (found.party, found.standing)),
            Reading::Names(_) | Reading::Unread(_) => None,
        }
    }

    #[test]
    fn a_mac_prefix_names_its_holder() {
        let huawei = Some(("huawei-technologies-co-ltd", Standing::Holder));
        assert_eq!(party("oui", "001882"), huawei);
        assert_eq!(party("mac", "00:18:82:0a:0B:0c"), huawei);
        assert_eq!(party("mac", "00-18-82-0A-0B-0C"), huawei);
        assert_eq!(party("mac", "0018.820a.0b0c"), huawei);
        assert_eq!(party("oui", "0015EB"), Some(("zte-corporation", Standing::Holder)));
        assert_eq!(party("oui", "00BC99"), Some(("hangzhou-hikvision-digital-technology-co-ltd", Standing::Holder)));
        assert_eq!(party("oui", "0CA64C"), Some(("hangzhou-ezviz-software-co-ltd", Standing::Holder)));
        assert_eq!(party("oui", "00000C"), None);
    }

    // MAKERS.md: a pattern over organisation names would make the scale factory Dahua's.
    #[test]
    fn a_false_friend_in_the_registry_is_not_the_party() {
        assert_eq!(party("oui", "402C761"), Some(("shanghai-dahua-scale-factory", Standing::Holder)));
        assert_eq!(party("mac", "40:2C:76:1A:BC:DE"), Some(("shanghai-dahua-scale-factory", Standing::Holder)));
    }

    #[test]
    fn a_prefix_handed_out_in_parts_is_not_its_part_holders_own() {
        assert_eq!(party("oui", "402C76"), Some(("shanghai-dahua-scale-factory", Standing::About)));
    }

    #[test]
    fn vendor_numbers_are_read_in_any_case_and_with_a_prefix() {
        for text in ["19e5", "0x19E5", " 19E5 ", "19e5:a222"] {
            assert_eq!(party("pci", text), Some(("huawei-technologies-co-ltd", Standing::Holder)), "{text}");
        }
        assert_eq!(party("usb", "1472"), Some(("huawei-technologies-co-ltd", Standing::About)));
        assert_eq!(party("pci", "8086"), None);
        assert!(matches!(read("usb", "12d"), Some(Reading::Unread(_))));
    }

    #[test]
    fn every_line_of_the_review_is_in_the_table() {
        for line in include_str!("../../../reference/makers/identifiers/reviewed.tsv").lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(["holder", "about"].contains(&fields[3]), "{line}");
            let scheme = if fields[0] == "ieee" { "mac" } else { fields[0] };
            assert!(ASSIGNED[scheme].values().any(|assignment| assignment.party == fields[2]), "{line}");
        }
        assert!(ASSIGNED["mac"].len() > 3000);
    }

    #[test]
    fn a_kind_that_nobody_knows_is_not_read() {
        assert_eq!(read("imei", "1"), None);
    }

    #[test]
    fn no_kind_panics_on_any_text() {
        for registry in REGISTRIES {
            for text in [
                "",
                " ",
                ":",
                "pkg:",
                "pkg:/",
                "cpe:2.3:",
                "cpe:/",
                "0x",
                "\u{0}",
                "日本",
                "a\u{301}",
                "%",
                "%zz",
                "FCC",
                "@@",
                "..",
                "-",
                "pkg:golang/github.com",
            ] {
                let _ = (registry.parse)(text);
            }
        }
    }
}
