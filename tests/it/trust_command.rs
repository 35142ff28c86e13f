//! `kenpin trust` and `--trust`: the buyer's store on disk, and its updates. SIGNATURES, bad input 48 (TUF, symbolic links).

use std::path::Path;
use std::process::Command;

use kenpin::intake::Digest;
use serde_json::Value;

use crate::minting;
use crate::minting::pki::{Key, USUAL, Use, Window};
use crate::minting::tuf::{self, Edition, FIRST};

const BILL: &[u8] = b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}";

pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

/// Exit code, standard output, standard error.
type Ran = (i32, String, String);

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_kenpin"))
            .args(arguments)
            .current_dir(self.path())
            .env_remove("KENPIN_CONFIG")
            .env("HOME", self.path())
            .env("XDG_CONFIG_HOME", self.path())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    }

    /// The standings of the signatures in `delivery/`, judged by a buyer with this store.
    fn standings(&self, order: &str) -> Vec<String> {
        self.write("order.toml", order);
        let arguments = ["verify", "delivery", "--trust", "trust", "--order", "order.toml", "--format", "json", "--at", "2026-11-24"];
        let (_, out, error) = self.run(&arguments);
        let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{error}"));
        report["signatures"].as_array().unwrap().iter().map(|signature| signature["standing"].as_str().unwrap().to_owned()).collect()
    }
}

fn vendor_desk(options: &[&str]) -> Desk {
    let desk = Desk::new();
    let vendor = minting::vendor("v");
    desk.write("ca.pem", vendor.authority_pem());
    desk.write("delivery/b.json", BILL);
    desk.write("delivery/b.json.p7s", vendor.sign_cms(BILL));
    let add = [&["trust", "add", "ca.pem", "--trust", "trust", "--at", "2026-11-01"], options].concat();
    let (code, out, error) = desk.run(&add);
    assert_eq!(code, 0, "{out}{error}");
    desk
}

#[test]
fn an_authority_in_the_store_vouches_for_its_vendor_its_documents_and_its_time_only() {
    let order = "vendor = \"Tama Optics\"\n";
    let bound = vendor_desk(&["--for", "Tama Optics", "--documents", "bill,statement", "--until", "2027-01-01"]);
    assert_eq!(bound.standings(order), ["verified"]);
    assert_eq!(bound.standings("vendor = \"Kiso Electric\"\n"), ["rejected"]);
    assert_eq!(vendor_desk(&["--documents", "time"]).standings(order), ["rejected"]);
    assert_eq!(vendor_desk(&["--until", "2026-11-23"]).standings(order), ["undetermined"]);
    // The last day counts to its end.
    assert_eq!(vendor_desk(&["--until", "2026-11-24"]).standings(order), ["verified"]);
}

/// Keys of minisign and SSH are kept, and bound to their vendor, like any other.
#[test]
fn a_minisign_or_ssh_key_in_the_store_vouches_for_its_vendor_only() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/apart");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    for (key, signature, beside) in
        [("minisign.pub", "good.minisig", "bill.json.minisig"), ("ssh-ed25519.pub", "ssh-ed25519.sshsig", "bill.json.sshsig")]
    {
        let desk = Desk::new();
        desk.write(key, read(key));
        desk.write("delivery/bill.json", read("bill.json"));
        desk.write(&format!("delivery/{beside}"), read(signature));
        let add = ["trust", "add", key, "--trust", "trust", "--at", "2026-11-01", "--for", "Tama Optics", "--documents", "bill"];
        assert_eq!(desk.run(&add).0, 2, "{key}: a key has no end of its own");
        let (code, out, error) = desk.run(&[add.as_slice(), &["--until", "2027-01-01"]].concat());
        assert_eq!(code, 0, "{key}: {out}{error}");
        assert_eq!(desk.standings("vendor = \"Tama Optics\"\n"), ["verified"], "{key}");
        assert_eq!(desk.standings("vendor = \"Kiso Electric\"\n"), ["rejected"], "{key}");
    }
}

