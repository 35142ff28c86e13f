//! Trust that is handed in for one run: certificates, keys, revocation lists, and whose they are.

use super::super::certificate::Certificate;
use super::super::key::PublicKey;
use super::super::sigstore::trouble_with_root;
use super::super::{minisign, openpgp, pem, ssh};
use super::{Anchor, Documents, Identity, Material, Pattern, TrustStore, Vouching};
use crate::intake::{Digest, Moment};

/// Why something cannot be trusted as given. Each is ours to put right, not the vendor's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// Another file than was asked for.
    #[error("\"{source_name}\" holds no {wanted}; give it as PEM or DER")]
    Unreadable { source_name: String, wanted: &'static str },
    /// Never hand out a private key.
    #[error("\"{source_name}\" holds a private key; give the public key only (`openssl pkey -pubout`)")]
    PrivateKey { source_name: String },
    /// A kind of key that is not supported.
    #[error(
        "the key in \"{source_name}\" is of a kind that is not supported; supported are RSA, P-256, P-384, P-521 and Ed25519 in PEM, DER, or as an SSH or minisign key"
    )]
    NotSupported { source_name: String },
    /// A root's ORIGIN.toml is missing something, or says something wrong.
    #[error("trust root \"{root}\": {detail}")]
    Origin { root: String, detail: String },
    /// The bytes are not those that ORIGIN.toml names.
    #[error("trust root \"{root}\": the file has SHA-256 {found}, ORIGIN.toml says {stated}; fetch the root again from its source")]
    Changed { root: String, stated: String, found: Digest },
    /// A newer root of the same folder is already there: nobody can be brought back to an older one.
    #[error("trust root \"{root}\" is of {dated}, and the one in use of {newest}; run `kenpin trust update`, or take the folder away")]
    Older { root: String, dated: Moment, newest: Moment },
    /// An empty name, or a pattern that cannot be read.
    #[error("\"{text}\" is no name and no pattern that a signer could have")]
    Pattern { text: String },
}

impl TrustStore {
    /// `--trusted-ca FILE`: each certificate in it vouches for the whole delivery.
    ///
    /// # Errors
    /// [`TrustError::Unreadable`] where there is no certificate, or one of several cannot be read.
    pub fn trust_authority(&mut self, source: &str, bytes: &[u8]) -> Result<(), TrustError> {
        let anchors = authorities(source, bytes)?;
        self.adopt(anchors);
        Ok(())
    }

    /// `--trusted-key FILE`: the key vouches for the whole delivery.
    ///
    /// # Errors
    /// [`TrustError::Unreadable`], [`TrustError::PrivateKey`], [`TrustError::NotSupported`].
    pub fn trust_key(&mut self, source: &str, bytes: &[u8]) -> Result<(), TrustError> {
        let anchors = keys(source, bytes)?;
        self.adopt(anchors);
        Ok(())
    }

    /// `--signer-of NAME=FILE`: the certificates or keys in the file vouch for that party, and for no other.
    ///
    /// # Errors
    /// As [`TrustStore::trust_authority`] and [`TrustStore::trust_key`]; [`TrustError::Pattern`] for an empty name.
    pub fn bind_signer(&mut self, party: &str, source: &str, bytes: &[u8]) -> Result<(), TrustError> {
        if party.trim().is_empty() {
            return Err(TrustError::Pattern { text: party.to_owned() });
        }
        let anchors = authorities(source, bytes).or_else(|_| keys(source, bytes))?;
        for mut anchor in anchors {
            let bound = Vouching { party: Some(party.to_owned()), ..Vouching::WHOLE };
            match self.anchors.iter_mut().find(|known| known.digest == anchor.digest) {
                Some(known) => {
                    known.vouchings.retain(|vouching| *vouching != Vouching::WHOLE);
                    known.vouchings.push(bound);
                }
                None => {
                    anchor.vouchings = vec![bound];
                    self.anchors.push(anchor);
                }
            }
        }
        Ok(())
    }

    /// `--crl FILE`: revocation lists, in PEM or DER.
    ///
    /// # Errors
    /// [`TrustError::Unreadable`].
    pub fn revoke_by(&mut self, source: &str, bytes: &[u8]) -> Result<(), TrustError> {
        let unreadable = || TrustError::Unreadable { source_name: source.to_owned(), wanted: "certificate revocation list" };
        let lists = labelled(bytes, "X509 CRL").unwrap_or_else(|| vec![bytes.to_vec()]);
        if lists.is_empty() || !lists.iter().all(|list| self.revocations.add_list(list)) {
            return Err(unreadable());
        }
        Ok(())
    }

    /// `--ocsp FILE`: an OCSP response in DER, as `openssl ocsp -respout` writes it.
    ///
    /// # Errors
    /// [`TrustError::Unreadable`], also for a response without an answer.
    pub fn answer_by(&mut self, source: &str, bytes: &[u8]) -> Result<(), TrustError> {
        if self.revocations.add_response(bytes) {
            return Ok(());
        }
        Err(TrustError::Unreadable { source_name: source.to_owned(), wanted: "OCSP response with an answer" })
    }

