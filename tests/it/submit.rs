//! `kenpin submit` against the real portal, and against servers that mean ill or fall over.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use super::portal::{Portal, admin, golden, json, portal};

const ID: &str = "01920000-0000-7000-8000-000000000000";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn submit(address: &str, token: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().env("KENPIN_TOKEN", token).args(["submit", address]).args(arguments).output().unwrap()
}

fn vendor(portal: &Portal) -> String {
    let said = admin(&portal.folder, &["token", "create", "--role", "vendor", "--name", "Tama Optics Co., Ltd."]);
    said.split_whitespace().last().unwrap().to_owned()
}

fn listed(portal: &Portal, token: &str) -> Vec<Value> {
    let answer = portal.client.get(portal.url("/api/v1/submissions")).bearer_auth(token).send().unwrap();
    json(answer)["items"].as_array().unwrap().clone()
}

/// The same files, lists and order at home.
fn at_home(folder: &Path, case: &str) -> Output {
    let order = folder.join("order.toml");
    std::fs::write(&order, "schema_version = \"1\"\nvendor = \"Tama Optics Co., Ltd.\"\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.env_clear().arg("verify").arg(golden(case).join("delivery")).arg("--order").arg(order).args(["--at", "2026-11-23"]);
    command.arg("--trusted-ca").arg(golden("camera").join("trusted-ca.pem")).output().unwrap()
}

#[test]
fn it_says_and_ends_as_verify_does_at_home() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(&folder.path().join("data"));
    let token = vendor(&portal);
    let mut ends = Vec::new();
    for case in ["camera", "hisilicon", "hisilicon-unsigned", "maker-withheld"] {
        let delivery = golden(case).join("delivery");
        let sent = submit(&portal.address, &token, &[delivery.to_str().unwrap()]);
        let home = at_home(folder.path(), case);
        assert_eq!(sent.status.code(), home.status.code(), "{case}: {}", text(&sent.stderr));
        let without_vendor = |output: &Output| {
            text(&output.stdout).lines().filter(|line| !line.starts_with("  vendor:")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(without_vendor(&sent), without_vendor(&home), "{case}");
        ends.push(sent.status.code().unwrap());
        assert!(text(&sent.stderr).contains("the portal keeps this delivery as"), "{}", text(&sent.stderr));
    }
    assert!(ends.contains(&0) && ends.contains(&10) && ends.contains(&20), "{ends:?}");
    // Sent again it is there once.
    let before = listed(&portal, &token).len();
    assert_eq!(submit(&portal.address, &token, &[golden("camera").join("delivery").to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(listed(&portal, &token).len(), before);
    let named = submit(&portal.address, &token, &[golden("camera").join("delivery").to_str().unwrap(), "--key", "another"]);
    assert_eq!((named.status.code(), listed(&portal, &token).len()), (Some(0), before + 1));
    let other = submit(&portal.address, &token, &[golden("hisilicon").join("delivery").to_str().unwrap(), "--key", "another"]);
    assert!(other.status.code() == Some(1) && text(&other.stderr).contains("status 409"), "{}", text(&other.stderr));
}

#[test]
fn every_format_is_written_as_it_came_and_a_folder_arrives_as_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(&folder.path().join("data"));
    let token = vendor(&portal);
    let delivery = folder.path().join("delivery");
    std::fs::create_dir_all(delivery.join("部品/deep")).unwrap();
    for entry in std::fs::read_dir(golden("camera").join("delivery")).unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), delivery.join("部品/deep").join(entry.file_name())).unwrap();
    }
    std::fs::write(delivery.join("empty"), "").unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, format!("{token}\n")).unwrap();
    for format in ["json", "sarif", "html", "markdown", "csv"] {
        let sent = submit(&portal.address, "", &[delivery.to_str().unwrap(), "--token-file", file.to_str().unwrap(), "--format", format]);
        let items = listed(&portal, &token);
        assert_eq!(items.len(), 1);
        let path = format!("{}/report?format={format}", items[0]["links"]["self"].as_str().unwrap());
        let report = portal.client.get(portal.url(&path)).bearer_auth(&token).send().unwrap().bytes().unwrap();
        assert_eq!(sent.stdout, report.to_vec(), "{format}: {}", text(&sent.stderr));
    }
    let id = listed(&portal, &token)[0]["id"].as_str().unwrap().to_owned();
    let documents = json(portal.client.get(portal.url(&format!("/api/v1/submissions/{id}/documents"))).bearer_auth(&token).send().unwrap());
    let paths: Vec<&str> = documents["items"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"empty") && paths.contains(&"部品/deep/camera.cdx.json"), "{paths:?}");
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let (delivery, token) = (folder.path().join("delivery"), folder.path().join("token"));
    std::fs::create_dir(&delivery).unwrap();
    std::fs::write(delivery.join("a"), "a").unwrap();
    std::fs::write(delivery.join("token"), "t").unwrap();
    std::fs::write(&token, "two words").unwrap();
    let (linked, hollow) = (folder.path().join("linked"), folder.path().join("hollow"));
    std::fs::create_dir(&linked).unwrap();
    std::fs::create_dir(&hollow).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", linked.join("passwd")).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let here = format!("http://{}", listener.local_addr().unwrap());
    let of = |path: &Path| path.to_str().unwrap().to_owned();
    let (path, inside) = (of(&delivery), of(&delivery.join("token")));
    let cases: &[(&str, &str, &[&str], &str)] = &[
        (&here, "t", &[&path, "--offline"], "--offline opens no socket"),
        (&here, "", &[&path], "there is no token"),
        (&here, "zwei Worte", &[&path], "this is no token"),
        (&here, "", &[&path, "--token-file", &of(&token)], "this is no token"),
        (&here, "t", &[&path, "--token-file", &inside], "would be sent along"),
        (&here, "t", &[&path, "--key", "a b"], "this is no key"),
        (&here, "t", &[&of(&linked)], "symbolic link"),
        (&here, "t", &[&of(&hollow)], "nothing to send"),
        (&here, "t", &["-"], "standard input"),
        (&here, "t", &["oci://registry.example/a:1"], "an image is not read here"),
        (&here, "t", &["nowhere"], "no such file"),
        ("http://portal.example", "t", &[&path], "for everybody to read"),
        ("ftp://portal.example", "t", &[&path], "over https"),
        ("portal.example", "t", &[&path], "no address of a portal"),
        ("https://user:word@portal.example", "t", &[&path], "no name, query or fragment"),
    ];
    for (address, token, arguments, says) in cases {
        let refused = submit(address, token, arguments);
        assert_eq!(refused.status.code(), Some(2), "{says}: {}", text(&refused.stderr));
        assert!(text(&refused.stderr).contains(says), "{says}: {}", text(&refused.stderr));
    }
    assert!(listener.accept().is_err(), "nobody was spoken to");
    let unknown = submit(&here, "t", &[&path, "--token", "secret"]);
    assert_eq!(unknown.status.code(), Some(2), "a token is never an argument");
}

