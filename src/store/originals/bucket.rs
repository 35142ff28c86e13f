//! Originals in a bucket that speaks S3, where nothing can be locked: what is swept is laid aside first, and comes back where a row names it.
//!
//! The race. Whoever sweeps asks the rows, finds an original that none names, and deletes it; in between somebody sends the same file again,
//! its object is written (over the old one, which changes nothing but its age), and the row comes after the deletion. So nothing is deleted at once:
//!
//! 1. The sweep copies the object to `dropped/ab/<sha256>/<id>`, a name of this sweep's own, and then deletes it among the originals.
//! 2. It asks the rows again, and brings back what one names by now: copies it back, and then deletes its own copy.
//! 3. What has lain there for two hours is looked at again: brought back, or deleted.
//!
//! Whoever deletes an original has a copy of it, and that copy is deleted by nobody before two hours are over, unless it was brought back. An upload
//! names what it wrote within one hour. So a row whose upload wrote before the deletion in (1) is seen in (2) or (3), and one whose upload
//! wrote after it has its object. Meanwhile a read that finds no original reads the copy. Two sweeps of one shelf at once do no harm either,
//! since each deletes only a copy that it made, or that is two hours old; with one name for both, one could delete the copy that the other relies on.

use std::fmt;
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path as Key;
use object_store::{BackoffConfig, ClientConfigKey, Error, MultipartUpload, ObjectStore as _, ObjectStoreExt as _, RetryConfig};
use tokio::fs;
use tokio::io::AsyncReadExt as _;

use crate::intake::Digest;
use crate::report::escape::visible;
use crate::store::storage::Storage;
use crate::store::{StoreFault, hidden, id, now};

/// Bytes of one request; a larger file goes in several, one after the other. S3 takes none smaller but the last, and 10,000 at most.
const PART: u64 = 8 << 20;
/// How often a request is sent again, and until when.
const AGAIN: usize = 4;
const AGAIN_TIME: Duration = Duration::from_secs(10);
/// Until when the bucket has to say anything to a request, and the next piece of an answer has to come.
const SILENCE: &str = "20s";
/// Longer than any one answer takes that keeps coming.
const ANSWER: &str = "1h";
/// Until when whoever asks only whether it is there has an answer.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);
/// Longest text of a fault, in characters.
const TEXT: usize = 600;

/// A bucket, and what every key in it begins with.
#[derive(Clone)]
pub(super) struct Bucket {
    client: AmazonS3,
    root: Key,
    /// For whoever reads a fault.
    shown: String,
}

