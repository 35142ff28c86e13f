//! USB vendor numbers: four hexadecimal digits, given out by the USB Implementers Forum.

use super::Reading;

/// A vendor number, with or without `0x`, alone or before a product number.
pub fn parse(text: &str) -> Reading {
    super::vendor_number("usb", text)
}
