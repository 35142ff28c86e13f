//! What `lsusb` prints, one line a device, or `lsusb -v`, with serial numbers and revisions below each.

use super::{Machine, PARTS, Part, Sees, Source, head};
use crate::intake::Document;

pub(super) const SOURCE: Source = Source { name: "lsusb", recognises, read };

/// Hubs that the kernel itself stands for.
const LINUX_FOUNDATION: &str = "1d6b";

fn recognises(document: &Document) -> bool {
    head(document).lines().any(|line| device(line).is_some())
}

/// Vendor and product in `Bus 001 Device 002: ID 8087:0024 Intel Corp.`.
fn device(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.strip_prefix("Bus ")?.split_once(": ID ")?;
    let (vendor, rest) = rest.split_once(':')?;
    let product = rest.get(..4)?;
    let is_number = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_number(vendor) && is_number(product)).then_some((vendor, product))
}

fn read(bytes: &[u8]) -> Result<Machine, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    // A part of any other kind is not seen; of USB devices the family is not told.
    let mut machine = Machine { sees: Sees::Only([].as_slice().into()), ..Machine::default() };
    let mut skipping = true;
    for line in text.lines() {
        if let Some((vendor, product)) = device(line) {
            skipping = vendor.eq_ignore_ascii_case(LINUX_FOUNDATION);
            if skipping {
                continue;
            }
            if machine.parts.len() == PARTS {
                return Err(format!("more than {PARTS} devices"));
            }
            machine.parts.push(Part { manufacturer: Some(vendor.to_owned()), model: Some(product.to_owned()), ..Part::default() });
        } else if let Some(part) = machine.parts.last_mut().filter(|_| !skipping) {
            let mut words = line.split_whitespace();
            match (words.next(), words.next()) {
                // The number of the string, then the string; 0 is none.
                (Some("iSerial"), Some(number)) if number != "0" => {
                    let serial = words.collect::<Vec<_>>().join(" ");
                    part.serial = Some(serial).filter(|serial| !serial.is_empty());
                }
                (Some("bcdDevice"), Some(revision)) => part.revision = Some(revision.to_owned()),
                _ => {}
            }
        }
    }
    Ok(machine)
}
