//! Twins by machine: every accepted golden delivery, changed in some forty ways, one at a time. None may be accepted unless
//! the table says why that change is harmless.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{golden, inside};

/// One way to spoil a delivery.
struct Mutation {
    name: &'static str,
    /// Changes the copy of a case; `false`: there is nothing in it to change so.
    apply: fn(&Path) -> bool,
    /// Why a delivery changed so may be accepted all the same. Empty: it must not be.
    harmless: &'static str,
}

const fn fatal(name: &'static str, apply: fn(&Path) -> bool) -> Mutation {
    Mutation { name, apply, harmless: "" }
}

const fn harmless(name: &'static str, apply: fn(&Path) -> bool, why: &'static str) -> Mutation {
    Mutation { name, apply, harmless: why }
}

#[rustfmt::skip]
const MUTATIONS: &[Mutation] = &[
    fatal("drop the signature", |case| remove(signature(case))),
    fatal("empty the signature", |case| edit(signature(case), |bytes| bytes.clear())),
    fatal("cut the signature short", |case| edit(signature(case), |bytes| bytes.truncate(bytes.len() / 2))),
    fatal("flip the first bit of the signature", |case| edit(signature(case), |bytes| bytes[0] ^= 0x80)),
    fatal("flip a bit in the signature's value", |case| edit(signature(case), |bytes| { let at = bytes.len() - 20; bytes[at] ^= 1; })),
    fatal("flip a bit in the signed attributes", |case| edit(signature(case), |bytes| replace(bytes, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04], &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05]))),
    fatal("put the signature's halves the other way round", |case| edit(signature(case), |bytes| { let half = bytes.len() / 2; bytes.rotate_left(half); })),
    fatal("put the bill in the place of its signature", |case| both(case, |bill, signature| { std::fs::copy(bill, signature).unwrap(); })),
    fatal("swap bill and signature", |case| both(case, swap)),
    fatal("append a byte to the signature", |case| edit(signature(case), |bytes| bytes.push(0))),
    fatal("rename the bill away from its signature, and change a letter", |case| both(case, |bill, _| { change_letter(bill); std::fs::rename(bill, bill.with_file_name("other.cdx.json")).unwrap(); })),
    harmless("rename the bill away from its signature", |case| both(case, |bill, _| std::fs::rename(bill, bill.with_file_name("other.cdx.json")).unwrap()),
        "the signature finds its bill by digest"),
    fatal("drop the bill", |case| remove(bill(case))),
    fatal("drop every document", |case| documents(case).iter().fold(false, |_, path| { std::fs::remove_file(path).unwrap(); true })),
    fatal("empty the bill", |case| edit(bill(case), Vec::clear)),
    fatal("cut the bill short", |case| edit(bill(case), |bytes| bytes.truncate(bytes.len() * 2 / 3))),
    fatal("cut the last byte but one off the bill", |case| edit(bill(case), |bytes| bytes.truncate(bytes.len() - 2))),
    fatal("flip a bit in the first byte of the bill", |case| edit(bill(case), |bytes| bytes[0] ^= 1)),
    fatal("flip a bit in the middle of the bill", |case| edit(bill(case), |bytes| { let half = bytes.len() / 2; bytes[half] ^= 1; })),
    fatal("flip a bit at the end of the bill", |case| edit(bill(case), |bytes| { let end = bytes.len() - 3; bytes[end] ^= 1; })),
    fatal("add a blank to the bill", |case| edit(bill(case), |bytes| bytes.push(b' '))),
    fatal("put a byte order mark before the bill", |case| edit(bill(case), |bytes| { bytes.splice(0..0, *b"\xef\xbb\xbf"); })),
    fatal("write the bill with other line ends", |case| edit(bill(case), |bytes| { let text = String::from_utf8(bytes.clone()).unwrap(); *bytes = text.replace('\n', "\r\n").into_bytes(); })),
    fatal("write the bill in UTF-16", |case| edit(bill(case), |bytes| { let text = String::from_utf8(bytes.clone()).unwrap(); *bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect(); })),
    fatal("repeat a member of the bill", |case| edit_text(bill(case), |text| text.replacen("\"bomFormat\"", "\"bomFormat\": \"CycloneDX\",\n  \"bomFormat\"", 1))),
    fatal("repeat a maker with another name", |case| edit_text(bill(case), |text| text.replacen("\"manufacturer\": {", "\"manufacturer\": { \"name\": \"Huawei\" }, \"manufacturer\": {", 1))),
    fatal("take the first maker out of the bill", |case| edit_text(bill(case), |text| text.replacen("\"manufacturer\":", "\"manufacturer_\":", 1))),
    fatal("turn every maker into a filler", |case| edit_text(bill(case), |text| text.replace("\"manufacturer\": {\n", "\"manufacturer\": {\n \"name\": \"n/a\", \"x\": {"))),
    fatal("take the version out of the bill", |case| edit_text(bill(case), |text| text.replacen("\"specVersion\": \"1.6\"", "\"specVersion\": \"\"", 1))),
    fatal("name a version from the future", |case| edit_text(bill(case), |text| text.replacen("\"specVersion\": \"1.6\"", "\"specVersion\": \"9.0\"", 1))),
    fatal("take all components out of the bill", |case| edit_text(bill(case), |text| { let at = text.find("\"components\"").unwrap(); format!("{}\"x\": [] }}", &text[..at]) })),
    fatal("trust nobody", |case| remove(Some(case.join("trusted-ca.pem"))) | remove(Some(case.join("trusted-key.pem")))),
    fatal("trust another vendor's authority", |case| edit(Some(case.join("trusted-ca.pem")), |bytes| *bytes = crate::minting::vendor("Other Works K.K.").authority_pem().into_bytes())),
    fatal("trust a stranger of the same name", |case| edit(Some(case.join("trusted-ca.pem")), |bytes| *bytes = crate::minting::vendor("Tama Optics Co., Ltd.").stranger().authority_pem().into_bytes())),
    fatal("sign by a stranger", |case| resign(case, |bytes| crate::minting::vendor("Tama Optics Co., Ltd.").stranger().sign_cms(bytes))),
    fatal("sign with an expired certificate", |case| resign(case, |bytes| crate::minting::vendor("Tama Optics Co., Ltd.").expired().sign_cms(bytes))),
    fatal("sign with a certificate of the future", |case| resign(case, |bytes| crate::minting::vendor("Tama Optics Co., Ltd.").not_yet_valid().sign_cms(bytes))),
    fatal("sign something else", |case| resign(case, |_| crate::minting::vendor("Tama Optics Co., Ltd.").sign_cms(b"something else"))),
    fatal("bind the signer to another vendor", |case| { let ca = case.join("trusted-ca.pem"); ca.exists() && { std::fs::create_dir(case.join("signer-of")).unwrap(); std::fs::rename(ca, case.join("signer-of/Other Works K.K..pem")).unwrap(); true } }),
    fatal("let the lists age by ten years", |case| write(case.join("at.txt"), b"2036-01-01\n")),
    fatal("judge before the signer's certificate began", |case| write(case.join("at.txt"), b"2019-01-01\n")),
    fatal("add a document that nothing recognises", |case| write(case.join("delivery/extra.bin"), &[1, 2, 3, 0])),
    fatal("add an unsigned bill", |case| write(case.join("delivery/second.cdx.json"), crate::minting::camera::Camera::sample().to_json().replace("6f0a3f0e", "6f0a3f0f").as_bytes())),
    fatal("add a bill that cannot be read", |case| write(case.join("delivery/second.cdx.json"), b"{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", ")),
    fatal("add an unsigned bill that admits a listed maker", |case| write(case.join("delivery/second.cdx.json"), b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"version\":1,\"components\":[{\"type\":\"device\",\"name\":\"x\",\"manufacturer\":{\"name\":\"Hytera\"}}]}")),
    fatal("add an archive that holds a document nobody knows", |case| write(case.join("delivery/extra.tar"), &tar("x.bin", &[1, 2, 3, 0]))),
    fatal("add an archive cut short", |case| write(case.join("delivery/extra.zip"), b"PK\x03\x04\x14\x00")),
    fatal("add an empty document", |case| write(case.join("delivery/empty.json"), b"")),
    fatal("add a signature that covers nothing", |case| write(case.join("delivery/gone.pdf.p7s"), &crate::minting::vendor("Tama Optics Co., Ltd.").sign_cms(b"gone"))),
    fatal("add a policy into the delivery", |case| write(case.join("delivery/kenpin.toml"), b"policy = \"/dev/null\"\n")),
    harmless("leave out the order", |case| remove(Some(case.join("order.toml"))), "named parties are screened whatever the product is"),
];

/// Case, mutation (empty: any), and why the case is accepted all the same.
#[rustfmt::skip]
const EXCUSED: &[(&str, &str, &str)] = &[
    ("bills-need-no-signature", "", "its policy asks for no signature, so only what the bill says decides"),
    ("camera-by-key", "sign with an expired certificate", "the buyer trusts the key itself, whatever certificate lies beside it"),
    ("camera-by-key", "sign with a certificate of the future", "the buyer trusts the key itself, whatever certificate lies beside it"),
    ("camera-by-key", "judge before the signer's certificate began", "the buyer trusts the key itself, whatever certificate lies beside it"),
];

/// Cases that go through the whole table each time; the others share it among them. `KENPIN_TWINS=1` takes every case through all of it.
const WHOLE: &[&str] = &["camera", "camera-by-key", "packages"];

#[test]
fn no_spoilt_delivery_is_accepted() {
    let accepted: Vec<PathBuf> = golden::folders().into_iter().filter(|case| expected_exit(case) == 0).collect();
    assert!(accepted.len() >= 12, "there are accepted deliveries to spoil");
    let mut jobs: Vec<(&PathBuf, &Mutation)> = Vec::new();
    for (turn, case) in accepted.iter().enumerate() {
        let is_whole = std::env::var_os("KENPIN_TWINS").is_some() || WHOLE.iter().any(|name| case.ends_with(name));
        let chosen = MUTATIONS.iter().enumerate().filter(|(index, _)| is_whole || index % accepted.len() == turn);
        jobs.extend(chosen.map(|(_, mutation)| (case, mutation)));
    }
    let chunk = jobs.len().div_ceil(4);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = jobs
            .chunks(chunk)
            .map(|jobs| scope.spawn(move || jobs.iter().filter_map(|(case, mutation)| spoil(case, mutation)).collect::<Vec<_>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} of {} spoilt deliveries\n{}", wrong.len(), jobs.len(), wrong.join("\n"));
}

/// Spoils a copy; what is wrong with the outcome.
fn spoil(case: &Path, mutation: &Mutation) -> Option<String> {
    let name = case.file_name().unwrap().to_str().unwrap();
    let scratch = tempfile::tempdir().unwrap();
    copy(case, scratch.path());
    if !(mutation.apply)(scratch.path()) {
        return None;
    }
    let exit = inside::verify(scratch.path()).map(|run| run.exit());
    let excused = |(other, spoilt, _): &(&str, &str, &str)| *other == name && (spoilt.is_empty() || *spoilt == mutation.name);
    let harmless = !mutation.harmless.is_empty() || EXCUSED.iter().any(excused);
    (exit == Ok(0) && !harmless).then(|| format!("{name}, {}: accepted", mutation.name))
}

fn expected_exit(case: &Path) -> i64 {
    let expect: Value = serde_json::from_slice(&std::fs::read(case.join("expect.json")).unwrap()).unwrap();
    expect["exit"].as_i64().unwrap()
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry, &target);
        } else {
            std::fs::copy(&entry, &target).unwrap();
        }
    }
}

