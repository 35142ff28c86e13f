//! `GET /metrics`: what an operator watches, in the text that Prometheus reads. Numbers only: no label holds a word of a vendor's.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use super::office::readiness;
use super::routes::Route;
use super::{Portal, Shared};

/// Upper bounds of the histogram, in milliseconds.
const BOUNDS: [u64; 11] = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];
/// What is counted where no address fits.
const NOWHERE: (&str, &str) = ("other", "other");

/// What was counted since the start of this process.
#[derive(Default)]
pub(crate) struct Metrics {
    /// By method and address, both as the table of addresses has them.
    answers: Mutex<BTreeMap<(&'static str, &'static str), Answers>>,
    upload_bytes: AtomicU64,
}

/// Answers of one address.
#[derive(Clone, Copy, Default)]
struct Answers {
    /// 1xx to 5xx.
    classes: [u64; 5],
    /// Those within each bound, and not within the one before.
    within: [u64; BOUNDS.len()],
    took: Duration,
}

impl Metrics {
    /// Counts an answer; `None`: it was to no address of ours.
    pub(crate) fn answered(&self, route: Option<&'static Route>, status: u16, took: Duration) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = answers.entry(route.map_or(NOWHERE, |route| (route.method, route.path))).or_default();
        if let Some(class) = answers.classes.get_mut(usize::from(status / 100).saturating_sub(1)) {
            *class = class.saturating_add(1);
        }
        let fits = BOUNDS.iter().position(|bound| took <= Duration::from_millis(*bound));
        if let Some(within) = fits.and_then(|at| answers.within.get_mut(at)) {
            *within = within.saturating_add(1);
        }
        answers.took = answers.took.saturating_add(took);
    }

    /// Counts bytes that came with an upload, also of one that is refused in the end.
    pub(crate) fn uploaded(&self, bytes: u64) {
        self.upload_bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn write(&self, text: &mut Text) {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        text.family("kenpin_http_requests_total", "counter", "Answers by address and class of status.");
        for ((method, route), counted) in &answers {
            for (class, count) in ["1xx", "2xx", "3xx", "4xx", "5xx"].iter().zip(counted.classes).filter(|(_, count)| *count > 0) {
                text.sample("kenpin_http_requests_total", &[("method", method), ("route", route), ("class", class)], count);
            }
        }
        text.family("kenpin_http_request_duration_seconds", "histogram", "Time until an answer began, by address.");
        for ((method, route), counted) in &answers {
            let (all, mut within): (u64, u64) = (counted.classes.iter().sum(), 0);
            let bucket = "kenpin_http_request_duration_seconds_bucket";
            for (bound, count) in BOUNDS.iter().zip(counted.within) {
                within = within.saturating_add(count);
                let bound = Duration::from_millis(*bound).as_secs_f64().to_string();
                text.sample(bucket, &[("method", method), ("route", route), ("le", &bound)], within);
            }
            text.sample(bucket, &[("method", method), ("route", route), ("le", "+Inf")], all);
            let of = [("method", *method), ("route", *route)];
            text.sample("kenpin_http_request_duration_seconds_sum", &of, counted.took.as_secs_f64());
            text.sample("kenpin_http_request_duration_seconds_count", &of, all);
        }
        text.family("kenpin_upload_bytes_total", "counter", "Bytes of uploads, refused ones included.");
        text.sample("kenpin_upload_bytes_total", &[], self.upload_bytes.load(Ordering::Relaxed));
    }
}

/// The text format of Prometheus, version 0.0.4.
#[derive(Default)]
struct Text(String);

impl Text {
    /// Begins the samples of one name.
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        self.line(format_args!("# HELP {name} {help}"));
        self.line(format_args!("# TYPE {name} {kind}"));
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let escaped = |value: &str| value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        match labels.as_slice() {
            [] => self.line(format_args!("{name} {value}")),
            _ => self.line(format_args!("{name}{{{}}} {value}", labels.join(","))),
        }
    }

    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.family(name, "gauge", help);
        self.sample(name, &[], value);
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a text does not fail.
        let _written = writeln!(self.0, "{line}");
    }
}

pub(super) async fn metrics(State(portal): State<Shared>) -> Response {
    let mut text = Text::default();
    text.family("kenpin_build_info", "gauge", "The program, by version.");
    text.sample("kenpin_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    portal.metrics.write(&mut text);
    text.family("kenpin_ready", "gauge", "1: ready, as /readyz has it.");
    for (part, good) in readiness(&portal).await {
        text.sample("kenpin_ready", &[("part", part)], u8::from(good));
    }
    counted(&portal, &mut text).await;
    lists(&portal, &mut text).await;
    process(&mut text).await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text.0).into_response()
}

/// What the database knows, of all processes together.
async fn counted(portal: &Portal, text: &mut Text) {
    // A database that is away is not ready, and says nothing else.
    let Ok(counts) = portal.store.counts().await else { return };
    text.family("kenpin_jobs", "gauge", "Jobs that are not done, by kind.");
    counts.jobs.iter().for_each(|jobs| text.sample("kenpin_jobs", &[("kind", jobs.kind)], jobs.all));
    text.family("kenpin_jobs_leased", "gauge", "Jobs that a worker has now.");
    counts.jobs.iter().for_each(|jobs| text.sample("kenpin_jobs_leased", &[("kind", jobs.kind)], jobs.leased));
    text.family("kenpin_jobs_failing", "gauge", "Jobs whose last attempt came to nothing.");
    counts.jobs.iter().for_each(|jobs| text.sample("kenpin_jobs_failing", &[("kind", jobs.kind)], jobs.failing));
    text.gauge("kenpin_oldest_job_seconds", "Since when the oldest job waits; 0: none does.", counts.oldest_job_seconds);
    text.family("kenpin_verdicts_total", "counter", "Verdicts by word, of all processes.");
    counts.verdicts.iter().for_each(|(word, count)| text.sample("kenpin_verdicts_total", &[("word", word)], count));
}

/// The lists that were loaded last, young enough or not.
async fn lists(portal: &Portal, text: &mut Text) {
    let Some(bench) = portal.desk.last().await else { return };
    let lists = || bench.reference.watchlists.iter();
    text.family("kenpin_list_age_days", "gauge", "Days since a list was dated by its publisher.");
    for list in lists() {
        let days = bench.at.unix().saturating_sub(list.edition.midnight().unix()).max(0) / 86_400;
        text.sample("kenpin_list_age_days", &[("list", &list.id)], days);
    }
    text.family("kenpin_list_shelf_life_days", "gauge", "Days that a list may be used; nothing is judged by an older one.");
    lists().for_each(|list| text.sample("kenpin_list_shelf_life_days", &[("list", &list.id)], list.shelf_life_days));
}

/// Of this process, under the names that Prometheus' own libraries give them.
async fn process(text: &mut Text) {
    let status = tokio::fs::read_to_string("/proc/self/status").await.unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    if let Some(kibibytes) = resident {
        text.gauge("process_resident_memory_bytes", "Memory of this process.", kibibytes.saturating_mul(1024));
    }
    let Ok(mut entries) = tokio::fs::read_dir("/proc/self/fd").await else { return };
    let mut open = 0_u64;
    while let Ok(Some(_)) = entries.next_entry().await {
        open = open.saturating_add(1);
    }
    text.gauge("process_open_fds", "Open files and connections of this process.", open);
}
