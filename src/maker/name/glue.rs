//! Words that were written together, taken apart: "TECHNOLOGYCO.,LTD", "HuaweiCloud", 深圳市海思半导体有限公司.

use super::tables::{self, LONGEST_RUN};

/// Endings that are taken off a longer word, and how many letters must be left before them.
const ENDINGS: &[(&str, usize)] = &[
    ("technologies", 3),
    ("technology", 3),
    ("electronics", 4),
    ("electronic", 4),
    ("communications", 4),
    ("communication", 4),
    ("corporation", 3),
    ("international", 4),
    ("networks", 4),
    ("network", 5),
    ("security", 5),
    ("limited", 4),
    ("company", 4),
    ("digital", 5),
    ("device", 5),
    ("cloud", 5),
    ("coltd", 3),
    ("tech", 5),
];

/// A Latin word taken apart where it ends in one of the usual words; alone where it does not.
pub fn unglued(token: &str) -> Vec<&str> {
    if let Some(rest) = token.strip_suffix("co")
        && rest.len() > 5
        && ENDINGS.iter().any(|(ending, _)| rest.ends_with(ending))
    {
        let mut parts = unglued(rest);
        parts.push("co");
        return parts;
    }
    if tables::phrase(token).is_some() || tables::commonness(token) > 0 {
        return vec![token];
    }
    for (ending, least) in ENDINGS {
        if let Some(rest) = token.strip_suffix(ending)
            && rest.len() >= *least
            && tables::phrase(rest).is_none()
        {
            return vec![rest, ending];
        }
    }
    vec![token]
}

/// A run of Han, kana or Hangul as the words of the tables and what stands between them.
///
/// At each place the longest word counts. A single character is a word only where it is the whole run: 有 stands for a
/// legal form alone, but not in 有方.
pub fn segmented(run: &[char]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = String::new();
    let mut rest = run;
    while let Some((first, behind)) = rest.split_first() {
        let length = longest_word(rest, rest.len() == run.len());
        if length == 0 {
            open.push(*first);
            rest = behind;
            continue;
        }
        close(&mut open, &mut parts);
        let (word, behind) = rest.split_at(length);
        parts.push(word.iter().collect());
        rest = without_rank(behind, parts.last());
    }
    close(&mut open, &mut parts);
    parts
}

fn close(open: &mut String, parts: &mut Vec<String>) {
    if !open.is_empty() {
        parts.push(std::mem::take(open));
    }
}

fn longest_word(rest: &[char], at_start: bool) -> usize {
    let most = rest.len().min(LONGEST_RUN);
    let least = if at_start && rest.len() == 1 { 1 } else { 2 };
    (least..=most).rev().find(|length| tables::phrase(&rest.iter().take(*length).collect::<String>()).is_some()).unwrap_or(0)
}

/// Takes the rank off behind a place: 市 of 深圳市.
fn without_rank<'a>(rest: &'a [char], word: Option<&String>) -> &'a [char] {
    let after_place = word.and_then(|word| tables::phrase(word)).is_some_and(|known| known.class == super::Class::Place);
    match rest.split_first() {
        Some(('市' | '省' | '县' | '区' | '州', behind)) if after_place => behind,
        Some(_) | None => rest,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;

    fn parts(run: &str) -> String {
        segmented(&run.chars().collect::<Vec<_>>()).join("|")
    }

    #[test]
    fn runs_of_han_are_taken_apart_at_known_words() {
        assert_eq!(parts("深圳市海思半导体有限公司"), "深圳|海思|半导体|有限公司");
        assert_eq!(parts("杭州海康威视数字技术股份有限公司"), "杭州|海康威视|数字|技术|股份有限公司");
        assert_eq!(parts("有方科技"), "有方|科技");
        assert_eq!(parts("株"), "株");
        assert_eq!(parts("한국화웨이기술"), "한국|화웨이|기술");
    }

    #[test]
    fn latin_words_are_taken_apart_only_behind_a_name() {
        assert_eq!(unglued("technologyco"), ["technology", "co"]);
        assert_eq!(unglued("huaweicloud"), ["huawei", "cloud"]);
        assert_eq!(unglued("dahuasecurity"), ["dahua", "security"]);
        assert_eq!(unglued("telecommunication"), ["telecommunication"]);
        assert_eq!(unglued("fintech"), ["fintech"]);
        assert_eq!(unglued("futurewei"), ["futurewei"]);
    }
}