impl fmt::Debug for Bucket {
    /// Without credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Bucket {
    /// By the environment's `AWS_*`; nothing is asked yet.
    pub(super) fn open(name: &str, prefix: &str) -> Result<Self, StoreFault> {
        let given = AmazonS3Builder::from_env().with_bucket_name(name);
        let value = |key| given.get_config_value(&key).filter(|value| !value.is_empty());
        let endpoint = value(AmazonS3ConfigKey::S3Endpoint).or_else(|| value(AmazonS3ConfigKey::Endpoint));
        let is_plain = endpoint.as_deref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let is_allowed = value(AmazonS3ConfigKey::Client(ClientConfigKey::AllowHttp)).is_some_and(|value| value == "true");
        if is_plain && !is_allowed && !endpoint.as_deref().is_some_and(is_here) {
            return Err(StoreFault::Unclear(
                "AWS_ENDPOINT_URL names another machine by http; name it by https, or set AWS_ALLOW_HTTP=true".to_owned(),
            ));
        }
        let named = Storage::Bucket { name: name.to_owned(), prefix: prefix.to_owned() };
        let shown = endpoint.map_or_else(|| named.to_string(), |endpoint| format!("{named} at {}", hidden(&endpoint)));
        let retry = RetryConfig { backoff: BackoffConfig::default(), max_retries: AGAIN, retry_timeout: AGAIN_TIME };
        let client = given
            .with_allow_http(is_plain)
            .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::ReadTimeout), SILENCE)
            .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), ANSWER)
            // Not everything that speaks S3 knows how to delete many at once.
            .with_disable_bulk_delete(true)
            .with_retry(retry)
            .build();
        let unfit = |error: &Error| StoreFault::Bucket { place: shown.clone(), why: error.to_string() };
        let client = client.map_err(|error| unfit(&error))?;
        Ok(Self { client, root: Key::from(prefix), shown })
    }

    /// Whether it is there, and answers whoever we are.
    pub(super) async fn answers(&self) -> Result<(), StoreFault> {
        let nothing = self.root.clone().join("ready");
        match tokio::time::timeout(SIGN_OF_LIFE, self.client.list_with_delimiter(Some(&nothing))).await {
            Ok(answer) => answer.map(|_| ()).map_err(|error| self.fault(&error)),
            Err(_) => Err(self.said("no answer came within five seconds")),
        }
    }

    /// Puts a file into its place, whole or not at all. What is there already is written again, so that it is young.
    pub(super) async fn put(&self, aside: &Path, digest: Digest) -> Result<(), StoreFault> {
        let key = self.original(digest);
        let mut file = fs::File::open(aside).await.map_err(|error| StoreFault::disk(aside, error))?;
        let first = part(&mut file, aside).await?;
        if u64::try_from(first.len()).unwrap_or_default() < PART {
            return self.client.put(&key, first.into()).await.map(|_| ()).map_err(|error| self.fault(&error));
        }
        let mut upload = self.client.put_multipart(&key).await.map_err(|error| self.fault(&error))?;
        let done = self.put_parts(upload.as_mut(), first, &mut file, aside).await;
        if done.is_err() {
            // What cannot be taken back is in nobody's way, and a rule of the bucket's may take it away.
            let _left = upload.abort().await;
        }
        done
    }

    async fn put_parts(
        &self,
        upload: &mut dyn MultipartUpload,
        first: Vec<u8>,
        file: &mut fs::File,
        aside: &Path,
    ) -> Result<(), StoreFault> {
        let mut next = first;
        while !next.is_empty() {
            upload.put_part(next.into()).await.map_err(|error| self.fault(&error))?;
            next = part(file, aside).await?;
        }
        upload.complete().await.map(|_| ()).map_err(|error| self.fault(&error))
    }

    /// `None`: it is gone, and does not lie among what was dropped either.
    pub(super) async fn get(&self, digest: Digest) -> Result<Option<Pieces>, StoreFault> {
        let key = self.original(digest);
        if let Some(found) = self.pieces(&key).await? {
            return Ok(Some(found));
        }
        for (dropped, _) in self.below(&self.shelf("dropped", digest).join(digest.to_string())).await? {
            if let Some(found) = self.pieces(&dropped).await? {
                return Ok(Some(found));
            }
        }
        // It may have been brought back in between.
        self.pieces(&key).await
    }

    async fn pieces(&self, key: &Key) -> Result<Option<Pieces>, StoreFault> {
        match self.client.get(key).await {
            Ok(found) => Ok(Some(Pieces { body: found.into_stream().map_ok(Vec::from).boxed(), bucket: self.clone() })),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(self.fault(&error)),
        }
    }

    /// Digests on one shelf that nothing wrote for so many seconds.
    pub(super) async fn old(&self, shelf: u8, seconds: u64) -> Result<Vec<Digest>, StoreFault> {
        let found = self.below(&self.root.clone().join("originals").join(format!("{shelf:02x}"))).await?;
        Ok(found.iter().filter(|(_, age)| *age >= seconds).filter_map(|(key, _)| key.filename().and_then(Digest::parse)).collect())
    }

    /// What was dropped from one shelf so many seconds ago.
    pub(super) async fn dropped(&self, shelf: u8, seconds: u64) -> Result<Vec<Dropped>, StoreFault> {
        let found = self.below(&self.root.clone().join("dropped").join(format!("{shelf:02x}"))).await?;
        let old = found.into_iter().filter(|(_, age)| *age >= seconds);
        let named = |key: Key| {
            let digest = key.parent()?.filename().and_then(Digest::parse)?;
            Some(Dropped { digest, key, bucket: self.clone() })
        };
        Ok(old.filter_map(|(key, _)| named(key)).collect())
    }

    /// Lays an original aside; `None`: it is gone already.
    pub(super) async fn drop(&self, digest: Digest) -> Result<Option<Dropped>, StoreFault> {
        let (from, aside) = (self.original(digest), self.shelf("dropped", digest).join(digest.to_string()).join(id::new()?));
        match self.client.copy(&from, &aside).await {
            Ok(()) => {}
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(self.fault(&error)),
        }
        self.delete(&from).await?;
        Ok(Some(Dropped { digest, key: aside, bucket: self.clone() }))
    }

    async fn delete(&self, key: &Key) -> Result<(), StoreFault> {
        match self.client.delete(key).await {
            Ok(()) => Ok(()),
            Err(error) if is_missing(&error) => Ok(()),
            Err(error) => Err(self.fault(&error)),
        }
    }

    /// Everything below a key, with its age in seconds; 0 where it was written ahead of our clock.
    async fn below(&self, key: &Key) -> Result<Vec<(Key, u64)>, StoreFault> {
        let age = |at: i64| u64::try_from(now().saturating_sub(at)).unwrap_or_default();
        let found = self.client.list(Some(key)).map_ok(|one| (one.location, age(one.last_modified.timestamp())));
        found.try_collect().await.map_err(|error| self.fault(&error))
    }

    /// `originals/ab/<sha256>`, as in a folder.
    fn original(&self, digest: Digest) -> Key {
        self.shelf("originals", digest).join(digest.to_string())
    }

    fn shelf(&self, part: &str, digest: Digest) -> Key {
        let name = digest.to_string();
        self.root.clone().join(part).join(name.get(..2).unwrap_or_default())
    }

    fn fault(&self, error: &Error) -> StoreFault {
        let text = error.to_string();
        if text.contains(NO_BUCKET) {
            return self.said("there is no such bucket");
        }
        self.said(&visible(&text.chars().take(TEXT).collect::<String>()))
    }

    fn said(&self, why: &str) -> StoreFault {
        StoreFault::Bucket { place: self.shown.clone(), why: why.to_owned() }
    }
}

