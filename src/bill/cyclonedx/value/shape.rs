//! Patterns of the schemas, written out: serial numbers, BOM-Links, hashes, media types, addresses, CPEs.

fn hex(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
}

/// 8-4-4-4-12 lower-case hexadecimal digits.
fn uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

pub(super) fn serial_number(text: &str) -> bool {
    text.strip_prefix("urn:uuid:").is_some_and(uuid)
}

/// The second form that the XML Schema knows.
pub(super) fn braced_uuid(text: &str) -> bool {
    text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).is_some_and(uuid)
}

/// `urn:cdx:<uuid>/<version>`, with `#<bom-ref>` where it names an element.
pub(super) fn bom_link(text: &str, element: bool) -> bool {
    let Some((id, rest)) = text.strip_prefix("urn:cdx:").and_then(|text| text.split_once('/')) else { return false };
    let (version, reference) = rest.split_once('#').map_or((rest, None), |(version, reference)| (version, Some(reference)));
    let number = !version.starts_with('0') && !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    uuid(id) && number && reference.is_some_and(|reference| !reference.is_empty()) == element && reference.is_some() == element
}

pub(super) fn hash(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64 | 96 | 128) && text.bytes().all(hex)
}

pub(super) fn mime_type(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'-' | b'+' | b'.' | b'a'..=b'z' | b'0'..=b'9'));
    text.split_once('/').is_some_and(|(kind, sub)| part(kind) && part(sub))
}

pub(super) fn locale(text: &str) -> bool {
    let (language, region) = text.split_once('-').map_or((text, None), |(language, region)| (language, Some(region)));
    language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase()) && region.is_none_or(two_capitals)
}

pub(super) fn cre(text: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix("CRE:").and_then(|text| text.split_once('-')).is_some_and(|(group, item)| number(group) && number(item))
}

pub(super) fn patent_number(text: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let inner = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "-/.()".contains(c);
    (2..=30).contains(&text.chars().count()) && edge(text.chars().next()) && edge(text.chars().next_back()) && text.chars().all(inner)
}

