//! Signing with a key that stays on a PKCS#11 token: SoftHSM's, into which openssl's keys were put.

use std::path::Path;
use std::process::{Command, Output};

const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let configuration = folder.join("softhsm2.conf");
    Command::new(program).env("SOFTHSM2_CONF", configuration).current_dir(folder).args(arguments).output().unwrap()
}

fn good(folder: &Path, program: &str, arguments: &[&str]) {
    let output = run(folder, program, arguments);
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Kind of key, id on the token, how openssl makes one.
const KEYS: &[(&str, &str, &[&str])] = &[
    ("p256", "01", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ("p384", "02", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]),
    ("p521", "03", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"]),
    ("rsa", "04", &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("ed25519", "05", &["-algorithm", "ED25519"]),
];

/// A token with a key of each kind, and a file to sign.
fn token() -> tempfile::TempDir {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path();
    std::fs::create_dir(folder.join("tokens")).unwrap();
    std::fs::write(folder.join("softhsm2.conf"), format!("directories.tokendir = {}\n", folder.join("tokens").display())).unwrap();
    std::fs::write(folder.join("pin"), "5678\n").unwrap();
    std::fs::write(folder.join("wrong-pin"), "9999\n").unwrap();
    std::fs::write(folder.join("bill.json"), "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}\n").unwrap();
    std::fs::write(folder.join("other.json"), "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\"}\n").unwrap();
    good(folder, "softhsm2-util", &["--init-token", "--free", "--label", "kenpin test", "--so-pin", "1234", "--pin", "5678"]);
    for (kind, id, how) in KEYS {
        let (key, public, certificate) = (format!("{kind}.key"), format!("{kind}.pub"), format!("{kind}.crt"));
        good(folder, "openssl", &[&["genpkey", "-out", &key], *how].concat());
        good(folder, "openssl", &["pkey", "-in", &key, "-pubout", "-out", &public]);
        let subject = ["-subj", "/CN=kenpin test key, never trust", "-days", "30"];
        good(folder, "openssl", &[["req", "-x509", "-new", "-key", &key, "-out", &certificate].as_slice(), &subject].concat());
        good(folder, "softhsm2-util", &["--import", &key, "--token", "kenpin test", "--label", kind, "--id", id, "--pin", "5678"]);
        std::fs::remove_file(folder.join(&key)).unwrap();
    }
    scratch
}

fn address(what: &str, pin: &str) -> String {
    format!("pkcs11:token=kenpin%20test;{what}?module-path={MODULE}&pin-source={pin}")
}

fn kenpin(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = run(folder, env!("CARGO_BIN_EXE_kenpin"), arguments);
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn what_a_token_signs_verifies_in_every_form_that_is_written() {
    let token = token();
    let folder = token.path();
    for (kind, id, _) in KEYS {
        let (public, certificate) = (format!("{kind}.pub"), format!("{kind}.crt"));
        for (form, name, key) in [
            ("dsse", format!("{kind}.dsse"), address(&format!("object={kind}"), "pin")),
            ("cms", format!("{kind}.p7s"), address(&format!("id=%{id}"), "file:pin")),
            ("jsf", format!("{kind}.json"), address(&format!("object={kind};id=%{id};type=private"), "pin")),
        ] {
            let own = ["--signing-key", &key, "--signing-certificate", &certificate, "--output", &name];
            let (code, error) = kenpin(folder, &[["signature", "sign", "bill.json", "--form", form].as_slice(), &own].concat());
            assert_eq!(code, 0, "{kind} {form}: {error}");
            let verify = |artifact: &str| {
                let (artifact, signature) = match form {
                    "dsse" => (artifact, vec!["--bundle", &name]),
                    "cms" => (artifact, vec!["--signature", &name]),
                    _ => (name.as_str(), Vec::new()),
                };
                kenpin(folder, &[["signature", "verify", artifact, "--key", &public].as_slice(), &signature].concat()).0
            };
            assert_eq!(verify("bill.json"), 0, "{kind} {form}");
            assert!(form == "jsf" || verify("other.json") == 20, "{kind} {form}");
        }
    }
}

#[test]
fn an_address_that_names_no_key_or_several_or_a_wrong_pin_signs_nothing() {
    let token = token();
    let folder = token.path();
    for (key, code, said) in [
        (address("object=p256", "wrong-pin"), 1, "PIN"),
        (address("object=nobody", "pin"), 2, "names no private key"),
        (address("", "pin"), 2, "fits 5 of them"),
        (address("object=p256;slot-id=1", "pin"), 2, "\"slot-id\" in the key's address is not understood"),
        (address("object=p256", "pin").replace("kenpin%20test", "other"), 2, "names no token"),
        (address("object=p256", "pin").replace("%20", "%2"), 2, "percent-encoded"),
        (address("object=p256", "missing"), 2, "no such file"),
        (format!("pkcs11:token=kenpin%20test;object=p256?module-path={MODULE}"), 2, "names no private key"),
        ("pkcs11:object=p256".to_owned(), 2, "module-path"),
        ("pkcs11:object=p256?module-path=/none.so".to_owned(), 1, "does not answer"),
    ] {
        let (found, error) = kenpin(folder, &["signature", "sign", "bill.json", "--signing-key", &key]);
        assert!(found == code && error.contains(said), "{key}: {found} {error}");
        assert!(!folder.join("bill.json.dsse").exists(), "{key}");
    }
}
