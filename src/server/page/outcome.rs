//! A verdict as both sides see it: findings by cause, with place, path and fix; documents; who signed what.

use super::waivers::Ask;
use super::when;
use crate::report::escape::visible;
use crate::report::overview::{cause, thousands};
use crate::report::{counted, label_says_why};
use crate::server::words::Language;
use crate::store::entity::{document, finding, submission, verdict};

/// A submission with its verdict, as both sides see it.
pub(in crate::server) struct Seen<'a> {
    pub(in crate::server) submission: &'a submission::Model,
    pub(in crate::server) verdict: &'a verdict::Model,
    pub(in crate::server) findings: &'a [finding::Model],
    pub(in crate::server) documents: &'a [document::Model],
}

/// The findings of one cause.
pub(super) struct Group {
    pub(super) cause: String,
    /// They ask for nothing.
    pub(super) is_notes: bool,
    pub(super) findings: Vec<Shown>,
}

pub(super) struct Shown {
    pub(super) ord: i64,
    pub(super) rule: String,
    pub(super) effect: String,
    pub(super) said: String,
    pub(super) what: String,
    pub(super) places: Vec<String>,
    pub(super) more: String,
    pub(super) path: Vec<Step>,
    pub(super) remedy: String,
    pub(super) authority: String,
    /// The form that asks for a waiver, where this reader may.
    pub(super) ask: Option<Ask>,
}

pub(super) struct Step {
    pub(super) says: String,
    pub(super) name: String,
    pub(super) basis: String,
}

pub(super) struct Paper {
    pub(super) ord: i64,
    pub(super) path: String,
    pub(super) sha256: String,
    pub(super) bytes: String,
}

pub(super) struct Signed {
    pub(super) standing: String,
    pub(super) said: String,
    pub(super) document: String,
    pub(super) signer: String,
    pub(super) covers: String,
    pub(super) why: String,
}

/// What both sides see of a verdict.
pub(super) struct Outcome {
    pub(super) word: String,
    pub(super) said: String,
    pub(super) state: String,
    pub(super) at: String,
    /// How many findings reject, refer, note.
    pub(super) counts: Vec<(&'static str, String, usize)>,
    pub(super) groups: Vec<Group>,
    pub(super) papers: Vec<Paper>,
    pub(super) signed: Vec<Signed>,
    pub(super) reports: [&'static str; 5],
}

pub(super) fn outcome(l: Language, seen: &Seen<'_>) -> Outcome {
    let count = |effect: &'static str| {
        let found = seen.findings.iter().filter(|finding| finding.effect == effect).count();
        (effect, l.word(&format!("effect-{effect}")), found)
    };
    Outcome {
        word: seen.verdict.word.clone(),
        said: l.word(&seen.verdict.word),
        state: l.word(&seen.submission.state),
        at: when(seen.verdict.at),
        counts: EFFECTS.map(count).into_iter().filter(|(_, _, count)| *count > 0).collect(),
        groups: groups(l, seen.findings),
        papers: papers(seen.documents),
        signed: signed(l, seen.verdict),
        reports: crate::server::renderings::FORMATS,
    }
}

const EFFECTS: [&str; 3] = ["reject", "refer", "note"];

/// What stands in the way by cause, the worst first; what is only noted comes last and by itself.
fn groups(l: Language, findings: &[finding::Model]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for finding in findings {
        let is_notes = finding.effect == "note";
        let cause = l.word(if is_notes { "notes".to_owned() } else { format!("cause-{}", cause(&finding.rule)) }.as_str());
        let shown = shown(l, finding);
        match groups.iter_mut().find(|group| group.cause == cause) {
            Some(group) => group.findings.push(shown),
            None => groups.push(Group { cause, is_notes, findings: vec![shown] }),
        }
    }
    groups.sort_by_key(|group| group.is_notes);
    groups
}

fn shown(l: Language, finding: &finding::Model) -> Shown {
    let places: Vec<serde_json::Value> = serde_json::from_str(&finding.places).unwrap_or_default();
    let more = usize::try_from(finding.place_count).unwrap_or_default().saturating_sub(places.len());
    Shown {
        ord: finding.ord,
        ask: None,
        rule: finding.rule.clone(),
        effect: finding.effect.clone(),
        said: l.word(&format!("effect-{}", finding.effect)),
        what: l.tell(&finding.what),
        places: places.iter().map(|place| placed(l, &finding.rule, place)).collect(),
        more: if more == 0 { String::new() } else { format!("{} {}", thousands(more), l.say("more-places")) },
        path: path(l, finding),
        remedy: l.tell(&finding.remedy),
        authority: l.tell(&finding.authority),
    }
}

fn member<'a>(value: &'a serde_json::Value, key: &str) -> &'a str {
    value.get(key).and_then(serde_json::Value::as_str).unwrap_or_default()
}

