//! A portal as a vendor's program meets it: files up as a stream, JSON and reports down; bounded in bytes and time, and sent again
//! under the same key where the line breaks.

use std::collections::VecDeque;
use std::fs;
use std::io::{Cursor, Error, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use reqwest::blocking::{Body, Client, RequestBuilder, Response};
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::{StatusCode, Url};
use serde::Deserialize;

use super::{FeedFault, Limits, because, client, now};
use crate::intake::{Digest, Hasher};

/// How often the same is tried.
const ATTEMPTS: u32 = 5;
/// Longest answer that is no report, in bytes.
const SHORT: u64 = 1 << 20;
/// The longest wait before the next attempt, whatever a server asks for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Longest text of a problem that is shown, in characters.
const DETAIL: usize = 2_000;

/// Why nothing came of it. What a server wrote is in some of them: an edge escapes it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortalFault {
    #[error(transparent)]
    Network(#[from] FeedFault),
    #[error("the portal cannot be reached or is not who it says: {0}")]
    NotThere(String),
    #[error("the portal sends elsewhere, to {0}; nothing was sent there")]
    Moved(String),
    #[error("the portal refuses this (status {status}): {detail}")]
    Refused { status: u16, detail: String },
    #[error("the portal cannot answer now (status {status}): {detail}")]
    Busy { status: u16, detail: String, wait: Option<Duration> },
    #[error("this file changed while it was sent: {0}")]
    Changed(String),
    #[error("what answers there is no portal of kenpin: {0}")]
    Stranger(String),
}

/// A file to be sent.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As the portal is told.
    pub name: String,
    pub place: PathBuf,
    pub bytes: u64,
    /// Of what is to arrive.
    pub digest: Digest,
}

/// One portal, and who asks.
pub struct Portal {
    client: Client,
    base: Url,
    authorization: HeaderValue,
    limits: Limits,
}

/// RFC 9457.
#[derive(Deserialize)]
struct Problem {
    detail: String,
}

impl Portal {
    /// `token`: in visible ASCII. `limits`: of one answer.
    ///
    /// # Errors
    /// [`FeedFault::NoNetwork`], also for a token that no header can carry.
    pub fn new(base: Url, token: &str, limits: Limits) -> Result<Self, PortalFault> {
        let mut authorization =
            HeaderValue::from_str(&format!("Bearer {token}")).map_err(|error| FeedFault::NoNetwork(error.to_string()))?;
        authorization.set_sensitive(true);
        Ok(Self { client: client(&limits)?, base, authorization, limits })
    }

