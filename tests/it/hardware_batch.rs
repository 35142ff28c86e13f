//! `kenpin hardware batch`: the boxes of one order against their declarations and against each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// An inventory: the machine's serial, its drive's, its network address.
fn inventory(serial: Option<&str>, drive: &str, address: &str) -> String {
    let part = |family: &str, model: &str, serial: Option<&str>, addresses: Value| json!({"family": family, "manufacturer": "Tama", "model": model, "serial": serial, "revision": null, "addresses": addresses, "place": "/sys"});
    json!({
        "schema_version": "1", "form": "kenpin-inventory", "program": "kenpin 0.1.0", "at": "2026-11-24T00:00:00Z",
        "platform": {"manufacturer": "Tama", "model": "Box 9", "version": null, "serial": serial},
        "parts": [part("storage", "SSD 9", Some(drive), json!([])), part("network", "NIC 9", None, json!([address]))],
        "sees": ["storage", "network", "processor"], "not_seen": [],
    })
    .to_string()
}

struct Lot(tempfile::TempDir);

impl Lot {
    /// So many good boxes with their declarations, and an order for all of them.
    fn of(count: usize) -> Self {
        let lot = Self(tempfile::tempdir().unwrap());
        let serials: Vec<String> = (0..count).map(|number| format!("SN-{number:04}")).collect();
        for (number, serial) in serials.iter().enumerate() {
            let text =
                inventory(Some(serial), &format!("DRV-{number:04}"), &format!("00:1b:21:00:{:02x}:{:02x}", number / 256, number % 256));
            lot.write(&format!("declared/{number:04}.json"), &text);
            lot.write(&format!("found/{number:04}.json"), &text);
        }
        lot.write("order.toml", &format!("vendor = \"Tama Optics\"\nserials = {serials:?}\n"));
        lot
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.0.path().join(name)).unwrap();
    }

    fn run(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().current_dir(self.0.path()).args([
            "hardware",
            "batch",
            "found",
            "--declared",
            "declared",
            "--order",
            "order.toml",
        ]);
        command.args(more).output().unwrap()
    }

    fn judged(&self, more: &[&str]) -> (i32, Value) {
        let output = self.run(&[&["--format", "json"], more].concat());
        let answer = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        (output.status.code().unwrap(), answer)
    }

    /// The only box that is not accepted, or several, as `name: remark`.
    fn troubles(&self, exit: i32) -> Vec<String> {
        let (code, answer) = self.judged(&[]);
        assert_eq!(code, exit, "{answer}");
        let boxes = answer["boxes"].as_array().unwrap().iter().flat_map(|row| {
            row["remarks"]
                .as_array()
                .unwrap()
                .iter()
                .map(|remark| format!("{}: {}", row["name"].as_str().unwrap(), remark["what"].as_str().unwrap()))
        });
        let whole = answer["remarks"].as_array().unwrap().iter().map(|remark| remark["what"].as_str().unwrap().to_owned());
        boxes.chain(whole).collect()
    }
}

#[test]
fn a_lot_as_promised_is_accepted_box_by_box() {
    let (exit, answer) = Lot::of(4).judged(&[]);
    assert_eq!(
        (exit, answer["verdict"].as_str(), answer["examined"].as_u64(), answer["ordered"].as_u64()),
        (0, Some("accept"), Some(4), Some(4))
    );
    assert_eq!(answer["boxes"][2]["declared_by"], "0002.json");
    assert!(answer["boxes"].as_array().unwrap().iter().all(|row| row["verdict"] == "accept"));
}

#[test]
fn each_trouble_is_found_in_its_box_and_in_no_other() {
    let lot = Lot::of(4);
    lot.write("found/0001.json", &inventory(Some("SN-0001"), "DRV-OTHER", "00:1b:21:00:00:01"));
    assert_eq!(
        lot.troubles(20),
        ["0001.json: the serial number of storage \"Tama SSD 9 DRV-0001\" differs: declared \"DRV-0001\", found \"DRV-OTHER\""]
    );

    let lot = Lot::of(4);
    lot.write("found/0001.json", &inventory(Some("SN-0001"), "DRV-0002", "00:1b:21:00:00:01"));
    let troubles = lot.troubles(20).join("\n");
    assert!(troubles.contains("0001.json: \"tama ssd 9 drv-0002\" is declared for another box: 0002.json"), "{troubles}");
    assert!(troubles.contains("0001.json: \"tama ssd 9 drv-0002\" is in 2 boxes: 0001.json, 0002.json"), "{troubles}");
    assert!(troubles.contains("0002.json: \"tama ssd 9 drv-0002\" is in 2 boxes"), "{troubles}");

    let lot = Lot::of(4);
    lot.write("found/0003.json", &inventory(Some("SN-0002"), "DRV-0003", "00:1b:21:00:00:03"));
    let troubles = lot.troubles(20).join("\n");
    assert!(troubles.contains("\"the machine sn-0002\" is in 2 boxes: 0002.json, 0003.json"), "{troubles}");
    assert!(troubles.contains("1 boxes were ordered, and no inventory shows them: SN-0003"), "{troubles}");

    let lot = Lot::of(4);
    lot.write("found/0004.json", &inventory(Some("SN-9999"), "DRV-9999", "00:1b:21:00:99:99"));
    let troubles = lot.troubles(20).join("\n");
    assert!(troubles.contains("0004.json: its serial number stands in no declaration"), "{troubles}");
    assert!(troubles.contains("0004.json: its serial number \"SN-9999\" was not ordered"), "{troubles}");
}

