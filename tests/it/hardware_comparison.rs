//! Declared with found: every published case, and every line of the design's table of cases.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

fn compare(declared: &Path, actual: &Path) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .args(["hardware", "compare", "--format", "json", "--declared"])
        .arg(declared)
        .arg("--actual")
        .arg(actual)
        .output()
        .unwrap();
    let json = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}\n{}", declared.display(), String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), json)
}

#[test]
fn every_published_comparison_gives_its_verdict_and_findings() {
    let Some(folder) = std::env::var_os("KENPIN_SHARED_DATA") else {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
        return;
    };
    let folder = Path::new(&folder).join("hardware/compare");
    let mut seen = 0;
    let mut wrong = Vec::new();
    for case in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        seen += 1;
        let mut want: Value = serde_json::from_slice(&std::fs::read(case.join("expected.json")).unwrap()).unwrap();
        let shows = want.as_object_mut().unwrap().remove("shows");
        let actual = ["actual.json", "actual.txt"].map(|name| case.join(name)).into_iter().find(|path| path.exists()).unwrap();
        let (code, got) = compare(&case.join("declared.json"), &actual);
        if got != want || code != Some(exit(want["verdict"].as_str().unwrap())) {
            wrong.push(format!("{} {shows:?}\n want {want}\n got  {got}", case.display()));
        }
    }
    assert!(seen >= 12, "all cases are there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn exit(verdict: &str) -> i32 {
    match verdict {
        "accept" => 0,
        "refer" => 10,
        _ => 20,
    }
}

/// A machine in paccor's form.
fn list(platform_serial: &str, components: &[Value]) -> Value {
    json!({
        "PLATFORM": {"PLATFORMMANUFACTURERSTR": "Example", "PLATFORMMODEL": "Rack", "PLATFORMVERSION": "B", "PLATFORMSERIAL": platform_serial},
        "COMPONENTS": components,
    })
}

fn part(class: &str, maker: &str, model: &str, serial: &str) -> Value {
    let registry = if class.starts_with("0002000") && class.ends_with("00") { "2.23.133.18.3.4" } else { "2.23.133.18.3.3" };
    json!({"COMPONENTCLASS": {"COMPONENTCLASSREGISTRY": registry, "COMPONENTCLASSVALUE": class},
        "MANUFACTURER": maker, "MODEL": model, "SERIAL": serial})
}

fn with(mut part: Value, member: &str, value: Value) -> Value {
    part[member] = value;
    part
}

fn verdict(declared: &Value, actual: &Value) -> (String, Value) {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("declared.json"), folder.path().join("actual.json"));
    std::fs::write(&one, declared.to_string()).unwrap();
    std::fs::write(&other, actual.to_string()).unwrap();
    let (code, got) = compare(&one, &other);
    let verdict = got["verdict"].as_str().unwrap().to_owned();
    assert_eq!(code, Some(exit(&verdict)));
    (verdict, got)
}

const BOARD: &str = "0002000a";
const MEMORY: &str = "0011001a";
const NETWORK: &str = "00020000";

fn dimm(serial: &str) -> Value {
    part(MEMORY, "80CE000080CE", "M393A4K40EB3", serial)
}

fn nic(mac: &str) -> Value {
    with(part(NETWORK, "8086:8086:", "1563:0001:", ""), "ADDRESSES", json!([{ "ETHERNETMAC": mac }]))
}

