//! Who may come in: tokens for programs and people, links that open one session, and the sessions of browsers.

use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr};

use super::audit::{self, Event};
use super::id::{self, Secret, kept};
use super::office::{pass, session};
use super::{Store, StoreFault, TENANT, now, rounds, suppliers, taken_back};

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Sends deliveries of one supplier and sees only those.
    Vendor,
    /// Asks for deliveries and decides on them.
    Buyer,
    /// Sees what buyers see, and the audit chain; changes nothing.
    Auditor,
    /// Gives out and takes back passes.
    Admin,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Vendor, Self::Buyer, Self::Auditor, Self::Admin];

    /// `buyer`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Buyer => "buyer",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }

    /// The role of this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// How a pass is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// As often as wanted, until it ends or is taken back.
    Token,
    /// Once, to open a session.
    Link,
}

impl Use {
    fn word(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Link => "link",
        }
    }
}

/// Whose deliveries a pass is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// For everybody but vendors.
    Nobodys,
    /// The id of a supplier, or a name that only one bears.
    Known(&'a str),
    /// The name of a supplier that is made together with the pass.
    New(&'a str),
}

/// A pass to be made.
pub struct NewPass<'a> {
    pub role: Role,
    pub name: &'a str,
    pub whose: Whose<'a>,
    pub usage: Use,
    pub lifetime_seconds: i64,
    /// Who gives it out.
    pub actor: &'a str,
}

/// A browser that has just signed in.
pub struct SignedIn {
    /// For its cookie.
    pub secret: Secret,
    pub pass: pass::Model,
}

/// How long a session lasts.
pub const SESSION_SECONDS: i64 = 12 * 3_600;

impl Store {
    /// Makes a pass; its secret is shown this once.
    ///
    /// # Errors
    /// [`StoreFault::Unclear`] where no supplier is meant, or more than one; [`StoreFault::Conflict`] where a new one is known already.
    pub async fn make_pass(&self, new: &NewPass<'_>) -> Result<(pass::Model, Secret), StoreFault> {
        rounds(|| self.make_pass_once(new)).await
    }

    async fn make_pass_once(&self, new: &NewPass<'_>) -> Result<(pass::Model, Secret), StoreFault> {
        let (secret, at) = (Secret::new()?, now());
        let transaction = self.begin().await?;
        let supplier = match (new.role, new.whose) {
            (Role::Vendor, Whose::Known(told)) => Some(suppliers::meant(&transaction, told).await?.id),
            (Role::Vendor, Whose::New(name)) => Some(suppliers::add(&transaction, name, new.actor).await?.id),
            (Role::Vendor, Whose::Nobodys) => {
                return Err(StoreFault::Unclear("a vendor's pass belongs to a supplier; name a known one, or a new one".to_owned()));
            }
            (Role::Buyer | Role::Auditor | Role::Admin, _) => None,
        };
        let pass = pass::Model {
            tenant: TENANT.to_owned(),
            id: id::new()?,
            role: new.role.word().to_owned(),
            name: new.name.to_owned(),
            supplier,
            kind: new.usage.word().to_owned(),
            secret: secret.kept(),
            created_at: at,
            expires_at: at.saturating_add(new.lifetime_seconds),
            used_at: None,
            revoked_at: None,
        };
        pass::Entity::insert(pass::ActiveModel::from(pass.clone())).exec_without_returning(&transaction).await?;
        let detail = format!("{} {} for {}", pass.role, pass.kind, pass.name);
        audit::append(&transaction, Event { actor: new.actor, action: "pass.made", object: &pass.id, detail: &detail }).await?;
        transaction.commit().await?;
        Ok((pass, secret))
    }

