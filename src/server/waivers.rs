//! Waivers in the portal: a buyer asks for one beside a finding, another buyer approves or refuses it, and what was approved counts.

pub(super) mod by_form;
pub(super) mod by_program;

use std::sync::Arc;

use axum::http::Uri;
use serde_json::Value;

use super::Portal;
use super::buyer::given;
use super::desk::Bench;
use super::form::{field, is_plain};
use super::gate::Caller;
use super::problem::Problem;
use crate::decision::waiver::{Waiver, can_be_waived};
use crate::intake::Day;
use crate::store::StoreFault;
use crate::store::entity::finding;
use crate::store::id::is_id;
use crate::store::papers::waiver;
use crate::store::waivers::{Answer, NewWaiver, PAGE, Person, Stage};

/// Days that a waiver counts at most.
const LONGEST: u32 = 400;
/// Longest signature in base64, in characters.
const SIGNATURE: usize = 4_000;

/// What a waiver of a finding would name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) component: Option<String>,
    pub(super) maker: Option<String>,
    pub(super) entries: Vec<String>,
    sha256: Option<String>,
}

/// How much of a finding a waiver covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covers {
    /// The component at this place.
    Place(usize),
    /// Every place of its maker's.
    Maker,
}

impl Covers {
    /// `0`, `maker`.
    fn of(word: &str) -> Option<Self> {
        if word == "maker" { Some(Self::Maker) } else { word.parse().ok().map(Self::Place) }
    }
}

/// In which files a component is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// In exactly this one.
    This,
    /// Also in the next one that names it.
    Any,
}

/// Under which contracts of the vendor something is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Contracts {
    This,
    Any,
}

/// What is named by a waiver that covers so much of a finding; `None`: the finding asks for nothing, cannot be waived, or has no such place.
pub(super) fn scope(finding: &finding::Model, covers: Covers, files: Files) -> Option<Scope> {
    if finding.effect == "note" || !can_be_waived(&finding.rule) {
        return None;
    }
    let all = |text: &str| serde_json::from_str::<Vec<Value>>(text).unwrap_or_default();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let path = all(&finding.path);
    let links = |kind: &'static str| path.iter().filter(move |link| link.get("kind").and_then(Value::as_str) == Some(kind));
    // As the engine compares them.
    let entries = links("entry").filter_map(|link| Some(text(link, "basis")?.split(',').next()?.to_owned())).collect();
    let maker = links("maker").next().and_then(|link| text(link, "name"));
    let places = all(&finding.places);
    let file = |place: &Value| text(place, "sha256");
    // In one file only means that this is one: nothing wider is asked for in its stead.
    let within = |sha256: Option<String>| match files {
        Files::Any => Some(None),
        Files::This => sha256.map(Some),
    };
    let scope = match covers {
        Covers::Maker => {
            let whole = i64::try_from(places.len()).is_ok_and(|known| known == finding.place_count);
            let mut files: Vec<Option<String>> = places.iter().map(file).collect();
            files.dedup();
            let sha256 = match files.as_slice() {
                [one] if whole => within(one.clone())?,
                _ => within(None)?,
            };
            Scope { maker: Some(maker?), entries, sha256, ..Scope::default() }
        }
        Covers::Place(index) => {
            let place = places.get(index)?;
            // A part without a name cannot be told from the other parts.
            let component = text(place, "label");
            if component.is_none() && text(place, "pointer").is_some() {
                return None;
            }
            Scope { component, maker, entries, sha256: within(file(place))? }
        }
    };
    (scope != Scope::default()).then_some(scope)
}

/// What a buyer asks for.
struct Asked {
    submission: String,
    verdict: String,
    finding: i64,
    covers: Option<Covers>,
    files: Files,
    contracts: Contracts,
    reason: Option<String>,
    expires: Option<Day>,
}

/// Where a waiver stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Asked,
    Counts,
    /// Approved; whether it counts cannot be told while the policy cannot be read.
    Approved,
    /// The policy asks for a signature that it lacks: why.
    Void(String),
    Expired,
    Refused,
    Withdrawn,
}

impl Standing {
    /// Every word.
    pub(super) const WORDS: [&str; 7] = ["asked", "counts", "approved", "void", "expired", "refused", "withdrawn"];