/// Reads one request whole, as far as its length says.
fn request(stream: &mut TcpStream) -> Vec<u8> {
    let (mut taken, mut piece) = (Vec::new(), [0; 1 << 14]);
    loop {
        let whole = taken.windows(4).position(|end| end == b"\r\n\r\n").map(|end| {
            let head = text(&taken[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
            end + 4 + length.unwrap_or_default()
        });
        if whole.is_some_and(|whole| taken.len() >= whole) {
            return taken;
        }
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => taken.extend(&piece[..read]),
            _ => return taken,
        }
    }
}

type Act = Box<dyn Fn(usize, &mut TcpStream) + Send + Sync>;

/// A server that does this with each connection; the number of connections so far is handed in, from 0.
struct Front {
    address: String,
    count: Arc<AtomicUsize>,
}

fn front(act: impl Fn(usize, &mut TcpStream) + Send + Sync + 'static) -> Front {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (count, act) = (Arc::new(AtomicUsize::new(0)), Arc::new(act));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (Ok(mut stream), act) = (stream, Arc::clone(&act)) else { continue };
            let number = counted.fetch_add(1, Ordering::SeqCst);
            std::thread::spawn(move || act(number, &mut stream));
        }
    });
    Front { address, count }
}

fn answer(stream: &mut TcpStream, status: &str, more: &str, body: &str) {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n", body.len());
    let _gone = stream.write_all(format!("{head}{body}").as_bytes());
}

