//! What a vendor is asked to state before it hands in: questions as data, answers, and what the evidence says against them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::words::Language;
use crate::decision::Effect;
use crate::store::entity::finding;

/// One representation, in one edition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pack {
    pub(crate) id: String,
    title: String,
    title_ja: String,
    pub(crate) authority: String,
    /// The clause that asks.
    pub(crate) citation: String,
    /// As its publisher dates it.
    pub(crate) edition: String,
    /// Where it was read.
    pub(crate) source: String,
    /// Nobody has read it at its source.
    #[serde(default)]
    pub(crate) unread: bool,
    #[serde(default)]
    pub(crate) note: Option<String>,
    #[serde(rename = "question")]
    pub(crate) questions: Vec<Question>,
}

/// One thing that is so or is not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) id: String,
    says: String,
    says_ja: String,
    /// A party on one of these speaks against "does not".
    #[serde(default)]
    lists: Vec<String>,
    /// Answers that need words of one's own.
    #[serde(default)]
    explain: Vec<Answer>,
}

/// What a vendor answers.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    Does,
    DoesNot,
    Unknown,
}

impl Answer {
    pub(crate) const ALL: [Self; 3] = [Self::DoesNot, Self::Does, Self::Unknown];

    /// `does-not`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Does => "does",
            Self::DoesNot => "does-not",
            Self::Unknown => "unknown",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }
}

/// File by file; a new one is a line here.
const FILES: &[&str] = &[
    include_str!("../../reference/statements/us-far-52-204.toml"),
    include_str!("../../reference/statements/us-far-52-240.toml"),
    include_str!("../../reference/statements/us-dfars-252-204.toml"),
    include_str!("../../reference/statements/jp-procurement-2018.toml"),
    include_str!("../../reference/statements/jp-jc-star.toml"),
    include_str!("../../reference/statements/eu-cra.toml"),
];

/// Those that ship; a test reads every one.
pub(crate) static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| FILES.iter().filter_map(|text| toml::from_str(text).ok()).collect());

/// The pack of this id.
pub(crate) fn pack(id: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.id == id)
}

impl Pack {
    pub(crate) fn title(&self, l: Language) -> &str {
        match l {
            Language::En => &self.title,
            Language::Ja => &self.title_ja,
        }
    }
}

impl Question {
    pub(crate) fn says(&self, l: Language) -> &str {
        match l {
            Language::En => &self.says,
            Language::Ja => &self.says_ja,
        }
    }

    /// As it stands in the certification, whatever language it was answered in.
    pub(crate) fn original(&self) -> &str {
        &self.says
    }

    /// Findings that speak against "does not": each leads to a party on a list of this question's.
    pub(crate) fn against<'a>(&self, findings: &'a [finding::Model]) -> Vec<&'a finding::Model> {
        findings.iter().filter(|finding| self.leads_to(finding)).collect()
    }

    fn leads_to(&self, finding: &finding::Model) -> bool {
        let path: Vec<serde_json::Value> = serde_json::from_str(&finding.path).unwrap_or_default();
        let text = |step: &serde_json::Value, key: &str| step.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        path.iter().filter(|step| text(step, "kind") == "entry").any(|step| {
            let basis = text(step, "basis");
            basis.split_once('/').is_some_and(|(list, _)| self.lists.iter().any(|named| named == list))
        })
    }

    /// What the evidence says: a listed party is there; or none is, and nothing in the delivery stayed open. `None`: it does not say.
    pub(crate) fn suggested(&self, findings: &[finding::Model]) -> Option<Answer> {
        if self.lists.is_empty() {
            return None;
        }
        if !self.against(findings).is_empty() {
            return Some(Answer::Does);
        }
        // A maker whom nobody could name may be any.
        findings.iter().all(|finding| finding.effect == Effect::Note.word()).then_some(Answer::DoesNot)
    }

    /// Whether an answer stands only with words of one's own.
    pub(crate) fn has_to_be_explained(&self, answer: Answer, findings: &[finding::Model]) -> bool {
        self.explain.contains(&answer) || (answer != Answer::Does && !self.against(findings).is_empty())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_pack_is_read_and_says_where_it_comes_from() {
        assert_eq!(PACKS.len(), FILES.len());
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/statements");
        let mut files: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        let mut ids: Vec<String> = PACKS.iter().map(|pack| format!("{}.toml", pack.id)).collect();
        ids.sort();
        assert_eq!(ids, files);
        for pack in PACKS.iter() {
            for text in [&pack.title, &pack.title_ja, &pack.authority, &pack.citation, &pack.edition, &pack.source] {
                assert!(!text.trim().is_empty(), "{}", pack.id);
            }
            assert!(!pack.questions.is_empty() && pack.questions.iter().all(|question| !question.says_ja.is_ascii()), "{}", pack.id);
        }
    }

    #[test]
    fn only_a_party_on_a_list_of_the_question_speaks_against_it() {
        let of = |effect: Effect, basis: &str| finding::Model {
            tenant: String::new(),
            verdict: String::new(),
            ord: 0,
            rule: "KP-S02".to_owned(),
            name: String::new(),
            effect: effect.word().to_owned(),
            what: String::new(),
            places: "[]".to_owned(),
            place_count: 0,
            path: serde_json::json!([{ "kind": "entry", "name": "x", "basis": basis }]).to_string(),
            remedy: String::new(),
            authority: String::new(),
        };
        let question = &pack("us-far-52-204").unwrap().questions[0];
        let hit = [of(Effect::Reject, "us-ndaa-889-a1a/huawei, edition 2026-11-23, likeness 1000")];
        let elsewhere = [of(Effect::Reject, "us-1260h/huawei, edition 2026-06-08, likeness 1000")];
        assert_eq!(question.suggested(&hit), Some(Answer::Does));
        let noted = [of(Effect::Note, "us-1260h/huawei, edition 2026-06-08, likeness 1000")];
        assert_eq!((question.suggested(&[]), question.suggested(&noted)), (Some(Answer::DoesNot), Some(Answer::DoesNot)));
        // Where something stayed open, the evidence says nothing.
        assert_eq!((question.suggested(&elsewhere), question.suggested(&[of(Effect::Refer, "")])), (None, None));
        assert!(question.has_to_be_explained(Answer::DoesNot, &hit) && question.has_to_be_explained(Answer::Unknown, &hit));
        assert!(!question.has_to_be_explained(Answer::DoesNot, &elsewhere));
    }
}