fn documents(case: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(case.join("delivery")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The bill, where it is a file of its own.
fn bill(case: &Path) -> Option<PathBuf> {
    documents(case).into_iter().find(|path| path.to_str().unwrap().ends_with(".cdx.json"))
}

fn signature(case: &Path) -> Option<PathBuf> {
    documents(case).into_iter().find(|path| path.to_str().unwrap().ends_with(".cdx.json.p7s"))
}

fn both(case: &Path, change: impl Fn(&Path, &Path)) -> bool {
    let (Some(bill), Some(signature)) = (bill(case), signature(case)) else { return false };
    change(&bill, &signature);
    true
}

fn swap(one: &Path, other: &Path) {
    let (left, right) = (std::fs::read(one).unwrap(), std::fs::read(other).unwrap());
    std::fs::write(one, right).unwrap();
    std::fs::write(other, left).unwrap();
}

fn change_letter(path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    std::fs::write(path, text.replacen("\"version\": \"", "\"version\": \"0", 1)).unwrap();
}

fn remove(path: Option<PathBuf>) -> bool {
    path.is_some_and(|path| path.exists() && std::fs::remove_file(path).is_ok())
}

/// Whether there was a file, and the change changed it.
fn edit(path: Option<PathBuf>, change: impl FnOnce(&mut Vec<u8>)) -> bool {
    let Some(path) = path.filter(|path| path.exists()) else { return false };
    let before = std::fs::read(&path).unwrap();
    let mut bytes = before.clone();
    change(&mut bytes);
    std::fs::write(&path, &bytes).unwrap();
    bytes != before
}

fn edit_text(path: Option<PathBuf>, change: impl FnOnce(&str) -> String) -> bool {
    edit(path, |bytes| *bytes = change(std::str::from_utf8(bytes).unwrap()).into_bytes())
}

fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    if let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
}

fn resign(case: &Path, sign: impl Fn(&[u8]) -> Vec<u8>) -> bool {
    both(case, |bill, signature| std::fs::write(signature, sign(&std::fs::read(bill).unwrap())).unwrap())
}

fn write(path: PathBuf, bytes: &[u8]) -> bool {
    std::fs::write(path, bytes).unwrap();
    true
}

fn tar(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    builder.append_data(&mut header, name, bytes).unwrap();
    builder.into_inner().unwrap()
}
