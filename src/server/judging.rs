//! The worker: takes jobs, judges as `kenpin verify` does, and keeps the verdict with everything behind it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use super::changes::{KEPT, Left, SCREENED, but_for};
use super::desk::{Bench, Desk};
use super::problem::tell_operator;
use super::renderings::{self, Reports};
use super::{Portal, Stop, estate};
use crate::bill::ComponentId;
use crate::decision::waiver::Waiver;
use crate::decision::{Case, Effect, Finding, LinkKind, Terms, Waivers};
use crate::intake::{Budget, Delivery, Digest, Item, Order, Shipment, delivered_path};
use crate::report::overview::{Summary, Word, signatures};
use crate::report::{Language, Report, Typed};
use crate::screening::Outcome;
use crate::screening::standing::Standing;
use crate::store::entity::{document, submission};
use crate::store::office::job;
use crate::store::presence::Presence;
use crate::store::verdicts::{NewComponent, NewFinding, NewVerdict};
use crate::store::waivers::resting_on;
use crate::store::{Store, StoreFault, jobs};

/// How often a worker says that it is still at it: four times before its lease ends.
const BEAT: Duration = Duration::from_secs(5);
/// How long a worker that finds nothing to do waits before it looks again.
const IDLE: Duration = Duration::from_secs(1);
/// How soon whoever waits for a verdict looks whether another process gave it: at first, and in the end.
const LOOKS: [Duration; 2] = [Duration::from_millis(50), Duration::from_secs(1)];
/// Shelves of originals that are swept at once: all 256 in an hour.
const SHELVES: u8 = 4;
/// Places of one finding that the database keeps; the reports have all.
const PLACES: usize = 50;
/// Findings that the database keeps; the reports have all.
const FINDINGS: usize = 5_000;
/// Longest text of a component that is kept for searching.
const TEXT: usize = 500;

/// All that judging takes.
pub(super) struct Workshop {
    pub(super) store: Store,
    pub(super) desk: Desk,
    pub(super) budget: Budget,
    /// Rung when there is a new job.
    pub(super) bell: Notify,
    /// Counts verdicts: whoever waits for one looks again.
    pub(super) verdicts: watch::Sender<u64>,
}

impl Workshop {
    pub(super) fn new(store: Store, desk: Desk, budget: Budget) -> Arc<Self> {
        Arc::new(Self { store, desk, budget, bell: Notify::new(), verdicts: watch::Sender::new(0) })
    }
}

/// The workers of one process.
pub(super) struct Workers {
    shop: Arc<Workshop>,
    stop: watch::Sender<Stop>,
    names: Vec<String>,
    working: JoinSet<()>,
}

impl Workers {
    /// So many of them; the first also looks after what changes by itself.
    pub(super) async fn start(shop: &Arc<Workshop>, count: u16) -> Result<Self, StoreFault> {
        if count > 0 {
            shop.store.release_jobs().await?;
        }
        let (stop, mut working, mut names) = (watch::Sender::new(Stop::NotYet), JoinSet::new(), Vec::new());
        for number in 0..count {
            let presence = shop.store.appear()?;
            names.push(presence.name().to_owned());
            working.spawn(work(Arc::clone(shop), presence, (number == 0).then(Rounds::default), stop.subscribe()));
        }
        Ok(Self { shop: Arc::clone(shop), stop, names, working })
    }

    /// None of them takes another job; ends when all have done the one that they have.
    pub(super) async fn done(&mut self) {
        self.stop.send_replace(Stop::Now);
        while self.working.join_next().await.is_some() {}
    }

    /// Ends them where they stand. What they had is somebody else's at once.
    pub(super) async fn end(mut self) {
        self.working.shutdown().await;
        for name in &self.names {
            // Where the database is away, the lease ends by itself.
            let _later = self.shop.store.give_back_jobs(name).await;
        }
    }
}

/// What one worker of a process does besides its jobs.
#[derive(Default)]
struct Rounds {
    looked: Option<tokio::time::Instant>,
    shelf: u8,
}

/// Takes one job after another, until it is told to stop.
async fn work(shop: Arc<Workshop>, presence: Presence, mut rounds: Option<Rounds>, mut stop: watch::Receiver<Stop>) {
    while *stop.borrow() == Stop::NotYet {
        if let Some(rounds) = &mut rounds {
            look_again(&shop, rounds).await;
        }
        match shop.store.claim_job(presence.name()).await {
            Ok(Some(job)) => attend(&shop, &job).await,
            Ok(None) => tokio::select! {
                // Another process rings no bell here.
                _rung = tokio::time::timeout(IDLE, shop.bell.notified()) => {}
                _told = stop.changed() => {}
            },
            // The database is away; it may come back.
            Err(fault) => {
                tell_operator(&fault.to_string());
                let _told = tokio::time::timeout(IDLE, stop.changed()).await;
            }
        }
    }
}

