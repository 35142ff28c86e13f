//! Legal entity identifiers: 20 characters with two check digits (ISO 17442).

use super::{Reading, of_few};

/// An LEI whose check digits are right (ISO 17442-1, annex A: ISO/IEC 7064, MOD 97-10).
pub fn parse(text: &str) -> Reading {
    let upper = text.trim().to_ascii_uppercase();
    if upper.len() != 20 || !upper.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Reading::Unread("an LEI has 20 letters and digits");
    }
    let rest = upper.chars().filter_map(|c| c.to_digit(36)).fold(0_u32, |rest, value| {
        let factor = if value > 9 { 100 } else { 10 };
        (rest.saturating_mul(factor).saturating_add(value)) % 97
    });
    if rest == 1 { of_few("lei", [upper.to_ascii_lowercase()]) } else { Reading::Unread("the check digits of this LEI are wrong") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digits_are_checked() {
        assert!(matches!(parse("213800EQTGWFP8UPDW41"), Reading::Identifier { .. }));
        assert!(matches!(parse("2549002emc1tlfmjpy38"), Reading::Identifier { .. }));
        assert!(matches!(parse("213800EQTGWFP8UPDW42"), Reading::Unread(_)));
        assert!(matches!(parse("213800EQTGWFP8UPDW4"), Reading::Unread(_)));
    }
}
