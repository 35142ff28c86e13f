//! CMS signatures: what is accepted, and each twin that must not be.

use kenpin::evidence::trust::TrustStore;
use kenpin::evidence::{self, Cause, Evidence, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};

use crate::minting::pki::{FUTURE, Holder, Key, LONG, USUAL, Use, Window};
use crate::minting::{self, Attributes, Content, Naming, Vendor};

const BILL: &[u8] = b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}";

fn at() -> Moment {
    Moment::parse("2026-11-24").unwrap()
}

fn delivery(files: &[(&str, &[u8])]) -> Delivery {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = files.iter().map(|(path, bytes)| Document::new(*path, bytes.to_vec())).collect();
    delivery
}

fn trusting(pem: &str) -> TrustStore {
    let mut trust = TrustStore::default();
    trust.trust_authority("ca.pem", pem.as_bytes()).unwrap();
    trust
}

fn judge(files: &[(&str, &[u8])], trust: &TrustStore) -> Evidence {
    evidence::verify(&delivery(files), trust, at())
}

/// What became of the only signature: `None` for verified.
fn cause(evidence: &Evidence) -> Option<Cause> {
    assert_eq!(evidence.attestations.len(), 1, "{:?}", evidence.attestations);
    match &evidence.attestations[0].standing {
        Standing::Verified(_) => None,
        Standing::Rejected(reason) | Standing::Undetermined(reason) => {
            assert!(!reason.detail.is_empty() && !reason.remedy.is_empty());
            Some(reason.cause)
        }
    }
}

fn is_rejected(evidence: &Evidence) -> bool {
    evidence.attestations.iter().any(|attestation| matches!(attestation.standing, Standing::Rejected(_)))
}

/// The bill signed by `signer`, judged by a buyer who trusts `trusted`.
fn signed_by(signer: &Vendor, trusted: &Vendor) -> Evidence {
    judge(&[("b.json", BILL), ("b.json.p7s", &signer.sign_cms(BILL))], &trusting(&trusted.authority_pem()))
}

#[test]
fn every_way_of_writing_a_good_signature_is_accepted() {
    for vendor in [minting::vendor("v"), minting::rsa_vendor("v"), minting::ed25519_vendor("v")] {
        let trust = trusting(&vendor.authority_pem());
        for attributes in [Attributes::Signed, Attributes::None] {
            for naming in [Naming::IssuerAndSerial, Naming::KeyIdentifier] {
                let detached = vendor.sign_cms_as(BILL, Content::Detached, attributes, naming);
                let found = judge(&[("b.json", BILL), ("b.json.p7s", &detached)], &trust);
                assert_eq!(cause(&found), None, "{:?}", found.attestations);
                assert_eq!(found.attestations[0].subjects, [Digest::of(BILL)]);
                assert!(found.payloads.is_empty());

                let enclosing = vendor.sign_cms_as(BILL, Content::Enclosed, attributes, naming);
                let found = judge(&[("b.json.p7m", &enclosing)], &trust);
                assert_eq!(cause(&found), None, "{:?}", found.attestations);
                assert_eq!(found.payloads.len(), 1);
                assert_eq!(found.payloads[0].bytes.as_slice(), BILL);
                assert_eq!(found.payloads[0].envelope, Some(Digest::of(&enclosing)));
                assert_eq!(found.attestations[0].subjects, [found.payloads[0].digest]);
            }
        }
    }
}

#[test]
fn the_proof_names_signer_and_root() {
    let vendor = minting::vendor("v");
    let found = signed_by(&vendor, &vendor);
    let (_, proof) = found.proofs_for(Digest::of(BILL)).next().unwrap();
    assert_eq!(proof.signer(), "kenpin test key, never trust: v delivery signing");
    assert_eq!(proof.root(), "kenpin test key, never trust: v root CA");
    assert_eq!((proof.signed_at(), proof.vouches_for()), (None, None));
}

