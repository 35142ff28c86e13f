//! Sigstore bundles in a delivery: what is accepted, and each gate that SIGNATURES asks for.

use base64::Engine as _;
use kenpin::evidence::trust::{Root, TrustStore};
use kenpin::evidence::{self, Cause, Evidence, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};
use serde_json::Value;

use crate::minting::pki::{Holder, Key, LONG, Use, Window};
use crate::minting::sigstore::{Instance, Name, SIGNED_AT, Signer, statement};

const BILL: &[u8] = b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}";
const URI: &str = "https://github.com/tama-optics/camera/.github/workflows/release.yml@refs/heads/main";
const ISSUER: &str = "https://token.actions.githubusercontent.com";
const CYCLONEDX: &str = "https://cyclonedx.org/bom";
const SLSA: &str = "https://slsa.dev/provenance/v1";

fn vendor() -> Signer {
    Signer::Identity { name: Name::Uri(URI), issuer: ISSUER }
}

fn at() -> Moment {
    Moment::parse("2026-11-24").unwrap()
}

/// A buyer who trusts this instance, with these lines at the end of its ORIGIN.toml.
fn trusting(instance: &Instance, vouches: &str) -> TrustStore {
    let root = instance.trusted_root();
    let origin = format!(
        "name = \"test instance\"\nform = \"sigstore\"\nfile = \"trusted_root.json\"\nsource = \"mint\"\nlicence = \"none\"\nsha256 = \"{}\"\ndated = \"2026-01-01\"\nexpires = \"2030-01-01\"\n{vouches}",
        Digest::of(root.as_bytes())
    );
    let mut trust = TrustStore::default();
    trust.add_root(&Root { folder: "test", origin: &origin, files: vec![("trusted_root.json", root.as_bytes())] }).unwrap();
    trust
}

fn usual() -> (Instance, TrustStore) {
    let instance = Instance::new("usual");
    let mut trust = trusting(&instance, "");
    trust.trust_identity(None, URI, ISSUER).unwrap();
    (instance, trust)
}

fn delivery(files: &[(&str, &[u8])]) -> Delivery {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = files.iter().map(|(path, bytes)| Document::new(*path, bytes.to_vec())).collect();
    delivery
}

fn judge(bundle: &str, trust: &TrustStore) -> Evidence {
    evidence::verify(&delivery(&[("b.json", BILL), ("b.json.sigstore.json", bundle.as_bytes())]), trust, at())
}

/// `None`: verified, and covers the bill.
fn cause(found: &Evidence) -> Option<Cause> {
    assert_eq!(found.attestations.len(), 1, "{:?}", found.attestations);
    match &found.attestations[0].standing {
        Standing::Verified(_) => {
            assert!(found.attestations[0].subjects.contains(&Digest::of(BILL)));
            None
        }
        Standing::Rejected(reason) | Standing::Undetermined(reason) => {
            assert_eq!(found.proofs_for(Digest::of(BILL)).count(), 0);
            assert!(!reason.detail.is_empty() && !reason.remedy.is_empty());
            Some(reason.cause)
        }
    }
}

fn is_rejected(found: &Evidence) -> bool {
    matches!(found.attestations[0].standing, Standing::Rejected(_))
}

fn with(bundle: &Value, change: impl Fn(&mut Value)) -> String {
    let mut changed = bundle.clone();
    change(&mut changed);
    changed.to_string()
}

#[test]
fn a_bundle_over_a_document_is_accepted_with_the_time_that_the_log_proves() {
    let (instance, trust) = usual();
    let found = judge(&instance.sign(&vendor(), BILL).to_string(), &trust);
    assert_eq!(cause(&found), None, "{:?}", found.attestations);
    let (_, proof) = found.proofs_for(Digest::of(BILL)).next().unwrap();
    assert_eq!((proof.signer(), proof.root()), (URI, "test instance"));
    assert_eq!(proof.signed_at().map(Moment::unix), Some(SIGNED_AT));
}

