//! Every bad input of the hardware notes: never read as sound, and never turned into agreement.

use std::path::Path;
use std::process::{Command, Output};

use kenpin::bill::hardware::{Machine, Part, certified, recognise};
use kenpin::decision::Effect;
use kenpin::decision::comparison::compare;
use kenpin::evidence::platform::{Fault, PlatformCertificate};
use kenpin::intake::Document;

use super::minting::der::{bits, integer, octets, oid, pem, sequence, set, utf8, wrap};

const DMIDECODE: &str = "# dmidecode 3.4\n\nHandle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: Tama\n\tProduct Name: Box 9\n\
\tSerial Number: SYS-1\n\nHandle 0x0002, DMI type 17, 40 bytes\nMemory Device\n\tSize: 8 GB\n\tManufacturer: Samsung\n\tSerial Number: 77\n\
\tPart Number: M471\n\n";

fn read(bytes: &[u8]) -> Result<Machine, String> {
    let source = recognise(&Document::new("inventory", bytes.to_vec())).ok_or("not recognised")?;
    (source.read)(bytes)
}

fn kenpin(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).current_dir(folder).output().unwrap()
}

/// One SMBIOS structure: type, handle, formatted octets behind it, strings.
fn structure(kind: u8, handle: u8, formatted: &[u8], strings: &[&str]) -> Vec<u8> {
    let mut bytes = vec![kind, u8::try_from(formatted.len() + 4).unwrap(), handle, 0];
    bytes.extend_from_slice(formatted);
    strings.iter().for_each(|string| bytes.extend([string.as_bytes(), &[0]].concat()));
    bytes.extend(if strings.is_empty() { vec![0, 0] } else { vec![0] });
    bytes
}

#[test]
fn an_smbios_table_that_breaks_its_own_form_is_refused() {
    let end = structure(127, 9, &[], &[]);
    let system = structure(1, 1, &[1, 2, 0, 3], &["Tama", "Box 9", "SYS-1"]);
    let mut short = system.clone();
    short[1] = 3;
    let mut long = system.clone();
    long[1] = 0xff;
    let whole = [system.clone(), end.clone()].concat();
    assert_eq!(read(&whole).unwrap().platform.serial.as_deref(), Some("SYS-1"));
    for (name, table) in [
        ("a later length below 4", [system.clone(), short, end.clone()].concat()),
        ("a later length past the end", [system.clone(), long].concat()),
        ("no 00 00", whole[..whole.len() - 1].to_vec()),
        ("no type 127", [system.clone(), structure(2, 2, &[1], &["Tama"])].concat()),
        ("one handle twice", [system.clone(), structure(2, 1, &[1], &["Tama"]), end.clone()].concat()),
        ("two systems", [system.clone(), structure(1, 2, &[1, 2, 0, 3], &["Tama", "Box 9", "SYS-1"]), end.clone()].concat()),
        ("two systems, the first says nothing", [structure(1, 2, &[0, 0, 0, 0], &[]), system, end].concat()),
    ] {
        assert!(read(&table).is_err(), "{name}");
    }
}

#[test]
fn a_string_index_past_the_set_is_unknown_and_no_maker() {
    let table = [structure(1, 1, &[9, 9, 9, 9], &["Tama"]), structure(2, 2, &[7, 1, 1, 1], &["MB"]), structure(127, 3, &[], &[])].concat();
    let machine = read(&table).unwrap();
    assert_eq!(machine.platform.manufacturer.as_deref(), Some("<BAD INDEX>"));
    assert_eq!(machine.parts[0].manufacturer.as_deref(), Some("<BAD INDEX>"));
    let declared = Machine {
        parts: vec![Part {
            manufacturer: Some("Tama".to_owned()),
            model: Some("MB".to_owned()),
            serial: Some("MB".to_owned()),
            ..machine.parts[0].clone()
        }],
        ..machine.clone()
    };
    assert!(compare(&declared, &machine).differences.is_empty(), "a placeholder is no other maker");
}

#[test]
fn a_text_with_other_line_ends_tells_the_same() {
    let plain = read(DMIDECODE.as_bytes()).unwrap();
    assert_eq!(plain.parts.len(), 1);
    assert_eq!(read(DMIDECODE.replace('\n', "\r\n").as_bytes()).unwrap(), plain);
}

/// Refers: the buyer takes it again. It says nothing against the vendor.
#[test]
fn a_text_that_is_cut_off_or_in_utf_16_refers() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("declared.txt"), DMIDECODE).unwrap();
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(DMIDECODE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cut = DMIDECODE.find("Part Number").unwrap() + 14;
    let twice = format!("{DMIDECODE}Handle 0x0003, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: Other\n");
    let silent = format!("Handle 0x0000, DMI type 1, 27 bytes\nSystem Information\n\n{DMIDECODE}");
    for (name, bytes) in [
        ("UTF-16", wide.as_slice()),
        ("cut off", &DMIDECODE.as_bytes()[..cut]),
        ("two systems", twice.as_bytes()),
        ("two systems, the first silent", silent.as_bytes()),
    ] {
        std::fs::write(folder.path().join("found.txt"), bytes).unwrap();
        let compared = kenpin(folder.path(), &["hardware", "compare", "--declared", "declared.txt", "--actual", "found.txt"]);
        assert_eq!(compared.status.code(), Some(10), "{name}: {}", String::from_utf8_lossy(&compared.stdout));
        let verified = kenpin(folder.path(), &["verify", "declared.txt", "--actual", "found.txt"]);
        assert_eq!(verified.status.code(), Some(10), "{name}: {}", String::from_utf8_lossy(&verified.stdout));
    }
}

