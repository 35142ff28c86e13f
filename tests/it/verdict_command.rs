//! `kenpin verdict`: a signed verdict is checked, shown and replayed; whatever was changed in it is seen.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::minting;

fn example(name: &str, file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).join(file)
}

fn kenpin(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).env_clear().current_dir(folder).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// A folder with the vendor's keys, and `v.json`, the signed verdict on an example.
fn signed(name: &str, more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let agency = minting::vendor("Example Agency");
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    write("private.pem", agency.signer.key.private_pem());
    write("public.pem", agency.key_pem());
    write("ca.pem", agency.authority_pem());
    write("certificate.pem", agency.signer.pem());
    write("stranger.pem", minting::vendor("Somebody Else").key_pem());
    write("stranger-ca.pem", minting::vendor("Somebody Else").authority_pem());
    let output = verify(folder.path(), name, &[&["--output", "vsa=v.json", "--signing-key", "private.pem"], more].concat());
    assert!(output.stderr.is_empty(), "{output:?}");
    folder
}

/// The options that the examples are judged by.
fn terms(name: &str) -> Vec<String> {
    let (order, ca) = (example(name, "order.toml"), example(name, "vendor-ca.pem"));
    ["--order".into(), order.display().to_string(), "--trusted-ca".into(), ca.display().to_string()].to_vec()
}

fn verify(folder: &Path, name: &str, more: &[&str]) -> Output {
    let (terms, delivery) = (terms(name), example(name, "delivery").display().to_string());
    let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
    kenpin(folder, &[&["verify", "--at", "2026-11-23", &delivery], terms.as_slice(), more].concat())
}

fn replay(folder: &Path, name: &str, delivery: &Path, more: &[&str]) -> Output {
    let (terms, delivery) = (terms(name), delivery.display().to_string());
    let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
    let first = ["verdict", "replay", "v.json", &delivery, "--key", "public.pem", "--format", "json"];
    kenpin(folder, &[&first, terms.as_slice(), more].concat())
}

#[test]
fn an_authentic_verdict_exits_with_its_own_code() {
    for (name, verdict, expected) in [("camera", "accept", 0), ("camera-twin", "reject", 20)] {
        let folder = signed(name, &[]);
        let output = kenpin(folder.path(), &["verdict", "verify", "v.json", "--key", "public.pem", "--format", "json"]);
        assert_eq!(code(&output), expected, "{output:?}");
        let checked = json(&output);
        assert_eq!((&checked["standing"], &checked["verdict"]), (&"verified".into(), &verdict.into()));
        assert!(checked["signer"].as_str().unwrap().starts_with("key sha256:"));
        let shown = kenpin(folder.path(), &["verdict", "show", "v.json"]);
        assert_eq!(code(&shown), 0);
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert!(shown.starts_with("NOT CHECKED") && shown.contains(&verdict.to_uppercase()) && shown.contains("us-ndaa-889-a1a"));
    }
}

/// The label is made in the same run; its code is the digest of what is signed, whatever a baseline leaves out.
#[test]
fn a_label_belongs_to_one_verdict() {
    let folder = signed("camera", &["--output", "label=label.html", "--output", "json=report.json"]);
    let checked = json(&kenpin(folder.path(), &["verdict", "verify", "v.json", "--key", "public.pem", "--format", "json"]));
    let digest = checked["digest"].as_str().unwrap().to_owned();
    let shown = |name: &str| {
        let label = std::fs::read_to_string(folder.path().join(name)).unwrap();
        digest.as_bytes()["sha256:".len()..].chunks(8).all(|piece| label.contains(std::str::from_utf8(piece).unwrap()))
    };
    assert!(shown("label.html"));
    let later = ["--output", "label=later.html", "--baseline", "report.json"];
    verify(folder.path(), "camera", &later);
    assert!(shown("later.html"));
    let with = |label: &str| kenpin(folder.path(), &["verdict", "verify", "v.json", "--key", "public.pem", "--label", label]);
    assert_eq!(code(&with(&digest)), 0);
    let other = with(&format!("sha256:{}", "0".repeat(64)));
    assert_eq!(code(&other), 20);
    assert!(String::from_utf8(other.stdout).unwrap().contains("the label is of another verdict"));
    assert_eq!(code(&with("0123")), 2);
}

