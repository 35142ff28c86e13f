//! PNP vendor ids: three letters, as a monitor's EDID carries them.

use super::{Reading, identifier};

/// Three letters, alone or before a product number: "HWV", "HWV1234".
pub fn parse(text: &str) -> Reading {
    let lower = text.trim().to_ascii_lowercase();
    let (letters, rest) = lower.split_at_checked(3).unwrap_or((lower.as_str(), ""));
    let product = rest.is_empty() || rest.len() == 4 && rest.chars().all(|c| c.is_ascii_hexdigit());
    if letters.len() == 3 && letters.chars().all(|c| c.is_ascii_alphabetic()) && product {
        identifier("pnp", [letters.to_owned()])
    } else {
        Reading::Unread("a PNP vendor id has three letters, as in \"HWV\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_letters_are_a_vendor() {
        assert_eq!(parse("HWV"), identifier("pnp", ["hwv".to_owned()]));
        assert_eq!(parse("hwv1a2b"), identifier("pnp", ["hwv".to_owned()]));
        assert!(matches!(parse("HW"), Reading::Unread(_)));
        assert!(matches!(parse("HUAWEI"), Reading::Unread(_)));
    }
}
