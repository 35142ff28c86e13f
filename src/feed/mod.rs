//! EDGE: files over the network. Bounded in bytes and time, resumed where they were cut, never half.

pub mod image;
pub mod portal;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{CONTENT_ENCODING, CONTENT_RANGE, ETAG, HeaderMap, IF_NONE_MATCH, IF_RANGE, RANGE};
use reqwest::redirect::Policy;

/// How much and how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: u64,
    /// Until the server says something, each time.
    pub silence: Duration,
    /// For the whole of one file.
    pub whole: Duration,
}

impl Default for Limits {
    /// 1 GiB, half a minute of silence, an hour.
    fn default() -> Self {
        Self { bytes: 1 << 30, silence: Duration::from_secs(30), whole: Duration::from_secs(3600) }
    }
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The server has nothing newer than the tag that was named.
    Unchanged,
    /// The file is there, whole; its tag, where the server gave one.
    New { tag: Option<String> },
}

/// Why a file did not come. What was in use stays in use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedFault {
    #[error("the network cannot be used: {0}")]
    NoNetwork(String),
    #[error("the server cannot be reached or is not who it says: {0}")]
    Unreachable(String),
    #[error("the server sends elsewhere, to {0}; a feed that moved is given by its new address")]
    Moved(String),
    #[error("the server answers with status {0}")]
    Status(u16),
    #[error("the server says nothing for {0} s, or needs too long for the whole")]
    Slow(u64),
    #[error("the file is longer than {0} bytes")]
    TooLong(u64),
    #[error("the file came cut short, or not as long as announced: {0}; the next attempt goes on where this one ended")]
    Cut(String),
    #[error("the server packs the file ({0}), which was not asked for")]
    Packed(String),
    #[error("the file cannot be written: {0}")]
    Disk(String),
}

/// Fetches files; keeps what it has of a file that was cut beside its place, to go on from there.
pub struct Feed {
    client: Client,
    limits: Limits,
}

impl Feed {
    /// # Errors
    /// [`FeedFault::NoNetwork`] where the machine gives no TLS roots, or its proxy cannot be used.
    pub fn new(limits: Limits) -> Result<Self, FeedFault> {
        client(&limits).map(|client| Self { client, limits })
    }

    /// Fetches `address` into `place`, unless the server still has what `tag` names.
    ///
    /// # Errors
    /// Every other variant of [`FeedFault`]; `place` is then as it was.
    pub fn fetch(&self, address: &str, place: &Path, tag: Option<&str>) -> Result<Fetched, FeedFault> {
        let begun_at = now();
        let part = Part::beside(place);
        let begun = part.begun();
        let mut request = self.client.get(address);
        if let Some((length, tag)) = &begun {
            request = request.header(RANGE, format!("bytes={length}-")).header(IF_RANGE, tag);
        } else if let Some(tag) = tag {
            request = request.header(IF_NONE_MATCH, tag);
        }
        let response = request.send().map_err(|error| unreachable(&error, &self.limits))?;
        let (from, response) = match (response.status(), &begun) {
            (StatusCode::NOT_MODIFIED, _) => return Ok(Fetched::Unchanged),
            (StatusCode::OK, _) => (0, response),
            (StatusCode::PARTIAL_CONTENT, Some((length, _))) if goes_on_at(response.headers(), *length) => (*length, response),
            (StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE, _) => {
                part.forget();
                return Err(FeedFault::Cut("it is not the part that was asked for".to_owned()));
            }
            (status, _) if status.is_redirection() => return Err(moved(&response)),
            (status, _) => return Err(FeedFault::Status(status.as_u16())),
        };
        let packed = header(&response, CONTENT_ENCODING.as_str()).filter(|packed| packed != "identity");
        if let Some(packed) = packed {
            return Err(FeedFault::Packed(packed));
        }
        let tag = header(&response, ETAG.as_str());
        part.begin(from, tag.as_deref())?;
        self.write(response, &part, from, begun_at)?;
        part.finish(place)?;
        Ok(Fetched::New { tag })
    }

