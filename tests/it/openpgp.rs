//! OpenPGP signatures: vectors that gpg made, and each twin that must not count. rpgp alone would accept several of them.

use std::path::{Path, PathBuf};

use kenpin::evidence::trust::{TrustError, TrustStore};
use kenpin::evidence::{self, Cause, Evidence, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/openpgp")
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

fn judge(files: &[(&str, &[u8])], trust: &TrustStore, at: &str) -> Evidence {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = files.iter().map(|(path, bytes)| Document::new(*path, bytes.to_vec())).collect();
    delivery.shipment.documents.sort_by(|one, other| one.path.cmp(&other.path));
    evidence::verify(&delivery, trust, Moment::parse(at).unwrap())
}

/// The bill with this signature beside it, judged by a buyer who trusts these keys.
fn beside(signature: &[u8], keys: &[&str], at: &str) -> Evidence {
    judge(&[("bill.json", &read("bill.json")), ("bill.json.asc", signature)], &trusting(keys), at)
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

const AT: &str = "2026-11-24";

#[test]
fn what_gpg_signed_is_accepted_under_the_trusted_key() {
    for (signature, key) in [
        ("ed25519.asc", "ed25519.pgp.asc"),
        ("ed25519.asc", "ed25519.pgp"),
        ("rsa3072.asc", "rsa3072.pgp.asc"),
        ("nistp384.asc", "nistp384.pgp.asc"),
        ("subkey.asc", "subkey.pgp.asc"),
        ("notation.asc", "ed25519.pgp.asc"),
        ("within.asc", "expiring.pgp.asc"),
        ("after.asc", "extended.pgp.asc"),
        ("retired.asc", "retired.pgp.asc"),
        ("lost.asc", "lost-before.pgp.asc"),
        ("nameless.asc", "renamed.pgp.asc"),
    ] {
        let found = beside(&read(signature), &[key], AT);
        assert_eq!(cause(&found), None, "{signature}: {:?}", found.attestations);
        assert!(is_proven(&found), "{signature}");
    }
    let (bill, binary) = (read("bill.json"), read("binary.sig"));
    for name in ["bill.json.sig", "bill.json.gpg", "other.bin"] {
        let found = judge(&[("bill.json", &bill), ("a.txt", b"other"), (name, &binary)], &trusting(&["ed25519.pgp"]), AT);
        assert_eq!((cause(&found), is_proven(&found)), (None, true), "{name}");
    }
    let twice = judge(&[("bill.json", &bill), ("bill.json.sig", &read("twice.sig"))], &trusting(&["ed25519.pgp"]), AT);
    assert_eq!(twice.attestations.len(), 2);
}

#[test]
fn the_proof_names_the_key_and_the_names_that_it_did_not_take_back() {
    let found = beside(&read("ed25519.asc"), &["ed25519.pgp.asc"], AT);
    let (_, proof) = found.proofs_for(Digest::of(&read("bill.json"))).next().unwrap();
    assert!(
        proof.signer().starts_with("kenpin test key, never trust: pgp ed25519 <ed25519@example.com> (OpenPGP key "),
        "{}",
        proof.signer()
    );
    assert!(proof.root().starts_with("OpenPGP key "));
    let found = beside(&read("nameless.asc"), &["renamed.pgp.asc"], AT);
    let (_, proof) = found.proofs_for(Digest::of(&read("bill.json"))).next().unwrap();
    assert!(proof.signer().starts_with("kenpin test key, never trust: pgp second ("), "{}", proof.signer());
}

/// SIGNATURES, bad input 48: OpenPGP, revoked, SHA-1 and the rest of what a policy has to see.
#[test]
fn what_a_key_or_signature_must_not_be_is_refused() {
    for (what, signature, key, expected, at) in [
        ("a SHA-1 signature", "sha1.asc", "ed25519.pgp.asc", Cause::Weak, AT),
        ("RSA 1024", "weak.asc", "weak.pgp.asc", Cause::Weak, AT),
        ("DSA", "dsa.asc", "dsa.pgp.asc", Cause::Weak, AT),
        ("a key revoked as lost", "lost.asc", "lost.pgp.asc", Cause::Revoked, AT),
        ("a subkey revoked as lost", "subkey.asc", "subkey-revoked.pgp.asc", Cause::Revoked, AT),
        ("a key that took back its only name", "nameless.asc", "nameless.pgp.asc", Cause::NotForThis, AT),
        ("a subkey that did not agree", "subkey.asc", "subkey-without-back-signature.pgp", Cause::NotForThis, AT),
        ("made after the key expired", "after.asc", "expiring.pgp.asc", Cause::OutOfTime, AT),
        ("made in the future", "future.asc", "ed25519.pgp.asc", Cause::OutOfTime, AT),
        ("made later than the moment", "ed25519.asc", "ed25519.pgp.asc", Cause::OutOfTime, "2026-02-01"),
        ("a signature that expired", "expiring.asc", "ed25519.pgp.asc", Cause::OutOfTime, AT),
    ] {
        let found = beside(&read(signature), &[key], at);
        assert_eq!(
            (cause(&found), is_rejected(&found), is_proven(&found)),
            (Some(expected), true, false),
            "{what}: {:?}",
            found.attestations
        );
    }
    let still_good = beside(&read("expiring.asc"), &["ed25519.pgp.asc"], "2026-03-15");
    assert_eq!(cause(&still_good), None);
    for (what, signature) in [
        ("over a text", "text.asc"),
        ("under a condition", "critical.asc"),
        ("with the text inside", "clear.asc"),
        ("with the bytes inside", "inline.asc"),
    ] {
        let found = beside(&read(signature), &["ed25519.pgp.asc"], AT);
        assert_eq!((cause(&found), is_proven(&found)), (Some(Cause::NotSupported), false), "{what}: {:?}", found.attestations);
    }
}

#[test]
fn a_key_given_up_is_good_for_what_it_signed_before_only() {
    assert_eq!(cause(&beside(&read("retired.asc"), &["retired.pgp.asc"], AT)), None);
    // One copy of the key does not know of the revocation, the other does.
    for keys in [["lost-before.pgp.asc", "lost.pgp.asc"], ["lost.pgp.asc", "lost-before.pgp.asc"]] {
        assert_eq!(cause(&beside(&read("lost.asc"), &keys, AT)), Some(Cause::Revoked));
    }
}

#[test]
fn a_stranger_or_a_changed_bill_is_refused() {
    let (bill, signature) = (read("bill.json"), read("ed25519.asc"));
    for keys in [&[][..], &["rsa3072.pgp.asc"]] {
        let found = beside(&signature, keys, AT);
        assert_eq!((cause(&found), is_rejected(&found), is_proven(&found)), (Some(Cause::Stranger), false, false));
        assert_eq!(found.attestations[0].subjects, [Digest::of(&bill)]);
    }
    let text = String::from_utf8(bill.clone()).unwrap();
    for twin in [text.replace("1.6", "1.5"), text.replace('\n', "\r\n"), text.replace('\n', ""), format!("{text} "), String::new()] {
        let found = judge(&[("bill.json", twin.as_bytes()), ("bill.json.asc", &signature)], &trusting(&["ed25519.pgp.asc"]), AT);
        assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Altered), true), "{twin:?}");
    }
    let alone = judge(&[("a.txt", b"other"), ("x.asc", &signature)], &trusting(&["ed25519.pgp.asc"]), AT);
    assert_eq!(cause(&alone), Some(Cause::CoversNothing));
}

