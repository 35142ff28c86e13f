//! Sigstore bundles found in a delivery: which documents they cover, and under whose trust.

use sigstore_verify::types::HashAlgorithm;
use sigstore_verify::types::bundle::SignatureContent;

use super::super::json;
use super::super::trust::{Claims, Kind, LogEvidence};
use super::super::{Attestation, Form, Opened, Opening, Proof, subject};
use super::said::say;
use super::{Artifact, Cause, LINES, Parsed, Roots, Shown, Standing, Terms, unreadable};
use crate::intake::{Digest, Document, Outline};

/// The form's line in [`super::super::FORMS`].
pub(in super::super) const FORM: Form = Form {
    name: "sigstore-bundle",
    title: "Sigstore bundle v0.1 to v0.3 (.sigstore.json): message signature or in-toto statement, certificate or key, Rekor v1 or v2",
    proves: "that a trusted identity or key signed exactly these bytes, or made this statement about them, at a time proved by a log or a timestamp authority",
    not: "that a statement with an unknown predicate is any good: it is \"verified, not understood\" and covers nothing",
    recognises,
    open,
    say,
};

const MEDIA_TYPE: &str = "application/vnd.dev.sigstore.bundle";
/// Documents that a signature without a digest in it is tried on.
const CANDIDATES: usize = 64;

fn recognises(document: &Document) -> bool {
    let by_content = match &document.outline {
        Outline::JsonObject { members, .. } => members.iter().any(|member| {
            member.name == "mediaType" && member.text.as_deref().is_some_and(|text| text.starts_with(MEDIA_TYPE))
                || matches!(member.name.as_str(), "verificationMaterial")
        }),
        Outline::Empty | Outline::JsonOther | Outline::Xml { .. } | Outline::Text { .. } | Outline::Pem { .. } => false,
        Outline::Der { .. }
        | Outline::Cbor { .. }
        | Outline::Archive { .. }
        | Outline::Protobuf { .. }
        | Outline::Utf16
        | Outline::Binary => false,
    };
    by_content || [".sigstore.json", ".sigstore"].iter().any(|ending| subject::ends_with(&document.path, ending))
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    json::lines(&document.bytes).into_iter().take(LINES).map(|bundle| opened(document, bundle, opening)).collect()
}

fn opened(document: &Document, bundle: &[u8], opening: &Opening<'_>) -> Opened {
    let mut attestation = Attestation {
        document: document.digest,
        path: document.path.clone(),
        form: FORM.name,
        standing: unreadable(""),
        subjects: opening.held.belongs_to(document),
        predicate: None,
        claimed_signer: None,
        within: None,
    };
    let parsed = match opening.spend().and_then(|()| Parsed::read(bundle)) {
        Ok(parsed) => parsed,
        Err(standing) => return Opened { attestation: Attestation { standing, ..attestation }, payload: None },
    };
    let payload = parsed.statement.as_ref().and_then(|statement| statement.bill(document));
    attestation.predicate = parsed.statement.as_ref().map(|statement| statement.predicate_type.clone());
    let case = Case { document, parsed: &parsed, payload: payload.as_ref(), opening };
    match case.judge(&mut attestation.claimed_signer) {
        Ok((proof, subjects)) => {
            attestation.subjects = subjects;
            attestation.standing = Standing::Verified(proof);
        }
        Err(standing) => attestation.standing = standing,
    }
    let payload = payload.filter(|payload| !opening.held.holds(payload.digest));
    Opened { attestation, payload }
}

struct Case<'a> {
    document: &'a Document,
    parsed: &'a Parsed,
    payload: Option<&'a Document>,
    opening: &'a Opening<'a>,
}

