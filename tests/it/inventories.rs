//! Inventories that other programs wrote: each is recognised as one kind and read; damaged ones say why they are not.

use std::path::PathBuf;

use kenpin::bill::hardware::{Family, Machine, known, recognise};
use kenpin::intake::Document;

fn shared(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("KENPIN_SHARED_DATA") else {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
        return None;
    };
    let path = PathBuf::from(folder).join("hardware/inventories").join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn read(bytes: &[u8]) -> Result<(&'static str, Machine), String> {
    let source = recognise(&Document::new("inventory", bytes.to_vec())).ok_or("not recognised")?;
    (source.read)(bytes).map(|machine| (source.name, machine))
}

#[test]
fn every_published_inventory_is_recognised_and_read() {
    for (path, name, parts) in [
        ("dmidecode-crate/dmidecode.bin", "smbios", 1),
        ("dmidecode-crate/dmi_v3.table", "smbios", 1),
        ("dmidecode-crate/dmidecode.txt", "dmidecode", 1),
        ("smbios-lib-crate/jeffgerlap_3_2_0.dat", "smbios", 4),
        ("jc/centos-7.7-dmidecode.out", "dmidecode", 3),
        ("jc/centos-7.7-lsusb.out", "lsusb", 3),
        ("jc/centos-7.7-lsusb-v-single.out", "lsusb", 1),
        ("jc/ubuntu-20.10-lspci-nmmv.out", "lspci", 30),
        ("ntc-templates/cisco_ios_show_inventory.raw", "show-inventory", 3),
        ("ntc-templates/cisco_nxos_show_inventory.raw", "show-inventory", 5),
    ] {
        let Some(bytes) = shared(path) else { return };
        let (source, machine) = read(&bytes).unwrap_or_else(|why| panic!("{path}: {why}"));
        assert_eq!(source, name, "{path}");
        assert!(machine.parts.len() >= parts, "{path}: {:#?}", machine);
    }
}

/// dmidecode's own text of a table is a second reader of that table.
#[test]
fn a_table_and_its_text_tell_the_same() {
    let (Some(table), Some(text)) = (shared("dmidecode-crate/dmidecode.bin"), shared("dmidecode-crate/dmidecode.txt")) else { return };
    let (table, text) = (read(&table).unwrap().1, read(&text).unwrap().1);
    let plain = |machine: &Machine| -> Vec<Vec<Option<String>>> {
        let both = [Family::Processor, Family::Board, Family::Memory, Family::Firmware];
        let mut parts: Vec<_> = machine
            .parts
            .iter()
            .filter(|part| part.family.is_some_and(|family| both.contains(&family)))
            .map(|part| {
                let texts = [&part.manufacturer, &part.model, &part.serial, &part.revision];
                texts.map(|text| known(text.as_deref()).map(str::to_owned)).to_vec()
            })
            .collect();
        parts.sort();
        parts
    };
    assert_eq!(plain(&table), plain(&text));
    assert_eq!(known(table.platform.serial.as_deref()), known(text.platform.serial.as_deref()));
    assert_eq!(table.platform.manufacturer, text.platform.manufacturer);
    assert_eq!(table.platform.model, text.platform.model);
}

/// HARDWARE notes, "Bad inputs": SMBIOS.
#[test]
fn a_damaged_smbios_table_is_not_read() {
    let Some(good) = shared("dmidecode-crate/dmidecode.bin") else { return };
    assert!(read(&good).is_ok());
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        read(&bytes)
    };
    let end = good.windows(6).rposition(|window| window[0] == 127 && window[1] == 4).unwrap();
    for (name, result) in [
        ("a length below 4", changed(&|bytes| bytes[0x21] = 3)),
        ("a length past the end", changed(&|bytes| bytes.truncate(0x28))),
        ("a wrong checksum", changed(&|bytes| bytes[0x06] ^= 1)),
        ("no end of table", changed(&|bytes| bytes.truncate(end))),
        ("strings that do not end", changed(&|bytes| bytes.truncate(end + 5))),
        ("a handle that stands twice", changed(&|bytes| bytes[end + 2..end + 4].copy_from_slice(&good[0x22..0x24]))),
    ] {
        assert!(result.is_err(), "{name}: {result:?}");
    }
    for cut in 0..good.len() {
        let _ = read(&good[..cut]);
    }
    for index in 0..good.len() {
        let _ = changed(&|bytes| bytes[index] = 0xff);
    }
}

