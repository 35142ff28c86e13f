//! The name of an archive's entry as a safe relative path, or the reason why it is none.

use unicode_normalization::UnicodeNormalization;

use super::super::RefusalCause;
use super::Refused;

/// Longer names are refused; no file system takes them.
const NAME_BYTES_LIMIT: usize = 4_096;

/// Relative, `/` between parts; `.` and empty parts are dropped.
///
/// # Errors
/// [`RefusalCause::Traversal`] where some system would unpack it outside its folder.
pub(super) fn path(raw: &[u8]) -> Result<String, Refused> {
    if raw.len() > NAME_BYTES_LIMIT {
        return Err(Refused::unreadable(format!("its name is longer than {NAME_BYTES_LIMIT} bytes")));
    }
    let text = decoded(raw);
    let outside = |what: &str| Refused {
        cause: RefusalCause::Traversal,
        detail: format!("its name {what}; names must be relative paths below the archive, with \"/\" between parts"),
    };
    let mut letters = text.chars();
    if letters.next().is_some_and(|first| first.is_ascii_alphabetic()) && letters.next() == Some(':') {
        return Err(outside("starts with a drive letter"));
    }
    for (character, what) in [('\0', "holds a zero byte"), ('\\', "holds a backslash")] {
        if text.contains(character) {
            return Err(outside(what));
        }
    }
    if text.starts_with('/') {
        return Err(outside("is absolute"));
    }
    if text.split('/').any(|part| part == "..") {
        return Err(outside("climbs out with \"..\""));
    }
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.is_empty() {
        return Err(Refused::unreadable("it has no name"));
    }
    Ok(parts.join("/"))
}

/// For a refusal: at most 200 characters of the name.
pub(super) fn shown(raw: &[u8]) -> String {
    decoded(raw.get(..NAME_BYTES_LIMIT).unwrap_or(raw)).chars().take(200).collect()
}

/// Equal for names that one file system or another takes for the same: case and Unicode form aside.
pub(super) fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// UTF-8; else Shift_JIS, which Japanese Windows writes without a mark; else each foreign byte as `%9A`.
fn decoded(raw: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(raw) {
        return text.to_owned();
    }
    if let Some(text) = encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(raw) {
        return text.into_owned();
    }
    let mut text = String::new();
    for chunk in raw.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("%{byte:02X}")));
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_relative_path_or_is_refused() {
        for (raw, expected) in [
            (&b"./a//b/./c.json"[..], "a/b/c.json"),
            ("日本/部品.json".as_bytes(), "日本/部品.json"),
            (b"\x95\x5C.json", "表.json"),
            (b"a\xFF\xFFb", "a%FF%FFb"),
            (b"a..b/...", "a..b/..."),
            (b"ab:c", "ab:c"),
        ] {
            assert_eq!(path(raw).unwrap(), expected);
        }
        for raw in [&b"../a"[..], b"a/../../b", b"a/..", b"/etc/passwd", b"//host/x", b"C:/x", b"c:x", b"a\\..\\b", b"a\0.json"] {
            assert_eq!(path(raw).unwrap_err().cause, RefusalCause::Traversal, "{}", shown(raw));
        }
        for raw in [&b""[..], b".", b"./", &[b'a'; NAME_BYTES_LIMIT + 1]] {
            assert_eq!(path(raw).unwrap_err().cause, RefusalCause::Unreadable);
        }
    }

    #[test]
    fn names_that_some_file_system_takes_for_one_fold_alike() {
        assert_eq!(folded("Bill.JSON"), folded("bill.json"));
        assert_eq!(folded("u\u{308}.json"), folded("\u{DC}.json"));
        assert_ne!(folded("a.json"), folded("b.json"));
    }
}
