//! Fields of a form or a query: the last one of a name counts.

/// The value of a field of `application/x-www-form-urlencoded`.
pub(crate) fn field(body: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(body).filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).last()
}

/// The value, trimmed; `None` where it is missing or blank.
pub(crate) fn stated(body: &[u8], name: &str) -> Option<String> {
    field(body, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The value of a field of an address's query.
pub(crate) fn query(query: Option<&str>, name: &str) -> Option<String> {
    stated(query.unwrap_or_default().as_bytes(), name)
}

/// Whether this is one line of at most so many characters.
pub(crate) fn is_plain(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(char::is_control)
}

/// Whether this is a text of at most so many characters, of several lines perhaps.
pub(crate) fn is_prose(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t'))
}

/// Text for one part of an address.
pub(crate) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).map(|piece| if piece == "+" { "%20" } else { piece }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_as_browsers_write_it() {
        let body = b"a=1&name=%E6%B5%B7+b%26c&a=2&bare";
        assert_eq!(field(body, "name").as_deref(), Some("海 b&c"));
        assert_eq!(field(body, "a").as_deref(), Some("2"));
        assert_eq!(stated(b"a=++", "a"), None);
        assert_eq!(encoded("a b/c?海"), "a%20b%2Fc%3F%E6%B5%B7");
    }
}
