//! Verdicts with everything behind them, written once and whole; a later one supersedes and changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr,
};

use super::audit::{self, Event};
use super::entity::{claim, claim_word, component, decision, finding, report, submission, verdict};
use super::estate::{self, NewHolding};
use super::jobs;
use super::office::job;
use super::originals::Kept;
use super::search::words;
use super::standing::{handed_in, held, is_decided};
use super::submissions::{State, this};
use super::webhooks::{Happening, tell};
use super::{Store, StoreFault, TENANT, id, now, rounds, waivers};
use crate::intake::Digest;

/// Rows of one statement: nine columns, and no database takes more than 32,766 values at once.
const ROWS: usize = 3_000;
/// Words under which one claim is found.
const WORDS: usize = 200;

/// What a signed verdict says, beside the reports.
pub const STATEMENT: &str = "statement";
/// The statement in its signed envelope.
pub const SIGNED: &str = "vsa";

/// A verdict to be kept.
#[derive(Clone, Debug)]
pub struct NewVerdict {
    /// `accept`, `refer`, `reject`.
    pub word: &'static str,
    pub at: i64,
    pub program: String,
    /// JSON: what else would have to be the same for the same verdict.
    pub grounds: String,
    /// As [`super::waivers::resting_on`] writes them.
    pub waivers: String,
    pub summary: String,
    pub signatures: String,
    pub findings: Vec<NewFinding>,
    pub components: Vec<NewComponent>,
    pub holdings: Vec<NewHolding>,
    /// Rendered reports, by format.
    pub reports: Vec<(String, Kept)>,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct NewFinding {
    pub rule: &'static str,
    pub name: &'static str,
    pub effect: &'static str,
    pub what: String,
    /// JSON.
    pub places: String,
    pub place_count: usize,
    /// JSON.
    pub path: String,
    pub remedy: String,
    pub authority: String,
}

/// One component.
#[derive(Clone, Debug)]
pub struct NewComponent {
    pub name: String,
    pub version: String,
    pub maker: String,
    /// Every name of the party that the maker was traced to, the first its own; empty: no directory knows it.
    pub party: Vec<String>,
    pub document: String,
    pub pointer: String,
    /// `clear`, `possible`, `listed`, `unscreened`.
    pub outcome: &'static str,
}

impl Store {
    /// Keeps the verdict of a job and ends the job, both or neither.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where another worker was faster.
    pub async fn record(&self, job: &job::Model, new: &NewVerdict) -> Result<String, StoreFault> {
        rounds(|| self.record_once(job, new)).await
    }