    /// Trusts whoever signs under a Sigstore root with this identity and issuer, for `party` or for the whole delivery.
    ///
    /// # Errors
    /// [`TrustError::Pattern`] for an empty identity or issuer.
    pub fn trust_identity(&mut self, party: Option<&str>, identity: &str, issuer: &str) -> Result<(), TrustError> {
        let name = Pattern::exact(identity).ok_or(TrustError::Pattern { text: identity.to_owned() })?;
        self.trust_identities(party, name, issuer)
    }

    /// The same for every identity that a pattern fits.
    ///
    /// # Errors
    /// [`TrustError::Pattern`] for an empty issuer.
    pub fn trust_identities(&mut self, party: Option<&str>, name: Pattern, issuer: &str) -> Result<(), TrustError> {
        if issuer.is_empty() {
            return Err(TrustError::Pattern { text: issuer.to_owned() });
        }
        let identity = Identity { name, issuer: Some(issuer.to_owned()) };
        let vouching = Vouching { party: party.map(str::to_owned), documents: Documents::Every, until: None, identity: Some(identity) };
        for anchor in &mut self.anchors {
            match anchor.material {
                Material::Sigstore(_) => anchor.vouchings.push(vouching.clone()),
                Material::Authority(_) | Material::Key(_) | Material::OpenPgp(_) => {}
            }
        }
        Ok(())
    }

    /// A Sigstore `trusted_root.json`; it vouches for nobody until an identity is named.
    ///
    /// # Errors
    /// [`TrustError::Unreadable`].
    pub fn trust_sigstore_root(&mut self, source: &str, bytes: &[u8]) -> Result<(), TrustError> {
        let unreadable = || TrustError::Unreadable { source_name: source.to_owned(), wanted: "Sigstore trusted root" };
        let text = std::str::from_utf8(bytes).map_err(|_| unreadable())?;
        if trouble_with_root(text).is_some() {
            return Err(unreadable());
        }
        let anchor = Anchor::of(source.to_owned(), Digest::of(bytes), Material::Sigstore(text.to_owned()));
        self.adopt(vec![Anchor { source: source.to_owned(), ..anchor }]);
        Ok(())
    }

    /// A thing given twice is one anchor.
    fn adopt(&mut self, anchors: Vec<Anchor>) {
        for anchor in anchors {
            if !self.anchors.iter().any(|known| known.digest == anchor.digest) {
                self.anchors.push(anchor);
            }
        }
    }
}

pub(super) fn authorities(source: &str, bytes: &[u8]) -> Result<Vec<Anchor>, TrustError> {
    let certificates = labelled(bytes, "CERTIFICATE").unwrap_or_else(|| vec![bytes.to_vec()]);
    let parsed: Option<Vec<Certificate>> = certificates.iter().map(|der| Certificate::parse(der)).collect();
    let parsed = parsed.filter(|parsed| !parsed.is_empty());
    let parsed = parsed.ok_or(TrustError::Unreadable { source_name: source.to_owned(), wanted: "certificate" })?;
    Ok(parsed
        .into_iter()
        .map(|certificate| Anchor {
            vouchings: vec![Vouching::WHOLE],
            ..Anchor::of(certificate.subject.clone(), Digest::of(certificate.der()), Material::Authority(Box::new(certificate)))
        })
        .collect())
}

pub(super) fn keys(source: &str, bytes: &[u8]) -> Result<Vec<Anchor>, TrustError> {
    if openpgp::Key::is_meant(bytes) {
        return openpgp_keys(source, bytes);
    }
    let blocks = pem::blocks(bytes).unwrap_or_default();
    if blocks.iter().any(|block| block.label.ends_with("PRIVATE KEY")) {
        return Err(TrustError::PrivateKey { source_name: source.to_owned() });
    }
    let parsed: Option<Vec<PublicKey>> = if let Some(key) = minisign::public_key(bytes) {
        Some(vec![key])
    } else if ssh::is_meant(bytes) {
        ssh::public_keys(bytes)
    } else if blocks.is_empty() {
        if bytes.first() != Some(&0x30) {
            return Err(TrustError::Unreadable { source_name: source.to_owned(), wanted: "public key" });
        }
        PublicKey::from_info(bytes).map(|key| vec![key])
    } else {
        blocks.iter().map(public_key).collect()
    };
    let parsed = parsed.ok_or(TrustError::NotSupported { source_name: source.to_owned() })?;
    Ok(parsed
        .into_iter()
        .map(|key| Anchor {
            vouchings: vec![Vouching::WHOLE],
            ..Anchor::of(format!("key sha256:{}", key.fingerprint()), key.fingerprint(), Material::Key(key))
        })
        .collect())
}

