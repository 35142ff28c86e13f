//! PCI vendor numbers: four hexadecimal digits, given out by PCI-SIG.

use super::Reading;

/// A vendor number, with or without `0x`, alone or before a device number.
pub fn parse(text: &str) -> Reading {
    super::vendor_number("pci", text)
}
