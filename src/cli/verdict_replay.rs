//! `kenpin verdict replay`: the decision behind a signed verdict, run again from kept inputs; what has changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::clock::{self, Clock};
use super::exit::Exit;
use super::fault::Fault;
use super::judge::{self, Judge};
use super::paths::Ground;
use super::print::{self, Format};
use super::session::Session;
use super::verdict::{Opened, Signers, human};
use crate::intake::Moment;
use crate::report::Language;
use crate::report::escape::visible;
use crate::report::json::{Finding, Inputs, Output, output};
use crate::report::overview::Word;
use crate::report::vsa::Statement;

/// Runs the decision of a signed verdict again, and says what has changed since
///
/// Give the delivery as it was kept, and the same policy, order and trust as then. The digests of the delivery are held against the
/// verdict's first. Lists, makers and program are those of today unless you give the kept ones; --at asks for another day.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  kenpin verdict replay verdict.vsa.json --key agency.pub delivery/ --order order.toml --policy policy.toml --trusted-ca vendor-ca.pem
  kenpin verdict replay verdict.vsa.json --key agency.pub delivery/ --order order.toml --trusted-ca vendor-ca.pem --at 2027-11-23

Exit codes: those of the verdict as it comes out now; 20 also where the verdict was changed or is about another delivery")]
pub(crate) struct Replay {
    /// The signed verdict
    #[arg(value_name = "VERDICT")]
    verdict: PathBuf,
    /// The delivery, as it was kept
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    signers: Signers,
    #[command(flatten)]
    judge: Judge,
    /// The moment to decide for, RFC 3339 or a day; the verdict's own unless given
    #[arg(long, value_name = "TIME", value_parser = clock::moment)]
    at: Option<Moment>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// What the replay came to, for scripts.
#[derive(Serialize)]
struct Replayed {
    schema_version: &'static str,
    signed: Told,
    /// `null`: the delivery is not the one that the verdict is about.
    replayed: Option<Told>,
    /// Documents that differ from the verdict's subjects; empty where it is the same delivery.
    documents: Vec<Change>,
    /// What the decision rests on and is not as it was.
    changed: Vec<Change>,
    findings: Turned,
    /// Whether the verdict comes out as it was signed.
    stands: bool,
}

#[derive(Serialize)]
struct Told {
    verdict: Word,
    at: String,
    program: String,
}

/// `null`: was not there, or is no more.
#[derive(Serialize)]
struct Change {
    what: String,
    then: Option<String>,
    now: Option<String>,
}

/// Findings, as `KP-S01 reject: words`.
#[derive(Default, Serialize)]
struct Turned {
    new: Vec<String>,
    gone: Vec<String>,
}

impl Replay {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let ground = Ground::of(&self.paths)?;
        ground.keep_out("the verdict", &self.verdict)?;
        let opened = self.signers.open(&self.verdict, &[], self.at.map_or_else(|| Clock::default().at(), Ok)?)?;
        let statement = match &opened {
            Opened::Authentic { statement, .. } => statement,
            Opened::Refused { exit, .. } => {
                print::result(&human(&opened))?;
                return Ok(*exit);
            }
        };
        let own = Moment::parse(&statement.predicate.time_verified)
            .ok_or_else(|| Fault::ours("the verdict names no moment", self.verdict.display(), "pass --at"))?;
        let at = self.at.unwrap_or(own);
        let settings = judge::settings(session, &ground)?;
        let bench = self.judge.bench(session, &settings, &ground, at)?;
        let judged = self.judge.judge(session, &ground, &bench, &self.paths, at)?;
        let now = output(&judged.report(Language::En));
        let replayed = Replayed::of(statement, &now);
        print::answer(self.format, &replayed, || words(&replayed))?;
        Ok(replayed.replayed.map_or(Exit::Reject, |told| Exit::from(told.verdict)))
    }
}

impl Replayed {
    fn of(statement: &Statement, now: &Output) -> Self {
        let then = &statement.predicate.report;
        let documents = documents(statement, &now.inputs);
        let same_delivery = documents.is_empty();
        let told = |output: &Output| Told { verdict: output.verdict, at: output.at.clone(), program: output.inputs.program.clone() };
        Self {
            schema_version: "1",
            signed: told(then),
            replayed: same_delivery.then(|| told(now)),
            documents,
            changed: changed(&then.inputs, &now.inputs),
            findings: if same_delivery { turned(&then.findings, &now.findings) } else { Turned::default() },
            stands: same_delivery && then.verdict == now.verdict,
        }
    }
}

