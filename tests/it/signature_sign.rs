//! `kenpin signature sign` and `inspect`: what one writes, other tools verify, kenpin too; what is in a file is shown and judged by nobody.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kenpin::evidence::said::{Said, said};
use kenpin::intake::Document;
use serde_json::Value;

use crate::minting::pki::{self, Holder, Window};
use crate::minting::timestamp;

const BILL: &str = "{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.6\",\n  \"version\": 1\n}\n";

fn kenpin(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).env_clear().current_dir(folder).args(arguments).output().unwrap()
}

fn openssl(folder: &Path, arguments: &[&str]) {
    let output = Command::new("openssl").current_dir(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Kind of key, and how openssl makes one.
const KEYS: &[(&str, &[&str])] = &[
    ("p256", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ("p384", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]),
    ("ed25519", &["-algorithm", "ED25519"]),
    ("rsa", &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
];

/// A folder with a key, its public half and a certificate of every kind, and a bill.
fn vendor() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (kind, how) in KEYS {
        let (key, public, certificate) = (format!("{kind}.key"), format!("{kind}.pub"), format!("{kind}.crt"));
        openssl(folder.path(), &[&["genpkey", "-out", &key], *how].concat());
        openssl(folder.path(), &["pkey", "-in", &key, "-pubout", "-out", &public]);
        let subject = format!("/CN=kenpin test {kind}, never trust");
        let usage = ["-addext", "keyUsage=critical,digitalSignature,keyCertSign", "-addext", "extendedKeyUsage=emailProtection"];
        let own = ["req", "-x509", "-new", "-key", &key, "-subj", &subject, "-days", "30", "-out", &certificate];
        openssl(folder.path(), &[own.as_slice(), &usage].concat());
    }
    std::fs::write(folder.path().join("bill.json"), BILL).unwrap();
    std::fs::write(folder.path().join("other.json"), BILL.replace("1.6", "1.5")).unwrap();
    folder
}

fn sign(folder: &Path, arguments: &[&str]) {
    let output = kenpin(folder, &[&["signature", "sign"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn verify(folder: &Path, arguments: &[&str]) -> Option<i32> {
    kenpin(folder, &[&["signature", "verify"], arguments].concat()).status.code()
}

#[test]
fn what_sign_writes_openssl_and_kenpin_verify() {
    let vendor = vendor();
    let folder = vendor.path();
    for (kind, _) in KEYS {
        let (key, public, certificate) = (format!("{kind}.key"), format!("{kind}.pub"), format!("{kind}.crt"));
        let cms = format!("{kind}.p7s");
        sign(folder, &["bill.json", "--form", "cms", "--signing-key", &key, "--signing-certificate", &certificate, "--output", &cms]);
        let check = ["cms", "-verify", "-binary", "-inform", "DER", "-in", &cms, "-content", "bill.json", "-CAfile", &certificate];
        // OpenSSL 3.0 signs and verifies CMS with no Ed25519 key.
        if *kind != "ed25519" {
            openssl(folder, &[check.as_slice(), &["-out", "content"]].concat());
        }
        assert_eq!(verify(folder, &["bill.json", "--signature", &cms, "--ca", &certificate]), Some(0), "{kind}");
        assert_eq!(verify(folder, &["other.json", "--signature", &cms, "--ca", &certificate]), Some(20), "{kind}");

        let dsse = format!("{kind}.dsse");
        sign(folder, &["bill.json", "--signing-key", &key, "--output", &dsse]);
        assert_eq!(verify(folder, &["bill.json", "--bundle", &dsse, "--key", &public]), Some(0), "{kind}");
        assert_eq!(verify(folder, &["other.json", "--bundle", &dsse, "--key", &public]), Some(20), "{kind}");

        for (jsf, more, trust) in [
            (format!("{kind}.key.json"), Vec::new(), ["--key", &public]),
            (format!("{kind}.chain.json"), vec!["--signing-certificate", &certificate], ["--ca", &certificate]),
        ] {
            sign(folder, &[&["bill.json", "--form", "jsf", "--signing-key", &key, "--output", &jsf], more.as_slice()].concat());
            assert_eq!(verify(folder, &[&[jsf.as_str()], trust.as_slice()].concat()), Some(0), "{jsf}");
            let signed = std::fs::read_to_string(folder.join(&jsf)).unwrap();
            assert!(signed.starts_with(BILL.trim_end().strip_suffix("\n}").unwrap()), "the bill is left as it is");
            std::fs::write(folder.join(&jsf), signed.replace("\"1.6\"", "\"1.5\"")).unwrap();
            assert_eq!(verify(folder, &[&[jsf.as_str()], trust.as_slice()].concat()), Some(20), "{jsf}, changed");
        }
    }
}

/// By python's cryptography: the envelope (DSSE v1.0.2) and the canonical form, which for such a bill is sorted, compact JSON (RFC 8785).
#[test]
fn python_verifies_envelopes_and_signed_bills() {
    const CHECK: &str = r#"
import base64, json
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
key = serialization.load_pem_public_key(open("p256.pub", "rb").read())
envelope = json.load(open("p256.dsse"))
kind, payload = envelope["payloadType"], base64.b64decode(envelope["payload"])
message = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
key.verify(base64.b64decode(envelope["signatures"][0]["sig"]), message, ec.ECDSA(hashes.SHA256()))
assert json.loads(payload)["predicate"] == {"a": 1.50}, payload
bill = json.load(open("signed.json"))
value = base64.urlsafe_b64decode(bill["signature"].pop("value") + "==")
both = encode_dss_signature(int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big"))
key.verify(both, json.dumps(bill, sort_keys=True, separators=(",", ":")).encode(), ec.ECDSA(hashes.SHA256()))
"#;
    let vendor = vendor();
    let folder = vendor.path();
    std::fs::write(folder.join("predicate.json"), "{\"a\": 1.50}\n").unwrap();
    let predicate = ["--predicate", "predicate.json", "--predicate-type", "https://vendor.example/p"];
    sign(folder, &[["bill.json", "--signing-key", "p256.key", "--output", "p256.dsse"].as_slice(), &predicate].concat());
    sign(folder, &["bill.json", "--form", "jsf", "--signing-key", "p256.key", "--output", "signed.json"]);
    let output = Command::new("python3").current_dir(folder).args(["-c", CHECK]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(verify(folder, &["bill.json", "--bundle", "p256.dsse", "--key", "p256.pub"]), Some(10), "verified, not understood");
}

/// What a signed statement says decides: an unknown one never passes, one that calls its subject failed rejects, a remark vouches for nothing.
#[test]
fn a_statement_counts_for_what_it_says() {
    let vendor = vendor();
    let folder = vendor.path();
    let cases = [
        ("https://slsa.dev/verification_summary/v1", r#"{"verificationResult":"PASSED"}"#, 0),
        ("https://slsa.dev/verification_summary/v1", r#"{"verificationResult":"FAILED"}"#, 20),
        ("https://slsa.dev/verification_summary/v1", r#"{"verificationResult":"passed"}"#, 20),
        ("https://slsa.dev/verification_summary/v0.2", r#"{"verification_result":"PASSED"}"#, 0),
        ("https://slsa.dev/verification_summary/v2", r#"{"verificationResult":"PASSED"}"#, 10),
        ("https://in-toto.io/attestation/test-result/v0.1", r#"{"result":"FAILED","configuration":[]}"#, 20),
        ("https://in-toto.io/attestation/test-result/v0.1", r#"{"result":"PASSED","configuration":[]}"#, 10),
        ("https://in-toto.io/attestation/scai/v0.3", r#"{"attributes":[{"attribute":"signed"}]}"#, 10),
        ("https://openvex.dev/ns/v0.2.0", r#"{"statements":[]}"#, 10),
        ("https://in-toto.io/attestation/release/v0.1", r#"{"purl":"pkg:generic/bill@1"}"#, 0),
        ("https://in-toto.io/attestation/link/v0.3", r#"{"name":"build"}"#, 0),
        ("https://slsa.dev/provenance/v1", r#"{"buildDefinition":{}}"#, 0),
        ("https://slsa.dev/provenance/v1/", "{}", 10),
        ("https://vendor.example/fine", "{}", 10),
    ];
    for (index, (kind, predicate, code)) in cases.into_iter().enumerate() {
        let (file, dsse) = (format!("{index}.predicate"), format!("{index}.dsse"));
        std::fs::write(folder.join(&file), predicate).unwrap();
        let said = ["--predicate", &file, "--predicate-type", kind, "--output", &dsse];
        sign(folder, &[["bill.json", "--signing-key", "ed25519.key"].as_slice(), &said].concat());
        assert_eq!(verify(folder, &["bill.json", "--bundle", &dsse, "--key", "ed25519.pub"]), Some(code), "{kind} {predicate}");
    }
}

#[test]
fn sign_writes_over_nothing_and_says_what_it_cannot_sign() {
    let vendor = vendor();
    let folder = vendor.path();
    std::fs::write(folder.join("signed.json"), BILL.replace("\n}", ",\n  \"signature\": {}\n}")).unwrap();
    std::fs::write(folder.join("number.json"), BILL.replace(": 1\n", ": 9007199254740993\n")).unwrap();
    std::fs::write(folder.join("twice.json"), BILL.replace("\"version\": 1", "\"version\": 1, \"version\": 2")).unwrap();
    let key = ["--signing-key", "p256.key"];
    sign(folder, &[["bill.json"].as_slice(), &key].concat());
    for (arguments, code, said) in [
        (["bill.json"].as_slice(), 2, "there is such a file already"),
        (&["bill.json", "--output", "bill.json"], 2, "there is such a file already"),
        (&["bill.json", "--form", "jsf"], 2, "--output"),
        (&["bill.json", "--form", "cms"], 2, "--signing-certificate"),
        (&["bill.json", "--form", "cms", "--signing-certificate", "rsa.crt"], 1, "no certificate of the signing key"),
        (&["signed.json", "--form", "jsf", "--output", "out"], 1, "carries a signature already"),
        (&["number.json", "--form", "jsf", "--output", "out"], 1, "2^53"),
        (&["twice.json", "--form", "jsf", "--output", "out"], 1, "stands twice"),
        (&["p256.pub", "--form", "jsf", "--output", "out"], 1, "cannot carry a signature"),
        (&["missing.json"], 2, "no such file"),
    ] {
        let output = kenpin(folder, &[["signature", "sign"].as_slice(), arguments, &key].concat());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(code) && error.contains(said), "{arguments:?}: {error}");
        assert!(!folder.join("out").exists());
    }
    assert_eq!(std::fs::read_to_string(folder.join("bill.json")).unwrap(), BILL);
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures")
}

fn every_signature() -> Vec<(String, Vec<u8>)> {
    let folders = std::fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let named = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut all: Vec<(String, Vec<u8>)> =
        files.filter(|path| path.is_file()).map(|path| (named(&path), std::fs::read(&path).unwrap())).collect();
    all.sort();
    all
}

#[test]
fn every_form_says_who_signed_and_what_stands_beside() {
    let of = |path: &str| -> Vec<Said> {
        let path = fixtures().join(path);
        let document = Document::new(path.file_name().unwrap().to_string_lossy(), std::fs::read(&path).unwrap());
        said(&document).unwrap().1
    };
    let one = |path: &str| of(path).remove(0);
    let contains = |text: &Option<String>, part: &str| text.as_ref().is_some_and(|text| text.contains(part));
    let minisign = one("apart/good.minisig");
    assert!(contains(&minisign.signer, "minisign key") && contains(&minisign.remark, "trusted comment"), "{minisign:?}");
    let ssh = one("apart/ssh-git.sshsig");
    assert!(contains(&ssh.signer, "SHA256:") && contains(&ssh.remark, "\"git\"") && contains(&ssh.algorithm, "ed25519"), "{ssh:?}");
    let cose = one("apart/inside.cose");
    assert!(contains(&cose.algorithm, "ECDSA") && cose.subjects.len() == 1, "{cose:?}");
    assert_eq!(of("apart/two.dsse").len(), 2);
    let vex = one("apart/vex.dsse");
    assert!(contains(&vex.predicate, "openvex") && vex.subjects.iter().all(|subject| subject.starts_with("sha256:")), "{vex:?}");
    assert!(contains(&one("apart/p256.sig").signer, "does not name"));
    assert!(one("apart/crit-unknown.cose").trouble.is_some());
    let release = one("sigstore/github-release.sigstore.json");
    assert!(release.certificates.len() == 1 && !release.times.is_empty() && release.predicate.is_some(), "{release:?}");
    let jsf = one("jsf/es256.cdx.json");
    assert!(contains(&jsf.algorithm, "ES256") && jsf.subjects == ["the whole bill"], "{jsf:?}");
    let cms = one("cms/rsa-pss.p7s");
    assert!(contains(&cms.algorithm, "RSA PSS") && contains(&cms.signer, " under ") && !cms.certificates.is_empty(), "{cms:?}");
    let openpgp = one("openpgp/ed25519.asc");
    assert!(contains(&openpgp.signer, "OpenPGP key") && openpgp.times.len() == 1 && openpgp.times[0].by == "signer", "{openpgp:?}");
    let xml = one("xml-dsig/signxml-path.xml");
    assert!(contains(&xml.algorithm, "SHA-256") && !xml.certificates.is_empty() && xml.subjects == ["element bom"], "{xml:?}");
    let root = Holder::root("time root", pki::Key::p256("time root"), Window("190101", "440101"));
    let stamper = root.issue("time stamper", pki::Key::p256("time stamper"), Window("190101", "400101"), pki::Use::TimeStamper);
    let token = timestamp::token(b"x", "20210601000000Z", &stamper, &[&stamper]);
    let (form, stamp) = said(&Document::new("b.p7s.tsr", token)).unwrap();
    assert!(
        form.name == "timestamp" && stamp[0].times[0].at == "2021-06-01T00:00:00Z" && contains(&stamp[0].signer, "time stamper"),
        "{stamp:?}"
    );
}

/// As the command: 0 where it could be read, 10 where not, and one JSON value either way.
#[test]
fn inspect_shows_what_is_in_a_file_and_judges_nothing() {
    let run = |file: &str| {
        let output = kenpin(&fixtures().join("apart"), &["signature", "inspect", file, "--format", "json"]);
        (output.status.code().unwrap(), serde_json::from_slice::<Value>(&output.stdout).unwrap())
    };
    let (code, json) = run("stranger.dsse");
    assert!(code == 0 && json["form"] == "dsse" && json["signatures"][0]["subjects"][0].is_string(), "{json}");
    let (code, json) = run("nobody.dsse");
    assert!(code == 10 && json["signatures"][0]["trouble"].is_string(), "{json}");
    let (code, json) = run("make.py");
    assert!(code == 10 && json["form"].is_null(), "{json}");
    // A certificate beside a signature of an envelope is drawn.
    let mut envelope: Value = serde_json::from_slice(&std::fs::read(fixtures().join("apart/p256.dsse")).unwrap()).unwrap();
    envelope["signatures"][0]["cert"] = std::fs::read_to_string(fixtures().join("cms/root.pem")).unwrap().into();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("with-certificate.dsse"), envelope.to_string()).unwrap();
    let (code, json) = run(folder.path().join("with-certificate.dsse").to_str().unwrap());
    assert!(code == 0 && json["signatures"][0]["certificates"][0]["subject"].is_string(), "{json}");
    // A bundle whose envelope holds no statement says what hinders.
    let mut bundle: Value =
        serde_json::from_slice(&std::fs::read(fixtures().join("sigstore/github-release.sigstore.json")).unwrap()).unwrap();
    bundle["dsseEnvelope"]["payload"] = "e30=".into();
    std::fs::write(folder.path().join("no-statement.sigstore.json"), bundle.to_string()).unwrap();
    let (code, json) = run(folder.path().join("no-statement.sigstore.json").to_str().unwrap());
    assert!(code == 10 && json["signatures"][0]["trouble"].is_string() && json["signatures"][0]["times"][0].is_object(), "{json}");
    let human = kenpin(&fixtures().join("apart"), &["signature", "inspect", "ssh-git.sshsig"]);
    let human = String::from_utf8_lossy(&human.stdout).into_owned();
    assert!(human.contains("note:    for \"git\"") && human.contains("nothing of this was checked"), "{human}");
}

#[test]
fn no_damage_to_a_signature_stops_inspect() {
    for (name, bytes) in every_signature() {
        let step = (bytes.len() / 40).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x11;
            for damaged in [&bytes[..at], &changed, &[&bytes[..at], b"\xff", &bytes[at..]].concat()] {
                if let Some((form, signatures)) = said(&Document::new(name.clone(), damaged.to_vec())) {
                    assert!(signatures.len() <= 1_024, "{} in {name}", form.name);
                }
            }
        }
    }
}