    pub(super) fn of(waiver: &waiver::Model, says: &Waiver, bench: Option<&Bench>) -> Self {
        let stages = [(Stage::Asked, Self::Asked), (Stage::Refused, Self::Refused), (Stage::Withdrawn, Self::Withdrawn)];
        if let Some((_, standing)) = stages.into_iter().find(|(stage, _)| waiver.is(*stage)) {
            return standing;
        }
        let Some(bench) = bench else { return Self::Approved };
        match says.endorsed(&bench.terms.policy.waivers) {
            Err(why) => Self::Void(why),
            Ok(()) if says.counts(bench.at) => Self::Counts,
            Ok(()) => Self::Expired,
        }
    }

    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Counts => "counts",
            Self::Approved => "approved",
            Self::Void(_) => "void",
            Self::Expired => "expired",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Why it does not count, where that is not plain from the word.
    pub(super) fn why(&self) -> Option<&str> {
        match self {
            Self::Void(why) => Some(why),
            Self::Asked | Self::Counts | Self::Approved | Self::Expired | Self::Refused | Self::Withdrawn => None,
        }
    }
}

/// A waiver as it is shown.
pub(super) struct Shown {
    pub(super) row: waiver::Model,
    pub(super) says: Waiver,
    pub(super) standing: Standing,
}

impl Caller {
    /// This caller as the store tells people apart.
    pub(super) fn person<'a>(&'a self, actor: &'a str) -> Person<'a> {
        Person { name: &self.name, pass: &self.pass, actor }
    }
}

impl Portal {
    /// The bench of now, or the last one.
    pub(super) async fn known_bench(&self) -> Option<Arc<Bench>> {
        match self.desk.bench().await {
            Ok(bench) => Some(bench),
            Err(_) => self.desk.last().await,
        }
    }

    pub(super) async fn shown_waivers(&self, rows: Vec<waiver::Model>) -> Result<Vec<Shown>, Problem> {
        let bench = self.known_bench().await;
        let shown = rows.into_iter().map(|row| {
            let says = row.waiver()?;
            Ok(Shown { standing: Standing::of(&row, &says, bench.as_deref()), says, row })
        });
        Ok(shown.collect::<Result<Vec<_>, StoreFault>>()?)
    }

    async fn ask_waiver(&self, caller: &Caller, asked: Asked) -> Result<waiver::Model, Problem> {
        let handed = self.handed_in(&asked.submission).await?;
        let reason = given(asked.reason)?;
        let expires = asked.expires.ok_or_else(|| Problem::Bad("\"expires\" is the last day on which it counts: 2026-11-30".to_owned()))?;
        let today = self.known_bench().await.map(|bench| bench.at.day());
        if today.is_some_and(|today| today > expires) {
            return Err(Problem::Bad("\"expires\" is past; name a day on which it still counts".to_owned()));
        }
        if today.is_some_and(|today| today.plus(LONGEST) < expires) {
            return Err(Problem::Bad(format!("\"expires\" is at most {LONGEST} days ahead")));
        }
        if handed.verdict.as_deref() != Some(&asked.verdict) {
            return Err(Problem::Conflict("the submission has another verdict by now, or is not with the buyer; read it again".to_owned()));
        }
        let none = || Problem::Bad("\"finding\" is the number of a finding of this verdict, from 0, as the report has them".to_owned());
        let finding = match self.store.finding(&asked.verdict, asked.finding).await {
            Err(StoreFault::Missing) => return Err(none()),
            found => found?,
        };
        let scope = asked.covers.and_then(|covers| scope(&finding, covers, asked.files)).ok_or_else(|| {
            Problem::Bad("nothing of this finding can be allowed so: \"covers\" is the number of one of its places, or maker where it names one; notes and what the policy itself says are not waived".to_owned())
        })?;
        let order = self.shop.order(&handed).await.map_err(Problem::Ours)?;
        let says = Waiver {
            id: String::new(),
            rule: finding.rule,
            component: scope.component,
            maker: scope.maker,
            entries: scope.entries,
            document: None,
            sha256: scope.sha256,
            vendor: order.vendor,
            contract: order.contract.filter(|_| asked.contracts == Contracts::This),
            reason,
            requested_by: caller.name.clone(),
            approved_by: String::new(),
            expires,
            signature: None,
        };
        let (submission, verdict, actor) = (&handed.id, &asked.verdict, caller.actor());
        Ok(self.store.ask_waiver(&NewWaiver { submission, verdict, says, by: caller.person(&actor) }).await?)
    }

