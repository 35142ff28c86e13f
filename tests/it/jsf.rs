//! Signatures inside CycloneDX JSON: vectors that others' tools made, and each twin that must not count.

use std::path::{Path, PathBuf};

use kenpin::evidence::trust::TrustStore;
use kenpin::evidence::{self, Attestation, Cause, Evidence, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};

use crate::minting;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/jsf")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap()
}

fn trusting(keys: &[&str]) -> TrustStore {
    let mut trust = TrustStore::default();
    for key in keys {
        trust.trust_key(key, read(&format!("{key}.pem")).as_bytes()).unwrap();
    }
    trust
}

fn judge(files: &[(&str, &[u8])], trust: &TrustStore, at: &str) -> Evidence {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = files.iter().map(|(path, bytes)| Document::new(*path, bytes.to_vec())).collect();
    evidence::verify(&delivery, trust, Moment::parse(at).unwrap())
}

fn bill(text: &str, trust: &TrustStore) -> Evidence {
    judge(&[("b.cdx.json", text.as_bytes())], trust, "2026-11-24")
}

/// `None` for verified.
fn cause(attestation: &Attestation) -> Option<Cause> {
    match &attestation.standing {
        Standing::Verified(_) => None,
        Standing::Rejected(reason) | Standing::Undetermined(reason) => Some(reason.cause),
    }
}

fn causes(evidence: &Evidence) -> Vec<Option<Cause>> {
    evidence.attestations.iter().map(cause).collect()
}

fn is_rejected(evidence: &Evidence) -> bool {
    evidence.attestations.iter().any(|attestation| matches!(attestation.standing, Standing::Rejected(_)))
}

fn is_proven(evidence: &Evidence, text: &str) -> bool {
    evidence.proofs_for(Digest::of(text.as_bytes())).next().is_some()
}

#[test]
fn every_algorithm_is_accepted_under_a_trusted_key() {
    for (file, key) in [
        ("es256", "es256"),
        ("es384", "es384"),
        ("es512", "es512"),
        ("ed25519", "ed25519"),
        ("rs256", "rsa"),
        ("rs384", "rsa"),
        ("rs512", "rsa"),
        ("ps256", "rsa"),
        ("ps384", "rsa"),
        ("ps512", "rsa"),
        ("key-id", "es256"),
        ("schema-left-out", "es256"),
    ] {
        let text = read(&format!("{file}.cdx.json"));
        let found = bill(&text, &trusting(&[key]));
        assert_eq!(causes(&found), [None], "{file}: {:?}", found.attestations);
        assert!(is_proven(&found, &text), "{file}");
        assert_eq!(found.attestations[0].within.as_deref(), Some(""));
    }
}

#[test]
fn white_space_and_the_order_of_members_change_nothing() {
    let value: serde_json::Value = serde_json::from_str(&read("es256.cdx.json")).unwrap();
    let mut reversed = serde_json::Map::new();
    for (name, value) in value.as_object().unwrap().iter().rev() {
        reversed.insert(name.clone(), value.clone());
    }
    for text in [value.to_string(), serde_json::Value::Object(reversed).to_string(), format!("\u{feff}{value}")] {
        assert_eq!(causes(&bill(&text, &trusting(&["es256"]))), [None]);
    }
}

#[test]
fn each_of_several_signatures_stands_for_itself() {
    for (file, other) in [("signers", "rsa"), ("chain", "es384")] {
        let text = read(&format!("{file}.cdx.json"));
        assert_eq!(causes(&bill(&text, &trusting(&["es256", other]))), [None, None], "{file}");
        let one = bill(&text, &trusting(&[other]));
        assert_eq!(causes(&one), [Some(Cause::Stranger), None], "{file}");
        assert!(is_proven(&one, &text));
    }
    // A chain binds each signature to those before it; signers side by side know nothing of each other.
    let other: serde_json::Value = serde_json::from_str(&read("es256.cdx.json")).unwrap();
    for (file, expected) in [("chain", Some(Cause::Altered)), ("signers", None)] {
        let mut value: serde_json::Value = serde_json::from_str(&read(&format!("{file}.cdx.json"))).unwrap();
        value["signature"][file][0] = other["signature"].clone();
        let found = bill(&value.to_string(), &trusting(&["es256", "es384", "rsa"]));
        assert_eq!(cause(&found.attestations[1]), expected, "{file}");
    }
}

