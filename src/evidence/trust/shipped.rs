//! Trust roots in folders: what ships in the program, and what the buyer keeps in a folder of his own.

use super::origin::{self, Form, Origin};
use super::{Anchor, Material, TrustError, TrustStore, given};
use crate::intake::Moment;

/// One folder under `trust-roots/` or `--trust DIR`: its ORIGIN.toml and its files.
pub struct Root<'a> {
    /// `sigstore/public-good`.
    pub folder: &'a str,
    pub origin: &'a str,
    /// Names and bytes.
    pub files: Vec<(&'a str, &'a [u8])>,
}

/// What ships in the program.
pub fn roots() -> Vec<Root<'static>> {
    vec![
        Root {
            folder: "sigstore/github",
            origin: include_str!("../../../trust-roots/sigstore/github/ORIGIN.toml"),
            files: vec![
                ("trusted_root.json", include_bytes!("../../../trust-roots/sigstore/github/trusted_root.json")),
                ("tuf_root.json", include_bytes!("../../../trust-roots/sigstore/github/tuf_root.json")),
            ],
        },
        Root {
            folder: "sigstore/public-good",
            origin: include_str!("../../../trust-roots/sigstore/public-good/ORIGIN.toml"),
            files: vec![
                ("trusted_root.json", include_bytes!("../../../trust-roots/sigstore/public-good/trusted_root.json")),
                ("tuf_root.json", include_bytes!("../../../trust-roots/sigstore/public-good/tuf_root.json")),
            ],
        },
    ]
}

impl TrustStore {
    /// What ships in the program. It vouches for nobody until the buyer names identities.
    ///
    /// # Errors
    /// As [`TrustStore::add_root`]: never for a program as released.
    pub fn shipped() -> Result<Self, TrustError> {
        let mut store = Self::default();
        for root in roots() {
            store.add_root(&root)?;
        }
        Ok(store)
    }

    /// Adds a root whose bytes are those that its ORIGIN.toml names, in the place of a root from a folder of the same name.
    ///
    /// # Errors
    /// [`TrustError::Origin`], [`TrustError::Changed`], [`TrustError::Older`], [`TrustError::Pattern`], and those of the material.
    pub fn add_root(&mut self, root: &Root<'_>) -> Result<(), TrustError> {
        let wrong = |detail: String| TrustError::Origin { root: root.folder.to_owned(), detail };
        let checked = Origin::parse(root.folder, root.origin)?.check(root.folder)?;
        let origin = checked.origin;
        let named = |name: &str| {
            let found = root.files.iter().find(|(file, _)| *file == name);
            found.map(|(_, bytes)| *bytes).ok_or_else(|| wrong(format!("its file \"{name}\" is not there")))
        };
        let bytes = named(&origin.file)?;
        let digest = origin::intact(root.folder, &origin.sha256, bytes)?;
        if let Some(tuf) = &origin.tuf {
            origin::intact(root.folder, &tuf.sha256, named(&tuf.root)?)?;
        }
        let anchors = match origin.form {
            Form::X509 => given::authorities(root.folder, bytes)?,
            Form::Key => given::keys(root.folder, bytes)?,
            Form::Sigstore => {
                let text = std::str::from_utf8(bytes).map_err(|_| wrong("it is no text".to_owned()))?.to_owned();
                vec![Anchor::of(origin.name.clone(), digest, Material::Sigstore(text))]
            }
            Form::Crl => return self.revoke_by(root.folder, bytes),
            Form::Ocsp => return self.answer_by(root.folder, bytes),
        };
        self.make_way(root.folder, checked.dated)?;
        self.anchors.extend(anchors.into_iter().map(|anchor| Anchor {
            source: origin.source.clone(),
            folder: Some(root.folder.to_owned()),
            dated: Some(checked.dated),
            expires: checked.expires,
            vouchings: checked.vouchings.clone(),
            ..anchor
        }));
        Ok(())
    }

    /// A root from a folder of the same name gives way, unless it is the newer one.
    fn make_way(&mut self, folder: &str, dated: Moment) -> Result<(), TrustError> {
        let same = |anchor: &&Anchor| anchor.folder.as_deref() == Some(folder);
        if let Some(newest) = self.anchors.iter().filter(same).filter_map(|anchor| anchor.dated).max().filter(|newest| *newest > dated) {
            return Err(TrustError::Older { root: folder.to_owned(), dated, newest });
        }
        self.anchors.retain(|anchor| anchor.folder.as_deref() != Some(folder));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;
    use crate::intake::Digest;

    #[test]
    fn what_ships_is_intact_and_vouches_for_nobody() {
        let store = TrustStore::shipped().unwrap();
        assert_eq!(store.anchors().len(), 2);
        for anchor in store.anchors() {
            assert!(anchor.vouchings.is_empty() && anchor.expires.is_some() && anchor.dated.is_some());
        }
    }

    fn origin(form: &str, bytes: &[u8], dated: &str, rest: &str) -> String {
        let digest = Digest::of(bytes);
        format!(
            "name = \"x\"\nform = \"{form}\"\nfile = \"f\"\nsource = \"s\"\nlicence = \"l\"\nsha256 = \"{digest}\"\ndated = \"{dated}\"\n{rest}\n"
        )
    }

    fn add(store: &mut TrustStore, origin: &str, bytes: &[u8]) -> Result<(), TrustError> {
        store.add_root(&Root { folder: "sigstore/public-good", origin, files: vec![("f", bytes)] })
    }

    const EXPIRES: &str = "expires = \"2027-01-01\"";

    #[test]
    fn a_root_whose_bytes_changed_is_refused() {
        let origin = origin("sigstore", b"right", "2026-01-01", EXPIRES);
        assert!(add(&mut TrustStore::default(), &origin, b"right").is_ok());
        assert!(matches!(add(&mut TrustStore::default(), &origin, b"wrong"), Err(TrustError::Changed { .. })));
    }

    #[test]
    fn an_anchor_says_when_it_ends_and_a_day_counts_to_its_end() {
        let without = origin("sigstore", b"r", "2026-01-01", "");
        assert!(matches!(add(&mut TrustStore::default(), &without, b"r"), Err(TrustError::Origin { .. })));
        let mut store = TrustStore::default();
        add(&mut store, &origin("sigstore", b"r", "2026-01-01", EXPIRES), b"r").unwrap();
        assert_eq!(store.anchors()[0].expires, Moment::parse("2027-01-01T23:59:59Z"));
    }

    #[test]
    fn a_folder_of_the_same_name_takes_the_place_of_an_older_one_only() {
        let mut store = TrustStore::shipped().unwrap();
        let newer = origin("sigstore", b"newer", "2026-11-01", EXPIRES);
        add(&mut store, &newer, b"newer").unwrap();
        assert_eq!(store.anchors().len(), 2);
        let older = origin("sigstore", b"older", "2026-10-31", EXPIRES);
        assert!(matches!(add(&mut store, &older, b"older"), Err(TrustError::Older { .. })));
    }

    #[test]
    fn a_slip_in_what_a_root_may_vouch_for_is_refused() {
        for rest in
            ["party = \" \"", "identity = \"\"", "identity-pattern = \"(\"", "issuer = \"x\"", "until = \"soon\"", "documents = [\"bil\"]"]
        {
            let origin = origin("sigstore", b"r", "2026-01-01", &format!("{EXPIRES}\n[[vouches]]\n{rest}"));
            assert!(add(&mut TrustStore::default(), &origin, b"r").is_err(), "{rest}");
        }
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
