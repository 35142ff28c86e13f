//! The verdict as the portal signs it: the statement that the judging left, in an envelope that is made once and then kept.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::gate::Caller;
use super::page::{self, Attachment};
use super::problem::Problem;
use super::renderings::{For, for_vendors};
use super::{Portal, Shared};
use crate::report::vsa::PAYLOAD_TYPE;
use crate::store::StoreFault;
use crate::store::verdicts::{SIGNED, STATEMENT};

pub(super) async fn signed(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = portal.visible_to(&caller, &id).await?;
    let Some(verdict) = &found.verdict else {
        return Err(Problem::Conflict("this delivery is not judged yet; ask again once it has a verdict".to_owned()));
    };
    let bytes = portal.signed_verdict(&found.id, verdict, caller.reads_as()).await?;
    let mut response = page::attachment(Attachment { name: "verdict.vsa.json", media_type: "application/json", body: bytes.into() });
    response.headers_mut().extend(HeaderValue::from_str(&format!("\"{verdict}\"")).ok().map(|tag| (header::ETAG, tag)));
    Ok(response)
}

impl Portal {
    /// The same bytes, however often it is asked for; a vendor's own ones where it is not to read all of it.
    async fn signed_verdict(self: &Arc<Self>, submission: &str, verdict: &str, whose: For) -> Result<Vec<u8>, Problem> {
        let (statement, theirs) = (self.store.report(verdict, STATEMENT).await, self.store.report(verdict, &for_vendors(STATEMENT)).await);
        let (statement, signed) = match (whose, there(theirs)?) {
            (For::Vendors, Some(theirs)) => (Some(theirs), for_vendors(SIGNED)),
            (For::Vendors, None) | (For::Buyers, _) => (there(statement)?, SIGNED.to_owned()),
        };
        if let Some(kept) = there(self.store.report(verdict, &signed).await)? {
            return Ok(kept);
        }
        let statement = statement.ok_or_else(|| {
            Problem::Conflict("this verdict is from before the portal signed any; the next one on this delivery is signed".to_owned())
        })?;
        let portal = Arc::clone(self);
        // A token takes its time.
        let envelope = tokio::task::spawn_blocking(move || (portal.seal.envelope)(PAYLOAD_TYPE, &statement)).await;
        let envelope = envelope.map_err(|_| Problem::Ours("signing came to an unexpected end".to_owned()))?.map_err(Problem::Ours)?;
        let kept = self.store.originals.keep(envelope.as_bytes()).await?;
        self.store.keep_signed(submission, verdict, &signed, &kept).await?;
        // Whoever asked at the same moment may have been faster, and no two signatures are alike.
        Ok(self.store.report(verdict, &signed).await?)
    }
}

/// `None`: that form of the verdict was not made.
fn there(read: Result<Vec<u8>, StoreFault>) -> Result<Option<Vec<u8>>, StoreFault> {
    match read {
        Err(StoreFault::Missing) => Ok(None),
        read => read.map(Some),
    }
}