#[test]
fn a_certificate_path_is_judged_by_the_buyers_authorities_at_the_moment() {
    let text = read("path.cdx.json");
    let mut trust = TrustStore::default();
    trust.trust_authority("root.pem", read("root.pem").as_bytes()).unwrap();
    let found = bill(&text, &trust);
    assert_eq!(causes(&found), [None], "{:?}", found.attestations);
    let (_, proof) = found.proofs_for(Digest::of(text.as_bytes())).next().unwrap();
    assert_eq!(proof.signer(), "kenpin test key, never trust: jsf delivery signing");
    assert_eq!(proof.root(), "kenpin test key, never trust: jsf root CA");
    let late = judge(&[("b.cdx.json", text.as_bytes())], &trust, "2031-01-01");
    assert_eq!((causes(&late), is_rejected(&late)), (vec![Some(Cause::OutOfTime)], true));
    let mut other = TrustStore::default();
    other.trust_authority("other.pem", minting::vendor("w").authority_pem().as_bytes()).unwrap();
    assert_eq!(causes(&bill(&text, &other)), [Some(Cause::Stranger)]);
}

/// SIGNATURES, bad inputs 30 and 41: what a signature brings along is never trust, and a key's name decides nothing.
#[test]
fn an_embedded_key_or_certificate_is_no_trust() {
    for file in ["es256", "path", "ed25519"] {
        let text = read(&format!("{file}.cdx.json"));
        let nobody = bill(&text, &TrustStore::default());
        assert_eq!((causes(&nobody), is_rejected(&nobody)), (vec![Some(Cause::Stranger)], false), "{file}");
        let somebody = bill(&text, &trusting(&["component"]));
        assert_eq!((causes(&somebody), is_rejected(&somebody)), (vec![Some(Cause::Stranger)], true), "{file}");
        assert!(!is_proven(&somebody, &text));
        let delivery = Delivery {
            shipment: kenpin::intake::Shipment { documents: vec![Document::new("b.cdx.json", text.into_bytes())], ..Default::default() },
            ..Default::default()
        };
        assert_eq!(somebody.unsigned(&delivery).count(), 1, "a bill with a stranger's signature is an unsigned bill");
    }
    let unnamed = bill(&read("key-id.cdx.json"), &trusting(&["component"]));
    assert_eq!((causes(&unnamed), is_rejected(&unnamed)), (vec![Some(Cause::Stranger)], false));
}

#[test]
fn a_good_signature_beside_the_bill_counts_whatever_is_inside() {
    let text = read("es256.cdx.json");
    let vendor = minting::vendor("v");
    let mut trust = TrustStore::default();
    trust.trust_authority("ca.pem", vendor.authority_pem().as_bytes()).unwrap();
    let beside = vendor.sign_cms(text.as_bytes());
    let found = judge(&[("b.cdx.json", text.as_bytes()), ("b.cdx.json.p7s", &beside)], &trust, "2026-11-24");
    assert_eq!(causes(&found), [Some(Cause::Stranger), None]);
    assert!(is_proven(&found, &text));
}

/// SIGNATURES, bad input 48: each twin is one change away from a bill that is accepted.
#[test]
fn a_bill_changed_in_one_place_is_rejected_as_altered() {
    let text = read("es256.cdx.json");
    let twins: [(&str, &str); 9] = [
        ("\"lens\"", "\"lenz\""),
        ("\"version\": 1,", "\"version\": 2,"),
        ("0.95", "0.96"),
        ("Tama Optics", "Tama 0ptics"),
        ("\"type\": \"device\",\n      \"name\": \"lens\",", "\"name\": \"lens\","),
        ("\"algorithm\": \"ES256\",", "\"algorithm\": \"ES256\", \"keyId\": \"another\","),
        ("\"bomFormat\": \"CycloneDX\",", "\"bomFormat\": \"CycloneDX\", \"services\": [],"),
        ("\"value\": \"1e2\"", "\"value\": \"100\""),
        ("\"properties\"", "\"annotations\""),
    ];
    for (from, to) in twins {
        assert!(text.contains(from), "{from}");
        let found = bill(&text.replacen(from, to, 1), &trusting(&["es256"]));
        assert_eq!((causes(&found), is_rejected(&found)), (vec![Some(Cause::Altered)], true), "{from} -> {to}");
        let nobody = bill(&text.replacen(from, to, 1), &TrustStore::default());
        assert_eq!((causes(&nobody), is_rejected(&nobody)), (vec![Some(Cause::Altered)], true), "with nobody to trust: {from} -> {to}");
    }
}