#[test]
fn the_store_shows_what_it_holds() {
    let desk = vendor_desk(&["--for", "Tama Optics", "--documents", "bill"]);
    let (code, out, _) = desk.run(&["trust", "show", "--trust", "trust", "--format", "json", "--at", "2026-11-24"]);
    let shown: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 0);
    let roots = shown["roots"].as_array().unwrap();
    let own = roots.iter().find(|root| root["folder"] == "x509/ca").unwrap();
    assert!(!own["source"].as_str().unwrap().is_empty(), "{own}");
    assert!(roots.iter().all(|root| root["folder"] == "x509/ca" || root["source"].as_str().unwrap().starts_with("https://")), "{out}");
    assert_eq!(own["vouches"][0]["party"], "Tama Optics");
    assert_eq!(own["vouches"][0]["documents"], serde_json::json!(["bill"]));
    assert_eq!((own["state"].as_str(), own["material"].as_str()), (Some("usable"), Some("certificate")));
    assert_eq!(roots.iter().filter(|root| root["material"] == "sigstore").count(), 2);
    let (_, human, _) = desk.run(&["trust", "show", "--trust", "trust", "--at", "2050-01-01"]);
    assert!(human.contains("for \"Tama Optics\": bill") && human.contains("ENDED"), "{human}");
}

#[test]
fn verify_says_what_was_changed_and_what_has_ended() {
    let desk = vendor_desk(&[]);
    let verify = |at: &str| desk.run(&["trust", "verify", "--trust", "trust", "--at", at]);
    assert_eq!(verify("2026-11-24").0, 0);
    let (code, out, _) = verify("2050-01-01");
    assert_eq!((code, out.contains("ended at")), (10, true), "{out}");
    desk.write("trust/x509/ca/ca.pem", minting::vendor("w").authority_pem());
    let (code, out, _) = verify("2026-11-24");
    assert_eq!((code, out.contains("SHA-256")), (20, true), "{out}");
    // And nothing is judged by such a store.
    let (code, _, error) = desk.run(&["verify", "delivery", "--trust", "trust", "--at", "2026-11-24"]);
    assert_eq!(code, 1, "{error}");
}

/// The one that ships has ended by then; the buyer's own has not.
#[test]
fn a_root_that_takes_the_place_of_one_that_ships_is_the_one_that_is_judged() {
    let desk = Desk::new();
    for root in ["public-good", "github"] {
        let origin = format!(
            "name = \"own\"\nform = \"sigstore\"\nfile = \"f\"\nsource = \"s\"\nlicence = \"l\"\nsha256 = \"{}\"\ndated = \"2028-01-01\"\nexpires = \"2029-01-01\"\n",
            Digest::of(b"newer")
        );
        desk.write(&format!("trust/sigstore/{root}/ORIGIN.toml"), origin);
        desk.write(&format!("trust/sigstore/{root}/f"), "newer");
    }
    assert_eq!(desk.run(&["trust", "verify", "--trust", "trust", "--at", "2028-06-01"]).0, 0);
    assert_eq!(desk.run(&["trust", "verify", "--at", "2028-06-01"]).0, 10);
}

#[test]
fn a_file_that_nothing_speaks_for_an_empty_store_and_one_in_the_delivery_are_refused() {
    let desk = vendor_desk(&[]);
    desk.write("trust/loose.pem", minting::vendor("w").authority_pem());
    assert_eq!(desk.run(&["verify", "delivery", "--trust", "trust"]).0, 1);
    std::fs::create_dir(desk.path().join("empty")).unwrap();
    assert_eq!(desk.run(&["verify", "delivery", "--trust", "empty"]).0, 2);
    assert_eq!(desk.run(&["verify", "delivery", "--trust", "nowhere"]).0, 2);
    let inside = vendor_desk(&[]);
    std::fs::rename(inside.path().join("trust"), inside.path().join("delivery/trust")).unwrap();
    assert_eq!(inside.run(&["verify", "delivery", "--trust", "delivery/trust"]).0, 2);
}