/// HARDWARE notes, "Cases": what is named there, line by line.
#[test]
fn every_line_of_the_table_of_cases_holds() {
    let board = || part(BOARD, "Example", "MB-1", "MB1");
    let one = |platform: &str, parts: &[Value]| list(platform, parts);
    let bios = |revision: &str| with(part("00000003", "AMI", "", ""), "REVISION", json!(revision));
    let cases: Vec<(&str, &str, Value, Value)> = vec![
        ("identical", "accept", one("S1", &[board(), dimm("1")]), one("S1", &[board(), dimm("1")])),
        ("order", "accept", one("S1", &[board(), dimm("1")]), one("S1", &[dimm("1"), board()])),
        ("case and blanks", "accept", one("S1", &[part(BOARD, "EXAMPLE ", "mb-1", "MB1")]), one("s1", &[board()])),
        ("MAC colons", "accept", one("S1", &[nic("a0:36:9f:00:01:01")]), one("S1", &[nic("A0-36-9F-00-01-01")])),
        ("MAC plain", "accept", one("S1", &[nic("a0:36:9f:00:01:01")]), one("S1", &[nic("A0369F000101")])),
        ("declared serial absent", "accept", one("S1", &[dimm("")]), one("S1", &[dimm("17")])),
        ("declared placeholder", "accept", one("S1", &[dimm("Not Specified")]), one("S1", &[dimm("17")])),
        ("both placeholders", "accept", one("S1", &[dimm("Not Specified")]), one("S1", &[dimm("To Be Filled By O.E.M.")])),
        ("DIMMs swap slots", "accept", one("S1", &[dimm("1"), dimm("2")]), one("S1", &[dimm("2"), dimm("1")])),
        ("two without serial, two with", "accept", one("S1", &[dimm(""), dimm("")]), one("S1", &[dimm("1"), dimm("2")])),
        ("platform serial is the board's", "accept", one("MB1", &[board()]), one("Default string", &[board()])),
        ("platform serial is joined", "accept", one("S1,MB1", &[board()]), one("S1", &[board()])),
        ("platform serial is joined by a line", "accept", one("S1_MB1", &[board()]), one("S1", &[board()])),
        (
            "no VPD",
            "accept",
            one("S1", &[part(NETWORK, "8086:8086:v1", "1563:0001:", "")]),
            one("S1", &[part(NETWORK, "8086:8086:", "1563:0001:", "")]),
        ),
        (
            "(R)",
            "accept",
            one("S1", &[part(BOARD, "Intel(R) Corporation", "X", "")]),
            one("S1", &[part(BOARD, "Intel Corporation", "X", "")]),
        ),
        ("serials hidden", "refer", one("S1", &[dimm("1")]), one("S1", &[dimm("")])),
        ("BIOS newer", "refer", one("S1", &[bios("1.5.3")]), one("S1", &[bios("1.5.4")])),
        ("extra keyboard", "refer", one("S1", &[board()]), one("S1", &[board(), part("00ff0000", "Logi", "K120", "")])),
        ("system serial a placeholder", "refer", one("S1", &[dimm("1")]), one("Default string", &[dimm("1")])),
        ("DIMM serial", "reject", one("S1", &[dimm("1")]), one("S1", &[dimm("2")])),
        ("DIMM missing", "reject", one("S1", &[dimm("1"), dimm("2")]), one("S1", &[dimm("1")])),
        ("DIMM extra", "reject", one("S1", &[dimm("1")]), one("S1", &[dimm("1"), dimm("2")])),
        ("two equal DIMMs, one there", "reject", one("S1", &[dimm(""), dimm("")]), one("S1", &[dimm("")])),
        ("NIC MAC", "reject", one("S1", &[nic("a0369f000101")]), one("S1", &[nic("a0369f000102")])),
        (
            "other maker, same model",
            "reject",
            one("S1", &[part(BOARD, "A Works", "MB-1", "")]),
            one("S1", &[part(BOARD, "B Works", "MB-1", "")]),
        ),
        (
            "SSD model",
            "reject",
            one("S1", &[part("00160000", "Samsung", "PM9A3", "9")]),
            one("S1", &[part("00160000", "Samsung", "PM883", "9")]),
        ),
        ("platform serial", "reject", one("S1", &[dimm("1")]), one("S2", &[dimm("1")])),
        ("four parts, one serial, three there", "reject", one("S1", &vec![dimm("7"); 4]), one("S1", &vec![dimm("7"); 3])),
        ("extra NIC", "reject", one("S1", &[nic("a0369f000101")]), one("S1", &[nic("a0369f000101"), nic("a0369f000102")])),
        ("serial numbers and nothing else", "accept", one("S1", &[part(MEMORY, "", "", "7")]), one("S1", &[part(MEMORY, "", "", "7")])),
        ("the maker is not declared", "accept", one("S1", &[part(MEMORY, "", "", "7")]), one("S1", &[dimm("7")])),
        ("serial numbers of two kinds", "reject", one("S1", &[part(MEMORY, "", "", "7")]), one("S1", &[part(BOARD, "", "", "7")])),
        (
            "a number is no model of a drive",
            "reject",
            one("S1", &[part("00160000", "Samsung", "179", "")]),
            one("S1", &[part("00160000", "Samsung", "180", "")]),
        ),
        (
            "a processor's family by its number",
            "accept",
            one("S1", &[part("00040003", "Intel", "Xeon", "")]),
            one("S1", &[part("00040003", "Intel", "179", "")]),
        ),
        ("twelve letters are no address", "accept", one("S1", &[nic("a0zzzzzzzzzz")]), one("S1", &[nic("a0yyyyyyyyyy")])),
        ("nothing declared", "reject", one("S1", &[]), one("S1", &[dimm("1")])),
    ];
    let mut wrong = Vec::new();
    for (name, want, declared, actual) in cases {
        let (got, json) = verdict(&declared, &actual);
        if got != want {
            wrong.push(format!("{name}: want {want}, got {got}\n  {json}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ten_thousand_shuffled_parts_find_their_partners() {
    let parts: Vec<Value> = (0..10_000).map(|number| dimm(&format!("S{number:05}"))).collect();
    let mut shuffled = parts.clone();
    shuffled.reverse();
    let (got, json) = verdict(&list("S1", &parts), &list("S1", &shuffled));
    assert_eq!((got.as_str(), json["same"].as_u64()), ("accept", Some(10_000)));
}

#[test]
fn a_file_that_cannot_be_read_refers_and_says_why() {
    for (text, word) in [
        ("", "empty"),
        ("{\"PLATFORM\":{},\"COMPONENTS\":7}", "no list"),
        ("{\"PLATFORM\":{},\"PLATFORM\":{},\"COMPONENTS\":[]}", "PLATFORM"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("declared"), folder.path().join("actual.json"));
        std::fs::write(&one, text).unwrap();
        std::fs::write(&other, list("S1", &[dimm("1")]).to_string()).unwrap();
        let (code, got) = compare(&one, &other);
        assert_eq!(code, Some(10), "{text}");
        assert!(got["detail"].as_str().unwrap().contains(word), "{got}");
    }
}

/// The published certificates and the published lists of the same machines.
/// However much differs: the gravest first, and the next thing to do on the last line.
#[test]
fn many_differences_fit_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let many = |serial: &str| (0..60).map(|number| dimm(&format!("{serial}-{number}-{}", "x".repeat(40)))).collect::<Vec<_>>();
    let (declared, actual) = (folder.path().join("declared.json"), folder.path().join("actual.json"));
    std::fs::write(&declared, list("S1", &many("A")).to_string()).unwrap();
    let mut found = many("B");
    found.insert(0, part("00ff0000", "Logi", "K120", ""));
    std::fs::write(&actual, list("S1", &found).to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin"))
        .args(["hardware", "compare", "--declared"])
        .arg(&declared)
        .arg("--actual")
        .arg(&actual)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() <= 23 && lines.iter().all(|line| line.chars().count() <= 80), "{said}");
    assert!(lines[4].starts_with("reject ") && lines.last().unwrap().starts_with("next: "), "{said}");
    assert!(said.contains(" more; --format json shows them all"), "{said}");
}

#[test]
fn published_certificates_agree_with_the_lists_of_their_machines() {
    let Some(folder) = std::env::var_os("KENPIN_SHARED_DATA") else {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
        return;
    };
    let folder = Path::new(&folder).join("hardware");
    for (certificate, inventory, same) in [
        ("hirs/laptop.default.1.base.cer", "hirs/laptop_default_hw.json", 6),
        ("paccor/sample_testgen1/platform_cert.20250909102720.crt", "paccor/sample_testgen1/localhost-componentlist.json", 33),
    ] {
        let (code, got) = compare(&folder.join(certificate), &folder.join(inventory));
        assert_eq!((code, got["same"].as_u64()), (Some(0), Some(same)), "{certificate}: {got}");
    }
}
