//! FCC IDs: a grantee code of three or five characters, then the product's own code.

use super::{Reading, identifier};

/// The grantee code of an FCC ID. 47 CFR 2.926(c): a code that begins with a digit has five characters, others three.
pub fn parse(text: &str) -> Reading {
    let upper = text.trim().to_ascii_uppercase();
    let code = upper
        .strip_prefix("FCC ID:")
        .or_else(|| upper.strip_prefix("FCC ID"))
        .or_else(|| upper.strip_prefix("FCC:"))
        .unwrap_or(&upper)
        .trim();
    let length = if code.starts_with(|c: char| c.is_ascii_digit()) { 5 } else { 3 };
    match code.get(..length) {
        Some(grantee) if grantee.chars().all(|c| c.is_ascii_alphanumeric()) => identifier("fcc", [grantee.to_ascii_lowercase()]),
        Some(_) | None => {
            Reading::Unread("an FCC ID begins with a grantee code of three or five letters and digits, as in \"2ADTD-DS2CD\"")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grantee_code_has_three_or_five_characters() {
        assert_eq!(parse("SRQ-ZTEBV0800"), identifier("fcc", ["srq".to_owned()]));
        assert_eq!(parse("FCC ID: 2ADTDDS2CD"), identifier("fcc", ["2adtd".to_owned()]));
        assert_eq!(parse("qisE5573"), identifier("fcc", ["qis".to_owned()]));
        assert!(matches!(parse("SR"), Reading::Unread(_)));
        assert!(matches!(parse("2-ADT"), Reading::Unread(_)));
    }
}
