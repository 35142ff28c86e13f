//! Companies that deliver: each is made once, by somebody who says so, and is its id from then on.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::audit::{self, Event};
use super::entity::supplier;
use super::{Store, StoreFault, TENANT, id, now, rounds};

/// Suppliers that one list shows.
const LISTED: u64 = 1_000;
/// Ids that are named where a name fits more than one.
const NAMED: u64 = 5;

impl Store {
    /// Makes a supplier.
    ///
    /// # Errors
    /// [`StoreFault::Conflict`] where one of that name is known.
    pub async fn make_supplier(&self, name: &str, actor: &str) -> Result<supplier::Model, StoreFault> {
        rounds(|| self.make_supplier_once(name, actor)).await
    }

    async fn make_supplier_once(&self, name: &str, actor: &str) -> Result<supplier::Model, StoreFault> {
        let transaction = self.begin().await?;
        let made = add(&transaction, name, actor).await?;
        transaction.commit().await?;
        Ok(made)
    }

    /// The supplier of this id, or the only one of this name.
    ///
    /// # Errors
    /// [`StoreFault::Unclear`] where it is nobody or more than one.
    pub async fn supplier_meant(&self, told: &str) -> Result<supplier::Model, StoreFault> {
        meant(&self.read, told).await
    }

    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn supplier(&self, id: &str) -> Result<supplier::Model, StoreFault> {
        known(&self.read, id).await?.ok_or(StoreFault::Missing)
    }

    /// Suppliers by name, a thousand at most.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn suppliers(&self) -> Result<Vec<supplier::Model>, StoreFault> {
        let all = supplier::Entity::find().filter(supplier::Column::Tenant.eq(TENANT));
        Ok(all.order_by_asc(supplier::Column::Name).order_by_asc(supplier::Column::Id).limit(LISTED).all(&self.read).await?)
    }

    /// Names of these suppliers, by id.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn supplier_names(&self, ids: impl IntoIterator<Item = &str>) -> Result<BTreeMap<String, String>, StoreFault> {
        let ids: BTreeSet<&str> = ids.into_iter().collect();
        let found = supplier::Entity::find().filter(supplier::Column::Tenant.eq(TENANT)).filter(supplier::Column::Id.is_in(ids));
        Ok(found.all(&self.read).await?.into_iter().map(|supplier| (supplier.id, supplier.name)).collect())
    }
}

/// Makes a supplier whose name nobody bears yet.
pub(super) async fn add(transaction: &DatabaseTransaction, name: &str, actor: &str) -> Result<supplier::Model, StoreFault> {
    let made = supplier::Model { tenant: TENANT.to_owned(), id: id::new()?, name: name.to_owned(), created_at: now() };
    // Whoever adds another one waits at the head of the chain, and then sees this one.
    audit::append(transaction, Event { actor, action: "supplier.made", object: &made.id, detail: name }).await?;
    if let Some(same) = named(transaction, name).await?.first() {
        return Err(StoreFault::Conflict(format!(
            "a supplier of this name is known: {}; use that one, or add to the name what tells them apart, such as the town",
            same.id
        )));
    }
    supplier::Entity::insert(supplier::ActiveModel::from(made.clone())).exec_without_returning(transaction).await?;
    Ok(made)
}

/// The one supplier that a text means.
pub(super) async fn meant(connection: &impl ConnectionTrait, told: &str) -> Result<supplier::Model, StoreFault> {
    if let Some(found) = known(connection, told).await? {
        return Ok(found);
    }
    let mut found = named(connection, told).await?;
    match (found.pop(), found.as_slice()) {
        (Some(only), []) => Ok(only),
        (None, _) => Err(StoreFault::Unclear(
            "no supplier of this id or name is known; make it first (POST /api/v1/suppliers), or say in the form that it is new".to_owned(),
        )),
        (Some(last), others) => {
            let ids: Vec<&str> = others.iter().chain([&last]).map(|supplier| supplier.id.as_str()).collect();
            Err(StoreFault::Unclear(format!("more than one supplier bears this name; give the id of the one you mean: {}", ids.join(", "))))
        }
    }
}

/// The supplier of this id.
pub(super) async fn known(connection: &impl ConnectionTrait, id: &str) -> Result<Option<supplier::Model>, StoreFault> {
    Ok(supplier::Entity::find_by_id((TENANT.to_owned(), id.to_owned())).one(connection).await?)
}

async fn named(connection: &impl ConnectionTrait, name: &str) -> Result<Vec<supplier::Model>, StoreFault> {
    let found = supplier::Entity::find().filter(supplier::Column::Tenant.eq(TENANT)).filter(supplier::Column::Name.eq(name));
    Ok(found.order_by_asc(supplier::Column::Id).limit(NAMED).all(connection).await?)
}