#[test]
fn what_cannot_be_told_refers() {
    let lot = Lot::of(3);
    lot.write("found/0001.json", &inventory(None, "DRV-0001", "00:1b:21:00:00:01"));
    let troubles = lot.troubles(10).join("\n");
    assert!(troubles.contains("0001.json: it shows no serial number, so nobody can tell which declaration is its own"), "{troubles}");
    let lot = Lot::of(3);
    lot.write("found/0002.json", "{\"form\":\"kenpin-inventory\"");
    assert!(lot.troubles(10).join("\n").contains("0002.json: this inventory cannot be read"));
    let lot = Lot::of(3);
    lot.remove("found/0002.json");
    assert_eq!(lot.troubles(10), ["1 boxes were ordered, and no inventory shows them: SN-0002"]);
}

#[test]
fn a_sample_leaves_boxes_out_and_has_to_be_large_enough() {
    let lot = Lot::of(5);
    lot.remove("found/0004.json");
    lot.remove("found/0003.json");
    assert_eq!(lot.judged(&["--sample", "3"]).0, 0);
    let (exit, answer) = lot.judged(&["--sample", "4"]);
    assert_eq!(exit, 10);
    assert_eq!(answer["remarks"][0]["what"], "3 boxes were examined, and 4 are asked for");
}

#[test]
fn one_declaration_without_a_serial_number_is_for_every_box_of_the_kind() {
    let lot = Lot::of(3);
    let bill = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
        {"type": "device", "name": "SSD 9", "manufacturer": {"name": "Tama"}}, {"type": "device", "name": "NIC 9", "manufacturer": {"name": "Tama"}}]});
    lot.write("kind.cdx.json", &bill.to_string());
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().current_dir(lot.0.path()).args([
            "hardware",
            "batch",
            "found",
            "--declared",
            "kind.cdx.json",
            "--order",
            "order.toml",
        ]);
        command.output().unwrap()
    };
    let output = run();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    lot.write("found/0001.json", &inventory(Some("SN-0001"), "DRV-0001", "00:1b:21:00:00:01").replace("SSD 9", "SSD 8"));
    assert_eq!(run().status.code(), Some(20));
}

/// A single declaration that has a serial number is for the box with that number only.
#[test]
fn one_declaration_with_a_serial_number_is_for_one_box() {
    let lot = Lot::of(2);
    lot.remove("declared/0001.json");
    let troubles = lot.troubles(20).join("\n");
    assert!(troubles.contains("0001.json: its serial number stands in no declaration"), "{troubles}");
    assert!(!troubles.contains("0000.json:"), "{troubles}");
}

/// A serial number by itself is no mark: "1" stands on many things.
#[test]
fn parts_without_maker_and_model_make_no_twins_and_many_twins_are_counted() {
    let nameless = |maker: Value, model: Value| {
        let lot = Lot::of(7);
        for number in 0..7 {
            for side in ["declared", "found"] {
                let mut machine: Value =
                    serde_json::from_str(&inventory(Some(&format!("SN-{number:04}")), "1", &format!("00:1b:21:00:00:{number:02x}")))
                        .unwrap();
                (machine["parts"][0]["manufacturer"], machine["parts"][0]["model"]) = (maker.clone(), model.clone());
                lot.write(&format!("{side}/{number:04}.json"), &machine.to_string());
            }
        }
        let (code, answer) = lot.judged(&[]);
        (code, answer.to_string())
    };
    assert_eq!(nameless(json!(null), json!(null)).0, 0);
    for (maker, model) in [(json!("Tama"), json!(null)), (json!(null), json!("SSD 9"))] {
        let (code, said) = nameless(maker, model);
        assert!(code == 20 && said.contains("is in 7 boxes: 0000.json, 0001.json, 0002.json, 0003.json, 0004.json, +2"), "{said}");
    }
}

#[test]
fn the_table_fits_a_terminal_and_ends_with_what_to_do() {
    let lot = Lot::of(40);
    lot.write("found/0007.json", &inventory(Some("SN-0007"), "DRV-OTHER", "00:1b:21:00:00:07"));
    let output = lot.run(&[]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.starts_with("REJECT  40 boxes examined, 40 ordered\n  agree 39, refer 0, reject 1; makers"), "{said}");
    assert!(said.lines().count() < 24 && said.trim_end().lines().last().unwrap().starts_with("next: "), "{said}");
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/dock.md").exists());
}