#[test]
fn a_bundle_by_a_trusted_key_is_accepted_and_by_another_is_not() {
    let (instance, mut trust) = usual();
    let key = Key::p256("managed");
    let bundle = instance.sign(&Signer::Key(key.clone()), BILL).to_string();
    assert_eq!(cause(&judge(&bundle, &trust)), Some(Cause::Stranger));
    trust.trust_key("other.pem", Key::p256("other").public_pem().as_bytes()).unwrap();
    assert!(is_rejected(&judge(&bundle, &trust)));
    trust.trust_key("key.pem", key.public_pem().as_bytes()).unwrap();
    assert_eq!(cause(&judge(&bundle, &trust)), None);
}

#[test]
fn a_statement_about_a_document_covers_it() {
    let (instance, trust) = usual();
    let found = judge(&instance.state(&vendor(), statement(BILL, SLSA, "{}").as_bytes()).to_string(), &trust);
    assert_eq!(cause(&found), None, "{:?}", found.attestations);
    assert_eq!(found.attestations[0].predicate.as_deref(), Some(SLSA));
    assert!(found.payloads.is_empty());
}

#[test]
fn a_bill_inside_a_statement_is_handed_on_attested_by_the_statements_proof() {
    let (instance, trust) = usual();
    let bundle =
        instance.state(&vendor(), statement(b"an image elsewhere", CYCLONEDX, std::str::from_utf8(BILL).unwrap()).as_bytes()).to_string();
    let found = evidence::verify(&delivery(&[("image.att", bundle.as_bytes())]), &trust, at());
    assert_eq!(found.payloads.len(), 1);
    assert_eq!(found.payloads[0].bytes.as_slice(), BILL);
    assert_eq!(found.payloads[0].envelope, Some(Digest::of(bundle.as_bytes())));
    assert_eq!(found.proofs_for(found.payloads[0].digest).count(), 1);
}

#[test]
fn several_bundles_one_a_line_are_judged_one_by_one() {
    let (instance, trust) = usual();
    let good = instance.sign(&vendor(), BILL);
    let bad = with(&good, |bundle| bundle["verificationMaterial"]["tlogEntries"] = serde_json::json!([]));
    let lines = format!("{good}\n{bad}\n");
    let found = evidence::verify(&delivery(&[("b.json", BILL), ("bundles.sigstore", lines.as_bytes())]), &trust, at());
    assert_eq!(found.attestations.len(), 2);
    assert_eq!(found.proofs_for(Digest::of(BILL)).count(), 1);
}

#[test]
fn a_document_altered_after_signing_is_rejected() {
    let (instance, trust) = usual();
    for bundle in [instance.sign(&vendor(), b"{}"), instance.state(&vendor(), statement(b"{}", SLSA, "{}").as_bytes())] {
        let found = judge(&bundle.to_string(), &trust);
        assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Altered), true));
    }
}

/// SIGNATURES, bad input 47.
#[test]
fn another_name_issuer_or_kind_of_name_is_a_stranger() {
    let (instance, trust) = usual();
    for (name, issuer) in [
        (Name::Uri("https://github.com/tama-optics/camera/.github/workflows/release.yml@refs/heads/main2"), ISSUER),
        (Name::Uri("https://github.com/Tama-Optics/camera/.github/workflows/release.yml@refs/heads/main"), ISSUER),
        (Name::Uri(URI), "https://token.actions.githubusercontent.com/"),
        (Name::Email(URI), ISSUER),
    ] {
        let found = judge(&instance.sign(&Signer::Identity { name, issuer }, BILL).to_string(), &trust);
        assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Stranger), true));
        // Who was expected stands beside who it was.
        let Standing::Rejected(reason) = &found.attestations[0].standing else { panic!("{found:?}") };
        assert!(reason.detail.contains(&format!("\"{URI}\"")), "{}", reason.detail);
    }
}

