//! People whom an identity provider vouches for: each has one pass, which an administrator can take back, and sessions with a time of proof.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use super::audit::{self, Event};
use super::id::{self, Secret, kept};
use super::office::{pass, session};
use super::papers::proof;
use super::passes::{Role, SESSION_SECONDS};
use super::{Store, StoreFault, TENANT, now, rounds};

/// Kind of the pass; no secret opens it.
const KIND: &str = "oidc";

/// Somebody whom the provider vouches for.
pub struct NewPerson<'a> {
    pub issuer: &'a str,
    pub subject: &'a str,
    pub name: &'a str,
    pub role: Role,
    /// When they last showed who they are.
    pub authenticated_at: i64,
}

impl Store {
    /// Opens a session; `None`: an administrator has taken their pass back.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn let_in(&self, person: &NewPerson<'_>) -> Result<Option<Secret>, StoreFault> {
        rounds(|| self.let_in_once(person)).await
    }

    async fn let_in_once(&self, person: &NewPerson<'_>) -> Result<Option<Secret>, StoreFault> {
        let at = now();
        // Both parts are the provider's; a line feed stands in neither.
        let known = kept(&format!("{KIND}\n{}\n{}", person.issuer, person.subject));
        let transaction = self.begin().await?;
        let found = pass::Entity::find().filter(pass::Column::Tenant.eq(TENANT)).filter(pass::Column::Secret.eq(known.as_str()));
        let pass = match found.one(&transaction).await? {
            Some(pass) if pass.revoked_at.is_some() => return Ok(None),
            Some(pass) => {
                pass::Entity::update_many()
                    .col_expr(pass::Column::Role, Expr::value(person.role.word()))
                    .col_expr(pass::Column::Name, Expr::value(person.name))
                    .col_expr(pass::Column::UsedAt, Expr::value(at))
                    .col_expr(pass::Column::ExpiresAt, Expr::value(at.saturating_add(SESSION_SECONDS)))
                    .filter(pass::Column::Tenant.eq(TENANT))
                    .filter(pass::Column::Id.eq(pass.id.as_str()))
                    .exec(&transaction)
                    .await?;
                pass.id
            }
            None => {
                let new = pass::Model {
                    tenant: TENANT.to_owned(),
                    id: id::new()?,
                    role: person.role.word().to_owned(),
                    name: person.name.to_owned(),
                    supplier: None,
                    kind: KIND.to_owned(),
                    secret: known,
                    created_at: at,
                    expires_at: at.saturating_add(SESSION_SECONDS),
                    used_at: Some(at),
                    revoked_at: None,
                };
                let id = new.id.clone();
                pass::Entity::insert(pass::ActiveModel::from(new)).exec_without_returning(&transaction).await?;
                id
            }
        };
        let (secret, csrf) = (Secret::new()?, Secret::new()?);
        let session = session::Model {
            tenant: TENANT.to_owned(),
            secret: secret.kept(),
            pass: pass.clone(),
            csrf: csrf.text().to_owned(),
            expires_at: at.saturating_add(SESSION_SECONDS),
        };
        session::Entity::insert(session::ActiveModel::from(session)).exec_without_returning(&transaction).await?;
        let shown = proof::Model { tenant: TENANT.to_owned(), secret: secret.kept(), at: person.authenticated_at };
        proof::Entity::insert(proof::ActiveModel::from(shown)).exec_without_returning(&transaction).await?;
        let actor = format!("{} {}", person.role.word(), person.name);
        let detail = format!("{} at {}", person.subject, person.issuer);
        audit::append(&transaction, Event { actor: &actor, action: "session.opened", object: &pass, detail: &detail }).await?;
        transaction.commit().await?;
        Ok(Some(secret))
    }

    /// When whoever holds this session showed who they are; `None`: they came by a token.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn authenticated_at(&self, cookie: &str) -> Result<Option<i64>, StoreFault> {
        let found = proof::Entity::find_by_id((TENANT.to_owned(), kept(cookie))).one(&self.read).await?;
        Ok(found.map(|shown| shown.at))
    }
}