#[cfg(unix)]
#[test]
fn a_link_from_the_store_into_the_delivery_is_refused() {
    let desk = vendor_desk(&[]);
    std::fs::rename(desk.path().join("trust/x509/ca/ca.pem"), desk.path().join("delivery/ca.pem")).unwrap();
    std::os::unix::fs::symlink(desk.path().join("delivery/ca.pem"), desk.path().join("trust/x509/ca/ca.pem")).unwrap();
    assert_eq!(desk.run(&["verify", "delivery", "--trust", "trust"]).0, 2);
}

#[test]
fn add_refuses_what_it_cannot_use() {
    let desk = vendor_desk(&[]);
    let add = |arguments: &[&str]| desk.run(&[&["trust", "add", "--trust", "trust"], arguments].concat()).0;
    assert_eq!(add(&["ca.pem"]), 2, "the folder is taken");
    assert_eq!(add(&["ca.pem", "--folder", "../elsewhere"]), 2);
    desk.write("key.pem", minting::vendor("w").key_pem());
    assert_eq!(add(&["key.pem"]), 2, "a key has no end of its own");
    assert_eq!(add(&["key.pem", "--until", "2027-01-01"]), 0);
    desk.write("text.pem", "hello");
    assert_eq!(add(&["text.pem", "--until", "2027-01-01"]), 1);
    desk.write("root.json", "{}");
    assert_eq!(add(&["root.json", "--until", "2027-01-01"]), 1);
}

#[test]
fn revocation_lists_are_taken_from_the_store_from_a_file_and_from_a_folder() {
    let vendor = minting::vendor("v");
    let other = vendor.authority.issue("other", Key::p256("other"), USUAL, Use::Signer);
    let fresh = Window("261101", "270101");
    let desk = vendor_desk(&[]);
    desk.write("lists/other.crl", vendor.authority.revoke(&[&other], fresh));
    let verdict = |more: &[&str]| {
        let base = ["verify", "delivery", "--trust", "trust", "--format", "json", "--at", "2026-11-24"];
        let (_, out, error) = desk.run(&[&base, more].concat());
        let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{error}"));
        report["signatures"][0]["cause"].as_str().map(str::to_owned)
    };
    assert_eq!(verdict(&["--crl", "lists"]), None);
    desk.write("lists/signer.crl", vendor.authority.revoke(&[&vendor.signer], fresh));
    assert_eq!(verdict(&["--crl", "lists"]).as_deref(), Some("revoked"));
    assert_eq!(verdict(&["--crl", "lists/signer.crl"]).as_deref(), Some("revoked"));
    assert_eq!(verdict(&[]), None);
    assert_eq!(desk.run(&["trust", "add", "lists/signer.crl", "--trust", "trust"]).0, 0);
    assert_eq!(verdict(&[]).as_deref(), Some("revoked"));
}

/// A store with a root that is updated by TUF.
pub(crate) struct Updated {
    pub(crate) desk: Desk,
}

impl Updated {
    pub(crate) fn new() -> Self {
        let desk = Desk::new();
        let start = tuf::root(FIRST);
        let origin = format!(
            "name = \"mine\"\nform = \"sigstore\"\nfile = \"trusted_root.json\"\nsource = \"s\"\nlicence = \"l\"\nsha256 = \"{}\"\ndated = \"2026-01-01\"\nexpires = \"2027-01-01\"\n[tuf]\nroot = \"start.json\"\nsha256 = \"{}\"\naddress = \"https://tuf.example.invalid\"\ntarget = \"trusted_root.json\"\n[[vouches]]\nidentity = \"a@example.com\"\n",
            Digest::of(b"old"),
            Digest::of(&start)
        );
        desk.write("trust/sigstore/mine/ORIGIN.toml", origin);
        desk.write("trust/sigstore/mine/trusted_root.json", "old");
        desk.write("trust/sigstore/mine/start.json", start);
        Self { desk }
    }