#[test]
fn a_signature_of_any_name_finds_its_document_by_digest() {
    let vendor = minting::vendor("v");
    let trust = trusting(&vendor.authority_pem());
    for attributes in [Attributes::Signed, Attributes::None] {
        let signature = vendor.sign_cms_as(BILL, Content::Detached, attributes, Naming::IssuerAndSerial);
        let found = judge(&[("a.txt", b"other"), ("b.json", BILL), ("signature.der", &signature)], &trust);
        assert_eq!((cause(&found), found.attestations[0].subjects.as_slice()), (None, [Digest::of(BILL)].as_slice()));
    }
}

#[test]
fn what_nobody_signed_is_named() {
    let vendor = minting::vendor("v");
    let signature = vendor.sign_cms(BILL);
    let delivery = delivery(&[("a.txt", b"other"), ("b.json", BILL), ("b.json.p7s", &signature)]);
    let found = evidence::verify(&delivery, &trusting(&vendor.authority_pem()), at());
    let unsigned: Vec<&str> = found.unsigned(&delivery).map(|document| document.path.as_str()).collect();
    assert_eq!(unsigned, ["a.txt"]);
}

#[test]
fn a_document_altered_after_signing_is_rejected() {
    let vendor = minting::vendor("v");
    let trust = trusting(&vendor.authority_pem());
    for attributes in [Attributes::Signed, Attributes::None] {
        let signature = vendor.sign_cms_as(BILL, Content::Detached, attributes, Naming::IssuerAndSerial);
        let found = judge(&[("b.json", b"{\"bomFormat\":\"CycloneDX\"}"), ("b.json.p7s", &signature)], &trust);
        assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Altered), true));
    }
}

#[test]
fn an_altered_document_is_rejected_even_where_nobody_is_trusted() {
    let signature = minting::vendor("v").sign_cms(BILL);
    let found = judge(&[("b.json", b"{}"), ("b.json.p7s", &signature)], &TrustStore::default());
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Altered), true));
}

#[test]
fn an_envelope_that_holds_another_document_than_the_one_beside_it_is_rejected() {
    let vendor = minting::vendor("v");
    let found = judge(&[("b.json", b"{}"), ("b.json.p7m", &vendor.enclose_cms(BILL))], &trusting(&vendor.authority_pem()));
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Altered), true));
}

#[test]
fn a_stranger_under_the_same_names_is_rejected() {
    let vendor = minting::vendor("v");
    let found = signed_by(&vendor.stranger(), &vendor);
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Stranger), true));
    let found = signed_by(&minting::vendor("w"), &vendor);
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Stranger), true));
}

#[test]
fn with_nobody_to_trust_it_cannot_be_told() {
    let found = judge(&[("b.json", BILL), ("b.json.p7s", &minting::vendor("v").sign_cms(BILL))], &TrustStore::default());
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Stranger), false));
}

/// SIGNATURES, bad inputs 17, 18, 27.
#[test]
fn a_certificate_out_of_time_or_for_another_purpose_is_rejected() {
    let vendor = minting::vendor("v");
    let over = vendor.under_expired_authority();
    for (signer, trusted, expected) in [
        (vendor.expired(), &vendor, Cause::OutOfTime),
        (vendor.not_yet_valid(), &vendor, Cause::OutOfTime),
        (over.clone(), &over, Cause::OutOfTime),
        (vendor.misused(Use::TlsServer), &vendor, Cause::NotForThis),
        (vendor.misused(Use::Encipherment), &vendor, Cause::NotForThis),
    ] {
        let found = signed_by(&signer, trusted);
        assert_eq!((cause(&found), is_rejected(&found)), (Some(expected), true));
    }
}

