//! Whom the buyer trusts: roots and keys, what each may vouch for, and until when.

mod given;
pub mod origin;
mod pattern;
mod shipped;

use super::certificate::{Certificate, Revocations};
use super::key::PublicKey;
use super::{Cause, Standing, openpgp, ssh};
use crate::intake::{Digest, Moment};
pub use given::TrustError;
pub use pattern::Pattern;
pub use shipped::{Root, roots};

/// Roots and keys chosen by the buyer. Empty trusts nobody.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    anchors: Vec<Anchor>,
    /// Revocation lists and OCSP responses.
    revocations: Revocations,
    /// What SSH signatures have to be made for. `None`: `file`.
    ssh_namespace: Option<String>,
    /// How many trusted keys must have signed a DSSE envelope. `None`: one.
    threshold: Option<usize>,
    log: LogEvidence,
}

/// What has to show that a Sigstore signature was logged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogEvidence {
    /// A proof of inclusion under a signed checkpoint.
    #[default]
    Proof,
    /// That, or the log's signed promise, which is all that cosign 2 keeps beside an image. Reports say where it was only that.
    Promise,
}

/// One root or key.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// As reports name it: the certificate's subject, the root's name, the key's fingerprint.
    pub name: String,
    /// The file or the address that it came from.
    pub source: String,
    /// The SHA-256 of the material.
    pub digest: Digest,
    /// Its folder in the trust store, such as `sigstore/github`. `None`: given for one run.
    pub folder: Option<String>,
    /// When the material was obtained. `None`: given for one run.
    pub dated: Option<Moment>,
    /// Not used after this moment, whatever the material itself says. `None`: only the material's own dates count.
    pub expires: Option<Moment>,
    /// What it may vouch for; none: nothing yet.
    pub vouchings: Vec<Vouching>,
    material: Material,
}

/// What an anchor is made of.
#[derive(Clone, Debug)]
pub enum Material {
    Authority(Box<Certificate>),
    /// From PEM, DER, an SSH or a minisign key file.
    Key(PublicKey),
    OpenPgp(Box<openpgp::Key>),
    /// A Sigstore `trusted_root.json`.
    Sigstore(String),
}

/// What an anchor may vouch for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouching {
    /// The vendor, as orders name it. `None`: any delivery.
    pub party: Option<String>,
    pub documents: Documents,
    /// `None`: as long as the anchor itself.
    pub until: Option<Moment>,
    /// Who must have signed under this anchor. `None`: anybody under it.
    pub identity: Option<Identity>,
}

/// Which documents may be vouched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Documents {
    Every,
    Only(Vec<Kind>),
}

/// Kinds of documents, as ORIGIN.toml names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Bill,
    /// An in-toto statement other than a bill.
    Statement,
    /// Anything else: firmware, manuals, images.
    Artifact,
    /// No document: the time at which a signature stood (RFC 3161).
    Time,
}

/// A signer under an anchor that stands above many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// E-mail address, URI or common name.
    pub name: Pattern,
    /// Who vouched for that name at signing (Fulcio's OIDC issuer), to the letter. `None`: not asked.
    pub issuer: Option<String>,
}

/// What a signature says about its signer, once it is known to be good.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claims<'a> {
    pub names: &'a [String],
    pub issuer: Option<&'a str>,
    /// What is covered.
    pub kinds: &'a [Kind],
    /// The party of the order. `None`: the order names none.
    pub vendor: Option<&'a str>,
    pub at: Moment,
}

impl TrustStore {
    /// In the order in which they were given.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    pub(super) fn authorities(&self) -> impl Iterator<Item = (usize, &Certificate)> {
        self.anchors.iter().enumerate().filter_map(|(index, anchor)| match &anchor.material {
            Material::Authority(certificate) => Some((index, certificate.as_ref())),
            Material::Key(_) | Material::OpenPgp(_) | Material::Sigstore(_) => None,
        })
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (usize, &PublicKey)> {
        self.anchors.iter().enumerate().filter_map(|(index, anchor)| match &anchor.material {
            Material::Key(key) => Some((index, key)),
            Material::Authority(_) | Material::OpenPgp(_) | Material::Sigstore(_) => None,
        })
    }