    pub(crate) fn publish(&self, files: &[(String, Vec<u8>)]) {
        for (name, bytes) in files {
            self.desk.write(&format!("repository/{name}"), bytes);
        }
    }

    fn update(&self, at: &str) -> Ran {
        self.desk.run(&["trust", "update", "sigstore/mine", "--trust", "trust", "--from", "repository", "--offline", "--at", at])
    }

    fn material(&self) -> Vec<u8> {
        assert_eq!(self.desk.run(&["trust", "verify", "--trust", "trust", "--at", "2026-11-24"]).0, 0);
        std::fs::read(self.desk.path().join("trust/sigstore/mine/trusted_root.json")).unwrap()
    }

    /// The update is refused, says this, and leaves the material alone.
    fn refuses(&self, at: &str, says: &str) {
        let before = self.material();
        let (code, out, error) = self.update(at);
        assert_eq!(code, 1, "{out}{error}");
        assert!(error.contains(says), "{error}");
        assert_eq!(self.material(), before);
    }
}

const SECOND: Edition = Edition { version: 2, ..FIRST };

#[test]
fn a_root_is_updated_and_keeps_what_it_may_vouch_for() {
    let store = Updated::new();
    store.publish(&tuf::repository(FIRST, b"new"));
    let (code, out, error) = store.update("2026-11-24");
    assert_eq!(code, 0, "{error}");
    assert!(out.contains(&Digest::of(b"new").to_string()), "{out}");
    assert_eq!(store.material(), b"new");
    let origin = std::fs::read_to_string(store.desk.path().join("trust/sigstore/mine/ORIGIN.toml")).unwrap();
    assert!(origin.contains("identity = \"a@example.com\"") && origin.contains("2027-06-01T00:00:00Z"), "{origin}");
    assert_eq!(store.update("2026-11-25").1.trim(), "sigstore/mine: nothing newer");
    // What else the buyer keeps there stays there.
    store.desk.write("trust/sigstore/mine/README.md", "asked by telephone");
    store.desk.write("trust/sigstore/mine/notes/who.txt", "K. Mori");
    // The publisher's keys change hands, announced by the old ones: versions 2 and 3 of the root.
    store.publish(&tuf::repository(Edition { root_version: 2, ..SECOND }, b"newer"));
    assert_eq!(store.update("2026-11-25").0, 0);
    assert_eq!(store.material(), b"newer");
    let kept = ["README.md", "notes/who.txt"]
        .map(|name| std::fs::read_to_string(store.desk.path().join("trust/sigstore/mine").join(name)).unwrap());
    assert_eq!(kept, ["asked by telephone", "K. Mori"]);
}

#[test]
fn nobody_is_brought_back_to_an_older_edition_also_after_the_newer_has_expired() {
    let store = Updated::new();
    store.publish(&tuf::repository(SECOND, b"second"));
    assert_eq!(store.update("2026-11-24").0, 0);
    // An older edition that would still be in time, after the newer one is not.
    store.publish(&tuf::repository(Edition { timestamp_ends: "2027-05-01T00:00:00Z", ..FIRST }, b"first"));
    store.refuses("2026-11-24", "rollback");
    store.refuses("2026-12-24", "rollback");
    assert_eq!(store.material(), b"second");
}

#[test]
fn a_frozen_or_expired_repository_is_refused() {
    let store = Updated::new();
    store.publish(&tuf::repository(FIRST, b"new"));
    store.refuses("2026-12-02", "timestamp metadata expired");
    assert_eq!(store.update("2026-11-24").0, 0);
    store.refuses("2026-12-02", "timestamp metadata expired");
    store.refuses("2027-06-02", "root metadata expired");
}