fn with_signature(change: impl Fn(&mut serde_json::Map<String, serde_json::Value>)) -> String {
    let mut value: serde_json::Value = serde_json::from_str(&read("es256.cdx.json")).unwrap();
    change(value["signature"].as_object_mut().unwrap());
    value.to_string()
}

/// SIGNATURES, bad input 48: r and s of zero or beyond the order, non-canonical base64, DER for r and s, an algorithm that is not the key's.
#[test]
fn a_signature_that_is_not_well_formed_is_rejected() {
    let set =
        |name: &'static str, to: serde_json::Value| with_signature(move |signature| drop(signature.insert(name.to_owned(), to.clone())));
    let text = |text: &str| serde_json::Value::from(text);
    let value = {
        let value: serde_json::Value = serde_json::from_str(&read("es256.cdx.json")).unwrap();
        value["signature"]["value"].as_str().unwrap().to_owned()
    };
    // 86 digits hold 4 bits more than 64 octets: the next digit has the same octets and a bit beyond them.
    let last = char::from(value.as_bytes()[85] + 1);
    for (what, twin, expected) in [
        ("zero r and s", set("value", text(&"A".repeat(86))), Cause::Altered),
        ("r and s beyond the order", set("value", text(&("_".repeat(85) + "w"))), Cause::Altered),
        ("too short", set("value", text("AAAA")), Cause::Malformed),
        ("empty", set("value", text("")), Cause::Malformed),
        ("standard base64", set("value", text(&(value.replace(['-', '_'], "+") + "=="))), Cause::Malformed),
        ("loose bits", set("value", text(&format!("{}{last}", &value[..85]))), Cause::Malformed),
        ("a number", set("value", 1.into()), Cause::Malformed),
        ("RS256 with a P-256 key", set("algorithm", text("RS256")), Cause::Malformed),
        ("ES384 with a P-256 key", set("algorithm", text("ES384")), Cause::Malformed),
        ("no algorithm", with_signature(|signature| drop(signature.remove("algorithm"))), Cause::Malformed),
        ("no value", with_signature(|signature| drop(signature.remove("value"))), Cause::Malformed),
        ("no object", read("es256.cdx.json").replacen("\"signature\": {", "\"signature\": 1, \"x\": {", 1), Cause::Malformed),
        ("no key", set("publicKey", text("x")), Cause::Malformed),
        ("two layouts", set("signers", serde_json::json!([])), Cause::Malformed),
        ("no certificate", set("certificatePath", serde_json::json!(["AAAA"])), Cause::Malformed),
        ("excludes itself", set("excludes", serde_json::json!(["signature"])), Cause::Malformed),
        ("another curve's algorithm", read("es256-on-p384.cdx.json"), Cause::Malformed),
        ("RSA 1024", read("weak.cdx.json"), Cause::Weak),
    ] {
        let found = bill(&twin, &trusting(&["es256", "es384", "rsa1024"]));
        assert_eq!((causes(&found), is_rejected(&found)), (vec![Some(expected)], true), "{what}");
    }
}

/// SIGNATURES, bad input 48: HS256 with the public key as its secret, unknown algorithms.
#[test]
fn a_shared_secret_or_an_unknown_algorithm_is_never_a_proof() {
    for twin in [
        read("hmac.cdx.json"),
        with_signature(|signature| drop(signature.insert("algorithm".to_owned(), "none".into()))),
        with_signature(|signature| drop(signature.insert("algorithm".to_owned(), "https://example.com/own".into()))),
        with_signature(|signature| drop(signature.insert("algorithm".to_owned(), "es256".into()))),
    ] {
        let found = bill(&twin, &trusting(&["es256"]));
        assert_eq!(causes(&found), [Some(Cause::NotSupported)]);
        assert!(!is_proven(&found, &twin));
    }
}

