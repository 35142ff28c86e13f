//! Firmware and images that are handed in with `--artifact`: as declared, altered, declared by nobody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::process::Command;

use kenpin::intake::Digest;
use serde_json::{Value, json};

const FIRMWARE: &[u8] = b"firmware, as the vendor built it";

/// Exit code, and rules with effect and words, of a delivery whose bill declares `camera.fw` as `stated`, and this file handed in.
fn verified(name: &str, content: &[u8], stated: &[u8]) -> (i32, Vec<String>) {
    let scratch = tempfile::tempdir().unwrap();
    let (delivery, artifact) = (scratch.path().join("delivery"), scratch.path().join("usb").join(name));
    std::fs::create_dir_all(artifact.parent().unwrap()).unwrap();
    std::fs::create_dir_all(&delivery).unwrap();
    std::fs::write(&artifact, content).unwrap();
    let firmware = json!({"type": "firmware", "name": "camera.fw", "version": "1", "manufacturer": {"name": "Tama Optics"},
        "hashes": [{"alg": "SHA-256", "content": Digest::of(stated).to_string()}]});
    let bill = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [firmware]});
    std::fs::write(delivery.join("camera.cdx.json"), bill.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command
        .env_clear()
        .current_dir(scratch.path())
        .args(["verify", "delivery", "--format", "json", "--at", "2026-11-24", "--artifact"])
        .arg(&artifact);
    let output = command.output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let told =
        report["findings"].as_array().unwrap().iter().filter(|finding| ["KP-H04", "KP-H05"].contains(&finding["rule"].as_str().unwrap()));
    let told = told.map(|finding| {
        format!("{} {} {}", finding["rule"].as_str().unwrap(), finding["effect"].as_str().unwrap(), finding["what"].as_str().unwrap())
    });
    (output.status.code().unwrap(), told.collect())
}

#[test]
fn firmware_as_the_bill_declares_it_is_in_order_whatever_it_is_called() {
    // The bill is unsigned, which refers by itself.
    assert_eq!(verified("camera.fw", FIRMWARE, FIRMWARE), (10, Vec::new()));
    assert_eq!(verified("renamed.bin", FIRMWARE, FIRMWARE), (10, Vec::new()));
}

#[test]
fn firmware_that_is_not_what_the_bill_says_rejects() {
    let (exit, told) = verified("camera.fw", b"firmware, and something else", FIRMWARE);
    assert_eq!(exit, 20, "{told:?}");
    let altered = format!(
        "KP-H04 reject \"camera.fw\" has SHA-256 {}, and the bill says {}",
        Digest::of(b"firmware, and something else"),
        Digest::of(FIRMWARE)
    );
    assert!(told.contains(&altered), "{told:?}");
}

#[test]
fn firmware_that_nobody_declares_refers() {
    let (exit, told) = verified("other.fw", b"from somewhere", FIRMWARE);
    assert_eq!(exit, 10, "{told:?}");
    assert_eq!(told, [format!("KP-H05 refer \"other.fw\" (SHA-256 {}) is declared by nobody", Digest::of(b"from somewhere"))]);
}
