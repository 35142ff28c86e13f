//! What stands in the house: components of all deliveries, counted by maker, owner, list and country.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::wildcard_enum_match_arm, reason = "written by sea-orm's derives")]

use sea_orm::{ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _, Statement, Value};

use super::submissions::{State, quoted};
use super::verdicts::clean;
use super::{Store, StoreFault, TENANT};

/// Rows of one statement.
const ROWS: usize = 3_000;
/// Names of one kind that an answer has.
pub const NAMES: u64 = 50;

/// How many components of a verdict's bills bear on one name; counted once, when the verdict is kept.
pub mod holding {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
    #[sea_orm(table_name = "holding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub verdict: String,
        /// A word of [`super::Kind`].
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        /// Empty: nobody is named.
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub components: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// By what components are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The traced party, or the maker as stated.
    Maker,
    /// Every party that the directory has above the maker.
    Owner,
    /// A list that the maker or an owner is on, or might be.
    List,
    /// Of the maker's seat, ISO 3166-1 alpha-2.
    Country,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Maker, Self::Owner, Self::List, Self::Country];

    /// `maker`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Maker => "maker",
            Self::Owner => "owner",
            Self::List => "list",
            Self::Country => "country",
        }
    }
}

/// A count to be kept with a verdict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewHolding {
    pub kind: Kind,
    pub name: String,
    pub components: u64,
}

/// What stands under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Empty: nobody is named.
    pub name: String,
    /// Components of deliveries that were accepted, also with conditions.
    pub accepted: i64,
    /// Those of deliveries that lie with the buyer or were referred.
    pub open: i64,
    /// Deliveries of either.
    pub deliveries: i64,
}

pub(super) async fn add(transaction: &DatabaseTransaction, verdict: &str, holdings: &[NewHolding]) -> Result<(), StoreFault> {
    let rows = holdings.iter().map(|new| {
        holding::ActiveModel::from(holding::Model {
            tenant: TENANT.to_owned(),
            verdict: verdict.to_owned(),
            kind: new.kind.word().to_owned(),
            name: clean(&new.name),
            components: i64::try_from(new.components).unwrap_or(i64::MAX),
        })
    });
    let rows: Vec<_> = rows.collect();
    for some in rows.chunks(ROWS) {
        // Two names that differ in a zero byte alone are one here.
        holding::Entity::insert_many(some.to_vec()).on_conflict_do_nothing().exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Before a verdict is counted anew.
pub(super) async fn forget(transaction: &DatabaseTransaction, verdict: &str) -> Result<(), StoreFault> {
    let those = holding::Entity::delete_many().filter(holding::Column::Tenant.eq(TENANT));
    those.filter(holding::Column::Verdict.eq(verdict)).exec(transaction).await?;
    Ok(())
}

impl Store {
    /// Under which names of this kind the most components stand, by the newest verdict of each delivery: what was accepted counts
    /// first, then what is open. Rejected and superseded deliveries are not in the house.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn estate(&self, kind: Kind) -> Result<Vec<Held>, StoreFault> {
        let (accepted, open) = (quoted(&[State::Accepted, State::Conditional]), quoted(&[State::Submitted, State::Referred]));
        let sum =
            |states: &str| format!("CAST(SUM(CASE WHEN submission.state IN ({states}) THEN holding.components ELSE 0 END) AS BIGINT)");
        let sql = format!(
            "SELECT holding.name AS name, {} AS accepted, {} AS open, COUNT(*) AS deliveries FROM submission \
             JOIN holding ON holding.tenant = submission.tenant AND holding.verdict = submission.verdict AND holding.kind = $2 \
             WHERE submission.tenant = $1 AND submission.state IN ({accepted}, {open}) \
             GROUP BY holding.name ORDER BY accepted DESC, open DESC, name LIMIT {NAMES}",
            sum(&accepted),
            sum(&open),
        );
        let values = [Value::from(TENANT), Value::from(kind.word())];
        let rows = self.read.query_all_raw(Statement::from_sql_and_values(self.read.get_database_backend(), sql, values)).await?;
        let held = rows.into_iter().map(|row| {
            Ok(Held {
                name: row.try_get("", "name")?,
                accepted: row.try_get("", "accepted")?,
                open: row.try_get("", "open")?,
                deliveries: row.try_get("", "deliveries")?,
            })
        });
        Ok(held.collect::<Result<Vec<_>, DbErr>>()?)
    }
}
