//! A container image by its address: its manifest, and the signatures, attestations and bills that lie beside it in its registry.
//!
//! Nothing is judged here. What cosign spread over tags, layers and annotations becomes files as a vendor would hand them over, and the
//! stages judge those. The image's own layers are not fetched: its manifest names them by their digests.

mod credentials;
mod manifest;
mod place;
mod registry;
mod stored;

use crate::feed::{FeedFault, Limits};
use crate::intake::Digest;
use manifest::Manifest;
pub use place::Place;
use registry::Registry;
use stored::Stored;

/// Referrers of one image, and layers of one of their manifests, that are looked at.
const REFERRERS: usize = 64;
const LAYERS: usize = 64;
/// Endings of the tags at which cosign keeps what belongs to an image (cosign, specs/SIGNATURE_SPEC.md and ATTESTATION_SPEC.md).
const TAGS: &[&str] = &["sig", "att", "sbom"];

/// What a registry holds of an image.
#[derive(Clone, Debug)]
pub struct Image {
    /// The SHA-256 of its manifest: the image's name.
    pub digest: Digest,
    /// `manifest.json` first; then each by a name that binds signatures to what they sign.
    pub files: Vec<(String, Vec<u8>)>,
    /// Media types of what lies there too and is nothing that kenpin reads.
    pub left: Vec<String>,
}

/// Why an image did not come. There is no verdict then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageFault {
    #[error("this names no image")]
    Name,
    #[error("the registry has no such image")]
    NotThere,
    #[error("the registry does not let us read this: {0}")]
    Refused(String),
    #[error(transparent)]
    Feed(#[from] FeedFault),
    #[error("the registry sends elsewhere, to {0}, where nothing is fetched from")]
    Elsewhere(String),
    #[error("the registry answers with something else than {wanted}: {found}")]
    Unreadable { wanted: &'static str, found: String },
    #[error("the registry sends other bytes than those that were asked for: asked for sha256:{asked}, got sha256:{found}")]
    Altered { asked: Digest, found: Digest },
    #[error("the registry lists more than {0} {1}")]
    Endless(usize, &'static str),
    #[error("docker's settings cannot be used: {0}")]
    Credentials(String),
}

impl ImageFault {
    /// How to put it right.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Name => "write it as oci://REGISTRY/REPOSITORY:TAG or oci://REGISTRY/REPOSITORY@sha256:DIGEST",
            Self::NotThere => "check registry, repository and tag; a private image may need `docker login` first",
            Self::Refused(_) => "log in with `docker login`, or put user and password into the \"auths\" of docker's config.json",
            Self::Feed(FeedFault::TooLong(_)) => "raise --max-document if an image of this vendor may bring so much along",
            Self::Feed(_) => "try again later, or with a larger --patience; where it stays so, ask who runs the registry",
            Self::Elsewhere(_) => "ask the vendor to keep it in the registry itself; a registry without TLS is named with --plain-http",
            Self::Unreadable { .. } => "check that a registry answers at this address, and not a page of a proxy or a portal",
            Self::Altered { .. } => "ask who runs the registry; nothing that it sent was used",
            Self::Endless(..) => "name the image by its digest at another registry, or ask the vendor what all of this is",
            Self::Credentials(_) => "mend config.json, or name another folder with DOCKER_CONFIG",
        }
    }
}

/// Fetches an image's manifest and what lies beside it.
///
/// # Errors
/// Anything that did not come whole, by the digest by which it was named: an image whose signatures cannot be read is not one without.
pub fn fetch(place: &Place, limits: Limits) -> Result<Image, ImageFault> {
    let registry = Registry::new(place, limits)?;
    let (bytes, digest) = registry.image()?;
    Manifest::read(&bytes)?;
    let mut stored = Stored::default();
    for ending in TAGS {
        if let Some(bytes) = registry.tagged(&format!("sha256-{digest}.{ending}"))? {
            keep(&registry, &Manifest::read(&bytes)?, &mut stored)?;
        }
    }
    let referrers = registry.referrers(digest)?;
    if referrers.len() > REFERRERS {
        return Err(ImageFault::Endless(REFERRERS, "referrers of this image"));
    }
    for referrer in &referrers {
        keep(&registry, &Manifest::read(&registry.manifest(referrer.sha256()?)?)?, &mut stored)?;
    }
    let mut files = vec![("manifest.json".to_owned(), bytes)];
    files.append(&mut stored.files);
    stored.left.sort();
    stored.left.dedup();
    Ok(Image { digest, files, left: stored.left })
}

/// Fetches the layers that are of use.
fn keep(registry: &Registry<'_>, manifest: &Manifest, stored: &mut Stored) -> Result<(), ImageFault> {
    if manifest.layers.len() > LAYERS {
        return Err(ImageFault::Endless(LAYERS, "layers in a manifest beside this image"));
    }
    for layer in &manifest.layers {
        match stored::kind(&layer.media_type) {
            Some(kind) => {
                if let Some(address) = layer.urls.first() {
                    return Err(ImageFault::Elsewhere(address.clone()));
                }
                stored.add(kind, layer, registry.blob(layer.sha256()?, layer.size)?);
            }
            None => stored.left.push(layer.media_type.clone()),
        }
    }
    Ok(())
}
