//! `kenpin verify oci://..` against Debian's docker-registry on loopback: what cosign keeps beside an image is found, and judged as if delivered.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kenpin::evidence;
use kenpin::evidence::trust::TrustStore;
use kenpin::intake::{Delivery, Digest, Document, Moment};
use serde_json::{Value, json};

use crate::minting::camera::Camera;
use crate::minting::pki::Key;
use crate::minting::sigstore::{Instance, Name, Signer, statement};
use crate::minting::{self, Vendor};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const DSSE: &str = "application/vnd.dsse.envelope.v1+json";
const PAYLOAD: &str = "application/vnd.dev.cosign.simplesigning.v1+json";
const BUNDLE: &str = "application/vnd.dev.sigstore.bundle.v0.3+json";
const CYCLONEDX: &str = "https://cyclonedx.org/bom";
const URI: &str = "https://github.com/tama-optics/camera/.github/workflows/release.yml@refs/heads/main";
const ISSUER: &str = "https://token.actions.githubusercontent.com";
/// `lens-cap-7`, by bcrypt.
const PASSWORD: &str = "tama:$2b$05$abcdefghijklmnopqrstuuna9ZxAzlh7DGv681NHSW.gLkBf2DbCu\n";
const LOGIN: &str = "tama:lens-cap-7";

/// A registry that ends with the test.
struct Registry {
    process: Child,
    folder: tempfile::TempDir,
    host: String,
    http: reqwest::blocking::Client,
}

impl Drop for Registry {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Registry {
    fn start() -> Self {
        Self::with("")
    }