/// An attribute certificate of profile 1.1 with this configuration; nobody signed it.
fn certificate(configuration: &[u8]) -> Vec<u8> {
    let name = sequence(&[&set(&[&sequence(&[&oid("2.5.4.3"), &utf8("Tama CA")])])]);
    let directory = sequence(&[&wrap(0xa4, &[&name])]);
    let algorithm = sequence(&[&oid("1.2.840.113549.1.1.11"), &wrap(0x05, &[])]);
    let time = |text: &str| wrap(0x18, &[text.as_bytes()]);
    let attribute = sequence(&[&oid("2.23.133.5.1.7.2"), &set(&[configuration])]);
    let information = sequence(&[
        &integer(&[1]),
        &sequence(&[&wrap(0xa0, &[&directory, &integer(&[1])])]),
        &wrap(0xa0, &[&directory]),
        &algorithm,
        &integer(&[7]),
        &sequence(&[&time("20260101000000Z"), &time("20360101000000Z")]),
        &sequence(&[&attribute]),
    ]);
    sequence(&[&information, &algorithm, &bits(&[0; 256])])
}

/// Components of these makers.
fn components(makers: &[&str]) -> Vec<u8> {
    let class = sequence(&[&oid("2.23.133.18.3.1"), &octets(&[0, 9, 0, 2])]);
    let all: Vec<Vec<u8>> = makers.iter().map(|maker| sequence(&[&class, &utf8(maker), &utf8("M")])).collect();
    sequence(&[&wrap(0xa0, &all.iter().map(Vec::as_slice).collect::<Vec<_>>())])
}

#[test]
fn a_certificate_lists_ten_thousand_components_and_not_one_more() {
    let makers = vec!["Tama"; 10_001];
    assert_eq!(PlatformCertificate::read(&certificate(&components(&makers[..10_000]))).unwrap().components.len(), 10_000);
    assert_eq!(PlatformCertificate::read(&certificate(&components(&makers))).unwrap_err().fault, Fault::TooManyComponents);
    let row = r#"{"MANUFACTURER":"Tama","MODEL":"M"},"#;
    let list = |count: usize| format!(r#"{{"PLATFORM":{{}},"COMPONENTS":[{}]}}"#, row.repeat(count).trim_end_matches(','));
    assert_eq!(read(list(10_000).as_bytes()).unwrap().parts.len(), 10_000);
    assert!(read(list(10_001).as_bytes()).unwrap_err().contains("more than 10000"));
}

#[test]
fn two_certificates_in_one_file_are_none() {
    let block = pem("ATTRIBUTE CERTIFICATE", &certificate(&components(&["Tama"])));
    assert!(PlatformCertificate::read(block.as_bytes()).is_ok());
    assert_eq!(PlatformCertificate::read(block.repeat(2).as_bytes()).unwrap_err().fault, Fault::Trailing);
}

#[test]
fn control_characters_stay_in_json_and_are_escaped_where_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("box.cer"), certificate(&components(&["Ta\0ma\u{1b}[2J\u{202e}amat"]))).unwrap();
    let shown = kenpin(folder.path(), &["hardware", "show", "box.cer"]);
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(text.contains("amat") && !text.contains(['\0', '\u{1b}', '\u{202e}']), "{text}");
    let json = kenpin(folder.path(), &["hardware", "show", "box.cer", "--format", "json"]);
    assert!(!json.stdout.contains(&0x1b));
    let answer: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(answer["components"][0]["manufacturer"], "Ta\0ma\u{1b}[2J\u{202e}amat");
}

#[test]
fn parts_that_are_listed_at_an_address_are_not_known() {
    let address = sequence(&[&wrap(0xa1, &[&wrap(0x16, &[b"https://tama.example/parts.xml"])])]);
    let declared = certified::machine(&PlatformCertificate::read(&certificate(&address)).unwrap());
    let found = certified::machine(&PlatformCertificate::read(&certificate(&components(&["Tama"]))).unwrap());
    let comparison = compare(&declared, &found);
    assert_eq!(comparison.effect(), Some(Effect::Refer));
    assert!(comparison.differences[0].told(&declared, &found).contains("never fetched"));
    let silent = certified::machine(&PlatformCertificate::read(&certificate(&components(&[]))).unwrap());
    assert_eq!(compare(&silent, &found).effect(), Some(Effect::Reject), "a certificate that lists nothing hides nothing");
}
