//! What a hostile vendor tried against the whole program, and a tired technician met: each found once by hand, and held here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::process::Command;

use serde_json::{Value, json};

/// Exit code and rules that refer or reject, of a delivery with one file; unsigned, so that KP-E01 is among them.
fn verified(name: &str, content: &str, order: &str) -> (i32, Vec<String>) {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::create_dir(scratch.path().join("delivery")).unwrap();
    std::fs::write(scratch.path().join("delivery").join(name), content).unwrap();
    std::fs::write(scratch.path().join("order.toml"), order).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().current_dir(scratch.path());
    command.args(["verify", "delivery", "--order", "order.toml", "--format", "json", "--at", "2026-11-24"]);
    let output = command.output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let grave = report["findings"].as_array().unwrap().iter().filter(|finding| finding["effect"] != "note");
    (output.status.code().unwrap(), grave.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect())
}

fn bill(maker: &str) -> String {
    json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "device", "name": "TO-IPC", "manufacturer": {"name": "Tama Optics"},
            "properties": [{"name": "cdx:device:serialNumber", "value": "SN-7"}]}},
        "components": [{"type": "device", "name": "part", "manufacturer": {"name": maker}}]})
    .to_string()
}

#[test]
fn a_maker_that_is_not_looked_at_whole_refers() {
    let invisible = format!("{}HiSilicon", "\u{200b}".repeat(700));
    assert!(verified("b.cdx.json", &bill(&invisible), "").1.contains(&"KP-S02".to_owned()), "invisible letters hide nobody");
    for maker in [
        format!("{}HiSilicon", ".".repeat(700)),
        format!("{}HiSilicon", "a ".repeat(24)),
        "\u{3164}".to_owned(),
        "\u{115f}\u{1160}".to_owned(),
        "[REDACTED]".to_owned(),
        "see BOM".to_owned(),
        "Various manufacturers".to_owned(),
        "同上".to_owned(),
        "メーカー不明".to_owned(),
        "\u{202e}noisivkih".to_owned(),
    ] {
        let (exit, rules) = verified("b.cdx.json", &bill(&maker), "");
        let named = rules.iter().any(|rule| matches!(rule.as_str(), "KP-M01" | "KP-M03" | "KP-S02" | "KP-S01" | "KP-S04"));
        assert!(exit != 0 && named, "{maker:?}: {rules:?}");
    }
    assert_eq!(verified("b.cdx.json", &bill("Murata Manufacturing Co., Ltd. (MMC)"), "").1, ["KP-E01"], "an honest name");
}

#[test]
fn an_inventory_is_no_bill_and_its_usb_vendors_are_known() {
    let (exit, rules) = verified("lsusb.txt", "Bus 001 Device 002: ID 12d1:1506 Huawei Technologies Co., Ltd. Modem\n", "");
    assert_eq!(exit, 20, "{rules:?}");
    assert!(rules.contains(&"KP-S01".to_owned()) && rules.contains(&"KP-B09".to_owned()), "{rules:?}");
    let (_, rules) = verified("lsusb.txt", "Bus 001 Device 002: ID 046d:c31c Logitech, Inc. Keyboard K120\n", "");
    assert_eq!(rules, ["KP-B09", "KP-E01"]);
}

#[test]
fn papers_of_another_machine_than_the_ordered_refer() {
    assert_eq!(verified("b.cdx.json", &bill("Molex"), "serials = [\"SN-7\"]\n").1, ["KP-E01"]);
    assert_eq!(verified("b.cdx.json", &bill("Molex"), "serials = [\"SN-8\"]\n").1, ["KP-E01", "KP-I06"]);
}

#[test]
fn a_look_alike_of_another_alphabet_is_seen() {
    let screened = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().args(["screen", name, "--at", "2026-11-24"]);
        command.output().unwrap().status.code().unwrap()
    };
    for name in ["Hϋawei", "ᎻUᎪᎳᎬi", "Huaωei", "Hai Kang Wei Shi", "ハイクヴィジョン", "하이실리콘", "Хайсиликон", "Касперский"]
    {
        assert_ne!(screened(name), 0, "{name}");
    }
}

#[test]
fn a_listed_supplier_of_the_whole_bill_refers() {
    let supplied_by = |name: &str| {
        let mut bill: Value = serde_json::from_str(&bill("Murata Manufacturing Co., Ltd.")).unwrap();
        bill["metadata"]["supplier"] = json!({"name": name});
        verified("b.cdx.json", &bill.to_string(), "")
    };
    assert_eq!(supplied_by("Tama Trading K.K."), (10, vec!["KP-E01".to_owned()]));
    let (exit, rules) = supplied_by("Hangzhou Hikvision Digital Technology Co., Ltd.");
    assert_eq!((exit, rules.len()), (10, 2), "somebody to look at, not the maker: {rules:?}");
    assert!(rules.iter().any(|rule| rule.starts_with("KP-S")), "{rules:?}");
    for role in ["supplier", "manufacture"] {
        let bill = json!({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {role: {"name": "Hikvision"}},
            "components": [{"type": "device", "name": "part", "supplier": {"name": "Murata Manufacturing Co., Ltd."}}]});
        let (_, rules) = verified("b.cdx.json", &bill.to_string(), "");
        assert!(rules.iter().any(|rule| rule.starts_with("KP-S")), "{role} of a bill that names no subject: {rules:?}");
    }
}

#[test]
fn a_misspelt_common_word_hides_no_listed_maker() {
    for maker in [
        "Zhejiang Dahua Tecnology Co., Ltd.",
        "Dahua Technolgy",
        "Shenzhen DJI Tecnology Co., Ltd.",
        "Hangzou Hikvision Digital Technology",
    ] {
        let (exit, rules) = verified("b.cdx.json", &bill(maker), "");
        assert!(exit != 0 && rules.iter().any(|rule| rule.starts_with("KP-S")), "{maker}: {rules:?}");
    }
    for maker in ["Murata Manufacturing Co., Ltd.", "Tama Tecnology K.K."] {
        assert_eq!(verified("b.cdx.json", &bill(maker), "").1, ["KP-E01"], "{maker}");
    }
}