    async fn answer_waiver(&self, caller: &Caller, id: &str, answer: Answer<'_>, reason: Option<String>) -> Result<waiver::Model, Problem> {
        let asked = self.store.waiver(if is_id(id) { id } else { "" }).await?;
        let reason = given(reason)?;
        if let Answer::Approve(signature) = answer {
            self.proven(caller)?;
            let unread = |_| Problem::Conflict("the policy or a list cannot be read now, and nothing is approved meanwhile".to_owned());
            let bench = self.desk.bench().await.map_err(unread)?;
            let says = asked.approved_by(&caller.name, signature)?;
            if !says.counts(bench.at) {
                return Err(Problem::Conflict("its last day is past; ask for another one".to_owned()));
            }
            if let (Some(_), Err(why)) = (signature, says.endorsed(&bench.terms.policy.waivers)) {
                return Err(Problem::Bad(why));
            }
        }
        let answered = self.store.answer_waiver(&asked.id, answer, &reason, &caller.person(&caller.actor())).await?;
        if let Ok(bench) = self.desk.bench().await {
            // What it touches is looked for again every minute or so, whatever comes of this.
            let _later = self.store.judge_again_by_waivers(bench.at.day()).await;
            self.shop.bell.notify_one();
        }
        Ok(answered)
    }

    async fn listed_waivers(&self, uri: &Uri) -> Result<(Vec<Shown>, Option<String>), Problem> {
        let number = |text: String| text.parse::<i64>().ok().filter(|number| *number > 0);
        let bad = || Problem::Bad("\"after\" is the number of a waiver".to_owned());
        let after = field(uri.query().unwrap_or_default().as_bytes(), "after").map(|text| number(text).ok_or_else(bad)).transpose()?;
        let rows = self.store.waivers(after).await?;
        let full = u64::try_from(rows.len()).is_ok_and(|count| count >= PAGE);
        let next = rows.last().filter(|_| full).map(|last| last.number.to_string());
        Ok((self.shown_waivers(rows).await?, next))
    }
}

/// A signature without the breaks that base64 is printed with.
fn signature(text: Option<String>) -> Result<Option<String>, Problem> {
    let signature = text.map(|text| text.split_whitespace().collect::<String>()).filter(|text| !text.is_empty());
    if signature.as_ref().is_some_and(|signature| !is_plain(signature, SIGNATURE)) {
        return Err(Problem::Bad(format!("\"signature\" is base64 of at most {SIGNATURE} characters")));
    }
    Ok(signature)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn finding(places: &Value, path: &Value) -> finding::Model {
        let text = String::new;
        finding::Model {
            tenant: text(),
            verdict: text(),
            ord: 0,
            rule: "KP-S01".to_owned(),
            name: text(),
            effect: "reject".to_owned(),
            what: text(),
            places: places.to_string(),
            place_count: i64::try_from(places.as_array().unwrap().len()).unwrap(),
            path: path.to_string(),
            remedy: text(),
            authority: text(),
        }
    }

    fn place(label: &str, sha256: Option<&str>) -> Value {
        serde_json::json!({ "document": "b.json", "sha256": sha256, "pointer": "/components/0", "line": 1, "label": label })
    }

    #[test]
    fn nothing_wider_is_asked_for_than_what_was_chosen() {
        let path = serde_json::json!([{ "kind": "maker", "name": "Huawei", "basis": "manufacturer" }]);
        let of = |places: Value, covers, files| scope(&finding(&places, &path), covers, files);
        let one = of(serde_json::json!([place("chip", Some("ab"))]), Covers::Place(0), Files::This).unwrap();
        assert_eq!((one.component.as_deref(), one.sha256.as_deref(), one.maker.as_deref()), (Some("chip"), Some("ab"), Some("Huawei")));
        assert_eq!(of(serde_json::json!([place(" ", Some("ab"))]), Covers::Place(0), Files::This), None, "a part without a name");
        assert_eq!(of(serde_json::json!([place("chip", None)]), Covers::Place(0), Files::This), None, "no file to keep it to");
        assert_eq!(of(serde_json::json!([place("chip", None)]), Covers::Place(0), Files::Any).unwrap().sha256, None);
        let both = || serde_json::json!([place("chip", Some("ab")), place("modem", Some("ab"))]);
        let whole = of(both(), Covers::Maker, Files::This).unwrap();
        assert_eq!((whole.component, whole.sha256.as_deref()), (None, Some("ab")));
        let apart = serde_json::json!([place("chip", Some("ab")), place("modem", Some("cd"))]);
        assert_eq!(of(apart.clone(), Covers::Maker, Files::This), None, "two files are not this one");
        assert_eq!(of(apart, Covers::Maker, Files::Any).unwrap().maker.as_deref(), Some("Huawei"));
        let more = finding::Model { place_count: 51, ..finding(&both(), &path) };
        assert_eq!(scope(&more, Covers::Maker, Files::This), None, "places that are not known may lie elsewhere");
    }
}
