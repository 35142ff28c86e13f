//! `kenpin screen`, `kenpin trace` and `kenpin lists` as scripts rely on them: one line a line, in order, and the exit code.

use std::io::Write;
use std::process::{Command, Output, Stdio};

const AT: &str = "2026-11-23";

fn kenpin(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    let folder = std::env::temp_dir();
    command.args(arguments).current_dir(folder).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The program may end without reading: wrong usage needs no input.
    let _closed = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn outcomes(output: &Output) -> Vec<String> {
    lines(output).iter().map(|line| line["outcome"].as_str().unwrap().to_owned()).collect()
}

fn screened(input: &str) -> Output {
    kenpin(&["screen", "--file", "-", "--at", AT, "--format", "jsonl"], input)
}

#[test]
fn every_line_gets_its_answer_in_order_and_none_is_skipped() {
    let output = screened("Huawei\n\n{\"kind\":\"usb\",\"value\":\"12d1\"}\r\n{broken\nMolex\nnubia");
    assert_eq!(outcomes(&output), ["listed", "unscreened", "listed", "unscreened", "clear", "possible"]);
    assert_eq!(lines(&output)[3]["input"]["value"], "{broken");
    assert_eq!(output.status.code(), Some(20));
}

#[test]
fn the_exit_code_is_that_of_the_worst_answer() {
    assert_eq!(screened("Molex\nTE Connectivity\n").status.code(), Some(0));
    assert_eq!(screened("Molex\nnubia\n").status.code(), Some(10));
    assert_eq!(screened("Molex\nN/A\n").status.code(), Some(10));
    assert_eq!(screened("nubia\nZTE\n").status.code(), Some(20));
    assert_eq!(kenpin(&["screen", "ZTE", "--at", AT, "--exit-zero"], "").status.code(), Some(0));
}

#[test]
fn a_hit_has_the_shape_that_is_promised() {
    let line = lines(&screened("海思\n")).remove(0);
    assert_eq!(line["input"], serde_json::json!({ "kind": "name", "value": "海思" }));
    let hit = line["hits"].as_array().unwrap().iter().find(|hit| hit["list"] == "us-ndaa-889-a1a").unwrap();
    assert_eq!((hit["entry"].as_str(), hit["relation"].as_str(), hit["likeness"].as_u64()), (Some("huawei"), Some("owner"), Some(1000)));
    assert_eq!(hit["party"], "Huawei Technologies Company");
    assert!(hit["reasons"].as_array().unwrap().iter().any(|reason| reason.as_str().unwrap().contains("84 FR 22961")));
}

#[test]
fn a_list_that_is_too_old_ends_the_run_without_an_answer() {
    let output = kenpin(&["screen", "Molex", "--at", "2030-01-01"], "");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("too old to screen with"));
}

#[test]
fn nothing_to_screen_is_wrong_usage() {
    assert_eq!(kenpin(&["screen"], "").status.code(), Some(2));
    assert_eq!(kenpin(&["screen", "--file", "no-such-file.txt", "--at", AT], "").status.code(), Some(2));
}

#[test]
fn against_asks_whether_it_is_the_same_company() {
    let ask = |value: &str, against: &str| {
        outcomes(&screened(&format!("{{\"kind\":\"name\",\"value\":\"{value}\",\"against\":[\"{against}\"]}}\n"))).remove(0)
    };
    assert_eq!(ask("ACME Holding Ltd.", "Acme Holding, Limited"), "listed");
    assert_eq!(ask("华为", "Huawei Technologies Co., Ltd."), "listed");
    assert_eq!(ask("Molex", "TE Connectivity"), "clear");
    assert_eq!(ask("Huawei Device Co., Ltd.", "Huawei"), "clear");
    assert_eq!(ask("N/A", "Huawei"), "unscreened");
}

#[test]
fn ones_own_list_is_screened_against_alone() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("ours.csv");
    std::fs::write(&list, "name\nAcme Holding\n").unwrap();
    let output =
        kenpin(&["screen", "--watchlist", list.to_str().unwrap(), "--at", AT, "--format", "jsonl", "ACME Holding", "Hikvision"], "");
    assert_eq!(outcomes(&output), ["listed", "clear"]);
    std::fs::write(&list, "name\n").unwrap();
    assert_eq!(kenpin(&["screen", "--watchlist", list.to_str().unwrap(), "--at", AT, "Molex"], "").status.code(), Some(1));
}

#[test]
fn what_a_person_reads_names_the_list_the_reason_and_the_law() {
    let text = String::from_utf8(kenpin(&["screen", "海思", "--at", AT], "").stdout).unwrap();
    for word in [
        "listed",
        "us-ndaa-889-a1a \"huawei\"",
        "since 2019-08-13",
        "Huawei Technologies Co., Ltd.",
        "by Pub. L. 115-232, section 889(a)(1)(A), (f)(3)(A)",
    ] {
        assert!(text.contains(word), "{word}:\n{text}");
    }
}

#[test]
fn lists_show_names_every_list_with_its_shelf_life() {
    let output = kenpin(&["lists", "show", "--at", AT, "--format", "json"], "");
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let lists = shown["lists"].as_array().unwrap();
    assert!(lists.iter().any(|list| list["id"] == "us-ndaa-889-a1a" && list["shelf_life_days"] == 400 && list["state"] == "usable"));
    assert!(shown["regimes"].as_array().unwrap().iter().any(|regime| regime["id"] == "jp-2018-12-10" && regime["kind"] == "consult"));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(kenpin(&["lists", "show", "no-such-list", "--at", AT], "").status.code(), Some(2));
}

#[test]
fn trace_shows_the_way_from_a_part_to_an_entry() {
    let folder = tempfile::tempdir().unwrap();
    let bill = folder.path().join("camera.cdx.json");
    std::fs::write(
        &bill,
        r#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"device","bom-ref":"soc","name":"Hi3516","manufacturer":{"name":"海思"}},{"type":"device","bom-ref":"lens","name":"L1","manufacturer":{"name":"Molex"}}]}"#,
    )
    .unwrap();
    let path = bill.to_str().unwrap();
    let output = kenpin(&["trace", path, "--at", AT, "--format", "json", "--component", "soc"], "");
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(shown["components"][0]["maker"], "HiSilicon Technologies Co., Ltd.");
    assert!(shown["components"][0]["owners"][0].as_str().unwrap().starts_with("Huawei Technologies Co., Ltd."));
    assert_eq!(output.status.code(), Some(20));
    assert_eq!(kenpin(&["trace", path, "--at", AT, "--component", "lens"], "").status.code(), Some(0));
    assert_eq!(kenpin(&["trace", path, "--at", AT, "--component", "nothing"], "").status.code(), Some(2));
}
