//! ORIGIN.toml of a trust root: where the material came from, what it is, whom it may vouch for and until when.

use serde::{Deserialize, Serialize};

use super::{Documents, Identity, Kind, Pattern, TrustError, Vouching};
use crate::intake::{Day, Digest, Moment, slip};

/// ORIGIN.toml as it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Origin {
    /// As reports call the root.
    pub name: String,
    pub form: Form,
    /// The material, beside ORIGIN.toml.
    pub file: String,
    pub source: String,
    pub licence: String,
    /// Of the material, in hexadecimal.
    pub sha256: String,
    /// When the material was obtained: a day or RFC 3339.
    pub dated: String,
    /// Not used after this day or moment. May be left out where the material has its own dates and is no anchor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tuf: Option<Tuf>,
    /// Without any it vouches for nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vouches: Vec<Vouches>,
}

/// What the material is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    Sigstore,
    X509,
    Key,
    Crl,
    Ocsp,
}

/// How newer material is got: by The Update Framework.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuf {
    /// root.json from which to start, beside ORIGIN.toml.
    pub root: String,
    pub sha256: String,
    pub address: String,
    /// The material's path in the repository.
    pub target: String,
}

/// `[[vouches]]`: what the root may vouch for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Vouches {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<Kind>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
}

/// ORIGIN.toml with its dates and names read.
pub(super) struct Checked {
    pub origin: Origin,
    pub dated: Moment,
    pub expires: Option<Moment>,
    pub vouchings: Vec<Vouching>,
}

impl Origin {
    /// # Errors
    /// [`TrustError::Origin`] with the slip.
    pub fn parse(folder: &str, text: &str) -> Result<Self, TrustError> {
        slip::parse(text).map_err(|error| TrustError::Origin { root: folder.to_owned(), detail: error.to_string() })
    }

    pub(super) fn check(self, folder: &str) -> Result<Checked, TrustError> {
        let wrong = |detail: String| TrustError::Origin { root: folder.to_owned(), detail };
        let dated = Moment::parse(&self.dated).ok_or_else(|| wrong(no_day(&self.dated)))?;
        let expires = last_moment(self.expires.as_deref(), &wrong)?;
        let is_anchor = match self.form {
            Form::Sigstore | Form::X509 | Form::Key => true,
            Form::Crl | Form::Ocsp => false,
        };
        if is_anchor && expires.is_none() {
            return Err(wrong("\"expires\" is missing: say until which day it may be used".to_owned()));
        }
        let vouchings = self.vouches.iter().map(|vouches| vouches.check(&wrong)).collect::<Result<_, _>>()?;
        Ok(Checked { origin: self, dated, expires, vouchings })
    }
}

impl Vouches {
    fn check(&self, wrong: &dyn Fn(String) -> TrustError) -> Result<Vouching, TrustError> {
        let name = match (&self.identity, &self.identity_pattern) {
            (None, None) => None,
            (Some(exact), None) => Some(Pattern::exact(exact).ok_or_else(|| TrustError::Pattern { text: exact.clone() })?),
            (None, Some(pattern)) => Some(Pattern::expression(pattern).ok_or_else(|| TrustError::Pattern { text: pattern.clone() })?),
            (Some(_), Some(_)) => return Err(wrong("give \"identity\" or \"identity-pattern\", not both".to_owned())),
        };
        let identity = match (name, &self.issuer) {
            (None, Some(_)) => return Err(wrong("\"issuer\" stands without an identity".to_owned())),
            (name, issuer) => name.map(|name| Identity { name, issuer: issuer.clone() }),
        };
        let documents = self.documents.clone().map_or(Documents::Every, Documents::Only);
        if self.party.as_deref().is_some_and(|party| party.trim().is_empty()) {
            return Err(wrong("\"party\" is empty; leave it out to trust for any vendor".to_owned()));
        }
        Ok(Vouching { party: self.party.clone(), documents, until: last_moment(self.until.as_deref(), wrong)?, identity })
    }
}

/// The last second that counts: a moment is itself, a day goes to its end.
fn last_moment(text: Option<&str>, wrong: &dyn Fn(String) -> TrustError) -> Result<Option<Moment>, TrustError> {
    let Some(text) = text else { return Ok(None) };
    let end_of_day = Day::parse(text).and_then(|day| day.plus(1).midnight().unix().checked_sub(1)).and_then(Moment::from_unix);
    end_of_day.or_else(|| Moment::parse(text)).map(Some).ok_or_else(|| wrong(no_day(text)))
}

fn no_day(text: &str) -> String {
    format!("\"{text}\" is no day; write it as 2026-11-23")
}

/// Whether these are the bytes that `sha256` names.
pub(super) fn intact(folder: &str, sha256: &str, bytes: &[u8]) -> Result<Digest, TrustError> {
    let found = Digest::of(bytes);
    if Digest::parse(sha256) == Some(found) {
        return Ok(found);
    }
    Err(TrustError::Changed { root: folder.to_owned(), stated: sha256.to_owned(), found })
}
