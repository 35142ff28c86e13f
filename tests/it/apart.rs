//! Bare signatures, minisign, SSH, DSSE with plain keys and COSE: vectors that independent tools made, and each twin that must not count.

use std::path::{Path, PathBuf};

use kenpin::evidence::trust::{Root, TrustError, TrustStore};
use kenpin::evidence::{self, Cause, Evidence, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/apart")
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn trusting(keys: &[&str]) -> TrustStore {
    let mut trust = TrustStore::default();
    for key in keys {
        trust.trust_key(key, &read(key)).unwrap();
    }
    trust
}

fn judge(files: &[(&str, &[u8])], trust: &TrustStore) -> Evidence {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = files.iter().map(|(path, bytes)| Document::new(*path, bytes.to_vec())).collect();
    delivery.shipment.documents.sort_by(|one, other| one.path.cmp(&other.path));
    evidence::verify(&delivery, trust, Moment::parse("2026-11-28").unwrap())
}

/// The ending by which the file is bound to the bill.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The bill with this signature beside it.
fn beside(name: &str, signature: &[u8], trust: &TrustStore) -> Evidence {
    judge(&[("bill.json", &read("bill.json")), (&format!("bill.json.{}", ending(name)), signature)], trust)
}

/// `None` for verified; of the only signature.
fn cause(evidence: &Evidence) -> Option<Cause> {
    assert_eq!(evidence.attestations.len(), 1, "{:?}", evidence.attestations);
    match &evidence.attestations[0].standing {
        Standing::Verified(_) => None,
        Standing::Rejected(reason) | Standing::Undetermined(reason) => Some(reason.cause),
    }
}

fn is_rejected(evidence: &Evidence) -> bool {
    evidence.attestations.iter().any(|attestation| matches!(attestation.standing, Standing::Rejected(_)))
}

fn is_proven(evidence: &Evidence) -> bool {
    evidence.proofs_for(Digest::of(&read("bill.json"))).next().is_some()
}

/// Signature, the key that it is by, its form.
const GOOD: &[(&str, &str, &str)] = &[
    ("p256.sig", "p256.pem", "raw"),
    ("p256-base64.sig", "p256.pem", "raw"),
    ("p384.sig", "p384.pem", "raw"),
    ("p521.sig", "p521.pem", "raw"),
    ("ed25519.sig", "ed25519.pem", "raw"),
    ("rsa.sig", "rsa.pem", "raw"),
    ("rsa-pss.sig", "rsa.pem", "raw"),
    ("good.minisig", "minisign.pub", "minisign"),
    ("ssh-ed25519.sshsig", "ssh-ed25519.pub", "ssh"),
    ("ssh-p256.sshsig", "ssh-p256.pub", "ssh"),
    ("ssh-p384.sshsig", "ssh-p384.pub", "ssh"),
    ("ssh-p521.sshsig", "ssh-p521.pub", "ssh"),
    ("ssh-rsa.sshsig", "ssh-rsa.pub", "ssh"),
    ("p256.dsse", "p256.pem", "dsse"),
    ("p384.dsse", "p384.pem", "dsse"),
    ("p521.dsse", "p521.pem", "dsse"),
    ("ed25519.dsse", "ed25519.pem", "dsse"),
    ("rsa.dsse", "rsa.pem", "dsse"),
    ("v0.1.dsse", "p256.pem", "dsse"),
    ("url-safe.dsse", "p256.pem", "dsse"),
    ("predicate-in-type.dsse", "p256.pem", "dsse"),
    ("with-stranger.dsse", "p256.pem", "dsse"),
    ("passed.dsse", "p256.pem", "dsse"),
    ("p256.cose", "p256.pem", "cose"),
    ("p384.cose", "p384.pem", "cose"),
    ("p521.cose", "p521.pem", "cose"),
    ("ed25519.cose", "ed25519.pem", "cose"),
    ("rsa.cose", "rsa.pem", "cose"),
    ("inside.cose", "p256.pem", "cose"),
    ("untagged.cose", "p256.pem", "cose"),
];

#[test]
fn what_independent_tools_signed_is_accepted_under_the_trusted_key() {
    for (name, key, form) in GOOD {
        let found = beside(name, &read(name), &trusting(&["other.pem", key]));
        assert_eq!(cause(&found), None, "{name}: {:?}", found.attestations);
        assert_eq!(found.attestations[0].form, *form, "{name}");
        assert!(is_proven(&found), "{name}");
    }
}

/// Six kinds of twin for every good one.
#[test]
fn no_twin_of_a_good_signature_counts() {
    for (name, key, _) in GOOD {
        let (good, trust) = (read(name), trusting(&[key]));
        let file = format!("bill.json.{}", ending(name));
        let mut changed = read("bill.json");
        changed.push(b' ');
        let other_document = judge(&[("bill.json", &changed), (&file, &good)], &trust);
        assert!(
            is_rejected(&other_document) && other_document.proofs_for(Digest::of(&changed)).next().is_none(),
            "{name}: {other_document:?}"
        );
        let nobody = beside(name, &good, &TrustStore::default());
        assert!(!is_proven(&nobody) && !is_rejected(&nobody), "{name}: nobody trusted: {nobody:?}");
        let stranger = beside(
            name,
            &good,
            &trusting(&["minisign-other.pub", "p384.pem", "rsa1024.pem"].map(|other| if other == *key { "p521.pem" } else { other })),
        );
        assert!(!is_proven(&stranger), "{name}: somebody else trusted: {stranger:?}");
        let within = judge(&[("bill.json", &read("bill.json")), (&file, &good), ("key.pem", &read(key))], &TrustStore::default());
        assert!(!is_proven(&within), "{name}: a key in the delivery is no trust");
        assert!(!is_proven(&beside(name, &good[..good.len() / 2], &trust)), "{name}: cut");
        assert!(!is_proven(&beside(name, &[good.as_slice(), b"garbage"].concat(), &trust)), "{name}: something behind it");
        assert!(!is_proven(&beside(name, b"", &trust)), "{name}: empty");
    }
}

/// Every octet of a signature, changed: whatever still counts must still be by that key over this bill.
#[test]
fn no_octet_of_a_signature_can_be_changed_so_that_it_says_something_else() {
    for (name, key) in [
        ("p256.sig", "p256.pem"),
        ("good.minisig", "minisign.pub"),
        ("ssh-ed25519.sshsig", "ssh-ed25519.pub"),
        ("p256.dsse", "p256.pem"),
        ("p256.cose", "p256.pem"),
    ] {
        let (good, trust) = (read(name), trusting(&[key]));
        for at in 0..good.len() {
            let mut changed = good.clone();
            changed[at] ^= 0x04;
            let found = beside(name, &changed, &trust);
            let harmless = match name {
                // The untrusted comment, and the key's number, which is a hint.
                "good.minisig" => changed.iter().position(|octet| *octet == b'\n').is_some_and(|end| at < end + 16),
                // The keyid, a hint, and names that nothing rests on.
                "p256.dsse" => {
                    String::from_utf8_lossy(&changed).contains("\"sig\": \"")
                        && at > String::from_utf8_lossy(&good).find("\"signatures\"").unwrap()
                }
                _ => false,
            };
            assert!(harmless || !is_proven(&found), "{name}: octet {at} of {}", good.len());
        }
    }
}

#[test]
fn what_a_signature_must_not_be_is_refused() {
    for (name, keys, expected, rejected) in [
        ("rsa1024.sig", ["rsa1024.pem"].as_slice(), Cause::Altered, true),
        ("rsa-sha1.sig", &["rsa.pem"], Cause::Altered, true),
        ("other.sig", &["p256.pem"], Cause::Altered, true),
        ("p256.sig", &["rsa.pem"], Cause::Stranger, false),
        ("legacy.minisig", &["minisign.pub"], Cause::NotSupported, false),
        ("other.minisig", &["minisign.pub"], Cause::Altered, true),
        ("ssh-git.sshsig", &["ssh-ed25519.pub"], Cause::NotForThis, true),
        ("ssh-p256.sshsig", &["ssh-ed25519.pub"], Cause::Stranger, true),
        ("stranger.dsse", &["p256.pem"], Cause::Altered, true),
        ("type-swapped.dsse", &["p256.pem"], Cause::Altered, true),
        ("other-payload.dsse", &["p256.pem"], Cause::NotSupported, false),
        ("other-subject.dsse", &["p256.pem"], Cause::Altered, true),
        ("unknown.dsse", &["p256.pem"], Cause::NotSupported, false),
        ("nobody.dsse", &["p256.pem"], Cause::Malformed, false),
        ("failed.dsse", &["p256.pem"], Cause::NotForThis, true),
        ("silent.dsse", &["p256.pem"], Cause::NotForThis, true),
        ("unprotected.cose", &["p256.pem"], Cause::Malformed, true),
        ("both.cose", &["p256.pem"], Cause::Malformed, true),
        ("crit.cose", &["p256.pem"], Cause::NotSupported, false),
        ("crit-unknown.cose", &["p256.pem"], Cause::Malformed, false),
        ("other-inside.cose", &["p256.pem"], Cause::Altered, true),
        ("other.cose", &["p256.pem"], Cause::Altered, true),
        ("p256.cose", &["ed25519.pem"], Cause::Stranger, false),
    ] {
        let found = beside(name, &read(name), &trusting(keys));
        assert_eq!(cause(&found), Some(expected), "{name}: {:?}", found.attestations);
        assert_eq!(is_rejected(&found), rejected, "{name}: {:?}", found.attestations);
        assert!(!is_proven(&found), "{name}");
    }
}

#[test]
fn so_many_signers_as_are_asked_for_each_counted_once() {
    let asking = |keys: &[&str], threshold: usize| {
        let mut trust = trusting(keys);
        trust.ask_for_signers(threshold);
        trust
    };
    let both = ["p256.pem", "ed25519.pem"];
    let found = beside("two.dsse", &read("two.dsse"), &asking(&both, 2));
    assert!(is_proven(&found));
    let signer = found.proofs_for(Digest::of(&read("bill.json"))).next().unwrap().1.signer().to_owned();
    let names: Vec<String> = asking(&both, 2).anchors().iter().map(|anchor| anchor.name.clone()).collect();
    assert!(names.iter().all(|name| signer.contains(name.as_str())) && signer.contains(" and "), "all who signed are named: {signer}");
    for (name, keys, threshold) in
        [("two.dsse", both.as_slice(), 3), ("two.dsse", &["p256.pem"], 2), ("twice.dsse", &both, 2), ("with-stranger.dsse", &both, 2)]
    {
        let found = beside(name, &read(name), &asking(keys, threshold));
        assert!(!is_proven(&found) && is_rejected(&found), "{name} with {threshold}: {:?}", found.attestations);
    }
}

#[test]
fn a_statement_that_vouches_for_nothing_covers_nothing() {
    let found = beside("vex.dsse", &read("vex.dsse"), &trusting(&["p256.pem"]));
    assert_eq!((cause(&found), is_proven(&found)), (None, false));
    assert_eq!(found.attestations[0].predicate.as_deref(), Some("https://openvex.dev/ns/v0.2.0"));
}

#[test]
fn a_bill_inside_an_envelope_is_read_and_proven() {
    let found = beside("bill-inside.dsse", &read("bill-inside.dsse"), &trusting(&["p256.pem"]));
    assert_eq!(cause(&found), None, "{:?}", found.attestations);
    assert!(found.proofs_for(found.payloads[0].digest).next().is_some());
}

#[test]
fn a_file_of_envelopes_a_line_is_read_line_by_line() {
    let lines = [read("p256.dsse"), b"\n".to_vec(), read("stranger.dsse")].concat();
    let found = judge(&[("bill.json", &read("bill.json")), ("attestations.intoto.jsonl", &lines)], &trusting(&["p256.pem"]));
    assert_eq!(found.attestations.len(), 2);
    // Nobody trusted signed the second one, and the first shows that the bill is whole.
    assert!(is_proven(&found) && !is_rejected(&found));
}

/// A build service whose key nobody has here may sign beside the vendor; a changed bill stays a changed bill.
#[test]
fn a_strangers_signature_beside_a_good_one_is_no_reproach() {
    for (name, ending) in [("other.sig", "sig"), ("stranger.dsse", "dsse"), ("other.cose", "cose"), ("other.minisig", "minisig")] {
        let (bill, good, stranger) = (read("bill.json"), read("ssh-ed25519.sshsig"), read(name));
        let path = format!("bill.json.{ending}");
        let trust = trusting(&["ssh-ed25519.pub", "p256.pem", "minisign.pub"]);
        let both = judge(&[("bill.json", &bill), ("bill.json.sshsig", &good), (&path, &stranger)], &trust);
        assert!(is_proven(&both) && !is_rejected(&both), "{name}: {both:?}");
        let changed = [bill.as_slice(), b" "].concat();
        let altered = judge(&[("bill.json", &changed), ("bill.json.sshsig", &good), (&path, &stranger)], &trust);
        assert!(is_rejected(&altered), "{name}: {altered:?}");
    }
}

#[test]
fn an_ssh_signature_counts_for_the_namespace_that_is_asked_for_only() {
    let mut trust = trusting(&["ssh-ed25519.pub"]);
    trust.ask_for_ssh_namespace("git");
    assert!(is_proven(&beside("ssh-git.sshsig", &read("ssh-git.sshsig"), &trust)));
    assert!(is_rejected(&beside("ssh-ed25519.sshsig", &read("ssh-ed25519.sshsig"), &trust)));
}

/// As a person types it: 0 signed by that party, 20 not, 10 cannot be told.
#[test]
fn the_command_tells_the_three_apart_for_every_form() {
    let run = |artifact: &str, signature: &str, key: &str, more: &[&str]| {
        let option = if signature.ends_with(".dsse") { "--bundle" } else { "--signature" };
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().current_dir(folder()).args(["signature", "verify", artifact, option, signature, "--key", key]).args(more);
        let output = command.output().unwrap();
        (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for (name, key, _) in GOOD {
        let (exit, said) = run("bill.json", name, key, &[]);
        assert_eq!(exit, 0, "{name}: {said}");
        let (exit, said) = run("make.py", name, key, &[]);
        assert_eq!(exit, 20, "{name} beside another file: {said}");
    }
    assert_eq!(run("bill.json", "ssh-git.sshsig", "ssh-ed25519.pub", &["--namespace", "git"]).0, 0);
    assert_eq!(run("bill.json", "two.dsse", "p256.pem", &["--key", "ed25519.pem", "--threshold", "2"]).0, 0);
    assert_eq!(run("bill.json", "two.dsse", "p256.pem", &["--threshold", "2"]).0, 20);
    assert_eq!(run("bill.json", "legacy.minisig", "minisign.pub", &[]).0, 10);
    assert_eq!(run("bill.json", "unknown.dsse", "p256.pem", &[]).0, 10);
}

/// Adds a key in a folder of its own that vouches for one party until the end of a day.
fn add_folder(trust: &mut TrustStore, folder: &str, (key, party, expires): (&str, &str, &str)) -> Result<(), TrustError> {
    let bytes = read(key);
    let origin = format!(
        "name = \"{party}\"\nform = \"key\"\nfile = \"key\"\nsource = \"s\"\nlicence = \"l\"\nsha256 = \"{}\"\ndated = \"2026-01-01\"\nexpires = \"{expires}\"\n[[vouches]]\nparty = \"{party}\"\n",
        Digest::of(&bytes)
    );
    trust.add_root(&Root { folder, origin: &origin, files: vec![("key", bytes.as_slice())] })
}

fn folders(roots: &[(&str, &str, &str)]) -> TrustStore {
    let mut trust = TrustStore::default();
    for (number, root) in roots.iter().enumerate() {
        add_folder(&mut trust, &format!("x/{number}"), *root).unwrap();
    }
    trust
}

fn ordered_from(vendor: &str, trust: &TrustStore, at: &str) -> bool {
    let mut delivery = Delivery::default();
    let (bill, signature) = (read("bill.json"), read("p256.sig"));
    delivery.shipment.documents = vec![Document::new("bill.json", bill), Document::new("bill.json.sig", signature)];
    delivery.order.vendor = Some(vendor.to_owned());
    is_proven(&evidence::verify(&delivery, trust, Moment::parse(at).unwrap()))
}

#[test]
fn one_key_in_two_folders_vouches_for_either_party_and_another_key_lends_it_nothing() {
    let both = folders(&[("p256.pem", "Kiso Electric", "2027-01-01"), ("p256.pem", "Tama Optics", "2027-01-01")]);
    assert!(ordered_from("Kiso Electric", &both, "2026-11-28") && ordered_from("Tama Optics", &both, "2026-11-28"));
    let apart = folders(&[("p256.pem", "Kiso Electric", "2027-01-01"), ("ed25519.pem", "Tama Optics", "2027-01-01")]);
    assert!(ordered_from("Kiso Electric", &apart, "2026-11-28") && !ordered_from("Tama Optics", &apart, "2026-11-28"));
}

#[test]
fn a_root_counts_to_the_last_second_of_its_day() {
    let trust = folders(&[("p256.pem", "Tama Optics", "2027-01-01")]);
    assert!(ordered_from("Tama Optics", &trust, "2027-01-01T23:59:59Z"));
    assert!(!ordered_from("Tama Optics", &trust, "2027-01-02T00:00:00Z"));
}

#[test]
fn an_rsa_key_counts_as_pkcs_1_writes_it_too() {
    let mut command = std::process::Command::new("openssl");
    let output = command.args(["rsa", "-pubin", "-RSAPublicKey_out", "-in"]).arg(folder().join("rsa.pem")).output().unwrap();
    let mut trust = TrustStore::default();
    trust.trust_key("rsa", &output.stdout).unwrap();
    assert!(output.stdout.starts_with(b"-----BEGIN RSA PUBLIC KEY-----") && is_proven(&beside("rsa.sig", &read("rsa.sig"), &trust)));
}

#[test]
fn a_day_that_is_none_is_shown_with_how_to_write_one() {
    let refused = add_folder(&mut TrustStore::default(), "x", ("p256.pem", "Tama Optics", "whenever"));
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("\"whenever\" is no day; write it as 2026-11-23"), "{message}");
}

/// A key of 1024 bits signs nothing, also where the buyer trusts it.
#[test]
fn an_envelope_by_a_weak_key_is_rejected() {
    use base64::Engine as _;
    let scratch = tempfile::tempdir().unwrap();
    let openssl = |arguments: &[&str]| {
        let output = std::process::Command::new("openssl").args(arguments).current_dir(scratch.path()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        output.stdout
    };
    openssl(&["genrsa", "-out", "weak.key", "1024"]);
    let public = openssl(&["rsa", "-in", "weak.key", "-pubout"]);
    let bill = read("bill.json");
    let payload = crate::minting::sigstore::statement(&bill, "https://slsa.dev/provenance/v1", "{}");
    let kind = "application/vnd.in-toto+json";
    std::fs::write(scratch.path().join("message"), format!("DSSEv1 {} {kind} {} {payload}", kind.len(), payload.len())).unwrap();
    let signature = openssl(&["dgst", "-sha256", "-sign", "weak.key", "message"]);
    let encode = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let envelope =
        serde_json::json!({"payloadType": kind, "payload": encode(payload.as_bytes()), "signatures": [{"sig": encode(&signature)}]});
    let mut trust = TrustStore::default();
    trust.trust_key("weak", &public).unwrap();
    let found = judge(&[("bill.json", &bill), ("bill.json.dsse", envelope.to_string().as_bytes())], &trust);
    assert!(!is_proven(&found) && is_rejected(&found), "{found:?}");
}
