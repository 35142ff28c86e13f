//! Large files through a link, in pieces (tus 1.0.0), over connections that break; and how far the judging is.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use kenpin::intake::Digest;
use reqwest::Method;
use reqwest::blocking::Response;

use super::portal::{Portal, delivery, golden, multipart, named, portal};
use super::portal_workers::Worker;

/// Bytes that no compression and no repetition hides a mistake in.
pub fn bytes(length: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(&mut next).flatten().take(length).collect()
}

struct Link<'a> {
    portal: &'a Portal,
    path: String,
}

impl Link<'_> {
    fn begin(&self, name: &str, length: usize) -> Response {
        use base64::Engine as _;
        let name = base64::engine::general_purpose::STANDARD.encode(name);
        let request = self.portal.client.post(self.portal.url(&format!("{}/pieces", self.path)));
        request
            .header("tus-resumable", "1.0.0")
            .header("upload-length", length)
            .header("upload-metadata", format!("filename {name}"))
            .send()
            .unwrap()
    }

    /// Path of a file that is begun.
    fn begun(&self, name: &str, length: usize) -> String {
        let answer = self.begin(name, length);
        assert_eq!((answer.status().as_u16(), &answer.headers()["tus-resumable"]), (201, &"1.0.0".parse().unwrap()));
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    fn offset(&self, file: &str) -> (u16, Option<u64>) {
        let answer = self.portal.client.head(self.portal.url(file)).send().unwrap();
        (answer.status().as_u16(), answer.headers().get("upload-offset").map(|value| value.to_str().unwrap().parse().unwrap()))
    }

    fn piece(&self, file: &str, offset: usize, piece: &[u8]) -> u16 {
        let request = self.portal.client.request(Method::PATCH, self.portal.url(file)).header("upload-offset", offset);
        let request = request.header("content-type", "application/offset+octet-stream");
        request.body(piece.to_vec()).send().unwrap().status().as_u16()
    }

    /// Sends the beginning of a piece and then breaks off.
    fn broken_piece(&self, file: &str, offset: usize, announced: usize, piece: &[u8]) {
        let address = self.portal.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "PATCH {file} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\nContent-Length: {announced}\r\n\r\n").unwrap();
        stream.write_all(piece).unwrap();
    }

    /// Makes a delivery of files under way, and of others.
    fn deliver(&self, begun: &[&str], files: &[(&str, Vec<u8>)]) -> Response {
        let boundary = "----kenpin-pieces";
        let mut body = Vec::new();
        for file in begun {
            let id = file.rsplit('/').next().unwrap();
            body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"upload\"\r\n\r\n{id}\r\n").bytes());
        }
        for (name, bytes) in files {
            body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n").bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").bytes());
        let request = self.portal.client.post(self.portal.url(&format!("{}/files", self.path)));
        request.header("content-type", format!("multipart/form-data; boundary={boundary}")).body(body).send().unwrap()
    }

    fn until(&self, file: &str, is_good: impl Fn(u64) -> bool) -> u64 {
        let start = Instant::now();
        loop {
            let offset = self.offset(file).1.unwrap();
            if is_good(offset) {
                return offset;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "{file}: {offset}");
        }
    }
}

fn link<'a>(portal: &'a Portal, case: &str) -> Link<'a> {
    let buyer = portal.token("buyer");
    Link { portal, path: portal.link(&buyer, case) }
}