    /// Appends what comes; what came before an error stays, so that the next attempt can go on.
    fn write(&self, mut response: Response, part: &Part, from: u64, begun_at: Instant) -> Result<(), FeedFault> {
        let disk = |error: std::io::Error| FeedFault::Disk(error.to_string());
        let mut file = fs::OpenOptions::new().append(true).open(&part.path).map_err(disk)?;
        let (mut length, mut buffer) = (from, vec![0; 1 << 16]);
        if response.content_length().is_some_and(|announced| announced.saturating_add(from) > self.limits.bytes) {
            part.forget();
            return Err(FeedFault::TooLong(self.limits.bytes));
        }
        loop {
            let read = response.read(&mut buffer).map_err(|error| cut(&error, &self.limits))?;
            if read == 0 {
                return file.sync_all().map_err(disk);
            }
            length = length.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            if length > self.limits.bytes {
                part.forget();
                return Err(FeedFault::TooLong(self.limits.bytes));
            }
            file.write_all(buffer.get(..read).unwrap_or_default()).map_err(disk)?;
            if now().duration_since(begun_at) > self.limits.whole {
                return Err(FeedFault::Slow(self.limits.silence.as_secs()));
            }
        }
    }
}

/// Speaks HTTP/1.1, whatever else the portal has built in, and follows no redirect by itself.
fn client(limits: &Limits) -> Result<Client, FeedFault> {
    let client = Client::builder().http1_only().timeout(limits.silence).connect_timeout(limits.silence).redirect(Policy::none());
    let client = client.user_agent(concat!("kenpin/", env!("CARGO_PKG_VERSION"))).build();
    client.map_err(|error| FeedFault::NoNetwork(because(&error)))
}

/// Why a request came to nothing.
fn unreachable(error: &reqwest::Error, limits: &Limits) -> FeedFault {
    if error.is_timeout() { FeedFault::Slow(limits.silence.as_secs()) } else { FeedFault::Unreachable(because(error)) }
}

/// Why an answer does not go on.
fn cut(error: &std::io::Error, limits: &Limits) -> FeedFault {
    let within = error.get_ref().and_then(|within| within.downcast_ref::<reqwest::Error>());
    if within.is_some_and(reqwest::Error::is_timeout) { FeedFault::Slow(limits.silence.as_secs()) } else { FeedFault::Cut(because(error)) }
}

/// The part of a file that has come, and beside it the tag of the file that it is a part of.
struct Part {
    path: PathBuf,
    tag: PathBuf,
}

impl Part {
    fn beside(place: &Path) -> Self {
        Self { path: place.with_extension("part"), tag: place.with_extension("part-tag") }
    }

    /// How much has come, of the file with which tag; `None`: nothing that one could go on from.
    #[allow(clippy::disallowed_methods, reason = "the edge reads what it wrote")]
    fn begun(&self) -> Option<(u64, String)> {
        let tag = fs::read_to_string(&self.tag).ok().filter(|tag| !tag.is_empty() && !tag.starts_with("W/"))?;
        let length = fs::metadata(&self.path).ok()?.len();
        (length > 0).then_some((length, tag))
    }

    fn begin(&self, from: u64, tag: Option<&str>) -> Result<(), FeedFault> {
        if from > 0 {
            return Ok(());
        }
        let made = fs::write(&self.path, []).and_then(|()| fs::write(&self.tag, tag.unwrap_or_default()));
        made.map_err(|error| FeedFault::Disk(error.to_string()))
    }

    fn finish(&self, place: &Path) -> Result<(), FeedFault> {
        fs::rename(&self.path, place).map_err(|error| FeedFault::Disk(error.to_string()))?;
        self.forget();
        Ok(())
    }

    fn forget(&self) {
        fs::remove_file(&self.path).ok();
        fs::remove_file(&self.tag).ok();
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge measures its own patience")]
fn now() -> Instant {
    Instant::now()
}

/// Whether the answer is the rest from this byte on: `bytes 100-199/200`.
fn goes_on_at(headers: &HeaderMap, length: u64) -> bool {
    let range = headers.get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
    range.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse().ok()) == Some(length)
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn moved(response: &Response) -> FeedFault {
    FeedFault::Moved(header(response, "location").unwrap_or_else(|| "an address that it does not name".to_owned()))
}

/// The last cause of an error: the one that says something.
fn because(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
