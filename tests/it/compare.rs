//! `kenpin compare`: bids side by side, by one policy and the same lists.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn example(name: &str, file: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).join(file).display().to_string()
}

/// Two bidders with the examples' deliveries, a third with an unsigned bill without makers, whatever the options.
fn compare(folder: &Path, more: &[&str]) -> Output {
    let bill = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[
        {"type":"device","name":"=HYPERLINK(\"x\")<script>alert(1)</script>"},{"type":"device","name":"lens","manufacturer":{"name":"Hakusan Optics"}}]}"#;
    std::fs::write(folder.join("cheap.cdx.json"), bill).unwrap();
    std::fs::write(folder.join("policy.toml"), "[documents]\nrequired = [\"**.cdx.json\", \"**/hardware.json\"]\n").unwrap();
    let bids = [
        format!("Tama Optics Co., Ltd.={}", example("camera", "delivery")),
        format!("Twin Works={}", example("camera-twin", "delivery")),
        "<b>Cheap</b>=cheap.cdx.json".to_owned(),
    ];
    let ca = example("camera", "vendor-ca.pem");
    let fixed = ["compare", &bids[0], &bids[1], &bids[2], "--at", "2026-11-23", "--trusted-ca", &ca];
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(fixed).args(more).env_clear().current_dir(folder).output().unwrap()
}

#[test]
fn each_bid_is_judged_as_verify_judges_it_and_told_in_figures() {
    let folder = tempfile::tempdir().unwrap();
    let output = compare(folder.path(), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let table: Value = serde_json::from_slice(&output.stdout).unwrap();
    let schema = Command::new(env!("CARGO_BIN_EXE_kenpin")).args(["schema", "bids"]).output().unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema.stdout).unwrap()).unwrap();
    assert!(schema.is_valid(&table));
    let bids = table["bids"].as_array().unwrap();
    let verdicts: Vec<&str> = bids.iter().map(|bid| bid["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["accept", "reject", "refer"]);
    let shares = |bid: usize, share: &str| (bids[bid][share]["count"].as_u64().unwrap(), bids[bid][share]["percent"].as_u64());
    assert_eq!((shares(0, "signed"), shares(1, "signed"), shares(2, "signed")), ((25, Some(100)), (25, Some(100)), (0, Some(0))));
    assert_eq!((shares(0, "traced"), shares(2, "traced")), ((25, Some(100)), (1, Some(50))));
    assert_eq!(bids[0]["exposure"].as_array().unwrap().len(), 0);
    let owner = &bids[1]["exposure"][0];
    assert_eq!((&owner["finding"], &owner["effect"], &owner["parts"]), (&"restricted_owner".into(), &"reject".into(), &1.into()));
    assert!(owner["party"].as_str().unwrap().contains("Huawei"));
    assert_eq!((&bids[1]["causes"][0]["rule"], &bids[2]["unknowns"]["untraced"]), (&"KP-S02".into(), &1.into()));
    assert!(!output.stdout.windows(5).any(|window| window == b"score"), "no score is made up");
}

#[test]
fn a_document_that_the_policy_asks_for_and_a_bidder_left_out_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = compare(folder.path(), &["--policy", "policy.toml", "--format", "json"]);
    let table: Value = serde_json::from_slice(&output.stdout).unwrap();
    for bid in table["bids"].as_array().unwrap() {
        let missing = bid["missing"].as_array().unwrap();
        assert!(missing.len() == 1 && missing[0].as_str().unwrap().contains("hardware.json"), "{bid}");
    }
}

#[test]
fn the_table_is_written_for_people_for_wikis_and_for_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let written = |format: &str| String::from_utf8(compare(folder.path(), &["--format", format]).stdout).unwrap();
    let human = written("human");
    let line = |label: &str| human.lines().find(|line| line.starts_with(label)).unwrap_or_else(|| panic!("{label}: {human}"));
    let words: Vec<&str> = line("verdict").split_whitespace().collect();
    assert_eq!(words, ["verdict", "ACCEPT", "REJECT", "REFER"]);
    assert!(line("causes").contains("none") && line("causes").contains("KP-S02") && human.contains("us-ndaa-889-a1a"));
    let markdown = written("markdown");
    let rows: Vec<&str> = markdown.lines().take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() == 11 && rows.iter().all(|row| row.matches(" | ").count() == 3), "{markdown}");
    assert!(!markdown.contains("<b>Cheap"), "{markdown}");
    let page = written("html");
    for forbidden in ["<script", "<b>", "src=", "href=", "url("] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("REJECT") && page.contains("Tama Optics Co., Ltd.") && page.contains("There is no score"));
}

#[test]
fn a_bidders_name_is_the_vendor_that_signers_are_bound_to() {
    let folder = tempfile::tempdir().unwrap();
    let ca = example("camera", "vendor-ca.pem");
    let bid = |name: &str| format!("{name}={}", example("camera", "delivery"));
    let verdict = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.args(["compare", &bid(name), "--at", "2026-11-23", "--format", "json", "--order", &example("camera", "order.toml")]);
        command.args(["--signer-of", &format!("Tama Optics Co., Ltd.={ca}")]);
        let table: Value = serde_json::from_slice(&command.current_dir(folder.path()).output().unwrap().stdout).unwrap();
        table["bids"][0]["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("Tama Optics Co., Ltd."), "accept");
    assert_ne!(verdict("Somebody Else"), "accept");
}

#[test]
fn two_bids_of_one_name_are_refused() {
    let delivery = example("camera", "delivery");
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .args(["compare", &format!("A={delivery}"), &format!("A={}", example("camera-twin", "delivery")), "--at", "2026-11-23"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("two bids go by the name \"A\""));
}