#[test]
fn a_pattern_of_names_counts_from_the_first_letter_to_the_last() {
    let instance = Instance::new("usual");
    let vouches = |pattern: &str| format!("[[vouches]]\nparty = \"Tama Optics\"\nidentity-pattern = '{pattern}'\nissuer = \"{ISSUER}\"\n");
    let judged = |pattern: &str| judge(&instance.sign(&vendor(), BILL).to_string(), &trusting(&instance, &vouches(pattern)));
    assert_eq!(cause(&judged(r"https://github\.com/tama-optics/.*")), None);
    assert_eq!(cause(&judged(r"https://github\.com/tama-optics/")), Some(Cause::Stranger));
    assert_eq!(cause(&judged(r"github\.com/tama-optics/.*")), Some(Cause::Stranger));
}

#[test]
fn an_instance_that_nobody_trusts_and_a_root_that_vouches_for_nobody_prove_nothing() {
    let (instance, trust) = usual();
    let bundle = instance.sign(&vendor(), BILL).to_string();
    assert_eq!(cause(&judge(&bundle, &trusting(&instance, ""))), Some(Cause::Stranger));
    assert_eq!(cause(&judge(&bundle, &TrustStore::default())), Some(Cause::Stranger));
    let other = Instance::new("other").sign(&vendor(), BILL).to_string();
    assert!(is_rejected(&judge(&other, &trust)));
}

#[test]
fn a_root_vouches_for_its_party_its_kinds_of_documents_and_its_time() {
    let instance = Instance::new("usual");
    let bundle = instance.sign(&vendor(), BILL).to_string();
    let judged = |rest: &str| {
        let vouches = format!("[[vouches]]\nidentity = \"{URI}\"\nissuer = \"{ISSUER}\"\n{rest}\n");
        let mut delivery = delivery(&[("b.json", BILL), ("b.json.sigstore.json", bundle.as_bytes())]);
        delivery.order.vendor = Some("Tama Optics".to_owned());
        cause(&evidence::verify(&delivery, &trusting(&instance, &vouches), at()))
    };
    assert_eq!(judged("party = \"Tama Optics\"\ndocuments = [\"bill\"]\nuntil = \"2027-01-01\""), None);
    assert_eq!(judged("party = \"Kiso Electric\""), Some(Cause::NotForThis));
    assert_eq!(judged("documents = [\"artifact\"]"), Some(Cause::NotForThis));
    assert_eq!(judged("until = \"2026-01-01\""), Some(Cause::OutOfTime));
}

/// SIGNATURES, bad inputs 9 to 11.
#[test]
fn a_signature_must_be_proved_to_be_in_the_log() {
    let (instance, trust) = usual();
    let good = instance.sign(&vendor(), BILL);
    let entry = |bundle: &mut Value| bundle["verificationMaterial"]["tlogEntries"][0].take();
    for bad in [
        with(&good, |bundle| bundle["verificationMaterial"]["tlogEntries"] = serde_json::json!([])),
        with(&good, |bundle| {
            let first = entry(bundle);
            bundle["verificationMaterial"]["tlogEntries"] = serde_json::json!([first, first]);
        }),
        with(&good, |bundle| {
            bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.1".into();
            let mut first = entry(bundle);
            first.as_object_mut().unwrap().remove("inclusionProof");
            bundle["verificationMaterial"]["tlogEntries"] = serde_json::json!([first]);
        }),
    ] {
        let found = judge(&bad, &trust);
        assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::Malformed), true));
    }
}

/// SIGNATURES, bad input 18 (CVE-2026-24122): the authority's window in the root is open, its certificate is over.
#[test]
fn an_authority_whose_own_certificate_was_over_certifies_nobody() {
    let instance = Instance::lasting("lapsed", Window("200101", "220101"));
    let mut trust = trusting(&instance, "");
    trust.trust_identity(None, URI, ISSUER).unwrap();
    assert!(is_rejected(&judge(&instance.sign(&vendor(), BILL).to_string(), &trust)));
}

