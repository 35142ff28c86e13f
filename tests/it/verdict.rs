//! The signed verdict: made by the program, checked with openssl, which knows nothing of us.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

fn openssl(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl is installed");
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// Verifies an example and writes the signed verdict to `v.json` in the folder.
fn sign(folder: &Path, name: &str, key: &str) -> Output {
    let example = example(name);
    Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .args(["verify", "--at", "2026-11-23", "--order"])
        .arg(example.join("order.toml"))
        .arg("--trusted-ca")
        .arg(example.join("vendor-ca.pem"))
        .args(["--output", "vsa=v.json", "--signing-key", key])
        .arg(example.join("delivery"))
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The statement in the envelope, after openssl found the signature good over the pre-authentication encoding.
fn opened(folder: &Path) -> Value {
    let envelope: Value = serde_json::from_slice(&std::fs::read(folder.join("v.json")).unwrap()).unwrap();
    let kind = envelope["payloadType"].as_str().unwrap();
    let payload = STANDARD.decode(envelope["payload"].as_str().unwrap()).unwrap();
    let mut message = format!("DSSEv1 {} {kind} {} ", kind.len(), payload.len()).into_bytes();
    message.extend_from_slice(&payload);
    std::fs::write(folder.join("message"), message).unwrap();
    std::fs::write(folder.join("signature"), STANDARD.decode(envelope["signatures"][0]["sig"].as_str().unwrap()).unwrap()).unwrap();
    openssl(folder, &["dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "message"]);
    serde_json::from_slice(&payload).unwrap()
}

#[test]
fn openssl_finds_the_signed_verdict_good_for_every_kind_of_key() {
    let kinds: [&[&str]; 2] = [
        &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    ];
    for kind in kinds {
        let folder = tempfile::tempdir().unwrap();
        openssl(folder.path(), &[kind, &["-out", "private.pem"]].concat());
        openssl(folder.path(), &["pkey", "-in", "private.pem", "-pubout", "-out", "public.pem"]);
        for (name, code, result, verdict) in [("camera", 0, "PASSED", "accept"), ("camera-twin", 20, "FAILED", "reject")] {
            assert_eq!(sign(folder.path(), name, "private.pem").status.code(), Some(code));
            let statement = opened(folder.path());
            assert_eq!(statement["_type"], "https://in-toto.io/Statement/v1");
            assert_eq!(statement["predicateType"], "https://slsa.dev/verification_summary/v1");
            assert_eq!(statement["subject"].as_array().unwrap().len(), 2);
            let predicate = &statement["predicate"];
            assert_eq!(predicate["verificationResult"], result);
            assert_eq!(predicate["kenpin_verdict"], verdict);
            assert_eq!(predicate["timeVerified"], "2026-11-23T00:00:00Z");
            assert_eq!(predicate["kenpin_report"]["verdict"], verdict);
        }
    }
}

#[test]
fn two_processes_write_the_same_payload() {
    let folder = tempfile::tempdir().unwrap();
    openssl(folder.path(), &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "private.pem"]);
    let payload = || {
        assert_eq!(sign(folder.path(), "camera-twin", "private.pem").status.code(), Some(20));
        let envelope: Value = serde_json::from_slice(&std::fs::read(folder.path().join("v.json")).unwrap()).unwrap();
        envelope["payload"].clone()
    };
    assert_eq!(payload(), payload());
}

#[test]
fn a_key_that_cannot_sign_is_refused_before_the_delivery_is_read() {
    let folder = tempfile::tempdir().unwrap();
    openssl(folder.path(), &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "private.pem"]);
    openssl(folder.path(), &["pkcs8", "-topk8", "-in", "private.pem", "-passout", "pass:x", "-out", "encrypted.pem"]);
    std::fs::write(folder.path().join("text.pem"), "no key").unwrap();
    for (key, code, word) in [("encrypted.pem", 1, "encrypted"), ("text.pem", 1, "PEM"), ("absent.pem", 2, "no such file")] {
        let output = sign(folder.path(), "camera", key);
        assert_eq!(output.status.code(), Some(code), "{key}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(word), "{key}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!folder.path().join("v.json").exists(), "{key}");
    }
}
