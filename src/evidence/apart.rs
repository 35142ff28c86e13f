//! What the plain forms share: a signature apart from its document, and the buyer's keys that it may be by.

use super::embedded::{self, Signer};
use super::key::{Check, PublicKey};
use super::{Attestation, Cause, Opened, Opening, Proof, Standing, timestamp};
use crate::intake::{Digest, Document};

/// Documents that a signature of any name is tried on.
const CANDIDATES: usize = 64;
/// A signature file as large as that is none.
pub(super) const LIMIT_BYTES: usize = 1 << 20;
/// Who signed, where the signature does not say.
pub(super) const NOBODY_NAMED: &str = "somebody whom the signature does not name";

/// One signature apart from what it signs, read and not yet checked.
pub(super) struct Loose<'a> {
    /// The signature's own octets: what a timestamp beside it may be over.
    pub value: Vec<u8>,
    /// Who says to have signed: `the holder of key ..`.
    pub claimed: String,
    /// The key that it brings along: it tells whether the document was altered, and nothing about whom to trust.
    pub key: Option<PublicKey>,
    /// Whether it is this key's over these bytes.
    pub check: Checking<'a>,
}

type Checking<'a> = Box<dyn Fn(&PublicKey, &[u8]) -> Check + 'a>;

/// Judges the signature that a document carries.
pub(super) fn opened(form: &'static str, document: &Document, loose: Result<Loose<'_>, Standing>, opening: &Opening<'_>) -> Opened {
    let claimed_signer = loose.as_ref().ok().map(|loose| loose.claimed.clone());
    let judged = loose.and_then(|loose| judge(document, &loose, opening));
    let (standing, subjects) = match judged {
        Ok((proof, covered)) => (Standing::Verified(proof), vec![covered]),
        Err(standing) => (standing, opening.held.belongs_to(document)),
    };
    let (document, path) = (document.digest, document.path.clone());
    let attestation = Attestation { document, path, form, standing, subjects, predicate: None, claimed_signer, within: None };
    Opened { attestation, payload: None }
}

fn judge(document: &Document, loose: &Loose<'_>, opening: &Opening<'_>) -> Result<(Proof, Digest), Standing> {
    opening.spend()?;
    let beside = opening.held.beside(document);
    let others = opening.delivery.shipment.documents.iter().filter(|other| other.digest != document.digest);
    let candidates: Vec<&Document> = beside.map_or_else(|| others.take(CANDIDATES).collect(), |beside| vec![beside]);
    let keys: Vec<PublicKey> = loose.key.clone().map_or_else(|| embedded::keys(opening).cloned().collect(), |key| vec![key]);
    let mut tried = false;
    for candidate in candidates {
        for key in &keys {
            opening.spend_bytes(&candidate.bytes)?;
            match (loose.check)(key, &candidate.bytes) {
                Check::Good if key.is_weak() => return Err(weak()),
                Check::Good => {
                    let stamped = timestamp::beside(document, &loose.value, opening);
                    let kind = opening.held.kind(candidate.digest);
                    let signer = Signer { key: key.clone(), certificates: Vec::new(), stamped, kind };
                    let proof = signer.proof(&loose.claimed, opening)?;
                    return Ok((proof, candidate.digest));
                }
                Check::Bad => tried = true,
                Check::Unfit => {}
            }
        }
    }
    match beside {
        None => Err(covers_nothing()),
        Some(beside) if tried => Err(altered(&beside.path, loose)),
        Some(_) => Err(embedded::nobody_known(&loose.claimed, false, opening)),
    }
}

fn altered(path: &str, loose: &Loose<'_>) -> Standing {
    let under = if loose.key.is_some() { "the key that it names" } else { "any key that is trusted here" };
    Standing::rejected(
        Cause::Altered,
        format!("the signature does not fit \"{path}\" under {under}: one of the two was changed after signing, or somebody else signed"),
        "fetch both again from the vendor; where they still differ, ask the vendor which bytes it signed with which key",
    )
}

pub(super) fn covers_nothing() -> Standing {
    Standing::undetermined(
        Cause::CoversNothing,
        "the signature covers no document of this delivery",
        "have the document that it belongs to delivered with it",
    )
}

pub(super) fn weak() -> Standing {
    Standing::rejected(
        Cause::Weak,
        "the signature was made with SHA-1, or with an RSA key below 2048 bits, which no longer proves anything",
        "ask the vendor to sign again with SHA-256 and RSA of at least 2048 bits, or an elliptic curve",
    )
}

/// A file of a form that is not what the form says; `again`: how the vendor makes a good one.
pub(super) fn damaged(what: &str, again: &str) -> Standing {
    Standing::undetermined(Cause::Malformed, what, format!("fetch the signature again from the vendor (`{again}`)"))
}