/// SIGNATURES, bad input 38: at the level of the bundle.
#[test]
fn a_bundle_in_which_a_member_stands_twice_is_no_bundle() {
    let (instance, trust) = usual();
    let good = instance.sign(&vendor(), BILL).to_string();
    let twice = good.replacen("\"mediaType\"", "\"mediaType\":\"x\",\"mediaType\"", 1);
    assert_eq!(cause(&judge(&twice, &trust)), Some(Cause::Malformed));
}

/// SIGNATURES, bad inputs 33 to 38: good signatures around payloads that may not be relied on.
#[test]
fn a_good_signature_does_not_save_a_bad_statement() {
    let (instance, trust) = usual();
    let good = statement(BILL, SLSA, "{}");
    let digest = Digest::of(BILL).to_string();
    for (payload, expected) in [
        (good.replacen("\"predicate\"", "\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\"", 1), Cause::Malformed),
        (good.replace("Statement/v1", "Statement/v9"), Cause::NotSupported),
        (good.replace(&digest, &digest.to_uppercase()), Cause::Malformed),
        (good.replace(&digest, &digest[..62]), Cause::Malformed),
        (good.replace("sha256", "sha999"), Cause::CoversNothing),
        (good.replace(SLSA, "https://example.com/says-so/v1"), Cause::NotSupported),
        ("{}".to_owned(), Cause::Malformed),
        ("not json".to_owned(), Cause::Malformed),
    ] {
        let bundle = instance.state(&vendor(), payload.as_bytes()).to_string();
        // Of another name than the bill's, so that only the digests decide.
        let found = evidence::verify(&delivery(&[("b.json", BILL), ("x.sigstore.json", bundle.as_bytes())]), &trust, at());
        assert_eq!(cause(&found), Some(expected), "{payload}");
    }
}

#[test]
fn what_was_signed_after_the_moment_of_the_check_does_not_count_yet() {
    let (instance, trust) = usual();
    let bundle = instance.sign(&vendor(), BILL).to_string();
    let files: [(&str, &[u8]); 2] = [("b.json", BILL), ("b.json.sigstore.json", bundle.as_bytes())];
    let found = evidence::verify(&delivery(&files), &trust, Moment::parse("2025-05-01").unwrap());
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::OutOfTime), true));
}

#[test]
fn a_root_past_its_own_date_is_not_used() {
    let (instance, trust) = usual();
    let bundle = instance.sign(&vendor(), BILL).to_string();
    let files: [(&str, &[u8]); 2] = [("b.json", BILL), ("b.json.sigstore.json", bundle.as_bytes())];
    let found = evidence::verify(&delivery(&files), &trust, Moment::parse("2031-01-01").unwrap());
    assert_eq!((cause(&found), is_rejected(&found)), (Some(Cause::OutOfTime), false));
}

#[test]
fn no_bundle_cut_short_or_with_a_letter_changed_covers_anything_else() {
    let (instance, trust) = usual();
    let good = instance.sign(&vendor(), BILL).to_string();
    for place in (0..good.len()).step_by(7) {
        let cut = judge(&good[..place], &trust);
        assert!(cause(&cut).is_some(), "cut at {place}");
        let mut changed = good.clone().into_bytes();
        changed[place] = if changed[place] == b'x' { b'y' } else { b'x' };
        let found = judge(std::str::from_utf8(&changed).unwrap(), &trust);
        for attestation in &found.attestations {
            assert!(attestation.subjects.iter().all(|subject| *subject == Digest::of(BILL)), "letter {place}");
        }
    }
}

#[test]
fn an_empty_or_foreign_file_named_as_a_bundle_is_no_bundle() {
    let (_, trust) = usual();
    for text in ["", "{}", "[]", "hello", "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\"}"] {
        assert_eq!(cause(&judge(text, &trust)), Some(Cause::Malformed), "{text}");
    }
}