#[test]
fn a_signer_two_steps_below_the_root_is_accepted_and_a_signer_below_another_signer_is_not() {
    let vendor = minting::vendor("v");
    let trust = trusting(&vendor.authority_pem());
    let below = |between: Holder, window: Window| {
        let signer = between.issue("v below", Key::p256("below"), window, Use::Signer);
        let signature = minting::cms::sign(BILL, &signer, &[&between], Content::Detached, Attributes::Signed, Naming::IssuerAndSerial);
        judge(&[("b.json", BILL), ("b.json.p7s", &signature)], &trust)
    };
    let issuing = |window| vendor.authority.issue("v issuing CA", Key::p256("issuing"), window, Use::Authority);
    assert_eq!(cause(&below(issuing(LONG), USUAL)), None);
    assert_eq!(cause(&below(issuing(FUTURE), USUAL)), Some(Cause::OutOfTime));
    // webpki does not look at keyUsage: we do.
    let powerless = vendor.authority.issue("v powerless CA", Key::p256("powerless"), LONG, Use::PowerlessAuthority);
    assert_eq!(cause(&below(powerless, USUAL)), Some(Cause::Stranger));
    let found = below(vendor.signer.clone(), USUAL);
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Stranger), true));
}

/// SIGNATURES, bad input 26.
#[test]
fn a_revoked_signer_is_rejected_and_a_stale_list_is_said() {
    let vendor = minting::vendor("v");
    let other = vendor.authority.issue("other", Key::p256("other"), USUAL, Use::Signer);
    let judged = |list: Vec<u8>, pinned: bool| {
        let mut trust = trusting(&if pinned { vendor.signer.pem() } else { vendor.authority_pem() });
        trust.revoke_by("ca.crl", &list).unwrap();
        judge(&[("b.json", BILL), ("b.json.p7s", &vendor.sign_cms(BILL))], &trust)
    };
    let fresh = Window("261101", "270101");
    let stale = Window("260101", "260201");
    assert_eq!(cause(&judged(vendor.authority.revoke(&[&other], fresh), false)), None);
    for window in [fresh, stale] {
        for pinned in [false, true] {
            let found = judged(vendor.authority.revoke(&[&vendor.signer], window), pinned);
            assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Revoked), true));
        }
    }
    let found = judged(vendor.authority.revoke(&[&other], stale), false);
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::OutOfTime), false));
}

#[test]
fn a_trusted_key_or_the_signers_own_certificate_will_do_and_an_embedded_one_will_not() {
    let vendor = minting::vendor("v");
    let signature = vendor.sign_cms(BILL);
    let files: [(&str, &[u8]); 2] = [("b.json", BILL), ("b.json.p7s", &signature)];
    let mut by_key = TrustStore::default();
    by_key.trust_key("key.pem", vendor.key_pem().as_bytes()).unwrap();
    let pinned = judge(&files, &by_key);
    assert_eq!(cause(&pinned), None);
    let (_, proof) = pinned.proofs_for(Digest::of(BILL)).next().unwrap();
    assert!(proof.signer().starts_with("key sha256:"), "nobody has vouched for the name in the certificate: {}", proof.signer());
    assert_eq!(cause(&judge(&files, &trusting(&vendor.signer.pem()))), None);
    let mut other = TrustStore::default();
    other.trust_key("key.pem", minting::vendor("w").key_pem().as_bytes()).unwrap();
    assert_eq!(cause(&judge(&files, &other)), Some(Cause::Stranger));
}

#[test]
fn a_signer_bound_to_one_party_does_not_vouch_for_another() {
    let vendor = minting::vendor("v");
    let signature = vendor.sign_cms(BILL);
    let judged = |ordered: Option<&str>| {
        let mut trust = trusting(&vendor.authority_pem());
        trust.bind_signer("Tama Optics Co., Ltd.", "ca.pem", vendor.authority_pem().as_bytes()).unwrap();
        assert_eq!(trust.anchors().len(), 1);
        let mut delivery = delivery(&[("b.json", BILL), ("b.json.p7s", &signature)]);
        delivery.order.vendor = ordered.map(str::to_owned);
        evidence::verify(&delivery, &trust, at())
    };
    assert_eq!(cause(&judged(Some("TAMA Optics  Co., Ltd."))), None);
    let found = judged(Some("Kiso Electric Mfg. Co., Ltd."));
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::NotForThis), true));
    let found = judged(None);
    assert_eq!(found.proofs_for(Digest::of(BILL)).next().unwrap().1.vouches_for(), Some("Tama Optics Co., Ltd."));
}