#[test]
fn a_verdict_whose_signer_is_not_known_cannot_be_told() {
    let folder = signed("camera", &["--signing-certificate", "certificate.pem"]);
    for option in [["--key", "stranger.pem"], ["--ca", "stranger-ca.pem"]] {
        let output = kenpin(folder.path(), &[&["verdict", "verify", "v.json"], option.as_slice()].concat());
        assert_eq!(code(&output), 10, "{option:?}: {output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("UNKNOWN"), "{output:?}");
    }
    for option in [["--key", "public.pem"], ["--ca", "ca.pem"]] {
        let output = kenpin(folder.path(), &[&["verdict", "verify", "v.json", "--at", "2026-11-24"], option.as_slice()].concat());
        assert_eq!(code(&output), 0, "{option:?}: {output:?}");
    }
    assert_eq!(code(&kenpin(folder.path(), &["verdict", "verify", "v.json"])), 2);
}

#[test]
fn a_certificate_of_another_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("private.pem"), minting::vendor("Example Agency").signer.key.private_pem()).unwrap();
    std::fs::write(folder.path().join("certificate.pem"), minting::vendor("Somebody Else").signer.pem()).unwrap();
    let more = ["--format", "vsa", "--signing-key", "private.pem", "--signing-certificate", "certificate.pem"];
    let output = verify(folder.path(), "camera", &more);
    assert_eq!(code(&output), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no certificate of the signing key"));
}

/// The envelope read as the command reads it, without a process for each of its bytes.
#[test]
fn one_changed_byte_anywhere_is_seen() {
    use kenpin::evidence::Standing;
    use kenpin::evidence::dsse::Envelope;
    let folder = signed("camera", &[]);
    let good = std::fs::read(folder.path().join("v.json")).unwrap();
    let mut trust = kenpin::evidence::trust::TrustStore::default();
    trust.trust_key("k", &std::fs::read(folder.path().join("public.pem")).unwrap()).unwrap();
    let at = kenpin::intake::Moment::parse("2026-11-24").unwrap();
    let verified = |bytes: &[u8]| match Envelope::read(bytes).map(|envelope| envelope.judge(&trust, at)) {
        Ok(Standing::Verified(_)) => true,
        Ok(Standing::Rejected(_)) | Err(_) => false,
        Ok(Standing::Undetermined(reason)) => panic!("{}", reason.detail),
    };
    assert!(verified(&good));
    // The last line feed may be another white space.
    for index in 0..good.len() - 1 {
        let mut changed = good.clone();
        changed[index] ^= 1;
        assert!(!verified(&changed), "byte {index}");
    }
    let mut changed = good.clone();
    changed[good.len() / 2] ^= 1;
    std::fs::write(folder.path().join("v.json"), changed).unwrap();
    let output = kenpin(folder.path(), &["verdict", "verify", "v.json", "--key", "public.pem"]);
    assert_eq!(code(&output), 20);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("NOT AUTHENTIC"));
}

#[test]
fn a_signed_text_that_is_no_verdict_is_refused() {
    let folder = signed("camera", &[]);
    for content in ["", "{}", "[]", "{\"payloadType\":\"a\",\"payload\":\"\",\"signatures\":[]}", "not json", "\u{0}"] {
        std::fs::write(folder.path().join("v.json"), content).unwrap();
        assert_eq!(code(&kenpin(folder.path(), &["verdict", "verify", "v.json", "--key", "public.pem"])), 20, "{content}");
        assert_eq!(code(&kenpin(folder.path(), &["verdict", "show", "v.json"])), 1, "{content}");
    }
}

