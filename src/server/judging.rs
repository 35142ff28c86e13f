//! The worker: takes jobs, judges as `kenpin verify` does, and keeps the verdict with everything behind it.

use std::sync::Arc;
use std::time::Duration;

use super::desk::Bench;
use super::problem::tell_operator;
use super::{Portal, Shared};
use crate::bill::ComponentId;
use crate::decision::{Case, Effect, Finding, LinkKind};
use crate::intake::{Budget, Delivery, Digest, Item, Order, Shipment, delivered_path};
use crate::maker::{Maker, Tracing};
use crate::report::overview::{Summary, Word, signatures};
use crate::report::{Language, RENDERERS, Report, Typed};
use crate::screening::Outcome;
use crate::store::entity::document;
use crate::store::office::job;
use crate::store::verdicts::{NewComponent, NewFinding, NewVerdict};
use crate::store::{StoreFault, id, jobs};

/// Formats that are kept with each verdict.
pub(super) const FORMATS: [&str; 5] = ["json", "sarif", "html", "markdown", "csv"];
/// A report for people in another language than English.
pub(super) struct Said {
    pub(super) language: super::words::Language,
    /// As it is asked for.
    pub(super) format: &'static str,
    /// As it is kept.
    pub(super) kept: &'static str,
}

/// What is kept besides [`FORMATS`].
pub(super) const SAID: [Said; 2] = [
    Said { language: super::words::Language::Ja, format: "html", kept: "html.ja" },
    Said { language: super::words::Language::Ja, format: "markdown", kept: "markdown.ja" },
];
/// How often a worker says that it is still at it: four times before its lease ends.
const BEAT: Duration = Duration::from_secs(5);
/// Shelves of originals that are swept at once: all 256 in an hour.
const SHELVES: u8 = 4;
/// Places of one finding that the database keeps; the reports have all.
const PLACES: usize = 50;
/// Findings that the database keeps; the reports have all.
const FINDINGS: usize = 5_000;
/// Longest text of a component that is kept for searching.
const TEXT: usize = 500;