    async fn record_once(&self, job: &job::Model, new: &NewVerdict) -> Result<String, StoreFault> {
        let id = id::new()?;
        let transaction = self.begin().await?;
        jobs::done(&transaction, &job.id, &job.worker).await?;
        let judged = held(&transaction, &job.object).await?;
        let row = verdict::Model {
            tenant: TENANT.to_owned(),
            id: id.clone(),
            submission: judged.id.clone(),
            supersedes: judged.verdict.clone(),
            word: new.word.to_owned(),
            at: new.at,
            made_at: now(),
            program: new.program.clone(),
            grounds: new.grounds.clone(),
            summary: new.summary.clone(),
            signatures: new.signatures.clone(),
            waivers: new.waivers.clone(),
        };
        verdict::Entity::insert(verdict::ActiveModel::from(row)).exec_without_returning(&transaction).await?;
        add_findings(&transaction, &id, &new.findings).await?;
        add_components(&transaction, &id, &judged.id, new).await?;
        add_reports(&transaction, &id, new).await?;
        let detail = format!("{} {id}", new.word);
        let given =
            audit::append(&transaction, Event { actor: "kenpin", action: "verdict.given", object: &judged.id, detail: &detail }).await?;
        waivers::used(&transaction, &judged, &id).await?;
        let first = judged.state == State::Checking.word();
        let more = [("verdict", new.word), ("verdict_id", id.as_str())];
        if judged.direct || (!first && judged.state != State::Draft.word()) {
            tell(&transaction, Happening::Judged, &judged, &given, &more).await?;
        }
        let state = match (first, judged.direct) {
            (true, true) => State::Submitted.word(),
            (true, false) => State::Draft.word(),
            (false, _) if is_decided(&judged) && is_news(&transaction, &judged, new).await? => {
                // Decided on other grounds: it lies in front of the buyer again, and the decision stays in the record.
                let event = Event { actor: "kenpin", action: "submission.reopened", object: &judged.id, detail: &judged.state };
                let mark = audit::append(&transaction, event).await?;
                tell(&transaction, Happening::Reopened, &judged, &mark, &more).await?;
                State::Submitted.word()
            }
            (false, _) => judged.state.as_str(),
        };
        submission::Entity::update_many()
            .col_expr(submission::Column::Verdict, Expr::value(id.as_str()))
            .col_expr(submission::Column::Risk, Expr::value(risk(new.word)))
            .col_expr(submission::Column::State, Expr::value(state))
            .col_expr(submission::Column::SubmittedAt, Expr::value(judged.submitted_at.or((first && judged.direct).then(now))))
            .filter(this(&judged.id))
            .exec(&transaction)
            .await?;
        if first && judged.direct {
            handed_in(&transaction, &submission::Model { verdict: Some(id.clone()), ..judged }, "kenpin").await?;
        }
        transaction.commit().await?;
        Ok(id)
    }

    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn verdict(&self, id: &str) -> Result<verdict::Model, StoreFault> {
        verdict::Entity::find_by_id((TENANT.to_owned(), id.to_owned())).one(&self.read).await?.ok_or(StoreFault::Missing)
    }

    /// Every verdict on a submission, the newest first.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn verdicts(&self, submission: &str) -> Result<Vec<verdict::Model>, StoreFault> {
        let found = verdict::Entity::find()
            .filter(verdict::Column::Tenant.eq(TENANT))
            .filter(verdict::Column::Submission.eq(submission))
            .order_by_desc(verdict::Column::Id);
        Ok(found.limit(200).all(&self.read).await?)
    }

    /// The newest verdict on a submission that was given before this moment, in seconds since 1970.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn verdict_before(&self, submission: &str, before: i64) -> Result<Option<verdict::Model>, StoreFault> {
        let found = verdict::Entity::find()
            .filter(verdict::Column::Tenant.eq(TENANT))
            .filter(verdict::Column::Submission.eq(submission))
            .filter(verdict::Column::MadeAt.lt(before))
            .order_by_desc(verdict::Column::Id);
        Ok(found.one(&self.read).await?)
    }

    /// One finding of a verdict, by its place in the report.
    ///
    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn finding(&self, verdict: &str, ord: i64) -> Result<finding::Model, StoreFault> {
        let key = (TENANT.to_owned(), verdict.to_owned(), ord);
        finding::Entity::find_by_id(key).one(&self.read).await?.ok_or(StoreFault::Missing)
    }

    /// The findings of a verdict, the worst first, at most `limit`.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn findings(&self, verdict: &str, limit: u64) -> Result<Vec<finding::Model>, StoreFault> {
        let found = finding::Entity::find().filter(finding::Column::Tenant.eq(TENANT)).filter(finding::Column::Verdict.eq(verdict));
        Ok(found.order_by_asc(finding::Column::Ord).limit(limit).all(&self.read).await?)
    }

    /// The bytes of a verdict's report in this format.
    ///
    /// # Errors
    /// [`StoreFault::Missing`] where that format was not written.
    pub async fn report(&self, verdict: &str, format: &str) -> Result<Vec<u8>, StoreFault> {
        self.originals.read(self.report_digest(verdict, format).await?).await
    }

    /// The original that is a verdict's report in this format.
    ///
    /// # Errors
    /// As [`Store::report`].
    pub async fn report_digest(&self, verdict: &str, format: &str) -> Result<Digest, StoreFault> {
        let key = (TENANT.to_owned(), verdict.to_owned(), format.to_owned());
        let row = report::Entity::find_by_id(key).one(&self.read).await?.ok_or(StoreFault::Missing)?;
        Digest::parse(&row.sha256).ok_or_else(|| StoreFault::Damaged(format!("report {format} of verdict {verdict}")))
    }
}

