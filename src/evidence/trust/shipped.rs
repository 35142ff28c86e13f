//! Trust roots in folders: what ships in the program, and what the buyer keeps in a folder of his own.

use serde::Deserialize;

use super::{Anchor, Documents, Identity, Kind, Material, Pattern, TrustError, TrustStore, Vouching, given};
use crate::intake::{Digest, Moment};

/// One folder under `trust-roots/` or `--trust DIR`: its ORIGIN.toml and its files.
pub struct Root<'a> {
    /// `sigstore/public-good`.
    pub folder: &'a str,
    pub origin: &'a str,
    /// Names and bytes.
    pub files: Vec<(&'a str, &'a [u8])>,
}

/// ORIGIN.toml of a trust root.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Origin {
    name: String,
    form: Form,
    file: String,
    source: String,
    #[serde(rename = "licence")]
    _licence: String,
    sha256: String,
    dated: String,
    expires: String,
    #[serde(default)]
    vouches: Vec<Vouches>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Sigstore,
    X509,
    Key,
}

/// `[[vouches]]`: what the root may vouch for. Without any it vouches for nobody.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Vouches {
    party: Option<String>,
    documents: Option<Vec<Kind>>,
    until: Option<String>,
    identity: Option<String>,
    identity_pattern: Option<String>,
    issuer: Option<String>,
}

impl TrustStore {
    /// What ships in the program. It vouches for nobody until the buyer names identities.
    ///
    /// # Errors
    /// As [`TrustStore::add_root`]: never for a program as released.
    pub fn shipped() -> Result<Self, TrustError> {
        let mut store = Self::default();
        store.add_root(&Root {
            folder: "sigstore/public-good",
            origin: include_str!("../../../trust-roots/sigstore/public-good/ORIGIN.toml"),
            files: vec![("trusted_root.json", include_bytes!("../../../trust-roots/sigstore/public-good/trusted_root.json"))],
        })?;
        Ok(store)
    }

    /// Adds a root whose bytes are those that its ORIGIN.toml names.
    ///
    /// # Errors
    /// [`TrustError::Origin`], [`TrustError::Changed`], [`TrustError::Pattern`], and those of the material.
    pub fn add_root(&mut self, root: &Root<'_>) -> Result<(), TrustError> {
        let wrong = |detail: String| TrustError::Origin { root: root.folder.to_owned(), detail };
        let origin: Origin = toml::from_str(root.origin).map_err(|error| wrong(error.to_string()))?;
        let found = root.files.iter().find(|(name, _)| *name == origin.file);
        let (_, bytes) = found.ok_or_else(|| wrong(format!("its file \"{}\" is not there", origin.file)))?;
        let digest = Digest::of(bytes);
        if Digest::parse(&origin.sha256) != Some(digest) {
            return Err(TrustError::Changed { root: root.folder.to_owned(), stated: origin.sha256, found: digest });
        }
        let day = |text: &str| Moment::parse(text).ok_or_else(|| wrong(format!("\"{text}\" is no day; write it as 2026-11-23")));
        day(&origin.dated)?;
        let expires = day(&origin.expires)?;
        let vouchings: Vec<Vouching> = origin.vouches.iter().map(|vouches| vouching(vouches, &wrong)).collect::<Result<_, _>>()?;
        let anchors = match origin.form {
            Form::X509 => given::authorities(root.folder, bytes)?,
            Form::Key => given::keys(root.folder, bytes)?,
            Form::Sigstore => vec![sigstore(&origin, bytes, digest).ok_or_else(|| wrong("it is no text".to_owned()))?],
        };
        self.anchors.extend(anchors.into_iter().map(|anchor| Anchor {
            source: origin.source.clone(),
            expires: Some(expires),
            vouchings: vouchings.clone(),
            ..anchor
        }));
        Ok(())
    }
}

fn sigstore(origin: &Origin, bytes: &[u8], digest: Digest) -> Option<Anchor> {
    let text = std::str::from_utf8(bytes).ok()?.to_owned();
    let material = Material::Sigstore(text);
    Some(Anchor { name: origin.name.clone(), source: String::new(), digest, expires: None, vouchings: Vec::new(), material })
}

fn vouching(vouches: &Vouches, wrong: &dyn Fn(String) -> TrustError) -> Result<Vouching, TrustError> {
    let until = match &vouches.until {
        None => None,
        Some(text) => Some(Moment::parse(text).ok_or_else(|| wrong(format!("\"{text}\" is no day; write it as 2026-11-23")))?),
    };
    let name = match (&vouches.identity, &vouches.identity_pattern) {
        (None, None) => None,
        (Some(exact), None) => Some(Pattern::exact(exact).ok_or_else(|| TrustError::Pattern { text: exact.clone() })?),
        (None, Some(pattern)) => Some(Pattern::expression(pattern).ok_or_else(|| TrustError::Pattern { text: pattern.clone() })?),
        (Some(_), Some(_)) => return Err(wrong("give \"identity\" or \"identity-pattern\", not both".to_owned())),
    };
    let identity = match (name, &vouches.issuer) {
        (None, Some(_)) => return Err(wrong("\"issuer\" stands without an identity".to_owned())),
        (name, issuer) => name.map(|name| Identity { name, issuer: issuer.clone() }),
    };
    let documents = vouches.documents.clone().map_or(Documents::Every, Documents::Only);
    Ok(Vouching { party: vouches.party.clone(), documents, until, identity })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;

    #[test]
    fn what_ships_is_intact_and_vouches_for_nobody() {
        let store = TrustStore::shipped().unwrap();
        assert_eq!(store.anchors().len(), 1);
        assert!(store.anchors()[0].vouchings.is_empty());
        assert!(store.anchors()[0].expires.is_some());
    }

    #[test]
    fn a_root_whose_bytes_changed_is_refused() {
        let origin = "name = \"x\"\nform = \"sigstore\"\nfile = \"f\"\nsource = \"s\"\nlicence = \"l\"\ndated = \"2026-01-01\"\nexpires = \"2027-01-01\"\n";
        let origin = format!("{origin}sha256 = \"{}\"\n", Digest::of(b"right"));
        let root = |bytes| Root { folder: "x", origin: &origin, files: vec![("f", bytes)] };
        assert!(TrustStore::default().add_root(&root(b"right")).is_ok());
        assert!(matches!(TrustStore::default().add_root(&root(b"wrong")), Err(TrustError::Changed { .. })));
    }

    #[test]
    fn another_digest_of_the_store_for_every_change_in_it() {
        let shipped = TrustStore::shipped().unwrap();
        let mut other = shipped.clone();
        other.trust_identity(None, "a@example.com", "https://accounts.example.com").unwrap();
        assert_eq!(shipped.digest(), TrustStore::shipped().unwrap().digest());
        assert_ne!(shipped.digest(), other.digest());
    }
}