/// Has what rests on other lists, makers, trust or policy than today's judged again, and sweeps the next shelves.
async fn look_again(shop: &Workshop, rounds: &mut Rounds) {
    if rounds.looked.is_some_and(|at| at.elapsed() < shop.desk.fresh()) {
        return;
    }
    rounds.looked = Some(tokio::time::Instant::now());
    if let Ok(bench) = shop.desk.bench().await {
        match shop.look_at_changes(&bench).await {
            Ok(Left::Nothing) => {}
            // It is looked at after the next job.
            Ok(Left::More) => rounds.looked = None,
            // It is asked again in a minute.
            Err(fault) => tell_operator(&fault.to_string()),
        }
        let _later = shop.store.judge_again_by_waivers(bench.at.day()).await;
    }
    for _ in 0..SHELVES {
        let swept = shop.store.sweep(rounds.shelf).await;
        rounds.shelf = rounds.shelf.wrapping_add(1);
        if swept.is_err() {
            // What cannot be swept now is swept when its turn comes again: jobs do not wait for a storage that is away.
            break;
        }
    }
}

/// Does one job, and says all the while that it is being done.
async fn attend(shop: &Workshop, job: &job::Model) {
    // Beside the judging, never instead of it: a verdict that is being kept may hold the one connection that writes.
    let beating = async {
        let mut beat = tokio::time::interval(BEAT);
        loop {
            beat.tick().await;
            let _lost = shop.store.renew_job(&job.id, &job.worker).await;
        }
    };
    let outcome = tokio::select! {
        outcome = judge(shop, job) => outcome,
        never = beating => never,
    };
    if let Err(problem) = outcome {
        // Where the database is away too, the lease ends by itself.
        let _kept = shop.store.postpone_job(job, &problem).await;
    }
    shop.verdicts.send_modify(|count| *count = count.wrapping_add(1));
}

async fn judge(shop: &Workshop, job: &job::Model) -> Result<(), String> {
    let said = |fault: StoreFault| fault.to_string();
    let bench = shop.desk.bench().await?;
    let submission = shop.store.submission(&job.object).await.map_err(said)?;
    if let (jobs::JUDGE_AGAIN, Some(verdict)) = (job.kind.as_str(), &submission.verdict)
        && shop.rests_on(&submission, verdict, &bench, &[]).await?
    {
        // What changed was changed back before anybody looked, or another worker was faster.
        return shop.store.end_job(job).await.map_err(said);
    }
    let (mut verdict, reports) = shop.judged(&submission, bench).await?;
    for (kept, bytes) in reports {
        verdict.reports.push((kept, shop.store.originals.keep(&bytes).await.map_err(said)?));
    }
    match shop.store.record(job, &verdict).await {
        Ok(_) | Err(StoreFault::Conflict(_)) => Ok(()),
        Err(fault) => Err(said(fault)),
    }
}

impl Workshop {
    /// What was ordered.
    pub(super) async fn order(&self, submission: &submission::Model) -> Result<Order, String> {
        let (store, said) = (&self.store, |fault: StoreFault| fault.to_string());
        match &submission.request {
            Some(request) => Order::read(&store.request(request).await.map_err(said)?.order_toml).map_err(|fault| fault.to_string()),
            None => Ok(Order { vendor: Some(store.supplier(&submission.supplier).await.map_err(said)?.name), ..Order::default() }),
        }
    }

    /// Whether a verdict rests on what this bench and the waivers of now are; but for these parts of the grounds.
    pub(super) async fn rests_on(
        &self,
        submission: &submission::Model,
        verdict: &str,
        bench: &Bench,
        but: &[&str],
    ) -> Result<bool, String> {
        let said = |fault: StoreFault| fault.to_string();
        let (verdict, order) = (self.store.verdict(verdict).await.map_err(said)?, self.order(submission).await?);
        let waivers = self.store.approved_waivers(&submission.supplier, order.contract.as_deref()).await.map_err(said)?;
        let stands = self.store.stands_on(&verdict.id).await.map_err(said)?;
        let on = stands.map_or(verdict.grounds, |stand| stand.grounds);
        Ok(but_for(&on, but) == but_for(&grounds(bench), but) && verdict.waivers == resting_on(&waivers, bench.at.day()))
    }

    /// What a delivery comes to by this bench; nothing is kept.
    pub(super) async fn judged(&self, submission: &submission::Model, bench: Arc<Bench>) -> Result<(NewVerdict, Reports), String> {
        let (store, said) = (&self.store, |fault: StoreFault| fault.to_string());
        let order = self.order(submission).await?;
        let waivers = store.approved_waivers(&submission.supplier, order.contract.as_deref()).await.map_err(said)?;
        let mut items = Vec::new();
        for document in store.documents(&submission.id).await.map_err(said)? {
            items.push(item(store, document).await.map_err(said)?);
        }
        let budget = self.budget;
        let verdict = tokio::task::spawn_blocking(move || judged(items, order, &bench, waivers, &budget)).await;
        verdict.map_err(|_| "judging came to an unexpected end; report this as a bug".to_owned())
    }
}