/// SIGNATURES, bad input 29: a chain of authorities of one name that all certify each other.
#[test]
fn a_maze_of_authorities_in_a_bundle_ends_soon() {
    let (instance, trust) = usual();
    let good = instance.sign(&vendor(), BILL);
    let keys: Vec<Key> = (0..8).map(|number| Key::p256(&format!("maze {number}"))).collect();
    let name = instance.authority.name.clone();
    let corners: Vec<Holder> = keys.iter().map(|key| Holder::root(&name, key.clone(), LONG)).collect();
    let maze = corners.iter().flat_map(|corner| keys.iter().map(|key| corner.issue(&name, key.clone(), LONG, Use::Authority)));
    let raw = |der: &[u8]| base64::engine::general_purpose::STANDARD.encode(der);
    let maze: Vec<Value> = maze.map(|holder| serde_json::json!({ "rawBytes": raw(&holder.certificate) })).collect();
    let chained = |with: &[Value]| with_chain(&good, [&[good["verificationMaterial"]["certificate"].clone()], with].concat());
    assert_eq!(cause(&judge(&chained(&[]), &trust)), None);
    for length in [5, 60] {
        let start = std::time::Instant::now();
        let found = cause(&judge(&chained(&maze[..length]), &trust));
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
        // A few needless certificates do no harm.
        assert_eq!(found, (length > 5).then_some(Cause::Malformed));
    }
}

fn with_chain(bundle: &Value, certificates: Vec<Value>) -> String {
    with(bundle, |bundle| {
        bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.2".into();
        bundle["verificationMaterial"].as_object_mut().unwrap().remove("certificate");
        bundle["verificationMaterial"]["x509CertificateChain"] = serde_json::json!({ "certificates": certificates });
    })
}

/// SIGNATURES, bad inputs 27 and 28: a certificate that is in no certificate log, in another, or for another purpose.
#[test]
fn a_certificate_must_be_logged_and_meant_for_signing() {
    let (good, trust) = usual();
    let judged = |instance: &Instance| cause(&judge(&instance.sign(&vendor(), BILL).to_string(), &trust));
    assert_eq!(judged(&good), None);
    let unlogged = Instance { certificate_log: None, ..Instance::new("usual") };
    assert!(judged(&unlogged).is_some());
    let elsewhere = Instance { certificate_log: Some(Key::p256("another certificate log")), ..Instance::new("usual") };
    assert!(judged(&elsewhere).is_some());
    for purpose in [Use::TlsServer, Use::TimeStamper, Use::Encipherment, Use::Authority] {
        assert!(judged(&Instance { purpose, ..Instance::new("usual") }).is_some());
    }
}

/// SIGNATURES, bad input 25: a key is used no longer than the trust store says.
#[test]
fn a_key_is_not_used_after_its_day() {
    let instance = Instance::new("usual");
    let key = Key::p256("managed");
    let bundle = instance.sign(&Signer::Key(key.clone()), BILL).to_string();
    let pem = key.public_pem();
    let judged = |expires: &str, vouches: &str| {
        let digest = Digest::of(pem.as_bytes());
        let origin = format!(
            "name = \"key\"\nform = \"key\"\nfile = \"key.pem\"\nsource = \"mint\"\nlicence = \"none\"\nsha256 = \"{digest}\"\ndated = \"2026-01-01\"\nexpires = \"{expires}\"\n[[vouches]]\n{vouches}\n"
        );
        let mut trust = trusting(&instance, "");
        trust.add_root(&Root { folder: "keys/managed", origin: &origin, files: vec![("key.pem", pem.as_bytes())] }).unwrap();
        cause(&judge(&bundle, &trust))
    };
    assert_eq!(judged("2026-11-24", ""), None);
    assert_eq!(judged("2026-11-23", ""), Some(Cause::OutOfTime));
    assert_eq!(judged("2027-11-23", "until = \"2026-11-23\""), Some(Cause::OutOfTime));
}

