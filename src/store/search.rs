//! "Where is HiSilicon?": words to claims to components, each step one index, whatever the number of deliveries.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbErr, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _, Select,
    Statement, Value,
};

use super::entity::{component, submission};
use super::submissions::{State, quoted};
use super::{Store, StoreFault, TENANT};
use crate::maker::name::Name;

/// Claims that one question looks at.
const CLAIMS: u64 = 5_000;
/// Components that one answer shows.
const SHOWN: usize = 200;
/// Longest word that is kept, in bytes.
const WORD_BYTES: usize = 120;

/// A component that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub submission: String,
    pub supplier: String,
    pub state: String,
    pub name: String,
    pub version: String,
    pub maker: String,
    pub party: String,
    pub document: String,
    pub pointer: String,
    pub outcome: String,
}

/// The words under which a text is kept and looked up: normal forms, and the sound of what is not written in Latin letters.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let name = Name::of(text);
    let forms = name.words().iter().filter(|word| !word.is_filler()).flat_map(|word| [word.text.clone(), word.sound()]);
    let whole = [name.compact(), name.key().to_owned()];
    forms.chain(whole).filter(|word| !word.is_empty() && word.len() <= WORD_BYTES && !word.contains('\0')).collect()
}

impl Store {
    /// Components of deliveries that were handed in, by the words of their names, makers and traced parties; all words have to fit.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn search(&self, question: &str) -> Result<Vec<Found>, StoreFault> {
        let mut found = Vec::new();
        for claim in self.claims_like(question).await? {
            found.extend(self.components_of(&claim, SHOWN.saturating_sub(found.len())).await?);
            if found.len() >= SHOWN {
                break;
            }
        }
        Ok(found)
    }

    /// Of these submissions those whose newest verdict has a component that fits the question; all, where there is none.
    pub(super) async fn with_component(
        &self,
        submissions: Select<submission::Entity>,
        question: Option<&str>,
    ) -> Result<Select<submission::Entity>, StoreFault> {
        let Some(question) = question else { return Ok(submissions) };
        let fitting = component::Entity::find()
            .select_only()
            .column(component::Column::Verdict)
            .filter(component::Column::Tenant.eq(TENANT))
            .filter(component::Column::Claim.is_in(self.claims_like(question).await?));
        Ok(submissions.filter(submission::Column::Verdict.in_subquery(fitting.into_query())))
    }

    /// What was claimed of components, by the words of their names, makers and traced parties.
    async fn claims_like(&self, question: &str) -> Result<BTreeSet<String>, StoreFault> {
        let name = Name::of(question);
        let asked: BTreeSet<String> = name.words().iter().filter(|word| !word.is_filler()).map(|word| word.text.clone()).collect();
        let mut fitting = self.claims_of(&name.compact()).await?;
        let mut both: Option<BTreeSet<String>> = None;
        for word in asked {
            let claims = self.claims_of(&word).await?;
            both = Some(match both {
                None => claims,
                Some(before) => before.intersection(&claims).cloned().collect(),
            });
        }
        fitting.extend(both.unwrap_or_default());
        Ok(fitting)
    }

    async fn claims_of(&self, word: &str) -> Result<BTreeSet<String>, StoreFault> {
        // Only what buyers may see counts towards the limit: drafts, of whomever, hide nothing.
        let states = quoted(&State::HANDED_IN);
        let sql = format!(
            "SELECT claim_word.claim AS claim FROM claim_word WHERE claim_word.tenant = $1 AND claim_word.word = $2 AND EXISTS \
             (SELECT 1 FROM component JOIN submission ON submission.tenant = component.tenant AND submission.verdict = component.verdict \
             AND submission.id = component.submission WHERE component.tenant = claim_word.tenant AND component.claim = claim_word.claim \
             AND submission.state IN ({states})) LIMIT {CLAIMS}"
        );
        let statement = Statement::from_sql_and_values(self.read.get_database_backend(), sql, [Value::from(TENANT), Value::from(word)]);
        let rows = self.read.query_all_raw(statement).await?;
        Ok(rows.into_iter().map(|row| row.try_get("", "claim")).collect::<Result<_, DbErr>>()?)
    }

    async fn components_of(&self, claim: &str, limit: usize) -> Result<Vec<Found>, StoreFault> {
        let states = quoted(&State::HANDED_IN);
        let sql = format!(
            "SELECT component.submission, submission.supplier, submission.state, claim.name, component.version, claim.maker, claim.party, \
             component.document, component.pointer, component.outcome FROM component \
             JOIN submission ON submission.tenant = component.tenant AND submission.verdict = component.verdict AND submission.id = component.submission \
             JOIN claim ON claim.tenant = component.tenant AND claim.id = component.claim \
             WHERE component.tenant = $1 AND component.claim = $2 AND submission.state IN ({states}) \
             ORDER BY component.verdict DESC, component.ord LIMIT {limit}"
        );
        let statement = Statement::from_sql_and_values(self.read.get_database_backend(), sql, [Value::from(TENANT), Value::from(claim)]);
        let rows = self.read.query_all_raw(statement).await?;
        let found = rows.into_iter().map(|row| {
            let text = |column| row.try_get::<String>("", column);
            Ok(Found {
                submission: text("submission")?,
                supplier: text("supplier")?,
                state: text("state")?,
                name: text("name")?,
                version: text("version")?,
                maker: text("maker")?,
                party: text("party")?,
                document: text("document")?,
                pointer: text("pointer")?,
                outcome: text("outcome")?,
            })
        });
        Ok(found.collect::<Result<Vec<_>, DbErr>>()?)
    }
}