/// A key that is delivered with the goods is no trust (SIGNATURES, bad input 30), and no signature either.
#[test]
fn a_key_in_the_delivery_is_no_trust() {
    let files = [("bill.json", read("bill.json")), ("bill.json.asc", read("ed25519.asc")), ("key.asc", read("ed25519.pgp.asc"))];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (*path, bytes.as_slice())).collect();
    let found = judge(&files, &TrustStore::default(), AT);
    assert_eq!((cause(&found), is_proven(&found)), (Some(Cause::Stranger), false));
}

/// SIGNATURES, bad input 48: damage, trailing garbage, every single bit.
#[test]
fn no_damage_makes_a_proof_and_none_stops_the_program() {
    let binary = read("binary.sig");
    let bill = read("bill.json");
    let trust = trusting(&["ed25519.pgp.asc"]);
    let proven = |signature: &[u8]| {
        let found = judge(&[("bill.json", &bill), ("bill.json.asc", signature)], &trust, AT);
        assert!(!found.attestations.is_empty(), "a damaged .asc is still told");
        is_proven(&found)
    };
    assert!(proven(&binary));
    let mut harmless = Vec::new();
    for place in 0..binary.len() {
        for bit in 0..8 {
            let mut twin = binary.clone();
            twin[place] ^= 1 << bit;
            if proven(&twin) {
                harmless.push(place);
            }
        }
    }
    // Unhashed: the issuer's short name, which is no more than a hint beside its fingerprint.
    harmless.dedup();
    assert!(harmless.len() <= 11, "{harmless:?}");
    for cut in 0..binary.len() {
        assert!(!proven(&binary[..cut]), "{cut}");
    }
    for tail in [&b"x"[..], b"\0", b"\x88\x09\x04", b"\x99\x01\x00"] {
        assert!(!proven(&[&binary, tail].concat()));
    }
    let armoured = String::from_utf8(read("ed25519.asc")).unwrap();
    for twin in
        ["-----BEGIN PGP SIGNATURE-----\n", "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n", "hello", "", "\u{feff}"]
    {
        assert!(!proven(twin.as_bytes()), "{twin:?}");
    }
    assert!(!proven(armoured.replacen("iH", "jH", 1).as_bytes()));
}