/// What the build service says of the build is kept, can be asked for, and may not be said in two ways.
#[test]
fn claims_about_the_build_are_shown_and_can_be_required() {
    const CLAIMS: &[(u8, &str)] = &[
        (11, "github-hosted"),
        (12, "https://github.com/tama-optics/camera"),
        (13, "4c0ffee4c0ffee4c0ffee4c0ffee4c0ffee4c0ff"),
        (14, "refs/tags/v1.2"),
        (5, "tama-optics/camera"),
        (6, "refs/tags/v1.2"),
    ];
    let (instance, trust) = usual();
    let signed = |claims| instance.sign(&Signer::Build { name: Name::Uri(URI), issuer: ISSUER, claims }, BILL).to_string();
    let good = signed(CLAIMS);
    let found = judge(&good, &trust);
    assert_eq!(cause(&found), None, "{:?}", found.attestations);
    let build = found.proofs_for(Digest::of(BILL)).next().unwrap().1.build().unwrap().clone();
    assert_eq!(build.repository.as_deref(), Some("https://github.com/tama-optics/camera"));
    assert_eq!((build.reference.as_deref(), build.runner.as_deref()), (Some("refs/tags/v1.2"), Some("github-hosted")));
    for other in
        [&[(12_u8, "https://github.com/tama-optics/camera"), (5, "tama-optics/other")][..], &[(14, "refs/tags/v1.2"), (6, "refs/heads/x")]]
    {
        assert_eq!(cause(&judge(&signed(other), &trust)), Some(Cause::Malformed));
    }

    let unmet = |bundle: &str, build: &str| {
        let policy = format!("[signatures]\nrequired = [{{ documents = \"b.json\", build = {{ {build} }} }}]\n");
        let terms = kenpin::decision::Terms {
            policy: kenpin::decision::policy::reading::read(&policy).unwrap(),
            ..kenpin::decision::Terms::default()
        };
        let reference = kenpin::Reference {
            trust: trust.clone(),
            makers: kenpin::maker::directory::Directory::default(),
            watchlists: kenpin::screening::watchlist::Watchlists::default(),
        };
        let delivery = delivery(&[("b.json", BILL), ("b.json.sigstore.json", bundle.as_bytes())]);
        let (_, decision) = kenpin::verify(&delivery, &reference, &terms, at());
        decision.findings.iter().any(|finding| finding.what.contains("in a build"))
    };
    let plain = instance.sign(&vendor(), BILL).to_string();
    for met in
        ["repository = \"https://github.com/tama-optics/camera\"", "ref = \"refs/tags/*\"", "runner = \"github-hosted\", ref = \"refs/**\""]
    {
        assert!(!unmet(&good, met), "{met}");
        assert!(unmet(&plain, met), "{met}: nothing is said");
    }
    for other in [
        "repository = \"https://github.com/tama-optics/camera-evil\"",
        "repository = \"https://github.com/tama-optics\"",
        "ref = \"refs/heads/*\"",
        "ref = \"refs/tags/v1\"",
        "runner = \"self-hosted\"",
        "digest = \"4c0ffee\"",
        "ref = \"refs/tags/*\", digest = \"0000000000000000000000000000000000000000\"",
    ] {
        assert!(unmet(&good, other), "{other}");
    }
}

/// A release attestation that GitHub made: its instance keeps no log, and its timestamp authority says when.
mod github {
    use super::*;

    const RELEASE: &str = include_str!("../fixtures/signatures/sigstore/github-release.sigstore.json");
    const ARCHIVE: &str = "76f1fe8593bf227cca2c089e3c16dc95014a8d3e89c5dd220530469ca043c428";

    fn judged(bundle: &str, root: &Root<'_>, identity: &str) -> Standing {
        let origin = format!("{}\n[[vouches]]\nidentity = \"{identity}\"\n", root.origin);
        let mut trust = TrustStore::default();
        trust.add_root(&Root { folder: root.folder, origin: &origin, files: root.files.clone() }).unwrap();
        let mut delivery = delivery(&[("release.sigstore.json", bundle.as_bytes())]);
        delivery.artifacts =
            vec![kenpin::intake::Artifact { path: "communique.tar.gz".to_owned(), digest: Digest::parse(ARCHIVE).unwrap() }];
        evidence::verify(&delivery, &trust, at()).attestations[0].standing.clone()
    }

