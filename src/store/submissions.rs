//! Deliveries of documents, from the first byte to the buyer's decision.

use sea_orm::{ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::audit::{self, Event};
use super::entity::{decision, document, submission};
use super::jobs;
use super::originals::Kept;
use super::standing::wait_for;
use super::{Store, StoreFault, TENANT, id, now, rounds};

/// Submissions on one page.
pub const PAGE: u64 = 50;

/// Where a submission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its bytes are safe; nobody has judged it yet.
    Checking,
    /// Judged, and seen by its vendor only.
    Draft,
    /// In front of the buyer.
    Submitted,
    Accepted,
    /// Accepted with conditions.
    Conditional,
    /// Sent elsewhere for advice.
    Referred,
    Rejected,
    /// A later submission of the same request was handed in.
    Superseded,
}

impl State {
    pub const ALL: [Self; 8] =
        [Self::Checking, Self::Draft, Self::Submitted, Self::Accepted, Self::Conditional, Self::Referred, Self::Rejected, Self::Superseded];
    /// Those that a buyer may see.
    pub const HANDED_IN: [Self; 6] = [Self::Submitted, Self::Accepted, Self::Conditional, Self::Referred, Self::Rejected, Self::Superseded];
    /// Those that a buyer may decide on, also anew: all that were handed in but what a later one took the place of.
    pub(super) const OPEN: [Self; 5] = [Self::Submitted, Self::Accepted, Self::Conditional, Self::Referred, Self::Rejected];
    /// What a buyer may decide.
    pub const DECISIONS: [Self; 4] = [Self::Accepted, Self::Conditional, Self::Referred, Self::Rejected];

    /// `submitted`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Conditional => "conditional",
            Self::Referred => "referred",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
        }
    }

    /// The state of this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A file that is kept, under the name that its vendor gave it.
#[derive(Clone, Debug)]
pub struct Sent {
    pub path: String,
    pub kept: Kept,
}

/// A submission to be made.
pub struct NewSubmission<'a> {
    pub supplier: &'a str,
    pub request: Option<&'a str>,
    /// Handed in as soon as it is judged.
    pub direct: bool,
    pub idempotency: Option<&'a str>,
    pub files: &'a [Sent],
    pub actor: &'a str,
}

/// What a buyer decided.
pub struct NewDecision<'a> {
    pub submission: &'a str,
    /// The verdict that was in front of the buyer.
    pub verdict: &'a str,
    pub state: State,
    pub reason: &'a str,
    pub actor: &'a str,
}

/// Which submissions a list shows; by default all that its reader may see.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    pub state: Option<State>,
    /// Those with a component that the search finds by these words.
    pub maker: Option<&'a str>,
}