    /// `more`: at the end of its settings.
    fn with(more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let host = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let settings = format!(
            "version: 0.1\nlog: {{level: error}}\nstorage: {{filesystem: {{rootdirectory: {}}}}}\nhttp: {{addr: {host}}}\n{more}",
            folder.path().join("registry").display()
        );
        std::fs::write(folder.path().join("settings.yml"), settings.replace("FOLDER", &folder.path().display().to_string())).unwrap();
        std::fs::write(folder.path().join("passwords"), PASSWORD).unwrap();
        let mut command = Command::new("docker-registry");
        command.env_clear().arg("serve").arg(folder.path().join("settings.yml")).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command.spawn().expect("docker-registry, of the Debian package of that name");
        let registry = Self { process, folder, host, http: reqwest::blocking::Client::builder().no_proxy().build().unwrap() };
        for _ in 0..100 {
            if registry.http.get(format!("http://{}/v2/", registry.host)).send().is_ok() {
                return registry;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("docker-registry does not answer at {}", registry.host);
    }

    fn send(&self, request: reqwest::blocking::RequestBuilder) -> reqwest::blocking::Response {
        let (user, word) = LOGIN.split_once(':').unwrap();
        let response = request.basic_auth(user, Some(word)).send().unwrap();
        assert!(response.status().is_success(), "{response:?}");
        response
    }

    /// What a manifest says of these bytes, now stored.
    fn blob(&self, kind: &str, bytes: &[u8], annotations: Value) -> Value {
        let digest = format!("sha256:{}", Digest::of(bytes));
        let begun = self.send(self.http.post(format!("http://{}/v2/optics/camera/blobs/uploads/", self.host)));
        let place = begun.headers()["location"].to_str().unwrap().to_owned();
        self.send(self.http.put(format!("{place}&digest={digest}")).body(bytes.to_vec()));
        json!({ "mediaType": kind, "digest": digest, "size": bytes.len(), "annotations": annotations })
    }

    fn put(&self, name: &str, kind: &str, manifest: &Value) -> Vec<u8> {
        let bytes = manifest.to_string().into_bytes();
        let request = self.http.put(format!("http://{}/v2/optics/camera/manifests/{name}", self.host));
        self.send(request.header("content-type", kind).body(bytes.clone()));
        bytes
    }

    fn manifest(&self, name: &str, layers: &[Value]) -> Vec<u8> {
        let config = self.blob("application/vnd.oci.image.config.v1+json", b"{}", json!({}));
        self.put(name, MANIFEST, &json!({ "schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers }))
    }

    /// An image at tag `1.0`: its manifest.
    fn image(&self) -> Vec<u8> {
        let layer = self.blob("application/vnd.oci.image.layer.v1.tar", b"firmware", json!({}));
        self.manifest("1.0", &[layer])
    }

    /// What lies beside an image at cosign's tag.
    fn beside(&self, image: &[u8], ending: &str, layers: &[Value]) {
        self.manifest(&format!("sha256-{}.{ending}", Digest::of(image)), layers);
    }

    /// A bundle beside an image, as cosign 3 stores it, where a registry has no API for it.
    fn refer(&self, image: &[u8], bundles: &[Value]) {
        let listed: Vec<Value> = bundles
            .iter()
            .map(|bundle| {
                let layer = self.blob(BUNDLE, bundle.to_string().as_bytes(), json!({}));
                let bytes = self.manifest(&format!("bundle-{}", Digest::of(bundle.to_string().as_bytes())), &[layer]);
                json!({ "mediaType": MANIFEST, "digest": format!("sha256:{}", Digest::of(&bytes)), "size": bytes.len(), "artifactType": BUNDLE })
            })
            .collect();
        let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": listed });
        self.put(&format!("sha256-{}", Digest::of(image)), INDEX, &index);
    }

    fn verify(&self, name: &str, more: &[&str]) -> (Option<i32>, Value, String) {
        let output = self.run(&format!("oci://{}/optics/camera{name}", self.host), more);
        let value = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        (output.status.code(), value, String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// With the order, and trust in whatever `trust` holds.
    fn run(&self, image: &str, more: &[&str]) -> Output {
        let folder = self.folder.path();
        std::fs::write(folder.join("order.toml"), Camera::sample().order()).unwrap();
        std::fs::write(folder.join("key.pem"), maker().key_pem()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().env("DOCKER_CONFIG", folder).current_dir(folder);
        command.args(["verify", image, "--order", "order.toml", "--at", "2026-11-24", "--format", "json"]);
        command.args(more).output().unwrap()
    }
}

const BY_KEY: &[&str] = &["--trusted-key", "key.pem"];

fn maker() -> Vendor {
    minting::vendor(Camera::sample().vendor())
}

fn key() -> Key {
    maker().signer.key
}

fn vendor() -> Signer {
    Signer::Identity { name: Name::Uri(URI), issuer: ISSUER }
}

/// A DSSE envelope around the camera's bill, about this image.
fn envelope(image: &[u8], key: &Key) -> Vec<u8> {
    let payload = statement(image, CYCLONEDX, &Camera::sample().to_json());
    let message = kenpin::evidence::dsse_message("application/vnd.in-toto+json", payload.as_bytes());
    let signature = json!({ "keyid": "", "sig": STANDARD.encode(key.sign(&message)) });
    json!({ "payloadType": "application/vnd.in-toto+json", "payload": STANDARD.encode(&payload), "signatures": [signature] })
        .to_string()
        .into_bytes()
}

/// What cosign signs in the place of an image.
fn payload(image: &[u8]) -> Vec<u8> {
    format!(
        "{{\"critical\":{{\"identity\":{{\"docker-reference\":\"registry.example/optics/camera\"}},\"image\":{{\"docker-manifest-digest\":\"sha256:{}\"}},\"type\":\"cosign container image signature\"}},\"optional\":null}}",
        Digest::of(image)
    )
    .into_bytes()
}

fn signed(registry: &Registry, payload: &[u8], key: &Key) -> Value {
    registry.blob(PAYLOAD, payload, json!({ "dev.cosignproject.cosign/signature": STANDARD.encode(key.sign(payload)) }))
}

fn rules(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    findings.iter().filter(|finding| finding["effect"] != "note").map(|finding| finding["rule"].as_str().unwrap()).collect()
}

/// The buyer's trust in an instance: everything of this identity.
fn trusting(registry: &Registry, instance: &Instance) {
    let folder = registry.folder.path().join("trust/instance");
    std::fs::create_dir_all(&folder).unwrap();
    let root = instance.trusted_root();
    let origin = format!(
        "name = \"test instance\"\nform = \"sigstore\"\nfile = \"trusted_root.json\"\nsource = \"mint\"\nlicence = \"none\"\nsha256 = \"{}\"\ndated = \"2026-01-01\"\nexpires = \"2030-01-01\"\n[[vouches]]\nidentity = \"{URI}\"\nissuer = \"{ISSUER}\"\n",
        Digest::of(root.as_bytes())
    );
    std::fs::write(folder.join("ORIGIN.toml"), origin).unwrap();
    std::fs::write(folder.join("trusted_root.json"), root).unwrap();
}

#[test]
fn an_image_with_a_signed_bill_is_accepted_by_its_tag_and_by_its_digest() {
    let registry = Registry::start();
    let image = registry.image();
    registry.beside(&image, "att", &[registry.blob(DSSE, &envelope(&image, &key()), json!({}))]);
    for name in [":1.0".to_owned(), format!("@sha256:{}", Digest::of(&image))] {
        let (code, report, said) = registry.verify(&name, BY_KEY);
        assert_eq!((code, rules(&report)), (Some(0), vec![]), "{said}{report}");
        assert_eq!(report["summary"]["signatures"]["verified"], 1, "{report}");
        assert_eq!(report["signatures"][0]["document"], "attestation-1.dsse");
        assert_eq!(report["unsigned"], json!([]));
    }
}

#[test]
fn cosigns_signature_of_an_image_counts_beside_its_bill_and_not_for_it() {
    let registry = Registry::start();
    let image = registry.image();
    registry.beside(&image, "sig", &[signed(&registry, &payload(&image), &key())]);
    let (code, report, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!(code, Some(10), "{said}{report}");
    assert_eq!(rules(&report), ["KP-B08"], "{report}");
    assert_eq!(report["signatures"][0]["standing"], "verified", "{report}");
    assert_eq!(report["signatures"][0]["covers"], json!(["signature-1.json", "manifest.json"]), "{report}");
    registry.beside(&image, "att", &[registry.blob(DSSE, &envelope(&image, &key()), json!({}))]);
    let (code, report, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{said}{report}");
    assert_eq!(report["summary"]["signatures"]["verified"], 2, "{report}");
}

/// The signature is good, and was made for something else: its tag is the registry's word only.
#[test]
fn a_signature_of_another_image_under_this_ones_tag_does_not_count() {
    let registry = Registry::start();
    let image = registry.image();
    registry.beside(&image, "att", &[registry.blob(DSSE, &envelope(&image, &key()), json!({}))]);
    registry.beside(&image, "sig", &[signed(&registry, &payload(b"another image"), &key())]);
    let (code, report, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!(code, Some(10), "{said}{report}");
    assert!(rules(&report).contains(&"KP-E07"), "{report}");
    assert!(rules(&report).contains(&"KP-I04"), "a payload for nothing is no evidence: {report}");
}

#[test]
fn an_attestation_of_another_image_or_by_a_stranger_or_altered_is_not_accepted() {
    let registry = Registry::start();
    let image = registry.image();
    let mut altered: Value = serde_json::from_slice(&envelope(&image, &key())).unwrap();
    altered["payload"] = json!(STANDARD.encode(statement(&image, CYCLONEDX, &Camera::sample().emptied().to_json())));
    let cases = [
        ("another image", envelope(b"another image", &key())),
        ("a stranger", envelope(&image, &Key::p256("a stranger"))),
        ("altered", altered.to_string().into_bytes()),
        ("no envelope", b"<html>".to_vec()),
        ("cut", envelope(&image, &key())[..400].to_vec()),
    ];
    for (what, bytes) in cases {
        registry.beside(&image, "att", &[registry.blob(DSSE, &bytes, json!({}))]);
        let (code, report, said) = registry.verify(":1.0", BY_KEY);
        assert!(matches!(code, Some(10 | 20)), "{what}: {said}{report}");
        assert!(!rules(&report).is_empty(), "{what}: {report}");
    }
}

/// Whose trust reaches as far as images could else sign bills, by calling them images.
#[test]
fn a_payload_that_names_a_bill_signs_no_bill() {
    let bill = Camera::sample().to_json();
    let image = b"{\"schemaVersion\":2}".as_slice();
    let covered = |named: &[u8]| {
        let payload = payload(named);
        let signature = key().sign(&payload);
        let files: [(&str, &[u8]); 4] =
            [("bill.json", bill.as_bytes()), ("manifest.json", image), ("s.json", &payload), ("s.json.sig", &signature)];
        let mut delivery = Delivery::default();
        delivery.shipment.documents = files.iter().map(|(path, bytes)| Document::new(*path, bytes.to_vec())).collect();
        let mut trust = TrustStore::default();
        trust.trust_key("key.pem", maker().key_pem().as_bytes()).unwrap();
        let found = evidence::verify(&delivery, &trust, Moment::parse("2026-11-24").unwrap());
        (found.proofs_for(Digest::of(named)).count(), found.image_payloads.len())
    };
    assert_eq!(covered(image), (1, 1));
    assert_eq!(covered(bill.as_bytes()), (0, 0));
    assert_eq!(covered(b"what is not delivered"), (0, 0));
}

#[test]
fn an_attached_bill_that_nobody_signed_refers() {
    let registry = Registry::start();
    let image = registry.image();
    registry.beside(&image, "sbom", &[registry.blob("application/vnd.cyclonedx+json", Camera::sample().to_json().as_bytes(), json!({}))]);
    let (code, report, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!(code, Some(10), "{said}{report}");
    assert!(rules(&report).contains(&"KP-E01"), "{report}");
    assert_eq!(report["unsigned"], json!(["manifest.json", "sbom-1.json"]), "{report}");
}

#[test]
fn bundles_that_cosign_3_stores_as_referrers_are_found() {
    let registry = Registry::start();
    let (image, instance) = (registry.image(), Instance::new("usual"));
    trusting(&registry, &instance);
    let signature = instance.state(&vendor(), statement(&image, "https://sigstore.dev/cosign/sign/v1", "{}").as_bytes());
    let bill = instance.state(&vendor(), statement(&image, CYCLONEDX, &Camera::sample().to_json()).as_bytes());
    registry.refer(&image, &[signature, bill]);
    let (code, report, said) = registry.verify(":1.0", &["--trust", "trust"]);
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{said}{report}");
    assert_eq!(report["summary"]["signatures"]["verified"], 2, "{report}");
    assert_eq!(report["signatures"][0]["signer"], URI, "{report}");
}

/// What cosign 2 spreads over annotations: certificate, signature and the log's promise, and no proof of inclusion.
fn keyless(registry: &Registry, kind: &str, bytes: &[u8], bundle: &Value) -> Value {
    let (material, entry) = (&bundle["verificationMaterial"], &bundle["verificationMaterial"]["tlogEntries"][0]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let id: String = STANDARD.decode(text(&entry["logId"]["keyId"])).unwrap().iter().map(|octet| format!("{octet:02x}")).collect();
    let number = |value: &Value| text(value).parse::<i64>().unwrap();
    let logged = json!({
        "SignedEntryTimestamp": entry["inclusionPromise"]["signedEntryTimestamp"],
        "Payload": {
            "body": entry["canonicalizedBody"], "integratedTime": number(&entry["integratedTime"]),
            "logIndex": number(&entry["logIndex"]), "logID": id,
        },
    });
    let certificate = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", text(&material["certificate"]["rawBytes"]));
    let annotations = json!({
        "dev.cosignproject.cosign/signature": bundle["messageSignature"]["signature"].as_str().unwrap_or_default(),
        "dev.sigstore.cosign/certificate": certificate,
        "dev.sigstore.cosign/bundle": logged.to_string(),
    });
    registry.blob(kind, bytes, annotations)
}

#[test]
fn what_cosign_2_signed_without_a_key_takes_the_logs_promise_only_where_the_buyer_says_so() {
    let registry = Registry::start();
    let (image, instance) = (registry.image(), Instance::new("usual"));
    trusting(&registry, &instance);
    let payload = payload(&image);
    let signature = instance.sign(&vendor(), &payload);
    let bill = instance.state(&vendor(), statement(&image, CYCLONEDX, &Camera::sample().to_json()).as_bytes());
    registry.beside(&image, "sig", &[keyless(&registry, PAYLOAD, &payload, &signature)]);
    registry.beside(&image, "att", &[keyless(&registry, DSSE, bill["dsseEnvelope"].to_string().as_bytes(), &bill)]);
    let (code, report, said) = registry.verify(":1.0", &["--trust", "trust"]);
    assert_eq!(code, Some(20), "{said}{report}");
    assert!(report["signatures"][0]["reason"].to_string().contains("a promise and no proof of inclusion"), "{report}");
    let (code, with_promise, said) = registry.verify(":1.0", &["--trust", "trust", "--log-promise"]);
    assert_eq!((code, rules(&with_promise)), (Some(0), vec![]), "{said}{with_promise}");
    assert_eq!(with_promise["signatures"][0]["trusted_by"], "test instance, logged by promise only", "{with_promise}");
    assert_ne!(report["inputs"]["trust"], with_promise["inputs"]["trust"]);
    // A promise about another entry is none.
    let mut other = signature.clone();
    other["verificationMaterial"]["tlogEntries"][0]["inclusionPromise"] =
        bill["verificationMaterial"]["tlogEntries"][0]["inclusionPromise"].clone();
    registry.beside(&image, "sig", &[keyless(&registry, PAYLOAD, &payload, &other)]);
    assert_eq!(registry.verify(":1.0", &["--trust", "trust", "--log-promise"]).0, Some(20));
}

#[test]
fn an_image_with_nothing_beside_it_refers_and_one_that_is_not_there_is_wrong_usage() {
    let registry = Registry::start();
    registry.image();
    let (code, report, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!(code, Some(10), "{said}{report}");
    assert!(rules(&report).contains(&"KP-H05"), "nobody declares the image: {report}");
    for (name, words) in [(":2.0", "has no such image"), ("@sha256:77", "names no image"), (":A B", "names no image")] {
        let (code, _, said) = registry.verify(name, BY_KEY);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(said.contains(words) && said.contains("where:") && said.contains("fix:"), "{name}: {said}");
    }
    let (code, _, said) = registry.verify(":1.0", &["--offline"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("--offline opens no socket"), "{said}");
}

#[test]
fn what_is_not_read_is_named_and_not_fetched() {
    let registry = Registry::start();
    let image = registry.image();
    registry.beside(&image, "sig", &[registry.blob("application/x-\u{202e}notes", b"words", json!({}))]);
    let (_, _, said) = registry.verify(":1.0", BY_KEY);
    assert!(said.contains("lies beside the image and was not fetched") && said.contains("\\u{202e}notes"), "{said}");
}

#[test]
fn a_registry_that_asks_who_we_are_is_told_what_docker_knows() {
    let registry = Registry::with("auth: {htpasswd: {realm: optics, path: FOLDER/passwords}}\n");
    let image = registry.image();
    registry.beside(&image, "att", &[registry.blob(DSSE, &envelope(&image, &key()), json!({}))]);
    let settings = registry.folder.path().join("config.json");
    let (code, _, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("does not let us read this: there is no") && said.contains("docker login"), "{said}");
    let write = |path: &Path, login: &str| {
        let auths = json!({ "auths": { registry.host.as_str(): { "auth": STANDARD.encode(login) } } });
        std::fs::write(path, auths.to_string()).unwrap();
    };
    write(&settings, "tama:wrong");
    let (code, _, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!(code, Some(1), "{said}");
    write(&settings, LOGIN);
    let (code, report, said) = registry.verify(":1.0", BY_KEY);
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{said}{report}");
    assert!(!said.contains("lens-cap"), "{said}");
}