impl Store {
    /// Keeps the signed form of a verdict under this format. The first one stays, so that everybody gets the same bytes.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn keep_signed(&self, submission: &str, verdict: &str, format: &str, kept: &Kept) -> Result<(), StoreFault> {
        rounds(|| self.keep_signed_once(submission, verdict, format, kept)).await
    }

    async fn keep_signed_once(&self, submission: &str, verdict: &str, format: &str, kept: &Kept) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        held(&transaction, submission).await?;
        let row = report::Model {
            tenant: TENANT.to_owned(),
            verdict: verdict.to_owned(),
            format: format.to_owned(),
            sha256: kept.digest.to_string(),
        };
        let key = (row.tenant.clone(), row.verdict.clone(), row.format.clone());
        if report::Entity::find_by_id(key).one(&transaction).await?.is_some() {
            return Ok(());
        }
        report::Entity::insert(report::ActiveModel::from(row)).exec_without_returning(&transaction).await?;
        let detail = format!("{verdict} sha256:{}", kept.digest);
        audit::append(&transaction, Event { actor: "kenpin", action: "verdict.signed", object: submission, detail: &detail }).await?;
        Ok(transaction.commit().await?)
    }
}

/// 3 reject, 2 refer, 1 accept.
fn risk(word: &str) -> i64 {
    match word {
        "reject" => 3,
        "refer" => 2,
        _ => 1,
    }
}

/// Whether a verdict is worse than the one that the buyer decided on, or has a cause that was not in it.
async fn is_news(transaction: &DatabaseTransaction, decided: &submission::Model, new: &NewVerdict) -> Result<bool, StoreFault> {
    let decisions = decision::Entity::find()
        .filter(decision::Column::Tenant.eq(TENANT))
        .filter(decision::Column::Submission.eq(decided.id.as_str()))
        .order_by_desc(decision::Column::Id);
    let Some(last) = decisions.one(transaction).await? else { return Ok(risk(new.word) > decided.risk) };
    let read = verdict::Entity::find_by_id((TENANT.to_owned(), last.verdict.clone())).one(transaction).await?;
    if read.is_none_or(|read| risk(new.word) > risk(&read.word)) {
        return Ok(true);
    }
    let found = finding::Entity::find().filter(finding::Column::Tenant.eq(TENANT)).filter(finding::Column::Verdict.eq(last.verdict));
    let known: BTreeSet<String> =
        found.all(transaction).await?.iter().map(|finding| cause(&finding.rule, &finding.what, &finding.path)).collect();
    let matters = new.findings.iter().filter(|finding| finding.effect != "note");
    Ok(matters.into_iter().any(|finding| !known.contains(&cause(finding.rule, &clean(&finding.what), &clean(&finding.path)))))
}

/// What a finding says, whatever the edition of the list that it stands on.
fn cause(rule: &str, what: &str, path: &str) -> String {
    let links: Vec<serde_json::Value> = serde_json::from_str(path).unwrap_or_default();
    let text = |link: &serde_json::Value, key: &str| link.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let links: Vec<[String; 3]> = links
        .iter()
        .map(|link| {
            let basis = text(link, "basis");
            // The basis of an entry: its list and id, then the edition and the likeness.
            [text(link, "kind"), text(link, "name"), basis.split(", edition ").next().unwrap_or_default().to_owned()]
        })
        .collect();
    serde_json::json!([rule, what, links]).to_string()
}

async fn add_reports(transaction: &DatabaseTransaction, verdict: &str, new: &NewVerdict) -> Result<(), StoreFault> {
    let reports = new.reports.iter().map(|(format, kept)| {
        let (tenant, verdict) = (TENANT.to_owned(), verdict.to_owned());
        report::ActiveModel::from(report::Model { tenant, verdict, format: format.clone(), sha256: kept.digest.to_string() })
    });
    report::Entity::insert_many(reports).exec_without_returning(transaction).await?;
    Ok(())
}