#[test]
fn no_byte_of_a_signature_can_be_changed_or_cut_so_that_it_covers_something_else() {
    let vendor = minting::vendor("v");
    let trust = trusting(&vendor.authority_pem());
    let (detached, enclosing) = (vendor.sign_cms(BILL), vendor.enclose_cms(BILL));
    for (path, good) in [("b.json.p7s", &detached), ("b.json.p7m", &enclosing)] {
        for place in 0..good.len() {
            let mut flipped = good.clone();
            flipped[place] ^= 1;
            for bytes in [flipped.as_slice(), &good[..place]] {
                let found = judge(&[("b.json", BILL), (path, bytes)], &trust);
                for attestation in &found.attestations {
                    if matches!(attestation.standing, Standing::Verified(_)) {
                        assert_eq!(attestation.subjects, [Digest::of(BILL)], "byte {place} of {path}");
                        assert_eq!(bytes.len(), good.len(), "cut at {place}");
                    }
                }
            }
        }
    }
}

proptest::proptest! {
    /// Pieces of a good signature put together anew, and bytes that look like DER or BER: nothing panics, nothing else is covered.
    #[test]
    fn no_arrangement_of_bytes_panics_or_covers_something_else(
        cuts in proptest::collection::vec((0_usize..1_000, 0_usize..60), 0..6),
        noise in proptest::collection::vec(proptest::sample::select(vec![0x30_u8, 0x80, 0x24, 0x04, 0xa0, 0x31, 0x02, 0x06, 0x00, 0x01, 0x81, 0xff]), 0..40),
        place in 0_usize..1_000,
    ) {
        let vendor = minting::vendor("v");
        let good = vendor.enclose_cms(BILL);
        let mut bytes = good.clone();
        for (start, length) in cuts {
            let start = start % bytes.len();
            let end = (start + length).min(bytes.len());
            let piece = bytes[start..end].to_vec();
            let target = (start * 7) % bytes.len();
            bytes.splice(target..(target + length).min(bytes.len()), piece);
            if bytes.is_empty() {
                bytes.push(0x30);
            }
        }
        let place = place % bytes.len();
        bytes.splice(place..place, noise.iter().copied());
        let trust = trusting(&vendor.authority_pem());
        for content in [&bytes, &noise] {
            for path in ["b.json.p7m", "b.json.p7s", "free"] {
                for attestation in judge(&[("b.json", BILL), (path, content)], &trust).attestations {
                    proptest::prop_assert!(attestation.subjects.iter().all(|subject| *subject == Digest::of(BILL)));
                }
            }
        }
    }
}

#[test]
fn an_empty_or_foreign_file_named_as_a_signature_is_no_signature() {
    let trust = trusting(&minting::vendor("v").authority_pem());
    for bytes in [b"".as_slice(), b"hello", b"{}", b"\x30\x80", b"-----BEGIN CMS-----\n"] {
        let found = judge(&[("b.json", BILL), ("b.json.p7s", bytes)], &trust);
        assert_eq!(cause(&found), Some(Cause::Malformed));
    }
}