    pub(super) fn openpgp_keys(&self) -> impl Iterator<Item = (usize, &openpgp::Key)> {
        self.anchors.iter().enumerate().filter_map(|(index, anchor)| match &anchor.material {
            Material::OpenPgp(key) => Some((index, key.as_ref())),
            Material::Authority(_) | Material::Key(_) | Material::Sigstore(_) => None,
        })
    }

    pub(super) fn sigstore_roots(&self) -> impl Iterator<Item = (usize, &str)> {
        self.anchors.iter().enumerate().filter_map(|(index, anchor)| match &anchor.material {
            Material::Sigstore(root) => Some((index, root.as_str())),
            Material::Authority(_) | Material::Key(_) | Material::OpenPgp(_) => None,
        })
    }

    /// Only SSH signatures that were made for this count.
    pub fn ask_for_ssh_namespace(&mut self, namespace: &str) {
        self.ssh_namespace = Some(namespace.to_owned());
    }

    pub(super) fn ssh_namespace(&self) -> &str {
        self.ssh_namespace.as_deref().unwrap_or(ssh::NAMESPACE)
    }

    /// So many trusted keys must have signed a DSSE envelope.
    pub fn ask_for_signers(&mut self, threshold: usize) {
        self.threshold = Some(threshold);
    }

    pub(super) fn threshold(&self) -> usize {
        self.threshold.unwrap_or(1).max(1)
    }

    /// What has to show that a Sigstore signature was logged.
    pub fn ask_for_log(&mut self, log: LogEvidence) {
        self.log = log;
    }

    pub(super) fn log(&self) -> LogEvidence {
        self.log
    }

    pub(super) fn revocations(&self) -> &Revocations {
        &self.revocations
    }

    /// The anchor's name and the party that it binds the signer to, where it may vouch for all that is claimed.
    pub(super) fn vouch(&self, index: usize, claims: &Claims<'_>) -> Result<(String, Option<String>), Standing> {
        let Some(anchor) = self.anchors.get(index) else { return Err(stranger(claims, "nobody")) };
        // The same material may stand in several folders, once for each party.
        let others = self.anchors.iter().enumerate().filter(|(other, same)| *other != index && same.digest == anchor.digest);
        let first = anchor.vouch(claims);
        let by_another = || others.map(|(_, other)| other.vouch(claims)).find(Result::is_ok);
        if first.is_ok() { first } else { by_another().unwrap_or(first) }
    }

    /// What would have to be the same for the same trust: every anchor, what it vouches for, every revocation list and OCSP response.
    /// Where a file lay does not matter.
    pub fn digest(&self) -> Digest {
        let anchors = self
            .anchors
            .iter()
            .map(|anchor| format!("{}\n{}\n{:?}\n{:?}\n", anchor.name, anchor.digest, anchor.expires.map(Moment::unix), anchor.vouchings));
        let lists = self.revocations.digests().map(|digest| format!("{digest}\n"));
        let asked = [format!("{:?} {:?}\n", self.ssh_namespace, self.threshold)];
        let log = (self.log != LogEvidence::Proof).then(|| format!("{:?}\n", self.log));
        let mut all: Vec<String> = anchors
            .chain(lists)
            .chain(log)
            .chain(asked.into_iter().filter(|_| self.ssh_namespace.is_some() || self.threshold.is_some()))
            .collect();
        all.sort_unstable();
        Digest::of(all.concat().as_bytes())
    }
}

