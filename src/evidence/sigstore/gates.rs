//! What is asked of a Sigstore bundle beyond what the verifying crate asks; each gate stands for a measured wrong acceptance.

use sigstore_verify::trust_root::TrustedRoot;
use sigstore_verify::types::bundle::{InclusionProof, TransparencyLogEntry, VerificationMaterialContent};
use sigstore_verify::types::{Bundle, Checkpoint, KindVersion};
use sigstore_verify::{SubjectAltName, VerificationResult};

use super::super::build::Build;
use super::super::certificate::Certificate;
use super::super::trust::LogEvidence;
use super::{Cause, Standing};
use crate::intake::Moment;

/// Entries of one bundle. Honest ones have one; a second log makes two.
const ENTRIES: usize = 16;

/// Certificates in one bundle: the signer's, and those of a private instance above it. More could keep a path builder busy for
/// hours (SIGNATURES, bad input 29).
const CHAIN: usize = 6;

/// The chain that a bundle of v0.1 or v0.2 brings along is no maze.
pub(super) fn chain(bundle: &Bundle) -> Result<(), Standing> {
    let VerificationMaterialContent::X509CertificateChain { certificates } = &bundle.verification_material.content else { return Ok(()) };
    if certificates.len() <= CHAIN {
        return Ok(());
    }
    Err(Standing::rejected(
        Cause::Malformed,
        format!("the bundle brings {} certificates along; {CHAIN} are read", certificates.len()),
        "ask the vendor for a bundle of version 0.3, with the signer's certificate alone",
    ))
}

/// Every log entry proves by hashes and a signed checkpoint that it is in the log; none stands twice.
///
/// Without this gate a v0.1 bundle needs only the log's promise (SIGNATURES, bad inputs 9 to 11).
pub(super) fn log_entries(bundle: &Bundle, root: &TrustedRoot, asked: LogEvidence) -> Result<(), Standing> {
    let entries = &bundle.verification_material.tlog_entries;
    if keeps_no_log(root) {
        let stamps = &bundle.verification_material.timestamp_verification_data.rfc3161_timestamps;
        let is_keyless = !matches!(bundle.verification_material.content, VerificationMaterialContent::PublicKey(_));
        return if entries.is_empty() && !stamps.is_empty() && is_keyless {
            Ok(())
        } else {
            Err(unproven("under this root, which keeps no log, it takes a timestamp and no log entry"))
        };
    }
    if entries.is_empty() || entries.len() > ENTRIES {
        return Err(unproven(&format!("it has {} log entries", entries.len())));
    }
    for (index, entry) in entries.iter().enumerate() {
        if entries.iter().take(index).any(|earlier| earlier == entry) {
            return Err(unproven("a log entry stands twice"));
        }
        let Some(proof) = &entry.inclusion_proof else {
            // The crate checks the promise, by the log's key.
            if asked == LogEvidence::Promise && entry.inclusion_promise.is_some() {
                continue;
            }
            return Err(promised_only());
        };
        if proof.checkpoint.envelope().is_empty() {
            return Err(unproven("a proof of inclusion has no signed checkpoint"));
        }
        if !is_of_its_checkpoint(entry, proof) {
            return Err(unproven("a proof of inclusion speaks of another tree or place than its checkpoint and its entry"));
        }
    }
    Ok(())
}

/// Rekor v2 takes size, root and place from checkpoint and entry and leaves the proof's own unread (SIGNATURES, bad inputs 7 and 8).
fn is_of_its_checkpoint(entry: &TransparencyLogEntry, proof: &InclusionProof) -> bool {
    let same_tree = |checkpoint: &Checkpoint| proof.root_hash == *checkpoint.root_hash() && proof.tree_size == checkpoint.tree_size();
    // Left out by cosign v3, and then read as 0.
    let place = proof.log_index.get();
    let same_place = entry.kind_version != KindVersion::HashedRekordV002 || place == 0 || place == entry.log_index.get();
    proof.checkpoint.checkpoint().is_some_and(same_tree) && same_place
}