/// RFC 8933, section 2: a signature over attributes passed off as one over a document that consists of them.
#[test]
fn signed_attributes_cannot_be_passed_off_as_a_document() {
    let vendor = minting::vendor("v");
    let whole = vendor.sign_cms(BILL);
    let start = whole.windows(2).rposition(|pair| pair == [0xa0, 0x42]).or_else(|| find_attributes(&whole)).unwrap();
    let length = usize::from(whole[start + 1]) + 2;
    let mut document = whole[start..start + length].to_vec();
    document[0] = 0x31;
    let signature = &whole[whole.len() - usize::from(signature_length(&whole))..];
    let forged = minting::cms::assemble(&vendor.signer, signature);
    let found = judge(&[("b.bin", &document), ("b.bin.p7s", &forged)], &trusting(&vendor.authority_pem()));
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Altered), true));
}

/// Where `[0]` with the two signed attributes starts: before the last contentType.
fn find_attributes(whole: &[u8]) -> Option<usize> {
    let content_type = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
    whole.windows(content_type.len()).position(|window| window == content_type)?.checked_sub(4)
}

fn signature_length(whole: &[u8]) -> u8 {
    let algorithm = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02, 0x04];
    let place = whole.windows(algorithm.len()).rposition(|window| window == algorithm).unwrap();
    whole[place + algorithm.len()]
}

#[test]
fn no_more_signatures_are_checked_than_the_budget_allows() {
    let vendor = minting::vendor("v");
    let signature = vendor.sign_cms(BILL);
    let names: Vec<String> = (0..1_001).map(|number| format!("s{number:04}.der")).collect();
    let mut files: Vec<(&str, &[u8])> = vec![("b.json", BILL)];
    files.extend(names.iter().map(|name| (name.as_str(), signature.as_slice())));
    let found = judge(&files, &trusting(&vendor.authority_pem()));
    assert_eq!(found.proofs_for(Digest::of(BILL)).count(), 1_000);
    assert!(matches!(&found.attestations[1_000].standing, Standing::Undetermined(reason) if reason.cause == Cause::NotSupported));
}

/// SIGNATURES, bad input 29: authorities of one name that all certify each other.
#[test]
fn a_maze_of_authorities_ends_soon_and_leads_nowhere() {
    let vendor = minting::vendor("v");
    let keys: Vec<Key> = (0..12).map(|number| Key::p256(&format!("maze {number}"))).collect();
    let corners: Vec<Holder> = keys.iter().map(|key| Holder::root("maze", key.clone(), LONG)).collect();
    let maze: Vec<Holder> =
        corners.iter().flat_map(|corner| keys.iter().map(|key| corner.issue("maze", key.clone(), LONG, Use::Authority))).take(60).collect();
    let signer = corners[0].issue("lost", Key::p256("lost"), USUAL, Use::Signer);
    let others: Vec<&Holder> = maze.iter().collect();
    let signature = minting::cms::sign(BILL, &signer, &others, Content::Detached, Attributes::Signed, Naming::IssuerAndSerial);
    let start = std::time::Instant::now();
    let found = judge(&[("b.json", BILL), ("b.json.p7s", &signature)], &trusting(&vendor.authority_pem()));
    assert!(cause(&found).is_some(), "{:?}", found.attestations);
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
}

/// Vectors that openssl made once: tests/fixtures/signatures/cms/ORIGIN.toml.
mod vectors {
    use super::*;

    fn folder() -> std::path::PathBuf {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/cms")
    }

