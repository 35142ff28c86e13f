//! A provenance file that slsa-verifier publishes, under the root that kenpin ships: good for what it names, for its builder, whole.

use kenpin::evidence::sigstore::{self, Artifact, Question, Signer};
use kenpin::evidence::trust::Pattern;
use kenpin::intake::{Digest, Moment};
use serde_json::Value;

const BUNDLE: &str = include_str!("../conformance/slsa-verifier/MODULE.bazel.intoto.jsonl");
const ROOT: &str = include_str!("../../trust-roots/sigstore/public-good/trusted_root.json");
/// What the workflow built; slsa-verifier's own copy of the file is a later one.
const BUILT: &str = "06ce330900a7d6403bc8d88e5dfad6aeeb8ae40179f66bb89e69c8bf6f6b1a0b";
const BUILDER: &str = "https://github.com/bazel-contrib/publish-to-bcr/.github/workflows/publish.yaml@refs/tags/v0.0.1";
const ISSUER: &str = "https://token.actions.githubusercontent.com";

fn is_good(bundle: &str, artifact: Artifact<'_>, builder: &str, issuer: &str) -> bool {
    // An empty name is nobody's.
    let Some(signer) = Pattern::exact(builder) else { return false };
    let signer = Signer::Identity { name: &signer, issuer };
    let at = Moment::parse("2026-11-24").unwrap();
    sigstore::verify(&Question { bundle: bundle.as_bytes(), artifact, signer, trusted_root: ROOT, at }).is_ok()
}

fn built() -> Artifact<'static> {
    Artifact::Sha256(Digest::parse(BUILT).unwrap())
}

#[test]
fn it_is_good_for_what_it_names_from_its_builder() {
    assert!(is_good(BUNDLE, built(), BUILDER, ISSUER));
}

#[test]
fn it_is_good_for_no_other_file_builder_or_issuer() {
    let later = include_bytes!("../conformance/slsa-verifier/MODULE.bazel");
    assert!(!is_good(BUNDLE, Artifact::Bytes(later), BUILDER, ISSUER));
    for other in [
        "https://github.com/bazel-contrib/publish-to-bcr/.github/workflows/publish.yaml@refs/tags/v0.0.2",
        "https://github.com/bazel-contrib/publish-to-bcr/.github/workflows/publish.yaml@refs/tags/v0.0.",
        "https://github.com/aspect-build/rules_lint/.github/workflows/release.yml@refs/heads/publish-to-bcr",
        "",
    ] {
        assert!(!is_good(BUNDLE, built(), other, ISSUER), "{other}");
    }
    for other in ["https://token.actions.githubusercontent.com/", "https://accounts.google.com", ""] {
        assert!(!is_good(BUNDLE, built(), BUILDER, other), "{other}");
    }
}

#[test]
fn one_change_anywhere_and_it_is_not_good() {
    let twins: [(&str, Change); 10] = [
        ("/dsseEnvelope/signatures/0/sig", flip),
        ("/dsseEnvelope/payload", flip),
        ("/dsseEnvelope/payloadType", |value| *value = "application/json".into()),
        ("/verificationMaterial/certificate/rawBytes", flip),
        ("/verificationMaterial/tlogEntries/0/inclusionPromise/signedEntryTimestamp", flip),
        ("/verificationMaterial/tlogEntries/0/integratedTime", |value| *value = "1743032851".into()),
        ("/verificationMaterial/tlogEntries/0/inclusionProof/hashes/3", flip),
        ("/verificationMaterial/tlogEntries/0/inclusionProof/rootHash", flip),
        ("/verificationMaterial/tlogEntries/0/canonicalizedBody", flip),
        ("/verificationMaterial/tlogEntries", |value| *value = serde_json::json!([])),
    ];
    for (place, change) in twins {
        let mut bundle: Value = serde_json::from_str(BUNDLE).unwrap();
        change(bundle.pointer_mut(place).unwrap());
        assert!(!is_good(&bundle.to_string(), built(), BUILDER, ISSUER), "{place}");
    }
}

type Change = fn(&mut Value);

/// Another letter in the middle of base64: still base64, other bytes.
fn flip(value: &mut Value) {
    let mut text = value.as_str().unwrap().to_owned().into_bytes();
    let middle = text.len() / 2;
    text[middle] = if text[middle] == b'A' { b'B' } else { b'A' };
    *value = String::from_utf8(text).unwrap().into();
}