    /// Whether the portal is there and takes this token: asked before many bytes are sent, and told at once.
    ///
    /// # Errors
    /// [`PortalFault`], but for what another attempt may bring about.
    pub fn reach(&self) -> Result<(), PortalFault> {
        let request = self.client.get(self.address("api/v1/submissions?state=checking")?).header(AUTHORIZATION, &self.authorization);
        match watched(request, Limits { bytes: SHORT, ..self.limits }, Arc::default()) {
            Ok(_) | Err(PortalFault::Busy { .. } | PortalFault::Network(_)) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    /// Sends files as one delivery; `key` makes it the same one however often it is sent.
    ///
    /// # Errors
    /// [`PortalFault`], after several attempts where another one may help.
    pub fn send(&self, files: &[Upload], key: &str) -> Result<Vec<u8>, PortalFault> {
        let (changed, boundary) = (Arc::new(OnceLock::new()), boundary(files));
        let fault = |changed: &OnceLock<String>| changed.get().cloned().map(PortalFault::Changed);
        let sent = self.patiently(SHORT, |progress| {
            // Another attempt would send neither what was meant nor what is there now.
            if let Some(fault) = fault(&changed) {
                return Err(fault);
            }
            let (body, length) = Multipart::of(files, &boundary, Arc::clone(progress), Arc::clone(&changed));
            let form = format!("multipart/form-data; boundary={boundary}");
            let request = self.client.post(self.address("api/v1/submissions")?).header(CONTENT_TYPE, form).header("idempotency-key", key);
            Ok(request.body(Body::sized(body, length)))
        });
        sent.map_err(|error| fault(&changed).unwrap_or(error))
    }

    /// What stands at this path below the portal's address.
    ///
    /// # Errors
    /// As [`Portal::send`].
    pub fn get(&self, path: &str) -> Result<Vec<u8>, PortalFault> {
        self.patiently(SHORT, |_| Ok(self.client.get(self.address(path)?)))
    }

    /// The report at this path, which may be long.
    ///
    /// # Errors
    /// As [`Portal::send`].
    pub fn report(&self, path: &str) -> Result<Vec<u8>, PortalFault> {
        self.patiently(self.limits.bytes, |_| Ok(self.client.get(self.address(path)?)))
    }

    fn address(&self, path: &str) -> Result<Url, PortalFault> {
        let base = self.base.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}/{path}")).map_err(|error| PortalFault::Stranger(error.to_string()))
    }

    /// Tries again what another attempt may bring about.
    fn patiently(
        &self,
        bytes: u64,
        request: impl Fn(&Arc<AtomicU64>) -> Result<RequestBuilder, PortalFault>,
    ) -> Result<Vec<u8>, PortalFault> {
        let limits = Limits { bytes, ..self.limits };
        let mut wait = Duration::from_millis(500);
        for _ in 1..ATTEMPTS {
            let progress = Arc::new(AtomicU64::new(0));
            match watched(request(&progress)?.header(AUTHORIZATION, &self.authorization), limits, progress) {
                Err(PortalFault::Busy { wait: asked, .. }) => std::thread::sleep(asked.unwrap_or(wait).min(LONGEST_WAIT)),
                Err(
                    PortalFault::NotThere(_) | PortalFault::Network(FeedFault::Unreachable(_) | FeedFault::Cut(_) | FeedFault::Slow(_)),
                ) => {
                    std::thread::sleep(wait);
                }
                outcome => return outcome,
            }
            wait = wait.saturating_mul(2);
        }
        let progress = Arc::new(AtomicU64::new(0));
        watched(request(&progress)?.header(AUTHORIZATION, &self.authorization), limits, progress)
    }
}

/// One attempt, given up where nothing moves in either direction.
fn watched(request: RequestBuilder, limits: Limits, progress: Arc<AtomicU64>) -> Result<Vec<u8>, PortalFault> {
    let request = request.timeout(limits.whole);
    let (moved, (done, waiting)) = (Arc::clone(&progress), channel());
    std::thread::spawn(move || {
        // Nobody waits any more where this attempt was given up.
        let _late = done.send(exchange(request, &limits, &moved));
    });
    let slow = || PortalFault::Network(FeedFault::Slow(limits.silence.as_secs()));
    let mut before = progress.load(Ordering::SeqCst);
    loop {
        match waiting.recv_timeout(limits.silence) {
            Ok(outcome) => return outcome,
            Err(RecvTimeoutError::Disconnected) => return Err(slow()),
            Err(RecvTimeoutError::Timeout) => {
                let moved = progress.load(Ordering::SeqCst);
                if moved == before {
                    return Err(slow());
                }
                before = moved;
            }
        }
    }
}

/// Sends one request and takes the whole answer.
fn exchange(request: RequestBuilder, limits: &Limits, progress: &AtomicU64) -> Result<Vec<u8>, PortalFault> {
    let begun_at = now();
    let response = request.send().map_err(|error| {
        if error.is_connect() { PortalFault::NotThere(because(&error)) } else { super::unreachable(&error, limits).into() }
    })?;
    let status = response.status();
    if status.is_redirection() {
        let place = response.headers().get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("an address that it does not name");
        return Err(PortalFault::Moved(place.to_owned()));
    }
    if let Some(packed) = response.headers().get(CONTENT_ENCODING).and_then(|value| value.to_str().ok()).filter(|how| *how != "identity") {
        return Err(FeedFault::Packed(packed.to_owned()).into());
    }
    let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok()).map(Duration::from_secs);
    let bytes = body(response, limits, progress, begun_at)?;
    if status.is_success() {
        return Ok(bytes);
    }
    let detail = serde_json::from_slice::<Problem>(&bytes).map_or_else(|_| "it does not say why".to_owned(), |problem| problem.detail);
    let (status, detail) = (status.as_u16(), detail.chars().take(DETAIL).collect());
    Err(if IS_BUSY.contains(&status) { PortalFault::Busy { status, detail, wait } } else { PortalFault::Refused { status, detail } })
}

