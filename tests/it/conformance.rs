//! Other people's suites, run as they are. Each divergence is a line with its reason; a line that no longer diverges fails.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kenpin::evidence::key::PublicKey;
use kenpin::evidence::sigstore::{self, Artifact, Question, Signer};
use kenpin::evidence::trust::{Material, Pattern, TrustStore};
use kenpin::intake::{Digest, Moment};
use serde_json::Value;

/// Where outside data lies, or `None`, said aloud.
pub fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("KENPIN_SHARED_DATA").map(PathBuf::from).filter(|folder| folder.is_dir());
    if folder.is_none() {
        eprintln!("SKIPPED: set KENPIN_SHARED_DATA to the folder of outside data to run this test");
    }
    folder
}

/// One folder of sigstore-conformance's bundle-verify, with the suite's defaults (its README).
pub struct BundleCase {
    pub name: String,
    pub bundle: Vec<u8>,
    pub artifact: Vec<u8>,
    pub trusted_root: String,
    identity: String,
    issuer: String,
    key: Option<Vec<u8>>,
}

impl BundleCase {
    fn read(folder: &Path) -> Self {
        let own = |name: &str| std::fs::read(folder.join(name)).ok();
        let text = |name: &str| own(name).map(|bytes| String::from_utf8(bytes).unwrap().trim().to_owned());
        let repository = "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon";
        Self {
            name: folder.file_name().unwrap().to_string_lossy().into_owned(),
            bundle: own("bundle.sigstore.json").unwrap(),
            artifact: own("artifact").unwrap_or_else(|| std::fs::read(folder.join("../a.txt")).unwrap()),
            trusted_root: text("trusted_root.json")
                .unwrap_or_else(|| std::fs::read_to_string(folder.join("../../prod_trusted_root.json")).unwrap()),
            identity: text("identity")
                .unwrap_or_else(|| format!("{repository}/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main")),
            issuer: text("issuer").unwrap_or_else(|| "https://token.actions.githubusercontent.com".to_owned()),
            key: own("key.pub"),
        }
    }

    /// Whether the bundle is good for the artifact.
    pub fn is_accepted(&self, bundle: &[u8], artifact: Artifact<'_>, trusted_root: &str) -> bool {
        let name = Pattern::exact(&self.identity).unwrap();
        // A key that cannot be read is refused before any bundle is opened.
        let key = match self.key.as_ref().map(|pem| key(pem)) {
            Some(None) => return false,
            Some(Some(key)) => Some(key),
            None => None,
        };
        let signer = key.as_ref().map_or(Signer::Identity { name: &name, issuer: &self.issuer }, Signer::Key);
        let at = Moment::parse("2026-11-24").unwrap();
        sigstore::verify(&Question { bundle, artifact, signer, trusted_root, at }).is_ok()
    }
}

fn key(pem: &[u8]) -> Option<PublicKey> {
    let mut trust = TrustStore::default();
    trust.trust_key("key.pub", pem).ok()?;
    match trust.anchors()[0].material() {
        Material::Key(key) => Some(key.clone()),
        Material::Authority(_) | Material::Sigstore(_) => None,
    }
}

/// Every case of the suite, by name.
pub fn bundle_cases() -> Option<Vec<BundleCase>> {
    let folder = shared_data()?.join("sigstore-conformance/bundle-verify");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    Some(folders.iter().map(|folder| BundleCase::read(folder)).collect())
}

