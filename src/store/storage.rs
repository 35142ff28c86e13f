//! Where originals are kept, as an operator names it: a folder, or a bucket of whatever speaks S3.

use std::fmt;
use std::path::PathBuf;

/// As `--storage` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// By its whole path.
    Folder(PathBuf),
    Bucket {
        name: String,
        /// What every key begins with, without a slash at either end; empty: nothing.
        prefix: String,
    },
}

impl Storage {
    /// Reads `file:///DIR` or `s3://BUCKET[/PREFIX]`.
    ///
    /// # Errors
    /// How to write it, for whoever wrote it otherwise.
    pub fn parse(url: &str) -> Result<Self, String> {
        if let Some(path) = url.strip_prefix("file://") {
            // What an address would write as %20 is no part of a path.
            let is_plain = path.starts_with('/') && !path.contains(['%', '?', '#']);
            let folder = is_plain.then(|| Self::Folder(PathBuf::from(path)));
            return folder.ok_or_else(|| "name a folder by its whole path, as it is: file:///srv/kenpin".to_owned());
        }
        let bucket = url.strip_prefix("s3://").and_then(|rest| {
            let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
            let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
            let is_whole = is_plain(name) && (prefix.is_empty() || prefix.split('/').all(is_plain));
            is_whole.then(|| Self::Bucket { name: name.to_owned(), prefix: prefix.to_owned() })
        });
        bucket.ok_or_else(|| "name file:///DIR or s3://BUCKET[/PREFIX], of letters, digits, full stops, - and _".to_owned())
    }
}

impl fmt::Display for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "file://{}", path.display()),
            Self::Bucket { name, prefix } if prefix.is_empty() => write!(f, "s3://{name}"),
            Self::Bucket { name, prefix } => write!(f, "s3://{name}/{prefix}"),
        }
    }
}

/// What every store of objects takes as a part of a key, and none reads as another one.
fn is_plain(part: &str) -> bool {
    !matches!(part, "" | "." | "..") && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_folder_or_a_bucket() {
        for (url, shown) in [
            ("file:///srv/kenpin", "file:///srv/kenpin"),
            ("s3://kenpin", "s3://kenpin"),
            ("s3://kenpin/", "s3://kenpin"),
            ("s3://kenpin/agency/originals-1/", "s3://kenpin/agency/originals-1"),
        ] {
            assert_eq!(Storage::parse(url).unwrap().to_string(), shown);
        }
        for url in [
            "",
            "kenpin",
            "/srv",
            "file://srv",
            "file:///a%20b",
            "s3://",
            "s3:///a",
            "s3://a//b",
            "s3://a/../b",
            "s3://a?b",
            "gs://a",
            "S3://a",
        ] {
            assert!(Storage::parse(url).is_err(), "{url}");
        }
    }
}
