//! GTINs: the number under a bar code, whose first digits GS1 lends to a company.

use super::{Reading, of_few};

/// A GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications, 7.9).
///
/// The keys are its company prefixes of 11 to 7 digits, as GS1 lends them. No register of prefixes ships with kenpin, so
/// a number that the buyer's own directory does not know tells nothing.
pub fn parse(text: &str) -> Reading {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if !matches!(digits.len(), 8 | 12 | 13 | 14) || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Reading::Unread("a GTIN has 8, 12, 13 or 14 digits");
    }
    let padded = format!("{digits:0>14}");
    let sum: u32 =
        padded.chars().enumerate().filter_map(|(at, c)| Some(c.to_digit(10)?.saturating_mul(if at % 2 == 0 { 3 } else { 1 }))).sum();
    if !sum.is_multiple_of(10) {
        return Reading::Unread("the check digit of this GTIN is wrong");
    }
    let company = padded.get(1..).unwrap_or_default();
    let prefixes = (7..=11).rev().filter_map(|length| company.get(..length).map(str::to_owned));
    of_few("gtin", prefixes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::indexing_slicing, reason = "tests")]

    use super::*;

    #[test]
    fn the_check_digit_is_checked() {
        assert!(matches!(parse("4006381333931"), Reading::Identifier { .. }));
        assert!(matches!(parse("4006381333932"), Reading::Unread(_)));
        assert!(matches!(parse("400638133393"), Reading::Unread(_)));
    }

    #[test]
    fn prefixes_are_tried_from_the_longest_on() {
        let Reading::Identifier { keys, .. } = parse("4006381333931") else { panic!("not read") };
        let values: Vec<&str> = keys.iter().map(|key| key.value.as_str()).collect();
        assert_eq!(values, ["40063813339", "4006381333", "400638133", "40063813", "4006381"]);
    }
}