#[test]
fn a_stranger_a_changed_target_and_missing_files_are_refused() {
    let store = Updated::new();
    store.refuses("2026-11-24", "not found");
    store.publish(&tuf::repository(Edition { publisher: "stranger", ..FIRST }, b"evil"));
    store.refuses("2026-11-24", "threshold");
    store.publish(&tuf::repository(Edition { publisher: "stranger", root_version: 2, ..FIRST }, b"evil"));
    store.refuses("2026-11-24", "threshold");
    let store = Updated::new();
    let mut files = tuf::repository(FIRST, b"new");
    files[4].1 = b"bad".to_vec();
    store.publish(&files);
    store.refuses("2026-11-24", "refused");
    // Another store: this one has seen good metadata meanwhile, and asks for none.
    let store = Updated::new();
    let mut files = tuf::repository(FIRST, b"new");
    files[3].1.push(b' ');
    store.publish(&files);
    store.refuses("2026-11-24", "refused");
}

/// The repository at an address, by a server that answers `limit` requests.
fn serve(store: &Updated, redirect: Option<&'static str>) -> String {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let folder = store.desk.path().join("repository");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let text = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = text.split(' ').nth(1).unwrap_or("/").trim_start_matches('/').to_owned();
            let answer = match (redirect, std::fs::read(folder.join(path))) {
                (Some(to), _) => {
                    format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").into_bytes()
                }
                (None, Err(_)) => b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec(),
                (None, Ok(body)) => {
                    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
                    [head.as_bytes(), &body].concat()
                }
            };
            let _gone = stream.write_all(&answer);
        }
    });
    address
}

#[test]
fn an_update_comes_from_an_address_too_and_is_not_sent_elsewhere() {
    let store = Updated::new();
    store.publish(&tuf::repository(FIRST, b"new"));
    let ask = |from: &str| store.desk.run(&["trust", "update", "sigstore/mine", "--trust", "trust", "--from", from, "--at", "2026-11-24"]);
    let elsewhere = serve(&store, Some("http://127.0.0.1:9/"));
    let (code, _, error) = ask(&elsewhere);
    assert_eq!((code, error.contains("status 302")), (1, true), "{error}");
    let (code, _, error) = ask(&serve(&store, None));
    assert_eq!(code, 0, "{error}");
    assert_eq!(store.material(), b"new");
    // More than its metadata says, without end.
    store.desk.write("repository/timestamp.json", vec![b' '; 1 << 20]);
    let (code, _, error) = ask(&serve(&store, None));
    assert_eq!((code, error.contains("longer than")), (1, true), "{error}");
}

#[test]
fn offline_opens_no_socket_and_a_root_without_updates_says_so() {
    let store = Updated::new();
    let (code, _, error) = store.desk.run(&["trust", "update", "sigstore/mine", "--trust", "trust", "--offline"]);
    assert_eq!((code, error.contains("--offline")), (2, true), "{error}");
    let desk = vendor_desk(&[]);
    assert_eq!(desk.run(&["trust", "update", "x509/ca", "--trust", "trust", "--offline"]).0, 2);
    assert_eq!(desk.run(&["trust", "update", "x509/nobody", "--trust", "trust", "--offline"]).0, 2);
}

/// What ships can be carried on from: the pinned TUF roots are well signed, and a first update makes the folder.
#[test]
fn the_shipped_roots_can_be_updated_into_a_store() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path().join("repository")).unwrap();
    for root in ["sigstore/public-good", "sigstore/github"] {
        let (code, _, error) =
            desk.run(&["trust", "update", root, "--trust", "trust", "--from", "repository", "--offline", "--at", "2026-11-24"]);
        assert_eq!((code, error.contains("timestamp.json not found")), (1, true), "{error}");
    }
    assert_eq!(desk.run(&["trust", "verify", "--trust", "trust", "--at", "2026-11-24"]).0, 0);
}
