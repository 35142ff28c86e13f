//! `kenpin verify oci://..` against registries that stall, lie, flood and send elsewhere: no verdict, and a message that says why.

use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use kenpin::intake::Digest;
use serde_json::{Value, json};

use crate::lists_update::{Server, send};

/// Exit code and what was said, for an image at this server.
fn verify(server: &Server, name: &str, settings: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    if !settings.is_empty() {
        std::fs::write(folder.path().join("config.json"), settings).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().env("DOCKER_CONFIG", folder.path()).current_dir(folder.path());
    command.args(["verify", &format!("oci://{}/optics/camera{name}", host(server)), "--at", "2026-11-24", "--patience", "1"]);
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn host(server: &Server) -> &str {
    server.address.strip_prefix("http://").unwrap().strip_suffix("/list").unwrap()
}

fn answer(stream: &mut TcpStream, status: &str, headers: &str, body: &str) {
    send(stream, &format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len()));
}

fn manifest(layers: &Value) -> String {
    json!({ "schemaVersion": 2, "layers": layers }).to_string()
}

fn image() -> String {
    manifest(&json!([]))
}

fn layer(bytes: &[u8], more: &Value) -> Value {
    let mut layer = json!({ "mediaType": "application/vnd.dsse.envelope.v1+json", "digest": format!("sha256:{}", Digest::of(bytes)), "size": bytes.len() });
    layer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    layer
}

/// The image comes; to everything else `then` answers.
fn beside(then: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Server {
    Server::new(move |_, request, stream| {
        if request.starts_with("get /v2/optics/camera/manifests/1.0 ") {
            answer(stream, "200 OK", "", &image())
        } else {
            then(request, stream)
        }
    })
}

/// With this manifest at the tag of attestations.
fn attested(manifest: String, then: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Server {
    beside(move |request, stream| {
        if request.contains(".att ") {
            answer(stream, "200 OK", "", &manifest);
        } else if request.contains("/manifests/") || request.contains("/referrers/") {
            answer(stream, "404 Not Found", "", "{}");
        } else {
            then(request, stream);
        }
    })
}

fn refused(server: &Server, name: &str, code: i32, words: &str) {
    let (found, said) = verify(server, name, "");
    assert_eq!(found, Some(code), "{words}: {said}");
    assert!(said.contains(words), "{words}: {said}");
    assert!(said.contains("where:") && said.contains("oci://") && said.contains("fix:"), "{words}: {said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn an_image_that_does_not_come_as_asked_gives_no_verdict() {
    let by = |then: fn(&mut TcpStream)| Server::new(move |_, _, stream| then(stream));
    refused(&by(|_| std::thread::sleep(Duration::from_secs(4))), ":1.0", 1, "says nothing for 1 s");
    refused(&by(|stream| answer(stream, "200 OK", "", "<html>sign in</html>")), ":1.0", 1, "something else than a manifest");
    refused(&by(|stream| answer(stream, "200 OK", "", &"[".repeat(100_000))), ":1.0", 1, "something else than a manifest");
    refused(&by(|stream| answer(stream, "200 OK", "", "{\"schemaVersion\":1}")), ":1.0", 1, "schemaVersion 1");
    refused(&by(|stream| answer(stream, "404 Not Found", "", "")), ":1.0", 2, "has no such image");
    refused(&by(|stream| answer(stream, "500 Oops", "", "")), ":1.0", 1, "status 500");
    refused(&by(|stream| answer(stream, "403 Forbidden", "", "")), ":1.0", 1, "does not let us read this");
    refused(
        &by(|stream| answer(stream, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "")),
        ":1.0",
        1,
        "does not let us read this",
    );
    refused(&by(|stream| answer(stream, "200 OK", "Content-Encoding: gzip\r\n", "abc")), ":1.0", 1, "packs the file (gzip)");
    refused(&by(|stream| send(stream, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{")), ":1.0", 1, "longer than 4194304 bytes");
    refused(&by(|stream| send(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")), ":1.0", 1, "came cut short");
    let endless = |stream: &mut TcpStream| {
        send(stream, "HTTP/1.1 200 OK\r\n\r\n");
        (0..100).for_each(|_| send(stream, &" ".repeat(1 << 16)));
    };
    refused(&by(endless), ":1.0", 1, "longer than 4194304 bytes");
    let elsewhere = "Location: http://elsewhere.example/x\r\n";
    refused(
        &Server::new(move |_, _, stream| answer(stream, "307 Elsewhere", elsewhere, "")),
        ":1.0",
        1,
        "sends elsewhere, to http://elsewhere.example/x",
    );
    refused(&by(|stream| answer(stream, "307 Elsewhere", "Location: /v2/again\r\n", "")), ":1.0", 1, "sends elsewhere");
    refused(&by(|stream| answer(stream, "307 Elsewhere", "", "")), ":1.0", 1, "an address that it does not name");
}

#[test]
fn an_image_of_another_digest_gives_no_verdict() {
    let server = Server::new(|_, _, stream| answer(stream, "200 OK", "", &image()));
    refused(&server, &format!("@sha256:{}", Digest::of(b"another")), 1, "sends other bytes than those that were asked for");
    let stated = format!("Docker-Content-Digest: sha256:{}\r\n", Digest::of(b"another"));
    let server = Server::new(move |_, _, stream| answer(stream, "200 OK", &stated, &image()));
    refused(&server, ":1.0", 1, "sends other bytes than those that were asked for");
}

#[test]
fn what_lies_beside_an_image_and_does_not_come_is_not_taken_for_nothing() {
    refused(&beside(|_, _| std::thread::sleep(Duration::from_secs(4))), ":1.0", 1, "says nothing for 1 s");
    refused(&beside(|_, stream| answer(stream, "503 Busy", "", "")), ":1.0", 1, "status 503");
    refused(&beside(|_, stream| answer(stream, "200 OK", "", "<html>")), ":1.0", 1, "something else than a manifest");
    let one = manifest(&json!([layer(b"an envelope", &json!({}))]));
    refused(&attested(one.clone(), |_, stream| answer(stream, "200 OK", "", "AN envelope")), ":1.0", 1, "sends other bytes");
    refused(&attested(one.clone(), |_, stream| answer(stream, "200 OK", "", "an envelope and more")), ":1.0", 1, "longer than 11 bytes");
    refused(&attested(one.clone(), |_, stream| answer(stream, "404 Not Found", "", "")), ":1.0", 1, "it is not there");
    let huge = manifest(&json!([layer(b"an envelope", &json!({ "size": 1_u64 << 40 }))]));
    let flood = |_: &str, stream: &mut TcpStream| send(stream, &format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 1_u64 << 40));
    refused(&attested(huge, flood), ":1.0", 1, "longer than 10737");
    let weak = manifest(&json!([layer(b"an envelope", &json!({ "digest": "md5:900150983cd24fb0d6963f7d28e17f72" }))]));
    refused(&attested(weak, |_, stream| answer(stream, "200 OK", "", "an envelope")), ":1.0", 1, "something else than a digest of SHA-256");
    let many = manifest(&Value::Array(vec![layer(b"an envelope", &json!({})); 65]));
    refused(&attested(many, |_, stream| answer(stream, "200 OK", "", "an envelope")), ":1.0", 1, "more than 64 layers");
}

/// OCI lets a manifest name other places for a layer. One that is named there would learn who verifies what (CVE-2020-15157).
#[test]
fn a_layer_that_lies_elsewhere_is_not_fetched_from_there() {
    let other = Server::new(|_, _, stream| answer(stream, "200 OK", "", "an envelope"));
    let foreign = manifest(&json!([layer(b"an envelope", &json!({ "urls": [other.address.clone()] }))]));
    let server = attested(foreign, |_, stream| answer(stream, "404 Not Found", "", ""));
    refused(&server, ":1.0", 1, &format!("sends elsewhere, to {}", other.address));
    assert!(other.asked.lock().unwrap().is_empty());
}

fn referrers(then: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Server {
    beside(
        move |request, stream| {
            if request.contains("/referrers/") { then(request, stream) } else { answer(stream, "404 Not Found", "", "{}") }
        },
    )
}

#[test]
fn a_list_of_referrers_ends() {
    let empty = json!({ "schemaVersion": 2, "manifests": [] }).to_string();
    let next = "Link: </v2/optics/camera/referrers/again>; rel=\"next\"\r\n";
    let page = empty.clone();
    refused(&referrers(move |_, stream| answer(stream, "200 OK", next, &page)), ":1.0", 1, "lists more than 16 pages of referrers");
    let elsewhere = "Link: <https://elsewhere.example/>; rel=\"next\"\r\n";
    refused(
        &referrers(move |_, stream| answer(stream, "200 OK", elsewhere, &empty)),
        ":1.0",
        1,
        "sends elsewhere, to https://elsewhere.example/",
    );
    let many = json!({ "schemaVersion": 2, "manifests": vec![layer(b"x", &json!({})); 65] }).to_string();
    refused(&referrers(move |_, stream| answer(stream, "200 OK", "", &many)), ":1.0", 1, "lists more than 64 referrers");
}

#[test]
fn referrers_are_read_over_several_pages() {
    let bill = r#"{"bomFormat":"CycloneDX","specVersion":"1.6"}"#;
    let one = manifest(&json!([layer(bill.as_bytes(), &json!({ "mediaType": "application/vnd.cyclonedx+json" }))]));
    let listed = json!({ "mediaType": "x", "digest": format!("sha256:{}", Digest::of(one.as_bytes())), "size": one.len() });
    let server = Server::new(move |_, request, stream| match request.split(' ').nth(1).unwrap() {
        "/v2/optics/camera/manifests/1.0" => answer(stream, "200 OK", "", &image()),
        path if path.ends_with("/referrers/two") => {
            answer(stream, "200 OK", "", &json!({ "schemaVersion": 2, "manifests": [listed] }).to_string())
        }
        path if path.contains("/referrers/") => answer(stream, "200 OK", "Link: <two>; rel=\"next\"\r\n", "{\"schemaVersion\":2}"),
        path if path.contains("/manifests/sha256:") => answer(stream, "200 OK", "", &one),
        path if path.contains("/blobs/") => answer(stream, "200 OK", "", bill),
        _ => answer(stream, "404 Not Found", "", "{}"),
    });
    let (code, said) = verify(&server, ":1.0", "");
    assert_eq!(code, Some(10), "{said}");
    assert!(server.asked.lock().unwrap().iter().any(|request| request.contains("/blobs/")));
}

const LOGIN: &str = "dTpw";

fn settings(server: &Server) -> String {
    json!({ "auths": { host(server): { "auth": LOGIN } } }).to_string()
}

/// The token service is told the password; the registry gets the token, and where it sends for its blobs gets neither.
#[test]
fn who_we_are_is_said_to_those_who_may_know_it() {
    let bytes = "an envelope";
    let store = Server::new(move |_, _, stream| answer(stream, "200 OK", "", bytes));
    let tokens = Server::new(|_, _, stream| answer(stream, "200 OK", "", "{\"access_token\":\"sesame\"}"));
    let (at, realm) = (store.address.clone(), tokens.address.clone());
    let one = manifest(&json!([layer(bytes.as_bytes(), &json!({}))]));
    let server = Server::new(move |_, request, stream| {
        if !request.contains("authorization: bearer sesame") {
            answer(stream, "401 Unauthorized", &format!("WWW-Authenticate: Bearer realm=\"{realm}\",service=\"optics\"\r\n"), "");
        } else if request.contains("/manifests/1.0 ") {
            answer(stream, "200 OK", "", &image());
        } else if request.contains(".att ") {
            answer(stream, "200 OK", "", &one);
        } else if request.contains("/blobs/") {
            answer(stream, "307 Elsewhere", &format!("Location: {at}\r\n"), "");
        } else {
            answer(stream, "404 Not Found", "", "{}");
        }
    });
    let (code, said) = verify(&server, ":1.0", &settings(&server));
    assert_eq!(code, Some(10), "{said}");
    let asked = tokens.asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(
        asked[0].contains("service=optics&scope=repository%3aoptics%2fcamera%3apull")
            && asked[0].contains(&format!("basic {}", LOGIN.to_lowercase())),
        "{asked:?}"
    );
    let asked = store.asked.lock().unwrap().clone();
    assert!(asked.len() == 1 && !asked[0].contains("authorization"), "{asked:?}");
    assert!(!server.asked.lock().unwrap().iter().any(|request| request.contains("basic")));
}

#[test]
fn a_password_is_not_sent_to_whomever_a_registry_names() {
    let server = Server::new(|_, _, stream| {
        answer(stream, "401 Unauthorized", "WWW-Authenticate: Bearer realm=\"http://elsewhere.example/token\"\r\n", "");
    });
    let (code, said) = verify(&server, ":1.0", &settings(&server));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("sends elsewhere, to http://elsewhere.example/token"), "{said}");
}
