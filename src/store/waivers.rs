//! Waivers that buyers ask for: another buyer approves or refuses them, and what was approved counts in judging until its last day.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, ConnectionTrait as _, DatabaseTransaction, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement, Value,
};

use super::audit::{self, Event};
use super::entity::{finding, submission};
use super::papers::waiver;
use super::standing::held;
use super::stands::SOME;
use super::submissions::State;
use super::{Store, StoreFault, TENANT, id, now, rounds};
use crate::decision::waiver::{Waiver, is_one_person};
use crate::intake::{Day, Digest, Order};

/// Waivers on one page.
pub const PAGE: u64 = 100;
/// The rule that says which waiver changed what a finding does.
const USED: &str = "KP-P02";

/// How far a waiver has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Asked,
    Approved,
    Refused,
    Withdrawn,
}

impl Stage {
    /// `asked`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Who does something about a waiver.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Of their pass: by names people are told apart.
    pub name: &'a str,
    /// Its id: one pass is one person, whatever it is called.
    pub pass: &'a str,
    /// As the audit chain names them.
    pub actor: &'a str,
}

/// A waiver to be asked for.
pub struct NewWaiver<'a> {
    pub submission: &'a str,
    /// The verdict that was read.
    pub verdict: &'a str,
    /// Without id and approver.
    pub says: Waiver,
    pub by: Person<'a>,
}

/// What somebody does to a waiver that was asked for.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// With the approver's signature in base64, where there is one.
    Approve(Option<&'a str>),
    Refuse,
    Withdraw,
}

impl waiver::Model {
    /// What is allowed.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`].
    pub fn waiver(&self) -> Result<Waiver, StoreFault> {
        serde_json::from_str(&self.says).map_err(|_| StoreFault::Damaged(format!("waiver {}", self.id)))
    }

    /// As its approver has to sign it.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`].
    pub fn approved_by(&self, name: &str, signature: Option<&str>) -> Result<Waiver, StoreFault> {
        Ok(Waiver { approved_by: name.to_owned(), signature: signature.map(str::to_owned), ..self.waiver()? })
    }

    pub fn is(&self, stage: Stage) -> bool {
        self.state == stage.word()
    }

    /// Whether this is the person who asked for it.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`].
    pub fn was_asked_by(&self, person: &Person<'_>) -> Result<bool, StoreFault> {
        Ok(self.asked_pass == person.pass || is_one_person(&self.waiver()?.requested_by, person.name))
    }
}

/// What findings call a waiver of this portal.
pub fn called(number: i64) -> String {
    format!("portal-{number}")
}

/// The waivers that are handed in to a verdict, in one spelling; empty: none. It changes when one comes, goes or expires.
pub fn resting_on(waivers: &[Waiver], today: Day) -> String {
    let each = waivers.iter().map(|waiver| {
        let says = serde_json::to_string(waiver).unwrap_or_default();
        serde_json::json!([waiver.id, Digest::of(says.as_bytes()).to_string(), today <= waiver.expires])
    });
    let each: Vec<_> = each.collect();
    if each.is_empty() { String::new() } else { serde_json::Value::from(each).to_string() }
}

impl Store {
    /// Asks for a waiver in the face of a verdict.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where the delivery has another verdict by now, is not with the buyer, or the same was asked for before.
    pub async fn ask_waiver(&self, new: &NewWaiver<'_>) -> Result<waiver::Model, StoreFault> {
        rounds(|| self.ask_waiver_once(new)).await
    }