/// A file under the path that its vendor gave it, or the refusal of a path that points elsewhere.
async fn item(store: &Store, document: document::Model) -> Result<Item, StoreFault> {
    let digest =
        Digest::parse(&document.sha256).ok_or_else(|| StoreFault::Damaged(format!("digest of a document of {}", document.submission)))?;
    Ok(match delivered_path(&document.path) {
        Ok(path) => Item::File { path, bytes: store.originals.read(digest).await? },
        Err(refusal) => Item::Refused(refusal),
    })
}

/// The one road to a verdict: the same call as the command line's. The portal's own waivers come beside those of the operator's file.
fn judged(items: Vec<Item>, order: Order, bench: &Bench, waivers: Vec<Waiver>, budget: &Budget) -> (NewVerdict, Reports) {
    let delivery = Delivery { shipment: Shipment::gather(items, budget), order, ..Delivery::default() };
    let resting = resting_on(&waivers, bench.at.day());
    let mut terms = bench.terms.clone();
    terms.waivers.all.extend(waivers.iter().cloned());
    let (case, decision) = crate::verify(&delivery, &bench.reference, &terms, bench.at);
    let typed = Typed::default();
    let report = Report { delivery: &delivery, case: &case, decision: &decision, typed: &typed, language: Language::En };
    let verdict = NewVerdict {
        word: Word::of(&decision.verdict).text(),
        at: case.at.unix(),
        program: decision.inputs.program.clone(),
        grounds: grounds(bench),
        waivers: resting,
        summary: serde_json::to_string(&Summary::of(&report)).unwrap_or_default(),
        signatures: serde_json::to_string(&signatures(&report)).unwrap_or_default(),
        findings: decision.findings.iter().take(FINDINGS).map(finding).collect(),
        components: components(&case, bench),
        holdings: estate::counted(&case, bench),
        reports: Vec::new(),
    };
    let screened = Standing::of(&case.traces, &case.screenings, &bench.reference.watchlists, case.at);
    let mut reports = renderings::every(&delivery, &case, decision);
    reports.extend(serde_json::to_vec(&screened).ok().filter(|kept| kept.len() <= KEPT).map(|kept| (SCREENED.to_owned(), kept)));
    (verdict, reports)
}

/// What a verdict rests on besides the delivery and the portal's waivers, as JSON with one spelling.
pub(super) fn grounds(bench: &Bench) -> String {
    let lists = bench.reference.watchlists.inputs().into_iter();
    let lists: Vec<_> = lists.map(|(id, edition, digest)| serde_json::json!([id, edition, digest.to_string()])).collect();
    let Terms { policy, waivers } = &bench.terms;
    let digests = [policy.digest(), bench.reference.makers.digest(), bench.reference.trust.digest()].map(|digest| digest.to_string());
    // With the day begin and end listings, ties of ownership, certificates.
    let mut grounds = serde_json::json!({ "policy, makers, trust": digests, "lists": lists, "day": bench.at.day().to_string() });
    if let (false, Some(fields)) = (*waivers == Waivers::default(), grounds.as_object_mut()) {
        let over: Vec<&str> = waivers.all.iter().filter(|waiver| !waiver.counts(bench.at)).map(|waiver| waiver.id.as_str()).collect();
        fields.insert("waivers, expired".to_owned(), serde_json::json!([waivers.digest().to_string(), over]));
    }
    grounds.to_string()
}

fn finding(finding: &Finding) -> NewFinding {
    let places = finding.places.iter().take(PLACES).map(|place| {
        let sha256 = place.digest.map(|digest| digest.to_string());
        serde_json::json!({ "document": place.document, "sha256": sha256, "pointer": place.pointer, "line": place.line, "label": place.label })
    });
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
            let party = traced.tracing.known().and_then(|party| bench.reference.makers.party(party));
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

pub(super) fn short(text: impl AsRef<str>) -> String {
    text.as_ref().chars().take(TEXT).collect()
}

impl Portal {
    /// Waits until this submission is judged, by this process or another, or the time is over.
    pub(super) async fn wait_for_verdict(&self, submission: &str, longest: Duration) {
        let mut verdicts = self.shop.verdicts.subscribe();
        let [mut look, most] = LOOKS;
        let judged = async {
            while self.store.job_of(submission).await.is_ok_and(|job| job.is_some_and(|job| job.problem.is_empty())) {
                let _here = tokio::time::timeout(look, verdicts.changed()).await;
                look = look.saturating_mul(2).min(most);
            }
        };
        let _over = tokio::time::timeout(longest, judged).await;
    }

    /// There is a new job.
    pub(super) fn ring(self: &Arc<Self>) {
        self.shop.bell.notify_one();
    }
}
