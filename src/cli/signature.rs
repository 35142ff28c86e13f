//! `kenpin signature`: one artifact and its signature, in every form.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths;
use super::print::{self, Format};
use super::session::Session;
use super::signature_inspect::Inspect;
use super::signature_sign::Sign;
use crate::evidence::trust::{Pattern, TrustStore};
use crate::evidence::{self, Attestation, Cause, Standing};
use crate::intake::{Artifact, Budget, Delivery, Digest, Document};
use crate::report::escape;

/// Checks, shows and makes signatures
#[derive(Debug, Subcommand)]
pub(crate) enum Signature {
    Verify(Box<Verify>),
    Inspect(Inspect),
    Sign(Sign),
}

/// Says whether an artifact is signed by a party that you name; opens no socket
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Verify {
    /// The artifact: a file, or sha256: and its digest
    #[arg(value_name = "ARTIFACT")]
    artifact: String,
    /// A Sigstore bundle or a DSSE envelope
    #[arg(long, value_name = "FILE", conflicts_with = "signature")]
    bundle: Option<PathBuf>,
    /// A detached signature: CMS, OpenPGP ..; without it the artifact carries its own (JSF, XML-DSig)
    #[arg(long, value_name = "FILE")]
    signature: Option<PathBuf>,
    /// An RFC 3161 token over the signature
    #[arg(long, value_name = "FILE", requires = "signature")]
    timestamp: Option<PathBuf>,
    /// The signer's public key
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// An authority above the signer's certificate
    #[arg(long, value_name = "FILE")]
    ca: Vec<PathBuf>,
    /// A certificate revocation list
    #[arg(long, value_name = "FILE")]
    crl: Vec<PathBuf>,
    /// The signer's identity, to the letter
    #[arg(long, value_name = "IDENTITY", requires = "issuer")]
    identity: Option<String>,
    /// A regular expression that fits the whole identity
    #[arg(long, value_name = "PATTERN", requires = "issuer", conflicts_with = "identity")]
    identity_regexp: Option<String>,
    /// Who vouched for the identity, to the letter
    #[arg(long, value_name = "ISSUER")]
    issuer: Option<String>,
    /// What an SSH signature has to be made for; "file" unless given
    #[arg(long, value_name = "NAMESPACE")]
    namespace: Option<String>,
    /// How many of the keys must have signed a DSSE envelope
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    threshold: u8,
    /// A Sigstore trusted root; the public one unless given
    #[arg(long, value_name = "FILE")]
    trusted_root: Option<PathBuf>,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Larger artifacts are not held in memory where a bundle signs them.
const HELD_BYTES: u64 = 4 << 20;

const EXAMPLES: &str = "\
Examples:
  kenpin signature verify camera.cdx.json --signature camera.cdx.json.p7s --ca vendor-ca.pem
  kenpin signature verify image.bin --bundle image.bin.sigstore.json --identity release@vendor.example --issuer https://accounts.vendor.example

Exit codes: 0 signed by that party, 10 cannot be told, 20 not signed by that party";

#[derive(Serialize)]
struct Verified {
    schema_version: &'static str,
    standing: &'static str,
    /// `null`: no form of signature was recognised.
    form: Option<&'static str>,
    signer: Option<Signer>,
    signed_at: Option<String>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Signer {
    name: String,
    /// `null` for a signer who only says to be so.
    trusted_by: Option<String>,
}

/// Whom the operator asks about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Nobody,
    /// A signature that fits none of them is not by that party.
    Keys,
    /// Authorities or identities: one by whom cannot be told may be theirs.
    Others,
}

impl Signature {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Verify(verify) => verify.run(session),
            Self::Inspect(inspect) => inspect.run(),
            Self::Sign(sign) => sign.run(session),
        }
    }
}

