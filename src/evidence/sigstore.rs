//! Sigstore bundles v0.1 to v0.3: keyless or with a key, logged in Rekor v1 or v2, under the public or a private root.

mod form;
mod gates;
mod said;

use sigstore_verify::trust_root::TrustedRoot;
use sigstore_verify::types::bundle::{SignatureContent, VerificationMaterialContent};
use sigstore_verify::types::{Artifact as Content, Bundle, DerPublicKey, Sha256Hash};
use sigstore_verify::{CertificateError, Error, PublicKeyVerificationPolicy, VerificationPolicy, Verifier};

use super::build::Build;
use super::key::PublicKey;
use super::statement::Statement;
use super::trust::{LogEvidence, Pattern, TrustStore};
use super::{Cause, Standing, json};
use crate::intake::{Digest, Moment};
pub(super) use form::FORM;

/// Bundles in one file of lines.
const LINES: usize = 256;

/// One bundle and one artifact: is this signed by that party?
pub struct Question<'a> {
    /// The bundle's JSON.
    pub bundle: &'a [u8],
    pub artifact: Artifact<'a>,
    pub signer: Signer<'a>,
    /// A Sigstore `trusted_root.json`.
    pub trusted_root: &'a str,
    pub at: Moment,
}

/// What was signed.
#[derive(Clone, Copy)]
pub enum Artifact<'a> {
    Bytes(&'a [u8]),
    Sha256(Digest),
}

/// Who must have signed.
#[derive(Clone, Copy)]
pub enum Signer<'a> {
    /// Under a certificate of the root, for this name, for which this OIDC issuer vouched.
    Identity {
        name: &'a Pattern,
        issuer: &'a str,
    },
    Key(&'a PublicKey),
}

/// What a good bundle shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The certificate's identity. `None`: signed with a key.
    pub identity: Option<String>,
    /// The OIDC issuer that vouched for the identity.
    pub issuer: Option<String>,
    /// The earliest time that a log or a timestamp authority proves.
    pub signed_at: Option<Moment>,
    /// What a build service says of the build. `None`: signed with a key, or by a person.
    pub build: Option<Build>,
    /// Of an in-toto statement. `None`: a signature over plain bytes.
    pub predicate_type: Option<String>,
    /// What shows that it was logged.
    pub log: LogEvidence,
}

/// By when, and by what it has to be good.
#[derive(Clone, Copy)]
struct Terms {
    at: Moment,
    log: LogEvidence,
}

/// Whether the artifact is signed by that party.
///
/// # Errors
/// The standing of a bundle that is not good, with the reason. Never [`Standing::Verified`].
pub fn verify(question: &Question<'_>) -> Result<Shown, Standing> {
    let bundle = Parsed::read(question.bundle)?;
    let root = Root::read(question.trusted_root)?;
    let terms = Terms { at: question.at, log: LogEvidence::Proof };
    match question.signer {
        Signer::Key(key) => bundle.check(question.artifact, Some(key), &root, terms),
        Signer::Identity { name, issuer } => {
            let shown = bundle.check(question.artifact, None, &root, terms)?;
            let named = shown.identity.as_deref().is_some_and(|identity| name.matches(identity));
            if named && !issuer.is_empty() && shown.issuer.as_deref() == Some(issuer) {
                Ok(shown)
            } else {
                Err(stranger(&shown, name, issuer))
            }
        }
    }
}

/// Why this `trusted_root.json` cannot be used; `None`: it can.
pub fn trouble_with_root(json: &str) -> Option<String> {
    match Root::read(json) {
        Err(Standing::Rejected(reason) | Standing::Undetermined(reason)) => Some(reason.detail),
        Err(Standing::Verified(_)) | Ok(_) => None,
    }
}

/// The Sigstore roots of a trust store, each with its place there, read once for many bundles.
pub(super) struct Roots(Vec<(usize, Result<Root, Standing>)>);

impl Roots {
    fn read(trust: &TrustStore) -> Self {
        Self(trust.sigstore_roots().map(|(index, json)| (index, Root::read(json))).collect())
    }
}

/// Source: sigstore/protobuf-specs, sigstore_trustroot.proto, TrustedRoot.media_type.
const ROOT_TYPES: &[&str] = &[
    "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    "application/vnd.dev.sigstore.trustedroot.v0.1+json",
    "application/vnd.dev.sigstore.trustedroot.v0.2+json",
];

/// A trusted root.
struct Root {
    root: TrustedRoot,
    verifier: Verifier,
}

impl Root {
    fn read(json: &str) -> Result<Self, Standing> {
        let unusable = |error: String| {
            Standing::undetermined(
                Cause::NotSupported,
                format!("the Sigstore root cannot be used: {error}"),
                "fetch trusted_root.json again from its source",
            )
        };
        let root = TrustedRoot::from_json(json).map_err(|error| unusable(error.to_string()))?;
        if !ROOT_TYPES.contains(&root.media_type.as_str()) {
            return Err(unusable(format!("its mediaType \"{}\" is none of {}", root.media_type, ROOT_TYPES.join(", "))));
        }
        let verifier = Verifier::new(&root).map_err(|error| unusable(error.to_string()))?;
        Ok(Self { root, verifier })
    }
}

/// A bundle whose JSON says one thing only.
struct Parsed {
    bundle: Bundle,
    statement: Option<Statement>,
}

