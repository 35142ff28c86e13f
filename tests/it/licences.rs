//! Every crate that is linked in has a licence that we allow; no GPL, no LGPL.

use std::process::Command;

const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OpenSSL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

#[test]
fn cargo_deny_is_told_the_same_licences() {
    let text = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
    let deny: toml::Table = toml::from_str(&text).unwrap();
    let told: Vec<&str> = deny["licenses"]["allow"].as_array().unwrap().iter().map(|licence| licence.as_str().unwrap()).collect();
    assert_eq!(told, ALLOWED);
    assert_eq!(deny["sources"]["unknown-git"].as_str(), Some("deny"));
    // What it bans is not there.
    let lock = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    for banned in deny["bans"]["deny"].as_array().unwrap() {
        let name = format!("name = {}\n", banned["crate"]);
        assert!(!lock.contains(&name), "{name}");
    }
}

/// Crates that name no licence in their metadata but carry its text.
const READ: &[(&str, &str)] = &[("sigstore-protobuf-specs-derive", "Apache-2.0")];

#[test]
fn every_crate_has_a_licence_that_we_allow() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "cargo metadata names all crates");
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| package["name"] != "libfuzzer-sys") // LLVM's, in the fuzz targets alone
        .filter(|package| !allowed(licence(package)))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
}

fn licence(package: &serde_json::Value) -> &str {
    let read = READ.iter().find(|(name, _)| package["name"] == *name).map(|(_, licence)| *licence);
    package["license"].as_str().or(read).unwrap_or_default()
}

/// Every part joined by AND has one of its parts joined by OR on the list. Brackets are treated as in `(A OR B) AND C`.
fn allowed(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    !plain.is_empty() && plain.split(" AND ").all(|part| part.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim())))
}