pub(super) fn placed(l: Language, rule: &str, place: &serde_json::Value) -> String {
    let line = place.get("line").and_then(serde_json::Value::as_u64).map_or_else(String::new, |line| format!(":{line}"));
    let label = member(place, "label");
    let label = match (label.is_empty(), label_says_why(rule)) {
        (true, _) => String::new(),
        (false, true) => format!(" \"{}\"", l.tell(label)),
        (false, false) => format!(" \"{}\"", visible(label)),
    };
    format!("{}{line} {}{label}", visible(member(place, "document")), visible(member(place, "pointer")))
}

/// From the component to the party on a list.
pub(super) fn path(l: Language, finding: &finding::Model) -> Vec<Step> {
    let path: Vec<serde_json::Value> = serde_json::from_str(&finding.path).unwrap_or_default();
    let mut steps: Vec<Step> = Vec::new();
    for step in &path {
        let (kind, name, basis) = (member(step, "kind"), member(step, "name"), l.tell(member(step, "basis")));
        let name = if kind == "component" { visible(&counted(l.report(), name)) } else { visible(name) };
        let says = l.word(&format!("step-{kind}"));
        match steps.last_mut().filter(|last| kind == "entry" && last.says == says && last.name == name) {
            // One party on several lists.
            Some(last) => last.basis = format!("{}; {basis}", last.basis),
            None => steps.push(Step { says, name, basis }),
        }
    }
    steps
}

fn papers(documents: &[document::Model]) -> Vec<Paper> {
    let paper = |document: &document::Model| Paper {
        ord: document.ord,
        path: visible(&document.path),
        sha256: document.sha256.clone(),
        bytes: thousands(usize::try_from(document.bytes).unwrap_or_default()),
    };
    documents.iter().map(paper).collect()
}

fn signed(l: Language, verdict: &verdict::Model) -> Vec<Signed> {
    let signatures: Vec<crate::report::overview::Signature> = serde_json::from_str(&verdict.signatures).unwrap_or_default();
    let row = |signature: &crate::report::overview::Signature| {
        let standing = serde_json::to_value(signature.standing).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
        Signed {
            said: l.word(&standing),
            standing,
            document: visible(&signature.document),
            signer: visible(signature.signer.as_deref().or(signature.claimed_signer.as_deref()).unwrap_or_default()),
            covers: signature.covers.iter().take(20).map(|path| visible(path)).collect::<Vec<_>>().join(", "),
            why: l.tell(signature.reason.as_deref().unwrap_or_default()),
        }
    };
    signatures.iter().take(200).map(row).collect()
}

/// What came and went between two deliveries.
pub(super) struct Change {
    pub(super) fixed: Vec<String>,
    pub(super) new: Vec<String>,
    pub(super) remaining: usize,
}

pub(super) fn change(l: Language, now: &[finding::Model], before: &[finding::Model]) -> Change {
    let same =
        |one: &finding::Model, other: &finding::Model| one.rule == other.rule && one.what == other.what && one.effect == other.effect;
    let without = |these: &[finding::Model], those: &[finding::Model]| -> Vec<String> {
        let only = these.iter().filter(|this| !those.iter().any(|that| same(this, that)));
        only.map(|this| format!("{} {}", this.rule, l.tell(&this.what))).collect()
    };
    let (fixed, new) = (without(before, now), without(now, before));
    Change { remaining: now.len().saturating_sub(new.len()), fixed, new }
}