impl Parsed {
    fn read(bytes: &[u8]) -> Result<Self, Standing> {
        json::is_unambiguous(bytes).map_err(|error| unreadable(&error))?;
        let text = std::str::from_utf8(bytes).map_err(|error| unreadable(&error.to_string()))?;
        // The crate takes a bundle without one for v0.1.
        if json::member(bytes, "mediaType").is_none() {
            return Err(unreadable("it has no mediaType"));
        }
        let bundle = Bundle::from_json(text).map_err(|error| unreadable(&error.to_string()))?;
        let statement = match &bundle.content {
            SignatureContent::DsseEnvelope(envelope) => Some(Statement::read(envelope.payload.as_bytes())?),
            SignatureContent::MessageSignature(_) => None,
            // The crate may add kinds of content; they are not supported until they are listed here.
            _ => return Err(unreadable("its content is neither a message signature nor a DSSE envelope")),
        };
        Ok(Self { bundle, statement })
    }

    fn has_key(&self) -> bool {
        matches!(self.bundle.verification_material.content, VerificationMaterialContent::PublicKey(_))
    }

    /// Everything but who the signer must be: signature, certificate, log, times, and the gates of SIGNATURES.
    fn check(&self, artifact: Artifact<'_>, key: Option<&PublicKey>, root: &Root, terms: Terms) -> Result<Shown, Standing> {
        let Terms { at, log } = terms;
        gates::chain(&self.bundle)?;
        gates::log_entries(&self.bundle, &root.root, log)?;
        let shown = self.ask(artifact, key, root, &root.verifier)?;
        let proved: Vec<Moment> = shown
            .verified_timestamps()
            .iter()
            .copied()
            .chain(shown.integrated_time())
            .filter_map(|time| Moment::from_unix(time.as_second()))
            .collect();
        // With a key and no log time nothing proves when it was signed: it is judged at the moment of the check.
        let times = if proved.is_empty() { vec![at] } else { proved.clone() };
        gates::log_keys(&self.bundle, &root.root, &times)?;
        if let Some(stricter) = gates::without_lapsed_authorities(&self.bundle, &root.root, &times) {
            let verifier = Verifier::new(&stricter).map_err(|error| explain(&error))?;
            self.ask(artifact, key, root, &verifier)?;
        }
        gates::not_after(&proved, at)?;
        Ok(Shown {
            identity: shown.identity().and_then(gates::unconfused),
            issuer: shown.issuer().map(str::to_owned),
            signed_at: proved.into_iter().min(),
            build: gates::build(&shown)?,
            predicate_type: self.statement.as_ref().map(|statement| statement.predicate_type.clone()),
            log: if gates::is_promised_only(&self.bundle) { LogEvidence::Promise } else { LogEvidence::Proof },
        })
    }

    fn ask(
        &self,
        artifact: Artifact<'_>,
        key: Option<&PublicKey>,
        root: &Root,
        verifier: &Verifier,
    ) -> Result<sigstore_verify::VerificationResult, Standing> {
        let content = match artifact {
            Artifact::Bytes(bytes) => Content::from_blob(bytes),
            Artifact::Sha256(digest) => Content::from_digest(Sha256Hash::new(digest.0)),
        };
        let result = match key {
            Some(key) => verifier.verify(content, &self.bundle, &PublicKeyVerificationPolicy::new(DerPublicKey::new(key.info().to_vec()))),
            // An instance without logs, such as GitHub's: its timestamp authority says when.
            None if gates::keeps_no_log(&root.root) => {
                verifier.verify(content, &self.bundle, &VerificationPolicy::any_identity().skip_tlog_unsafe().skip_sct())
            }
            None => verifier.verify(content, &self.bundle, &VerificationPolicy::any_identity()),
        };
        result.map_err(|error| explain(&error))
    }
}

fn explain(error: &Error) -> Standing {
    let says = |cause, what: &str, remedy: &str| Standing::rejected(cause, format!("{what}: {error}"), remedy);
    if matches!(error, Error::SignatureInvalid(_) | Error::ArtifactMismatch(_)) {
        return says(Cause::Altered, "the signature does not fit the document", "fetch both again from the vendor");
    }
    if let Error::Certificate(certificate) = error {
        if matches!(
            certificate,
            CertificateError::Expired { .. } | CertificateError::NotYetValid { .. } | CertificateError::NoValidAuthority { .. }
        ) {
            return says(Cause::OutOfTime, "the signer's certificate was not valid when it signed", "ask the vendor to sign again");
        }
        return says(Cause::Stranger, "the signer's certificate is not one of this root's", "pass the root under which the vendor signs");
    }
    if matches!(error, Error::TransparencyLog(_) | Error::Timestamp(_)) {
        return says(
            Cause::Altered,
            "log entry or timestamp do not prove when this was signed",
            "ask the vendor for the bundle as its tool wrote it",
        );
    }
    if matches!(error, Error::UnsupportedBundle(_) | Error::UnsupportedArtifact(_)) {
        return Standing::undetermined(
            Cause::NotSupported,
            format!("{error}"),
            "ask the vendor for a bundle of version 0.3 with a certificate of its own",
        );
    }
    says(Cause::Malformed, "the bundle cannot be relied on", "ask the vendor for the bundle as its tool wrote it")
}

fn unreadable(error: &str) -> Standing {
    Standing::undetermined(
        Cause::Malformed,
        format!("the file is no readable Sigstore bundle: {error}"),
        "fetch the bundle again from the vendor",
    )
}

fn stranger(shown: &Shown, name: &Pattern, issuer: &str) -> Standing {
    Standing::rejected(
        Cause::Stranger,
        format!(
            "signed by \"{}\", as \"{}\" says; asked for \"{name}\", as \"{issuer}\" says",
            shown.identity.as_deref().unwrap_or_default(),
            shown.issuer.as_deref().unwrap_or_default()
        ),
        "if this signer is the vendor's, name it as trusted",
    )
}
