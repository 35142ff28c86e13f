//! Manifests and indexes of a registry, as far as they are read (OCI image-spec 1.1, manifest.md and image-index.md).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ImageFault;
use crate::intake::Digest;

/// A manifest, or an index of manifests.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    #[serde(rename = "schemaVersion")]
    schema_version: u32,
    #[serde(default)]
    pub layers: Vec<Descriptor>,
    #[serde(default)]
    pub manifests: Vec<Descriptor>,
}

/// What a manifest says of something that is stored by its digest.
#[derive(Debug, Deserialize)]
pub(super) struct Descriptor {
    #[serde(rename = "mediaType")]
    pub media_type: String,
    digest: String,
    /// In bytes.
    pub size: u64,
    /// Where else it may be fetched from. Nothing is.
    #[serde(default)]
    pub urls: Vec<String>,
    #[serde(default)]
    pub annotations: BTreeMap<String, String>,
}

impl Manifest {
    pub fn read(bytes: &[u8]) -> Result<Self, ImageFault> {
        let wrong = |found: String| ImageFault::Unreadable { wanted: "a manifest", found };
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
        // 1 is Docker's old manifest, in which a digest covers less than the whole.
        if manifest.schema_version == 2 { Ok(manifest) } else { Err(wrong(format!("schemaVersion {}", manifest.schema_version))) }
    }
}

impl Descriptor {
    pub fn sha256(&self) -> Result<Digest, ImageFault> {
        sha256(&self.digest).ok_or_else(|| ImageFault::Unreadable { wanted: "a digest of SHA-256", found: format!("\"{}\"", self.digest) })
    }
}

/// `sha256:` and 64 hexadecimal digits in lower case.
pub(super) fn sha256(text: &str) -> Option<Digest> {
    let hex = text.strip_prefix("sha256:")?;
    Digest::parse(hex).filter(|digest| digest.to_string() == hex)
}
