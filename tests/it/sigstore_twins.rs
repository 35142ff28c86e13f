//! Good Sigstore bundles of the conformance suite, each spoilt in one way, swapped with another, or asked for somebody else.
//! SIGNATURES, bad inputs 1 to 17, 19 to 23, 28, 30, 31, 38, 40, 41 and 47.

use kenpin::evidence::sigstore::Artifact;
use kenpin::intake::Digest;
use serde_json::Value;

use crate::conformance::{BundleCase, bundle_cases};

const GOOD: &[&str] = &[
    "happy-path-v0.1",
    "happy-path-v0.2",
    "happy-path-v0.3",
    "happy-path-intoto-in-dsse-v3",
    "managed-key-happy-path",
    "rekor2-dsse-happy-path",
    "rekor2-happy-path",
];

fn good_cases() -> Option<Vec<BundleCase>> {
    Some(bundle_cases()?.into_iter().filter(|case| GOOD.contains(&case.name.as_str())).collect())
}

fn parsed(text: &[u8]) -> Value {
    serde_json::from_slice(text).unwrap()
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

/// Adds to a number that is written as text.
fn number(holder: &mut Value, pointer: &str, by: i64) -> bool {
    let Some(text) = holder.pointer_mut(pointer) else { return false };
    let Some(old) = text.as_str().and_then(|text| text.parse::<i64>().ok()).filter(|old| *old > 0) else { return false };
    *text = (old + by).to_string().into();
    true
}

fn empty(holder: &mut Value, pointer: &str) -> bool {
    holder.pointer_mut(pointer).is_some_and(|text| !std::mem::replace(text, "".into()).is_null())
}

/// Another letter in the first signature under the checkpoint, which is the log's own: key hint first, then its value.
fn under_checkpoint(bundle: &mut Value, place: fn(usize) -> usize) -> bool {
    let text = &mut entry(bundle)["inclusionProof"]["checkpoint"]["envelope"];
    let Some(note) = text.as_str().map(str::to_owned) else { return false };
    let line = note.find("\n\n").unwrap() + 2;
    let start = line + note[line..].match_indices(' ').nth(1).unwrap().0 + 1;
    let length = note[start..].find('\n').unwrap_or(note.len() - start);
    let at = start + place(length);
    let other = if note.as_bytes()[at] == b'A' { "B" } else { "A" };
    *text = format!("{}{other}{}", &note[..at], &note[at + 1..]).into();
    true
}

/// Another payload under the same signature.
fn restate(bundle: &mut Value, change: fn(String) -> String) -> bool {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let Some(payload) = bundle.pointer_mut("/dsseEnvelope/payload") else { return false };
    let text = String::from_utf8(engine.decode(payload.as_str().unwrap()).unwrap()).unwrap();
    let changed = change(text.clone());
    if changed == text {
        return false;
    }
    *payload = engine.encode(changed).into();
    true
}

fn other_keys(root: &mut Value, list: &str) -> bool {
    const OTHER: &str =
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR+E3oXrAW+ZFO1LdsVxof56jETb0fP4wE/U0WqvxR3hGzVRdWTHYrmSGrXvLYqCNSdrQFwRXXUBFCLZqWyw==";
    let Some(items) = root[list].as_array_mut().filter(|items| !items.is_empty()) else { return false };
    for item in items {
        item["publicKey"]["rawBytes"] = OTHER.into();
        item["publicKey"]["keyDetails"] = "PKIX_ECDSA_P256_SHA_256".into();
    }
    true
}

fn windows<'a>(root: &'a mut Value, list: &str) -> Vec<&'a mut Value> {
    let items = root[list].as_array_mut().map(|items| items.iter_mut()).into_iter().flatten();
    items.map(|item| if item.get("publicKey").is_some() { &mut item["publicKey"] } else { item }).collect()
}

fn later(root: &mut Value, list: &str) -> bool {
    let all = windows(root, list);
    let any = !all.is_empty();
    all.into_iter().for_each(|holder| holder["validFor"] = serde_json::json!({ "start": "2099-01-01T00:00:00Z" }));
    any
}

