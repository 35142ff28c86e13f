//! Names that stand beside others in a field: in brackets, behind a dash or a sign, before a model's number. Nobody can tell whether they are
//! the maker's, so they are only mentioned; but a listed name is not hidden by what stands beside it.

use super::field::is_placeholder;
use super::script::{Kind, kind};
use super::{Name, is_mark};

/// What parts a field into names beside each other.
const BETWEEN: [char; 15] = ['(', ')', '[', ']', '（', '）', '【', '】', ':', '：', '=', '|', '/', '"', '\n'];
/// Longest text that is looked at as one word that was cut: "Hua/wei".
const LONGEST_WORD: usize = 32;

/// The names beside those that the field names, without doubles.
pub(super) fn asides(text: &str, named: &[String]) -> Vec<String> {
    let signs = |letter: char| BETWEEN.contains(&letter) || letter.is_ascii_digit() || letter.is_whitespace() && letter != ' ';
    let han = text.chars().any(|letter| kind(letter) == Kind::Han);
    if !(han || text.contains(signs) || text.contains(',') || text.contains(" - ")) {
        return Vec::new();
    }
    let dashed = without_brackets_inside(text).replace(" - ", "|").replace(" – ", "|").replace(" — ", "|");
    let parts = dashed.split(|letter: char| BETWEEN.contains(&letter) || han && letter.is_whitespace());
    let parts: Vec<&str> = parts
        .map(|part| part.trim_matches([' ', ',', ';', '-', '.']))
        .filter(|part| !part.is_empty() && !part.contains(['@', '<']))
        .collect();
    let without_number = named.iter().map(String::as_str).chain(parts.iter().copied()).filter_map(before_model);
    let together = (parts.len() > 1 || text.contains(',')).then(|| one_word(text)).flatten();
    let mut found: Vec<String> = Vec::new();
    for name in without_number.chain(parts.iter().copied().filter(|_| parts.len() > 1)).map(str::to_owned).chain(together) {
        if tells(&name) && !named.contains(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// A bracket inside a name that holds no name is a part of it: 大华(集团)有限公司, "Huawei Technologies (UK) Co., Ltd."
fn without_brackets_inside(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, inside, behind)) = bracket(rest) {
        out.push_str(before);
        let is_part = !out.trim().is_empty() && behind.contains(char::is_alphanumeric) && !Name::of(inside).is_distinctive();
        let (open, close) = if is_part { ("", "") } else { ("(", ")") };
        out.extend([open, inside, close]);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What stands before, in and behind the first bracket.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(['(', '（'])?;
    let (inside, behind) = rest.split_once([')', '）'])?;
    Some((before, inside, behind))
}

/// Whether a part may be somebody's name: not a place, a form or a trade alone, and no few letters that are anybody's.
fn tells(part: &str) -> bool {
    let name = Name::of(part);
    let letters = name.compact();
    let few = letters.is_ascii() && letters.len() < 5 && !is_mark(&letters);
    name.is_distinctive() && !few && !is_placeholder(part)
}

/// The name before a model's number: "Dahua" of "Dahua IPC-HFW2431S", 中兴通讯 of 中兴通讯MF286.
fn before_model(name: &str) -> Option<&str> {
    let mut rest = name;
    loop {
        let head = rest.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '+'));
        let model = rest.get(head.len()..).unwrap_or_default();
        let is_model = model.bytes().filter(u8::is_ascii_digit).count() > 1 && model.bytes().any(|byte| byte.is_ascii_alphabetic());
        if !is_model || head.trim().is_empty() {
            break;
        }
        rest = head.trim_end();
    }
    (rest.len() < name.len()).then_some(rest)
}

/// A short text without blanks that signs cut into pieces, as one word.
fn one_word(text: &str) -> Option<String> {
    let cut = text.chars().count() <= LONGEST_WORD && !text.contains(' ');
    cut.then(|| text.chars().filter(|letter| letter.is_alphanumeric()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        asides(text, &[text.to_owned()])
    }

    #[test]
    fn a_name_is_seen_beside_whatever_stands_there() {
        for (text, aside) in [
            ("Bosch (Dahua)", "Dahua"),
            ("Bosch - Zhejiang Dahua Technology Co., Ltd.", "Zhejiang Dahua Technology Co., Ltd"),
            ("Zhejiang Dahua Technology Co., Ltd. (CN)", "Zhejiang Dahua Technology Co., Ltd"),
            ("Mfr=Dahua", "Dahua"),
            ("Mfr Name: Dahua", "Dahua"),
            ("品牌：大华股份", "大华股份"),
            ("Dahua IPC-HFW2431S", "Dahua"),
            ("Hesai XT32 NV156", "Hesai"),
            ("中兴通讯MF286", "中兴通讯"),
            ("浙江大华技术股份有限公司 杭州市滨江区", "浙江大华技术股份有限公司"),
            ("大华(集团)有限公司（浙江大华）", "大华集团有限公司"),
            ("Hua/wei", "Huawei"),
            ("Z|T|E", "ZTE"),
            ("Hua,wei", "Huawei"),
        ] {
            assert!(of(text).iter().any(|found| found == aside), "{text}: {:?}", of(text));
        }
    }

    #[test]
    fn places_forms_initials_and_plain_names_are_no_asides() {
        for text in [
            "Acme Works (UK)",
            "大华(集团)有限公司",
            "大华（中国）有限公司",
            "Acme Works (UK) Ltd.",
            "Computer Task Group (CTG)",
            "Acme Works Co., Ltd.",
            "A10 Networks",
            "Acme 3000",
            "Acme Level 3",
            "",
            "3M",
            "54-2B",
        ] {
            let found: Vec<String> = of(text).into_iter().filter(|found| found != "Acme Works" && found != "Computer Task Group").collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
