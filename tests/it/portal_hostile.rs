//! What must not happen to the portal, whatever is sent: names that climb, bombs, floods, cut connections, kill -9.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::portal::{Portal, golden, json, multipart, portal};

/// A link to send to, in a fresh portal.
fn fresh(folder: &std::path::Path) -> (Portal, String) {
    let portal = portal(folder);
    let link = portal.link(&portal.token("buyer"), "camera");
    (portal, link)
}

#[test]
fn a_name_that_climbs_out_is_a_finding_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    for name in ["../../../../tmp/kenpin-climbed", "/etc/kenpin-climbed", "a\\..\\b", "C:\\x", "..", "a/../../b"] {
        let page = portal.send(&link, &[(name, b"x".to_vec())]);
        let text = portal.judged(&page);
        assert!(text.contains("KP-I") && !text.contains("may be accepted"), "{name}: {text}");
    }
    assert!(!std::path::Path::new("/tmp/kenpin-climbed").exists() && !std::path::Path::new("/etc/kenpin-climbed").exists());
}

#[test]
fn script_in_a_name_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    let hostile = "<img src=x onerror=alert(1)>'-alert(1)-';<script>.json";
    let page = portal.send(&link, &[(hostile, br#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"device","name":"<script>alert(1)</script>","supplier":{"name":"x","url":["javascript:alert(1)"]}}]}"#.to_vec())]);
    let text = portal.judged(&page);
    assert!(text.contains("&#60;img src=x") && text.contains("&#60;script&#62;alert(1)"), "{text}");
    for tag in ["<img", "<script", "href=\"javascript:"] {
        assert!(!text.contains(tag), "{tag}");
    }
    let command = text.split("<pre>kenpin verify ").nth(1).unwrap().split("</pre>").next().unwrap();
    assert!(command.starts_with("&#39;./&#60;img") && command.contains("&#39;\\&#39;&#39;"), "a shell takes the name as it is: {command}");
}

/// A zip that unpacks to gigabytes, JSON a million deep, noise, nothing at all.
#[test]
fn bombs_and_noise_are_answered_with_findings() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("bomb.json", zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
    for _ in 0..600 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    let deep =
        [b"{\"bomFormat\":\"CycloneDX\",\"a\":".to_vec(), vec![b'['; 1_000_000], b"1".to_vec(), vec![b']'; 1_000_000], b"}".to_vec()]
            .concat();
    let noise: Vec<u8> = (0..100_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for (name, bytes) in [("bomb.zip", bomb), ("deep.json", deep), ("noise.bin", noise), ("empty.json", Vec::new())] {
        let page = portal.send(&link, &[(name, bytes)]);
        let text = portal.judged(&page);
        assert!(!text.contains("may be accepted") && text.contains("KP-"), "{name}: {text}");
    }
    assert_eq!(portal.get("/readyz").status(), 200);
}

#[test]
fn ten_thousand_files_are_refused_with_the_way_to_send_them() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    let names: Vec<String> = (0..10_000).map(|number| format!("{number}.json")).collect();
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), b"{}".to_vec())).collect();
    let answer = multipart(portal.client.post(portal.url(&format!("{link}/files"))), &files).send();
    // A browser that is still sending may see the connection end before it reads the answer.
    if let Ok(answer) = answer {
        assert_eq!(answer.status(), 413);
        assert!(answer.text().unwrap().contains("send them as one archive"));
    }
    assert!(portal.page(&link).contains("Nothing here yet"), "what was refused is no delivery");
    assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
    // As one archive they are judged like any other.
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in &names {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(b"{}").unwrap();
    }
    let archive = archive.finish().unwrap().into_inner();
    let text = portal.judged(&portal.send(&link, &[("all.zip", archive)]));
    assert!(text.contains("KP-") && !text.contains("may be accepted"), "{text}");
}