pub(super) fn two_capitals(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// An IRI reference as far as its characters go (RFC 3987, 2.2): no space, no control, none of `<>"{}|\^` and the backtick.
pub(super) fn iri(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, 0..=b' ' | 0x7f | b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`'))
}

/// A URI with its scheme (RFC 3986, 3.1).
pub(super) fn uri(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let letters = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && letters && text.is_ascii() && iri(text)
}

/// `xs:integer` within limits. A number too long for 64 bits is beyond any limit that is set.
pub(super) fn integer(text: &str, least: i64, most: i64) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match text.parse::<i64>() {
        Ok(number) => (least..=most).contains(&number),
        Err(_) if text.starts_with('-') => least == i64::MIN,
        Err(_) => most == i64::MAX,
    }
}

/// `xs:decimal` within limits: no exponent.
pub(super) fn decimal(text: &str, least: f64, most: f64) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && digits.bytes().any(|byte| byte.is_ascii_digit());
    plain && text.parse::<f64>().is_ok_and(|number| (least..=most).contains(&number))
}

/// The pattern of the XML Schema: CPE 2.2 as a URI, or CPE 2.3 as a formatted string.
pub(super) fn cpe(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("cpe:2.3:") {
        return formatted_string(rest);
    }
    let Some((scheme, rest)) = text.split_once(":/") else { return false };
    let scheme = scheme.strip_prefix('c').is_some_and(|rest| rest.eq_ignore_ascii_case("pe"));
    let rest = rest.strip_prefix(|c| "AHOaho".contains(c)).unwrap_or(rest);
    let mut parts = rest.split(':');
    let parts = if parts.next() == Some("") { parts } else { return false };
    scheme && parts.clone().count() <= 6 && parts.flat_map(str::bytes).all(|byte| byte.is_ascii_alphanumeric() || b"._-~%".contains(&byte))
}

/// Part, five values, a language, four values, `:` between them, `\` before a punctuation mark.
fn formatted_string(text: &str) -> bool {
    let parts = split_unescaped(text);
    let part = parts.first().is_some_and(|part| matches!(*part, "a" | "h" | "o" | "*" | "-"));
    let values = parts.iter().enumerate().skip(1).all(|(index, value)| if index == 6 { language(value) } else { attribute_value(value) });
    parts.len() == 11 && part && values
}

fn split_unescaped(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut escaped) = (Vec::new(), 0, false);
    for (index, c) in text.char_indices() {
        if c == ':' && !escaped {
            parts.push(text.get(start..index).unwrap_or_default());
            start = index.saturating_add(1);
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

fn language(text: &str) -> bool {
    let (language, region) = text.split_once('-').map_or((text, None), |(language, region)| (language, Some(region)));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let region = region.is_none_or(|region| {
        (region.len() == 2 && letters(region)) || (region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit()))
    });
    matches!(text, "*" | "-") || ((2..=3).contains(&language.len()) && letters(language) && region)
}

/// `*`, `-`, or letters, digits, `-._` and escaped marks, with `*` or a row of `?` at either end.
fn attribute_value(text: &str) -> bool {
    if matches!(text, "*" | "-") {
        return true;
    }
    let front = text.strip_prefix('*').unwrap_or_else(|| text.trim_start_matches('?'));
    let mut rest = front.chars().peekable();
    let mut any = false;
    while let Some(c) = rest.next_if(|c| !matches!(c, '*' | '?')) {
        let fine = match c {
            '\\' => rest.next().is_some_and(|mark| "\\*?!\"#$%&'()+,/:;<=>@[]^`{|}~".contains(mark)),
            _ => c.is_ascii_alphanumeric() || "-._".contains(c),
        };
        if !fine {
            return false;
        }
        any = true;
    }
    let tail: String = rest.collect();
    any && (tail == "*" || tail.chars().all(|c| c == '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_take_what_the_schemas_take() {
        assert!(serial_number("urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"));
        assert!(!serial_number("urn:uuid:3E671687-395b-41f5-a30f-a58921a69b79") && !serial_number("3e671687-395b-41f5-a30f-a58921a69b79"));
        assert!(bom_link("urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1", false));
        assert!(bom_link("urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#a", true));
        assert!(
            !bom_link("urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/01", false)
                && !bom_link("urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#", true)
        );
        assert!(hash(&"a".repeat(40)) && !hash(&"a".repeat(41)) && !hash(&"g".repeat(40)));
        assert!(mime_type("text/x-a+b") && !mime_type("text") && !mime_type("Text/plain"));
        assert!(locale("en-US") && locale("en") && !locale("eng") && cre("CRE:1-2") && !cre("CRE:1"));
        assert!(iri("https://example.com/ü?a=b#c") && iri("") && !iri("a b") && uri("https://a") && !uri("HS255"));
    }

    #[test]
    fn both_forms_of_cpe_are_known() {
        for right in ["cpe:2.3:a:acme:app:1.0.1:*:*:*:*:*:*:*", "cpe:/a:acme:app:1.0", "cpe:2.3:h:a\\:b:c:-:*:*:en-US:*:*:*:*", "cPE:/o"] {
            assert!(cpe(right), "{right}");
        }
        for wrong in [
            "cpe:2.3:a:acme:app",
            "acme",
            "cpe:/x:acme",
            "cpe:2.3:z:acme:app:1:*:*:*:*:*:*:*",
            "cpe:2.3:a:ac me:app:1:*:*:*:*:*:*:*",
            "cpe:/a:1:2:3:4:5:6:7",
        ] {
            assert!(!cpe(wrong), "{wrong}");
        }
    }

    #[test]
    fn numbers_of_xml_keep_to_their_limits() {
        assert!(
            integer("1", 1, i64::MAX)
                && !integer("0", 1, i64::MAX)
                && integer("99999999999999999999", 1, i64::MAX)
                && !integer("1.0", 0, 6)
        );
        assert!(decimal("0.5", 0.0, 1.0) && !decimal("1.5", 0.0, 1.0) && !decimal("1e0", 0.0, 1.0) && !decimal(".", 0.0, 1.0));
    }
}
