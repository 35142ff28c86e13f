//! `kenpin signature verify`, on the built program: 0 only where that artifact is signed by that party, 20 where it is not, 10 where nobody can tell.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::conformance::bundle_cases;
use crate::minting::{ed25519_vendor, vendor};

fn verify(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .args(["signature", "verify", "--format", "json", "--at", "2026-11-24"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

#[test]
fn a_cms_signature_is_judged_by_authority_or_key_with_the_file_or_its_digest() {
    let (own, other) = (vendor("Tama Optics"), vendor("Other Works"));
    let (bytes, signature) = (b"firmware".as_slice(), own.sign_cms(b"firmware"));
    let scratch = folder(&[
        ("f.bin", bytes),
        ("g.bin", b"other firmware"),
        ("f.sig", &signature),
        ("ca.pem", own.authority_pem().as_bytes()),
        ("key.pem", own.key_pem().as_bytes()),
        ("other.pem", other.authority_pem().as_bytes()),
        ("other-key.pem", ed25519_vendor("Other Works").key_pem().as_bytes()),
        ("cut.sig", &signature[..signature.len() / 2]),
        ("empty.sig", b""),
    ]);
    let digest = format!("sha256:{}", kenpin::intake::Digest::of(bytes));
    let cases: &[(&[&str], i32)] = &[
        (&["f.bin", "--signature", "f.sig", "--ca", "ca.pem"], 0),
        (&["f.bin", "--signature", "f.sig", "--key", "key.pem"], 0),
        (&[&digest, "--signature", "f.sig", "--ca", "ca.pem"], 0),
        (&["g.bin", "--signature", "f.sig", "--ca", "ca.pem"], 20),
        (&["f.bin", "--signature", "f.sig", "--ca", "other.pem"], 20),
        (&["f.bin", "--signature", "f.sig"], 10),
        (&["f.bin"], 10),
    ];
    for (arguments, code) in cases {
        let (found, json) = verify(scratch.path(), arguments);
        assert_eq!(found, Some(*code), "{arguments:?}: {json}");
        let standing = match code {
            0 => "verified",
            10 => "undetermined",
            _ => "rejected",
        };
        assert_eq!(json["standing"], standing, "{arguments:?}");
        assert_eq!(json["reason"].is_null(), *code == 0, "{arguments:?}: {json}");
    }
    for damaged in ["cut.sig", "empty.sig"] {
        let (found, json) = verify(scratch.path(), &["f.bin", "--signature", damaged, "--ca", "ca.pem"]);
        assert!(matches!(found, Some(10 | 20)), "{damaged}: {json}");
    }
    let (found, _) = verify(scratch.path(), &["f.bin", "--signature", "f.sig", "--key", "other-key.pem"]);
    assert!(matches!(found, Some(10 | 20)));
    assert_eq!(verify(scratch.path(), &["nowhere.bin", "--signature", "f.sig"]).0, Some(2));
    assert_eq!(verify(scratch.path(), &["sha256:77", "--signature", "f.sig"]).0, Some(2));
}

/// Firmware of gigabytes: hashed and not held, with the same answers.
#[test]
fn a_large_artifact_is_judged_by_its_digest() {
    let own = vendor("Tama Optics");
    let large = vec![7; (4 << 20) + 1];
    let payload = crate::minting::sigstore::statement(&large, "https://slsa.dev/provenance/v1", "{}");
    let message = kenpin::evidence::dsse_message("application/vnd.in-toto+json", payload.as_bytes());
    let base64 = |bytes: &[u8]| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
    let envelope = serde_json::json!({
        "payloadType": "application/vnd.in-toto+json", "payload": base64(payload.as_bytes()),
        "signatures": [{ "sig": base64(&own.signer.key.sign(&message)) }],
    });
    let (mut other, key) = (large.clone(), own.key_pem());
    other[99] ^= 1;
    let envelope = envelope.to_string();
    let scratch = folder(&[
        ("f.bin", &large),
        ("g.bin", &other),
        ("f.dsse", envelope.as_bytes()),
        ("key.pem", key.as_bytes()),
        ("other.pem", vendor("Other").key_pem().as_bytes()),
    ]);
    for (artifact, key, code) in [("f.bin", "key.pem", 0), ("g.bin", "key.pem", 20), ("f.bin", "other.pem", 20)] {
        let (found, json) = verify(scratch.path(), &[artifact, "--bundle", "f.dsse", "--key", key]);
        assert_eq!(found, Some(code), "{artifact} {key}: {json}");
    }
    assert_eq!(verify(scratch.path(), &["nowhere.bin", "--bundle", "f.dsse", "--key", "key.pem"]).0, Some(2));
}

/// The suite through the command line, each case by path and by digest.
#[test]
fn every_case_of_sigstore_conformance_ends_as_the_suite_says() {
    let Some(cases) = bundle_cases() else { return };
    let chunk = cases.len().div_ceil(4);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            cases.chunks(chunk).map(|cases| scope.spawn(move || cases.iter().flat_map(decided).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len() * 2, wrong.join("\n"));
}

fn decided(case: &crate::conformance::BundleCase) -> Vec<String> {
    let key = case.key.clone().unwrap_or_default();
    let scratch = folder(&[
        ("b.sigstore.json", &case.bundle),
        ("a.txt", &case.artifact),
        ("root.json", case.trusted_root.as_bytes()),
        ("key.pub", &key),
    ]);
    let digest = format!("sha256:{}", kenpin::intake::Digest::of(&case.artifact));
    let who: Vec<&str> = match case.key {
        Some(_) => vec!["--key", "key.pub"],
        None => vec!["--identity", &case.identity, "--issuer", &case.issuer],
    };
    let mut wrong = Vec::new();
    for artifact in ["a.txt", &digest] {
        let (code, json) =
            verify(scratch.path(), &[&[artifact, "--bundle", "b.sigstore.json", "--trusted-root", "root.json"], who.as_slice()].concat());
        let is_bad = case.name.ends_with("_fail");
        if (code == Some(0)) == is_bad || !is_bad && json["standing"] != "verified" {
            wrong.push(format!("{} ({artifact}): exit {code:?} {json}", case.name));
        }
    }
    wrong
}

#[test]
fn a_bill_that_carries_its_own_signature_needs_no_other_file() {
    let fixtures: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/jsf");
    let (code, json) = verify(&fixtures, &["es256.cdx.json", "--key", "es256.pem"]);
    assert_eq!(code, Some(0), "{json}");
    assert_eq!(json["form"], "jsf");
    let (code, _) = verify(&fixtures, &["es256.cdx.json"]);
    assert_eq!(code, Some(10));
}