fn endless(root: &mut Value, list: &str) -> bool {
    let all = windows(root, list);
    let any = !all.is_empty();
    all.into_iter().for_each(|holder| holder["validFor"] = serde_json::json!({ "end": "2099-01-01T00:00:00Z" }));
    any
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
    ("another place in the tree", |bundle, _| number(entry(bundle), "/inclusionProof/logIndex", 1)),
    ("another size of the tree", |bundle, _| number(entry(bundle), "/inclusionProof/treeSize", 1)),
    ("another root of the tree", |bundle, _| turn(bundle, "/verificationMaterial/tlogEntries/0/inclusionProof/rootHash")),
    ("a hash too few", |bundle, _| entry(bundle)["inclusionProof"]["hashes"].as_array_mut().is_some_and(|hashes| hashes.pop().is_some())),
    ("a hash too many", |bundle, _| {
        let Some(hashes) = entry(bundle)["inclusionProof"]["hashes"].as_array_mut() else { return false };
        hashes.push("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".into());
        true
    }),
    ("no signature under the checkpoint", |bundle, _| {
        let text = &mut entry(bundle)["inclusionProof"]["checkpoint"]["envelope"];
        let Some(note) = text.as_str().and_then(|text| text.split_once("\n\n")).map(|(note, _)| format!("{note}\n\n")) else {
            return false;
        };
        *text = note.into();
        true
    }),
    ("another key named under the checkpoint", |bundle, _| under_checkpoint(bundle, |_| 1)),
    ("another signature under the checkpoint", |bundle, _| under_checkpoint(bundle, |length| length / 2)),
    ("another place in the log", |bundle, _| {
        // The promise covers it; without a promise it is a hint.
        entry(bundle)["inclusionPromise"].is_object() && number(entry(bundle), "/logIndex", 1)
    }),
    ("no promise, so that nothing proves the time", |bundle, _| {
        let only_the_log_knows = bundle["verificationMaterial"]["timestampVerificationData"].is_null();
        let is_keyless = bundle["verificationMaterial"]["publicKey"].is_null();
        only_the_log_knows && is_keyless && remove(entry(bundle), "inclusionPromise")
    }),
    ("an earlier integrated time", |bundle, _| number(entry(bundle), "/integratedTime", -86_400)),
    ("an integrated time in the future", |bundle, _| number(entry(bundle), "/integratedTime", 3_155_760_000)),
    ("no integrated time", |bundle, _| entry(bundle)["inclusionPromise"].is_object() && remove(entry(bundle), "integratedTime")),
    ("no body", |bundle, _| remove(entry(bundle), "canonicalizedBody")),
    ("no kind of entry", |bundle, _| remove(entry(bundle), "kindVersion")),
    ("no name of the log", |bundle, _| remove(entry(bundle), "logId")),
    ("an empty chain", |bundle, _| {
        let is_keyless = remove(&mut bundle["verificationMaterial"], "certificate")
            || remove(&mut bundle["verificationMaterial"], "x509CertificateChain");
        bundle["verificationMaterial"]["x509CertificateChain"] = serde_json::json!({ "certificates": [] });
        is_keyless
    }),
    ("a key in the certificate's place", |bundle, _| {
        let is_keyless = remove(&mut bundle["verificationMaterial"], "certificate")
            || remove(&mut bundle["verificationMaterial"], "x509CertificateChain");
        bundle["verificationMaterial"]["publicKey"] = serde_json::json!({ "hint": "x" });
        is_keyless
    }),
    ("the authority's own certificate as the signer's", |bundle, root| {
        let Some(own) = bundle.pointer_mut("/verificationMaterial/certificate/rawBytes") else { return false };
        *own = root["certificateAuthorities"][0]["certChain"]["certificates"][0]["rawBytes"].clone();
        true
    }),
    ("an empty signature", |bundle, _| empty(bundle, "/messageSignature/signature") || empty(bundle, "/dsseEnvelope/signatures/0/sig")),
    ("no verification material", |bundle, _| remove(bundle, "verificationMaterial")),
    ("no content", |bundle, _| remove(bundle, "messageSignature") || remove(bundle, "dsseEnvelope")),
    ("no media type", |bundle, _| remove(bundle, "mediaType")),
    ("an empty media type", |bundle, _| empty(bundle, "/mediaType")),
    ("a message digest of another kind", |bundle, _| {
        let Some(kind) = bundle.pointer_mut("/messageSignature/messageDigest/algorithm") else { return false };
        *kind = "SHA2_512".into();
        true
    }),
    ("a statement about something else", |bundle, _| restate(bundle, |text| text.replacen("\"sha256\":\"", "\"sha256\":\"00", 1))),
    ("another predicate", |bundle, _| restate(bundle, |text| text.replacen("\"predicateType\":\"", "\"predicateType\":\"x", 1))),
    ("another type of statement", |bundle, _| restate(bundle, |text| text.replacen("in-toto.io/Statement/v", "in-toto.io/Statement/w", 1))),
    ("a timestamp that is none beside the good one", |bundle, _| {
        let stamps = &mut bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"];
        let Some(stamps) = stamps.as_array_mut().filter(|stamps| !stamps.is_empty()) else { return false };
        stamps.push(serde_json::json!({ "signedTimestamp": "MAA=" }));
        true
    }),
    ("a log with another key", |_, root| other_keys(root, "tlogs")),
    ("a certificate log with another key", |bundle, root| {
        other_keys(root, "ctlogs") && bundle["verificationMaterial"]["publicKey"].is_null()
    }),
    ("a log whose key begins later", |_, root| later(root, "tlogs")),
    ("an authority that begins later", |bundle, root| {
        later(root, "certificateAuthorities") && bundle["verificationMaterial"]["publicKey"].is_null()
    }),
    ("a timestamp authority that begins later", |bundle, root| {
        later(root, "timestampAuthorities") && bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"].is_array()
    }),
    ("a log whose window has no beginning", |_, root| endless(root, "tlogs")),
    ("an authority whose window has no beginning", |_, root| endless(root, "certificateAuthorities")),
    ("a root of an unknown version", |_, root| {
        root["mediaType"] = "application/vnd.dev.sigstore.trustedroot+json;version=9".into();
        true
    }),
];