async fn add_findings(transaction: &DatabaseTransaction, verdict: &str, findings: &[NewFinding]) -> Result<(), StoreFault> {
    let rows = findings.iter().zip(0_i64..).map(|(new, ord)| {
        finding::ActiveModel::from(finding::Model {
            tenant: TENANT.to_owned(),
            verdict: verdict.to_owned(),
            ord,
            rule: new.rule.to_owned(),
            name: new.name.to_owned(),
            effect: new.effect.to_owned(),
            what: clean(&new.what),
            places: clean(&new.places),
            place_count: i64::try_from(new.place_count).unwrap_or(i64::MAX),
            path: clean(&new.path),
            remedy: clean(&new.remedy),
            authority: clean(&new.authority),
        })
    });
    let rows: Vec<_> = rows.collect();
    for some in rows.chunks(1_000) {
        finding::Entity::insert_many(some.to_vec()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

pub(super) async fn add_components(
    transaction: &DatabaseTransaction,
    verdict: &str,
    submission: &str,
    made: &NewVerdict,
) -> Result<(), StoreFault> {
    estate::add(transaction, verdict, &made.holdings).await?;
    let mut claims: BTreeMap<String, &NewComponent> = BTreeMap::new();
    let mut rows = Vec::with_capacity(made.components.len());
    for (new, ord) in made.components.iter().zip(0_i64..) {
        let claim = claim_id(new);
        claims.entry(claim.clone()).or_insert(new);
        rows.push(component::ActiveModel::from(component::Model {
            tenant: TENANT.to_owned(),
            verdict: verdict.to_owned(),
            ord,
            claim,
            submission: submission.to_owned(),
            document: clean(&new.document),
            pointer: clean(&new.pointer),
            version: clean(&new.version),
            outcome: new.outcome.to_owned(),
        }));
    }
    add_claims(transaction, &claims).await?;
    for some in rows.chunks(ROWS) {
        component::Entity::insert_many(some.to_vec()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// In the order of their ids, so that two transactions never wait for each other in a ring.
async fn add_claims(transaction: &DatabaseTransaction, claims: &BTreeMap<String, &NewComponent>) -> Result<(), StoreFault> {
    let rows = claims.iter().map(|(id, new)| {
        claim::ActiveModel::from(claim::Model {
            tenant: TENANT.to_owned(),
            id: id.clone(),
            name: clean(&new.name),
            maker: clean(&new.maker),
            party: clean(new.party.first().map_or("", String::as_str)),
        })
    });
    let rows: Vec<_> = rows.collect();
    for some in rows.chunks(ROWS) {
        claim::Entity::insert_many(some.to_vec()).on_conflict_do_nothing().exec_without_returning(transaction).await?;
    }
    let mut pairs: BTreeSet<(String, &str)> = BTreeSet::new();
    for (id, new) in claims {
        let texts = [&new.name, &new.maker].into_iter().chain(&new.party);
        pairs.extend(texts.flat_map(|text| words(text)).take(WORDS).map(|word| (word, id.as_str())));
    }
    let rows = pairs
        .into_iter()
        .map(|(word, claim)| claim_word::ActiveModel::from(claim_word::Model { tenant: TENANT.to_owned(), word, claim: claim.to_owned() }));
    let rows: Vec<_> = rows.collect();
    for some in rows.chunks(ROWS) {
        claim_word::Entity::insert_many(some.to_vec()).on_conflict_do_nothing().exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Named by what it says, so that the same claim of two deliveries is one row.
fn claim_id(new: &NewComponent) -> String {
    let said = serde_json::json!([new.name, new.maker, new.party]).to_string();
    Digest::of(said.as_bytes()).to_string().chars().take(32).collect()
}

/// PostgreSQL takes no zero byte in a text.
pub(super) fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}