#[test]
fn a_large_file_comes_whole_over_connections_that_break_and_a_portal_that_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (first, whole) = (portal(folder.path()), bytes(30 << 20));
    let path = link(&first, "camera").path;
    let link = Link { portal: &first, path: path.clone() };
    let file = link.begun("photos/front 海.tiff", whole.len());
    assert_eq!(link.offset(&file), (200, Some(0)));
    assert_eq!(link.piece(&file, 0, &whole[..5_000_000]), 204);
    assert_eq!(link.offset(&file), (200, Some(5_000_000)));
    link.broken_piece(&file, 5_000_000, 20_000_000, &whole[5_000_000..15_000_000]);
    let here = link.until(&file, |offset| offset > 5_000_000);
    assert!(here <= 15_000_000, "{here}");

    // Killed while more comes: what was said to be there is there.
    let slow = Link { portal: &first, path: path.clone() };
    let start = Instant::now();
    while slow.piece(&file, usize::try_from(slow.offset(&file).1.unwrap()).unwrap(), &[]) != 204 {
        assert!(start.elapsed() < Duration::from_secs(40), "the broken connection holds the file");
    }
    let here = usize::try_from(slow.offset(&file).1.unwrap()).unwrap();
    slow.broken_piece(&file, here, whole.len() - here, &whole[here..here + 9_000_000]);
    let said = slow.until(&file, |offset| offset > here as u64);
    first.kill();
    let second = portal(folder.path());
    let link = Link { portal: &second, path };
    let here = usize::try_from(link.offset(&file).1.unwrap()).unwrap();
    assert!(here as u64 >= said, "{here} {said}");
    assert_eq!(link.deliver(&[&file], &[]).status(), 409, "not all of it is here");
    assert_eq!(link.piece(&file, here, &whole[here..]), 204);

    let answer = link.deliver(&[&file], &named(&delivery("camera")));
    assert_eq!(answer.status(), 303, "{}", answer.text().unwrap());
    let page = answer.headers()["location"].to_str().unwrap().to_owned();
    second.judged(&page);
    let report: serde_json::Value = serde_json::from_str(&second.page(&format!("{page}/report/json"))).unwrap();
    let documents = report["inputs"]["documents"].as_array().unwrap();
    let large = documents.iter().find(|document| document["path"] == "photos/front 海.tiff").expect("the report names it");
    assert_eq!(large["sha256"], Digest::of(&whole).to_string());
    assert_eq!(documents.len(), delivery("camera").len() + 1);
    assert_eq!(link.offset(&file), (404, None), "a delivery was made of it");
    assert_eq!(link.deliver(&[&file], &[]).status(), 404);
}

#[test]
fn a_file_under_way_is_its_links_own_and_takes_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let ca = golden("camera").join("trusted-ca.pem");
    let portal = Portal::start(folder.path(), &["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23", "--max-upload", "1MiB"]);
    let (mine, theirs) = (link(&portal, "camera"), link(&portal, "hisilicon"));
    let file = mine.begun("a.json", 100);

    // Another's link, nobody's file, no file at all: nothing is there.
    let id = file.rsplit('/').next().unwrap();
    for path in [
        format!("{}/pieces/{id}", theirs.path),
        format!("{}/pieces/01920000-0000-7000-8000-000000000000", mine.path),
        format!("{}/pieces/..%2F{id}", mine.path),
        format!("/r/AAAA/pieces/{id}"),
    ] {
        assert_eq!(theirs.offset(&path), (404, None), "{path}");
        assert_eq!(theirs.piece(&path, 0, b"x"), 404, "{path}");
    }
    assert_eq!(theirs.deliver(&[&file], &[]).status(), 404);

    // Not at another place, not more than it said, not by two at once, not as something else.
    assert_eq!(mine.piece(&file, 7, b"x"), 409);
    assert_eq!(mine.piece(&file, 0, &[0; 101]), 400);
    assert_eq!(mine.offset(&file), (200, Some(0)));
    let bare = portal.client.request(Method::PATCH, portal.url(&file)).header("upload-offset", 0).body("x").send().unwrap();
    assert_eq!(bare.status(), 400);
    mine.broken_piece_held(&file, |held| {
        assert_eq!(mine.piece(&file, 0, b"x"), 409, "another connection has it");
        drop(held);
    });

    // Bounded in bytes, in names and in number.
    assert_eq!(mine.begin("a", (1 << 20) + 1).status(), 413);
    assert_eq!(mine.begin("a", 1 << 20).status(), 413, "together with the one before it is too much");
    assert_eq!(mine.begin("a\u{7}", 1).status(), 400);
    assert_eq!(mine.begin(&"n".repeat(5_000), 1).status(), 400);
    let no_length = portal.client.post(portal.url(&format!("{}/pieces", mine.path))).send().unwrap();
    assert!(no_length.status() == 400 && no_length.text().unwrap().contains("upload-length"));
    let begun = (0..200).take_while(|number| mine.begin(&number.to_string(), 1).status() == 201).count();
    assert_eq!(begun, 99, "a hundred at once");
    assert_eq!(theirs.begin("a", (1 << 20) - 1).status(), 201, "another link has its own measure");

    // What lies there for ten minutes makes room for another one, and what the disk has lost is begun anew.
    let lying = theirs.begun("b", 1);
    let path = |file: &str| {
        let id = file.rsplit('/').next().unwrap();
        let owners = std::fs::read_dir(folder.path().join("begun")).unwrap();
        owners.map(|owner| owner.unwrap().path().join(id)).find(|path| path.exists()).expect("it is on the disk")
    };
    let aged = std::time::SystemTime::now() - Duration::from_secs(700);
    for file in [path(&lying), path(&lying).with_extension("json")] {
        std::fs::File::options().write(true).open(file).unwrap().set_modified(aged).unwrap();
    }
    assert_eq!(theirs.offset(&lying).0, 200);
    assert_eq!(theirs.begin("c", 1 << 20).status(), 413, "what is younger stays");
    assert_eq!(theirs.offset(&lying).0, 404);
    let third = link(&portal, "second-bill-unreadable");
    let cut = third.begun("cut.bin", 60);
    assert_eq!(third.piece(&cut, 0, &[b'A'; 50]), 204);
    std::fs::File::options().write(true).open(path(&cut)).unwrap().set_len(30).unwrap();
    assert_eq!(third.piece(&cut, 50, &[b'B'; 10]), 404);

    // The same file named often costs what it costs once each.
    let third = link(&portal, "altered");
    let often = third.begun("often.bin", 400_000);
    assert_eq!(third.piece(&often, 0, &bytes(400_000)), 204);
    assert_eq!(third.deliver(&[&often, &often, &often], &[]).status(), 413);
    assert_eq!(third.deliver(&[&often, &often], &[]).status(), 303);
}