/// An original that was laid aside.
pub(in crate::store) struct Dropped {
    pub(in crate::store) digest: Digest,
    key: Key,
    bucket: Bucket,
}

impl Dropped {
    /// Puts it back among the originals.
    pub(in crate::store) async fn bring_back(&self) -> Result<(), StoreFault> {
        match self.bucket.client.copy(&self.key, &self.bucket.original(self.digest)).await {
            Ok(()) => self.delete().await,
            // Another sweep brought it back.
            Err(error) if is_missing(&error) => Ok(()),
            Err(error) => Err(self.bucket.fault(&error)),
        }
    }

    /// Takes it away for good.
    pub(in crate::store) async fn delete(&self) -> Result<(), StoreFault> {
        self.bucket.delete(&self.key).await
    }
}

/// An object that is being read.
pub(super) struct Pieces {
    body: BoxStream<'static, object_store::Result<Vec<u8>>>,
    bucket: Bucket,
}

impl Pieces {
    /// `None`: that was all.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreFault> {
        self.body.try_next().await.map_err(|error| self.bucket.fault(&error))
    }
}

/// The next part of a file; empty: that was all.
async fn part(file: &mut fs::File, path: &Path) -> Result<Vec<u8>, StoreFault> {
    let mut part = Vec::new();
    file.take(PART).read_to_end(&mut part).await.map_err(|error| StoreFault::disk(path, error))?;
    Ok(part)
}

/// S3's word for a bucket that is not there: what lies in it is not lost.
const NO_BUCKET: &str = "NoSuchBucket";

/// Whether the object is not there, while the bucket is.
fn is_missing(error: &Error) -> bool {
    matches!(error, Error::NotFound { .. }) && !error.to_string().contains(NO_BUCKET)
}

/// Whether this is an address of this machine itself.
fn is_here(endpoint: &str) -> bool {
    let Some(host) = reqwest::Url::parse(endpoint).ok().and_then(|url| url.host_str().map(str::to_owned)) else { return false };
    host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_without_tls_unasked() {
        assert!(["http://127.0.0.1:9000", "http://localhost/s3", "http://[::1]:9000"].into_iter().all(is_here));
        assert!(
            !["http://10.0.0.1:9000", "http://localhost.example", "http://127.0.0.1@evil.example", "127.0.0.1"].into_iter().any(is_here)
        );
    }
}