/// Whether the instance has neither a log of signatures nor one of certificates, and a timestamp authority in their place.
pub(super) fn keeps_no_log(root: &TrustedRoot) -> bool {
    root.tlogs.is_empty() && root.ctlogs.is_empty() && !root.timestamp_authorities.is_empty()
}

/// The key of the log was in use at every time. The crate asks this of Rekor v1 only (SIGNATURES, bad input 13).
pub(super) fn log_keys(bundle: &Bundle, root: &TrustedRoot, times: &[Moment]) -> Result<(), Standing> {
    for entry in bundle.verification_material.tlog_entries.iter().filter(|entry| entry.kind_version == KindVersion::HashedRekordV002) {
        let log = root.tlogs.iter().find(|log| log.log_id.key_id == entry.log_id.key_id);
        let window = log.and_then(|log| log.public_key.valid_for);
        // A time range is closed at both ends (protobuf-specs, sigstore_common.proto, TimeRange).
        let in_use = |time: &Moment| {
            window
                .is_none_or(|window| window.start.as_second() <= time.unix() && window.end.is_none_or(|end| time.unix() <= end.as_second()))
        };
        if log.is_none() || !times.iter().all(in_use) {
            return Err(Standing::rejected(
                Cause::OutOfTime,
                "the log's key was not in use when this was signed",
                "ask the vendor to sign again, or update the trusted root",
            ));
        }
    }
    Ok(())
}

/// The root without the authorities that this bundle may rest on and of which a certificate was not valid at a proved time;
/// `None` where all were.
///
/// Neither webpki nor the crate looks at the dates of an anchor (SIGNATURES, bad input 18, CVE-2026-24122).
pub(super) fn without_lapsed_authorities(bundle: &Bundle, root: &TrustedRoot, times: &[Moment]) -> Option<TrustedRoot> {
    let lasted = |chain: &[Option<Certificate>]| {
        chain
            .iter()
            .all(|certificate| certificate.as_ref().is_some_and(|certificate| times.iter().all(|time| certificate.is_valid_at(*time))))
    };
    let signer = bundle.signing_certificate().and_then(|signer| Certificate::parse(signer.as_bytes()));
    let stands_above = |chain: &[Option<Certificate>]| match (&bundle.verification_material.content, &signer) {
        // What cannot be read is taken to stand above, so that it is looked at.
        (VerificationMaterialContent::Certificate(_), Some(signer)) => {
            chain.iter().any(|certificate| certificate.as_ref().is_none_or(|certificate| certificate.is_named_as_issuer_of(signer)))
        }
        (VerificationMaterialContent::PublicKey(_), _) => false,
        // A chain of its own, or a signer that cannot be read here.
        _ => true,
    };
    let stamped = !bundle.verification_material.timestamp_verification_data.rfc3161_timestamps.is_empty();
    let authorities: Vec<bool> = root
        .certificate_authorities
        .iter()
        .map(|authority| {
            let entries = &authority.cert_chain.certificates;
            let chain: Vec<_> = entries.iter().map(|entry| Certificate::parse(entry.raw_bytes.as_bytes())).collect();
            !stands_above(&chain) || lasted(&chain)
        })
        .collect();
    let stampers: Vec<bool> = root
        .timestamp_authorities
        .iter()
        .map(|authority| {
            let entries = authority.cert_chain.certificates.iter();
            !stamped || lasted(&entries.map(|entry| Certificate::parse(entry.raw_bytes.as_bytes())).collect::<Vec<_>>())
        })
        .collect();
    if authorities.iter().chain(&stampers).all(|stays| *stays) {
        return None;
    }
    let mut stricter = root.clone();
    let (mut authorities, mut stampers) = (authorities.into_iter(), stampers.into_iter());
    stricter.certificate_authorities.retain(|_| authorities.next().unwrap_or(false));
    stricter.timestamp_authorities.retain(|_| stampers.next().unwrap_or(false));
    Some(stricter)
}