impl Anchor {
    /// As [`TrustStore::vouch`].
    fn vouch(&self, claims: &Claims<'_>) -> Result<(String, Option<String>), Standing> {
        let anchor = self;
        if anchor.expires.is_some_and(|expires| claims.at > expires) {
            return Err(Standing::undetermined(
                Cause::OutOfTime,
                format!("the trusted root \"{}\" is not to be used at {}: it is too old", anchor.name, claims.at),
                "update the trust roots",
            ));
        }
        let known: Vec<&Vouching> = anchor.vouchings.iter().filter(|vouching| vouching.knows(claims)).collect();
        if known.is_empty() {
            return Err(stranger(claims, &anchor.expected()));
        }
        let bound: Vec<&Vouching> = known.iter().copied().filter(|vouching| vouching.may_speak_for(claims.vendor)).collect();
        let Some(first) = bound.first() else { return Err(of_another_party(&known, claims)) };
        let fitting = bound.iter().find(|vouching| vouching.covers(claims.kinds) && vouching.until.is_none_or(|until| claims.at <= until));
        match fitting {
            Some(vouching) => Ok((anchor.name.clone(), vouching.party.clone())),
            None => Err(first.refusal(&anchor.name, claims)),
        }
    }

    fn of(name: String, digest: Digest, material: Material) -> Self {
        Self { name, source: String::new(), digest, folder: None, dated: None, expires: None, vouchings: Vec::new(), material }
    }

    pub fn material(&self) -> &Material {
        &self.material
    }

    /// Whom it knows, for a message.
    fn expected(&self) -> String {
        let known: Vec<String> =
            self.vouchings.iter().filter_map(|vouching| Some(format!("\"{}\"", vouching.identity.as_ref()?.name))).collect();
        if known.is_empty() { "nobody".to_owned() } else { known.join(", ") }
    }
}

impl Vouching {
    /// For any delivery, any document.
    pub const WHOLE: Self = Self { party: None, documents: Documents::Every, until: None, identity: None };

    fn knows(&self, claims: &Claims<'_>) -> bool {
        self.identity.as_ref().is_none_or(|identity| {
            claims.names.iter().any(|name| identity.name.matches(name))
                && identity.issuer.as_deref().is_none_or(|issuer| claims.issuer == Some(issuer))
        })
    }

    /// An order without a vendor binds nobody: the report then says whose signature it was.
    fn may_speak_for(&self, vendor: Option<&str>) -> bool {
        match (&self.party, vendor) {
            (Some(party), Some(vendor)) => same_party(party, vendor),
            (None, Some(_)) | (Some(_) | None, None) => true,
        }
    }

    fn covers(&self, kinds: &[Kind]) -> bool {
        match &self.documents {
            Documents::Every => true,
            Documents::Only(allowed) => kinds.iter().all(|kind| allowed.contains(kind)),
        }
    }

    fn refusal(&self, anchor: &str, claims: &Claims<'_>) -> Standing {
        if self.covers(claims.kinds) {
            return Standing::rejected(
                Cause::OutOfTime,
                format!(
                    "\"{anchor}\" was to be trusted for this until {}, and it is {}",
                    self.until.map_or_else(String::new, |until| until.to_string()),
                    claims.at
                ),
                "ask whoever keeps the trust store whether the trust goes on",
            );
        }
        Standing::rejected(
            Cause::NotForThis,
            format!("\"{anchor}\" may not vouch for documents of this kind"),
            "have the document signed by somebody who may, or let the trust store say that this signer may",
        )
    }
}

/// Case, and how much white space stands between words, make no other party.
fn same_party(one: &str, other: &str) -> bool {
    let tidy = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    tidy(one) == tidy(other)
}

fn stranger(claims: &Claims<'_>, expected: &str) -> Standing {
    let issuer = claims.issuer.map_or_else(String::new, |issuer| format!(", as \"{issuer}\" says"));
    Standing::rejected(
        Cause::Stranger,
        format!("signed by \"{}\"{issuer}; trusted here: {expected}", claims.names.join("\", \"")),
        "if this signer is the vendor's, name it in the trust store",
    )
}

fn of_another_party(known: &[&Vouching], claims: &Claims<'_>) -> Standing {
    let parties: Vec<&str> = known.iter().filter_map(|vouching| vouching.party.as_deref()).collect();
    Standing::rejected(
        Cause::NotForThis,
        format!("this signer vouches for \"{}\", and the order is with \"{}\"", parties.join("\", \""), claims.vendor.unwrap_or_default()),
        "have the delivery signed by the party of the order, or correct the vendor in the order",
    )
}