#[test]
fn what_is_no_upload_is_a_4xx_that_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::start(folder.path(), &["--at", "2026-11-23", "--max-upload", "1MiB"]);
    let link = portal.link(&portal.token("buyer"), "camera");
    let vendor = portal.token("vendor");
    let files = portal.url(&format!("{link}/files"));
    let post = || portal.client.post(&files);
    assert_eq!(multipart(post(), &[]).send().unwrap().status(), 400);
    assert_eq!(multipart(post(), &[("", Vec::new())]).send().unwrap().status(), 400, "a form without a chosen file");
    assert_eq!(post().header("content-type", "multipart/form-data").body("x").send().unwrap().status(), 400);
    assert_eq!(post().header("content-type", "multipart/form-data; boundary=b").body("--b\r\nbroken").send().unwrap().status(), 400);
    assert_eq!(multipart(post(), &[(&"n".repeat(5_000), vec![1])]).send().unwrap().status(), 400);
    if let Ok(answer) = multipart(post(), &[("big", vec![0; 3 << 20])]).send() {
        assert_eq!(answer.status(), 413);
        assert!(answer.text().unwrap().contains("1048576 bytes"));
    }
    let empty = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor).body("").send().unwrap();
    assert_eq!(empty.status(), 400);
    assert!(json(empty)["detail"].as_str().unwrap().contains("nothing was sent"));
    assert_eq!(portal.client.put(portal.url("/inbox")).send().unwrap().status(), 405);
}

/// Memory stays what it was, however much comes.
#[test]
fn a_large_upload_is_never_held_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    let peak = |portal: &Portal| -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", portal.id())).unwrap();
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().split(' ').next()?.parse().ok()).unwrap()
    };
    let before = peak(&portal);
    let host = portal.address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let (head, bytes) = ("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"big.bin\"\r\n\r\n", 200_u64 << 20);
    let length = head.len() as u64 + bytes + "\r\n--b--\r\n".len() as u64;
    write!(stream, "POST {link}/files HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n{head}").unwrap();
    let piece = vec![7_u8; 1 << 20];
    let mut most = 0;
    for _ in 0..bytes >> 20 {
        stream.write_all(&piece).unwrap();
        most = most.max(peak(&portal));
    }
    // Not ended: nothing is judged yet, so that this is the upload's own memory.
    assert!(most < before + (64 << 10), "{before} kB before, {most} kB at most");
}

#[test]
fn slow_and_cut_connections_leave_nothing_and_block_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    let host = portal.address.strip_prefix("http://").unwrap().to_owned();
    let mut open: Vec<TcpStream> = (0..100).map(|_| TcpStream::connect(&host).unwrap()).collect();
    for stream in &mut open {
        stream.write_all(b"GET / HTTP/1.1\r\nHos").unwrap();
    }
    assert_eq!(portal.get("/healthz").status(), 200);
    let start = Instant::now();
    let mut first = open.swap_remove(0);
    first.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut rest = Vec::new();
    let _ended = first.read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(30), "headers that never end are cut off");
    let mut cut = TcpStream::connect(&host).unwrap();
    write!(cut, "POST {link}/files HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\nhalf").unwrap();
    drop(cut);
    let start = Instant::now();
    while std::fs::read_dir(folder.path().join("incoming")).unwrap().count() > 0 {
        assert!(start.elapsed() < Duration::from_secs(40), "the half of a file is taken away");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(portal.page(&link).contains("Nothing here yet"));
}

/// A name with a zero in it is none on any system, and PostgreSQL would not keep it.
#[test]
fn control_characters_are_a_4xx_wherever_a_text_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    let (vendor, buyer) = (portal.token("vendor"), portal.token("buyer"));
    let raw = |name: &str| {
        let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor);
        post.header("content-disposition", format!("attachment; filename*=UTF-8''{name}")).body("x").send().unwrap()
    };
    for name in ["a%00b", "a%0Ab", "%7F", "%C2%85"] {
        let answer = raw(name);
        assert_eq!(answer.status(), 400, "{name}");
        assert!(json(answer)["detail"].as_str().unwrap().contains("rename the file"), "{name}");
    }
    let files = portal.client.post(portal.url(&format!("{link}/files")));
    assert_eq!(multipart(files, &[("a\u{1}b", vec![1])]).send().unwrap().status(), 400);
    let post = |path: &str, body: serde_json::Value| {
        portal.client.post(portal.url(path)).bearer_auth(&buyer).body(body.to_string()).send().unwrap().status().as_u16()
    };
    let id = "01920000-0000-7000-8000-000000000000";
    assert_eq!(post("/api/v1/suppliers", serde_json::json!({ "name": "a\0b" })), 400);
    assert_eq!(post("/api/v1/requests", serde_json::json!({ "supplier": "a\0b", "title": "t" })), 400);
    let decision = |verdict: &str, reason: &str| serde_json::json!({ "decision": "accepted", "verdict": verdict, "reason": reason });
    let own = raw("x.json");
    assert_eq!(own.status(), 201);
    let own = json(own)["links"]["self"].as_str().unwrap().to_owned();
    assert_eq!(post(&format!("{own}/decision"), decision("\0", "r")), 400);
    assert_eq!(post(&format!("{own}/decision"), decision(id, "a\0b")), 400);
    let get = |path: &str| portal.client.get(portal.url(path)).bearer_auth(&buyer).send().unwrap().status().as_u16();
    assert_eq!((get("/search?q=%00"), get("/submissions/%00"), get("/api/v1/submissions?after=%00")), (200, 404, 200));
    let revoke = portal.client.post(portal.url("/requests/%00/revoke")).bearer_auth(&buyer).send().unwrap();
    assert_eq!(revoke.status(), 404);
}

