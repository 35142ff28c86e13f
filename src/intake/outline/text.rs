//! Skims plain text: `Tag: value` lines, the top-level keys of YAML, and PEM armour.

use super::{Outline, TEXT_LIMIT, TextTag};

/// Different tags that are kept.
const TAGS_LIMIT: usize = 64;

/// Longer is no tag.
const TAG_BYTES_LIMIT: usize = 64;

/// `None` where the bytes are no UTF-8, or hold control characters that no text has.
pub(super) fn of(bytes: &[u8]) -> Option<Outline> {
    let text = std::str::from_utf8(bytes).ok()?;
    if bytes.iter().any(|byte| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F)) {
        return None;
    }
    let mut tags: Vec<TextTag> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let began = !inside;
        inside = still_inside(line, inside);
        if !began {
            continue;
        }
        if let Some(label) = tags.is_empty().then(|| armour(line)).flatten() {
            return Some(Outline::Pem { label });
        }
        let Some(found) = tag(line).filter(|found| !tags.iter().any(|known| known.tag == found.tag)) else { continue };
        tags.push(found);
        if tags.len() == TAGS_LIMIT {
            break;
        }
    }
    Some(Outline::Text { tags })
}

/// Whether the next line belongs to a `<text>` that has not ended (SPDX 2.3, clause 6.4: text fields span lines).
fn still_inside(line: &str, inside: bool) -> bool {
    let opened = if inside { Some(line) } else { line.split_once("<text>").map(|(_, after)| after) };
    opened.is_some_and(|rest| !rest.contains("</text>"))
}

/// The label of `-----BEGIN label-----` (RFC 7468, section 2).
fn armour(line: &str) -> Option<String> {
    let label = line.strip_prefix("-----BEGIN ")?.trim_end().strip_suffix("-----")?;
    (label.len() <= TEXT_LIMIT).then(|| label.to_owned())
}

fn tag(line: &str) -> Option<TextTag> {
    let (tag, value) = line.split_once(':')?;
    if tag.is_empty() || tag.len() > TAG_BYTES_LIMIT || tag.starts_with([' ', '\t', '#', '-', '<']) {
        return None;
    }
    let tag = tag.trim_end();
    let bare = ['"', '\''].iter().find_map(|quote| tag.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(tag);
    let value = value.trim();
    Some(TextTag { tag: bare.to_owned(), value: if value.len() <= TEXT_LIMIT { value.to_owned() } else { String::new() } })
}