impl Link<'_> {
    /// Does something while another connection is sending a piece.
    fn broken_piece_held(&self, file: &str, during: impl FnOnce(TcpStream)) {
        let address = self.portal.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "PATCH {file} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n").unwrap();
        // The portal asks for the body once it has the file.
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 100");
        during(stream);
    }
}

#[test]
fn whoever_waits_is_told_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let ca = golden("camera").join("trusted-ca.pem");
    let more = ["--trusted-ca", ca.to_str().unwrap(), "--at", "2026-11-23", "--workers", "0"];
    let portal = Portal::start(folder.path(), &more);
    let link = link(&portal, "camera");
    let page = portal.send(&link.path, &named(&delivery("camera")));
    let waiting = portal.page(&format!("{page}?lang=en"));
    assert!(
        waiting.contains(&format!("data-events=\"{page}/events\"")) && waiting.contains("<noscript><meta http-equiv=\"refresh\""),
        "{waiting}"
    );
    let answer = portal.get(&format!("{page}/events"));
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut lines = BufReader::new(answer).lines().map(Result::unwrap).filter(|line| line.starts_with("event") || line.starts_with("data"));
    let mut next = || (lines.next().unwrap(), lines.next().unwrap());
    assert_eq!(next(), ("event: stage".to_owned(), "data: Your files are safe and wait for their turn.".to_owned()));
    let mut worker = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    worker.env_clear().args(["worker", "--at", "2026-11-23", "--trusted-ca"]).arg(&ca).arg("--data").arg(folder.path());
    let worker = Worker::started(worker);
    let mut told = next();
    while told.0 == "event: stage" {
        assert!(told.1.contains("are being checked"), "{told:?}");
        told = next();
    }
    assert_eq!(told.0, "event: judged");
    drop(worker);
    portal.judged(&page);
    assert_eq!(portal.get(&format!("{}/01920000-0000-7000-8000-000000000000/events", link.path)).status(), 404);
    let other = multipart(portal.client.post(portal.url(&format!("{}/files", link.path))), &[("x", vec![1])]).send().unwrap();
    assert_eq!(other.status(), 303);
}