/// Hundreds of sockets of one address leave room for all others, and say what is wrong.
#[test]
fn one_address_cannot_hold_every_connection() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let host = portal.address.strip_prefix("http://").unwrap().to_owned();
    let held: Vec<TcpStream> = (0..256).map(|_| TcpStream::connect(&host).unwrap()).collect();
    let over: Vec<TcpStream> = (0..250).map(|_| TcpStream::connect(&host).unwrap()).collect();
    let other = reqwest::blocking::Client::builder().local_address(std::net::IpAddr::from([127, 0, 0, 2])).no_proxy().build().unwrap();
    let start = Instant::now();
    assert_eq!(other.get(portal.url("/healthz")).send().unwrap().status(), 200);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let mut last = over.last().unwrap();
    last.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut said = String::new();
    last.read_to_string(&mut said).unwrap();
    let (head, body) = said.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 503") && head.contains("Retry-After"), "{head}");
    assert!(head.contains(&format!("Content-Length: {}", body.len())) && body.contains("close some"), "{said}");
    assert!(serde_json::from_str::<serde_json::Value>(body).is_ok(), "{body}");
    drop((held, over));
    let start = Instant::now();
    while portal.client.get(portal.url("/healthz")).send().map_or(0, |answer| answer.status().as_u16()) != 200 {
        assert!(start.elapsed() < Duration::from_secs(10), "places are given back");
    }
}

/// Whoever asks for much and reads nothing is given up.
#[test]
fn a_reader_that_stalls_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, link) = fresh(folder.path());
    let buyer = portal.token("buyer");
    let page = portal.send(&link, &[("big.bin", vec![b'x'; 24 << 20])]);
    portal.judged(&page);
    assert_eq!(portal.client.post(portal.url(&format!("{page}/hand-in"))).send().unwrap().status(), 303);
    let host = portal.address.strip_prefix("http://").unwrap().to_owned();
    let mut stalled = TcpStream::connect(&host).unwrap();
    let id = page.rsplit('/').next().unwrap();
    write!(stalled, "GET /submissions/{id}/documents/0 HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {buyer}\r\n\r\n").unwrap();
    std::thread::sleep(Duration::from_secs(35));
    stalled.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let (mut read, mut piece) = (0, vec![0; 1 << 20]);
    while let Ok(bytes @ 1..) = stalled.read(&mut piece) {
        read += bytes;
    }
    assert!(read > 0 && read < 24 << 20, "{read} bytes came, what the line itself held");
}

/// Forty vendors at one moment.
#[test]
fn many_vendors_at_once_are_all_answered() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let vendor = portal.token("vendor");
    let bill = std::fs::read(golden("camera").join("delivery/camera.cdx.json")).unwrap();
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..40_u32)
            .map(|number| {
                let (client, url, vendor, mut bytes) =
                    (portal.client.clone(), portal.url("/api/v1/submissions"), vendor.clone(), bill.clone());
                bytes.extend(std::iter::repeat_n(b' ', number as usize));
                scope.spawn(move || {
                    multipart(client.post(url).bearer_auth(vendor), &[("camera.cdx.json", bytes)]).send().unwrap().status().as_u16()
                })
            })
            .collect();
        for sender in senders {
            assert_eq!(sender.join().unwrap(), 201);
        }
    });
}