    async fn ask_waiver_once(&self, new: &NewWaiver<'_>) -> Result<waiver::Model, StoreFault> {
        let transaction = self.begin().await?;
        let delivery = held(&transaction, new.submission).await?;
        if delivery.verdict.as_deref() != Some(new.verdict) || !State::OPEN.iter().any(|open| open.word() == delivery.state) {
            return Err(StoreFault::Conflict(
                "the submission has another verdict by now, or is not with the buyer; read it again".to_owned(),
            ));
        }
        let id = id::new()?;
        let detail = format!("{} for {} until {}: {}", new.says.rule, new.submission, new.says.expires, new.says.reason);
        let event = Event { actor: new.by.actor, action: "waiver.asked", object: &id, detail: &detail };
        // Whoever asks at the same moment waits at the head of the chain, and then sees this one.
        audit::append(&transaction, event).await?;
        let same = |one: &Waiver| {
            let bare = |one: &Waiver| Waiver { id: String::new(), reason: String::new(), requested_by: String::new(), ..one.clone() };
            let expires = new.says.expires;
            bare(&Waiver { expires, ..one.clone() }) == bare(&new.says)
        };
        for other in of_stage(Stage::Asked).filter(waiver::Column::Supplier.eq(delivery.supplier.as_str())).all(&transaction).await? {
            if same(&other.waiver()?) {
                let called = called(other.number);
                return Err(StoreFault::Conflict(format!(
                    "the same was asked for before: {called}; it is to be approved or refused first"
                )));
            }
        }
        let count = waiver::Entity::find().filter(waiver::Column::Tenant.eq(TENANT)).count(&transaction).await?;
        let number = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1);
        let asked = waiver::Model {
            tenant: TENANT.to_owned(),
            id,
            number,
            supplier: delivery.supplier,
            submission: delivery.id,
            says: written(&Waiver { id: called(number), ..new.says.clone() }),
            state: Stage::Asked.word().to_owned(),
            asked_pass: new.by.pass.to_owned(),
            asked_at: now(),
            decided_by: String::new(),
            decided_at: None,
            decided_reason: String::new(),
            withdrawn_by: String::new(),
            withdrawn_at: None,
            withdrawn_reason: String::new(),
            used_at: None,
        };
        waiver::Entity::insert(asked.clone().into_active_model()).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(asked)
    }

    /// Approves, refuses or withdraws a waiver.
    ///
    /// # Errors
    /// [`StoreFault::Missing`]; [`StoreFault::Conflict`] where it is too late for that, or somebody else's to do.
    pub async fn answer_waiver(&self, id: &str, answer: Answer<'_>, reason: &str, by: &Person<'_>) -> Result<waiver::Model, StoreFault> {
        rounds(|| self.answer_waiver_once(id, answer, reason, by)).await
    }

    async fn answer_waiver_once(&self, id: &str, answer: Answer<'_>, reason: &str, by: &Person<'_>) -> Result<waiver::Model, StoreFault> {
        let transaction = self.begin().await?;
        let asked = waiver::Entity::find().filter(this(id)).one(&transaction).await?.ok_or(StoreFault::Missing)?;
        let action = match answer {
            Answer::Approve(_) => "waiver.approved",
            Answer::Refuse => "waiver.refused",
            Answer::Withdraw => "waiver.withdrawn",
        };
        let detail = format!("{}: {reason}", called(asked.number));
        // Whoever changes a waiver at the same moment waits at the head of the chain: what is read behind it stays as it is.
        audit::append(&transaction, Event { actor: by.actor, action, object: id, detail: &detail }).await?;
        let before = waiver::Entity::find().filter(this(id)).one(&transaction).await?.ok_or(StoreFault::Missing)?;
        let (name, at) = (by.name.to_owned(), Some(now()));
        let after = match answer {
            Answer::Approve(signature) => {
                decidable(&before, by)?;
                let says = before.approved_by(by.name, signature)?;
                says.check().map_err(|fault| StoreFault::Unclear(fault.to_string()))?;
                let (says, state) = (written(&says), Stage::Approved.word().to_owned());
                let decided_reason = reason.to_owned();
                waiver::Model { says, state, decided_by: name, decided_at: at, decided_reason, ..before }
            }
            Answer::Refuse => {
                decidable(&before, by)?;
                let (state, decided_reason) = (Stage::Refused.word().to_owned(), reason.to_owned());
                waiver::Model { state, decided_by: name, decided_at: at, decided_reason, ..before }
            }
            Answer::Withdraw => {
                withdrawable(&before, by)?;
                let (state, withdrawn_reason) = (Stage::Withdrawn.word().to_owned(), reason.to_owned());
                waiver::Model { state, withdrawn_by: name, withdrawn_at: at, withdrawn_reason, ..before }
            }
        };
        waiver::Entity::update(after.clone().into_active_model().reset_all()).exec(&transaction).await?;
        transaction.commit().await?;
        Ok(after)
    }

    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn waiver(&self, id: &str) -> Result<waiver::Model, StoreFault> {
        waiver::Entity::find().filter(this(id)).one(&self.read).await?.ok_or(StoreFault::Missing)
    }

    /// Waivers, the newest first, those below this number; a page at most.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn waivers(&self, before: Option<i64>) -> Result<Vec<waiver::Model>, StoreFault> {
        let found = waiver::Entity::find()
            .filter(waiver::Column::Tenant.eq(TENANT))
            .filter(waiver::Column::Number.lt(before.unwrap_or(i64::MAX)))
            .order_by_desc(waiver::Column::Number);
        Ok(found.limit(PAGE).all(&self.read).await?)
    }

    /// Waivers that were asked for in the face of this delivery, the newest first.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn waivers_asked_on(&self, submission: &str) -> Result<Vec<waiver::Model>, StoreFault> {
        let found = waiver::Entity::find()
            .filter(waiver::Column::Tenant.eq(TENANT))
            .filter(waiver::Column::Submission.eq(submission))
            .order_by_desc(waiver::Column::Number);
        Ok(found.limit(PAGE).all(&self.read).await?)
    }

    /// What was approved for deliveries of a supplier under this contract and not withdrawn. What has expired is among it: it stays
    /// visible, and allows nothing.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn approved_waivers(&self, supplier: &str, contract: Option<&str>) -> Result<Vec<Waiver>, StoreFault> {
        let found = of_stage(Stage::Approved).filter(waiver::Column::Supplier.eq(supplier)).all(&self.read).await?;
        touching(&found, supplier, contract)
    }

    /// Has deliveries judged again whose newest verdict rests on other waivers than it would today, five hundred at most; gives how many.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn judge_again_by_waivers(&self, today: Day) -> Result<usize, StoreFault> {
        let approved = of_stage(Stage::Approved).all(&self.read).await?;
        let sql = "SELECT submission.id AS id, submission.supplier AS supplier, verdict.waivers AS waivers, request.order_toml AS order_toml \
                   FROM submission JOIN verdict ON verdict.tenant = submission.tenant AND verdict.id = submission.verdict \
                   LEFT JOIN request ON request.tenant = submission.tenant AND request.id = submission.request \
                   WHERE submission.tenant = $1 AND submission.state <> 'superseded' AND (verdict.waivers <> '' OR submission.supplier IN \
                   (SELECT supplier FROM waiver WHERE waiver.tenant = $1 AND waiver.state = 'approved')) AND NOT EXISTS \
                   (SELECT 1 FROM job WHERE job.tenant = submission.tenant AND job.object = submission.id)";
        let sql = Statement::from_sql_and_values(self.read.get_database_backend(), sql, [Value::from(TENANT)]);
        let mut found = Vec::new();
        for row in self.read.query_all_raw(sql).await? {
            let text = |column: &str| row.try_get::<String>("", column);
            let order = match row.try_get::<Option<String>>("", "order_toml")? {
                Some(order) => Order::read(&order).unwrap_or_default(),
                None => Order::default(),
            };
            let touching = touching(&approved, &text("supplier")?, order.contract.as_deref())?;
            if resting_on(&touching, today) != text("waivers")? && found.len() < SOME {
                found.push(text("id")?);
            }
        }
        self.judge_these_again(&found.iter().map(String::as_str).collect::<Vec<_>>()).await?;
        Ok(found.len())
    }
}