/// Where the delivery is not the one that the verdict is about.
fn documents(statement: &Statement, now: &Inputs) -> Vec<Change> {
    let then = statement.predicate.report.inputs.documents.iter().map(|document| (document.path.clone(), document.sha256.clone()));
    let mut changes = differences("document", then, now.documents.iter().map(|document| (document.path.clone(), document.sha256.clone())));
    // The subjects are what is signed for: nothing may stand in the report that is not among them.
    let subjects: BTreeSet<&str> = statement.subject.iter().map(|subject| subject.digest.sha256.as_str()).collect();
    let beside = now.documents.iter().filter(|document| !subjects.contains(document.sha256.as_str()));
    for document in beside {
        if !changes.iter().any(|change| change.what.ends_with(&format!("\"{}\"", document.path))) {
            let what = format!("document \"{}\"", document.path);
            changes.push(Change { what, then: None, now: Some(document.sha256.clone()) });
        }
    }
    changes
}

/// What the decision rests on and is not as it was.
fn changed(then: &Inputs, now: &Inputs) -> Vec<Change> {
    let mut changes = Vec::new();
    for (what, then, now) in [
        ("policy", &then.policy, &now.policy),
        ("waivers", &then.waivers, &now.waivers),
        ("order", &then.order, &now.order),
        ("directory of makers and owners", &then.makers, &now.makers),
        ("trust roots and keys", &then.trust, &now.trust),
        ("program", &then.program, &now.program),
    ] {
        if then != now {
            changes.push(Change { what: what.to_owned(), then: Some(then.clone()), now: Some(now.clone()) });
        }
    }
    let lists = |inputs: &Inputs| -> Vec<(String, String)> {
        let lists = inputs.watchlists.iter();
        lists.map(|list| (list.id.clone(), format!("edition {}, sha256:{}", list.edition, list.sha256))).collect()
    };
    changes.extend(differences("list", lists(then).into_iter(), lists(now).into_iter()));
    let artifacts = |inputs: &Inputs| -> Vec<(String, String)> {
        inputs.artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.sha256.clone())).collect()
    };
    changes.extend(differences("artifact", artifacts(then).into_iter(), artifacts(now).into_iter()));
    changes
}

fn differences(kind: &str, then: impl Iterator<Item = (String, String)>, now: impl Iterator<Item = (String, String)>) -> Vec<Change> {
    let (then, now): (BTreeMap<String, String>, BTreeMap<String, String>) = (then.collect(), now.collect());
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let differing = names.into_iter().filter(|name| then.get(*name) != now.get(*name));
    differing
        .map(|name| Change { what: format!("{kind} \"{name}\""), then: then.get(name).cloned(), now: now.get(name).cloned() })
        .collect()
}

/// Findings that were not there then, or are not there now.
fn turned(then: &[Finding], now: &[Finding]) -> Turned {
    let lines = |findings: &[Finding]| -> BTreeSet<String> {
        findings.iter().map(|finding| format!("{} {}: {}", finding.rule, finding.effect.word(), finding.what)).collect()
    };
    let (then, now) = (lines(then), lines(now));
    Turned { new: now.difference(&then).cloned().collect(), gone: then.difference(&now).cloned().collect() }
}

fn words(replayed: &Replayed) -> String {
    let mut lines = Vec::new();
    match &replayed.replayed {
        None => lines.push("ANOTHER DELIVERY  these are not the documents that the verdict is about".to_owned()),
        Some(_) if replayed.stands => lines.push("STANDS  the verdict comes out as it was signed".to_owned()),
        Some(_) => lines.push("CHANGED  the verdict does not come out as it was signed".to_owned()),
    }
    for (label, told) in [("signed:", Some(&replayed.signed)), ("now:", replayed.replayed.as_ref())] {
        lines.extend(told.map(|told| format!("  {label:<8} {} as of {}, {}", told.verdict.text(), told.at, visible(&told.program))));
    }
    let short = |value: &Option<String>| value.as_deref().map_or_else(|| "absent".to_owned(), visible);
    for (title, changes) in [("documents that differ:", &replayed.documents), ("changed since:", &replayed.changed)] {
        if !changes.is_empty() {
            lines.push(format!("\n{title}"));
            let line =
                |change: &Change| format!("  {}\n    then {}\n    now  {}", visible(&change.what), short(&change.then), short(&change.now));
            lines.extend(changes.iter().map(line));
        }
    }
    if replayed.changed.is_empty() && replayed.documents.is_empty() {
        lines.push("\nnothing that the verdict rests on has changed".to_owned());
    }
    for (title, findings) in [("new findings:", &replayed.findings.new), ("findings that are gone:", &replayed.findings.gone)] {
        if !findings.is_empty() {
            lines.push(format!("\n{title}"));
            lines.extend(findings.iter().map(|finding| format!("  {}", visible(finding))));
        }
    }
    lines.join("\n")
}