/// SIGNATURES, bad input 48: `excludes` injected, or used to leave out what decides.
#[test]
fn a_signature_that_leaves_out_what_decides_proves_nothing() {
    let signed_so = bill(&read("components-left-out.cdx.json"), &trusting(&["es256"]));
    assert_eq!(causes(&signed_so), [Some(Cause::NotSupported)]);
    for (member, expected) in [("components", Cause::Altered), ("services", Cause::NotSupported), ("annotations", Cause::NotSupported)] {
        let mut value: serde_json::Value = serde_json::from_str(&read("es256.cdx.json")).unwrap();
        if member != "components" {
            value[member] = serde_json::json!([{ "name": "injected" }]);
        }
        value["signature"]["excludes"] = serde_json::json!([member]);
        let twin = value.to_string();
        let found = bill(&twin, &trusting(&["es256"]));
        assert_eq!(causes(&found), [Some(expected)], "{member}");
        assert!(!is_proven(&found, &twin));
    }
    let mut several: serde_json::Value = serde_json::from_str(&read("chain.cdx.json")).unwrap();
    several["signature"]["chain"][0]["excludes"] = serde_json::json!(["$schema"]);
    assert_eq!(cause(&bill(&several.to_string(), &trusting(&["es256", "es384"])).attestations[0]), Some(Cause::Malformed));
}

/// SIGNATURES, bad input 38, and numbers on which readers differ.
#[test]
fn what_two_readers_read_differently_is_not_believed() {
    let text = read("es256.cdx.json");
    for (from, to, expected) in [
        ("\"version\": 1,", "\"version\": 2, \"version\": 1,", Cause::Malformed),
        ("\"name\": \"lens\",", "\"name\": \"other\", \"n\\u0061me\": \"lens\",", Cause::Malformed),
        ("\"version\": 1,", "\"version\": 1.0000000000000000001,", Cause::NotSupported),
        ("\"version\": 1,", "\"version\": 9007199254740993,", Cause::NotSupported),
        ("多", "\\ud800", Cause::Malformed),
    ] {
        assert!(text.contains(from), "{from}");
        assert_eq!(causes(&bill(&text.replacen(from, to, 1), &trusting(&["es256"]))), [Some(expected)], "{to}");
    }
    let deep = format!("{{\"bomFormat\":\"CycloneDX\",\"signature\":{{}},\"x\":{}{}}}", "[".repeat(150), "]".repeat(150));
    assert!(!is_proven(&bill(&deep, &trusting(&["es256"])), &deep));
}

#[test]
fn a_signature_over_a_part_is_told_apart_from_the_bills_own() {
    let text = read("part.cdx.json");
    let found = bill(&text, &trusting(&["component"]));
    assert_eq!(causes(&found), [None]);
    assert_eq!(found.attestations[0].within.as_deref(), Some("/components/0"));
    assert!(found.attestations[0].is_of_a_part() && !is_proven(&found, &text), "a part's signer does not vouch for the bill");

    let text = read("part-and-whole.cdx.json");
    let found = bill(&text, &trusting(&["es256"]));
    assert_eq!(causes(&found), [None, Some(Cause::Stranger)]);
    assert!(is_proven(&found, &text));
    // The whole covers the part's signature too.
    let swapped = text.replacen("\"type\": \"device\",\n      \"name\": \"lens\"", "\"type\": \"device\",\n      \"name\": \"lenz\"", 1);
    assert_eq!(causes(&bill(&swapped, &trusting(&["es256", "component"]))), [Some(Cause::Altered), Some(Cause::Altered)]);
    // A part with its signature proves nothing as a bill of its own.
    let part: serde_json::Value = serde_json::from_str(&read("part.cdx.json")).unwrap();
    let mut moved = part["components"][0].clone();
    moved["bomFormat"] = "CycloneDX".into();
    assert_eq!(causes(&bill(&moved.to_string(), &trusting(&["component"]))), [Some(Cause::Altered)]);
}