/// Hands a request on, and the whole answer back.
fn handed_on(to: &str, asked: &[u8]) -> Vec<u8> {
    let mut there = TcpStream::connect(to.strip_prefix("http://").unwrap()).unwrap();
    let asked = text_with(asked, "connection: close");
    there.write_all(&asked).unwrap();
    let mut answer = Vec::new();
    there.read_to_end(&mut answer).unwrap();
    answer
}

/// The request with one more header.
fn text_with(asked: &[u8], header: &str) -> Vec<u8> {
    let end = asked.windows(2).position(|end| end == b"\r\n").unwrap() + 2;
    [&asked[..end], header.as_bytes(), b"\r\n", &asked[end..]].concat()
}

fn camera() -> String {
    golden("camera").join("delivery").to_str().unwrap().to_owned()
}

/// The line breaks in the middle of the upload, then after the portal has taken it but before its answer; then there is too much to do.
#[test]
fn what_was_cut_is_sent_again_and_is_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(&folder.path().join("data"));
    let token = vendor(&portal);
    let to = portal.address.clone();
    let front = front(move |number, stream| match number {
        0 | 1 => {
            let _some = stream.read(&mut [0; 100]);
        }
        2 => {
            handed_on(&to, &request(stream));
        }
        3 => {
            request(stream);
            answer(stream, "503 Service Unavailable", "Retry-After: 0\r\n", "");
        }
        _ => {
            let said = handed_on(&to, &request(stream));
            let _gone = stream.write_all(&said);
        }
    });
    let sent = submit(&front.address, &token, &[&camera()]);
    assert_eq!(sent.status.code(), Some(0), "{}", text(&sent.stderr));
    assert_eq!(listed(&portal, &token).len(), 1);
    assert!(front.count.load(Ordering::SeqCst) >= 8, "four attempts failed");
}