/// Takes one job after another, for ever.
pub(super) async fn work(portal: Shared) {
    let Ok(worker) = id::new() else { return };
    let (mut looked, mut shelf) = (None, 0_u8);
    loop {
        look_again(&portal, &mut looked, &mut shelf).await;
        match portal.store.claim_job(&worker).await {
            Ok(Some(job)) => attend(&portal, &job).await,
            Ok(None) => {
                let _rung = tokio::time::timeout(Duration::from_secs(1), portal.bell.notified()).await;
            }
            // The database is away; it may come back.
            Err(fault) => {
                tell_operator(&fault.to_string());
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Has what rests on other lists, makers, trust or policy than today's judged again, and sweeps the next shelves.
async fn look_again(portal: &Portal, looked: &mut Option<tokio::time::Instant>, shelf: &mut u8) {
    if looked.is_some_and(|at| at.elapsed() < portal.desk.fresh()) {
        return;
    }
    *looked = Some(tokio::time::Instant::now());
    if let Ok(bench) = portal.desk.bench().await {
        // A database that is away is asked again in a minute.
        let _later = portal.store.judge_again(&grounds(&bench)).await;
    }
    for _ in 0..SHELVES {
        // What cannot be swept now is swept when its turn comes again.
        let _later = portal.store.sweep(*shelf).await;
        *shelf = shelf.wrapping_add(1);
    }
}

/// Does one job, and says all the while that it is being done.
async fn attend(portal: &Portal, job: &job::Model) {
    // Beside the judging, never instead of it: a verdict that is being kept may hold the one connection that writes.
    let beating = async {
        let mut beat = tokio::time::interval(BEAT);
        loop {
            beat.tick().await;
            let _lost = portal.store.renew_job(&job.id, &job.worker).await;
        }
    };
    let outcome = tokio::select! {
        outcome = judge(portal, job) => outcome,
        never = beating => never,
    };
    if let Err(problem) = outcome {
        // Where the database is away too, the lease ends by itself.
        let _kept = portal.store.postpone_job(job, &problem).await;
    }
    portal.verdicts.send_modify(|count| *count = count.wrapping_add(1));
}

async fn judge(portal: &Portal, job: &job::Model) -> Result<(), String> {
    let said = |fault: StoreFault| fault.to_string();
    let bench = portal.desk.bench().await?;
    let submission = portal.store.submission(&job.object).await.map_err(said)?;
    if let (jobs::JUDGE_AGAIN, Some(verdict)) = (job.kind.as_str(), &submission.verdict)
        && portal.store.verdict(verdict).await.map_err(said)?.grounds == grounds(&bench)
    {
        // What changed was changed back before anybody looked.
        return portal.store.end_job(job).await.map_err(said);
    }
    let order = match &submission.request {
        Some(request) => Order::read(&portal.store.request(request).await.map_err(said)?.order_toml).map_err(|fault| fault.to_string())?,
        None => Order { vendor: Some(portal.store.supplier(&submission.supplier).await.map_err(said)?.name), ..Order::default() },
    };
    let mut items = Vec::new();
    for document in portal.store.documents(&submission.id).await.map_err(said)? {
        items.push(item(portal, document).await.map_err(said)?);
    }
    let budget = portal.budget;
    let verdict = tokio::task::spawn_blocking(move || judged(items, order, &bench, &budget)).await;
    let (mut verdict, reports) = verdict.map_err(|_| "judging came to an unexpected end; report this as a bug".to_owned())?;
    for (format, text) in reports {
        verdict.reports.push((format, portal.store.originals.keep(text.as_bytes()).await.map_err(said)?));
    }
    match portal.store.record(job, &verdict).await {
        Ok(_) | Err(StoreFault::Conflict(_)) => Ok(()),
        Err(fault) => Err(said(fault)),
    }
}

/// A file under the path that its vendor gave it, or the refusal of a path that points elsewhere.
async fn item(portal: &Portal, document: document::Model) -> Result<Item, StoreFault> {
    let digest =
        Digest::parse(&document.sha256).ok_or_else(|| StoreFault::Damaged(format!("digest of a document of {}", document.submission)))?;
    Ok(match delivered_path(&document.path) {
        Ok(path) => Item::File { path, bytes: portal.store.originals.read(digest).await? },
        Err(refusal) => Item::Refused(refusal),
    })
}

type Reports = Vec<(&'static str, String)>;

/// The one road to a verdict: the same call as the command line's.
fn judged(items: Vec<Item>, order: Order, bench: &Bench, budget: &Budget) -> (NewVerdict, Reports) {
    let delivery = Delivery { shipment: Shipment::gather(items, budget), order, ..Delivery::default() };
    let (case, decision) = crate::verify(&delivery, &bench.reference, &bench.terms, bench.at);
    let typed = Typed::default();
    let report = Report { delivery: &delivery, case: &case, decision: &decision, typed: &typed, language: Language::En };
    let wanted = RENDERERS.iter().filter(|renderer| FORMATS.contains(&renderer.name));
    let mut reports: Reports = wanted.map(|renderer| (renderer.name, (renderer.render)(&report))).collect();
    for said in &SAID {
        let report = Report { language: said.language.report(), ..report };
        reports.extend(RENDERERS.iter().find(|renderer| renderer.name == said.format).map(|kind| (said.kept, (kind.render)(&report))));
    }
    let verdict = NewVerdict {
        word: Word::of(&decision.verdict).text(),
        at: case.at.unix(),
        program: decision.inputs.program.clone(),
        grounds: grounds(bench),
        summary: serde_json::to_string(&Summary::of(&report)).unwrap_or_default(),
        signatures: serde_json::to_string(&signatures(&report)).unwrap_or_default(),
        findings: decision.findings.iter().take(FINDINGS).map(finding).collect(),
        components: components(&case, bench),
        reports: Vec::new(),
    };
    (verdict, reports)
}

/// What a verdict rests on besides the delivery, as JSON with one spelling.
fn grounds(bench: &Bench) -> String {
    let lists = bench.reference.watchlists.inputs().into_iter();
    let lists: Vec<_> = lists.map(|(id, edition, digest)| serde_json::json!([id, edition, digest.to_string()])).collect();
    let digests =
        [bench.terms.policy.digest(), bench.reference.makers.digest(), bench.reference.trust.digest()].map(|digest| digest.to_string());
    serde_json::json!({ "policy, makers, trust": digests, "lists": lists }).to_string()
}

fn finding(finding: &Finding) -> NewFinding {
    let places =
        finding.places.iter().take(PLACES).map(
            |place| serde_json::json!({ "document": place.document, "pointer": place.pointer, "line": place.line, "label": place.label }),
        );
    let path = finding.path.iter().map(|link| {
        let kind = match link.kind {
            LinkKind::Component => "component",
            LinkKind::Maker => "maker",
            LinkKind::Owner => "owner",
            LinkKind::Entry => "entry",
        };
        serde_json::json!({ "kind": kind, "name": link.name, "basis": link.basis })
    });
    NewFinding {
        rule: finding.rule,
        name: finding.name,
        effect: match finding.effect {
            Effect::Note => "note",
            Effect::Refer => "refer",
            Effect::Reject => "reject",
        },
        what: finding.what.clone(),
        places: serde_json::Value::from(places.collect::<Vec<_>>()).to_string(),
        place_count: finding.places.len(),
        path: serde_json::Value::from(path.collect::<Vec<_>>()).to_string(),
        remedy: finding.remedy.clone(),
        authority: finding.authority.clone(),
    }
}

/// Every component of every bill, with its maker as stated and as traced.
fn components(case: &Case, bench: &Bench) -> Vec<NewComponent> {
    let mut found = Vec::new();
    for (index, bill) in case.bills.iter().enumerate() {
        for (number, component) in (0_u32..).zip(&bill.contents.components) {
            let Some((trace, traced)) = case.traces.of(index, ComponentId(number)) else { continue };
            let first = traced.mentions.first();
            let party = match &traced.tracing {
                Tracing::Traced { maker: Maker::Known(party), .. } => bench.reference.makers.party(*party),
                Tracing::Traced { maker: Maker::AsStated(_), .. } | Tracing::Disputed { .. } | Tracing::Untraced { .. } => None,
            };
            found.push(NewComponent {
                name: short(bill.contents.text(component.name)),
                version: component.version.map_or_else(String::new, |version| short(bill.contents.text(version))),
                maker: first.map_or_else(String::new, |mention| short(&mention.text)),
                party: party.map(|party| party.names().map(short).collect()).unwrap_or_default(),
                document: short(&bill.path),
                pointer: short(bill.contents.pointer(component.place)),
                outcome: case.screenings.get(trace).map_or("unscreened", |screening| match screening.outcome {
                    Outcome::Clear { .. } => "clear",
                    Outcome::Listed(_) => "listed",
                    Outcome::Possible(_) => "possible",
                    Outcome::Unscreened(_) => "unscreened",
                }),
            });
        }
    }
    found
}

fn short(text: impl AsRef<str>) -> String {
    text.as_ref().chars().take(TEXT).collect()
}

impl Portal {
    /// Waits until this submission is judged, or the time is over.
    pub(super) async fn wait_for_verdict(&self, submission: &str, longest: Duration) {
        let mut verdicts = self.verdicts.subscribe();
        let judged = async {
            while self.store.job_of(submission).await.is_ok_and(|job| job.is_some_and(|job| job.problem.is_empty())) {
                if verdicts.changed().await.is_err() {
                    break;
                }
            }
        };
        let _over = tokio::time::timeout(longest, judged).await;
    }

    /// There is a new job.
    pub(super) fn ring(self: &Arc<Self>) {
        self.bell.notify_one();
    }
}
