//! IANA private enterprise numbers, as SNMP object ids begin with them.

use super::{Reading, identifier};

/// A number, or an object id under 1.3.6.1.4.1.
pub fn parse(text: &str) -> Reading {
    let text = text.trim().trim_start_matches('.');
    let text = text.strip_prefix("iso.3.6.1.4.1.").or_else(|| text.strip_prefix("1.3.6.1.4.1.")).unwrap_or(text);
    let number = text.split('.').next().unwrap_or_default();
    match number.parse::<u32>() {
        Ok(number) => identifier("pen", [number.to_string()]),
        Err(_) => Reading::Unread("an enterprise number has only digits, as in \"2011\" or \"1.3.6.1.4.1.2011\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_an_object_id_are_one() {
        for text in ["2011", " 2011 ", "1.3.6.1.4.1.2011.2.23", ".1.3.6.1.4.1.2011", "02011"] {
            assert_eq!(parse(text), identifier("pen", ["2011".to_owned()]), "{text}");
        }
        assert!(matches!(parse("huawei"), Reading::Unread(_)));
    }
}
