//! What platform certificates and comparisons cost, one figure a run: called by benches/hardware.py, which counts instructions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "a bench")]

use std::hint::black_box;
use std::path::Path;

use kenpin::bill::hardware::{Family, Machine, Part, certified};
use kenpin::decision::comparison::compare;
use kenpin::evidence::certificate::Certificate;
use kenpin::evidence::key::Check;
use kenpin::evidence::platform::{PlatformCertificate, Surroundings};
use kenpin::intake::Moment;
use minting::der::{bits, integer, octets, oid, sequence, set, utf8, wrap};
use minting::pki::{Holder, Key, LONG};

#[path = "../tests/mint/mod.rs"]
mod minting;

const COMPONENTS: u32 = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["mint", kind, folder] => mint(kind, Path::new(folder)),
        [what @ ("verify" | "operations" | "parse" | "compare"), folder, count] => {
            certificate(what, Path::new(folder), count.parse().unwrap())
        }
        ["pair", shape, parts] => pair(shape, parts.parse().unwrap()),
        // `cargo test --benches` and `cargo bench` without arguments: nothing to measure.
        _ => println!("mint rsa|p256 FOLDER | verify|operations|parse|compare FOLDER COUNT | pair SHAPE PARTS"),
    }
}

/// Writes an authority's certificate (ca.der), a platform certificate of profile 1.1 under it (box.der), and its two halves.
fn mint(kind: &str, folder: &Path) {
    let key = if kind == "rsa" { Key::rsa("hardware bench") } else { Key::p256("hardware bench") };
    let authority = Holder::root("hardware bench CA", key, LONG);
    let body = information(&authority);
    let signature = authority.key.sign(&body);
    std::fs::write(folder.join("ca.der"), &authority.certificate).unwrap();
    std::fs::write(folder.join("box.der"), sequence(&[&body, &authority.key.algorithm(), &bits(&signature)])).unwrap();
    std::fs::write(folder.join("message"), &body).unwrap();
    std::fs::write(folder.join("signature"), &signature).unwrap();
}

fn information(authority: &Holder) -> Vec<u8> {
    let directory = wrap(0xa4, &[&authority.subject()]);
    let time = |text: &str| wrap(0x18, &[text.as_bytes()]);
    let attribute = sequence(&[&oid("2.23.133.5.1.7.2"), &set(&[&configuration()])]);
    sequence(&[
        &integer(&[1]),
        &sequence(&[&wrap(0xa0, &[&sequence(&[&directory]), &integer(&[1])])]),
        &wrap(0xa0, &[&sequence(&[&directory])]),
        &authority.key.algorithm(),
        &integer(&[7]),
        &sequence(&[&time("20260101000000Z"), &time("20360101000000Z")]),
        &sequence(&[&attribute]),
    ])
}

/// Each component with class, maker, model, serial, revision and address, as a maker's tool writes them.
fn configuration() -> Vec<u8> {
    let components: Vec<Vec<u8>> = (0..COMPONENTS)
        .map(|number| {
            let class = sequence(&[&oid("2.23.133.18.3.1"), &octets(&[0, 9, 0, 2])]);
            let address = format!("00:1b:21:00:{:02x}:{:02x}", number / 256, number % 256);
            let address = sequence(&[&sequence(&[&oid("2.23.133.17.1"), &utf8(&address)])]);
            sequence(&[
                &class,
                &utf8(["Intel Corporation", "Samsung Electronics", "Micron Technology"][number as usize % 3]),
                &utf8(&format!("Ethernet Controller X{}", 550 + number % 9)),
                &wrap(0x80, &[format!("SN-2026-{number:06}").as_bytes()]),
                &wrap(0x81, &[b"1.0"]),
                &wrap(0xa4, &[&address[2..]]),
            ])
        })
        .collect();
    sequence(&[&wrap(0xa0, &components.iter().map(Vec::as_slice).collect::<Vec<_>>())])
}

fn certificate(what: &str, folder: &Path, count: usize) {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let (bytes, message, signature) = (read("box.der"), read("message"), read("signature"));
    let authorities = [Certificate::parse(&read("ca.der")).unwrap()];
    let at = Moment::parse("2026-11-24").unwrap();
    let declared = certified::machine(&PlatformCertificate::read(&bytes).unwrap());
    assert_eq!(declared.parts.len(), COMPONENTS as usize);
    let mut found = declared.clone();
    found.parts.rotate_left(31);
    for _ in 0..count {
        match what {
            "verify" => {
                let certificate = PlatformCertificate::read(black_box(&bytes)).unwrap();
                let judged = certificate.judge(&Surroundings { authorities: &authorities, holder: None, base: None, at });
                assert_eq!((judged.fault, judged.authority), (None, Some(0)));
                black_box(certificate);
            }
            "operations" => {
                let check = authorities[0].key().unwrap().check_any(black_box(&message), black_box(&signature));
                assert_eq!(check, Check::Good);
            }
            "parse" => _ = black_box(certified::machine(&PlatformCertificate::read(black_box(&bytes)).unwrap())),
            _ => assert_eq!(compare(black_box(&declared), black_box(&found)).same, COMPONENTS as usize),
        }
    }
}

/// Two machines of so many parts, of a kind that could make pairing slow.
fn pair(shape: &str, parts: u32) {
    let whole = |parts: Vec<Part>| Machine { parts, ..Machine::default() };
    let declared = whole((0..parts).map(|number| part(shape, number, number)).collect());
    // A step without a factor in common with any power of ten visits each once.
    let found = whole((0..parts).map(|place| place * 389 % parts).map(|number| part(shape, number, number + parts)).collect());
    let comparison = compare(&declared, &found);
    println!("{} {}", comparison.same, comparison.differences.len());
}

/// The part with this number; `other` is a number that no declared part has, for shapes whose found parts differ.
fn part(shape: &str, number: u32, other: u32) -> Part {
    let is_found = other != number;
    let text = |text: &str, number: u32| Some(format!("{text} {number:06}"));
    let address = |number: u32| vec![format!("00:1b:{:02x}:{:02x}:{:02x}:00", number >> 16, number >> 8 & 255, number & 255)];
    let kind = Part {
        family: Some(Family::Storage),
        manufacturer: Some("Samsung".to_owned()),
        model: Some("PM9A3".to_owned()),
        serial: text("S", number),
        ..Part::default()
    };
    match shape {
        "same serials" => kind,
        "other serials" => Part { serial: text("S", other), ..kind },
        "no serials" => Part { serial: None, ..kind },
        "serials hidden" => Part { serial: if is_found { None } else { text("S", number) }, ..kind },
        "other models" => Part { model: text("PM", number), serial: None, ..kind },
        "same addresses" => Part { addresses: address(number), ..kind },
        "other addresses" => Part { addresses: address(other), serial: None, ..kind },
        "compound serials" => Part { serial: Some(format!("{number:08x}:SN{number}:nqn.2014-08.org.nvmexpress")), ..kind },
        // Hostile: nothing of this is ever found in a machine, and every declared part has to look at every found one.
        "one maker, no model alike" => Part { model: text("PM", other), serial: text("S", other), ..kind },
        "one address" => Part { model: text("PM", other), serial: text("S", other), addresses: address(1), ..kind },
        "one serial" => Part { model: text("PM", other), serial: text("S", 1), ..kind },
        "one piece alike" => {
            let (model, serial) = (if is_found { "a:" } else { ":b" }, format!("{other}::::::::::::::x"));
            Part { model: Some(format!("{model}{}", ":".repeat(13))), revision: text("R", other), serial: Some(serial), ..kind }
        }
        _ => panic!("no such shape: {shape}"),
    }
}