/// Each good bundle, spoilt in every way that applies; and unspoilt as a control.
#[test]
fn every_spoilt_twin_of_a_good_bundle_is_refused() {
    let Some(cases) = good_cases() else { return };
    let (mut spoilt, mut found) = (0, Vec::new());
    for case in &cases {
        let artifact = Artifact::Bytes(&case.artifact);
        let read = || (parsed(&case.bundle), parsed(case.trusted_root.as_bytes()));
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
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(spoilt >= 300, "{spoilt} twins");
}

/// 1 (CVE-2022-36056, CVE-2026-22703), 23: parts of one good bundle in another.
#[test]
fn no_part_of_one_bundle_holds_in_another() {
    const PARTS: &[&str] = &[
        "/verificationMaterial/tlogEntries/0",
        "/verificationMaterial/tlogEntries/0/inclusionProof",
        "/verificationMaterial/tlogEntries/0/inclusionPromise",
        "/verificationMaterial/tlogEntries/0/canonicalizedBody",
        "/verificationMaterial/certificate",
        "/verificationMaterial/timestampVerificationData",
        "/verificationMaterial/timestampVerificationData/rfc3161Timestamps/0",
        "/messageSignature",
        "/messageSignature/signature",
        "/dsseEnvelope",
        "/dsseEnvelope/signatures/0",
        "/dsseEnvelope/payload",
    ];
    let Some(cases) = good_cases() else { return };
    let (mut swapped, mut found) = (0, Vec::new());
    for case in &cases {
        for other in cases.iter().filter(|other| other.name != case.name) {
            let foreign = parsed(&other.bundle);
            for part in PARTS {
                let mut bundle = parsed(&case.bundle);
                let Some((own, new)) = bundle.pointer_mut(part).zip(foreign.pointer(part)).filter(|(own, new)| *own != *new) else {
                    continue;
                };
                *own = new.clone();
                // The same proof, written otherwise.
                if bundle == parsed(&case.bundle) {
                    continue;
                }
                swapped += 1;
                if case.is_accepted(bundle.to_string().as_bytes(), Artifact::Bytes(&case.artifact), &case.trusted_root) {
                    found.push(format!("{} with {part} of {}", case.name, other.name));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(swapped >= 100, "{swapped} swaps");
}

/// 38, 48: two readers must not see two things, and a bundle is one JSON text in UTF-8.
#[test]
fn a_bundle_that_can_be_read_in_two_ways_is_refused() {
    let Some(cases) = good_cases() else { return };
    for case in &cases {
        let text = String::from_utf8(case.bundle.clone()).unwrap();
        let twice = |member: &str| {
            let place = text.find(&format!("\"{member}\""))?;
            Some(format!("{}\"{member}\":null,{}", &text[..place], &text[place..]))
        };
        let members = [
            "mediaType",
            "verificationMaterial",
            "tlogEntries",
            "logIndex",
            "certificate",
            "rawBytes",
            "messageSignature",
            "signature",
            "dsseEnvelope",
            "payload",
            "signatures",
            "sig",
        ];
        let mut twins: Vec<Vec<u8>> = members.iter().filter_map(|member| twice(member)).map(String::into_bytes).collect();
        assert!(twins.len() >= 6);
        twins.push([b"\xef\xbb\xbf", text.as_bytes()].concat());
        twins.push([text.as_bytes(), b"{}"].concat());
        twins.push([text.as_bytes(), b"x"].concat());
        twins.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        twins.push(text.as_bytes()[..text.len() / 2].to_vec());
        twins.push(format!("[{text}]").into_bytes());
        for twin in twins {
            assert!(!case.is_accepted(&twin, Artifact::Bytes(&case.artifact), &case.trusted_root), "{}", case.name);
        }
    }
}

/// 40 and 41: hints outside what is signed decide nothing, neither for nor against.
#[test]
fn a_hint_is_no_ground_for_trust() {
    let Some(cases) = good_cases() else { return };
    let mut hinted = 0;
    for case in &cases {
        let mut bundle = parsed(&case.bundle);
        if let Some(signature) = bundle.pointer_mut("/dsseEnvelope/signatures/0") {
            signature["keyid"] = "a key of somebody else".into();
            hinted += 1;
        } else if let Some(hint) = bundle.pointer_mut("/verificationMaterial/publicKey/hint") {
            *hint = "another".into();
            hinted += 1;
        }
        assert!(case.is_accepted(bundle.to_string().as_bytes(), Artifact::Bytes(&case.artifact), &case.trusted_root), "{}", case.name);
    }
    assert!(hinted >= 3, "{hinted}");
}

/// 1, 3 and 47: another artifact, another signer, another issuer, or nearly the same ones.
#[test]
fn another_artifact_or_signer_is_refused() {
    let Some(cases) = good_cases() else { return };
    for case in &cases {
        let ask = |case: &BundleCase, artifact| case.is_accepted(&case.bundle, artifact, &case.trusted_root);
        let longer = [case.artifact.as_slice(), b"\n"].concat();
        assert!(!ask(case, Artifact::Bytes(&longer)) && !ask(case, Artifact::Bytes(b"")), "{}", case.name);
        assert!(!ask(case, Artifact::Sha256(Digest::of(&longer))), "{}", case.name);
        if case.name.starts_with("managed-key") {
            continue;
        }
        let (identity, issuer) = (case.identity.clone(), case.issuer.clone());
        let names = [
            (identity[..identity.len() - 1].to_owned(), issuer.clone()),
            (format!("{identity}x"), issuer.clone()),
            (format!(" {identity}"), issuer.clone()),
            (identity.to_uppercase(), issuer.clone()),
            (identity.replace("github.com", "github.com.evil.example"), issuer.clone()),
            (identity.replace('.', "?"), issuer.clone()),
            (identity.clone(), format!("{issuer}/")),
            (identity.clone(), issuer.to_uppercase()),
            (identity.clone(), issuer[..issuer.len() - 1].to_owned()),
            (identity.clone(), String::new()),
        ];
        for (identity, issuer) in names {
            let other = BundleCase { identity: identity.clone(), issuer: issuer.clone(), ..case.clone() };
            assert!(!ask(&other, Artifact::Bytes(&case.artifact)), "{}: {identity} as {issuer} says", case.name);
        }
    }
}