/// Notes which waivers changed what a finding does in a verdict, each the first time; of a draft nothing, until it is handed in. Under
/// the lock of the chain's head, as every change of a waiver.
pub(super) async fn used(transaction: &DatabaseTransaction, delivery: &submission::Model, verdict: &str) -> Result<(), StoreFault> {
    if delivery.submitted_at.is_none() {
        return Ok(());
    }
    let said = finding::Entity::find()
        .filter(finding::Column::Tenant.eq(TENANT))
        .filter(finding::Column::Verdict.eq(verdict))
        .filter(finding::Column::Rule.eq(USED));
    let named = |finding: &finding::Model| finding.what.strip_prefix("waiver \"portal-")?.split('"').next()?.parse::<i64>().ok();
    let numbers: Vec<i64> = said.all(transaction).await?.iter().filter_map(named).collect();
    if numbers.is_empty() {
        return Ok(());
    }
    waiver::Entity::update_many()
        .col_expr(waiver::Column::UsedAt, Expr::value(now()))
        .filter(waiver::Column::Tenant.eq(TENANT))
        .filter(waiver::Column::Number.is_in(numbers))
        .filter(waiver::Column::UsedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(())
}

/// Those of this supplier that name this contract or none.
fn touching(approved: &[waiver::Model], supplier: &str, contract: Option<&str>) -> Result<Vec<Waiver>, StoreFault> {
    let mut found = Vec::new();
    for one in approved.iter().filter(|one| one.supplier == supplier) {
        let says = one.waiver()?;
        if says.contract.is_none() || says.contract.as_deref() == contract {
            found.push(says);
        }
    }
    Ok(found)
}

/// Nobody decides on what they asked for themselves, nor twice.
fn decidable(before: &waiver::Model, by: &Person<'_>) -> Result<(), StoreFault> {
    if !before.is(Stage::Asked) {
        return Err(StoreFault::Conflict("this waiver was approved, refused or withdrawn by now; load the page again".to_owned()));
    }
    if before.was_asked_by(by)? {
        return Err(StoreFault::Conflict("somebody other than whoever asked for it has to approve or refuse it".to_owned()));
    }
    Ok(())
}

fn withdrawable(before: &waiver::Model, by: &Person<'_>) -> Result<(), StoreFault> {
    if !before.is(Stage::Asked) && !before.is(Stage::Approved) {
        return Err(StoreFault::Conflict("this waiver was approved, refused or withdrawn by now; load the page again".to_owned()));
    }
    if !before.was_asked_by(by)? && !is_one_person(&before.decided_by, by.name) {
        return Err(StoreFault::Conflict("only whoever asked for it or approved it can withdraw it".to_owned()));
    }
    Ok(())
}

/// In the order of their numbers.
fn of_stage(stage: Stage) -> sea_orm::Select<waiver::Entity> {
    let found = waiver::Entity::find().filter(waiver::Column::Tenant.eq(TENANT)).filter(waiver::Column::State.eq(stage.word()));
    found.order_by_asc(waiver::Column::Number)
}

fn this(id: &str) -> Condition {
    Condition::all().add(waiver::Column::Tenant.eq(TENANT)).add(waiver::Column::Id.eq(id))
}

/// Text and days only: printing them cannot fail.
fn written(says: &Waiver) -> String {
    serde_json::to_string(says).unwrap_or_default()
}