#[test]
fn no_more_signatures_are_checked_than_the_budget_allows() {
    let part: serde_json::Value = serde_json::from_str(&read("part.cdx.json")).unwrap();
    let many = vec![part["components"][0].clone(); 1_500];
    let text = serde_json::json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": many}).to_string();
    let found = bill(&text, &trusting(&["component"]));
    assert_eq!(found.attestations.len(), 1_001);
    assert_eq!(cause(&found.attestations[1_000]), Some(Cause::NotSupported));
}

/// The CycloneDX specification's own example: the signatures over its parts really verify (python cryptography says so too), the one
/// over the whole is stale.
#[test]
fn the_specifications_example_verifies_where_it_is_not_stale() {
    let Some(shared) = std::env::var_os("KENPIN_SHARED_DATA") else {
        return eprintln!("skipped: KENPIN_SHARED_DATA names no folder with cyclonedx-samples");
    };
    let text = std::fs::read_to_string(Path::new(&shared).join("cyclonedx-samples/1.6/valid-signatures-1.6.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut trust = TrustStore::default();
    let der = {
        use base64::Engine as _;
        let leaf = value["components"][0]["signature"]["certificatePath"][0].as_str().unwrap();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(leaf).unwrap()
    };
    trust.trust_authority("example.com", &der).unwrap();
    let found = judge(&[("b.json", text.as_bytes())], &trust, "2020-01-01");
    let places: Vec<(&str, Option<Cause>)> =
        found.attestations.iter().map(|attestation| (attestation.within.as_deref().unwrap(), cause(attestation))).collect();
    assert_eq!(places, [("", Some(Cause::Altered)), ("/components/0", None), ("/services/0", None), ("/compositions/0", None)]);
    assert!(!is_proven(&found, &text));
}

/// Whatever byte is changed or left out: what is still a proof says the same as before.
#[test]
fn no_byte_can_be_changed_so_that_a_signed_bill_says_something_else() {
    let text = read("es256.cdx.json");
    let trust = trusting(&["es256"]);
    let said = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let mut proven = 0;
    for place in 0..text.len() {
        for change in [None, Some(1), Some(0x20)] {
            let mut twin = text.clone().into_bytes();
            match change {
                None => drop(twin.remove(place)),
                Some(bits) => twin[place] ^= bits,
            }
            let Ok(twin) = String::from_utf8(twin) else { continue };
            if is_proven(&bill(&twin, &trust), &twin) {
                proven += 1;
                assert_eq!(said(&twin), said(&text), "byte {place}");
            }
        }
    }
    assert!(proven > 100, "white space may go: {proven}");
}

/// The whole way: what the program answers, and what it exits with.
#[test]
fn a_changed_bill_rejects_and_a_strangers_counts_as_unsigned() {
    let scratch = tempfile::tempdir().unwrap();
    let text = read("es256.cdx.json");
    for (name, text, key, exit, rules) in [
        ("good", text.clone(), "es256", 10, &[][..]),
        ("changed", text.replace("\"lens\"", "\"lenz\""), "es256", 20, &["KP-E02 reject", "KP-E01 refer"]),
        ("stranger", text.clone(), "rsa", 10, &["KP-E03 refer", "KP-E01 refer"]),
    ] {
        let delivery = scratch.path().join(name);
        std::fs::create_dir(&delivery).unwrap();
        std::fs::write(delivery.join("bill.cdx.json"), text).unwrap();
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_kenpin"));
        let run =
            program.arg("verify").arg(&delivery).arg("--trusted-key").arg(folder().join(format!("{key}.pem"))).args(["--at", "2026-11-24"]);
        let run = run.output().unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        assert_eq!(run.status.code(), Some(exit), "{name}: {said}");
        for rule in ["KP-E01 refer", "KP-E02 reject", "KP-E03 refer", "KP-E04 reject", "KP-E05 refer"] {
            assert_eq!(said.contains(rule), rules.contains(&rule), "{name}, {rule}: {said}");
        }
    }
}