impl Verify {
    fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let (delivery, wanted, carrier) = self.delivery()?;
        let verified = match self.trust()? {
            Ok(trust) => {
                let evidence = evidence::verify(&delivery, &trust, at);
                let own: Vec<&Attestation> = evidence
                    .attestations
                    .iter()
                    .filter(|attestation| attestation.document == carrier && !attestation.is_of_a_part())
                    .collect();
                judged(&own, wanted, self.named())
            }
            Err(reason) => Verified { standing: "rejected", reason: Some(reason), ..Verified::unknown() },
        };
        print::answer(self.format, &verified, || human(&verified))?;
        Ok(match verified.standing {
            "verified" => Exit::Accept,
            "rejected" => Exit::Reject,
            _ => Exit::Refer,
        })
    }

    /// The artifact and its signature as a delivery of two, the artifact's digest, and the document that carries the signature.
    fn delivery(&self) -> Result<(Delivery, Digest, Digest), Fault> {
        let mut delivery = Delivery::default();
        let wanted = match self.artifact.strip_prefix("sha256:") {
            Some(hex) => {
                let digest = Digest::parse(hex);
                let digest =
                    digest.ok_or_else(|| Fault::usage("this is no SHA-256", &self.artifact, "write sha256: and 64 hexadecimal digits"))?;
                delivery.artifacts.push(Artifact { path: "artifact".to_owned(), digest });
                digest
            }
            None if self.bundle.is_some() && is_large(Path::new(&self.artifact))? => {
                let digest = digest(Path::new(&self.artifact))?;
                delivery.artifacts.push(Artifact { path: "artifact".to_owned(), digest });
                digest
            }
            None => {
                let document = Document::new("artifact", read(Path::new(&self.artifact))?);
                let digest = document.digest;
                delivery.shipment.documents.push(document);
                digest
            }
        };
        let Some(path) = self.bundle.as_deref().or(self.signature.as_deref()) else { return Ok((delivery, wanted, wanted)) };
        // Its ending tells what it belongs to; one without gets one that tells nothing of its form.
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let neutral = if self.bundle.is_some() { ".sigstore.json" } else { ".sig" };
        let ending = evidence::signature_ending(&name).unwrap_or(neutral);
        let signature = Document::new(format!("artifact{ending}"), read(path)?);
        let carrier = signature.digest;
        if let Some(token) = &self.timestamp {
            delivery.shipment.documents.push(Document::new(format!("artifact{ending}.tsr"), read(token)?));
        }
        delivery.shipment.documents.push(signature);
        delivery.shipment.documents.sort_by(|one, other| one.path.cmp(&other.path));
        Ok((delivery, wanted, carrier))
    }

    fn named(&self) -> Named {
        match (self.ca.is_empty() && self.identity.is_none() && self.identity_regexp.is_none(), self.key.is_empty()) {
            (true, true) => Named::Nobody,
            (true, false) => Named::Keys,
            (false, _) => Named::Others,
        }
    }

    /// Whom to believe; `Err`: a name that nobody can have.
    fn trust(&self) -> Result<Result<TrustStore, String>, Fault> {
        let mut store = match &self.trusted_root {
            Some(path) => {
                let mut store = TrustStore::default();
                store.trust_sigstore_root(&path.display().to_string(), &read(path)?).map_err(|error| Fault::ours(error, "", ""))?;
                store
            }
            None => TrustStore::shipped().map_err(|error| Fault::ours(error, "", ""))?,
        };
        let fault = |error: evidence::trust::TrustError| Fault::ours(error, "", "");
        for path in &self.ca {
            store.trust_authority(&path.display().to_string(), &read(path)?).map_err(fault)?;
        }
        for path in &self.key {
            store.trust_key(&path.display().to_string(), &read(path)?).map_err(fault)?;
        }
        for path in &self.crl {
            store.revoke_by(&path.display().to_string(), &read(path)?).map_err(fault)?;
        }
        if let Some(namespace) = &self.namespace {
            store.ask_for_ssh_namespace(namespace);
        }
        store.ask_for_signers(usize::from(self.threshold));
        let issuer = self.issuer.as_deref().unwrap_or_default();
        let named = match (&self.identity, &self.identity_regexp) {
            (Some(identity), _) => store.trust_identity(None, identity, issuer),
            (None, Some(pattern)) => {
                let wrong = || Fault::usage("this is no regular expression that fits a name", pattern, "write it as for `grep -E`");
                store.trust_identities(None, Pattern::expression(pattern).ok_or_else(wrong)?, issuer)
            }
            (None, None) => Ok(()),
        };
        Ok(named.map(|()| store).map_err(|error| error.to_string()))
    }
}

