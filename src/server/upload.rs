//! Takes what comes over the wire to the disk, piece by piece: bounded in bytes, files and time, never held in memory.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest as _, Request};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::StreamExt as _;

use super::Shared;
use super::problem::Problem;
use crate::report::escape::visible;
use crate::store::originals::Incoming;
use crate::store::submissions::Sent;

/// Files of one upload; more come as one archive.
pub(super) const FILES: usize = 1_000;
/// Until when the next piece has to have come.
const PIECE_TIME: Duration = Duration::from_secs(30);
/// Until when all of it has to have come.
pub(super) const WHOLE_TIME: Duration = Duration::from_secs(3_600);
/// Longest name of a file, in bytes.
const NAME_BYTES: usize = 4_096;
/// Bytes of an id.
const ID_BYTES: usize = 36;

/// A body that comes piece by piece, each in time.
pub(super) struct Arriving(BodyDataStream);

impl Arriving {
    pub(super) fn of(body: Body) -> Self {
        Self(body.into_data_stream())
    }

    /// `None`: that was all.
    pub(super) async fn next(&mut self, portal: &Shared) -> Result<Option<Bytes>, Problem> {
        let piece = tokio::time::timeout(PIECE_TIME, self.0.next()).await.map_err(|_| Problem::TooSlow)?;
        let Some(piece) = piece else { return Ok(None) };
        let piece = piece.map_err(|_| Problem::Bad("the connection broke before all of it had come; send it again".to_owned()))?;
        portal.metrics.uploaded(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        Ok(Some(piece))
    }
}

/// What one upload holds.
#[derive(Default)]
pub(super) struct Received {
    /// In the order in which they came.
    pub(super) files: Vec<Sent>,
    /// Those of them that came in pieces before, by their ids.
    pub(super) begun: Vec<String>,
}

/// Takes one upload in. `owner`: whose files that came in pieces may be part of it, named in fields `upload`.
pub(super) async fn receive(portal: &Shared, request: Request, owner: Option<&str>) -> Result<Received, Problem> {
    let stated = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if stated.is_some_and(|bytes| bytes > portal.upload_bytes.saturating_add(1 << 20)) {
        return Err(too_large(portal));
    }
    let received = tokio::time::timeout(WHOLE_TIME, taken(portal, request, owner)).await;
    let received = received.map_err(|_| Problem::TooSlow)??;
    if received.files.is_empty() {
        return Err(Problem::Bad("nothing was sent; choose at least one file".to_owned()));
    }
    Ok(received)
}

async fn taken(portal: &Shared, request: Request, owner: Option<&str>) -> Result<Received, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return parts(portal, request, owner).await;
    }
    Ok(Received { files: raw(portal, request).await?, ..Received::default() })
}

async fn parts(portal: &Shared, mut request: Request, owner: Option<&str>) -> Result<Received, Problem> {
    // The limit is ours, counted while it comes: axum's own would cut off honest bills.
    axum::extract::DefaultBodyLimit::disable().apply(&mut request);
    let malformed = |_| Problem::Bad("the body is no multipart/form-data; name its boundary in Content-Type".to_owned());
    let mut parts = Multipart::from_request(request, &()).await.map_err(malformed)?;
    let (mut received, mut left, mut count) = (Received::default(), portal.upload_bytes, 0_usize);
    loop {
        let next = tokio::time::timeout(PIECE_TIME, parts.next_field()).await.map_err(|_| Problem::TooSlow)?;
        let Some(mut field) = next.map_err(|error| broken(&error))? else { return Ok(received) };
        let name = field.file_name().unwrap_or_default().to_owned();
        check_name(&name)?;
        count = count.saturating_add(1);
        if count > FILES {
            return Err(Problem::TooLarge(format!("one upload holds at most {FILES} files; send them as one archive (zip or tar)")));
        }
        if let (Some(owner), Some("upload"), None) = (owner, field.name(), field.file_name()) {
            let id = begun(&mut field).await?;
            let length = portal.store.originals.begun(owner, &id).await?.length;
            left = left.checked_sub(length).ok_or_else(|| too_large(portal))?;
            let (path, kept) = portal.store.originals.complete(owner, &id).await?;
            received.files.push(Sent { path, kept });
            received.begun.push(id);
            continue;
        }
        let mut incoming = portal.store.originals.incoming().await?;
        match fill(portal, &mut field, &mut incoming, &mut left).await {
            // A form whose field for files is left empty sends one without a name.
            Ok(()) if name.is_empty() => incoming.forget().await,
            Ok(()) => received.files.push(Sent { path: name, kept: incoming.keep().await? }),
            Err(problem) => {
                incoming.forget().await;
                return Err(problem);
            }
        }
    }
}

