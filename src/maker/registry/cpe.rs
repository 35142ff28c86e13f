//! CPE names: the vendor field says who made the product.

use super::{Otherwise, Reading, keys};

/// The vendor of a CPE 2.3 formatted string or a 2.2 URI (NISTIR 7695, 6.1 and 6.2).
pub fn parse(text: &str) -> Reading {
    let text = text.trim();
    let vendor = if let Some(rest) = strip(text, "cpe:2.3:") {
        fields(rest).get(1).map(|field| unescaped(field))
    } else if let Some(rest) = strip(text, "cpe:/") {
        rest.split(':').nth(1).map(super::purl::decoded)
    } else {
        return Reading::Unread("a CPE begins with \"cpe:2.3:\" or \"cpe:/\"");
    };
    match vendor.map(|vendor| vendor.to_lowercase()) {
        Some(vendor) if !matches!(vendor.as_str(), "" | "*" | "-") => {
            let spoken = vendor.replace('_', " ");
            Reading::Identifier { keys: keys("cpe-vendor", [vendor]), otherwise: Otherwise::Named(vec![spoken]) }
        }
        Some(_) | None => Reading::Unread("this CPE names no vendor"),
    }
}

fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix)).and_then(|_| text.get(prefix.len()..))
}

/// The fields between colons; a colon behind a backslash belongs to its field.
fn fields(text: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == ':' && !escaped {
            fields.push(String::new());
        } else if let Some(last) = fields.last_mut() {
            last.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    fields
}

fn unescaped(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut escaped = false;
    for c in field.chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            out.push(c);
            escaped = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vendor(key: &str, spoken: &str) -> Reading {
        Reading::Identifier { keys: keys("cpe-vendor", [key.to_owned()]), otherwise: Otherwise::Named(vec![spoken.to_owned()]) }
    }

    #[test]
    fn the_vendor_is_read_in_both_bindings() {
        assert_eq!(parse("cpe:2.3:h:huawei:ar3200:-:*:*:*:*:*:*:*"), vendor("huawei", "huawei"));
        assert_eq!(parse("CPE:/h:Dahua_Technology:ipc"), vendor("dahua_technology", "dahua technology"));
        assert_eq!(parse("cpe:2.3:a:a\\:b\\!:c:*"), vendor("a:b!", "a:b!"));
        assert_eq!(parse("cpe:/o:tp%2dlink:x"), vendor("tp-link", "tp-link"));
    }

    #[test]
    fn a_cpe_without_a_vendor_tells_nothing() {
        for text in ["cpe:2.3:h:*:x", "cpe:2.3:h:-:x", "cpe:2.3:h", "cpe:/h", "huawei"] {
            assert!(matches!(parse(text), Reading::Unread(_)), "{text}");
        }
    }
}
