//! Whether a single value is what the schema asks for: a time, a hash, a serial number, a word of a list.

mod clock;
mod shape;

use super::grammar::{Grammar, Scalar};

/// Characters of a vendor's value that a message repeats.
const SHOWN: usize = 60;

/// What is wrong with this text; `None` where it is right. Numbers and truth values are texts only in XML.
pub(super) fn wrong_text(grammar: &Grammar, scalar: Scalar, text: &str) -> Option<String> {
    if let Scalar::Text { least, most } = scalar {
        let right = (least == 0 && text.len() <= most) || (least..=most).contains(&text.chars().count());
        return (!right).then(|| format!("{} is not between {least} and {most} characters long", quoted(text)));
    }
    if let Scalar::Enumeration(id) = scalar {
        let enumeration = grammar.enumerations.get(usize::from(id))?;
        let name = enumeration.name.trim_start_matches('$');
        return (!enumeration.words.contains(text)).then(|| format!("{} is no {name} of {}", quoted(text), grammar.version));
    }
    let token = text.trim_matches([' ', '\t', '\r', '\n']);
    let wanted = match scalar {
        Scalar::Text { .. } | Scalar::Enumeration(_) => return None,
        Scalar::Reference => return text.is_empty().then(|| "is empty; a reference needs at least one character".to_owned()),
        Scalar::SerialNumber => (shape::serial_number(text), "no serial number: write it as urn:uuid: and lower-case hexadecimal"),
        Scalar::XmlSerialNumber => {
            (shape::serial_number(text) || shape::braced_uuid(text), "no serial number: write it as urn:uuid: and lower-case hexadecimal")
        }
        Scalar::BomLinkDocument => (shape::bom_link(text, false), "no BOM-Link: write it as urn:cdx:uuid/version"),
        Scalar::BomLinkElement => (shape::bom_link(text, true), "no BOM-Link: write it as urn:cdx:uuid/version#bom-ref"),
        Scalar::HashContent => (shape::hash(token), "no hash: it has 32, 40, 64, 96 or 128 hexadecimal digits"),
        Scalar::MimeType => (shape::mime_type(token), "no media type: write it as text/plain"),
        Scalar::Locale => (shape::locale(text), "no locale: write it as en or en-US"),
        Scalar::Cre => (shape::cre(text), "no CRE: write it as CRE:123-456"),
        Scalar::PatentNumber => (shape::patent_number(text), "no patent number: letters, digits and -/.() up to 30 characters"),
        Scalar::TwoCapitals => (shape::two_capitals(text), "no jurisdiction: write two capital letters"),
        Scalar::Timestamp => (clock::rfc_3339(text), "no time: write it as 2026-11-23T00:00:00Z"),
        Scalar::Date => (clock::full_date(text), "no date: write it as 2026-11-23"),
        Scalar::Iri => (shape::iri(text), "no address: escape its spaces and brackets"),
        Scalar::Uri => (shape::uri(text), "no URI and no known algorithm"),
        Scalar::Cpe => (shape::cpe(text), "no CPE: write it as cpe:2.3: or cpe:/"),
        Scalar::XmlDateTime => (clock::xml_date_time(token), "no time: write it as 2026-11-23T00:00:00Z"),
        Scalar::XmlDate => (clock::xml_date(token), "no date: write it as 2026-11-23"),
        Scalar::XmlBoolean => (matches!(token, "true" | "false" | "1" | "0"), "neither true nor false"),
        Scalar::XmlInteger { least, most } => (shape::integer(token, least, most), "no whole number that may stand here"),
        Scalar::Decimal { least, most } => (shape::decimal(token, least, most), "no decimal number that may stand here"),
        Scalar::Integer { .. } | Scalar::Number { .. } => (false, "not a number"),
        Scalar::Boolean => (false, "neither true nor false"),
    };
    let (right, why) = wanted;
    (!right).then(|| format!("{} is {why}", quoted(text)))
}

/// What is wrong with this JSON number, its syntax already checked.
pub(super) fn wrong_number(scalar: Scalar, number: &str) -> Option<String> {
    let value = number.parse::<f64>().unwrap_or(f64::NAN);
    let right = if let Scalar::Integer { least, most } = scalar {
        value.fract() == 0.0 && (least..=most).contains(&value)
    } else if let Scalar::Number { least, most } = scalar {
        (least..=most).contains(&value)
    } else {
        return Some(format!("{number} is not a text"));
    };
    (!right).then(|| format!("{} is no number that may stand here", number))
}

/// In double quotes, cut to what a message can bear.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("\"{}..\"", text.get(..end).unwrap_or_default()),
        None => format!("\"{text}\""),
    }
}
