//! `kenpin hardware collect`: a made-up machine and this very one, read back by everything that reads inventories.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn kenpin(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).env_clear().current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A file system with these files.
fn machine(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join("root/sys").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

/// One structure: type, formatted octets behind the handle, strings.
fn structure(kind: u8, handle: u8, octets: &[u8], strings: &[&str]) -> Vec<u8> {
    let mut bytes = vec![kind, u8::try_from(octets.len() + 4).unwrap(), handle, 0];
    bytes.extend_from_slice(octets);
    strings.iter().for_each(|string| bytes.extend([string.as_bytes(), &[0]].concat()));
    bytes.extend(if strings.is_empty() { vec![0, 0] } else { vec![0] });
    bytes
}

/// A system, a board, a memory module.
fn table(system_serial: &str) -> Vec<u8> {
    let system = structure(1, 1, &[1, 2, 3, 4], &["Tama", "Box 9", "A", system_serial]);
    let board = structure(2, 2, &[1, 2, 3, 4], &["Tama", "Board 9", "B", "BRD-1"]);
    let mut memory = vec![0; 0x17];
    (memory[0x08], memory[0x13], memory[0x14], memory[0x16]) = (8, 1, 2, 3);
    let memory = structure(17, 3, &memory, &["Samsung", "DIMM-1", "M471"]);
    [system, board, memory, structure(127, 4, &[], &[])].concat()
}

const PARTS: &[(&str, &[u8])] = &[
    ("bus/pci/devices/0000:00:1f.6/vendor", b"0x8086\n"),
    ("bus/pci/devices/0000:00:1f.6/device", b"0x15bb\n"),
    ("bus/pci/devices/0000:00:1f.6/subsystem_vendor", b"0x17aa\n"),
    ("bus/pci/devices/0000:00:1f.6/subsystem_device", b"0x2292\n"),
    ("bus/pci/devices/0000:00:1f.6/class", b"0x020000\n"),
    ("bus/pci/devices/0000:00:1f.6/revision", b"0x10\n"),
    ("bus/pci/devices/0000:00:1f.6/net/eth0/address", b"00:1b:21:aa:bb:cc\n"),
    ("bus/pci/devices/0000:00:1f.6/net/eth0/addr_assign_type", b"0\n"),
    ("bus/pci/devices/0000:01:00.0/class", b"0x010802\n"),
    ("bus/pci/devices/0000:01:00.0/nvme/nvme0/model", b"x\n"),
    ("class/nvme/nvme0/model", b"Samsung SSD 980  \n"),
    ("class/nvme/nvme0/serial", b"S64DNX0R\n"),
    ("class/nvme/nvme0/firmware_rev", b"3B4QFXO7\n"),
    ("block/sda/device/vendor", b"ATA     \n"),
    ("block/sda/device/model", b"WDC WD10\n"),
    ("block/sda/device/vpd_pg80", b"\0\x80\0\x08WD-12345"),
    ("block/loop0/size", b"0\n"),
    ("bus/usb/devices/1-1/idVendor", b"046d\n"),
    ("bus/usb/devices/1-1/idProduct", b"c31c\n"),
    ("bus/usb/devices/1-1/bcdDevice", b"0512\n"),
    ("bus/usb/devices/usb1/idVendor", b"1d6b\n"),
    ("class/net/eth0/address", b"00:1b:21:aa:bb:cc\n"),
    ("class/net/wlan0/address", b"02:00:00:00:00:01\n"),
    ("class/net/wlan0/device/x", b""),
    ("class/net/eth1/address", b"00:1b:21:00:00:01\n"),
    ("class/net/eth1/device/x", b""),
    ("class/tpm/tpm0/tpm_version_major", b"2\n"),
];

fn with_table(table: &[u8]) -> tempfile::TempDir {
    machine(&[PARTS, &[("firmware/dmi/tables/DMI", table)]].concat())
}

fn collected(folder: &tempfile::TempDir, name: &str) -> Value {
    let output = kenpin(folder.path(), &["hardware", "collect", "--root", "root", "--output", name, "--at", "2026-11-24"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.lines().count() <= 24 && said.lines().last().unwrap().starts_with("next: "), "{said}");
    serde_json::from_slice(&std::fs::read(folder.path().join(name)).unwrap()).unwrap()
}

#[test]
fn every_kind_of_part_is_found_once() {
    let folder = with_table(&table("SYS-1"));
    let inventory = collected(&folder, "box.json");
    assert_eq!(inventory["platform"], serde_json::json!({"manufacturer": "Tama", "model": "Box 9", "version": "A", "serial": "SYS-1"}));
    let parts = inventory["parts"].as_array().unwrap();
    let told: Vec<String> = parts
        .iter()
        .map(|part| {
            let at = |name: &str| part[name].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} {} {} {}", at("family"), at("manufacturer"), at("model"), at("serial"), at("revision"), part["addresses"])
        })
        .collect();
    assert_eq!(
        told,
        [
            "board Tama Board 9 BRD-1 B null",
            "memory Samsung M471 DIMM-1 - null",
            "network 8086:17aa: 15bb:2292: - 10 [\"00:1b:21:aa:bb:cc\"]",
            "- 046d c31c - 5.12 null",
            "network - - - - [\"00:1b:21:00:00:01\"]",
            "storage - Samsung SSD 980 S64DNX0R 3B4QFXO7 null",
            "storage ATA WDC WD10 WD-12345 - null",
        ]
    );
    let unseen = inventory["not_seen"].to_string();
    assert!(unseen.contains("cannot be excluded"), "{unseen}");
}

#[test]
fn what_was_collected_is_compared_and_a_changed_box_is_not_the_same() {
    let promised = with_table(&table("SYS-1"));
    collected(&promised, "promised.json");
    let compare = |files: &[(&str, &[u8])], name: &str| {
        let folder = machine(files);
        collected(&folder, "found.json");
        let declared = promised.path().join("promised.json").display().to_string();
        let output = kenpin(folder.path(), &["hardware", "compare", "--declared", &declared, "--actual", "found.json", "--format", "json"]);
        (output.status.code().unwrap(), format!("{name}: {}", text(&output.stdout)))
    };
    let (same, other) = (table("SYS-1"), table("SYS-2"));
    let with = |table: &'static [u8]| [PARTS, &[("firmware/dmi/tables/DMI", table)]].concat();
    let (exit, said) = compare(&with(Vec::leak(same.clone())), "the same");
    assert_eq!(exit, 0, "{said}");
    let (exit, said) = compare(&with(Vec::leak(other)), "another system");
    assert_eq!(exit, 20, "{said}");
    let mut changed = with(Vec::leak(same));
    changed.iter_mut().find(|(path, _)| path.ends_with("nvme0/serial")).unwrap().1 = b"OTHER-SSD\n";
    let (exit, said) = compare(&changed, "another drive");
    assert_eq!(exit, 20, "{said}");
    let (exit, said) = compare(PARTS, "not root");
    assert_eq!(exit, 10, "what cannot be seen refers, and is not missing: {said}");
}

#[test]
fn a_machine_that_describes_itself_twice_is_not_believed() {
    let twice =
        [structure(1, 1, &[1, 1, 1, 1], &["Honest"]), structure(1, 2, &[1, 1, 1, 1], &["Other"]), structure(127, 3, &[], &[])].concat();
    let folder = with_table(&twice);
    let inventory = collected(&folder, "box.json");
    assert_eq!(inventory["platform"]["manufacturer"], Value::Null);
    assert!(inventory["not_seen"].to_string().contains("two structures of type 1"), "{}", inventory["not_seen"]);
    std::fs::write(folder.path().join("table.bin"), &twice).unwrap();
    let handle =
        |number: u8, name: &str| format!("Handle 0x000{number}, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: {name}\n\n");
    std::fs::write(folder.path().join("dmidecode.txt"), format!("# dmidecode 3.3\n{}{}", handle(1, "Honest"), handle(2, "Other"))).unwrap();
    for name in ["table.bin", "dmidecode.txt"] {
        let output = kenpin(folder.path(), &["hardware", "compare", "--declared", name, "--actual", name]);
        assert_eq!(output.status.code(), Some(10), "{name}");
        assert!(text(&output.stdout).contains("two structures of type 1"), "{name}: {}", text(&output.stdout));
    }
}

/// The machine that runs this test: whatever it is, its inventory is read back and agrees with itself.
#[test]
fn this_machine_is_collected_and_agrees_with_itself() {
    let folder = tempfile::tempdir().unwrap();
    let output = kenpin(folder.path(), &["hardware", "collect", "--output", "here.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let inventory: Value = serde_json::from_slice(&std::fs::read(folder.path().join("here.json")).unwrap()).unwrap();
    let compared = kenpin(folder.path(), &["hardware", "compare", "--declared", "here.json", "--actual", "here.json", "--format", "json"]);
    let answer: Value = serde_json::from_slice(&compared.stdout).unwrap();
    let rejecting = answer["findings"].as_array().unwrap().iter().any(|finding| finding["effect"] == "reject");
    let parts = inventory["parts"].as_array().unwrap().len();
    assert!(!rejecting || parts == 0, "{answer}");
    let verified = kenpin(folder.path(), &["verify", "here.json"]);
    assert!(matches!(verified.status.code(), Some(10 | 20)), "{}{}", text(&verified.stdout), text(&verified.stderr));
}

/// A drive behind a controller without a driver was not seen; it is not missing.
#[test]
fn a_drive_that_the_kernel_cannot_show_is_not_called_missing() {
    let promised = with_table(&table("SYS-1"));
    collected(&promised, "promised.json");
    let mut files: Vec<(&str, &[u8])> = PARTS.iter().copied().filter(|(path, _)| !path.starts_with("block/sda")).collect();
    let whole = table("SYS-1");
    files.push(("firmware/dmi/tables/DMI", &whole));
    let compare = |files: &[(&str, &[u8])]| {
        let folder = machine(files);
        let inventory = collected(&folder, "found.json");
        let declared = promised.path().join("promised.json").display().to_string();
        let output = kenpin(folder.path(), &["hardware", "compare", "--declared", &declared, "--actual", "found.json"]);
        (inventory["not_seen"].to_string(), text(&output.stdout))
    };
    let (_, said) = compare(&files);
    assert!(said.contains("\"ATA WDC WD10 WD-12345\" is declared and not there"), "{said}");
    files.push(("bus/pci/devices/0000:00:17.0/class", b"0x010601\n"));
    let (unseen, said) = compare(&files);
    assert!(unseen.contains("drives at /sys/bus/pci/devices/0000:00:17.0"), "{unseen}");
    assert!(said.contains("\"ATA WDC WD10 WD-12345\" cannot be seen in this kind of inventory"), "{said}");
}

/// A copy of a file system may hold a file where the TPM should be; it is not taken for one.
#[test]
fn a_file_is_no_tpm() {
    let folder = with_table(&table("SYS-1"));
    std::fs::create_dir_all(folder.path().join("root/dev")).unwrap();
    std::fs::write(folder.path().join("root/dev/tpmrm0"), [0x30; 64]).unwrap();
    let inventory = collected(&folder, "box.json");
    assert_eq!(inventory["endorsement_certificates"], Value::Null);
    assert!(inventory["not_seen"].to_string().contains("copied from another machine cannot be excluded"), "{inventory}");
    assert_eq!(std::fs::read(folder.path().join("root/dev/tpmrm0")).unwrap(), [0x30; 64], "nothing is written to it");
}

#[test]
fn hostile_values_are_shown_and_do_not_get_out() {
    let mut files = PARTS.to_vec();
    files.push(("bus/usb/devices/1-2/idVendor", b"abcd\n"));
    files.push(("bus/usb/devices/1-2/serial", b"\x1b[2J\xe2\x80\xae\"}],\xff"));
    let long = vec![b'x'; 1 << 20];
    files.push(("bus/usb/devices/1-3/idVendor", &long));
    let folder = machine(&files);
    let inventory = collected(&folder, "box.json");
    let raw = std::fs::read(folder.path().join("box.json")).unwrap();
    assert!(!raw.contains(&0x1b));
    let serials: Vec<&Value> = inventory["parts"].as_array().unwrap().iter().map(|part| &part["serial"]).collect();
    assert!(serials.iter().any(|serial| serial.as_str().is_some_and(|text| text.contains("\"}],"))), "{serials:?}");
    let nowhere = kenpin(folder.path(), &["hardware", "collect", "--root", "nowhere"]);
    assert_eq!(nowhere.status.code(), Some(2));
}