/// No proved time lies after the moment of the check.
pub(super) fn not_after(times: &[Moment], at: Moment) -> Result<(), Standing> {
    match times.iter().find(|time| **time > at) {
        None => Ok(()),
        Some(time) => Err(Standing::rejected(
            Cause::OutOfTime,
            format!("signed at {time}, after the moment of this check, {at}"),
            "check with a later --at",
        )),
    }
}

/// The identity, where its text goes with its kind: an address that looks like a URI is neither (SIGNATURES, bad input 47).
pub(super) fn unconfused(identity: &SubjectAltName) -> Option<String> {
    let text = identity.as_str();
    let is_uri = text.contains("://");
    let fits = matches!(identity, SubjectAltName::Uri(_)) == is_uri && (is_uri || text.contains('@'));
    fits.then(|| text.to_owned())
}

/// What the certificate says of the build. The names that Fulcio gave up have to agree with those that took their place.
pub(super) fn build(shown: &VerificationResult) -> Result<Option<Build>, Standing> {
    let Some(claims) = shown.certificate().map(|certificate| &certificate.ci_claims).filter(|claims| !claims.is_empty()) else {
        return Ok(None);
    };
    let old = &claims.deprecated_github;
    let differ = |old: &Option<String>, new: &Option<String>| old.is_some() && new.is_some() && old != new;
    let short = claims.source_repository_uri.as_ref().map(|uri| uri.strip_prefix("https://github.com/").unwrap_or(uri).to_owned());
    if differ(&old.workflow_repository, &short)
        || differ(&old.workflow_ref, &claims.source_repository_ref)
        || differ(&old.workflow_sha, &claims.source_repository_digest)
        || differ(&old.workflow_trigger, &claims.build_trigger)
    {
        return Err(Standing::rejected(
            Cause::Malformed,
            "the signer's certificate says two different things of the build",
            "ask the vendor to sign again with a certificate of the public instance",
        ));
    }
    Ok(Some(Build {
        repository: claims
            .source_repository_uri
            .clone()
            .or_else(|| old.workflow_repository.as_ref().map(|name| format!("https://github.com/{name}"))),
        reference: claims.source_repository_ref.clone().or_else(|| old.workflow_ref.clone()),
        digest: claims.source_repository_digest.clone().or_else(|| old.workflow_sha.clone()),
        runner: claims.runner_environment.clone(),
        workflow: claims.build_signer_uri.clone(),
        trigger: claims.build_trigger.clone().or_else(|| old.workflow_trigger.clone()),
    }))
}

/// Whether an entry rests on the log's promise alone.
pub(super) fn is_promised_only(bundle: &Bundle) -> bool {
    bundle.verification_material.tlog_entries.iter().any(|entry| entry.inclusion_proof.is_none())
}

fn promised_only() -> Standing {
    Standing::rejected(
        Cause::Malformed,
        "nothing proves that the signature was logged: a log entry has a promise and no proof of inclusion",
        "ask the vendor for a bundle of version 0.3; for what cosign 2 stored beside an image, --log-promise takes the promise",
    )
}

fn unproven(what: &str) -> Standing {
    Standing::rejected(
        Cause::Malformed,
        format!("nothing proves that the signature was logged: {what}"),
        "ask the vendor for the bundle as its tool wrote it, with its inclusion proof",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    /// A log of either kind that is missing from a root is no reason to ask for no log at all.
    #[test]
    fn an_instance_keeps_no_log_only_where_it_has_neither_and_a_timestamp_authority() {
        let shipped: serde_json::Value =
            serde_json::from_str(include_str!("../../../trust-roots/sigstore/public-good/trusted_root.json")).unwrap();
        let without = |members: &[&str]| {
            let mut root = shipped.clone();
            for member in members {
                root[*member] = serde_json::json!([]);
            }
            keeps_no_log(&TrustedRoot::from_json(&root.to_string()).unwrap())
        };
        assert!(without(&["tlogs", "ctlogs"]));
        for members in [[].as_slice(), &["tlogs"], &["ctlogs"], &["tlogs", "ctlogs", "timestampAuthorities"]] {
            assert!(!without(members), "{members:?}");
        }
    }
}
