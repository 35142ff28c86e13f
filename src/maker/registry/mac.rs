//! MAC addresses: IEEE gives their first 24, 28 or 36 bits to a maker of network parts.

use super::{Reading, identifier};

/// An address of 48 or 64 bits. It names the maker of the network part, not of the box.
///
/// IEEE 802-2014, 8.2: an address with the local bit set is nobody's; one with the group bit set is no device's.
pub fn parse_address(text: &str) -> Reading {
    let Some(digits) = hexadecimal(text) else { return Reading::Unread(SHAPE) };
    if !matches!(digits.len(), 12 | 16) {
        return if matches!(digits.len(), 6 | 7 | 9) { parse_prefix(text) } else { Reading::Unread(SHAPE) };
    }
    let first = digits.get(..2).and_then(|octet| u8::from_str_radix(octet, 16).ok()).unwrap_or_default();
    if digits.chars().all(|c| c == '0') || digits.chars().all(|c| c == 'f') {
        return Reading::Unread("a MAC address of one repeated digit is a filler");
    }
    if first & 0b01 != 0 {
        return Reading::Unread("a group address belongs to no device");
    }
    if first & 0b10 != 0 {
        return Reading::Unread("a locally administered address is no identity");
    }
    prefixes(&digits)
}

/// A prefix of 24, 28 or 36 bits, or a whole address.
pub fn parse_prefix(text: &str) -> Reading {
    let bare = text.split('/').next().unwrap_or_default();
    match hexadecimal(bare) {
        Some(digits) if matches!(digits.len(), 6 | 7 | 9) => prefixes(&digits),
        Some(digits) if matches!(digits.len(), 12 | 16) => parse_address(bare),
        Some(_) | None => Reading::Unread(SHAPE),
    }
}

const SHAPE: &str = "a MAC address has 12 hexadecimal digits, a prefix 6, 7 or 9";

/// The longest prefix first: MA-S (36 bits), MA-M (28), MA-L (24).
fn prefixes(digits: &str) -> Reading {
    identifier("mac", [9, 7, 6].into_iter().filter_map(|length| digits.get(..length).map(str::to_owned)))
}

/// Hexadecimal digits in lower case, separators off; `None` where anything else is there. Octets without their leading zero, as BSD and
/// macOS print them ("0:e0:fc:11:2:3"), get it again.
fn hexadecimal(text: &str) -> Option<String> {
    let octets: Vec<&str> = text.trim().split([':', '-', '.', ' ']).collect();
    let short = matches!(octets.len(), 6 | 8) && octets.iter().all(|octet| matches!(octet.len(), 1 | 2));
    let digits = octets.into_iter().map(|octet| if short { format!("{octet:0>2}") } else { octet.to_owned() });
    let digits = digits.collect::<String>().to_ascii_lowercase();
    (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_comes_first() {
        let keys = ["402c761ab", "402c761", "402c76"].map(str::to_owned);
        assert_eq!(parse_address("40:2C:76:1A:BC:DE"), identifier("mac", keys));
        assert_eq!(parse_prefix("402C761/28"), identifier("mac", ["402c761", "402c76"].map(str::to_owned)));
    }

    #[test]
    fn octets_without_their_leading_zero_are_the_same_address() {
        for text in ["0:e0:fc:11:2:3", "0-e0-FC-11-2-3", "00:e0:fc:11:02:03", "00e0.fc11.0203"] {
            assert_eq!(parse_address(text), parse_address("00e0fc110203"), "{text}");
        }
        assert!(matches!(parse_address("0:e0:fc:11:2"), Reading::Unread(_)));
    }

    #[test]
    fn an_address_of_nobody_is_no_identity() {
        for text in [
            "02:00:00:00:00:01",
            "da:18:82:00:00:01",
            "01:00:5e:00:00:01",
            "ff:ff:ff:ff:ff:ff",
            "00:00:00:00:00:00",
            "00:18:82",
            "0018",
            "zz:zz:zz:zz:zz:zz",
        ] {
            let unread = matches!(parse_address(text), Reading::Unread(_));
            assert_eq!(unread, text != "00:18:82", "{text}");
        }
    }
}