/// What passes by itself.
const IS_BUSY: [u16; 5] = [
    StatusCode::TOO_MANY_REQUESTS.as_u16(),
    StatusCode::BAD_GATEWAY.as_u16(),
    StatusCode::SERVICE_UNAVAILABLE.as_u16(),
    StatusCode::GATEWAY_TIMEOUT.as_u16(),
    StatusCode::REQUEST_TIMEOUT.as_u16(),
];

fn body(mut response: Response, limits: &Limits, progress: &AtomicU64, begun_at: Instant) -> Result<Vec<u8>, PortalFault> {
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 1 << 16]);
    loop {
        let read = response.read(&mut piece).map_err(|error| super::cut(&error, limits))?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
        let length = u64::try_from(read).unwrap_or(u64::MAX);
        progress.fetch_add(length, Ordering::SeqCst);
        if u64::try_from(bytes.len()).is_ok_and(|length| length > limits.bytes) {
            return Err(FeedFault::TooLong(limits.bytes).into());
        }
        if now().duration_since(begun_at) > limits.whole {
            return Err(FeedFault::Slow(limits.silence.as_secs()).into());
        }
    }
}

/// What stands between the parts: of the files' own digests, so that no file can hold it.
fn boundary(files: &[Upload]) -> String {
    let mut hasher = Hasher::default();
    for file in files {
        hasher.update(file.digest.to_string().as_bytes());
    }
    format!("kenpin-{}", hasher.finish().to_string().chars().take(40).collect::<String>())
}

/// `multipart/form-data` (RFC 7578), read from the files while it is sent.
struct Multipart {
    parts: VecDeque<Part>,
    open: Option<Open>,
    progress: Arc<AtomicU64>,
    changed: Arc<OnceLock<String>>,
}

enum Part {
    Words(Vec<u8>),
    File(Upload),
}

/// The part that is being sent.
enum Open {
    Words(Cursor<Vec<u8>>),
    File { file: fs::File, left: u64, hasher: Hasher, upload: Upload },
}

impl Multipart {
    /// The body, and its length.
    fn of(files: &[Upload], boundary: &str, progress: Arc<AtomicU64>, changed: Arc<OnceLock<String>>) -> (Self, u64) {
        let (mut parts, mut length) = (VecDeque::new(), 0_u64);
        let mut words = String::new();
        for file in files {
            // As browsers write a name (HTML, "multipart/form-data encoding algorithm").
            let name = file.name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
            words.push_str(&format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            ));
            length = length.saturating_add(file.bytes);
            parts.extend([Part::Words(std::mem::take(&mut words).into_bytes()), Part::File(file.clone())]);
            words.push_str("\r\n");
        }
        words.push_str(&format!("--{boundary}--\r\n"));
        parts.push_back(Part::Words(words.into_bytes()));
        for part in &parts {
            if let Part::Words(words) = part {
                length = length.saturating_add(u64::try_from(words.len()).unwrap_or(u64::MAX));
            }
        }
        (Self { parts, open: None, progress, changed }, length)
    }

    #[allow(clippy::disallowed_methods, reason = "the edge sends files")]
    fn next(&mut self) -> std::io::Result<Option<Open>> {
        Ok(match self.parts.pop_front() {
            None => None,
            Some(Part::Words(words)) => Some(Open::Words(Cursor::new(words))),
            Some(Part::File(file)) => {
                let opened = fs::File::open(&file.place).inspect_err(|_| {
                    let _first = self.changed.set(file.name.clone());
                })?;
                Some(Open::File { file: opened, left: file.bytes, hasher: Hasher::default(), upload: file })
            }
        })
    }
}

impl Read for Multipart {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let read = match &mut self.open {
                Some(Open::Words(words)) => words.read(buffer)?,
                Some(Open::File { file, left, hasher, upload }) => {
                    let read = file.take(*left).read(buffer)?;
                    hasher.update(buffer.get(..read).unwrap_or_default());
                    *left = left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
                    // Before the part ends: what broke off is no delivery.
                    if read == 0 && (*left > 0 || hasher.finish() != upload.digest) {
                        let _first = self.changed.set(upload.name.clone());
                        return Err(Error::other("a file changed while it was sent"));
                    }
                    read
                }
                None => 0,
            };
            if read > 0 {
                self.progress.fetch_add(u64::try_from(read).unwrap_or(u64::MAX), Ordering::SeqCst);
                return Ok(read);
            }
            self.open = self.next()?;
            if self.open.is_none() {
                return Ok(0);
            }
        }
    }
}