#[test]
fn every_case_of_sigstore_conformance_is_decided_as_the_suite_says() {
    let Some(cases) = bundle_cases() else { return };
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/sigstore/divergences.toml");
    let expected: BTreeMap<String, String> = toml::from_str(&std::fs::read_to_string(top).unwrap()).unwrap();
    let mut checked = 0;
    let mut found = Vec::new();
    for case in &cases {
        for (way, artifact) in [("path", Artifact::Bytes(&case.artifact)), ("digest", Artifact::Sha256(Digest::of(&case.artifact)))] {
            checked += 1;
            let differs = case.is_accepted(&case.bundle, artifact, &case.trusted_root) == case.name.ends_with("_fail");
            if differs != expected.contains_key(&case.name) {
                found.push(format!("{} by {way}: {}", case.name, if differs { "differs" } else { "no longer differs" }));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(checked, 140, "the suite as it was measured");
}

/// What is done to a good bundle or its root, and must make it bad.
type Spoil = fn(&mut Value, &mut Value) -> bool;

fn entry(bundle: &mut Value) -> &mut Value {
    &mut bundle["verificationMaterial"]["tlogEntries"][0]
}

/// Another letter in the middle of a text.
fn turn(holder: &mut Value, pointer: &str) -> bool {
    turn_at(holder, pointer, |length| length / 2)
}

fn turn_at(holder: &mut Value, pointer: &str, place: fn(usize) -> usize) -> bool {
    let Some(text) = holder.pointer_mut(pointer) else { return false };
    let Some(old) = text.as_str() else { return false };
    let place = place(old.len());
    let other = if old.as_bytes()[place] == b'A' { "B" } else { "A" };
    *text = format!("{}{other}{}", &old[..place], &old[place + 1..]).into();
    true
}

fn remove(holder: &mut Value, name: &str) -> bool {
    holder.as_object_mut().is_some_and(|members| members.remove(name).is_some())
}

fn window(root: &mut Value, list: &str, end: &str) -> bool {
    let Some(items) = root[list].as_array_mut().filter(|items| !items.is_empty()) else { return false };
    for item in items {
        let holder = if item.get("publicKey").is_some() { &mut item["publicKey"] } else { item };
        holder["validFor"] = serde_json::json!({ "start": "2019-01-01T00:00:00Z", "end": end });
    }
    true
}

/// `false`: does not apply to this bundle.
const SPOILS: &[(&str, Spoil)] = &[
    ("no log entry", |bundle, _| {
        bundle["verificationMaterial"]["tlogEntries"] = serde_json::json!([]);
        true
    }),
    ("a log entry twice", |bundle, _| {
        let first = entry(bundle).clone();
        bundle["verificationMaterial"]["tlogEntries"].as_array_mut().unwrap().push(first);
        true
    }),
    ("no proof of inclusion", |bundle, _| remove(entry(bundle), "inclusionProof")),
    ("no proof of inclusion, and called v0.1", |bundle, _| {
        bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.1".into();
        remove(entry(bundle), "inclusionProof")
    }),
    ("no checkpoint", |bundle, _| remove(&mut entry(bundle)["inclusionProof"], "checkpoint")),
    // Its text is what the log signed; a witness's signature below it may change without harm.
    ("another checkpoint", |bundle, _| turn_at(bundle, "/verificationMaterial/tlogEntries/0/inclusionProof/checkpoint/envelope", |_| 0)),
    ("another hash in the proof", |bundle, _| turn(bundle, "/verificationMaterial/tlogEntries/0/inclusionProof/hashes/0")),
    ("another body", |bundle, _| turn(bundle, "/verificationMaterial/tlogEntries/0/canonicalizedBody")),
    ("another promise", |bundle, _| turn(bundle, "/verificationMaterial/tlogEntries/0/inclusionPromise/signedEntryTimestamp")),
    ("another integrated time", |bundle, _| {
        let time = &mut entry(bundle)["integratedTime"];
        let Some(old) = time.as_str().and_then(|text| text.parse::<i64>().ok()).filter(|old| *old > 0) else { return false };
        *time = (old + 1).to_string().into();
        true
    }),
    ("another kind of entry", |bundle, _| {
        entry(bundle)["kindVersion"] = serde_json::json!({ "kind": "hashedrekord", "version": "0.0.9" });
        true
    }),
    ("an unknown log", |bundle, _| turn(bundle, "/verificationMaterial/tlogEntries/0/logId/keyId")),
    ("another signature", |bundle, _| turn(bundle, "/messageSignature/signature")),
    ("another message digest", |bundle, _| turn(bundle, "/messageSignature/messageDigest/digest")),
    ("another envelope signature", |bundle, _| turn(bundle, "/dsseEnvelope/signatures/0/sig")),
    ("another payload", |bundle, _| turn(bundle, "/dsseEnvelope/payload")),
    ("another payload type", |bundle, _| {
        let known = bundle["dsseEnvelope"]["payloadType"].is_string();
        bundle["dsseEnvelope"]["payloadType"] = "application/json".into();
        known
    }),
    ("no envelope signature", |bundle, _| {
        let known = bundle["dsseEnvelope"].is_object();
        bundle["dsseEnvelope"]["signatures"] = serde_json::json!([]);
        known
    }),
    ("a second envelope signature", |bundle, _| {
        let Some(list) = bundle["dsseEnvelope"]["signatures"].as_array_mut() else { return false };
        list.push(list[0].clone());
        true
    }),
    ("another certificate", |bundle, _| turn(bundle, "/verificationMaterial/certificate/rawBytes")),
    ("no certificate", |bundle, _| remove(&mut bundle["verificationMaterial"], "certificate")),
    ("a timestamp too few", |bundle, _| {
        remove(&mut bundle["verificationMaterial"], "timestampVerificationData") && entry(bundle)["inclusionPromise"].is_null()
    }),
    // Its end is the authority's signature; a certificate that it carries along is never trusted.
    ("another timestamp", |bundle, _| {
        turn_at(bundle, "/verificationMaterial/timestampVerificationData/rfc3161Timestamps/0/signedTimestamp", |length| length - 12)
    }),
    ("an unknown version", |bundle, _| {
        bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.9+json".into();
        true
    }),
    ("a root without logs", |_, root| remove(root, "tlogs")),
    ("a root without authorities", |bundle, root| {
        remove(root, "certificateAuthorities") && bundle["verificationMaterial"]["publicKey"].is_null()
    }),
    ("a root without certificate logs", |bundle, root| remove(root, "ctlogs") && bundle["verificationMaterial"]["publicKey"].is_null()),
    ("a root without timestamp authorities", |bundle, root| {
        remove(root, "timestampAuthorities") && bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"].is_array()
    }),
    ("a log whose key had ended", |_, root| window(root, "tlogs", "2020-01-01T00:00:00Z")),
    ("an authority that had ended", |bundle, root| {
        window(root, "certificateAuthorities", "2020-01-01T00:00:00Z") && bundle["verificationMaterial"]["publicKey"].is_null()
    }),
    ("a timestamp authority that had ended", |bundle, root| {
        window(root, "timestampAuthorities", "2020-01-01T00:00:00Z")
            && bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"].is_array()
    }),
];

/// Seven good bundles, each spoilt in every way that applies; and the same bundles unspoilt as controls.
#[test]
fn every_spoilt_twin_of_a_good_bundle_is_refused() {
    let Some(cases) = bundle_cases() else { return };
    let good = [
        "happy-path-v0.1",
        "happy-path-v0.2",
        "happy-path-v0.3",
        "happy-path-intoto-in-dsse-v3",
        "managed-key-happy-path",
        "rekor2-dsse-happy-path",
        "rekor2-happy-path",
    ];
    let (mut spoilt, mut found) = (0, Vec::new());
    for case in cases.iter().filter(|case| good.contains(&case.name.as_str())) {
        let artifact = Artifact::Bytes(&case.artifact);
        let read = || (serde_json::from_slice::<Value>(&case.bundle).unwrap(), serde_json::from_str::<Value>(&case.trusted_root).unwrap());
        let (bundle, root) = read();
        assert!(case.is_accepted(bundle.to_string().as_bytes(), artifact, &root.to_string()), "control {}", case.name);
        for (what, spoil) in SPOILS {
            let (mut bundle, mut root) = read();
            if !spoil(&mut bundle, &mut root) {
                continue;
            }
            spoilt += 1;
            if case.is_accepted(bundle.to_string().as_bytes(), artifact, &root.to_string()) {
                found.push(format!("{}: {what}", case.name));
            }
        }
        // Members that stand twice, which a parser that keeps the last one would not see.
        let text = String::from_utf8(case.bundle.clone()).unwrap();
        let start = text.find('{').unwrap() + 1;
        let twice = format!("{}\"mediaType\":\"x\",{}", &text[..start], &text[start..]);
        if case.is_accepted(twice.as_bytes(), artifact, &case.trusted_root) {
            found.push(format!("{}: mediaType twice", case.name));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(spoilt >= 120, "{spoilt} twins");
}