impl Store {
    /// Takes a submission in, with the job that judges it. The same idempotency key gives the same submission.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn add_submission(&self, new: &NewSubmission<'_>) -> Result<submission::Model, StoreFault> {
        match (rounds(|| self.add_submission_once(new)).await, new.idempotency) {
            // The same key at the same moment: the other one is there by now.
            (Err(StoreFault::Conflict(_)), Some(_)) => rounds(|| self.add_submission_once(new)).await,
            (outcome, _) => outcome,
        }
    }

    async fn add_submission_once(&self, new: &NewSubmission<'_>) -> Result<submission::Model, StoreFault> {
        let transaction = self.begin().await?;
        wait_for(&transaction, new.request).await?;
        if let Some(known) = same_key(&transaction, new).await? {
            let same = holds(&transaction, &known.id, new.files).await?;
            return if same { Ok(known) } else { Err(StoreFault::Conflict(OTHER_FILES.to_owned())) };
        }
        let earlier = match new.request {
            Some(request) => of_request(request).order_by_desc(submission::Column::Number).one(&transaction).await?,
            None => None,
        };
        let id = id::new()?;
        let added = submission::Model {
            tenant: TENANT.to_owned(),
            id: id.clone(),
            supplier: new.supplier.to_owned(),
            request: new.request.map(str::to_owned),
            number: earlier.as_ref().map_or(1, |earlier| earlier.number.saturating_add(1)),
            supersedes: earlier.map(|earlier| earlier.id),
            state: State::Checking.word().to_owned(),
            verdict: None,
            risk: 0,
            direct: new.direct,
            idempotency: new.idempotency.map(str::to_owned),
            created_at: now(),
            submitted_at: None,
        };
        submission::Entity::insert(submission::ActiveModel::from(added.clone())).exec_without_returning(&transaction).await?;
        let documents = new.files.iter().zip(0_i64..).map(|(file, ord)| {
            document::ActiveModel::from(document::Model {
                tenant: TENANT.to_owned(),
                submission: id.clone(),
                ord,
                path: file.path.clone(),
                sha256: file.kept.digest.to_string(),
                bytes: i64::try_from(file.kept.bytes).unwrap_or(i64::MAX),
            })
        });
        let documents: Vec<_> = documents.collect();
        for some in documents.chunks(1_000) {
            document::Entity::insert_many(some.to_vec()).exec_without_returning(&transaction).await?;
        }
        jobs::add(&transaction, jobs::JUDGE, &id).await?;
        let detail = format!("{} files", new.files.len());
        audit::append(&transaction, Event { actor: new.actor, action: "submission.received", object: &id, detail: &detail }).await?;
        transaction.commit().await?;
        Ok(added)
    }

    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn submission(&self, id: &str) -> Result<submission::Model, StoreFault> {
        submission::Entity::find().filter(this(id)).one(&self.read).await?.ok_or(StoreFault::Missing)
    }

    /// The submissions of a request, the newest first, at most two hundred.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn submissions_of(&self, request: &str) -> Result<Vec<submission::Model>, StoreFault> {
        Ok(of_request(request).order_by_desc(submission::Column::Number).limit(200).all(&self.read).await?)
    }

    /// One supplier's submissions, the newest first, those before `before`.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn submissions_by(
        &self,
        supplier: &str,
        wanted: Wanted<'_>,
        before: Option<&str>,
    ) -> Result<Vec<submission::Model>, StoreFault> {
        let mut found =
            submission::Entity::find().filter(submission::Column::Tenant.eq(TENANT)).filter(submission::Column::Supplier.eq(supplier));
        if let Some(state) = wanted.state {
            found = found.filter(submission::Column::State.eq(state.word()));
        }
        if let Some(before) = before {
            found = found.filter(submission::Column::Id.lt(before));
        }
        let found = self.with_component(found, wanted.maker).await?;
        Ok(found.order_by_desc(submission::Column::Id).limit(PAGE).all(&self.read).await?)
    }

    /// What was handed in, the riskiest first, then the newest: a page that starts behind `behind`. What was superseded is shown only
    /// to whoever asks for that state.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn inbox(&self, wanted: Wanted<'_>, behind: Option<(i64, &str)>) -> Result<Vec<submission::Model>, StoreFault> {
        let states = wanted.state.map_or_else(|| State::OPEN.to_vec(), |state| vec![state]);
        let mut found = submission::Entity::find()
            .filter(submission::Column::Tenant.eq(TENANT))
            .filter(one_of(&states))
            .filter(one_of(&State::HANDED_IN));
        if let Some((risk, id)) = behind {
            let same = Condition::all().add(submission::Column::Risk.eq(risk)).add(submission::Column::Id.lt(id));
            found = found.filter(Condition::any().add(submission::Column::Risk.lt(risk)).add(same));
        }
        let found = self.with_component(found, wanted.maker).await?;
        let found = found.order_by_desc(submission::Column::Risk).order_by_desc(submission::Column::Id);
        Ok(found.limit(PAGE).all(&self.read).await?)
    }

    /// The files of a submission, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn documents(&self, submission: &str) -> Result<Vec<document::Model>, StoreFault> {
        let found = document::Entity::find()
            .filter(document::Column::Tenant.eq(TENANT))
            .filter(document::Column::Submission.eq(submission))
            .order_by_asc(document::Column::Ord);
        Ok(found.all(&self.read).await?)
    }

    /// The decisions on a submission, the newest first.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn decisions(&self, submission: &str) -> Result<Vec<decision::Model>, StoreFault> {
        let found = decision::Entity::find()
            .filter(decision::Column::Tenant.eq(TENANT))
            .filter(decision::Column::Submission.eq(submission))
            .order_by_desc(decision::Column::Id);
        Ok(found.limit(200).all(&self.read).await?)
    }
}

/// States as SQL lists them: `'submitted', 'accepted'`.
pub(super) fn quoted(states: &[State]) -> String {
    states.iter().map(|state| format!("'{}'", state.word())).collect::<Vec<_>>().join(", ")
}

pub(super) fn one_of(states: &[State]) -> Condition {
    Condition::all().add(submission::Column::State.is_in(states.iter().map(|state| state.word())))
}

const OTHER_FILES: &str = "this Idempotency-Key was used with other files; send these with a new one";

/// Whether a submission is of these files and no others.
async fn holds(transaction: &DatabaseTransaction, submission: &str, files: &[Sent]) -> Result<bool, StoreFault> {
    let found = document::Entity::find().filter(document::Column::Tenant.eq(TENANT)).filter(document::Column::Submission.eq(submission));
    let held = found.order_by_asc(document::Column::Ord).all(transaction).await?;
    let sent = files.iter().map(|file| (file.path.clone(), file.kept.digest.to_string()));
    Ok(held.into_iter().map(|document| (document.path, document.sha256)).eq(sent))
}

async fn same_key(transaction: &DatabaseTransaction, new: &NewSubmission<'_>) -> Result<Option<submission::Model>, StoreFault> {
    let Some(key) = new.idempotency else { return Ok(None) };
    let found = submission::Entity::find()
        .filter(submission::Column::Tenant.eq(TENANT))
        .filter(submission::Column::Supplier.eq(new.supplier))
        .filter(submission::Column::Idempotency.eq(key));
    Ok(found.one(transaction).await?)
}

pub(super) fn this(id: &str) -> Condition {
    Condition::all().add(submission::Column::Tenant.eq(TENANT)).add(submission::Column::Id.eq(id))
}

pub(super) fn of_request(request: &str) -> sea_orm::Select<submission::Entity> {
    submission::Entity::find().filter(submission::Column::Tenant.eq(TENANT)).filter(submission::Column::Request.eq(request))
}
