//! What must not happen to the portal, whatever is sent: names that climb, bombs, floods, cut connections, kill -9.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::portal::{Portal, admin, delivery, golden, json, multipart, named, portal};

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

/// Killed again and again while vendors send: what was answered is there and is judged once, and nothing is half there.
#[test]
fn nothing_that_was_answered_is_lost_by_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let (first, link) = fresh(folder.path());
    let vendor = first.token("vendor");
    let mut answered = std::collections::BTreeMap::new();
    let mut running = Some(first);
    for round in 0..12_u64 {
        let portal = running.take().unwrap_or_else(|| portal(folder.path()));
        let delay = Duration::from_millis(60 + round * 140);
        std::thread::scope(|scope| {
            let senders: Vec<_> = (0..3)
                .map(|sender| {
                    let (client, url, vendor) = (portal.client.clone(), portal.url("/api/v1/submissions"), vendor.clone());
                    scope.spawn(move || {
                        let mut kept = Vec::new();
                        for number in 0.. {
                            let key = format!("{round}-{sender}-{number}");
                            let mut files = delivery("camera");
                            files.push((format!("{key}.txt"), key.clone().into_bytes()));
                            match multipart(client.post(&url).bearer_auth(&vendor).header("idempotency-key", &key), &named(&files)).send() {
                                Ok(answer) if answer.status() == 201 => kept.push((key, json(answer)["id"].as_str().unwrap().to_owned())),
                                Ok(answer) => panic!("{}", answer.status()),
                                Err(_) => break,
                            }
                        }
                        kept
                    })
                })
                .collect();
            std::thread::sleep(delay);
            portal.kill();
            for sender in senders {
                answered.extend(sender.join().unwrap());
            }
        });
    }
    let portal = portal(folder.path());
    assert!(admin(folder.path(), &["verify-audit"]).contains("whole"));
    let get = |path: &str| json(portal.client.get(portal.url(path)).bearer_auth(&vendor).send().unwrap());
    let (mut after, mut seen, start) = (String::new(), Vec::new(), Instant::now());
    loop {
        let page = get(&format!("/api/v1/submissions?after={after}"));
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert!(answered.values().all(|id| seen.contains(id)), "what was answered is there");
    for id in &seen {
        let one = loop {
            let one = get(&format!("/api/v1/submissions/{id}"));
            if one["verdict"].is_string() {
                break one;
            }
            assert!(start.elapsed() < Duration::from_secs(120), "judged after all: {one}");
            std::thread::sleep(Duration::from_millis(50));
        };
        let documents = get(&format!("/api/v1/submissions/{id}/documents"));
        assert_eq!(documents["items"].as_array().unwrap().len(), delivery("camera").len() + 1, "no delivery is half there");
        let report = get(one["links"]["report"].as_str().unwrap());
        assert_eq!(report["verdict"], one["verdict"], "no verdict without its evidence");
    }
    // Nothing twice: each has one verdict, and the same key gives the same delivery.
    let (key, id) = answered.iter().next().expect("something was answered");
    let send = |files: &[(&str, Vec<u8>)]| {
        let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor).header("idempotency-key", key);
        multipart(post, files).send().unwrap()
    };
    let mut files = delivery("camera");
    files.push((format!("{key}.txt"), key.clone().into_bytes()));
    assert_eq!(json(send(&named(&files)))["id"].as_str(), Some(id.as_str()));
    // A key that answered for other files would be an acceptance of what nobody judged.
    assert_eq!(send(&[("a", vec![1])]).status(), 409);
    assert!(portal.page(&link).contains("camera"));
    let kept = verdicts_kept(folder.path());
    assert_eq!(kept, (seen.len() as i64, seen.len() as i64));
}

/// Verdicts, and distinct submissions that have one, read behind the portal's back.
fn verdicts_kept(folder: &std::path::Path) -> (i64, i64) {
    use sea_orm::{ConnectionTrait as _, Database, Statement};
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let database = Database::connect(format!("sqlite://{}", folder.join("kenpin.sqlite").display())).await.unwrap();
        let sql = "SELECT COUNT(*) AS verdicts, COUNT(DISTINCT submission) AS submissions FROM verdict";
        let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap().unwrap();
        (row.try_get("", "verdicts").unwrap(), row.try_get("", "submissions").unwrap())
    })
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