impl Verified {
    fn unknown() -> Self {
        Self { schema_version: "1", standing: "undetermined", form: None, signer: None, signed_at: None, reason: None }
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let limit = Budget::default().document_bytes;
    let too_large = || Fault::usage(format!("it is larger than {limit} bytes"), path.display(), "check which file was handed in");
    paths::within(path, limit)?.ok_or_else(too_large)
}

/// Whether a file is better hashed than held: a bundle is over a digest.
fn is_large(path: &Path) -> Result<bool, Fault> {
    std::fs::metadata(path)
        .map(|metadata| metadata.is_file() && metadata.len() > HELD_BYTES)
        .map_err(|error| Fault::unreadable(path, &error))
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the artifact")]
fn digest(path: &Path) -> Result<Digest, Fault> {
    std::fs::File::open(path).and_then(Digest::of_stream).map_err(|error| Fault::unreadable(path, &error))
}

/// One good signature over the artifact suffices; otherwise the gravest thing that was found.
fn judged(own: &[&Attestation], wanted: Digest, named: Named) -> Verified {
    let covers = |attestation: &Attestation| attestation.subjects.contains(&wanted);
    let mut worst = Verified { reason: Some("no form of signature is recognised in the file".to_owned()), ..Verified::unknown() };
    for attestation in own {
        let mut found = told(attestation, covers(attestation));
        // Where nobody is named, a stranger is nobody else than whom nobody was asked for.
        if is_a_strangers(attestation) {
            found.standing = match named {
                Named::Nobody => "undetermined",
                Named::Keys => "rejected",
                Named::Others => found.standing,
            };
        }
        match found.standing {
            "verified" => return found,
            "rejected" => worst = found,
            _ if worst.standing != "rejected" => worst = found,
            _ => {}
        }
    }
    worst
}

fn is_a_strangers(attestation: &Attestation) -> bool {
    match &attestation.standing {
        Standing::Rejected(reason) | Standing::Undetermined(reason) => reason.cause == Cause::Stranger,
        Standing::Verified(_) => false,
    }
}

fn told(attestation: &Attestation, covers: bool) -> Verified {
    let base = Verified { form: Some(attestation.form), ..Verified::unknown() };
    let claimed = attestation.claimed_signer.clone().map(|name| Signer { name, trusted_by: None });
    match &attestation.standing {
        Standing::Verified(proof) => {
            let signer = Some(Signer { name: proof.signer().to_owned(), trusted_by: Some(proof.root().to_owned()) });
            let signed_at = proof.signed_at().map(|at| at.to_string());
            let (standing, reason) = if covers {
                ("verified", None)
            } else if attestation.subjects.is_empty() {
                ("undetermined", Some("a good signature, under a statement that vouches for nothing".to_owned()))
            } else {
                ("rejected", Some("a good signature, over something else than this artifact".to_owned()))
            };
            Verified { standing, signer, signed_at, reason, ..base }
        }
        Standing::Rejected(reason) => Verified { standing: "rejected", signer: claimed, reason: Some(reason.detail.clone()), ..base },
        Standing::Undetermined(reason) => Verified { signer: claimed, reason: Some(reason.detail.clone()), ..base },
    }
}

fn human(verified: &Verified) -> String {
    let mut lines = vec![match verified.standing {
        "verified" => "VERIFIED  the artifact is signed by that party".to_owned(),
        "rejected" => "REJECTED  the artifact is not signed by that party".to_owned(),
        _ => "UNDETERMINED  it cannot be told whether the artifact is signed by that party".to_owned(),
    }];
    let form = verified.form.map(str::to_owned);
    let signer = verified.signer.as_ref().map(|signer| match &signer.trusted_by {
        Some(root) => format!("{}, trusted by {root}", signer.name),
        None => format!("{}, as it says itself", signer.name),
    });
    for (label, value) in [("form:", &form), ("signer:", &signer), ("at:", &verified.signed_at), ("why:", &verified.reason)] {
        lines.extend(value.as_ref().map(|value| format!("  {label:<8}{}", escape::visible(value))));
    }
    lines.join("\n")
}
