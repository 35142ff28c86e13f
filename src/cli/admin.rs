//! `kenpin admin`: passes and the audit chain, beside a running portal; what else there is stands in the files beside this one.

use clap::{Args, Subcommand, ValueEnum};

use super::admin_again::{Reindex, Rescreen};
use super::admin_backup::{Backup, Migrate, Restore};
use super::admin_retain::{Hold, Retain};
use super::admin_webhook::Webhook;
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::serve::{Place, running};
use super::session::Session;
use crate::report::escape::visible;
use crate::store::StoreFault;
use crate::store::audit::Chain;
use crate::store::passes::{NewPass, Role, Use, Whose};

/// Looks after the portal: who may come in and who is told, whether its records are whole, copies of them, and what has to be done again
#[derive(Debug, Subcommand)]
pub(crate) enum Admin {
    #[command(subcommand)]
    Token(Token),
    #[command(subcommand)]
    Webhook(Webhook),
    VerifyAudit(VerifyAudit),
    Migrate(Migrate),
    Backup(Backup),
    Restore(Restore),
    Rescreen(Rescreen),
    Reindex(Box<Reindex>),
    Retain(Retain),
    #[command(subcommand)]
    Hold(Hold),
}

/// Tokens for people and programs
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    Create(Create),
    List(List),
    Revoke(Revoke),
}

/// Lets somebody in, and prints the token: the last word, and only now
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin token create --role buyer --name Sato")]
pub(crate) struct Create {
    #[command(flatten)]
    place: Place,
    /// What the owner may do
    #[arg(long, value_enum)]
    role: Named,
    /// Whose it is, as the audit chain names them
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// For a vendor: the supplier's id, or its name where only one bears it; makes a new supplier of that --name unless given
    #[arg(long, value_name = "SUPPLIER")]
    supplier: Option<String>,
    /// Days that it lasts
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(i64).range(1..=3_660))]
    days: i64,
}

/// Shows the passes, the newest first
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin token list --data /var/lib/kenpin")]
pub(crate) struct List {
    #[command(flatten)]
    place: Place,
}

/// Takes a pass back; its sessions end with it
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin admin token revoke 01a21fb3-586d-79c1-807d-9b9a93287344")]
pub(crate) struct Revoke {
    #[command(flatten)]
    place: Place,
    /// As `kenpin admin token list` shows it
    #[arg(value_name = "ID")]
    id: String,
}

/// Computes every hash of the audit chain again
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  kenpin admin verify-audit --data /var/lib/kenpin\n\nExit codes: 0 the chain is whole, 1 it is broken, 2 wrong usage"
)]
pub(crate) struct VerifyAudit {
    #[command(flatten)]
    place: Place,
}

/// A role, as the command line takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Named {
    Vendor,
    Buyer,
    Auditor,
    Admin,
}

impl From<Named> for Role {
    fn from(named: Named) -> Self {
        match named {
            Named::Vendor => Self::Vendor,
            Named::Buyer => Self::Buyer,
            Named::Auditor => Self::Auditor,
            Named::Admin => Self::Admin,
        }
    }
}

/// Who does what the command line asks.
pub(super) const OPERATOR: &str = "operator";

impl Admin {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Token(Token::Create(create)) => create.run(),
            Self::Token(Token::List(list)) => list.run(),
            Self::Token(Token::Revoke(revoke)) => revoke.run(),
            Self::Webhook(webhook) => webhook.run(),
            Self::VerifyAudit(verify) => verify.run(),
            Self::Migrate(migrate) => migrate.run(),
            Self::Backup(backup) => backup.run(session),
            Self::Restore(restore) => restore.run(session),
            Self::Rescreen(rescreen) => rescreen.run(),
            Self::Reindex(reindex) => reindex.run(session),
            Self::Retain(retain) => retain.run(),
            Self::Hold(hold) => hold.run(session),
        }
    }
}

impl Create {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.folder()?;
        let role = Role::from(self.role);
        let name = self.name.as_deref().unwrap_or(role.word());
        let unnamed = Self::new_name()?;
        let whose = match (role, self.supplier.as_deref()) {
            (Role::Vendor, Some(known)) => Whose::Known(known),
            (Role::Vendor, None) => Whose::New(self.name.as_deref().unwrap_or(&unnamed)),
            (Role::Buyer | Role::Auditor | Role::Admin, _) => Whose::Nobodys,
        };
        let new = NewPass { role, name, whose, usage: Use::Token, lifetime_seconds: self.days.saturating_mul(86_400), actor: OPERATOR };
        let made = running(async { self.place.store().await.map_err(ours)?.make_pass(&new).await.map_err(ours) });
        let (pass, secret) = made?;
        let supplier = pass.supplier.map_or_else(String::new, |supplier| format!(" supplier {supplier}"));
        print::result(&format!("pass {}{supplier} token {}", pass.id, secret.text()))?;
        Ok(Exit::Accept)
    }
}

impl Create {
    /// The name of a new supplier whose token has none.
    fn new_name() -> Result<String, Fault> {
        let id = crate::store::id::new().map_err(ours)?;
        Ok(format!("vendor {}", id.rsplit('-').next().unwrap_or_default()))
    }
}

impl List {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.folder()?;
        let passes = running(async { self.place.store().await.map_err(ours)?.passes().await.map_err(ours) })?;
        let line = |pass: &crate::store::office::pass::Model| {
            let state = if pass.revoked_at.is_some() { "taken back" } else { "good" };
            format!("{}  {:<7}  {:<5}  {state:<10}  {}\n", pass.id, pass.role, pass.kind, visible(&pass.name))
        };
        print::result(&passes.iter().map(line).collect::<String>())?;
        Ok(Exit::Accept)
    }
}

impl Revoke {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.folder()?;
        let done = running(async { Ok(self.place.store().await.map_err(ours)?.revoke_pass(&self.id, OPERATOR).await) })?;
        match done {
            Ok(()) => Ok(Exit::Accept),
            Err(StoreFault::Missing) => {
                Err(Fault::usage("there is no such pass, or it was taken back before", &self.id, "see `kenpin admin token list`"))
            }
            Err(fault) => Err(ours(fault)),
        }
    }
}

impl VerifyAudit {
    fn run(&self) -> Result<Exit, Fault> {
        self.place.existing()?;
        match running(async { self.place.store().await.map_err(ours)?.verify_audit().await.map_err(ours) })? {
            Chain::Whole(mark) => {
                print::result(&format!("the audit chain is whole: {} events, the last one {}", mark.seq, mark.hash))?;
                Ok(Exit::Accept)
            }
            Chain::Broken { seq, why } => Err(Fault::ours(
                format!("the audit chain is broken: {why}"),
                format!("#{seq}"),
                "compare with the newest backup: what stands after this event cannot be believed",
            )),
        }
    }
}

/// As the command line says it.
pub(super) fn ours(fault: StoreFault) -> Fault {
    if matches!(fault, StoreFault::Unclear(_) | StoreFault::Conflict(_)) {
        return Fault::usage(fault, "", "");
    }
    Fault::ours(fault, "", "")
}
