//! What buyers ask of suppliers: each request has a link, and whoever holds the link can answer that one request.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::audit::{self, Event};
use super::entity::request;
use super::id::{self, Secret, kept};
use super::{Store, StoreFault, TENANT, now, rounds, suppliers, taken_back};

/// A request to be made.
pub struct NewRequest<'a> {
    /// The id of a supplier.
    pub supplier: &'a str,
    pub title: &'a str,
    pub order_toml: &'a str,
    pub lifetime_seconds: i64,
    pub actor: &'a str,
}

impl Store {
    /// Makes a request; the secret of its link is shown this once.
    ///
    /// # Errors
    /// [`StoreFault::Missing`] where no supplier has this id.
    pub async fn make_request(&self, new: &NewRequest<'_>) -> Result<(request::Model, Secret), StoreFault> {
        rounds(|| self.make_request_once(new)).await
    }

    async fn make_request_once(&self, new: &NewRequest<'_>) -> Result<(request::Model, Secret), StoreFault> {
        let (secret, at) = (Secret::new()?, now());
        let transaction = self.begin().await?;
        let supplier = suppliers::known(&transaction, new.supplier).await?.ok_or(StoreFault::Missing)?.id;
        let request = request::Model {
            tenant: TENANT.to_owned(),
            id: id::new()?,
            supplier,
            title: new.title.to_owned(),
            order_toml: new.order_toml.to_owned(),
            secret: secret.kept(),
            made_by: new.actor.to_owned(),
            created_at: at,
            expires_at: at.saturating_add(new.lifetime_seconds),
            revoked_at: None,
        };
        request::Entity::insert(request::ActiveModel::from(request.clone())).exec_without_returning(&transaction).await?;
        audit::append(&transaction, Event { actor: new.actor, action: "request.made", object: &request.id, detail: new.title }).await?;
        transaction.commit().await?;
        Ok((request, secret))
    }

    /// The request of a link that may be used now.
    ///
    /// # Errors
    /// [`StoreFault::Missing`], whatever the reason: whoever holds no link learns nothing.
    pub async fn by_link(&self, secret: &str) -> Result<request::Model, StoreFault> {
        let found = request::Entity::find()
            .filter(request::Column::Tenant.eq(TENANT))
            .filter(request::Column::Secret.eq(kept(secret)))
            .one(&self.read)
            .await?;
        found.filter(|request| request.revoked_at.is_none() && request.expires_at > now()).ok_or(StoreFault::Missing)
    }

    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn request(&self, id: &str) -> Result<request::Model, StoreFault> {
        request::Entity::find_by_id((TENANT.to_owned(), id.to_owned())).one(&self.read).await?.ok_or(StoreFault::Missing)
    }

    /// The newest requests, at most two hundred.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn requests(&self) -> Result<Vec<request::Model>, StoreFault> {
        let requests = request::Entity::find().filter(request::Column::Tenant.eq(TENANT)).order_by_desc(request::Column::Id);
        Ok(requests.limit(200).all(&self.read).await?)
    }

    /// Takes a link back.
    ///
    /// # Errors
    /// [`StoreFault::Missing`].
    pub async fn revoke_request(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        rounds(|| self.revoke_request_once(id, actor)).await
    }

    async fn revoke_request_once(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let columns = [request::Column::Tenant, request::Column::Id, request::Column::RevokedAt];
        taken_back::<request::Entity>(&transaction, columns, Event { actor, action: "request.revoked", object: id, detail: "" }).await?;
        Ok(transaction.commit().await?)
    }

    /// Titles of these requests, by id.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn request_titles(&self, ids: impl IntoIterator<Item = &str>) -> Result<BTreeMap<String, String>, StoreFault> {
        let ids: BTreeSet<&str> = ids.into_iter().collect();
        let found = request::Entity::find().filter(request::Column::Tenant.eq(TENANT)).filter(request::Column::Id.is_in(ids));
        Ok(found.all(&self.read).await?.into_iter().map(|request| (request.id, request.title)).collect())
    }
}
