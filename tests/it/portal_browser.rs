//! The portal in Debian's Chromium: what tests/browser/portal.mjs does there, against the built server.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::portal::{Portal, admin, golden};

/// A program of this machine.
pub fn program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The folder in which `npm ci` has put what tests/browser/package.json names.
pub fn modules() -> Option<PathBuf> {
    let own = || Path::new(env!("CARGO_TARGET_TMPDIR")).parent().map(|target| target.join("browser"));
    std::env::var_os("KENPIN_BROWSER").map(PathBuf::from).or_else(own).filter(|folder| folder.join("node_modules").is_dir())
}

/// Runs a script of tests/browser, or says aloud that it was not run; in CI nothing is skipped.
pub fn script(name: &str, needs: &[&str], mut run: serde_json::Value) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let found = needs.iter().map(|name| program(name)).collect::<Option<Vec<_>>>();
    let (Some(_), Some(node), Some(modules)) = (found, program("node"), modules()) else {
        assert!(std::env::var("CI").is_err(), "in CI nothing is skipped: {name} needs node, {needs:?} and npm ci, as test.sh does it");
        println!("SKIPPED: {name} needs node, {needs:?} and the modules of tests/browser/package.json: ./test.sh installs them");
        return;
    };
    run["modules"] = modules.to_string_lossy().into();
    run["chromium"] = program("chromium").unwrap_or_default().to_string_lossy().into();
    // The provider wants a younger Node than Debian's; its own modules bring one.
    let own = ["x64", "arm64"].map(|kind| modules.join(format!("node_modules/node-linux-{kind}/bin/node")));
    let mut command = Command::new(own.into_iter().find(|path| path.is_file()).unwrap_or(node));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", env!("CARGO_TARGET_TMPDIR"));
    let output = command.arg(folder.join(name)).env("KENPIN_BROWSER_RUN", run.to_string()).output().unwrap();
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    println!("{}", told(&output.stdout));
    assert!(output.status.success(), "{}\n{}", told(&output.stdout), told(&output.stderr));
}

fn files(case: &str) -> Vec<String> {
    let mut files: Vec<String> = std::fs::read_dir(golden(case).join("delivery"))
        .unwrap()
        .map(|entry| entry.unwrap().path().to_string_lossy().into_owned())
        .collect();
    files.sort();
    files
}

#[test]
fn vendors_and_buyers_get_to_the_end_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("agency.toml");
    let edition = golden("agency-list").join("lists/agency.toml");
    let earlier = std::fs::read_to_string(&edition).unwrap().replace("2026-11-01", "2026-10-01").replace("Hakusan Semiconductor", "Nobody");
    std::fs::write(&list, earlier).unwrap();
    let (policy, ca) = (golden("agency-list").join("policy.toml"), golden("camera").join("trusted-ca.pem"));
    let [list_path, policy, ca] = [&list, &policy, &ca].map(|path| path.to_str().unwrap());
    let more = ["--trusted-ca", ca, "--policy", policy, "--watchlists", list_path, "--at", "2026-11-23", "--reload", "1"];
    let portal = Portal::start(&folder.path().join("data"), &more);
    let order: toml::Table = toml::from_str(&std::fs::read_to_string(golden("camera").join("order.toml")).unwrap()).unwrap();
    let buyer = admin(&portal.folder, &["token", "create", "--role", "buyer", "--name", "Sato"]);
    let pictures = std::env::var_os("KENPIN_BLESS").map(|_| {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        serde_json::json!({ "fixList": docs.join("vendor-fix-list.png"), "inbox": docs.join("buyer-inbox.png") })
    });
    let (large, bytes) = (folder.path().join("large.bin"), super::portal_pieces::bytes(20 << 20));
    std::fs::write(&large, &bytes).unwrap();
    let other = |supplier: &str, title: &str, case: &str| serde_json::json!({ "supplier": supplier, "title": title, "files": files(case) });
    script(
        "portal.mjs",
        &["chromium"],
        serde_json::json!({
            "address": portal.address,
            "buyer": buyer.split_whitespace().last().unwrap(),
            "order": order,
            "bad": files("hisilicon"),
            "good": files("camera"),
            "large": large,
            "largeSha256": kenpin::intake::Digest::of(&bytes).to_string(),
            "list": list_path,
            "edition": edition,
            "pictures": pictures,
            "others": [
                other("Kiso Surveillance K.K.", "Cameras for the harbour", "hikvision"),
                other("Tama Optics Co., Ltd.", "Spare cameras, lot 7", "maker-left-out"),
            ],
        }),
    );
}
