//! What an operator watches: every line as Prometheus reads it, right numbers, no vendor's word, and for whom it is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::portal::{delivery, json, multipart, named, portal};

/// Samples by their whole name with labels, read as strictly as the format has it (version 0.0.4).
fn read(text: &str) -> BTreeMap<String, f64> {
    let (mut samples, mut kinds, mut helped) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut family = String::new();
    assert!(text.ends_with('\n'));
    for line in text.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, says) = help.split_once(' ').unwrap();
            assert!(is_name(name) && !says.is_empty() && helped.insert(name.to_owned()), "{line}");
            continue;
        }
        if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').unwrap();
            assert!(matches!(kind, "counter" | "gauge" | "histogram") && helped.contains(name), "{line}");
            assert!(kinds.insert(name.to_owned(), kind.to_owned()).is_none(), "told once: {line}");
            assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
            family = name.to_owned();
            continue;
        }
        let (whole, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line}"));
        let name = whole.split('{').next().unwrap();
        let part = name.strip_prefix(&family).unwrap_or_else(|| panic!("{line} stands under {family}"));
        let parts: &[&str] = if kinds[&family] == "histogram" { &["_bucket", "_sum", "_count"] } else { &[""] };
        assert!(is_name(name) && parts.contains(&part), "{line}");
        if let Some(labels) = whole.strip_prefix(name).filter(|labels| !labels.is_empty()) {
            let inside = labels.strip_prefix('{').and_then(|labels| labels.strip_suffix('}')).unwrap_or_else(|| panic!("{line}"));
            for label in inside.split("\",") {
                let (key, value) = label.split_once("=\"").unwrap_or_else(|| panic!("{line}"));
                let value = value.trim_end_matches('"');
                assert!(is_name(key) && !value.is_empty() && !value.contains(['"', '\\', '\n']), "{line}");
            }
        }
        assert!(samples.insert(whole.to_owned(), value.parse().unwrap()).is_none(), "twice: {line}");
    }
    samples
}

#[test]
fn what_is_counted_is_what_happened_and_names_no_vendor() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (vendor, buyer) = (portal.token("vendor"), portal.token("buyer"));
    let before = portal.page("/metrics");
    assert_eq!(read(&before)["kenpin_verdicts_total{word=\"reject\"}"], 0.0);
    let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor);
    assert_eq!(json(multipart(post, &named(&delivery("hisilicon"))).send().unwrap())["verdict"], "reject");
    let link = portal.link(&buyer, "camera");
    portal.judged(&portal.send(&link, &named(&delivery("camera"))));
    assert_eq!(portal.get("/nowhere/Tama%22%7D%0Aevil").status(), 404);
    assert_eq!(portal.client.get(portal.url("/api/v1/submissions")).bearer_auth("wrong").send().unwrap().status(), 401);

    let answer = portal.get("/metrics");
    assert_eq!(answer.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let text = answer.text().unwrap();
    let found = read(&text);
    let of = |name: &str| *found.get(name).unwrap_or_else(|| panic!("{name} in\n{text}"));
    assert_eq!(of("kenpin_http_requests_total{method=\"POST\",route=\"/api/v1/submissions\",class=\"2xx\"}"), 1.0);
    assert_eq!(of("kenpin_http_requests_total{method=\"GET\",route=\"/api/v1/submissions\",class=\"4xx\"}"), 1.0);
    assert_eq!(of("kenpin_http_requests_total{method=\"POST\",route=\"/r/{secret}/files\",class=\"3xx\"}"), 1.0);
    assert_eq!(of("kenpin_http_requests_total{method=\"other\",route=\"other\",class=\"4xx\"}"), 1.0);
    let bytes: usize = delivery("hisilicon").iter().chain(&delivery("camera")).map(|(_, bytes)| bytes.len()).sum();
    assert_eq!(of("kenpin_upload_bytes_total"), bytes as f64);
    assert_eq!(of("kenpin_verdicts_total{word=\"reject\"}"), 1.0);
    assert_eq!(of("kenpin_verdicts_total{word=\"accept\"}"), 1.0);
    assert_eq!(of("kenpin_jobs{kind=\"judge\"}") + of("kenpin_oldest_job_seconds"), 0.0);
    for part in ["database", "storage", "lists"] {
        assert_eq!(of(&format!("kenpin_ready{{part=\"{part}\"}}")), 1.0);
    }
    assert!(of("kenpin_list_age_days{list=\"us-fcc-covered-list\"}") < of("kenpin_list_shelf_life_days{list=\"us-fcc-covered-list\"}"));
    assert!(of("process_resident_memory_bytes") > 1e6 && of("process_open_fds") > 3.0);
    // The histogram adds up: each bound holds all below it, and the last one everything.
    let post = "{method=\"POST\",route=\"/api/v1/submissions\"";
    let bucket = |bound: &str| of(&format!("kenpin_http_request_duration_seconds_bucket{post},le=\"{bound}\"}}"));
    let bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"];
    assert!(bounds.windows(2).all(|pair| bucket(pair[0]) <= bucket(pair[1])), "{text}");
    assert_eq!((bucket("+Inf"), of(&format!("kenpin_http_request_duration_seconds_count{post}}}"))), (1.0, 1.0));
    assert!(of(&format!("kenpin_http_request_duration_seconds_sum{post}}}")) > 0.0);
    for secret in ["Tama", "evil", "HiSilicon", link.rsplit('/').next().unwrap(), &vendor] {
        assert!(!text.contains(secret), "{secret} in\n{text}");
    }
    assert!(text.lines().count() < 2_000);
    prometheus_reads(&text);
}

/// The parser of Prometheus' own Python library, where one is named.
fn prometheus_reads(text: &str) {
    let Ok(python) = std::env::var("KENPIN_TEST_PROMETHEUS") else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "KENPIN_TEST_PROMETHEUS is not set: in CI nothing is skipped");
        println!("SKIPPED: KENPIN_TEST_PROMETHEUS names no Python with prometheus_client (test.sh installs it)");
        return;
    };
    let script = "import sys\nfrom prometheus_client.parser import text_string_to_metric_families as read\nprint(sum(len(family.samples) for family in read(sys.stdin.read())))";
    let mut child = Command::new(python).args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let samples = text.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), samples.to_string());
}

/// Whoever is on the machine itself reads it; through a proxy, or from elsewhere, auditors and administrators do.
#[test]
fn behind_a_proxy_only_overseers_read_what_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let get = |token: Option<&str>, header: Option<&str>| {
        let request = portal.client.get(portal.url("/metrics"));
        let request = header.into_iter().fold(request, |request, header| request.header(header, "192.0.2.1"));
        let request = token.into_iter().fold(request, |request, token| request.bearer_auth(token));
        request.send().unwrap().status().as_u16()
    };
    assert_eq!(get(None, None), 200);
    for header in ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"] {
        assert_eq!(get(None, Some(header)), 401, "{header}");
    }
    for (role, status) in [("vendor", 403), ("buyer", 403), ("auditor", 200), ("admin", 200)] {
        assert_eq!(get(Some(&portal.token(role)), Some("x-forwarded-proto")), status, "{role}");
    }
    assert_eq!(get(Some("wrong"), Some("via")), 401);
}