    fn vectors() -> Vec<(String, Vec<u8>)> {
        let mut names: Vec<String> =
            std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name.ends_with(".p7s") || name.ends_with(".p7m"));
        names.sort();
        names.into_iter().map(|name| (name.clone(), std::fs::read(folder().join(name)).unwrap())).collect()
    }

    /// Beside the bill under its name, or alone where it encloses it.
    fn judged(name: &str, signature: &[u8], bill: &[u8]) -> Evidence {
        let trust = trusting(&std::fs::read_to_string(folder().join("root.pem")).unwrap());
        let at = Moment::parse("2026-12-01").unwrap();
        let files: Vec<(&str, &[u8])> =
            if name.ends_with("p7m") { vec![("b.json.p7m", signature)] } else { vec![("b.json", bill), ("b.json.p7s", signature)] };
        evidence::verify(&delivery(&files), &trust, at)
    }

    #[test]
    fn every_vector_is_accepted_and_is_what_its_origin_says() {
        let origin: toml::Table = toml::from_str(&std::fs::read_to_string(folder().join("ORIGIN.toml")).unwrap()).unwrap();
        let all = vectors();
        assert_eq!(all.len(), 9);
        for (name, signature) in &all {
            assert_eq!(origin["sha256"][name].as_str(), Some(Digest::of(signature).to_string().as_str()), "{name}");
            let found = judged(name, signature, BILL);
            assert_eq!(cause(&found), None, "{name}: {:?}", found.attestations);
            assert_eq!(found.attestations[0].subjects, [Digest::of(BILL)], "{name}");
        }
    }

    /// Other content, a digest, a value, an algorithm, a name, a signing time, a certificate, a length.
    #[test]
    fn each_tampered_twin_is_refused() {
        for (name, good) in vectors() {
            let der = if good.starts_with(b"-----") { continue } else { good };
            let refused = |what: &str, twin: &[u8], bill: &[u8]| {
                let found = judged(&name, twin, bill);
                let covers = found.proofs_for(Digest::of(bill)).count();
                assert!(covers == 0 && !found.attestations.is_empty(), "{name}: {what}");
            };
            let mut twins = 0;
            let mut turned = |what: &str, place: Option<usize>| {
                let Some(place) = place else { return };
                let mut twin = der.clone();
                twin[place] ^= 1;
                refused(what, &twin, BILL);
                twins += 1;
            };
            let find = |needle: &[u8]| der.windows(needle.len()).rposition(|window| window == needle);
            let first = |needle: &[u8]| der.windows(needle.len()).position(|window| window == needle);
            turned("signature value", Some(der.len() - 12));
            turned("message digest", find(&Digest::of(BILL).0));
            turned("enclosed content", first(BILL).map(|place| place + 20));
            turned("content type", find(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03]).map(|place| place + 8));
            turned("signing time", find(&[0x17, 0x0d]).map(|place| place + 5));
            turned("hash", find(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02]).map(|place| place + 8));
            turned("length", Some(3));
            turned("the certificate's key", first(b"kenpin test key, never trust: ").map(|place| place + 40));
            for cut in [1, der.len() / 2] {
                refused("cut short", &der[..der.len() - cut], BILL);
                twins += 1;
            }
            refused("something after it", &[der.as_slice(), b"x"].concat(), BILL);
            if name.ends_with("p7s") {
                refused("other content", &der, b"{}");
                refused("one more byte", &der, &[BILL, b" "].concat());
                twins += 2;
            }
            assert!(twins >= 6, "{name}: {twins}");
        }
    }
}

mod openssl {
    //! Vectors by an independent tool, made afresh each time.

    use super::*;
    use crate::bench::Bench;

    /// Signs b.json, which is then judged by a buyer who trusts cert.pem.
    fn sign(bench: &Bench, options: &str, out: &str) -> Evidence {
        bench.run(&format!("cms -sign -binary -in b.json -signer cert.pem -inkey key.pem {options} -out {out}"));
        judged(bench, BILL, out)
    }

    fn judged(bench: &Bench, bill: &[u8], signature: &str) -> Evidence {
        let signed = bench.read(signature);
        let files: Vec<(&str, &[u8])> =
            if signature.ends_with("p7m") { vec![(signature, &signed)] } else { vec![("b.json", bill), (signature, &signed)] };
        evidence::verify(&delivery(&files), &trusting(&bench.text("cert.pem")), bench.now())
    }

    fn bench() -> Bench {
        let bench = Bench::new();
        bench.write("b.json", BILL);
        bench
    }