fn openpgp_keys(source: &str, bytes: &[u8]) -> Result<Vec<Anchor>, TrustError> {
    if openpgp::Key::is_secret(bytes) {
        return Err(TrustError::PrivateKey { source_name: source.to_owned() });
    }
    let wanted = "OpenPGP public key, as `gpg --export` writes it";
    let keys = openpgp::Key::read(bytes).ok_or(TrustError::Unreadable { source_name: source.to_owned(), wanted })?;
    Ok(keys
        .into_iter()
        .map(|key| Anchor {
            vouchings: vec![Vouching::WHOLE],
            ..Anchor::of(format!("OpenPGP key {}", key.fingerprint()), key.digest(), Material::OpenPgp(Box::new(key)))
        })
        .collect())
}

fn public_key(block: &pem::Block) -> Option<PublicKey> {
    match block.label.as_str() {
        "PUBLIC KEY" => PublicKey::from_info(&block.der),
        "RSA PUBLIC KEY" => PublicKey::from_rsa(&block.der),
        "CERTIFICATE" => Certificate::parse(&block.der)?.key().cloned(),
        _ => None,
    }
}

/// The blocks of this label; `None` where the bytes are no PEM.
fn labelled(bytes: &[u8], label: &str) -> Option<Vec<Vec<u8>>> {
    let blocks = pem::blocks(bytes).filter(|blocks| !blocks.is_empty())?;
    Some(blocks.into_iter().filter(|block| block.label == label).map(|block| block.der).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;

    /// RFC 8410, 10.1 and 10.3: a published example, never trust.
    const PUBLIC: &[u8] =
        b"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
    const PRIVATE: &[u8] =
        b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n";

    #[test]
    fn a_private_key_is_refused_wherever_it_is_given() {
        let mut trust = TrustStore::default();
        assert_eq!(trust.trust_key("k", PRIVATE), Err(TrustError::PrivateKey { source_name: "k".to_owned() }));
        assert!(trust.bind_signer("Tama Optics", "k", PRIVATE).is_err());
        assert!(trust.anchors().is_empty());
    }

    #[test]
    fn what_is_no_key_certificate_or_list_is_refused() {
        let mut trust = TrustStore::default();
        for bytes in [b"".as_slice(), b"hello", b"\x30\x03\x02\x01\x01", b"-----BEGIN X-----\nAAAA\n-----END X-----\n", PUBLIC] {
            assert!(trust.trust_authority("f", bytes).is_err());
            assert!(trust.revoke_by("f", bytes).is_err());
            assert_eq!(trust.trust_key("f", bytes).is_ok(), bytes == PUBLIC);
        }
    }

    #[test]
    fn a_thing_given_twice_is_one_anchor_and_a_bound_one_vouches_for_its_party_only() {
        let mut trust = TrustStore::default();
        trust.trust_key("k", PUBLIC).unwrap();
        trust.trust_key("again", PUBLIC).unwrap();
        trust.bind_signer("Tama Optics", "k", PUBLIC).unwrap();
        assert_eq!(trust.anchors().len(), 1);
        let parties: Vec<Option<&str>> = trust.anchors()[0].vouchings.iter().map(|vouching| vouching.party.as_deref()).collect();
        assert_eq!(parties, [Some("Tama Optics")]);
        assert!(trust.bind_signer(" ", "k", PUBLIC).is_err());
    }

    #[test]
    fn an_identity_or_issuer_without_a_letter_is_refused() {
        let mut trust = TrustStore::shipped().unwrap();
        assert!(trust.trust_identity(None, "", "https://accounts.example.com").is_err());
        assert!(trust.trust_identity(None, "a@example.com", "").is_err());
    }

    #[test]
    fn what_is_no_key_is_told_from_a_key_of_another_kind() {
        let refused = |bytes: &[u8]| TrustStore::default().trust_key("k", bytes).unwrap_err();
        assert!(matches!(refused(b"hello"), TrustError::Unreadable { .. }));
        assert!(matches!(refused(b"\x30\x03\x02\x01\x01"), TrustError::NotSupported { .. }));
    }

    /// Of an empty store there is nothing to say; each thing that is asked for beyond the usual is a part of the trust.
    #[test]
    fn the_digest_of_a_store_holds_what_was_asked_of_it_and_nothing_of_what_is_usual() {
        let with = |change: fn(&mut TrustStore)| {
            let mut trust = TrustStore::default();
            change(&mut trust);
            trust.digest()
        };
        let empty = Digest::of(b"");
        assert_eq!(with(|_| {}), empty);
        let others = [
            with(|trust| trust.ask_for_ssh_namespace("git")),
            with(|trust| trust.ask_for_signers(2)),
            with(|trust| trust.ask_for_log(crate::evidence::trust::LogEvidence::Promise)),
        ];
        assert!(others.iter().all(|digest| *digest != empty) && others[0] != others[1] && others[1] != others[2]);
    }
}
