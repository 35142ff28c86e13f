//! `kenpin lists update` against a publisher that stalls, cuts, lies, moves, and brings back old editions: what is in use stays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kenpin::intake::Digest;

const AT: &str = "2026-11-24";

/// A server on loopback: what it answers to a request's text, as one likes.
pub(crate) struct Server {
    pub(crate) address: String,
    /// What was asked, in order.
    pub(crate) asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn new(answer: impl Fn(usize, &str, &mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/list", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                let (mut request, mut byte) = (Vec::new(), [0]);
                while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                    request.push(byte[0]);
                }
                let request = String::from_utf8_lossy(&request).to_lowercase();
                log.lock().unwrap().push(request.clone());
                answer(number, &request, &mut stream);
            }
        });
        Self { address, asked }
    }
}

pub(crate) fn send(stream: &mut TcpStream, text: &str) {
    // The other side may have gone away, which is what some of these tests want.
    let _gone = stream.write_all(text.as_bytes());
}

/// An answer with a length and a tag.
fn whole(stream: &mut TcpStream, body: &str) {
    send(stream, &format!("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()));
}

/// A list as OFAC publishes it, of a day.
fn list(day: &str) -> String {
    format!(
        "<sdnList><publshInformation><Publish_Date>{day}</Publish_Date></publshInformation><sdnEntry><uid>1</uid><lastName>Quorvex Works</lastName></sdnEntry></sdnList>"
    )
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Updates from an address whose file has to be `pinned`.
    fn update(&self, address: &str, pinned: &str) -> Output {
        let digest = Digest::of(pinned.as_bytes());
        self.update_by(&format!("files = [\"{address}\"]\nsha256 = [\"{digest}\"]"), &[])
    }

    fn update_by(&self, feed: &str, more: &[&str]) -> Output {
        let feeds = self.folder.path().join("feeds.toml");
        std::fs::write(&feeds, format!("schema_version = \"1\"\n[[feed]]\nid = \"ours\"\n{feed}\n")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().current_dir(self.folder.path());
        command.args(["lists", "update", "--feeds", "feeds.toml", "--into", "lists", "--at", AT, "--patience", "1"]);
        command.args(more).output().unwrap()
    }

    fn edition(&self) -> Option<String> {
        let origin = std::fs::read_to_string(self.folder.path().join("lists/watchlists/ours/ORIGIN.toml")).ok()?;
        origin.lines().find_map(|line| line.strip_prefix("edition = ")).map(|day| day.trim_matches('"').to_owned())
    }
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_list_is_fetched_once_and_then_only_asked_for() {
    let server = Server::new(|_, request, stream| {
        if request.contains("if-none-match: \"one\"") {
            send(stream, "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
        } else {
            whole(stream, &list("11/20/2026"));
        }
    });
    let place = Place::new();
    let first = place.update(&server.address, &list("11/20/2026"));
    assert_eq!(first.status.code(), Some(0), "{}", error(&first));
    assert_eq!(place.edition().as_deref(), Some("2026-11-20"));
    let second = place.update(&server.address, &list("11/20/2026"));
    assert_eq!(second.status.code(), Some(0), "{}", error(&second));
    assert!(said(&second).contains("nothing newer"), "{}", said(&second));
    assert_eq!(server.asked.lock().unwrap().len(), 2);
}

/// One good edition, then a publisher that misbehaves: it stays, and its age is told.
fn stays(answer: impl Fn(&str, &mut TcpStream) + Send + 'static, pinned: &str, reason: &str) {
    let place = Place::new();
    let good = list("11/20/2026");
    let server = Server::new(move |number, request, stream| if number == 0 { whole(stream, &good) } else { answer(request, stream) });
    assert_eq!(place.update(&server.address, &list("11/20/2026")).status.code(), Some(0));
    let output = place.update(&server.address, pinned);
    assert_eq!(output.status.code(), Some(1), "{reason}: {}{}", said(&output), error(&output));
    let told = error(&output);
    assert!(told.contains(reason), "{reason}: {told}");
    assert!(told.contains("the edition of 2026-11-20 stays, usable until 2026-12-20"), "{reason}: {told}");
    assert_eq!(place.edition().as_deref(), Some("2026-11-20"), "{reason}");
}

#[test]
fn a_publisher_that_misbehaves_changes_nothing() {
    let newer = list("11/22/2026");
    stays(|_, _| std::thread::sleep(Duration::from_secs(4)), &newer, "says nothing for 1 s");
    stays(
        |_, stream| {
            send(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<sdnList>");
            std::thread::sleep(Duration::from_secs(4));
        },
        &newer,
        "says nothing for 1 s",
    );
    stays(|_, stream| send(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<sdnList>"), &newer, "came cut short");
    stays(
        |_, stream| send(stream, "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n"),
        &newer,
        "sends elsewhere, to http://elsewhere.example/",
    );
    stays(|_, stream| send(stream, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"), &newer, "answers with status 500");
    stays(
        |_, stream| send(stream, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<sdnList>"),
        &newer,
        "longer than 1073741824 bytes",
    );
    stays(
        |_, stream| send(stream, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"),
        &newer,
        "packs the file (gzip)",
    );
    stays(|_, stream| whole(stream, "<html>maintenance</html>"), "<html>maintenance</html>", "no list in a format that is known");
    stays(|_, stream| whole(stream, &list("11/22/2026")), "something else", "not the file that you pinned");
    stays(|_, stream| whole(stream, &list("11/19/2026")), &list("11/19/2026"), "the edition of 2026-11-20 lies there already");
    stays(|_, stream| whole(stream, "<sdnList></sdnList>"), "<sdnList></sdnList>", "name nobody");
    stays(|_, stream| send(stream, "garbage\r\n\r\n"), &newer, "cannot be reached or is not who it says");
}

#[test]
fn a_file_that_was_cut_is_gone_on_with() {
    let body = list("11/22/2026");
    let text = body.clone();
    let server = Server::new(move |number, request, stream| {
        if number == 0 {
            let cut = &text[..40];
            send(stream, &format!("HTTP/1.1 200 OK\r\nETag: \"two\"\r\nContent-Length: {}\r\n\r\n{cut}", text.len()));
        } else {
            assert!(request.contains("range: bytes=40-") && request.contains("if-range: \"two\""), "{request}");
            let (rest, last, length) = (&text[40..], text.len() - 1, text.len());
            send(
                stream,
                &format!(
                    "HTTP/1.1 206 Partial Content\r\nETag: \"two\"\r\nContent-Range: bytes 40-{last}/{length}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{rest}",
                    rest.len()
                ),
            );
        }
    });
    let place = Place::new();
    let first = place.update(&server.address, &body);
    assert_eq!(first.status.code(), Some(1));
    assert!(error(&first).contains("there is no edition in"), "{}", error(&first));
    let second = place.update(&server.address, &body);
    assert_eq!(second.status.code(), Some(0), "{}", error(&second));
    assert_eq!(place.edition().as_deref(), Some("2026-11-22"));
}

#[test]
fn another_part_than_the_one_asked_for_is_thrown_away() {
    let body = list("11/22/2026");
    let text = body.clone();
    let server = Server::new(move |number, _, stream| match number {
        0 => send(stream, &format!("HTTP/1.1 200 OK\r\nETag: \"two\"\r\nContent-Length: 500\r\n\r\n{}", &text[..40])),
        1 => send(stream, "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 10-13/500\r\nContent-Length: 4\r\n\r\nevil"),
        _ => whole(stream, &text),
    });
    let place = Place::new();
    place.update(&server.address, &body);
    let second = place.update(&server.address, &body);
    assert!(error(&second).contains("not the part that was asked for"), "{}", error(&second));
    assert_eq!(place.update(&server.address, &body).status.code(), Some(0));
}

#[test]
fn a_server_that_is_not_who_it_says_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", error(&made));
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = Command::new("openssl")
        .args(["s_server", "-accept", &port.to_string(), "-cert", "cert.pem", "-key", "key.pem", "-www", "-quiet"])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = Place::new().update_by(&format!("files = [\"https://localhost:{port}/\"]"), &[]);
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(error(&output).contains("certificate"), "{}", error(&output));
}

#[test]
fn feeds_that_cannot_be_meant_are_refused_before_anything_is_fetched() {
    let cases: &[(&str, &[&str], i32, &str)] = &[
        ("files = [\"http://publisher.example/list\"]", &[], 1, "use https, or pin the digests"),
        ("files = [\"ftp://publisher.example/list\"]\nsha256 = [\"00\"]", &[], 1, "which is no SHA-256"),
        ("files = []", &[], 1, "names no files"),
        ("files = [\"https://a.example/1\", \"https://a.example/2\"]\nsha256 = [\"00\"]", &[], 1, "1 digests for 2 files"),
        ("filez = []", &[], 1, "unknown field `filez`"),
        ("files = [\"https://a.example/1\"]", &["theirs"], 2, "no feed is called \"theirs\""),
        ("files = [\"https://a.example/1\"]", &["--offline"], 2, "--offline opens no socket"),
    ];
    for (feed, more, exit, reason) in cases {
        let output = Place::new().update_by(feed, more);
        assert_eq!(output.status.code(), Some(*exit), "{feed}: {}", error(&output));
        assert!(error(&output).contains(reason), "{feed}: {}", error(&output));
    }
}

/// Runs a script of the machine's own tools in a folder.
fn tool(folder: &Path, script: &str) {
    let output = Command::new("sh").args(["-ec", script]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{script}: {}", error(&output));
}

#[test]
fn a_stick_installs_what_the_agency_signed_and_nothing_else() {
    let stick = tempfile::tempdir().unwrap();
    let lists = stick.path().join("stick/watchlists/ours");
    std::fs::create_dir_all(&lists).unwrap();
    let origin = "id = \"ours\"\ntitle = \"t\"\nauthority = \"a\"\ncitation = \"c\"\nedition = \"2026-11-22\"\nshelf_life_days = 30\nsource = \"s\"\nlicence = \"l\"\naffiliates = \"named\"\n";
    std::fs::write(lists.join("ORIGIN.toml"), origin).unwrap();
    std::fs::write(lists.join("entries.csv"), "id,name\n1,Quorvex Works\n").unwrap();
    tool(
        stick.path(),
        "openssl ecparam -name prime256v1 -genkey -noout -out key.pem
         openssl req -x509 -new -key key.pem -subj /CN=agency -days 30 -out cert.pem -addext basicConstraints=critical,CA:false
         cd stick; sums=$(find * -type f | xargs sha256sum); echo \"$sums\" > SHA256SUMS
         openssl cms -sign -binary -in SHA256SUMS -signer ../cert.pem -inkey ../key.pem -outform DER -out SHA256SUMS.p7s",
    );
    let install = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
        command.env_clear().current_dir(stick.path()).args(["lists", "update", "--from", "stick", "--into", "lists"]);
        command.args(more).output().unwrap()
    };
    let keyed = ["--key", "cert.pem", "--offline"];
    assert_eq!(install(&[]).status.code(), Some(2));
    let good = install(&keyed);
    assert_eq!(good.status.code(), Some(0), "{}{}", said(&good), error(&good));
    assert!(said(&good).contains("ours: edition of 2026-11-22, 1 entries, signed by"), "{}", said(&good));
    let installed = stick.path().join("lists/watchlists/ours/entries.csv");
    assert_eq!(std::fs::read_to_string(&installed).unwrap(), "id,name\n1,Quorvex Works\n");

    std::fs::write(lists.join("entries.csv"), "id,name\n1,Nobody\n").unwrap();
    let altered = install(&keyed);
    assert_eq!(altered.status.code(), Some(20), "{}", error(&altered));
    assert!(said(&altered).contains("it was altered") && said(&altered).contains("nothing was installed"), "{}", said(&altered));
    assert_eq!(std::fs::read_to_string(&installed).unwrap(), "id,name\n1,Quorvex Works\n");
    std::fs::remove_file(lists.join("entries.csv")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", lists.join("entries.csv")).unwrap();
    let link = install(&keyed);
    assert!(error(&link).contains("this is a link"), "{}{}", said(&link), error(&link));
    assert!(!stick.path().join("lists/.incoming").exists());
}
