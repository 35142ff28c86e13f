//! Files that come in pieces, so that a broken connection costs little: tus 1.0.0 (<https://tus.io/protocols/resumable-upload>), core
//! protocol and creation.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::problem::Problem;
use super::upload::{self, Arriving};
use super::{Shared, vendor};
use crate::store::StoreFault;
use crate::store::originals::begun::Appending;

/// The version that is spoken.
const VERSION: (HeaderName, HeaderValue) = (HeaderName::from_static("tus-resumable"), HeaderValue::from_static("1.0.0"));
const LENGTH: &str = "upload-length";
const OFFSET: &str = "upload-offset";

/// Begins a file.
pub(super) async fn begin(State(portal): State<Shared>, Path(secret): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let request = vendor::open(&portal, &secret).await?;
    let length = number(&headers, LENGTH)?;
    if length > portal.upload_bytes {
        return Err(upload::too_large(&portal));
    }
    let name = name(&headers).unwrap_or_else(|| "delivery".to_owned());
    upload::check_name(&name)?;
    let begun = portal.store.originals.begin(&request.id, &name, length, portal.upload_bytes).await;
    if let Err(StoreFault::Conflict(why)) = begun {
        // To be tried in another way, not again and again.
        return Err(Problem::TooLarge(why));
    }
    let id = begun?;
    let place = HeaderValue::from_str(&format!("/r/{secret}/pieces/{id}")).map_err(|_| Problem::Missing)?;
    Ok((StatusCode::CREATED, [VERSION, (header::LOCATION, place), (HeaderName::from_static(OFFSET), 0.into())]).into_response())
}

/// How much of a file is here.
pub(super) async fn state(State(portal): State<Shared>, Path((secret, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let request = vendor::open(&portal, &secret).await?;
    let begun = portal.store.originals.begun(&request.id, &id).await?;
    let numbers = [(OFFSET, begun.offset), (LENGTH, begun.length)];
    let numbers = numbers.map(|(name, number)| (HeaderName::from_static(name), HeaderValue::from(number)));
    Ok(([VERSION], numbers).into_response())
}

/// Takes the next piece of a file, however far it comes.
pub(super) async fn piece(
    State(portal): State<Shared>,
    Path((secret, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let owner = vendor::open(&portal, &secret).await?.id;
    let headers = request.headers();
    if headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind != "application/offset+octet-stream") {
        return Err(Problem::Bad("a piece is sent as `Content-Type: application/offset+octet-stream`".to_owned()));
    }
    let offset = number(headers, OFFSET)?;
    let mut appending = portal.store.originals.append(&owner, &id, offset).await?;
    let pouring = pour(&portal, request.into_body(), &mut appending);
    let poured = tokio::time::timeout(upload::WHOLE_TIME, pouring).await.unwrap_or(Err(Problem::TooSlow));
    // Also where the connection broke: what came before stays.
    appending.sync().await?;
    poured?;
    let here = (HeaderName::from_static(OFFSET), HeaderValue::from(appending.offset()));
    Ok((StatusCode::NO_CONTENT, [VERSION, here]).into_response())
}

async fn pour(portal: &Shared, body: Body, appending: &mut Appending) -> Result<(), Problem> {
    let mut arriving = Arriving::of(body);
    while let Some(piece) = arriving.next(portal).await? {
        if u64::try_from(piece.len()).unwrap_or(u64::MAX) > appending.left() {
            return Err(Problem::Bad("more came than `Upload-Length` said; begin the file anew".to_owned()));
        }
        appending.write(&piece).await?;
    }
    Ok(())
}

fn number(headers: &HeaderMap, name: &str) -> Result<u64, Problem> {
    let value = headers.get(name).and_then(|value| value.to_str().ok()?.parse().ok());
    value.ok_or_else(|| Problem::Bad(format!("the header `{name}` has to hold a number of bytes")))
}

/// `Upload-Metadata`: pairs of a key and a value in Base64.
fn name(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get("upload-metadata")?.to_str().ok()?;
    let value = pairs.split(',').find_map(|pair| pair.trim().strip_prefix("filename "))?;
    String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok().filter(|name| !name.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_a_pair_of_the_metadata() {
        let named = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("upload-metadata", value.parse().unwrap());
            name(&headers)
        };
        assert_eq!(named("filetype YQ==,filename YS9i5rW3Lmpzb24=").as_deref(), Some("a/b海.json"));
        assert_eq!(named("filename /w=="), None, "no UTF-8");
        assert_eq!(named("is_confidential"), None);
    }
}
