//! Originals as they go out, piece by piece: a slow reader of a large file holds two pieces of it and no more.

use axum::body::{Body, Bytes};
use futures_util::stream;

use super::Portal;
use super::problem::{Problem, tell_operator};
use crate::intake::Digest;
use crate::store::StoreFault;

impl Portal {
    pub(super) async fn original(&self, sha256: &str) -> Result<Body, Problem> {
        self.sent(named(sha256)?).await
    }

    /// What is kept under this name. One that was changed ends before its end, so that nobody takes it for whole.
    pub(super) async fn sent(&self, digest: Digest) -> Result<Body, Problem> {
        let pieces = stream::try_unfold(self.store.originals.checked(digest).await?, |mut rest| async move {
            let piece = rest.next().await.inspect_err(|fault| tell_operator(&fault.to_string()))?;
            Ok::<_, StoreFault>(piece.map(|piece| (Bytes::from(piece), rest)))
        });
        Ok(Body::from_stream(pieces))
    }
}

/// The digest that a row holds.
pub(super) fn named(sha256: &str) -> Result<Digest, StoreFault> {
    Digest::parse(sha256).ok_or_else(|| StoreFault::Damaged("digest of an original".to_owned()))
}