#[test]
fn a_key_file_that_is_none_is_our_fault_to_be_told() {
    let mut trust = TrustStore::default();
    let secret = b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgE\n-----END PGP PRIVATE KEY BLOCK-----\n";
    assert_eq!(trust.trust_key("k", secret), Err(TrustError::PrivateKey { source_name: "k".to_owned() }));
    for bytes in [&b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n"[..], b"\x99", b"\x98\x00", &read("ed25519.asc"), &read("ed25519.pgp")[..60]] {
        assert!(trust.trust_key("k", bytes).is_err());
    }
    assert!(trust.anchors().is_empty());
    trust.trust_key("k", &read("ed25519.pgp")).unwrap();
    trust.trust_key("k", &read("ed25519.pgp.asc")).unwrap();
    assert_eq!(trust.anchors().len(), 1, "armoured or not, it is one key");
    trust.bind_signer("Tama Optics", "k", &read("ed25519.pgp")).unwrap();
    assert_eq!(trust.anchors()[0].vouchings[0].party.as_deref(), Some("Tama Optics"));
}

/// Any packets under an honest name: nothing panics, nothing is proven, in a signature and in a key file.
#[test]
fn spoiled_packets_stop_nothing() {
    let (bill, trust) = (read("bill.json"), trusting(&["ed25519.pgp.asc"]));
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below.max(1)).unwrap()).unwrap()
    };
    for seed in ["rsa3072.asc", "binary.sig", "subkey.pgp.asc", "subkey-without-back-signature.pgp", "ed25519.pgp", "clear.asc"] {
        for _ in 0..400 {
            let mut spoiled = read(seed);
            for _ in 0..=next(6) {
                if spoiled.is_empty() {
                    break;
                }
                let place = next(spoiled.len());
                match next(4) {
                    0 => spoiled[place] = u8::try_from(next(256)).unwrap(),
                    1 => drop(spoiled.remove(place)),
                    2 => spoiled.insert(place, u8::try_from(next(256)).unwrap()),
                    _ => spoiled.truncate(place.max(1)),
                }
            }
            let other = if seed == "binary.sig" { trusting(&["rsa3072.pgp.asc"]) } else { trust.clone() };
            assert!(!is_proven(&judge(&[("bill.json", &bill), ("bill.json.asc", &spoiled)], &other, AT)), "{seed}");
            let _ = TrustStore::default().trust_key("k", &spoiled);
        }
    }
}
