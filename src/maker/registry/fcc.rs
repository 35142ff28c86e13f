//! FCC IDs: a grantee code of three or five characters, then the product's own code.

use super::{Reading, of_few};

/// The grantee code of an FCC ID. 47 CFR 2.926(c): a code that begins with a digit has five characters, others three.
pub fn parse(text: &str) -> Reading {
    let upper = text.trim().to_ascii_uppercase();
    // As on labels: "FCC ID: ..", "FCCID ..", "Contains FCC ID: ..", "Contains transmitter module FCC-ID ..".
    let between = [' ', ':', '-', '_'];
    let label = upper.find("FCC ID").or_else(|| upper.find("FCCID")).or_else(|| upper.find("FCC-ID")).or_else(|| upper.find("FCC:"));
    let behind = |at: usize| {
        let rest = upper.get(at.saturating_add(3)..).unwrap_or_default().trim_start_matches(between);
        rest.strip_prefix("ID").unwrap_or(rest).trim_start_matches(between)
    };
    let code = label.map_or(upper.as_str(), behind).trim();
    let length = if code.starts_with(|c: char| c.is_ascii_digit()) { 5 } else { 3 };
    match code.get(..length) {
        Some(grantee) if grantee.chars().all(|c| c.is_ascii_alphanumeric()) => of_few("fcc", [grantee.to_ascii_lowercase()]),
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
        assert_eq!(parse("SRQ-ZTEBV0800"), of_few("fcc", ["srq".to_owned()]));
        assert_eq!(parse("FCC ID: 2ADTDDS2CD"), of_few("fcc", ["2adtd".to_owned()]));
        for text in ["qisE5573", "Contains FCC ID: QISE5573", "FCCID:QISE5573", "fcc-id: QIS-E5573", "FCC: QISE5573", "FCC ID QISE5573"] {
            assert_eq!(parse(text), of_few("fcc", ["qis".to_owned()]), "{text}");
        }
        assert!(matches!(parse("SR"), Reading::Unread(_)));
        assert!(matches!(parse("2-ADT"), Reading::Unread(_)));
    }
}
