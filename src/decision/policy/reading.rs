//! Reads a policy or a list of waivers from TOML; a slip of the pen is named, with its line and the likely word.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::layering::{self, Loosening};
use super::{Policy, RequiredBuild};
use crate::decision::Effect;
use crate::decision::rule::RULES;
use crate::evidence::dsse;
use crate::intake::Digest;

/// Why a policy or waivers cannot be used. Always ours: no verdict is given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    #[error("line {line}: \"{word}\" is not known here{}; known are {}", suggestion(.meant.as_deref()), .known.join(", "))]
    UnknownWord { line: usize, word: String, meant: Option<String>, known: Vec<String> },
    #[error("line {line}: {message}")]
    Unreadable { line: usize, message: String },
    #[error("schema_version is \"{0}\"; this program reads \"1\"")]
    Version(String),
    #[error("effects: no rule \"{rule}\"{}; `kenpin explain` lists them", suggestion(.meant.as_deref()))]
    UnknownRule { rule: String, meant: Option<String> },
    #[error(
        "effects: {rule} ({name}) can be lowered to \"{floor}\" at most: what it finds is wrong by its nature; waive the single case instead"
    )]
    BelowFloor { rule: &'static str, name: &'static str, floor: &'static str },
    #[error("makers.minimum_coverage: {kind} = {percent}; a share is 0 to 100 percent")]
    Share { kind: &'static str, percent: u8 },
    #[error("documents.set_aside: \"{0}\" is no SHA-256; write 64 hexadecimal digits")]
    NoDigest(String),
    #[error("documents.set_aside: \"{0}\" would set everything aside; name the documents that nobody needs to read")]
    SetsAllAside(String),
    #[error("a {what} may not be empty; leave the line out instead")]
    Blank { what: &'static str },
    #[error("waivers.approvers: the key of \"{0}\" is no public key in PEM; write what `openssl pkey -pubout` prints")]
    NoKey(String),
    #[error("{member}: \"{text}\" can fit no document: a path is relative, with / between its parts")]
    FitsNothing { member: &'static str, text: String },
    #[error("{member}: \"{text}\" stands twice")]
    Twice { member: &'static str, text: String },
    #[error("signatures.required: the build of \"{0}\" asks for nothing; name a repository, ref, runner or digest, or leave it out")]
    AsksNothing(String),
    #[error("may_loosen: \"{point}\" is no point of a policy{}; points are {}, and effects.RULE", suggestion(.meant.as_deref()), layering::POINTS.join(", "))]
    UnknownPoint { point: String, meant: Option<String> },
    #[error("it may only be narrower than the policy above it:{}", loosenings(.0))]
    Loosens(Vec<Loosening>),
    #[error("waiver {id}: {problem}")]
    Waiver { id: String, problem: &'static str },
    #[error("review {id}: {problem}")]
    Review { id: String, problem: &'static str },
}

fn suggestion(meant: Option<&str>) -> String {
    meant.map(|meant| format!("; did you mean \"{meant}\"?")).unwrap_or_default()
}

/// Each on a line of its own.
fn loosenings(all: &[Loosening]) -> String {
    all.iter().map(|one| format!("\n- {}: {}; the one above has to list it in may_loosen", one.point, one.how)).collect()
}

/// Reads a policy.
///
/// # Errors
/// [`PolicyFault`], one variant for each kind of slip; the policy is then not used at all.
pub fn read(text: &str) -> Result<Policy, PolicyFault> {
    let mut policy: Policy = parse(text)?;
    if policy.schema_version != "1" {
        return Err(PolicyFault::Version(policy.schema_version));
    }
    let chosen: Vec<(String, Effect)> = policy.effects.into_iter().map(chosen_effect).collect::<Result<_, _>>()?;
    once("effects", chosen.iter().map(|(rule, _)| rule.as_str()))?;
    policy.effects = chosen.into_iter().collect();
    policy.may_loosen = layering::points(policy.may_loosen)?;
    documents(&policy)?;
    for aside in &policy.documents.set_aside {
        if aside.documents.chars().all(|c| matches!(c, '*' | '/' | '?')) {
            return Err(PolicyFault::SetsAllAside(aside.documents.clone()));
        }
        if aside.reason.trim().is_empty() {
            return Err(PolicyFault::Blank { what: "reason" });
        }
        if let Some(hex) = aside.sha256.as_deref().filter(|hex| Digest::parse(hex).is_none()) {
            return Err(PolicyFault::NoDigest(hex.to_owned()));
        }
    }
    if policy.regimes.iter().any(|regime| regime.trim().is_empty()) {
        return Err(PolicyFault::Blank { what: "regime" });
    }
    once("decisions.two_people", policy.decisions.two_people.iter().map(|decided| decided.word()))?;
    once("regimes", policy.regimes.iter().map(String::as_str))?;
    if let Some((name, _)) = policy.waivers.approvers.iter().find(|(_, key)| dsse::public_key(key).is_none()) {
        return Err(PolicyFault::NoKey(name.clone()));
    }
    if let Some((kind, percent)) = policy.makers.minimum_coverage.iter().find(|(_, percent)| **percent > 100) {
        return Err(PolicyFault::Share { kind: kind.word(), percent: *percent });
    }
    Ok(policy)
}

/// Patterns that could fit something, demands that ask for something.
fn documents(policy: &Policy) -> Result<(), PolicyFault> {
    let Policy { signatures, documents, .. } = policy;
    let required = documents.required.iter().map(|pattern| ("documents.required", pattern));
    let signed = signatures.required.iter().map(|wanted| ("signatures.required", &wanted.documents));
    let aside = documents.set_aside.iter().map(|aside| ("documents.set_aside", &aside.documents));
    for (member, pattern) in required.chain(signed).chain(aside) {
        let up = pattern.split('/').any(|part| matches!(part, "." | ".."));
        if pattern.trim().is_empty() || pattern.starts_with('/') || pattern.contains('\\') || up {
            return Err(PolicyFault::FitsNothing { member, text: pattern.clone() });
        }
    }
    once("documents.required", documents.required.iter().map(String::as_str))?;
    for wanted in &signatures.required {
        if [&wanted.vendor, &wanted.signer].into_iter().flatten().any(|name| name.trim().is_empty()) {
            return Err(PolicyFault::Blank { what: "vendor or signer" });
        }
        let asks =
            |build: &RequiredBuild| [&build.repository, &build.reference, &build.runner, &build.digest].into_iter().any(Option::is_some);
        if wanted.build.as_ref().is_some_and(|build| !asks(build)) {
            return Err(PolicyFault::AsksNothing(wanted.documents.clone()));
        }
    }
    Ok(())
}

fn once<'a>(member: &'static str, all: impl Iterator<Item = &'a str>) -> Result<(), PolicyFault> {
    let mut seen = BTreeSet::new();
    for text in all {
        if !seen.insert(text) {
            return Err(PolicyFault::Twice { member, text: text.to_owned() });
        }
    }
    Ok(())
}

/// A chosen effect under the rule's id, however the policy named the rule.
fn chosen_effect((named, effect): (String, Effect)) -> Result<(String, Effect), PolicyFault> {
    let Some(rule) = RULES.iter().find(|rule| rule.id == named || rule.name == named) else {
        let known = RULES.iter().flat_map(|rule| [rule.id, rule.name]);
        return Err(PolicyFault::UnknownRule { meant: nearest(&named, known), rule: named });
    };
    if effect < rule.floor {
        return Err(PolicyFault::BelowFloor { rule: rule.id, name: rule.name, floor: rule.floor.word() });
    }
    Ok((rule.id.to_owned(), effect))
}

/// Parses TOML into `T`; unknown members and words become [`PolicyFault::UnknownWord`].
pub(in crate::decision) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, PolicyFault> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count().saturating_add(1);
        let message = error.message();
        // serde: unknown field `x`, expected one of `a`, `b`
        let mut words = message.split('`').skip(1).step_by(2).map(str::to_owned);
        match words.next().filter(|_| message.starts_with("unknown ")) {
            Some(word) => {
                let known: Vec<String> = words.collect();
                PolicyFault::UnknownWord { line, meant: nearest(&word, known.iter().map(String::as_str)), word, known }
            }
            None => PolicyFault::Unreadable { line, message: message.to_owned() },
        }
    })
}

/// The known word that is fewest slips away, if that is at most a third of its length.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let word = word.to_lowercase();
    let (slips, best) = known.map(|other| (slips(&word, &other.to_lowercase()), other)).min()?;
    (slips <= best.chars().count().div_ceil(3)).then(|| best.to_owned())
}

/// Letters to insert, drop, replace or swap with their neighbour to make one word the other.
fn slips(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().take(64).collect();
    let to: Vec<char> = to.chars().take(64).collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i.saturating_add(1)];
        for (j, b) in to.iter().enumerate() {
            let at = |back: usize, column: usize| {
                let above = rows.len().checked_sub(back).and_then(|index| rows.get(index));
                above.and_then(|row| row.get(column)).copied().unwrap_or(usize::MAX)
            };
            let mut least = at(1, j).saturating_add(usize::from(a != b));
            least = least.min(at(1, j.saturating_add(1)).saturating_add(1)).min(row.last().copied().unwrap_or(0).saturating_add(1));
            let swapped = from.get(i.wrapping_sub(1)) == Some(b) && to.get(j.wrapping_sub(1)) == Some(a);
            if swapped {
                least = least.min(at(2, j.wrapping_sub(1)).saturating_add(1));
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn a_misspelt_member_is_named_with_its_line_and_the_likely_word() {
        let message = fault("schema_version = \"1\"\nregims = []\n");
        assert!(message.starts_with("line 2: \"regims\" is not known here; did you mean \"regimes\"?"), "{message}");
    }

    #[test]
    fn a_misspelt_member_of_a_section_is_named_too() {
        assert!(fault("[documents]\nunrecognized = \"refer\"\n").contains("did you mean \"unrecognised\"?"));
    }

    #[test]
    fn a_misspelt_effect_is_named() {
        assert!(fault("[documents]\nunrecognised = \"rejct\"\n").contains("did you mean \"reject\"?"));
    }

    #[test]
    fn an_effect_for_no_rule_is_a_fault() {
        assert!(fault("[effects]\n\"restrictd_maker\" = \"refer\"\n").contains("did you mean \"restricted_maker\"?"));
    }

    #[test]
    fn a_rule_may_be_named_by_its_name() {
        let policy = read("[effects]\nincomplete_bill = \"refer\"\n").unwrap();
        assert_eq!(policy.effects.into_iter().collect::<Vec<_>>(), [("KP-B04".to_owned(), Effect::Refer)]);
    }

    #[test]
    fn what_rejects_by_its_nature_cannot_be_lowered_to_silence() {
        assert!(
            fault("[effects]\nrestricted_maker = \"note\"\n").contains("KP-S01 (restricted_maker) can be lowered to \"refer\" at most")
        );
        assert!(read("[effects]\nrestricted_maker = \"refer\"\n").is_ok());
    }

    #[test]
    fn the_books_cannot_be_lowered() {
        assert!(fault("[effects]\nunbalanced_books = \"note\"\n").contains("\"refer\" at most"));
    }

    #[test]
    fn setting_everything_aside_is_a_fault() {
        assert!(fault("[documents]\nset_aside = [{ documents = \"**\", reason = \"x\" }]\n").contains("would set everything aside"));
    }

    #[test]
    fn a_share_over_a_hundred_a_bad_digest_and_another_version_are_faults() {
        assert!(fault("[makers.minimum_coverage]\ndevice = 101\n").contains("0 to 100"));
        assert!(fault("[documents]\nset_aside = [{ documents = \"a\", sha256 = \"12\", reason = \"x\" }]\n").contains("64 hexadecimal"));
        assert!(fault("schema_version = \"2\"\n").contains("reads \"1\""));
    }

    #[test]
    fn a_repeated_member_is_a_fault() {
        assert!(matches!(read("regimes = []\nregimes = []\n"), Err(PolicyFault::Unreadable { line: 2, .. })));
    }

    #[test]
    fn slips_count_swaps_once() {
        assert_eq!(slips("regiems", "regimes"), 1);
        assert_eq!(slips("", "abc"), 3);
        assert_eq!((slips("ab", "bc"), slips("ab", "ca")), (2, 2));
    }
}