    /// The pass of a token that may be used now.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn by_token(&self, token: &str) -> Result<Option<pass::Model>, StoreFault> {
        let found = pass::Entity::find().filter(usable(Use::Token, token)).one(&self.read).await?;
        Ok(found)
    }

    /// Signs a browser in by a token, or by a link that nobody used before; `None`: it is neither.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn sign_in(&self, secret: &str) -> Result<Option<SignedIn>, StoreFault> {
        rounds(|| self.sign_in_once(secret)).await
    }

    async fn sign_in_once(&self, text: &str) -> Result<Option<SignedIn>, StoreFault> {
        let transaction = self.begin().await?;
        let link = pass::Entity::update_many()
            .col_expr(pass::Column::UsedAt, Expr::value(now()))
            .filter(usable(Use::Link, text).add(pass::Column::UsedAt.is_null()))
            .exec(&transaction)
            .await?;
        let found = if link.rows_affected == 1 {
            pass::Entity::find().filter(pass::Column::Secret.eq(kept(text))).one(&transaction).await?
        } else {
            pass::Entity::find().filter(usable(Use::Token, text)).one(&transaction).await?
        };
        let Some(pass) = found else { return Ok(None) };
        let (secret, csrf) = (Secret::new()?, Secret::new()?);
        let session = session::Model {
            tenant: TENANT.to_owned(),
            secret: secret.kept(),
            pass: pass.id.clone(),
            csrf: csrf.text().to_owned(),
            expires_at: session_end(&pass),
        };
        session::Entity::insert(session::ActiveModel::from(session)).exec_without_returning(&transaction).await?;
        let actor = format!("{} {}", pass.role, pass.name);
        audit::append(&transaction, Event { actor: &actor, action: "session.opened", object: &pass.id, detail: "" }).await?;
        transaction.commit().await?;
        Ok(Some(SignedIn { secret, pass }))
    }

    /// The pass behind a browser's cookie, and the word that its forms have to carry.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn by_session(&self, cookie: &str) -> Result<Option<(pass::Model, String)>, StoreFault> {
        let found = session::Entity::find_by_id((TENANT.to_owned(), kept(cookie))).one(&self.read).await?;
        let Some(session) = found.filter(|session| session.expires_at > now()) else { return Ok(None) };
        let pass = pass::Entity::find_by_id((TENANT.to_owned(), session.pass)).one(&self.read).await?;
        Ok(pass.filter(|pass| pass.revoked_at.is_none()).map(|pass| (pass, session.csrf)))
    }

    /// Ends a browser's session, and every one that is over.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn sign_out(&self, cookie: &str) -> Result<(), StoreFault> {
        let over = Condition::any().add(session::Column::Secret.eq(kept(cookie))).add(session::Column::ExpiresAt.lt(now()));
        session::Entity::delete_many().filter(session::Column::Tenant.eq(TENANT)).filter(over).exec(&self.write).await?;
        Ok(())
    }

    /// Takes a pass back; its sessions end with it.
    ///
    /// # Errors
    /// [`StoreFault::Missing`] where there is none, or it was taken back before.
    pub async fn revoke_pass(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        rounds(|| self.revoke_pass_once(id, actor)).await
    }

    async fn revoke_pass_once(&self, id: &str, actor: &str) -> Result<(), StoreFault> {
        let transaction = self.begin().await?;
        let columns = [pass::Column::Tenant, pass::Column::Id, pass::Column::RevokedAt];
        taken_back::<pass::Entity>(&transaction, columns, Event { actor, action: "pass.revoked", object: id, detail: "" }).await?;
        let its = Condition::all().add(session::Column::Tenant.eq(TENANT)).add(session::Column::Pass.eq(id));
        session::Entity::delete_many().filter(its).exec(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The newest passes, at most a thousand.
    ///
    /// # Errors
    /// [`StoreFault::Database`].
    pub async fn passes(&self) -> Result<Vec<pass::Model>, StoreFault> {
        let passes = pass::Entity::find().filter(pass::Column::Tenant.eq(TENANT)).order_by_desc(pass::Column::Id);
        Ok(passes.limit(1_000).all(&self.read).await?)
    }
}

/// A session ends with its token. A link is used up by opening it: when it could no longer be used says nothing of its session.
fn session_end(pass: &pass::Model) -> i64 {
    let longest = now().saturating_add(SESSION_SECONDS);
    if pass.kind == Use::Token.word() { longest.min(pass.expires_at) } else { longest }
}

fn usable(usage: Use, secret: &str) -> Condition {
    Condition::all()
        .add(pass::Column::Tenant.eq(TENANT))
        .add(pass::Column::Secret.eq(kept(secret)))
        .add(pass::Column::Kind.eq(usage.word()))
        .add(pass::Column::RevokedAt.is_null())
        .add(pass::Column::ExpiresAt.gt(now()))
}