    fn is_good(standing: &Standing) -> bool {
        matches!(standing, Standing::Verified(proof) if proof.signed_at().is_some())
    }

    #[test]
    fn it_holds_under_githubs_root_for_githubs_name_only() {
        let [github, public] = kenpin::evidence::trust::roots().try_into().ok().unwrap();
        let name = "https://dotcom.releases.github.com";
        let good = judged(RELEASE, &github, name);
        assert!(is_good(&good), "{good:?}");
        assert!(matches!(judged(RELEASE, &public, name), Standing::Rejected(_)));
        assert!(matches!(judged(RELEASE, &github, "https://dotcom.releases.github.com.evil.example"), Standing::Rejected(_)));
    }

    #[test]
    fn without_its_timestamp_or_with_a_log_entry_it_does_not() {
        let [github, _] = kenpin::evidence::trust::roots().try_into().ok().unwrap();
        let bundle: Value = serde_json::from_str(RELEASE).unwrap();
        let spoilt = [
            with(&bundle, |bundle| bundle["verificationMaterial"]["timestampVerificationData"] = serde_json::json!({})),
            with(&bundle, |bundle| {
                let logged = Instance::new("usual").sign(&vendor(), BILL);
                bundle["verificationMaterial"]["tlogEntries"] = logged["verificationMaterial"]["tlogEntries"].clone();
            }),
            with(&bundle, |bundle| {
                let stamp = &mut bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"][0]["signedTimestamp"];
                let text = stamp.as_str().unwrap().to_owned();
                *stamp = format!("{}AAAA{}", &text[..text.len() - 40], &text[text.len() - 36..]).into();
            }),
            RELEASE.replacen("\"sig\":\"ME", "\"sig\":\"MF", 1).replacen("\"sig\": \"ME", "\"sig\": \"MF", 1),
        ];
        for (index, bundle) in spoilt.iter().enumerate() {
            assert_ne!(bundle, RELEASE, "{index}");
            let standing = judged(bundle, &github, "https://dotcom.releases.github.com");
            assert!(!is_good(&standing), "{index}: {standing:?}");
        }
    }
}

/// Sixty-four documents are tried at most; the digest in the bundle says which one it is, wherever that stands.
#[test]
fn a_bundle_that_lies_elsewhere_finds_its_document_by_the_digest_in_it() {
    let (instance, trust) = usual();
    let bundle = instance.sign(&vendor(), BILL).to_string();
    let names: Vec<String> = (0..80).map(|number| format!("a{number:02}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), name.as_bytes())).collect();
    files.push(("z.json", BILL));
    files.push(("elsewhere.sigstore.json", bundle.as_bytes()));
    assert_eq!(cause(&evidence::verify(&delivery(&files), &trust, at())), None);
    // What it is over was not delivered: it proves nothing of what was.
    files.remove(80);
    let found = evidence::verify(&delivery(&files), &trust, at());
    assert!(!matches!(found.attestations[0].standing, Standing::Verified(_)), "{:?}", found.attestations);
}

#[test]
fn who_may_vouch_for_bills_only_vouches_by_a_statement_for_the_bill_inside_it() {
    let instance = Instance::new("usual");
    let judged = |documents: &str, predicate_type: &str, predicate: &str| {
        let vouches = format!("[[vouches]]\nidentity = \"{URI}\"\nissuer = \"{ISSUER}\"\ndocuments = [\"{documents}\"]\n");
        let bundle = instance.state(&vendor(), statement(BILL, predicate_type, predicate).as_bytes()).to_string();
        let found = judge(&bundle, &trusting(&instance, &vouches));
        matches!(found.attestations[0].standing, Standing::Verified(_))
    };
    let inside = std::str::from_utf8(BILL).unwrap();
    assert!(judged("bill", CYCLONEDX, inside) && judged("statement", SLSA, "{}"));
    assert!(!judged("bill", SLSA, "{}") && !judged("statement", CYCLONEDX, inside));
}
