//! Foreign text made harmless: what a vendor wrote must not steer a terminal, a browser, a spreadsheet or a pipeline.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

/// Characters that show nothing or move what is shown: controls, bidirectional overrides, zero-width ones,
/// fillers, tags, and those that XML forbids. First and last of each range.
const HIDDEN: &[(u32, u32)] = &[
    (0x0000, 0x001f),
    (0x007f, 0x009f),
    (0x00ad, 0x00ad),
    (0x034f, 0x034f),
    (0x061c, 0x061c),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x200b, 0x200f),
    (0x2028, 0x202e),
    (0x2060, 0x206f),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
    (0xffa0, 0xffa0),
    (0xfff0, 0xfffb),
    (0xfffe, 0xffff),
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0000, 0xe0fff),
];

/// Accents that may stand on one letter; a longer pile paints over the lines above.
const PILE_LIMIT: usize = 4;

/// Text of one line in which nothing is hidden: `\u{202e}` stands for the character itself, `\n` for a line feed.
///
/// Ideographic variation selectors stay: they belong to the spelling of Japanese names.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut pile = 0_usize;
    for c in text.chars() {
        pile = if c.width() == Some(0) { pile.saturating_add(1) } else { 0 };
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if pile > PILE_LIMIT || (hidden(c) && !(selects_variant(c) && ideograph(before))) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// A JSON text with the same meaning, in which nothing is hidden and nothing steers a terminal.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units = [0_u16; 2];
    for c in text.chars() {
        if c.is_ascii() && c != '\u{7f}' || !hidden(c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// Text for the middle of a line of Markdown, as GitHub and GitLab show it: no markup, no link, no image, no mention, no HTML.
pub fn markdown(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at.saturating_add(c.len_utf8())..).unwrap_or_default();
        // Addresses become links by themselves: http://, www.
        let links = (c == ':' && after.starts_with('/'))
            || (c == '.'
                && before.len() >= 3
                && before.get(before.len().saturating_sub(3)..).is_some_and(|word| word.eq_ignore_ascii_case("www")));
        match c {
            // Backslashes do not stop a mention; a comment between the two does.
            '@' => out.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '^' => out.extend(['\\', c]),
            c if links => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Text as a code span of Markdown; not for tables, where a bar would end the cell.
pub fn markdown_code(text: &str) -> String {
    let text = visible(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1));
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// One cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula starts with an apostrophe.
pub fn csv(text: &str) -> String {
    let text = visible(text);
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let text = if formula { format!("'{text}") } else { text };
    if text.contains([',', '"', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// The message of a GitHub workflow command.
pub fn workflow_message(text: &str) -> String {
    text.split('\n').map(|line| visible(line).replace('%', "%25")).collect::<Vec<_>>().join("%0A")
}

/// A property of a GitHub workflow command: `file=`, `title=`.
pub fn workflow_property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// A path as a URI reference (RFC 3986, sections 3.3 and 4.1).
pub fn uri(path: &str) -> String {
    if path.starts_with("oci://") {
        return path.chars().filter(|c| c.is_ascii_graphic()).collect();
    }
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' => {
                out.push(char::from(byte));
            }
            b'*' | b'+' | b',' | b';' | b'=' | b'@' => out.push(char::from(byte)),
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    // Two slashes at the start would name a host.
    if out.starts_with("//") { format!("/{}", out.trim_start_matches('/')) } else { out }
}

fn hidden(c: char) -> bool {
    let code = u32::from(c);
    code & 0xfffe == 0xfffe || HIDDEN.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

fn selects_variant(c: char) -> bool {
    matches!(u32::from(c), 0xfe00..=0xfe0f | 0xe0100..=0xe01ef)
}

fn ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    /// Trojan Source (CVE-2021-42574), ANSI escapes, C1 controls, zero-width and tag characters.
    const HOSTILE: &str = "a\u{1b}[2J\u{9b}1m\u{202e}b\u{2066}\u{200b}\u{feff}\u{e0041}\r\n\u{0}\u{7f}c";

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let shown = visible(HOSTILE);
        assert_eq!(shown, "a\\u{1b}[2J\\u{9b}1m\\u{202e}b\\u{2066}\\u{200b}\\u{feff}\\u{e0041}\\r\\n\\u{0}\\u{7f}c");
        assert!(shown.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
    }

    #[test]
    fn honest_names_of_every_script_stay_as_they_are() {
        for name in ["海思半导体", "ファーウェイ技術日本株式会社", "葛\u{e0100}城電機", "Société Générale", "Яндекс", "화웨이", "a  b"]
        {
            assert_eq!(visible(name), name);
        }
    }

    #[test]
    fn a_pile_of_accents_is_cut_off_after_four() {
        let shown = visible(&format!("e{}x", "\u{301}".repeat(6)));
        assert_eq!(shown, "e\u{301}\u{301}\u{301}\u{301}\\u{301}\\u{301}x");
    }

    #[test]
    fn json_keeps_its_meaning_and_hides_nothing() {
        let text = serde_json::to_string_pretty(&serde_json::json!({ "name": HOSTILE })).unwrap();
        let safe = json(&text);
        assert!(safe.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)), "{safe}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).unwrap()["name"], HOSTILE);
    }

    #[test]
    fn markdown_gets_no_markup_link_mention_or_html() {
        assert_eq!(markdown("<img src=x> [a](b) **c** | `d`"), "\\<img src=x\\> \\[a\\](b) \\*\\*c\\*\\* \\| \\`d\\`");
        assert_eq!(markdown("@octocat #1 https://a.b"), "@<!-- -->octocat \\#1 https\\://a.b");
        assert_eq!(markdown_code("a``b|c"), "```a``b|c```");
        assert_eq!(markdown_code("`"), "`` ` ``");
    }

    #[test]
    fn a_spreadsheet_sees_no_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1", "\t=1"] {
            assert!(!csv(formula).trim_start_matches(['"', ' ']).starts_with(['=', '+', '-', '@', '＝']), "{}", csv(formula));
        }
        assert_eq!(csv("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(csv("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn a_workflow_command_cannot_be_ended_or_started() {
        assert_eq!(workflow_message("a\n::error::b 100%"), "a%0A::error::b 100%25");
        assert_eq!(workflow_message("a\r::error::b"), "a\\r::error::b");
        assert_eq!(workflow_property("a:b,c%\n"), "a%3Ab%2Cc%25\\n");
    }

    #[test]
    fn a_path_becomes_a_reference_and_never_a_host_or_a_scheme() {
        assert_eq!(uri("カメラ bom.json"), "%E3%82%AB%E3%83%A1%E3%83%A9%20bom.json");
        assert_eq!(uri("javascript:alert(1)"), "javascript%3Aalert(1)");
        assert_eq!(uri("//evil.example/a"), "/evil.example/a");
        assert_eq!(uri("delivery.zip!/a#b?c"), "delivery.zip!/a%23b%3Fc");
    }
}