#[test]
fn a_server_that_means_ill_gets_no_second_word_in() {
    let elsewhere = front(|_, _| ());
    let away = elsewhere.address.clone();
    let taken = format!("{{\"id\":\"{ID}\",\"state\":\"submitted\",\"verdict\":\"accept\",\"verdict_id\":null}}");
    let cases: Vec<(&str, Act)> = vec![
        ("sends elsewhere", Box::new(move |_, stream| answer(stream, "307 Temporary Redirect", &format!("Location: {away}/\r\n"), ""))),
        ("is no portal of kenpin", Box::new(|_, stream| answer(stream, "201 Created", "", "<html>"))),
        ("is no portal of kenpin", Box::new(|_, stream| answer(stream, "201 Created", "", "{\"id\":\"../../passes\"}"))),
        (
            "is no portal of kenpin",
            Box::new(|_, stream| answer(stream, "201 Created", "", &format!("{{\"id\":\"{ID}\",\"verdict\":\"perhaps\"}}"))),
        ),
        ("is no portal of kenpin", Box::new(move |_, stream| answer(stream, "200 OK", "", &taken))),
        (
            "longer than 1048576 bytes",
            Box::new(|_, stream| {
                let _gone = stream.write_all(b"HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n");
                while stream.write_all(&[b' '; 1 << 16]).is_ok() {}
            }),
        ),
        (
            "status 401): \\u{1b}[2J\\u{202e}",
            Box::new(|_, stream| answer(stream, "401 Unauthorized", "", "{\"detail\":\"\\u001b[2J\\u202e\"}")),
        ),
        ("status 418): it does not say why", Box::new(|_, stream| answer(stream, "418 I'm a teapot", "", "\u{1b}[2J"))),
        ("packs the file", Box::new(|_, stream| answer(stream, "200 OK", "Content-Encoding: br\r\n", "x"))),
    ];
    for (says, act) in cases {
        let front = front(move |number, stream| {
            request(stream);
            act(number, stream);
        });
        let output = submit(&front.address, "t", &[&camera()]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{says}: {said}");
        assert!(said.contains(says), "{says}: {said}");
        assert!(!said.contains('\u{1b}') && output.stdout.is_empty(), "{says}: {said}");
    }
    assert_eq!(elsewhere.count.load(Ordering::SeqCst), 0, "the token went nowhere else");
}

#[test]
fn a_server_that_says_nothing_is_given_up() {
    let stalling = |takes: bool| {
        front(move |_, stream| {
            if takes {
                request(stream);
            }
            // Until the other side goes away.
            let _ended = stream.read_to_end(&mut Vec::new());
        })
    };
    let output = submit(&stalling(true).address, "t", &[&camera(), "--patience", "1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("says nothing for 1 s"), "{}", text(&output.stderr));
    // Nobody there at all.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let output = submit(&format!("http://{nobody}"), "t", &[&camera(), "--patience", "1"]);
    assert!(output.status.code() == Some(1) && text(&output.stderr).contains("cannot be reached"), "{}", text(&output.stderr));
    // It takes the delivery and never judges.
    let front = front(|_, stream| {
        request(stream);
        answer(stream, "201 Created", "", &format!("{{\"id\":\"{ID}\",\"verdict\":null,\"verdict_id\":null}}"));
    });
    let output = submit(&front.address, "t", &[&camera(), "--wait", "0"]);
    assert!(output.status.code() == Some(1) && text(&output.stderr).contains("has not judged it yet"), "{}", text(&output.stderr));
}

/// A file that another program writes to meanwhile is not delivered as something that it never was.
#[test]
fn a_file_that_changes_meanwhile_is_no_delivery() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bill.json");
    std::fs::write(&file, vec![b' '; 32 << 20]).unwrap();
    let written = file.clone();
    let front = front(move |number, stream| {
        if number == 0 {
            request(stream);
            return answer(stream, "200 OK", "", "{}");
        }
        // The line takes only so much at once: the end of the file is not read yet.
        let _begun = stream.read(&mut [0; 1]);
        std::fs::OpenOptions::new().write(true).open(&written).unwrap().set_len(1 << 20).unwrap();
        request(stream);
    });
    let output = submit(&front.address, "t", &[file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("changed while it was sent: bill.json"), "{}", text(&output.stderr));
    assert_eq!(front.count.load(Ordering::SeqCst), 2, "it was not tried again");
}

const TLS: &str = r#"
import socket, ssl, sys, threading
to = (sys.argv[1], int(sys.argv[2]))
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
def pump(one, other):
    try:
        while data := one.recv(65536): other.sendall(data)
    except OSError: pass
    try: other.shutdown(socket.SHUT_WR)
    except OSError: pass
def serve(plain):
    try: outer = context.wrap_socket(plain, server_side=True)
    except OSError: return
    inner = socket.create_connection(to)
    threading.Thread(target=pump, args=(outer, inner), daemon=True).start()
    pump(inner, outer)
while True:
    plain, _ = listener.accept()
    threading.Thread(target=serve, args=(plain,), daemon=True).start()
"#;

#[test]
fn over_tls_only_who_it_says_it_is_gets_the_token() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(&folder.path().join("data"));
    let token = vendor(&portal);
    let openssl = "key='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
        openssl req -x509 $key -subj '/CN=kenpin test key, never trust' -keyout ca.key -out ca.pem
        openssl req $key -subj /CN=localhost -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:false -keyout key.pem -out csr.pem
        openssl x509 -req -in csr.pem -CA ca.pem -CAkey ca.key -copy_extensions copy -out cert.pem";
    assert!(Command::new("sh").args(["-ec", openssl]).current_dir(folder.path()).output().unwrap().status.success());
    let (host, port) = portal.address.strip_prefix("http://").unwrap().split_once(':').unwrap();
    let mut command = Command::new("python3");
    let mut server = command.args(["-c", TLS, host, port]).current_dir(folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(server.stdout.take().unwrap()), &mut line).unwrap();
    let port = line.trim();
    let run = |host: &str, trusts: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().env("KENPIN_TOKEN", &token);
        if trusts {
            command.env("SSL_CERT_FILE", folder.path().join("ca.pem"));
        }
        command.args(["submit", &format!("https://{host}:{port}"), &camera()]).output().unwrap()
    };
    let (stranger, misnamed, good) = (run("localhost", false), run("127.0.0.1", true), run("localhost", true));
    server.kill().unwrap();
    server.wait().unwrap();
    for refused in [stranger, misnamed] {
        assert!(refused.status.code() == Some(1) && text(&refused.stderr).contains("certificate"), "{}", text(&refused.stderr));
    }
    assert_eq!(good.status.code(), Some(0), "{}", text(&good.stderr));
    assert_eq!(listed(&portal, &token).len(), 1);
}