impl Case<'_> {
    fn judge(&self, claimed: &mut Option<String>) -> Result<(Proof, Vec<Digest>), Standing> {
        let candidates = self.candidates()?;
        let mut refusal = None;
        for (artifact, covered) in &candidates {
            match self.under_each_root(*artifact, covered, claimed) {
                Ok(proof) => {
                    return match &self.parsed.statement {
                        Some(statement) => statement.understood(proof, covered.clone()),
                        None => Ok((proof, covered.clone())),
                    };
                }
                Err(standing) => refusal = refusal.or(Some(standing)),
            }
        }
        Err(refusal.unwrap_or_else(covers_nothing))
    }

    /// What the bundle may be over, with the digests that it then covers.
    fn candidates(&self) -> Result<Vec<(Artifact<'_>, Vec<Digest>)>, Standing> {
        let beside = self.opening.held.beside(self.document);
        match &self.parsed.statement {
            Some(statement) => {
                let covered = statement.covered(self.document, self.payload, self.opening)?;
                // The signature is over the payload: any subject of it will do to check it by.
                let artifact = statement.subjects.first().copied().map(Artifact::Sha256);
                Ok(artifact.map(|artifact| (artifact, covered)).into_iter().collect())
            }
            None => {
                let bytes = |document: &'_ Document| (Artifact::Sha256(document.digest), vec![document.digest]);
                if let Some(beside) = beside {
                    self.opening.spend_bytes(&beside.bytes)?;
                    return Ok(vec![(Artifact::Bytes(&beside.bytes), vec![beside.digest])]);
                }
                if let Some(artifact) = self.opening.held.artifact_beside(self.document) {
                    return Ok(vec![(Artifact::Sha256(artifact), vec![artifact])]);
                }
                let others = self.opening.delivery.shipment.documents.iter().filter(|other| other.digest != self.document.digest);
                Ok(match self.hint() {
                    Some(hint) if self.opening.held.holds(hint) => vec![(Artifact::Sha256(hint), vec![hint])],
                    Some(_) => Vec::new(),
                    None => others.take(CANDIDATES).map(bytes).collect(),
                })
            }
        }
    }

    /// The SHA-256 that the bundle says its message has: a hint where to look, proved only by the signature.
    fn hint(&self) -> Option<Digest> {
        let SignatureContent::MessageSignature(message) = &self.parsed.bundle.content else { return None };
        let stated = message.message_digest.as_ref().filter(|digest| digest.algorithm == HashAlgorithm::Sha2256)?;
        stated.digest.as_bytes().try_into().ok().map(Digest)
    }

    fn under_each_root(&self, artifact: Artifact<'_>, covered: &[Digest], claimed: &mut Option<String>) -> Result<Proof, Standing> {
        let trust = self.opening.trust;
        let terms = Terms { at: self.opening.at, log: trust.log() };
        let mut refusal = None;
        for (index, root) in &self.opening.roots.get_or_init(|| Roots::read(trust)).0 {
            let root = root.as_ref().map_err(Clone::clone)?;
            if !self.parsed.has_key() {
                match self.parsed.check(artifact, None, root, terms) {
                    Ok(shown) => {
                        *claimed = shown
                            .identity
                            .as_ref()
                            .map(|identity| format!("\"{identity}\" under \"{}\"", shown.issuer.clone().unwrap_or_default()));
                        return self.vouched(*index, &shown, covered);
                    }
                    Err(standing) => refusal = Some(standing),
                }
                continue;
            }
            for (index, key) in trust.keys() {
                match self.parsed.check(artifact, Some(key), root, terms) {
                    Ok(shown) => return self.vouched(index, &shown, covered),
                    Err(standing) => refusal = Some(standing),
                }
            }
        }
        Err(refusal.unwrap_or_else(nobody_known))
    }

    fn vouched(&self, index: usize, shown: &Shown, covered: &[Digest]) -> Result<Proof, Standing> {
        let trust = self.opening.trust;
        let names: Vec<String> = shown.identity.iter().cloned().collect();
        let kinds: Vec<Kind> = match &self.parsed.statement {
            Some(_) if self.payload.is_some() => vec![Kind::Bill],
            Some(_) => vec![Kind::Statement],
            None => covered.iter().map(|digest| self.opening.held.kind(*digest)).collect(),
        };
        let vendor = self.opening.delivery.order.vendor.as_deref();
        let claims = Claims { names: &names, issuer: shown.issuer.as_deref(), kinds: &kinds, vendor, at: self.opening.at };
        let anchor = trust.anchors().get(index);
        if anchor.is_some_and(|anchor| anchor.vouchings.is_empty()) {
            return Err(nobody_named(shown));
        }
        let (root, vouches_for) = trust.vouch(index, &claims)?;
        let root = match shown.log {
            LogEvidence::Proof => root,
            LogEvidence::Promise => format!("{root}, logged by promise only"),
        };
        let signer = shown.identity.clone().unwrap_or_else(|| root.clone());
        Ok(Proof { signer, root, signed_at: shown.signed_at, vouches_for, build: shown.build.clone().map(Box::new) })
    }
}

fn covers_nothing() -> Standing {
    Standing::undetermined(
        Cause::CoversNothing,
        "the bundle covers no document of this delivery",
        "have the document that it belongs to delivered with it",
    )
}

fn nobody_known() -> Standing {
    Standing::undetermined(
        Cause::Stranger,
        "no Sigstore root or key is trusted here by which this bundle could be checked",
        "pass the vendor's public key as --trusted-key, or a folder with the root as --trust",
    )
}

fn nobody_named(shown: &Shown) -> Standing {
    Standing::undetermined(
        Cause::Stranger,
        format!(
            "signed by \"{}\", as \"{}\" says; no identity is trusted under this root",
            shown.identity.as_deref().unwrap_or_default(),
            shown.issuer.as_deref().unwrap_or_default()
        ),
        "if this signer is the vendor's, name identity and issuer in the trust store",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_is_known_by_its_media_type_or_its_material() {
        let recognised = |text: &str| recognises(&Document::new("x.json", text.as_bytes().to_vec()));
        assert!(recognised(r#"{"mediaType":"application/vnd.dev.sigstore.bundle+json;version=0.1"}"#));
        assert!(recognised(r#"{"verificationMaterial":{}}"#));
        for other in [
            r#"{"mediaType":"application/json"}"#,
            r#"{"type":"application/vnd.dev.sigstore.bundle.v0.3+json"}"#,
            r#"{"mediaType":1}"#,
            "{}",
        ] {
            assert!(!recognised(other), "{other}");
        }
    }
}