#[test]
fn python_finds_the_verdict_good_and_sees_one_changed_byte() {
    let folder = signed("camera", &[]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/verify_verdict.py");
    let check = |delivery: &Path| {
        let mut python = Command::new("python3");
        python.arg(&script).args(["v.json", "public.pem"]).arg(delivery).current_dir(folder.path());
        python.output().unwrap()
    };
    let good = check(&example("camera", "delivery"));
    assert!(good.status.success(), "{good:?}");
    assert_eq!(good.stdout, b"accept\n");
    assert!(!check(&example("camera-twin", "delivery")).status.success());
    let mut bytes = std::fs::read(folder.path().join("v.json")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] = if bytes[middle] == b'A' { b'B' } else { b'A' };
    std::fs::write(folder.path().join("v.json"), bytes).unwrap();
    let changed = check(&example("camera", "delivery"));
    assert!(String::from_utf8_lossy(&changed.stderr).contains("does not fit"), "{changed:?}");
}

#[test]
fn a_replay_over_the_same_inputs_stands() {
    for (name, verdict, expected) in [("camera", "accept", 0), ("camera-twin", "reject", 20)] {
        let folder = signed(name, &[]);
        let output = replay(folder.path(), name, &example(name, "delivery"), &[]);
        assert_eq!(code(&output), expected, "{output:?}");
        let replayed = json(&output);
        assert_eq!((&replayed["stands"], &replayed["replayed"]["verdict"]), (&true.into(), &verdict.into()));
        assert_eq!(replayed["replayed"]["at"], "2026-11-23T00:00:00Z");
        assert_eq!((replayed["changed"].as_array().unwrap().len(), replayed["findings"]["new"].as_array().unwrap().len()), (0, 0));
    }
}

/// A year later: another list, another policy, another maker, each by itself.
#[test]
fn a_replay_names_what_has_changed_and_whether_the_verdict_would() {
    let folder = signed("camera", &[]);
    let file = |name: &str, content: &str| std::fs::write(folder.path().join(name), content).unwrap();
    file("policy.toml", "[effects]\n\"KP-B04\" = \"reject\"\n");
    file("list.toml", LIST);
    file(
        "makers.toml",
        "schema_version = \"1\"\n[[party]]\nid = \"example\"\nlegal_name = \"Example Holding\"\nsources = [\"a register\"]\n",
    );
    let changed = |more: &[&str]| {
        let output = replay(folder.path(), "camera", &example("camera", "delivery"), more);
        let replayed = json(&output);
        let what: Vec<String> =
            replayed["changed"].as_array().unwrap().iter().map(|change| change["what"].as_str().unwrap().to_owned()).collect();
        (code(&output), replayed["stands"].as_bool().unwrap(), what)
    };
    assert_eq!(changed(&["--policy", "policy.toml"]), (0, true, vec!["policy".to_owned()]));
    assert_eq!(changed(&["--trusted-key", "stranger.pem"]), (0, true, vec!["trust roots and keys".to_owned()]));
    assert_eq!(changed(&["--watchlists", "list.toml"]), (20, false, vec!["list \"agency\"".to_owned()]));
    let (code, _, what) = changed(&["--makers", "makers.toml"]);
    assert_eq!((code, what), (0, vec!["directory of makers and owners".to_owned()]));
}

/// Lists the vendor of the example.
const LIST: &str = r#"
schema_version = "1"

[list]
id = "agency"
title = "Suppliers under watch"
authority = "Example Agency"
citation = "Procurement notice 12 of the Example Agency"
edition = "2026-11-01"
shelf_life_days = 180
source = "handed over by the procurement office"
licence = "of the agency"
affiliates = "any"

[[entry]]
id = "tama"
name = "Tama Optics Co., Ltd."
period = [{ from = "2026-11-01" }]
confidence = "sourced"
authority = "Procurement notice 12, item 3"
source = "handed over by the procurement office"
"#;

#[test]
fn a_replay_over_another_delivery_is_refused() {
    let folder = signed("camera", &[]);
    let output = replay(folder.path(), "camera", &example("camera-twin", "delivery"), &[]);
    let replayed = json(&output);
    assert_eq!((code(&output), &replayed["replayed"], &replayed["stands"]), (20, &Value::Null, &false.into()));
    assert!(!replayed["documents"].as_array().unwrap().is_empty());
}

#[test]
fn a_changed_verdict_is_not_replayed() {
    let folder = signed("camera-twin", &[]);
    let path = folder.path().join("v.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("\"payload\":\"e", "\"payload\":\"f", 1)).unwrap();
    let output = replay(folder.path(), "camera-twin", &example("camera-twin", "delivery"), &[]);
    assert_eq!(code(&output), 20);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("NOT AUTHENTIC"));
}
