//! What `lspci -vmm -nn` or `lspci -nmmv` prints: a block of `Name:<tab>value` lines for each device.

use super::{Family, Machine, PARTS, Part, Sees, Source, head};
use crate::intake::Document;

pub(super) const SOURCE: Source = Source { name: "lspci", recognises, read };

/// Drives on other buses than PCI are not seen, so storage is left out.
const SEEN: &[Family] = &[Family::Controller, Family::Network];

fn recognises(document: &Document) -> bool {
    let text = head(document);
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.starts_with("Slot:\t") || line.starts_with("Device:\t"))
        && lines.any(|line| line.starts_with("Vendor:\t"))
}

fn read(bytes: &[u8]) -> Result<Machine, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?.replace('\r', "");
    let mut machine = Machine { sees: Sees::Only(SEEN.into()), ..Machine::default() };
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        if machine.parts.len() == PARTS {
            return Err(format!("more than {PARTS} devices"));
        }
        let field = |wanted: &str| {
            block.lines().filter_map(|line| line.split_once(":\t")).find(|(name, _)| *name == wanted).map(|(_, value)| value.trim())
        };
        let number = |name: &str| field(name).and_then(number);
        let class = number("Class").ok_or("a device without the number of its class; run `lspci -nmmv`")?;
        let joined = |one: &str, other: &str| number(one).map(|first| format!("{first}:{}:", number(other).unwrap_or_default()));
        machine.parts.push(Part {
            family: u32::from_str_radix(class, 16).ok().map(|class| Family::of_pci(class << 8)),
            manufacturer: joined("Vendor", "SVendor"),
            model: joined("Device", "SDevice"),
            revision: field("Rev").map(str::to_owned),
            ..Part::default()
        });
    }
    Ok(machine)
}

/// `8086`, or the brackets' content of `Intel Corporation [8086]`.
fn number(value: &str) -> Option<&str> {
    let inner = value.strip_suffix(']').and_then(|value| value.rsplit_once('[')).map_or(value, |(_, inner)| inner);
    (inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(inner)
}