#[test]
fn json_inventories_name_their_parts() {
    let lshw = br#"{"id":"box","class":"system","vendor":"Example","product":"Rack","serial":"S1","children":[
        {"id":"core","class":"bus","vendor":"Example","product":"MB","serial":"B1","children":[
          {"id":"memory","class":"memory","children":[{"id":"bank:0","class":"memory","vendor":"Samsung","product":"M1","serial":"7"},{"id":"bank:1","class":"memory"}]},
          {"id":"network","class":"network","vendor":"Intel","product":"I210","serial":"a0:36:9f:00:01:01"}]}]}"#;
    let (name, machine) = read(lshw).unwrap();
    assert_eq!((name, machine.parts.len()), ("lshw", 3), "{machine:#?}");
    assert_eq!(machine.platform.serial.as_deref(), Some("S1"));
    assert_eq!(machine.parts[2].addresses, ["a0:36:9f:00:01:01"]);

    let link = br#"[{"ifindex":1,"ifname":"lo","link_type":"loopback","address":"00:00:00:00:00:00"},
        {"ifindex":2,"ifname":"eth0","link_type":"ether","address":"02:42:ac:11:00:02","permaddr":"a0:36:9f:00:01:01"},
        {"ifindex":3,"ifname":"docker0","link_type":"ether","address":"02:42:00:00:00:01","linkinfo":{"info_kind":"bridge"}}]"#;
    let (name, machine) = read(link).unwrap();
    assert_eq!((name, machine.parts.len()), ("ip-link", 1));
    assert_eq!(machine.parts[0].addresses, ["a0:36:9f:00:01:01"]);

    let redfish = br##"{"@odata.type":"#ComputerSystem.v1_20_0.ComputerSystem","Manufacturer":"Example","Model":"Rack","SerialNumber":"S1",
        "Memory":{"Members":[{"@odata.type":"#Memory.v1_17_0.Memory","Manufacturer":"Samsung","Model":"M1","SerialNumber":"7"}]},
        "Nic":{"@odata.type":"#EthernetInterface.v1_9_0.EthernetInterface","PermanentMACAddress":"A0:36:9F:00:01:01"}}"##;
    let (name, machine) = read(redfish).unwrap();
    assert_eq!((name, machine.parts.len(), machine.platform.model.as_deref()), ("redfish", 2, Some("Rack")));

    for twice in [&br#"{"id":"a","id":"b","class":"system"}"#[..], br#"[{"ifindex":1,"ifindex":2}]"#] {
        assert!(read(twice).is_err(), "a member that stands twice");
    }
}

#[test]
fn a_walk_of_the_entity_mib_names_its_parts_in_both_forms() {
    let named = "ENTITY-MIB::entPhysicalClass.1 = INTEGER: chassis(3)\nENTITY-MIB::entPhysicalMfgName.1 = STRING: \"Example\"\nENTITY-MIB::entPhysicalModelName.1 = STRING: \"SW-48\"\nENTITY-MIB::entPhysicalSerialNum.1 = STRING: \"S1\"\nENTITY-MIB::entPhysicalClass.7 = INTEGER: powerSupply(6)\nENTITY-MIB::entPhysicalModelName.7 = STRING: \"PS-1\"\nENTITY-MIB::entPhysicalSerialNum.7 = STRING: \"P9\"\n";
    let numeric = ".1.3.6.1.2.1.47.1.1.1.1.5.1 = INTEGER: 3\n.1.3.6.1.2.1.47.1.1.1.1.12.1 = STRING: \"Example\"\n.1.3.6.1.2.1.47.1.1.1.1.13.1 = STRING: \"SW-48\"\n.1.3.6.1.2.1.47.1.1.1.1.11.1 = STRING: \"S1\"\n.1.3.6.1.2.1.47.1.1.1.1.5.7 = INTEGER: 6\n.1.3.6.1.2.1.47.1.1.1.1.13.7 = STRING: \"PS-1\"\n.1.3.6.1.2.1.47.1.1.1.1.11.7 = STRING: \"P9\"\n";
    let (one, other) = (read(named.as_bytes()).unwrap(), read(numeric.as_bytes()).unwrap());
    assert_eq!(one, other);
    assert_eq!((one.0, one.1.parts.len()), ("entity-mib", 1));
    assert_eq!(one.1.parts[0].family, Some(Family::Power));
    assert_eq!(one.1.platform.serial.as_deref(), Some("S1"));
}

#[test]
fn a_table_of_parts_goes_by_the_names_of_its_columns() {
    let table = "Type,Vendor,Part Number,S/N,Qty\nSystem,Example,Rack,S1,1\nDIMM,Samsung,\"M1, ECC\",,4\nNIC,Intel,I210,77,\n";
    let (name, machine) = read(table.as_bytes()).unwrap();
    assert_eq!((name, machine.parts.len()), ("csv", 5));
    assert_eq!(machine.parts[0].model.as_deref(), Some("M1, ECC"));
    assert_eq!(machine.platform.serial.as_deref(), Some("S1"));
    assert!(read(b"Vendor,Model,Qty\nA,B,many\n").unwrap_err().contains("line 2"));
    assert!(read(b"Vendor,Model,Qty\nA,B,99999999\n").unwrap_err().contains("more than"));
    assert!(read(b"Vendor,Model\nA,B,C\n").unwrap_err().contains("line 2"));
}
