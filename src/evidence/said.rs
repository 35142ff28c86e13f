//! What a signature says of itself: who made it, with what, when, logged where, over what. Nothing of it is checked, so it is no evidence.

use serde::Serialize;

use super::apart::Loose;
use super::certificate::Certificate;
use super::statement::Statement;
use super::{FORMS, Form, Standing};
use crate::intake::{Digest, Document, Moment};

/// One signature in a file, as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who says to have signed.
    pub signer: Option<String>,
    /// `ECDSA with SHA-256`.
    pub algorithm: Option<String>,
    /// Certificates that come with it, in the order of the file.
    pub certificates: Vec<Link>,
    pub times: Vec<Time>,
    pub log_entries: Vec<LogEntry>,
    /// What it says to be over: digests, or where it stands in its bill.
    pub subjects: Vec<String>,
    /// The predicate type of an in-toto statement.
    pub predicate: Option<String>,
    /// What else it says: a comment, a namespace.
    pub remark: Option<String>,
    /// Why no more of it could be read.
    pub trouble: Option<String>,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    pub subject: String,
    pub issuer: String,
    pub not_before: String,
    pub not_after: String,
}

/// A time, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Time {
    /// `timestamp`, `log` or `signer`.
    pub by: &'static str,
    pub at: String,
}

/// An entry in a transparency log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// The log's key, as the entry names it.
    pub log: String,
    pub index: Option<String>,
}

/// The form that recognises the file, and each signature in it. `None`: no form does.
pub fn said(document: &Document) -> Option<(&'static Form, Vec<Said>)> {
    let form = FORMS.iter().find(|form| (form.recognises)(document))?;
    Some((form, (form.say)(document)))
}

impl Said {
    pub(super) fn by(signer: impl Into<String>) -> Self {
        Self { signer: Some(signer.into()), ..Self::default() }
    }

    pub(super) fn unreadable(standing: &Standing) -> Self {
        let trouble = match standing {
            Standing::Rejected(reason) | Standing::Undetermined(reason) => Some(reason.detail.clone()),
            Standing::Verified(_) => None,
        };
        Self { trouble, ..Self::default() }
    }

    pub(super) fn of_statement(mut self, statement: &Statement) -> Self {
        self.predicate = Some(statement.predicate_type.clone());
        self.subjects = statement.subjects.iter().map(Digest::to_string).map(|digest| format!("sha256:{digest}")).collect();
        self
    }

    pub(super) fn at(mut self, by: &'static str, time: Option<Moment>) -> Self {
        self.times.extend(time.map(|time| Time { by, at: time.to_string() }));
        self
    }
}

impl Link {
    pub(super) fn of(certificate: &Certificate) -> Self {
        Self {
            subject: certificate.subject.clone(),
            issuer: certificate.issuer.clone(),
            not_before: certificate.not_before.to_string(),
            not_after: certificate.not_after.to_string(),
        }
    }
}

/// Of a signature apart from its document.
pub(super) fn loose(read: Result<Loose<'_>, Standing>) -> Said {
    match read {
        Ok(loose) => Said::by(loose.claimed),
        Err(standing) => Said::unreadable(&standing),
    }
}