    const KEYS: &[(&str, &str)] = &[
        ("-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "-md sha256"),
        ("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "-md sha256"),
        ("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "-md sha512"),
        ("-algorithm EC -pkeyopt ec_paramgen_curve:P-384", "-md sha384"),
        ("-algorithm EC -pkeyopt ec_paramgen_curve:P-521", "-md sha512"),
    ];

    #[test]
    fn every_key_and_every_form_of_openssl_is_accepted() {
        for (key, hash) in KEYS {
            let bench = bench();
            bench.signer(key);
            for (options, out) in [
                ("-outform DER", "b.json.p7s"),
                ("-outform PEM", "b.json.p7s"),
                ("-outform DER -noattr", "b.json.p7s"),
                ("-outform DER -keyid", "b.json.p7s"),
                ("-outform DER -nosmimecap -cades", "b.json.p7s"),
                ("-outform DER -nodetach", "b.json.p7m"),
                ("-outform DER -nodetach -stream", "b.json.p7m"),
                ("-outform PEM -nodetach -stream -noattr", "b.json.p7m"),
            ] {
                let found = sign(&bench, &format!("{hash} {options}"), out);
                assert_eq!(cause(&found), None, "{key} {hash} {options}: {:?}", found.attestations);
                assert_eq!(found.attestations[0].subjects, [Digest::of(BILL)]);
            }
        }
    }

    #[test]
    fn rsa_pss_is_accepted_with_every_usual_salt() {
        let bench = bench();
        bench.signer(KEYS[0].0);
        for hash in ["sha256", "sha384", "sha512"] {
            for salt in ["digest", "max", "20"] {
                let options = format!("-md {hash} -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:{salt} -outform DER");
                let found = sign(&bench, &options, "b.json.p7s");
                assert_eq!(cause(&found), None, "{options}: {:?}", found.attestations);
            }
        }
    }

    #[test]
    fn several_signers_are_judged_one_by_one() {
        let bench = bench();
        bench.signer(KEYS[0].0);
        bench.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out other.pem");
        bench.run("req -x509 -new -key other.pem -subj /CN=other -days 3650 -out other-cert.pem");
        bench.run("cms -sign -binary -in b.json -signer cert.pem -inkey key.pem -signer other-cert.pem -inkey other.pem -outform DER -out b.json.p7s");
        let found = judged(&bench, BILL, "b.json.p7s");
        assert_eq!(found.attestations.len(), 2);
        assert_eq!(found.proofs_for(Digest::of(BILL)).count(), 1);
        assert!(is_rejected(&found));
    }

    #[test]
    fn each_tampered_twin_is_refused() {
        let bench = bench();
        bench.signer(KEYS[1].0);
        assert_eq!(cause(&sign(&bench, "-outform DER", "b.json.p7s")), None);
        let good = bench.read("b.json.p7s");
        let twin = |name: &str, bytes: &[u8], bill: &[u8]| {
            bench.write("b.json.p7s", bytes);
            let found = judged(&bench, bill, "b.json.p7s");
            assert_ne!(cause(&found), None, "{name}");
        };
        let mut last = good.clone();
        *last.last_mut().unwrap() ^= 1;
        twin("signature value", &last, BILL);
        twin("other content", &good, b"{}");
        twin("one more byte of content", &good, &[BILL, b" "].concat());
        twin("cut short", &good[..good.len() - 1], BILL);
        twin("something after it", &[good.as_slice(), b"\n"].concat(), BILL);
        let replaced = |from: &[u8], to: &[u8]| {
            let place = good.windows(from.len()).rposition(|window| window == from).unwrap();
            [&good[..place], to, &good[place + from.len()..]].concat()
        };
        let digest = Digest::of(BILL).0;
        let other = Digest::of(b"{}").0;
        twin("message digest", &replaced(&digest, &other), BILL);
        twin("message digest and content", &replaced(&digest, &other), b"{}");
        // signingTime: signed, though not used.
        let time = good.windows(2).rposition(|pair| pair == [0x17, 0x0d]).unwrap();
        let mut earlier = good.clone();
        earlier[time + 3] ^= 1;
        twin("signing time", &earlier, BILL);
        // SHA-384 named in place of SHA-256 as the signature's hash.
        let ecdsa = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
        let mut sha384 = ecdsa;
        sha384[7] = 3;
        twin("algorithm", &replaced(&ecdsa, &sha384), BILL);
    }

    /// A root, and a signer whose certificate it issues with `options`.
    fn issued(options: &str, extensions: &str) -> Evidence {
        let bench = bench();
        bench.signer(KEYS[0].0);
        bench.write("ext", extensions.as_bytes());
        bench.run("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out leaf.pem");
        bench.run("req -new -key leaf.pem -subj /CN=leaf -out leaf.csr");
        bench.run(&format!(
            "x509 -req -in leaf.csr -CA cert.pem -CAkey key.pem -set_serial 7 -days 30 {options} -extfile ext -out leaf-cert.pem"
        ));
        bench.run("cms -sign -binary -in b.json -signer leaf-cert.pem -inkey leaf.pem -outform DER -out b.json.p7s");
        judged(&bench, BILL, "b.json.p7s")
    }

    #[test]
    fn a_certificate_without_any_purpose_is_good_and_one_signed_with_sha_1_is_weak() {
        assert_eq!(cause(&issued("-sha256", "basicConstraints=CA:FALSE\n")), None);
        assert_eq!(cause(&issued("-sha256", "extendedKeyUsage=codeSigning\n")), None);
        assert_eq!(cause(&issued("-sha256", "extendedKeyUsage=timeStamping\n")), Some(Cause::NotForThis));
        assert_eq!(cause(&issued("-sha1", "basicConstraints=CA:FALSE\n")), Some(Cause::Weak));
    }

    #[test]
    fn an_authority_for_some_names_only_cannot_be_told_to_hold_for_a_signer() {
        let bench = bench();
        bench.signer(KEYS[1].0);
        bench.write(
            "ext",
            "basicConstraints=critical,CA:TRUE\nnameConstraints=permitted;dirName:only\n[only]\nO=Somebody else\n".as_bytes(),
        );
        bench.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out between.pem");
        bench.run("req -new -key between.pem -subj /CN=between -out between.csr");
        bench.run("x509 -req -in between.csr -CA cert.pem -CAkey key.pem -set_serial 8 -days 30 -extfile ext -out between-cert.pem");
        bench.write("leaf-ext", "basicConstraints=CA:FALSE\n".as_bytes());
        bench.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out leaf.pem");
        bench.run("req -new -key leaf.pem -subj /CN=leaf -out leaf.csr");
        bench.run(
            "x509 -req -in leaf.csr -CA between-cert.pem -CAkey between.pem -set_serial 9 -days 30 -extfile leaf-ext -out leaf-cert.pem",
        );
        bench.run(
            "cms -sign -binary -in b.json -signer leaf-cert.pem -inkey leaf.pem -certfile between-cert.pem -outform DER -out b.json.p7s",
        );
        let found = judged(&bench, BILL, "b.json.p7s");
        assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::NotSupported), false));
    }

    #[test]
    fn weak_hashes_and_keys_are_refused() {
        let bench = bench();
        bench.signer(KEYS[0].0);
        assert_eq!(cause(&sign(&bench, "-md sha1 -outform DER", "b.json.p7s")), Some(Cause::Weak));
        assert_eq!(cause(&sign(&bench, "-md md5 -outform DER", "b.json.p7s")), Some(Cause::Weak));
        assert_eq!(cause(&sign(&bench, "-md sha1 -noattr -outform DER", "b.json.p7s")), Some(Cause::Weak));
        let short = self::bench();
        short.signer("-algorithm RSA -pkeyopt rsa_keygen_bits:1024");
        assert_eq!(cause(&sign(&short, "-md sha256 -outform DER", "b.json.p7s")), Some(Cause::Weak));
    }
}