async fn fill(portal: &Shared, field: &mut Field<'_>, incoming: &mut Incoming, left: &mut u64) -> Result<(), Problem> {
    loop {
        let piece = tokio::time::timeout(PIECE_TIME, field.chunk()).await.map_err(|_| Problem::TooSlow)?;
        let Some(piece) = piece.map_err(|error| broken(&error))? else { return Ok(()) };
        portal.metrics.uploaded(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        *left = spent(portal, *left, piece.len())?;
        incoming.write(&piece).await?;
    }
}

/// The id of a file that came in pieces before.
async fn begun(field: &mut Field<'_>) -> Result<String, Problem> {
    let mut text = Vec::new();
    while let Some(piece) =
        tokio::time::timeout(PIECE_TIME, field.chunk()).await.map_err(|_| Problem::TooSlow)?.map_err(|error| broken(&error))?
    {
        text.extend_from_slice(&piece);
        if text.len() > ID_BYTES {
            break;
        }
    }
    // What is no id is not there.
    Ok(String::from_utf8(text).unwrap_or_default())
}

/// One file as the body itself; its name stands in `Content-Disposition`.
async fn raw(portal: &Shared, request: Request) -> Result<Vec<Sent>, Problem> {
    let name = named(request.headers()).unwrap_or_else(|| "delivery".to_owned());
    check_name(&name)?;
    let mut incoming = portal.store.originals.incoming().await?;
    match pour(portal, request.into_body(), &mut incoming).await {
        Ok(()) if incoming.bytes() == 0 => {
            incoming.forget().await;
            Ok(Vec::new())
        }
        Ok(()) => Ok(vec![Sent { path: name, kept: incoming.keep().await? }]),
        Err(problem) => {
            incoming.forget().await;
            Err(problem)
        }
    }
}

async fn pour(portal: &Shared, body: Body, incoming: &mut Incoming) -> Result<(), Problem> {
    let (mut arriving, mut left) = (Arriving::of(body), portal.upload_bytes);
    while let Some(piece) = arriving.next(portal).await? {
        left = spent(portal, left, piece.len())?;
        incoming.write(&piece).await?;
    }
    Ok(())
}

fn spent(portal: &Shared, left: u64, bytes: usize) -> Result<u64, Problem> {
    left.checked_sub(u64::try_from(bytes).unwrap_or(u64::MAX)).ok_or_else(|| too_large(portal))
}

/// RFC 6266: `filename*` before `filename`.
fn named(headers: &HeaderMap) -> Option<String> {
    let text = std::str::from_utf8(headers.get(header::CONTENT_DISPOSITION)?.as_bytes()).ok()?;
    let parameter = |name: &str| text.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
    let extended = parameter("filename*").and_then(|value| value.strip_prefix("UTF-8''"));
    let extended = extended.and_then(|value| super::form::field(format!("n={}", value.replace('+', "%2B")).as_bytes(), "n"));
    let name = extended.or_else(|| parameter("filename").map(|value| value.trim_matches('"').to_owned()))?;
    Some(name).filter(|name| !name.is_empty())
}

/// A name is kept as it is, whatever it points to; what no file system of a vendor's shows as a name is not taken.
pub(super) fn check_name(name: &str) -> Result<(), Problem> {
    if name.len() > NAME_BYTES {
        return Err(Problem::Bad(format!("a file's name has at most {NAME_BYTES} bytes; shorten it")));
    }
    if name.chars().any(char::is_control) {
        return Err(Problem::Bad(format!("a file's name holds a control character: {}; rename the file", visible(name))));
    }
    Ok(())
}

pub(super) fn too_large(portal: &Shared) -> Problem {
    let limit = portal.upload_bytes;
    Problem::TooLarge(format!("one upload holds at most {limit} bytes; compress it (zip, tar.gz), or ask the buyer to raise --max-upload"))
}

fn broken(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::TooLarge("a part's headers are too large".to_owned());
    }
    Problem::Bad("the upload is damaged or the connection broke before all of it had come; send it again".to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_raw_body_is_the_one_of_its_header() {
        let named = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_DISPOSITION, value.parse().unwrap());
            named(&headers)
        };
        assert_eq!(named("attachment; filename=\"a b.json\"").as_deref(), Some("a b.json"));
        assert_eq!(named("attachment; filename=\"x\"; filename*=UTF-8''%E6%B5%B7%2B+.json").as_deref(), Some("海++.json"));
        assert_eq!(named("attachment"), None);
    }
}
