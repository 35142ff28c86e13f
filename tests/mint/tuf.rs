//! A TUF repository (The Update Framework, specification 1.0.33) with one target, from fixed seeds.

use serde_json::{Value, json};
use sha2::Digest as _;

use super::pki::Key;

/// What may differ from one publication to the next.
#[derive(Clone, Copy)]
pub struct Edition {
    /// Of timestamp, snapshot and targets.
    pub version: u64,
    pub root_version: u64,
    /// RFC 3339.
    pub timestamp_ends: &'static str,
    pub root_ends: &'static str,
    /// Seed of the keys: the publisher's own is "publisher".
    pub publisher: &'static str,
}

pub const FIRST: Edition = Edition {
    version: 1,
    root_version: 1,
    timestamp_ends: "2026-12-01T00:00:00Z",
    root_ends: "2027-06-01T00:00:00Z",
    publisher: "publisher",
};

/// Files by their names, targets under `targets/`.
pub fn repository(edition: Edition, target: &[u8]) -> Vec<(String, Vec<u8>)> {
    let version = edition.version;
    let hash = hex(&sha2::Sha256::digest(target));
    let pinned =
        |bytes: &[u8]| json!({ "version": version, "length": bytes.len(), "hashes": { "sha256": hex(&sha2::Sha256::digest(bytes)) } });
    let targets = signed(
        edition,
        json!({ "_type": "targets", "spec_version": "1.0.31", "version": version, "expires": edition.root_ends,
            "targets": { "trusted_root.json": { "length": target.len(), "hashes": { "sha256": hash } } } }),
    );
    let snapshot = signed(
        edition,
        json!({ "_type": "snapshot", "spec_version": "1.0.31", "version": version, "expires": edition.root_ends,
            "meta": { "targets.json": pinned(&targets) } }),
    );
    let timestamp = signed(
        edition,
        json!({ "_type": "timestamp", "spec_version": "1.0.31", "version": version, "expires": edition.timestamp_ends,
            "meta": { "snapshot.json": pinned(&snapshot) } }),
    );
    vec![
        (format!("{}.root.json", edition.root_version), root(edition)),
        ("timestamp.json".to_owned(), timestamp),
        (format!("{version}.snapshot.json"), snapshot),
        (format!("{version}.targets.json"), targets),
        (format!("targets/{hash}.trusted_root.json"), target.to_vec()),
    ]
}

/// `root.json`: one key for every role.
pub fn root(edition: Edition) -> Vec<u8> {
    let role = json!({ "keyids": [identifier(edition)], "threshold": 1 });
    signed(
        edition,
        json!({ "_type": "root", "spec_version": "1.0.31", "version": edition.root_version, "expires": edition.root_ends,
            "consistent_snapshot": true, "keys": { identifier(edition): key(edition) },
            "roles": { "root": role, "timestamp": role, "snapshot": role, "targets": role } }),
    )
}

fn signed(edition: Edition, body: Value) -> Vec<u8> {
    // Our texts hold nothing that canonical JSON would write otherwise, once their members are sorted.
    let canonical = canonical(&body);
    let signature = hex(&signer(edition).sign(canonical.as_bytes()));
    let whole = json!({ "signed": body, "signatures": [{ "keyid": identifier(edition), "sig": signature }] });
    whole.to_string().into_bytes()
}

fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort();
            let members: Vec<String> = names.iter().map(|name| format!("{}:{}", json!(name), canonical(&members[*name]))).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other.to_string(),
    }
}

fn signer(edition: Edition) -> Key {
    Key::ed25519(&format!("{} tuf", edition.publisher))
}

fn key(edition: Edition) -> Value {
    let public = signer(edition).public();
    // The last 32 octets of SubjectPublicKeyInfo.
    json!({ "keytype": "ed25519", "scheme": "ed25519", "keyval": { "public": hex(&public[public.len() - 32..]) } })
}

fn identifier(edition: Edition) -> String {
    hex(&sha2::Sha256::digest(canonical(&key(edition))))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
